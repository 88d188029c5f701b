"""Rows of papers, each distinct one read once: header, cells, counts, and the line of whatever is wrong.

Source: RFC 4180 (CSV), with a semicolon or a tab accepted for the comma and any line ending. The line of a
record is looked up in a second pass, only when a complaint needs it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import cells_of, delimiter_of, plain
from hustings.formats._format import Facts, Opened
from hustings.formats._names import UNTITLED, Names, folded, infer_areas, infer_candidates, unknown
from hustings.formats._open import BOM, BOM_NOTE, content, decode, head, source
from hustings.mechanics._distinct_source import HEAD
from hustings.mechanics.distinct import distinct_lines, lines_where
from hustings.returns import Note, Source


@dataclass(frozen=True, kw_only=True)
class Row:
    """One distinct record: its cells by column, its bytes as the file has them, and how often it occurs."""

    cells: Mapping[str, str]
    raw: bytes
    times: int


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A file as its distinct rows; `cut` leading columns (ids) are not in the rows' cells.

    `lines` are the rows as bytes, and how often each occurs; `records` is how many there are in all.
    """

    opened: Opened
    columns: tuple[str, ...]
    delimiter: str
    cut: int
    lines: Mapping[bytes, int]
    records: int
    rows: tuple[Row, ...]
    source: Source
    notes: tuple[Note, ...]


def read_rows(
    opened: Opened,
    facts: Facts,
    *,
    format: str,
    known: Collection[str],
    required: Sequence[str],
    ids: str = "",
) -> Rows:
    """Read a file as distinct rows, with its header checked against the `known` and `required` columns.

    A column `ids`, where it comes first, is cut off before like rows are counted. Raises InputError for
    everything `_open.head` refuses, for a header that lacks or repeats a column or has an unknown one, and
    for rows with too few or too many cells.
    """

    def checked(cells: tuple[str, ...], where: str) -> tuple[str, ...]:
        return checked_columns(cells, known, required, where=where)

    rows = read_lines(opened, facts, format=format, header=checked, ids=ids)
    return replace(rows, rows=tuple(_rows(rows)))


def read_lines(
    opened: Opened,
    facts: Facts,
    *,
    format: str,
    header: Callable[[tuple[str, ...], str], tuple[str, ...]],
    ids: str = "",
) -> Rows:
    """Read a file as `read_rows` does, but leave its rows as lines, for `_columns.by_column`.

    `header` makes columns of the header's cells, in plain form or not as it likes, and is told file and line.
    """
    start = head(opened)
    first_line, where = _first_line(start), f"{opened.name}:1"
    if len(start) >= HEAD and not start.lstrip(b"\r\n").count(b"\n") and not _is_old_mac(start):
        raise InputError(
            "the header is too long to be one",
            where=where,
            found=f"more than {len(start):,} bytes without the end of a line",
            expected="the names of the columns in the first line",
            hint="check that this is a table with a row for each paper",
        )
    delimiter = delimiter_of(decode(first_line, name=opened.name))
    columns = header(tuple(cells_of(decode(first_line, name=opened.name), delimiter, where=where)), where)
    cut = 1 if columns[0] == ids else 0
    found = distinct_lines(
        _with_line_feeds(opened, start, format),
        cut=cut,
        delimiter=delimiter.encode(),
        progress=facts.progress,
        name=opened.name,
    )
    return Rows(
        opened=opened,
        columns=columns,
        delimiter=delimiter,
        cut=cut,
        lines=found.lines,
        records=found.records,
        rows=(),
        source=_source(opened, start, format, found.sha256, found.size),
        notes=_notes(opened, columns, found.bom, found.blank, found.records),
    )


def _first_line(start: bytes) -> bytes:
    lines = start.removeprefix(BOM).lstrip(b"\r\n").splitlines()
    return lines[0] if lines else b""


def _is_old_mac(start: bytes) -> bool:
    """Whether lines end in a carriage return alone."""
    return b"\r" in start and b"\n" not in start


def _with_line_feeds(opened: Opened, start: bytes, format: str) -> Path | BinaryIO:
    if not _is_old_mac(start):
        return source(opened)
    text = content(opened, format=format).text
    return io.BytesIO(text.replace("\r", "\n").encode())


def _source(opened: Opened, start: bytes, format: str, sha256: str, size: int) -> Source:
    if _is_old_mac(start):
        return content(opened, format=format).source
    return Source(role="papers", format=format, sha256=sha256, size=size)


def _notes(opened: Opened, columns: tuple[str, ...], bom: bool, blank: int, records: int) -> tuple[Note, ...]:
    notes = [Note(words=BOM_NOTE, where=opened.name)] if bom else []
    if blank and len(columns) == 1:
        raise InputError(
            "an empty line may be a blank paper or nothing at all",
            where=opened.name,
            found=f"{blank:,} empty lines in a file of one column",
            expected='"" on the line of a blank paper',
            hint='write "" for each blank paper and remove the other empty lines',
        )
    if blank:
        notes.append(Note(words=f"{blank:,} empty lines were left out", where=opened.name))
    if not records:
        notes.append(Note(words="the file has a header and no rows", level="warning", where=opened.name))
    return tuple(notes)


