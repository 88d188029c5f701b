"""Duels between two candidates each: a matrix that says who wins each, and a picture of the defeats."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hustings.counting import Number
from hustings.record import Record
from hustings.reports import _stages as stages
from hustings.reports import _words as words

MOST = 12
"""A picture of more candidates than this cannot be read; the matrix remains."""

Duels = Mapping[tuple[str, str], Number]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One cell of a matrix: the row's figure against the column's; it "wins", "loses" or is "level"."""

    figure: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Pairwise figures, each candidate a row and a column, in the order of the result."""

    caption: str
    number: int
    names: tuple[str, ...]
    rows: tuple[tuple[Meeting | None, ...], ...]
    sums: tuple[str, ...]


def matrices(record: Record) -> tuple[Matrix, ...]:
    """A matrix for every stage with new pairwise figures; figures of one side only are told in words."""
    made: list[Matrix] = []
    for number, stage in stages.with_duels(record):
        ids = _in(record, stage.duels)
        rows = tuple(tuple(_meeting(stage.duels, one, other) for other in ids) for one in ids)
        caption = f"{stages.head(record, number, stage)}: the row against the column"
        made.append(
            Matrix(
                caption=caption,
                number=number,
                names=tuple(words.name(record, id) for id in ids),
                rows=rows,
                sums=tuple(_sum(row) for row in rows),
            )
        )
    return tuple(made)


def _in(record: Record, duels: Duels) -> tuple[str, ...]:
    return words.in_order(record, {id for pair in duels for id in pair})


def _meeting(duels: Duels, one: str, other: str) -> Meeting | None:
    own, back = duels.get((one, other)), duels.get((other, one))
    if one == other or (own is None and back is None):
        return None
    return Meeting(figure="" if own is None else words.number(own), verdict=_verdict(own or 0, back or 0))


def _verdict(own: Number, back: Number) -> str:
    return "wins" if own > back else "loses" if own < back else "level"


def _sum(row: Sequence[Meeting | None]) -> str:
    held = [one.verdict for one in row if one]
    level = f", {held.count('level')} level" if "level" in held else ""
    return f"{held.count('wins')} won, {held.count('loses')} lost{level}"


def defeats(record: Record) -> tuple[tuple[str, str, Number, Number], ...]:
    """Every duel with a winner: who, over whom, with how many against how many; the strongest first."""
    shown = stages.with_duels(record)
    if not shown:
        return ()
    duels = shown[0][1].duels
    order = _in(record, duels)
    won = [
        (one, other, duels[one, other], duels.get((other, one), 0))
        for one in order
        for other in order
        if (one, other) in duels and duels[one, other] > duels.get((other, one), 0)
    ]
    return tuple(sorted(won, key=lambda pair: (pair[3] - pair[2], -pair[2])))


LISTED = 30
"""So many pairs are told in words; all of them are in the record."""


def pairs(record: Record, duels: Duels) -> str:
    """Pairs with a figure for one side, in words, the strongest first."""
    order = words.standing(record)
    told = sorted(duels, key=lambda pair: (-duels[pair], order.index(pair[0]), order.index(pair[1])))
    made = [
        f"{words.name(record, one)} over {words.name(record, other)} ({words.number(duels[one, other])})"
        for one, other in told[:LISTED]
    ]
    rest = [f"{len(told) - LISTED} more in the record"] if len(told) > LISTED else []
    return words.listed([*made, *rest])


def described(record: Record) -> str:
    """The picture in sentences: who defeats whom."""
    beaten: dict[str, list[str]] = {}
    for one, other, own, back in defeats(record):
        beaten.setdefault(one, []).append(
            f"{words.name(record, other)} ({words.number(own)} to {words.number(back)})"
        )
    parts = [
        f"{words.name(record, id)} defeats {words.listed(beaten[id])}."
        for id in words.standing(record)
        if id in beaten
    ]
    return " ".join(parts) or "Nobody defeats anybody: every duel is level."


def svg(record: Record) -> Markup | None:
    """Candidates on a circle, an arrow from the winner of each duel to its loser; None for too many."""
    shown = stages.with_duels(record)
    ids = _in(record, shown[0][1].duels) if shown else ()
    if not 2 <= len(ids) <= MOST:
        return None
    rank = {id: at for at, id in enumerate(words.standing(record), start=1)}
    at = {id: _point(place, len(ids)) for place, id in enumerate(ids)}
    every = defeats(record)
    most = max((float(own - back) for _, _, own, back in every), default=1.0) or 1.0
    thick = min(4, 16 / len(ids))
    arrows = [
        _arrow(
            at[one], at[other], width=1 + thick * float(own - back) / most, against=rank[one] > rank[other]
        )
        for one, other, own, back in sorted(every, key=lambda duel: rank[duel[0]] > rank[duel[1]])
    ]
    figures = _labels(every, at) if len(ids) <= 5 else []
    nodes = [
        Markup('<circle cx="{0}" cy="{1}" r="19"/><text x="{0}" y="{2}">{3}</text>').format(
            *map(_n, (x, y)), _n(y + 6), rank[id]
        )
        for id, (x, y) in at.items()
    ]
    return Markup(
        '<svg class="duels" viewBox="0 0 400 400" role="img" aria-labelledby="g-t g-d">'
        '<title id="g-t">Who defeats whom</title><desc id="g-d">{0}</desc>{1}<g class="f">{2}</g>'
        '<g class="v">{3}</g></svg>'
    ).format(described(record), Markup("").join(arrows), Markup("").join(figures), Markup("").join(nodes))


def _point(place: int, of: int) -> tuple[float, float]:
    turn = 2 * math.pi * place / of - math.pi / 2
    return 200 + 165 * math.cos(turn), 200 + 165 * math.sin(turn)


def _n(value: float) -> str:
    """A length with one decimal at most, the same on every machine."""
    return f"{round(value, 1):.1f}".removesuffix(".0")


def _arrow(start: tuple[float, float], end: tuple[float, float], *, width: float, against: bool) -> Markup:
    """A line from rim to rim with its head; one against the order of the result is dashed."""
    (x0, y0), (x1, y1) = start, end
    long = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    ax, ay, bx, by = x0 + 20 * ux, y0 + 20 * uy, x1 - 21 * ux, y1 - 21 * uy
    tip = 7 + width
    cx, cy = bx - tip * ux, by - tip * uy
    side = tip * 0.5
    one, other = (cx - side * uy, cy + side * ux), (cx + side * uy, cy - side * ux)
    head = "M{} {}L{} {} {} {}Z".format(*map(_n, (bx, by, *one, *other)))
    return Markup(
        '<path class="{0}" d="M{1} {2}L{3} {4}" stroke-width="{5}"/><path class="h {0}" d="{6}"/>'
    ).format("a" if against else "w", _n(ax), _n(ay), _n(cx), _n(cy), _n(width), head)


def _labels(
    every: Sequence[tuple[str, str, Number, Number]], at: Mapping[str, tuple[float, float]]
) -> list[Markup]:
    """The figures of each duel on its arrow, where they lie on no other's."""
    made: list[Markup] = []
    taken: list[tuple[float, float]] = []
    for one, other, own, back in every:
        (x0, y0), (x1, y1) = at[one], at[other]
        spots = [
            (x0 + (x1 - x0) * share / 100, y0 + (y1 - y0) * share / 100) for share in (50, 34, 66, 42, 58)
        ]
        free = [
            (x, y) for x, y in spots if all(abs(x - left) > 62 or abs(y - top) > 17 for left, top in taken)
        ]
        x, y = (free or spots)[0]
        taken.append((x, y))
        figures = f"{words.number(own)}–{words.number(back)}"
        made.append(Markup('<text x="{0}" y="{1}">{2}</text>').format(_n(x), _n(y + 5), figures))
    return made
