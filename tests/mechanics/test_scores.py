"""Scores of forecasts, beside their definitions written out plainly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.mechanics.scores import brier, covered, crps, log_score, pit

FIGURES = st.lists(st.floats(0, 1, allow_nan=False), min_size=1, max_size=12)


@given(FIGURES, st.floats(0, 1, allow_nan=False))
def test_the_ranked_score_is_its_definition(drawn: list[float], actual: float) -> None:
    away = sum(abs(one - actual) for one in drawn) / len(drawn)
    apart = sum(abs(one - other) for one in drawn for other in drawn) / (2 * len(drawn) ** 2)
    assert crps(np.array(drawn), actual) == pytest.approx(away - apart, abs=1e-9)


@given(FIGURES, st.floats(0, 1, allow_nan=False))
def test_the_place_among_draws_is_a_share(drawn: list[float], actual: float) -> None:
    below = sum(one < actual for one in drawn) + sum(one == actual for one in drawn) / 2
    assert pit(np.array(drawn), actual) == pytest.approx(below / len(drawn))


def test_scores_of_chances() -> None:
    assert brier({"a": 1.0, "b": 0.0}, "a") == 0 and brier({"a": 0.5, "b": 0.5}, "b") == 0.5
    assert brier({"a": 0.7, "b": 0.2, "c": 0.1}, "b") == pytest.approx(0.49 + 0.64 + 0.01)
    assert brier({"a": 1.0}, "somebody else") == 2
    assert log_score(1) == 0 and log_score(0.25) == pytest.approx(2 * math.log(2))


def test_honest_chances_score_best_on_average() -> None:
    """Both scores are proper: with a true chance of 0.7, no other chance has a lower mean."""
    for score in (lambda p, won: brier({"a": p, "b": 1 - p}, "a" if won else "b"), _log):
        mean = {p / 100: 0.7 * score(p / 100, True) + 0.3 * score(p / 100, False) for p in range(1, 100)}
        assert min(mean, key=lambda p: mean[p]) == 0.7


def _log(p: float, won: bool) -> float:
    return log_score(p if won else 1 - p)


def test_the_middle_range_is_the_middle() -> None:
    assert [covered(at, 0.5) for at in (0.2, 0.25, 0.5, 0.75, 0.8)] == [False, True, True, True, False]
