"""Whom second preferences went to, by first preference, where only their sums by area are told.

Sources: Duncan and Davis, An alternative to ecological correlation (1953), for what each area's sums allow;
Goodman, Ecological regressions and behavior of individuals (1953), for taking the shares to be the same
everywhere, here kept between 0 and 1 and adding to 1. Both were known at second hand only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hustings.errors import UsageError
from hustings.mechanics._scipy import optimize
from hustings.mechanics.known import Known

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HEAVY = 1e4
"""How much more a share's sum of 1 weighs than all figures together, in least squares."""


@dataclass(frozen=True, kw_only=True)
class Flows:
    """Papers by area: `first` from each source, `reached` at each target; both add to the same papers.

    A source is a candidate's position, or several pooled. A target is a candidate's position; ELSE is anybody
    else, where second preferences for everybody are told; NONE is the rest: then no valid second preference,
    where only those counted are told none that was counted.
    """

    areas: tuple[str, ...]
    sources: tuple[tuple[int, ...], ...]
    targets: tuple[int, ...]
    first: tuple[tuple[int, ...], ...]
    reached: tuple[tuple[int, ...], ...]

    @property
    def papers(self) -> tuple[int, ...]:
        """Papers of each source in all areas."""
        return tuple(map(sum, zip(*self.first, strict=True)))


ELSE, NONE = -2, -1
"""Targets that are no candidate."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """How many papers went from a source to a target: certainly `least`, at most `most`."""

    least: int
    most: int


def bounds(flows: Flows, area: int | None = None) -> tuple[tuple[Span, ...], ...]:
    """What the sums allow, by source and target: in one area, or in all of them added up.

    >>> flows = Flows(areas=("n", "s"), sources=((0,), (1,)), targets=(2, NONE),
    ...               first=((60, 40), (10, 90)), reached=((70, 30), (10, 90)))
    >>> [[(one.least, one.most) for one in row] for row in bounds(flows)]
    [[(30, 70), (0, 40)], [(10, 50), (80, 120)]]
    """
    chosen = range(len(flows.areas)) if area is None else [area]
    made = []
    for row in range(len(flows.sources)):
        spans = []
        for column in range(len(flows.targets)):
            each = [_span(flows.first[at], flows.reached[at], row, column) for at in chosen]
            spans.append(Span(least=sum(one.least for one in each), most=sum(one.most for one in each)))
        made.append(tuple(spans))
    return tuple(made)


def _span(first: Sequence[int], reached: Sequence[int], row: int, column: int) -> Span:
    """One area: no more than either sum, and no less than what the other sources cannot have given."""
    ours, theirs = first[row], reached[column]
    return Span(least=max(0, theirs - (sum(first) - ours)), most=min(ours, theirs))


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Estimated shares, by source and target: of all areas, and from `low` to `high` as areas are drawn anew.

    Nine in ten draws lie between these; they tell how the areas vary, not whether the model is true. That
    `missed` and `chance` tell, by target: by how much of an area's papers its figure is off what these
    shares give, and by how much it would be if every voter drew by them (root mean squares, each area
    weighed by its papers).
    """

    share: tuple[tuple[float, ...], ...]
    low: tuple[tuple[float, ...], ...]
    high: tuple[tuple[float, ...], ...]
    missed: tuple[float, ...]
    chance: tuple[float, ...]


