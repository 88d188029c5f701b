"""Slow, plain sharing of seats among lists, to hold the real one against. It imports nothing of hustings.

Written from the texts that the rules name: every quotient of every list is written down and the greatest are
taken, or quotas are handed out paper by paper. A paper is the name of a list.
"""

from fractions import Fraction


def tally(lists, papers):
    return {one: sum(1 for paper in papers if paper == one) for one in lists}


def above(votes, threshold, strictly=False):
    total = sum(votes.values())
    if not threshold:
        return list(votes)
    if strictly:
        return [one for one in votes if votes[one] > threshold * total]
    return [one for one in votes if votes[one] >= threshold * total]


def divisors(first, seats, brought=0):
    """The row of divisors that a list meets, by name."""
    rows = {
        "dhondt": [Fraction(n) for n in range(1, seats + brought + 2)],
        "sainte-lague": [Fraction(2 * n - 1) for n in range(1, seats + brought + 2)],
        "modified-sainte-lague": [Fraction("1.4")] + [Fraction(2 * n - 1) for n in range(2, seats + 2)],
        "modified-sainte-lague-sweden": [Fraction("1.2")]
        + [Fraction(2 * n - 1) for n in range(2, seats + 2)],
    }
    return rows[first][brought:]


def by_divisors(row, lists, papers, seats, threshold=None, brought=None, room=None, strictly=False):
    """Seats that are certain, who must be told apart for those left, and how many are left.

    The whole table of quotients, cut at the seats: all above the cut are certain; those on it are too where
    all of them fit.
    """
    votes = tally(lists, papers)
    table = []
    for one in above(votes, threshold, strictly):
        for place, divisor in enumerate(divisors(row, seats, (brought or {}).get(one, 0))):
            if room is None or room.get(one) is None or place < room[one]:
                table.append((votes[one] / divisor, one))
    table.sort(key=lambda entry: -entry[0])
    if len(table) <= seats:
        won = [one for _, one in table]
        return {one: won.count(one) for one in above(votes, threshold, strictly)}, [], 0
    cut = table[seats - 1][0]
    certain = [one for quotient, one in table if quotient > cut]
    on_it = [one for quotient, one in table if quotient == cut]
    while cut == 0:
        # Lists without votes stand on the cut once for every seat: one each, as long as there are enough.
        once = [one for one in votes if one in on_it]
        if len(certain) + len(once) > seats or not once:
            on_it = once
            break
        certain = certain + once
        for one in once:
            on_it.remove(one)
    if len(certain) + len(on_it) <= seats:
        certain, on_it = certain + on_it, []
    left = seats - len(certain)
    return {one: certain.count(one) for one in above(votes, threshold, strictly)}, on_it if left else [], left


def by_remainders(quota, lists, papers, seats, threshold=None):
    """The same for quotas: a seat for each quota taken off the pile, then the largest piles left."""
    votes = tally(lists, papers)
    taking = above(votes, threshold)
    total = sum(votes[one] for one in taking)
    size = Fraction(total, seats) if quota == "hare" else Fraction(int(Fraction(total, seats + 1)) + 1)
    won = dict.fromkeys(taking, 0)
    pile = {one: Fraction(votes[one]) for one in taking}
    for one in taking:
        while size > 0 and pile[one] >= size:
            pile[one] = pile[one] - size
            won[one] = won[one] + 1
    left = seats - sum(won.values())
    while taking and left >= len(taking):
        for one in taking:
            won[one] = won[one] + 1
        left = left - len(taking)
    ordered = sorted(taking, key=lambda one: -pile[one])
    if not left or not taking:
        return won, [], left
    cut = pile[ordered[left - 1]]
    certain = [one for one in taking if pile[one] > cut]
    on_it = [one for one in taking if pile[one] == cut]
    if len(certain) + len(on_it) == left:
        certain, on_it = certain + on_it, []
    for one in certain:
        won[one] = won[one] + 1
    return won, on_it, left - len(certain)
