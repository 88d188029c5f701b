"""What the hands of an audit found, in a table that they fill in: a row for each paper, or for like papers.

Source: the layout is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._sheet import Sheet, columns, need, number, read_sheet
from hustings.formats._votes import VoteColumns, refuse_unknown, vote_columns
from hustings.mechanics.findings import Findings, Found

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "number": "the number of the paper, as in the pull list; or",
        "bundle": "the bundle, as the manifest names it; a row for each kind of paper in it",
        "first, second": "what the hand saw; a name or id, `rejected`, or `missing` where it was not found; "
        "an empty second preference is none that is valid",
        "rank1, rank2 ...": "the same of papers with ranks",
        "recorded_first, recorded_second": "what the record of this very paper says (rank by rank likewise)",
        "papers": "of a bundle: how many papers say so",
        "place, paper, turn, counter": "as in the pull list; for people",
    }
)
"""The columns of a table of findings, and what each holds."""

KNOWN = ("number", "bundle", "papers", "place", "paper", "turn", "counter")

EXAMPLE = """\
number,first,second
455,Ann Archer,Bert Fry
757,Bert Fry,
141,rejected,
133,missing,
"""

SEEN_BEFORE = "recorded_"


def read(path: str | Path, contest: Contest) -> Findings:
    """The findings in a file; raises InputError naming file and line for what cannot be accepted."""
    path = Path(path)
    sheet = read_sheet(Opened(name=path.name, path=path), format="findings")
    found = columns(sheet)
    refuse_unknown(sheet, found, KNOWN, SEEN_BEFORE)
    bundles = "number" not in found and "bundle" in found
    need(sheet, found, "bundle" if bundles else "number")
    if bundles:
        need(sheet, found, "papers")
    votes = vote_columns(found, contest)
    if votes is None:
        need(sheet, found, "first")
    assert votes is not None
    records = vote_columns(found, contest, SEEN_BEFORE)
    # A row that says nothing is one of the pull list that nobody has looked at yet.
    rows = tuple(
        _found(sheet, found, line, row, votes, records) for line, row in sheet.rows if not votes.empty(row)
    )
    return Findings(name=sheet.name, rows=rows, bundles=bundles, recorded=records is not None)


def _found(
    sheet: Sheet,
    found: Mapping[str, int],
    line: int,
    row: tuple[str, ...],
    votes: VoteColumns,
    records: VoteColumns | None,
) -> Found:
    where = sheet.where(line)
    unit = row[found["number" if "number" in found else "bundle"]].strip()
    papers = number(row[found["papers"]], "papers", where=where) if "papers" in found else 1
    if not unit or not papers:
        raise InputError(
            "a row does not say of which paper" if not unit else "a row does not say of how many papers",
            where=where,
            found="an empty cell" if papers is None or not unit else "0",
            expected="the number in the pull list, or the bundle" if not unit else "1 or more",
        )
    recorded = records.vote(row, where) if records else None
    if records and recorded is None:
        raise InputError(
            "a paper's own record says that it is missing",
            where=where,
            expected="what the record of this paper says",
            hint="a paper without a record cannot be compared: poll the papers instead",
        )
    return Found(unit=unit, where=where, saw=votes.vote(row, where), recorded=recorded, papers=papers)
