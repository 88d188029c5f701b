"""Elected candidates keep a part of every paper: the iterative counts of Meek and Warren.

Whoever is elected keeps just so much of each paper that the votes come to the quota, from papers that reach
that candidate at any time; the rest of the paper goes on. The quota falls as votes run out, and both are
found by iteration.

Source: Hill, Wichmann and Woodall, Algorithm 123, Computer Journal 30 (1987) 277-281, its program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import NO_FIRST, NO_FURTHER, Ballots, Handling, ballots_of
from hustings.mechanics.lots import by_lot, extreme
from hustings.mechanics.tally import end_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OF = decimals(12)
UNIT = OF.unit
"""The paper's program computes in floating point; here every product and quotient is cut at this place."""

ITERATIONS = 500
CLOSE = 10**5
"""Iteration ends once every elected candidate's votes are within 1/CLOSE of the quota (or at the limit)."""

Keeps = Callable[[int, int], int]
"""(what is left of a paper, an elected candidate's weight) to what that candidate keeps of it, in units."""


def fraction_of_the_rest(left: int, weight: int) -> int:
    """Meek: the fraction `weight` of what reaches the candidate."""
    return left * weight // UNIT


def up_to_a_price(left: int, weight: int) -> int:
    """Warren: `weight` of a vote, or all that is left where that is less."""
    return min(left, weight)


