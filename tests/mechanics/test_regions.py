"""Win regions: tiled exactly, true at grid points that the engine counts, and the nearest change."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from math import lcm

import pytest

from hustings.counting import count
from hustings.mechanics.regions import (
    Point,
    Region,
    Split,
    area,
    clipped,
    distance,
    nearest,
    regions,
    ring,
    seconds_of,
)
from hustings.mechanics.table import Table
from hustings.profile import Profile
from hustings.rules.supplementary_vote import RULE

SQUEEZE = Table.of("abc", {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5})


def split_of(table: Table, three: tuple[int, int, int] = (0, 1, 2)) -> Split:
    return Split(table.first, three, seconds_of(table))


def papers_at(split: Split, where: Point) -> Profile:
    """Whole papers at a split: everything times the least number that leaves no fraction."""
    a, b = where
    shares = {split.three[0]: a, split.three[1]: b, split.three[2]: 1 - a - b}
    cells: dict[tuple[int, int], Fraction] = {}
    for x, votes in enumerate(split.first):
        first = shares[x] * split.total if x in shares else Fraction(votes)
        named = [first * share for share in split.seconds[x]]
        cells |= {(x, j): papers for j, papers in enumerate(named)}
        cells[x, -1] = first - sum(named)
    times = lcm(*(one.denominator for one in cells.values()))
    ids = "abcdefgh"[: len(split.first)]
    votes = {
        (ids[x], ids[j] if j >= 0 else "-"): int(papers * times) for (x, j), papers in cells.items() if papers
    }
    return Profile.of(tuple(ids), votes)


def counted(split: Split, where: Point) -> set[int]:
    ended = count(RULE, papers_at(split, where))
    ids = ended.awaiting.candidates if ended.awaiting else ended.elected
    return {"abcdefgh".index(id) for id in ids}


def inside(region: Region, where: Point) -> bool:
    """Whether a point is strictly inside: on the same side of every border."""
    turns = [
        (b[0] - a[0]) * (where[1] - a[1]) - (b[1] - a[1]) * (where[0] - a[0])
        for a, b in itertools.pairwise([*region.corners, region.corners[0]])
    ]
    return all(one > 0 for one in turns) or all(one < 0 for one in turns)


def random_table(chance: random.Random, people: int) -> Table:
    return Table(
        candidates=tuple("abcdefgh"[:people]),
        papers=tuple(tuple(chance.choice((0, 1, 2, 5, 9)) for _ in range(people + 1)) for _ in range(people)),
    )


@pytest.mark.parametrize("people", [3, 4, 5])
def test_the_engine_counts_what_the_regions_say(people: int) -> None:
    chance, seen = random.Random(people), 0
    for _ in range(25):
        table = random_table(chance, people)
        three = tuple(chance.sample(range(people), 3))
        if not sum(table.first[at] for at in three):
            continue
        split = split_of(table, three)  # type: ignore[arg-type]
        found = regions(split)
        assert sum(area(one.corners) for one in found) == Fraction(1, 2)
        for _ in range(12):
            a, b = sorted(Fraction(chance.randint(0, 60), 60) for _ in range(2))
            where = (a, b - a)
            held = [one for one in found if inside(one, where)]
            assert len(held) <= 1
            if held:
                seen += 1
                assert set(held[0].elected) == counted(split, where), (table, three, where)
            assert set(split.elected(where)) == counted(split, where)
    assert seen > 150


def test_the_centre_squeeze() -> None:
    split = split_of(SQUEEZE)
    found = regions(split)
    assert {one.elected for one in found} == {(0,), (1,), (2,)}
    assert split.elected(split.actual) == (0,)
    near = nearest(split, found)
    assert near is not None
    # B (30) and C (35) level at 32.5: 2.5 of 105 papers from C to B, after which B remains and beats A.
    assert near.share * split.total == Fraction(5, 2) and near.elected == (1,)
    assert near.at == (Fraction(40, 105), Fraction(65, 210))


def test_fixed_others_who_are_level_remain_together() -> None:
    votes = {"a": 1, "b": 1, "c": 1, "d": 30, "da": 10, "e": 40}
    table = Table.of("abcde", votes)
    split = split_of(table)
    assert table.first[3] == table.first[4] == 40
    (only,) = regions(split)
    assert only.remaining == (3, 4) and only.elected == (3, 4)
    assert nearest(split, [only]) is None
    assert counted(split, split.actual) == {3, 4}


def test_fixed_others_who_are_level_may_remain_beside_one_of_the_three() -> None:
    table = Table.of("abcde", {"ad": 20, "be": 20, "cb": 20, "d": 12, "da": 3, "ea": 15})
    split = split_of(table)
    found = regions(split)
    assert sum(area(one.corners) for one in found) == Fraction(1, 2)
    assert any(len(one.remaining) == 3 and {3, 4} < set(one.remaining) for one in found)
    for a, b in itertools.product(range(1, 12), repeat=2):
        where = (Fraction(a, 13), Fraction(b, 13))
        if a + b < 13:
            for region in found:
                if inside(region, where):
                    assert set(region.elected) == counted(split, where)


def test_a_fixed_other_may_remain_and_be_elected() -> None:
    table = Table.of("abcd", {"ad": 20, "bd": 20, "cd": 20, "d": 25})
    found = regions(split_of(table))
    assert any(3 in one.remaining for one in found)
    assert any(one.elected == (3,) for one in found)
    assert sum(area(one.corners) for one in found) == Fraction(1, 2)


def test_nearest_is_nearer_than_every_grid_point_of_another_outcome() -> None:
    chance = random.Random(5)
    for _ in range(40):
        table = random_table(chance, chance.choice((3, 4)))
        if not sum(table.first[:3]):
            continue
        split = split_of(table)
        found = regions(split)
        now, near = split.elected(split.actual), nearest(split, found)
        grid = [(Fraction(a, 16), Fraction(b, 16)) for a in range(17) for b in range(17 - a)]
        nearer = [one for one in grid if near is None or distance(split.actual, one) < near.share]
        for where in nearer:
            assert split.elected(where) == now or not any(inside(one, where) for one in found)
        if near is None:
            continue
        assert distance(split.actual, near.at) == near.share
        if len(now) == 1:  # at the nearest split itself somebody else is at least in a lot, or beyond it
            beyond = [one for one in found if one.elected == near.elected]
            assert any(near.at in one.corners or _on_border(one, near.at) for one in beyond)


def _on_border(region: Region, where: Point) -> bool:
    return any(
        (b[0] - a[0]) * (where[1] - a[1]) == (b[1] - a[1]) * (where[0] - a[0])
        for a, b in itertools.pairwise([*region.corners, region.corners[0]])
    )


def test_no_split_within_the_ring_changes_who_is_elected() -> None:
    split = split_of(SQUEEZE)
    near = nearest(split, regions(split))
    assert near is not None
    corners = ring(split, near.share)
    assert len(corners) == 6
    middle = split.actual
    for x, y in corners:
        short = (middle[0] + (x - middle[0]) * 99 / 100, middle[1] + (y - middle[1]) * 99 / 100)
        assert split.elected(short) == (0,)
    outside = ring(split, Fraction(1))
    assert all(x >= 0 and y >= 0 and x + y <= 1 for x, y in outside)


def test_clipping_keeps_what_is_on_the_line() -> None:
    zero, one = Fraction(0), Fraction(1)
    square = ((zero, zero), (one, zero), (one, one), (zero, one))
    assert clipped(square, (one, zero, zero)) == square
    assert clipped(square, (-one, zero, -one)) == ()
    half = clipped(square, (one, zero, Fraction(-1, 2)))
    assert area(half) == Fraction(1, 2)
    assert area(clipped(square, (one, zero, -one))) == 0
