"""Second preferences as said: a CSV of three columns, `from`, `to`, and `percent` of the papers of `from`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._names import folded
from hustings.formats._poll_shares import per_cent
from hustings.formats._sheet import columns, need, read_sheet

Transfers = tuple[tuple[str, str, Fraction], ...]
"""Who is named first, who second, and on what share (0 to 1) of the former's papers; names as written."""


def read(path: str | Path) -> Transfers:
    """The rows of the file, in its order.

    Raises InputError for a file that cannot be read, a missing column or cell, a pair that is there twice,
    and what is no share.
    """
    opened = Opened(name=Path(path).name, path=Path(path))
    sheet = read_sheet(opened, format="transfers")
    places = columns(sheet)
    need(sheet, places, "from", "to", "percent")
    made: list[tuple[str, str, Fraction]] = []
    for line, row in sheet.rows:
        where = sheet.where(line)
        source, to, share = (row[places[name]] for name in ("from", "to", "percent"))
        if not source or not to:
            raise InputError(
                "a row lacks a candidate", where=where, found=", ".join(row), expected="from and to whom"
            )
        if any((folded(source), folded(to)) == (folded(a), folded(b)) for a, b, _ in made):
            raise InputError(
                "a transfer is there twice", where=where, found=f"{source}, {to}", expected="one row for each"
            )
        made.append((source, to, per_cent(share, where=where) / 100))
    if not made:
        raise InputError(
            "no transfer is said",
            where=sheet.where(sheet.line),
            found="a header line and no row",
            expected="a row for each pair of candidates",
        )
    return tuple(made)
