"""The stages of any rule on a terminal: a table that fits, then a line or two for each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hustings.record import Record
from hustings.reports import _rounds as rounds
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._duels import Matrix, matrices, pairs
from hustings.reports._happened import happened
from hustings.reports._lines import DIM, Line, Row, columns, room_of, told
from hustings.reports._rounds import Grid
from hustings.reports._stages import Numbered
from hustings.reports._terminal_table import LISTED, more

NAME = 24
"""Columns that names keep, at least, before stages are left out or go into another band."""


def stage_lines(record: Record, every: bool) -> Iterator[Line]:
    """Tables of what the stages hold, and what each of them did; `every` leaves nothing out."""
    if not record.stages:
        yield from columns((), _people(record))
    if seats := stages.last_seats(record):
        yield from _seats(record, seats, every)
    for holds in ("points", "ledger") if not seats else ():
        grid = rounds.grid(record, holds)
        if grid:
            yield from _grid(record, grid, every)
    for at, matrix in enumerate(matrices(record)):
        if at == 0 or every:
            yield from _matrix(record, matrix, every)
    shown = stages.numbered(record)
    left = len(shown) - LISTED
    for one in shown[: LISTED // 2] if left > 0 and not every else shown:
        yield from _stage(record, one, every)
    if left > 0 and not every:
        yield from told(
            "", [f"... {left} more {stages.round_word(record)}{'' if left == 1 else 's'} (--all)"]
        )
        for one in shown[-LISTED // 2 :]:
            yield from _stage(record, one, every)


def _people(record: Record) -> list[Row]:
    return [
        Row(rank=str(rank), name=words.name(record, id), party=words.party(record, id))
        for rank, id in enumerate(record.contest.ids, start=1)
    ]


def _grid(record: Record, grid: Grid, every: bool) -> Iterator[Line]:
    """Stages as columns; where they do not all fit, the first and the last, or band after band."""
    listed = [line for line in grid.lines if line.rank]
    lines = [
        line
        for line in grid.lines
        if every or line in listed[:LISTED] or not (line.rank or line.name == rounds.SUM)
    ]
    ends = [_end(line.outcome) for line in lines]
    last = max(map(len, ends), default=0)
    widths = [
        max(len(str(column.number)), 5, *(len(line.cells[at].figure) for line in lines))
        for at, column in enumerate(grid.columns)
    ]
    every_at = list(range(len(widths)))
    bands = [every_at]
    if room_of(widths, last) < NAME:
        bands = _bands(widths, last) if every else [_ends_of(widths, last)]
    word = stages.round_word(record).capitalize()
    for band in bands:
        heads = [(word, str(grid.columns[at].number)) for at in band]
        rows = [
            Row(
                rank=str(line.rank) if line.rank else "",
                name=line.name,
                party=line.party,
                figures=tuple(line.cells[at].figure or _mark(line.cells[at].mark) for at in band),
                end=end,
            )
            for line, end in zip(lines, ends, strict=True)
        ]
        yield from columns(heads, rows)
        if len(bands) == 1 and not every:
            yield from more(record, words.standing(record)[LISTED : len(listed)])
            if left := len(widths) - len(band):
                plural = "" if left == 1 else "s"
                yield Line(text=f"    ... {left} more {word.lower()}{plural} (--all)", style=DIM)
        yield Line(text="")


def _end(outcome: str) -> str:
    """An outcome in few letters: "ELECTED 3", "out 2"."""
    said, _, at = outcome.partition(", ")
    number = at.rpartition(" ")[2]
    return f"{said.upper() if said == 'elected' else said} {number}".rstrip()


def _mark(mark: str) -> str:
    return "out" if mark == "excluded" else ""


def _bands(widths: Sequence[int], last: int) -> list[list[int]]:
    made: list[list[int]] = [[]]
    for at in range(len(widths)):
        if made[-1] and room_of([widths[one] for one in (*made[-1], at)], last) < NAME:
            made.append([])
        made[-1].append(at)
    return made


def _ends_of(widths: Sequence[int], last: int) -> list[int]:
    """The first stage, and as many of the last as fit."""
    kept = [0, len(widths) - 1]
    for at in range(len(widths) - 2, 0, -1):
        if room_of([widths[one] for one in (*kept, at)], last) < NAME:
            break
        kept.insert(1, at)
    return kept


def _matrix(record: Record, matrix: Matrix, every: bool) -> Iterator[Line]:
    """Who is preferred to whom, columns by the numbers of the rows; the winner of each duel has a sign."""
    signs = {"wins": "+", "loses": " ", "level": "="}
    size = len(matrix.names)
    cells = [[f"{cell.figure}{signs[cell.verdict]}" if cell else "" for cell in row] for row in matrix.rows]
    yield Line(text=f"{matrix.caption} (+ wins, = level)", style=DIM)
    widths = [max(len(str(at + 1)) + 1, *(len(row[at]) for row in cells)) for at in range(size)]
    for band in _bands(widths, 0):
        rows = [
            Row(rank=str(rank), name=name, figures=tuple(cells[rank - 1][at] for at in band))
            for rank, name in enumerate(matrix.names, start=1)
        ]
        yield from columns([("", f"{at + 1} ") for at in band], rows)
        yield Line(text="")
        if not every and size > LISTED and band[-1] + 1 < size:
            yield Line(text=f"    ... {size - band[-1] - 1} more columns (--all)", style=DIM)
            break


def _seats(record: Record, seats: Mapping[str, int], every: bool) -> Iterator[Line]:
    """Lists with their votes, where the first stage has them, and their seats."""
    first = next((stage for stage in record.stages if stage.votes), None)
    order = words.standing(record)
    shown = order if every else order[:LISTED]
    heads = [("", "Votes"), ("", "of all"), ("", "Seats")]
    rows = []
    for rank, id in enumerate(shown, start=1):
        votes = first.votes.get(id) if first else None
        known = (
            ("", "")
            if votes is None or not first
            else (
                words.number(votes),
                words.percent(votes, first.papers),
            )
        )
        rows.append(
            Row(
                rank=str(rank),
                name=words.name(record, id),
                party=words.party(record, id),
                figures=(*known, words.number(seats.get(id, 0))),
            )
        )
    yield from columns(heads, rows)
    yield from more(record, order[len(shown) :])
    yield Line(text="")


def _stage(record: Record, one: Numbered, every: bool) -> Iterator[Line]:
    """What a stage is and did; with `every` also each transfer, account and reading."""
    number, stage = one
    said = [f"{stages.head(record, number, stage)}."]
    if stages.moved(record, number, stage) == "exclusion" and len(stage.whose) == 1:
        votes = stages.held_by(record, number, stage.whose[0])
        said = [f"{said[0][:-1]}, with {words.votes(votes)}."] if votes is not None else said
    said += happened(record, number, stage, brief=True)
    if given := stages.won(record, number):
        figures = [words.number(stage.votes[id]) for id in given if id in stage.votes]
        said[-1] = said[-1].rstrip(".") + (f" ({words.listed(figures)})." if figures else ".")
    if stage.holds == "ledger":
        lost = [
            f"{words.number(n)} ({stages.account(code)})" for code, n in stages.left(record, number).items()
        ]
        said += [f"{words.listed(lost)} reached nobody."] if lost else []
    said += [f"{words.papers(n)} {stages.read_as(code)}." for code, n in stage.readings.items()]
    if stage.duels and stages.one_way(stage):
        said += [f"{words.sentence(pairs(record, stage.duels))}."]
    if stage.order and (every or len(stage.order) <= LISTED):
        said.append(f"Order: {words.names(record, stage.order)}.")
    label = f"{stages.round_word(record).capitalize()} {number}"
    yield from told(label, [" ".join(said)])
    if every:
        moved = [
            f"{words.number(votes)} from {words.name(record, source)} to {words.name(record, to)}"
            for source, to, votes in stages.taken(stage)
        ]
        yield from told("", moved)
        if stage.holds in ("seats", "duels") and stage.votes:
            figures = [f"{words.number(stage.votes[id])} {words.name(record, id)}" for id in stage.votes]
            yield from told("", figures)
