"""Measured risk: printed figures of the sources, and never above the limit where the result is wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hustings.mechanics.risk import (
    INFLATOR,
    alpha,
    compared,
    comparison_size,
    few_errors,
    forgiveness,
    kaplan_markov,
    poll_forgiveness,
    polling_size,
    shrinking,
)

LIMIT = 0.05
RUNS = 4_000


def test_alpha_as_printed() -> None:
    # questions.md 4.9: identical to SHANGRLA at 50, 100 and 150 draws.
    drawn = np.random.default_rng(3).permutation([1.0] * 600 + [0.0] * 300 + [0.5] * 100)[:150]
    found = alpha(drawn, population=1000, upper=1, estimate=shrinking(0.6, weight=100, least=0.05))
    shown = np.minimum(found, 1)[[49, 99, 149]]
    assert shown[0] == 1
    assert f"{shown[1]:.6f}" == "0.128893" and f"{shown[2]:.8f}" == "0.00907537"


def test_alpha_as_shangrla_tests_it() -> None:
    # github.com/pbstark/SHANGRLA, tests/core/test_NonnegMean.py: test_alpha_mart, test_sample_size.
    halves = alpha([0.5] * 5, population=10**6, upper=1, estimate=shrinking(0.75))
    assert halves[0] == pytest.approx(1)
    found = alpha([1.0] * 8, population=1000, upper=1, estimate=lambda before, drawn, null: 0.75 + 0 * null)
    assert (found <= LIMIT).nonzero()[0][0] + 1 == 8


def test_the_shrinking_estimate_as_shangrla_tests_it() -> None:
    """test_shrink_trunc there: the larger of the null and a little, and the mean seen with the report."""
    for x in ([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]):
        for eta in (0.51, 0.55, 0.6):
            before = np.cumsum(x) - np.array(x)
            drawn, null = np.arange(10), (5 - before) / (10 - np.arange(10))
            found = shrinking(eta, weight=10)(before, drawn, null)
            for j in range(1, 11):
                least = null[j - 1] + (eta - 0.5) / 2 / math.sqrt(10 + j - 1)
                assert found[j - 1] == pytest.approx(max(least, (10 * eta + sum(x[: j - 1])) / (10 + j - 1)))


def test_few_errors_wagers_what_grows_fastest() -> None:
    for margin in (0.002, 0.02, 0.3):
        clean = 1 / (2 - margin)
        share = min(0.001, (clean - 0.5) / 25)
        mean = few_errors(clean, 2 * clean)(np.zeros(1), np.zeros(1), np.array([0.5]))[0]
        wager = (mean / 0.5 - 1) / (2 * clean - 0.5)

        def growth(wager: float, clean: float = clean, share: float = share) -> float:
            return (1 - share) * math.log1p(wager * (clean - 0.5)) + share * math.log1p(-wager / 2)

        assert 0 < wager < 2
        assert growth(wager) >= max(growth(wager * 0.999), growth(min(wager * 1.001, 1.9999)))


def test_what_has_been_drawn_can_settle_a_claim() -> None:
    every = alpha([1, 0, 1, 1, 0, 0, 1], population=7, upper=1, estimate=shrinking(0.6))
    assert every[-1] == 0 and (every[:-1] > 0).all()  # four of seven
    other = alpha([1, 0, 1, 1, 0, 0, 0], population=7, upper=1, estimate=shrinking(0.6))
    assert (other[:-1] == every[:-1]).all() and other[-1] >= 1
    assert kaplan_markov([1, 0, 1, 1, 0, 0, 1], population=7, forgiving=0.5)[-1] == 0
    assert kaplan_markov([1, 0, 1, 1, 0, 0, 0], population=7, forgiving=0.5)[-1] > 0


def test_kaplan_markov_as_shangrla_tests_it() -> None:
    # test_kaplan_markov there: with replacement, which a very large population comes to.
    large = 10**12
    assert kaplan_markov([1] * 5, population=large, forgiving=0)[-1] == pytest.approx(2**-5)
    with_a_zero = kaplan_markov([1] * 5 + [0], population=large, forgiving=0.1)
    assert with_a_zero.min() == pytest.approx((1.1 / 0.6) ** -5)
    assert with_a_zero[-1] == pytest.approx((1.1 / 0.6) ** -5 * 0.6 / 0.1)


def test_kaplan_markov_is_the_super_simple_rule() -> None:
    """Stark 2010: (1 - m/2g)^n / (1 - 1/2g)^o1 (1 - 1/g)^o2 (1 + 1/2g)^u1 (1 + 1/g)^u2."""
    population, margin = 10**9, 4 * 10**7
    errors = [0, 1, 0, -1, 2, 0, 0, -2, 1, 0, 0, 0]
    values, clean = compared(errors, margin=margin, most=2, units=population)
    assert values[0] == clean
    diluted = margin / population
    found = kaplan_markov(values, population=population, forgiving=forgiveness(diluted))[-1]
    simple = (1 - diluted / (2 * INFLATOR)) ** len(errors)
    for error in errors:
        simple /= 1 - error / (2 * INFLATOR)
    assert found == pytest.approx(simple, rel=1e-5)


def test_kaplan_markov_of_papers_is_bravo() -> None:
    # Lindeman, Stark and Yates 2012: each paper for the winner multiplies the evidence by 2s, each for the
    # loser by 2(1 - s), others leave it.
    population = 10**12
    values = [1, 0, 0.5, 1, 1, 0.5]
    found = kaplan_markov(values, population=population, forgiving=poll_forgiveness(0.42, 0.28))[-1]
    assert 1 / found == pytest.approx(1.2**3 * 0.8)


def test_sizes_as_published() -> None:
    # Lindeman and Stark 2012: 4.8 over the diluted margin at a limit of 10 %. BRAVO's averages: questions.md.
    assert 2 * INFLATOR * math.log(10) == pytest.approx(4.785, abs=5e-4)
    assert round(polling_size(0.60, 0.40, 0.10), 1) == 118.9
    assert round(polling_size(0.55, 0.45, 0.05), 1) == 607.7
    assert comparison_size(1581 / 44_985, 0.05) == 178
    assert polling_size(0.5, 0.0, 0.05) < 10  # nobody against
    assert comparison_size(0.05, 0.10) == 96 and comparison_size(0.05, 0.05) == 125


def test_a_clean_comparison_stops_where_the_plan_says_or_before() -> None:
    for margin in (100, 1_000, 30_000, 90_000):
        values, clean = compared([0] * 6_400, margin=margin, most=2, units=100_000)
        size = comparison_size(margin / 100_000, LIMIT)
        risk = kaplan_markov(values, population=100_000, forgiving=forgiveness(margin / 100_000))
        if size <= len(values):
            assert risk[size - 1] <= LIMIT
        estimate = few_errors(clean, 2 * clean)
        other = alpha(values, population=100_000, upper=2 * clean, estimate=estimate)
        assert (np.diff(other) <= 0).all() and other[min(size, 6_399)] <= 2 * LIMIT


def test_a_claim_is_true_exactly_where_the_mean_is_above_one_half() -> None:
    for margin in (1, 7, 40):
        for wrong in (margin - 1, margin, margin + 1):
            values, _ = compared([1] * wrong + [0] * (100 - wrong), margin=margin, most=2, units=100)
            mean = sum(values) / 100
            assert (mean > 0.5 + 1e-12) == (wrong < margin)


# -- Wrong results: the worst are those that are just not right ---------------------------------------------


def shuffled(values: list[float], runs: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.permuted(np.tile(np.asarray(values), (runs, 1)), axis=1)


def share_that_stop(risks: np.ndarray) -> float:
    """How many of the audits would have stopped at some draw."""
    return float((risks.min(axis=1) <= LIMIT).mean())


ALLOWED = LIMIT + 3 * math.sqrt(LIMIT * (1 - LIMIT) / RUNS)


@pytest.mark.parametrize(("ones", "noughts"), [(500, 500), (300, 300), (50, 50)])
@pytest.mark.parametrize("mean", [0.52, 0.6, 0.8])
def test_a_poll_of_a_tie_stops_no_more_often_than_the_limit(ones: int, noughts: int, mean: float) -> None:
    values = [1.0] * ones + [0.0] * noughts + [0.5] * (1000 - ones - noughts)
    drawn = shuffled(values, RUNS, seed=ones)[:, :600]
    assert share_that_stop(alpha(drawn, population=1000, upper=1, estimate=shrinking(mean))) <= ALLOWED
    reported = 2 * mean - 1  # the lead as reported, of papers for one of two
    forgiving = poll_forgiveness(0.5 + reported / 2, 0.5 - reported / 2)
    assert share_that_stop(kaplan_markov(drawn, population=1000, forgiving=forgiving)) <= ALLOWED


@pytest.mark.parametrize(("error", "margin"), [(2, 60), (1, 60), (2, 240), (1, 20), (-1, 60)])
def test_a_comparison_of_a_tie_stops_no_more_often_than_the_limit(error: int, margin: int) -> None:
    """Records that overstate the lead by exactly what it is: by two votes, by one, some the other way too."""
    units = 1000
    errors = [2] * (margin // 2) if error == 2 else [1] * margin
    if error == -1:
        errors = [2] * (margin // 2 + 30) + [-1] * 60
    errors += [0] * (units - len(errors))
    values, clean = compared(errors, margin=margin, most=2, units=units)
    assert sum(values) == pytest.approx(units / 2)
    drawn = shuffled(values, RUNS, seed=margin)[:, :700]
    estimate = few_errors(clean, 2 * clean)
    assert share_that_stop(alpha(drawn, population=units, upper=2 * clean, estimate=estimate)) <= ALLOWED
    forgiving = forgiveness(margin / units)
    assert share_that_stop(kaplan_markov(drawn, population=units, forgiving=forgiving)) <= ALLOWED


def test_bundles_of_a_tie_stop_no_more_often_than_the_limit() -> None:
    units, most, margin = 200, 100, 600
    errors = [100] * 4 + [50] * 4 + [0] * (units - 8)
    values, clean = compared(errors, margin=margin, most=most, units=units)
    assert sum(values) == pytest.approx(units / 2)
    drawn = shuffled(values, RUNS, seed=11)[:, :150]
    forgiving = forgiveness(2 * margin / (most * units))
    assert share_that_stop(kaplan_markov(drawn, population=units, forgiving=forgiving)) <= ALLOWED
    estimate = few_errors(clean, 2 * clean)
    assert share_that_stop(alpha(drawn, population=units, upper=2 * clean, estimate=estimate)) <= ALLOWED
