"""The gaps that people may mean by "majority", and the figures that lead to them."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Cell, Column, Figures
from hustings.mechanics.table import most_first
from hustings.question import Case


def gaps(case: Case, winner: int) -> Figures:
    """First over second, second over third at the cut, in the final; and over half of first preferences."""
    known, ids = case.known, case.papers.candidates
    order = most_first(known.first)
    rows: list[tuple[Cell, ...]] = []

    def gap(what: str, one: int, other: int | None, papers: int) -> None:
        rows.append((what, ids[one], None if other is None else ids[other], papers))

    first = known.first
    if len(order) > 1:
        gap("first preferences, 1st over 2nd", order[0], order[1], first[order[0]] - first[order[1]])
    if len(order) > 2:
        gap("the cut, 2nd over 3rd", order[1], order[2], first[order[1]] - first[order[2]])
    totals = known.totals()
    if totals is not None and len(totals) > 1:
        rival = max((at for at in totals if at != winner), key=lambda at: totals[at])
        gap("the final, by totals", winner, rival, totals[winner] - totals[rival])
    if 2 * first[order[0]] > known.valid:
        gap("over half of the first preferences", order[0], None, first[order[0]] - known.valid // 2)
    return gap_table(rows)


def gap_table(rows: Sequence[tuple[Cell, ...]]) -> Figures:
    """Gaps by name: who is ahead, of whom, and by how many papers."""
    return Figures(
        key="gaps",
        title="What people may call the majority",
        columns=(
            Column(key="what", head="Gap", unit="text"),
            Column(key="ahead", head="Ahead", unit="candidate"),
            Column(key="behind", head="Behind", unit="candidate"),
            Column(key="papers", head="Papers"),
        ),
        rows=tuple(rows),
    )


def waterfall(case: Case, *, transfers: bool = True) -> tuple[Figures, ...]:
    """First preferences, transfers and totals of the first three; nothing where fewer than two stand."""
    known, ids = case.known, case.papers.candidates
    order = most_first(known.first)
    if len(order) < 2 or not known.valid:
        return ()
    totals = (known.totals() if transfers else None) or {}
    # Whoever has more than half of the first preferences is elected on these, and nothing is transferred.
    final = {} if 2 * known.first[order[0]] > known.valid else totals
    kept = [at for at in order if at in final] or order[:2]
    kept.sort(key=lambda at: -final.get(at, known.first[at]))
    out = next((at for at in order if at not in kept), None)
    rows: list[tuple[Cell, ...]] = [
        (ids[at], known.first[at], final[at] - known.first[at] if final else None, final.get(at))
        for at in kept
    ]
    if out is not None:
        rows.append((ids[out], known.first[out], None, None))
    return (
        Figures(
            key="waterfall",
            title="From first preferences to votes to spare",
            columns=(
                Column(key="candidate", head="Candidate", unit="candidate"),
                Column(key="first", head="First preferences"),
                Column(key="transfers", head="Second preferences counted"),
                Column(key="total", head="Total"),
            ),
            rows=tuple(rows),
            note="Those who remain, and the best of those who do not.",
            detail=True,
        ),
    )
