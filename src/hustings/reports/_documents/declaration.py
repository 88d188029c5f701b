"""The declaration and the public notice: the fields the law asks for, and apart from them what is derived.

Source: LA rules r54(1)-(2), GLA rules r57, CA rules r59; which fields a law asks for is the law's own data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hustings.counting import Number, Stage
from hustings.paper import SECOND_CODES
from hustings.record import Record
from hustings.regime import Field
from hustings.reports._documents.known import (
    asked,
    columns,
    first_heads,
    first_stage,
    heading,
    number,
    people,
    person,
    refused,
    rejected_seconds,
    second_heads,
    sheet,
    stage,
)
from hustings.reports._documents.outcomes import UNCHANGED
from hustings.reports._documents.sheet import Block, Entries, Entry, Row, Sheet, Table, Words

HEADING = ("election", "date", "status", "version", "signatory", "area")

WITHOUT_LAW = (
    Field(key="name", words="the person elected"),
    Field(key="first-preferences", words="first preference votes", per="candidate"),
    Field(key="second-preferences-counted", words="second preferences counted", per="remaining candidate"),
    Field(key="rejected-by-head", words="papers rejected", per="head"),
    Field(key="second-rejected-by-head", words="rejected for the second count", per="second head"),
    Field(key="total-votes", words="total votes", per="remaining candidate", derived=True),
    Field(key="first-preferences-total", words="valid votes", derived=True),
    Field(key="turnout", words="turnout", derived=True),
    Field(key="share", words="share of the votes", per="candidate", derived=True),
)
"""What is printed where no law is named: nothing in it is then called statutory."""

Drawn = tuple[list[Block], list[str]]
"""Blocks, and what is not known."""


def declaration(record: Record) -> Sheet:
    """Who is returned, with the law's fields, and under them the derived figures."""
    return _result(record, "declaration", "Declaration of the result", with_derived=True)


def notice(record: Record) -> Sheet:
    """The public notice with the law's fields and nothing else."""
    return _result(record, "notice", "Public notice of the result", with_derived=False)


def _result(record: Record, key: str, title: str, *, with_derived: bool) -> Sheet:
    if not record.elected:
        words = record.awaiting.words if record.awaiting else "who is elected"
        raise refused(title, words)
    lines = list(heading(record))
    if record.contest.declared:
        lines.append(Entry(words="Declared by", value=record.contest.declared.by))
        lines.append(Entry(words="Declared on", value=record.contest.declared.on))
    body: list[Block] = [Entries(lines=tuple(lines))]
    missing: list[str] = []
    fields = _fields(record)
    for one in fields:
        if not one.derived:
            blocks, unknown = _draw(record, one, fields)
            body.extend(blocks)
            missing.extend(unknown)
    body.extend(_lot_words(record))
    ours = [one for one in fields if one.derived]
    if with_derived and ours and not _uncontested(record):
        apart = ", not part of what the law asks to be declared" if record.law else ""
        body.append(Words(text=f"Derived figures{apart}", strong=True))
        for one in ours:
            body.extend(_draw(record, one, fields)[0])
    notes = [] if with_derived or not ours else ["Percentages and totals, where wanted, are printed apart."]
    return sheet(record, key, title, body, missing=missing, notes=notes, law_key="declaration")


def _fields(record: Record) -> tuple[Field, ...]:
    """The law's fields less those of the heading; only the name (and description) where nobody opposed."""
    document = asked(record, "declaration")
    fields = document.fields if document else WITHOUT_LAW
    fields = tuple(one for one in fields if one.key not in HEADING)
    if _uncontested(record):
        return tuple(one for one in fields if one.key in ("name", "description"))
    return fields


def _uncontested(record: Record) -> bool:
    return stage(record, "uncontested") is not None


def _draw(record: Record, field: Field, fields: tuple[Field, ...]) -> Drawn:
    if field.key == "description":
        return [], []  # printed with the name
    if field.key == "name":
        return _name(record, any(one.key == "description" for one in fields))
    drawers: Mapping[str, Callable[[Record, Field], Drawn]] = {
        "first-preferences": _firsts,
        "votes": _firsts,
        "second-preferences-counted": _seconds,
        "rejected-by-head": _rejected,
        "second-rejected-unmarked-or-uncertain": _unmarked_seconds,
        "total-votes": _totals,
        "first-preferences-total": _valid,
        "turnout": _turnout,
        "share": _shares,
    }
    drawer = drawers.get(field.key)
    if drawer is None and field.per == "second head":
        drawer = _rejected_seconds
    if drawer is None:
        return [], [field.words]
    return drawer(record, field)


def _name(record: Record, described: bool) -> Drawn:
    words = []
    for id in record.elected:
        party = record.contest.candidate(id).party
        words.append(f"{person(record, id)}, {party}" if described and party else person(record, id))
    return [Words(text=f"Duly elected: {'; '.join(words)}", strong=True)], []


def _firsts(record: Record, field: Field) -> Drawn:
    counted = first_stage(record)
    if counted is None:
        return [], [field.words]
    word = "first preference votes" if columns(record) == 2 else "votes"
    rows = [Row(cells=(person(record, id), number(counted.votes[id]))) for id in record.contest.ids]
    return [Table(columns=("candidate", word), rows=tuple(rows))], []


