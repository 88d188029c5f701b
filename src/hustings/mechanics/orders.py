"""The orders that agree with the most preferences, found exactly.

Source: Kemeny, Mathematics without numbers (Daedalus 88, 1959); Young and Levenglick, A consistent extension
of Condorcet's election principle (SIAM Journal on Applied Mathematics 35, 1978).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from hustings.errors import UsageError
from hustings.mechanics.duels import Cells, among
from hustings.mechanics.sets import smith

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIMIT = 20
"""So many candidates can be put in order exactly, where no duels part them."""


def best_orders(candidates: Sequence[str], cells: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who heads an order that the most preferences agree with; and that order, where it is the only one.

    Whoever beats everybody of a group stands above the group in every best order, so the Smith set is put in
    order first, then the Smith set of the rest, and so on. Raises UsageError where one of these has more
    than LIMIT members.

    >>> best_orders("ab", {("a", "b"): 2, ("b", "a"): 1}), best_orders("ab", {("a", "b"): 1, ("b", "a"): 1})
    ((('a',), ('a', 'b')), (('a', 'b'), ()))
    """
    heads: tuple[str, ...] = ()
    order: list[str] = []
    rest = list(candidates)
    while rest:
        group = smith(rest, among(cells, rest))
        tops, inside = _within(group, cells)
        heads = heads or tops
        order += inside
        rest = [one for one in rest if one not in group]
    return heads, tuple(order) if len(order) == len(candidates) else ()


def _within(group: tuple[str, ...], cells: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(group) > LIMIT:
        raise UsageError(
            "so many candidates whom no duels part cannot be put in order exactly",
            found=f"{len(group)} candidates in one group",
            expected=f"at most {LIMIT}",
            hint="count by another rule, such as ranked-pairs-margins or schulze-margins",
        )
    best = _best_sums(group, cells)
    above = [[cells.get((one, other), 0) for other in group] for one in group]
    heads: tuple[str, ...] = ()
    order: list[str] = []
    below = (1 << len(group)) - 1
    while below:
        # Of those not yet placed, whoever can stand next without losing from the best sum.
        members = [at for at in range(len(group)) if below >> at & 1]
        next_ones = [
            at
            for at in members
            if best[below ^ 1 << at] + sum(above[at][other] for other in members) == best[below]
        ]
        heads = heads or tuple(group[at] for at in next_ones)
        if len(next_ones) > 1:
            return heads, ()
        order.append(group[next_ones[0]])
        below ^= 1 << next_ones[0]
    return heads, tuple(order)


def _best_sums(group: tuple[str, ...], cells: Cells) -> NDArray[np.int64]:
    """For each subset (as bits), how many preferences the best order of its members agrees with.

    One of them stands above the others: the votes for that one against each, and the best order of the rest.
    Subsets are taken by their size, so that those one smaller are known.
    """
    import numpy as np

    number = len(group)
    half = number // 2
    size = _sums([1] * number)
    by_size = np.argsort(size, kind="stable")
    ends = np.cumsum(np.bincount(size, minlength=number + 1))
    best = np.zeros(1 << number, np.int64)
    for smaller, larger in pairwise(ends.tolist()):
        layer = by_size[smaller:larger]
        for at, one in enumerate(group):
            votes = [cells.get((one, other), 0) for other in group]
            low, high = _sums(votes[:half]), _sums(votes[half:])
            have = layer[layer >> at & 1 == 1]
            sums = best[have ^ 1 << at] + low[have & (1 << half) - 1] + high[have >> half]
            best[have] = np.maximum(best[have], sums)
    return best


def _sums(votes: Sequence[int]) -> NDArray[np.int64]:
    """The sum of each subset of the figures."""
    import numpy as np

    sums = np.zeros(1, np.int64)
    for one in votes:
        sums = np.concatenate([sums, sums + one])
    return sums
