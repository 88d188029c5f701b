"""Papers in question: a CSV of `first`, `second` and `papers`, and `area` where it is known."""

from __future__ import annotations

from pathlib import Path

from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._names import folded
from hustings.formats._sheet import columns, need, number, read_sheet
from hustings.mechanics.tainted import Tainted
from hustings.paper import TOKENS

NO_SECOND = ("", "none", "blank", *TOKENS)
"""What may stand in the second column where a paper has no valid second preference."""


def read(path: str | Path) -> tuple[Tainted, ...]:
    """The rows, in the order of the file; names are put to the contest by whoever asks.

    Raises InputError for a file that cannot be read, a missing column, a row without a first preference or a
    number of papers, and for a file without rows.
    """
    opened = Opened(name=Path(path).name, path=Path(path))
    sheet = read_sheet(opened, format="tainted")
    places = columns(sheet)
    need(sheet, places, "first", "papers")
    found: list[Tainted] = []
    for line, row in sheet.rows:
        where = sheet.where(line)
        papers = number(row[places["papers"]], "papers", where=where)
        first = row[places["first"]]
        if not first or papers is None:
            raise InputError(
                "a row lacks its first preference or its papers",
                where=where,
                found=", ".join(row),
                expected="first, second (or empty) and how many papers",
                hint="papers that were rejected cannot be in question here: ask about missing papers",
            )
        second = row[places["second"]] if "second" in places else ""
        found.append(
            Tainted(
                first=first,
                second="" if folded(second) in NO_SECOND else second,
                papers=papers,
                area=row[places["area"]] if "area" in places else "",
                where=where,
            )
        )
    if not found:
        raise InputError("no papers are in question", where=opened.name, found="no rows", expected="rows")
    return tuple(found)
