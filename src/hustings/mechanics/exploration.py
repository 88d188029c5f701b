"""What the page of an exploration holds: an election as sheets by area, small figures kept together.

Source for keeping small figures together: a count of few papers by area may tell how somebody voted
(Representation of the People Act 1983 s66 keeps votes secret); how many is few is the publisher's to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.contest import Contest
from hustings.mechanics.known import Known, Level
from hustings.mechanics.sheet import Group, Pool, Sheet
from hustings.mechanics.table import Table
from hustings.returns import Note

FEW = 10
"""Figures from 1 to 9 are kept together unless another number is asked for."""


@dataclass(frozen=True, kw_only=True)
class Exploration:
    """An election to try changes on: everything the page knows, and nothing else.

    `areas` are ids, one for each of `sheets`; ("",) where areas are not told apart. `counted` are second
    preferences counted as published or as the whole table gives them (None: not told), for `remaining`.
    `elected` is who was elected, `level` who have the greatest total each where that is a lot's to decide.
    `few` is the number below which figures are kept together (0: all are shown), `kept` how many papers are
    in such figures.
    """

    contest: Contest
    areas: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    first: tuple[int, ...]
    remaining: tuple[int, ...]
    counted: tuple[int, ...] | None
    elected: tuple[str, ...]
    level: tuple[str, ...]
    known: Level
    few: int
    kept: int
    notes: tuple[Note, ...] = ()


def sheets_of(known: Known, few: int) -> dict[str, Sheet]:
    """The sheet of each area, by its id; of the whole, as "", where areas do not tell as much.

    Second preferences counted bind an area's eliminated candidates' papers together; where only the whole
    contest tells them, areas are not told apart.
    """
    areas = known.areas if len(known.areas) > 1 else {}
    if known.table is not None:
        tables = {id: one.table for id, one in areas.items() if one.table} or {"": known.table}
        return {id: of_table(table, few) for id, table in tables.items()}
    remaining = known.remaining()
    if known.counted is None:
        return {id: _untold(one, remaining, None) for id, one in (areas or {"": known}).items()}
    if areas and all(set(one.counted or ()) == set(remaining) for one in areas.values()):
        return {id: _untold(one, remaining, one.counted) for id, one in areas.items()}
    return {"": _untold(known, remaining, known.counted)}


def of_table(table: Table, few: int = FEW) -> Sheet:
    """A table as a sheet; figures below `few` are kept together, row by row.

    A paper with the same candidate twice counts as one that names nobody second. Where one figure alone would
    be kept back, subtraction would tell it, so the next smallest is kept with it.

    >>> row = Table.of("abc", {"ab": 40, "ac": 3, "a": 12, "b": 9, "cb": 30})
    >>> of_table(row).pools[0]
    Pool(first=0, seconds=(2, 3), papers=15)
    """
    nobody = len(table.candidates)
    cells, pools = [], []
    for at, papers in enumerate(table.papers):
        row = list(papers)
        row[nobody], row[at] = row[nobody] + row[at], 0
        columns = sorted((j for j in range(nobody + 1) if j != at), key=lambda j: (row[j], j))
        small = [j for j in columns if row[j] < few]
        if sum(row[j] for j in small):
            small = columns[: max(2, len(small))]
            pools.append(Pool(first=at, seconds=tuple(sorted(small)), papers=sum(row[j] for j in small)))
            row = [0 if j in small else n for j, n in enumerate(row)]
        cells.append(tuple(row))
    return Sheet(cells=tuple(cells), pools=tuple(pools))


def _untold(known: Known, remaining: Sequence[int], counted: Mapping[int, int] | None) -> Sheet:
    """First preferences, with second ones not told but for those counted, added together."""
    nobody = len(known.candidates)
    grouped, held = {}, {}
    if counted is not None:
        grouped = {at: n for at, n in enumerate(known.first) if at not in remaining}
        held = {at: counted[at] for at in remaining}
    if sum(held.values()) > sum(grouped.values()):
        grouped, held = {}, {}  # figures that contradict each other bind nothing
    pools = tuple(
        Pool(first=at, seconds=tuple(j for j in range(nobody + 1) if j != at), papers=n)
        for at, n in enumerate(known.first)
        if n and at not in grouped
    )
    groups = (Group(papers=grouped, counted=held),) if grouped else ()
    return Sheet(cells=((0,) * (nobody + 1),) * nobody, pools=pools, groups=groups)
