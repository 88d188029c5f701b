"""The result on a terminal: 80 columns, the answer last so that it stays on the screen.

Plain text is the same without colours; our own signs are ASCII, names are printed as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from hustings.counting import Stage
from hustings.record import Record
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry
from hustings.reports._heads import rejected_by_head
from hustings.reports._report import Report

if TYPE_CHECKING:
    from rich.console import Console

WIDTH, LABEL, LISTED, NOTES = 80, 14, 12, 10

PLAIN, BOLD, DIM, GOOD, WARN = "", "bold", "dim", "bold green", "bold yellow"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text and the style it has where there are colours."""

    text: str
    style: str = PLAIN


def text(record: Record, *, every: bool = False) -> str:
    """The result as plain text, every line at most 80 columns; `every` lists all candidates."""
    return "".join(f"{line.text.rstrip()}\n" for line in _lines(record, every))


def render(record: Record) -> bytes:
    """The result as plain UTF-8 text."""
    return text(record).encode()


def print_to(record: Record, console: Console, *, every: bool = False) -> None:
    """Print the result with the console's colours, which honours NO_COLOR."""
    from rich.text import Text

    for line in _lines(record, every):
        console.print(Text(line.text.rstrip(), style=line.style), soft_wrap=True)


def _lines(record: Record, every: bool) -> Iterator[Line]:
    yield from _heading(record)
    yield from _table(record, every)
    yield Line(text="")
    yield from _counts(record)
    yield from _rejected(record)
    yield from _deposits(record)
    yield from _told("How close", words.closeness_sentences(record))
    yield from _law(record)
    yield from _remarks(record)
    yield Line(text="")
    yield from _answer(record)


def _heading(record: Record) -> Iterator[Line]:
    for line in _wrapped(words.title(record), WIDTH):
        yield Line(text=line, style=BOLD)
    totals = record.totals
    parts = [record.rule.name]
    if "papers" in totals:
        parts.append(words.papers(totals["papers"]))
    if "valid" in totals:
        parts.append(f"{words.number(totals['valid'])} valid")
    if "electorate" in totals:
        parts.append(f"electorate {words.number(totals['electorate'])}")
        if "papers" in totals:
            parts.append(f"turnout {words.percent(totals['papers'], totals['electorate'])}")
    yield from (Line(text=line, style=DIM) for line in _wrapped(", ".join(parts), WIDTH))
    yield Line(text="")


def _table(record: Record, every: bool) -> Iterator[Line]:
    """Candidates by result; the name column gives way to the figures."""
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    order = words.standing(record)
    shown = order if every or len(order) <= LISTED else order[:LISTED]
    heads = [("", ""), ("", "Votes") if not _two_columns(record) else ("First", "preferences")]
    heads += [("of", "valid")]
    if second:
        heads += [("Second", "counted"), ("", "Total")]
    heads += [("", "")]
    rows = [_row(record, first, second, id) for id in shown]
    if first is None:
        heads = heads[:1]
        rows = [row[:1] for row in rows]
    yield from _columns(record, heads, rows)
    if more := len(order) - len(shown):
        yield Line(
            text=f"    ... {more} more{' out' if _all_out(record, order[LISTED:]) else ''} (--all)", style=DIM
        )


def _all_out(record: Record, ids: Sequence[str]) -> bool:
    return all(words.outcome(record, id) == "out" for id in ids)


def _two_columns(record: Record) -> bool:
    return words.stage_of(record, "majority", "remain") is not None


def _row(record: Record, first: Stage | None, second: Stage | None, id: str) -> list[str]:
    cells = [id]
    if first:
        cells += [words.number(first.votes[id]), words.percent(first.votes[id], first.papers)]
    if second:
        stays = id in second.votes
        cells += [words.added(second.added[id]), words.number(second.votes[id])] if stays else ["", ""]
    outcome = words.outcome(record, id)
    return [*cells, outcome.upper() if outcome == "elected" else outcome]


def _columns(
    record: Record, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]
) -> Iterator[Line]:
    numeric = range(1, len(heads) - 1)
    widths = {at: 2 + max(len(part) for part in (*heads[at], *(row[at] for row in rows))) for at in numeric}
    last = 2 + max((len(row[-1]) for row in rows), default=0) if len(heads) > 1 else 0
    room = WIDTH - 4 - sum(widths.values()) - last
    for line in (0, 1):
        head = " " * (4 + room) + "".join(heads[at][line].rjust(widths[at]) for at in numeric)
        if head.strip():
            yield Line(text=head, style=DIM)
    for rank, row in enumerate(rows, start=1):
        figures = "".join(row[at].rjust(widths[at]) for at in numeric)
        end = f"  {row[-1]}" if len(row) > 1 else ""
        style = GOOD if end.strip() == "ELECTED" else DIM if end.strip() == "out" else PLAIN
        yield Line(text=f"{rank:>3} {_fitted(record, row[0], room)}{figures}{end}", style=style)


def _fitted(record: Record, id: str, room: int) -> str:
    """A name and party in so many columns: the party gives way first; what is cut ends in two dots."""
    whole, name = words.with_party(record, id), words.name(record, id)
    if cell_len(whole) <= room:
        return set_cell_size(whole, room)
    if cell_len(name) <= room < cell_len(name) + len(" (abcd..)"):
        return set_cell_size(name, room)
    end = "..)" if cell_len(name) < room else ".."
    return set_cell_size(set_cell_size(whole, room - len(end)).rstrip() + end, room)


