"""The criteria of tools/criteria.py for rankings: the elections searched, and how they are changed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from hustings.mechanics.examples import SCHULZE, TENNESSEE
from hustings.paper import Vote

Votes = dict[Vote, int]
KNOWN = (TENNESSEE, SCHULZE)


def as_ranking(vote: Vote) -> Vote:
    """A ranking is one."""
    return vote


def election(number: int, seed: int, ballots: str) -> tuple[tuple[str, ...], Votes]:
    """One of the elections searched: two of the literature, then small ones, whole or cut short.

    The same number gives the same election, so that a longer search goes on where a shorter one ended.
    """
    if number < len(KNOWN):
        return KNOWN[number].candidates, dict(KNOWN[number].votes)
    draw = random.Random(f"{seed}-{number}")
    ids = tuple("abc" if number % 2 else "abcd")
    votes: Counter[Vote] = Counter()
    for ranking in draw.sample(list(permutations(ids)), draw.randint(3, 5)):
        whole = number % 4 < 2 or draw.random() < 0.5
        kept = len(ids) if whole else draw.randint(1, len(ids))
        votes[tuple(ranking[:kept])] += draw.randint(1, 12)
    return ids, dict(votes)


def raised(ids: tuple[str, ...], votes: Votes, winner: str, ballots: str) -> Iterator[tuple[Vote, Vote]]:
    """Papers as they are, and with the winner ranked higher."""
    for vote in votes:
        at = vote.index(winner) if winner in vote else len(vote)
        rest = [id for id in vote if id != winner]
        for place in range(at):
            yield vote, (*rest[:place], winner, *rest[place:])


def longer(ids: tuple[str, ...], votes: Votes, winner: str, ballots: str) -> Iterator[tuple[Vote, Vote]]:
    """Papers that rank the winner and not all others, and the same with more ranked below."""
    for vote in votes:
        rest = [id for id in ids if id not in vote]
        if winner in vote and len(rest) > 1:
            for further in permutations(rest, len(rest) - 1):
                yield vote, (*vote, *further)


def joining(ids: tuple[str, ...], winner: str, ballots: str) -> Iterator[tuple[Vote, set[str]]]:
    """Papers that may join, and whom they rank below the winner."""
    for vote in permutations(ids):
        if below := set(vote[vote.index(winner) + 1 :]):
            yield vote, below


def cloned(votes: Votes, one: str, ballots: str) -> Iterator[Votes]:
    """The same papers with somebody next to another on each: below, or above on some."""
    for every in (1, 2, 3):
        made: Counter[Vote] = Counter()
        for at, (vote, papers) in enumerate(votes.items()):
            pair = (one, f"{one}2") if at % every == 0 else (f"{one}2", one)
            made[tuple(place for id in vote for place in (pair if id == one else (id,)))] += papers
        yield dict(made)
