"""The profile: how many papers of each area carry each vote, and how many were rejected under each code.

Like papers are counted once, so a profile of millions of papers is a few hundred piles. Profiles add:
the same count runs over many files and many areas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from hustings import views
from hustings.awaiting import Awaited, Awaiting
from hustings.errors import InputError, UsageError
from hustings.paper import BLANK, OVER, TOKEN_CODES, TOKENS, Ballots, Vote, named_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, order=True)
class Pile:
    """How many papers of one area carry the same vote (the area is "" where areas are not told apart)."""

    area: str = ""
    vote: Vote
    papers: int


@dataclass(frozen=True, kw_only=True, order=True)
class Rejected:
    """How many papers of one area were rejected under one code of `paper.FIRST_CODES`."""

    area: str = ""
    code: str
    papers: int


@dataclass(frozen=True, kw_only=True, order=True)
class Referred:
    """Papers of one area with one pattern of marks that wait for the returning officer.

    `ids` are the papers' own ids where they have any, else the pattern and how many is all there is.
    """

    area: str = ""
    pattern: str
    why: str
    papers: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, order=True)
class Transfer:
    """Papers that went from one candidate to another, and what they are worth.

    `votes` is None where each paper is worth one vote, as a second preference always is.
    """

    source: str
    to: str
    papers: int
    votes: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Seconds:
    """What became of the second preferences on eliminated candidates' papers.

    `votes` are those added to each remaining candidate; `accounts` name the papers that reached nobody;
    `looked_at` is how many papers were looked at, the sum of both. `transfers` are empty when the
    figures do not tell from whom they came. `sources` splits the accounts by eliminated candidate:
    (candidate, account) → papers, empty when unknown.
    """

    votes: Mapping[str, int]
    accounts: Mapping[str, int]
    looked_at: int
    transfers: tuple[Transfer, ...] = ()
    sources: Mapping[tuple[str, str], int] | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All papers of a contest, like papers counted once; `candidates` are ids in ballot-paper order.

    `ballots` is their kind (`paper.Vote` says what a vote of each kind is). `unused` splits, for the whole
    contest, the papers whose second preference is known only to be not valid (account, papers). `order` is
    for laws that count papers in an order: the place in `piles` of each paper in turn; empty when not known.

    >>> one = Profile.of(("a", "b"), {("a", "b"): 2, ("b", "-"): 1})
    >>> (one + one).first_preferences()
    {'a': 4, 'b': 2}
    """

    candidates: tuple[str, ...]
    piles: tuple[Pile, ...]
    rejected: tuple[Rejected, ...] = ()
    referred: tuple[Referred, ...] = ()
    unused: tuple[tuple[str, int], ...] = ()
    ballots: Ballots = "preferences"
    order: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self._all_sound():
            known = set(self.candidates)
            for pile in self.piles:
                if not _sound(pile.vote, known, self.ballots):
                    raise InputError("a vote names an unknown candidate", found=" > ".join(pile.vote))
                if pile.papers < 0:
                    raise InputError("a pile has a negative number of papers", found=str(pile.papers))
        if self.order and Counter(self.order) != {n: one.papers for n, one in enumerate(self.piles)}:
            raise InputError(
                "the order of papers is not that of the piles",
                found=f"{len(self.order)} papers in order",
                expected=f"each of {self.valid} papers once",
            )

    def _all_sound(self) -> bool:
        """Whether many rankings are sound, told by the places met in coding them, as a count does anyway."""
        if self.ballots != "rankings" or len(self.piles) < MANY:
            return False  # they are looked at one by one
        known = set(self.candidates)
        named = all(known.issuperset(named_in((place,))) for place in self.coded.others)
        return named and not (self.weights < 0).any()

    @classmethod
    def of(
        cls,
        candidates: Iterable[str],
        votes: Mapping[Vote, int],
        *,
        area: str = "",
        rejected: Mapping[str, int] | None = None,
        ballots: Ballots = "preferences",
    ) -> Profile:
        """A profile of one area from how many papers carry each vote."""
        return cls(
            ballots=ballots,
            candidates=tuple(candidates),
            piles=tuple(Pile(area=area, vote=vote, papers=n) for vote, n in votes.items()),
            rejected=tuple(Rejected(area=area, code=code, papers=n) for code, n in (rejected or {}).items()),
        ).merged()

    def merged(self) -> Profile:
        """The same papers in canonical order: like piles together, empty ones gone."""
        piles: Counter[tuple[str, Vote]] = Counter()
        for pile in self.piles:
            piles[pile.area, pile.vote] += pile.papers
        rejected: Counter[tuple[str, str]] = Counter()
        for reject in self.rejected:
            rejected[reject.area, reject.code] += reject.papers
        unused: Counter[str] = Counter()
        for code, papers in self.unused:
            unused[code] += papers
        kept = [(key, papers) for key, papers in sorted(piles.items()) if papers]
        place = {key: at for at, (key, _) in enumerate(kept)} if self.order else {}
        return replace(
            self,
            piles=tuple(Pile(area=a, vote=v, papers=n) for (a, v), n in kept),
            order=tuple(place[self.piles[at].area, self.piles[at].vote] for at in self.order),
            rejected=tuple(Rejected(area=a, code=c, papers=n) for (a, c), n in sorted(rejected.items()) if n),
            referred=tuple(sorted(self.referred)),
            unused=tuple(sorted(unused.items())),
        )

    def __add__(self, other: Profile) -> Profile:
        for what, mine, others in (
            ("candidates", ", ".join(self.candidates), ", ".join(other.candidates)),
            ("ballots", self.ballots, other.ballots),
        ):
            if mine != others:
                raise InputError(
                    f"two profiles of different {what} cannot be added", found=others, expected=mine
                )
        after = tuple(at + len(self.piles) for at in other.order)
        return replace(
            self,
            piles=self.piles + other.piles,
            order=self.order + after if len(self.order + after) == self.valid + other.valid else (),
            rejected=self.rejected + other.rejected,
            referred=self.referred + other.referred,
            unused=self.unused + other.unused,
        ).merged()

    @property
    def kind(self) -> Ballots:
        """What these papers are, as a rule says what it reads."""
        return self.ballots

    @property
    def valid(self) -> int:
        """Papers that were not rejected; in two columns, those with a valid first preference."""
        return sum(pile.papers for pile in self.piles)

    @property
    def papers(self) -> int:
        """All papers: valid, rejected and referred."""
        return (
            self.valid
            + sum(reject.papers for reject in self.rejected)
            + sum(referred.papers for referred in self.referred)
        )

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that have papers here, in the order of their ids."""
        return tuple(
            sorted({one.area for group in (self.piles, self.rejected, self.referred) for one in group})
        )

    def only(self, area: str) -> Profile:
        """The papers of one area, in no order."""
        return replace(
            self,
            piles=tuple(pile for pile in self.piles if pile.area == area),
            rejected=tuple(reject for reject in self.rejected if reject.area == area),
            referred=tuple(referred for referred in self.referred if referred.area == area),
            unused=(),
            order=(),
        )

    def each(self, change: Callable[[Vote], Vote]) -> Profile:
        """The same papers with every vote changed: what if a candidate had not stood?"""
        piles = tuple(replace(pile, vote=change(pile.vote)) for pile in self.piles)
        return replace(self, piles=piles).merged()

    def in_columns(self, columns: int) -> Profile:
        """Rankings as papers of one or two columns: the first rank, and the second.

        A first rank that holds nobody, or several, makes a paper that is rejected, as on a paper that is
        marked so; a second rank that does is a second preference that is not valid.

        >>> papers = Profile.of("abc", {("a", "b", "c"): 3, ("a=b", "c"): 2}, ballots="rankings")
        >>> two = papers.in_columns(2)
        >>> two.piles[0].vote, two.rejected[0].code
        (('a', 'b'), 'more_than_one_first')
        """
        piles: list[Pile] = []
        rejected: list[Rejected] = []
        for pile in self.piles:
            first, second = (*pile.vote, BLANK, BLANK)[:2]
            if first in self.candidates:
                vote = (first, second if second in (*self.candidates, *TOKENS) else OVER)[:columns]
                piles.append(replace(pile, vote=vote))
                continue
            code = "more_than_one_first" if first != BLANK else "blank_both"
            if code == "blank_both" and second != BLANK:
                code = "first_blank_second_marked"
            rejected.append(Rejected(area=pile.area, code=code, papers=pile.papers))
        return Profile(
            candidates=self.candidates,
            piles=tuple(piles),
            rejected=(*self.rejected, *rejected),
            referred=self.referred,
        ).merged()

    def pairwise(self) -> NDArray[np.int64]:
        """The pairwise matrix: [i, j] is how many papers rank candidate i above candidate j.

        Rows and columns are `candidates` in ballot-paper order; the diagonal is 0. Who is ranked stands above
        who is not; two who share a rank, or are both unranked, count in neither cell, so [i, j] + [j, i] may
        be less than the papers. Skipped ranks are passed over; who is ranked twice keeps the first place.
        Raises UsageError for ballots that rank nobody; waits while papers are referred.

        >>> Profile.of("abc", {("a", "b"): 3, ("c", "-"): 2}).pairwise().tolist()
        [[0, 3, 3], [0, 0, 3], [2, 2, 0]]
        """
        if self.ballots not in ("preferences", "rankings"):
            raise UsageError(
                "these ballots rank nobody, so candidates cannot be compared two by two",
                found=self.ballots,
                expected="rankings",
            )
        self.wait_for_rulings("duels")
        return self._pairwise.copy()

    def doubtful_ranks(self) -> dict[str, int]:
        """How many papers have shared, skipped, repeated or untold ranks, which a rule must read somehow.

        >>> Profile.of("abc", {("a=b", "c"): 3, ("a", "c"): 2}, ballots="rankings").doubtful_ranks()
        {'level': 3}
        """
        return dict(self._doubtful)

    def standings(self) -> dict[tuple[str, int, int, int], int]:
        """How many papers place each candidate where: who, how many before, how many level, how many ranked.

        >>> Profile.of("abc", {("a", "b=c"): 5, ("a",): 1}, ballots="rankings").standings()[("a", 0, 1, 3)]
        5
        """
        self.wait_for_rulings("points")
        found = views.standings(self.coded, self.weights, len(self.candidates))
        names = self.candidates
        return {(names[one], x, level, ranked): n for (one, x, level, ranked), n in found.items()}

    @cached_property
    def coded(self) -> views.Coded:
        """The votes as codes, a row for each pile: what counting many unlike rankings works on."""
        return views.coded((pile.vote for pile in self.piles), self.candidates)

    @cached_property
    def weights(self) -> NDArray[np.int64]:
        """How many papers each pile has, as an array beside `coded`; not to be written to."""
        import numpy as np

        return np.array([pile.papers for pile in self.piles], np.int64)

    @cached_property
    def _doubtful(self) -> dict[str, int]:
        return views.doubtful(self.coded, self.weights, len(self.candidates))

    @cached_property
    def _pairwise(self) -> NDArray[np.int64]:
        return views.pairwise(self.coded, self.weights, len(self.candidates))

    def first_preferences(self) -> dict[str, int]:
        """Valid first preferences of every candidate; waits while papers are referred.

        Of a ranking it is the first rank, where that holds one person (`in_columns`). Raises UsageError for
        ballots that rank nobody.
        """
        if self.ballots == "rankings":
            return self.in_columns(1).first_preferences()
        if self.ballots != "preferences":
            raise UsageError(
                "these ballots have no first preferences", found=self.ballots, expected="rankings"
            )
        self.wait_for_rulings("first-count")
        votes = dict.fromkeys(self.candidates, 0)
        for pile in self.piles:
            votes[pile.vote[0]] += pile.papers
        return votes

    def wait_for_rulings(self, step: str) -> None:
        """Raise Awaiting, for this step, while papers are referred to the returning officer."""
        waiting = sum(referred.papers for referred in self.referred)
        if waiting:
            raise Awaiting(
                Awaited(
                    what="ruling",
                    step=step,
                    words=f"papers that wait for the returning officer's ruling: {waiting:,}",
                    areas=tuple(sorted({referred.area for referred in self.referred})),
                    papers=waiting,
                )
            )

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Second preferences for those remaining, on the papers of those eliminated, and the rest by name."""
        votes = {one: 0 for one in self.candidates if one in remaining}
        sources: Counter[tuple[str, str]] = Counter()
        transfers: Counter[tuple[str, str]] = Counter()
        for pile in self.piles:
            first = pile.vote[0]
            if first in remaining:
                continue  # a remaining candidate's papers are never looked at again
            second = pile.vote[1] if len(pile.vote) > 1 else BLANK
            if second in votes:
                votes[second] += pile.papers
                transfers[first, second] += pile.papers
            else:
                sources[first, _account(first, second)] += pile.papers
        accounts: Counter[str] = Counter()
        for (_, account), papers in sources.items():
            accounts[account] += papers
        return Seconds(
            votes=votes,
            accounts=dict(sorted(accounts.items())),
            looked_at=sum(votes.values()) + sum(accounts.values()),
            transfers=tuple(Transfer(source=a, to=b, papers=n) for (a, b), n in sorted(transfers.items())),
            sources=dict(sorted(sources.items())),
        )

    def marked_seconds(self) -> dict[str, int]:
        """Second preferences marked for every candidate on all valid papers, counted or not."""
        marked = dict.fromkeys(self.candidates, 0)
        for pile in self.piles:
            if len(pile.vote) > 1 and pile.vote[1] in marked:
                marked[pile.vote[1]] += pile.papers
        return marked

    def same_as_first(self) -> int:
        """Valid papers whose two preferences are for the same candidate."""
        return sum(pile.papers for pile in self.piles if len(pile.vote) > 1 and pile.vote[0] == pile.vote[1])


MANY = 1_000
"""From so many rankings on a profile codes them when it is made."""


def _sound(vote: Vote, known: set[str], ballots: Ballots) -> bool:
    """Whether a vote is one of its kind: a first preference for somebody, nobody unknown."""
    if ballots == "preferences":
        return bool(vote) and vote[0] in known and all(one in known or one in TOKENS for one in vote[1:])
    if ballots == "rankings" and known.issuperset(vote):
        return True
    return known.issuperset(named_in(vote))


def _account(first: str, second: str) -> str:
    if second == first:
        return "same_candidate"
    return TOKEN_CODES.get(second, "for_eliminated")
