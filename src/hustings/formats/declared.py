"""Declared totals of one contest, as a notice or a press page gives them: one row for each candidate.

Source: the public notice of Local Authorities (Mayoral Elections) Regulations 2007 Sch 1 r54(2) for what is
published; the layout is ours. Figures that do not close are carried as they are, with a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import UNTITLED, Names, folded, infer_candidates, unknown
from hustings.formats._sheet import Sheet, columns, first_header, number, read_sheet
from hustings.returns import WHOLE, Note, Reading, Returns, Statement

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "candidate": (),
        "party": (),
        "first_preferences": (),
        "second_preferences_counted": ("second_preferences_added",),
        "total": ("total_after_second_count",),
        "second_preferences_marked": ("second_preferences_all",),
    }
)
"""The columns, and the other names under which each is accepted."""

NOT_PEOPLE = (
    "total",
    "totals",
    "rejected",
    "rejected papers",
    "spoilt",
    "turnout",
    "valid votes",
    "electorate",
)
"""What a published table prints below the candidates; such a row must not be taken for one of them."""

EXAMPLE = """\
candidate,party,first_preferences,second_preferences_counted,total
Ann Archer,Blue Party,50,4,54
Bert Fry,Green Party,30,12,42
Cat Gray,Independent,20,,
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is published of one candidate; None where nothing is."""

    line: int
    name: str
    party: str
    first: int | None
    counted: int | None
    total: int | None
    marked: int | None


def sniff(start: bytes) -> bool:
    """A CSV with a column candidate and one of first preferences."""
    return {"candidate", "first_preferences"} <= first_header(start)


def read(opened: Opened, facts: Facts) -> Reading:
    """The declared totals as returns of the whole contest: a first statement and, if there was one, a second.

    Raises InputError naming file and line for unknown people and columns and for what is not a whole number.
    Where first preferences of a candidate are missing, the first statement is left out and awaited.
    """
    sheet = read_sheet(opened, format="declared")
    places, notes = _places(sheet)
    rows = [_row(sheet, line, cells, places) for line, cells in sheet.rows]
    contest = _contest(sheet, rows, facts.contest)
    people = _people(sheet, rows, contest)
    statements = [_first(people, facts.totals, sheet, contest, notes)]
    statements.append(_second(people, sheet, contest, notes))
    returns = Returns(
        candidates=contest.ids,
        areas=(WHOLE,),
        statements=tuple(one for one in statements if one is not None),
        directions=facts.decisions.directions,
    )
    return Reading(
        contest=contest,
        papers=returns,
        totals=facts.totals,
        notes=(*sheet.notes, *notes),
        sources=(sheet.source,),
    )


def _places(sheet: Sheet) -> tuple[dict[str, int], list[Note]]:
    """Where each column stands, by its own name; columns of percentages are left out with a note."""
    by_name = {other: name for name, others in ALIASES.items() for other in (name, *others)}
    found: dict[str, int] = {}
    left_out = []
    for title, place in columns(sheet).items():
        if "%" in title or "percent" in title or title.endswith("_pct"):
            left_out.append(sheet.header[place])
            continue
        if title not in by_name:
            raise unknown("column", sheet.header[place], by_name, where=sheet.where(sheet.line))
        if by_name[title] in found:
            raise InputError(
                "two columns hold the same figure",
                where=sheet.where(sheet.line),
                found=f"{sheet.header[found[by_name[title]]]} and {sheet.header[place]}",
                expected=f"one column {by_name[title]}",
                hint="remove one of them",
            )
        found[by_name[title]] = place
    for name in ("candidate", "first_preferences"):
        if name not in found:
            raise InputError(
                "a column is missing",
                where=sheet.where(sheet.line),
                found=", ".join(sheet.header),
                expected=f"a column {name}",
                hint="name the columns as they are listed in the reference",
            )
    words = f"percentages are not read: {', '.join(left_out)}"
    return found, [Note(words=words, where=sheet.name)] if left_out else []


def _row(sheet: Sheet, line: int, cells: tuple[str, ...], places: Mapping[str, int]) -> Row:
    def figure(name: str) -> int | None:
        return number(cells[places[name]], name, where=sheet.where(line)) if name in places else None

    return Row(
        line=line,
        name=cells[places["candidate"]],
        party=cells[places["party"]] if "party" in places else "",
        first=figure("first_preferences"),
        counted=figure("second_preferences_counted"),
        total=figure("total"),
        marked=figure("second_preferences_marked"),
    )


def _contest(sheet: Sheet, rows: list[Row], known: Contest | None) -> Contest:
    """The contest of the facts, with candidates and parties from the file where the facts name none."""
    for row in rows:
        if not row.name or folded(row.name) in NOT_PEOPLE:
            raise InputError(
                "this row is not a candidate's",
                where=sheet.where(row.line),
                found=row.name or "no name",
                expected="one row for each candidate",
                hint="remove the row; totals of the contest belong in contest.toml under [totals]",
            )
    contest = known or Contest(title=UNTITLED, candidates=())
    if contest.candidates:
        return contest
    made = infer_candidates([row.name for row in rows], where=sheet.name)
    parties = (replace(one, party=row.party) for one, row in zip(made, rows, strict=True))
    return replace(contest, candidates=tuple(parties))


def _people(sheet: Sheet, rows: list[Row], contest: Contest) -> dict[str, Row]:
    """Each candidate's row, in the order of the ballot paper."""
    names = Names(contest)
    found: dict[str, Row] = {}
    for row in rows:
        where = sheet.where(row.line)
        id = names.candidate(row.name, where=where)
        if id in found:
            raise InputError(
                "a candidate is there twice",
                where=where,
                found=row.name,
                expected=f"one row; the first is on line {found[id].line}",
                hint="remove one of the rows",
            )
        found[id] = row
    missing = [contest.label(id) for id in contest.ids if id not in found]
    if missing:
        raise InputError(
            "a candidate has no row",
            where=sheet.name,
            found=f"nothing of {', '.join(missing)}",
            expected="one row for each candidate in the contest's facts",
            hint="add the row, with an empty figure where none is published",
        )
    return {id: found[id] for id in contest.ids}


