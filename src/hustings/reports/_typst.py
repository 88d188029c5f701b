"""Documents as PDF, by way of typst: the same documents give the same bytes on every machine.

No clock, no network, no file is read: the fonts are those built into typst, the date is none, and every
name stands in the source as a string literal, so that nothing in it can be markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.errors import UsageError
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

WIDE = 6
"""A table with more columns of figures than this turns the page on its side."""
MOST = {False: 6, True: 12}
"""How many columns of figures an upright page takes, and one on its side, before a table is split."""
LONG = 12
"""A table of more rows than this is long."""

SETTINGS = """
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "en", region: "gb", number-type: "lining")
#set par(leading: 0.55em)
#set table(stroke: (x, y) => if y > 1 { (top: 0.25pt + luma(205)) }, inset: (x: 5pt, y: 3pt))
#show table.cell.where(y: 0): set text(weight: "bold", size: 0.92em)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading: set block(above: 1.3em, below: 0.7em, sticky: true)
"""


def pdf_of(sheets: Sequence[Sheet]) -> bytes:
    """Documents as one PDF, each on pages of its own; raises UsageError where typst is not installed."""
    if not sheets:
        raise UsageError("there is no document to print", hint="count the election first")
    try:
        import typst
    except ImportError:
        raise UsageError(
            "a PDF needs the package typst, which is not installed",
            hint="pip install 'hustings[pdf]', or print text: -o document.txt",
        ) from None
    made = typst.compile(source_of(sheets).encode(), format="pdf", ignore_system_fonts=True)
    return bytes(made)


def source_of(sheets: Sequence[Sheet]) -> str:
    """The typst source of documents."""
    title = sheets[0].title if len(sheets) == 1 else f"Documents of the count: {sheets[0].subtitle}"
    settings = f"#set document(title: {literal(title)}, date: none)\n{SETTINGS}"
    return settings + "".join(map(_sheet, sheets))


def literal(text: str) -> str:
    """Text as a typst string literal: in a string nothing but the backslash and the quote has a meaning.

    >>> literal('#Ann "A" \\\\ $x$')
    '"#Ann \\\\"A\\\\" \\\\\\\\ $x$"'
    """
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(text: str) -> str:
    return f"#text({literal(text)})"


def _sheet(sheet: Sheet) -> str:
    wide = any(isinstance(one, Table) and len(one.columns) - one.texts > WIDE for one in sheet.body)
    foot = literal(" · ".join((sheet.title, sheet.subtitle)))
    parts = [
        f'#page(paper: "a4", flipped: {_bool(wide)}, margin: (x: 20mm, top: 16mm, bottom: 18mm), '
        f"footer: context [#set text(size: 8pt, fill: luma(80))\n#grid(columns: (1fr, auto), "
        f"column-gutter: 8mm, {foot}, counter(page).display())])["
    ]
    if sheet.marking:
        marks = literal("  ·  ".join(sheet.marking).upper())
        parts.append(
            f'#block(width: 100%, stroke: 0.8pt, inset: 5pt, align(center, text(weight: "bold", size: 9.5pt, '
            f"tracking: 0.04em, {marks})))"
        )
    parts.append(f"#heading(level: 1, {literal(sheet.title)})")
    parts.append(_text(sheet.subtitle))
    parts.append("#line(length: 100%, stroke: 0.8pt)")
    for place, block in enumerate(sheet.body):
        after = any(isinstance(one, Table) for one in sheet.body[:place])
        parts.append(_block(block, wide, after=after))
    parts += _end(sheet)
    parts.append("]\n")
    return "\n".join(parts)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _block(block: Block, wide: bool, *, after: bool) -> str:
    """One block; a long wide table that comes after another begins a page, so that none is cut needlessly."""
    if isinstance(block, Words):
        text = literal(_marked(block.text, block.derived))
        weight = "bold" if block.strong else "regular"
        # What is said in bold stays with what follows it.
        sticky = _bool(block.strong)
        return f'#block(above: 1em, below: 1em, sticky: {sticky}, text(weight: "{weight}", {text}))'
    if isinstance(block, Entries):
        return _entries(block)
    parts = banded(block, MOST[wide])
    long = len(block.rows) > LONG and len(parts[0].columns) - block.texts > WIDE
    breaks = [long and (after or number > 0) for number in range(len(parts))]
    return "\n".join(
        ("#pagebreak(weak: true)\n" if broken else "") + _table(part, wide)
        for part, broken in zip(parts, breaks, strict=True)
    )


def _marked(text: str, derived: bool) -> str:
    return f"{text} {DERIVED_MARK}" if derived else text


def _entries(block: Entries) -> str:
    cells = []
    for line in block.lines:
        cells.append(f"text(fill: luma(60), {literal(_marked(line.words, line.derived))})")
        cells.append(literal(line.value))
    heading = f"#heading(level: 2, {literal(block.title)})\n" if block.title else ""
    joined = ",\n  ".join(cells)
    grid = f"grid(columns: (auto, 1fr), column-gutter: 6mm, row-gutter: 2.6mm,\n  {joined})"
    return f"{heading}#block(above: 1.2em, below: 1.2em, {grid})"


def _table(table: Table, wide: bool) -> str:
    """A table whose head is repeated on every page; figures stand right."""
    figures = len(table.columns) - table.texts
    many = figures > MOST[False]
    # Words share what is left; a few columns of figures take what they need, many share it evenly.
    sides = ["1.6fr" if many else "1fr"] * table.texts + ["1fr" if many else "auto"] * figures
    align = ["left"] * table.texts + ["right"] * (figures - table.remarks) + ["left"] * table.remarks
    heads = [
        literal(clean(words) + (DERIVED_MARK if column in table.derived else ""))
        for column, words in enumerate(table.columns)
    ]
    rows = [_row(row) for row in table.rows]
    size = "8.5pt" if many else "10pt"
    heading = f"#heading(level: 2, {literal(table.title)})\n" if table.title else ""
    body = (
        f"table(columns: ({', '.join(sides)},), align: ({', '.join(f'{one} + bottom' for one in align)},),\n"
        f"  table.header({', '.join(heads)}),\n  table.hline(stroke: 0.6pt),\n  "
        + ",\n  ".join(rows)
        + ",\n  table.hline(stroke: 0.6pt))"
    )
    return f"{heading}#block(above: 1.2em, below: 1.2em, text(size: {size}, {body}))"


def _row(row: Row) -> str:
    first, *rest = map(clean, row.cells)
    cells = [literal(_marked(first, row.derived)), *map(literal, rest)]
    if row.strong:
        cells = ["table.hline(stroke: 0.3pt)", *(f"strong({cell})" for cell in cells)]
    return ", ".join(cells)


def _end(sheet: Sheet) -> list[str]:
    parts = []
    if sheet.missing:
        items = ", ".join(map(literal, sheet.missing))
        parts.append(f'#heading(level: 2, "Not known")\n#list({items})')
    for one in sheet.signatures:
        parts.append(
            f"#block(above: 12mm, breakable: false, grid(columns: (1fr, 55mm), column-gutter: 8mm, "
            f"row-gutter: 2mm, line(length: 100%, stroke: 0.5pt), line(length: 100%, stroke: 0.5pt), "
            f'text(size: 9pt, {literal(f"{one.what}, {one.by}")}), text(size: 9pt, "date")))'
        )
    notes = [*sheet.notes, *([DERIVED_NOTE] if sheet.has_derived else [])]
    if sheet.cites:
        notes.append("Law: " + "; ".join(sheet.cites))
    if notes:
        lines = ", ".join(f"par({literal(note)})" for note in notes)
        parts.append(
            "#block(above: 6mm, breakable: false, text(size: 8.5pt, fill: luma(60), "
            f"stack(spacing: 1.5mm, {lines})))"
        )
    return parts
