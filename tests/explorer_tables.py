"""Random sheets and edits for the explorer: the same for its tests and its benchmark."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from hustings.mechanics.exploration import of_table
from hustings.mechanics.sheet import Group, Pool, Sheet
from hustings.mechanics.table import Table
from hustings.mechanics.what_if import Edits, Rate, Swing


def some_areas(rng: random.Random) -> list[Sheet]:
    """One to three areas: whole tables, tables with small figures kept together, or totals alone."""
    number = rng.randint(2, 7)
    kind = rng.choice(("table", "kept", "kept", "totals", "counted", "counted"))
    most = rng.choice((2, 12, 60, 3000, 400_000))
    return [_area(rng, number, kind, most) for _ in range(rng.randint(1, 3))]


def _area(rng: random.Random, number: int, kind: str, most: int) -> Sheet:
    names = "abcdefg"[:number]
    rows = [[rng.randint(0, most) // rng.choice((1, 1, 5)) for _ in range(number + 1)] for _ in names]
    table = Table(candidates=tuple(names), papers=tuple(map(tuple, rows)))
    if kind in ("table", "kept"):
        return of_table(table, 0 if kind == "table" else rng.choice((3, 10, 50)))
    grouped = rng.sample(range(number), rng.randint(1, number - 1)) if kind == "counted" else []
    others = [at for at in range(number) if at not in grouped]
    papers = {at: table.first[at] for at in sorted(grouped)}
    left = sum(papers.values())
    counted = {}
    for at in others[:2]:
        counted[at] = rng.randint(0, left)
        left -= counted[at]
    pools = tuple(
        Pool(first=at, seconds=tuple(j for j in range(number + 1) if j != at), papers=table.first[at])
        for at in others
    )
    groups = (Group(papers=papers, counted=counted),) if grouped else ()
    return Sheet(cells=((0,) * (number + 1),) * number, pools=pools, groups=groups)


def some_edits(rng: random.Random, areas: list[Sheet]) -> Edits:
    """Up to three edits of each kind; removals leave two at least."""
    number = len(areas[0].cells)
    people = range(number)

    def share() -> int:
        return rng.choice((0, 1000, rng.randint(0, 1000), 10 * rng.randint(0, 100)))

    swings = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        of, to = rng.sample(people, 2)
        swings.append(Swing(of=of, to=to, share=share()))
    rates: dict[tuple[int, int], Rate] = {}
    for _ in range(rng.choice((0, 0, 1, 2, 4))):
        of = rng.choice(people)
        to = rng.choice([at for at in range(number + 1) if at != of])
        room = 1000 - sum(one.share for one in rates.values() if one.of == of)
        if (of, to) not in rates:
            rates[of, to] = Rate(of=of, to=to, share=min(room, share()))
    return Edits(
        turnout={at: rng.randint(0, 2000) for at in range(len(areas)) if rng.random() < 0.4},
        swings=tuple(swings),
        rates=tuple(rates.values()),
        out=tuple(rng.sample(people, rng.choice((0, 0, 1, 1, 2, 3)) % (number - 1))),
    )


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """A sheet as the page holds it."""
    return {
        "cells": [list(row) for row in sheet.cells],
        "pools": [{"first": p.first, "seconds": list(p.seconds), "papers": p.papers} for p in sheet.pools],
        "groups": [
            {
                "papers": pairs(one.papers),
                "counted": pairs(one.counted),
                "gone": one.gone,
                "loose": one.loose,
            }
            for one in sheet.groups
        ],
    }


def pairs(numbers: Mapping[int, int]) -> list[list[int]]:
    return [[at, papers] for at, papers in numbers.items()]


def edits_data(edits: Edits) -> dict[str, Any]:
    """Edits as the page holds them."""
    return {
        "turnout": {str(at): share for at, share in edits.turnout.items()},
        "swings": [vars(one) for one in edits.swings],
        "rates": [vars(one) for one in edits.rates],
        "out": list(edits.out),
    }
