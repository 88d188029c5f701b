"""Rules of the single transferable vote against a slow count on single papers, and properties of each.

Where only a lot can decide, both must name the same people, and both draw the first of them.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_stv as reference
from hustings.counting import Lot, count
from hustings.profile import Profile
from hustings.rules import (
    australian_senate,
    australian_senate_2016,
    ers97,
    meek,
    minneapolis,
    northern_ireland_stv,
    scottish_stv,
    warren,
)
from stv_elections import compare, contest_of, level_election, random_election

PAIRS = {
    "scottish-stv": (scottish_stv.RULE, reference.scottish),
    "northern-ireland-stv": (northern_ireland_stv.RULE, reference.northern_ireland),
    "ers97": (ers97.RULE, reference.ers97),
    "australian-senate": (australian_senate.RULE, reference.australian_senate),
    "australian-senate-2016": (australian_senate_2016.RULE, reference.australian_senate_2016),
    "minneapolis": (minneapolis.RULE, reference.minneapolis),
    "meek": (meek.RULE, reference.meek),
    "warren": (warren.RULE, reference.warren),
}


@st.composite
def elections(draw, most=6):
    people = "abcdefg"[: draw(st.integers(1, most))]
    rankings = st.lists(st.sampled_from(people), unique=True, max_size=len(people)).map(tuple)
    votes = draw(st.dictionaries(rankings, st.integers(1, draw(st.sampled_from([2, 5, 60]))), max_size=14))
    return people, votes, draw(st.integers(1, len(people)))


@pytest.mark.parametrize("key", sorted(PAIRS))
@given(election=elections())
@settings(max_examples=100)
def test_every_stage_of_small_elections_is_that_of_the_slow_count(key, election):
    people, votes, seats = election
    papers = [vote for vote, number in votes.items() for _ in range(number)]
    compare(*PAIRS[key], people, papers, seats)


@pytest.mark.parametrize("key", sorted(PAIRS))
def test_every_stage_of_random_elections_is_that_of_the_slow_count(key):
    slowest = key in ("meek", "warren")
    for seed in range(25 if slowest else 200):
        compare(*PAIRS[key], *random_election(seed, 60 if slowest else 300))
    for seed in range(20 if slowest else 400):
        compare(*PAIRS[key], *level_election(seed))


@pytest.mark.parametrize("key", sorted(PAIRS))
@given(election=elections(), data=st.data())
@settings(max_examples=60)
def test_every_vote_is_somebody_s_and_every_place_is_filled_with_lots(key, election, data):
    people, votes, seats = election
    rule, _ = PAIRS[key]
    profile = Profile.of(people, votes, ballots="rankings")
    lots = []
    while (made := count(rule, profile, lots, contest_of(people, seats))).awaiting:
        waits = made.awaiting
        chosen = data.draw(st.sampled_from(waits.candidates))
        lots.append(Lot(step=waits.step, between=waits.candidates, chosen=chosen, by="test"))
    assert len(set(made.elected)) == len(made.elected) == seats
    out = [one for stage in made.stages for one in stage.eliminated]
    assert len(set(out)) == len(out) and not set(out) & set(made.elected)
    for stage in made.stages:
        assert stage.balances
        assert all(number >= 0 for number in (*stage.votes.values(), *stage.accounts.values()))
        assert set(stage.filled) <= set(stage.elected)
    # The stages are the same with the candidates renamed, lots and all.
    names = dict(zip(people, data.draw(st.permutations(people)), strict=True))
    renamed = Profile.of(
        people, {tuple(names[one] for one in vote): n for vote, n in votes.items()}, ballots="rankings"
    )
    others = [
        Lot(
            step=lot.step,
            between=tuple(names[one] for one in lot.between),
            chosen=names[lot.chosen],
            by="test",
        )
        for lot in lots
    ]
    again = count(rule, renamed, others, contest_of(people, seats))
    assert set(again.elected) == {names[one] for one in made.elected}
    assert [{names[one]: n for one, n in stage.votes.items()} for stage in made.stages] == [
        dict(stage.votes) for stage in again.stages
    ]


def test_three_equal_surpluses_of_a_senate_count_need_a_count_at_which_all_three_differed():
    """Section 273(22): at the first count b and c were equal, so nobody of the three is before the others."""
    votes = {("a",): 10, ("b",): 9, ("c",): 9, ("e",): 9, ("f",): 9}
    votes |= {("d", "a"): 2, ("d", "b"): 3, ("d", "c"): 3}
    profile = Profile.of("abcdef", votes, ballots="rankings")
    made = count(australian_senate.RULE, profile, contest=contest_of("abcdef", 4))
    assert made.stages[1].elected == ("a", "b", "c")
    assert made.awaiting is not None
    assert (made.awaiting.step, made.awaiting.candidates) == ("surplus-3", ("a", "b", "c"))


def test_ers97_looks_back_to_the_votes_after_each_batch():
    """x and y are level at the end of every stage, but not after e's papers of value 1.00: x is elected.

    Rule 5.6.2: S's twenty papers move at 0.50, e's own paper goes to x, and then two at 0.50 to y.
    """
    people = ("S", "e", "w", "x", "y", "z")
    votes = {("S", "e", "y"): 2, ("S", "z"): 4, ("S", "w"): 4, ("S", "x"): 5, ("S", "y"): 5, ("e", "x"): 1}
    votes |= {("x",): 4, ("y",): 4, ("z",): 6, ("w",): 5}
    made = count(ers97.RULE, Profile.of(people, votes, ballots="rankings"), contest=contest_of(people, 3))
    assert all(stage.votes["x"] == stage.votes["y"] for stage in made.stages)
    assert made.awaiting is None and made.elected == ("S", "z", "x")


def test_where_more_reach_meeks_quota_than_seats_are_left_a_lot_excludes_and_the_others_go():
    """Algorithm 123, procedure compute: the special case of a multi-way tie."""
    profile = Profile.of("abcd", {(one,): 10 for one in "abc"}, ballots="rankings")
    for rule in (meek.RULE, warren.RULE):
        waiting = count(rule, profile, contest=contest_of("abcd", 2)).awaiting
        assert waiting is not None and waiting.candidates == ("a", "b", "c")
        lot = Lot(step=waiting.step, between=waiting.candidates, chosen="b", by="a test")
        (stage,) = count(rule, profile, [lot], contest_of("abcd", 2)).stages
        assert stage.eliminated == ("d", "b") and stage.elected == ("a", "c")
        assert [one.chosen for one in stage.equalities] == ["b"]
