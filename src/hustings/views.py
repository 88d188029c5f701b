"""Votes as arrays of small numbers: what counting many unlike rankings works on.

A place in a ranking becomes a code: a candidate's position in ballot-paper order, or a further number for a
group of candidates who share the rank, or one of the negative codes below. numpy is imported when it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from hustings.paper import BLANK, LEVEL, Vote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.signedinteger[Any]]

SKIPPED, UNREAD, END = -1, -2, -3
"""Codes of a rank that holds nothing, of one that holds what is not told, and of the end of a ranking."""

NEAR = 1 << 13
"""So many votes are coded at once: they are still near when they are looked at again."""

BLOCK = 1 << 15
"""So many rankings are compared at once: their columns fit the cache."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """Rankings as codes: one row each, padded with END; `groups[g]` are the members of code n + g.

    `others` are the places met that are no candidate's id alone.
    """

    codes: Codes
    groups: tuple[tuple[int, ...], ...]
    others: tuple[str, ...]


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


def coded(votes: Iterable[Vote], candidates: Sequence[str]) -> Coded:
    """Rankings as an array of codes, one row each and one column more than the longest has ranks.

    >>> coded([("b", "-", "a"), ("a=b",)], "ab").codes.tolist()
    [[1, -1, 0, -3], [2, -3, -3, -3]]
    """
    import numpy as np

    code, votes = _Code(candidates), iter(votes)
    lengths, flat = [np.zeros(0, np.int64)], [np.zeros(0, np.int16)]
    while some := list(islice(votes, NEAR)):
        lengths.append(np.fromiter(map(len, some), np.int64, len(some)))
        flat.append(_flat(some, code, int(lengths[-1].sum())))
    ranks = np.concatenate(lengths)
    width = int(ranks.max(initial=0)) + 1
    codes = np.full((len(ranks), width), END, np.result_type(*flat))
    together = np.concatenate(flat)
    if len(together) == len(ranks) * (width - 1):  # all of one length
        codes[:, :-1] = together.reshape(len(ranks), width - 1)
    else:
        codes[np.arange(width) < ranks[:, None]] = together
    return Coded(codes=codes, groups=tuple(code.groups), others=tuple(code)[code.candidates :])


def _flat(votes: Sequence[Vote], code: _Code, places: int) -> Codes:
    """The codes of all places one after another, in small numbers where they suffice."""
    import numpy as np

    def coded_as(kind: type[np.int16] | type[np.int32]) -> Codes:
        return np.fromiter(map(code.__getitem__, chain.from_iterable(votes)), kind, places)

    try:
        return coded_as(np.int16)
    except OverflowError:  # more groups of candidates who share a rank than a small number holds
        return coded_as(np.int32)


def pairwise(found: Coded, papers: Sequence[int] | NDArray[np.int64], number: int) -> NDArray[np.int64]:
    """How many papers rank each of `number` candidates (row) above each other one (column).

    Who is ranked stands above who is not; candidates who share a rank, or are both unranked, stand above
    neither; skipped ranks are passed over and a repeated candidate keeps the first place.

    >>> pairwise(coded([("a", "b"), ("b=c",)], "abc"), [3, 2], 3).tolist()
    [[0, 3, 3], [2, 0, 3], [2, 0, 0]]
    """
    import numpy as np

    rows, width = found.codes.shape
    weights, codes = np.asarray(papers, np.int64), found.codes
    if (weights != 1).any():  # the heaviest first, so that most blocks hold piles of one size
        heaviest = np.argsort(-weights, kind="stable")
        weights, codes = weights[heaviest], codes[heaviest]
    wins = np.zeros((number, number), np.int64)
    for start in range(0, rows, BLOCK):
        places = places_of(codes[start : start + BLOCK], found.groups, number)
        bits = _bits(weights[start : start + BLOCK])
        counted = int(weights[start : start + BLOCK].sum())
        # Where everybody is ranked and nobody shares a rank, who is not above is below.
        decided = not found.groups and int(places.max(initial=0)) < width
        for one in range(number):
            for other in range(one + 1, number):
                above = _papers_where(places[one] < places[other], bits)
                wins[one, other] += above
                wins[other, one] += (
                    counted - above if decided else _papers_where(places[one] > places[other], bits)
                )
    return wins


_Bits = list[tuple[int, "NDArray[np.bool_] | None"]]


def _bits(weights: NDArray[np.int64]) -> _Bits:
    """Sizes of piles, the largest first, as sums: so many papers in each of which piles (None: in all)."""
    if weights[0] == weights[-1]:
        return [(int(weights[0]), None)]
    planes = range(int(weights[0]).bit_length())
    return [
        (1 << bit, (weights[: int((weights >> bit > 0).sum())] >> bit & 1).astype(bool)) for bit in planes
    ]


def _papers_where(chosen: NDArray[np.bool_], bits: _Bits) -> int:
    import numpy as np

    return sum(
        papers * int(np.count_nonzero(chosen if which is None else chosen[: len(which)] & which))
        for papers, which in bits
    )


def places_of(codes: Codes, groups: tuple[tuple[int, ...], ...], number: int) -> NDArray[np.int16]:
    """At which rank each candidate (row) stands on each paper (column); the width where at none."""
    import numpy as np

    rows, width = codes.shape
    places = np.full((number, rows), width, np.int16)
    members, sizes = _members(groups)
    for rank in range(width - 1, -1, -1):  # backwards, so that the first of two places stays
        column = codes[:, rank]
        single = np.flatnonzero((column >= 0) & (column < number))
        places[column[single], single] = rank
        shared = np.flatnonzero(column >= number)
        which = column[shared] - number
        for nth in range(members.shape[1] if len(shared) else 0):
            there = sizes[which] > nth
            places[members[which[there], nth], shared[there]] = rank
    return places


def _members(groups: tuple[tuple[int, ...], ...]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """The members of each group as a row, padded, and how many they are."""
    import numpy as np

    sizes = np.fromiter(map(len, groups), np.int64, len(groups))
    members = np.zeros((len(groups), int(sizes.max(initial=0))), np.int16)
    for row, group in zip(members, groups, strict=True):
        row[: len(group)] = group
    return members, sizes


def standings(
    found: Coded, papers: Sequence[int] | NDArray[np.int64], number: int
) -> dict[tuple[int, int, int, int], int]:
    """How many papers place each candidate where: (who, how many before, how many level, how many ranked).

    Level counts the candidate too. Whoever a paper does not rank it does not place.

    >>> standings(coded([("a", "b=c")], "abc"), [5], 3)
    {(0, 0, 1, 3): 5, (1, 1, 2, 3): 5, (2, 1, 2, 3): 5}
    """
    import numpy as np

    rows, width = found.codes.shape
    weights = np.asarray(papers, np.int64)
    placed: Counter[tuple[int, int]] = Counter()
    most = number + 1
    for start in range(0, rows, BLOCK):
        places = places_of(found.codes[start : start + BLOCK], found.groups, number)
        weight = weights[start : start + BLOCK]
        on = places < width
        ranked = on.sum(axis=0)
        for one in range(number):
            before = (places < places[one]).sum(axis=0, dtype=np.int64)
            level = (places == places[one]).sum(axis=0, dtype=np.int64) if found.groups else 1
            standing = ((before * most + level) * most + ranked)[on[one]]
            kinds, which = np.unique(standing, return_inverse=True)
            votes = np.zeros(len(kinds), np.int64)
            np.add.at(votes, which, weight[on[one]])
            for kind, papers_so in zip(kinds.tolist(), votes.tolist(), strict=True):
                placed[one, kind] += papers_so
    return {
        (one, kind // most**2, kind // most % most, kind % most): placed[one, kind]
        for one, kind in sorted(placed)
    }


def doubtful(found: Coded, papers: Sequence[int] | NDArray[np.int64], number: int) -> dict[str, int]:
    """How many papers have ranks that are read by a rule: shared, skipped, not told, or a candidate again.

    A skipped rank is one that holds nothing before one that holds somebody; none is named that no paper has.

    >>> doubtful(coded([("a", "-", "b"), ("a=b", "a"), ("c", "-")], "abc"), [3, 2, 1], 3)
    {'level': 2, 'skipped': 3, 'repeated': 2}
    """
    import numpy as np

    weights = np.asarray(papers, np.int64)
    counted: Counter[str] = Counter()
    tables = _bit_tables(found.groups, number)
    for start in range(0, len(found.codes), BLOCK):
        codes, weight = found.codes[start : start + BLOCK], weights[start : start + BLOCK]
        touched: dict[str, Any] = {"repeated": _repeated(codes, tables)}
        if found.others:  # else every rank holds one candidate, and there is no more to look for
            skipped = codes == SKIPPED
            touched = {
                "level": (codes >= number).any(axis=1),
                "skipped": (np.logical_or.accumulate(skipped, axis=1) & (codes >= 0)).any(axis=1)
                if skipped.any()
                else np.zeros(len(codes), bool),
                **touched,
                "unread": (codes == UNREAD).any(axis=1),
            }
        for how, rows in touched.items():
            counted[how] += int(weight[rows].sum())
    return {how: papers_so for how, papers_so in counted.items() if papers_so}


WORD = 63
"""So many candidates are told apart by the bits of one number."""


def _bit_tables(groups: tuple[tuple[int, ...], ...], number: int) -> list[NDArray[np.int64]]:
    """The candidates behind each code as bits, WORD of them to a table; codes below 0 stand for nobody."""
    import numpy as np

    tables = []
    for first in range(0, number, WORD):
        bits = np.zeros(number + len(groups) - END, np.int64)
        some = range(first, min(first + WORD, number))
        bits[some.start : some.stop] = [1 << at for at in range(len(some))]
        for code, group in enumerate(groups, start=number):
            bits[code] = sum(1 << one - first for one in group if one in some)
        tables.append(bits)
    return tables


def _repeated(codes: Codes, tables: list[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """On which papers somebody stands at more ranks than one."""
    import numpy as np

    again = np.zeros(len(codes), bool)
    for bits in tables:
        seen = np.zeros(len(codes), np.int64)
        for rank in range(codes.shape[1]):
            here = bits[codes[:, rank]]
            again |= (seen & here) != 0
            seen |= here
    return again
