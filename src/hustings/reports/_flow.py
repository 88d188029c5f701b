"""Where the papers of eliminated candidates went, as an SVG picture drawn here, in two widths.

One ribbon for each candidate where the record knows from whom the second preferences came, one pooled node
where it does not. Coordinates are whole tenths of a pixel, so that the picture is the same everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hustings.mechanics.fitting import cut, width
from hustings.record import Record
from hustings.reports import _words as words

POOL, NOT_COUNTED = "*", "-"  # no candidate's id may look like these
FIXED = {POOL: "eliminated", NOT_COUNTED: "not counted again"}
NODE = 120  # the width of a node's bar

FILLS = ("#2f5d8a", "#b35900", "#3f7d4e", "#7a4b94")
"""A colour for each remaining candidate, and each its own pattern: see `_patterns`."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A width to draw for, lengths in tenths of a pixel; `room` is what a label takes on each side."""

    key: str
    width: int
    left: int
    body: int
    slot: int
    room: tuple[int, int]
    letter_size: int
    inside: bool


WIDE = Shape(
    key="wide",
    width=9000,
    left=2700,
    body=3400,
    slot=200,
    room=(2620, 2620),
    letter_size=150,
    inside=False,
)
NARROW = Shape(
    key="narrow",
    width=3400,
    left=0,
    body=4200,
    slot=220,
    room=(2100, 1500),
    letter_size=140,
    inside=True,
)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Papers by from whom and to whom they went; `targets` ends with those not counted, if there are any."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    papers: Mapping[tuple[str, str], int]
    pooled: bool

    def out_of(self, source: str) -> int:
        """All papers of one eliminated candidate."""
        return sum(self.papers.get((source, target), 0) for target in self.targets)

    def into(self, target: str) -> int:
        """All papers that went to one place."""
        return sum(self.papers.get((source, target), 0) for source in self.sources)


def flow_of(record: Record) -> Flow | None:
    """The flow of a second count, or None where no paper was looked at."""
    stage = words.stage_of(record, "second-count")
    if stage is None or not stage.looked_at:
        return None
    papers: Counter[tuple[str, str]] = Counter()
    if stage.transfers:
        for one in stage.transfers:
            papers[one.source, one.to] += one.papers
        for (source, _), number in stage.sources.items():
            papers[source, NOT_COUNTED] += int(number)
    else:
        papers.update({(POOL, id): int(number) for id, number in stage.added.items()})
        papers[POOL, NOT_COUNTED] += record.totals["not_counted"]
    known = words.in_order(record, {source for source, _ in papers})
    targets = words.in_order(record, stage.added)
    return Flow(
        sources=known or (POOL,),
        targets=(*targets, NOT_COUNTED) if any(to == NOT_COUNTED for _, to in papers) else targets,
        papers=papers,
        pooled=not stage.transfers,
    )


def svg(record: Record, flow: Flow) -> Markup:
    """The picture in both widths; the page's style shows one of them."""
    return Markup("").join(_draw(record, flow, shape) for shape in (WIDE, NARROW))


@dataclass(frozen=True, kw_only=True)
class _Node:
    id: str
    top: int
    height: int
    papers: int


