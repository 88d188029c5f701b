"""What a record knows, as the documents need it: who remains, an area's statement, heads of rejection.

Nothing is counted here: stages, statements and totals come from the record, which was counted once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.counting import Number, Stage
from hustings.decisions import Direction
from hustings.errors import InputError
from hustings.paper import FIRST_CODES, SECOND_CODES, Code
from hustings.record import Record
from hustings.regime import Document, Head, document_of, form_of, gather
from hustings.reports import _words as words
from hustings.reports._documents.sheet import NOT_KNOWN, Block, Entry, Sheet, Signature
from hustings.returns import WHOLE, Returns, Statement

SIGNERS = "returning officer"
"""Who signs where no law says more."""


ONE_COLUMN = frozenset({"simple-majority", "uncontested", "nobody"})
"""Steps of a count in which nobody's second preference is counted."""


def columns(record: Record) -> int:
    """2 where voters mark a second preference, else 1: by the stages, before there are any by the form."""
    if record.stages:
        return 1 if any(one.step in ONE_COLUMN for one in record.stages) else 2
    if record.law and record.form:
        return form_of(record.law, record.form).columns
    return 2 if len(record.contest.candidates) > 2 else 1


def number(papers: Number | None) -> str:
    """A figure as it is printed.

    >>> number(1206034), number(None)
    ('1,206,034', 'not known')
    """
    return NOT_KNOWN if papers is None else words.number(papers)


def person(record: Record, id: str) -> str:
    """The full name, and the commonly used one where there is one."""
    candidate, name = record.contest.candidate(id), record.contest.label(id)
    if candidate.known_as and candidate.known_as != candidate.name:
        return f"{name} (commonly known as {candidate.known_as})"
    return name


def people(record: Record, ids: Sequence[str]) -> str:
    """Names in ballot-paper order, joined by commas and "and"."""
    names = [person(record, id) for id in record.contest.ids if id in ids]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def place(record: Record, area: str) -> str:
    """An area's name; the whole contest is called so."""
    return record.contest.area_name(area) if area != WHOLE else "whole contest"


def stage(record: Record, step: str) -> Stage | None:
    """The stage of this step, or None where the count has not come to it."""
    return next((one for one in record.stages if one.step == step), None)


def first_stage(record: Record) -> Stage | None:
    """The stage with everybody's first preferences (or votes), or None before there is one."""
    return next((one for one in record.stages if one.votes), None)


def latest(record: Record, area: str, kind: str) -> Statement | None:
    """The newest version of an area's statement; a second statement made under another direction is void."""
    remain = stage(record, "remain")
    found = [
        one
        for one in record.statements
        if one.area == area
        and one.stage == kind
        and (
            kind == "first" or remain is None or not one.counted or set(one.counted) == set(remain.remaining)
        )
    ]
    return max(found, key=lambda one: one.version, default=None)


def stating(record: Record, kind: str) -> tuple[str, ...]:
    """The areas that have made such a statement, in the contest's order, the whole contest last."""
    made = {one.area for one in record.statements if one.stage == kind and latest(record, one.area, kind)}
    order = [area.id for area in record.contest.areas]
    return tuple(sorted(made, key=lambda area: (area == WHOLE, _place_in(order, area), area)))


def _place_in(order: Sequence[str], area: str) -> int:
    return order.index(area) if area in order else len(order)


def direction(record: Record) -> Direction | None:
    """The direction for the second count that is in force: the newest that names exactly those who remain."""
    remain = stage(record, "remain")
    if remain is None:
        return None
    stated = record.papers.directions if isinstance(record.papers, Returns) else ()
    given = record.decisions.directions or stated
    fitting = [one for one in given if set(one.remaining) == set(remain.remaining)]
    return fitting[-1] if fitting else None


def asked(record: Record, key: str) -> Document | None:
    """The document as the record's law asks for it, or None."""
    return document_of(record.law, key, columns=columns(record)) if record.law else None


def derived(record: Record, key: str, field: str, *, otherwise: bool = False) -> bool:
    """Whether this entry of this document is ours rather than the law's; `otherwise` where no law speaks."""
    document = asked(record, key)
    if document is None:
        return otherwise
    found = [one for one in document.fields if one.key == field]
    return found[0].derived if found else True


def refused(title: str, figure: str, hint: str = "") -> InputError:
    """The refusal of a document for want of a figure, which it names."""
    return InputError(f"{title} cannot be drawn", found=f"{NOT_KNOWN}: {figure}", hint=hint)


@dataclass(frozen=True, kw_only=True)
class HeadLine:
    """What is printed under one head; `papers` is None where a pooled figure hides it."""

    words: str
    papers: int | None
    at_least: int = 0

    @property
    def printed(self) -> str:
        """The figure, or that it is not known apart."""
        if self.papers is not None:
            return number(self.papers)
        return f"at least {self.at_least:,}" if self.at_least else "not known apart"


def first_heads(record: Record, papers: Mapping[str, int]) -> tuple[HeadLine, ...]:
    """Rejected papers under the heads of the record's form."""
    heads = form_of(record.law, record.form, columns=columns(record)).first if record.law else ()
    return _lines(heads, papers, FIRST_CODES)


