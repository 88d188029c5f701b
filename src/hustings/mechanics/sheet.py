"""A sheet: the first-by-second table as far as it is known, and what the rest of the papers may be.

Source: what instruments make public of a supplementary vote (`mechanics/known.py`), and what third choices no
paper of LDEDCA 2009 Sch 5B tells. Papers that are not known are kept with what they may be for, so that
nothing has to be guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Papers that have this first preference and one second preference of several, which is not known.

    `seconds` are columns of the table, in order; the last column is nobody.
    """

    first: int
    seconds: tuple[int, ...]
    papers: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """Papers of several first preferences whose second preferences are known only added together.

    `papers` are those of each first preference; of all of them, of `gone` more papers that have left the
    group and of `loose` ones whose candidate does not stand, `counted` have each of these second preferences.
    The loose ones are told as papers whose first preference is not known, and those of them that were counted
    for somebody who stands now have that first.
    """

    papers: Mapping[int, int]
    counted: Mapping[int, int]
    gone: int = 0
    loose: int = 0


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One area's papers, or all together: `cells[i][j]` have i first and j second, the last column nobody.

    A paper with the same candidate twice counts for nobody second. Papers are in one of `cells`, `pools` and
    `groups`; those whose first preference is not known are `anyone`. `out` do not stand.
    """

    cells: tuple[tuple[int, ...], ...]
    pools: tuple[Pool, ...] = ()
    groups: tuple[Group, ...] = ()
    anyone: int = 0
    out: tuple[int, ...] = ()

    @property
    def first(self) -> tuple[int, ...]:
        """First preferences that are known."""
        votes = [sum(row) for row in self.cells]
        for pool in self.pools:
            votes[pool.first] += pool.papers
        for group in self.groups:
            for at, papers in group.papers.items():
                votes[at] += papers
        return tuple(votes)
