"""What the same is asked of every rule of the single transferable vote."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stv_elections
from hustings import shelf
from hustings.counting import count
from hustings.errors import InputError, UsageError
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination import elimination, lowest
from hustings.mechanics.equality import earlier_stages
from hustings.profile import Pile, Profile
from stv_elections import contest_of

RULES = {key: rule for key, rule in shelf.rules().items() if rule.family == "stv" and rule.fills == "seats"}
ORDERED = {"ireland", "cambridge"}


def profile_of(people, papers, areas=("",)):
    """Papers in their order, dealt to the areas in turn."""
    piles = Counter((areas[at % len(areas)], vote) for at, vote in enumerate(papers))
    kinds = sorted(piles)
    turns = tuple(kinds.index((areas[at % len(areas)], vote)) for at, vote in enumerate(papers))
    return Profile(
        candidates=tuple(people),
        piles=tuple(Pile(area=area, vote=vote, papers=piles[area, vote]) for area, vote in kinds),
        ballots="rankings",
        order=turns,
    )


@st.composite
def elections(draw):
    people = "abcde"[: draw(st.integers(1, 5))]
    place = st.sampled_from([*people, *people, "-", *(["a=b"] if len(people) > 1 else [])])
    papers = draw(st.lists(st.lists(place, max_size=5).map(tuple), max_size=40))
    return people, papers, draw(st.integers(1, len(people)))


def with_lots(rule, profile, contest):
    """The count, whoever comes first in ballot-paper order being drawn each time."""
    made, _ = stv_elections.with_lots(rule, profile, contest)
    return made


@pytest.mark.parametrize("key", sorted(RULES))
@given(election=elections())
@settings(max_examples=40)
def test_it_fills_every_place_balances_and_loses_nothing(key, election):
    people, papers, seats = election
    made = with_lots(RULES[key], profile_of(people, papers), contest_of(people, seats))
    assert len(set(made.elected)) == len(made.elected) == seats
    for stage in made.stages:
        assert stage.balances and stage.papers == len(papers)
        assert all(number >= 0 for number in (*stage.votes.values(), *stage.accounts.values()))
        assert set(stage.filled) <= set(stage.elected) and stage.step in RULES[key].cites
    before = {}
    for stage in made.stages:
        if before:
            changes = {one: stage.votes.get(one, 0) - before.get(one, 0) for one in people}
            assert {one: number for one, number in changes.items() if number} == dict(stage.added)
        before = dict(stage.votes)


@pytest.mark.parametrize("key", sorted(RULES))
@given(election=elections(), areas=st.integers(2, 3))
@settings(max_examples=25)
def test_papers_of_areas_add_up(key, election, areas):
    people, papers, seats = election
    contest = contest_of(people, seats)
    together = with_lots(RULES[key], profile_of(people, papers), contest)
    apart = with_lots(RULES[key], profile_of(people, papers, tuple("xyz"[:areas])), contest)
    assert together.stages == apart.stages


@pytest.mark.parametrize("key", sorted(set(RULES) - ORDERED))
@given(election=elections(), data=st.data())
@settings(max_examples=25)
def test_the_order_of_papers_matters_only_where_the_law_says_so(key, election, data):
    people, papers, seats = election
    contest = contest_of(people, seats)
    mixed = data.draw(st.permutations(papers))
    one = with_lots(RULES[key], profile_of(people, papers), contest)
    assert one.stages == with_lots(RULES[key], profile_of(people, mixed), contest).stages
    unknown = replace(profile_of(people, papers), order=())
    assert one.stages == with_lots(RULES[key], unknown, contest).stages


@pytest.mark.parametrize("key", sorted(RULES))
def test_with_as_many_seats_as_candidates_everybody_is_elected(key):
    papers = [("a", "b")] * 7 + [("b", "c")] * 2 + [("c",)]
    made = count(RULES[key], profile_of("abc", papers), contest=contest_of("abc", 3))
    assert set(made.elected) == set("abc") and len(made.stages) == 1


@pytest.mark.parametrize("key", sorted(RULES))
def test_invented_cases(key):
    rule = RULES[key]
    nobody = count(rule, Profile.of("abc", {}, ballots="rankings"), contest=contest_of("abc", 2))
    assert nobody.awaiting is not None and set(nobody.awaiting.candidates) == set("abc")
    alone = count(rule, profile_of("a", [("a",), ()]), contest=contest_of("a", 1))
    assert alone.elected == ("a",)
    # A candidate with no papers goes first.
    made = count(rule, profile_of("abc", [("a", "b")] * 60 + [("b",)] * 70), contest=contest_of("abc", 1))
    assert made.elected == ("b",) and "c" not in made.elected
    with pytest.raises(InputError):
        count(rule, profile_of("ab", [("a",)]), contest=contest_of("ab", 3))
    with pytest.raises(UsageError):
        count(rule, Profile.of("ab", {("a:1",): 1}, ballots="scores"), contest=contest_of("ab", 1))


@given(election=elections())
@settings(max_examples=100)
def test_one_seat_by_the_scottish_rules_is_the_alternative_vote_with_a_quota(election):
    people, papers, _ = election
    profile = profile_of(people, papers)

    def ends(tally):
        standing = tally.standing()
        quota = sum(tally.history[0] if tally.history else tally.votes) // 2 + 1
        return [one for one in standing if tally.votes[one] >= quota or len(standing) == 1]

    av = replace(
        RULES["scottish-stv"],
        fills="one",
        stages=elimination(
            exclude=lowest, ends=ends, equality=(earlier_stages,), handling=Handling(over_marked=ends_there)
        ),
    )
    one, other = (
        with_lots(RULES["scottish-stv"], profile, contest_of(people, 1)),
        with_lots(av, profile, None),
    )
    assert one.elected == other.elected
    assert [stage.votes for stage in one.stages] == [stage.votes for stage in other.stages]
