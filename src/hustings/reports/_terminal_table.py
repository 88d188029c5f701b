"""The candidates of a count by one or two columns as a table of the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from hustings.counting import Stage
from hustings.record import Record
from hustings.reports import _words as words
from hustings.reports._lines import DIM, Line, Row, columns

LISTED = 12
"""So many candidates are listed unless all are asked for."""


def table_of(record: Record, every: bool) -> Iterator[Line]:
    """Candidates by result; the name column gives way to the figures."""
    first, second = words.first_stage(record), words.stage_of(record, "second-count")
    order = words.standing(record)
    shown = order if every else order[:LISTED]
    heads = [("", "Votes") if not two_columns(record) else ("First", "preferences"), ("of", "valid")]
    if second:
        heads += [("Second", "counted"), ("", "Total")]
    rows = [_row(record, first, second, id, rank) for rank, id in enumerate(shown, start=1)]
    yield from columns(heads if first else (), rows)
    yield from more(record, order[len(shown) :])


def more(record: Record, rest: tuple[str, ...]) -> Iterator[Line]:
    """That there are more candidates than are listed."""
    if rest:
        out = " out" if all(words.outcome(record, id) == "out" for id in rest) else ""
        yield Line(text=f"    ... {len(rest)} more{out} (--all)", style=DIM)


def two_columns(record: Record) -> bool:
    """Whether the first count asks for more than half."""
    return words.stage_of(record, "majority", "remain") is not None


def _row(record: Record, first: Stage | None, second: Stage | None, id: str, rank: int) -> Row:
    figures: list[str] = []
    if first:
        figures += [words.number(first.votes[id]), words.percent(first.votes[id], first.papers)]
    if second:
        stays = id in second.votes
        figures += [words.added(second.added[id]), words.number(second.votes[id])] if stays else ["", ""]
    outcome = words.outcome(record, id) if first else ""
    return Row(
        rank=str(rank),
        name=words.name(record, id),
        party=words.party(record, id),
        figures=tuple(figures),
        end=outcome.upper() if outcome == "elected" else outcome,
    )
