"""What if: a first-by-second table of each area with turnout, swings, transfers and candidates changed.

Source: the count of LDEDCA 2009 Sch 5B para 5 sees only first and second preferences, so a change of voters'
minds is a change of this table. What the papers do not tell (a third choice, a cell kept back for secrecy,
second preferences that were never published) stays open: it is carried as papers that may be for any of
several candidates, and `who_can_win` says what is certain all the same.

The page of `hustings explore` does this arithmetic again in the browser, to the paper: whole numbers, the
same order, the same rounding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hustings.errors import InputError
from hustings.mechanics.left_out import without
from hustings.mechanics.sheet import Group, Pool, Sheet

WHOLE = 1000
"""Shares are whole tenths of a per cent: 1000 of them are all papers."""

MOST = 2000
"""Turnout can at most double."""


@dataclass(frozen=True, kw_only=True)
class Swing:
    """A share of one candidate's voters that would have voted for another first, in tenths of a per cent.

    Their second preference stays; where it was for the other, it is now for the first one.
    """

    of: int
    to: int
    share: int


@dataclass(frozen=True, kw_only=True)
class Rate:
    """The share of one candidate's voters whose second preference is for another (or, last column, nobody).

    The other second preferences of these voters share the rest as they did.
    """

    of: int
    to: int
    share: int


@dataclass(frozen=True, kw_only=True)
class Edits:
    """What is changed, in this order: turnout by area (tenths of a per cent of what it was), swings one after
    another, transfer rates, candidates who do not stand."""

    turnout: Mapping[int, int] = field(default_factory=dict)
    swings: tuple[Swing, ...] = ()
    rates: tuple[Rate, ...] = ()
    out: tuple[int, ...] = ()


def changed(areas: Sequence[Sheet], edits: Edits) -> Sheet:
    """All areas together after these edits; raises InputError for shares that cannot be.

    Fractions of papers are rounded in each area so that the sum of a row stays (`apportioned`): a cell is out
    by less than one paper for each edit and area.

    >>> area = Sheet(cells=((0, 30, 5, 5), (10, 0, 10, 10), (3, 27, 0, 5)))
    >>> changed([area], Edits(swings=(Swing(of=0, to=1, share=100),))).cells[:2]
    ((0, 27, 4, 5), (13, 0, 11, 10))
    """
    check(areas, edits)
    made: list[_Work] = []
    for at, area in enumerate(areas):
        work = _Work(area)
        work.scale(edits.turnout.get(at, WHOLE))
        for swing in edits.swings:
            work.swing(swing)
        for of in dict.fromkeys(one.of for one in edits.rates if one.share >= 0):
            work.transfer(of, {one.to: one.share for one in edits.rates if one.of == of})
        made.append(work)
    return without(_together([one.sheet() for one in made]), edits.out)


def check(areas: Sequence[Sheet], edits: Edits) -> None:
    """Refuse what makes no sense: raises InputError."""
    number = len(areas[0].cells)
    for what, one, other, share in (
        *(("a swing", one.of, one.to, one.share) for one in edits.swings),
        *(("a transfer", one.of, one.to, one.share) for one in edits.rates),
    ):
        if one == other:
            raise InputError(f"{what} from a candidate to the same one")
        if not 0 <= share <= WHOLE:
            raise InputError(f"{what} of another share than 0 to 100 %", found=f"{share / 10} %")
    for of in {one.of for one in edits.rates}:
        mine = [one for one in edits.rates if one.of == of]
        if len({one.to for one in mine}) < len(mine) or sum(one.share for one in mine) > WHOLE:
            raise InputError("second preferences of one candidate's voters add to more than 100 %")
    if any(not 0 <= share <= MOST for share in edits.turnout.values()):
        raise InputError("turnout of another share than 0 to 200 %")
    if number - len(set(edits.out)) < 2:
        raise InputError("fewer than two candidates are left")


def apportioned(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number divided as these weights are, each running sum rounded to the nearest, halves up.

    >>> apportioned(3, [1, 1, 1, 1]), apportioned(5, [0, 0])
    ([1, 1, 0, 1], [0, 0])
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    given, passed, parts = 0, 0, []
    for weight in weights:
        passed += weight
        upto = (2 * total * passed + whole) // (2 * whole)
        parts.append(upto - given)
        given = upto
    return parts


def share_of(papers: int, share: int) -> int:
    """So many tenths of a per cent of papers, rounded to the nearest, halves up."""
    return (2 * papers * share + WHOLE) // (2 * WHOLE)


class _Work:
    """One area's sheet while it is being changed."""

    def __init__(self, sheet: Sheet) -> None:
        self.number = len(sheet.cells)
        self.cells = [list(row) for row in sheet.cells]
        self.pools = list(sheet.pools)
        self.groups = list(sheet.groups)

    def sheet(self) -> Sheet:
        return Sheet(cells=tuple(map(tuple, self.cells)), pools=tuple(self.pools), groups=tuple(self.groups))

    def scale(self, share: int) -> None:
        """Every row of papers grown or shrunk alike."""
        if share == WHOLE:
            return
        for at in range(self.number):
            row, pools = self._row(at)
            sizes = apportioned(share_of(sum(row), share), row)
            self._set(at, sizes, pools)
        for at, group in enumerate(self.groups):
            papers = {one: share_of(n, share) for one, n in group.papers.items()}
            held = list(group.counted.values())
            rest = sum(group.papers.values()) - sum(held)
            parts = apportioned(sum(papers.values()), [*held, rest])
            self.groups[at] = Group(papers=papers, counted=dict(zip(group.counted, parts, strict=False)))

    def swing(self, swing: Swing) -> None:
        """A share of one row moved to another."""
        if not swing.share:
            return
        self._leave(swing.of)
        row, pools = self._row(swing.of)
        moved = apportioned(share_of(sum(row), swing.share), row)
        self._set(swing.of, [n - gone for n, gone in zip(row, moved, strict=True)], pools)
        turned = {swing.to: swing.of}
        for at, papers in enumerate(moved[: self.number + 1]):
            self.cells[swing.to][turned.get(at, at)] += papers
        for pool, papers in zip(pools, moved[self.number + 1 :], strict=True):
            seconds = tuple(sorted(turned.get(at, at) for at in pool.seconds))
            self.pools.append(Pool(first=swing.to, seconds=seconds, papers=papers))

    def transfer(self, of: int, rates: Mapping[int, int]) -> None:
        """The second preferences of one row set; the others share the rest as they did."""
        self._leave(of)
        row, pools = self._row(of)
        *fixed, rest = apportioned(sum(row), [*rates.values(), WHOLE - sum(rates.values())])
        columns = range(self.number + 1)
        others = [0 if at in rates else row[at] for at in columns]
        held = list(row[self.number + 1 :])
        if any(at in rates for pool in pools for at in pool.seconds):
            cells, pools, sizes = self._loosely(of, others, pools, held, rates, rest)
        else:
            weights = [*others, *held]
            parts = apportioned(rest, weights)
            if not sum(weights):
                parts[self.number] = rest  # nobody else was named: the rest name nobody
            cells, sizes = parts[: self.number + 1], parts[self.number + 1 :]
        for at, papers in zip(rates, fixed, strict=True):
            cells[at] += papers
        self._set(of, [*cells, *sizes], pools)

    def _loosely(
        self,
        of: int,
        others: Sequence[int],
        pools: Sequence[Pool],
        held: Sequence[int],
        rates: Collection[int],
        rest: int,
    ) -> tuple[list[int], list[Pool], list[int]]:
        """What the others have at least, where it is not known how much of a pool the new rates replace."""
        whole = sum(others) + sum(held)
        cells = [papers * rest // whole if whole else 0 for papers in others]
        may = {at for pool in pools for at in pool.seconds} | {at for at, n in enumerate(others) if n}
        if not sum(others):
            may.add(self.number)
        seconds = tuple(sorted(may - set(rates))) or (self.number,)
        return cells, [Pool(first=of, seconds=seconds, papers=0)], [rest - sum(cells)]

    def _row(self, at: int) -> tuple[list[int], list[Pool]]:
        """The papers of a first preference: each column, then each of its pools."""
        pools = [pool for pool in self.pools if pool.first == at and pool.papers]
        return [*self.cells[at], *(pool.papers for pool in pools)], pools

    def _set(self, at: int, sizes: Sequence[int], pools: Sequence[Pool]) -> None:
        self.cells[at] = list(sizes[: self.number + 1])
        kept = [pool for pool in self.pools if pool.first != at]
        mine = zip(pools, sizes[self.number + 1 :], strict=True)
        self.pools = [*kept, *(replace(pool, papers=papers) for pool, papers in mine)]

    def _leave(self, of: int) -> None:
        """A row whose papers change is no longer part of a group."""
        for at, group in enumerate(self.groups):
            if papers := group.papers.get(of, 0):
                self.groups[at] = _left(group, of)
                seconds = tuple(j for j in range(self.number + 1) if j != of)
                self.pools.append(Pool(first=of, seconds=seconds, papers=papers))


def _left(group: Group, of: int) -> Group:
    rest = {at: n for at, n in group.papers.items() if at != of}
    return replace(group, papers=rest, gone=group.gone + group.papers.get(of, 0))


def _together(sheets: Sequence[Sheet]) -> Sheet:
    """The areas added."""
    rows = [[sum(cells) for cells in zip(*rows, strict=True)] for rows in _by_row(sheets)]
    return Sheet(
        cells=tuple(map(tuple, rows)),
        pools=tuple(pool for one in sheets for pool in one.pools if pool.papers),
        groups=tuple(group for one in sheets for group in one.groups),
    )


def _by_row(sheets: Sequence[Sheet]) -> Iterable[tuple[tuple[int, ...], ...]]:
    return zip(*(one.cells for one in sheets), strict=True)
