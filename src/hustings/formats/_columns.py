"""Papers in columns: the cells of all distinct rows at once, and the columns that may stand beside a vote.

Source: files of ranked and rated papers as counts publish them; each programme has its own word for a column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from operator import mul

from hustings.errors import InputError
from hustings.formats._cells import whole
from hustings.formats._ids import COLUMN
from hustings.formats._names import Names
from hustings.formats._rows import Rows, bytes_of, cells_in
from hustings.mechanics.distinct import lines_in_turn

AREA, PAPERS = "area", "papers"
BESIDE: Mapping[str, str] = {
    "area": AREA,
    "precinct": AREA,
    "papers": PAPERS,
    "weight": PAPERS,
    "count": PAPERS,
    "paper": COLUMN,
    "ballot": COLUMN,
    "ballot_id": COLUMN,
    "id": COLUMN,
}
"""Columns beside a vote, in plain form, and what they are called here."""


def by_column(rows: Rows, lines: Collection[bytes]) -> dict[str, Sequence[str]]:
    """The cells of some of a file's lines, column by column, in their order; outer spaces may be left.

    All lines are split at once, which takes a tenth of the time, unless there is something to complain of.
    """
    columns = rows.columns[rows.cut :]
    cells = _split_at_once(rows, lines, len(columns))
    if cells is None:
        cells = list(zip(*(cells_in(rows, line) for line in lines), strict=True)) or [()] * len(columns)
    return dict(zip(columns, cells, strict=True))


def _split_at_once(rows: Rows, lines: Collection[bytes], width: int) -> list[Sequence[str]] | None:
    """The columns; None where a line is not as it should be, which `cells_in` will say of it."""
    text, comma = b"\n".join(lines), rows.delimiter.encode()
    if not lines or b"\0" in text:
        return None
    try:
        if b'"' not in text:
            if {line.count(comma) for line in lines} != {width - 1}:
                return None
            cells = text.replace(b"\n", comma).decode().split(rows.delimiter)
            return [cells[at::width] for at in range(width)]
        written = io.StringIO(text.decode(), newline="")
        table = list(csv.reader(written, delimiter=rows.delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    if len(table) != len(lines) or any(len(record) != width for record in table):
        return None
    return list(zip(*table, strict=True))


def in_file_order(rows: Rows) -> Iterator[bytes]:
    """A second pass: every record in turn, as it is in `Rows.lines`."""
    return lines_in_turn(
        bytes_of(rows), cut=rows.cut, delimiter=rows.delimiter.encode(), name=rows.opened.name
    )


class Areas(dict[str, str]):
    """The id of the area that a cell names; each is looked for once."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, cell: str) -> str:
        self[cell] = area = self.names.area(cell.strip(), where="")
        return area


class Counts(dict[str, int]):
    """How many papers a cell says; each is read once."""

    def __missing__(self, cell: str) -> int:
        self[cell] = papers = whole(cell.strip(), what="papers")
        return papers


def areas_in(columns: Mapping[str, Sequence[str]], areas: Areas) -> Iterator[str]:
    """The area of each row; "" where areas are not told apart."""
    return map(areas.__getitem__, columns[AREA]) if AREA in columns else repeat("")


def papers_in(columns: Mapping[str, Sequence[str]], times: Collection[int]) -> Iterator[int]:
    """How many papers each row stands for, with rows that occur several times."""
    if PAPERS not in columns:
        return iter(times)
    return map(mul, times, map(Counts().__getitem__, columns[PAPERS]))


def refuse_repeated(columns: Sequence[str], cells: Sequence[str], *, where: str) -> None:
    """Raises InputError for two columns that mean the same."""
    seen: set[str] = set()
    for at, column in enumerate(columns):
        if column in seen:
            raise InputError(
                "two columns of the header mean the same",
                where=where,
                found=f"{cells[columns.index(column)]}, {cells[at]}",
                expected="each column once",
                hint="remove or rename one of them",
            )
        seen.add(column)
