"""Marks: one row a paper, as transcribed; each is held to say what it clearly says, or is referred.

Source: the papers, and Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r51 and r55 through
`hustings.paper`. Ids are left off before like papers are counted; they are read again for those referred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hustings.errors import InputError
from hustings.formats._cells import is_ranked, is_transcript, peek
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._ids import COLUMN, ids_of, papers_where
from hustings.formats._names import Names
from hustings.formats._rows import (
    Row,
    Rows,
    area_of,
    contest_of,
    located,
    one_column_only,
    read_rows,
)
from hustings.formats._rulings import apply_rulings, same_pattern
from hustings.paper import Mark, Marks, Ruling, rule_on
from hustings.profile import Pile, Profile, Referred, Rejected
from hustings.returns import Note, Reading

OWN = (COLUMN, "official_mark", "identifies_voter")
KNOWN = (*OWN, "area", "first", "second")
MARK = re.compile(r"(?P<name>[^|~]+?)\s*(?:=\s*(?P<numeral>[0-9]+)\s*)?(?P<struck>~)?")
YES_OR_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Papers by what was held; `referred` by area and pattern, `doubtful` are the rows they stand in."""

    votes: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    referred: dict[tuple[str, str], Referred] = field(default_factory=dict)
    doubtful: set[bytes] = field(default_factory=set)
    flags: Counter[str] = field(default_factory=Counter)


def read(opened: Opened, facts: Facts) -> Reading:
    """Read marks into a profile, with the recorded rulings applied; other doubtful papers stay referred.

    Raises InputError naming the line for an unknown name, notation that is none, a ragged row or an id that
    occurs twice, and naming the decision for a ruling that fits no paper.
    """
    two = facts.contest is not None and len(facts.contest.candidates) == 2
    required = ["first"] if two else ["first", "second"]
    rows = read_rows(opened, facts, format="marks", known=KNOWN, required=required, ids=COLUMN)
    columns = 1 if two else 2
    contest, notes = contest_of(
        facts,
        (name for row in rows.rows for name in _names_in(rows, row)),
        (row.cells["area"] for row in rows.rows if "area" in row.cells),
        where=opened.name,
    )
    names = Names(contest)
    tally = Tally()
    for row in rows.rows:
        with located(rows, row):
            area = area_of(row, names)
            ruling = rule_on(_marks(row, names, columns), columns=columns, order=facts.defect_order)
        _add(tally, area, ruling, row.times, pattern=_pattern(row.cells))
        if ruling.referred:
            tally.doubtful.add(row.raw)
    known_ids = ids_of(rows)
    referred = _with_ids(rows, tally, names) if known_ids else tuple(tally.referred.values())
    rulings = tuple(
        replace(one, area=names.area(one.area, where=one.where)) if one.area else one
        for one in facts.decisions.rulings
    )
    held, waiting = apply_rulings(referred, rulings, exists=lambda id: id.encode() in known_ids)
    for one in held:
        _add(tally, one.area, one.ruling, one.papers)
    return Reading(
        contest=contest,
        papers=_profile(contest.ids, tally, waiting),
        sources=(rows.source,),
        notes=(*rows.notes, *notes, *_remarks(opened, tally)),
    )


def marks_in(cell: str) -> tuple[Mark, ...]:
    """The marks in one cell, candidates by the names that stand there.

    >>> marks_in("Ann=1|Bert~|?")
    (Mark(candidate='Ann', numeral=1, struck=False), Mark(candidate='Bert', numeral=None, struck=True),
     Mark(candidate=None, numeral=None, struck=False))
    """
    marks: list[Mark] = []
    for part in cell.split("|") if cell else ():
        found = MARK.fullmatch(part.strip())
        if found is None or not found["name"]:
            raise _not_notation(cell)
        marks.append(
            Mark(
                candidate=None if found["name"] == "?" else found["name"],
                numeral=int(found["numeral"]) if found["numeral"] else None,
                struck=bool(found["struck"]),
            )
        )
    return tuple(marks)


def _not_notation(cell: str) -> InputError:
    return InputError(
        "this is not the notation of marks",
        found=cell,
        expected="names separated by |; NAME a cross, NAME=1 a numeral, NAME~ struck out, ? not read",
        hint="correct the cell, or name the candidates in contest.toml",
    )


def _names_in(rows: Rows, row: Row) -> Iterator[str]:
    """Names to infer candidates from; there an equals sign is more likely a slip than part of a name."""
    with located(rows, row):
        for column in ("first", "second"):
            for mark in marks_in(row.cells.get(column, "")):
                if mark.candidate is not None and "=" in mark.candidate:
                    raise _not_notation(row.cells[column])
                if mark.candidate is not None:
                    yield mark.candidate


