"""An area's public notice of its own figures, and when it may give one.

Source: CA rules r59(1)-(3), GLA rules r53(3): when authorised; LA rules r51(2): at once.
"""

from __future__ import annotations

from hustings.errors import InputError
from hustings.record import Record
from hustings.regime import Regime
from hustings.reports._documents import declaration
from hustings.reports._documents.known import (
    columns,
    first_heads,
    heading,
    latest,
    number,
    person,
    place,
    refused,
    sheet,
)
from hustings.reports._documents.sheet import Block, Entries, Row, Sheet, Table


def notice(record: Record, area: str = "") -> Sheet:
    """The public notice of the result; of one area, its own figures."""
    return local_notice(record, area) if area else declaration.notice(record)


def refuse_unauthorised(law: Regime | None, *, place: str, authorised: bool) -> None:
    """Refuse an area's own publication where the law makes it wait for the officer above.

    Source: CA rules r59(1)-(3), GLA rules r53(3); LA rules r51(2) lets the notice be given at once.
    Raises InputError where it must wait and has not been authorised; without a law nothing is refused.
    """
    if law is None or law.local_publication == "at once" or authorised:
        return
    above = law.roles.authorises_publication or "the officer above"
    raise InputError(
        "an area may not publish its figures before it is authorised",
        found=f"a public notice of {place} under {law.key}, with no declared result",
        expected=f"authority given by {above}",
        hint="once authority is given, add who declared the result and when to contest.toml ([declared])",
    )


def local_notice(record: Record, area: str) -> Sheet:
    """An area's public notice of its own figures, once they may be published.

    A declared result is taken as the authority: the areas publish when they are told to, with it or after it.
    """
    title = "Public notice of the figures of an area"
    refuse_unauthorised(record.law, place=place(record, area), authorised=record.official)
    first = latest(record, area, "first")
    if first is None or not first.first:
        raise refused(title, f"the first preferences of {place(record, area)}")
    word = "first preference votes" if columns(record) == 2 else "votes"
    rows = [Row(cells=(person(record, id), number(first.first.get(id)))) for id in record.contest.ids]
    body: list[Block] = [
        Entries(lines=heading(record, area, first)),
        Table(columns=("candidate", word), rows=tuple(rows)),
    ]
    missing = []
    if first.rejected:
        heads = [Row(cells=(line.words, line.printed)) for line in first_heads(record, first.rejected)]
        body.append(Table(title="Ballot papers rejected", columns=("head", "papers"), rows=tuple(heads)))
    else:
        missing.append(f"papers rejected of {place(record, area)}, by head")
    second = latest(record, area, "second")
    if second is not None and second.counted:
        added = [Row(cells=(person(record, id), number(n))) for id, n in second.counted.items()]
        heads_ = ("remaining candidate", "second preference votes counted")
        body.append(Table(columns=heads_, rows=tuple(added)))
    return sheet(
        record,
        "notice",
        title,
        body,
        area=area,
        statement=first,
        missing=missing,
        law_key="declaration",
    )
