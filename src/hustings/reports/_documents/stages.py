"""The result sheet of a count by any rule: who is elected, every stage, and what each of them did.

No law asks for it: it is ours, for counts whose own documents are not drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.record import Record
from hustings.reports import _rounds as rounds
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._documents.known import heading, refused, sheet
from hustings.reports._documents.sheet import Block, Entries, Entry, Row, Sheet, Table, Words
from hustings.reports._duels import Matrix, matrices
from hustings.reports._rounds import Grid
from hustings.reports._telling import told

TITLE = "Result sheet"


def result_sheet(record: Record) -> Sheet:
    """The figures of every stage, candidates in the order of the result."""
    if stages.in_columns(record):
        hint = "a count by one or two columns has a declaration"
        raise refused(TITLE, "stages of a count by rounds, duels, points or lists", hint)
    body: list[Block] = [
        Entries(lines=(*heading(record), Entry(words="Counted by", value=record.rule.name))),
        Words(text=words.winner_sentence(record), strong=True),
    ]
    seats = stages.last_seats(record)
    if seats:
        body.append(_seats(record))
    body += [_grid(record, grid, holds) for holds in rounds.CAPTIONS if (grid := rounds.grid(record, holds))]
    body += [_matrix(one) for one in matrices(record)]
    body.append(Entries(title="How this was counted", lines=tuple(_told(record))))
    return sheet(record, "result-sheet", TITLE, body, notes=(words.UNCERTIFIED,))


def _seats(record: Record) -> Table:
    seats = stages.last_seats(record)
    rows = [
        Row(cells=(words.name(record, id), words.number(seats.get(id, 0)))) for id in words.standing(record)
    ]
    return Table(title="Seats", columns=("list", "seats"), rows=tuple(rows))


def _grid(record: Record, grid: Grid, holds: str) -> Table:
    word = stages.round_word(record)
    heads = [one.words if holds == "seats" else f"{word} {one.number}" for one in grid.columns]
    rows = []
    for line in grid.lines:
        name = f"{line.rank} {line.name}" if line.rank else line.name
        name += f" ({line.outcome})" if line.outcome else ""
        figures = [" ".join(filter(None, (cell.figure, cell.mark))) for cell in line.cells]
        rows.append(Row(cells=(name, *figures)))
    title = f"Votes after every {word}" if holds == "ledger" else grid.caption
    return Table(title=title, columns=("", *heads), rows=tuple(rows))


def _matrix(matrix: Matrix) -> Table:
    numbers = [str(at) for at in range(1, len(matrix.names) + 1)]
    rows = [
        Row(
            cells=(f"{number} {name}", *("" if one is None else f"{one.figure} {one.verdict}" for one in row))
        )
        for number, name, row in zip(numbers, matrix.names, matrix.rows, strict=True)
    ]
    return Table(title=matrix.caption, columns=("", *numbers), rows=tuple(rows))


def _told(record: Record) -> Iterator[Entry]:
    for one in told(record):
        items = f" {'; '.join(one.items)}." if one.items else ""
        yield Entry(words=words.sentence(one.question), value=one.answer + items)
