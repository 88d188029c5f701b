"""Margins by trying every other election of so few papers. It imports nothing of hustings.

An election is a row of counts, one for each (first, second), the second a candidate or None: None stands for
every second preference that counts for nobody, the same candidate's among them. Every election of up to so
many papers is listed once, with who wins it; the margin of a given one is the nearest in which somebody else
does.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations, pairwise

import numpy as np


@cache
def cells(k):
    """What a paper of k candidates may say."""
    return [(i, j) for i in range(k) for j in (*(x for x in range(k) if x != i), None)]


def outcome(k, counts):
    """Who wins by the supplementary vote, and who remains: law's words, one after another."""
    first = [0] * k
    for (i, _), number in zip(cells(k), counts, strict=True):
        first[i] += number
    papers = sum(first)
    for i in range(k):
        if 2 * first[i] > papers:
            return [i], [i]
    second_highest = sorted(first)[-2]
    remain = [i for i in range(k) if first[i] >= second_highest]
    total = {i: first[i] for i in remain}
    for (i, j), number in zip(cells(k), counts, strict=True):
        if i not in remain and j in remain:
            total[j] += number
    highest = max(total.values())
    return [i for i in remain if total[i] == highest], remain


def rows_of(papers, places):
    """Every way to put so many papers into so many places."""
    for bars in combinations(range(papers + places - 1), places - 1):
        ends = (-1, *bars, papers + places - 1)
        yield [b - a - 1 for a, b in pairwise(ends)]


@cache
def every_election(k, most):
    """All elections of 1 to `most` papers; for each candidate, where it wins and where only a lot might let
    it; and where more than two remain."""
    listed = [row for papers in range(1, most + 1) for row in rows_of(papers, len(cells(k)))]
    wins, draws = np.zeros((k, len(listed)), bool), np.zeros((k, len(listed)), bool)
    several = np.zeros(len(listed), bool)
    for at, row in enumerate(listed):
        winners, remain = outcome(k, row)
        several[at] = len(remain) > 2
        for one in winners:
            draws[one, at] = True
            wins[one, at] = len(winners) == 1
    return np.array(listed, np.int16), wins, draws, several


NEVER = 10_000
"""More papers than any of these elections has: no way leads there."""


@lru_cache(maxsize=1)
def distances(k, counts, kind, most, may):
    """How many papers must be altered, added or struck out to come to each election listed."""
    listed, *_ = every_election(k, most)
    here = np.array(counts, np.int16)
    sizes = listed.sum(axis=1)
    if kind == "altered":
        fits = sizes == here.sum()
    else:
        fits = ((listed >= here) if kind == "added" else (listed <= here)).all(axis=1)
    lost = np.maximum(here - listed[fits], 0)
    papers = np.maximum(lost.sum(axis=1), np.maximum(listed[fits] - here, 0).sum(axis=1))
    if may is not None and kind != "added":
        papers[(lost > np.array(may)).any(axis=1)] = NEVER
    found = np.full(len(listed), NEVER)
    found[fits] = papers
    return found


def nearest(k, counts, candidate, kind, *, ahead, ties, most, may=None):
    """The fewest papers altered, added or struck out so that the candidate wins (`ahead` 1) or may (0).

    None where no election of up to `most` papers does it. With `may` only so many papers of each cell may be
    altered or struck out.
    """
    _, wins, draws, several = every_election(k, most)
    fits = (wins if ahead else draws)[candidate]
    if not ties:
        fits = fits & ~several
    papers = distances(k, tuple(counts), kind, most, None if may is None else tuple(may))
    best = int(papers[fits].min(initial=NEVER))
    return None if best == NEVER else best


def plurality(first):
    """Who has most first preferences."""
    return [i for i, votes in enumerate(first) if votes == max(first)]


def nearest_plurality(first, candidate, kind, *, ahead, most):
    """The same where only first preferences count and the greatest number is elected."""
    k, papers = len(first), sum(first)

    def fits(votes):
        winners = plurality(votes)
        return candidate in winners and not (ahead and len(winners) > 1)

    if kind == "altered":
        lost = (
            sum(max(0, a - b) for a, b in zip(first, row, strict=True))
            for row in rows_of(papers, k)
            if fits(row)
        )
        return min(lost, default=None)
    sign, limit = (1, most - papers) if kind == "added" else (-1, papers - 1)
    for number in range(limit + 1):
        for change in rows_of(number, k):
            after = [a + sign * b for a, b in zip(first, change, strict=True)]
            if min(after) >= 0 and fits(after):
                return number
    return None
