"""Many supplementary votes at once: arrays of first preferences and transfers, or whole tables, in columns.

Source: LDEDCA 2009 Sch 5B para 5 (the two highest remain with all who equal the second; level totals wait
for a lot). That a majority at the first count needs no clause of its own is lemma L1: whoever has it remains
and nobody's total can reach it. Shares drawn from a Dirichlet distribution are gammas over their sum, and its
parts may be added up before they are drawn (Johnson, Kotz & Balakrishnan, Continuous Multivariate
Distributions 1, 2000, ch. 49), so a transfer to one of two finalists needs three gammas, not a whole row.

The elections are cut into slices whose columns fit the cache; no result depends on how they are cut. Any
array library that meets the Python array API standard may bring the arrays (numpy is the reference), except
where numpy's generator draws. Nothing here decides a lot: `winner` is -1 where one would be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hustings.errors import UsageError
from hustings.mechanics import arrays
from hustings.mechanics.arrays import Array

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 8_192
"""So many elections are counted at once: a column of eight bytes each is then 64 KiB."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What became of each election, a row each; candidates are columns, in the order they were given.

    `winner` (rows) is the position of who is elected, -1 where the greatest totals are equal and a lot
    decides between those who have them. `remaining` (rows x candidates) says who is in the second count,
    `totals` their first preferences and second preferences counted (0 for the others), in the unit of the
    papers or shares that came in.
    """

    winner: Array
    remaining: Array
    totals: Array

    @property
    def lots(self) -> Array:
        """Whether each election waits for a lot."""
        return self.winner < 0

    @property
    def cut_ties(self) -> Array:
        """Whether more than two remain in each, because several are level with the second highest."""
        return arrays.added(arrays.as_small(one) for one in arrays.columns(self.remaining)) > 2


def count_tables(papers: Array, at_once: int = AT_ONCE) -> Batch:
    """Count first-by-second tables: papers[e, i, j], first i and second j, the last column no valid second.

    Raises UsageError for another shape than elections x k x (k + 1).

    >>> import numpy as np
    >>> squeeze = np.array([[[0, 30, 5, 5], [10, 0, 10, 10], [3, 27, 0, 5]]])
    >>> found = count_tables(squeeze)
    >>> found.winner.tolist(), found.totals.tolist(), found.remaining.tolist()
    ([0], [[50, 0, 45]], [[True, False, True]])
    """
    if papers.ndim != 3 or papers.shape[2] != papers.shape[1] + 1:
        raise UsageError(
            "these are no tables", found=arrays.shape_of(papers), expected="elections x k x (k + 1)"
        )
    number = _candidates(papers.shape[1])
    others = _others(number)

    def one(rows: Array) -> Batch:
        cells = [[rows[:, i, j] for j in range(number + 1)] for i in range(number)]
        firsts = [arrays.added(row) for row in cells]
        out = _out(firsts)
        seconds = [arrays.added(arrays.where(out[x], cells[x][i]) for x in others[i]) for i in range(number)]
        return _settle(firsts, out, seconds)

    return _in_slices(one, at_once, papers)


def count_shares(first: Array, transfers: Array, at_once: int = AT_ONCE) -> Batch:
    """Count first preferences (elections x k, shares or papers) whose transfers are given as shares.

    `transfers` is k x k, the same for all, or elections x k x k: what share of i's papers names j second (the
    diagonal is never read; what a row lacks of 1 names nobody). Raises UsageError for other shapes.

    >>> import numpy as np
    >>> fixed = np.array([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.1, 0.9, 0]])
    >>> count_shares(np.array([[0.4, 0.35, 0.25], [0.3, 0.3, 0.4]]), fixed).winner.tolist()
    [1, 2]
    """
    shapes = ((*first.shape[1:], *first.shape[1:]), (*first.shape, *first.shape[1:]))
    if first.ndim != 2 or tuple(transfers.shape) not in shapes:
        raise UsageError(
            "first preferences and transfers do not fit",
            found=f"{arrays.shape_of(first)} and {arrays.shape_of(transfers)}",
            expected="elections x k, and k x k or elections x k x k",
        )
    others = _others(_candidates(first.shape[1]))
    if transfers.ndim == 2:
        fixed = [[float(transfers[i, j]) for j in range(first.shape[1])] for i in range(first.shape[1])]

    def one(rows: Array, theirs: Array = None) -> Batch:
        firsts = [arrays.as_real(votes) for votes in arrays.columns(rows)]
        out = _out(firsts)
        gone = [arrays.where(gone, votes) for votes, gone in zip(firsts, out, strict=True)]
        seconds = [
            arrays.added(gone[x] * (fixed[x][i] if theirs is None else theirs[:, x, i]) for x in others[i])
            for i in range(len(firsts))
        ]
        return _settle(firsts, out, seconds)

    return _in_slices(one, at_once, first, *((transfers,) if transfers.ndim == 3 else ()))


def count_drawn(first: NDArray[Any], prior: Array, draw: np.random.Generator) -> Batch:
    """Count first preferences whose transfers are drawn: row i is Dirichlet with parameters prior[i].

    `prior` is k x (k + 1), the last column for no valid second preference; the diagonal is read as 0. Of each
    eliminated candidate's papers one gamma is drawn for each who remains (two, unless several are level) and
    one for all the rest. What is drawn depends on all rows of `first`: give each generator its own. Raises
    UsageError for other shapes, a row whose parameters are negative or all 0, more than 62 candidates.

    >>> import numpy as np
    >>> sure = np.array([[0, 0, 0, 1.0], [0, 0, 0, 1], [0, 1, 0, 0]])
    >>> count_drawn(np.array([[0.4, 0.35, 0.25]]), sure, np.random.default_rng(1)).winner.tolist()
    [1]
    """
    import numpy as np

    arrays.hold_memory()
    number = _candidates(first.shape[-1])
    rows = _parameters(first, prior)
    firsts = arrays.columns(first)
    out = _out(firsts)
    seconds = np.zeros((number, len(first)))
    # Elections in which the same remain are drawn together: who does is written as bits.
    bits = sum((~gone).astype(np.int64) << at for at, gone in enumerate(out))
    for who in np.unique(bits).tolist():
        chosen = np.flatnonzero(bits == who)
        left = [at for at in range(number) if who >> at & 1]
        named = [np.zeros(len(chosen)) for _ in left]
        for x in (at for at in range(number) if at not in left):
            parts = [draw.standard_gamma(rows[x, at], len(chosen)) for at in left]
            rest = rows[x].sum() - rows[x, left].sum()
            whole = sum(parts, draw.standard_gamma(max(rest, 0.0), len(chosen)))
            whole[whole == 0] = 1  # all of them too small to be told from 0: nobody is named
            papers = firsts[x][chosen] / whole
            for total, part in zip(named, parts, strict=True):
                part *= papers
                total += part
        seconds[left, chosen[:, None]] = np.stack(named, axis=1)
    return _settle(firsts, out, list(seconds))


def _parameters(first: Array, prior: Array) -> NDArray[np.float64]:
    """What the rows of transfers are drawn from, checked, with the diagonal 0."""
    import numpy as np

    number = first.shape[-1]
    rows = np.array(prior, float)
    if first.ndim != 2 or rows.shape != (number, number + 1) or number > 62:
        raise UsageError(
            "first preferences and what transfers are drawn from do not fit",
            found=f"{arrays.shape_of(first)} and {arrays.shape_of(rows)}",
            expected="elections x k, and k x (k + 1), of at most 62 candidates",
        )
    rows[range(number), range(number)] = 0
    if not (np.isfinite(rows).all() and (rows >= 0).all() and (rows.sum(axis=1) > 0).all()):
        raise UsageError("a row of transfers has no distribution", expected="0 or more, and one above 0")
    return rows


def _out(firsts: Sequence[Array]) -> list[Array]:
    """Who is eliminated, a column of truth for each: below the second highest of two or more."""
    xp = arrays.namespace(firsts[0])
    highest, second = firsts[0], None
    for votes in firsts[1:]:
        lower = xp.minimum(highest, votes)
        second = lower if second is None else xp.maximum(second, lower)
        highest = xp.maximum(highest, votes)
    return [votes < second for votes in firsts]


def _settle(firsts: Sequence[Array], out: Sequence[Array], seconds: Sequence[Array]) -> Batch:
    """The second count: second preferences are added to those who remain, the greatest total is elected."""
    xp = arrays.namespace(firsts[0])
    left = [~gone for gone in out]
    totals = [
        arrays.where(stays, votes + more) for votes, more, stays in zip(firsts, seconds, left, strict=True)
    ]
    most = totals[0]
    for total in totals[1:]:
        most = xp.maximum(most, total)
    greatest = [total == most for total in totals]  # above 0 wherever somebody is out, whose total is 0
    level = arrays.added(arrays.as_small(one) for one in greatest)
    who = arrays.added(arrays.as_small(one) * at for at, one in enumerate(greatest))
    return Batch(
        winner=xp.where(level == 1, who, -xp.ones_like(who)),
        remaining=arrays.rows_of(left),
        totals=arrays.rows_of(totals),
    )


def _in_slices(count: Callable[..., Batch], at_once: int, *held: Array) -> Batch:
    """Count so many rows at a time and put the outcomes together."""
    rows = held[0].shape[0]
    if any(array.shape[0] != rows for array in held) or rows < 1 or at_once < 1:
        raise UsageError("there are no elections to count", found=arrays.shape_of(held[0]))
    arrays.hold_memory()
    ends = [(start, min(start + at_once, rows)) for start in range(0, rows, at_once)]
    parts = [count(*(array[start:end, ...] for array in held)) for start, end in ends]
    if len(parts) == 1:
        return parts[0]
    xp = arrays.namespace(parts[0].winner)
    concat = getattr(xp, "concat", None) or xp.concatenate  # numpy before 2.0 has only its own word
    return Batch(
        **{
            name: concat([getattr(part, name) for part in parts], axis=0)
            for name in ("winner", "remaining", "totals")
        }
    )


def _candidates(number: int) -> int:
    """How many candidates there are; UsageError for fewer than two."""
    if number < 2:
        raise UsageError("the supplementary vote is for several candidates", found=str(number))
    return number


def _others(number: int) -> list[list[int]]:
    """For each candidate the positions of all others."""
    return [[x for x in range(number) if x != at] for at in range(number)]
