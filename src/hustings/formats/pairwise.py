"""A pairwise table: how many papers rank each candidate (row) above each other one (column).

Source: the tables that Condorcet counts publish, such as the Debian project's of 2002.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.contest import Contest
from hustings.duels import Duels
from hustings.errors import InputError
from hustings.formats._cells import peek, plain, records_of, whole
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import Names
from hustings.formats._open import content
from hustings.formats._rows import contest_of
from hustings.formats._rulings import refuse_rulings
from hustings.returns import Reading

CORNERS = ("row_over_column", "row_above_column", "row_beats_column", "row_>_column", "row>column")
PAPERS = "papers"
NOTHING = ("", "-", "–", "—")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row: where it stands, whose it is, and its cells."""

    where: str
    name: str
    cells: tuple[str, ...]


def read(opened: Opened, facts: Facts) -> Reading:
    """Read a pairwise table into duels.

    Raises InputError naming the line for a corner that does not say which way the table goes, for a row or
    column that is missing, unknown or there twice, and for a figure that cannot be.
    """
    refuse_rulings(facts, name=opened.name)
    file = content(opened, format="pairwise")
    header, *lines = _lines(file.text, opened.name)
    if plain(header.name) not in CORNERS:
        raise InputError(
            "the table does not say which way it goes",
            where=header.where,
            found=header.name or "an empty first cell",
            expected="row_over_column in the first cell",
            hint="write it there if each figure says how many rank the row's candidate above the column's",
        )
    _rectangular(header, lines)
    if not lines:
        raise InputError(
            "the table has no rows", where=header.where, found="a header", expected="a row for each candidate"
        )
    papers = [line for line in lines if plain(line.name) == PAPERS]
    rows = [line for line in lines if plain(line.name) != PAPERS]
    contest, notes = contest_of(facts, header.cells, (), where=header.where, ordered=True)
    names = Names(contest)
    columns = _places([(name, header.where) for name in header.cells], names, contest.ids, header.where)
    places = _places([(line.name, line.where) for line in rows], names, contest.ids, lines[-1].where)
    wins = [
        [_figure(rows[places[one]], columns[other], one == other) for other in contest.ids]
        for one in contest.ids
    ]
    number = _papers(papers) if papers else None
    if number is not None:
        _within(number, wins, contest, [rows[places[one]].where for one in contest.ids])
    return Reading(
        contest=contest,
        papers=Duels(candidates=contest.ids, wins=tuple(map(tuple, wins)), papers=number),
        sources=(file.source,),
        notes=(*file.notes, *notes),
    )


def _lines(text: str, name: str) -> list[Line]:
    lines = [
        Line(where=f"{name}:{line}", name=cells[0], cells=tuple(cells[1:]))
        for line, cells in records_of(text, name)
        if any(cells)
    ]
    if not lines:
        raise InputError("the table has no rows", where=name, found="nothing", expected="a header and rows")
    return lines


def _rectangular(header: Line, lines: Sequence[Line]) -> None:
    """Raises InputError for a column without a name and for a row that is longer than the header."""
    for line in (header, *lines):
        if len(line.cells) > len(header.cells) or (line is header and "" in line.cells):
            raise InputError(
                "a column has no name",
                where=line.where,
                found=", ".join((line.name, *line.cells))[:80],
                expected=f"{len(header.cells)} columns, a candidate's name above each",
                hint="name the columns in the table's first line, or remove what is too much",
            )


def _places(
    named: Sequence[tuple[str, str]], names: Names, ids: Sequence[str], end: str
) -> Mapping[str, int]:
    """Where each candidate's row or column is; `end` is the line from which on nothing more comes."""
    places: dict[str, int] = {}
    for at, (name, where) in enumerate(named):
        id = names.candidate(name, where=where)
        if id in places:
            raise InputError(
                "a candidate stands twice in the table",
                where=where,
                found=name,
                expected="a row and a column for each candidate",
                hint="remove or rename one of them",
            )
        places[id] = at
    missing = [id for id in ids if id not in places]
    if missing:
        raise InputError(
            "a candidate is missing in the table",
            where=end,
            found=", ".join(name for name, _ in named) or "nobody",
            expected=f"a row and a column for {missing[0]}, too",
            hint="add what is missing, or correct the names",
        )
    return places


def _figure(line: Line, at: int, diagonal: bool) -> int:
    cell = line.cells[at] if at < len(line.cells) else ""
    figure = 0 if diagonal and cell in NOTHING else whole(cell, what=line.name, where=line.where)
    if diagonal and figure:
        raise InputError(
            "nobody stands above themselves",
            where=line.where,
            found=f"{line.name}: {cell}",
            expected="0, - or nothing where a candidate's row and column meet",
            hint="check that rows and columns are in the order of their names",
        )
    return figure


def _within(papers: int, wins: Sequence[Sequence[int]], contest: Contest, where: Sequence[str]) -> None:
    """Raises InputError for a duel in which there are more papers than in all; `where` is each one's row."""
    for one, first in enumerate(contest.ids):
        for other, second in enumerate(contest.ids):
            both = wins[one][other] + wins[other][one]
            if both > papers:
                raise InputError(
                    "more papers are in a duel than there are",
                    where=where[one],
                    found=f"{contest.label(first)} and {contest.label(second)}: {both:,}",
                    expected=f"at most {papers:,}",
                    hint="correct the figures, or the number of papers",
                )


def _papers(lines: Sequence[Line]) -> int:
    """How many papers there are, from the row that says so."""
    line, *more = lines
    figures = [cell for cell in line.cells if cell not in NOTHING]
    if more or len(figures) != 1:
        raise InputError(
            "how many papers there are is not said once",
            where=(more[0] if more else line).where,
            found=", ".join(figures) or "nothing",
            expected="one row: papers, and the number",
            hint="correct the row, or leave it out",
        )
    return whole(figures[0], what=PAPERS, where=line.where)


def sniff(start: bytes) -> bool:
    """Whether the first cell says that rows are compared with columns."""
    rows = peek(start)
    return bool(rows) and rows[0][0] in CORNERS


FORMAT = Format(
    key="pairwise",
    title="Pairwise table",
    about="A row and a column for each candidate: how many papers rank the one above the other. Only rules "
    "that compare candidates two by two count it.",
    columns=(
        ("row_over_column", "the first cell, which says which way the table goes; below it the candidates"),
        ("NAME", "how many papers rank the row's candidate above this one; 0, `-` or empty for the same one"),
        ("papers", "a row of its own: how many papers there are (optional, checked against each duel)"),
    ),
    example=(
        "row_over_column,Ann Archer,Bert Fry,Clara Hill\n"
        "Ann Archer,0,40,65\n"
        "Bert Fry,35,0,75\n"
        "Clara Hill,20,20,0\n"
        "papers,95\n"
    ),
    sniff=sniff,
    read=read,
)
