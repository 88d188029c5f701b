"""Synthetic rankings for the benchmark: the same on every run, with numpy's generator of a fixed seed.

Voters choose as Plackett and Luce have it: each rank falls to one of those left with a chance in proportion
to that candidate's weight, and weights fall off from the first to the last.
"""

from __future__ import annotations

from typing import Any

import numpy as np

NAMES = "abcdefghijklmnopqrst"
FALL = 0.72  # each candidate's weight, as a share of the one before


def rankings(papers: int, candidates: int, seed: int, *, complete: bool = False) -> Any:
    """Rankings as rows of positions; -1 where a paper, which may end after any rank, ranks nobody more."""
    draw = np.random.default_rng(seed)
    weights = np.log(FALL ** draw.permutation(candidates))
    ranked = np.argsort(-(weights + draw.gumbel(size=(papers, candidates))), axis=1).astype(np.int8)
    if not complete:
        lengths = np.minimum(draw.geometric(0.22, size=papers), candidates)
        ranked[np.arange(candidates) >= lengths[:, None]] = -1
    return ranked


def counted(rows: Any, names: str) -> dict[tuple[str, ...], int]:
    """How many papers carry each ranking."""
    different, papers = np.unique(rows, axis=0, return_counts=True)
    return {
        tuple(names[at] for at in row if at >= 0): number
        for row, number in zip(different.tolist(), papers.tolist(), strict=True)
    }