@dataclass(kw_only=True)
class _Table:
    """Who is what, each one's weight, and the votes and the quota of the last iteration, in units."""

    ballots: Ballots
    seats: int
    keeps: Keeps
    hopeful: list[int] = field(init=False)
    weight: dict[int, int] = field(default_factory=dict)
    votes: dict[int, int] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    quota: int = 0

    def __post_init__(self) -> None:
        self.hopeful = list(range(len(self.ballots.candidates)))

    def iterate(self) -> None:
        """Find the votes, the quota and the weights at which the elected keep the quota."""
        paths = paths_of(self.ballots, self.hopeful, self.weight)
        for _ in range(ITERATIONS):
            self.distribute(paths)
            valid = sum(self.votes.values())
            self.quota = valid // (self.seats + 1)
            if self._adjust():
                return

    def distribute(self, paths: Mapping[tuple[int, ...], int]) -> None:
        """Every paper to the elected on its path, and what is left to the hopeful or the end behind them."""
        self.votes = dict.fromkeys([*self.hopeful, *self.weight], 0)
        self.ended = defaultdict(int)
        for (*kept, last), papers in paths.items():
            left = UNIT
            for one in kept:
                keeps = self.keeps(left, self.weight[one])
                self.votes[one] += papers * keeps
                left -= keeps
            if last >= 0:
                self.votes[last] += papers * left
            elif kept or last != NO_FURTHER:
                self.ended[last] += papers * left
            else:
                self.ended[NO_NAME] += papers * left

    def _adjust(self) -> bool:
        """New weights of the elected; whether their votes were close enough to the quota before."""
        close = True
        for one, weight in self.weight.items():
            votes = self.votes[one]
            close = close and abs(self.quota - votes) * CLOSE <= votes
            self.weight[one] = min(UNIT, weight * self.quota // votes) if votes else UNIT
        return close


NO_NAME = -100
"""A path that holds nobody at all."""


def paths_of(
    ballots: Ballots, hopeful: Sequence[int], elected: Mapping[int, int]
) -> dict[tuple[int, ...], int]:
    """How many papers go along each path: the elected in order, then the first hopeful or why it ends."""
    import numpy as np

    on = np.zeros(len(ballots.candidates), bool)
    on[[*hopeful, *elected]] = True
    table, ranks = ballots.table(on), np.zeros(len(ballots.codes), np.int64)
    made: dict[tuple[int, ...], int] = defaultdict(int)
    waiting: dict[tuple[int, ...], NDArray[np.int64]] = {(): np.arange(len(ballots.codes))}
    while waiting:
        path, rows = waiting.popitem()
        went = ballots.follow(rows, ranks, table)
        for to in np.unique(went).tolist():
            here = rows[went == to]
            if to not in elected:
                made[(*path, to)] += int(ballots.papers[here].sum())
                continue
            ranks[here] += 1
            longer = path if to in path else (*path, to)
            there = waiting.get(longer)
            waiting[longer] = here if there is None else np.concatenate([there, here])
    return made


def keeping(keeps: Keeps, *, handling: Handling) -> Stages:
    """The stages of such a count: `first-preferences`, then `surplus` and `exclusion` in turn."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        count = _Run(
            table=_Table(ballots=ballots_of(papers, handling), seats=contest.seats, keeps=keeps), draw=draw
        )
        yield from count.stages()

    return stages


@dataclass(kw_only=True)
class _Run:
    table: _Table
    draw: Draw
    number: int = 1
    before: dict[int, int] | None = None

    def stages(self) -> Iterator[Stage]:
        table = self.table
        table.iterate()
        step = "first-preferences"
        out: list[int] = []
        equalities: list[Equality] = []
        while True:
            reached, tied, lots = self._reached()
            elected = self._elect(reached)
            self._exclude(tied)
            left = table.seats - len(table.weight)
            # As many hopeful as places: they are elected.
            filled = self._elect(table.hopeful) if len(table.hopeful) <= left else []
            yield self._stage(step, [*out, *tied], [*equalities, *lots], elected, filled)
            if len(table.weight) == table.seats or not table.hopeful:
                return
            if elected:
                table.iterate()
                step, out, equalities = "surplus", [], []
                continue
            # Nobody was elected: the one with the fewest votes is excluded.
            lowest, lot = self._lowest(table.hopeful, "exclusion")
            step, out, equalities = "exclusion", [lowest], lot
            self._exclude(out)
            if len(table.hopeful) > left:
                table.iterate()

    def _reached(self) -> tuple[list[int], list[int], list[Equality]]:
        """Who has the quota now; who goes because more have it than there are places; by which lots."""
        table = self.table
        reached = [one for one in table.hopeful if table.votes[one] >= table.quota]
        out: list[int] = []
        lots: list[Equality] = []
        left = table.seats - len(table.weight)
        if len(reached) > left:
            out = [one for one in table.hopeful if one not in reached]
        while len(reached) > left:
            lowest, lot = self._lowest(reached, f"over-quota-{len(reached)}")
            reached.remove(lowest)
            out, lots = [*out, lowest], [*lots, *lot]
        return reached, out, lots

    def _lowest(self, people: Sequence[int], step: str) -> tuple[int, list[Equality]]:
        votes, names = self.table.votes, self.table.ballots.candidates
        tied = extreme({one: votes[one] for one in people}, lowest=True)
        between = [names[one] for one in tied]
        chosen, lots = by_lot(between, self.draw, f"{step}-{self.number}", "is excluded")
        return names.index(chosen), list(lots)

    def _elect(self, people: Sequence[int]) -> list[int]:
        table = self.table
        people = sorted(people, key=lambda one: -table.votes[one])
        for one in people:
            table.hopeful.remove(one)
            votes = table.votes[one]
            table.weight[one] = min(UNIT, UNIT * table.quota // votes) if votes else UNIT
        return people

    def _exclude(self, people: Sequence[int]) -> None:
        for one in people:
            self.table.hopeful.remove(one)

    def _stage(
        self,
        step: str,
        out: Sequence[int],
        equalities: Sequence[Equality],
        elected: Sequence[int],
        filled: Sequence[int],
    ) -> Stage:
        table = self.table
        names = table.ballots.candidates
        before, self.before = self.before, dict(table.votes)
        self.number += 1

        def ids(people: Sequence[int]) -> tuple[str, ...]:
            return tuple(names[one] for one in people)

        return Stage(
            step=step,
            papers=table.ballots.total,
            votes={names[one]: OF.number(votes) for one, votes in sorted(table.votes.items())},
            added={
                names[one]: OF.number(table.votes.get(one, 0) - (before or {}).get(one, 0))
                for one in range(len(names))
                if before is not None and table.votes.get(one, 0) != before.get(one, 0)
            },
            accounts={
                NO_FIRST if end == NO_NAME else end_of(end): OF.number(lost)
                for end, lost in sorted(table.ended.items())
                if lost
            },
            quota=Fraction(table.quota, UNIT),
            # Who is elected, or goes without a place, at this stage passes nothing on before the next.
            whose=ids(out[:1])
            if step == "exclusion"
            else ids([one for one in table.weight if one not in (*elected, *filled)]),
            eliminated=ids(out),
            elected=ids([*elected, *filled]),
            filled=ids(filled),
            remaining=ids(table.hopeful),
            equalities=tuple(equalities),
            readings=table.ballots.doubtful if before is None else {},
        )
