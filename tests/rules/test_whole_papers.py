"""Rules that transfer whole papers in a recorded order, against a slow count on single papers."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_stv as reference
from hustings.counting import count
from hustings.profile import Profile
from hustings.rules import cambridge, ireland
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
