"""Documents of whoever adds up the areas: both calculation sheets and the direction between them.

Source: CA rules r55(1), r58, r59; LA rules r51(3), r53; GLA rules r54-r56; PCC rules r59, r60, r62.
"""

from __future__ import annotations

from hustings.counting import Stage
from hustings.record import Record
from hustings.reports._documents.known import (
    columns,
    direction,
    first_stage,
    heading,
    latest,
    number,
    people,
    person,
    place,
    refused,
    sheet,
    stage,
    stating,
)
from hustings.reports._documents.sheet import NOT_KNOWN, Block, Entries, Entry, Row, Sheet, Table, Words


def first_calculation(record: Record) -> Sheet:
    """All areas' first preferences added, the test of a majority, and who remains."""
    title = "First calculation"
    counted = first_stage(record)
    if counted is None:
        words = record.awaiting.words if record.awaiting else "first preferences"
        raise refused(title, words, "the calculation waits for every area")
    body: list[Block] = [Entries(lines=heading(record))]
    body.extend(_first_grid(record, counted))
    body.append(_test(record, counted))
    body.extend(_outcome(record, counted))
    return sheet(record, "first-calculation", title, body)


def _first_grid(record: Record, counted: Stage) -> list[Block]:
    """Areas against candidates with the sum of each column; none where the contest is one area."""
    areas = [area for area in stating(record, "first") if area]
    if not areas:
        return []
    rows = []
    for area in areas:
        one = latest(record, area, "first")
        votes = one.first if one else {}
        cells = [number(votes.get(id)) for id in record.contest.ids]
        rows.append(Row(cells=(place(record, area), *cells, number(sum(votes.values())))))
    sums = [number(counted.votes[id]) for id in record.contest.ids]
    rows.append(Row(cells=("sum", *sums, number(counted.papers)), strong=True))
    names = [record.contest.label(id) for id in record.contest.ids]
    title = "First preference votes by area" if columns(record) == 2 else "Votes by area"
    return [Table(title=title, columns=("area", *names, "all"), rows=tuple(rows))]


def _test(record: Record, counted: Stage) -> Table:
    """2F > V for every candidate, in whole numbers, with rank and what follows."""
    sv = columns(record) == 2
    valid = counted.papers
    remain = stage(record, "remain")
    rows = []
    order = sorted(record.contest.ids, key=lambda id: -counted.votes[id])  # stable: ballot-paper order
    for id in order:
        votes = counted.votes[id]
        rank = 1 + sum(other > votes for other in counted.votes.values())
        equal = "=" if list(counted.votes.values()).count(votes) > 1 else ""
        cells = [person(record, id), f"{rank}{equal}", number(votes)]
        if sv:
            cells += [number(2 * votes), "yes" if 2 * votes > valid else "no"]
        follows = "eliminated" if remain and id in remain.eliminated else ""
        follows = "remains" if remain and id in remain.remaining else follows
        rows.append(Row(cells=(*cells, "elected" if id in counted.elected else follows)))
    total = ["valid votes, V", "", number(valid), *(["", ""] if sv else []), ""]
    rows.append(Row(cells=tuple(total), strong=True))
    test = ("2F", "2F > V") if sv else ()
    votes_word = "first preferences, F" if sv else "votes, F"
    heads = ("candidate", "rank", votes_word, *test, "outcome")
    title = "Test of a majority" if sv else "Votes"
    return Table(title=title, columns=heads, rows=tuple(rows), remarks=1)


def _outcome(record: Record, counted: Stage) -> list[Block]:
    remain = stage(record, "remain")
    if remain is None:
        if counted.elected:
            names = people(record, counted.elected)
            words = (
                "has more than half of all first preference votes"
                if counted.step == "majority"
                else ("has the greatest number of votes")
            )
            return [Words(text=f"{names} {words} and is elected.", strong=True)]
        equal = [id for id, votes in counted.votes.items() if votes == max(counted.votes.values())]
        return [
            Words(text=f"{people(record, equal)} are equal: who is returned is decided by lot.", strong=True)
        ]
    half = f"Nobody has more than half of {counted.papers:,} first preference votes."
    blocks: list[Block] = [Words(text=half)]
    out = people(record, remain.eliminated) or "nobody"
    lines = [
        Entry(words="Remaining in the contest", value=people(record, remain.remaining)),
        Entry(words="Eliminated", value=out),
    ]
    blocks.append(Entries(lines=tuple(lines)))
    if len(remain.remaining) > 2:
        blocks.append(
            Words(
                text=f"Because of equality {len(remain.remaining)} candidates qualify for the two places: "
                "all of them remain. No lot is drawn at this stage."
            )
        )
    return blocks


