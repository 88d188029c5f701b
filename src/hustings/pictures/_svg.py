"""The kit that pictures are drawn with: shapes and words as SVG, the same bytes everywhere.

A picture is put together like this (`_fills` has colours with patterns, `_scale` axes):

    key = "two-bars"
    parts = [
        fills(key, width, 2),
        bar(0, 20, 300, 18, fill=fill(key, width, 0)),
        label(306, 34, "Ann Archer 1,200", room=across(width) - 306),
    ]
    return drawing(key, width, 80, title="Two bars", desc="Ann Archer has 1,200 ...", parts=parts)

Lengths are units: 720 across a wide drawing, 340 across a narrow one, which a phone shows 288 pixels wide.
They may be whole, fractions or floating-point numbers, and are written in tenths. Letters have 13 units, and
never fewer. Every style is an attribute of its element. Names come from outside: give them through
`name_of` or `figures.clean`; what is put into the drawing is escaped here.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import clean
from hustings.mechanics.fitting import cut, wrapped
from hustings.mechanics.fitting import width as _hundredths
from hustings.pictures._picture import Width

Length = int | float | Fraction
Point = tuple[Length, Length]

INK, SOFT, LINE, PALE, RED = "#1b2126", "#4a555e", "#8a949c", "#eceff1", "#b3261e"
"""Words and outlines; words of less weight; axes; grounds; the one thing to be warned of (with words too)."""

LETTERS = 13
FONT = "'Segoe UI', 'Noto Sans', 'DejaVu Sans', Verdana, sans-serif"


def across(width: Width) -> int:
    """How many units a drawing is wide."""
    return 720 if width == "wide" else 340


def tenths(value: Length) -> str:
    """A length as it is written, rounded to tenths, halves up.

    >>> tenths(3), tenths(Fraction(10, 3)), tenths(-0.25)
    ('3', '3.3', '-0.2')
    """
    half = Fraction(1, 2) if isinstance(value, Fraction) else 0.5
    at = math.floor(value * 10 + half)
    sign, (units, rest) = "-" if at < 0 else "", divmod(abs(at), 10)
    return f"{sign}{units}.{rest}" if rest else f"{sign}{units}"


def drawing(
    key: str, width: Width, height: Length, *, title: str, desc: str, parts: Iterable[Markup]
) -> Markup:
    """The whole picture, with a title and a description that tells all of it to who cannot see it."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {height}" role="img"'
        ' aria-labelledby="{id}-title {id}-desc" font-family="{font}" font-size="{letters}" fill="{ink}">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>{parts}</svg>'
    ).format(
        across=across(width),
        height=tenths(height),
        id=f"{key}-{width}",
        font=FONT,
        letters=LETTERS,
        ink=INK,
        title=title,
        desc=desc,
        parts=Markup("").join(parts),
    )


def name_of(answer: Answer, id: str) -> str:
    """A candidate's name, safe to show; a figure after one written from the right stays where it is."""
    name = clean(answer.contest.label(id) if id in answer.contest.ids else id)
    from_the_right = any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in name)
    return f"{name}\N{LEFT-TO-RIGHT MARK}" if from_the_right else name


def label(
    x: Length,
    y: Length,
    words: str,
    *,
    anchor: str = "start",
    size: int = LETTERS,
    bold: bool = False,
    colour: str = INK,
    room: Length | None = None,
) -> Markup:
    """One line of words whose letters stand on `y`; cut with three dots where `room` is too small.

    `anchor` is start, middle or end. A white rim keeps it legible over lines and patterns.
    """
    text = words if room is None else fitted(words, room, size)
    return Markup('<text x="{0}" y="{1}"{2}>{3}</text>').format(
        tenths(x),
        tenths(y),
        _attributes(
            text_anchor=anchor if anchor != "start" else None,
            font_size=size if size != LETTERS else None,
            font_weight="700" if bold else None,
            fill=colour if colour != INK else None,
            stroke="#fff",
            stroke_width="3",
            stroke_linejoin="round",
            paint_order="stroke",
        ),
        text,
    )


def lines(
    x: Length,
    y: Length,
    words: str | Sequence[str],
    *,
    room: Length,
    most: int = 2,
    anchor: str = "start",
    size: int = LETTERS,
    bold: bool = False,
    colour: str = INK,
) -> Markup:
    """Words on lines `size` + 3 units apart, the first standing on `y`; given as lines, or broken here."""
    told = broken(words, room, most, size) if isinstance(words, str) else words
    return Markup("").join(
        label(x, y + at * (size + 3), one, anchor=anchor, size=size, bold=bold, colour=colour, room=room)
        for at, one in enumerate(told)
    )


