"""The same elections by pyrankvote (MIT licence), paper by paper; `agreement` says how they are compared."""

from __future__ import annotations

from typing import Any

import pytest

from agreement import Elected, Election, Papers, as_stated

pyrankvote: Any = pytest.importorskip("pyrankvote")


def counted(election: Election) -> Elected:
    people = {one: pyrankvote.Candidate(one) for one in election.candidates}
    ballots = [
        pyrankvote.Ballot([people[one] for one in vote])
        for vote, papers in election.votes.items()
        for _ in range(papers)
    ]
    if election.seats == 1:
        result = pyrankvote.instant_runoff_voting(list(people.values()), ballots)
    else:
        result = pyrankvote.single_transferable_vote(list(people.values()), ballots, election.seats)
    return frozenset(one.name for one in result.get_winners())


METHODS: list[tuple[str, Papers, int]] = [
    ("av", "complete", 1),
    ("av", "truncated", 1),
    ("scottish-stv", "complete", 3),
    ("scottish-stv", "truncated", 3),
]


@pytest.mark.parametrize("rule, kind, number", METHODS)
def test_pyrankvote(rule: str, kind: Papers, number: int) -> None:
    as_stated("pyrankvote", rule, kind, counted, number)
