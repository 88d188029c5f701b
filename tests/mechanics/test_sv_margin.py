"""Margins of the supplementary vote: equal to brute force, counted again, proved to the last paper."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference_margins as reference
from hustings.mechanics import sv_margin_pairs
from hustings.mechanics.sv_margin import Held, held
from hustings.mechanics.sv_margin_pairs import Pair
from hustings.mechanics.sv_margin_search import Found, find, find_level, moves
from hustings.mechanics.sv_margin_ties import Level, _most, at_level, least_level
from hustings.mechanics.table import Table
from hustings.mechanics.witness import NONE
from reference_margin_programme import cheapest

SQUEEZE = Table.of("abc", {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5})
T1 = Table.of("abc", {"a": 40, "b": 30, "cb": 29})
MONOTONE = Table.of("abc", {"a": 37, "bc": 32, "ca": 31})
KINDS = ("altered", "added", "struck")


def margin(table, who, kind="altered", *, ahead=1, ties=False, may=None):
    found = find(held(table, may), table.candidates.index(who), kind, ahead=ahead, ties=ties)
    assert found.exact
    if found.plan is None:
        return None
    counted_again(held(table, may), found, kind, ahead)
    return found.plan.papers


def counted_again(papers: Held, found: Found, kind: str, ahead: int) -> None:
    """The moves of a plan make no more changes than it says, of papers that may be changed, and elect."""
    assert found.plan is not None
    made = moves(papers, found.plan, kind, ahead)
    rows = [list(row) for row in papers.rows]
    used: Counter[tuple[int, int]] = Counter()
    for move in made:
        assert (move.before is None) == (kind == "added") and (move.after is None) == (kind == "struck")
        if move.before:
            rows[move.before[0]][move.before[1]] -= move.papers
            used[move.before] += move.papers
    assert all(number <= papers.may[i][j] for (i, j), number in used.items())
    assert sum(move.papers for move in made) <= found.plan.papers
    for move in made:
        if move.after:
            rows[move.after[0]][move.after[1]] += move.papers
    after = Table(candidates=papers.table.candidates, papers=tuple(map(tuple, rows)))
    winners = after.winners()
    assert found.plan.challenger in winners and (len(winners) == 1 or not ahead)


# -- questions.md 4.2 and 4.3 ------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "expected"), [("altered", (3, 3)), ("added", (6, 5)), ("struck", (6, 5))])
def test_centre_squeeze(kind, expected):
    # B needs 6 more first preferences than it has to pass C; C is 5 behind A in the final.
    assert (margin(SQUEEZE, "b", kind), margin(SQUEEZE, "c", kind, ahead=0)) == expected
    assert margin(SQUEEZE, "c", kind) == {"altered": 3, "added": 6, "struck": 6}[kind]


def test_tie_cliff():
    assert T1.winners() == (1,)
    assert margin(T1, "a", "added", ties=True) == 1
    assert margin(T1, "a", "added") == 2
    one_more = Table.of("abc", {"a": 40, "b": 30, "cb": 30})
    assert one_more.remaining() == (0, 1, 2) and one_more.winners() == (0,)


def test_monotonicity():
    assert MONOTONE.winners() == (0,) and MONOTONE.totals() == {0: 68, 1: 32}
    two = Table.of("abc", {"a": 37, "ab": 2, "bc": 30, "ca": 31})
    assert two.winners() == (2,) and two.totals() == {0: 39, 2: 61}
    one = Table.of("abc", {"a": 37, "ab": 1, "bc": 31, "ca": 31})
    assert one.remaining() == (0, 1, 2) and one.winners() == (0,)


def test_whoever_wins_needs_no_paper():
    for kind in KINDS:
        assert margin(SQUEEZE, "a", kind, ties=True) == 0


def test_nobody_wins_an_election_by_striking_out_papers_without_a_first_preference():
    table = Table.of("abcd", {"ad": 5, "bd": 3, "cd": 1})
    assert margin(table, "d", "struck", ties=True) is None
    assert margin(table, "d", "struck", ahead=0, ties=True) is None


def test_an_empty_table():
    empty = Table.of("abc", {})
    assert margin(empty, "a", "altered") is None and margin(empty, "a", "struck") is None
    assert margin(empty, "a", "added") == 1
    assert margin(empty, "a", "altered", ahead=0, ties=True) is None


# -- brute force -------------------------------------------------------------------------------------------


def election(chance: random.Random, kind: str):
    """A tiny election: candidates, counts of the reference's cells, and the size up to which it looks."""
    k = chance.choice([2, 3, 3, 4])
    most = {2: 9, 3: 9, 4: 6}[k]
    papers = chance.randint(1, most if kind != "added" else most // 2 + 1)
    weights = [chance.random() ** 3 for _ in reference.cells(k)]
    drawn = Counter(chance.choices(range(len(weights)), weights, k=papers))
    return k, [drawn[at] for at in range(len(weights))], most


def rows(k, counts):
    cells = [[0] * (k + 1) for _ in range(k)]
    for (i, j), number in zip(reference.cells(k), counts, strict=True):
        cells[i][NONE if j is None else j] += number
    return tuple(map(tuple, cells))


@pytest.mark.parametrize(
    ("kind", "limited"), [(kind, False) for kind in KINDS] + [("altered", True), ("struck", True)]
)
def test_every_margin_is_that_of_brute_force(kind, limited):
    chance, seen = random.Random(f"{kind} {limited}"), Counter()
    for _ in range(400):
        k, counts, most = election(chance, kind)
        may = [chance.randint(0, number) for number in counts] if limited else None
        papers = held(Table(candidates=tuple("abcd"[:k]), papers=rows(k, counts)), may and rows(k, may))
        for who in range(k):
            for ahead, ties in ((0, False), (0, True), (1, False), (1, True)):
                found = find(papers, who, kind, ahead=ahead, ties=ties)
                expected = reference.nearest(k, counts, who, kind, ahead=ahead, ties=ties, most=most, may=may)
                if found.plan is None:
                    assert expected is None, (counts, may, who, ahead, ties)
                    continue
                if kind == "added" and found.plan.papers + sum(counts) > most:
                    assert expected is None, (counts, who, ahead, ties)
                    continue
                assert found.exact and found.plan.papers == expected, (counts, may, who, ahead, ties)
                counted_again(papers, found, kind, ahead)
                seen[found.plan.how] += 1
    assert min(seen[how] for how in ("majority", "two", "level")) > 5, seen


# -- larger elections --------------------------------------------------------------------------------------


def drawn(chance: random.Random, k: int, papers: int, even: float) -> Table:
    """An election of some size; the more `even`, the nearer the first preferences."""
    weights = [chance.gammavariate(3, 1) + even for _ in range(k)]
    made = []
    for weight in weights:
        seconds = [chance.random() ** 2 for _ in range(k + 1)]
        row = papers * weight / sum(weights)
        made.append(tuple(int(row * one / sum(seconds)) for one in seconds))
    return Table(candidates=tuple("abcdefgh"[:k]), papers=tuple(made))


@pytest.mark.parametrize("papers", [60, 3_000, 400_000])
def test_large_ones_come_out_when_counted_again(papers):
    chance = random.Random(papers)
    for _ in range(25):
        table = drawn(chance, chance.randint(3, 7), papers, chance.choice([0, 3, 30]))
        for kind in KINDS:
            who = chance.randrange(len(table.first))
            for ahead in (0, 1):
                counts = {}
                for ties in (False, True):
                    found = find(held(table), who, kind, ahead=ahead, ties=ties)
                    assert found.exact
                    counts[ties] = found.plan and found.plan.papers
                    if found.plan:
                        counted_again(held(table), found, kind, ahead)
                assert counts[True] <= counts[False] if counts[False] is not None else True


def test_sets_left_out_as_idle_are_never_best():
    """All sets, none left out because a smaller one does as well."""
    chance, level = random.Random(5), 0
    for _ in range(120):
        table = drawn(chance, chance.choice([4, 5, 6]), chance.choice([40, 5_000]), chance.choice([3, 40]))
        may = chance.choice([None, [[chance.randint(0, cell) for cell in row] for row in table.papers]])
        papers, kind = held(table, may), chance.choice(KINDS)
        who, ahead = chance.randrange(len(table.first)), chance.choice([0, 1])
        two = find(papers, who, kind, ahead=ahead, ties=False).plan
        every = find_level(papers, who, kind, ahead, two and two.papers, 10**6, lambda remaining: 0).plan
        found = find(papers, who, kind, ahead=ahead, ties=True, budget=10**6).plan
        best = every or two
        assert (found and found.papers) == (best and best.papers)
        level += every is not None
    assert level > 10


def test_sets_of_rivals_and_sets_of_others_give_the_same():
    chance = random.Random(6)
    for _ in range(60):
        table = drawn(chance, 6, 3_000, 20)
        c, *rest = chance.sample(range(6), chance.choice([3, 4, 5]))
        kind = chance.choice(["altered", "struck"])
        group = Level(held(table), c, tuple(rest), chance.choice([None, rest[0]]), 1, kind)
        v = chance.randint(1, 600)
        found = at_level(group, v)
        plain = [e - k for e, k in zip(found.excess, found.kept, strict=True)]
        quotients = []
        for some, have in group.sets:
            asked = sum(found.needs[r] for r in some)
            asked += sum(max(0, e - h) for e, h in zip(plain, have, strict=True))
            quotients.append(Fraction(asked, 1 + len(some) if kind == "altered" else 1))
        assert _most(group, found, plain) == max(quotients) * group.scale


def test_no_cut_is_overlooked():
    """The least over all cuts, one after another, is what halving finds."""
    chance = random.Random(11)
    for _ in range(60):
        table = drawn(chance, chance.randint(3, 6), chance.randint(5, 400), chance.choice([0, 5]))
        may = [[chance.randint(0, cell) for cell in row] for row in table.papers]
        papers = held(table, chance.choice([None, may]))
        c, d = chance.sample(range(len(table.first)), 2)
        pair = Pair(papers, c, d, chance.choice([0, 1]))
        others, difference = pair.others, pair.difference
        cuts = range(table.valid // 2 + 2)
        least = None
        for at in cuts:
            cut = sv_margin_pairs._cut(pair, at, others)
            enough = all(papers.first[x] - papers.may_first[x] <= at for x in others)
            if not enough or sv_margin_pairs._altered_lack(pair, cut, at, difference) > 0:
                continue
            if 2 * at + 2 > table.valid - pair.ahead:
                continue
            number = -(-sv_margin_pairs._halves(pair, cut, at, difference) // 2)
            least = number if least is None else min(least, number)
        found = sv_margin_pairs.altered(pair)
        assert (found and found.papers) == least


@pytest.mark.parametrize(("papers", "times"), [(300, 16), (400_000, 8)])
def test_a_floating_solver_never_finds_fewer(papers, times):
    """On small elections it finds the same; on large ones it may find more, and our papers show it."""
    chance = random.Random(papers)
    for _ in range(times):
        table = drawn(chance, chance.choice([3, 4]), papers, chance.choice([0, 3, 30]))
        may = [[chance.randint(0, cell) for cell in row] for row in table.papers]
        may = chance.choice([None, None, may])
        kind, who = chance.choice(["altered", "struck"]), chance.randrange(len(table.first))
        ahead = chance.choice([0, 1])
        found = find(held(table, may), who, kind, ahead=ahead, ties=True)
        other = cheapest(table.papers, who, ahead=ahead, ties=True, may=may, kind=kind)
        ours = found.plan and found.plan.papers
        if papers < 1_000:
            assert ours == other
        elif ours is not None:
            counted_again(held(table, may), found, kind, ahead)
            assert other is None or ours <= other


# -- one paper fewer cannot do: weak duality in exact fractions --------------------------------------------


def programme(table: Table, c: int, rivals: tuple[int, ...], leader: int | None, ahead: int):
    """The linear programme of a set that is level, from the rule alone: min cost x, rows x >= right, x >= 0.

    Unknowns: what goes from each cell, what comes to it, and the level itself.
    """
    k = len(table.first)
    cells = [(i, j) for i in range(k) for j in range(k + 1)]
    place = {cell: at for at, cell in enumerate(cells)}
    size = len(cells)
    lines, right = [], []

    def first(i):
        line = [0] * (2 * size + 1)
        for j in range(k + 1):
            line[place[i, j]], line[size + place[i, j]] = -1, 1
        return line, table.first[i]

    def total(r):
        line, number = first(r)
        for x in range(k):
            if x != c and x not in rivals:
                line[place[x, r]] -= 1
                line[size + place[x, r]] += 1
                number += table.papers[x][r]
        return line, number

    def at_least(line, number, least, level=0):
        """line x + number >= least + level * (the level)"""
        line = list(line)
        line[-1] -= level
        lines.append(line)
        right.append(least - number)

    everything = [-1] * size + [1] * size + [0]
    at_least(everything, 0, 0)
    at_least([-one for one in everything], 0, 0)
    for at, (i, j) in enumerate(cells):
        at_least([-1 if n == at else 0 for n in range(2 * size + 1)], table.papers[i][j], 0)
    for one in (c, *rivals):
        line, number = first(one)
        at_least(line, number, 0, level=1)
        if one != (c if leader is None else leader):
            at_least([-a for a in line], -number, 0, level=-1)
    for x in range(k):
        if x != c and x not in rivals:
            line, number = first(x)
            at_least([-a for a in line], -number, 1, level=-1)
    mine, number = total(c)
    for r in rivals:
        line, other = total(r)
        at_least([a - b for a, b in zip(mine, line, strict=True)], number - other, ahead)
    cost = [1] * size + [0] * (size + 1)
    return cost, lines, right


def proved_bound(cost, lines, right) -> int:
    """A number of papers below which the programme has no solution, proved with exact multipliers.

    A floating solver proposes multipliers; they are made fractions, and what they prove is added up exactly:
    if y >= 0 and no column of y lines exceeds its cost, nothing that fits costs less than y right.
    """
    from scipy.optimize import linprog

    found = linprog(cost, A_ub=[[-a for a in line] for line in lines], b_ub=[-b for b in right])
    assert found.status == 0
    y = [max(Fraction(0), Fraction(-one).limit_denominator(5_040)) for one in found.ineqlin.marginals]
    for column, price in enumerate(cost):
        assert sum(w * line[column] for w, line in zip(y, lines, strict=True) if line[column]) <= price
    bound = sum(w * b for w, b in zip(y, right, strict=True))
    return -(-bound.numerator // bound.denominator)


@pytest.mark.parametrize("papers", [2_000, 400_000])
def test_one_paper_fewer_cannot_bring_a_set_level(papers):
    chance = random.Random(papers)
    tight = short = 0
    for _ in range(20):
        table = drawn(chance, chance.choice([4, 5]), papers, 12)
        c, *some = chance.sample(range(len(table.first)), chance.choice([3, 4]))
        rivals = tuple(sorted(some))
        leader = chance.choice([None, *rivals])
        group = Level(held(table), c, rivals, leader, chance.choice([0, 1]), "altered")
        plan = least_level(group)
        if plan is None:
            continue
        bound = proved_bound(*programme(table, c, rivals, leader, group.ahead))
        assert plan.papers >= bound
        if plan.papers == bound:
            tight += 1
            continue
        # The level itself is a whole number: no level on either side of the best does it for fewer.
        short += 1
        lower, upper = plan.level - 1, plan.level + 1
        bounds = []
        for side, sign in ((plan.level, 0), (lower, -1), (upper, 1)):
            cost, lines, right = programme(table, c, rivals, leader, group.ahead)
            line = [0] * (len(cost) - 1)
            for way in (1, -1):
                if sign in (0, way):
                    lines.append([*line, way])
                    right.append(way * side)
            bounds.append(proved_bound(cost, lines, right))
        assert min(bounds) == plan.papers
    assert tight > 5, (tight, short)


# -- whatever people are called and however areas are cut --------------------------------------------------


@st.composite
def tables(draw):
    k = draw(st.integers(2, 4))
    cell = st.integers(0, 12)
    return Table(
        candidates=tuple("abcd"[:k]),
        papers=tuple(tuple(draw(cell) for _ in range(k + 1)) for _ in range(k)),
    )


@given(table=tables(), data=st.data())
def test_renaming_candidates_changes_nothing(table, data):
    k = len(table.first)
    order = data.draw(st.permutations(range(k)))
    renamed = Table(
        candidates=table.candidates,
        papers=tuple(
            tuple(table.papers[order[i]][order[j] if j < k else k] for j in range(k + 1)) for i in range(k)
        ),
    )
    kind = data.draw(st.sampled_from(KINDS))
    for at in range(k):
        one = find(held(renamed), at, kind, ahead=1, ties=True).plan
        other = find(held(table), order[at], kind, ahead=1, ties=True).plan
        assert (one and one.papers) == (other and other.papers)


@given(table=tables(), data=st.data())
def test_a_lot_never_costs_more_and_ties_never_cost_more(table, data):
    who = data.draw(st.integers(0, len(table.first) - 1))
    kind = data.draw(st.sampled_from(KINDS))
    costs = {}
    for ahead in (0, 1):
        for ties in (False, True):
            plan = find(held(table), who, kind, ahead=ahead, ties=ties).plan
            costs[ahead, ties] = 10**9 if plan is None else plan.papers
    for ties in (False, True):
        assert costs[0, ties] <= costs[1, ties] <= costs[0, ties] + 1 or costs[1, ties] == 10**9
    for ahead in (0, 1):
        assert costs[ahead, True] <= costs[ahead, False]


@given(table=tables())
def test_a_margin_is_no_secret_of_areas(table):
    doubled = table + table
    for who in range(len(table.first)):
        one = find(held(table), who, "altered", ahead=0, ties=True).plan
        two = find(held(doubled), who, "altered", ahead=0, ties=True).plan
        # Papers altered alike in both halves do it for the whole.
        assert (one is None) or (two is not None and two.papers <= 2 * one.papers)


def test_the_budget_is_said():
    table = Table.of("abcdef", {"a": 21, "b": 20, "c": 20, "d": 20, "e": 20, "f": 19, "fa": 1})
    whole = find(held(table), 5, "altered", ahead=1, ties=True)
    cut_short = find(held(table), 5, "altered", ahead=1, ties=True, budget=0)
    assert whole.exact and not cut_short.exact
    assert cut_short.proved is not None and cut_short.proved <= whole.plan.papers <= cut_short.plan.papers
