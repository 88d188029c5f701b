"""Documents of the count in an area, and of rejected papers: statement of rejected papers, first and second
provisional statements.

Source: CA rules r51(5), r54(1), r56(2); LA rules r48(5), r51(1), r54; GLA rules r50(13), r53;
PCC rules r53(7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hustings.counting import Number
from hustings.profile import Profile
from hustings.record import Record
from hustings.reports._documents.known import (
    HeadLine,
    asked,
    columns,
    derived,
    first_heads,
    first_stage,
    heading,
    latest,
    not_for_remaining,
    number,
    of_areas,
    people,
    person,
    place,
    refused,
    rejected_seconds,
    remark,
    second_heads,
    sheet,
    stage,
    stating,
)
from hustings.reports._documents.sheet import Block, Entries, Entry, Row, Sheet, Table
from hustings.returns import WHOLE, Statement


def head_table(title: str, lines: tuple[HeadLine, ...], total: int, *, total_derived: bool) -> Table:
    """Papers by head with their total."""
    rows = [Row(cells=(line.words, line.printed)) for line in lines]
    rows.append(Row(cells=("total", number(total)), strong=True, derived=total_derived))
    return Table(title=title, columns=("head", "papers"), rows=tuple(rows))


def rejected_papers(record: Record, area: str = "") -> Sheet:
    """Papers rejected under each head of the chosen form, of one area or of the whole contest."""
    title = "Statement of rejected ballot papers"
    statement = latest(record, area, "first") if area else None
    papers: Mapping[str, int] = (statement.rejected if statement else {}) if area else record.rejected
    if not papers:
        raise refused(title, f"papers rejected, by head ({place(record, area)})")
    body: list[Block] = [Entries(lines=heading(record, area, statement))]
    is_derived = derived(record, "rejected-papers", "papers-rejected", otherwise=True)
    lines = first_heads(record, papers)
    body.append(head_table("Papers rejected", lines, sum(papers.values()), total_derived=is_derived))
    if not area and columns(record) == 2:
        body.extend(_second_rejects(record))
    above = asked(record, "declaration") if area == WHOLE else None
    signer = above.by if above else ""
    return sheet(record, "rejected-papers", title, body, area=area, statement=statement, signer=signer)


def _second_rejects(record: Record) -> list[Block]:
    """What the second count rejected, where there was one: under its own base, never added to the first."""
    second = stage(record, "second-count")
    if second is None or not second.looked_at:
        return []
    if record.law is not None and record.law.second_base == "all":
        lines = second_heads(record, record.unused)
        rows = [Row(cells=(line.words, line.printed)) for line in lines]
        base = f"No valid second preference, among all {second.papers:,} valid papers"
    else:
        rows = _second_rows(second.accounts, record)
        base = f"Second count: {second.looked_at:,} papers of eliminated candidates looked at"
    return [Table(title=base, columns=("second preference", "papers"), rows=tuple(rows))]


def _second_rows(accounts: Mapping[str, Number], record: Record) -> list[Row]:
    rows = [
        Row(cells=(line.words, line.printed)) for line in second_heads(record, rejected_seconds(accounts))
    ]
    elsewhere = not_for_remaining(accounts)
    words = "not for a remaining candidate, so not counted; not rejected"
    shown = number(elsewhere) if elsewhere is not None else "not known apart"
    return [*rows, Row(cells=(words, shown), derived=True)]


def first_statement(record: Record, area: str = "") -> Sheet:
    """What an area says after its first count: papers used, rejected, first preferences and their total."""
    two = columns(record) == 2
    title = "First provisional statement" if two else "Provisional statement"
    statement = latest(record, area, "first")
    if statement is None or not statement.first or (area == WHOLE and of_areas(record)):
        raise refused(title, _whose("first preferences", record, area))
    votes = statement.first
    given = "first preference votes" if two else "votes"
    added = sum(votes.values())
    valid = added if statement.valid is None else statement.valid
    rejected = sum(statement.rejected.values()) if statement.rejected else None
    used = statement.used
    lines = (
        Entry(words="Ballot papers verified", value=number(statement.verified), derived=True),
        Entry(words="Ballot papers used, in total", value=number(used)),
        Entry(words="Ballot papers rejected, in total", value=number(rejected)),
    )
    rows = [Row(cells=(person(record, id), number(votes.get(id)))) for id in record.contest.ids]
    total_derived = derived(record, "first-statement", "first-preferences-total", otherwise=not two)
    rows.append(Row(cells=("total", number(valid)), strong=True, derived=total_derived))
    table = Table(columns=("candidate", given), rows=tuple(rows))
    missing = [
        f"{words}, {place(record, area)}"
        for words, figure in (("papers used", used), ("papers rejected", rejected))
        if figure is None
    ]
    notes = _gaps(statement, added, valid)
    shown = lines if statement.verified is not None else lines[1:]
    body: list[Block] = [Entries(lines=(*heading(record, area, statement), *shown)), table]
    body.extend(_second_by_first(record, area))
    return sheet(
        record,
        "first-statement",
        title,
        body,
        area=area,
        statement=statement,
        missing=missing,
        notes=notes,
    )


def _whose(figures: str, record: Record, area: str) -> str:
    """The figures that a statement wants; totals of the whole contest are not an area's statement."""
    return (
        f"{figures}, by area" if area == WHOLE and of_areas(record) else f"{figures}, {place(record, area)}"
    )


