"""A table of every stage for the page and the documents, and the first and last stage as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hustings.counting import Number, Stage
from hustings.record import Record
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._stages import Numbered
from hustings.reports._tables import Bar, Panel, length

CAPTIONS: Mapping[str, str] = {
    "ledger": "Every {0}: votes after it, and what it changed",
    "points": "Figures at every stage",
    "duels": "Figures at every stage of the comparison",
    "seats": "Quotients at every stage, and who wins the seat",
}


SUM = "Sum"
"""The name of the line that adds all votes and accounts."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure after a stage, what the stage changed, and what became of the candidate at it."""

    figure: str = ""
    change: str = ""
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of a stage table: a candidate with a rank, or an account, the quota or the sum without one."""

    rank: int
    name: str
    party: str
    cells: tuple[Cell, ...]
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """The heading of a stage: its number, what it is, and the text it follows."""

    number: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """All stages with figures of one kind: a column each, a line for each candidate and account."""

    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def grid(record: Record, holds: str) -> Grid | None:
    """The table of the stages that hold such figures; None where there are none."""
    shown = stages.holding(record, holds)
    if not shown:
        return None
    votes = [n for _, one in shown for n in (*one.votes.values(), *one.accounts.values())]
    places = words.places_of(votes)
    lines = [
        _line(record, shown, id, rank, places)
        for rank, id in enumerate(words.standing(record), start=1)
        if any(id in one.votes or id in one.eliminated for _, one in shown)
    ]
    if holds == "ledger":
        lines += _accounts(shown, places)
    quotas = [one.quota for _, one in shown]
    if any(one is not None for one in quotas):
        lines.append(_plain("Quota", ["" if one is None else words.number(one) for one in quotas]))
    caption = CAPTIONS[holds].format(stages.round_word(record))
    return Grid(
        caption=caption if len(shown) > 1 else stages.head(record, *shown[0]),
        columns=tuple(Column(number=n, words=stages.head(record, n, one)) for n, one in shown),
        lines=tuple(lines),
    )


LETTERS = 150
"""So many letters of figures stand side by side on a printed page turned on its side."""


def bands(grid: Grid) -> tuple[Grid, ...]:
    """A table as several that can be printed, each with its names again."""
    wide = [
        max(8, *(len(line.cells[at].figure) for line in grid.lines)) + 2 for at in range(len(grid.columns))
    ]
    parts = -(-sum(wide) // LETTERS)
    size = -(-len(wide) // parts)
    made = []
    for number in range(parts):
        kept = slice(number * size, (number + 1) * size)
        made.append(
            Grid(
                caption=f"{grid.caption} ({number + 1} of {parts})" if parts > 1 else grid.caption,
                columns=grid.columns[kept],
                lines=tuple(
                    replace(line, cells=line.cells[kept])
                    for line in grid.lines
                    # Who was out before this part begins has nothing in it.
                    if any(one.figure or one.mark for one in line.cells[kept])
                ),
            )
        )
    return tuple(made)


def _line(record: Record, shown: Sequence[Numbered], id: str, rank: int, places: int | None) -> Line:
    cells = []
    for number, one in shown:
        mark = "elected" if id in one.elected else "excluded" if id in one.eliminated else ""
        if one.seats:
            won = stages.won(record, number).get(id, 0)
            mark = "" if not won else "seat" if won == 1 else f"{won} seats"
        change = one.added.get(id, 0)
        cells.append(
            Cell(
                figure=words.number(one.votes[id], places) if id in one.votes else "",
                change=words.added(change, places) if change else "",
                mark=mark,
            )
        )
    party = words.party(record, id)
    name = words.name(record, id)
    return Line(rank=rank, name=name, party=party, cells=tuple(cells), outcome=outcome(record, id))


def outcome(record: Record, id: str) -> str:
    """What became of a candidate, and when: "elected, stage 3"."""
    said, (_, number) = words.outcome(record, id), stages.ended(record, id)
    return f"{said}, {stages.round_word(record)} {number}" if number and said in ("elected", "out") else said


def _accounts(shown: Sequence[Numbered], places: int | None) -> list[Line]:
    """Papers that reached nobody, by reason, and the sum of all votes and accounts."""
    order = {code: at for at, code in enumerate(stages.ACCOUNTS)}
    codes = {code for _, one in shown for code in one.accounts}
    made = [
        _plain(
            words.sentence(stages.account(code)),
            [words.number(one.accounts.get(code, 0), places) for _, one in shown],
        )
        for code in sorted(codes, key=lambda code: (order.get(code, -1), code))
    ]
    sums = [sum(one.votes.values()) + sum(one.accounts.values()) for _, one in shown]
    return [*made, _plain(SUM, [words.number(one, places) for one in sums])]


def _plain(name: str, figures: Sequence[str]) -> Line:
    return Line(rank=0, name=name, party="", cells=tuple(Cell(figure=one) for one in figures))


def panels(record: Record) -> tuple[tuple[Column, Panel, str, str], ...]:
    """The first and the last stage as bars of one scale, each with its quota and what per cents are of."""
    made = []
    for holds in ("ledger", "points"):
        shown = stages.holding(record, holds)
        if not shown:
            continue
        most = max(max(one.votes.values()) for _, one in shown)
        quotas = [one.quota for _, one in shown if one.quota is not None]
        full = max([Fraction(most), *quotas, Fraction(1)]) * Fraction(26, 25)
        for number, stage in (shown[0], *shown[-1:]) if len(shown) > 1 else shown:
            column = Column(number=number, words=stages.head(record, number, stage))
            quota = words.number(stage.quota) if stage.quota is not None else ""
            base, of = _whole(record, stage, first=number == shown[0][0])
            made.append((column, _panel(record, number, stage, full, base), quota, of))
    return tuple(sorted(made, key=lambda one: one[0].number))


def _whole(record: Record, stage: Stage, *, first: bool) -> tuple[int, str]:
    """What per cents of a stage are of, and in words: 0 and nothing where none are given.

    Papers that count for nobody are no part of it; where votes are transferred at parts of their value, only
    the first stage has such a whole.
    """
    if stage.holds != "ledger":
        return 0, ""
    if first:
        valid = record.totals.get("valid", stage.papers)
        return valid, f"the {words.number(valid)} valid papers"
    left = record.totals.get("continuing", 0) if stage.quota is None else 0
    return left, f"the {words.number(left)} votes still in the count" if left else ""


def _panel(record: Record, number: int, stage: Stage, full: Fraction, base: int) -> Panel:
    bars = []
    order = words.standing(record)
    for id in (
        stages.strongest(stage.votes, order) if number == 1 else [id for id in order if id in stage.votes]
    ):
        said, at = stages.ended(record, id)
        bars.append(
            Bar(
                name=words.name(record, id),
                party=words.party(record, id),
                first=length(stage.votes[id], full),
                added="",
                figures=_figures(record, stage, stage.votes[id], base),
                outcome=said if at and at <= number and said == "elected" else "",
            )
        )
    return Panel(bars=tuple(bars), half=length(stage.quota, full) if stage.quota is not None else "")


def _figures(record: Record, stage: Stage, votes: Number, base: int) -> str:
    share = f" ({words.percent(votes, base)})" if base else ""
    return words.number(votes) + share if share else stages.figure(record, stage, votes)


def seat_panel(record: Record) -> Panel | None:
    """The seats of each list as bars, its votes beside them."""
    seats = stages.last_seats(record)
    if not seats:
        return None
    full = max(*seats.values(), 1)
    bars = tuple(
        Bar(
            name=words.name(record, id),
            party=words.party(record, id),
            first=length(seats.get(id, 0), Fraction(full)),
            added="",
            figures=f"{seats.get(id, 0)} seat{'' if seats.get(id, 0) == 1 else 's'}",
            outcome="",
        )
        for id in words.standing(record)
    )
    return Panel(bars=bars)
