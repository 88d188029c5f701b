"""How votes went from stage to stage, as an SVG picture: lying for wide screens, upright for phones.

A column (or row) for each stage, a bar for each candidate's votes, a ribbon for what stays and for what is
transferred. Only what the record knows is drawn: where it does not tell from whom votes came, nothing is.
All lengths are whole halves of a pixel, so that the picture is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from hustings.counting import Number
from hustings.mechanics.fitting import cut, width
from hustings.record import Record
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._patterns import PATTERNS, patterns
from hustings.reports._stages import Numbered

MOST_STAGES, MOST_CANDIDATES = 24, 30
"""A picture of more than this cannot be read; the table and the list of stages remain."""

LOST = "-"
"""Votes that reached nobody; no candidate's id may look like this."""

MANY = 14
"""More stages than this take room from names and bars, so that ribbons are seen between them."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Lengths in halves of a pixel: `along` is where stages follow each other, `across` where votes stack.

    `before` and `after` is the room for names at both ends, `slot` what a bar takes at least, `bar` how thick
    it is: room for a candidate's number.
    """

    key: str
    upright: bool
    along: int
    before: int
    after: int
    body: int
    slot: int
    gap: int
    bar: int = 36


LYING = Layout(key="wide", upright=False, along=1860, before=400, after=400, body=760, slot=40, gap=8)
UPRIGHT = Layout(key="narrow", upright=True, along=0, before=70, after=30, body=520, slot=10, gap=6)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Votes at every stage, and what went from whom to whom between one and the next."""

    stages: tuple[Numbered, ...]
    order: tuple[str, ...]
    votes: tuple[Mapping[str, Number], ...]
    moves: tuple[Mapping[tuple[str, str], Number], ...]


def flow_of(record: Record) -> Flow | None:
    """The flow of a count by rounds; None for one round, for no papers, and where not all is known."""
    shown = stages.holding(record, "ledger")
    people = [id for id in words.standing(record) if any(id in one.votes for _, one in shown)]
    if not 2 <= len(shown) <= MOST_STAGES or len(people) > MOST_CANDIDATES:
        return None
    votes = []
    for _, one in shown:
        lost = sum(n for code, n in one.accounts.items() if n > 0)
        votes.append({id: n for id, n in one.votes.items() if n > 0} | ({LOST: lost} if lost > 0 else {}))
    if not any(votes):
        return None
    moves = []
    for at in range(1, len(shown)):
        made = _moves(shown[at], votes[at - 1], votes[at])
        if made is None:
            return None
        moves.append(made)
    return Flow(stages=shown, order=(*people, LOST), votes=tuple(votes), moves=tuple(moves))


def _moves(
    stage: Numbered, before: Mapping[str, Number], after: Mapping[str, Number]
) -> dict[tuple[str, str], Number] | None:
    """What went from whom to whom, what stays with itself; None where it cannot be told."""
    taken = {(source, to): votes for source, to, votes in stages.taken(stage[1])}
    out = {id: before[id] - after.get(id, 0) for id in before if after.get(id, 0) < before[id]}
    if len(out) > 1 and any(id not in {*stage[1].whose, *(one for one, _ in taken)} for id in out):
        return None
    if len(out) > 1 and not taken:
        return None
    made: dict[tuple[str, str], Number] = {}
    for source, lost in out.items():
        given = {to: n for (one, to), n in taken.items() if one == source}
        made |= {(source, to): n for to, n in given.items()}
        if (rest := lost - sum(given.values())) > 0:
            made[source, LOST] = rest
    for id in before:
        if stays := min(before[id], after.get(id, 0)):
            made[id, id] = stays
    return made


@dataclass(frozen=True, kw_only=True)
class _Bar:
    start: int
    size: int


def svg(record: Record, flow: Flow) -> Markup:
    """The picture in both layouts; the page's style shows one of them."""
    lying = LYING if len(flow.stages) <= MANY else replace(LYING, before=300, after=300, bar=32)
    return Markup("").join(_draw(record, flow, one) for one in (lying, UPRIGHT))


