"""Figures by ward in one row each: first preferences, second preferences marked, and papers not valid.

Source: the spreadsheets of results by ward that London Elects published for the mayor's elections by manual
and electronic count, whose columns these are; they tell second preferences *marked*, not those counted, and
not by first preference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import plain
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import (
    UNTITLED,
    Names,
    folded,
    infer_areas,
    infer_candidates,
    unknown,
)
from hustings.formats._sheet import Sheet, columns, first_header, need, number, read_sheet
from hustings.returns import Note, Reading, Returns, Statement

FIRST, SECOND, REJECTED = "first_", "second_", "rej1_"

PLACES = ("constituency", "borough", "ward")
"""The columns that name a place, the widest first; the last of them names the ward."""

HEADS = {
    "want_of_official_mark": "no_official_mark",
    "identifying": "identifies_voter",
    "unmarked": "unmarked",
    "uncertain": "uncertain",
    "too_many": "more_than_one_first",
}
"""What a column of rejected papers is called, and the head it is."""

UNUSED = {"unmarked": "blank", "uncertain": "uncertain_second", "too_many": "over_marked"}
"""What a column of valid papers without a valid second preference is called, and why there is none."""

EXAMPLE = """\
borough,ward,first_Ann Archer,first_Bert Fry,first_Cat Gray,rej1_unmarked,rej1_too_many,\
second_Ann Archer,second_Bert Fry,second_Cat Gray,second_unmarked,second_too_many
Ambridge,North,50,30,20,1,2,20,35,25,19,1
Ambridge,South,20,45,35,0,3,30,30,20,20,0
"""


def sniff(start: bytes) -> bool:
    """A CSV with a column ward and columns of first and second preferences by name."""
    header = first_header(start)
    return "ward" in header and all(any(one.startswith(kind) for one in header) for kind in (FIRST, SECOND))


def read(opened: Opened, facts: Facts) -> Reading:
    """A first statement for each ward, with the second preferences marked there.

    Raises InputError naming file and line for anything that is not as the columns say.
    """
    sheet = read_sheet(opened, format="wards")
    places = columns(sheet)
    need(sheet, places, "ward")
    contest, notes = _contest(sheet, places, facts.contest)
    kinds = _kinds(sheet, contest)
    names = Names(contest)
    called = _called(sheet, places)
    statements = tuple(
        _statement(sheet.where(line), row, kinds, names.area(called[at], where=sheet.where(line)))
        for at, (line, row) in enumerate(sheet.rows)
    )
    returns = Returns(
        candidates=contest.ids,
        areas=tuple(area.id for area in contest.areas),
        statements=statements,
        directions=facts.decisions.directions,
    )
    return Reading(contest=contest, papers=returns, notes=(*sheet.notes, *notes), sources=(sheet.source,))


def _contest(sheet: Sheet, places: Mapping[str, int], known: Contest | None) -> tuple[Contest, list[Note]]:
    """The contest of the facts, with candidates and wards from the file where the facts name none."""
    contest = known or Contest(title=UNTITLED, candidates=())
    notes = []
    if not contest.candidates:
        named = [cell[len(FIRST) :] for cell in sheet.header if plain(cell).startswith(FIRST)]
        contest = replace(contest, candidates=infer_candidates(named, where=sheet.where(sheet.line)))
        notes.append(Note(words="the candidates are those named in the header", where=sheet.name))
    if not contest.areas:
        if not sheet.rows:
            raise InputError(
                "there is no ward",
                where=sheet.name,
                found="a header alone",
                expected="a row for each ward",
            )
        contest = replace(contest, areas=infer_areas(_called(sheet, places), where=sheet.name))
        words = f"the areas are taken to be the {len(contest.areas)} wards in the file: the facts name none"
        notes.append(Note(words=words, where=sheet.name))
    return contest, notes


def _called(sheet: Sheet, places: Mapping[str, int]) -> list[str]:
    """What each row's ward is called: its name, with the wider places before it where wards share one."""
    known = [places[name] for name in PLACES if name in places]
    shared = Counter(folded(row[places["ward"]]) for _, row in sheet.rows)
    called = []
    seen: dict[str, int] = {}
    for line, row in sheet.rows:
        ward = row[places["ward"]]
        whole = ", ".join(row[at] for at in known if row[at])
        name = whole if shared[folded(ward)] > 1 else ward
        if not ward or folded(name) in seen:
            raise InputError(
                "a ward is there twice" if ward else "a row names no ward",
                where=sheet.where(line),
                found=f"{name}, as on line {seen[folded(name)]}" if ward else "an empty cell",
                expected="one row for each ward",
                hint="remove one of them, or tell them apart by the column borough",
            )
        seen[folded(name)] = line
        called.append(name)
    return called


