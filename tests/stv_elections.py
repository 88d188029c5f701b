"""Elections for tests of transferable votes; lots in them fall on the first in ballot-paper order."""

from __future__ import annotations

import random
from collections import Counter

from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.profile import Pile, Profile


def contest_of(people, seats):
    return Contest(title="", candidates=tuple(Candidate(id=one, name=one) for one in people), seats=seats)


def with_lots(rule, profile, contest):
    """The count, and between whom lots were drawn, in order."""
    lots = []
    while (made := count(rule, profile, lots, contest)).awaiting:
        waits = made.awaiting
        assert waits.what == "lot", waits
        lots.append(Lot(step=waits.step, between=waits.candidates, chosen=waits.candidates[0], by="the test"))
    return made, [frozenset(lot.between) for lot in lots]


def random_election(seed, papers=300):
    """People, papers in an order, and seats: many papers or few, so that votes are seldom or often level."""
    rng = random.Random(seed)
    people = "abcdefgh"[: rng.randint(3, 8)]
    weights = [rng.random() ** 2 + 0.05 for _ in people]
    kinds = []
    for _ in range(rng.randint(4, 40)):
        order = sorted(people, key=lambda one: rng.random() ** (1 / weights[people.index(one)]), reverse=True)
        kinds.append(tuple(order[: rng.choice([1, 2, 2, 3, 3, 4, len(people)])]))
    most = rng.choice([1, 2, 3, 10, 10, 40])
    made = [kind for kind in kinds for _ in range(rng.randint(1, most))]
    rng.shuffle(made)
    return people, made[:papers], rng.randint(1, max(1, len(people) - 1))


def level_election(seed):
    """Few papers for many candidates: votes are level again and again, after having been apart."""
    rng = random.Random(seed)
    people = "abcdefghi"[: rng.randint(5, 9)]
    papers = [
        tuple(rng.sample(people, rng.choice([2, 3, 4, 5, len(people)]))) for _ in range(rng.randint(8, 30))
    ]
    return people, papers, rng.randint(1, 4)


def in_order(people, papers):
    """A profile of papers whose order is known."""
    kinds, numbers = sorted(set(papers)), Counter(papers)
    return Profile(
        candidates=tuple(people),
        piles=tuple(Pile(vote=vote, papers=numbers[vote]) for vote in kinds),
        ballots="rankings",
        order=tuple(map(kinds.index, papers)),
    )


def compare(rule, slow, people, papers, seats):
    """Every stage, who is elected and excluded at it, and every lot are those of the slow count."""
    import reference_stv

    made, lots = with_lots(rule, in_order(people, papers), contest_of(people, seats))
    expected = slow(people, papers, seats)
    assert lots == reference_stv.drawn
    elected = set()
    for stage, (figures, out, all_elected) in zip(made.stages, expected.stages, strict=False):
        assert stage.balances
        assert {one: stage.votes.get(one, 0) for one in people} == figures
        assert set(stage.eliminated) == out
        elected |= set(stage.elected)
        assert elected == all_elected
    assert len(made.stages) == len(expected.stages)
