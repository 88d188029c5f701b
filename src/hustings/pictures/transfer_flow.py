"""Where eliminated candidates' papers went: to a finalist, or to nobody and why, in two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hustings.answer import Answer
from hustings.mechanics.figures import listed, number, percent, sentence
from hustings.pictures._fills import fill, fills
from hustings.pictures._picture import Picture, Width
from hustings.pictures._svg import (
    INK,
    SOFT,
    across,
    bar,
    broken,
    drawing,
    fitted,
    label,
    length_of,
    lines,
    name_of,
    path,
    tenths,
)

KEY = "transfer-flow"
NODE, BODY, TOP = 10, 300, 28
NAMED: dict[Width, int] = {"wide": 8, "narrow": 6}
"""More eliminated candidates than this are drawn together as others."""

POOL, REST = "", "+"  # no candidate's id may look like these


@dataclass(frozen=True, kw_only=True)
class _Flow:
    """Papers by source and target; a target is a finalist's id, or "-" and why a paper went to nobody."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    papers: Mapping[tuple[str, str], int]
    rest: int

    def out_of(self, source: str) -> int:
        return sum(self.papers.get((source, target), 0) for target in self.targets)

    def into(self, target: str) -> int:
        return sum(self.papers.get((source, target), 0) for source in self.sources)


def _flow(answer: Answer, most: int) -> _Flow | None:
    if not answer.has("flow"):
        return None
    whole: Counter[tuple[str, str]] = Counter()
    for first, ended, to, second, held in answer.table("flow").rows:
        if ended != "first" and isinstance(held, int) and held > 0:
            whole[str(first or POOL), str(to) if to else f"-{second}"] += held
    if not whole:
        return None
    of_source: Counter[str] = Counter()
    for (source, _), held in whole.items():
        of_source[source] += held
    order = [str(id) for id in answer.table("preferences").column("candidate")]
    ranked = sorted(of_source, key=lambda id: (-of_source[id], id))
    kept = ranked if len(ranked) <= most else ranked[: most - 1]
    papers: Counter[tuple[str, str]] = Counter()
    for (source, target), held in whole.items():
        papers[source if source in kept else REST, target] += held
    reached = {target for _, target in whole}
    return _Flow(
        sources=(*kept, REST) if len(kept) < len(ranked) else tuple(kept),
        targets=(*(id for id in order if id in reached), *sorted(one for one in reached if one[0] == "-")),
        papers=papers,
        rest=len(ranked) - len(kept),
    )


@dataclass(frozen=True, kw_only=True)
class _Node:
    id: str
    top: float
    height: float
    papers: int

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def _stacked(nodes: Sequence[tuple[str, int]], total: int, slot: int, gap: float) -> list[_Node]:
    """Nodes one below another, each with room for its label."""
    made, top = [], float(TOP)
    for id, papers in nodes:
        height = max(1.0, BODY * papers / total)
        made.append(_Node(id=id, top=top, height=height, papers=papers))
        top += max(height + gap, slot)
    return made


def _draw(answer: Answer, width: Width) -> Markup:
    flow = _flow(answer, NAMED[width])
    if flow is None:
        return Markup("")
    total = sum(flow.papers.values())
    slot = 20 if width == "wide" else 36
    lefts = _stacked([(one, flow.out_of(one)) for one in flow.sources], total, slot, 5)
    low = lefts[-1].top + max(lefts[-1].height, slot)
    spread = max(10.0, (low - TOP - BODY) / max(1, len(flow.targets) - 1))
    rights = _stacked([(one, flow.into(one)) for one in flow.targets], total, 38, spread)
    low = max(low, rights[-1].top + max(rights[-1].height, 38))
    foot = broken(f"Grey, with dots: not counted. {_foot(answer)}", across(width), 6)
    parts = [
        fills(KEY, width, len(flow.targets)),
        lines(0, 14, "First preference", room=across(width) / 2, colour=SOFT, bold=True),
        label(
            across(width),
            14,
            "Second preference",
            anchor="end",
            colour=SOFT,
            bold=True,
        ),
        *_ribbons(flow, lefts, rights, width),
        *(_left(answer, flow, node, width) for node in lefts),
        *(_right(answer, node, total, width) for node in rights),
        lines(0, low + 24, foot, room=across(width), colour=SOFT),
    ]
    height = low + 14 + 16 * len(foot)
    return drawing(KEY, width, height, title=PICTURE.title, desc=_desc(answer, flow), parts=parts)


def _ends(width: Width) -> tuple[int, int]:
    """Where the bars of sources and of targets stand."""
    return (264, 500) if width == "wide" else (0, across(width) - NODE)


