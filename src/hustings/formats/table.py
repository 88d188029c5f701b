"""First-by-second table: how many papers give each candidate first and each candidate second.

Source: the form in which Greater London declared the votes of 6 May 2021; London's seconds are those of all
valid papers, and reasons for a second preference that is not valid may be known in total only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import peek, plain, records_of, whole
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import Names
from hustings.formats._open import content
from hustings.formats._rows import contest_of
from hustings.formats._rulings import refuse_rulings
from hustings.formats._totals import with_totals
from hustings.paper import BLANK, OVER, UNCERTAIN, UNKNOWN, Vote
from hustings.profile import Pile, Profile
from hustings.returns import Reading

FIRST = ("first", "first_choice")
REASONS = {
    "blank": BLANK,
    "over_marked": OVER,
    "uncertain_second": UNCERTAIN,
    "no_valid_second": UNKNOWN,
    "no_valid_second_preference_derived": UNKNOWN,
}
AREA, SUMS, SUMS_ROW = "area", "first_preferences", "second_preferences"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row: where it stands, its area and first cell, and its figures by column (None where empty)."""

    where: str
    area: str
    first: str
    figures: Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The columns that hold papers, in the file's order, and the rows; columns are cells of the header."""

    columns: tuple[str, ...]
    candidates: tuple[str, ...]
    lines: tuple[Line, ...]


def read(opened: Opened, facts: Facts) -> Reading:
    """Read a table into a profile, check its control sums, and put the contest's totals into it.

    Raises InputError for a candidate twice, for a figure that is not a count, and for a control sum or a
    total that contradicts the table, naming the row, what was found and what was expected.
    """
    refuse_rulings(facts, name=opened.name)
    whole_file = content(opened, format="table")
    table = _table(whole_file.text, opened.name)
    contest, notes = contest_of(
        facts,
        table.candidates,
        {line.area for line in table.lines if line.area},
        where=opened.name,
        ordered=True,
    )
    names = Names(contest)
    ids = _ids(table, names, f"{opened.name}:1")
    _check_rows(table)
    _check_columns(table)
    piles = tuple(_piles(table, ids, names))
    _every_row(piles, contest, opened.name)
    profile = Profile(candidates=contest.ids, piles=piles).merged()
    profile, remarks = with_totals(profile, facts.totals)
    return Reading(
        contest=contest,
        papers=profile,
        sources=(whole_file.source,),
        notes=(*whole_file.notes, *notes, *remarks),
    )


def _table(text: str, name: str) -> Table:
    header: list[str] = []
    lines: list[Line] = []
    for line, cells in records_of(text, name):
        where = f"{name}:{line}"
        if any(cells) and not header:
            header = _header(cells, where)
        elif any(cells):
            lines.append(_line(header, cells, where))
    if not lines:
        raise InputError("the table has no rows", where=name, found="a header", expected="a row a candidate")
    columns = tuple(cell for cell in header if cell not in (*FIRST, AREA, SUMS))
    candidates = tuple(column for column in columns if column not in REASONS)
    return Table(columns=columns, candidates=candidates, lines=tuple(lines))


def _header(cells: list[str], where: str) -> list[str]:
    """The header, with the columns that are no candidates in plain form."""
    fixed = {*FIRST, *REASONS, AREA, SUMS}
    header = [plain(cell) if plain(cell) in fixed else cell for cell in cells]
    for cell in header:
        if not cell or header.count(cell) > 1:
            raise InputError(
                "a column stands twice in the header" if cell else "a column has no name",
                where=where,
                found=cell or "an empty cell",
                expected="each candidate and each reason once",
                hint="remove or rename the column",
            )
    if len([cell for cell in header if cell in FIRST]) != 1:
        raise InputError(
            "the column first is missing",
            where=where,
            found=", ".join(header),
            expected="first, a column for each candidate, and reasons",
            hint="name the column of first preferences first",
        )
    return header


def _line(header: list[str], cells: list[str], where: str) -> Line:
    if len(cells) != len(header):
        raise InputError(
            "a row has too few cells" if len(cells) < len(header) else "a row has too many cells",
            where=where,
            found=f"{len(cells)} cells",
            expected=f"{len(header)} cells, as in the header",
            hint="complete the row; write 0 where there are no papers",
        )
    by_column = dict(zip(header, cells, strict=True))
    first = next(by_column[column] for column in FIRST if column in by_column)
    control = plain(first) == SUMS_ROW
    figures = {
        column: None if not cell and (control or column == SUMS) else whole(cell, what=column, where=where)
        for column, cell in by_column.items()
        if column not in (*FIRST, AREA)
    }
    return Line(
        where=where, area=by_column.get(AREA, ""), first=SUMS_ROW if control else first, figures=figures
    )


