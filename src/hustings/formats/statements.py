"""Area statements: one row for each statement that an area made, every version kept, from CSV or .xlsx.

Source: Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r54(1) and r56(2) for what statements hold;
the layout is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import plain
from hustings.formats._facts import UNUSED_CODES
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import (
    UNTITLED,
    Names,
    folded,
    infer_areas,
    infer_candidates,
    unknown,
)
from hustings.formats._sheet import ZIP, Sheet, columns, first_header, need, number, read_sheet
from hustings.formats._statement_columns import CODED, NAMED, PLAIN, Column, read_columns
from hustings.paper import FIRST_CODES, SECOND_CODES
from hustings.returns import WHOLE, Note, Reading, Returns, Statement

EXAMPLE = """\
area,stage,version,status,used,rejected:unmarked_or_uncertain,first:Ann Archer,first:Bert Fry,\
first:Cat Gray,valid,counted:Ann Archer,counted:Bert Fry,not_counted:not_for_remaining,\
not_counted:blank_or_uncertain,reason
North,first,1,final,102,2,50,30,20,100,,,,,
South,first,1,final,101,1,20,45,35,100,,,,,
North,second,1,final,,,,,,,4,12,1,3,
South,second,1,final,,,,,,,6,20,4,5,
"""

TOTALS = ("total", "totals", "grand total", "all areas")
"""What a spreadsheet calls the row of its sums, which must not be taken for one more area."""

Figures = dict[str, int]


def sniff(start: bytes) -> bool:
    """A spreadsheet, or a CSV with the columns area and stage and figures of candidates."""
    header = first_header(start)
    return start.startswith(ZIP) or (
        {"area", "stage"} <= header
        and any(name.partition(":")[0] in NAMED and ":" in name for name in header)
    )


def read(opened: Opened, facts: Facts) -> Reading:
    """All statements in a file, as returns; the directions come with the facts.

    Raises InputError naming file and line for anything that is not as the columns say.
    """
    sheet = read_sheet(opened, format="statements")
    places = columns(sheet)
    need(sheet, places, "area", "stage")
    contest, notes = _contest(sheet, places, facts.contest)
    found = read_columns(sheet, contest)
    if not sheet.rows:
        raise InputError(
            "there is no statement",
            where=sheet.name,
            found="a header alone",
            expected="a row for each statement",
            hint="add a row for each area, or start from the template that hustings init writes",
        )
    names = Names(contest)
    made = [_statement(sheet, line, row, found, contest, names) for line, row in sheet.rows]
    statements = tuple(one for one in made if one is not None)
    returns = Returns(
        candidates=contest.ids,
        areas=tuple(area.id for area in contest.areas) or (WHOLE,),
        statements=statements,
        directions=facts.decisions.directions,
    )
    notes.extend(_whole_and_areas(returns, contest))
    return Reading(contest=contest, papers=returns, notes=(*sheet.notes, *notes), sources=(sheet.source,))


def _contest(sheet: Sheet, places: Mapping[str, int], known: Contest | None) -> tuple[Contest, list[Note]]:
    """The contest of the facts, with candidates and areas from the file where the facts name none."""
    contest = known or Contest(title=UNTITLED, candidates=())
    notes: list[Note] = []
    if not contest.candidates:
        names = [cell.partition(":")[2] for cell in sheet.header if plain(cell).startswith("first:")]
        where = sheet.where(sheet.line)
        contest = replace(contest, candidates=infer_candidates(names, where=where))
        notes.append(Note(words="the candidates are those named in the header", where=sheet.name))
    if not contest.areas:
        places_named = [row[places["area"]] for _, row in sheet.rows if row[places["area"]]]
        _no_totals(sheet, places)
        contest = replace(contest, areas=infer_areas(places_named, where=sheet.name))
        if contest.areas:
            words = f"the areas are taken to be the {len(contest.areas)} in the file: the facts name none"
            notes.append(Note(words=words, where=sheet.name))
    return contest, notes


def _no_totals(sheet: Sheet, places: Mapping[str, int]) -> None:
    for line, row in sheet.rows:
        if folded(row[places["area"]]) in TOTALS:
            raise InputError(
                "a row of totals is not an area",
                where=sheet.where(line),
                found=row[places["area"]],
                expected="an area, or an empty cell for the whole contest",
                hint="remove the row, or empty the cell: the areas are added up when counting",
            )


def _whole_and_areas(returns: Returns, contest: Contest) -> Iterator[Note]:
    """A remark where a statement of the whole contest is not the areas' statements added."""
    for stage, words in (("first", "first preferences"), ("second", "second preferences counted")):
        whole = returns.latest(WHOLE, stage)
        areas = [returns.latest(area, stage) for area in returns.areas if area != WHOLE]
        if whole is None or not areas or None in areas:
            continue
        for id in contest.ids:
            stated = _votes(whole).get(id, 0)
            added = sum(_votes(one).get(id, 0) for one in areas if one is not None)
            if stated != added:
                yield Note(
                    words=f"{words} of {contest.label(id)} are {stated:,} for the whole "
                    f"contest and {added:,} in the areas added: the areas are counted",
                    level="warning",
                    where=whole.where,
                )


def _votes(one: Statement) -> Mapping[str, int]:
    return one.first if one.stage == "first" else one.counted


