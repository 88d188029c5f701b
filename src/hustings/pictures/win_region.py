"""Was it close? The share of eliminated candidates' papers to either finalist, and where each is elected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import number, percent
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below, axis_left, per_cents
from hustings.pictures._svg import (
    INK,
    SOFT,
    across,
    broken,
    dot,
    drawing,
    fitted,
    label,
    length_of,
    line,
    lines,
    name_of,
    polygon,
)

KEY = "win-region"
ONE, TWO = 0, 1
SHORT = 180
"""So much room a name takes at most where it stands in a sentence of the drawing."""

Pair = tuple[Fraction, Fraction]
"""A share to each finalist, or the place where that is drawn."""


@dataclass(frozen=True, kw_only=True)
class _Final:
    """Two finalists, whoever led on first preferences first; shares of eliminated papers in that order.

    `ends` is the line on which they would be level, empty where none can be.
    """

    ids: tuple[str, str]
    first: tuple[int, int]
    eliminated: int
    actual: Pair
    ends: tuple[Pair, ...]


def _final(answer: Answer) -> _Final | None:
    if not answer.has("level"):
        return None
    people = answer.table("preferences").rows
    left = [row for row in people if row[4] is not None]
    eliminated = sum(int(row[1] or 0) for row in people) - sum(int(row[1] or 0) for row in left)
    if len(left) != 2 or not eliminated:
        return None
    ids = str(left[0][0]), str(left[1][0])
    counted = [Fraction(int(row[3] or 0), eliminated) for row in left]
    turned = answer.contest.ids.index(ids[0]) > answer.contest.ids.index(ids[1])
    ends = [(Fraction(x or 0), Fraction(y or 0)) for x, y in answer.table("level").rows]
    return _Final(
        ids=ids,
        first=(int(left[0][1] or 0), int(left[1][1] or 0)),
        eliminated=eliminated,
        actual=(counted[0], counted[1]),
        ends=tuple((y, x) if turned else (x, y) for x, y in ends),
    )


def _regions(final: _Final) -> tuple[list[Pair], list[Pair]]:
    """Where the first finalist is elected, and where the second: corners in shares."""
    zero, one = Fraction(0), Fraction(1)
    corners = [(zero, zero), (one, zero), (zero, one)]
    if not final.ends:
        return corners, []
    foot, top = final.ends  # the foot lies on the upright axis, since the first was ahead
    return [corners[0], corners[1], top, foot], [foot, top, corners[2]]


def _draw(answer: Answer, width: Width) -> Markup:
    final = _final(answer)
    if final is None:
        return Markup("")
    wide = width == "wide"
    side, left, top = (430, 62, 30) if wide else (258, 58, 30)
    xs = Scale(low=0, high=1, start=left, end=left + side)
    ys = Scale(low=0, high=1, start=top + side, end=top)
    names = [name_of(answer, id) for id in final.ids]
    shapes = [[(xs.at(x), ys.at(y)) for x, y in one] for one in _regions(final)]
    at = xs.at(final.actual[0]), ys.at(final.actual[1])
    parts = [
        fills(KEY, width, 2),
        axis_below(xs, top + side, words=per_cents, most=5),
        axis_left(ys, left, words=per_cents, most=5),
        *(polygon(one, fill=fill(KEY, width, n)) for n, one in enumerate(shapes) if one),
        *(_inside(one, f"{name} elected", at) for one, name in zip(shapes, names, strict=True) if one),
        label(0, 16, f"Share to {names[TWO]}", room=left + side, bold=True),
        label(left + side, top + side + 38, f"Share to {names[ONE]}", anchor="end", room=side, bold=True),
    ]
    if final.ends:
        (x1, y1), (x2, y2) = ((xs.at(a), ys.at(b)) for a, b in final.ends)
        parts.append(line(x1, y1, x2, y2, colour=INK, thick=3))
    parts.append(dot(*at, 7))
    keys, high = legend(
        KEY,
        width,
        0,
        top + side + 54,
        [(n, f"{name} is elected") for n, name in enumerate(names)],
        room=across(width),
    )
    foot = broken(_told(final, [fitted(name, SHORT) for name in names]), 320 if wide else across(width), 14)
    x, y = (left + side / 2 + 120, top + 14) if wide else (0, top + side + 70 + high)
    parts += [keys, lines(x, y, foot, room=across(width), colour=SOFT)]
    height = top + side + 60 + high + (0 if wide else 16 * len(foot))
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, final), parts=parts)


def _inside(corners: list[Pair], words: str, dot: Pair) -> Markup:
    """Words near the middle of a region, where it is surely broad enough for them and clear of the dot."""
    middle = sum((y for _, y in corners), Fraction(0)) / len(corners)
    for y in (middle, middle + 34, middle - 34):
        cuts = sorted(_cuts(corners, y))
        if len(cuts) > 1 and cuts[-1] - cuts[0] >= length_of(words) + 12 and abs(dot[1] - y) > 22:
            return label((cuts[0] + cuts[-1]) / 2, y + 5, words, anchor="middle", bold=True)
    return Markup("")


def _cuts(corners: list[Pair], y: Fraction) -> list[Fraction]:
    """Where a level line cuts the sides of a region."""
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in sides
        if y1 != y2 and min(y1, y2) <= y <= max(y1, y2)
    ]


def _told(final: _Final, names: Sequence[str]) -> str:
    one, two = names
    shares = [percent(share, 1) for share in final.actual]
    words = (
        f"Dot: what was counted, of {number(final.eliminated)} papers of eliminated candidates "
        f"{shares[ONE]} to {one} and {shares[TWO]} to {two}. "
    )
    if not final.ends:
        return (
            words + f"No share to {two} would have been enough: the lead on first preferences is too great."
        )
    level = percent(final.ends[0][1], 1, 2)
    whole = percent(final.ends[1][1], 1, 2)
    return (
        words + f"Thick line: both level. {two} needs more than {level} if none go to {one}, and more than "
        f"{whole} if all go to one of them. Blank: more than all papers."
    )


def _desc(answer: Answer, final: _Final) -> str:
    one, two = names = [name_of(answer, id) for id in final.ids]
    return (
        f"First preferences: {one} {number(final.first[ONE])}, {two} {number(final.first[TWO])}. "
        f"{_told(final, names)}"
    )


PICTURE = Picture(
    key=KEY,
    title="Where each finalist would be elected",
    question="ledger",
    about="The share of eliminated candidates' papers that go to either finalist: the straight line on which "
    "both would be level, and a dot for what was counted.",
    draw=_draw,
    why_not="this is drawn of two finalists and papers of eliminated candidates",
    first=True,
)
