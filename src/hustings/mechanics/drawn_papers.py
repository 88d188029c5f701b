"""Papers that were drawn, as arrays: into tables, profiles and pairwise matrices, many elections at once.

Rankings are elections x voters x ranks, positions of candidates, best first, -1 for nobody (more).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.paper import Vote
from hustings.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def tables(first: NDArray[np.int8], second: NDArray[np.int8], candidates: int) -> NDArray[np.int64]:
    """First-by-second tables, elections x k x (k + 1), of first and second preferences, elections x voters.

    >>> import numpy as np
    >>> tables(np.array([[0, 0, 1]]), np.array([[1, -1, 1]]), 2).tolist()
    [[[0, 1, 1], [0, 1, 0]]]
    """
    import numpy as np

    elections, cells = len(first), candidates * (candidates + 1)
    columns = candidates + 1
    code = first.astype(np.int16) * np.int16(columns)
    code += np.where(second < 0, np.int16(candidates), second)  # nobody is the last column of the row
    whose = code + (np.arange(elections) * cells)[:, None]
    counted = np.bincount(whose.ravel(), minlength=elections * cells)
    return counted.reshape(elections, candidates, columns)


def pairwise(ranked: NDArray[np.int8], candidates: int) -> NDArray[np.int64]:
    """How many voters rank each candidate above each other one: elections x k x k, as Profile.pairwise."""
    import numpy as np

    elections, _, ranks = ranked.shape
    place = np.full((candidates, *ranked.shape[:2]), ranks, np.int8)
    for at in range(candidates):
        for rank in range(ranks - 1, -1, -1):
            place[at][ranked[..., rank] == at] = rank
    above = np.zeros((elections, candidates, candidates), np.int64)
    for one in range(candidates):
        for other in range(candidates):
            if one != other:
                above[:, one, other] = np.count_nonzero(place[one] < place[other], axis=1)
    return above


def condorcet(above: NDArray[np.int64]) -> NDArray[np.int64]:
    """The position of whoever beats each other candidate, in each election; -1 where nobody does."""
    import numpy as np

    beats = above > above.transpose(0, 2, 1)
    alone = beats.sum(axis=2) == above.shape[1] - 1
    found: NDArray[np.int64] = np.where(alone.any(axis=1), alone.argmax(axis=1), -1)
    return found


def without(ranked: NDArray[np.int8], gone: int) -> NDArray[np.int8]:
    """The rankings when one candidate did not stand: those behind move up, and the last rank is empty.

    >>> import numpy as np
    >>> without(np.array([[[0, 1, 2], [2, 0, 1]]], np.int8), 0).tolist()
    [[[1, 2, -1], [2, 1, -1]]]
    """
    import numpy as np

    moved = ranked.copy()
    behind = np.zeros(ranked.shape[:2], bool)
    for rank in range(ranked.shape[2]):
        behind |= ranked[..., rank] == gone
        after = ranked[..., rank + 1] if rank + 1 < ranked.shape[2] else np.int8(-1)
        moved[..., rank] = np.where(behind, after, ranked[..., rank])
    return moved


def profile(ranked: NDArray[np.int8], candidates: tuple[str, ...]) -> Profile:
    """One election's rankings (voters x ranks) as a profile; -1 and all behind it is nobody more."""
    votes: dict[Vote, int] = {}
    for row, papers in _distinct(ranked):
        named = [candidates[at] for at in row if at >= 0]
        votes[tuple(named)] = votes.get(tuple(named), 0) + papers
    return Profile.of(candidates, votes, ballots="rankings")


def _distinct(ranked: NDArray[np.int8]) -> list[tuple[list[int], int]]:
    """Each different row and how often it occurs."""
    import numpy as np

    whole = np.ascontiguousarray(ranked)
    keys = whole.view(np.dtype((np.void, whole.shape[1]))).ravel()
    _, where, papers = np.unique(keys, return_index=True, return_counts=True)
    return list(zip(whole[where].tolist(), papers.tolist(), strict=True))
