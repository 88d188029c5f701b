"""Bounds from sums by area, against every table that fits; shares found again where they are the same."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hustings import desk
from hustings.errors import UsageError
from hustings.mechanics.known import Known, known_of
from hustings.mechanics.transfers import ELSE, NONE, Flows, bounds, flows_of, shares


def tables(first: tuple[int, ...], reached: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table of whole papers with these sums of rows and columns."""
    if not first:
        if not any(reached):
            yield ()
        return
    for row in itertools.product(*(range(min(first[0], most) + 1) for most in reached)):
        if sum(row) == first[0]:
            left = tuple(most - taken for most, taken in zip(reached, row, strict=True))
            for rest in tables(first[1:], left):
                yield (row, *rest)


def test_bounds_are_the_least_and_most_of_every_table_that_fits() -> None:
    rng, asked = random.Random(3), 0
    for _ in range(300):
        rows, columns = rng.randint(1, 3), rng.randint(2, 3)
        made = [[rng.randint(0, 3) for _ in range(columns)] for _ in range(rows)]
        first = tuple(map(sum, made))
        reached = tuple(map(sum, zip(*made, strict=True)))
        flows = Flows(
            areas=("",),
            sources=tuple((row,) for row in range(rows)),
            targets=tuple(range(columns)),
            first=(first,),
            reached=(reached,),
        )
        every = list(tables(first, reached))
        for row, column in itertools.product(range(rows), range(columns)):
            held = [table[row][column] for table in every]
            span = bounds(flows)[row][column]
            assert (span.least, span.most) == (min(held), max(held))
            asked += 1
    assert asked > 1_000


def test_bounds_of_the_whole_are_those_of_its_areas_added() -> None:
    flows = Flows(
        areas=("n", "s"),
        sources=((0,), (1,)),
        targets=(2, NONE),
        first=((60, 40), (10, 90)),
        reached=((70, 30), (10, 90)),
    )
    whole, north, south = bounds(flows), bounds(flows, 0), bounds(flows, 1)
    for row, column in itertools.product(range(2), range(2)):
        parts = [north[row][column], south[row][column]]
        assert whole[row][column].least == sum(one.least for one in parts)
        assert whole[row][column].most == sum(one.most for one in parts)


def synthetic(seed: int, areas: int, noise: float) -> tuple[Flows, np.ndarray, np.ndarray]:
    """Areas made from known shares: the same everywhere, or (with noise) drawn about them in each area."""
    rng = np.random.default_rng(seed)
    share = np.array([[0.6, 0.1, 0.3], [0.1, 0.7, 0.2], [0.3, 0.3, 0.4], [0.05, 0.15, 0.8]])
    first = rng.multinomial(6_000, rng.dirichlet([4, 3, 2, 1], areas))
    reached, true = np.zeros((areas, 3), int), np.zeros((4, 3), int)
    for at, row in itertools.product(range(areas), range(4)):
        here = rng.dirichlet(share[row] / noise) if noise else share[row]
        went = rng.multinomial(first[at, row], here)
        reached[at] += went
        true[row] += went
    flows = Flows(
        areas=tuple(map(str, range(areas))),
        sources=((0,), (1,), (2,), (3,)),
        targets=(4, 5, NONE),
        first=tuple(map(tuple, first.tolist())),
        reached=tuple(map(tuple, reached.tolist())),
    )
    return flows, true, share


def test_shares_that_are_the_same_everywhere_are_found_again() -> None:
    flows, true, share = synthetic(1, 120, 0)
    found = shares(flows, draws=60, seed=1)
    assert np.abs(np.array(found.share) - share).max() < 0.02
    inside = (np.array(found.low) - 0.01 <= share) & (share <= np.array(found.high) + 0.01)
    assert inside.all()
    assert (np.array(found.low) < found.share).all() and (np.array(found.share) < found.high).all()
    assert found == shares(flows, draws=60, seed=1) and found != shares(flows, draws=60, seed=2)
    for row, column in itertools.product(range(4), range(3)):
        span = bounds(flows)[row][column]
        assert span.least <= true[row, column] <= span.most


def test_shares_that_vary_are_found_about() -> None:
    flows, true, _ = synthetic(2, 200, 0.05)
    found = np.array(shares(flows, draws=20, seed=1).share)
    assert np.abs(found - true / true.sum(axis=1, keepdims=True)).max() < 0.12


