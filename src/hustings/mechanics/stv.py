"""The single transferable vote: one loop, composed of clauses that a rule's file names.

Whoever has what it takes is elected; a surplus is transferred before anybody is excluded, unless it may wait;
somebody is excluded; whoever is left when only as many remain as places is elected. A stage is one such step,
as official reports count them. The clauses are functions: of quota, surplus, exclusion and equality, most of
them in `surpluses` and `exclusions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.mechanics.arithmetic import Arithmetic, Value
from hustings.mechanics.ballots import Ballots, Handling, ballots_of
from hustings.mechanics.equality import Comparison, pick
from hustings.mechanics.lots import extreme
from hustings.mechanics.tally import Parcel, Tally

Quota = Callable[[int, int, Arithmetic], Value]
"""(valid papers, seats, arithmetic) to the quota in units."""


@dataclass(kw_only=True)
class Count:
    """A count in hand: the tally, the quota, and who was elected since the last stage was made.

    `elected_at` is the stage at which each of those elected was. Mutable, and local to one run of a rule.
    """

    tally: Tally
    quota: Value
    seats: int
    law: Clauses
    draw: Draw
    elected_at: dict[int, int] = field(default_factory=dict)
    reached: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)

    @property
    def places(self) -> int:
        """Places that are not yet filled."""
        return self.seats - len(self.tally.elected)

    @property
    def over(self) -> bool:
        """Whether every place is filled, or nobody is left to fill one."""
        return not self.places or not self.tally.continuing.any()

    def surpluses(self) -> dict[int, Value]:
        """Votes above the quota of those elected, where they have any."""
        votes = self.tally.votes
        return {one: votes[one] - self.quota for one in self.tally.elected if votes[one] > self.quota}

    def pick(
        self, tied: Sequence[int], *, lowest: bool, step: str, drawn: str
    ) -> tuple[int, tuple[Equality, ...]]:
        """One of those who are equal, by the law's comparisons or by lot."""
        by = self.law.equality
        if not lowest and self.law.surplus_equality is not None:
            by = self.law.surplus_equality
        return pick(self.tally, tied, lowest=lowest, by=by, draw=self.draw, step=step, drawn=drawn)

    def settle(self) -> None:
        """Elect whoever has what it takes, then whoever fills the last places."""
        self.quota = self.law.requotes(self)
        while not self.over and (reached := self.law.elects(self)):
            self.elect(reached)
        self.fill()

    def elect(self, reached: Sequence[int]) -> None:
        """Elect those who have what it takes."""
        self._elect(reached)
        self.reached += reached

    def fill(self) -> None:
        """Elect whoever fills the last places without having what it takes."""
        if not self.over and (rest := by_votes(self.tally, self.law.fills(self))):
            self._elect(rest)
            self.filled += rest

    def _elect(self, people: Sequence[int]) -> None:
        self.tally.elected += people
        self.tally.continuing[list(people)] = False
        self.elected_at |= dict.fromkeys(people, self.tally.stage)

    def stage(self, step: str, **facts: object) -> Stage:
        """The stage that was made, with whoever was elected at it."""
        tally = self.tally
        reached, filled, self.reached, self.filled = self.reached, self.filled, [], []
        return tally.stage_of(
            step,
            quota=Fraction(self.quota, tally.of.unit),
            elected=tally.ids([*reached, *filled]),
            filled=tally.ids(filled),
            **facts,
        )


Surplus = Callable[[Count, int, Value], None]
"""Transfers a surplus: (count, whose, how much), leaving that candidate's votes at the quota."""

Batches = Callable[[Tally, Sequence[int]], Iterator[list[Parcel]]]
"""The parcels of those excluded in the batches that move together."""

Out = tuple[Sequence[int], tuple[Equality, ...]]
"""Those excluded together, and the equalities resolved to choose them."""