def second_heads(record: Record, papers: Mapping[str, int]) -> tuple[HeadLine, ...]:
    """Papers whose second preference was rejected, under the heads of the record's form."""
    heads = form_of(record.law, record.form, columns=2).second if record.law else ()
    return _lines(heads, papers, SECOND_CODES)


def _lines(
    heads: Sequence[Head], papers: Mapping[str, int], codes: Mapping[str, Code]
) -> tuple[HeadLine, ...]:
    pools = {code: meaning.parts for code, meaning in codes.items()}
    # Without a law's form every code given is a head of its own, the narrowest first.
    own = sorted((code for code in papers if code in codes), key=lambda code: len(pools[code]))
    used = heads or [Head(letter="", words=codes[code].words, codes=pools[code]) for code in own]
    printed, apart = gather(tuple(used), papers, pools)
    hidden = frozenset[str]().union(*(pools.get(code, ()) for code, papers_ in apart.items() if papers_))
    lines = []
    for head in used:
        words = f"({head.letter}) {head.words}" if head.letter else head.words
        known = printed[head.words]
        veiled = bool(head.codes & hidden)
        lines.append(HeadLine(words=words, papers=None if veiled else known, at_least=known if veiled else 0))
    for code, left in apart.items():
        words = codes[code].words if code in codes else "difference in the published figures"
        lines.append(HeadLine(words=f"published together: {words}", papers=left))
    return tuple(lines)


NOT_REMAINING = ("same_candidate", "for_eliminated", "not_for_remaining")
"""Seconds clear enough, but for nobody who remains: not rejected, simply not counted."""


def not_for_remaining(accounts: Mapping[str, Number]) -> Number | None:
    """Second preferences for no remaining candidate; None where they are published only in a wider pool."""
    wide = [code for code in accounts if code in SECOND_CODES and code not in NOT_REMAINING]
    if any(SECOND_CODES[code].parts & {"same_candidate", "for_eliminated"} for code in wide):
        return None
    return sum(accounts.get(code, 0) for code in NOT_REMAINING)


def rejected_seconds(accounts: Mapping[str, Number]) -> dict[str, int]:
    """The accounts that are not seconds for nobody who remains."""
    return {code: int(papers) for code, papers in accounts.items() if code not in NOT_REMAINING}


def remark(statement: Statement) -> list[str]:
    """The reason an area gave for figures that do not close."""
    return [f"Reason given: {statement.reason}"] if statement.reason else []


def of_areas(record: Record) -> bool:
    """Whether the law has areas that make statements, and an officer above them who adds these up."""
    return record.law is not None and bool(record.law.roles.aggregates)


def heading(record: Record, area: str = "", statement: Statement | None = None) -> tuple[Entry, ...]:
    """The entries that say of what a document is a document."""
    contest = record.contest
    lines = [Entry(words="Election", value=contest.title)]
    lines.append(Entry(words="Date of the poll", value=contest.date or NOT_KNOWN))
    if area or statement is not None:
        lines.append(Entry(words="Counting area", value=place(record, area)))
    if statement is not None:
        version = f"{statement.status}, version {statement.version}"
        if record.statements_derived:
            version = "worked out from the ballot papers"
        lines.append(Entry(words="Status", value=version))
    return tuple(lines)


def marking(record: Record, statement: Statement | None = None) -> tuple[str, ...]:
    """What stands over a document: whether it is official, and whether its figures may still change."""
    words = [] if record.official else ["Unofficial: not from a returning officer"]
    if statement.status == "provisional" if statement else _unsettled(record):
        words.append("Provisional")
    return tuple(words)


def _unsettled(record: Record) -> bool:
    return isinstance(record.papers, Returns) and bool(record.papers.provisional())


def sheet(
    record: Record,
    key: str,
    title: str,
    body: Sequence[Block],
    *,
    area: str = "",
    statement: Statement | None = None,
    missing: Sequence[str] = (),
    signer: str = "",
    notes: Sequence[str] = (),
    law_key: str = "",
) -> Sheet:
    """A document with the law's own title, signatory and paragraphs where the record has a law."""
    document = asked(record, law_key or key)
    by = signer or (document.by if document else "") or SIGNERS
    remarks = (document.note[:1].upper() + document.note[1:],) if document and document.note else ()
    of = f" · {place(record, area)}" if area else ""
    day = f" · {record.contest.date}" if record.contest.date else ""
    cites = [_cite(one.text, one.verified) for one in document.cites] if document else []
    return Sheet(
        key=key,
        title=document.title if document and not law_key else title,
        subtitle=f"{record.contest.title}{of}{day}",
        area=area,
        marking=marking(record, statement),
        body=tuple(body),
        missing=tuple(missing),
        signatures=(Signature(by=by),),
        notes=(*remarks, *notes),
        cites=tuple(cites),
    )


def _cite(text: str, verified: bool) -> str:
    return text if verified else f"{text} (words not read in the text)"
