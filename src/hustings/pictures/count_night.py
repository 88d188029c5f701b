"""The count so far: figures that are in, the band of what is outstanding, and who is out of reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import number, papers
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below
from hustings.pictures._svg import (
    INK,
    RED,
    SOFT,
    across,
    bar,
    broken,
    drawing,
    fitted,
    label,
    length_of,
    line,
    lines,
    name_of,
)

KEY = "count-night"
MOST, TOP = 8, 34
ROW: dict[Width, int] = {"wide": 48, "narrow": 64}
HOLDS = {"certain": "certain to be elected", "possible": "can be elected", "impossible": "cannot be elected"}


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One candidate: first preferences, with second preferences counted so far, and the most there can be."""

    id: str
    first: int
    so_far: int
    at_most: int
    elected: str


def _rows(answer: Answer) -> list[_Row]:
    table = answer.table("reach")
    keys = [column.key for column in table.columns]
    made = []
    for cells in table.rows:
        row: Mapping[str, object] = dict(zip(keys, cells, strict=True))
        so_far, at_most = _whole(row["so_far"]), _whole(row["at_most"])
        made.append(
            _Row(
                id=str(row["candidate"]),
                first=_whole(row.get("first", so_far)),
                so_far=so_far,
                at_most=at_most,
                elected=str(row["elected"]),
            )
        )
    return made


def _whole(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _figures(answer: Answer) -> dict[str, int]:
    return {str(key): _whole(papers) for key, _, papers in answer.table("night").rows}


def _second_count(answer: Answer) -> bool:
    return any(column.key == "first" for column in answer.table("reach").columns)


def _mark(answer: Answer, rows: list[_Row]) -> tuple[int, str]:
    """What must be reached, and what for: the second place so far, or the highest figure so far."""
    keys = {column.key for column in answer.table("reach").columns}
    if "final" in keys and len(rows) > 2:
        return _figures(answer)["cut"], "second place so far"
    return max(row.so_far for row in rows), "highest so far"


def _draw(answer: Answer, width: Width) -> Markup:
    rows = _rows(answer)
    shown, right = rows[:MOST], across(width) - 20
    mark, what_for = _mark(answer, rows)
    most = max(1, *(row.at_most for row in rows))
    scale = Scale(low=0, high=most, start=5, end=right)
    parts = [fills(KEY, width, 2)]
    row_height = ROW[width]
    foot = TOP + row_height * len(shown)
    x, words = scale.at(mark), f"{number(mark)}: {what_for}"
    half = length_of(words) / 2
    at = min(max(float(x), half), across(width) - half)
    parts.append(label(at, 16, words, anchor="middle", colour=SOFT))
    parts.append(line(x, 22, x, foot, colour=INK, dash="5 3"))
    for place, row in enumerate(shown):
        parts.append(_bar(answer, row, scale, TOP + row_height * place, width, mark))
    parts.append(axis_below(scale, foot, most=6 if width == "wide" else 3))
    keys, high = legend(KEY, width, 0, foot + 32, _entries(answer), room=across(width))
    told = broken(_foot(answer, rows), across(width), 5)
    parts += [keys, lines(0, foot + 48 + high, told, room=across(width), colour=SOFT)]
    height = foot + 40 + high + 16 * len(told)
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, rows), parts=parts)


def _entries(answer: Answer) -> list[tuple[int | str, str]]:
    second, left = _second_count(answer), _figures(answer)["outstanding"]
    made: list[tuple[int | str, str]] = [(0, "first preferences" if second else "first preferences so far")]
    if second:
        made.append((1, "second preferences counted"))
    if left:
        band = "papers still to be looked at" if second else "papers outstanding, if all were theirs"
        made.append(("nobody", band))
    return made


def _bar(answer: Answer, row: _Row, scale: Scale, top: int, width: Width, mark: int) -> Markup:
    """One candidate's line of words and bar; a red end where it does not come as far as it must."""
    status, wide = HOLDS[row.elected], width == "wide"
    figures = number(row.so_far) + (f" to {number(row.at_most)}" if row.at_most > row.so_far else "")
    told = f"{figures}, {status}" if wide else status
    name = fitted(name_of(answer, row.id), across(width) - length_of(f"{told}  "))
    y, high = top + (20 if wide else 36), 16
    start, first, now, end = map(scale.at, (0, row.first, row.so_far, row.at_most))
    parts = [label(0, top + 14, name, bold=row.elected != "impossible")]
    colour = INK if row.elected != "impossible" else SOFT
    parts.append(label(across(width), top + 14, told, anchor="end", colour=colour))
    if not wide:
        parts.append(label(0, top + 30, figures, colour=SOFT))
    if end > now:
        parts.append(bar(now, y, end - now, high, fill=fill(KEY, width, "nobody"), colour=SOFT))
    if row.first:
        parts.append(bar(start, y, first - start, high, fill=fill(KEY, width, 0)))
    if now > first:
        parts.append(bar(first, y, now - first, high, fill=fill(KEY, width, 1)))
    if mark:
        parts.append(line(scale.at(mark), y - 2, scale.at(mark), y + high + 2, colour=INK, thick=2))
    if row.at_most < mark:
        parts.append(line(end, y - 3, end, y + high + 3, colour=RED, thick=4))
    return Markup("").join(parts)


def _foot(answer: Answer, rows: list[_Row]) -> str:
    told = _figures(answer)
    words = [f"First preferences in: {number(told['in'])}."]
    if told["outstanding"]:
        are = "is" if told["outstanding"] == 1 else "are"
        what = "still to be looked at" if _second_count(answer) else "outstanding at most"
        words.append(f"{papers(told['outstanding'])} {are} {what}.")
    mark, _ = _mark(answer, rows)
    if any(row.at_most < mark for row in rows):
        words.append("Red end: out of reach of the dashed line.")
    if len(rows) > MOST:
        words.append(f"{len(rows) - MOST} more candidates are not drawn.")
    return " ".join(words)


def _desc(answer: Answer, rows: list[_Row]) -> str:
    told = [
        f"{name_of(answer, row.id)}: {number(row.so_far)} so far, at most {number(row.at_most)}, "
        f"{HOLDS[row.elected]}."
        for row in rows
    ]
    return " ".join([_foot(answer, rows), *told])


PICTURE = Picture(
    key=KEY,
    title="The count so far",
    question="reach",
    about="Each candidate's figures so far, the band of what is outstanding, the line that must be reached, "
    "and a red end where that is out of reach.",
    draw=_draw,
)