def _ribbons(flow: _Flow, lefts: list[_Node], rights: list[_Node], width: Width) -> list[Markup]:
    start, end = _ends(width)
    start += NODE
    middle = (start + end) / 2
    arrived = dict.fromkeys(flow.targets, 0)
    drawn: dict[bool, list[Markup]] = {True: [], False: []}
    for left in lefts:
        gone = 0
        for right in rights:
            held = flow.papers.get((left.id, right.id), 0)
            if not held:
                continue
            y = left.top + left.height * gone / left.papers
            z = right.top + right.height * arrived[right.id] / right.papers
            gone, arrived[right.id] = gone + held, arrived[right.id] + held
            y2 = left.top + left.height * gone / left.papers
            z2 = right.top + right.height * arrived[right.id] / right.papers
            a, b, c, d = map(tenths, (y, z, z2, y2))
            m, s, e = map(tenths, (middle, start, end))
            shape = f"M{s} {a}C{m} {a} {m} {b} {e} {b}V{c}C{m} {c} {m} {d} {s} {d}Z"
            ribbon = path(shape, fill=_fill(flow, right.id, width), colour=SOFT, thick=0.3)
            drawn[right.id.startswith("-")].append(ribbon)
    return drawn[True] + drawn[False]  # those not counted lie below


def _fill(flow: _Flow, target: str, width: Width) -> str:
    nobody = target.startswith("-")
    return fill(KEY, width, "nobody" if nobody else flow.targets.index(target))


def _left(answer: Answer, flow: _Flow, node: _Node, width: Width) -> Markup:
    x = _ends(width)[0]
    name, figure = _source(answer, flow, node.id), number(node.papers)
    y = node.top + max(node.height, 14) / 2 + 5
    mark = bar(x, node.top, NODE, node.height, fill=INK, thick=0)
    if width == "wide":
        told = f"{fitted(name, x - 6 - length_of('  ' + figure))} {figure}"
        return mark + label(x - 6, y, told, anchor="end")
    y = max(node.middle, node.top + 12)
    return mark + lines(NODE + 6, y, (name, figure), room=150)


def _right(answer: Answer, node: _Node, total: int, width: Width) -> Markup:
    x = _ends(width)[1]
    wide = width == "wide"
    at, anchor = (x + NODE + 8, "start") if wide else (x - 6, "end")
    y = max(node.middle, node.top + 12)
    share = percent(node.papers, total)
    nobody = node.id.startswith("-")
    head = sentence(node.id[1:]) if nobody else name_of(answer, node.id)
    told = f"{number(node.papers)} ({share})"
    room = across(width) - at if wide else 150
    return Markup("").join(
        [
            bar(x, node.top, NODE, node.height, fill=INK, thick=0),
            label(at, y - 1, head, anchor=anchor, room=room, bold=not nobody),
            label(at, y + 15, told, anchor=anchor, room=room),
        ]
    )


def _source(answer: Answer, flow: _Flow, id: str) -> str:
    if id == POOL:
        return "All eliminated"
    return f"{flow.rest} others" if id == REST else name_of(answer, id)


def _foot(answer: Answer) -> str:
    kept = sum(
        papers
        for _, ended, _, _, papers in answer.table("flow").rows
        if ended == "first" and isinstance(papers, int)
    )
    own = f"The finalists' own {number(kept)} papers stay with them"
    words = f"{own}: second preferences on these are not looked at."
    pooled = any(first is None for first in answer.table("flow").column("first"))
    return f"{words} From whom the others came was not published." if pooled else words


def _desc(answer: Answer, flow: _Flow) -> str:
    total = sum(flow.papers.values())
    went = [f"{number(flow.into(to))} {_went(answer, to)}" for to in flow.targets]
    parts = [f"Of {number(total)} papers of eliminated candidates: {listed(went)}."]
    if flow.sources != (POOL,):
        for source in flow.sources:
            given = [
                f"{number(flow.papers[source, to])} {_went(answer, to)}"
                for to in flow.targets
                if flow.papers.get((source, to))
            ]
            parts.append(f"{_source(answer, flow, source)}: {listed(given)}.")
    return " ".join([*parts, _foot(answer)])


def _went(answer: Answer, id: str) -> str:
    return f"to {name_of(answer, id)}" if not id.startswith("-") else f"not counted ({id[1:]})"


PICTURE = Picture(
    key=KEY,
    title="Where eliminated candidates' papers went",
    question="ledger",
    about="The papers of eliminated candidates in two columns: for whom their second preferences counted, "
    "and why the others were not. Drawn only as finely as the figures tell.",
    draw=_draw,
    why_not="no second preference was looked at",
)
