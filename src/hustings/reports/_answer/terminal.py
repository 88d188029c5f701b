"""An answer on a terminal: the figures, what is certain, what it rests on, the answer last; 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from hustings.answer import Answer, Figures
from hustings.reports._answer import words
from hustings.reports._figures import clean, sentence
from hustings.reports._lines import BOLD, DIM, GOOD, WIDTH, Line, fitted, plain_text, told, wrapped

SHOWN = 12
"""So many rows of a table, and so many changes of a witness, are shown unless all are asked for."""

NARROWEST = 16
"""Columns that names keep, at least, before a table's rows become paragraphs."""


def render(of: Answer) -> bytes:
    """The answer as plain UTF-8 text, nothing left out."""
    return text(of, every=True).encode()


def text(of: Answer, *, every: bool = False) -> str:
    """The answer as plain text, every line at most 80 columns."""
    return plain_text(lines(of, every))


def lines(of: Answer, every: bool) -> Iterator[Line]:
    """What is shown, line by line; `every` leaves nothing out."""
    for line in wrapped(clean(of.contest.title), WIDTH):
        yield Line(text=line, style=BOLD)
    head = f"{of.title}: {words.asked(of)}" if of.asked else of.title
    for line in wrapped(clean(head), WIDTH):
        yield Line(text=line)
    for one in of.figures:
        if one.rows and (every or not one.detail):
            yield Line(text="")
            yield from _figures(of, one, every)
    yield Line(text="")
    for word, claims in words.findings(of):
        yield from told(word, [f"{claims}."])
    yield from told("Chances", words.chances(of))
    yield from _proofs(of, every)
    yield from told("Assumes", [sentence(one) for one in of.assumptions])
    yield from told("Worked from", [f"{sentence(of.level)}."], style=DIM)
    yield from told("Would add", [sentence(of.fuller)] if of.fuller else [], style=DIM)
    yield from told("Notes", [clean(one.words) for one in of.notes], style=DIM)
    yield Line(text="")
    yield from told("ANSWER", [clean(of.sentence)], style=GOOD)
    yield from told("", [UNOFFICIAL], style=DIM)


UNOFFICIAL = "Calculated. A question about an election, not a result of one."


def _proofs(of: Answer, every: bool) -> Iterator[Line]:
    label = "Proof"
    for one in of.witnesses:
        yield from told(label, [words.proof(of, one)])
        label = ""
        changes = list(words.changes(of, one.changes))
        shown = changes if every else changes[:SHOWN]
        yield from told("", [f"- {change}" for change in shown], style=DIM)
        if len(shown) < len(changes):
            yield from told("", [f"... {len(changes) - len(shown)} more (--all)"], style=DIM)


def _figures(of: Answer, one: Figures, every: bool) -> Iterator[Line]:
    """A table: in columns where its names can give way enough, else a paragraph for each row."""
    for line in wrapped(clean(one.title), WIDTH):
        yield Line(text=line, style=BOLD)
    kept = one.rows if every else one.rows[:SHOWN]
    rows = [
        [words.cell(of, value, column) for value, column in zip(row, one.columns, strict=True)]
        for row in kept
    ]
    yield from _in_columns(one, rows) or _in_paragraphs(one, rows)
    if len(kept) < len(one.rows):
        yield Line(text=f"... {len(one.rows) - len(kept)} more (--all)", style=DIM)
    for line in wrapped(clean(one.note), WIDTH) if one.note else []:
        yield Line(text=line, style=DIM)


def _in_columns(one: Figures, rows: Sequence[Sequence[str]]) -> list[Line]:
    """The rows with a line of headings; nothing where 80 columns do not hold them."""
    left = [column.unit in ("text", "candidate") for column in one.columns]
    heads = [_head_lines(column.head) for column in one.columns]
    deep = max(map(len, heads))
    heads = [[""] * (deep - len(head)) + head for head in heads]
    widths = [
        max(cell_len(text) for text in (*heads[at], *(row[at] for row in rows)))
        for at in range(len(one.columns))
    ]
    names = max((at for at in range(len(left)) if left[at]), key=lambda at: widths[at], default=None)
    over = sum(widths) + 2 * (len(widths) - 1) - WIDTH
    if over > 0:
        if names is None or widths[names] - over < NARROWEST:
            return []
        widths[names] -= over
    made = [([head[line] for head in heads], DIM) for line in range(deep)]
    made += [(list(row), "") for row in rows]
    return [Line(text=_row(cells, widths, left), style=style) for cells, style in made]


def _head_lines(head: str) -> list[str]:
    """A heading in lines that are not much longer than its longest word."""
    longest = max(map(len, head.split()), default=1)
    return wrapped(head, max(longest, 10))


def _row(cells: Sequence[str], widths: Sequence[int], left: Sequence[bool]) -> str:
    return "  ".join(
        fitted(text, "", wide) if to_left else " " * (wide - cell_len(text)) + text
        for text, wide, to_left in zip(cells, widths, left, strict=True)
    ).rstrip()


def _in_paragraphs(one: Figures, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    for row in rows:
        said = "; ".join(
            f"{column.head.lower()} {text}" for column, text in zip(one.columns[1:], row[1:], strict=True)
        )
        for at, line in enumerate(wrapped(f"{row[0]}: {said}.", WIDTH - 2)):
            yield Line(text="  " * (at > 0) + line)
