"""The result on a terminal: 80 columns, the answer last so that it stays on the screen.

Plain text is the same without colours; our own signs are ASCII, names are printed as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hustings.record import Record
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry, supplied
from hustings.reports._heads import rejected_by_head
from hustings.reports._lines import BOLD, DIM, GOOD, PLAIN, WARN, WIDTH, Line, plain_text, told, wrapped
from hustings.reports._report import Report
from hustings.reports._stages import in_columns
from hustings.reports._terminal_stages import stage_lines
from hustings.reports._terminal_table import table_of, two_columns

NOTES = 10


def text(record: Record, *, every: bool = False) -> str:
    """The result as plain text, every line at most 80 columns; `every` lists all candidates."""
    return plain_text(lines(record, every))


def render(record: Record) -> bytes:
    """The result as plain UTF-8 text."""
    return text(record).encode()


def lines(record: Record, every: bool) -> Iterator[Line]:
    """What is shown, line by line; `every` leaves nothing out."""
    yield from _heading(record)
    if in_columns(record):
        yield from table_of(record, every)
        yield Line(text="")
        yield from _counts(record)
    else:
        yield from stage_lines(record, every)
    yield from _rejected(record)
    yield from _deposits(record)
    yield from told("How close", words.closeness_sentences(record))
    yield from _law(record)
    yield from _remarks(record)
    yield Line(text="")
    yield from _answer(record)


def _heading(record: Record) -> Iterator[Line]:
    for line in wrapped(words.title(record), WIDTH):
        yield Line(text=line, style=BOLD)
    totals = record.totals
    parts = [record.rule.name]
    if "papers" in totals:
        parts.append(words.papers(totals["papers"]))
    if "valid" in totals:
        parts.append(f"{words.number(totals['valid'])} valid")
    if record.contest.seats > 1:
        parts.append(f"{record.contest.seats} seats")
    if "electorate" in totals:
        parts.append(f"electorate {words.number(totals['electorate'])}")
        if "papers" in totals:
            parts.append(f"turnout {words.percent(totals['papers'], totals['electorate'])}")
    yield from (Line(text=line, style=DIM) for line in wrapped(", ".join(parts), WIDTH))
    yield Line(text="")


def _counts(record: Record) -> Iterator[Line]:
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    if first and two_columns(record):
        half = f"half of {words.number(first.papers)} is {words.number(Fraction(first.papers, 2))}"
        if first.elected:
            yield from told("First count", [f"{half}: {words.names(record, first.elected)} passed it"])
        else:
            who = words.names(record, words.in_order(record, first.remaining))
            yield from told("First count", [f"{half}: nobody passed it; {who} remain"])
    if second:
        gained = [
            f"{words.number(second.added[id])} for {words.name(record, id)}"
            for id in words.in_order(record, second.added)
        ]
        rest = record.totals["not_counted"]
        parts = [*gained, f"{words.number(rest)} not counted again"]
        if (gap := second.accounts.get("gap", 0)) < 0:
            parts.append(f"{words.number(-gap)} more counted than there are papers")
        spread = "; ".join(parts)
        eliminated = f"{words.papers(second.looked_at)} of eliminated candidates"
        yield from told("Second count", [f"{eliminated}: {spread}"])
        accounts = words.not_counted(second.accounts)
        yield from told("Not counted", [f"{words.number(n)} {why}" for why, n in accounts if n > 0])
    yield from told("Same twice", _same(record))
    if lot := words.stage_of(record, "lot"):
        drawn = next((one for one in record.decisions.lots if one.step == "lot"), None)
        who = words.names(record, lot.elected)
        by = f", by {words.clean(drawn.by)}" if drawn else ""
        yield from told("Lot", [f"between {words.names(record, lot.remaining)}: drew {who}{by}"])


def _same(record: Record) -> list[str]:
    """Papers with the same candidate twice are two figures, so each says among which papers."""
    made = []
    if record.totals.get("same_as_first"):
        made.append(f"{words.papers(record.totals['same_as_first'])} of all valid papers")
        if "same_looked_at" in record.totals:
            made.append(f"{words.papers(record.totals['same_looked_at'])} of those looked at")
    return ["the same candidate in both columns: " + ", ".join(made)] if made else []


def _rejected(record: Record) -> Iterator[Line]:
    heads = rejected_by_head(record)
    if not heads:
        return
    lines = [words.papers(record.totals["rejected"]) if "rejected" in record.totals else ""]
    for head in heads:
        count = "not told apart" if head.papers is None else words.number(head.papers)
        lines.append(f"{count}  {f'({head.letter}) ' if head.letter else ''}{head.words}")
    label = "Rejected" if record.stages else "Reject so far"
    yield from told(label, lines)


def _deposits(record: Record) -> Iterator[Line]:
    lost = [one.candidate for one in record.deposits if not one.returned]
    if record.deposits and not lost:
        yield from told("Deposits", ["all returned"])
    elif lost:
        some = len(lost) <= 4
        people = f": {words.names(record, lost)}" if some else ""
        yield from told("Deposits", [f"{len(lost)} of {len(record.deposits)} lost{people}"])


def _law(record: Record) -> Iterator[Line]:
    if record.law:
        yield from told("Law", [f"{record.law.key}: {record.law.title}", words.clean(record.why_law)])
    else:
        yield from told("Law", [words.clean(record.why_law) or "none named", record.rule.source])


def _remarks(record: Record) -> Iterator[Line]:
    notes = sorted(record.notes, key=lambda one: one.level != "warning")
    for level, label in (("warning", "Warning"), ("note", "Note")):
        said = [words.clean(one.words) for one in notes[:NOTES] if one.level == level]
        yield from told(label, said, style=WARN if level == "warning" else PLAIN)
    if len(notes) > NOTES:
        yield from told("", [f"... {len(notes) - NOTES} more notes in the record"])
    if record.small_cells:
        many = words.number(record.small_cells)
        secret = f"figures from 1 to 9 by area: {many}; published, they may tell how somebody voted"
        yield from told("Warning", [secret], style=WARN)
    failed = [one for one in record.checks if not one.holds]
    if record.checks:
        holds = f"{len(record.checks) - len(failed)}/{len(record.checks)}"
        yield from told("Checks", [holds], style=WARN if failed else PLAIN)
    for one in failed[:NOTES]:
        place = f"{words.clean(record.contest.area_name(one.area))}: " if one.area else ""
        yield from told("", [f"{place}{one.words}: differs by {words.added(one.gap)}"], style=WARN)
    if len(failed) > NOTES:
        yield from told("", [f"... {len(failed) - NOTES} more that differ, in the record"], style=WARN)
    files = [f"{one.role} ({one.format}) sha256 {one.sha256[:16]}" for one in record.sources]
    yield from told("Inputs", files)


def _answer(record: Record) -> Iterator[Line]:
    """The last lines: who is elected, or what is awaited and what to write down."""
    if record.awaiting:
        yield from told("AWAITED", [words.clean(record.awaiting.words)], style=WARN)
        entry = decision_entry(record)
        yield from told("", [supplied(record)] if supplied(record) else [])
        if entry:
            yield Line(text="Add this to decisions.toml and count again:")
            yield Line(text="")
            # Not wrapped: a decision is copied as it stands.
            yield from (Line(text=line) for line in entry.splitlines())
            yield Line(text="")
    else:
        label = "ELECTED" if record.elected and record.status != "provisional" else "RESULT"
        yield from told(label, [words.winner_sentence(record)], style=GOOD if record.elected else WARN)
    status = f"{words.official_words(record)} {words.UNCERTIFIED}"
    if record.status != "declared":
        status = f"{words.status_words(record)}. {status}"
    yield from (Line(text=line, style=DIM) for line in wrapped(status, WIDTH))


REPORT = Report(
    key="text",
    title="Result on a terminal",
    suffix=".txt",
    about="the result in 80 columns of plain text, the answer last",
    render=render,
)
