"""Rules that transfer whole papers in a recorded order, against a slow count on single papers."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_stv as reference
from hustings.counting import count
from hustings.profile import Profile
from hustings.rules import cambridge, cambridge_vacancy, ireland
from stv_elections import compare, contest_of, in_order, level_election, random_election

PAIRS = {
    "ireland": (ireland.RULE, reference.ireland),
    "cambridge": (cambridge.RULE, reference.cambridge),
}


@st.composite
def elections(draw, times=1):
    people = "abcdef"[: draw(st.integers(1, 6))]
    ranking = st.lists(st.sampled_from(people), unique=True, max_size=len(people)).map(tuple)
    papers = draw(st.lists(ranking, max_size=40))
    return people, papers * times, draw(st.integers(1, len(people)))


@pytest.mark.parametrize("key", sorted(PAIRS))
def test_every_stage_of_random_elections_is_that_of_the_slow_count(key):
    for seed in range(200):
        people, papers, seats = random_election(seed)
        compare(*PAIRS[key], people, papers * (3 if key == "cambridge" else 1), seats)
    for seed in range(300):
        people, papers, seats = level_election(seed)
        compare(*PAIRS[key], people, papers * (5 if key == "cambridge" else 1), seats)


@given(election=elections())
@settings(max_examples=80)
def test_ireland_is_counted_as_the_slow_count_does(election):
    compare(*PAIRS["ireland"], *election)


@given(election=elections(times=5))
@settings(max_examples=80)
def test_cambridge_is_counted_as_the_slow_count_does(election):
    compare(*PAIRS["cambridge"], *election)


@pytest.mark.parametrize("key", sorted(PAIRS))
@given(election=elections(times=3))
@settings(max_examples=60)
def test_without_an_order_the_count_is_the_same_or_waits_for_it(key, election):
    people, papers, seats = election
    rule, _ = PAIRS[key]
    ordered = count(rule, in_order(people, papers), contest=contest_of(people, seats))
    unordered = Profile.of(people, Counter(papers), ballots="rankings")
    made = count(rule, unordered, contest=contest_of(people, seats))
    if made.awaiting and made.awaiting.what == "order":
        assert made.stages == ordered.stages[: len(made.stages)]
        assert made.awaiting.papers > 1
    else:
        assert [stage.votes for stage in made.stages] == [stage.votes for stage in ordered.stages]
        assert made.elected == ordered.elected


def test_the_papers_last_filed_go_and_may_decide_who_is_elected():
    """a has six papers and a surplus of two, all for b next; b goes out, and the two go on to c or to d."""
    people = "abcd"
    papers = [("a", "b", "c")] * 3 + [("a", "b", "d")] * 3 + [("c",)] * 2 + [("d",)] * 2
    made = count(ireland.RULE, in_order(people, papers), contest=contest_of(people, 2))
    assert made.stages[0].quota == 4 and made.stages[1].votes["b"] == 2
    assert set(made.elected) == {"a", "d"}
    turned = papers[3:6] + papers[:3] + papers[6:]
    other = count(ireland.RULE, in_order(people, turned), contest=contest_of(people, 2))
    assert set(other.elected) == {"a", "c"}
    unknown = count(
        ireland.RULE, Profile.of(people, Counter(papers), ballots="rankings"), contest=contest_of(people, 2)
    )
    assert unknown.awaiting is not None and unknown.awaiting.what == "order"
    assert (unknown.awaiting.step, unknown.awaiting.papers, len(unknown.stages)) == ("order-2", 6, 1)


def test_every_nth_ballot_of_a_surplus_goes_by_the_city_s_description():
    """Ten ballots and a surplus of three: n = 3, so the third, sixth and ninth."""
    people = "abcd"
    first = (
        [("a", "b")] * 2 + [("a", "c")] + [("a", "b")] * 2 + [("a", "d")] + [("a", "b")] * 2 + [("a", "c")]
    )
    papers = [*first, ("a", "b"), *[("b",)] * 3, *[("c",)] * 3, *[("d",)] * 4]
    made = count(cambridge.RULE, in_order(people, papers), contest=contest_of(people, 2))
    assert made.stages[0].quota == 7
    assert {(one.to, one.papers) for one in made.stages[1].transfers} == {("c", 2), ("d", 1)}


def test_cambridge_waits_for_the_order_of_unlike_ballots_in_a_surplus():
    votes = {("a", "b"): 60, ("a", "c"): 60, ("b",): 50, ("c",): 55}
    waiting = count(
        cambridge.RULE, Profile.of("abc", votes, ballots="rankings"), contest=contest_of("abc", 2)
    )
    assert waiting.awaiting is not None
    assert (waiting.awaiting.what, waiting.awaiting.step) == ("order", "order-2")
    assert waiting.awaiting.papers == 120
    # Where they all say the same, their order is of no consequence.
    alike = {("a", "b"): 120, ("b",): 50, ("c",): 55}
    made = count(cambridge.RULE, Profile.of("abc", alike, ballots="rankings"), contest=contest_of("abc", 2))
    assert made.elected == ("a", "b")


def test_a_vacancy_in_cambridge_goes_to_more_than_half_of_the_member_s_ballots_that_show_a_choice():
    """M.G.L. c54A s13: ballots for nobody eligible count towards no half; over-marks are passed over."""
    votes = {("a",): 4, ("b", "c"): 3, ("a=b", "c"): 2, (): 9}
    made = count(cambridge_vacancy.RULE, Profile.of("abc", votes, ballots="rankings"))
    assert made.stages[0].votes == {"a": 4, "b": 3, "c": 2}
    assert [stage.eliminated for stage in made.stages] == [(), ("c",)]
    assert made.stages[1].accounts == {"no_first_preference": 9, "no_further_preference": 2}
    assert made.elected == ("a",)
