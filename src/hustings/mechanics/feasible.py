"""All first-by-second tables that fit what was published, and what is true of each of them.

Source: tables of whole numbers with given sums of rows and columns form a transportation polytope, whose
corners are whole (questions of totals are therefore linear programmes). What is added here, second
preferences counted for those who remain, parts a column in two and keeps that; other conditions may not,
and are met by branching (`mechanics.whole`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.errors import InputError
from hustings.mechanics.known import Known
from hustings.mechanics.table import Table
from hustings.mechanics.whole import Most, Problem, Row, most

Weights = Mapping[tuple[int, int], int]
"""Whole weights of a table's cells: (first, second), positions of candidates; -1 is the last column."""

VARIABLES = 6_000
"""Areas are told apart up to so many cells in all."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition on a table: the sum of `weights` times papers is `least` or more."""

    weights: Weights
    least: int


@dataclass(frozen=True, kw_only=True)
class Span:
    """Between what a sum of cells lies: `least` and `most`, and a table in which it is each.

    A table is None where the solver found none that reaches the bound: the bound still holds, but may not be
    the closest.
    """

    least: int
    most: int
    lowest: Table | None
    highest: Table | None


def span(known: Known, weights: Weights, conditions: Sequence[Condition] = ()) -> Span:
    """The least and the most that a sum of cells can be, over every table that fits.

    Raises InputError where no table fits: then the published figures do not close, or the conditions exclude
    each other.

    >>> known = Known(candidates=("a", "b", "c"), first=(40, 30, 35), counted={0: 3, 2: 20})
    >>> found = span(known, {(1, 0): 1, (1, 2): -1})
    >>> found.least, found.most
    (-17, -17)
    """
    up = _most(known, weights, conditions)
    down = _most(known, {cell: -weight for cell, weight in weights.items()}, conditions)
    if up.bound is None or down.bound is None:
        raise unfitting()
    return Span(
        least=-down.bound,
        most=up.bound,
        lowest=_sum(known, down) if down.proved else None,
        highest=_sum(known, up) if up.proved else None,
    )


def unfitting() -> InputError:
    """The complaint where no table fits what was published."""
    return InputError(
        "no first-by-second table fits the published figures",
        expected="second preferences no more than the papers that may carry them",
        hint="check the second preferences counted and marked against the first preferences",
    )


def fitting(known: Known, conditions: Sequence[Condition] = ()) -> Table | bool:
    """A table that fits and meets all conditions; False where there certainly is none.

    True where neither could be shown within bounds: then it must be called possible.

    >>> known = Known(candidates=("a", "b", "c"), first=(4, 3, 2), marked=(1, 1, 1))
    >>> fitting(known, [Condition(weights={(1, 0): 1, (2, 0): 1}, least=2)])
    False
    """
    found = _most(known, {}, conditions)
    if found.bound is None:
        return False
    return True if found.at is None else _sum(known, found)


def _most(known: Known, weights: Weights, conditions: Sequence[Condition]) -> Most:
    if known.table is not None:
        return _of_table(known.table, weights, conditions)
    problem = problem_of(known)
    rows = tuple(Row(weights=cells(known, one.weights), least=one.least) for one in conditions)
    return most(Problem(top=problem.top, rows=(*problem.rows, *rows)), cells(known, weights))


def _of_table(table: Table, weights: Weights, conditions: Sequence[Condition]) -> Most:
    """Where the table is known there is nothing to look for."""

    def total(of: Weights) -> int:
        return sum(weight * table.papers[i][j] for (i, j), weight in of.items())

    if any(total(one.weights) < one.least for one in conditions):
        return Most(at=None, value=None, bound=None)
    flat = tuple(cell for row in table.papers for cell in row)
    return Most(at=flat, value=total(weights), bound=total(weights))


def blocks(known: Known) -> tuple[Known, ...]:
    """The areas, where they are told apart, add up to the whole and are not too many; else the whole."""
    areas = tuple(known.areas.values())
    number = len(known.candidates)
    if not areas or len(areas) * number * (number + 1) > VARIABLES or known.table is not None:
        return (known,)
    sums = tuple(map(sum, zip(*(one.first for one in areas), strict=True)))
    return areas if sums == known.first else (known,)


def cells(known: Known, weights: Weights) -> dict[int, int]:
    """Weights of a table's cells as those of the variables of `problem_of`: the same in every area."""
    number = len(known.candidates)
    size = number * (number + 1)
    return {
        area * size + i * (number + 1) + (j if j >= 0 else number): weight
        for area in range(len(blocks(known)))
        for (i, j), weight in weights.items()
        if weight
    }


def problem_of(known: Known) -> Problem:
    """What a table must meet to fit: each cell of each area is a variable, row by row.

    Rows add to first preferences, columns to second preferences marked; what eliminated candidates' papers
    carry for those who remain adds to second preferences counted.
    """
    number = len(known.candidates)
    parts = blocks(known)
    top = tuple(votes for one in parts for votes in one.first for _ in range(number + 1))
    rows: list[Row] = []
    for at, one in enumerate(parts):
        start = at * number * (number + 1)
        for i, votes in enumerate(one.first):
            first = start + i * (number + 1)
            rows.append(
                Row(weights=dict.fromkeys(range(first, first + number + 1), 1), least=votes, most=votes)
            )
        rows += _totals(one, [start])
    if len(parts) > 1:
        rows += _totals(known, [at * number * (number + 1) for at in range(len(parts))])
    return Problem(top=top, rows=tuple(rows))


def _totals(known: Known, starts: Sequence[int]) -> list[Row]:
    """What is known of second preferences, over the areas whose cells begin at `starts`."""
    number = len(known.candidates)

    def row(of: Sequence[tuple[int, int]], papers: int) -> Row:
        named = {start + i * (number + 1) + j: 1 for start in starts for i, j in of}
        return Row(weights=named, least=papers, most=papers)

    everybody, rows = range(number), []
    if known.counted is not None:
        out = [i for i in everybody if i not in known.counted]
        rows += [row([(i, j) for i in out], papers) for j, papers in known.counted.items()]
    if known.marked is not None:
        rows += [row([(i, j) for i in everybody], papers) for j, papers in enumerate(known.marked)]
    if known.same is not None:
        rows.append(row([(i, i) for i in everybody], known.same))
    return rows


def _sum(known: Known, found: Most) -> Table:
    """The solution found as one table, the areas added."""
    assert found.at is not None
    return table_at(known, found.at)


def table_at(known: Known, at: Sequence[int]) -> Table:
    """Values of the variables of `problem_of` as one table, the areas added."""
    number = len(known.candidates)
    size = number * (number + 1)
    papers = [[0] * (number + 1) for _ in range(number)]
    for place in range(len(blocks(known)) * size):
        cell = place % size
        papers[cell // (number + 1)][cell % (number + 1)] += at[place]
    return Table(candidates=known.candidates, papers=tuple(map(tuple, papers)))
