"""The first-by-second table: all that a supplementary vote can see of its papers.

Source: the count of LDEDCA 2009 Sch 5B para 5 asks only how many papers carry each first preference and how
many of those carry each second one; so every question about it is a function of this table, whose size does
not depend on turnout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hustings.counting import Number
from hustings.errors import InputError
from hustings.paper import BLANK, TOKENS, Vote
from hustings.profile import Profile


def who_remain(first: Sequence[Number]) -> tuple[int, ...]:
    """The two highest on first preferences and everyone level with the second of them, by their positions.

    >>> who_remain([40, 30, 30, 5]), who_remain([7])
    ((0, 1, 2), (0,))
    """
    second_highest = min(sorted(first)[-2:], default=0)
    return tuple(at for at, votes in enumerate(first) if votes >= second_highest)


def greatest(totals: Mapping[int, Number]) -> tuple[int, ...]:
    """Who has the greatest total; several are level. Somebody must have one.

    >>> greatest({0: 50, 2: 45, 3: 50})
    (0, 3)
    """
    most = max(totals.values())
    return tuple(at for at, votes in totals.items() if votes == most)


def most_first(first: Sequence[Number]) -> list[int]:
    """Positions from the most first preferences to the fewest; those who are level as they stand.

    >>> most_first([5, 40, 5, 30])
    [1, 3, 0, 2]
    """
    return sorted(range(len(first)), key=lambda at: -first[at])


@dataclass(frozen=True, kw_only=True)
class Table:
    """Papers by first and second preference; candidates are positions in `candidates`, ballot-paper order.

    `papers[i][j]` is how many papers have i first and j second; `papers[i][i]` have i twice, and the last
    column, `papers[i][-1]`, no valid second preference (none, several, uncertain, or not told). Whole
    numbers, 0 or more; raises InputError for a table of another shape.

    >>> votes = {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5}
    >>> squeeze = Table.of("abc", votes)
    >>> squeeze.first, squeeze.remaining(), squeeze.totals()
    ((40, 30, 35), (0, 2), {0: 50, 2: 45})
    """

    candidates: tuple[str, ...]
    papers: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        number = len(self.candidates)
        if len(self.papers) != number or any(len(row) != number + 1 for row in self.papers):
            raise InputError(
                "a first-by-second table has another shape",
                found=" x ".join(map(str, (len(self.papers), *{len(row) for row in self.papers}))),
                expected=f"{number} x {number + 1}",
            )
        if any(cell < 0 for row in self.papers for cell in row):
            raise InputError("a table has a negative number of papers")

    @classmethod
    def of(cls, candidates: Sequence[str], votes: Mapping[str | Vote, int]) -> Table:
        """A table from votes: ("a", "b"), ("a",) or, where ids are single letters, "ab" and "a"."""
        place = {id: at for at, id in enumerate(candidates)}
        cells = [[0] * (len(place) + 1) for _ in place]
        for vote, number in votes.items():
            second = vote[1] if len(vote) > 1 else BLANK
            cells[place[vote[0]]][-1 if second in TOKENS else place[second]] += number
        return cls(candidates=tuple(candidates), papers=tuple(map(tuple, cells)))

    @cached_property
    def first(self) -> tuple[int, ...]:
        """First preferences of each candidate."""
        return tuple(map(sum, self.papers))

    @cached_property
    def valid(self) -> int:
        """Papers with a valid first preference."""
        return sum(self.first)

    @cached_property
    def marked(self) -> tuple[int, ...]:
        """Second preferences marked for each candidate on all valid papers, counted or not."""
        return tuple(sum(row[at] for row in self.papers) for at in range(len(self.candidates)))

    def remaining(self) -> tuple[int, ...]:
        """The two highest on first preferences and everyone level with the second of them."""
        return who_remain(self.first)

    def totals(self, remaining: Collection[int] | None = None) -> dict[int, int]:
        """First preferences and second preferences counted, if these remain; those who do, unless given."""
        left = self.remaining() if remaining is None else remaining
        out = [row for at, row in enumerate(self.papers) if at not in left]
        return {at: self.first[at] + sum(row[at] for row in out) for at in left}

    def winners(self) -> tuple[int, ...]:
        """Who has the greatest total of those who remain: one, or several between whom a lot decides.

        More than half of all first preferences need no clause of their own here: whoever has them remains,
        and nobody else's total can reach theirs.
        """
        return greatest(self.totals())

    def __add__(self, other: Table) -> Table:
        if self.candidates != other.candidates:
            raise InputError("two tables of different candidates cannot be added")
        rows = zip(self.papers, other.papers, strict=True)
        return Table(
            candidates=self.candidates,
            papers=tuple(tuple(a + b for a, b in zip(*pair, strict=True)) for pair in rows),
        )


def table_of(profile: Profile) -> Table:
    """The table of papers of one or two columns, or of rankings as such a paper; all areas together."""
    two = profile if profile.ballots == "preferences" else profile.in_columns(2)
    votes: Counter[str | Vote] = Counter()
    for pile in two.piles:
        votes[pile.vote[:2]] += pile.papers
    return Table.of(two.candidates, votes)


def profile_of(table: Table) -> Profile:
    """Papers that make this table; those without a valid second preference are blank there."""
    names = (*table.candidates, BLANK)
    votes: dict[Vote, int] = {
        (names[i], names[j]): papers
        for i, row in enumerate(table.papers)
        for j, papers in enumerate(row)
        if papers
    }
    return Profile.of(table.candidates, votes)
