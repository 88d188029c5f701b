"""The record of a lot, and the list of deposits.

Source: Local Democracy, Economic Development and Construction Act 2009 Sch 5B para 5 and its like elsewhere
(the lot chooses a person and adds no vote); deposits: more than a twentieth of all first preferences.
"""

from __future__ import annotations

from hustings.record import Record
from hustings.reports._documents.known import (
    columns,
    derived,
    first_stage,
    heading,
    number,
    people,
    person,
    refused,
    sheet,
    stage,
)
from hustings.reports._documents.sheet import NOT_KNOWN, Block, Entries, Entry, Row, Sheet, Table, Words

UNCHANGED = "The lot chooses who is returned and adds no vote: the totals stay equal."


def lot_record(record: Record) -> Sheet:
    """Whose votes are equal, how the lot was drawn and who is returned; a form to fill in before the draw."""
    title = "Record of the lot"
    drawn = stage(record, "lot")
    waiting = record.awaiting if record.awaiting and record.awaiting.what == "lot" else None
    if drawn is None and waiting is None:
        raise refused(title, "an equality that a lot decides", "there is none in this count")
    lot = next((one for one in record.decisions.lots if one.step == "lot"), None) if drawn else None
    between = drawn.remaining if drawn else waiting.candidates if waiting else ()
    totals = (drawn or record.stages[-1]).votes
    rows = [Row(cells=(person(record, id), number(totals[id]))) for id in between]
    word = "total votes" if columns(record) == 2 else "votes"
    chosen = people(record, drawn.elected) if drawn else NOT_KNOWN
    witnesses = ", ".join(lot.witnesses) if lot else ""
    lines = (
        Entry(words="Who is returned", value=chosen),
        Entry(words="Drawn by", value=(lot.by if lot else "") or NOT_KNOWN, derived=True),
        Entry(words="How it was drawn", value=(lot.method if lot else "") or NOT_KNOWN, derived=True),
        Entry(words="Witnesses", value=witnesses or NOT_KNOWN, derived=True),
        Entry(words="Time", value=(lot.at if lot else "") or NOT_KNOWN, derived=True),
    )
    missing = [line.words.lower() for line in lines if line.value == NOT_KNOWN]
    body: list[Block] = [
        Entries(lines=heading(record)),
        Table(title="Equal votes", columns=("candidate", word), rows=tuple(rows), derived=(1,)),
        Entries(lines=lines),
        Words(text=UNCHANGED),
    ]
    return sheet(record, "lot-record", title, body, missing=missing)


def deposit_list(record: Record) -> Sheet:
    """Each candidate's first preferences, and whether the deposit is returned: 20F > V, in whole numbers."""
    title = "Deposits returned and forfeited"
    counted = first_stage(record)
    if counted is None or not record.deposits:
        awaited = record.awaiting.words if record.awaiting else "first preferences"
        raise refused(title, awaited)
    word = "first preferences, F" if columns(record) == 2 else "votes, F"
    rows = [
        Row(
            cells=(
                person(record, one.candidate),
                number(one.first),
                "returned" if one.returned else "forfeited",
            )
        )
        for one in record.deposits
    ]
    ours = derived(record, "deposit-list", "first-preferences-total", otherwise=True)
    rows.append(Row(cells=("valid votes, V", number(counted.papers), ""), strong=True, derived=ours))
    lost = sum(not one.returned for one in record.deposits)
    words = (
        f"A deposit is returned to a candidate with more than a twentieth of the valid votes: 20F > V, "
        f"so more than {_twentieth(counted.papers)}. "
        f"{len(record.deposits) - lost} returned, {lost} forfeited."
    )
    body: list[Block] = [
        Entries(lines=heading(record)),
        Table(columns=("candidate", word, "deposit"), rows=tuple(rows), remarks=1),
        Words(text=words, derived=True),
    ]
    return sheet(record, "deposit-list", title, body)


def _twentieth(valid: int) -> str:
    """V/20 exactly: a twentieth of a whole number has at most two decimal places.

    >>> _twentieth(1230), _twentieth(2000)
    ('61.5', '100')
    """
    whole, rest = divmod(valid * 5, 100)
    return f"{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")
