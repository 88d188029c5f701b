"""One order of exclusions: what it demands of the papers, and a bound for how far they are from meeting it.

Source: Magrino, Rivest, Shen and Wagner, "Computing the margin of victory in IRV elections" (EVT/WOTE 2011),
for the linear programme of an order; Blom, Stuckey, Teague and Tidhar, "Efficient computation of exact IRV
margins" (arXiv 1508.04885), for orders of which only the end is given. Both were read in abstract only; the
programme and the bounds are derived here. A solver proposes multipliers of the demands, and any multipliers
that are not negative give a bound (weak duality), which is added up in whole numbers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from hustings.mechanics._scipy import optimize

Kind = Literal["altered", "added", "struck"]
"""What is done to papers: they say something else, there are more of them, they are taken out."""

Ranking = tuple[int, ...]
"""Candidates by position, most preferred first, each once."""

Path = tuple[int, ...]
"""Where a paper lies in turn, by places in an order: with the first until that one is excluded, and so on."""

NEVER = 10**18
"""More than any number of papers."""

FINE = (1, 2, 6, 60, 2520, 10**6)
"""Multipliers are rounded to these fractions; each gives a bound, the closest counts."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What a round demands: the votes in round `at` of some, each by a weight, come to `least` or more.

    Rounds and candidates are counted by their places in the order: in round r those from place r on remain.
    """

    at: int
    weights: Mapping[int, int]
    least: int = 0


@dataclass(frozen=True)
class Order:
    """The papers as an order of exclusions sees them, the winner last; it may be only the end of an order.

    `papers` tells how many papers lie in turn with whom, `may` how many of them may be altered or struck out
    (all, unless told). Before an order that is only an end, everybody
    else was excluded, in whatever order.

    >>> order = Order.of((2, 0, 1), {(0, 1): 4, (1,): 3, (2, 0): 2})
    >>> order.votes(0), order.votes(1)
    ([2, 4, 3], [0, 6, 3])
    """

    people: tuple[int, ...]
    papers: Mapping[Path, int]
    may: Mapping[Path, int]

    @classmethod
    def of(
        cls, people: Sequence[int], cast: Mapping[Ranking, int], may: Mapping[Ranking, int] | None = None
    ) -> Order:
        """Sort rankings by where they lie in turn; `may` are those that may be altered or struck out."""
        papers = _sorted(people, cast)
        return cls(tuple(people), papers, papers if may is None else _sorted(people, may))

    def votes(self, at: int) -> list[int]:
        """Votes in a round, by place; those before it are excluded and have none."""
        return self.rounds[at]

    @cached_property
    def rounds(self) -> list[list[int]]:
        """Votes by round and place."""
        number = len(self.people)
        made = [[0] * number for _ in range(number)]
        for path, papers in self.papers.items():
            for at, holder in enumerate(holders(path, number)):
                if holder is not None:
                    made[at][holder] += papers
        return made

    def lacks(self, demand: Demand) -> int:
        """How much a demand lacks; 0 or less where it is met."""
        votes = self.rounds[demand.at]
        return demand.least - sum(weight * votes[one] for one, weight in demand.weights.items())

    def lowest(self, rounds: int | None = None) -> list[Demand]:
        """In each of so many rounds, nobody has fewer votes than the one at the round's place."""
        number = len(self.people)
        last = number - 1 if rounds is None else rounds
        return [
            Demand(at=at, weights={one: 1, at: -1}) for at in range(last) for one in range(at + 1, number)
        ]


def _sorted(people: Sequence[int], cast: Mapping[Ranking, int]) -> dict[Path, int]:
    place = {one: at for at, one in enumerate(people)}
    found: Counter[Path] = Counter()
    for ranking, number in cast.items():
        found[path_of(ranking, place)] += number
    return dict(sorted(found.items()))


def path_of(ranking: Ranking, place: Mapping[int, int]) -> Path:
    """Where a ranking lies in turn: each time with the next of those who are still there.

    >>> path_of((3, 1, 0, 2), {0: 0, 1: 1, 2: 2})
    (1, 2)
    """
    found: list[int] = []
    for one in ranking:
        at = place.get(one, -1)
        if at >= 0 and (not found or at > found[-1]):
            found.append(at)
    return tuple(found)


def holders(path: Path, number: int) -> Iterator[int | None]:
    """With whom a paper lies in each round in turn; None once it has no further preference."""
    turn = 0
    for at in range(number):
        if turn < len(path) and path[turn] < at:
            turn += 1
        yield path[turn] if turn < len(path) else None


