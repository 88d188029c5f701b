"""Votes of two rounds: one row for each candidate, as proclamations print them.

Source: Conseil constitutionnel, declarations of both rounds of presidential elections; the layout is ours.
"""

from __future__ import annotations

from dataclasses import replace

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import UNTITLED, Names, infer_candidates, unknown
from hustings.formats._sheet import Sheet, columns, first_header, number, read_sheet
from hustings.returns import Reading
from hustings.rounds import Rounds

COLUMNS = ("candidate", "party", "first_round", "second_round")


def sniff(start: bytes) -> bool:
    """A CSV with a column candidate and one of the first round."""
    return {"candidate", "first_round"} <= first_header(start)


def read(opened: Opened, facts: Facts) -> Reading:
    """Read both rounds; InputError naming the line for unknown people and columns and for odd figures."""
    sheet = read_sheet(opened, format="rounds")
    places = columns(sheet)
    for title, place in places.items():
        if title not in COLUMNS:
            raise unknown("column", sheet.header[place], COLUMNS, where=sheet.where(sheet.line))
    contest = _contest(sheet, places, facts.contest)
    names = Names(contest)
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    for line, cells in sheet.rows:
        where = sheet.where(line)
        id = names.candidate(cells[places["candidate"]], where=where)
        votes = number(cells[places["first_round"]], "first_round", where=where)
        if id in first or votes is None:
            raise InputError(
                "a candidate is there twice" if id in first else "votes of the first round are missing",
                where=where,
                found=cells[places["candidate"]],
                expected="one row for each candidate, with votes of the first round",
                hint="correct the row",
            )
        first[id] = votes
        if "second_round" in places:
            again = number(cells[places["second_round"]], "second_round", where=where)
            second |= {} if again is None else {id: again}
    try:
        papers = Rounds(candidates=contest.ids, first=tuple(first.items()), second=tuple(second.items()))
    except InputError as error:
        error.where = error.where or sheet.name
        raise
    return Reading(contest=contest, papers=papers, notes=sheet.notes, sources=(sheet.source,))


def _contest(sheet: Sheet, places: dict[str, int], known: Contest | None) -> Contest:
    """The contest of the facts, with candidates and parties from the file where the facts name none."""
    contest = known or Contest(title=UNTITLED, candidates=())
    if contest.candidates:
        return contest
    made = infer_candidates([cells[places["candidate"]] for _, cells in sheet.rows], where=sheet.name)
    parties = [cells[places["party"]] if "party" in places else "" for _, cells in sheet.rows]
    people = (replace(one, party=party) for one, party in zip(made, parties, strict=True))
    return replace(contest, candidates=tuple(people))


FORMAT = Format(
    key="rounds",
    title="Two rounds of voting",
    about="One row for each candidate with the votes of the first round, and of the second if they stood "
    "in it. Without a second round the count waits for it, unless somebody has a majority.",
    columns=(
        ("candidate", "name or id"),
        ("party", "the description on the ballot paper (optional)"),
        ("first_round", "votes in the first round"),
        ("second_round", "votes in the second round; empty for those who did not stand in it (optional)"),
    ),
    example="candidate,first_round,second_round\nAnn Archer,40,45\nBert Fry,35,52\nClara Hill,25,\n",
    sniff=sniff,
    read=read,
)
