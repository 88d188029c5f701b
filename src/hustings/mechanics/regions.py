"""Who is elected for every split of first preferences between three candidates, all else as it was.

Source: the idea of win regions in a triangle of first preferences, given second preferences on each
candidate's papers, is Eggers, "A diagram for analyzing ordinal voting systems" (Social Choice and Welfare
2021; not read in full); for the supplementary vote it is our own. Others' first preferences are fixed, and so
is how each candidate's papers name second preferences. Every figure of the count is then linear in the split,
so all borders are straight, and all corners are fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise, permutations

from hustings.mechanics.table import Table, greatest, who_remain

Point = tuple[Fraction, Fraction]
"""The first two candidates' shares of the three's first preferences; the third's are the rest."""

Linear = tuple[Fraction, Fraction, Fraction]
"""A figure at x, y: the first times x, the second times y, and the third."""

ZERO, ONE = Fraction(0), Fraction(1)
TRIANGLE: tuple[Point, ...] = ((ONE, ZERO), (ZERO, ONE), (ZERO, ZERO))


@dataclass(frozen=True, kw_only=True)
class Region:
    """Splits for which the same `remaining` are left and the same is `elected` (several: by lot).

    `corners` are those of a convex polygon; its borders, where somebody is level, belong to none or several.
    """

    elected: tuple[int, ...]
    remaining: tuple[int, ...]
    corners: tuple[Point, ...]


@dataclass(frozen=True)
class Split:
    """First preferences of all, the positions of the `three`, and `seconds`: the share of each candidate's
    papers (row) that name each other (column)."""

    first: tuple[int, ...]
    three: tuple[int, int, int]
    seconds: tuple[tuple[Fraction, ...], ...]

    @property
    def total(self) -> int:
        """First preferences of the three together."""
        return sum(self.first[at] for at in self.three)

    @property
    def actual(self) -> Point:
        """The split as it was."""
        one, two, _ = self.three
        return Fraction(self.first[one], self.total), Fraction(self.first[two], self.total)

    @cached_property
    def firsts(self) -> tuple[Linear, ...]:
        """First preferences of everybody at any split."""
        total, (one, two, three) = Fraction(self.total), self.three
        moving: dict[int, Linear] = {
            one: (total, ZERO, ZERO),
            two: (ZERO, total, ZERO),
            three: (-total, -total, total),
        }
        return tuple(moving.get(at, (ZERO, ZERO, Fraction(votes))) for at, votes in enumerate(self.first))

    def final(self, at: int, remaining: Sequence[int]) -> Linear:
        """The total of one of those who remain."""
        made = self.firsts[at]
        for x, votes in enumerate(self.firsts):
            if x not in remaining:
                made = _add(made, votes, self.seconds[x][at])
        return made

    def left(self, where: Point) -> tuple[int, ...]:
        """Who remains at a split: the two highest, and everyone level with the second."""
        return who_remain([value(one, where) for one in self.firsts])

    def elected(self, where: Point) -> tuple[int, ...]:
        """Who is elected at a split; several who are level."""
        remaining = self.left(where)
        return greatest({at: value(self.final(at, remaining), where) for at in remaining})


def seconds_of(table: Table) -> tuple[tuple[Fraction, ...], ...]:
    """The share of each candidate's papers that name each candidate second; their own is never looked at."""
    people = range(len(table.first))
    return tuple(
        tuple(Fraction(table.papers[x][at], table.first[x]) if table.first[x] else ZERO for at in people)
        for x in people
    )


def value(of: Linear, where: Point) -> Fraction:
    """A linear figure at a split."""
    return of[0] * where[0] + of[1] * where[1] + of[2]


