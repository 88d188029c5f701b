"""What if: real figures, sums that stay, what sheets keep back and bound, and edits that make no sense."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from explorer_tables import some_areas, some_edits
from hustings import elections
from hustings.desk import read
from hustings.errors import InputError
from hustings.mechanics.exploration import of_table, sheets_of
from hustings.mechanics.known import Known, known_of
from hustings.mechanics.left_out import without
from hustings.mechanics.sheet import Sheet
from hustings.mechanics.table import Table
from hustings.mechanics.what_if import Edits, Rate, Swing, apportioned, changed
from hustings.mechanics.who_can_win import outlook

SQUEEZE = Sheet(cells=((0, 30, 5, 5), (10, 0, 10, 10), (3, 27, 0, 5)))


def sheets(name: str) -> list[Sheet]:
    return list(sheets_of(known_of(read(elections.path(name))), 10).values())


def test_london_2021_unchanged_is_the_declared_count():
    """London Elects, Final Results 2021: Khan 1,206,034, Bailey 977,601 of 624,585 papers looked at."""
    found = outlook(changed(sheets("london-2021"), Edits()))
    totals = [found.first[at] + n for at, n in zip(found.remaining, found.counted, strict=True)]
    assert sorted(totals) == [977_601, 1_206_034] and found.looked_at == 624_585 and found.exact


def test_london_2021_flips_at_the_margin_of_a_swing():
    """Margin of victory 114,217 (228,433 / 2, up): 112 tenths of a per cent of Khan's papers are too few."""
    areas = sheets("london-2021")
    first = changed(areas, Edits()).first
    khan, bailey = first.index(1_013_721), first.index(893_051)
    by = {n: outlook(changed(areas, Edits(swings=(Swing(of=khan, to=bailey, share=n),)))) for n in (112, 113)}
    assert by[112].possible == (khan,) and by[113].possible == (bailey,)


def test_declared_totals_are_met_and_bind_what_is_not_told():
    """West Midlands 2021: the declared totals, whoever the second preferences came from."""
    areas = sheets("west-midlands-2021")
    found = outlook(changed(areas, Edits()))
    assert found.exact and len(found.possible) == 1


def test_a_share_of_second_preferences_is_met():
    now = changed([SQUEEZE], Edits(rates=(Rate(of=2, to=0, share=400),)))
    assert now.cells[2] == (14, 18, 0, 3)  # 40 % of 35; the other 21 as 27 to 5
    alone = changed([SQUEEZE], Edits(rates=(Rate(of=2, to=0, share=0), Rate(of=2, to=1, share=1000))))
    assert alone.cells[2] == (0, 35, 0, 0)


def test_who_named_nobody_else_shares_the_rest_with_nobody():
    one = Sheet(cells=((0, 10, 0), (0, 0, 5)))
    assert changed([one], Edits(rates=(Rate(of=0, to=1, share=300),))).cells[0] == (0, 3, 7)


def test_a_swing_keeps_second_preferences_and_turns_those_for_each_other():
    now = changed([SQUEEZE], Edits(swings=(Swing(of=1, to=0, share=1000),)))
    assert now.cells[:2] == ((0, 40, 15, 15), (0, 0, 0, 0))


def test_turnout_of_an_area():
    two = [SQUEEZE, Sheet(cells=((0, 2, 0, 2), (0, 0, 0, 0), (0, 0, 0, 1)))]
    assert changed(two, Edits(turnout={0: 0})).cells == two[1].cells
    assert changed(two, Edits(turnout={1: 500})).first == (42, 30, 36)  # half a paper is rounded up


def test_a_pact_of_two_who_both_go_out_does_nothing():
    """{AB23 BA22 C30 D25}: C wins 30 to 25 although the pair holds 45 %; no rate of exchange changes that."""
    four = Sheet(cells=((0, 23, 0, 0, 0), (22, 0, 0, 0, 0), (0, 0, 0, 0, 30), (0, 0, 0, 0, 25)))
    for there, back in ((0, 0), (1000, 1000), (500, 1000)):
        rates = (Rate(of=0, to=1, share=there), Rate(of=1, to=0, share=back))
        assert outlook(changed([four], Edits(rates=rates))).possible == (2,)


def test_tower_hamlets_2010_no_second_preference_mattered():
    """Rahman had 23,283 of 44,985: certain whatever any voter marked second, and no pact touches it."""
    areas = sheets("tower-hamlets-2010")
    assert outlook(changed(areas, Edits())).possible == (0,)
    full = (Rate(of=1, to=2, share=1000), Rate(of=2, to=1, share=1000))
    assert outlook(changed(areas, Edits(rates=full))).possible == (0,)
    # Without him nothing is certain before his voters' second preferences are told.
    assert outlook(changed(areas, Edits(out=(0,)))).possible == (1, 2, 3, 4)