def broken(words: str, room: Length, most: int = 2, size: int = LETTERS) -> tuple[str, ...]:
    """The lines on which words fit into the room, at most so many; what is too long is cut."""
    return wrapped(words, int(room * 100 / size), most)


def fitted(words: str, room: Length, size: int = LETTERS) -> str:
    """The words, or as much of them as surely fits, and three dots."""
    return cut(words, int(room * 100 / size))


def length_of(words: str, size: int = LETTERS) -> int:
    """At most how many units words take in bold."""
    return -(-_hundredths(words) * size // 100)


def line(
    x1: Length, y1: Length, x2: Length, y2: Length, *, colour: str = LINE, thick: Length = 1, dash: str = ""
) -> Markup:
    """A straight line; `dash` is as in SVG, "5 3"."""
    return Markup('<path d="M{0} {1}L{2} {3}" stroke="{4}"{5}/>').format(
        *map(tenths, (x1, y1, x2, y2)),
        colour,
        _attributes(stroke_width=tenths(thick) if thick != 1 else None, stroke_dasharray=dash or None),
    )


def bar(
    x: Length, y: Length, wide: Length, high: Length, *, fill: str, colour: str = INK, thick: Length = 1
) -> Markup:
    """A rectangle with an outline; none is less than a tenth of a unit wide."""
    return Markup('<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="{4}"{5}/>').format(
        *map(tenths, (x, y, max(wide, 0.1), max(high, 0.1))), fill, _outline(colour, thick)
    )


def polygon(points: Sequence[Point], *, fill: str, colour: str = INK, thick: Length = 1) -> Markup:
    """A closed shape with straight sides."""
    told = " ".join(f"{tenths(x)},{tenths(y)}" for x, y in points)
    return Markup('<polygon points="{0}" fill="{1}"{2}/>').format(told, fill, _outline(colour, thick))


def polyline(points: Sequence[Point], *, colour: str = INK, thick: Length = 2, dash: str = "") -> Markup:
    """Straight lines from point to point."""
    told = " ".join(f"{tenths(x)},{tenths(y)}" for x, y in points)
    return Markup('<polyline points="{0}" fill="none" stroke="{1}"{2}/>').format(
        told, colour, _attributes(stroke_width=tenths(thick), stroke_dasharray=dash or None)
    )


def path(d: str, *, fill: str = "none", colour: str = INK, thick: Length = 1) -> Markup:
    """Any shape; `d` is as in SVG, its lengths written by `tenths`."""
    return Markup('<path d="{0}" fill="{1}"{2}/>').format(d, fill, _outline(colour, thick))


def dot(
    x: Length, y: Length, radius: Length = 5, *, fill: str = INK, colour: str = "#fff", thick: Length = 2
) -> Markup:
    """A round dot, with a white rim where nothing else is said."""
    return Markup('<circle cx="{0}" cy="{1}" r="{2}" fill="{3}"{4}/>').format(
        *map(tenths, (x, y, radius)), fill, _outline(colour, thick)
    )


def apart(wished: Sequence[Length], room: Length, low: Length, high: Length) -> list[float]:
    """Places for labels near where each is wished (in rising order), at least `room` apart, low to high.

    Where they cannot all be so far apart they share the height evenly.

    >>> apart([10, 12, 50], 15, 0, 60)
    [3.5, 18.5, 50.0]
    """
    if not wished:
        return []
    step = min(float(room), float(high - low) / max(1, len(wished) - 1))
    groups: list[tuple[float, int]] = []  # the first place of a group that touches, and how many are in it
    for one in wished:
        groups.append(_within(float(one), 1, step, float(low), float(high)))
        while len(groups) > 1 and groups[-2][0] + step * groups[-2][1] > groups[-1][0]:
            (a, m), (b, n) = groups[-2:]
            middle = (a * m + (b - step * m) * n) / (m + n)
            groups[-2:] = [_within(middle, m + n, step, float(low), float(high))]
    return [start + step * at for start, number in groups for at in range(number)]


def _within(start: float, number: int, step: float, low: float, high: float) -> tuple[float, int]:
    return max(low, min(start, high - step * (number - 1))), number


def _outline(colour: str, thick: Length) -> Markup:
    if not thick or colour == "none":
        return Markup("")
    return _attributes(stroke=colour, stroke_width=tenths(thick) if thick != 1 else None)


def _attributes(**named: str | int | None) -> Markup:
    return Markup("").join(
        Markup(' {0}="{1}"').format(key.replace("_", "-"), value)
        for key, value in named.items()
        if value is not None
    )