def _first(
    people: Mapping[str, Row], totals: Statement | None, sheet: Sheet, contest: Contest, notes: list[Note]
) -> Statement | None:
    first = {id: row.first for id, row in people.items() if row.first is not None}
    unstated = [contest.label(id) for id in people if id not in first]
    if unstated:
        words = f"first preferences are not stated for {', '.join(unstated)}: nothing can be counted yet"
        notes.append(Note(words=words, level="warning", where=sheet.name))
        return None
    stated = totals or Statement(area=WHOLE, stage="first")
    statement = replace(
        stated,
        stage="first",
        first=first,
        marked={id: row.marked for id, row in people.items() if row.marked is not None},
        totals={},
        where=sheet.name,
    )
    notes.extend(Note(words=words, level="warning", where=sheet.name) for words in _open_sums(statement))
    return statement


def _open_sums(one: Statement) -> Iterator[str]:
    """Every sum of the published papers that does not close, in words."""
    column = sum(one.first.values())
    valid = column if one.valid is None else one.valid
    if valid != column:
        yield (
            f"the printed total of first preferences, {valid:,}, is {_apart(valid, column)} than "
            f"their sum, {column:,}: carried as published"
        )
    papers = one.verified if one.used is None else one.used
    if papers is not None and one.rejected and papers - sum(one.rejected.values()) != valid:
        kind, rejected = "verified" if one.used is None else "used", sum(one.rejected.values())
        left = papers - rejected
        yield (
            f"{papers:,} papers {kind} less {rejected:,} rejected are {left:,}, "
            f"{_apart(left, valid)} than the {valid:,} first preferences: carried as published"
        )


def _apart(one: int, other: int) -> str:
    return f"{abs(one - other):,} {'fewer' if one < other else 'more'}"


def _second(people: Mapping[str, Row], sheet: Sheet, contest: Contest, notes: list[Note]) -> Statement | None:
    """The second statement, of those for whom a second preference counted or a final total is published."""
    counted: dict[str, int] = {}
    totals: dict[str, int] = {}
    for id, row in people.items():
        if row.total is not None:
            totals[id] = row.total
        if row.counted is not None:
            counted[id] = row.counted
        elif row.total is not None and row.first is not None:
            counted[id] = _derived(row.total, row.first, sheet.where(row.line))
    for id, number_counted in counted.items():
        stated, first = people[id].total, people[id].first
        if stated is not None and first is not None and stated != first + number_counted:
            added = first + number_counted
            words = (
                f"the printed total of {contest.label(id)} is {stated:,}, {_apart(stated, added)} than "
                f"{first:,} + {number_counted:,} = {added:,}: the second preferences counted are used"
            )
            notes.append(Note(words=words, level="warning", where=sheet.where(people[id].line)))
    worked_out = [contest.label(id) for id in counted if people[id].counted is None]
    if worked_out:
        words = "second preferences counted are the final total less first preferences for "
        notes.append(Note(words=words + ", ".join(worked_out), where=sheet.name))
    if not counted:
        return None
    return Statement(area=WHOLE, stage="second", counted=counted, totals=totals, where=sheet.name)


def _derived(total: int, first: int, where: str) -> int:
    if total < first:
        raise InputError(
            "a final total is smaller than the first preferences in it",
            where=where,
            found=f"{total:,} after {first:,}",
            expected="first preferences and second preferences counted, added",
            hint="correct the figure, or leave it empty where none is published",
        )
    return total - first


FORMAT = Format(
    key="declared",
    title="declared totals",
    about="One row for each candidate of one contest. An empty cell is a figure not published. Papers "
    "verified, used and rejected stand in contest.toml under [totals]. Percentages are passed over.",
    columns=(
        ("candidate", "the candidate's name or id"),
        ("party", "the description on the ballot paper; taken where the facts name no candidates"),
        ("first_preferences", "first preferences; needed for every candidate before anything is counted"),
        ("second_preferences_counted", "second preferences added at the second count (or ..._added)"),
        ("total", "the final total of a candidate who remained (or total_after_second_count)"),
        ("second_preferences_marked", "second preferences on all valid papers (or ..._all), never added"),
    ),
    example=EXAMPLE,
    sniff=sniff,
    read=read,
)
