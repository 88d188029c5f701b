"""A forecast as a hundred dots: each stands for one election in a hundred of those drawn.

Source: people judge chances better when they are shown as so many in a hundred (Gigerenzer and Hoffrage,
Psychological Review 102, 1995; from memory). No forecast is certain: a hundred dots are never of one person.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import chance, listed
from hustings.pictures._fills import MOST, fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._svg import INK, SOFT, across, dot, drawing, label, lines, name_of

KEY = "forecast-dots"
LEAST = Fraction(5, 1000)
"""Whose chance is less gets no dot of their own."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of the hundred dots: whose, their chance, and the number of their fill."""

    words: str
    of: Fraction
    dots: int
    fill: int | str


def draw(answer: Answer, width: Width) -> Markup:
    """A hundred dots, a fill for each who may be elected, and whose they are in words."""
    shares = shares_of(answer)
    if not shares:
        return Markup("")
    columns, step = (20, 34) if width == "wide" else (10, 33)
    left = (across(width) - columns * step) / 2
    places = [one.fill for one in shares for _ in range(one.dots)]
    dots = [
        dot(
            left + (at % columns + Fraction(1, 2)) * step,
            62 + (at // columns + Fraction(1, 2)) * step,
            13,
            fill=fill(KEY, width, one),
            colour=INK,
            thick=1,
        )
        for at, one in enumerate(places)
    ]
    below = 62 + 100 // columns * step + 12
    named, high = legend(
        KEY, width, left, below, [(one.fill, _legend(one)) for one in shares], room=columns * step
    )
    told = "Each dot is one election in a hundred, drawn from the polls. A forecast, not a result."
    parts = [
        fills(KEY, width, len(shares)),
        label(left, 20, "Who may be elected", bold=True, size=16),
        lines(left, 42, told, room=columns * step, most=2, colour=SOFT)
        if width == "wide"
        else label(left, 42, "A dot: one election in a hundred", colour=SOFT, room=columns * step),
        *dots,
        named,
    ]
    height = below + high + 4
    if width == "narrow":
        parts.append(label(left, height + 14, "A forecast, not a result.", colour=SOFT))
        height += 22
    return drawing(KEY, width, height, title=PICTURE.title, desc=_described(answer, shares), parts=parts)


def shares_of(answer: Answer) -> Sequence[Share]:
    """How the hundred dots are shared out, the likeliest first; empty where the answer is no forecast."""
    if answer.question != "forecast":
        return ()
    chances = [
        (str(id), of)
        for id, of in zip(
            *(answer.table("winners").column(key) for key in ("candidate", "elected")), strict=True
        )
        if isinstance(of, Fraction)
    ]
    named = [(id, of) for id, of in chances if of >= LEAST][:MOST]
    rest = 1 - sum((of for _, of in named), Fraction(0))
    made = _dots([of for _, of in named])
    shares = [
        Share(words=name_of(answer, id), of=of, dots=number, fill=at)
        for at, ((id, of), number) in enumerate(zip(named, made, strict=True))
        if number
    ]
    left = 100 - sum(made)
    if left:
        others = len(chances) - len(named)
        words = "anybody else" if others != 1 else name_of(answer, chances[-1][0])
        shares.append(Share(words=words, of=max(rest, Fraction(1, 10_000)), dots=left, fill="others"))
    return shares


def _dots(chances: Sequence[Fraction]) -> list[int]:
    """Whole dots by largest remainder, of a hundred; never all of them for one person.

    >>> _dots([Fraction(62, 100), Fraction(376, 1000)]), _dots([Fraction(9995, 10_000)])
    ([62, 38], [99])
    """
    total = min(100, round(100 * sum(chances)))
    made = [math.floor(100 * one) for one in chances]
    by_rest = sorted(range(len(chances)), key=lambda at: (made[at] - 100 * chances[at], at))
    for at in by_rest[: max(0, total - sum(made))]:
        made[at] += 1
    return [min(one, 99) for one in made]


def _legend(one: Share) -> str:
    """Whose dots, and how many: rounded so that they add up, which chances in whole per cents may not."""
    if one.of > 1 - LEAST:
        return f"{one.words} more than 99 of 100"
    if one.fill == "others" and one.of < 2 * LEAST:
        return f"{one.words} less than 1 of 100"
    return f"{one.words} {one.dots} of 100"


def _described(answer: Answer, shares: Sequence[Share]) -> str:
    told = listed([f"{one.dots} for {one.words} ({chance(one.of)})" for one in shares])
    return f"A hundred dots: {told}. {answer.sentence}"


PICTURE = Picture(
    key=KEY,
    title="A forecast in a hundred dots",
    question="forecast",
    about="A hundred dots for a hundred elections that might be, shared out among those who are elected in "
    "them. All hundred are never one person's.",
    draw=draw,
    why_not="only a forecast has chances to draw",
)
