"""Clauses of exclusions: who may be excluded together, when a surplus waits for it, how the papers move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from hustings.counting import Stage
from hustings.mechanics.arithmetic import Value
from hustings.mechanics.lots import by_lot, extreme
from hustings.mechanics.stv import Count, Out, as_many_as_places, the_lowest
from hustings.mechanics.tally import Parcel, Tally


def by_value(tally: Tally, out: Sequence[int]) -> Iterator[list[Parcel]]:
    """Papers move in batches of one value, the highest first."""
    parcels = [parcel for one in out for parcel in tally.parcels[one]]
    parcels.sort(key=lambda one: one.value, reverse=True)
    batches = [list(batch) for _, batch in groupby(parcels, key=lambda one: one.value)]
    yield from batches or [[]]


def first_preferences_then_by_value(tally: Tally, out: Sequence[int]) -> Iterator[list[Parcel]]:
    """First preferences move first, then papers received later, in batches by value, the highest first."""
    parcels = [parcel for one in out for parcel in tally.parcels[one]]
    yield [parcel for parcel in parcels if not parcel.batch]
    later = sorted((one for one in parcels if one.batch), key=lambda one: one.value, reverse=True)
    for _, batch in groupby(later, key=lambda one: one.value):
        yield list(batch)


def in_one_stage(count: Count, out: Out) -> Iterator[Stage]:
    """All batches make one stage; whoever is elected after one takes no more papers of the next."""
    yield _one_stage(count, out, mark=False)


def in_one_stage_of_batches(count: Count, out: Out) -> Iterator[Stage]:
    """All batches make one stage, and equality may look back to the votes after each of them."""
    yield _one_stage(count, out, mark=True)


def _one_stage(count: Count, out: Out, *, mark: bool) -> Stage:
    people, equalities = out
    batches = list(count.law.batches(count.tally, people))
    for at, batch in enumerate(batches, start=1):
        count.law.moves(count, people, batch)
        count.settle()
        if count.over:
            break
        if mark and at < len(batches):
            count.tally.mark()
    ids = count.tally.ids(people)
    return count.stage("exclusion", whose=ids, eliminated=ids, equalities=equalities)


def unless_it_fills(
    then: Callable[[Count, Out], Iterator[Stage]],
) -> Callable[[Count, Out], Iterator[Stage]]:
    """No papers move where an exclusion leaves only as many as there are places: they are elected."""

    def exclusion(count: Count, out: Out) -> Iterator[Stage]:
        count.fill()
        if not count.filled:
            yield from then(count, out)
            return
        people, equalities = out
        ids = count.tally.ids(people)
        yield count.stage("exclusion", whose=ids, eliminated=ids, equalities=equalities)

    return exclusion


def or_one_has_as_many_as_all_others(count: Count) -> Sequence[int]:
    """As many as places; or, for one place, the one who has as many votes as all others have or may receive.

    Those are votes of others who continue, surpluses not transferred, and papers of somebody excluded that
    still wait to be transferred.
    """
    if rest := as_many_as_places(count):
        return rest
    tally = count.tally
    votes = {one: tally.votes[one] for one in tally.standing()}
    best = extreme(votes, lowest=False)
    settled = sum(min(tally.votes[one], count.quota) for one in tally.elected)
    if count.places == 1 and len(best) == 1 and 2 * votes[best[0]] >= sum(tally.votes) - settled:
        return best
    return []


def the_lowest_or_a_lot_between_the_last_two(count: Count) -> Out:
    """The one with the fewest votes; the last two for one place, where they are level, draw at once.

    No earlier stage is looked at then, and the one drawn is elected.
    """
    votes, last = count.tally.votes, count.tally.standing()
    if count.places == 1 and len(last) == 2 and votes[last[0]] == votes[last[1]]:
        between = count.tally.ids(last)
        chosen, lot = by_lot(between, count.draw, f"last-vacancy-{count.tally.stage}")
        return [one for one, id in zip(last, between, strict=True) if id != chosen], lot
    return the_lowest(count)


def together(count: Count, *, level: bool) -> list[int]:
    """As many of the lowest as have, with all surpluses, fewer votes than the next above (`level`: or equal).

    Enough must continue to fill the places, and candidates with equal votes stay together. Empty where not
    two can go.
    """
    most: list[int] = []
    for lowest, votes, above in _groups(count):
        if votes < above or (level and votes == above):
            most = lowest
    return most if len(most) > 1 else []


def _groups(count: Count) -> Iterator[tuple[list[int], Value, Value]]:
    """Each number of the lowest who could go, their votes with all surpluses, and the next above's votes."""
    votes, standing = count.tally.votes, count.tally.standing()
    lowest = sorted(standing, key=lambda one: votes[one])
    waiting = sum(count.surpluses().values())
    for number in range(1, len(lowest) - count.places + 1):
        if number < len(lowest) and votes[lowest[number - 1]] < votes[lowest[number]]:
            yield lowest[:number], sum(votes[one] for one in lowest[:number]) + waiting, votes[lowest[number]]


def waits_if_less(count: Count) -> bool:
    """Surpluses wait while they are less than what parts the lowest, or several of them, from the next."""
    return any(votes < above for _, votes, above in _groups(count))


def waits_if_not_more(count: Count) -> bool:
    """Surpluses wait while they do not exceed what parts the lowest, or several of them, from the next."""
    return any(votes <= above for _, votes, above in _groups(count))


def several_if_less(count: Count) -> Out:
    """Several go together whose votes and all surpluses are less than the next above has; else the lowest."""
    group = together(count, level=False)
    return (group, ()) if group else the_lowest(count)


def several_if_not_more(count: Count) -> Out:
    """Several go together whose votes and all surpluses do not exceed the next above's; else the lowest."""
    group = together(count, level=True)
    return (group, ()) if group else the_lowest(count)
