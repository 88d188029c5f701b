"""An instrument in words: every part it carries, with its paragraph and how we know what that says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hustings.paper import FIRST_CODES
from hustings.regime import SOURCES, Cite, Form, Regime, Window, provenance

NUMBER_OF_CANDIDATES = {"0": "nobody", "1": "one candidate", "2": "two candidates", "3+": "three or more"}


def describe(regime: Regime) -> Iterator[tuple[str, list[str]]]:
    """Yield each heading with its lines, in the order a reader asks for them."""
    status = f"status {regime.status}, version {regime.version}"
    yield f"{regime.title} ({regime.key})", [status, *regime.instruments]
    yield "Governs", [_window(window) for window in regime.windows]
    older = [f"{one.title} (polls up to {one.poll_until})" for one in regime.older]
    yield from _unless_empty("Older instruments, not carried", older)
    yield (
        "Counted by",
        [f"{NUMBER_OF_CANDIDATES[number]}: rule {rule}" for number, rule in regime.rules.items()],
    )
    yield "Stages of the count", list(_cited(regime.steps))
    yield "Procedure", list(_cited(regime.procedure))
    yield "Who", list(_roles(regime))
    order = ", ".join(FIRST_CODES[code].words for code in regime.defect_order)
    yield "Rejected papers", [f"a paper with several defects goes under the first of: {order}"]
    for form in regime.forms:
        chosen = " (the default)" if form.key in (regime.default_form, regime.one_column_form) else ""
        yield f"Form {form.key}: {form.title}{chosen}", list(_form(form))
    for document in regime.documents:
        lines = [f"by {document.by}, for {document.to}", *map(_cite, document.cites)]
        for field in document.fields:
            per = f", for each {field.per}" if field.per else ""
            lines.append(f"- {field.words}{per}{' (derived, not asked for)' if field.derived else ''}")
        yield f"Document {document.key}: {document.title}", lines
    yield (
        "Deposit",
        [
            f"{office}: £{one.amount_pounds:,}, returned above {one.fraction} of valid votes;"
            f" {_cite(one.cite)}"
            for office, one in regime.deposits.items()
        ],
    )
    parts = provenance(regime)
    verified = [part for part, cites in parts.items() if cites and cites[0].verified]
    yield from _unless_empty("Verified in the text", verified)
    yield from _unless_empty("Not verified in the text", [part for part in parts if part not in verified])
    yield from _unless_empty("Open points", regime.open_points)
    yield from _unless_empty("Notes", regime.notes)
    yield "Texts cited", _texts(regime)
    yield "How we know what a text says", [f"[{source}] {words}" for source, words in SOURCES.items()]


def _unless_empty(heading: str, lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    if made := list(lines):
        yield heading, made


def _cite(cite: Cite) -> str:
    note = f": {cite.note}" if cite.note else ""
    return f"{cite.text} [{cite.source}]{note}"


def _texts(regime: Regime) -> list[str]:
    """Every text cited, in full, once."""
    cites = (cite for group in provenance(regime).values() for cite in group)
    return list(dict.fromkeys(cite.instrument for cite in cites))


def _cited(steps: Mapping[str, tuple[Cite, ...]]) -> Iterator[str]:
    for step, cites in steps.items():
        for cite in cites:
            yield f"{step}: {_cite(cite)}"


def _window(window: Window) -> str:
    polls = f"polls from {window.poll_from or 'the start'} to {window.poll_until or 'now'}"
    notices = ""
    if window.notice_from:
        notices = f", notice of election from {window.notice_from}"
    elif window.notice_until:
        notices = f", notice of election up to {window.notice_until}"
    return f"{window.office}: {polls}{notices} ({window.status}); {_cite(window.cite)}"


def _roles(regime: Regime) -> Iterator[str]:
    roles = regime.roles
    for what, who in (
        (f"counts each {regime.area_word}", roles.counts),
        ("adds up", roles.aggregates),
        ("directs", roles.directs),
        ("authorises publication", roles.authorises_publication),
        ("draws lots", roles.draws_lots),
        ("declares", roles.declares),
    ):
        if who:
            yield f"{what}: {who}"
    yield f"areas publish {regime.local_publication}"
    yield f"second preferences looked at: {regime.second_base}"


def _form(form: Form) -> Iterator[str]:
    for head in form.first:
        yield f"({head.letter}) {head.words}" if head.letter else head.words
    for head in form.second:
        letter = f"({head.letter}) " if head.letter else ""
        yield f"second preferences: {letter}{head.words}"
    if form.note:
        yield form.note
