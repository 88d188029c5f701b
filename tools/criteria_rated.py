"""The criteria of tools/criteria.py for ratings and approvals: their elections, and how they are changed.

A paper is read as a ranking: who is rated higher stands above, who is not rated is rated 0. Monotonicity
raises somebody's rating; later-no-harm rates somebody who had nothing, no higher than the elected, whom the
paper rates; a clone is rated alike on every paper.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from hustings.paper import Vote

Votes = dict[Vote, int]
MOST = {"scores": 5, "approvals": 1}


def scores(vote: Vote) -> dict[str, int]:
    """The ratings of a paper above 0; who is approved has 1.

    >>> scores(("a:5", "b:0")), scores(("a",))
    ({'a': 5}, {'a': 1})
    """
    parts = (place.partition(":") for place in vote)
    return {id: int(score or 1) for id, _, score in parts if score != "0"}


def vote_of(held: dict[str, int], ballots: str) -> Vote:
    """A paper with these ratings."""
    given = sorted((id, score) for id, score in held.items() if score)
    return tuple(id if ballots == "approvals" else f"{id}:{score}" for id, score in given)


def as_ranking(vote: Vote) -> Vote:
    """Who is rated higher stands above; those alike share a rank; who has nothing is not ranked.

    >>> as_ranking(("a:5", "b:3", "c:5"))
    ('a=c', 'b')
    """
    held = scores(vote)
    levels = sorted(set(held.values()), reverse=True)
    return tuple("=".join(id for id in sorted(held) if held[id] == level) for level in levels)


def election(number: int, seed: int, ballots: str) -> tuple[tuple[str, ...], Votes]:
    """One of the small elections searched; the same number gives the same one."""
    draw = random.Random(f"{seed}-{ballots}-{number}")
    ids = tuple("abc" if number % 2 else "abcd")
    votes: Counter[Vote] = Counter()
    for _ in range(draw.randint(3, 5)):
        held = {id: draw.randint(0, MOST[ballots]) for id in ids}
        votes[vote_of(held, ballots)] += draw.randint(1, 12)
    return ids, dict(votes)


def raised(ids: tuple[str, ...], votes: Votes, winner: str, ballots: str) -> Iterator[tuple[Vote, Vote]]:
    """Papers as they are, and with the winner rated higher."""
    for vote in votes:
        held = scores(vote)
        for score in range(held.get(winner, 0) + 1, MOST[ballots] + 1):
            yield vote, vote_of(held | {winner: score}, ballots)


def longer(ids: tuple[str, ...], votes: Votes, winner: str, ballots: str) -> Iterator[tuple[Vote, Vote]]:
    """Papers that rate the winner, and the same with somebody rated, too, who had nothing, no higher."""
    for vote in votes:
        held = scores(vote)
        for other in ids:
            if other not in held:
                for score in range(1, held.get(winner, 0) + 1):
                    yield vote, vote_of(held | {other: score}, ballots)


def joining(ids: tuple[str, ...], winner: str, ballots: str) -> Iterator[tuple[Vote, set[str]]]:
    """Papers that may join, and whom they rate below the winner."""
    patterns = [(5, 3, 1, 0), (5, 4, 0, 0), (5, 1, 0, 0), (2, 1, 0, 0), (1, 0, 0, 0)]
    for order in permutations(ids):
        for pattern in patterns if ballots == "scores" else [(1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0)]:
            held = dict(zip(order, pattern, strict=False))
            below = {id for id in ids if held.get(id, 0) < held.get(winner, 0)}
            if below:
                yield vote_of(held, ballots), below


def cloned(votes: Votes, one: str, ballots: str) -> Iterator[Votes]:
    """The same papers with somebody who is rated alike on each."""
    made: Counter[Vote] = Counter()
    for vote, papers in votes.items():
        held = scores(vote)
        made[vote_of(held | {f"{one}2": held.get(one, 0)}, ballots)] += papers
    yield dict(made)
