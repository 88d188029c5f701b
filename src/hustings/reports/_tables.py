"""The tables of the result page, as rows of text that its template prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.counting import Number
from hustings.record import Record
from hustings.regime import SOURCES, provenance
from hustings.reports import _words as words
from hustings.returns import WHOLE, Statement

UNSTATED = "–"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One candidate in a count panel; lengths are per cents of the track's width."""

    name: str
    party: str
    first: str
    added: str
    figures: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One count as bars; `half` is where half of the first preferences lies, empty where it is not asked."""

    bars: tuple[Bar, ...]
    half: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of text: a heading for each column; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """How we know some parts of a law: in words, whether verified in the text, and which parts."""

    words: str
    verified: bool
    parts: tuple[str, ...]


def length(part: Number, whole: Number) -> str:
    """A length in hundredths of a per cent of a whole, cut."""
    hundredths = int(10_000 * part // max(1, whole))
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _full(record: Record) -> int:
    """The votes that a whole track stands for: the same in both panels, so that bars may be compared."""
    first = words.first_stage(record)
    assert first is not None
    most = max((max(stage.votes.values()) for stage in record.stages if stage.votes), default=0)
    return max(most, (first.papers + 1) // 2 if first.step in ("majority", "remain") else 0, 1) * 26 // 25 + 1


def first_panel(record: Record) -> Panel | None:
    """The first count, or the only one."""
    first = words.first_stage(record)
    if first is None:
        return None
    full = _full(record)
    stays = first.remaining or first.elected
    bars = []
    for id in words.standing(record):
        votes = first.votes[id]
        outcome = "" if first.step == "simple-majority" else "remains" if first.remaining else "elected"
        bars.append(
            Bar(
                name=words.name(record, id),
                party=words.party(record, id),
                first=length(votes, full),
                added="",
                figures=f"{words.number(votes)} ({words.percent(votes, first.papers)})",
                outcome=outcome if id in stays else "",
            )
        )
    half = length(first.papers, 2 * full) if first.step in ("majority", "remain") else ""
    return Panel(bars=tuple(bars), half=half)


def second_panel(record: Record) -> Panel | None:
    """The second count: second preferences counted beside the first preferences; no line for half."""
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    if first is None or second is None:
        return None
    full = _full(record)
    bars = [
        Bar(
            name=words.name(record, id),
            party=words.party(record, id),
            first=length(first.votes[id], full),
            added=length(second.added[id], full),
            figures=f"{words.number(first.votes[id])} + {words.number(second.added[id])} = "
            f"{words.number(second.votes[id])}",
            outcome=words.outcome(record, id),
        )
        for id in words.in_order(record, second.votes)
    ]
    return Panel(bars=tuple(bars))


def full_table(record: Record) -> Table | None:
    """Every figure of every candidate."""
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    if first is None:
        return None
    only = first.step == "simple-majority"
    heads = ["Candidate", "Votes" if only else "First preferences", "Of valid"]
    heads += ["Second preferences counted", "Total"] if second else []
    heads += ["Outcome"]
    rows = []
    for id in words.standing(record):
        row = [words.with_party(record, id), words.number(first.votes[id])]
        row.append(words.percent(first.votes[id], first.papers))
        if second:
            stays = id in second.votes
            row += [words.added(second.added[id]), words.number(second.votes[id])] if stays else ["", ""]
        rows.append((*row, words.outcome(record, id)))
    return Table(caption="Candidates in the order of the result", heads=tuple(heads), rows=tuple(rows))


def marked_table(record: Record) -> Table | None:
    """Second preferences marked for each candidate on all valid papers: another figure than those counted."""
    if not any(record.marked.values()):
        return None
    order = sorted(record.marked, key=lambda id: -record.marked[id])
    rows = tuple((words.name(record, id), words.number(record.marked[id])) for id in order)
    return Table(caption="Second preferences marked", heads=("Candidate", "On all valid papers"), rows=rows)


def _latest(record: Record, stage: str) -> list[Statement]:
    """The newest statement of each area, in the order of the contest's areas."""
    newest: dict[str, Statement] = {}
    for one in record.statements:
        held = newest.get(one.area)
        if one.stage == stage and one.area != WHOLE and (held is None or held.version < one.version):
            newest[one.area] = one
    order = {area.id: at for at, area in enumerate(record.contest.areas)}
    return [newest[area] for area in sorted(newest, key=lambda id: (order.get(id, len(order)), id))]


def by_area(record: Record) -> tuple[Table, ...]:
    """First and second statements by area, where there is more than one area."""
    firsts, seconds = _latest(record, "first"), _latest(record, "second")
    places = {one.area for one in (*firsts, *seconds)} | {area.id for area in record.contest.areas}
    if len(places) < 2 or not firsts:
        return ()
    ids = words.standing(record)
    heads = ("Area", *(words.name(record, id) for id in ids), "Valid", "Rejected", "Papers used")
    rows = [
        (
            _place(record, one),
            *_figures(one.first, ids),
            _number(one.valid),
            _sum(one.rejected),
            _number(one.used),
        )
        for one in firsts
    ]
    reported = {one.area for one in firsts}
    missing = [area.name for area in record.contest.areas if area.id not in reported]
    rows += [(f"{words.clean(name)} (awaited)", *[UNSTATED] * (len(heads) - 1)) for name in missing]
    made = [Table(caption="First preferences by area", heads=heads, rows=tuple(rows))]
    if seconds:
        made.append(_second_table(record, seconds))
    return tuple(made)


def _second_table(record: Record, seconds: Sequence[Statement]) -> Table:
    named = {id for one in seconds for id in one.counted}
    ids = words.in_order(record, named)
    heads = ("Area", *(words.name(record, id) for id in ids), "Stated as not counted")
    stays = next((set(stage.remaining) for stage in record.stages if stage.step == "remain"), named)
    rows = []
    for one in seconds:
        void = "" if set(one.counted) == stays else " (under another direction: not used)"
        rows.append((_place(record, one) + void, *_figures(one.counted, ids), _sum(one.accounts)))
    return Table(caption="Second preferences counted by area", heads=heads, rows=tuple(rows))


def _place(record: Record, one: Statement) -> str:
    version = f", version {one.version}" if one.version > 1 else ""
    status = " (provisional)" if one.status == "provisional" else ""
    return words.clean(record.contest.area_name(one.area)) + version + status


def _number(value: int | None) -> str:
    return UNSTATED if value is None else words.number(value)


def _sum(values: Mapping[str, int]) -> str:
    return words.number(sum(values.values())) if values else UNSTATED


def _figures(votes: Mapping[str, int], ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(_number(votes.get(id)) for id in ids)


def provenances(record: Record) -> tuple[Provenance, ...]:
    """How each part of the law is known, the verified ones first; a part stands under its best citation."""
    if record.law is None:
        return ()
    kinds = list(SOURCES)
    best: dict[str, list[str]] = {}
    for part, cites in provenance(record.law).items():
        if cites:
            kind = min((cite.source for cite in cites), key=kinds.index)
            best.setdefault(kind, []).append(part)
    return tuple(
        Provenance(words=SOURCES[kind], verified=kind in ("read", "excerpt"), parts=tuple(best[kind]))
        for kind in kinds
        if kind in best
    )
