"""Where the papers lie: a manifest of bundles, with what each holds where that is recorded.

Source: the layout is ours. A bundle of like papers has one row; one that holds papers of several kinds has a
row for each, one below the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._sheet import Sheet, columns, need, number, read_sheet
from hustings.formats._votes import refuse_unknown, vote_columns
from hustings.mechanics.findings import Bundle, Manifest
from hustings.paper import Vote

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "bundle": "the name or number on the bundle",
        "papers": "how many papers it holds",
        "first, second": "what its papers are recorded to say, or `rejected`; may be left out",
        "place": "box, table or shelf, for whoever pulls it; may be left out",
    }
)
"""The columns of a manifest, and what each holds."""

KNOWN = ("bundle", "papers", "place")

EXAMPLE = """\
bundle,papers,first,second,place
A1,50,Ann Archer,,table 1
A2,40,Ann Archer,,table 1
C1,30,Cat Gray,Ann Archer,table 3
R,10,rejected,,table 4
"""


def read(path: str | Path, contest: Contest) -> Manifest:
    """The bundles in a file; raises InputError naming file and line for what cannot be accepted."""
    path = Path(path)
    sheet = read_sheet(Opened(name=path.name, path=path), format="manifest")
    found = columns(sheet)
    refuse_unknown(sheet, found, KNOWN)
    need(sheet, found, "bundle", "papers")
    votes = vote_columns(found, contest)
    records: dict[str, Counter[Vote]] = {}
    places: dict[str, str] = {}
    last = ""
    for line, row in sheet.rows:
        name, papers, where = row[found["bundle"]], _papers(sheet, found, line, row), sheet.where(line)
        if not name or (name in records and (votes is None or name != last)):
            raise InputError(
                "a bundle is there twice" if name else "a row names no bundle",
                where=where,
                found=name or "an empty cell",
                expected="the rows of a bundle one below the other" if votes else "one row for each bundle",
            )
        said = votes.vote(row, where) if votes else ()
        if said is None:
            raise InputError("a record says that a paper is missing", where=where, expected="what it says")
        records.setdefault(name, Counter())[said] += papers
        places.setdefault(name, row[found["place"]] if "place" in found else "")
        last = name
    if not records:
        raise InputError("the manifest has no bundles", where=sheet.name, expected="a row for each bundle")
    bundles = tuple(
        Bundle(name=name, papers=record.total(), place=places[name], record=record if votes else {})
        for name, record in records.items()
    )
    return Manifest(name=sheet.name, bundles=bundles, recorded=votes is not None)


def _papers(sheet: Sheet, found: Mapping[str, int], line: int, row: tuple[str, ...]) -> int:
    papers = number(row[found["papers"]], "papers", where=sheet.where(line))
    if not papers:
        raise InputError(
            "a bundle holds no papers",
            where=sheet.where(line),
            found=row[found["papers"]] or "an empty cell",
            expected="1 or more",
            hint="leave empty bundles out",
        )
    return papers
