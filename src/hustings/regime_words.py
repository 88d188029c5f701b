"""A regime in words, section by section, for whoever prints it.

Source: the regime's own data; nothing is added here but the words that join them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hustings.regime import SOURCES, Cite, Document, Form, Regime, Window, provenance, verified

Section = tuple[str, tuple[str, ...]]
"""A heading and the lines below it."""

BASES = {
    "all": "second preferences of all valid papers are looked at",
    "eliminated": "only second preferences of eliminated candidates' papers are looked at",
    "none": "there are no second preferences",
}


def describe(regime: Regime) -> tuple[Section, ...]:
    """Everything a regime says, as headings with lines of plain text; no line is wrapped.

    >>> from hustings.law.local_authority_2007 import REGIME
    >>> describe(REGIME)[0][1][0]
    'Mayors of local authorities: SI 2007/1024 before 2022'
    >>> dict(describe(REGIME))["Rules by the number of candidates"][2:]
    ('2: simple-majority', '3+: sv')
    """
    parts = provenance(regime)
    sections = (
        ("What it is", (regime.title, *regime.instruments, f"{regime.status}; version {regime.version}")),
        ("When it governs", (*map(_window, regime.windows), *_older(regime))),
        ("Rules by the number of candidates", _pairs(regime.rules)),
        ("Paragraph behind each step", tuple(_cited(regime.steps))),
        ("Procedure", tuple(_cited(regime.procedure))),
        ("Forms for rejected papers", tuple(line for form in regime.forms for line in _form(regime, form))),
        (
            "A paper with several defects is named by the first of",
            tuple(f"{number}. {code}" for number, code in enumerate(regime.defect_order, 1)),
        ),
        ("Second preferences", (BASES[regime.second_base],)),
        ("Documents", tuple(line for one in regime.documents for line in _document(one))),
        ("Who does what", tuple(_roles(regime))),
        ("Deposits", tuple(_deposits(regime))),
        ("Verified in the text", tuple(part for part, cites in parts.items() if verified(cites))),
        ("Not verified in the text", tuple(_unverified(parts))),
        ("Citations", tuple(_citations(parts))),
        ("Open points", regime.open_points),
        ("Notes", regime.notes),
    )
    return tuple((heading, lines) for heading, lines in sections if lines)


def _pairs(pairs: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in pairs.items())


def _cited(steps: Mapping[str, tuple[Cite, ...]]) -> Iterator[str]:
    for step, cites in steps.items():
        yield f"{step}: " + "; ".join(
            f"{cite.text}{f' ({cite.note})' if cite.note else ''}" for cite in cites
        )


def _span(words: str, first: date | None, last: date | None) -> str:
    told = (f"from {first}" if first else "", f"until {last}" if last else "")
    return " ".join((words, *(one for one in told if one))) if any(told) else ""


def _window(window: Window) -> str:
    spans = (
        _span("polls", window.poll_from, window.poll_until),
        _span("notices of election", window.notice_from, window.notice_until),
    )
    return f"{window.office}: {', '.join(one for one in spans if one)}; {window.status} ({window.cite.text})"


def _older(regime: Regime) -> Iterator[str]:
    for one in regime.older:
        note = f" ({one.note})" if one.note else ""
        yield f"{one.office}: polls until {one.poll_until}; {one.title}, not carried{note}"


def _form(regime: Regime, form: Form) -> Iterator[str]:
    default = form.key == (regime.default_form if form.columns == 2 else regime.one_column_form)
    marks = ", the default" if default else ""
    columns = "two columns" if form.columns == 2 else "one column"
    yield f"{form.key} ({columns}{marks}): {form.title}"
    for count, heads in (("first", form.first), ("second", form.second)):
        for head in heads:
            letter = f"({head.letter}) " if head.letter else ""
            yield f"  {count}: {letter}{head.words} = {', '.join(sorted(head.codes))}"
    if form.note:
        yield f"  note: {form.note}"


def _document(document: Document) -> Iterator[str]:
    kind = {0: "", 1: ", one column", 2: ", two columns"}[document.columns]
    cites = "; ".join(cite.text for cite in document.cites)
    yield f"{document.title} [{document.key}{kind}]: {document.by} to {document.to} ({cites})"
    for words, derived in (("holds", False), ("added, not asked for", True)):
        held = [
            field.words + (f" for each {field.per}" if field.per else "")
            for field in document.fields
            if field.derived is derived
        ]
        if held:
            yield f"  {words}: {'; '.join(held)}"
    if document.note:
        yield f"  note: {document.note}"


def _roles(regime: Regime) -> Iterator[str]:
    roles = regime.roles
    yield f"counts, in each {regime.area_word}: {roles.counts}"
    yield f"adds the areas up: {roles.aggregates}"
    yield f"directs recounts and the second count: {roles.directs or 'nobody'}"
    yield f"draws lots: {roles.draws_lots}"
    yield f"declares: {roles.declares}"
    leave = f", by the {roles.authorises_publication}" if roles.authorises_publication else ""
    yield f"area figures are published {regime.local_publication}{leave}"
    if regime.merge_wards_up_to is not None:
        yield f"a ward with {regime.merge_wards_up_to} first preferences or fewer is printed with another"


def _deposits(regime: Regime) -> Iterator[str]:
    for office, deposit in regime.deposits.items():
        yield (
            f"{office}: £{deposit.amount_pounds:,}, returned where votes exceed {deposit.fraction} "
            f"of all valid ones ({deposit.cite.text})"
        )


def _unverified(parts: Mapping[str, tuple[Cite, ...]]) -> Iterator[str]:
    """How the parts that were not read are known, each way with its parts."""
    for source, words in SOURCES.items():
        named = [part for part, cites in parts.items() if not verified(cites) and cites[0].source == source]
        if named:
            yield f"{words}: {', '.join(named)}"


def _citations(parts: Mapping[str, tuple[Cite, ...]]) -> Iterator[str]:
    every = {cite: None for cites in parts.values() for cite in cites}
    for cite in every:
        note = f": {cite.note}" if cite.note else ""
        yield f"{cite.text} [{SOURCES[cite.source]}] {cite.instrument}{note}"
