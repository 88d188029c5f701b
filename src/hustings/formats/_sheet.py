"""A sheet of figures: a header and rows, from CSV or from a spreadsheet, and the whole numbers in its cells.

Source: RFC 4180 for CSV, with a semicolon or a tab accepted for the comma; for .xlsx (ISO/IEC 29500) the
first sheet, read by openpyxl. Nothing is calculated: a formula is refused, because what it shows depends on
the program that opens it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hustings.errors import InputError, UsageError
from hustings.formats import _open
from hustings.formats._cells import peek, plain, records_of, whole
from hustings.formats._format import Opened
from hustings.mechanics import _distinct_source as raw
from hustings.returns import Note, Source

ZIP = b"PK\x03\x04"
"""How a spreadsheet begins: it is a zip archive."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The header's cells, and each row's first line (from 1) and cells; empty rows are left out."""

    name: str
    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    source: Source
    notes: tuple[Note, ...] = ()

    def where(self, line: int) -> str:
        """File and line, for a complaint."""
        return f"{self.name}:{line}"


def read_sheet(opened: Opened, *, format: str) -> Sheet:
    """The sheet in a file. Raises InputError for an empty or damaged file, formulas and ragged rows."""
    if _open.head(opened).startswith(ZIP):
        return _spreadsheet(opened, format)
    content = _open.content(opened, format=format)
    return _sheet(opened.name, records_of(content.text, opened.name), content.source, content.notes)


def _spreadsheet(opened: Opened, format: str) -> Sheet:
    import zipfile

    try:
        import openpyxl
    except ImportError:
        raise UsageError(
            "spreadsheets need the package openpyxl",
            where=opened.name,
            found="openpyxl is not installed",
            expected="hustings with its xlsx extra",
            hint="pip install 'hustings[xlsx]', or save the sheet as CSV",
        ) from None
    reading = raw.Pass(_open.source(opened), opened.name)
    data = b"".join(reading.chunks())
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        table = book.worksheets[0]
        lines = list(enumerate(table.iter_rows(values_only=True), 1))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError) as error:
        raise InputError(
            "the spreadsheet cannot be read",
            where=opened.name,
            found=f"{type(error).__name__}: {error}",
            expected="an .xlsx workbook",
            hint="save it as .xlsx again, or as CSV",
        ) from None
    rows = [(line, [_shown(value, f"{opened.name}:{line}") for value in values]) for line, values in lines]
    others = [one.title for one in book.worksheets[1:]]
    notes = (Note(words=f"only the first sheet was read, not {', '.join(others)}", where=opened.name),)
    source = Source(role="papers", format=format, sha256=reading.sha256, size=reading.size)
    return _sheet(opened.name, _even(rows), source, notes if others else ())


def _shown(value: object, where: str) -> str:
    """A spreadsheet's cell as text: whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise InputError(
        "a cell holds neither text nor a number",
        where=where,
        found=str(value),
        expected="text or a whole number",
        hint="format the cell as a number or as text and type it again",
    )


def _even(rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows as wide as the header: empty cells at the end come and go in spreadsheets."""
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    width = max((n for n, cell in enumerate(filled[0][1], 1) if cell.strip()), default=0) if filled else 0
    for line, cells in filled:
        kept = len(cells)
        while kept > width and not cells[kept - 1].strip():
            kept -= 1
        yield line, [*cells[:kept], *[""] * (width - kept)]


def _sheet(
    name: str, rows: Iterable[tuple[int, list[str]]], source: Source, notes: tuple[Note, ...]
) -> Sheet:
    filled = [(line, tuple(cell.strip() for cell in cells)) for line, cells in rows]
    filled = [(line, cells) for line, cells in filled if any(cells)]
    if not filled:
        raise InputError(
            "the file has no header", where=name, found="empty lines", expected="a header line and rows"
        )
    line, header = filled[0]
    for at, cells in filled:
        formula = next((cell for cell in cells if cell.startswith("=")), "")
        if formula:
            raise InputError(
                "a cell holds a formula",
                where=f"{name}:{at}",
                found=formula,
                expected="the figure itself",
                hint="copy the cells and paste them as values",
            )
        if len(cells) != len(header):
            raise InputError(
                "a row has not as many cells as the header",
                where=f"{name}:{at}",
                found=f"{len(cells)} cells",
                expected=f"{len(header)} cells",
                hint="look for a missing comma, or a comma inside a number or name that needs quotes",
            )
    return Sheet(name=name, line=line, header=header, rows=tuple(filled[1:]), source=source, notes=notes)


def number(text: str, what: str, *, where: str) -> int | None:
    """The whole number in a cell, None where it is blank; commas may stand between thousands.

    >>> number("1,148,716", "first_preferences", where="results.csv:2"), number("", "x", where="")
    (1148716, None)
    """
    return whole(text, what=what, where=where) if text else None


def columns(sheet: Sheet) -> dict[str, int]:
    """Where each column stands, by its name in plain form; InputError if one is twice.

    >>> from hustings.returns import Source
    >>> source = Source(role="papers", format="statements", sha256="", size=0)
    >>> columns(Sheet(name="s.csv", line=1, header=("Area", "Stage"), rows=(), source=source))
    {'area': 0, 'stage': 1}
    """
    found: dict[str, int] = {}
    for place, name in enumerate(sheet.header):
        key = plain(name)
        if not key or key in found:
            raise InputError(
                "a column is there twice" if key else "a column has no name",
                where=sheet.where(sheet.line),
                found=name or f"column {place + 1}",
                expected="one name for each column",
                hint="remove or rename one of them; two candidates of one name are written by their ids",
            )
        found[key] = place
    return found


def need(sheet: Sheet, found: dict[str, int], *names: str) -> None:
    """InputError where a column is missing."""
    for name in names:
        if name not in found:
            raise InputError(
                "a column is missing",
                where=sheet.where(sheet.line),
                found=", ".join(sheet.header),
                expected=f"a column {name}",
                hint="compare with the template that hustings init writes",
            )


def first_header(start: bytes) -> frozenset[str]:
    """The names in the header of a CSV, as they are compared; none for a spreadsheet. For sniffing.

    >>> sorted(first_header(b"Area,Stage\\nNorth,first"))
    ['area', 'stage']
    """
    return frozenset() if start.startswith(ZIP) else frozenset(next(iter(peek(start)), []))
