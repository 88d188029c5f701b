"""What may be computed from statements, and what must wait. Figures: law §11.2, two areas, complete."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting import count
from hustings.decisions import Direction
from hustings.errors import InputError
from hustings.profile import Profile
from hustings.returns import Returns, Statement, statements_of
from hustings.rules.supplementary_vote import RULE

NORTH = Statement(
    area="north",
    stage="first",
    used=545,
    rejected={"no_official_mark": 1, "more_than_one_first": 6, "unmarked_or_uncertain": 8},
    first={"A": 100, "B": 300, "C": 70, "D": 60},
)
SOUTH = Statement(
    area="south",
    stage="first",
    used=721,
    rejected={"more_than_one_first": 9, "identifies_voter": 1, "unmarked_or_uncertain": 11},
    first={"A": 380, "B": 60, "C": 190, "D": 70},
)
NORTH_2 = Statement(
    area="north",
    stage="second",
    status="provisional",
    counted={"A": 40, "B": 70},
    accounts={"not_for_remaining": 5, "over_marked": 0, "blank_or_uncertain": 15},
)
SOUTH_2 = Statement(
    area="south",
    stage="second",
    status="provisional",
    counted={"A": 160, "B": 50},
    accounts={"not_for_remaining": 30, "over_marked": 2, "blank_or_uncertain": 18},
)
DIRECTED = Direction(remaining=("A", "B"), by="the combined authority returning officer")


def returns(*statements, directions=()):
    return Returns(
        candidates=("A", "B", "C", "D"),
        areas=("north", "south"),
        statements=statements,
        directions=directions,
    )


def test_two_areas_complete():
    result = count(RULE, returns(NORTH, SOUTH, NORTH_2, SOUTH_2, directions=(DIRECTED,)))
    first, second = result.stages
    assert first.votes == {"A": 480, "B": 360, "C": 260, "D": 130} and first.papers == 1230
    assert first.remaining == ("A", "B")
    assert second.looked_at == 390
    assert second.added == {"A": 200, "B": 120}
    assert second.votes == {"A": 680, "B": 480}
    assert second.accounts == {"not_for_remaining": 35, "over_marked": 2, "blank_or_uncertain": 33}
    assert result.winner == "A" and all(stage.balances for stage in result.stages)


def test_d3_nothing_is_computed_while_an_area_is_missing():
    """North alone has a local majority for B and South one for A: neither may be acted on."""
    for only in (NORTH, SOUTH):
        waiting = count(RULE, returns(only))
        assert waiting.stages == () and waiting.awaiting.what == "first-statements"
        assert waiting.awaiting.areas == tuple({"north", "south"} - {only.area})


def test_the_count_stops_at_the_direction_and_names_who_remains():
    waiting = count(RULE, returns(NORTH, SOUTH))
    assert [stage.step for stage in waiting.stages] == ["remain"]
    assert waiting.awaiting.what == "direction" and waiting.awaiting.candidates == ("A", "B")


def test_d2_a_provisional_second_statement_before_the_direction_is_refused():
    with pytest.raises(InputError, match="before the direction"):
        count(RULE, returns(NORTH, SOUTH, NORTH_2))


def test_published_final_statements_record_the_direction_themselves():
    final = [replace(one, status="final") for one in (NORTH_2, SOUTH_2)]
    made = returns(NORTH, SOUTH, *final)
    assert made.directed_by_publication() and count(RULE, made).winner == "A"


def test_the_second_calculation_waits_for_every_area():
    waiting = count(RULE, returns(NORTH, SOUTH, SOUTH_2, directions=(DIRECTED,)))
    assert waiting.awaiting.what == "second-statements" and waiting.awaiting.areas == ("north",)


REVISED = replace(SOUTH, version=2, first={"A": 380, "B": 60, "C": 310, "D": 70}, used=841)


def test_d4_a_revision_that_changes_who_remains_voids_the_direction_and_what_came_under_it():
    made = returns(NORTH, SOUTH, REVISED, NORTH_2, SOUTH_2, directions=(DIRECTED,))
    waiting = count(RULE, made)
    assert waiting.stages[0].remaining == ("A", "C")
    assert waiting.awaiting.what == "direction" and waiting.awaiting.candidates == ("A", "C")
    assert made.void(("A", "C")) == (NORTH_2, SOUTH_2)
    assert SOUTH in made.statements and NORTH_2 in made.statements


def test_d4_goes_on_under_the_new_direction():
    again = Direction(remaining=("C", "A"), by="the combined authority returning officer")
    seconds = [
        replace(NORTH_2, version=2, counted={"A": 150, "C": 100}, accounts={"not_counted": 110}),
        replace(SOUTH_2, version=2, counted={"A": 30, "C": 50}, accounts={"not_counted": 50}),
    ]
    made = returns(NORTH, SOUTH, REVISED, NORTH_2, SOUTH_2, *seconds, directions=(DIRECTED, again))
    result = count(RULE, made)
    assert result.stages[1].votes == {"A": 660, "C": 530} and result.winner == "A"


def test_d1_papers_that_do_not_close_block_finality_until_a_reason_is_given():
    short = replace(NORTH, used=546)
    waiting = count(RULE, returns(short, SOUTH))
    assert waiting.awaiting.what == "reason" and waiting.awaiting.areas == ("north",)
    explained = replace(short, reason="one paper found torn in two and counted once")
    assert count(RULE, returns(explained, SOUTH)).awaiting.what == "direction"
    provisional = replace(short, status="provisional")
    assert count(RULE, returns(provisional, SOUTH)).awaiting.what == "direction"


def test_seconds_that_do_not_add_up_are_carried_as_a_gap():
    odd = replace(SOUTH_2, counted={"A": 160, "B": 60})
    result = count(RULE, returns(NORTH, SOUTH, NORTH_2, odd, directions=(DIRECTED,)))
    assert result.stages[1].accounts["gap"] == -10 and result.stages[1].balances


def test_what_a_publication_does_not_tell_apart_is_one_pooled_account():
    bare = [replace(one, accounts={}, status="final") for one in (NORTH_2, SOUTH_2)]
    assert count(RULE, returns(NORTH, SOUTH, *bare)).stages[1].accounts == {"not_counted": 70}
    partly = [
        replace(one, accounts={"not_for_remaining": one.accounts["not_for_remaining"]})
        for one in bare
        for one in [replace(one, accounts=NORTH_2.accounts if one.area == "north" else SOUTH_2.accounts)]
    ]
    accounts = count(RULE, returns(NORTH, SOUTH, *partly)).stages[1].accounts
    assert accounts == {"not_for_remaining": 35, "no_valid_second": 35}


@pytest.mark.parametrize(
    ("stated", "accounts"),
    [
        # 260 papers of C and D are looked at and 220 are counted: 40 to account for.
        ({"same_candidate": 40}, {"same_candidate": 40}),
        ({"same_candidate": 10, "for_eliminated": 5}, {"no_valid_second": 25}),
        ({"not_for_remaining": 10, "blank": 5}, {"no_valid_second": 25}),
        ({"no_valid_second": 10}, {"not_for_remaining": 30}),
        ({"not_for_remaining": 10, "over_marked": 5}, {"blank_or_uncertain": 25}),
        ({"not_for_remaining": 1, "blank": 1, "over_marked": 1}, {"uncertain_second": 37}),
        # Every head is stated: what is left over has no name, and neither have papers too many.
        ({"not_for_remaining": 10, "no_valid_second": 5}, {"gap": 25}),
        ({"not_counted": 39}, {"gap": 1}),
        ({"same_candidate": 41}, {"gap": -1}),
        ({"not_for_remaining": 20, "no_valid_second": 50}, {"gap": -30}),
    ],
)
def test_the_rest_goes_under_the_narrowest_name_that_fits(stated, accounts):
    second = replace(SOUTH_2, counted={"A": 160, "B": 60}, accounts=stated)
    alone = Returns(
        candidates=("A", "B", "C", "D"),
        areas=("south",),
        statements=(replace(SOUTH, first={"A": 380, "B": 220, "C": 190, "D": 70}, used=881), second),
        directions=(DIRECTED,),
    )
    assert count(RULE, alone).stages[1].accounts == {**stated, **accounts}


@pytest.mark.parametrize("named", [("A", "B", "C"), ("A", "C"), ("A",)])
def test_a_direction_names_exactly_those_who_remain(named):
    directions = (DIRECTED, replace(DIRECTED, remaining=named))
    waiting = count(RULE, returns(NORTH, SOUTH, NORTH_2, SOUTH_2, directions=directions))
    assert waiting.awaiting.what == "direction" and waiting.awaiting.candidates == ("A", "B")


def test_a_second_statement_under_another_direction_is_still_awaited():
    for counted in ({"A": 40, "C": 70}, {"A": 40}, {"A": 40, "B": 70, "C": 0}):
        other = replace(NORTH_2, counted=counted)
        made = returns(NORTH, SOUTH, other, SOUTH_2, directions=(DIRECTED,))
        waiting = count(RULE, made)
        assert waiting.awaiting.what == "second-statements" and waiting.awaiting.areas == ("north",)
        assert made.void(("A", "B")) == (other,)


def test_seconds_of_the_whole_contest_stand_for_those_of_its_areas():
    """As where areas publish first preferences alone, and the second count is declared as a whole."""
    whole = replace(SOUTH_2, area="", counted={"A": 200, "B": 120}, accounts={}, status="final")
    result = count(RULE, returns(NORTH, SOUTH, whole))
    assert result.stages[1].looked_at == 390
    assert result.stages[1].votes == {"A": 680, "B": 480}
    assert result.stages[1].accounts == {"not_counted": 70} and result.stages[1].balances
    # Where every area has made one too, the areas are counted.
    both = count(RULE, returns(NORTH, SOUTH, NORTH_2, SOUTH_2, whole, directions=(DIRECTED,)))
    assert both.stages[1].votes == {"A": 680, "B": 480} and len(both.stages[1].accounts) == 3


def test_the_newest_version_of_either_stage_says_whether_figures_are_provisional():
    assert returns(NORTH, SOUTH, NORTH_2).provisional() == ("north",)
    assert returns(NORTH, replace(SOUTH, status="provisional")).provisional() == ("south",)
    final = replace(NORTH_2, status="final", version=2)
    for order in ((NORTH_2, final), (final, NORTH_2)):
        assert returns(NORTH, SOUTH, *order).provisional() == ()
        assert returns(NORTH, SOUTH, *order).latest("north", "second") == final


def test_the_gap_is_papers_used_less_those_accounted_for():
    assert replace(NORTH, used=548).gap == 3 and replace(NORTH, used=540).gap == -5
    assert replace(NORTH, valid=531).gap == -1  # the printed total stands where there is one
    assert replace(NORTH, rejected={}).gap is None and replace(NORTH, used=None).gap is None


def test_a_declaration_of_the_whole_contest_is_counted_though_it_does_not_close():
    """Published totals that do not close are carried; nobody can be asked for a reason."""
    first = replace(NORTH, area="", used=546)
    second = replace(NORTH_2, area="", status="final", counted={"A": 40, "B": 70}, accounts={})
    odd = Returns(candidates=("A", "B", "C", "D"), areas=("",), statements=(first,))
    assert count(RULE, odd).winner == "B"
    level = replace(first, first={"A": 200, "B": 200, "C": 70, "D": 60})
    two = Returns(candidates=("A", "B", "C", "D"), areas=("",), statements=(level, second))
    assert count(RULE, two).winner == "B" and count(RULE, two).stages[1].accounts == {"not_counted": 20}


def test_nobody_makes_second_statements_where_nobody_is_eliminated():
    profile = Profile.of("ab", {("a", "b"): 3, ("b", "a"): 3}, area="n")
    assert [one.stage for one in statements_of(profile, ("a", "b"))] == ["first"]
    assert [one.stage for one in statements_of(profile, ("a",))] == ["first", "second"]


def test_an_unknown_area_and_two_versions_of_one_number():
    with pytest.raises(InputError, match="unknown area"):
        returns(replace(NORTH, area="east"))
    with pytest.raises(InputError, match="same version"):
        returns(NORTH, NORTH)


papers = st.lists(
    st.tuples(
        st.sampled_from(["n", "s"]),
        st.sampled_from("abcd"),
        st.sampled_from(["a", "b", "c", "d", "-", "!!", "?"]),
    ),
    max_size=30,
)


@given(papers)
def test_statements_of_a_profile_count_like_the_profile(case):
    areas = [Profile.of("abcd", {}, area=area) for area in "ns"]
    profile = areas[0] + areas[1]
    for area, first, second in case:
        profile = profile + Profile.of("abcd", {(first, second): 1}, area=area)
    counted = count(RULE, profile)
    remaining = counted.stages[0].remaining
    stated = Returns(
        candidates=tuple("abcd"),
        areas=profile.areas or ("",),
        statements=statements_of(profile, remaining) or (Statement(area="", stage="first"),),
    )
    again = count(RULE, stated)
    assert again.elected == counted.elected
    for one, other in zip(counted.stages, again.stages, strict=True):
        assert (one.votes, one.added, one.accounts) == (other.votes, other.added, other.accounts)
