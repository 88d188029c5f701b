"""Many supplementary votes at once are counted as one is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import array_api_strict
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.counting import count
from hustings.errors import UsageError
from hustings.mechanics import sv_batch
from hustings.mechanics.table import Table, profile_of
from hustings.rules.supplementary_vote import RULE

IDS = "abcdefghij"


def by_hand(papers: list[list[int]]) -> tuple[set[int], dict[int, int], set[int]]:
    """Who remains, with what totals, and who has the greatest: the clauses one after another."""
    first = [sum(row) for row in papers]
    second_highest = sorted(first, reverse=True)[1]
    remaining = {at for at, votes in enumerate(first) if votes >= second_highest}
    totals = {at: first[at] for at in remaining}
    for at, row in enumerate(papers):
        for to, number in enumerate(row[:-1]):
            if at not in remaining and to in remaining:
                totals[to] += number
    return remaining, totals, {at for at, total in totals.items() if total == max(totals.values())}


def greatest_of(found: sv_batch.Batch) -> np.ndarray:
    """Who has the greatest total of each election: whoever does not remain has none."""
    return np.asarray(found.totals == found.totals.max(axis=1, keepdims=True))


def small_tables(number: int, elections: int, most: int, seed: int) -> Any:
    """Tables with so few papers that many are level."""
    draw = np.random.default_rng(seed)
    tables = draw.integers(0, most + 1, (elections, number, number + 1))
    return tables * (draw.random(tables.shape) < 0.5)


@pytest.mark.parametrize("number", [2, 3, 4, 7])
@pytest.mark.parametrize("most", [1, 3, 40])
def test_tables_are_counted_by_the_clauses(number: int, most: int) -> None:
    tables = small_tables(number, 1_000, most, seed=number * most)
    found = sv_batch.count_tables(tables, at_once=300)
    lots = cut = 0
    for at, papers in enumerate(tables.tolist()):
        remaining, totals, greatest = by_hand(papers)
        assert set(np.flatnonzero(found.remaining[at])) == remaining
        assert {one: found.totals[at, one] for one in remaining} == totals
        assert found.totals[at].sum() == sum(totals.values())
        assert set(np.flatnonzero(greatest_of(found)[at])) == greatest
        assert found.winner[at] == (min(greatest) if len(greatest) == 1 else -1)
        assert found.lots[at] == (len(greatest) > 1)
        assert found.cut_ties[at] == (len(remaining) > 2)
        lots, cut = lots + (len(greatest) > 1), cut + (len(remaining) > 2)
    assert lots and (cut or number == 2)


def test_tables_are_counted_as_the_rule_counts_their_papers() -> None:
    waited = 0
    for number, most in ((3, 2), (4, 3), (5, 9)):
        tables = small_tables(number, 700, most, seed=most)
        found = sv_batch.count_tables(tables)
        for at, papers in enumerate(tables.tolist()):
            table = Table(candidates=tuple(IDS[:number]), papers=tuple(map(tuple, papers)))
            ours = count(RULE, profile_of(table))
            if ours.awaiting:
                waited += 1
                assert ours.awaiting.candidates == tuple(np.array([*IDS])[:number][greatest_of(found)[at]])
                assert found.winner[at] == -1
            else:
                assert ours.winner == IDS[found.winner[at]]
    assert waited > 100


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_shares_are_counted_as_fractions_are(data: st.DataObject) -> None:
    number = data.draw(st.integers(2, 5))
    eighths = st.integers(0, 8)
    first = data.draw(st.lists(st.lists(st.integers(0, 9), min_size=number, max_size=number), min_size=1))
    rows = data.draw(
        st.lists(st.lists(eighths, min_size=number, max_size=number), min_size=number, max_size=number)
    )
    found = sv_batch.count_shares(np.array(first), np.array(rows) / 8)  # eighths are exact as floats
    each = sv_batch.count_shares(np.array(first), np.array([rows] * len(first)) / 8, at_once=2)
    for at, votes in enumerate(first):
        second_highest = sorted(votes)[-2]
        left = [one for one in range(number) if votes[one] >= second_highest]
        totals = {
            one: votes[one]
            + sum(votes[x] * Fraction(rows[x][one], 8) for x in range(number) if x not in left)
            for one in left
        }
        greatest = [one for one in left if totals[one] == max(totals.values())]
        assert found.winner[at] == each.winner[at] == (greatest[0] if len(greatest) == 1 else -1)
        assert (
            [*np.flatnonzero(greatest_of(found)[at])] == [*np.flatnonzero(greatest_of(each)[at])] == greatest
        )
        assert {one: Fraction(found.totals[at, one]) for one in left} == totals


def test_three_equal_remain_and_their_papers_are_not_transferred() -> None:
    level = np.array([[[0, 0, 0, 40], [0, 0, 0, 30], [0, 30, 0, 0]]])
    found = sv_batch.count_tables(level)
    assert found.winner.tolist() == [0] and found.remaining.all() and found.totals.tolist() == [[40, 30, 30]]
    found = sv_batch.count_shares(np.array([[40, 30, 30]]), np.array([[0, 0, 0], [0, 0, 0], [0, 1, 0]]))
    assert found.winner.tolist() == [0] and found.totals.tolist() == [[40, 30, 30]]
    prior = np.array([[0, 0, 0, 1], [0, 0, 0, 1], [0, 1, 0, 0]])
    found = sv_batch.count_drawn(np.array([[40, 30, 30]]), prior, np.random.default_rng(1))
    assert found.winner.tolist() == [0] and found.totals.tolist() == [[40, 30, 30]]


def test_no_papers_at_all_wait_for_a_lot_between_all() -> None:
    found = sv_batch.count_tables(np.zeros((2, 3, 4), np.int64))
    assert found.lots.all() and greatest_of(found).all() and found.cut_ties.all()


@pytest.mark.parametrize("at_once", [1, 7, 1_000, 10_000])
def test_results_do_not_depend_on_how_elections_are_cut(at_once: int) -> None:
    draw = np.random.default_rng(5)
    first, rows = draw.gamma(2, size=(1_000, 6)), draw.dirichlet(np.ones(7), (1_000, 6))[..., :6]
    for transfers in (rows[0], rows):
        whole = sv_batch.count_shares(first, transfers)
        cut = sv_batch.count_shares(first, transfers, at_once=at_once)
        assert (whole.winner == cut.winner).all() and whole.totals.tobytes() == cut.totals.tobytes()


def test_what_stands_on_the_diagonal_of_transfers_is_never_read() -> None:
    draw = np.random.default_rng(6)
    first, rows = draw.gamma(2, size=(50, 4)), draw.dirichlet(np.ones(4), (50, 4))
    nothing = rows.copy()
    nothing[:, range(4), range(4)] = np.nan
    for transfers, bare in ((rows, nothing), (rows[0], nothing[0])):
        whole, without = sv_batch.count_shares(first, transfers), sv_batch.count_shares(first, bare)
        assert whole.totals.tobytes() == without.totals.tobytes() and not without.lots.any()


def test_drawn_transfers_have_the_moments_of_their_distribution() -> None:
    """Means and variances of Dirichlet parts, within five standard errors of 40,000 draws."""
    prior = np.array([[9, 1, 1, 1, 1], [1, 9, 1, 1, 1], [2.0, 1.0, 5.0, 3.0, 4.0], [0.5, 1.5, 1.0, 7.0, 0]])
    first = np.tile([0.4, 0.3, 0.2, 0.1], (40_000, 1))
    found = sv_batch.count_drawn(first, prior, np.random.default_rng(8))
    assert (found.remaining == [True, True, False, False]).all()
    for at in (0, 1):
        mean = variance = 0.0
        for votes, row in ((0.2, np.delete(prior[2], 2)), (0.1, np.delete(prior[3], 3))):
            share = row[at] / row.sum()
            mean += votes * share
            variance += votes**2 * share * (1 - share) / (row.sum() + 1)
        got = found.totals[:, at] - first[0, at]
        assert abs(got.mean() - mean) < 5 * (variance / len(got)) ** 0.5
        assert abs(got.var() / variance - 1) < 0.05


def test_drawn_transfers_win_as_often_as_whole_rows_do() -> None:
    draw = np.random.default_rng(2)
    prior = np.array([[0, 2, 1, 1, 3], [2, 0, 1, 2, 2], [1, 3, 0, 1, 2], [4, 1, 1, 0, 1.0]])
    first = draw.gamma([20, 18, 15, 12], size=(30_000, 4))
    rows = draw.gamma(prior, size=(30_000, 4, 5))
    rows /= rows.sum(axis=2, keepdims=True)
    whole = sv_batch.count_shares(first, rows[..., :4])
    three = sv_batch.count_drawn(first, prior, draw)
    often = [np.bincount(one.winner, minlength=4) / 30_000 for one in (whole, three)]
    assert abs(often[0] - often[1]).max() < 5 * (2 * 0.25 / 30_000) ** 0.5
    assert (whole.remaining == three.remaining).all()


def test_parts_too_small_to_be_told_from_nothing_name_nobody() -> None:
    prior = np.array([[0, 0, 0, 1], [0, 0, 0, 1], [1e-300, 0, 0, 0]])
    found = sv_batch.count_drawn(np.array([[3.0, 2, 1]] * 50), prior, np.random.default_rng(1))
    assert np.isfinite(found.totals).all() and (found.winner == 0).all()


def test_another_array_library_counts_the_same() -> None:
    draw = np.random.default_rng(4)
    tables = small_tables(4, 200, 3, seed=4)
    first, rows = draw.gamma(2, size=(200, 4)), draw.dirichlet(np.ones(5), (200, 4))[..., :4]
    strict = array_api_strict.asarray
    for ours, theirs in (
        (sv_batch.count_tables(tables), sv_batch.count_tables(strict(tables), at_once=64)),
        (sv_batch.count_shares(first, rows[0]), sv_batch.count_shares(strict(first), strict(rows[0]))),
        (sv_batch.count_shares(first, rows), sv_batch.count_shares(strict(first), strict(rows), 64)),
        (
            sv_batch.count_shares(tables[:, 0, :4], rows[0]),
            sv_batch.count_shares(strict(tables[:, 0, :4]), strict(rows[0])),
        ),
    ):
        for name in ("winner", "remaining", "totals", "lots", "cut_ties"):
            theirs_here = getattr(theirs, name)
            assert theirs_here.__array_namespace__() is array_api_strict
            assert (np.asarray(theirs_here) == getattr(ours, name)).all()


@pytest.mark.parametrize(
    "call",
    [
        lambda: sv_batch.count_tables(np.zeros((2, 3, 3), int)),
        lambda: sv_batch.count_tables(np.zeros((3, 4), int)),
        lambda: sv_batch.count_tables(np.zeros((0, 3, 4), int)),
        lambda: sv_batch.count_tables(np.zeros((4, 1, 2), int)),
        lambda: sv_batch.count_tables(np.zeros((4, 2, 3), int), at_once=0),
        lambda: sv_batch.count_shares(np.zeros((4, 3)), np.zeros((3, 4))),
        lambda: sv_batch.count_shares(np.zeros((4, 3)), np.zeros((5, 3, 3))),
        lambda: sv_batch.count_shares(np.zeros(3), np.zeros((3, 3))),
        lambda: sv_batch.count_drawn(np.zeros((4, 3)), np.ones((3, 3)), np.random.default_rng(1)),
        lambda: sv_batch.count_drawn(np.zeros((4, 3)), -np.ones((3, 4)), np.random.default_rng(1)),
        lambda: sv_batch.count_drawn(np.zeros((4, 3)), np.eye(3, 4), np.random.default_rng(1)),
        lambda: sv_batch.count_drawn(np.zeros((4, 3)), np.full((3, 4), np.nan), np.random.default_rng(1)),
    ],
)
def test_arrays_that_do_not_fit_are_refused(call: Any) -> None:
    with pytest.raises(UsageError):
        call()
