"""What can still be reached, in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.answer import Cell, Certainty, Column, Figures
from hustings.mechanics.figures import clean, number
from hustings.mechanics.reach import Reach
from hustings.mechanics.table import most_first
from hustings.question import Case
from hustings.questions._reach_night import Night, decided


def first(case: Case, night: Night, found: Sequence[Reach]) -> Figures:
    first, open_ = night.known.first, night.outstanding if night.stage == "first" else 0
    order = most_first(first)
    columns = [
        Column(key="candidate", head="Candidate", unit="candidate"),
        Column(key="so_far", head="First so far"),
        Column(key="at_most", head="At most"),
        Column(key="final", head="In the final", unit="text"),
        Column(key="outright", head="Outright", unit="text"),
        Column(key="elected", head="Elected", unit="text"),
    ]
    if case.rule.key != "sv":
        columns = [one for one in columns if one.key not in ("final", "outright")]
    no_final = any(one.outright == "certain" for one in found)
    rows: list[tuple[Cell, ...]] = []
    for at in order:
        one = found[at]
        row: dict[str, Cell] = {
            "candidate": case.papers.candidates[at],
            "so_far": first[at],
            "at_most": first[at] + open_,
            "final": None if no_final else one.final,
            "outright": one.outright,
            "elected": one.elected,
        }
        rows.append(tuple(row[column.key] for column in columns))
    return Figures(key="reach", title="What each can still reach", columns=tuple(columns), rows=tuple(rows))


def second(case: Case, night: Night, elected: Mapping[int, Certainty]) -> Figures:
    totals = night.totals
    return Figures(
        key="reach",
        title="What each can still reach",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="first", head="First preferences"),
            Column(key="so_far", head="Total so far"),
            Column(key="at_most", head="At most"),
            Column(key="elected", head="Elected", unit="text"),
        ),
        rows=tuple(
            (
                case.papers.candidates[at],
                night.known.first[at],
                totals[at],
                totals[at] + night.outstanding,
                elected[at],
            )
            for at in sorted(totals, key=lambda at: (-totals[at], at))
        ),
    )


def night(of: Night, open_: int) -> Figures:
    """How far the count is; `cut` is the second highest figure so far."""
    first = of.known.first
    rows: list[tuple[Cell, ...]] = [
        ("stage", f"the {'second' if of.remaining and not decided(of) else 'first'} count", None),
        ("in", "first preferences in", sum(first)),
        (
            "outstanding",
            "papers outstanding, at most" if of.stage == "first" else "papers to look at",
            open_,
        ),
    ]
    if of.places:
        done = sum(1 for one in of.places if not one.outstanding)
        rows.append(("areas_in", f"areas in, of {number(len(of.places))}", done))
    if len(first) > 1:
        rows.append(("cut", "second highest of first preferences so far", sorted(first)[-2]))
        rows.append(
            ("half", "more than half for certain", (sum(first) + (0 if of.remaining else open_)) // 2 + 1)
        )
    return Figures(
        key="night",
        title="How far the count has come",
        columns=(
            Column(key="key", head="Figure", unit="text"),
            Column(key="what", head="What", unit="text"),
            Column(key="papers", head="Papers"),
        ),
        rows=tuple(rows),
    )


def areas(case: Case, night: Night) -> Figures:
    return Figures(
        key="areas",
        title="Areas",
        columns=(
            Column(key="area", head="Area", unit="text"),
            Column(key="first", head="First preferences in"),
            Column(key="outstanding", head="Papers outstanding"),
        ),
        rows=tuple(
            (clean(case.contest.area_name(one.area)), one.first, one.outstanding) for one in night.places
        ),
        detail=True,
    )
