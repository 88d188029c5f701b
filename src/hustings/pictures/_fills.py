"""Colours for up to six people, each with a pattern of its own, so that a picture reads in black and white.

The colours were chosen among some forty for the least difference between any two, as people with each kind of
colour blindness see them (Machado, Oliveira, Fernandes 2009); all have a contrast of 2.5 or more to white,
and an outline in ink.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hustings.pictures._picture import Width
from hustings.pictures._svg import Length, bar, label, length_of, tenths

COLOURS = ("#2f5d8a", "#b35900", "#009e73", "#9c89b8", "#332288", "#5c4b51")
SHAPES = (
    "",
    '<path d="M0 0h8v4H0z"/>',
    '<circle cx="4" cy="4" r="2"/>',
    '<path d="M0 0h8v2H0zM0 0h2v8H0z"/>',
    '<path d="M0 0h3v8H0z"/>',
    '<path d="M0 0h4v4H0zM4 4h4v4H4z"/>',
)
TURNS = (0, 45, 0, 0, 0, 0)
MOST = len(COLOURS)
"""So many people are told apart; more share a fill that says "others"."""


def fills(key: str, width: Width, number: int) -> Markup:
    """The definitions of the first so many fills, and of those for others and for nobody; draw them first."""
    made = [_pattern(f"{key}-{width}-{at}", at) for at in range(min(number, MOST))]
    others = Markup(
        '<pattern id="{0}-{1}-others" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h8v8H0z" fill="#d5dade"/><path d="M0 6h8v1H0z" fill="#8a949c"/></pattern>'
    ).format(key, width)
    nobody = Markup(
        '<pattern id="{0}-{1}-nobody" width="9" height="9" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h9v9H0z" fill="#f3f5f6"/><circle cx="4.5" cy="4.5" r="1" fill="#6b757d"/></pattern>'
    ).format(key, width)
    return Markup("<defs>{0}</defs>").format(Markup("").join([*made, others, nobody]))


def fill(key: str, width: Width, at: int | str) -> str:
    """What `fill=` takes for one person by number, for "others" or for "nobody"."""
    return f"url(#{key}-{width}-{'others' if isinstance(at, int) and at >= MOST else at})"


def _pattern(id: str, at: int) -> Markup:
    return Markup(
        '<pattern id="{0}" width="8" height="8" patternUnits="userSpaceOnUse"{1} fill="{2}">'
        '<path d="M0 0h8v8H0z" fill="#fff"/><path d="M0 0h8v8H0z" fill-opacity="{3}"/>{4}</pattern>'
    ).format(
        id,
        Markup(' patternTransform="rotate({0})"').format(TURNS[at]) if TURNS[at] else "",
        COLOURS[at],
        ".3" if SHAPES[at] else ".75",
        Markup(SHAPES[at]),
    )


def legend(
    key: str, width: Width, x: Length, y: Length, entries: Sequence[tuple[int | str, str]], *, room: Length
) -> tuple[Markup, Length]:
    """Swatches with words, on as many lines as they need from `y` down; and how high they are together."""
    parts, at, top = [], float(x), float(y)
    for one, words in entries:
        takes = min(float(room), 24 + length_of(words))
        if at > x and at + takes > x + room:
            at, top = float(x), top + 20
        parts.append(bar(at + 0.5, top + 1, 18, 12, fill=fill(key, width, one)))
        parts.append(label(at + 24, top + 12, words, room=x + room - at - 24))
        at += takes + 14
    return Markup("").join(parts), float(tenths(top + 20 - y))