def shares(flows: Flows, *, draws: int, seed: int) -> Shares:
    """Shares that fit the areas best by least squares, if they are the same everywhere.

    Each area weighs by one over its papers, since figures vary with their size. `draws` times as many areas
    are drawn again from those there are. Raises UsageError where scipy is missing, or where the areas are too
    few or too much alike to tell the sources apart.
    """
    import numpy as np

    first = np.asarray(flows.first, np.float64)
    reached = np.asarray(flows.reached, np.float64)
    weight = 1 / np.sqrt(np.maximum(first.sum(axis=1, keepdims=True), 1))
    sides = first * weight, reached * weight
    size = np.linalg.norm(sides[0], axis=0)
    if len(first) < first.shape[1] or np.linalg.matrix_rank(sides[0] / np.maximum(size, 1e-12)) < len(size):
        raise UsageError(
            "the areas cannot tell the candidates apart",
            found=f"{len(first)} areas, {first.shape[1]} rows of shares",
            expected="more areas than rows, in which the candidates' shares differ",
            hint="pool more candidates (--rows), or give figures by ward",
        )
    rng = np.random.default_rng(seed)
    again = rng.integers(len(first), size=(draws, len(first)))
    drawn = np.stack([_fitted(sides[0][some], sides[1][some]) for some in again])
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    share = _fitted(*sides)
    papers = first.sum()
    missed = np.sqrt(((sides[1] - sides[0] @ share) ** 2).sum(axis=0) / papers)
    chance = np.sqrt((weight**2 * (first @ (share * (1 - share)))).sum(axis=0) / papers)
    return Shares(
        share=_rows(share),
        low=_rows(low),
        high=_rows(high),
        missed=tuple(map(float, missed)),
        chance=tuple(map(float, chance)),
    )


def _rows(of: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, row)) for row in of)


def _fitted(first: Floats, reached: Floats) -> Floats:
    """The shares that fit best: 0 or more, each source's adding to 1."""
    import numpy as np

    nnls = optimize().nnls
    triangle: Floats = np.asarray(np.linalg.qr(np.hstack([first, reached]), mode="r"))
    sources, targets = first.shape[1], reached.shape[1]
    left, right = triangle[:, :sources], triangle[:, sources:]
    scale = HEAVY * max(float(np.abs(left).max()), 1e-12)
    system = np.kron(left, np.eye(targets))
    sums = scale * np.kron(np.eye(sources), np.ones((1, targets)))
    solved, _ = nnls(np.vstack([system, sums]), np.concatenate([right.reshape(-1), np.full(sources, scale)]))
    made = np.asarray(solved, np.float64).reshape(sources, targets)
    fitted: Floats = made / made.sum(axis=1, keepdims=True)
    return fitted


def flows_of(known: Known, rows: int | None, targets: Sequence[int]) -> Flows:
    """What is told by area (or of the whole as one) of papers and where their second preferences went.

    Where second preferences are told for all papers (marked), sources are all candidates; where only those
    counted are, the eliminated ones. `rows` is how many sources keep a row of their own, the largest ones;
    the rest are pooled: unless said, as many as a third of the areas, so that the areas can tell them apart.
    """
    parts = {id: one for id, one in known.areas.items() if _told(one, known)} or {"": known}
    if set(parts) != set(known.areas):
        parts = {"": known}
    marked = known.marked is not None
    everybody = range(len(known.first))
    counted = known.counted or {}
    giving = [at for at in everybody if marked or at not in counted]
    sources = _pooled(known, giving, rows or (max(3, len(parts) // 3) if len(parts) > 1 else len(giving)))
    ranked = sorted(targets if marked else counted, key=lambda at: -known.first[at])
    columns = (*ranked, ELSE, NONE) if marked else (*ranked, NONE)
    first, reached = [], []
    for one in parts.values():
        mine = tuple(sum(one.first[at] for at in pool) for pool in sources)
        told = one.marked if marked else None
        got = told or [(one.counted or {}).get(at, 0) for at in everybody]
        named = [got[at] for at in columns if at >= 0]
        others = [sum(got) - sum(named)] if marked else []
        first.append(mine)
        reached.append((*named, *others, sum(mine) - sum(named) - sum(others)))
    return Flows(
        areas=tuple(parts), sources=sources, targets=columns, first=tuple(first), reached=tuple(reached)
    )


def _told(area: Known, whole: Known) -> bool:
    """Whether an area tells as much of second preferences as the whole does."""
    if whole.marked is not None:
        return area.marked is not None
    return area.counted is not None and whole.counted is not None and set(area.counted) == set(whole.counted)


def _pooled(known: Known, giving: Sequence[int], rows: int) -> tuple[tuple[int, ...], ...]:
    """The largest sources alone, the rest as one."""
    ranked = sorted(giving, key=lambda at: -known.first[at])
    if len(ranked) <= rows:
        return tuple((at,) for at in ranked)
    alone = ranked[: rows - 1]
    return (*((at,) for at in alone), tuple(ranked[rows - 1 :]))