def _draw(record: Record, flow: Flow, layout: Layout) -> Markup:
    columns = [
        _bars(flow, votes, layout, labelled=at in (0, len(flow.votes) - 1))
        for at, votes in enumerate(flow.votes)
    ]
    last = len(columns) - 1
    step = 150 if layout.upright else (layout.along - layout.before - layout.after - layout.bar) // last
    places = [layout.before + step * at for at in range(len(columns))]
    across = max(bar.start + max(bar.size, layout.slot) for bars in columns for bar in bars.values())
    size = (
        (across + 10, places[-1] + layout.bar + layout.after)
        if layout.upright
        else (layout.along, across + 90)
    )
    top = "0 0" if layout.upright else "0 -80"
    opening = Markup(
        '<svg class="rounds {0}" viewBox="{1} {2} {3}" role="img" aria-labelledby="{0}-rt {0}-rd">'
        '<title id="{0}-rt">Where the votes went, {4} by {4}</title><desc id="{0}-rd">{5}</desc>'
    ).format(layout.key, top, size[0], size[1], stages.round_word(record), described(record, flow))
    used = [id for id in flow.order if any(id in votes for votes in flow.votes)]
    parts = [opening, patterns(layout.key, [_fill(flow, id) for id in used])]
    parts += _ribbons(flow, columns, places, layout)
    for at, bars in enumerate(columns):
        parts += _column(flow, bars, places[at], layout)
        parts.append(_heading(record, flow, at, places[at], layout, step))
    if not layout.upright:
        parts += _names(record, flow, columns[0], layout.before - 16, layout, "end")
        parts += _names(record, flow, columns[-1], places[-1] + layout.bar + 16, layout, "start")
    return Markup("").join([*parts, Markup("</svg>")])


def _fill(flow: Flow, id: str) -> int:
    return -1 if id == LOST else flow.order.index(id) % PATTERNS


