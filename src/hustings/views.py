"""Votes as arrays of small numbers: what counting many unlike rankings works on.

A place in a ranking becomes a code: a candidate's position in ballot-paper order, or a further number for a
group of candidates who share the rank, or one of the negative codes below. numpy is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from hustings.paper import BLANK, LEVEL, Vote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SKIPPED, UNREAD, END = -1, -2, -3
"""Codes of a rank that holds nothing, of one that holds what is not told, and of the end of a ranking."""

BLOCK = 1 << 15
"""So many rankings are compared at once: their columns fit the cache."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """Rankings as codes: one row each, padded with END; `groups[g]` are the members of code n + g."""

    codes: NDArray[np.int16]
    groups: tuple[tuple[int, ...], ...]


class _Code(dict[str, int]):
    """The code of every place met so far; a new one that joins candidates becomes a group."""

    def __init__(self, candidates: Sequence[str]) -> None:
        super().__init__({id: at for at, id in enumerate(candidates)})
        self.candidates = len(candidates)
        self.groups: list[tuple[int, ...]] = []

    def __missing__(self, place: str) -> int:
        if LEVEL in place:
            code = self.candidates + len(self.groups)
            self.groups.append(tuple(sorted({self[one] for one in place.split(LEVEL)})))
        else:
            code = SKIPPED if place == BLANK else UNREAD
        self[place] = code
        return code


def coded(votes: Sequence[Vote], candidates: Sequence[str]) -> Coded:
    """Rankings as an array of codes, one row each and one column more than the longest has ranks.

    >>> coded([("b", "-", "a"), ("a=b",)], "ab").codes.tolist()
    [[1, -1, 0, -3], [2, -3, -3, -3]]
    """
    import numpy as np

    code = _Code(candidates)
    lengths = np.fromiter(map(len, votes), np.int64, len(votes))
    flat = np.fromiter(map(code.__getitem__, chain.from_iterable(votes)), np.int16, int(lengths.sum()))
    width = int(lengths.max(initial=0)) + 1
    codes = np.full((len(votes), width), END, np.int16)
    codes[np.arange(width) < lengths[:, None]] = flat
    return Coded(codes=codes, groups=tuple(code.groups))


def pairwise(votes: Sequence[Vote], papers: Sequence[int], candidates: Sequence[str]) -> NDArray[np.int64]:
    """How many papers rank each candidate (row) above each other one (column).

    Who is ranked stands above who is not; candidates who share a rank, or are both unranked, stand above
    neither; skipped ranks are passed over and a repeated candidate keeps the first place.

    >>> pairwise([("a", "b"), ("b=c",)], [3, 2], "abc").tolist()
    [[0, 3, 3], [2, 0, 3], [2, 0, 0]]
    """
    import numpy as np

    found, number = coded(votes, candidates), len(candidates)
    weights = np.fromiter(papers, np.int64, len(votes))
    alike = bool((weights == 1).all())
    wins = np.zeros((number, number), np.int64)
    for start in range(0, len(votes), BLOCK):
        places = _places(found.codes[start : start + BLOCK], found.groups, number)
        weight = weights[start : start + BLOCK]
        for one in range(number):
            for other in range(number):
                if one != other:
                    above = places[one] < places[other]
                    wins[one, other] += np.count_nonzero(above) if alike else weight @ above
    return wins


def _places(codes: NDArray[np.int16], groups: tuple[tuple[int, ...], ...], number: int) -> NDArray[np.int16]:
    """At which rank each candidate (row) stands on each paper (column); the width where at none."""
    import numpy as np

    rows, width = codes.shape
    places = np.full((number, rows), width, np.int16)
    for rank in range(width - 1, -1, -1):  # backwards, so that the first of two places stays
        column = codes[:, rank]
        single = np.flatnonzero((column >= 0) & (column < number))
        places[column[single], single] = rank
        if groups:
            for row in np.flatnonzero(column >= number):
                places[list(groups[column[row] - number]), row] = rank
    return places