def _draw(record: Record, flow: Flow, shape: Shape) -> Markup:
    lefts = _stacked([(one, flow.out_of(one)) for one in flow.sources], shape, 0)
    height = lefts[-1].top + max(lefts[-1].height, shape.slot)
    filled = sum(node.height for node in lefts)
    gap = max(shape.slot, (height - filled) // max(1, len(flow.targets)))
    rights = _stacked([(one, flow.into(one)) for one in flow.targets], shape, gap)
    height = max(height, rights[-1].top + max(rights[-1].height, 2 * shape.slot)) + 2 * shape.slot
    opening = Markup(
        '<svg class="flow {0}" viewBox="0 -{1} {2} {3}" role="img" aria-labelledby="{0}-t {0}-d"'
        ' font-size="{4}">'
        '<title id="{0}-t">Where the papers of eliminated candidates went</title><desc id="{0}-d">{5}</desc>'
    ).format(shape.key, shape.slot, shape.width, height, shape.letter_size, described(record, flow))
    parts = [
        opening,
        _patterns(shape.key),
        *_ribbons(flow, lefts, rights, shape),
        *(_node(record, node, shape, side="left") for node in lefts),
        *(_node(record, node, shape, side="right") for node in rights),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def described(record: Record, flow: Flow) -> str:
    """The picture in a sentence."""
    went = [f"{words.number(flow.into(to))} {_to(record, to)}" for to in flow.targets]
    total = sum(flow.out_of(source) for source in flow.sources)
    return f"Of {words.papers(total)} of eliminated candidates: {words.listed(went)}."


def _to(record: Record, target: str) -> str:
    return FIXED.get(target) or f"to {words.name(record, target)}"


def _stacked(nodes: Sequence[tuple[str, int]], shape: Shape, gap: int) -> list[_Node]:
    """Nodes one below another, each with room for its label."""
    total = max(1, sum(papers for _, papers in nodes))
    made, top = [], 0
    for id, papers in nodes:
        height = max(4, shape.body * papers // total)
        made.append(_Node(id=id, top=top, height=height, papers=papers))
        # A place on the right has a label of two lines, a candidate on the left one of one line.
        top += max(height + gap, 2 * shape.slot) if gap else max(height + 40, shape.slot)
    return made


def _ribbons(flow: Flow, lefts: Sequence[_Node], rights: Sequence[_Node], shape: Shape) -> list[Markup]:
    start, end = shape.left + NODE, shape.width - shape.left - NODE
    middle = (start + end) // 2
    arrived = dict.fromkeys(flow.targets, 0)
    paths = dict.fromkeys(flow.targets, "")  # one path for each place, so that a page stays small
    for left in lefts:
        gone = 0
        for right in rights:
            papers = flow.papers.get((left.id, right.id), 0)
            if not papers:
                continue
            y0 = left.top + left.height * gone // left.papers
            y1 = right.top + right.height * arrived[right.id] // right.papers
            gone += papers
            arrived[right.id] += papers
            z0 = left.top + left.height * gone // left.papers
            z1 = right.top + right.height * arrived[right.id] // right.papers
            there = f"M{start} {y0}C{middle} {y0} {middle} {y1} {end} {y1}"
            paths[right.id] += f"{there}V{z1}C{middle} {z1} {middle} {z0} {start} {z0}Z"
    fills = ["n" if one == NOT_COUNTED else str(at % len(FILLS)) for at, one in enumerate(flow.targets)]
    drawn = [
        Markup('<path class="r{0}" fill="url(#{1}-{0})" d="{2}"/>').format(fill, shape.key, path)
        for fill, path in zip(fills, paths.values(), strict=True)
    ]
    return drawn[::-1]  # those not counted lie below


def _node(record: Record, node: _Node, shape: Shape, *, side: str) -> Markup:
    left = side == "left"
    x = shape.left if left else shape.width - shape.left - NODE
    figure = words.number(node.papers) if left or node.id == NOT_COUNTED else words.added(node.papers)
    # On the left the figure stands beside the name, on the right below it.
    room = shape.room[0 if left else 1] * 100 // shape.letter_size - (width(f" {figure}") if left else 0)
    label = FIXED.get(node.id) or cut(words.name(record, node.id), room)
    inwards = left == shape.inside
    at = x + NODE + 70 if inwards else x - 70
    middle = node.top + node.height // 2
    lines = (
        Markup('<tspan x="{0}">{1}</tspan><tspan x="{0}" dy="170" class="n">{2}</tspan>').format(
            at, label, figure
        )
        if not left
        else Markup('{0} <tspan class="n">{1}</tspan>').format(label, figure)
    )
    return Markup(
        '<rect x="{0}" y="{1}" width="{2}" height="{3}"/><text x="{4}" y="{5}" text-anchor="{6}">{7}</text>'
    ).format(
        x,
        node.top,
        NODE,
        node.height,
        at,
        middle + (50 if left else -30),
        "start" if inwards else "end",
        lines,
    )


def _patterns(key: str) -> Markup:
    """Each place has a pattern of its own, so that the picture reads without colours."""
    ground = '<rect width="60" height="60" fill="{0}" fill-opacity="{1}"/>{2}'
    drawn = (
        (".75", ""),
        (".35", '<path d="M0 0h60v30H0z" fill="{0}"/>'),
        (".3", '<circle cx="30" cy="30" r="16" fill="{0}"/>'),
        (".3", '<path d="M0 0h20v60H0z" fill="{0}"/>'),
    )
    made = [
        Markup(
            '<pattern id="{0}-{1}" width="60" height="60" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)">{2}</pattern>'
        ).format(key, at, Markup(ground).format(fill, opacity, Markup(shapes).format(fill)))
        for at, ((opacity, shapes), fill) in enumerate(zip(drawn, FILLS, strict=True))
    ]
    nobody = Markup(
        '<pattern id="{0}-n" width="90" height="90" patternUnits="userSpaceOnUse">'
        '<rect width="90" height="90" fill="#eceff1"/><circle cx="45" cy="45" r="8" fill="#8a949c"/>'
        "</pattern>"
    ).format(key)
    return Markup("<defs>{0}</defs>").format(Markup("").join([*made, nobody]))