def _counts(record: Record) -> Iterator[Line]:
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    if first and _two_columns(record):
        half = f"half of {words.number(first.papers)} is {words.number(Fraction(first.papers, 2))}"
        if first.elected:
            yield from _told("First count", [f"{half}: {words.names(record, first.elected)} passed it"])
        else:
            who = words.names(record, words.in_order(record, first.remaining))
            yield from _told("First count", [f"{half}: nobody passed it; {who} remain"])
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
        yield from _told("Second count", [f"{eliminated}: {spread}"])
        accounts = words.not_counted(second.accounts)
        yield from _told("Not counted", [f"{words.number(n)} {why}" for why, n in accounts if n > 0])
    yield from _told("Same twice", _same(record))
    if lot := words.stage_of(record, "lot"):
        drawn = next((one for one in record.decisions.lots if one.step == "lot"), None)
        who = words.names(record, lot.elected)
        by = f", by {words.clean(drawn.by)}" if drawn else ""
        yield from _told("Lot", [f"between {words.names(record, lot.remaining)}: drew {who}{by}"])


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
    label = "Rejected" if words.first_stage(record) else "Reject so far"
    yield from _told(label, lines)


def _deposits(record: Record) -> Iterator[Line]:
    lost = [one.candidate for one in record.deposits if not one.returned]
    if record.deposits and not lost:
        yield from _told("Deposits", ["all returned"])
    elif lost:
        some = len(lost) <= 4
        people = f": {words.names(record, lost)}" if some else ""
        yield from _told("Deposits", [f"{len(lost)} of {len(record.deposits)} lost{people}"])


def _law(record: Record) -> Iterator[Line]:
    if record.law:
        yield from _told("Law", [f"{record.law.key}: {record.law.title}", words.clean(record.why_law)])
    else:
        yield from _told("Law", [words.clean(record.why_law) or "none named", record.rule.source])


def _remarks(record: Record) -> Iterator[Line]:
    notes = sorted(record.notes, key=lambda one: one.level != "warning")
    for level, label in (("warning", "Warning"), ("note", "Note")):
        said = [words.clean(one.words) for one in notes[:NOTES] if one.level == level]
        yield from _told(label, said, style=WARN if level == "warning" else PLAIN)
    if len(notes) > NOTES:
        yield from _told("", [f"... {len(notes) - NOTES} more notes in the record"])
    if record.small_cells:
        many = words.number(record.small_cells)
        secret = f"figures from 1 to 9 by area: {many}; published, they may tell how somebody voted"
        yield from _told("Warning", [secret], style=WARN)
    failed = [one for one in record.checks if not one.holds]
    if record.checks:
        holds = f"{len(record.checks) - len(failed)}/{len(record.checks)}"
        yield from _told("Checks", [holds], style=WARN if failed else PLAIN)
    for one in failed[:NOTES]:
        place = f"{words.clean(record.contest.area_name(one.area))}: " if one.area else ""
        yield from _told("", [f"{place}{one.words}: differs by {words.added(one.gap)}"], style=WARN)
    if len(failed) > NOTES:
        yield from _told("", [f"... {len(failed) - NOTES} more that differ, in the record"], style=WARN)
    files = [f"{one.role} ({one.format}) sha256 {one.sha256[:16]}" for one in record.sources]
    yield from _told("Inputs", files)


def _answer(record: Record) -> Iterator[Line]:
    """The last lines: who is elected, or what is awaited and what to write down."""
    if record.awaiting:
        yield from _told("AWAITED", [words.clean(record.awaiting.words)], style=WARN)
        entry = decision_entry(record)
        if entry:
            yield Line(text="Add this to decisions.toml and count again:")
            yield Line(text="")
            # Not wrapped: a decision is copied as it stands.
            yield from (Line(text=line) for line in entry.splitlines())
            yield Line(text="")
    else:
        label = "ELECTED" if record.elected and record.status != "provisional" else "RESULT"
        yield from _told(label, [words.winner_sentence(record)], style=GOOD if record.elected else WARN)
    status = f"{words.official_words(record)} {words.UNCERTIFIED}"
    if record.status != "declared":
        status = f"{words.status_words(record)}. {status}"
    yield from (Line(text=line, style=DIM) for line in _wrapped(status, WIDTH))


def _told(label: str, sentences: Iterable[str], *, style: str = PLAIN) -> Iterator[Line]:
    """A label and its sentences beside it, each wrapped in the room that is left."""
    for sentence in sentences:
        for line in _wrapped(sentence, WIDTH - LABEL):
            yield Line(text=label.ljust(LABEL) + line, style=style)
            label = ""


def _wrapped(sentence: str, room: int) -> list[str]:
    """Words in lines of at most `room` columns, a word longer than that cut."""
    lines = [""]
    for word in sentence.split():
        rest = word
        if cell_len(lines[-1]) + 1 + cell_len(rest) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {rest}".lstrip()
        else:
            lines.append(rest)
        while cell_len(lines[-1]) > room:
            cut = set_cell_size(lines[-1], room).rstrip()
            lines[-1:] = [cut, lines[-1][len(cut) :]]
    return lines


REPORT = Report(
    key="text",
    title="Result on a terminal",
    suffix=".txt",
    about="the result in 80 columns of plain text, the answer last",
    render=render,
)