def _ids(table: Table, names: Names, where: str) -> dict[str, str]:
    """The candidate's id, or the token of the reason, for each column."""
    ids: dict[str, str] = {}
    for column in table.candidates:
        id = names.candidate(column, where=where)
        if id in ids.values():
            raise InputError(
                "two columns are for one candidate",
                where=where,
                found=column,
                expected="each candidate once",
                hint="add the columns together, or correct the name",
            )
        ids[column] = id
    return ids | {reason: REASONS[reason] for reason in table.columns if reason in REASONS}


def _piles(table: Table, ids: Mapping[str, str], names: Names) -> Iterator[Pile]:
    seen: dict[tuple[str, str], str] = {}
    for line in table.lines:
        if line.first == SUMS_ROW:
            continue
        area = names.area(line.area, where=line.where) if line.area else ""
        first = names.candidate(line.first, where=line.where)
        if (area, first) in seen:
            raise InputError(
                "two rows are for one candidate",
                where=line.where,
                found=f"{line.first} again, after {seen[area, first]}",
                expected="one row a candidate" + (" in each area" if area else ""),
                hint="add the rows together, or correct the name",
            )
        seen[area, first] = line.where
        for column in table.columns:
            vote: Vote = (first, ids[column])
            yield Pile(area=area, vote=vote, papers=line.figures[column] or 0)


def _every_row(piles: tuple[Pile, ...], contest: Contest, name: str) -> None:
    """Refuse a table without a candidate's row: what is not stated must not be read as no votes."""
    there = {(one.area, one.vote[0]) for one in piles}
    for area in sorted({area for area, _ in there}):
        missing = [one for one in contest.ids if (area, one) not in there]
        if missing:
            raise InputError(
                "a candidate has no row",
                where=name,
                found=_listed(contest, missing) + (f" in {contest.area_name(area)}" if area else ""),
                expected="a row for every candidate" + (" in each area" if area else ""),
                hint="add the row; write 0 in it where nobody gave the candidate a first preference",
            )


def _listed(contest: Contest, ids: list[str]) -> str:
    return ", ".join(contest.label(one) for one in ids)


def _check_rows(table: Table) -> None:
    """Every row adds to its first preferences, where the table states them."""
    for line in table.lines:
        stated = line.figures.get(SUMS)
        if stated is not None and line.first != SUMS_ROW:
            found = sum(line.figures[column] or 0 for column in table.columns)
            _agree(found, stated, f"the row of {line.first} does not add to its {SUMS}", line.where)


def _check_columns(table: Table) -> None:
    """Every column adds to the control row of its area, or to that of the whole table."""
    sums: dict[str, Counter[str]] = {}
    for line in table.lines:
        if line.first != SUMS_ROW:
            for area in {line.area, ""}:
                sums.setdefault(area, Counter()).update({c: n for c, n in line.figures.items() if n})
    for line in table.lines:
        for column, stated in line.figures.items() if line.first == SUMS_ROW else ():
            if stated is not None:
                found = sums.get(line.area, Counter())[column]
                _agree(found, stated, f"the column {column} does not add to the row {SUMS_ROW}", line.where)


def _agree(found: int, stated: int, words: str, where: str) -> None:
    if found != stated:
        raise InputError(
            words,
            where=where,
            found=f"{found:,} when added",
            expected=f"{stated:,} as stated",
            hint="correct the figures, or leave the control sum out",
        )


def sniff(start: bytes) -> bool:
    """Whether a file has a column of first preferences whose names are columns themselves."""
    rows = peek(start)
    place = next((rows[0].index(column) for column in FIRST if rows and column in rows[0]), None)
    if place is None or "second" in rows[0]:
        return False
    return any(len(row) > place and plain(row[place]) in rows[0] for row in rows[1:])


FORMAT = Format(
    key="table",
    title="First-by-second table",
    about="One row for each first preference, one column for each second preference, for a contest or area.",
    columns=(
        ("first", "the candidate of the first preferences in this row (also: `first_choice`)"),
        ("<candidate>", "papers whose second preference is for this candidate; a column for each"),
        ("blank", "papers with no second preference marked (optional)"),
        ("over_marked", "papers with more than one second preference (optional)"),
        ("uncertain_second", "papers whose second preference is void for uncertainty (optional)"),
        ("no_valid_second", "papers without a valid second preference, reason not known (optional)"),
        ("area", "where the papers were counted (optional)"),
        ("first_preferences", "control: what the row adds to (optional)"),
        ("second_preferences", "as the name of a row, control: what each column adds to (optional)"),
    ),
    example=(
        "first,Ann Archer,Bert Fry,Clara Hill,blank,over_marked,first_preferences\n"
        "Ann Archer,1,30,4,5,0,40\n"
        "Bert Fry,20,0,10,5,0,35\n"
        "Clara Hill,12,3,0,8,2,25\n"
        "second_preferences,33,33,14,18,2,100\n"
    ),
    sniff=sniff,
    read=read,
)