def _statement(
    sheet: Sheet,
    line: int,
    row: tuple[str, ...],
    found: tuple[Column, ...],
    contest: Contest,
    names: Names,
) -> Statement | None:
    """One row; None where no figure is filled in, so that a template's empty rows say nothing."""
    where = sheet.where(line)
    fields = {one.kind: cell for one, cell in zip(found, row, strict=True) if one.kind in PLAIN}
    figures: dict[str, Figures] = {kind: {} for kind in (*NAMED, *CODED, "verified", "used", "valid")}
    for one, cell in zip(found, row, strict=True):
        if one.kind in figures:
            value = number(cell, one.title, where=where)
            if value is not None:
                figures[one.kind][one.key] = value
    if not any(figures.values()):
        return None
    stage = _stage(fields["stage"], where)
    _complete(stage, figures, contest, where)
    return Statement(
        area=names.area(fields["area"], where=where) if fields["area"] else WHOLE,
        stage=stage,
        version=_version(fields.get("version", ""), where),
        status=_status(fields.get("status", ""), where),
        verified=figures["verified"].get(""),
        used=figures["used"].get(""),
        valid=figures["valid"].get(""),
        rejected=figures["rejected"],
        first=figures["first"],
        counted=figures["counted"],
        accounts=figures["not_counted"],
        marked=figures["marked"],
        unused=figures["unused"],
        totals=figures["total"],
        reason=fields.get("reason", ""),
        where=where,
    )


def _stage(text: str, where: str) -> Literal["verified", "first", "second"]:
    if folded(text) == "verified":
        return "verified"
    if folded(text) == "first":
        return "first"
    if folded(text) == "second":
        return "second"
    raise unknown("stage", text, ("verified", "first", "second"), where=where)


def _status(text: str, where: str) -> Literal["provisional", "final"]:
    if folded(text) == "provisional":
        return "provisional"
    if folded(text) in ("", "final"):
        return "final"
    raise unknown("status", text, ("provisional", "final"), where=where)


def _version(text: str, where: str) -> int:
    version = number(text, "version", where=where)
    if version == 0:
        raise InputError(
            "versions are numbered from 1", where=where, found="0", expected="1 or more", hint="write 1"
        )
    return version or 1


def _complete(stage: str, figures: Mapping[str, Figures], contest: Contest, where: str) -> None:
    """Refuse a statement that lacks what makes it one: an unstated figure must not be read as none."""
    if stage == "verified":
        return _only_verified(figures, where)
    unstated = [contest.label(id) for id in contest.ids if id not in figures["first"]]
    if stage == "first" and unstated:
        raise InputError(
            "a first statement lacks first preferences",
            where=where,
            found=f"nothing for {', '.join(unstated)}",
            expected="a figure for every candidate",
            hint="write 0 where nobody voted for the candidate; where papers are only verified, the stage is "
            "verified",
        )
    if stage == "second" and len(figures["counted"]) < 2:
        raise InputError(
            "a second statement lacks second preferences counted",
            where=where,
            found=f"figures for {len(figures['counted'])} candidates in the columns counted:",
            expected="a figure for each candidate who remains",
            hint="write 0 where no second preference was counted for a remaining candidate",
        )
    if stage == "first" and (figures["counted"] or figures["not_counted"] or figures["total"]):
        raise InputError(
            "a first statement holds figures of the second count",
            where=where,
            found="figures in the columns counted:, not_counted: or total:",
            expected="those figures in a row whose stage is second",
            hint="put them in a row of their own",
        )


def _only_verified(figures: Mapping[str, Figures], where: str) -> None:
    """What an area says before it counts is how many papers it verified, and nothing else."""
    more = [kind for kind, told in figures.items() if told and kind != "verified"]
    if more or not figures["verified"]:
        raise InputError(
            "a verification holds the number of papers verified, and nothing else",
            where=where,
            found=f"figures in {', '.join(more)}" if more else "no number of papers verified",
            expected="a figure in the column verified",
            hint="put figures of the count into a row whose stage is first or second",
        )


FORMAT = Format(
    key="statements",
    title="area statements",
    about="One row for each statement an area made at one stage. An empty cell is a figure not stated; a row "
    "without figures is a statement still to come. An empty area is the whole contest. .xlsx is read too.",
    columns=(
        ("area", "the area's name or id; empty for the whole contest"),
        ("stage", "verified (papers verified, none counted yet), first or second"),
        ("version", "1, 2 and so on; 1 when empty; the newest version counts and all are kept"),
        ("status", "provisional or final; final when empty"),
        ("verified", "ballot papers verified"),
        ("used", "ballot papers used: valid and rejected ones together"),
        (
            "rejected:CODE",
            "papers rejected at the first count under that code; one of " + ", ".join(FIRST_CODES),
        ),
        ("first:CANDIDATE", "first preferences; a column for every candidate"),
        ("valid", "the printed total of first preferences"),
        (
            "counted:CANDIDATE",
            "second preferences counted for a candidate who remains, in a second statement",
        ),
        ("not_counted:CODE", "papers looked at and not counted; one of " + ", ".join(SECOND_CODES)),
        ("total:CANDIDATE", "the printed final total of a candidate who remains"),
        ("marked:CANDIDATE", "second preferences marked on all valid papers, never added"),
        ("unused:CODE", "valid papers without a valid second preference; one of " + ", ".join(UNUSED_CODES)),
        ("reason", "why the figures do not close, where they do not"),
    ),
    example=EXAMPLE,
    sniff=sniff,
    read=read,
)
