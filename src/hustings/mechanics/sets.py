"""Sets of candidates that duels single out: Smith, Schwartz, uncovered. The one who wins is in each of them.

Sources: Smith, Aggregation of preferences with variable electorate (Econometrica 41, 1973); Schwartz, The
logic of collective choice (1986); Miller (1980) and McKelvey (1986) for covering. Each is defined below.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hustings.counting import Stage
from hustings.mechanics.duels import Cells, Pair, among, defeats


def smith(candidates: Sequence[str], cells: Cells) -> tuple[str, ...]:
    """The smallest set whose members each beat everybody outside it, in the order of `candidates`.

    >>> from hustings.mechanics.duels import duels
    >>> from hustings.profile import Profile
    >>> smith("abc", duels(Profile.of("abc", {("a", "b", "c"): 1, ("b", "a", "c"): 1}, ballots="rankings")))
    ('a', 'b')
    """
    # Whoever reaches everybody by duels that were not lost: an equal duel keeps both in or both out.
    lost = {(loser, winner) for winner, loser in defeats(cells)}
    held = chains(candidates, [pair for pair in cells if pair not in lost])
    return tuple(a for a in candidates if all((a, b) in held for b in candidates if b != a))


def smith_stage(candidates: Sequence[str], remaining: tuple[str, ...], cells: Cells, papers: int) -> Stage:
    """The stage at which the Smith set remains, with the duels between its members."""
    return Stage(
        step="smith-set",
        votes={},
        papers=papers,
        holds="duels",
        duels=among(cells, remaining),
        remaining=remaining,
        eliminated=tuple(one for one in candidates if one not in remaining),
    )


def schwartz(candidates: Sequence[str], cells: Cells) -> tuple[str, ...]:
    """Those whom nobody beats, by a chain of defeats, without being beaten by a chain in return.

    It is the union of the smallest sets that nobody outside beats: part of the Smith set, and smaller only
    where duels are equal.

    >>> from hustings.mechanics.duels import duels
    >>> from hustings.profile import Profile
    >>> cells = duels(Profile.of("abc", {("a", "c", "b"): 1, ("b", "a", "c"): 1}, ballots="rankings"))
    >>> schwartz("abc", cells), smith("abc", cells)
    (('a', 'b'), ('a', 'b', 'c'))
    """
    return undominated(candidates, defeats(cells))


def undominated(candidates: Sequence[str], beaten: Collection[Pair]) -> tuple[str, ...]:
    """The Schwartz set of the defeats (winner, loser) given."""
    won = chains(candidates, beaten)
    return tuple(a for a in candidates if all((b, a) not in won or (a, b) in won for b in candidates))


def uncovered(candidates: Sequence[str], cells: Cells) -> tuple[str, ...]:
    """Those whom nobody covers, by McKelvey's covering.

    Whoever beats another, beats all whom that one beats, and is beaten only by those who beat that one too,
    covers that one. Where no duel is equal this is also Miller's, Gillies's and Bordes's uncovered set.

    >>> from hustings.mechanics.duels import duels
    >>> from hustings.profile import Profile
    >>> uncovered("abc", duels(Profile.of("abc", {("a", "b", "c"): 1}, ballots="rankings")))
    ('a',)
    """
    won = defeats(cells)
    below = {one: {b for a, b in won if a == one} for one in candidates}
    above = {one: {a for a, b in won if b == one} for one in candidates}
    covered = {b for a, b in won if below[b] <= below[a] and above[a] <= above[b]}
    return tuple(one for one in candidates if one not in covered)


def chains(candidates: Sequence[str], steps: Collection[Pair]) -> set[Pair]:
    """Who reaches whom by one or more steps, each from the first of a pair to the second.

    >>> sorted(chains("abc", [("a", "b"), ("b", "c")]))
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    after: dict[str, set[str]] = {one: set() for one in candidates}
    for one, other in steps:
        after[one].add(other)
    for over in candidates:
        for one in candidates:
            if over in after[one]:
                after[one] |= after[over]
    return {(one, other) for one in candidates for other in after[one]}
