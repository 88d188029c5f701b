"""Linear questions about whole numbers, answered so that no floating-point number has the last word.

Source: weak duality of linear programming (Schrijver, Theory of Linear and Integer Programming, 1986, §7.4;
known to us at second hand): where every variable is bounded, *any* multipliers of the rows give a bound that
holds. A floating solver proposes solutions and multipliers; a solution counts once it was checked in whole
numbers, a bound once it was added up exactly. Between the two, branch and bound.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hustings.mechanics._scipy import optimize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NODES = 400
"""So many branches are looked at before the bound reached so far is given."""

FINE = (1, 2, 6, 60, 1000, 10**6)
"""Denominators to which multipliers are rounded; each gives a bound, the closest counts."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One condition: the sum of `weights` times variables is at least `least` and at most `most`."""

    weights: Mapping[int, int]
    least: int | None = None
    most: int | None = None

    def holds(self, at: Sequence[int]) -> bool:
        """Whether these values meet it."""
        total = sum(weight * at[one] for one, weight in self.weights.items())
        return (self.least is None or total >= self.least) and (self.most is None or total <= self.most)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Whole variables from 0 to `top` each, under `rows`."""

    top: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Most:
    """The greatest value of an objective: `at` is the best solution found, `bound` what no solution exceeds.

    The value is exact where `proved`. `bound` is None where no solution exists at all, and that is proved.
    """

    at: tuple[int, ...] | None
    value: int | None
    bound: int | None

    @property
    def proved(self) -> bool:
        """Whether the value found is the greatest, or it is certain that there is no solution."""
        return self.value == self.bound


Box = tuple[tuple[int, ...], tuple[int, ...]]
"""Lower and upper ends of the variables."""


def most(problem: Problem, objective: Mapping[int, int]) -> Most:
    """The greatest value that an objective takes; raises UsageError where scipy is missing.

    >>> problem = Problem(top=(9, 9), rows=(Row(weights={0: 2, 1: 3}, most=13),))
    >>> most(problem, {0: 1, 1: 1})
    Most(at=(6, 0), value=6, bound=6)
    """
    whole = (0,) * len(problem.top), problem.top
    open_: list[tuple[int, Box]] = [(_bound(problem, objective, whole, ()), whole)]
    at: tuple[int, ...] | None = None
    value: int | None = None
    for _ in range(NODES):
        open_ = [one for one in open_ if value is None or one[0] > value]
        if not open_:
            break
        open_.sort(key=lambda one: one[0])
        above, box = open_.pop()
        found = _relaxed(problem, objective, box)
        if found is None:
            continue
        bound = min(above, found.bound)
        here = _whole(problem, found.x, box)
        if here is not None and (value is None or _value(objective, here) > value):
            at, value = here, _value(objective, here)
        if value is None or bound > value:
            open_ += [(bound, part) for part in _halves(found.x, box)]
    left = [bound for bound, _ in open_] + ([] if value is None else [value])
    return Most(at=at, value=value, bound=max(left, default=None))


def _value(objective: Mapping[int, int], at: Sequence[int]) -> int:
    return sum(weight * at[one] for one, weight in objective.items())


@dataclass(frozen=True, kw_only=True)
class _Relaxed:
    """The solution of one box in floating point, and a bound for whole solutions there that is exact."""

    x: Sequence[float]
    bound: int


def _relaxed(problem: Problem, objective: Mapping[int, int], box: Box) -> _Relaxed | None:
    """None where the box certainly holds no solution."""
    solved = _solve(problem, objective, box, elastic=False)
    if solved is not None:
        x, multipliers = solved
        value = sum(weight * x[one] for one, weight in objective.items())
        sure = math.floor(value + 1e-6)
        return _Relaxed(x=x, bound=_bound(problem, objective, box, multipliers, sure))
    # Said to have none: the least that rows must be broken by gives multipliers that prove it.
    solved = _solve(problem, objective, box, elastic=True)
    if solved is not None and _bound(problem, {}, box, solved[1], -1) < 0:
        return None
    x = solved[0] if solved else [(low + high) / 2 for low, high in zip(*box, strict=True)]
    return _Relaxed(x=x, bound=_bound(problem, objective, box, ()))


def _bound(
    problem: Problem,
    objective: Mapping[int, int],
    box: Box,
    multipliers: Sequence[float],
    sure: int | None = None,
) -> int:
    """The closest whole bound that these multipliers give; none closer than `sure` is sought."""
    bounds: list[int] = []
    for fine in FINE:
        exact = [round(one * fine) for one in multipliers]
        bounds.append(_exact_bound(problem, objective, box, exact, fine))
        if not exact or (sure is not None and bounds[-1] <= sure):
            break
    return min(bounds)


def _exact_bound(
    problem: Problem, objective: Mapping[int, int], box: Box, multipliers: Sequence[int], fine: int
) -> int:
    """What the objective cannot exceed: multipliers times ends of rows, what is left at ends of the box.

    Multipliers are in parts of `fine`, and all is added in whole numbers of such parts.
    """
    rest = {one: weight * fine for one, weight in objective.items()}
    bound = 0
    for row, multiplier in zip(problem.rows, multipliers, strict=False):
        end = row.most if multiplier > 0 else row.least
        if not multiplier or end is None:
            continue
        bound += multiplier * end
        for one, weight in row.weights.items():
            rest[one] = rest.get(one, 0) - multiplier * weight
    low, high = box
    bound += sum(left * (high[one] if left > 0 else low[one]) for one, left in rest.items() if left)
    return bound // fine


def _whole(problem: Problem, x: Sequence[float], box: Box) -> tuple[int, ...] | None:
    """The nearest whole numbers, if they are in the box and meet every row."""
    at = tuple(round(one) for one in x)
    inside = all(low <= one <= high for low, one, high in zip(box[0], at, box[1], strict=True))
    return at if inside and all(row.holds(at) for row in problem.rows) else None


def _halves(x: Sequence[float], box: Box) -> list[Box]:
    """The box in two, on either side of the variable that is furthest from a whole number."""
    low, high = box
    wide = [one for one in range(len(x)) if low[one] < high[one]]
    if not wide:
        return []
    split = max(wide, key=lambda one: abs(x[one] - round(x[one])))
    cut = min(max(math.floor(x[split] + 1e-9), low[split]), high[split] - 1)
    below, above = list(high), list(low)
    below[split], above[split] = cut, cut + 1
    return [(low, tuple(below)), (tuple(above), high)]


def _solve(
    problem: Problem, objective: Mapping[int, int], box: Box, *, elastic: bool
) -> tuple[list[float], list[float]] | None:
    """The linear programme of a box: values and multipliers of rows; None where the solver finds none.

    `elastic`: the rows may be broken, and are as little as possible.
    """
    import numpy as np

    number, equal, under = len(problem.top), [], []
    for at, row in enumerate(problem.rows):
        if row.least is not None and row.least == row.most:
            equal.append((at, 1, row.least))
            continue
        under += [(at, 1, row.most)] if row.most is not None else []
        under += [(at, -1, -row.least)] if row.least is not None else []
    cost = np.zeros(number + (2 * len(equal) + len(under) if elastic else 0))
    if elastic:
        cost[number:] = 1
    else:
        for one, weight in objective.items():
            cost[one] = -weight
    bounds = [*zip(*box, strict=True), *([(0, None)] * (len(cost) - number))]
    given: dict[str, Any] = {}
    for name, group, start, both in (
        ("eq", equal, number, True),
        ("ub", under, number + 2 * len(equal), False),
    ):
        if group:
            given[f"A_{name}"] = _matrix(problem, group, len(cost), start if elastic else None, both)
            given[f"b_{name}"] = np.array([end for _, _, end in group], float)
    found = optimize().linprog(cost, bounds=bounds, method="highs", **given)
    if found.x is None or found.status != 0:
        return None
    multipliers = [0.0] * len(problem.rows)
    for group, dual in ((equal, found.eqlin.marginals), (under, found.ineqlin.marginals)):
        for (at, sign, _), value in zip(group, dual, strict=True):
            multipliers[at] -= sign * float(value)
    return [float(one) for one in found.x[:number]], multipliers


def _matrix(
    problem: Problem, group: Sequence[tuple[int, int, int]], width: int, slack: int | None, both: bool
) -> NDArray[np.float64] | Any:
    """The rows of a group, with what may break them from column `slack` on (both ways, for equalities)."""
    import numpy as np

    columns, rows, values = [], [], []
    for place, (at, sign, _) in enumerate(group):
        weights = problem.rows[at].weights
        columns += list(weights)
        values += [sign * one for one in weights.values()]
        rows += [place] * len(weights)
        if slack is not None:
            breaks = (
                [(slack + place, -1)] if not both else [(slack + 2 * place, 1), (slack + 2 * place + 1, -1)]
            )
            columns += [column for column, _ in breaks]
            values += [value for _, value in breaks]
            rows += [place] * len(breaks)
    if len(group) * width < 50_000:
        dense = np.zeros((len(group), width))
        dense[rows, columns] = values
        return dense
    from scipy.sparse import csr_array

    return csr_array((np.array(values, float), (rows, columns)), shape=(len(group), width))
