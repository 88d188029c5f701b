"""How honest a forecast has been: where the results of past elections lay among its draws.

Source: the probability integral transform as an empirical distribution beside the even one (Gneiting,
Balabdaoui and Raftery, Journal of the Royal Statistical Society B 69, 2007; from memory).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import clean, listed, percent
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below, axis_left, per_cents
from hustings.pictures._svg import (
    INK,
    LINE,
    PALE,
    SOFT,
    across,
    bar,
    broken,
    dot,
    drawing,
    label,
    line,
    lines,
    polyline,
)

KEY = "calibration"
TAIL = Fraction(5, 100)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One figure that came true: of whom, in which election, of which count, and the draws below it."""

    who: str
    election: str
    second: bool
    below: Fraction


def draw(answer: Answer, width: Width) -> Markup:
    """The share of results against the share of draws below them, beside the line of an honest forecast."""
    places = places_of(answer)
    if not places:
        return Markup("")
    left, top, size = (64, 60, 400) if width == "wide" else (52, 64, 270)
    x = Scale(low=0, high=1, start=left, end=left + size)
    y = Scale(low=0, high=1, start=top + size, end=top)
    number = len(places)
    stair = [(x.at(one.below), y.at(Fraction(at, number))) for at, one in enumerate(places, 1)]
    steps = [(x.at(0), y.at(0))]
    for across_to, up_to in stair:
        steps += [(across_to, steps[-1][1]), (across_to, up_to)]
    steps.append((x.at(1), y.at(1)))
    marks = [
        dot(at, up, 5, fill="#fff" if one.second else INK, colour=INK, thick=2)
        for (at, up), one in zip(stair, places, strict=True)
    ]
    parts = [
        label(
            left, 20, "Where the results lay among the draws", bold=True, size=16, room=across(width) - left
        )
        if width == "wide"
        else label(8, 20, "Results among the draws", bold=True, size=16),
        label(8, 44, "share of results so far", colour=SOFT),
        *_frame(x, y, left, top, size),
        polyline(steps, thick=2),
        *marks,
        label(left + size, top + size + 40, "draws below the result", anchor="end", colour=SOFT),
    ]
    words, height = _words(places, width, left, top, size)
    return drawing(
        KEY, width, height, title=PICTURE.title, desc=_described(answer, places), parts=[*parts, *words]
    )


def places_of(answer: Answer) -> Sequence[Place]:
    """The figures that came true, those with the fewest draws below first; empty without a back-test."""
    if answer.question != "forecast" or not answer.has(KEY):
        return ()
    table = answer.table(KEY)
    rows = zip(*(table.column(key) for key in ("who", "election", "what", "pit")), strict=True)
    made = [
        Place(
            who=clean(str(who)),
            election=clean(str(election)),
            second=what == "second count",
            below=Fraction(pit),
        )
        for who, election, what, pit in rows
        if isinstance(pit, (int, Fraction))
    ]
    return sorted(made, key=lambda one: (one.below, one.election, one.who))


def _frame(x: Scale, y: Scale, left: int, top: int, size: int) -> list[Markup]:
    """The two tails, the axes with their figures, and the line of an honest forecast."""
    tail = x.at(TAIL) - x.at(0)
    return [
        bar(left, top, tail, size, fill=PALE, colour="none"),
        bar(left + size - tail, top, tail, size, fill=PALE, colour="none"),
        axis_below(x, top + size, words=per_cents, grid=top),
        axis_left(y, left, words=per_cents, grid=left + size),
        line(x.at(0), y.at(0), x.at(1), y.at(1), colour=LINE, thick=2, dash="6 4"),
    ]


def _words(places: Sequence[Place], width: Width, left: int, top: int, size: int) -> tuple[list[Markup], int]:
    """What the marks mean, and which results lay in the tails; and how high the drawing is."""
    at, room, down = (left + size + 28, 212, top + 12) if width == "wide" else (8, 324, top + size + 70)
    parts = [
        dot(at + 6, down - 5, 5, fill=INK, colour=INK),
        label(at + 21, down, "first preferences"),
        dot(at + 6, down + 17, 5, fill="#fff", colour=INK),
        label(at + 21, down + 22, "share of the second count"),
        line(at, down + 40, at + 14, down + 40, thick=2, dash="6 4"),
        label(at + 21, down + 44, "an honest forecast"),
        bar(at, down + 56, 14, 13, fill=PALE, colour=LINE),
        label(at + 21, down + 66, "outside nine draws of ten"),
    ]
    down += 96
    for words in (_outside(places), _how_much(places)):
        told = broken(words, room, 6)
        parts.append(lines(at, down, told, room=room))
        down += 16 * len(told) + 8
    return parts, max(down, top + size + 52)


def _outside(places: Sequence[Place]) -> str:
    outside = [one for one in places if not TAIL <= one.below <= 1 - TAIL]
    if not outside:
        return f"All {len(places)} results lay in the middle nine draws of ten."
    return f"{len(outside)} of {len(places)} lay outside; an honest forecast has about one in ten."


def _how_much(places: Sequence[Place]) -> str:
    """How little so many elections prove."""
    elections = len({one.election for one in places})
    many = "One election proves nothing" if elections == 1 else f"{elections} elections prove little"
    return f"{many}: shares of one election rise and fall together."


def _described(answer: Answer, places: Sequence[Place]) -> str:
    each = [
        f"{one.who}, {'second count' if one.second else 'first preferences'}, {one.election}: "
        f"{percent(one.below, 1)} of draws below"
        for one in places
    ]
    outside = [one.who for one in places if not TAIL <= one.below <= 1 - TAIL]
    tail = f" Outside the middle nine draws of ten: {listed(outside)}." if outside else ""
    return f"{'; '.join(each)}.{tail} {_how_much(places)} {answer.sentence}"


PICTURE = Picture(
    key=KEY,
    title="How honest the same forecast was before",
    question="forecast",
    about="Where the results of past elections lay among the draws of the same forecast: an honest one has "
    "them evenly spread, on the broken line. Needs --past.",
    draw=draw,
    why_not="name past elections with --past",
)
