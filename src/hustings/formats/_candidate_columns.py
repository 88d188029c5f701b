"""A column for each candidate: what papers say of each, as a rank, a score or an approval.

Source: the exports of polls and count programmes. The same figures may be ranks (1 is best) or scores (1 is
worst); which they are is told by the header (`rank:NAME`, `score:NAME`, `approval:NAME`) or by the person who
reads the file, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import is_ranked, peek, plain, rank_of
from hustings.formats._columns import (
    AREA,
    BESIDE,
    Areas,
    areas_in,
    by_column,
    papers_in,
    refuse_repeated,
)
from hustings.formats._format import Facts, Opened
from hustings.formats._ids import COLUMN, ids_of
from hustings.formats._names import Names, unknown
from hustings.formats._ranked import Key, profile_of, tallied
from hustings.formats._rows import contest_of, located, read_lines
from hustings.formats._rulings import refuse_rulings
from hustings.paper import Ballots, Vote
from hustings.returns import Reading

KINDS = ("rank", "score", "approval")
APPROVED = frozenset({"1", "x", "✓", "✔", "yes", "true"})
NOT_APPROVED = frozenset({"", "0", "no", "false"})
MARKS = frozenset({"x", "✓", "✔"})
FIGURE = re.compile(r"(?:-?[0-9]{1,6}(?:\.[0-9]+)?)?")

Said = Callable[[Sequence[str], Sequence[str]], Vote]
"""A vote from the candidates' ids and the cells below them."""


def read_rated(
    opened: Opened, facts: Facts, *, format: str, kind: str, ballots: Ballots, said: Said
) -> Reading:
    """Read such a file into a profile; `kind` is what its header may say, `said` makes a vote of a row.

    Raises InputError naming the line for a cell that is none, a ragged row and an id that occurs twice, and
    for a header that names a candidate twice, or another kind, or leaves a candidate of the contest out.
    """
    refuse_rulings(facts, name=opened.name)

    def header(cells: tuple[str, ...], where: str) -> tuple[str, ...]:
        return _header(cells, kind, where)

    rows = read_lines(opened, facts, format=format, header=header, ids=COLUMN)
    names = [column for column in rows.columns if column not in (COLUMN, *BESIDE.values())]
    columns = by_column(rows, rows.lines)
    contest, notes = contest_of(
        facts,
        (one.removeprefix(":") for one in names),
        {cell.strip() for cell in columns.get(AREA, ())},
        where=opened.name,
        ordered=True,
    )
    found = _columns_of(contest, names, f"{opened.name}:1")
    areas = Areas(Names(contest))
    counted: list[tuple[Key, int]] = []
    try:
        counted = _counted(columns, rows.lines.values(), found, areas, said)
    except InputError:
        for line, times in rows.lines.items():  # one by one, to say which it is
            with located(rows, line):
                _counted(by_column(rows, [line]), [times], found, areas, said)
        raise
    ids_of(rows)
    return Reading(
        contest=contest,
        papers=profile_of(contest.ids, tallied(counted), ballots=ballots),
        sources=(rows.source,),
        notes=(*rows.notes, *notes),
    )


def _header(cells: tuple[str, ...], kind: str, where: str) -> tuple[str, ...]:
    """The columns: those beside the candidates by what they mean, the candidates with a colon before them."""
    said = any(_kind_in(cell) == kind for cell in cells)
    columns: list[str] = []
    for cell in cells:
        told, name = _kind_in(cell), cell.partition(":")[2].strip()
        if told not in ("", kind):
            raise InputError(
                "the header says that these are others than they are read as",
                where=where,
                found=cell,
                expected=f"{kind}:NAME, or the names alone",
                hint=f"read the file as candidate-{told}s, or correct the header",
            )
        if said and not told and plain(cell) not in BESIDE:
            raise unknown("column", cell, [one for one in cells if _kind_in(one)] + [*BESIDE], where=where)
        columns.append(f":{name}" if told else BESIDE.get(plain(cell), f":{cell}"))
    if "" in (one.removeprefix(":") for one in columns):
        raise InputError(
            "a column has no name",
            where=where,
            found=", ".join(cells),
            expected="a candidate's name above each column",
            hint="name the columns in the file's first line",
        )
    refuse_repeated(columns, cells, where=where)
    return tuple(columns)


def _kind_in(cell: str) -> str:
    """The kind that a cell of the header says, "" where it says none."""
    before, colon, _ = cell.partition(":")
    return plain(before) if colon and plain(before) in KINDS else ""


def _columns_of(contest: Contest, names: Sequence[str], where: str) -> Mapping[str, str]:
    """The column of each candidate, in ballot-paper order."""
    known = Names(contest)
    columns: dict[str, str] = {}
    for name in names:
        id = known.candidate(name.removeprefix(":"), where=where)
        if id in columns:
            raise InputError(
                "a candidate has two columns",
                where=where,
                found=f"{columns[id].removeprefix(':')}, {name.removeprefix(':')}",
                expected="a column for each candidate",
                hint="remove or rename one of them",
            )
        columns[id] = name
    missing = [contest.label(id) for id in contest.ids if id not in columns]
    if missing:
        raise InputError(
            "a candidate has no column",
            where=where,
            found=", ".join(name.removeprefix(":") for name in names),
            expected=", ".join(contest.label(id) for id in contest.ids),
            hint=f"add a column for {missing[0]}",
        )
    return {id: columns[id] for id in contest.ids}


def _counted(
    columns: Mapping[str, Sequence[str]],
    times: Collection[int],
    found: Mapping[str, str],
    areas: Areas,
    said: Said,
) -> list[tuple[Key, int]]:
    """The area and vote of each distinct row, and how many papers carry it."""
    ids = tuple(found)
    rows = zip(*(columns[column] for column in found.values()), strict=True)
    return [
        ((area, said(ids, cells)), papers)
        for cells, area, papers in zip(
            rows, areas_in(columns, areas), papers_in(columns, times), strict=False
        )
    ]


@lru_cache(maxsize=1)
def kind_of(start: bytes) -> str:
    """What a file of this form holds: one of `KINDS`, "unclear" for figures of which nobody says it, or "".

    >>> kind_of(b"score:Ann,score:Bert\\n5,3\\n"), kind_of(b"Ann,Bert\\n1,0\\n0,1\\n")
    ('score', 'approval')
    >>> kind_of(b"Ann,Bert\\n1,2\\n")
    'unclear'
    """
    rows = peek(start)
    if not rows:
        return ""
    told = {kind for one in rows[0] if (kind := _kind_in(one))}
    if told:
        return told.pop() if len(told) == 1 else "unclear"
    people = [at for at, one in enumerate(rows[0]) if one not in BESIDE]
    header = {rows[0][at] for at in people}
    cells = {row[at].casefold() for row in rows[1:] for at in people if at < len(row)}
    strange = is_ranked(rows[0]) or any(rank_of(one) or not one or one.isdecimal() for one in header)
    if strange or len(people) < 2 or not cells - {""}:
        return ""
    if cells <= APPROVED | NOT_APPROVED and (cells & MARKS or {"0", "1"} <= cells or {"yes", "no"} <= cells):
        return "approval"
    return "unclear" if all(FIGURE.fullmatch(cell) for cell in cells) else ""
