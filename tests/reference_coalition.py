"""The smallest coalition by trying every way in which its members can mark their papers: nothing of hustings.

Votes are (first, second) with candidates 0..k-1 and None for no second preference.
"""

from collections import Counter
from itertools import combinations, combinations_with_replacement


def outcome(papers, k):
    """Who may be elected under the supplementary vote: several where a lot decides."""
    first = Counter(vote[0] for vote in papers)
    votes = [first[one] for one in range(k)]
    second = sorted(votes)[-2]
    remaining = [one for one in range(k) if votes[one] >= second]
    totals = {one: votes[one] for one in remaining}
    for a, b in papers:
        if a not in remaining and b in totals:
            totals[b] += 1
    return {one for one in remaining if totals[one] == max(totals.values())}


def smallest(papers, k, elected, challenger, ahead):
    """The fewest members who, marking otherwise, elect the challenger (or have a lot for it, ahead 0)."""
    votes = [(a, b) for a in range(k) for b in (*range(k), None) if a != b]
    members = [
        at for at, (a, b) in enumerate(papers) if a == challenger or (b == challenger and a != elected)
    ]
    for size in range(len(members) + 1):
        tried = set()
        for some in combinations(members, size):
            rest = tuple(sorted((vote for at, vote in enumerate(papers) if at not in some), key=str))
            if rest in tried:
                continue
            tried.add(rest)
            for new in combinations_with_replacement(votes, size):
                found = outcome([*rest, *new], k)
                if found == {challenger} or (not ahead and challenger in found):
                    return size
    return None
