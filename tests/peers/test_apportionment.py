"""The same votes for lists by apportionment (MIT licence); `agreement` says how they are compared."""

from __future__ import annotations

import pytest

from agreement import Elected, Election, as_stated

pytest.importorskip("apportionment")

from apportionment import methods

METHODS = {
    "dhondt": "dhondt",
    "sainte-lague": "saintelague",
    "modified-sainte-lague": "modified_saintelague",
    "hare-largest-remainder": "largest_remainder",
}


@pytest.mark.parametrize("rule, method", METHODS.items(), ids=METHODS)
def test_apportionment(rule: str, method: str) -> None:
    def counted(election: Election) -> Elected:
        votes = election.lists()
        won = methods.compute(method, list(votes.values()), election.seats, fractions=True)
        return dict(zip(votes, won, strict=True))

    as_stated("apportionment", rule, "lists", counted, 5)