def _marks(row: Row, names: Names, columns: int) -> Marks:
    one_column_only(row, columns)

    def column(name: str) -> tuple[Mark, ...]:
        return tuple(
            mark
            if mark.candidate is None
            else replace(mark, candidate=names.candidate(mark.candidate, where=""))
            for mark in marks_in(row.cells.get(name, ""))
        )

    return Marks(
        first=column("first"),
        second=column("second"),
        official_mark=_yes(row, "official_mark", default=True),
        identifies_voter=_yes(row, "identifies_voter", default=False),
    )


def _yes(row: Row, column: str, *, default: bool) -> bool:
    text = row.cells.get(column, "").casefold()
    if not text:
        return default
    if text not in YES_OR_NO:
        raise InputError(
            f"{column} is neither yes nor no", found=text, expected="yes or no", hint="write yes or no"
        )
    return YES_OR_NO[text]


def _pattern(cells: Mapping[str, str]) -> str:
    """A paper's marks as a ruling names them."""
    return same_pattern(f"{cells['first']} / {cells['second']}" if "second" in cells else cells["first"])


def _add(tally: Tally, area: str, ruling: Ruling, papers: int, *, pattern: str = "") -> None:
    if ruling.vote is not None:
        tally.votes[area, ruling.vote] += papers
    elif ruling.code is not None:
        tally.rejected[area, ruling.code] += papers
    elif ruling.referred is not None:
        before = tally.referred.get((area, pattern))
        already = before.papers if before else 0
        tally.referred[area, pattern] = Referred(
            area=area, pattern=pattern, why=ruling.referred, papers=already + papers
        )
    for flag in ruling.flags:
        tally.flags[flag] += papers


def _with_ids(rows: Rows, tally: Tally, names: Names) -> tuple[Referred, ...]:
    """The papers that were referred, with their ids."""
    ids: dict[tuple[str, str], list[str]] = {key: [] for key in tally.referred}
    for cells in papers_where(rows, tally.doubtful):
        area = names.area(cells["area"], where="") if "area" in cells else ""
        ids[area, _pattern(cells)].append(cells[COLUMN])
    return tuple(replace(one, ids=tuple(sorted(ids[key]))) for key, one in tally.referred.items())


def _profile(candidates: tuple[str, ...], tally: Tally, waiting: tuple[Referred, ...]) -> Profile:
    return Profile(
        candidates=candidates,
        piles=tuple(Pile(area=area, vote=vote, papers=n) for (area, vote), n in tally.votes.items()),
        rejected=tuple(
            Rejected(area=area, code=code, papers=n) for (area, code), n in tally.rejected.items()
        ),
        referred=waiting,
    ).merged()


def _remarks(opened: Opened, tally: Tally) -> tuple[Note, ...]:
    return tuple(
        Note(words=f"{papers:,} papers: {flag}", level="warning", where=opened.name)
        for flag, papers in sorted(tally.flags.items())
    )


def sniff(start: bytes) -> bool:
    """Whether a file has preferences and a column only this format has, or marks as transcripts note them."""
    rows = peek(start)
    if not rows or not {"first", "second"} & set(rows[0]) or is_ranked(rows[0]):
        return False
    places = [rows[0].index(column) for column in ("first", "second") if column in rows[0]]
    return bool(set(OWN) & set(rows[0])) or any(
        is_transcript(row[place]) for row in rows[1:] for place in places if place < len(row)
    )


FORMAT = Format(
    key="marks",
    title="Marks",
    about="One row a paper, as transcribed: the marks in each column; doubtful ones wait for a ruling.",
    columns=(
        ("paper", "the paper's id; the first column in a large file (optional)"),
        ("area", "where the paper was counted (optional)"),
        (
            "first",
            "marks in the first column: names separated by `|`; `A` cross, `A=1` numeral, `A~` struck out, "
            "`?` a mark that could not be read",
        ),
        ("second", "marks in the second column, likewise; not with two candidates"),
        ("official_mark", "yes or no (optional, else yes)"),
        (
            "identifies_voter",
            "yes or no: writing or a mark by which the voter can be identified (optional, else no)",
        ),
    ),
    example=(
        "paper,area,first,second,official_mark,identifies_voter\n"
        "0001,North,Ann Archer,Bert Fry,yes,no\n"
        "0002,North,Ann Archer|Bert Fry,Clara Hill,yes,no\n"
        "0003,North,Bert Fry,,yes,no\n"
        "0004,South,Clara Hill=1,Ann Archer=2,yes,no\n"
        "0005,South,Bert Fry~|Clara Hill,?,yes,no\n"
        "0006,South,,,yes,no\n"
    ),
    sniff=sniff,
    read=read,
)