def checked_columns(
    cells: tuple[str, ...], known: Collection[str], required: Sequence[str], *, where: str
) -> tuple[str, ...]:
    """The columns of a header in plain form: none unknown, none twice, none missing."""
    columns = tuple(plain(cell) for cell in cells)
    for column in columns:
        if column not in known:
            raise unknown("column", column, known, where=where)
    once_each(columns, where=where)
    missing = [column for column in required if column not in columns]
    if missing:
        raise InputError(
            f"the column {missing[0]} is missing",
            where=where,
            found=", ".join(columns),
            expected=", ".join(required),
            hint="add the column, or name the columns in the file's first line",
        )
    return columns


def once_each(columns: Sequence[str], *, where: str) -> None:
    """Raises InputError for a column that stands twice in a header."""
    for column in columns:
        if columns.count(column) > 1:
            raise InputError(
                "a column stands twice in the header",
                where=where,
                found=column,
                expected="each column once",
                hint="remove or rename one of them",
            )


def _rows(rows: Rows) -> Iterator[Row]:
    columns = rows.columns[rows.cut :]
    for raw, times in rows.lines.items():
        yield Row(cells=dict(zip(columns, cells_in(rows, raw), strict=True)), raw=raw, times=times)


def cells_in(rows: Rows, raw: bytes) -> list[str]:
    """The cells of one record, as many as there are columns."""
    columns = rows.columns[rows.cut :]
    try:
        text = decode(raw, name=rows.opened.name)
    except InputError:
        line, record = _found(rows, raw)
        decode(record, name=rows.opened.name, line=line)
        raise
    with located(rows, raw):
        cells = cells_of(text, rows.delimiter) if '"' in text else _split(text, rows.delimiter)
        if len(cells) != len(columns):
            raise InputError(
                "a row has too few cells" if len(cells) < len(columns) else "a row has too many cells",
                found=f"{len(cells) + rows.cut} cells: {text[:80]}",
                expected=f"{len(rows.columns)} cells: {', '.join(rows.columns)}",
                hint="complete the row, or put a cell that holds the delimiter in quotes",
            )
    return cells


def _split(text: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in text.split(delimiter)]


def _found(rows: Rows, raw: bytes) -> tuple[int, bytes]:
    """The first line of a record, and the record as it stands in the file."""
    return next(records_of(rows, {raw}))


def bytes_of(rows: Rows) -> Path | BinaryIO:
    """The file once more, with line feeds wherever its lines end in a carriage return alone."""
    return _with_line_feeds(rows.opened, head(rows.opened), rows.source.format)


def records_of(rows: Rows, wanted: Collection[bytes] | None = None) -> Iterator[tuple[int, bytes]]:
    """A second pass: every record (or those whose `Row.raw` is wanted) with the number of its first line."""
    chosen = wanted if wanted is not None else (lambda _record: True)
    return lines_where(
        bytes_of(rows), chosen, cut=rows.cut, delimiter=rows.delimiter.encode(), name=rows.opened.name
    )


@contextmanager
def located(rows: Rows, row: Row | bytes) -> Iterator[None]:
    """A complaint about a row says on which line the row first stands."""
    try:
        yield
    except InputError as error:
        if not error.where:
            raw = row.raw if isinstance(row, Row) else row
            error.where = f"{rows.opened.name}:{_found(rows, raw)[0]}"
        raise


def contest_of(
    facts: Facts, names: Iterable[str], areas: Iterable[str], *, where: str, ordered: bool = False
) -> tuple[Contest, tuple[Note, ...]]:
    """The contest as its facts give it, with candidates and areas inferred from the file where they do not.

    `ordered` says that the file names candidates in an order of its own; else they are sorted by name.
    """
    contest = facts.contest or Contest(title=UNTITLED, candidates=())
    notes: list[Note] = []
    if not contest.candidates:
        once: dict[str, str] = {}
        for name in names if ordered else sorted(set(names)):
            once.setdefault(folded(name), name)
        if not once:
            raise InputError(
                "nobody is named",
                where=where,
                found="no candidates",
                expected="candidates in the file or in contest.toml",
                hint="name the candidates in contest.toml",
            )
        contest = replace(contest, candidates=infer_candidates(once.values(), where=where))
        kind = "in the file's order" if ordered else "in order of name"
        words = f"candidates are those the file names, {kind}: the order of the ballot paper is not known"
        notes.append(Note(words=words, where=where))
    if not contest.areas:
        contest = replace(contest, areas=infer_areas(sorted(set(areas)), where=where))
    return contest, tuple(notes)


def area_of(row: Row, names: Names) -> str:
    """The id of a row's area; "" in a file that does not tell areas apart."""
    return names.area(row.cells["area"], where="") if "area" in row.cells else ""


def one_column_only(row: Row, columns: int) -> None:
    """Raises InputError for a second preference where two candidates stand."""
    if columns == 1 and row.cells.get("second"):
        raise InputError(
            "there is no second preference where two candidates stand",
            found=f"{row.cells['first']}, {row.cells['second']}",
            expected="the column first alone",
            hint="leave the column second out, or name every candidate in contest.toml",
        )
