"""The fewest papers that elect a challenger: the best of a majority, every pair, and every set that is level.

Source: our own derivation. Sets are looked at in the order of what it costs to bring them level at the cut,
and no further once that alone costs as much as the best plan found: so the answer is exact, unless the number
of sets goes beyond the budget, and then it says down to what it is proved.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hustings.mechanics import sv_margin_moves, sv_margin_pairs
from hustings.mechanics.sv_margin import Held, Kind, Plan, by_majority, majority_moves
from hustings.mechanics.sv_margin_pairs import Pair
from hustings.mechanics.sv_margin_ties import Level, least_added, least_level
from hustings.mechanics.witness import Move

BUDGET = 4_000
"""How many sets of those who remain are looked at for one challenger, unless more is asked."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best plan for a challenger, and the number of papers down to which nothing better was overlooked.

    `plan` is None where no number of papers would do. `proved` is the plan's own number where it is exact;
    less where the budget ran out: no plan of fewer than `proved` papers exists.
    """

    plan: Plan | None
    proved: int | None

    @property
    def exact(self) -> bool:
        """Whether it is proved that no fewer papers would do."""
        return self.proved is None if self.plan is None else self.proved == self.plan.papers


def find(papers: Held, challenger: int, kind: Kind, *, ahead: int, ties: bool, budget: int = BUDGET) -> Found:
    """The fewest papers for a challenger to be elected (`ahead` 1) or to be in a lot for it (`ahead` 0).

    With `ties`, everybody level with the second remains, as the law has it; without, exactly two remain, or
    one has more than half of the first preferences.
    """
    best = by_majority(papers, challenger, kind)
    for bound, d in _opponents(papers, challenger, kind, ahead):
        if best is not None and bound >= best.papers:
            break
        plan = solved(Pair(papers, challenger, d, ahead), kind)
        if plan is not None and (best is None or plan.papers < best.papers):
            best = plan
    if not ties or len(papers.first) < 3:
        return Found(plan=best, proved=None if best is None else best.papers)
    below = None if best is None else best.papers
    level = find_level(papers, challenger, kind, ahead, below, budget)
    return level if level.plan is not None else Found(plan=best, proved=level.proved)


def find_level(
    papers: Held,
    c: int,
    kind: Kind,
    ahead: int,
    below: int | None,
    budget: int = BUDGET,
    told: Callable[[tuple[int, ...]], int] | None = None,
) -> Found:
    """The same with three or more who remain, if that takes fewer papers than `below` (None: any number).

    Where it does not, there is no plan, and what is proved is `below`, or less where the budget ran out.
    `told` says how many papers it takes at least if these remain, where more is known than the table.
    """
    best: Plan | None = None
    spent = 0
    # More is known than the table: then a set that the table makes idle may not be.
    idle = told is None
    for bound, rivals, leader in _sets(papers, c, kind, 5 * budget + 500, idle):
        if below is not None and bound >= below:
            break
        if spent >= budget or not rivals:
            return Found(plan=best, proved=bound)
        spent += max(1, 2 ** min(len(rivals), len(papers.first) - 1 - len(rivals)) // 16)
        group = Level(papers, c, rivals, leader, ahead, kind)
        plan = least_added(group) if kind == "added" else least_level(group)
        if plan is None:
            continue
        number = plan.papers if told is None else max(plan.papers, told((c, *rivals)))
        if below is None or number < below:
            best, below = plan, number
    return Found(plan=best, proved=below)


def solved(pair: Pair, kind: Kind) -> Plan | None:
    """The fewest papers for a pair."""
    if kind == "added":
        return sv_margin_pairs.added(pair)
    return sv_margin_pairs.altered(pair) if kind == "altered" else sv_margin_pairs.struck(pair)


def moves(papers: Held, plan: Plan, kind: Kind, ahead: int) -> list[Move]:
    """The papers of a plan, cell by cell of the table."""
    if plan.how == "majority":
        return majority_moves(papers, plan, kind)
    if plan.how == "two":
        return sv_margin_pairs.moves(papers, plan, ahead, kind)
    return sv_margin_moves.moves(papers, plan, ahead, kind)


def _opponents(papers: Held, c: int, kind: Kind, ahead: int) -> list[tuple[int, int]]:
    """Opponents, each with papers that are needed at least, fewest first."""
    bounds = []
    for d in papers.people():
        if d == c:
            continue
        pair = Pair(papers, c, d, ahead)
        short = ahead - pair.difference
        if kind == "altered":
            outside = [papers.first[x] + 1 for x in pair.others]
            up = [papers.first[c], papers.first[d]]
            bounds.append((max(0, -(-short // 2), _altered_cost(outside, up, papers.valid)), d))
            continue
        highest = max((papers.first[x] for x in pair.others), default=-1)
        lower = min(papers.first[c], papers.first[d])
        cut = highest + 1 - lower
        if kind == "struck":
            cut = sum(max(0, papers.first[x] + 1 - lower) for x in pair.others)
        bounds.append((max(0, short, cut), d))
    return sorted(bounds)


def _altered_cost(down: list[int], up: list[int], most: int) -> int:
    """The least over levels from 1 to `most` of what must go above it, or come below it, whichever is more.

    What must go falls with the level and what must come grows, both in straight pieces: the piece where they
    meet is found among the corners, and the place in it by division.
    """

    def goes(v: int) -> int:
        return sum(one - v for one in down if one > v)

    def comes(v: int) -> int:
        return sum(v - one for one in up if one < v)

    corners = sorted({1, most, *(one for one in (*down, *up) if 1 < one < most)})
    low, high = 0, len(corners) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if goes(corners[middle]) <= comes(corners[middle]) else (middle + 1, high)
    at = corners[low]
    if not low:
        return max(goes(at), comes(at))
    before = corners[low - 1]
    over = goes(before) - comes(before)
    slope = over - goes(at) + comes(at)
    meet = before + (over * (at - before)) // slope
    return min(max(goes(v), comes(v)) for v in (min(at, meet), min(at, meet + 1)))


def _sets(
    papers: Held, c: int, kind: Kind, steps: int, idle: bool
) -> Iterator[tuple[int, tuple[int, ...], int | None]]:
    """Sets of at least two rivals, and who of them may lead (None: the challenger), by least papers needed.

    Everybody else is put into the set or out of it one after another, best first; what the part that is
    settled costs is a lower bound for all that follow from it. After so many steps the last thing told is
    that bound, and nobody. With `idle`, sets are left out that need as many papers as a smaller one.
    """
    order = sorted((at for at in papers.people() if at != c), key=lambda at: (-papers.first[at], at))
    heap: list[tuple[int, int, tuple[int, ...], int]] = [(0, 0, (), c)]
    for _ in range(steps + 1):
        if not heap:
            return
        bound, depth, inside, leader = heapq.heappop(heap)
        if -depth == len(order):
            if len(inside) > 1:
                yield bound, inside, None if leader == c else leader
            continue
        one = order[-depth]
        settled = order[: -depth + 1]
        for now, who in ((inside, leader), ((*inside, one), leader), ((*inside, one), one)):
            if who != leader and leader != c:
                continue
            cost = _levelling(papers, c, kind, settled, now, who, idle)
            if cost is not None:
                heapq.heappush(heap, (max(bound, cost), depth - 1, now, who))
    if heap:
        yield heap[0][0], (), None


def _levelling(
    papers: Held,
    c: int,
    kind: Kind,
    settled: list[int],
    inside: tuple[int, ...],
    leader: int,
    idle: bool,
) -> int | None:
    """Papers that it takes at least to bring these level and keep those others of `settled` below.

    None where it cannot be, or where a smaller set does it for as many and it is `idle` to look. Until
    somebody else leads, it is not known whether the challenger must come down: only that it must not be
    below.
    """
    first = papers.first
    fixed = [first[one] for one in inside if one != leader] + ([first[c]] if leader != c else [])
    outside = [first[one] for one in settled if one not in inside]
    if kind == "struck":
        level = min([*fixed, first[leader], first[c]])
        if level < 1:
            return None
        return sum(one - level for one in fixed) + sum(max(0, one + 1 - level) for one in outside)
    raised = [papers.ceiling(one, c) for one in inside if idle and one != leader]
    most = min(raised, default=papers.valid)
    if kind == "added":
        level = max([1, *fixed, *(one + 1 for one in outside)])
        return None if level > most else sum(max(0, level - one) for one in (*fixed, first[leader]))
    down = [*fixed, *(one + 1 for one in outside)]
    return _altered_cost(down, [*fixed, first[leader]], max(1, min(most, max(first) + 1)))
