"""The smallest group of voters who gain under the supplementary vote by marking their papers otherwise.

Source: our own derivation; the rule is LDEDCA 2009 Sch 5B para 5. Members are known to prefer the challenger
to whoever is elected: the challenger is first on their papers, or second where the one elected is not first.
For each set of those who remain the fewest papers are a small programme in whole numbers (`mechanics.whole`),
whose bound is proved; sets that cannot beat the best found are not looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hustings.mechanics.table import Table
from hustings.mechanics.whole import Problem, Row, most
from hustings.mechanics.witness import NONE, Cell, Move

SETS = 2_000
"""So many sets of those who remain are looked at for one challenger."""


@dataclass(frozen=True, kw_only=True)
class Coalition:
    """So many `papers` of those whose voters prefer the challenger, marked otherwise, elect the challenger.

    `members` are all papers whose voters are known to. `papers` is None where they cannot gain. No fewer than
    `least` can. `remaining` are those who remain then.
    """

    challenger: int
    members: int
    papers: int | None
    least: int
    moves: tuple[Move, ...] = ()
    remaining: tuple[int, ...] = ()


def coalition(table: Table, elected: int, challenger: int, *, ahead: int = 1) -> Coalition:
    """The smallest coalition for a challenger to be elected (`ahead` 1) or to be in a lot for it (0).

    Raises UsageError where scipy is missing.

    >>> squeeze = {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5}
    >>> found = coalition(Table.of("abc", squeeze), 0, 1)
    >>> found.papers, found.moves
    (3, (Move(papers=3, before=(2, 1), after=(1, 2)),))
    """
    may = _members(table, elected, challenger)
    members = sum(may.values())
    best: Coalition | None = None
    unproved = members + 1
    fixed = [votes - sum(n for (i, _), n in may.items() if i == one) for one, votes in enumerate(table.first)]
    bounds = _Bounds(table, elected, challenger, members, tuple(fixed), ahead)
    for looked, (bound, remaining, leader) in enumerate(_sets(bounds)):
        limit = members + 1 if best is None or best.papers is None else best.papers
        if bound >= limit:
            break
        if looked >= SETS:
            unproved = bound
            break
        plan = _Plan(table, may, challenger, remaining, leader, ahead)
        found = plan.fewest(limit)
        unproved = min(unproved, found.least)
        if found.papers is not None:
            best = found
    if best is None or best.papers is None:
        return Coalition(challenger=challenger, members=members, papers=None, least=unproved)
    return Coalition(
        challenger=challenger,
        members=members,
        papers=best.papers,
        least=min(best.papers, unproved),
        moves=best.moves,
        remaining=best.remaining,
    )


def _members(table: Table, elected: int, challenger: int) -> dict[Cell, int]:
    """Papers whose voters are known to prefer the challenger, by cell."""
    people = range(len(table.first))
    cells = [(challenger, second) for second in (*people, NONE)]
    cells += [(first, challenger) for first in people if first not in (elected, challenger)]
    return {(i, j): table.papers[i][j] for i, j in cells if table.papers[i][j]}


@dataclass(frozen=True)
class _Bounds:
    """What cannot change, and so how many papers those who remain need at least.

    `fixed` are first preferences of papers that are no member's.
    """

    table: Table
    elected: int
    c: int
    members: int
    fixed: tuple[int, ...]
    ahead: int

    def least(self, inside: Sequence[int], outside: Sequence[int], leader: int | None) -> int | None:
        """A bound for every set with those inside and none of those outside; None where no number does.

        Those outside stay below the level, those inside, but for the leader, come down to it at most, and
        all inside come up to it: a paper lifts one of them by one.
        """
        first = self.table.first
        free = inside if leader is None else ()  # of two, both may be above the level
        level = max(
            [
                0,
                *(self.fixed[one] + 1 for one in outside),
                *(self.fixed[one] for one in inside if one != leader and one not in free),
            ]
        )
        # Whatever lifts them to the level is a member's paper, if not already somebody's who is no member.
        if sum(max(0, level - self.fixed[one]) for one in inside) > self.members:
            return None
        least = sum(max(0, level - first[one]) for one in inside)
        down = [first[one] + 1 for one in outside]
        down += [first[one] for one in inside if one != leader and one not in free]
        least = max(least, -(-(max(down, default=0) - min(first[one] for one in inside)) // 2))
        if self.elected in inside and len(inside) + len(outside) == len(first):
            # A member's paper adds one to the challenger's total and takes none from the other's.
            totals = self.table.totals(inside)
            if totals[self.elected] + self.ahead > self.members:
                return None
            least = max(least, totals[self.elected] + self.ahead - totals[self.c])
        return None if least > self.members else least


def _sets(bounds: _Bounds) -> Iterator[tuple[int, tuple[int, ...], int | None]]:
    """Sets of who remains with the challenger, by the fewest papers they could need, fewest first.

    Of two, both may be above the level (None); of more, the leader alone.
    """
    c, people = bounds.c, range(len(bounds.table.first))
    order = sorted((at for at in people if at != c), key=lambda at: (-bounds.fixed[at], at))
    heap: list[tuple[int, int, tuple[int, ...], int, int]] = []
    for d in order:
        least = bounds.least((c, d), [at for at in order if at != d], None)
        if least is not None:
            heapq.heappush(heap, (least, 0, (c, d), -1, len(order)))
    for leader in people:
        heapq.heappush(heap, (0, 1, (c,), leader, 0))
    while heap:
        least, _, inside, leader, depth = heapq.heappop(heap)
        if depth == len(order):
            if leader < 0 or (len(inside) > 2 and leader in inside):
                yield least, inside, None if leader < 0 else leader
            continue
        for now in (inside, (*inside, order[depth])):
            if order[depth] == leader and now is inside:
                continue
            out = [at for at in order[: depth + 1] if at not in now]
            bound = bounds.least(now, out, leader)
            if bound is not None:
                heapq.heappush(heap, (max(least, bound), len(order) - depth, now, leader, depth + 1))


@dataclass(frozen=True)
class _Plan:
    """The programme of one set of those who remain.

    Its variables are the level, papers taken by cell, papers put first for each who remains, and papers put
    first for anybody else with the challenger second.
    """

    table: Table
    may: dict[Cell, int]
    c: int
    remaining: tuple[int, ...]
    leader: int | None
    ahead: int

    def fewest(self, limit: int) -> Coalition:
        """The fewest papers, fewer than a limit."""
        cells, puts = list(self.may), self._puts()
        top = (self.table.valid + 1, *self.may.values(), *(limit for _ in puts))
        taken, put = range(1, 1 + len(cells)), range(len(cells) + 1, len(top))
        rows = [
            Row(
                weights=dict.fromkeys(taken, 1) | dict.fromkeys(put, -1),
                least=0,
                most=0,
            ),
            Row(weights=dict.fromkeys(taken, 1), most=limit - 1),
            *self._level(cells, puts),
            *self._totals(cells, puts),
        ]
        solved = most(Problem(top=top, rows=tuple(rows)), dict.fromkeys(taken, -1))
        members = sum(self.may.values())
        if solved.bound is None:
            return Coalition(challenger=self.c, members=members, papers=None, least=limit)
        if solved.at is None or solved.value is None:
            return Coalition(challenger=self.c, members=members, papers=None, least=-solved.bound)
        gone = [(cell, solved.at[at]) for at, cell in enumerate(cells, start=1)]
        new = [(cell, solved.at[at]) for at, cell in enumerate(puts, start=len(cells) + 1)]
        return Coalition(
            challenger=self.c,
            members=members,
            papers=-solved.value,
            least=-solved.bound,
            moves=_matched(gone, new),
            remaining=tuple(sorted(self.remaining)),
        )

    def _puts(self) -> list[Cell]:
        others = (
            []
            if self.leader is None
            else [at for at in range(len(self.table.first)) if at not in self.remaining]
        )
        return [(one, NONE if one == self.c else self.c) for one in (*self.remaining, *others)]

    def _first(self, one: int, cells: Sequence[Cell], puts: Sequence[Cell]) -> dict[int, int]:
        """How first preferences of somebody change with the variables."""
        weights = {at: -1 for at, (i, _) in enumerate(cells, start=1) if i == one}
        return weights | {at: 1 for at, (i, _) in enumerate(puts, start=len(cells) + 1) if i == one}

    def _level(self, cells: Sequence[Cell], puts: Sequence[Cell]) -> Iterator[Row]:
        """Two: both at the level or above. More: all at it, the leader perhaps above. All others below."""
        for one, votes in enumerate(self.table.first):
            weights = self._first(one, cells, puts) | {0: -1}
            if one not in self.remaining:
                yield Row(weights=weights, most=-1 - votes)
            elif self.leader is None or one == self.leader:
                yield Row(weights=weights, least=-votes)
            else:
                yield Row(weights=weights, least=-votes, most=-votes)

    def _total(self, one: int, cells: Sequence[Cell], puts: Sequence[Cell]) -> dict[int, int]:
        """How the total of somebody who remains changes with the variables."""
        weights = self._first(one, cells, puts)
        for start, group, sign in ((1, cells, -1), (len(cells) + 1, puts, 1)):
            for at, (i, j) in enumerate(group, start=start):
                if j == one and i not in self.remaining:
                    weights[at] = weights.get(at, 0) + sign
        return weights

    def _totals(self, cells: Sequence[Cell], puts: Sequence[Cell]) -> Iterator[Row]:
        totals = self.table.totals(self.remaining)
        own = self._total(self.c, cells, puts)
        for one in self.remaining:
            if one != self.c:
                weights = dict(own)
                for at, weight in self._total(one, cells, puts).items():
                    weights[at] = weights.get(at, 0) - weight
                yield Row(
                    weights={at: weight for at, weight in weights.items() if weight},
                    least=self.ahead + totals[one] - totals[self.c],
                )


def _matched(gone: list[tuple[Cell, int]], new: list[tuple[Cell, int]]) -> tuple[Move, ...]:
    """Each paper taken with what it says then; the challenger first, the old first preference is second."""
    made: dict[tuple[Cell, Cell], int] = {}
    waiting = [[cell, papers] for cell, papers in new if papers]
    for before, papers in gone:
        while papers:
            put = waiting[0]
            cell, left = put
            assert isinstance(cell, tuple) and isinstance(left, int)
            some = min(papers, left)
            after = (cell[0], before[0]) if cell[1] == NONE and before[0] != cell[0] else cell
            made[before, after] = made.get((before, after), 0) + some
            papers -= some
            if left == some:
                waiting.pop(0)
            else:
                put[1] = left - some
    return tuple(Move(papers=n, before=before, after=after) for (before, after), n in made.items())
