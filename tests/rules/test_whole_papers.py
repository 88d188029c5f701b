"""Rules that transfer whole papers in a recorded order, against a slow count on single papers."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_stv as reference
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.profile import Pile, Profile
from hustings.rules import cambridge, ireland

PAIRS = {
    "ireland": (ireland.RULE, reference.ireland),
    "cambridge": (cambridge.RULE, lambda people, papers, seats: reference.cambridge(people, papers, seats)),
}


def contest_of(people, seats):
    return Contest(title="", candidates=tuple(Candidate(id=one, name=one) for one in people), seats=seats)


def in_order(people, papers):
    """A profile of papers whose order is known."""
    kinds = sorted(set(papers))
    numbers = Counter(papers)
    return Profile(
        candidates=tuple(people),
        piles=tuple(Pile(vote=vote, papers=numbers[vote]) for vote in kinds),
        ballots="rankings",
        order=tuple(kinds.index(vote) for vote in papers),
    )


@st.composite
def elections(draw, times=1):
    people = "abcdef"[: draw(st.integers(1, 6))]
    ranking = st.lists(st.sampled_from(people), unique=True, max_size=len(people)).map(tuple)
    papers = draw(st.lists(ranking, max_size=40))
    return people, papers * times, draw(st.integers(1, len(people)))


def compare(key, people, papers, seats):
    rule, slow = PAIRS[key]
    made = count(rule, in_order(people, papers), contest=contest_of(people, seats))
    try:
        expected = slow(people, papers, seats)
    except reference.Tie as tie:
        assert made.awaiting is not None and made.awaiting.what == "lot"
        assert set(made.awaiting.candidates) == tie.people
        return
    assert made.awaiting is None and len(made.stages) == len(expected.stages)
    elected = set()
    for stage, (figures, out, all_elected) in zip(made.stages, expected.stages, strict=True):
        assert stage.balances
        assert {one: stage.votes.get(one, 0) for one in people} == figures
        assert set(stage.eliminated) == out
        elected |= set(stage.elected)
        assert elected == all_elected


@given(election=elections())
@settings(max_examples=150)
def test_ireland_is_counted_as_the_slow_count_does(election):
    compare("ireland", *election)


@given(election=elections(times=5))
@settings(max_examples=150)
def test_cambridge_is_counted_as_the_slow_count_does(election):
    compare("cambridge", *election)


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
