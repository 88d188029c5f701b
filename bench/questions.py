"""How long questions take, beside the same in plain Python, in one run.

    make bench                      after the others
    .venv/bin/python bench/questions.py

A piece is what hustings does and the plain loop it is held against; both are measured in turn, in this
process, and figures are the best of several rounds. A target that is missed is printed as MISSED; nothing
fails because it is slow. Results are in build/bench/.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plain_margin import margins as plain_margins

from hustings.mechanics.sv_margin import held
from hustings.mechanics.sv_margin_search import find
from hustings.mechanics.table import Table

OUT = Path(__file__).resolve().parent.parent / "build" / "bench"
CANDIDATES, PAPERS = 20, 2_500_000


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A question: what hustings does, what it is held against, and at most so many times that."""

    name: str
    ours: Callable[[], object]
    plain: Callable[[], object]
    at_most: float
    words: str
    rounds: int = 5


def city() -> Table:
    """A table the size of London's: two ahead, a long tail, a third of papers without a second one."""
    chance = random.Random(1)
    weights = [40, 35, 8, 5, *(1 + at / 5 for at in range(CANDIDATES - 4))]
    rows = []
    for at in range(CANDIDATES):
        row = PAPERS * weights[at] / sum(weights) * chance.uniform(0.9, 1.1)
        seconds = [0.67 * weight / sum(weights) * chance.uniform(0.5, 1.5) for weight in weights]
        cells = [int(row * share) for share in seconds]
        rows.append((*cells, int(row) - sum(cells)))
    return Table(candidates=tuple(f"c{at}" for at in range(CANDIDATES)), papers=tuple(rows))


def pieces() -> list[Piece]:
    """Everything that is measured; add a piece for another question here."""
    return [margin(ties=False), margin(ties=True)]


def margin(*, ties: bool) -> Piece:
    """The fewest papers altered for every challenger; the plain loop knows no ties at the cut."""
    table = city()
    people = range(CANDIDATES)

    def ours() -> list[int]:
        papers = held(table)
        plans = [find(papers, at, "altered", ahead=1, ties=ties).plan for at in people]
        return [plan.papers for plan in plans if plan is not None]

    def plain() -> list[int]:
        return plain_margins(table.papers)

    if not ties:
        assert ours() == plain(), "the two do not agree"
    with_ties = ", the law's ties too" if ties else ""
    return Piece(
        name=f"margin of {CANDIDATES} candidates, {PAPERS:,} papers{with_ties}",
        ours=ours,
        plain=plain,
        at_most=1,
        words="at least as fast as the plain loop" + (" without ties" if ties else ""),
    )


def best(work: Callable[[], object]) -> float:
    """Seconds of CPU of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    lines = [
        "# Questions",
        "",
        "| question | hustings s | plain s | ratio | target |",
        "|---|---:|---:|---:|---|",
    ]
    for piece in pieces():
        runs = [(best(piece.ours), best(piece.plain)) for _ in range(piece.rounds)]
        ours, plain = min(one for one, _ in runs), min(other for _, other in runs)
        met = "met" if ours <= piece.at_most * plain else "MISSED"
        lines.append(
            f"| {piece.name} | {ours:.3f} | {plain:.3f} | {ours / plain:.3f} | {met}: {piece.words} |"
        )
    print("\n".join(lines))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "questions.md").write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