def _bars(flow: Flow, votes: Mapping[str, Number], layout: Layout, *, labelled: bool) -> dict[str, _Bar]:
    """Where each candidate's votes stand in one stage, in the order of the result, those lost last."""
    total = max(sum(flow.votes[0].values()), Fraction(1))
    made: dict[str, _Bar] = {}
    start = 0
    for id in flow.order:
        if id not in votes:
            continue
        size = max(2, int(layout.body * votes[id] / total))
        slot = layout.slot if labelled or layout.upright else 0
        # A bar that is thinner than its label lies in the middle of it.
        inset = max(0, (slot - size) // 2)
        made[id] = _Bar(start=start + inset, size=size)
        start += max(size, slot) + layout.gap
    return made


def _ribbons(
    flow: Flow, columns: Sequence[Mapping[str, _Bar]], places: Sequence[int], layout: Layout
) -> list[Markup]:
    """One path for each candidate whose votes stay or leave, so that a page stays small."""
    paths: dict[tuple[str, str], str] = {}
    for at, moves in enumerate(flow.moves):
        here, there = columns[at], columns[at + 1]
        gone = dict.fromkeys(here, Fraction(0))
        come = dict.fromkeys(there, Fraction(0))
        for id in flow.order:
            for to in flow.order:
                votes = moves.get((id, to), 0)
                if not votes or id not in here or to not in there:
                    continue
                a0 = _share(here[id], gone[id], flow.votes[at][id])
                b0 = _share(there[to], come[to], flow.votes[at + 1][to])
                gone[id] += votes
                come[to] += votes
                a1 = _share(here[id], gone[id], flow.votes[at][id])
                b1 = _share(there[to], come[to], flow.votes[at + 1][to])
                if a1 - a0 < 1 and b1 - b0 < 1:
                    continue
                kind = "s" if id == to else "t"
                start, end = places[at] + layout.bar, places[at + 1]
                paths[id, kind] = paths.get((id, kind), "") + _ribbon(start, end, (a0, a1, b0, b1), layout)
    return [
        Markup('<path class="{0}" fill="url(#{1}-p{2})" d="{3}"/>').format(
            kind if id != LOST else "n", layout.key, _named(_fill(flow, id)), path
        )
        for kind_of in ("s", "t")
        for (id, kind), path in paths.items()
        if kind == kind_of
    ]


def _named(fill: int) -> str:
    return "n" if fill < 0 else str(fill)


def _share(bar: _Bar, part: Number, whole: Number) -> int:
    return bar.start + int(bar.size * Fraction(part) / whole)


def _ribbon(start: int, end: int, sides: tuple[int, int, int, int], layout: Layout) -> str:
    a0, a1, b0, b1 = sides
    middle = (start + end) // 2
    if layout.upright:
        there = f"M{a0} {start}C{a0} {middle} {b0} {middle} {b0} {end}"
        return f"{there}H{b1}C{b1} {middle} {a1} {middle} {a1} {start}Z"
    there = f"M{start} {a0}C{middle} {a0} {middle} {b0} {end} {b0}"
    return f"{there}V{b1}C{middle} {b1} {middle} {a1} {start} {a1}Z"


def _column(flow: Flow, bars: Mapping[str, _Bar], place: int, layout: Layout) -> list[Markup]:
    """The bars of one stage, with the candidate's number in each that has room for it."""
    made = []
    for id, bar in bars.items():
        x, y, wide, high = (
            (bar.start, place, bar.size, layout.bar)
            if layout.upright
            else (place, bar.start, layout.bar, bar.size)
        )
        made.append(
            Markup('<rect{0} x="{1}" y="{2}" width="{3}" height="{4}"/>').format(
                Markup(' class="l"') if id == LOST else "", x, y, wide, high
            )
        )
        number = "" if id == LOST else str(flow.order.index(id) + 1)
        if number and bar.size >= (18 * len(number) + 8 if layout.upright else 26):
            made.append(
                Markup('<text class="k" x="{0}" y="{1}">{2}</text>').format(
                    x + wide // 2, y + high // 2 + 9, number
                )
            )
    return made


def _heading(record: Record, flow: Flow, at: int, place: int, layout: Layout, step: int) -> Markup:
    """A stage's number, and in few words what happens at it, candidates by their number."""
    number, stage = flow.stages[at]
    kind = stages.moved(record, number, stage)
    who = "+".join(str(flow.order.index(id) + 1) for id in stage.whose if id in flow.order)
    short = {"": "", "exclusion": f"{who} out", "surplus": f"from {who}", "papers": f"from {who}"}[kind]
    if layout.upright:
        text = f"{number}. {cut(stages.head(record, number, stage), 1900)}"
        return Markup('<text class="h" x="0" y="{0}">{1}</text>').format(place - 12, text)
    # Either every stage that moves one candidate's papers says so, or none does.
    longest = f"from {len(flow.order) - 1}"
    short = short if max(width(short), width(longest)) <= step * 100 // 20 else ""
    return Markup(
        '<text class="h" x="{0}" y="-50">{1}</text><text class="c" x="{0}" y="-22">{2}</text>'
    ).format(place + layout.bar // 2, number, short)


def _names(
    record: Record,
    flow: Flow,
    bars: Mapping[str, _Bar],
    x: int,
    layout: Layout,
    anchor: str,
) -> list[Markup]:
    """Names beside the first and the last column."""
    made = []
    for id, bar in bars.items():
        number = f"{flow.order.index(id) + 1} " if id != LOST else ""
        name = words.name(record, id) if id != LOST else "not transferred"
        label = cut(f"{number}{name}", (layout.before - 20) * 100 // 26)
        made.append(
            Markup('<text x="{0}" y="{1}" text-anchor="{2}">{3}</text>').format(
                x, bar.start + bar.size // 2 + 9, anchor, label
            )
        )
    return made


def described(record: Record, flow: Flow) -> str:
    """The picture in a few sentences: what each stage moved."""
    told = []
    for number, stage in flow.stages[1:]:
        taken = sorted(stages.taken(stage), key=lambda one: -one[2])[:3]
        went = [f"{words.number(votes)} to {words.name(record, to)}" for _, to, votes in taken]
        if went:
            told.append(f"{number}: {stages.head(record, number, stage)}: most of it {words.listed(went)}.")
    return " ".join(told) or "No votes were transferred."
