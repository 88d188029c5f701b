"""Does the pact hold? Who is elected at each split between the partners and each rate of exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import percent
from hustings.mechanics.figures import share_of as per_cent
from hustings.pictures._fills import fill, fills, legend
from hustings.pictures._picture import Picture, Width
from hustings.pictures._scale import Scale, axis_below, axis_left, per_cents
from hustings.pictures._svg import (
    INK,
    RED,
    SOFT,
    across,
    broken,
    dot,
    drawing,
    label,
    length_of,
    line,
    lines,
    name_of,
    path,
    polyline,
    tenths,
)

KEY = "pact-grid"


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """From one split to another and one rate to another: who is elected, "" where it is level."""

    left: Fraction
    right: Fraction
    low: Fraction
    high: Fraction
    winner: str


@dataclass(frozen=True, kw_only=True)
class _Map:
    """The three of the pact by id, the cells, the runs of the boundary, and where the election stands.

    `rate` and `critical` are None where nothing is exchanged, or no rate would do.
    """

    ids: tuple[str, str, str]
    cells: tuple[_Cell, ...]
    runs: tuple[tuple[tuple[Fraction, Fraction], ...], ...]
    split: Fraction
    rate: Fraction | None
    critical: Fraction | None


def _map(answer: Answer) -> _Map | None:
    if not answer.has("grid"):
        return None
    here = answer.table("here")
    row = dict(zip((column.key for column in here.columns), here.rows[0], strict=True))
    grid = answer.table("grid").rows
    half = Fraction(grid[0][0] or 0)  # a column is told by its middle
    return _Map(
        ids=(str(row["first"]), str(row["second"]), str(row["rival"])),
        cells=tuple(
            _Cell(
                left=Fraction(split or 0) - half,
                right=Fraction(split or 0) + half,
                low=Fraction(low or 0),
                high=Fraction(high or 0),
                winner=str(winner),
            )
            for split, low, high, winner in grid
        ),
        runs=tuple(_runs(answer.table("boundary").rows)),
        split=Fraction(row["split"] or 0),
        rate=None if row["rate"] is None else Fraction(row["rate"]),
        critical=None if row["critical"] is None else Fraction(row["critical"]),
    )


def _runs(rows: Sequence[Sequence[object]]) -> Iterator[tuple[tuple[Fraction, Fraction], ...]]:
    """The boundary in pieces: where something is needed, the same partner remaining."""
    for (taker, told), group in groupby(rows, key=lambda row: (row[1], row[2] is not None)):
        points = [(Fraction(str(split)), Fraction(str(rate))) for split, _, rate in group if rate is not None]
        # Along the bottom nothing is needed: only where it rises from there it is drawn.
        kept = [
            one
            for at, one in enumerate(points)
            if one[1] or any(points[n][1] for n in (at - 1, at + 1) if 0 <= n < len(points))
        ]
        if taker and told and len(kept) > 1:
            yield tuple(kept)


def _draw(answer: Answer, width: Width) -> Markup:
    found = _map(answer)
    if found is None:
        return Markup("")
    side, left, top = (430, 58, 30) if width == "wide" else (262, 54, 46)
    xs = Scale(low=0, high=1, start=left, end=left + side)
    ys = Scale(low=0, high=1, start=top + side, end=top)
    people = _people(found)
    one = name_of(answer, found.ids[0])
    heading = lines(0, 16, "Papers of the eliminated partner naming the other", room=across(width), bold=True)
    below = f"{one}'s share of both partners' first preferences"
    parts = [
        fills(KEY, width, len(people)),
        axis_below(xs, top + side, words=per_cents, most=5),
        axis_left(ys, left, words=per_cents, most=5),
        *(_region(found, id, fill(KEY, width, at), xs, ys) for id, at in people.items()),
        *_jumps(found, xs, ys),
        *(polyline([(xs.at(x), ys.at(y)) for x, y in run], thick=3) for run in found.runs),
        heading,
        lines(0 if width == "narrow" else left, top + side + 38, below, room=side + left, bold=True),
        *_here(found, xs, ys),
        *(_inside(found, id, f"{name_of(answer, id)} elected", xs, ys) for id in people if id),
    ]
    foot = 60 if length_of(below) <= side + left else 76
    entries = [(at, f"{name_of(answer, id)} is elected" if id else "a lot") for id, at in people.items()]
    keys, high = legend(KEY, width, 0, top + side + foot - 8, entries, room=across(width))
    words = broken(_told(answer, found), 214 if width == "wide" else across(width), 20)
    x, y = (left + side + 18, top + 14) if width == "wide" else (0, top + side + foot + 8 + high)
    parts += [keys, lines(x, y, words, room=across(width), colour=SOFT)]
    height = top + side + foot + high + (0 if width == "wide" else 16 * len(words))
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, found), parts=parts)


def _people(found: _Map) -> dict[str, int | str]:
    """The three of the pact and whoever else is elected somewhere, each with a fill."""
    others = [one.winner for one in found.cells if one.winner and one.winner not in found.ids]
    seen = {one.winner for one in found.cells}
    everybody = [*found.ids, *dict.fromkeys(others)]
    fills_ = {id: at for at, id in enumerate(everybody) if id in seen}
    return fills_ | ({"": "nobody"} if "" in seen else {})


def _region(found: _Map, id: str, filled: str, xs: Scale, ys: Scale) -> Markup:
    """All cells of one winner as one shape; columns side by side overlap a little, so that no gap shows."""
    d = "".join(
        f"M{tenths(xs.at(one.left))} {tenths(ys.at(one.high))}H{tenths(xs.at(one.right))}"
        f"V{tenths(ys.at(one.low))}H{tenths(xs.at(one.left))}z"
        for one in _merged(found.cells)
        if one.winner == id
    )
    return path(d, fill=filled, colour="none")


def _merged(cells: Sequence[_Cell]) -> list[_Cell]:
    """Columns that are cut at the same rates, one after another, as one."""
    columns = [list(group) for _, group in groupby(cells, key=lambda one: one.left)]
    made: list[list[_Cell]] = []
    for column in columns:
        shape = [(one.low, one.high, one.winner) for one in column]
        if made and [(one.low, one.high, one.winner) for one in made[-1]] == shape:
            made[-1] = [
                _Cell(left=old.left, right=new.right, low=old.low, high=old.high, winner=old.winner)
                for old, new in zip(made[-1], column, strict=True)
            ]
        else:
            made.append(column)
    return [one for column in made for one in column]


def _jumps(found: _Map, xs: Scale, ys: Scale) -> Iterator[Markup]:
    """Upright lines where who remains changes, and with it who is elected over a good part of the height."""
    columns = [list(group) for _, group in groupby(found.cells, key=lambda one: one.left)]
    for before, after in pairwise(columns):
        cuts = sorted({cut for one in (*before, *after) for cut in (one.low, one.high)})
        for low, high in pairwise(cuts):
            middle = (low + high) / 2
            pair = [next((o.winner for o in c if o.low < middle < o.high), None) for c in (before, after)]
            if pair[0] != pair[1] and high - low > Fraction(1, 12):
                x = xs.at(before[0].right)
                yield line(x, ys.at(low), x, ys.at(high), colour=INK, thick=2)


def _here(found: _Map, xs: Scale, ys: Scale) -> Iterator[Markup]:
    """The election: a dot, or a line where nothing is exchanged; and the critical rate."""
    x = xs.at(found.split)
    if found.rate is None:
        yield line(x, ys.at(Fraction(0)), x, ys.at(Fraction(1)), colour="#fff", thick=5)
        yield line(x, ys.at(Fraction(0)), x, ys.at(Fraction(1)), colour=RED, thick=2, dash="6 4")
        return
    if found.critical:
        y = ys.at(found.critical)
        yield line(xs.start, y, xs.end, y, colour="#fff", thick=4)
        yield line(xs.start, y, xs.end, y, colour=RED, thick=2, dash="6 4")
        words = f"must exceed {per_cent(found.critical)}"
        after = x < (xs.start + xs.end) / 2
        yield label(xs.end - 4 if after else xs.start + 4, y - 6, words, anchor="end" if after else "start")
    yield dot(x, ys.at(found.rate), 7)


def _inside(found: _Map, id: str, words: str, xs: Scale, ys: Scale) -> Markup:
    """A name in its region, at the height where that is broadest; none where it would not fit."""
    best: tuple[Fraction, Fraction, Fraction] | None = None
    for step in range(1, 20):
        height = Fraction(step, 20)
        near = [one for one in (found.rate, found.critical) if one is not None]
        if any(abs(height - one) < Fraction(1, 14) for one in near):
            continue
        level = [one for one in found.cells if one.low <= height <= one.high]
        for winner, group in groupby(level, key=lambda one: one.winner):
            run = list(group)
            room = run[-1].right - run[0].left
            if winner == id and (best is None or room > best[0]):
                best = room, (run[0].left + run[-1].right) / 2, height
    if best is None or xs.at(best[0]) - xs.at(Fraction(0)) < length_of(words) + 8:
        return Markup("")
    return label(xs.at(best[1]), ys.at(best[2]) + 5, words, anchor="middle", bold=True)


def _told(answer: Answer, found: _Map) -> str:
    one, two, rival = (name_of(answer, id) for id in found.ids)
    share = percent(found.split, 1)
    stands = f"{one} has {share} of the first preferences of {one} and {two}"
    if found.rate is None:
        words = f"Dashed: this election. {stands}; nothing is exchanged there. "
    else:
        words = f"Dot: this election. {stands}; the exchange is {per_cent(found.rate)}. "
        if found.critical:
            words += f"Dashed: it must exceed {per_cent(found.critical)} to keep {rival} out. "
        elif found.critical is None:
            words += f"No exchange would keep {rival} out. "
    words += "Thick line: what must be exceeded at other splits, all other first preferences as they are. "
    if any(one.high < 1 for one in _tops(found)):
        words += "Blank: more than all papers, with those that name the rival."
    return words.strip()


def _tops(found: _Map) -> list[_Cell]:
    return [list(group)[-1] for _, group in groupby(found.cells, key=lambda one: one.left)]


def _desc(answer: Answer, found: _Map) -> str:
    one = name_of(answer, found.ids[0])
    told = []
    for split in (Fraction(1, 4), Fraction(2, 5), Fraction(3, 5), Fraction(3, 4)):
        column = [cell for cell in found.cells if cell.left <= split < cell.right]
        parts = [
            f"{name_of(answer, cell.winner) if cell.winner else 'a lot'} "
            f"from {percent(cell.low, 1)} to {percent(cell.high, 1)}"
            for cell in column
        ]
        told.append(f"where {one} has {percent(split, 1)} of both: {', '.join(parts)}")
    return f"{answer.sentence} {_told(answer, found)} Elected, by the rate of exchange: {'; '.join(told)}."


PICTURE = Picture(
    key=KEY,
    title="Where the pact keeps the rival out",
    question="pact",
    about="Who is elected at each split of first preferences between the two partners (across) and each rate "
    "of exchange (upwards), the critical rate marked, with a dot for this election.",
    draw=_draw,
    why_not="neither partner has a first preference",
)
