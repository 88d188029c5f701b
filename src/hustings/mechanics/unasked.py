"""Choices that papers do not tell: who wins duels and counts whatever voters would have marked further.

Source: Konczak and Lang, "Voting procedures with incomplete preferences" (2005, known to us at second hand),
for possible and necessary winners; the bounds are ours. Whoever is named stands above whoever is not; of two
who are both not named nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hustings.mechanics.irv_order import Ranking
from hustings.mechanics.known import Known

STATES = 5_000
"""So many sets of those who remain are looked at; beyond them everybody there counts as not excluded."""

Cast = Mapping[Ranking, int]
"""How many papers carry each ranking; where a ranking ends, nothing further is known."""


@dataclass(frozen=True, kw_only=True)
class Duel:
    """Two candidates compared: papers that name the one above the other, between `least` and `most`, and the
    same the other way round; all `papers` that could. Where the papers are known least and most are equal.
    """

    least: int
    most: int
    least_other: int
    most_other: int
    papers: int

    @property
    def unknown(self) -> int:
        """Papers that name neither, or may do so: what is left at most."""
        return self.papers - self.least - self.least_other

    @property
    def leads(self) -> bool | None:
        """Whether the one is certain (True) or unable (False) to beat the other on the marks made."""
        return _holds(self.least > self.most_other, self.most > self.least_other)

    @property
    def beats(self) -> bool | None:
        """The same whatever those who named neither would have marked."""
        return _holds(2 * self.least > self.papers, self.papers > 2 * self.least_other)


def _holds(certain: bool, possible: bool) -> bool | None:
    return True if certain else None if possible else False


def duels_of(cast: Cast, number: int) -> dict[tuple[int, int], Duel]:
    """All duels between so many candidates, from papers.

    >>> duels_of({(0, 1): 3, (2,): 2}, 3)[0, 1].beats, duels_of({(0, 1): 3, (2,): 4}, 3)[0, 1].beats
    (True, None)
    """
    above = [[0] * number for _ in range(number)]
    for ranking, papers in cast.items():
        rest = set(range(number))
        for one in ranking:
            rest.discard(one)
            for other in rest:
                above[one][other] += papers
    valid = sum(papers for ranking, papers in cast.items() if ranking)
    return {
        (a, b): Duel(
            least=above[a][b],
            most=above[a][b],
            least_other=above[b][a],
            most_other=above[b][a],
            papers=valid,
        )
        for a in range(number)
        for b in range(number)
        if a != b
    }


def duel_in(known: Known, a: int, b: int) -> Duel:
    """One duel, from totals as far as they tell.

    >>> known = Known(candidates=("a", "b", "c"), first=(60, 30, 10))
    >>> duel_in(known, 0, 1).beats, duel_in(known, 1, 2).beats
    (True, None)
    """
    return Duel(
        least=_least(known, a, b),
        most=_most(known, a, b),
        least_other=_least(known, b, a),
        most_other=_most(known, b, a),
        papers=known.valid,
    )


def _least(known: Known, a: int, b: int) -> int:
    """The fewest papers that name a above b: first preferences, and second ones that are nobody else's."""
    seconds = 0
    if known.marked is not None:  # those on papers for b do not count, nor those that repeat the first
        same = known.first[a] if known.same is None else min(known.same, known.first[a])
        seconds = known.marked[a] - known.first[b] - same
    if known.counted is not None and a in known.counted:
        from_b = 0 if b in known.counted else known.first[b]
        seconds = max(seconds, known.counted[a] - from_b)
    return known.first[a] + max(0, seconds)


def _most(known: Known, a: int, b: int) -> int:
    others = known.valid - known.first[a] - known.first[b]
    if known.marked is not None:
        others = min(others, known.marked[a])
    if known.counted is not None and a in known.counted:
        unseen = sum(known.first[one] for one in known.counted if one not in (a, b))
        others = min(others, known.counted[a] + unseen)
    return known.first[a] + others


def exclusions_may_elect(cast: Cast, number: int) -> tuple[frozenset[int], bool]:
    """Whom the alternative vote is not proved unable to elect, and whether the search was whole.

    Papers whose marks are all for excluded people fall in each round as may be, also otherwise than in the
    round before: so nobody who can be elected is left out, but somebody may be kept who cannot.

    >>> sorted(exclusions_may_elect({(0, 1): 40, (1, 0): 30, (2, 1): 35}, 3)[0])
    [0]
    """
    seen = 0

    @cache
    def go(still: frozenset[int]) -> frozenset[int]:
        nonlocal seen
        seen += 1
        if len(still) == 1 or seen > STATES:
            return still
        votes, rest = _votes(cast, still)
        for one in still:
            if votes[one] > sum(votes.values()) - votes[one] + rest:
                return frozenset((one,))
        found: frozenset[int] = frozenset()
        for one in still:
            # Enough of the rest to bring everybody else up to this one, who is then excluded.
            if sum(max(0, votes[one] - votes[other]) for other in still) <= rest:
                found |= go(still - {one})
        return found

    return go(frozenset(range(number))), seen <= STATES


def _votes(cast: Cast, still: frozenset[int]) -> tuple[dict[int, int], int]:
    votes, rest = dict.fromkeys(sorted(still), 0), 0
    for ranking, papers in cast.items():
        holder = next((one for one in ranking if one in still), None)
        if holder is not None:
            votes[holder] += papers
        elif ranking:
            rest += papers
    return votes, rest


def contingent_may_elect(first: Sequence[int], duels: Mapping[tuple[int, int], Duel]) -> frozenset[int]:
    """Whom the contingent vote can elect: the two highest by first preferences, lots falling as they may.

    >>> duels = duels_of({(0,): 40, (1,): 30, (2,): 35}, 3)
    >>> sorted(contingent_may_elect((40, 30, 35), duels))
    [0, 2]
    """
    for one, votes in enumerate(first):
        if 2 * votes > sum(first):
            return frozenset((one,))
    ranked = sorted(first, reverse=True)
    second = ranked[1] if len(ranked) > 1 else ranked[0]
    high = [one for one, votes in enumerate(first) if votes >= second]
    sure = [one for one in high if first[one] > second]
    pairs = [(a, b) for a in high for b in high if a != b and (not sure or a in sure or b in sure)]
    found = {a for a, b in pairs if 2 * duels[a, b].least_other <= duels[a, b].papers}
    return frozenset(found or high)


def points_may_elect(cast: Cast, number: int) -> frozenset[int]:
    """Whom the Borda count is not proved unable to elect, were every paper to rank everybody.

    >>> sorted(points_may_elect({(0, 1): 40, (1, 0): 30, (2, 1): 35}, 3))
    [1]
    """

    def ahead(a: int, b: int) -> int:
        """The most points by which a can be ahead of b."""
        total = 0
        for ranking, papers in cast.items():
            place = {one: at for at, one in enumerate(ranking)}
            if not ranking:
                continue
            best = number - 1 - (place[a] if a in place else len(ranking))
            worst = number - 1 - place[b] if b in place else 0
            total += papers * (best - worst)
        return total

    people = range(number)
    return frozenset(a for a in people if all(ahead(a, b) >= 0 for b in people if b != a))