def test_every_source_s_shares_add_to_one_and_none_is_below_nought() -> None:
    rng = np.random.default_rng(4)
    for _ in range(20):
        first, reached = rng.integers(0, 90, (9, 3)), rng.integers(0, 90, (9, 2))
        flows = Flows(
            areas=tuple("abcdefghi"),
            sources=((0,), (1,), (2,)),
            targets=(3, NONE),
            first=tuple(map(tuple, first.tolist())),
            reached=tuple(map(tuple, reached.tolist())),
        )
        found = shares(flows, draws=3, seed=1)
        for each in (found.share, found.low, found.high):
            assert all(-1e-12 <= one <= 1 + 1e-12 for row in each for one in row)
        assert all(abs(sum(row) - 1) < 1e-9 for row in found.share)


def test_the_fit_is_as_good_as_that_of_another_solver() -> None:
    from scipy.optimize import LinearConstraint, minimize

    flows, _, _ = synthetic(5, 12, 0.2)
    first, reached = np.array(flows.first, float), np.array(flows.reached, float)
    weight = 1 / np.sqrt(first.sum(axis=1, keepdims=True))

    def off(of: np.ndarray) -> float:
        return float((((first @ of.reshape(4, 3) - reached) * weight) ** 2).sum())

    ours = off(np.array(shares(flows, draws=1, seed=1).share).reshape(-1))
    sums = LinearConstraint(np.kron(np.eye(4), np.ones((1, 3))), 1, 1)
    theirs = minimize(
        off, np.full(12, 1 / 3), bounds=[(0, 1)] * 12, constraints=[sums], method="SLSQP", tol=1e-12
    )
    assert ours <= theirs.fun * (1 + 1e-6)


def test_areas_that_cannot_tell_candidates_apart_are_refused() -> None:
    alike = Flows(
        areas=("n", "s", "w"),
        sources=((0,), (1,)),
        targets=(2, NONE),
        first=((10, 20), (20, 40), (30, 60)),
        reached=((10, 20), (20, 40), (30, 60)),
    )
    with pytest.raises(UsageError, match="cannot tell the candidates apart"):
        shares(alike, draws=2, seed=1)


def test_small_candidates_are_pooled_so_that_the_areas_suffice() -> None:
    first = tuple(range(100, 82, -1))  # 18 candidates
    part = Known(candidates=tuple("abcdefghijklmnopqr"), first=first, marked=tuple([10] * 18))
    areas = {str(at): part for at in range(14)}
    whole = Known(
        candidates=part.candidates, first=tuple(14 * one for one in first), marked=(140,) * 18, areas=areas
    )
    flows = flows_of(whole, None, (0, 1))
    assert [len(pool) for pool in flows.sources] == [1, 1, 1, 15]  # a third of 14 areas
    assert [len(pool) for pool in flows_of(whole, 6, (0, 1)).sources] == [1] * 5 + [13]
    assert flows.targets == (0, 1, ELSE, NONE)
    assert all(sum(a) == sum(b) for a, b in zip(flows.first, flows.reached, strict=True))


def test_london_2016_as_counted_by_ward_and_as_declared(data: Path) -> None:
    """GLA's ward file against the declared second count (expected.json): the estimate fails, bounds hold."""
    reading = desk.read(data / "sv" / "london-2016-wards" / "wards.csv")
    known = known_of(reading)
    flows = flows_of(known, None, known.remaining())
    assert len(flows.areas) == 663 and sum(flows.papers) == 2_596_961
    assert [sum(column) for column in zip(*flows.reached, strict=True)][:2] == [388_090, 250_214]
    found, spans = shares(flows, draws=2, seed=1), bounds(flows)
    out = [row for row, pool in enumerate(flows.sources) if not set(pool) & set(flows.targets)]
    declared = {0: 161_427, 1: 84_859}
    for column, papers in declared.items():
        assert sum(spans[row][column].least for row in out) <= papers
        assert sum(spans[row][column].most for row in out) >= papers
    implied = [sum(flows.papers[row] * found.share[row][column] for row in out) for column in declared]
    assert implied[0] < declared[0] / 5 and implied[1] < declared[1]  # docs/explanation/transfers.md
    assert [round(one, -2) for one in implied] == [17_700, 55_300]
