"""The same margins as a whole-number programme (scipy's HiGHS), set by set. It imports nothing of hustings.

Written from the rule alone: new counts y of every cell, papers u taken from each; who remains is given, with
everybody else below them, and the challenger's total ahead. It is floating point and has no last word: equal
answers are evidence, and where it finds fewer the formula is wrong.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np


def cheapest(n, challenger, *, ahead, ties, may=None, kind="altered"):
    """The fewest papers altered or struck out over all who may remain, or None; n is k rows of k + 1."""
    k = len(n)
    best = _majority(n, challenger, kind, may)
    for size in range(2, k + 1 if ties else 3):
        for rest in combinations([i for i in range(k) if i != challenger], size - 1):
            remain = (challenger, *rest)
            for leader in remain if size > 2 else (None,):
                found = _programme(n, challenger, remain, leader, ahead, kind, may)
                if found is not None and (best is None or found < best):
                    best = found
    return best


def _majority(n, c, kind, may):
    first = [sum(row) for row in n]
    papers = sum(first)
    most = sum(sum(row) for i, row in enumerate(n if may is None else may) if i != c)
    needed = max(0, (papers // 2 + 1 if kind == "altered" else papers + 1 - first[c]) - first[c])
    return None if needed > most or not (first[c] or kind == "altered") else needed


def _programme(n, c, remain, leader, ahead, kind, may):
    from scipy.optimize import Bounds, LinearConstraint, milp

    k, width = len(n), len(n) + 1
    cells = [(i, j) for i in range(k) for j in range(width)]
    size = len(cells)
    counts = np.array([n[i][j] for i, j in cells], float)
    rows, low, high = [], [], []

    def add(row, least, most=np.inf):
        rows.append(row)
        low.append(least)
        high.append(most)

    def y(where):
        return np.array([float(where(i, j)) for i, j in cells] + [0.0] * size)

    for at in range(size):  # u >= n - y
        row = np.zeros(2 * size)
        row[at] = row[size + at] = 1
        add(row, counts[at])
    if kind == "altered":
        add(y(lambda i, j: True), counts.sum(), counts.sum())
    first = {x: y(lambda i, j, x=x: i == x) for x in range(k)}
    total = {r: first[r] + y(lambda i, j, r=r: i not in remain and j == r) for r in remain}
    level = next(r for r in remain if r != leader)
    for r in remain:
        if len(remain) > 2:
            add(first[r] - first[level], 0, np.inf if r == leader else 0)
        for x in range(k):
            if x not in remain:
                add(first[r] - first[x], 1)
        if r != c:
            add(total[c] - total[r], ahead)
        if kind == "struck" and len(remain) == k:
            add(first[c], 1)
    upper = np.full(2 * size, np.inf)
    if kind == "struck":
        upper[:size] = counts
    if may is not None:
        upper[size:] = [may[i][j] for i, j in cells]
    found = milp(
        np.array([0.0] * size + [1.0] * size),
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(np.zeros(2 * size), upper),
        integrality=np.ones(2 * size),
        options={"mip_rel_gap": 0},
    )
    return round(found.fun) if found.status == 0 else None
