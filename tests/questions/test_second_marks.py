"""What a second preference is worth: counted draw by draw in plain Python, and refusals."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from hustings import desk
from hustings.errors import InputError, UsageError
from hustings.mechanics.forecast import Draws
from hustings.mechanics.second_worth import worths


def test_equal_to_counting_each_draw() -> None:
    rng = np.random.default_rng(5)
    first = rng.dirichlet([4, 4, 2, 1], 300)
    first[:30] = rng.dirichlet([40, 4, 2, 1], 30)  # more than half at once
    top = np.argsort(-first, axis=1)[:, :2]
    gains = rng.uniform(0, 0.15, (300, 2))
    winner = np.zeros(300, np.int64)
    draws = Draws(
        people=("a", "b", "c", "d"), first=first, top=top, final=gains[:, 0], gains=gains, winner=winner
    )
    found = {(one.first, one.second): one for one in worths(draws, Fraction(1, 20))}
    for x in range(4):
        for j in range(4):
            if x == j:
                continue
            counted = close = 0
            for row in range(300):
                a, b = top[row].tolist()
                if max(first[row]) > 0.5 or x in (a, b) or j not in (a, b):
                    continue
                counted += 1
                totals = [first[row, one] + gains[row, at] for at, one in enumerate((a, b))]
                close += abs(totals[0] - totals[1]) < 0.05
            assert found[x, j].counted == Fraction(counted, 300)
            assert found[x, j].close == Fraction(int(close), 300)
    assert any(one.close for one in found.values())


def test_london_2021_by_one_poll(data: Path) -> None:
    polls = data / "sv-polls" / "yougov-qmul-london-nov-2020" / "expected.json"
    answer = desk.ask("second-marks", polls, seed=1, draws=5000)
    assert answer.chances and not answer.findings
    rows = {row[:2]: row[2:] for row in answer.table("worth").rows}
    # Whoever is first on a paper and remains makes its second preference idle: leaders' seconds seldom count.
    khan, bailey, berry = "sadiq-khan", "shaun-bailey", "sian-berry"
    if (berry, khan) in rows:
        assert rows[berry, bailey][0] > rows[khan, bailey][0]
    assert desk.ask("second-marks", polls, seed=1, draws=5000) == answer


def test_what_is_refused(data: Path) -> None:
    polls = data / "sv-polls" / "yougov-qmul-london-nov-2020" / "expected.json"
    with pytest.raises(UsageError):
        desk.ask("second-marks", polls)
    with pytest.raises(InputError):
        desk.ask("second-marks", polls, seed=1, draws=5)
    with pytest.raises(InputError):
        desk.ask("second-marks", polls, seed=1, first="nobody-at-all")
