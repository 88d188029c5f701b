"""Candidates left out: the papers of a sheet had some of them not stood.

Source: LDEDCA 2009 Sch 5B gives a voter two preferences and no more, so that a paper's third choice is not
known; the browser does this again for the page of `hustings explore`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from hustings.mechanics.sheet import Group, Pool, Sheet


def without(sheet: Sheet, out: Collection[int]) -> Sheet:
    """The papers had these candidates not stood.

    Who was second on a paper becomes first, and its third choice is not known; a paper that named nobody else
    may have been for anybody, or not cast.

    >>> squeeze = Sheet(cells=((0, 30, 5, 5), (10, 0, 10, 10), (3, 27, 0, 5)))
    >>> gone = without(squeeze, [2])
    >>> gone.first, gone.anyone
    ((43, 57, 0), 5)
    """
    nobody = len(sheet.cells)
    if not out:
        return sheet
    free = {at: tuple(j for j in range(nobody + 1) if j != at and j not in out) for at in range(nobody)}
    cells, pools, anyone = _cells_without(sheet, out, free)
    for pool in sheet.pools:
        if pool.first in out:
            anyone += pool.papers
        elif any(j in out for j in pool.seconds):
            pools.append(replace(pool, seconds=free[pool.first]))
        else:
            pools.append(pool)
    anyone += sheet.anyone + sum(group.papers.get(one, 0) for group in sheet.groups for one in out)
    return Sheet(
        cells=tuple(map(tuple, cells)),
        pools=tuple(pool for pool in pools if pool.papers),
        groups=tuple(_loosened(group, out) for group in sheet.groups),
        anyone=anyone,
        out=tuple(sorted(out)),
    )


def _cells_without(
    sheet: Sheet, out: Collection[int], free: Mapping[int, tuple[int, ...]]
) -> tuple[list[list[int]], list[Pool], int]:
    """The cells that stay, what becomes of the others whose first preference is known, and how many have
    none; `free` are the second preferences that each candidate's papers may then have."""
    nobody = len(sheet.cells)
    cells = [[0] * (nobody + 1) for _ in range(nobody)]
    pools, anyone = [], 0
    for i, row in enumerate(sheet.cells):
        for j, papers in enumerate(row):
            if i not in out and j not in out:
                cells[i][j] = papers
            elif i not in out:
                pools.append(Pool(first=i, seconds=free[i], papers=papers))
            elif j not in out and j != nobody:
                pools.append(Pool(first=j, seconds=free[j], papers=papers))
            else:
                anyone += papers
    return cells, pools, anyone


def _loosened(group: Group, out: Collection[int]) -> Group:
    """A group once these do not stand."""
    rest = {at: papers for at, papers in group.papers.items() if at not in out}
    loose = sum(group.papers.values()) - sum(rest.values())
    return replace(group, papers=rest, loose=group.loose + loose)
