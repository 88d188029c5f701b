"""The margin of an elimination count by trying every election of as many papers: slow, nothing of hustings.

A ranking is a tuple of candidates 0..k-1. An election is a tuple of how many papers carry each ranking of
`rankings(k)`.
"""

from functools import cache
from itertools import combinations_with_replacement, permutations

import numpy as np


def rankings(k):
    return [one for length in range(k + 1) for one in permutations(range(k), length)]


def tallies(cast, still):
    votes = dict.fromkeys(still, 0)
    for ranking, papers in cast:
        for one in ranking:
            if one in still:
                votes[one] += papers
                break
    return votes


def results(cast, k, compares, majority):
    """Everybody who can be elected, lots falling as they may; and whether a lot is needed at all."""
    winners, lots = set(), False

    def go(still, history):
        nonlocal lots
        votes = tallies(cast, still)
        history = [*history, votes]
        if len(still) == 1:
            winners.update(still)
            return
        if majority:
            over = [one for one in still if 2 * votes[one] > sum(votes.values())]
            if over:
                winners.add(over[0])
                return
        elif len(still) == 2 and len(set(votes.values())) == 2:
            winners.add(max(votes, key=votes.get))
            return
        least = [one for one in still if votes[one] == min(votes.values())]
        stages = {"latest": history[::-1], "earliest": history, "nothing": []}[compares]
        for stage in stages:
            fewest = min(stage[one] for one in least)
            least = [one for one in least if stage[one] == fewest]
        if len(least) > 1:
            lots = True
        for one in least:
            go(still - {one}, history)

    go(frozenset(range(k)), [])
    return winners, lots


class Elections:
    """Every election of so many papers, with who may be elected in it."""

    def __init__(self, k, papers, compares="latest", majority=True):
        self.kinds = rankings(k)
        self.rows = np.array(
            [
                np.bincount(one, minlength=len(self.kinds))
                for one in combinations_with_replacement(range(len(self.kinds)), papers)
            ]
            or np.zeros((1, len(self.kinds)), int)
        ).reshape(-1, len(self.kinds))
        self.may = np.zeros((len(self.rows), k), bool)
        self.lots = np.zeros(len(self.rows), bool)
        for at, row in enumerate(self.rows):
            cast = [(kind, int(n)) for kind, n in zip(self.kinds, row, strict=True) if n]
            winners, self.lots[at] = results(cast, k, compares, majority)
            self.may[at, sorted(winners)] = True

    def another(self, elected, lots):
        """The elections in which somebody else is elected without a lot, or may be."""
        others = self.may.copy()
        others[:, elected] = False
        return others.any(1) if lots else others.any(1) & ~self.lots


@cache
def elections(k, papers, compares="latest", majority=True):
    return Elections(k, papers, compares, majority)


def margin(row, k, elected, kind, lots, compares="latest", majority=True, most=9):
    """The fewest papers altered, added or struck out; None where more than `most`, or none at all."""
    papers = int(row.sum())
    if kind == "altered":
        every = elections(k, papers, compares, majority)
        kept = np.minimum(every.rows, row).sum(1)
        far = (papers - kept)[every.another(elected, lots)]
        return int(far.min()) if len(far) else None
    for number in range(most + 1):
        after = papers + number if kind == "added" else papers - number
        if after < 0:
            return None
        every = elections(k, after, compares, majority)
        within = (every.rows >= row) if kind == "added" else (every.rows <= row)
        if (within.all(1) & every.another(elected, lots)).any():
            return number
    return None


def coalition(row, k, elected, wanted, lots, compares="latest", majority=True):
    """The fewest papers that rank `wanted` above `elected` which, saying something else, elect the former."""
    papers = int(row.sum())
    every = elections(k, papers, compares, majority)
    place = [[one.index(who) if who in one else k for who in (wanted, elected)] for one in every.kinds]
    members = np.array([better < worse for better, worse in place])
    kept = (every.rows >= np.where(members, 0, row)).all(1)
    goal = every.may[:, wanted] & (lots | ~every.lots)
    far = (papers - np.minimum(every.rows, row).sum(1))[kept & goal]
    return int(far.min()) if len(far) else None