def clipped(corners: Sequence[Point], keep: Linear) -> tuple[Point, ...]:
    """The part of a convex polygon where a linear figure is 0 or more (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for one, two in pairwise([*corners, *corners[:1]]):
        a, b = value(keep, one), value(keep, two)
        if a >= 0:
            kept.append(one)
        if a * b < 0:
            share = a / (a - b)
            kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
    return tuple(dict.fromkeys(kept))


def area(corners: Sequence[Point]) -> Fraction:
    """The area of a polygon in x and y; the whole triangle has a half."""
    turned = pairwise([*corners, *corners[:1]])
    return abs(sum((a[0] * b[1] - b[0] * a[1] for a, b in turned), ZERO)) / 2


def regions(split: Split) -> tuple[Region, ...]:
    """All regions of the triangle, side by side; lines and points where somebody is level are left out."""
    found: dict[Region, None] = {}
    for cell in _cells(split):
        remaining = split.left(_middle(cell))
        totals = {at: split.final(at, remaining) for at in remaining}
        for at in remaining:
            part = cell
            for other in remaining:
                part = clipped(part, _add(totals[at], totals[other], -ONE))
            if area(part):
                elected = split.elected(_middle(part))
                found[Region(elected=elected, remaining=remaining, corners=part)] = None
    return tuple(found)


def _cells(split: Split) -> list[tuple[Point, ...]]:
    """Where each two are ahead of all others; where fixed others are level, a cell is there once."""
    people = range(len(split.first))
    found: dict[frozenset[Point], tuple[Point, ...]] = {}
    for pair in combinations(people, 2):
        cell: tuple[Point, ...] = TRIANGLE
        for one in pair:
            for other in people:
                if other not in pair and cell:
                    cell = clipped(cell, _add(split.firsts[one], split.firsts[other], -ONE))
        if area(cell):
            found.setdefault(frozenset(cell), cell)
    return list(found.values())


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """The nearest split at which somebody else is, or may by lot be, elected: `share` of the three's first
    preferences must move, `at` the split, and beside it `elected` are elected."""

    share: Fraction
    at: Point
    elected: tuple[int, ...]


def nearest(split: Split, found: Sequence[Region]) -> Nearest | None:
    """The least share of first preferences that must move between the three; None where nothing changes."""
    now = split.elected(split.actual)
    best: Nearest | None = None
    for region in found:
        if region.elected == now:
            continue
        if _holds(region, split.actual):
            return Nearest(share=ZERO, at=split.actual, elected=region.elected)
        for one, two in pairwise([*region.corners, region.corners[0]]):
            for at in _turns(split.actual, one, two):
                share = distance(split.actual, at)
                if best is None or share < best.share:
                    best = Nearest(share=share, at=at, elected=region.elected)
    return best


def distance(a: Point, b: Point) -> Fraction:
    """What share of first preferences moves between two splits: the greatest gain or loss of any one."""
    x, y = a[0] - b[0], a[1] - b[1]
    return max(abs(x), abs(y), abs(x + y))


def ring(split: Split, share: Fraction) -> tuple[Point, ...]:
    """All splits that are so far away or nearer, as far as there are such: the corners of a hexagon."""
    x, y = split.actual
    steps = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
    corners: tuple[Point, ...] = tuple((x + share * dx, y + share * dy) for dx, dy in steps)
    for side in ((ONE, ZERO, ZERO), (ZERO, ONE, ZERO), (-ONE, -ONE, ONE)):
        corners = clipped(corners, side)
    return corners


def _turns(actual: Point, one: Point, two: Point) -> list[Point]:
    """Points of a side at which the distance may be least: its ends, and where two of the three changes are
    equal in size."""
    found = [one, two]
    first = (one[0] - actual[0], one[1] - actual[1])
    last = (two[0] - actual[0], two[1] - actual[1])
    for (a, b), sign in ((pair, sign) for pair in permutations(range(3), 2) for sign in (1, -1)):
        start = _change(first, a) - sign * _change(first, b)
        end = _change(last, a) - sign * _change(last, b)
        if start * end < 0:
            share = start / (start - end)
            found.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
    return found


def _change(by: Point, at: int) -> Fraction:
    return by[at] if at < 2 else -by[0] - by[1]


def _holds(region: Region, where: Point) -> bool:
    """Whether a point lies in a region or on its border."""
    whole = area(region.corners)
    parts = pairwise([*region.corners, region.corners[0]])
    return sum((area((where, a, b)) for a, b in parts), ZERO) == whole


def _middle(corners: Sequence[Point]) -> Point:
    number = len(corners)
    return sum((x for x, _ in corners), ZERO) / number, sum((y for _, y in corners), ZERO) / number


def _add(one: Linear, two: Linear, times: Fraction) -> Linear:
    return one[0] + times * two[0], one[1] + times * two[1], one[2] + times * two[2]
