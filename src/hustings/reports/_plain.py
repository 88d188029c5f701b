"""A document as plain text of 80 columns, for a terminal, a file or a printer."""

from __future__ import annotations

import textwrap

from hustings.reports._documents.sheet import (
    DERIVED_MARK,
    DERIVED_NOTE,
    Block,
    Entries,
    Row,
    Sheet,
    Table,
    Words,
    banded,
    clean,
)

WIDTH = 80
NARROWEST = 26
"""Columns that names keep, at least, before a table is split into bands."""
WIDEST = 24
"""Columns that a heading or figure takes at most."""
GAP = 2


def lines_of(sheet: Sheet) -> list[str]:
    """The lines of one document, none longer than 80 columns."""
    lines = [words.upper() for words in map(clean, sheet.marking)]
    lines += [*_wrapped(sheet.title), *_wrapped(sheet.subtitle), "=" * WIDTH]
    for block in sheet.body:
        lines += ["", *_block(block)]
    if sheet.missing:
        lines += ["", "Not known:", *(line for one in sheet.missing for line in _item(one))]
    for one in sheet.signatures:
        lines += ["", "", *_wrapped(f"{one.what} {'.' * 34}  date {'.' * 16}"), *_wrapped(one.by)]
    notes = [*sheet.notes, *([DERIVED_NOTE] if sheet.has_derived else [])]
    if notes:
        lines += ["", *(line for one in notes for line in _item(one))]
    if sheet.cites:
        lines += ["", *_wrapped("Law: " + "; ".join(sheet.cites))]
    return [line.rstrip() for line in lines]


def _block(block: Block) -> list[str]:
    if isinstance(block, Words):
        return _wrapped(_marked(block.text, block.derived))
    if isinstance(block, Entries):
        return _entries(block)
    lines: list[str] = []
    for part in banded(block, _most(block)):
        lines += ([""] if lines else []) + _table(part)
    return lines


def _marked(text: str, derived: bool) -> str:
    return f"{text} {DERIVED_MARK}" if derived else text


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(clean(text), width, break_on_hyphens=False) or [""]


def _item(text: str) -> list[str]:
    first, *rest = _wrapped(text, WIDTH - 2)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _entries(block: Entries) -> list[str]:
    lines = _wrapped(block.title) if block.title else []
    names = [_marked(clean(line.words), line.derived) for line in block.lines]
    left = min(max(map(len, names), default=0), 36)
    for name, line in zip(names, block.lines, strict=True):
        values = _wrapped(line.value, WIDTH - left - GAP)
        words = _wrapped(name, left)
        for place in range(max(len(values), len(words))):
            word = words[place] if place < len(words) else ""
            value = values[place] if place < len(values) else ""
            lines.append(f"{word:<{left}}{' ' * GAP}{value}")
    return lines


def _figure_widths(table: Table) -> list[int]:
    """How wide each further column must be: whole headings where all fit, else the longest word of each."""
    further = range(table.texts, len(table.columns))
    figures = [max((len(clean(row.cells[one])) for row in table.rows), default=1) for one in further]
    words = [max(map(len, _heading(table, one).split()), default=1) for one in further]
    roomy = [max(len(_heading(table, one)), wide) for one, wide in zip(further, figures, strict=True)]
    if sum(roomy) + GAP * len(roomy) <= WIDTH - NARROWEST * table.texts:
        return roomy
    return [min(max(pair), WIDEST) for pair in zip(figures, words, strict=True)]


def _heading(table: Table, column: int) -> str:
    return clean(table.columns[column]) + (DERIVED_MARK if column in table.derived else "")


def _most(table: Table) -> int:
    """How many further columns fit beside the words."""
    widths = _figure_widths(table)
    room = WIDTH - NARROWEST * table.texts
    if sum(widths) + GAP * len(widths) <= room:
        return len(table.columns)
    return max(1, room // (max(widths) + GAP))


def _table(table: Table) -> list[str]:
    figures = _figure_widths(table)
    room = WIDTH - sum(figures) - GAP * (len(figures) + table.texts - 1)
    widths = [*_text_widths(table, room), *figures]
    lines = _wrapped(table.title) if table.title else []
    heads = [_heading(table, column) for column in range(len(table.columns))]
    lines += _row(table, heads, widths)
    rule = "  ".join("-" * width for width in widths)
    lines.append(rule)
    for row in table.rows:
        if row.strong and row is table.rows[-1] and len(table.rows) > 1:
            lines.append(rule)
        lines += _row(table, _cells(row), widths)
    return lines


def _cells(row: Row) -> list[str]:
    first, *rest = map(clean, row.cells)
    return [_marked(first, row.derived), *rest]


def _text_widths(table: Table, room: int) -> list[int]:
    """Words take what they need, and share what there is when it is not enough."""
    cells = [_cells(row) for row in table.rows]
    wanted = [
        max([len(_heading(table, one)), *(len(row[one]) for row in cells)]) for one in range(table.texts)
    ]
    if sum(wanted) <= room:
        return wanted
    share = max(room // table.texts, 1)
    return [min(one, share) if sum(wanted) - one < share else share for one in wanted]


def _row(table: Table, cells: list[str], widths: list[int]) -> list[str]:
    """One row, as many lines as its longest cell needs; figures stand right, on the first line."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = []
        for column, (cell, width) in enumerate(zip(wrapped, widths, strict=True)):
            text = cell[number] if number < len(cell) else ""
            left = column < table.texts or column >= len(table.columns) - table.remarks
            parts.append(f"{text:<{width}}" if left else f"{text:>{width}}")
        lines.append("  ".join(parts))
    return lines
