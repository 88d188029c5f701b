"""Polls in a table that people type: a row for each share, the facts of a poll on its first row.

Source: the layout is ours; what it holds is what pollsters publish. A file whose name ends in .json is read
as `_polls_json` tells. A contest.toml beside the file names the people, their parties and the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats import _polls_json
from hustings.formats._cells import plain
from hustings.formats._facts import read_facts
from hustings.formats._format import Opened
from hustings.formats._names import folded, unknown
from hustings.formats._poll_people import special
from hustings.formats._poll_shares import day, people, per_cent
from hustings.formats._poll_typed import Typed, polls_of
from hustings.formats._sheet import Sheet, columns, need, read_sheet
from hustings.polls import Polls

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "poll": "the name of the poll; empty below its first row, or on every row",
        "pollster": "who asked; the same name in every poll of theirs",
        "from": "the first day of fieldwork, such as 2021-05-02; empty: as to",
        "to": "the last day of fieldwork",
        "sample": "how many people were asked, weighted or not; needed unless respondents are told",
        "effective": "the effective sample of those who named somebody, where the pollster tells it",
        "question": "first, second, or final (a choice forced between two; final Ann v Bert where "
        "several pairs were asked about)",
        "supporters_of": "whose first preference those asked have (a cross-break); empty: everybody",
        "candidate": "who is named; or others, don't know, would not vote; none of second preferences",
        "percent": "the share, in per cent",
        "respondents": "of first: how many people said so; of a cross-break: how many were asked",
        "party": "the candidate's party, where no contest.toml tells it",
    }
)
"""The columns of a table of polls, and what each holds."""

EXAMPLE = """\
poll,pollster,to,sample,question,supporters_of,candidate,percent,respondents
May,Poll House,2026-05-04,1000,first,,Ann Archer,42,
,,,,first,,Bert Fry,33,
,,,,first,,Cat Gray,20,
,,,,first,,others,5,
,,,,final,Cat Gray,Ann Archer,70,150
,,,,final,Cat Gray,Bert Fry,30,
"""

_OF_POLL = ("pollster", "from", "to", "sample", "effective")


def read(path: str | Path) -> Polls:
    """The polls in a file: a table of ours (CSV or a spreadsheet), or JSON.

    Raises InputError naming file and line for what cannot be accepted.
    """
    path = Path(path)
    contest = facts_beside(path)
    if path.suffix.lower() == ".json":
        return _polls_json.read(path, contest)
    sheet = read_sheet(Opened(name=path.name, path=path), format="polls")
    return polls_of(typed_in(sheet), contest, sheet.notes, (sheet.source,))


def typed_of(path: Path) -> list[Typed]:
    """The polls in a file under the names it uses."""
    if path.suffix.lower() == ".json":
        return [_polls_json.typed_in(path)]
    return typed_in(read_sheet(Opened(name=path.name, path=path), format="polls"))


def facts_beside(path: Path) -> Contest | None:
    """The contest of a contest.toml that stands beside a file."""
    beside = path.parent / "contest.toml"
    return read_facts(beside)[0] if beside.is_file() else None


@dataclass(kw_only=True)
class _Poll:
    """One poll while its rows are read."""

    name: str
    line: int
    facts: dict[str, str] = field(default_factory=dict)
    first: dict[str, Fraction] = field(default_factory=dict)
    people: dict[str, Fraction] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    finals: dict[str, dict[str, dict[str, Fraction]]] = field(default_factory=dict)
    bases: dict[str, Fraction] = field(default_factory=dict)


def typed_in(sheet: Sheet) -> list[Typed]:
    """The polls of a sheet under names; InputError for unknown columns and questions and for broken rows."""
    places = columns(sheet)
    for title in places:
        if title not in COLUMNS:
            raise unknown("column", title, COLUMNS, where=sheet.where(sheet.line))
    need(sheet, places, "poll", "to", "question", "candidate", "percent")
    polls: dict[str, _Poll] = {}
    now: _Poll | None = None
    for line, cells in sheet.rows:
        row = {title: cells[place] for title, place in places.items()}
        now = _poll_of(row, polls, now, sheet.where(line), line)
        _take(row, now, sheet.where(line))
    if not polls:
        raise InputError(
            "there is no poll",
            where=sheet.where(sheet.line),
            found="a header line and no row",
            expected="a row for each share of a poll",
        )
    return [_typed(one, sheet) for one in polls.values()]


def _poll_of(
    row: Mapping[str, str], polls: dict[str, _Poll], now: _Poll | None, where: str, line: int
) -> _Poll:
    """The poll a row belongs to, its facts noted."""
    name = row["poll"]
    if not name and now is None:
        raise InputError(
            "the first row names no poll", where=where, found="an empty cell", expected="a name under poll"
        )
    poll = now if not name and now is not None else polls.setdefault(name, _Poll(name=name, line=line))
    for title in _OF_POLL:
        said, before = row.get(title, ""), poll.facts.get(title, "")
        if said and before and folded(said) != folded(before):
            raise InputError(
                "two polls have the same name",
                where=where,
                found=f"{poll.name}: {title} {before}, and now {said}",
                expected="a name for each poll",
                hint="name them by pollster and date",
            )
        if said:
            poll.facts[title] = said
    return poll


def _take(row: Mapping[str, str], poll: _Poll, where: str) -> None:
    """Put the share of one row where it belongs."""
    question, group, name = plain(row["question"]), row.get("supporters_of", ""), row["candidate"]
    share = per_cent(row["percent"], where=where)
    told = row.get("respondents", "")
    if question == "first":
        if group:
            raise InputError(
                "first preferences are asked of everybody", where=where, found=group, expected="an empty cell"
            )
        table = poll.first
        if told:
            poll.people[name] = people(told, "respondents", where=where)
        poll.parties[name] = row.get("party", "")
    elif question == "second":
        table = poll.seconds.setdefault(group, {})
    elif question.startswith("final"):
        table = poll.finals.setdefault(question, {}).setdefault(group, {})
    else:
        raise unknown("question", row["question"], ("first", "second", "final"), where=where)
    if not name or folded(name) in map(folded, table):
        raise InputError(
            "a row is there twice" if name else "a row names nobody",
            where=where,
            found=f"{poll.name}, {row['question']}, {name or 'an empty cell'}",
            expected="one row for each share, and a name for each poll",
            hint="remove it, or name the other poll differently",
        )
    if group and told:
        poll.bases[group] = people(told, "respondents", where=where)
    table[name] = share


def _typed(poll: _Poll, sheet: Sheet) -> Typed:
    where = sheet.where(poll.line)
    if not any(not special(name) for name in poll.first):
        raise InputError(
            "a poll has no first preferences",
            where=where,
            found=poll.name,
            expected="rows whose question is first",
        )
    end = day(poll.facts.get("to", ""), "to", where=where)
    start = day(poll.facts.get("from", end), "from", where=where)
    if start > end:
        raise InputError(
            "a poll ends before it begins", where=where, found=f"{start} to {end}", expected="from, then to"
        )
    sizes = _sizes(poll, where)
    return Typed(
        name=poll.name,
        pollster=poll.facts.get("pollster", poll.name),
        start=start,
        end=end,
        where=where,
        sample=sizes.get("sample"),
        effective=sizes.get("effective"),
        first=poll.first,
        people=poll.people,
        seconds=poll.seconds,
        finals=poll.finals,
        bases=poll.bases,
        parties=poll.parties,
    )


def _sizes(poll: _Poll, where: str) -> dict[str, Fraction]:
    """The sample and the effective sample, as far as they are told."""
    sizes: dict[str, Fraction] = {
        title: people(poll.facts[title], title, where=where)
        for title in ("sample", "effective")
        if title in poll.facts
    }
    if len(sizes) == 2 and sizes["effective"] > sizes["sample"]:
        raise InputError(
            "an effective sample is larger than the sample",
            where=where,
            found=f"{poll.facts['effective']} of {poll.facts['sample']}",
            expected="as many people or fewer",
        )
    return sizes
