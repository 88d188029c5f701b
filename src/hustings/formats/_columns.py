"""Papers in columns: the cells of all distinct rows at once, and the columns that may stand beside a vote.

Source: files of ranked and rated papers as counts publish them; each programme has its own word for a column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from operator import mul

from hustings.errors import InputError
from hustings.formats._cells import whole
from hustings.formats._ids import COLUMN
from hustings.formats._names import Names
from hustings.formats._rows import Rows, cells_in, records_of
from hustings.mechanics._distinct_tally import Dialect, key_of

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
    """The cells of some of a file's lines, column by column, in the order of the lines.

    Where no line has quotes or lacks a cell all are split at once, which takes a tenth of the time. Outer
    spaces are then left.
    """
    columns = rows.columns[rows.cut :]
    width, comma = len(columns), rows.delimiter.encode()
    text = b"\n".join(lines)
    plain = lines and b'"' not in text and b"\0" not in text
    if plain and {line.count(comma) for line in lines} == {width - 1}:
        try:
            cells = text.replace(b"\n", comma).decode().split(rows.delimiter)
            return {column: cells[at::width] for at, column in enumerate(columns)}
        except UnicodeDecodeError:
            pass  # below, the line is found
    table = [cells_in(rows, line) for line in lines]
    return {column: [cells[at] for cells in table] for at, column in enumerate(columns)}


def in_file_order(rows: Rows) -> Iterator[bytes]:
    """A second pass: every record in turn, as it is in `Rows.lines`."""
    dialect = Dialect(rows.delimiter.encode(), rows.cut)
    for line, record in records_of(rows):
        yield key_of(record, line, dialect) if rows.cut else record


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
    for at, column in enumerate(columns):
        if column in columns[:at]:
            raise InputError(
                "two columns of the header mean the same",
                where=where,
                found=f"{cells[columns.index(column)]}, {cells[at]}",
                expected="each column once",
                hint="remove or rename one of them",
            )
