"""Which first preferences defeat the pact? The triangle of the two partners and the rival."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import percent
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._svg import (
    SOFT,
    across,
    broken,
    dot,
    drawing,
    fitted,
    label,
    lines,
    name_of,
    polygon,
)
from hustings.pictures._triangle import HIGH, Shares, Triangle, shares_of

KEY = "pact-splits"

WHY: Mapping[str, str] = {
    "half": "half or more",
    "neither": "neither partner remains",
    "others": "more than both",
    "exchange": "too little exchange",
    "level": "level at the cut",
}
"""Why the rival is elected, in few words."""


NAME = 130
"""How long a name may be beside a fill."""


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """Polygons by what is drawn of them: a winner's id, or "!" and why the rival is elected."""

    ids: tuple[str, str, str]
    groups: Mapping[str, list[list[Shares]]]
    here: Shares


def _parts(answer: Answer) -> _Parts | None:
    if not answer.has("splits"):
        return None
    here = answer.table("here").rows[0]
    votes = [Fraction(one or 0) for one in here[3:6]]
    groups: dict[str, list[list[Shares]]] = {}
    for _, rows in groupby(answer.table("splits").rows, key=lambda row: row[0]):
        corners = list(rows)
        _, winner, mode = corners[0][:3]
        kind = f"!{mode}" if mode else str(winner)
        groups.setdefault(kind, []).append([shares_of(row[3:]) for row in corners])
    whole = sum(votes)
    return _Parts(
        ids=(str(here[0]), str(here[1]), str(here[2])),
        groups=groups,
        here=(votes[0] / whole, votes[1] / whole, votes[2] / whole),
    )


def _draw(answer: Answer, width: Width) -> Markup:
    found = _parts(answer)
    if found is None:
        return Markup("")
    side = 440 if width == "wide" else 320
    left, top = (20 if width == "wide" else 10), 44
    triangle = Triangle(left=left, foot=top + side * HIGH, side=side)
    names = [name_of(answer, id) for id in found.ids]
    kinds, half = _kinds(found), side / 2 - 6
    foot = triangle.foot + 20
    feet = [broken(f"All for {name}", half) for name in names[:2]]
    under = foot + 16 * max(map(len, feet)) - 16
    parts = [
        fills(KEY, width, len(kinds)),
        *(
            polygon([triangle.at(corner) for corner in corners], fill=fill(KEY, width, at), thick=0.8)
            for kind, at in kinds.items()
            for corners in found.groups[kind]
        ),
        label(left + side / 2, 30, f"All for {names[2]}", anchor="middle", bold=True, room=side + 2 * left),
        lines(left, foot, feet[0], bold=True, room=half),
        lines(left + side, foot, feet[1], anchor="end", bold=True, room=half),
        dot(*triangle.at(found.here), 7),
    ]
    entries = [(at, _words(answer, found, kind, NAME)) for kind, at in kinds.items()]
    keys, tall = legend(KEY, width, 0, under + 14, entries, room=across(width))
    words = broken(_told(answer, found), 230 if width == "wide" else across(width), 20)
    x, y = (left + side + 20, top + 14) if width == "wide" else (0, under + 30 + Fraction(tall))
    parts += [keys, lines(x, y, words, room=across(width), colour=SOFT)]
    height = under + 20 + Fraction(tall) + (0 if width == "wide" else 16 * len(words))
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, found), parts=parts)


def _kinds(found: _Parts) -> dict[str, int | str]:
    """What is drawn, each with a fill: partners, why the rival is elected, others, level."""
    first = [id for id in found.ids[:2] if id in found.groups]
    why = [f"!{mode}" for mode in WHY if f"!{mode}" in found.groups]
    rest = [one for one in found.groups if one and one not in first and one not in why]
    places: dict[str, int | str] = {id: found.ids.index(id) for id in first}
    places |= {one: 2 + at for at, one in enumerate((*why, *rest))}
    return places | ({"": "nobody"} if "" in found.groups else {})


def _words(answer: Answer, found: _Parts, kind: str, room: int = 10_000) -> str:
    """What a fill means; a name no longer than its room, so that what follows it is seen."""
    if not kind:
        return "a lot"
    name = fitted(name_of(answer, found.ids[2] if kind.startswith("!") else kind), room)
    return f"{name}: {WHY[kind[1:]]}" if kind.startswith("!") else f"{name} elected"


def _told(answer: Answer, found: _Parts) -> str:
    names = [name_of(answer, id) for id in found.ids]
    shares = ", ".join(f"{name} {percent(share, 1)}" for name, share in zip(names, found.here, strict=True))
    return (
        f"Each place is a share-out of the first preferences of these three. Dot: this election ({shares}). "
        "Thin lines: who remains changes. "
        "Everybody else's first preferences, and the exchange, are as in the answer. On the line from the "
        f"top to the middle of the base {names[0]} and {names[1]} are level: where both are behind "
        f"{names[2]} there, all remain and nothing is exchanged."
    )


def _desc(answer: Answer, found: _Parts) -> str:
    parts = [
        f"{_words(answer, found, kind)}: {percent(sum(map(_area, found.groups[kind])), 1)} of the triangle"
        for kind in _kinds(found)
    ]
    return f"{_told(answer, found)} {'; '.join(parts)}."


def _area(corners: list[Shares]) -> Fraction:
    """What share of the triangle a polygon takes."""
    turned = pairwise([*corners, corners[0]])
    return abs(sum((a[0] * b[1] - b[0] * a[1] for a, b in turned), Fraction(0)))


PICTURE = Picture(
    key=KEY,
    title="Which first preferences defeat the pact",
    question="pact",
    about="The triangle of first preferences of the two partners and the rival: who is elected under the "
    "pact, and where the rival is, why.",
    draw=_draw,
    why_not="neither partner has a first preference",
)
