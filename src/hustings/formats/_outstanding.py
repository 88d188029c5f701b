"""Papers outstanding by area, for a count night: a CSV of two columns, `area` and `papers`."""

from __future__ import annotations

from pathlib import Path

from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._names import folded
from hustings.formats._sheet import columns, need, number, read_sheet


def read(path: str | Path) -> dict[str, int]:
    """Papers outstanding by the area's name or id as written, in the order of the file.

    Raises InputError for a file that cannot be read, a missing column, an area twice, and what is no number.
    """
    opened = Opened(name=Path(path).name, path=Path(path))
    sheet = read_sheet(opened, format="outstanding")
    places = columns(sheet)
    need(sheet, places, "area", "papers")
    found: dict[str, int] = {}
    for line, row in sheet.rows:
        area, where = row[places["area"]], sheet.where(line)
        papers = number(row[places["papers"]], "papers", where=where)
        if not area or papers is None:
            raise InputError(
                "a row lacks its area or its papers",
                where=where,
                found=", ".join(row),
                expected="an area and how many papers are outstanding there",
                hint="remove the row of an area that has reported",
            )
        if folded(area) in map(folded, found):
            raise InputError(
                "an area is there twice", where=where, found=area, expected="one row for each area"
            )
        found[area] = papers
    return found
