"""Paradoxes of the supplementary vote, looked for in a first-by-second table.

Source: definitions of monotonicity and participation as in Felsenthal and Nurmi, Voting procedures under a
restricted domain (2019, known to us at second hand); the search over who is second and who third at the cut
is ours: a paradox needs that another remains, so only numbers that bring two level there, or one beyond, are
tried. Each find is shown by papers; that none is found proves nothing but that no such number does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hustings.mechanics.table import Table
from hustings.mechanics.witness import NONE, Cell, Move

Paradox = Literal["raised", "lowered", "stayed-home", "more-voters", "tie-cliff"]
"""Raising the winner on papers makes the winner lose; lowering somebody on papers elects that one; papers
that had not been cast would have served those who cast them; more papers of a kind serve those who cast them
ill; papers that bring another level at the cut, where all who are level remain, elect somebody else."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """A paradox: so many `papers` of one kind moved so, and who then may be elected (several: a lot)."""

    paradox: Paradox
    papers: int
    moves: tuple[Move, ...]
    elected: tuple[int, ...]
    about: int


def moved(table: Table, moves: Sequence[Move]) -> Table:
    """The table after moves of papers between its cells.

    >>> table = Table.of("abc", {"ab": 3, "c": 2})
    >>> moved(table, [Move(papers=2, before=(0, 1), after=(2, NONE))]).first
    (1, 0, 4)
    """
    cells = [list(row) for row in table.papers]
    for move in moves:
        for cell, sign in ((move.before, -1), (move.after, 1)):
            if cell is not None:
                cells[cell[0]][cell[1]] += sign * move.papers
    return Table(candidates=table.candidates, papers=tuple(map(tuple, cells)))


def paradoxes(table: Table) -> list[Find]:
    """For each paradox the find with the fewest papers; of a contest that one person wins without a lot.

    >>> table = Table.of("abc", {"a": 37, "bc": 32, "ca": 31})
    >>> [(one.paradox, one.papers, one.elected) for one in paradoxes(table) if one.paradox == "raised"]
    [('raised', 2, (2,))]
    """
    (winner,) = table.winners()
    searches = (_raised, _lowered, _stayed_home, _more_voters, _tie_cliff)
    found = []
    for search in searches:
        best = min(search(table, winner), key=lambda one: (one.papers, one.about), default=None)
        if best is not None:
            found.append(best)
    return found


def _numbers(gaps: Iterator[int], most: int) -> list[int]:
    """Numbers of papers that close a gap, or go one beyond it."""
    return sorted({number for gap in gaps for number in (gap, gap + 1) if 1 <= number <= most})


def _row(table: Table, row: int, papers: int, soon: int, last: int) -> list[tuple[Cell, int]] | None:
    """So many papers of a row, by their second preference: those for `soon` first, those for `last` last."""
    rest = [at for at in (*range(len(table.candidates)), NONE) if at not in (soon, last)]
    columns = dict.fromkeys((soon, *rest, last))
    taken: list[tuple[Cell, int]] = []
    for column in columns:
        some = min(papers, table.papers[row][column])
        if some:
            taken.append(((row, column), some))
            papers -= some
    return None if papers else taken


def _raised(table: Table, winner: int) -> Iterator[Find]:
    """The winner put first on papers of d, who falls out, so that the final is against c."""
    people = range(len(table.candidates))
    for d in people:
        for c in people:
            if winner in (c, d) or c == d:
                continue
            for papers in _numbers(iter([table.first[d] - table.first[c]]), table.first[d]):
                taken = _row(table, d, papers, winner, c)
                if taken is None:
                    continue
                moves = tuple(Move(papers=n, before=cell, after=(winner, d)) for cell, n in taken)
                elected = moved(table, moves).winners()
                if winner not in elected:
                    yield Find(paradox="raised", papers=papers, moves=moves, elected=elected, about=winner)


def _lowered(table: Table, winner: int) -> Iterator[Find]:
    """Papers for c first put another first, so that c meets that one in the final, and is elected."""
    people, first = range(len(table.candidates)), table.first
    for c in people:
        for y in people:
            if c in (y, winner) or c == y:
                continue
            gaps = (first[z] - first[y] for z in people if z not in (c, y))
            for papers in _numbers(gaps, first[c]):
                taken = _row(table, c, papers, y, NONE)
                if taken is None:
                    continue
                moves = tuple(Move(papers=n, before=cell, after=(y, c)) for cell, n in taken)
                if moved(table, moves).winners() == (c,):
                    yield Find(paradox="lowered", papers=papers, moves=moves, elected=(c,), about=c)


def _stayed_home(table: Table, winner: int) -> Iterator[Find]:
    """Papers with x first and y second, struck out, elect one of these two, ranked above the winner there."""
    first = table.first
    for cell, held in _cells(table):
        x, y = cell
        better = {x} if y in (winner, x, NONE) else {x, y}
        if x == winner:
            continue
        gaps = (first[x] - first[z] for z in range(len(first)) if z != x)
        for papers in _numbers(gaps, held):
            moves = (Move(papers=papers, before=cell, after=None),)
            elected = moved(table, moves).winners()
            if set(elected) <= better:
                yield Find(paradox="stayed-home", papers=papers, moves=moves, elected=elected, about=x)


def _more_voters(table: Table, winner: int) -> Iterator[Find]:
    """More papers that rank the winner above somebody, who is then elected."""
    people, first = range(len(table.candidates)), table.first
    for x in people:
        for y in (*people, NONE):
            if winner not in (x, y) or x == y:
                continue
            worse = set(people) - {x, y}
            gaps = (first[z] - first[x] for z in people if z != x)
            for papers in _numbers(gaps, table.valid):
                moves = (Move(papers=papers, before=None, after=(x, y)),)
                elected = moved(table, moves).winners()
                if set(elected) <= worse:
                    yield Find(paradox="more-voters", papers=papers, moves=moves, elected=elected, about=x)


def _tie_cliff(table: Table, winner: int) -> Iterator[Find]:
    """One more, or more, for whoever is third makes three remain; or one fewer of three who do, two."""
    remaining, first = table.remaining(), table.first
    second = sorted(first)[-2] if len(first) > 1 else 0
    for z in range(len(first)):
        if z not in remaining:
            moves = (Move(papers=second - first[z], before=None, after=(z, NONE)),)
        elif len(remaining) > 2 and first[z] == second:
            taken = _row(table, z, 1, NONE, NONE)
            if taken is None:
                continue
            moves = (Move(papers=1, before=taken[0][0], after=None),)
        else:
            continue
        elected = moved(table, moves).winners()
        if winner not in elected:
            papers = moves[0].papers
            yield Find(paradox="tie-cliff", papers=papers, moves=moves, elected=elected, about=z)


def _cells(table: Table) -> Iterator[tuple[Cell, int]]:
    for x, row in enumerate(table.papers):
        for y, held in zip((*range(len(row) - 1), NONE), row, strict=True):
            if held:
                yield (x, y), held
