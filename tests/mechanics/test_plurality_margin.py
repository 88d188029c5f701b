"""Margins where each has one vote: equal to brute force."""

from __future__ import annotations

import random

import pytest

import reference_margins as reference
from hustings.mechanics.plurality_margin import plurality_moves


@pytest.mark.parametrize("kind", ["altered", "added", "struck"])
def test_every_margin_is_that_of_brute_force(kind):
    chance = random.Random(kind)
    for _ in range(150):
        k = chance.choice([2, 2, 3, 4])
        first = [chance.randint(0, 4) for _ in range(k)]
        if not any(first):
            continue
        for who in range(k):
            for ahead in (0, 1):
                made = plurality_moves(first, who, kind, ahead=ahead)
                most = sum(first) + 6
                found = reference.nearest_plurality(first, who, kind, ahead=ahead, most=most)
                assert (None if made is None else sum(move.papers for move in made)) == found
                if made is not None:
                    counted_again(first, who, made, ahead, None)


def test_only_papers_that_may_be_changed_are():
    chance, refused = random.Random(5), 0
    for _ in range(1_500):
        k = chance.choice([2, 3])
        first = [chance.randint(0, 6) for _ in range(k)]
        may = [chance.randint(0, one) for one in first]
        kind, who, ahead = chance.choice(["altered", "struck"]), chance.randrange(k), chance.choice([0, 1])
        if not any(first):
            continue
        made = plurality_moves(first, who, kind, ahead=ahead, may=may)
        best = brute(first, who, kind, ahead, may)
        assert (None if made is None else sum(move.papers for move in made)) == best
        refused += made is None
        if made is not None:
            counted_again(first, who, made, ahead, may)
    assert refused


def brute(first, who, kind, ahead, may):
    """The fewest papers that go (to the challenger, or out), by trying all."""
    best = None
    for goes in spread([0 if at == who else number for at, number in enumerate(may)]):
        after = [a - b for a, b in zip(first, goes, strict=True)]
        if kind == "altered":
            after[who] += sum(goes)
        if any(at != who and votes > after[who] - ahead for at, votes in enumerate(after)) or not any(after):
            continue
        best = sum(goes) if best is None else min(best, sum(goes))
    return best


def spread(limits):
    if not limits:
        yield []
        return
    for rest in spread(limits[1:]):
        for one in range(limits[0] + 1):
            yield [one, *rest]


def counted_again(first, who, made, ahead, may):
    after, used = list(first), [0] * len(first)
    for move in made:
        if move.before:
            after[move.before[0]] -= move.papers
            used[move.before[0]] += move.papers
        if move.after:
            after[move.after[0]] += move.papers
    assert all(votes >= 0 for votes in after)
    assert all(at == who or votes <= after[who] - ahead for at, votes in enumerate(after))
    assert may is None or all(a <= b for a, b in zip(used, may, strict=True))