def droop(valid: int, seats: int, of: Arithmetic) -> Value:
    """The whole number above valid / (seats + 1): the fraction is ignored, and one added.

    >>> from hustings.mechanics.arithmetic import decimals
    >>> droop(5732, 4, decimals(0))
    1147
    """
    return (valid // (seats + 1) + 1) * of.unit


def quota_stands(count: Count) -> Value:
    """The quota is found once."""
    return count.quota


def reaches_quota(count: Count) -> Sequence[int]:
    """Everybody whose votes equal or exceed the quota, the most votes first."""
    tally = count.tally
    return by_votes(tally, [one for one in tally.standing() if tally.votes[one] >= count.quota])


def as_many_as_places(count: Count) -> Sequence[int]:
    """Everybody who continues, where they are only as many as places are left."""
    rest = count.tally.standing()
    return rest if len(rest) <= count.places else []


def largest(count: Count, surpluses: dict[int, Value]) -> Sequence[int]:
    """The largest surplus goes first."""
    return extreme(surpluses, lowest=False)


def never(count: Count) -> bool:
    """No surplus waits."""
    return False


def the_lowest(count: Count) -> Out:
    """The one with the fewest votes."""
    votes = count.tally.votes
    fewest = extreme({one: votes[one] for one in count.tally.standing()}, lowest=True)
    out, equalities = count.pick(fewest, lowest=True, step="exclusion", drawn="is excluded")
    return [out], equalities


def all_at_once(tally: Tally, out: Sequence[int]) -> Iterator[list[Parcel]]:
    """All papers of those excluded move together, each at the value at which it was received."""
    yield [parcel for one in out for parcel in tally.parcels[one]]


def as_received(count: Count, out: Sequence[int], batch: list[Parcel]) -> None:
    """Every paper moves at the value at which it was received."""
    count.tally.move(out, batch)


def a_stage_for_each_batch(count: Count, out: Out) -> Iterator[Stage]:
    """Each batch of the papers of those excluded makes a stage, and whoever is elected takes no more."""
    people, equalities = out
    ids = eliminated = count.tally.ids(people)
    for batch in list(count.law.batches(count.tally, people)):
        count.law.moves(count, people, batch)
        count.settle()
        yield count.stage("exclusion", whose=ids, eliminated=eliminated, equalities=equalities)
        eliminated, equalities = (), ()
        if count.over:
            return


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """What a law says where laws differ; a rule's file names what is not as the commonest have it.

    `of` is what a vote may be worth, `handling` how doubtful ranks are read, `singly` that papers are taken
    one by one in an order. `quota` is found first, and anew by `requotes` whenever somebody may be elected;
    `elects` says who has what it takes, `fills` who takes the last places. `first` chooses the surplus that
    is transferred by `surplus`, unless it `waits`. `excludes` says who goes, `exclusion` how that makes
    stages, `batches` in what order the papers go and `moves` how. `equality` are the comparisons before a
    lot, in order, and `surplus_equality` those between surpluses where they are others.
    """

    of: Arithmetic
    surplus: Surplus
    equality: Sequence[Comparison]
    handling: Handling
    surplus_equality: Sequence[Comparison] | None = None
    singly: bool = False
    quota: Quota = droop
    requotes: Callable[[Count], Value] = quota_stands
    elects: Callable[[Count], Sequence[int]] = reaches_quota
    fills: Callable[[Count], Sequence[int]] = as_many_as_places
    first: Callable[[Count, dict[int, Value]], Sequence[int]] = largest
    waits: Callable[[Count], bool] = never
    excludes: Callable[[Count], Out] = the_lowest
    exclusion: Callable[[Count, Out], Iterator[Stage]] = a_stage_for_each_batch
    batches: Batches = all_at_once
    moves: Callable[[Count, Sequence[int], list[Parcel]], None] = as_received


def stv(law: Clauses, *, read: Callable[[Papers, Contest], Ballots] | None = None) -> Stages:
    """The stages of a count by these clauses: `first-preferences`, then `surplus` and `exclusion` in turn.

    `read` makes the rankings of the papers where they are more than rankings of candidates.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        ballots = read(papers, contest) if read else ballots_of(papers, law.handling, singly=law.singly)
        tally = Tally(ballots=ballots, of=law.of)
        quota = law.quota(tally.valid(), contest.seats, law.of)
        count = Count(tally=tally, quota=quota, seats=contest.seats, law=law, draw=draw)
        count.settle()
        yield count.stage("first-preferences")
        while not count.over:
            if count.surpluses() and not law.waits(count):
                yield after_surplus(count)
            else:
                yield from after_exclusion(count)

    return stages


def after_surplus(count: Count) -> Stage:
    """The stage at which one surplus is transferred."""
    surpluses = count.surpluses()
    whose, equalities = count.pick(
        count.law.first(count, surpluses),
        lowest=False,
        step="surplus",
        drawn="has the surplus transferred first",
    )
    count.tally.batch += 1
    count.law.surplus(count, whose, surpluses[whose])
    count.settle()
    return count.stage("surplus", whose=count.tally.ids([whose]), equalities=equalities)


def after_exclusion(count: Count) -> Iterator[Stage]:
    """The stages at which somebody is excluded."""
    out = count.law.excludes(count)
    count.tally.continuing[list(out[0])] = False
    yield from count.law.exclusion(count, out)


def by_votes(tally: Tally, people: Sequence[int]) -> list[int]:
    """These people, the most votes first."""
    return sorted(people, key=lambda one: -tally.votes[one])
