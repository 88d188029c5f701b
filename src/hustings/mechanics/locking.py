"""Ranked pairs: defeats are locked from the strongest down, except those that would close a circle.

Source: Tideman, Independence of clones as a criterion for voting rules (Social Choice and Welfare 4, 1987);
Zavist and Tideman, Complete independence of clones in the ranked pairs rule (6, 1989), on equal defeats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage, Stages
from hustings.errors import UsageError
from hustings.mechanics.duels import Cells, Pair, Strength, duels, first_stage, in_order
from hustings.mechanics.lots import elect

TRIED = 20_000
"""So many ways of taking equal defeats are followed up; where there are more, the count cannot be made."""

Below = tuple[int, ...]
"""What is locked: for each candidate, as bits, all those whom a chain of locked defeats puts below."""

Edge = tuple[int, int]


def locked(candidates: Sequence[str], strength: Mapping[Pair, Strength]) -> list[set[Pair]]:
    """Who stands above whom, in every way in which defeats of equal strength can be taken one after another.

    Raises UsageError where there are more ways than can be tried.

    >>> [sorted(one) for one in locked("abc", {("a", "b"): (5,), ("b", "c"): (4,), ("c", "a"): (3,)})]
    [[('a', 'b'), ('a', 'c'), ('b', 'c')]]
    """
    place = {one: at for at, one in enumerate(candidates)}
    strongest = sorted(strength, key=lambda pair: strength[pair], reverse=True)
    ways: set[Below] = {(0,) * len(candidates)}
    for _, equal in groupby(strongest, key=lambda pair: strength[pair]):
        edges = frozenset((place[one], place[other]) for one, other in equal)
        followed: dict[tuple[Below, frozenset[Edge]], None] = {}
        ways = {after for below in ways for after in _each_order(below, edges, followed)}
    return [
        {
            (candidates[a], candidates[b])
            for a, row in enumerate(below)
            for b in place.values()
            if row >> b & 1
        }
        for below in sorted(ways)
    ]


def _each_order(
    below: Below, edges: frozenset[Edge], followed: dict[tuple[Below, frozenset[Edge]], None]
) -> Iterator[Below]:
    """What can be locked after equal defeats were taken in each order; what was followed is not again."""
    below, edges = _lock_undisputed(below, edges)
    if (below, edges) in followed:
        return
    followed[below, edges] = None
    if len(followed) > TRIED:
        raise UsageError(
            "so many defeats are equal that the orders in which to take them cannot all be tried",
            found=f"more than {TRIED:,} ways",
            expected="fewer equal defeats",
            hint="count by another rule, such as schulze-winning-votes or schulze-margins",
        )
    if not edges:
        yield below
    for edge in sorted(edges):
        yield from _each_order(_lock(below, *edge), edges - {edge}, followed)


def _lock_undisputed(below: Below, edges: frozenset[Edge]) -> tuple[Below, frozenset[Edge]]:
    """Lock those that close no circle in any order; return those left that may or may not."""
    # Already locked by a chain, or closing a circle with what is locked: settled either way.
    edges = frozenset((a, b) for a, b in edges if not (below[a] >> b & 1 or below[b] >> a & 1))
    everything = below
    for edge in edges:
        everything = _lock(everything, *edge)
    disputed = frozenset((a, b) for a, b in edges if everything[b] >> a & 1)
    for edge in edges - disputed:
        below = _lock(below, *edge)
    return below, disputed


def _lock(below: Below, winner: int, loser: int) -> Below:
    under = below[loser] | 1 << loser
    return tuple(row | under if at == winner or row >> winner & 1 else row for at, row in enumerate(below))


def by_locking(
    strength: Callable[[Cells], Mapping[Pair, Strength]],
) -> Stages:
    """Ranked pairs with the strength of defeats given."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        cells = duels(papers)
        first = first_stage(papers, cells)
        yield first

        # From the strongest defeat down, each is locked unless locked ones put its loser above its winner.
        candidates, defeat = papers.candidates, strength(cells)
        ways = locked(candidates, defeat)
        passed = {pair: defeat[pair][0] for pair in defeat if all(pair[::-1] in way for way in ways)}
        if passed:
            yield Stage(step="passed-over", votes={}, papers=first.papers, holds="duels", duels=passed)

        # Whom no locked defeat puts below anybody is elected; a lot where the order of equal ones decides.
        tops = [{one for one in candidates if not any(b == one for _, b in way)} for way in ways]
        shown = Stage(
            step="locked",
            votes={},
            papers=first.papers,
            holds="duels",
            duels={pair: defeat[pair][0] for pair in defeat if all(pair in way for way in ways)},
            order=in_order(candidates, ways[0]) if len(ways) == 1 else (),
        )
        best = [one for one in candidates if any(one in top for top in tops)]
        yield from elect(best, draw, shown)

    return stages