def test_papers_are_never_lost_nor_made():
    rng = random.Random(5)
    for _ in range(400):
        areas = some_areas(rng)
        edits = some_edits(rng, areas)
        now = changed(areas, Edits(swings=edits.swings, rates=edits.rates, out=edits.out))
        assert sum(now.first) + now.anyone == sum(sum(one.first) for one in areas)
        assert all(n >= 0 for row in now.cells for n in row)
        assert all(pool.papers > 0 for pool in now.pools)
        assert not any(now.first[at] for at in edits.out)


def test_a_part_of_whole_numbers_is_off_by_less_than_one():
    rng = random.Random(6)
    for _ in range(500):
        weights = [rng.randint(0, 50) for _ in range(rng.randint(1, 8))]
        total = rng.randint(0, 200)
        parts = apportioned(total, weights)
        if not sum(weights):
            continue
        assert sum(parts) == total
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(total * weight, sum(weights))) < 1


def test_keeping_figures_together_never_rules_out_what_happens():
    """With every figure known there is an outcome; with small ones kept back it must stay possible."""
    rng = random.Random(7)
    tried = 0
    while tried < 400:
        number = rng.randint(3, 6)
        rows = [[rng.randint(0, 30) for _ in range(number + 1)] for _ in range(number)]
        table = Table(candidates=tuple("abcdef"[:number]), papers=tuple(map(tuple, rows)))
        whole, kept = of_table(table, 0), of_table(table, rng.choice((5, 10, 20)))
        if not kept.pools:
            continue
        tried += 1
        out = tuple(rng.sample(range(number), rng.choice((0, 1, 1, 2)) % (number - 1)))
        assert kept.first == whole.first
        exact, bounded = outlook(without(whole, out)), outlook(without(kept, out))
        assert set(exact.possible) <= set(bounded.possible)
        if out:
            continue
        assert bounded.remaining == exact.remaining
        for at, least, most in zip(bounded.remaining, bounded.counted, bounded.atmost, strict=True):
            assert least <= exact.counted[exact.remaining.index(at)] <= most


def test_a_rate_on_a_row_that_is_partly_known_stays_true():
    """Papers by the thousand, so that rounding is far below what decides."""
    rng = random.Random(8)
    for _ in range(300):
        rows = [[1000 * rng.randint(0, 9) for _ in range(4)] for _ in range(3)]
        table = Table(candidates=("a", "b", "c"), papers=tuple(map(tuple, rows)))
        whole, kept = of_table(table, 0), of_table(table, 5000)
        of, to = rng.sample(range(3), 2)
        edits = Edits(rates=(Rate(of=of, to=to, share=rng.randint(0, 1000)),))
        exact, bounded = changed([whole], edits), changed([kept], edits)
        for i, row in enumerate(exact.cells):
            for j, papers in enumerate(row):
                least = bounded.cells[i][j]
                most = least + sum(p.papers for p in bounded.pools if p.first == i and j in p.seconds)
                assert least - 2 <= papers <= most + 2


def test_one_figure_alone_is_not_kept_back():
    row = Table.of("abc", {"ab": 40, "ac": 3, "a": 12})
    (pool,) = of_table(row, 10).pools
    assert pool.seconds == (2, 3) and pool.papers == 15  # with the next smallest, else subtraction tells it
    assert of_table(row, 3).pools == () and of_table(row, 4).pools != ()  # below the number, not at it
    assert of_table(row, 0).pools == () and of_table(Table.of("abc", {"ab": 40}), 10).pools == ()


def test_published_figures_that_contradict_each_other_bind_nothing():
    """More second preferences counted than there are eliminated papers to carry them."""
    known = Known(candidates=("a", "b", "c"), first=(5, 4, 2), counted={0: 2, 1: 1})
    (sheet,) = sheets_of(known, 10).values()
    assert sheet.groups == () and sheet.first == (5, 4, 2)
    (fine,) = sheets_of(replace(known, counted={0: 1, 1: 1}), 10).values()
    assert outlook(fine).counted == (1, 1)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        (Edits(swings=(Swing(of=0, to=0, share=1),)), "to the same one"),
        (Edits(rates=(Rate(of=1, to=1, share=1),)), "to the same one"),
        (Edits(swings=(Swing(of=0, to=1, share=1001),)), "another share than 0 to 100 %"),
        (Edits(rates=(Rate(of=0, to=1, share=-1),)), "another share than 0 to 100 %"),
        (Edits(rates=(Rate(of=0, to=1, share=600), Rate(of=0, to=2, share=401))), "more than 100 %"),
        (Edits(rates=(Rate(of=0, to=1, share=1), Rate(of=0, to=1, share=1))), "more than 100 %"),
        (Edits(turnout={0: 2001}), "0 to 200 %"),
        (Edits(out=(0, 1)), "fewer than two candidates"),
    ],
)
def test_edits_that_make_no_sense(edits, words):
    with pytest.raises(InputError, match=words):
        changed([SQUEEZE], edits)
