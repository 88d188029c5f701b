"""Preferences: one row a paper (or a count of like papers), as adjudicated: first and second preference.

Source: the papers as the count adjudicated them; nothing here needs judgement any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import is_ranked, is_transcript, peek, whole
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import Names
from hustings.formats._rows import Row, Rows, area_of, contest_of, located, one_column_only, read_rows
from hustings.formats._rulings import refuse_rulings
from hustings.paper import BLANK, OVER, UNCERTAIN, Vote
from hustings.profile import Pile, Profile, Rejected
from hustings.returns import Reading

OVER_MARKED, RULED_UNCERTAIN = "!!", "?"
KNOWN = ("first", "second", "area", "papers")
FOREIGN = {"paper", "official_mark", "identifies_voter", "candidate", "stage"}
FIRST_TOKENS = {OVER_MARKED: "more_than_one_first", RULED_UNCERTAIN: "uncertain"}
SECOND_TOKENS = {"": BLANK, OVER_MARKED: OVER, RULED_UNCERTAIN: UNCERTAIN}


def read(opened: Opened, facts: Facts) -> Reading:
    """Read preferences into a profile; candidates and areas are inferred where the facts name none.

    Raises InputError naming the line for an unknown name, a ragged row, a count that is not a whole number.
    """
    refuse_rulings(facts, name=opened.name)
    two = facts.contest is not None and len(facts.contest.candidates) == 2
    rows = read_rows(
        opened,
        facts,
        format="preferences",
        known=KNOWN,
        required=["first"] if two else ["first", "second"],
    )
    contest, notes = contest_of(
        facts,
        (name for row in rows.rows for name in _names_in(row)),
        (row.cells["area"] for row in rows.rows if "area" in row.cells),
        where=opened.name,
    )
    _refuse_signs(contest)
    return Reading(
        contest=contest,
        papers=_profile(rows, contest.ids, Names(contest), columns=1 if two else 2),
        sources=(rows.source,),
        notes=(*rows.notes, *notes),
    )


def _refuse_signs(contest: Contest) -> None:
    """Nobody may be called what stands for a rejected or an unclear preference here."""
    signs = {*FIRST_TOKENS, *SECOND_TOKENS}
    for one in contest.candidates:
        if signs & {one.id, one.name, one.known_as} - {""}:
            raise InputError(
                "a candidate's name is a sign of this format",
                found=one.name,
                expected="a name other than " + " and ".join(FIRST_TOKENS),
                hint="write the name differently in contest.toml and in the file",
            )


def _names_in(row: Row) -> Iterator[str]:
    for column, tokens in (("first", FIRST_TOKENS), ("second", SECOND_TOKENS)):
        text = row.cells.get(column, "")
        if text and text not in tokens:
            yield text


def _profile(rows: Rows, candidates: tuple[str, ...], names: Names, *, columns: int) -> Profile:
    piles: Counter[tuple[str, Vote]] = Counter()
    rejected: Counter[tuple[str, str]] = Counter()
    for row in rows.rows:
        with located(rows, row):
            papers = row.times
            if "papers" in row.cells:
                papers *= whole(row.cells["papers"], what="papers")
            area = area_of(row, names)
            held = _held(row, names, columns)
        if isinstance(held, str):
            rejected[area, held] += papers
        else:
            piles[area, held] += papers
    return Profile(
        candidates=candidates,
        piles=tuple(Pile(area=area, vote=vote, papers=papers) for (area, vote), papers in piles.items()),
        rejected=tuple(
            Rejected(area=area, code=code, papers=papers) for (area, code), papers in rejected.items()
        ),
    ).merged()


def _held(row: Row, names: Names, columns: int) -> Vote | str:
    """What the row's papers say, or the code they are rejected under."""
    first, second = row.cells["first"], row.cells.get("second", "")
    one_column_only(row, columns)
    if first in FIRST_TOKENS:
        return FIRST_TOKENS[first]
    if not first:
        return "first_blank_second_marked" if second else "blank_both"
    chosen = names.candidate(first, where="")
    if columns == 1:
        return (chosen,)
    return (chosen, SECOND_TOKENS[second] if second in SECOND_TOKENS else names.candidate(second, where=""))


def sniff(start: bytes) -> bool:
    """Whether a file has the columns of this format, none that only another one has, and no transcript."""
    rows = peek(start)
    if not rows or not {"first", "second"} & set(rows[0]) or FOREIGN & set(rows[0]) or is_ranked(rows[0]):
        return False
    if "second" not in rows[0] and not set(rows[0]) <= set(KNOWN):
        return False
    places = [rows[0].index(column) for column in ("first", "second") if column in rows[0]]
    return not any(is_transcript(row[place]) for row in rows[1:] for place in places if place < len(row))


FORMAT = Format(
    key="preferences",
    title="Preferences",
    about="One row a paper, as adjudicated: the first and the second preference; or a count of like papers.",
    columns=(
        ("first", "first preference; empty: none, `!!`: more than one, `?`: ruled uncertain (all rejected)"),
        ("second", "second preference; empty: blank, `!!`: over-marked, `?`: ruled uncertain; not with two"),
        ("area", "where the papers were counted (optional)"),
        ("papers", "how many papers say this (optional, else 1)"),
    ),
    example=(
        "area,first,second,papers\n"
        "North,Ann Archer,Bert Fry,40\n"
        "North,Bert Fry,,35\n"
        "South,Clara Hill,Ann Archer,20\n"
        "South,Clara Hill,!!,2\n"
        "South,,,1\n"
    ),
    sniff=sniff,
    read=read,
)
