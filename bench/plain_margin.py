"""What the margin is measured against: the formula for two who remain, in plain loops over Python integers.

For every challenger, opponent and cut that ternary search looks at, the papers that must be taken are counted
anew from the table; nothing is left out because it cannot be best. It knows no tie at the cut.
"""

from __future__ import annotations

from collections.abc import Sequence

Rows = Sequence[Sequence[int]]


def margins(rows: Rows) -> list[int]:
    """The fewest papers altered so that each candidate is elected; 0 for the one who is."""
    first = [sum(row) for row in rows]
    valid, people = sum(first), range(len(rows))
    found = []
    for c in people:
        best = max(0, valid // 2 + 1 - first[c])
        for d in people:
            if d != c:
                best = min(best, pair(rows, first, valid, c, d))
        found.append(best)
    return found


def pair(rows: Rows, first: Sequence[int], valid: int, c: int, d: int) -> int:
    """The least over all cuts, by ternary search on twice the fractional cost."""
    low, high = 0, (valid - 1) // 2 - 1
    while high - low > 2:
        a = low + (high - low) // 3
        b = high - (high - low) // 3
        if halves(rows, first, c, d, a) <= halves(rows, first, c, d, b):
            high = b - 1 if halves(rows, first, c, d, a) < halves(rows, first, c, d, b) else b
        else:
            low = a + 1
    return -(-min(halves(rows, first, c, d, at) for at in range(low, high + 1)) // 2)


def halves(rows: Rows, first: Sequence[int], c: int, d: int, cut: int) -> int:
    """Twice the papers altered where nobody else has more than `cut` and both have more."""
    difference = first[c] - first[d]
    forced = gain = two = one = 0
    for x, row in enumerate(rows):
        if x in (c, d):
            continue
        difference += row[c] - row[d]
        excess = max(0, first[x] - cut)
        plain = first[x] - row[c] - row[d]
        a = min(excess, row[d])
        b = min(excess - a, plain)
        forced += excess
        gain += 2 * a + b
        two += row[d] - a
        one += plain - b
    lift = max(0, cut + 1 - first[d])
    two += max(0, first[d] - cut - 1)
    needed = 1 - difference - gain + 2 * lift
    more = needed if needed <= 2 * two else 2 * (needed - two)
    return max(2 * forced, 2 * lift, 2 * (cut + 1 - first[c] + lift), 2 * forced + more)
