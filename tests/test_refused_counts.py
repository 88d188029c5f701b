"""What no rule counts: papers it does not read, seats it does not fill."""

from dataclasses import replace

import pytest

from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.errors import InputError, UsageError
from hustings.profile import Profile

SCORES = Profile.of("abc", {("a:5", "b:2"): 4}, ballots="scores")
RANKED = Profile.of("abc", {("a", "b"): 4, ("b",): 3}, ballots="rankings")


def contest(seats):
    people = tuple(Candidate(id=one, name=one) for one in "abc")
    return Contest(title="x", candidates=people, seats=seats)


@pytest.mark.parametrize("key", ["av", "scottish-stv", "sv"])
def test_ratings_are_not_counted_as_rankings(key):
    with pytest.raises(UsageError, match="does not read scores") as error:
        count(shelf.rule(key), SCORES)
    assert key in error.value.found and "rankings" in error.value.expected


def test_one_person_is_not_several():
    with pytest.raises(InputError, match="elects one person") as error:
        count(shelf.rule("av"), RANKED, contest=contest(2))
    assert error.value.found == "2 seats, and the rule av"


def test_more_seats_than_candidates():
    assert len(count(shelf.rule("scottish-stv"), RANKED, contest=contest(3)).elected) == 3
    with pytest.raises(InputError, match="more seats than candidates"):
        count(shelf.rule("scottish-stv"), RANKED, contest=contest(4))


def test_rankings_are_counted_in_the_columns_of_the_rule():
    count_ = count(shelf.rule("sv"), Profile.of("abc", {("a", "b", "c"): 4, ("a=b",): 9}, ballots="rankings"))
    assert count_.stages[0].papers == 4 and count_.winner == "a"


def test_a_stage_that_is_no_ledger_cannot_fail_to_balance():
    stage = count(shelf.rule("av"), RANKED).stages[0]
    assert stage.balances and not replace(stage, papers=99).balances
    assert replace(stage, papers=99, holds="points").balances
