"""A forecast as a map: each drawn election by its leads on first and on second preferences.

Source: of two who remain, the one is elected whose lead on first preferences is more than what the other
gains on second preferences (LDEDCA 2009 Sch 5B para 5): in these two leads the border is one straight line,
the same for every draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import chance, percent
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below, axis_left, per_cents
from hustings.pictures._svg import INK, SOFT, across, dot, drawing, label, line, lines, name_of, polygon

KEY = "forecast-map"
STEP = Fraction(5, 100)

Lead = tuple[Fraction, Fraction]
"""The lead of the likelier one on first preferences and on second preferences counted, of all first ones."""


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """The two likeliest to remain, the likelier to be elected first, and the leads of some draws."""

    names: tuple[str, str]
    elected: tuple[str, str]
    leads: tuple[Lead, ...]

    @property
    def won(self) -> int:
        """In how many of the draws the first is elected."""
        return sum(first + second > 0 for first, second in self.leads)


def draw(answer: Answer, width: Width) -> Markup:
    """Both regions, the border between them, a dot for each draw."""
    cloud = cloud_of(answer)
    if cloud is None:
        return Markup("")
    left, top, wide, high = (62, 40, 640, 380) if width == "wide" else (58, 56, 258, 300)
    (low_x, high_x), (low_y, high_y) = (_span([lead[at] for lead in cloud.leads]) for at in (0, 1))
    xs = Scale(low=low_x, high=high_x, start=left, end=left + wide)
    ys = Scale(low=low_y, high=high_y, start=top + high, end=top)
    keys, more = legend(
        KEY,
        width,
        8,
        top + high + 52,
        [(at, f"{name} is elected ({cloud.elected[at]})") for at, name in enumerate(cloud.names)],
        room=across(width) - 16,
    )
    told = f"A dot for each of {len(cloud.leads)} draws in which these two remain. A forecast, not a result."
    parts = [
        fills(KEY, width, 2),
        *_regions(xs, ys, width),
        axis_below(xs, top + high, words=per_cents, most=6),
        axis_left(ys, left, words=per_cents, most=6),
        *(dot(xs.at(x), ys.at(y), 3, thick=1) for x, y in cloud.leads),
        lines(
            8,
            18,
            f"Lead of {cloud.names[0]} on second preferences counted",
            room=across(width) - 16,
            bold=True,
        ),
        label(left + wide, top + high + 38, "lead on first preferences", anchor="end", bold=True, room=wide),
        keys,
        lines(8, top + high + 68 + more, told, room=across(width) - 16, most=3, colour=SOFT),
    ]
    height = top + high + 60 + more + (16 if width == "wide" else 48)
    return drawing(KEY, width, height, title=PICTURE.title, desc=_described(answer, cloud), parts=parts)


def cloud_of(answer: Answer) -> Cloud | None:
    """The draws as leads; None where the answer is no forecast, or nobody else can be eliminated."""
    if answer.question != "forecast":
        return None
    pair = [str(cell) for cell in answer.table("pairs").rows[0][:2]]
    then = Fraction(answer.table("pairs").rows[0][3] or 0)
    leads = []
    for row in answer.table("cloud").rows:
        a, b, to_a, to_b = (Fraction(cell or 0) for cell in row)
        leads.append((a - b, (to_a - to_b) * (1 - a - b)))
    if not any(second for _, second in leads):
        return None
    return Cloud(
        names=(name_of(answer, pair[0]), name_of(answer, pair[1])),
        elected=(chance(then), chance(1 - then)),
        leads=tuple(leads),
    )


def _regions(xs: Scale, ys: Scale, width: Width) -> list[Markup]:
    """Where the one is elected, where the other, and the border between them."""
    corners = [(xs.low, ys.low), (xs.high, ys.low), (xs.high, ys.high), (xs.low, ys.high)]
    exact = [(Fraction(x), Fraction(y)) for x, y in corners]
    sides = (clipped(exact, 1), clipped(exact, -1))
    made = [
        polygon([_at(xs, ys, one) for one in shape], fill=fill(KEY, width, at))
        for at, shape in enumerate(sides)
        if len(shape) > 2
    ]
    border = [_at(xs, ys, one) for one in sides[0] if one in sides[1]]
    return [*made, *(line(*a, *b, colour=INK, thick=3) for a, b in [border] if len(border) == 2)]


def _at(xs: Scale, ys: Scale, corner: Lead) -> Lead:
    return xs.at(corner[0]), ys.at(corner[1])


def _span(leads: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Round ends that hold all the leads and nought.

    >>> [str(one) for one in _span([Fraction(3, 100), Fraction(12, 100)])]
    ['-1/20', '3/20']
    """
    low, high = min(Fraction(0), *leads), max(Fraction(0), *leads)
    return (low // STEP) * STEP - (STEP if low == 0 else 0), -(-high // STEP) * STEP + (
        STEP if high == 0 else 0
    )


def clipped(corners: Sequence[Lead], side: int) -> list[Lead]:
    """The part of a shape in which the two leads add up to more (side 1) or less (side -1) than nought.

    >>> [tuple(map(int, one)) for one in clipped([(-1, -1), (1, -1), (1, 1), (-1, 1)], 1)]
    [(1, -1), (1, 1), (-1, 1)]
    """
    kept: list[Lead] = []
    for at, one in enumerate(corners):
        before = corners[at - 1]
        here, there = sum(one, Fraction(0)) * side, sum(before, Fraction(0)) * side
        if here * there < 0:
            part = there / (there - here)
            kept.append((before[0] + part * (one[0] - before[0]), before[1] + part * (one[1] - before[1])))
        if here >= 0:
            kept.append((Fraction(one[0]), Fraction(one[1])))
    return kept


def _described(answer: Answer, cloud: Cloud) -> str:
    first = sorted(lead for lead, _ in cloud.leads)[len(cloud.leads) // 2]
    second = sorted(lead for _, lead in cloud.leads)[len(cloud.leads) // 2]
    return (
        f"{len(cloud.leads)} draws in which {cloud.names[0]} and {cloud.names[1]} remain. {cloud.names[0]} "
        f"is elected in {cloud.won} of them, where both leads add up to more than nought. The middle lead on "
        f"first preferences is {_points(first)}, on second preferences counted {_points(second)}. "
        f"{answer.sentence}"
    )


def _points(lead: Fraction) -> str:
    return ("-" if lead < 0 else "") + percent(abs(lead), 1)


PICTURE = Picture(
    key=KEY,
    title="A forecast as a map of who wins where",
    question="forecast",
    about="Draws between the two likeliest to remain, by their lead on first and on second "
    "preferences, with the straight border between one being elected and the other.",
    draw=draw,
    why_not="a map needs a forecast with somebody who can be eliminated",
)
