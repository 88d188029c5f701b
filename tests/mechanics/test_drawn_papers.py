"""Papers drawn as arrays, and what became of them, are those of profiles and tables."""

from __future__ import annotations

from collections import Counter

import numpy as np

from hustings.mechanics import drawn_papers
from hustings.mechanics.drawn_counts import by_supplementary_vote


def test_pairwise_matrices_are_those_of_profiles() -> None:
    draw = np.random.default_rng(1)
    ranked = np.argsort(draw.random((30, 9, 4)), axis=2).astype(np.int8)
    ranked[..., 2:][draw.random((30, 9)) < 0.4] = -1
    above = drawn_papers.pairwise(ranked, 4)
    for rows, matrix in zip(ranked, above, strict=True):
        assert (drawn_papers.profile(rows, tuple("abcd")).pairwise() == matrix).all()


def test_tables_are_those_of_papers() -> None:
    draw = np.random.default_rng(1)
    first = draw.integers(0, 3, (20, 8), dtype=np.int8)
    second = draw.integers(-1, 3, (20, 8), dtype=np.int8)
    for at, table in enumerate(drawn_papers.tables(first, second, 3).tolist()):
        cells = Counter(zip(first[at].tolist(), second[at].tolist(), strict=True))
        assert all(table[i][j] == cells[i, j] for i in range(3) for j in range(-1, 3))


def test_outcomes_name_the_winner_or_a_lot() -> None:
    found = by_supplementary_vote(np.array([[[0, 3, 0], [2, 0, 0]], [[0, 2, 0], [2, 0, 0]]]))
    assert found.winner.tolist() == [0, -1] and found.elected.tolist() == [[True, False], [False, False]]
