"""Who can still be elected, against every completion of tiny counts, and London 2021 (the declaration)."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.mechanics.reach import (
    certain_finalist,
    certain_outright,
    first_stage,
    one_count,
    possibly_elected,
    second_stage,
)
from hustings.mechanics.table import Table

Paper = tuple[int, int]


def outcome(papers: list[Paper], people: int) -> tuple[set[int], set[int], set[int]]:
    """Who remains, who has more than half, and who has the greatest total; -1 is no second preference."""
    first = Counter(one for one, _ in papers)
    second_highest = sorted(first[x] for x in range(people))[-2]
    left = {x for x in range(people) if first[x] >= second_highest}
    half = {x for x in range(people) if 2 * first[x] > len(papers)}
    if half:
        return left, half, half
    total = {x: first[x] + sum(1 for a, b in papers if a not in left and b == x) for x in left}
    best = max(total.values())
    return left, half, {x for x in left if total[x] == best}


def completions(papers: list[Paper], people: int, outstanding: int) -> Iterator[list[Paper]]:
    """Every count to which at most so many papers can lead, each kind of paper in any number."""
    kinds = [(a, b) for a in range(people) for b in (*range(people), -1) if b != a]
    for more in range(outstanding + 1):
        for extra in itertools.combinations_with_replacement(kinds, more):
            yield [*papers, *extra]


def said(possible: list[set[int]], people: int) -> list[str]:
    """Of what happens in each completion: certain where in all, and there alone; possible where in some."""
    return [
        "impossible"
        if not any(x in one for one in possible)
        else "certain"
        if all(one == {x} for one in possible)
        else "possible"
        for x in range(people)
    ]


def test_every_completion_of_tiny_counts_with_the_table_known() -> None:
    chance = random.Random(7)
    for _ in range(1500):
        people = chance.choice((3, 3, 3, 4))
        outstanding = chance.randint(0, 3 if people == 3 else 2)
        papers = [
            (chance.randrange(people), chance.randrange(-1, people)) for _ in range(chance.randint(0, 9))
        ]
        papers = [(a, -1 if a == b else b) for a, b in papers]
        ends = [outcome(one, people) for one in completions(papers, people, outstanding)]
        cells = [[0] * (people + 1) for _ in range(people)]
        for a, b in papers:
            cells[a][b] += 1
        table = Table(
            candidates=tuple("abcd"[:people]),
            papers=tuple(map(tuple, cells)),
        )
        found = first_stage(table.first, outstanding, table)
        assert [one.elected for one in found] == said([end for _, _, end in ends], people), (
            papers,
            outstanding,
        )
        for x, one in enumerate(found):
            inside = [x in left for left, _, _ in ends]
            assert one.final == ("certain" if all(inside) else "possible" if any(inside) else "impossible")
            half = [x in most for _, most, _ in ends]
            assert one.outright == ("certain" if all(half) else "possible" if any(half) else "impossible")


def test_every_completion_of_tiny_counts_with_first_preferences_alone() -> None:
    chance = random.Random(8)
    for _ in range(150):
        people = chance.choice((3, 3, 4))
        firsts = [chance.randrange(people) for _ in range(chance.randint(0, 4 if people == 3 else 3))]
        outstanding = chance.randint(0, 2)
        ends = [
            outcome(list(zip(whole, seconds, strict=True)), people)[2]
            for more in range(outstanding + 1)
            for extra in itertools.combinations_with_replacement(range(people), more)
            for whole in [[*firsts, *extra]]
            for seconds in itertools.product(*([b for b in range(-1, people) if b != a] for a in whole))
        ]
        counted = [firsts.count(x) for x in range(people)]
        found = [one.elected for one in first_stage(counted, outstanding)]
        assert found == said(ends, people), (firsts, outstanding)


def test_first_preferences_alone_against_many_more_completions() -> None:
    """Larger counts: everything that is left goes to the one asked about, as nothing can do better."""
    chance = random.Random(9)
    for _ in range(2000):
        people = chance.randint(3, 5)
        counted = [chance.randint(0, 6) for _ in range(people)]
        outstanding = chance.randint(0, 5)
        x = chance.randrange(people)
        possible = False
        for extra in itertools.product(range(outstanding + 1), repeat=people):
            if sum(extra) > outstanding:
                continue
            first = [a + b for a, b in zip(counted, extra, strict=True)]
            cut = sorted(first)[-2]
            left = [y for y in range(people) if first[y] >= cut]
            if x in left and not any(2 * first[y] > sum(first) for y in left if y != x):
                total = first[x] + sum(first[y] for y in range(people) if y not in left)
                possible = possible or total >= max(first[y] for y in left)
        assert possibly_elected(counted, x, outstanding) == possible, (counted, x, outstanding)


@pytest.mark.parametrize("people", [2, 3, 4])
def test_one_count_against_every_completion(people: int) -> None:
    for counted in itertools.product(range(4), repeat=people):
        for outstanding in range(4):
            ends = []
            for extra in itertools.product(range(outstanding + 1), repeat=people):
                if sum(extra) <= outstanding:
                    first = [a + b for a, b in zip(counted, extra, strict=True)]
                    ends.append({x for x in range(people) if first[x] == max(first)})
            assert list(one_count(counted, outstanding)) == said(ends, people)


@pytest.mark.parametrize("people", [2, 3])
def test_second_count_against_every_completion(people: int) -> None:
    for totals in itertools.product(range(5), repeat=people):
        for outstanding in range(4):
            ends = []
            for extra in itertools.product(range(outstanding + 1), repeat=people):
                if sum(extra) <= outstanding:
                    last = [a + b for a, b in zip(totals, extra, strict=True)]
                    ends.append({x for x in range(people) if last[x] == max(last)})
            found = second_stage(dict(enumerate(totals)), outstanding)
            assert list(found.values()) == said(ends, people)


def test_london_2021_is_open_after_the_first_count_and_closed_after_the_second() -> None:
    # Declaration: Khan 1,013,721 and Bailey 893,051 first, 624,585 papers looked at; 1,206,034 to 977,601.
    khan, bailey = 1_013_721, 893_051
    assert khan - bailey == 120_670
    assert second_stage({0: khan, 1: bailey}, 624_585) == {0: "possible", 1: "possible"}
    assert second_stage({0: 1_206_034, 1: 977_601}, 0) == {0: "certain", 1: "impossible"}
    # Equal is a lot, one more is not.
    assert second_stage({0: khan, 1: bailey}, 120_670)[1] == "possible"
    assert second_stage({0: khan, 1: bailey}, 120_669)[1] == "impossible"


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6), st.integers(0, 60))
def test_more_papers_outstanding_never_settle_more(first: list[int], outstanding: int) -> None:
    order = {"impossible": 0, "possible": 1, "certain": 2}
    for a, b in zip(first_stage(first, outstanding), first_stage(first, outstanding + 1), strict=True):
        for now, later in ((a.final, b.final), (a.outright, b.outright), (a.elected, b.elected)):
            assert order[later] == 1 or later == now
    for at in range(len(first)):
        if certain_outright(first, at, outstanding):
            assert certain_finalist(first, at, outstanding)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6), st.integers(0, 60))
def test_somebody_can_always_be_elected(first: list[int], outstanding: int) -> None:
    found = first_stage(first, outstanding)
    assert any(one.elected != "impossible" for one in found)
    assert sum(one.elected == "certain" for one in found) <= 1
    assert sum(one.final != "impossible" for one in found) >= 2
