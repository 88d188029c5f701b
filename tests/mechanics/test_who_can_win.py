"""Who can win: equal to trying every way in which the unknown papers could have been marked."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from hustings import elections
from hustings.desk import read
from hustings.mechanics import removal, who_can_win
from hustings.mechanics.exploration import sheets_of
from hustings.mechanics.known import known_of
from hustings.mechanics.left_out import without
from hustings.mechanics.sheet import Group, Pool, Sheet
from hustings.mechanics.who_can_win import outlook

SQUEEZE = Sheet(cells=((0, 30, 5, 5), (10, 0, 10, 10), (3, 27, 0, 5)))


def winners(standing: list[int], papers: list[tuple[int, int]]) -> set[int]:
    """The supplementary vote counted paper by paper: everybody whom a lot may choose too."""
    first = {one: sum(1 for paper in papers if paper[0] == one) for one in standing}
    second_highest = sorted(first.values())[-2]
    remain = [one for one in standing if first[one] >= second_highest]
    total = dict.fromkeys(remain, 0)
    for one, two in papers:
        if one in remain:
            total[one] += 1
        elif two in remain:
            total[two] += 1
    return {one for one in remain if total[one] == max(total.values())}


def ways(sheet: Sheet) -> Iterator[list[tuple[int, int]]]:
    """Every way to mark the papers that are not known."""
    nobody = len(sheet.cells)
    standing = [one for one in range(nobody) if one not in sheet.out]
    fixed = [(i, j) for i, row in enumerate(sheet.cells) for j, n in enumerate(row) for _ in range(n)]
    choices = [
        [[(pool.first, j) for j in some] for some in with_repeats(pool.seconds, pool.papers)]
        for pool in sheet.pools
    ]
    marks = [(i, j) for i in standing for j in (*standing, nobody) if i != j]
    choices.append([list(some) for some in with_repeats([*marks, (nobody, nobody)], sheet.anyone)])
    for group in sheet.groups:
        choices.append(list(group_ways(group, nobody)))
    for chosen in itertools.product(*choices):
        yield [*fixed, *itertools.chain(*chosen)]


def with_repeats(kinds, number):
    return list(itertools.combinations_with_replacement(kinds, number))


def group_ways(group: Group, nobody: int) -> Iterator[list[tuple[int, int]]]:
    """Every way in which the second preferences of a group that nobody left can add to those counted."""
    rows = [
        [[(at, j) for j in some] for some in with_repeats([j for j in range(nobody + 1) if j != at], n)]
        for at, n in group.papers.items()
    ]
    for chosen in itertools.product(*rows):
        papers = list(itertools.chain(*chosen))
        if all(sum(1 for _, j in papers if j == at) == n for at, n in group.counted.items()):
            yield papers


def possible(sheet: Sheet) -> tuple[int, ...]:
    standing = [one for one in range(len(sheet.cells)) if one not in sheet.out]
    return tuple(sorted(set().union(*(winners(standing, papers) for papers in ways(sheet)))))


def some_sheet(rng: random.Random) -> Sheet:
    """A tiny table, sometimes with pools, sometimes with candidates left out."""
    number = rng.choice((3, 3, 4, 4, 5))
    most = rng.choice((1, 2, 4))
    cells = [[0 if i == j else rng.randint(0, most) for j in range(number + 1)] for i in range(number)]
    pools = []
    for _ in range(rng.choice((0, 0, 1, 2))):
        first = rng.randrange(number)
        seconds = [j for j in range(number + 1) if j != first and rng.random() < 0.7] or [number]
        pools.append(Pool(first=first, seconds=tuple(seconds), papers=rng.randint(1, 2)))
    sheet = Sheet(cells=tuple(map(tuple, cells)), pools=tuple(pools))
    return without(sheet, rng.sample(range(number), rng.choice((0, 1, 1, min(2, number - 2)))))


def level_at_the_cut(rng: random.Random) -> Sheet:
    """A sparse table and one to three papers that may be anything: ties at the cut are often what elects."""
    number, anyone = rng.choice(((3, 3), (4, 2), (4, 2), (4, 3), (5, 1), (5, 2), (5, 2)))
    most = rng.choice((1, 3, 6))
    cells = [
        [rng.randint(0, most) if i != j and rng.random() < 0.5 else 0 for j in range(number + 1)]
        for i in range(number)
    ]
    return Sheet(cells=tuple(map(tuple, cells)), anyone=anyone)


@pytest.mark.parametrize("seed", range(4))
def test_papers_that_may_be_anything_make_ties_at_the_cut(seed):
    rng = random.Random(seed)
    for _ in range(130):
        sheet = level_at_the_cut(rng)
        assert outlook(sheet).possible == possible(sheet), sheet


@pytest.mark.parametrize(
    ("cells", "anyone", "can"),
    [
        (((0, 0, 2, 0, 0), (0, 0, 1, 0, 0), (0, 3, 0, 0, 1), (0, 1, 0, 0, 0)), 3, (0, 1, 2)),
        (((0, 1, 0, 0, 0), (0, 0, 3, 0, 0), (2, 1, 0, 2, 0), (3, 0, 0, 0, 0)), 3, (1, 2, 3)),
        (((0, 6, 1, 0, 0), (0, 0, 6, 5, 3), (6, 0, 0, 0, 0), (0, 3, 4, 0, 0)), 2, (0, 1)),
    ],
)
def test_who_wins_only_just_above_the_level_where_both_limits_meet(cells, anyone, can):
    """Rare tables: raising the level by one more is what lets somebody win."""
    sheet = Sheet(cells=cells, anyone=anyone)
    assert outlook(sheet).possible == possible(sheet) == can


def had_not_stood(sheet: Sheet, out: set[int]) -> tuple[int, ...]:
    """Every way in which papers without third choices could have been, from the papers as they are."""
    nobody = len(sheet.cells)
    standing = [one for one in range(nobody) if one not in out]
    anything = [(i, j) for i in standing for j in (*standing, nobody) if i != j] + [(nobody, nobody)]
    found: set[int] = set()
    for papers in ways(sheet):
        choices: Counter[tuple[tuple[int, int], ...]] = Counter()
        for i, j in papers:
            named = [one for one in (i, j) if one in standing]
            if not named and i in out:
                choices[tuple(anything)] += 1
            elif i in out or j in out:
                choices[tuple((named[0], third) for third in (*standing, nobody) if third != named[0])] += 1
            else:
                choices[((i, j),)] += 1
        for chosen in itertools.product(*(with_repeats(kinds, n) for kinds, n in choices.items())):
            found |= winners(standing, list(itertools.chain(*chosen)))
    return tuple(sorted(found))


def test_left_out_candidates_are_those_who_had_not_stood():
    """Against filling in third choices paper by paper, pools and groups too."""
    rng = random.Random(3)
    equal = 0
    for _ in range(400):
        number = rng.choice((3, 4))
        cells = [[int(i != j and rng.random() < 0.35) for j in range(number + 1)] for i in range(number)]
        one, *rest = range(number)
        seconds = tuple(sorted(rng.sample([*rest, number], 2)))
        pools = (Pool(first=one, seconds=seconds, papers=1),) if rng.random() < 0.5 else ()
        sheet = Sheet(cells=tuple(map(tuple, cells)), pools=pools)
        out = set(rng.sample(range(number), 1 if number == 3 else rng.choice((1, 2))))
        open_ = sum(n for i, row in enumerate(cells) for j, n in enumerate(row) if {i, j} & out)
        if open_ > 4 or (open_ > 3 and number == 4):
            continue
        found, truth = outlook(without(sheet, sorted(out))).possible, had_not_stood(sheet, out)
        assert set(found) >= set(truth), (sheet, out)
        equal += found == truth
        if not pools:
            assert found == truth, (sheet, out)
    assert equal > 150


def test_left_out_of_a_group_is_never_called_impossible_when_it_is_not():
    """Second preferences told only added together, and one of those they came from left out."""
    rng = random.Random(12)
    tried = equal = 0
    while tried < 100:
        papers = {2: rng.randint(0, 2), 3: rng.randint(1, 3)}
        whole = sum(papers.values())
        one = rng.randint(0, whole)
        counted = {0: one, 1: rng.randint(0, whole - one)}
        first = (rng.randint(0, 5), rng.randint(0, 5))
        cells = ((0, 0, 0, 0, first[0]), (0, 0, 0, 0, first[1]), (0,) * 5, (0,) * 5)
        sheet = Sheet(cells=cells, groups=(Group(papers=papers, counted=counted),))
        found, truth = outlook(without(sheet, [3])).possible, had_not_stood(sheet, {3})
        assert set(found) >= set(truth), (sheet, found, truth)
        tried += 1
        equal += found == truth
    assert equal >= 60  # often wider than the truth where firsts are as few as here; real ones are below


@pytest.mark.parametrize("name", ["west-midlands-2021", "tower-hamlets-2010", "london-2021"])
def test_real_elections_agree_with_linear_programmes(name):
    """A linear programme for each candidate, as the question `without` asks it, says the same."""
    pytest.importorskip("scipy")
    known = known_of(read(elections.path(name)))
    (sheet,) = sheets_of(known, 0).values()
    for out in range(1, 4):
        found = outlook(without(sheet, [out])).possible
        assert found == tuple(removal.possible(known, [out]))


def test_who_leaves_a_group_may_take_its_second_preferences_along():
    """Of ten papers six were counted for the first; five of those may have been the ones that left."""
    cells = ((0, 0, 0, 0, 20), (0, 0, 0, 0, 20), (0,) * 5, (0,) * 5)
    group = Group(papers={2: 5, 3: 5}, counted={0: 6, 1: 0})
    whole = Sheet(cells=cells, groups=(group,))
    assert outlook(whole).counted == (6, 0)
    left = outlook(without(whole, [3]))
    assert left.counted == (1, 0) and left.atmost[0] == 5 and left.anyone == 5


def unknown(sheet: Sheet) -> int:
    return sum(pool.papers for pool in sheet.pools) + 2 * sheet.anyone


@pytest.mark.parametrize("seed", range(4))
def test_equal_to_every_way_of_marking_the_unknown(seed):
    """At least 2,500 tables in all; a set of candidates level at the cut is often the only way to win."""
    rng = random.Random(seed)
    tried = 0
    while tried < 650:
        sheet = some_sheet(rng)
        if unknown(sheet) > 7:
            continue
        tried += 1
        found = outlook(sheet)
        assert found.searched
        if all(len(pool.seconds) > 1 for pool in sheet.pools) and rivals_can_be_avoided(sheet):
            assert found.possible == possible(sheet), sheet
        else:
            assert set(found.possible) >= set(possible(sheet)), sheet


def rivals_can_be_avoided(sheet: Sheet) -> bool:
    """Whether every pool may be for nobody: else some who remain may have to share it (not solved)."""
    return all(len(sheet.cells) in pool.seconds for pool in sheet.pools)


def test_the_unknown_left_out_is_the_plain_count():
    rng = random.Random(9)
    for _ in range(500):
        sheet = some_sheet(rng)
        known = Sheet(cells=sheet.cells, out=sheet.out)
        standing = [one for one in range(len(sheet.cells)) if one not in sheet.out]
        (papers,) = ways(known)
        found = outlook(known)
        assert found.exact and set(found.winners) == set(found.possible) == winners(standing, papers)


def test_squeeze_without_c():
    """{AB30 AC5 A5 BA10 BC10 B10 CA3 CB27 C5} without C: B certain, 57 against at most 48."""
    found = outlook(without(SQUEEZE, [2]))
    assert found.first == (43, 57, 0) and found.anyone == 5
    assert found.possible == found.winners == (1,)
    assert outlook(SQUEEZE).winners == (0,)


def test_a_second_preference_for_who_is_left_out_may_be_for_anybody():
    """A 5, B 4, C 3 with D second: without D the three may make B win 7 to 5, or go to A or to nobody."""
    table = Sheet(cells=((0, 0, 0, 0, 5), (0, 0, 0, 0, 4), (0, 0, 0, 3, 0), (0, 0, 0, 0, 0)))
    assert outlook(table).possible == (0,)
    found = outlook(without(table, [3]))
    assert found.possible == (0, 1) and found.counted == (0, 0) and found.atmost == (3, 3)


def test_tie_cliff_is_found():
    """{A40 B30 CB29}, and one paper that may be anything: three level remain and A wins, or B wins."""
    near = Sheet(cells=((0, 0, 0, 40), (0, 0, 0, 30), (0, 29, 0, 0)), anyone=1)
    assert outlook(near).winners == (1,) and outlook(near).possible == (0, 1)


@pytest.mark.parametrize("seed", range(2))
def test_groups_are_bounded_as_tightly_as_two_finalists_allow(seed):
    """Second preferences known only added together, as a declaration prints them."""
    rng = random.Random(seed)
    for _ in range(150):
        number = 4
        first = sorted((rng.randint(1, 6) for _ in range(2)), reverse=True)
        rows = {2: rng.randint(0, 2), 3: rng.randint(0, 2)}
        whole = sum(rows.values())
        one = rng.randint(0, whole)
        counted = {0: one, 1: rng.randint(0, whole - one)}
        cells = [[0] * (number + 1) for _ in range(number)]
        cells[0][4], cells[1][4] = first[0], first[1]
        sheet = Sheet(cells=tuple(map(tuple, cells)), groups=(Group(papers=rows, counted=counted),))
        if min(first) <= max(rows.values()):
            continue
        found = outlook(sheet)
        assert found.exact and found.counted == tuple(counted.values())
        assert found.possible == possible(sheet)
        gone = without(sheet, [3])
        everything = possible_without(sheet, 3)
        assert set(found_possible := outlook(gone).possible) >= set(everything), (sheet, found_possible)


def possible_without(sheet: Sheet, out: int) -> set[int]:
    """Who can win without one: each way to mark the group, then each way to mark what that leaves open."""
    found: set[int] = set()
    for papers in ways(sheet):
        cells = [[0] * (len(sheet.cells) + 1) for _ in sheet.cells]
        for i, j in papers:
            if i < len(cells):
                cells[i][j] += 1
        found |= set(possible(without(Sheet(cells=tuple(map(tuple, cells))), [out])))
    return found


def test_a_search_cut_short_says_so(monkeypatch):
    rows = tuple(tuple(0 for _ in range(11)) for _ in range(9))
    cells = (*rows, (0,) * 10 + (30,))
    flat = Sheet(cells=tuple((*row[:10], 10 + at) for at, row in enumerate(cells)), anyone=40)
    assert outlook(flat).searched
    monkeypatch.setattr(who_can_win, "NODES", 3)
    assert not outlook(flat).searched or outlook(flat).possible == tuple(range(10))