def least_by_pairs(order: Order, demands: Sequence[Demand], kind: Kind) -> int:
    """A bound from each demand alone: one paper mends it by 2 where it is altered, by 1 added or struck."""
    most = max((order.lacks(one) for one in demands), default=0)
    return max(0, -(-most // (2 if kind == "altered" else 1)))


def least_by_others(
    end: Sequence[int], cast: Mapping[Ranking, int], first: Mapping[int, int], kind: Kind
) -> int:
    """A bound from those who must be excluded before the end of an order begins.

    Whoever is excluded then holds at least the own first preferences, and each of the end at most the papers
    that rank that one above the others of the end and above the excluded one; and has as many at least.
    """
    inside = set(end)
    held: Counter[int] = Counter()
    past: Counter[tuple[int, int]] = Counter()
    for ranking, number in cast.items():
        for at, one in enumerate(ranking):
            if one in inside:
                held[one] += number
                for before in ranking[:at]:
                    past[one, before] += number
                break
    most = max(
        (
            votes - held[one] + past[one, out]
            for out, votes in first.items()
            if out not in inside
            for one in end
        ),
        default=0,
    )
    return max(0, -(-most // (2 if kind == "altered" else 1)))


def least_by_programme(order: Order, demands: Sequence[Demand], kind: Kind) -> int | None:
    """A bound from all demands together; None where no number of papers meets them.

    Raises UsageError where scipy is missing.
    """
    proposed = _proposed(order, demands, kind)
    if proposed is None:
        return 0
    multipliers, sure = proposed
    best = 0
    for fine in FINE:
        bound = exact_bound(order, demands, [round(one * fine) for one in multipliers], kind)
        if bound is None:
            return None
        best = max(best, bound)
        if best >= sure:
            break
    return best


def exact_bound(
    order: Order, demands: Sequence[Demand], multipliers: Sequence[int], kind: Kind
) -> int | None:
    """The fewest papers that could mend the demands, each times its multiplier, all added up.

    None where no number of papers could. Negative multipliers are taken as 0.
    """
    number = len(order.people)
    worth = [[0] * number for _ in range(number)]
    lack = 0
    for demand, multiplier in zip(demands, multipliers, strict=True):
        if multiplier > 0:
            lack += multiplier * order.lacks(demand)
            for one, weight in demand.weights.items():
                worth[demand.at][one] += multiplier * weight
    if lack <= 0:
        return 0
    new = _most_worth(worth) if kind != "struck" else 0
    if kind == "added":
        return -(-lack // new) if new > 0 else None
    gains = sorted(
        ((new - _worth(worth, path, number), papers) for path, papers in order.may.items()), reverse=True
    )
    taken = 0
    for gain, papers in gains:
        if gain <= 0:
            return None
        if gain * papers >= lack:
            return taken + -(-lack // gain)
        taken, lack = taken + papers, lack - gain * papers
    return None


def _worth(worth: Sequence[Sequence[int]], path: Path, number: int) -> int:
    lies = enumerate(holders(path, number))
    return sum(worth[at][holder] for at, holder in lies if holder is not None)


def _most_worth(worth: Sequence[Sequence[int]]) -> int:
    """The most that a new paper can be worth, wherever it lies in turn."""
    number = len(worth)
    on = [0] * (number + 1)  # what a paper is worth from a round on that is free to go anywhere then
    for at in range(number - 1, -1, -1):
        best = 0  # or it names nobody further
        for one in range(at, number):
            stays = sum(worth[turn][one] for turn in range(at, one + 1))
            best = max(best, stays + on[one + 1])
        on[at] = best
    return on[0]


def flows(number: int) -> list[tuple[int, int]]:
    """From where to where new papers can go, by place; -1 is the ballot box."""
    return [(source, to) for to in range(number) for source in range(-1, to)]


def arrived(demand: Demand, flow: tuple[int, int]) -> int:
    """What a new paper that goes this way adds to a demand: it counts if it came before the round."""
    source, to = flow
    return demand.weights.get(to, 0) if source < demand.at <= to else 0


def _proposed(order: Order, demands: Sequence[Demand], kind: Kind) -> tuple[Sequence[float], int] | None:
    """Multipliers from the solver, and the bound that they should give; None where it finds none."""
    import numpy as np

    number = len(order.people)
    new = [] if kind == "struck" else flows(number)
    old = [] if kind == "added" else list(order.may)
    wide, box = len(new) + len(old), np.array([source < 0 for source, _ in new], float)
    rows = np.zeros((len(demands), wide))
    for at, demand in enumerate(demands):
        rows[at, : len(new)] = [-arrived(demand, flow) for flow in new]
    for column, path in enumerate(old, start=len(new)):
        lies = list(holders(path, number))
        rows[:, column] = [_weight(demand, lies[demand.at]) for demand in demands]
    goes = np.zeros((number, wide))
    for place in range(number):  # no more goes on from anybody than came
        goes[place, : len(new)] = [(source == place) - (to == place) for source, to in new]
    if kind == "altered":  # as many are put back as were taken out, or fewer: some name nobody
        goes = np.vstack([goes, np.concatenate([box, -np.ones(len(old))])])
    cost = np.concatenate([box if kind == "added" else 0 * box, np.ones(len(old))])
    ends = [-float(order.lacks(one)) for one in demands] + [0.0] * len(goes)
    bounds = [(0, None)] * len(new) + [(0, float(order.may[path])) for path in old]
    solve, above, below = optimize().linprog, np.vstack([rows, goes]), np.array(ends)
    solved = solve(cost, A_ub=above, b_ub=below, bounds=bounds, method="highs")
    sure = math.ceil(solved.fun - 1e-6) if solved.status == 0 else NEVER
    if solved.status != 0:
        # Said to be impossible: the least that demands must be missed by gives multipliers that prove it.
        missed = np.vstack([-np.eye(len(demands)), np.zeros((len(goes), len(demands)))])
        solved = solve(
            np.concatenate([0 * cost, np.ones(len(demands))]),
            A_ub=np.hstack([above, missed]),
            b_ub=below,
            bounds=[*bounds, *[(0, None)] * len(demands)],
            method="highs",
        )
        if solved.status != 0:
            return None
    return [-float(one) for one in solved.ineqlin.marginals[: len(demands)]], sure


def _weight(demand: Demand, holder: int | None) -> int:
    return 0 if holder is None else demand.weights.get(holder, 0)
