"""Clauses of surpluses: which papers of somebody elected move, and what each is then worth.

Each takes (count, whose, the surplus) and leaves that candidate's votes at the quota. What cutting a transfer
value loses stands under `rounding`, what finds no continuing candidate under the name of its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hustings.mechanics.arithmetic import Value
from hustings.mechanics.ballots import ENDS
from hustings.mechanics.lots import extreme
from hustings.mechanics.stv import Count
from hustings.mechanics.tally import Moved, Parcel, Tally


def earliest_then_largest(count: Count, surpluses: dict[int, Value]) -> Sequence[int]:
    """A surplus of an earlier count goes first, then the largest."""
    earliest = min(count.elected_at[one] for one in surpluses)
    return extreme(
        {one: more for one, more in surpluses.items() if count.elected_at[one] == earliest}, lowest=False
    )


def weighted_inclusive(count: Count, source: int, surplus: Value) -> None:
    """Every paper moves at surplus x its value when received / all votes credited, cut by the arithmetic."""
    tally = count.tally
    credited, left = tally.votes[source], tally.votes[source] - surplus
    moved = tally.sort(tally.take(source))
    tally.transfer(source, [(to, one, tally.of.divide(surplus * one.value, credited)) for to, one in moved])
    tally.lose(source, "rounding", tally.votes[source] - left)


def by_surplus_fraction(count: Count, source: int, surplus: Value) -> None:
    """Every paper moves at its value x the surplus fraction (surplus / all votes credited), each cut."""
    tally = count.tally
    unit, divide, left = tally.of.unit, tally.of.divide, tally.votes[source] - surplus
    fraction = divide(surplus * unit, tally.votes[source])
    moved = tally.sort(tally.take(source))
    tally.transfer(source, [(to, one, divide(fraction * one.value, unit)) for to, one in moved])
    tally.lose(source, "rounding", tally.votes[source] - left)


def last_batch(count: Count, source: int, surplus: Value) -> None:
    """The transferable papers last received share the surplus, at no more than the value they had.

    What they cannot take up ends: there are not papers enough with a next preference.
    """
    tally = count.tally
    left = tally.votes[source] - surplus
    moved = tally.take_newest(source)
    scarce = sum(one.papers * one.value for _, one in moved) <= surplus
    share = None if scarce else tally.of.divide(surplus, sum(one.papers for _, one in moved))
    # A share is always less than the value the papers had, for together they are worth more than the surplus.
    tally.transfer(source, [(to, one, one.value if share is None else share) for to, one in moved])
    short = tally.votes[source] - left
    tally.lose(source, ENDS[0] if scarce else "rounding", short)


def unweighted_inclusive(count: Count, source: int, surplus: Value) -> None:
    """Every paper moves at surplus / all the candidate's papers; what each receives is cut to whole votes."""
    tally = count.tally
    left = tally.votes[source] - surplus
    parcels = tally.take(source)
    value = Fraction(surplus, sum(parcel.papers for parcel in parcels))
    alike = [Parcel(rows=one.rows, papers=one.papers, value=value, batch=one.batch) for one in parcels]
    in_whole_votes(tally, {source: tally.sort(alike)})
    tally.lose(source, "rounding", tally.votes[source] - left)


def whole_votes_as_received(count: Count, out: Sequence[int], batch: list[Parcel]) -> None:
    """The papers of those excluded move at the value received; what each receives is cut to whole votes.

    Cutting the sum of papers that came in several transfers may lose less than was cut from each of those.
    """
    tally = count.tally
    tally.batch += 1
    moved = {}
    for one in out:
        moved[one] = tally.sort(tally.take(one, batch))
    in_whole_votes(tally, moved)
    for one in out:
        tally.lose(one, "rounding", tally.votes[one] - credited(tally.parcels[one]))


def credited(parcels: Sequence[Parcel]) -> int:
    """The whole votes that parcels were credited as: those of one batch were cut together."""
    worth: dict[int, Value] = defaultdict(int)
    for one in parcels:
        worth[one.batch] += one.papers * one.value
    return sum(int(one) for one in worth.values())


def in_whole_votes(tally: Tally, moved: Mapping[int, Moved]) -> None:
    """Transfer parcels at the value they have, cutting what each receives in all to whole votes."""
    worth: dict[int, dict[int, Value]] = defaultdict(lambda: defaultdict(int))
    for source, sub in moved.items():
        tally.transfer(source, [(to, one, one.value) for to, one in sub])
        for to, one in sub:
            worth[to][source] += one.papers * one.value
    for to, shares in worth.items():
        total = sum(shares.values())
        lost = total - int(total)
        for source, share in shares.items():
            if lost:
                tally.cut(source, to, Fraction(lost * share) / total)
