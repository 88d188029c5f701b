"""Maps of pacts: every cell, edge and spot equal to counting there."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hustings.mechanics.pact import Camps, Number, Pact, ending, failure, under
from hustings.mechanics.pact_maps import at_split, columns, edges, pieces
from hustings.mechanics.regions import area

A, B, C = range(3)


def random_case(dice: random.Random) -> tuple[list[int], tuple[tuple[Number, ...], ...], Pact]:
    number = dice.choice((3, 4, 5))
    first = [dice.randint(0, 40) for _ in range(number)]
    rows = []
    for _ in range(number):
        cuts = sorted(dice.randint(0, 10) for _ in range(number))
        rows.append(tuple(Fraction(b - a, 10) for a, b in zip([0, *cuts], [*cuts, 10], strict=True)))
    leaks = (Fraction(dice.choice((0, 0, 1, 3)), 10), Fraction(dice.choice((0, 0, 1, 3)), 10))
    return first, tuple(rows), Pact(partners=(A, B), rival=C, rates=(0, 0), leaks=leaks)


def test_every_cell_is_what_counting_there_gives() -> None:
    dice = random.Random(8)
    lots = 0
    for _ in range(150):
        first, rows, pact = random_case(dice)

        def build(votes: Sequence[Number], rows: tuple[tuple[Number, ...], ...] = rows) -> Camps:
            return Camps(first=tuple(votes), rows=rows)

        found = columns(build, first, pact, 7)
        assert sorted({one.split for one in found}) == [Fraction(2 * at + 1, 14) for at in range(7)]
        for one in found:
            assert one.low < one.high
            camps = at_split(build, first, pact, one.split)
            for part in (Fraction(1, 100), Fraction(1, 3), Fraction(99, 100)):
                rate = one.low + part * (one.high - one.low)
                winners = ending(under(camps, pact.at(rate))).winners
                assert winners == (one.winner,) or (one.winner is None and len(winners) > 1)
                lots += one.winner is None
    assert lots


def test_an_edge_is_where_the_rival_stops_winning() -> None:
    dice = random.Random(9)
    looked = 0
    tiny = Fraction(1, 10**6)
    for _ in range(200):
        first, rows, pact = random_case(dice)

        def build(votes: Sequence[Number], rows: tuple[tuple[Number, ...], ...] = rows) -> Camps:
            return Camps(first=tuple(votes), rows=rows)

        made = edges(build, first, pact, 10)
        splits = [one.split for one in made]
        for at, one in enumerate(made):
            if splits.count(one.split) > 1 or one.split in (0, 1) or one.taker is None:
                continue  # level at the cut: the boundary there is that of either side
            camps = at_split(build, first, pact, one.split)
            leak = pact.leaks[1 - one.taker]
            wins = [
                C in ending(under(camps, pact.at(rate))).winners
                for rate in (max(Fraction(0), (one.rate or 0) - tiny), min(1 - leak, (one.rate or 0) + tiny))
            ]
            if one.rate is None:
                assert C in ending(under(camps, pact.at(1 - leak))).winners
            elif one.rate == 0:
                assert not wins[1]
            else:
                assert wins[0] and (one.rate == 1 - leak or not wins[1])
                looked += 1
            assert at == splits.index(one.split)
    assert looked > 30


def test_every_part_of_the_triangle_is_what_counting_there_gives() -> None:
    dice = random.Random(10)
    seen = set()
    for _ in range(60):
        first, rows, pact = random_case(dice)
        if not sum(first[:3]):
            continue
        pact = replace(
            pact, rates=tuple(min(1 - leak, Fraction(dice.randint(2, 10), 10)) for leak in pact.leaks)
        )
        camps = Camps(first=tuple(first), rows=rows)
        parts = pieces(camps, pact)
        assert sum(area([corner[:2] for corner in one.corners]) for one in parts) == Fraction(1, 2)
        for one in parts:
            for _ in range(3):
                weights = [Fraction(dice.randint(1, 20)) for _ in one.corners]
                shares = [
                    sum(w * x for w, x in zip(weights, side, strict=True)) / sum(weights)
                    for side in zip(*one.corners, strict=True)
                ]
                votes = [*(share * sum(first[:3]) for share in shares), *first[3:]]
                there = replace(camps, first=tuple(votes))
                winners = ending(under(there, pact)).winners
                assert winners == (one.winner,) or (one.winner is None and len(winners) > 1)
                assert failure(there, pact) == one.mode
                seen.add(one.mode)
    assert seen == {None, "half", "neither", "others", "exchange"}
