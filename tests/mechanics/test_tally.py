"""The counting table: every vote is somebody's or under a name, whatever moves."""

from fractions import Fraction

import numpy as np

from hustings.mechanics.arithmetic import EXACT, decimals
from hustings.mechanics.ballots import Handling, ballots_of
from hustings.mechanics.tally import Tally
from hustings.profile import Profile

PAPERS = Profile.of(
    "abc", {("a", "b"): 4, ("a", "c"): 2, ("a",): 1, ("b",): 3, ("-",): 1, ("a=b",): 1}, ballots="rankings"
)


def tally(of=EXACT):
    return Tally(ballots=ballots_of(PAPERS, Handling()), of=of)


def out(table, one):
    """A candidate's parcels, taken away, as where they go next."""
    table.continuing[one] = False
    return table.sort(table.take(one))


def test_first_preferences_and_papers_that_hold_none():
    table = tally()
    stage = table.stage_of("first-preferences")
    assert stage.votes == {"a": 7, "b": 3, "c": 0}
    assert stage.accounts == {"no_first_preference": 1, "over_marked": 1}
    assert stage.balances and table.valid() == 10 and stage.papers == 12
    assert stage.added == {} and stage.held == {} and dict(stage.readings) == {"level": 1}


def test_papers_move_at_a_new_value_and_nothing_is_lost():
    table = tally(decimals(2))
    table.stage_of("first-preferences")
    moved = out(table, 0)
    on = [parcel for to, parcel in moved if to >= 0]
    assert sum(one.papers for one in on) == 6 and sum(one.papers * one.value for one in on) == 600
    table.transfer(0, [(to, parcel, 33) for to, parcel in moved])
    table.lose(0, "rounding", table.votes[0])
    stage = table.stage_of("surplus", whose=("a",))
    assert stage.votes == {"b": 3 + Fraction(132, 100), "c": Fraction(66, 100)}
    assert stage.accounts == {
        "no_first_preference": 1,
        "over_marked": 1,
        "no_further_preference": Fraction(33, 100),
        "rounding": 7 - Fraction(231, 100),
    }
    assert stage.balances
    assert stage.added == {"a": -7, "b": Fraction(132, 100), "c": Fraction(66, 100)}
    assert [(one.source, one.to, one.papers, one.votes) for one in stage.transfers] == [
        ("a", "b", 4, Fraction(132, 100)),
        ("a", "c", 2, Fraction(66, 100)),
    ]
    assert dict(stage.sources) == {
        ("a", "no_further_preference"): Fraction(33, 100),
        ("a", "rounding"): 7 - Fraction(231, 100),
    }
    assert dict(stage.held) == {"b": 7, "c": 2}
    assert table.held == [0, 7, 2]


def test_papers_of_unlike_value_are_kept_apart_and_like_ones_are_thrown_together():
    table = tally()
    table.transfer(0, [(to, parcel, Fraction(1, 2)) for to, parcel in out(table, 0)])
    assert [(one.papers, one.value) for one in table.parcels[1]] == [(3, 1), (4, Fraction(1, 2))]
    sub = table.sort([*table.parcels[1], *table.parcels[2]])
    # Whoever still continues keeps what was received: each value is sorted by itself.
    assert [(to, one.papers, one.value) for to, one in sub] == [
        (1, 3, 1),
        (1, 4, Fraction(1, 2)),
        (2, 2, Fraction(1, 2)),
    ]


def test_many_decimals_do_not_overflow():
    table = tally(decimals(40))
    stage = table.stage_of("first-preferences")
    assert table.votes[0] == 7 * 10**40 and stage.votes["a"] == 7


def test_the_history_keeps_everybody_s_votes_after_each_stage():
    table = tally()
    table.stage_of("first-preferences")
    assert table.stage == 2 and table.history == [(7, 3, 0)]
    assert table.standing() == [0, 1, 2] and table.ids([2, 0]) == ("c", "a")
    assert isinstance(table.continuing, np.ndarray)
