"""Lines of a terminal: 80 columns, whatever stands in a name; a table whose names give way to its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from rich.console import Console

WIDTH, LABEL = 80, 14

PLAIN, BOLD, DIM, GOOD, WARN = "", "bold", "dim", "bold green", "bold yellow"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text and the style it has where there are colours."""

    text: str
    style: str = PLAIN


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table: a rank or nothing, a name and what gives way first behind it, figures, an outcome."""

    rank: str
    name: str
    party: str = ""
    figures: tuple[str, ...] = ()
    end: str = ""


def columns(heads: Sequence[tuple[str, str]], rows: Sequence[Row]) -> Iterator[Line]:
    """A table with two lines of headings; its last column is how each row ends."""
    widths = [
        2 + max(cell_len(part) for part in (*head, *(row.figures[at] for row in rows)))
        for at, head in enumerate(heads)
    ]
    last = max((len(row.end) for row in rows), default=0)
    room = WIDTH - 4 - sum(widths) - (2 + last if heads else 0)
    for line in (0, 1):
        shown = "".join(_right(head[line], wide) for head, wide in zip(heads, widths, strict=True))
        if shown.strip():
            yield Line(text=" " * (4 + room) + shown, style=DIM)
    for row in rows:
        figures = "".join(_right(one, wide) for one, wide in zip(row.figures, widths, strict=True))
        style = GOOD if row.end.startswith("ELECTED") else DIM if row.end.startswith("out") else PLAIN
        end = f"  {row.end}" if row.end else ""
        yield Line(text=f"{row.rank:>3} {fitted(row.name, row.party, room)}{figures}{end}", style=style)


def room_of(widths: Sequence[int], last: int) -> int:
    """The columns that are left for names beside figures of these widths and an end of that many."""
    return WIDTH - 4 - sum(2 + one for one in widths) - (2 + last if last else 0)


def _right(text: str, wide: int) -> str:
    return " " * (wide - cell_len(text)) + text


def fitted(name: str, party: str, room: int) -> str:
    """A name and party in so many columns: the party gives way first; what is cut ends in two dots."""
    whole = f"{name} ({party})" if party else name
    if cell_len(whole) <= room:
        return set_cell_size(whole, room)
    if cell_len(name) <= room < cell_len(name) + len(" (abcd..)"):
        return set_cell_size(name, room)
    end = "..)" if cell_len(name) < room else ".."
    return set_cell_size(set_cell_size(whole, room - len(end)).rstrip() + end, room)


def told(label: str, sentences: Iterable[str], *, style: str = PLAIN) -> Iterator[Line]:
    """A label and its sentences beside it, each wrapped in the room that is left."""
    for sentence in sentences:
        for line in wrapped(sentence, WIDTH - LABEL):
            yield Line(text=label.ljust(LABEL) + line, style=style)
            label = ""


def plain_text(lines: Iterable[Line]) -> str:
    """Lines as plain text."""
    return "".join(f"{line.text.rstrip()}\n" for line in lines)


def print_lines(lines: Iterable[Line], console: Console) -> None:
    """Print lines with the console's colours, which honours NO_COLOR."""
    from rich.text import Text

    for line in lines:
        console.print(Text(line.text.rstrip(), style=line.style), soft_wrap=True)


def wrapped(sentence: str, room: int) -> list[str]:
    """Words in lines of at most `room` columns, a word longer than that cut."""
    lines = [""]
    for word in sentence.split():
        rest = word
        if cell_len(lines[-1]) + 1 + cell_len(rest) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {rest}".lstrip()
        else:
            lines.append(rest)
        while cell_len(lines[-1]) > room:
            cut = set_cell_size(lines[-1], room).rstrip()
            lines[-1:] = [cut, lines[-1][len(cut) :]]
    return lines