def _second_stage(record: Record) -> Stage | None:
    return stage(record, "second-count")


def _seconds(record: Record, field: Field) -> Drawn:
    second = _second_stage(record)
    if second is None:
        return [], []
    rows = [Row(cells=(person(record, id), number(second.added[id]))) for id in second.remaining]
    word = "second preference votes counted"
    return [Table(columns=("remaining candidate", word), rows=tuple(rows))], []


def _rejected(record: Record, field: Field) -> Drawn:
    if not record.rejected:
        return [], ["papers rejected at the first count, by head"]
    rows = [Row(cells=(line.words, line.printed)) for line in first_heads(record, record.rejected)]
    title = "Ballot papers rejected" if columns(record) == 1 else "Ballot papers rejected at the first count"
    return [Table(title=title, columns=("head", "papers"), rows=tuple(rows))], []


def _rejected_seconds(record: Record, field: Field) -> Drawn:
    """Second preferences rejected, by head, under the base the law takes: all papers, or those looked at."""
    second = _second_stage(record)
    if second is None:
        return [], []
    everyone = record.law is not None and record.law.second_base == "all"
    base = "all valid papers" if everyone else "papers of eliminated candidates"
    papers = dict(record.unused) if everyone else rejected_seconds(second.accounts)
    if everyone and not papers:
        return [], [f"second preferences not counted by head, among {base}"]
    if second.looked_at and not papers and not second.accounts:
        return [], [f"second preferences rejected by head, among {base}"]
    rows = [Row(cells=(line.words, line.printed)) for line in second_heads(record, papers)]
    title = f"{'No second preference' if everyone else 'Second preference rejected'}, among {base}"
    return [Table(title=title, columns=("head", "papers"), rows=tuple(rows))], []


BLANK_OR_UNCERTAIN = SECOND_CODES["blank_or_uncertain"].parts


def _unmarked_seconds(record: Record, field: Field) -> Drawn:
    second = _second_stage(record)
    if second is None:
        return [], []
    straddling = [
        code
        for code in second.accounts
        if code in SECOND_CODES
        and SECOND_CODES[code].parts & BLANK_OR_UNCERTAIN
        and not SECOND_CODES[code].parts <= BLANK_OR_UNCERTAIN
    ]
    if straddling:
        pools = "; ".join(
            f"{second.accounts[code]:,} published together as: {SECOND_CODES[code].words}"
            for code in straddling
        )
        return [], [f"{field.words} ({pools})"]
    papers = sum(
        number_
        for code, number_ in second.accounts.items()
        if code in SECOND_CODES and SECOND_CODES[code].parts <= BLANK_OR_UNCERTAIN
    )
    words = (
        "Papers rejected at the second count, unmarked or void for uncertainty as to the second preference"
    )
    return [Entries(lines=(Entry(words=words, value=number(papers)),))], []


def _totals(record: Record, field: Field) -> Drawn:
    second = _second_stage(record)
    if second is None:
        return [], []
    rows = [Row(cells=(person(record, id), number(second.votes[id]))) for id in second.remaining]
    heads = ("remaining candidate", "total, first and second preferences")
    return [Table(columns=heads, rows=tuple(rows), derived=(1,) if field.derived else ())], []


def _valid(record: Record, field: Field) -> Drawn:
    counted = first_stage(record)
    if counted is None:
        return [], [field.words]
    words = "Valid first preference votes, in total"
    return [Entries(lines=(Entry(words=words, value=number(counted.papers), derived=field.derived),))], []


def _turnout(record: Record, field: Field) -> Drawn:
    papers, electorate = record.totals.get("papers"), record.totals.get("electorate")
    if papers is None or not electorate:
        return [], [field.words]
    value = f"{percent(papers, electorate)} ({papers:,} papers of {electorate:,} electors)"
    return [Entries(lines=(Entry(words="Turnout", value=value, derived=field.derived),))], []


def _shares(record: Record, field: Field) -> Drawn:
    counted = first_stage(record)
    if counted is None or not counted.papers:
        return [], [field.words]
    rows = [
        Row(cells=(person(record, id), percent(counted.votes[id], counted.papers)))
        for id in record.contest.ids
    ]
    word = "share of first preferences" if columns(record) == 2 else "share of votes"
    ours = (1,) if field.derived else ()
    return [Table(columns=("candidate", word), rows=tuple(rows), derived=ours)], []


def percent(part: Number, whole: int) -> str:
    """A share in per cent with one decimal place, rounded half up from whole numbers.

    >>> percent(1013721, 2531357), percent(1, 2000)
    ('40.0%', '0.1%')
    """
    tenths = int((2000 * part + whole) // (2 * whole))
    return f"{tenths // 10}.{tenths % 10}%"


def _lot_words(record: Record) -> list[Block]:
    drawn = stage(record, "lot")
    if drawn is None:
        return []
    equal = next(iter(drawn.votes[id] for id in drawn.remaining))
    names, chosen = people(record, drawn.remaining), people(record, drawn.elected)
    text = f"{names} were equal with {equal:,} votes each. {chosen} was returned by lot. {UNCHANGED}"
    return [Words(text=text)]
