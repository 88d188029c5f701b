"""The papers' own ids: none of them twice, and those of the papers somebody must look at again.

Source: the transcript. Ids are kept out of the rows, so that like papers count once, and are read again here.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator

from hustings.errors import InputError
from hustings.formats._cells import cells_of
from hustings.formats._open import decode
from hustings.formats._rows import Rows, bytes_of, records_of
from hustings.mechanics._distinct_source import Pass
from hustings.mechanics._distinct_tally import whole_lines

COLUMN = "paper"


def ids_of(rows: Rows) -> Collection[bytes]:
    """The ids of all papers; none where papers have no ids.

    Raises InputError for a paper without an id, and for an id that occurs twice, with both lines.
    """
    if COLUMN not in rows.columns:
        return ()
    plain = _plain_ids(rows) if rows.cut else set()
    # One id more than papers, that of the header, says that each is there once; else look closely.
    return plain if len(plain) == 1 + rows.records else _checked(rows)


def _plain_ids(rows: Rows) -> set[bytes]:
    """What stands before the first delimiter of each line; nothing where that may not be an id."""
    seen: set[bytes] = set()
    delimiter = rows.delimiter.encode()
    for block in whole_lines(Pass(bytes_of(rows), rows.opened.name).chunks()):
        if b'"' in block:
            return set()
        seen.update([line.partition(delimiter)[0].strip() for line in io.BytesIO(block)])
    return set() if b"" in seen else seen


def _checked(rows: Rows) -> set[bytes]:
    seen: set[bytes] = set()
    for line, record in records_of(rows):
        id, where = _id(rows, record), f"{rows.opened.name}:{line}"
        if not id:
            raise InputError(
                "a paper has no id",
                where=where,
                found="an empty cell",
                expected=f"an id in the column {COLUMN}",
                hint="write the paper's id, or leave the column out for all papers",
            )
        if id in seen:
            first = next(at for at, one in records_of(rows) if _id(rows, one) == id)
            raise InputError(
                "two papers have one id",
                where=where,
                found=f"{id.decode()} again, after line {first}",
                expected="an id of its own for each paper",
                hint="remove the row that was entered twice, or correct the id",
            )
        seen.add(id)
    return seen


def _id(rows: Rows, record: bytes) -> bytes:
    if rows.cut and not record.startswith(b'"'):
        return record.partition(rows.delimiter.encode())[0].strip()
    return full_cells(rows, record)[COLUMN].encode()


def full_cells(rows: Rows, record: bytes) -> dict[str, str]:
    """All cells of a record by column, the id among them."""
    cells = cells_of(decode(record, name=rows.opened.name), rows.delimiter)
    return dict(zip(rows.columns, cells, strict=True))


def papers_where(rows: Rows, wanted: Collection[bytes]) -> Iterator[dict[str, str]]:
    """The whole cells of those papers whose `Row.raw` is wanted."""
    for _, record in records_of(rows, wanted) if wanted else ():
        yield full_cells(rows, record)
