"""The triangle of first preferences of three candidates: who is elected where, and how near that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import listed, papers, percent
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._svg import (
    INK,
    SOFT,
    across,
    broken,
    dot,
    drawing,
    fitted,
    label,
    line,
    lines,
    name_of,
    polygon,
)
from hustings.pictures._triangle import Shares, Triangle, shares_of

KEY = "first-triangle"
SHORT = 180
"""So much room a name takes at most where it stands in a sentence of the drawing."""


@dataclass(frozen=True, kw_only=True)
class _Region:
    elected: str
    remaining: str
    corners: tuple[Shares, ...]


def _regions(answer: Answer) -> list[_Region]:
    found: dict[object, tuple[str, str, list[Shares]]] = {}
    for region, elected, remaining, *shares in answer.table("regions").rows:
        one = found.setdefault(region, (str(elected or ""), str(remaining), []))
        one[2].append(shares_of(shares))
    return [_Region(elected=who, remaining=left, corners=tuple(all_)) for who, left, all_ in found.values()]


def _draw(answer: Answer, width: Width) -> Markup:
    wide = width == "wide"
    frame = Triangle(left=40, foot=448, side=480) if wide else Triangle(left=20, foot=290, side=300)
    three = [str(id) for id in answer.table("split").column("candidate")]
    names = [name_of(answer, id) for id in three]
    found = _regions(answer)
    elected = list(dict.fromkeys([*three, *(one.elected for one in found if one.elected)]))
    parts = [fills(KEY, width, len(elected))]
    for region in found:
        which: int | str = elected.index(region.elected) if region.elected else "nobody"
        corners = [frame.at(one) for one in region.corners]
        parts.append(polygon(corners, fill=fill(KEY, width, which), thick=1.2))
    ring = [frame.at(shares_of(row)) for row in answer.table("ring").rows]
    if len(ring) > 2:
        parts.append(polygon(ring, fill="none", colour="#fff", thick=5))
        parts.append(polygon(ring, fill="none", thick=2))
    parts.append(dot(*frame.at(shares_of(answer.table("split").column("share"))), 6))
    parts += _corners(answer, three, frame, width)
    keys, high = legend(KEY, width, 0, frame.foot + 44, _entries(answer, elected, found), room=across(width))
    told = broken(_told(answer, [fitted(one, SHORT) for one in names]), 215 if wide else across(width), 20)
    x, y = (505, 60) if wide else (0, frame.foot + 60 + high)
    parts += [keys, lines(x, y, told, room=across(width), colour=SOFT)]
    height = frame.foot + 50 + high + (0 if wide else 16 * len(told))
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, three, found), parts=parts)


def _corners(answer: Answer, three: Sequence[str], frame: Triangle, width: Width) -> list[Markup]:
    """Who has all first preferences at each corner, and marks at each quarter of the sides."""
    (x1, y1), (x2, _), (x3, y3) = (frame.at(one) for one in _CORNERS)
    left, right = max(0, x1 - 20), across(width) if width == "narrow" else x2 + 30
    room = (right - left) / 2 - 6
    names = [fitted(name_of(answer, id), room) for id in three]
    drawn = [
        label(left, y1 + 20, names[0]),
        label(right, y1 + 20, names[1], anchor="end"),
        label(x3, y3 - 10, names[2], anchor="middle"),
    ]
    for quarter in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
        rest = 1 - quarter
        for shares, dx, dy in (
            ((rest, quarter, Fraction(0)), 0, 6),
            ((Fraction(0), rest, quarter), 5, -3),
            ((quarter, Fraction(0), rest), -5, -3),
        ):
            x, y = frame.at(shares)
            drawn.append(line(x, y, x + dx, y + dy, colour=INK))
    return drawn


_CORNERS: tuple[Shares, ...] = (
    (Fraction(1), Fraction(0), Fraction(0)),
    (Fraction(0), Fraction(1), Fraction(0)),
    (Fraction(0), Fraction(0), Fraction(1)),
)


def _entries(answer: Answer, elected: Sequence[str], found: Sequence[_Region]) -> list[tuple[int | str, str]]:
    made: list[tuple[int | str, str]] = [
        (at, f"{name_of(answer, id)} is elected")
        for at, id in enumerate(elected)
        if any(one.elected == id for one in found)
    ]
    return [*made, ("nobody", "a lot decides")] if any(not one.elected for one in found) else made


def _told(answer: Answer, names: Sequence[str]) -> str:
    shares = shares_of(answer.table("split").column("share"))
    split = [f"{name} {percent(share, 1)}" for name, share in zip(names, shares, strict=True)]
    words = f"Dot: first preferences as counted, {listed(split)} of the three's. "
    changes = answer.table("nearest").column("change")
    most = max((abs(Fraction(one)) for one in changes if isinstance(one, (int, Fraction))), default=None)
    if most is not None:
        words += (
            f"Ring: all splits at which at most {papers(most)} say another first preference, the least that "
            "reaches a border. "
        )
    return (
        f"{words}Corners: all of the three's first preferences for one. Marks: each quarter of a side. "
        "Lines: who remains, or is elected, changes."
    )


def _desc(answer: Answer, three: Sequence[str], found: Sequence[_Region]) -> str:
    ends = {one.elected: f"{name_of(answer, one.elected)} is elected" for one in found if one.elected}
    outcomes = dict.fromkeys(
        f"where {one.remaining} remain, {ends.get(one.elected, 'a lot decides')}" for one in found
    )
    names = [name_of(answer, id) for id in three]
    return (
        f"A triangle whose corners are all first preferences for {listed(names)}. {_told(answer, names)} "
        f"Regions: {'; '.join(outcomes)}. {answer.sentence}"
    )


PICTURE = Picture(
    key=KEY,
    title="Who is elected for which first preferences",
    question="regions",
    about="The triangle of first preferences of three candidates: straight regions of who is elected, a dot "
    "where the election fell, and a ring as far as the nearest border.",
    draw=_draw,
)