def _kinds(sheet: Sheet, contest: Contest) -> list[tuple[str, str, str]]:
    """What each column holds: a kind of figure, of whom or under which code, and its title."""
    names = Names(contest)
    where = sheet.where(sheet.line)
    found = [_kind(title, names, where) for title in sheet.header]
    for id in contest.ids:
        if ("first", id) not in {(kind, key) for kind, key, _ in found}:
            need(sheet, {}, f"{FIRST}{contest.label(id)}")
    return found


def _kind(title: str, names: Names, where: str) -> tuple[str, str, str]:
    key = plain(title)
    if key in PLACES:
        return "place", "", title
    if key.startswith(REJECTED) and key[len(REJECTED) :] in HEADS:
        return "rejected", HEADS[key[len(REJECTED) :]], title
    if key.startswith(SECOND) and key[len(SECOND) :] in UNUSED:
        return "unused", UNUSED[key[len(SECOND) :]], title
    for start, kind in ((FIRST, "first"), (SECOND, "marked")):
        if key.startswith(start):
            return kind, names.candidate(title.strip()[len(start) :], where=where), title
    known = [*PLACES, f"{FIRST}NAME", f"{SECOND}NAME", *(f"{REJECTED}{one}" for one in HEADS)]
    raise unknown("column", title, [*known, *(f"{SECOND}{one}" for one in UNUSED)], where=where)


def _statement(where: str, row: tuple[str, ...], kinds: list[tuple[str, str, str]], area: str) -> Statement:
    figures: dict[str, dict[str, int]] = {"first": {}, "marked": {}, "rejected": {}, "unused": {}}
    for (kind, key, title), cell in zip(kinds, row, strict=True):
        value = number(cell, title, where=where) if kind != "place" else None
        if value is not None:
            figures[kind][key] = value
        elif kind == "first":
            raise InputError(
                "a ward lacks first preferences",
                where=where,
                found=f"nothing under {title}",
                expected="a figure for every candidate",
                hint="write 0 where nobody voted for the candidate",
            )
    return Statement(
        area=area,
        stage="first",
        first=figures["first"],
        marked=figures["marked"],
        rejected=figures["rejected"],
        unused=figures["unused"],
        where=where,
    )


FORMAT = Format(
    key="wards",
    title="figures by ward",
    about="One row for each ward, with first preferences, second preferences marked and papers not valid. It "
    "tells no second preferences counted: those are in statements or in a first-by-second table.",
    columns=(
        ("constituency", "the widest place; may be left out"),
        ("borough", "the place between; may be left out"),
        ("ward", "the ward; wards that share a name are told apart by the places before it"),
        ("first_NAME", "first preferences; a column for every candidate"),
        ("second_NAME", "second preferences marked for a candidate on all valid papers, never added"),
        ("rej1_HEAD", "papers rejected under a head; one of " + ", ".join(HEADS)),
        ("second_HEAD", "valid papers without a valid second preference; one of " + ", ".join(UNUSED)),
    ),
    example=EXAMPLE,
    sniff=sniff,
    read=read,
)