def _second_by_first(record: Record, area: str) -> list[Block]:
    """Second preferences marked, by first preference, where the law asks for them and papers are known."""
    papers, document = record.papers, asked(record, "first-statement")
    if document is None or not isinstance(papers, Profile):
        return []
    if all(one.key != "second-by-first" for one in document.fields):
        return []
    marked: Counter[tuple[str, str]] = Counter()
    for pile in papers.piles:
        if pile.area == area:
            marked[pile.vote[0], pile.vote[1]] += pile.papers
    ids, label = record.contest.ids, record.contest.label
    rows = [Row(cells=(label(first), *(number(marked[first, second]) for second in ids))) for first in ids]
    title = "Second preferences marked, by first preference (a row for each first)"
    return [Table(title=title, columns=("first preference", *map(label, ids)), rows=tuple(rows))]


def _gaps(statement: Statement, added: int, valid: int) -> list[str]:
    """Figures that do not close, reported and left as they are."""
    notes = []
    if added != valid:
        notes.append(
            f"The candidates' figures add to {added:,}, the printed total is {valid:,}: a difference of "
            f"{valid - added:+,}, reported and not repaired."
        )
    if statement.gap:
        notes.append(f"Papers used differ from valid and rejected papers by {statement.gap:+,}.")
    return [*notes, *remark(statement)]


def second_statement(record: Record, area: str = "") -> Sheet:
    """What an area says after its second count: seconds for each who remains, totals, the rest."""
    title = "Second provisional statement"
    statement = latest(record, area, "second")
    remain = stage(record, "remain")
    if remain is None or statement is None or not statement.counted or (area == WHOLE and of_areas(record)):
        raise refused(title, _whose("second preferences counted", record, area))
    first = latest(record, area, "first")
    firsts = first.first if first else _whole_firsts(record, area)
    rows = []
    for id in remain.remaining:
        mine, added = firsts.get(id), statement.counted[id]
        total = mine + added if mine is not None else None
        rows.append(Row(cells=(person(record, id), number(mine), number(added), number(total))))
    ours = derived(record, "second-statement", "total-votes", otherwise=False)
    table = Table(
        columns=("remaining candidate", "first preferences", "second preferences counted", "total"),
        rows=tuple(rows),
        derived=(3,) if ours else (),
    )
    body: list[Block] = [Entries(lines=heading(record, area, statement)), *_all_firsts(record, firsts), table]
    looked = int(sum(firsts[id] for id in remain.eliminated)) if firsts else None
    body.append(_balance(record, statement, looked))
    missing = [] if statement.accounts else [f"papers rejected for the second count, {place(record, area)}"]
    notes = [
        f"Remaining in the contest: {people(record, remain.remaining)}.",
        *remark(statement),
    ]
    return sheet(
        record,
        "second-statement",
        title,
        body,
        area=area,
        statement=statement,
        missing=missing,
        notes=notes,
    )


def _whole_firsts(record: Record, area: str) -> Mapping[str, Number]:
    counted = first_stage(record)
    return counted.votes if counted and area == WHOLE else {}


def _all_firsts(record: Record, firsts: Mapping[str, Number]) -> list[Block]:
    if not firsts:
        return []
    rows = tuple(Row(cells=(person(record, id), number(firsts.get(id)))) for id in record.contest.ids)
    ours = derived(record, "second-statement", "first-preferences", otherwise=False)
    table = Table(columns=("candidate", "first preferences"), rows=rows, derived=(1,) if ours else ())
    return [table]


def _balance(record: Record, statement: Statement, looked: int | None) -> Table:
    """Where the papers of those eliminated went: the accounts add to the papers looked at."""
    rows = []
    if statement.accounts:
        rows = _second_rows(statement.accounts, record)
    added = sum(statement.counted.values())
    rows.append(
        Row(cells=("second preferences counted, all remaining candidates", number(added)), derived=True)
    )
    if looked is not None:
        rest = looked - added - sum(statement.accounts.values())
        if rest:
            rows.append(Row(cells=("not accounted for in the statement", number(rest)), derived=True))
        words = "papers of eliminated candidates looked at"
        rows.append(Row(cells=(words, number(looked)), strong=True, derived=True))
    title = "Papers of eliminated candidates"
    return Table(title=title, columns=("second preference", "papers"), rows=tuple(rows))


def first_areas(record: Record) -> tuple[str, ...]:
    """The areas whose first statement can be drawn."""
    return stating(record, "first")


def second_areas(record: Record) -> tuple[str, ...]:
    """The areas whose second statement can be drawn."""
    return stating(record, "second")


def rejecting_areas(record: Record) -> tuple[str, ...]:
    """The whole contest, then every area that says what it rejected."""
    named = [area for area in stating(record, "first") if area]
    return (WHOLE, *(area for area in named if (one := latest(record, area, "first")) and one.rejected))
