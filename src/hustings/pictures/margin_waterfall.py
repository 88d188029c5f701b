"""How close it was: first preferences, second preferences added to them, and the gaps to the one ahead."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import number
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below
from hustings.pictures._svg import INK, SOFT, across, bar, drawing, label, length_of, line, lines, name_of

KEY = "margin-waterfall"
MOST = 5
"""So many candidates are drawn at most."""
MARGIN, END, HIGH = 12, 38, 24
"""Room at the edges (at the end of the axis half a figure stands beyond it), and how high bars are."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One candidate: first preferences, those added (None: none were counted), and who is ahead.

    `ahead` is the figure that the gap is measured to, None for the one whom nobody is ahead of.
    """

    name: str
    first: int
    added: int | None
    ahead: int | None
    words: str

    @property
    def total(self) -> int:
        """What the candidate has in the end."""
        return self.first + (self.added or 0)


def _steps(answer: Answer) -> list[Step]:
    """The candidates of the table, each with the gap to whoever it is measured against."""
    table = next((one for one in answer.figures if one.key == "waterfall"), None)
    rows = [] if table is None else table.rows[:MOST]
    made: list[Step] = []
    finals = [row for row in rows if row[3] is not None]
    for at, (id, first, added, _) in enumerate(rows):
        assert isinstance(first, int) and (added is None or isinstance(added, int))
        ahead, words = None, ""
        if at:
            in_final = added is not None
            to_first = in_final or at == 1
            # Who did not remain is measured against the last of those who did, on first preferences.
            kept = [one.first for one in made if not finals or one.added is not None]
            ahead = made[0].total if to_first else min(kept[:2] if not finals else kept)
            gap = ahead - first - (added or 0)
            whom = "the first" if to_first else "second place"
            words = f"{number(gap)} behind {whom}" if gap else f"level with {whom}"
        name = name_of(answer, str(id))
        made.append(Step(name=name, first=first, added=added, ahead=ahead, words=words))
    return made


def _figures(step: Step) -> str:
    if step.added is None:
        return number(step.first)
    return f"{number(step.first)} + {number(step.added)} = {number(step.total)}"


def _draw(answer: Answer, width: Width) -> Markup:
    steps = _steps(answer)
    if len(steps) < 2 or not steps[0].total:
        return Markup("")
    wide = across(width)
    scale = Scale(low=0, high=max(step.total for step in steps), start=MARGIN, end=wide - END)
    used: list[tuple[int | str, str]] = [(0, "First preferences")]
    used += [(1, "Second preferences counted")] if any(step.added for step in steps) else []
    used += [("nobody", "Gap")]
    told, tall = legend(KEY, width, MARGIN, 4, used, room=wide - 2 * MARGIN)
    parts = [fills(KEY, width, 2), told]
    y = int(tall) + 14
    for step in steps:
        drawn, y = _row(step, y, scale, width)
        parts.append(drawn)
    parts.append(axis_below(scale, y, most=6 if width == "wide" else 3))
    parts.append(label(wide - MARGIN, y + 36, "votes", anchor="end", colour=SOFT))
    return drawing(
        KEY, width, y + 46, title=f"How close it was: {steps[0].name} ahead", desc=_desc(steps), parts=parts
    )


def _row(step: Step, y: int, scale: Scale, width: Width) -> tuple[Markup, int]:
    """A candidate's name and figures, the bar below with the gap at its end; and where the next begins."""
    room = across(width) - 2 * MARGIN
    parts = []
    if width == "wide":
        parts.append(label(MARGIN, y + 12, step.name, bold=True, room=room // 2))
        parts.append(label(MARGIN + room, y + 12, _figures(step), anchor="end"))
    else:
        parts.append(lines(MARGIN, y + 12, step.name, room=room, most=1, bold=True))
        y += 17
        parts.append(label(MARGIN, y + 12, _figures(step)))
    y += 18
    start, first, end = scale.at(0), scale.at(step.first), scale.at(step.total)
    parts.append(bar(start, y, first - start, HIGH, fill=fill(KEY, width, 0)))
    if step.added:
        parts.append(bar(first, y, end - first, HIGH, fill=fill(KEY, width, 1)))
    if step.ahead is not None:
        there = scale.at(step.ahead)
        if step.ahead > step.total:
            parts.append(bar(end, y, there - end, HIGH, fill=fill(KEY, width, "nobody")))
        parts.append(line(there, y, there, y + HIGH + 5, colour=INK, thick=2))
        ends = max(there, Fraction(MARGIN + length_of(step.words)))
        parts.append(label(ends, y + HIGH + 18, step.words, anchor="end", bold=True))
        y += 20
    return Markup("").join(parts), y + HIGH + 16


def _desc(steps: list[Step]) -> str:
    """All of it in words."""
    told = []
    for step in steps:
        words = f"{step.name}: {number(step.first)} first preferences"
        if step.added is not None:
            words += f", {number(step.added)} second preferences counted, {number(step.total)} in all"
        told.append(f"{words}; {step.words}." if step.words else f"{words}.")
    return " ".join(told)


PICTURE = Picture(
    key=KEY,
    title="How close it was",
    question="margin",
    about="First preferences, second preferences added to them and the votes to spare; beside it, how far "
    "the third was from second place.",
    draw=_draw,
    why_not="the margin under this rule has no such steps",
)
