"""Who would be elected at other splits of first preferences and other rates of exchange, exactly.

Source: while first preferences stay as they are the totals are linear in the rate; while the same people
remain, the rate at which a pact begins to hold is a ratio of two linear functions of the split. So columns
are cut at exact rates, and boundaries at exact splits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from hustings.mechanics.pact import Camps, Ending, Mode, Number, Pact, ending, failure, need, under
from hustings.mechanics.regions import Region, Split, area, clipped, regions

Build = Callable[[Sequence[Number]], Camps]
"""From first preferences to camps: what others' papers name may depend on who remains."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Who has the greatest total from one rate to another, None where it is level.

    `split` is the first partner's share of both partners' first preferences.
    """

    split: Fraction
    low: Fraction
    high: Fraction
    winner: int | None


@dataclass(frozen=True, kw_only=True)
class Edge:
    """At this split the rate that must be exceeded: None where no rate would do, or none is exchanged.

    `taker` is the partner who remains against the rival, None where not exactly one does.
    """

    split: Fraction
    taker: int | None
    rate: Fraction | None


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of the triangle of the two partners and the rival in which the same happens.

    `corners` of a convex polygon are shares of the three's first preferences; `winner` is None where a lot
    decides everywhere in it, `mode` is why the rival wins, None where not.
    """

    corners: tuple[tuple[Fraction, Fraction, Fraction], ...]
    winner: int | None
    mode: Mode | None


def at_split(build: Build, first: Sequence[Number], pact: Pact, split: Fraction) -> Camps:
    """The camps with both partners' first preferences shared out anew between them."""
    a, b = pact.partners
    votes = list(first)
    both = Fraction(votes[a] + votes[b])
    votes[a], votes[b] = split * both, (1 - split) * both
    return build(votes)


def columns(build: Build, first: Sequence[Number], pact: Pact, number: int) -> list[Cell]:
    """So many columns of splits, each cut at the rates where who wins changes; a column is for its middle."""
    made: list[Cell] = []
    for at in range(number):
        split = Fraction(2 * at + 1, 2 * number)
        camps = at_split(build, first, pact, split)
        remaining = ending(camps).remaining
        leaks = [pact.of(one)[2] for one in pact.partners if one not in remaining]
        top = 1 - Fraction(max(leaks, default=0))
        none, full = (ending(under(camps, pact.at(rate))) for rate in (0, top))
        cuts = [Fraction(0), *_crossings(none, full, top), top]
        for low, high in pairwise(cuts):
            winners = ending(under(camps, pact.at((low + high) / 2))).winners
            winner = winners[0] if len(winners) == 1 else None
            if made and made[-1].split == split and made[-1].winner == winner:
                made[-1] = Cell(split=split, low=made[-1].low, high=high, winner=winner)
            else:
                made.append(Cell(split=split, low=low, high=high, winner=winner))
    return made


def _crossings(none: Ending, full: Ending, top: Fraction) -> list[Fraction]:
    """The rates, between nothing and `top`, at which two totals are level."""
    found: set[Fraction] = set()
    people = none.remaining
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            before = Fraction(none.totals[one] - none.totals[other])
            after = Fraction(full.totals[one] - full.totals[other])
            if before * after < 0:
                found.add(top * before / (before - after))
    return sorted(found)


def edges(build: Build, first: Sequence[Number], pact: Pact, number: int) -> list[Edge]:
    """The boundary: the rate to be exceeded at each split.

    It is in runs between the splits where who remains changes. Each run has its two ends, and there are about
    `number` points in all; two runs that meet may have different rates there, since exactly at that split
    candidates are level at the cut.
    """
    a, _ = pact.partners
    both = Fraction(sum(first[one] for one in pact.partners))
    made: list[Edge] = []
    for low, high in _runs(first, pact, both):
        middle = (low + high) / 2
        found = need(at_split(build, first, pact, middle), pact)
        steps = max(1, round((high - low) * number))
        for step in range(steps + 1):
            split = low + (high - low) * step / steps
            if found is None:
                made.append(Edge(split=split, taker=None, rate=None))
                continue
            # One more first preference for the partner who remains is one fewer of the other's papers.
            taken = (split - middle) * both * (1 if found.taker == a else -1)
            leak = Fraction(pact.of(found.giver)[2])
            held = both * (1 - split if found.taker == a else split)
            made.append(Edge(split=split, taker=found.taker, rate=_rate(found.short - taken, held, leak)))
    return made


def _rate(short: Number, held: Fraction, leak: Fraction) -> Fraction | None:
    if not held:
        return Fraction(0) if short <= 0 else None
    rate = max(Fraction(0), short / held + leak)
    return rate if rate <= 1 - leak else None


def _runs(first: Sequence[Number], pact: Pact, both: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Between which splits who remains cannot change: a partner is level with nobody there."""
    cuts = {Fraction(0), Fraction(1, 2), Fraction(1)}
    for at, votes in enumerate(first):
        if at not in pact.partners and 0 < votes < both:
            cuts |= {votes / both, 1 - votes / both}
    return list(pairwise(sorted(cuts)))


def pieces(camps: Camps, pact: Pact) -> list[Piece]:
    """The pact at every share-out of the first preferences of the partners and the rival between them.

    The regions of `mechanics.regions`, those in which the rival is elected parted by the reason.
    """
    three = (*pact.partners, pact.rival)
    number = len(camps.first)
    there, whole = (
        Split(
            first=tuple(int(votes) for votes in camps.first),
            three=three,
            seconds=tuple(tuple(map(Fraction, row[:number])) for row in under(camps, one).rows),
        )
        for one in (pact, replace(pact, rates=(1, 1), leaks=(0, 0)))
    )
    made: list[Piece] = []
    for region in regions(there):
        winner = region.elected[0] if len(region.elected) == 1 else None
        for corners in _by_reason(there, whole, region, pact):
            middle = [sum(part) / len(corners) for part in zip(*corners, strict=True)]
            votes = list(camps.first)
            shares = (*middle, 1 - sum(middle))
            for at, share in zip(three, shares, strict=True):
                votes[at] = share * there.total
            mode = failure(replace(camps, first=tuple(votes)), pact)
            sides = tuple((x, y, 1 - x - y) for x, y in corners)
            made.append(Piece(corners=sides, winner=winner, mode=mode))
    return made


def _by_reason(
    there: Split, whole: Split, region: Region, pact: Pact
) -> list[tuple[tuple[Fraction, Fraction], ...]]:
    """A region parted where the rival has half, and where even a whole exchange would not do."""
    if pact.rival not in region.elected:
        return [region.corners]
    half = Fraction(sum(there.first), 2)
    x, y, constant = there.firsts[pact.rival]
    lines = [(x, y, constant - half)]
    staying = [one for one in pact.partners if one in region.remaining]
    if len(staying) == 1:
        mine, theirs = (whole.final(at, region.remaining) for at in (pact.rival, staying[0]))
        lines.append((mine[0] - theirs[0], mine[1] - theirs[1], mine[2] - theirs[2]))
    parts = [region.corners]
    for one in lines:
        sides = (one, (-one[0], -one[1], -one[2]))
        cut = [clipped(part, side) for part in parts for side in sides]
        parts = [part for part in cut if area(part)]
    return parts
