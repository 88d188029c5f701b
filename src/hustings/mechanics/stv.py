"""The single transferable vote: one loop, composed of clauses that a rule's file names.

Whoever reaches the quota is elected; a surplus is transferred before anybody is excluded; the lowest is
excluded; whoever is left when only as many remain as places is elected. A stage is one such step, as official
reports count them. The clauses are functions: what the quota is, what the papers of a surplus are worth, in
which batches an excluded candidate's papers move, which comparisons resolve equality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage
from hustings.mechanics.arithmetic import Arithmetic, Value
from hustings.mechanics.ballots import Handling, ballots_of
from hustings.mechanics.equality import Comparison, extreme, pick
from hustings.mechanics.tally import Parcel, Tally

Quota = Callable[[int, int, Arithmetic], Value]
"""(valid papers, seats, arithmetic) to the quota in units."""

Surplus = Callable[[Tally, int, Value], None]
"""Transfers a surplus: (tally, whose, how much), leaving that candidate's votes at the quota."""

Batches = Callable[[Tally, int], Iterator[list[Parcel]]]
"""An excluded candidate's parcels in the batches that move together, each a stage of its own."""

Stages = Callable[[Papers, Draw, Contest], Iterator[Stage]]


def droop(valid: int, seats: int, of: Arithmetic) -> Value:
    """The whole number above valid / (seats + 1): the fraction is ignored, and one added.

    >>> from hustings.mechanics.arithmetic import decimals
    >>> droop(5732, 4, decimals(0))
    1147
    """
    return (valid // (seats + 1) + 1) * of.unit


def weighted_inclusive(tally: Tally, source: int, surplus: Value) -> None:
    """Every paper moves at (surplus x its value when received) / all votes credited, cut by the arithmetic.

    What cutting loses stays with nobody, under `rounding`.
    """
    credited, left = tally.votes[source], tally.votes[source] - surplus
    parcels, tally.parcels[source] = tally.parcels[source], []
    moved = tally.sort(parcels).sub
    tally.transfer(source, [(to, one, tally.of.divide(surplus * one.value, credited)) for to, one in moved])
    tally.lose(source, "rounding", tally.votes[source] - left)


def all_at_once(tally: Tally, source: int) -> Iterator[list[Parcel]]:
    """All papers of an excluded candidate move together, each at the value at which it was received."""
    yield tally.parcels[source]


def stv(
    *,
    of: Arithmetic,
    quota: Quota,
    surplus: Surplus,
    batches: Batches,
    equality: Sequence[Comparison],
    handling: Handling,
) -> Stages:
    """The stages of a count by these clauses: `first-preferences`, then `surplus` and `exclusion` in turn."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        tally = Tally(ballots=ballots_of(papers, handling), of=of)
        needed = quota(tally.valid(), contest.seats, of)
        count = _Count(tally, needed, contest.seats, equality, draw)
        yield count.stage("first-preferences")
        while len(tally.elected) < contest.seats and tally.continuing.any():
            if above := [one for one in tally.elected if tally.votes[one] > needed]:
                yield count.after_surplus(above, surplus)
            else:
                yield from count.after_exclusion(batches)

    return stages


class _Count:
    """One run of the loop: the tally, the quota, and what every stage has in common."""

    def __init__(
        self, tally: Tally, quota: Value, seats: int, equality: Sequence[Comparison], draw: Draw
    ) -> None:
        self.tally, self.quota, self.seats = tally, quota, seats
        self.equality, self.draw = equality, draw

    def after_surplus(self, above: Sequence[int], surplus: Surplus) -> Stage:
        """The highest surplus is transferred."""
        tally = self.tally
        largest = extreme({one: tally.votes[one] for one in above}, lowest=False)
        whose, equalities = self._pick(largest, False, "surplus", "has the surplus transferred first")
        surplus(tally, whose, tally.votes[whose] - self.quota)
        return self.stage("surplus", whose=tally.ids([whose]), equalities=equalities)

    def after_exclusion(self, batches: Batches) -> Iterator[Stage]:
        """The lowest is excluded, and the papers move in their batches."""
        tally = self.tally
        lowest = extreme({one: tally.votes[one] for one in tally.standing()}, lowest=True)
        out, equalities = self._pick(lowest, True, "exclusion", "is excluded")
        tally.continuing[out] = False
        excluded = tally.ids([out])
        for batch in list(batches(tally, out)):
            tally.parcels[out] = [one for one in tally.parcels[out] if one not in batch]
            tally.transfer(out, [(to, one, one.value) for to, one in tally.sort(batch).sub])
            yield self.stage("exclusion", whose=tally.ids([out]), eliminated=excluded, equalities=equalities)
            excluded, equalities = (), ()
            if len(tally.elected) == self.seats:
                return

    def _pick(
        self, tied: Sequence[int], lowest: bool, step: str, drawn: str
    ) -> tuple[int, tuple[Equality, ...]]:
        return pick(self.tally, tied, lowest=lowest, by=self.equality, draw=self.draw, step=step, drawn=drawn)

    def stage(self, step: str, **facts: object) -> Stage:
        """The stage that was made, with whoever has now reached the quota, or fills the last places."""
        tally = self.tally
        reached = [one for one in tally.standing() if tally.votes[one] >= self.quota]
        reached = sorted(reached, key=lambda one: -tally.votes[one])
        self._elect(reached)
        # As many continue as there are places: they are elected, whatever their votes.
        rest = tally.standing()
        filled = rest if len(rest) <= self.seats - len(tally.elected) else []
        filled = sorted(filled, key=lambda one: -tally.votes[one])
        self._elect(filled)
        return tally.stage_of(
            step,
            quota=Fraction(self.quota, tally.of.unit),
            elected=tally.ids([*reached, *filled]),
            filled=tally.ids(filled),
            **facts,
        )

    def _elect(self, people: Sequence[int]) -> None:
        self.tally.elected += people
        self.tally.continuing[list(people)] = False