def second_count_direction(record: Record) -> Sheet:
    """The order to count second preferences: who remains, who is eliminated, the totals relied on."""
    title = "Direction for the second count"
    remain = stage(record, "remain")
    if remain is None:
        done = first_stage(record)
        words = "no second count: there is a result on the first" if done and done.elected else "who remains"
        raise refused(title, words)
    given = direction(record)
    lines = [
        *heading(record),
        Entry(words="Remaining in the contest", value=people(record, remain.remaining)),
        Entry(words="Eliminated", value=people(record, remain.eliminated) or "nobody", derived=True),
        Entry(words="Directed by", value=given.by if given else NOT_KNOWN),
        Entry(words="Time of the direction", value=(given.at if given else "") or NOT_KNOWN, derived=True),
    ]
    rows = [
        Row(cells=(person(record, id), number(remain.votes[id]), _fate(id, remain)))
        for id in record.contest.ids
    ]
    rows.append(Row(cells=("valid votes", number(remain.papers), ""), strong=True))
    table = Table(
        title="First preference votes relied on",
        columns=("candidate", "first preferences", "outcome"),
        rows=tuple(rows),
        remarks=1,
        derived=(1, 2),
    )
    order = (
        "Second preferences are to be counted for those remaining, on the ballot papers whose first "
        "preference is for an eliminated candidate, and on no others."
    )
    notes = []
    if given is None and stage(record, "second-count") is not None:
        notes.append(
            "No direction is recorded: that there was one follows from the second preferences counted."
        )
    missing = [] if given else ["who gave the direction, and when"]
    body: list[Block] = [Entries(lines=tuple(lines)), Words(text=order), table]
    return sheet(record, "second-count-direction", title, body, missing=missing, notes=notes)


def _fate(id: str, remain: Stage) -> str:
    return "remains" if id in remain.remaining else "eliminated"


def second_calculation(record: Record) -> Sheet:
    """Second preferences of each area for those remaining, and the working of the totals."""
    title = "Second calculation"
    counted = stage(record, "second-count")
    if counted is None:
        first = first_stage(record)
        none = "no second count: there is a result on the first" if first and first.elected else ""
        words = record.awaiting.words if record.awaiting else "second preferences counted"
        raise refused(title, none or words, "" if none else "the calculation waits for every area")
    first = stage(record, "remain") or counted
    body: list[Block] = [Entries(lines=heading(record)), *_second_grid(record, counted)]
    rows = []
    for id in counted.remaining:
        cells = (
            person(record, id),
            number(first.votes[id]),
            f"+ {counted.added[id]:,}",
            f"= {counted.votes[id]:,}",
            "elected" if id in counted.elected else "",
        )
        rows.append(Row(cells=cells))
    heads = ("remaining candidate", "first preferences", "second preferences", "total", "outcome")
    body.append(Table(title="Totals", columns=heads, rows=tuple(rows), remarks=1))
    body.append(_finish(record, counted))
    looked = f"{counted.looked_at:,} papers of eliminated candidates were looked at."
    if not counted.looked_at:
        looked = "Nobody's papers were to be looked at: the totals are the first preferences."
    body.append(Words(text=looked, derived=True))
    return sheet(record, "second-calculation", title, body)


def _second_grid(record: Record, counted: Stage) -> list[Block]:
    areas = [area for area in stating(record, "second") if area]
    if not areas or not counted.looked_at:
        return []
    rows = []
    for area in areas:
        one = latest(record, area, "second")
        added = one.counted if one else {}
        cells = [number(added.get(id)) for id in counted.remaining]
        rows.append(Row(cells=(place(record, area), *cells, number(sum(added.values())))))
    sums = [number(counted.added[id]) for id in counted.remaining]
    rows.append(Row(cells=("sum", *sums, number(sum(counted.added.values()))), strong=True))
    names = [record.contest.label(id) for id in counted.remaining]
    heads = ("area", *names, "all")
    return [Table(title="Second preference votes counted, by area", columns=heads, rows=tuple(rows))]


def _finish(record: Record, counted: Stage) -> Words:
    if counted.elected:
        return Words(
            text=f"{people(record, counted.elected)} has the greatest total and is elected.", strong=True
        )
    top = max(counted.votes.values())
    equal = [id for id, votes in counted.votes.items() if votes == top]
    return Words(
        text=f"{people(record, equal)} are equal with {top:,} votes each: who is returned is decided by lot.",
        strong=True,
    )
