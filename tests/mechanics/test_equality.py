"""Equality: which earlier figure decides, and between whom a lot is drawn."""

import pytest

from hustings.counting import Lot, count
from hustings.mechanics.equality import (
    earlier_stages,
    earliest_stages,
    first_preferences,
    last_stage_all_different,
)
from hustings.mechanics.lots import extreme
from hustings.profile import Profile
from hustings.rules import scottish_stv

# Votes of three people after each of four stages: level at the last, 2 apart at the third ...
HISTORY = [(5, 4, 4), (3, 3, 6), (7, 8, 8), (9, 9, 9)]


@pytest.mark.parametrize(
    ("comparison", "lowest", "kept", "at"),
    [
        (earlier_stages, True, [0], 3),
        (earlier_stages, False, [2], 2),  # 1 and 2 lead at the third stage, and 2 at the second
        (earliest_stages, True, [1], 2),  # 1 and 2 are behind at the first, and 1 at the second
        (earliest_stages, False, [0], 1),
        (first_preferences, True, [1, 2], 1),
        (first_preferences, False, [0], 1),
    ],
)
def test_a_comparison_keeps_those_who_lead_or_trail_at_the_stage_it_looks_at(comparison, lowest, kept, at):
    found = comparison(HISTORY, [0, 1, 2], lowest)
    assert (found[0], found[2]) == (kept, at)


@pytest.mark.parametrize("comparison", [earlier_stages, earliest_stages, first_preferences])
def test_who_was_level_at_every_stage_stays_level(comparison):
    assert comparison([(1, 1), (2, 2)], [0, 1], True)[0] == [0, 1]
    assert comparison([(1, 1), (2, 2)], [0, 1], True)[2] == 0


def test_only_a_stage_at_which_all_of_them_differed_decides():
    assert last_stage_all_different(HISTORY, [0, 1, 2], False)[0] == [0, 1, 2]
    apart = [(3, 2, 1), (1, 2, 3), (1, 1, 3)]
    assert last_stage_all_different(apart, [0, 1, 2], False) == ([2], "earlier stage", 2)
    assert last_stage_all_different(apart, [0, 1, 2], True) == ([0], "earlier stage", 2)


def test_the_extreme_are_named_in_the_order_given():
    assert extreme({2: 1, 0: 1, 1: 3}, lowest=True) == [2, 0]
    assert extreme({2: 1, 0: 1, 1: 3}, lowest=False) == [1]


TIED = Profile.of("abcd", {("a",): 5, ("b",): 3, ("c", "b"): 1, ("d", "a"): 1}, ballots="rankings")


def test_a_lot_is_awaited_between_exactly_those_who_are_level_and_replays():
    waiting = count(scottish_stv.RULE, TIED)
    assert waiting.awaiting is not None
    assert (waiting.awaiting.step, waiting.awaiting.candidates) == ("exclusion-2", ("c", "d"))
    assert waiting.awaiting.drawn == "is excluded"
    lot = Lot(step="exclusion-2", between=("c", "d"), chosen="d", by="the returning officer")
    drawn = count(scottish_stv.RULE, TIED, [lot])
    assert drawn.stages[: len(waiting.stages)] == waiting.stages
    assert drawn.stages[1].eliminated == ("d",)
    assert [one.by for one in drawn.stages[1].equalities] == ["lot"]
    assert drawn.elected == ("a",)


def test_what_a_comparison_decided_is_recorded_with_the_stage():
    # b and c stand at 5 each after d's exclusion; c had fewer before it.
    papers = Profile.of("abcd", {("a",): 8, ("b",): 5, ("c",): 4, ("d", "c"): 1}, ballots="rankings")
    made = count(scottish_stv.RULE, papers)
    assert made.stages[2].eliminated == ("c",)
    assert [(one.between, one.chosen, one.by, one.at) for one in made.stages[2].equalities] == [
        (("b", "c"), "c", "earlier stage", 1)
    ]
