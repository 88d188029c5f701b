"""Seats for lists: printed elections and worked examples, a plain reference, and what the methods promise."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.errors import InputError
from hustings.profile import Profile
from reference_lists import by_divisors, by_remainders

DIVISORS = ("dhondt", "sainte-lague", "modified-sainte-lague", "modified-sainte-lague-sweden")
REMAINDERS = {"hare-largest-remainder": "hare", "droop-largest-remainder": "droop"}
PLAIN = (*DIVISORS, *REMAINDERS)


def contest_of(ids, seats, *, threshold=None, listed=None, constituencies=None):
    people = tuple(
        Candidate(
            id=one,
            name=one,
            listed=(listed or {}).get(one),
            constituencies=(constituencies or {}).get(one),
        )
        for one in ids
    )
    return Contest(title="", candidates=people, seats=seats, threshold=threshold)


def counted(key, votes, seats, lots=(), **facts):
    papers = Profile.of(votes, {(one,): number for one, number in votes.items()})
    return count(shelf.rule(key), papers, lots, contest_of(votes, seats, **facts))


def seats_of(key, votes, seats, **facts):
    result = counted(key, votes, seats, **facts)
    assert result.awaiting is None
    return {one: won for one, won in result.stages[-1].seats.items() if won}


def takers(result):
    return [one for stage in result.stages if stage.step == "seat" for one in stage.whose]


# -- The London Assembly ---------------------------------------------------------------------------------

LONDON_2008 = {  # politicsresources.net, "London elections 2008: London Assembly", votes and members elected
    "Conservatives": 835_535,
    "Labour": 665_443,
    "Liberal Democrats": 275_272,
    "Green": 203_465,
    "BNP": 130_714,
    "Christian Choice": 70_294,
    "Abolish Congestion Charge": 63_596,
    "Respect": 59_721,
    "English Democrats": 25_569,
    "Left List": 22_583,
    "Unity for Peace and Socialism": 6_394,
    "Rathy Alagaratnam": 3_974,
    "One London": 3_430,
    # The page prints 2,412,607 valid votes; these are in no row of it.
    "in no row of the page": 46_617,
}


def test_london_2008():
    result = counted("london-assembly", LONDON_2008, 11, constituencies={"Conservatives": 8, "Labour": 6})
    assert result.stages[0].papers == 2_412_607
    assert result.stages[-1].seats == {
        "Conservatives": 3,
        "Labour": 2,
        "Liberal Democrats": 3,
        "Green": 2,
        "BNP": 1,
    }
    assert result.elected == ("Liberal Democrats", "Green", "BNP", "Labour", "Conservatives")
    # The fifth party had 5.42 per cent as the page prints it, the sixth 2.91.
    assert result.stages[0].eliminated == tuple(LONDON_2008)[5:]


@pytest.mark.parametrize(
    ("votes", "constituencies", "elected"),
    [
        # 2016: infobox and text of "2016 London Assembly election" (pinocchiopedia.com), "no other party
        # polled above 2%"; nine and five constituency members, 12, 8, 2, 2 and 1 in all.
        (
            {
                "Lab": 1_054_801,
                "Con": 764_230,
                "Green": 207_959,
                "UKIP": 171_069,
                "LD": 165_580,
                "WEP": 91_772,
            },
            {"Lab": 9, "Con": 5},
            {"Lab": 3, "Con": 3, "Green": 2, "UKIP": 2, "LD": 1},
        ),
        # 2021: infobox of "2021 London Assembly election" (wikizero.com) for the votes; On London, "London
        # Assembly Election Results 2021", for 9 and 5 constituencies and 4, 3, 2, 2 London-wide members. The
        # French article (nl.frwiki.wiki) has 189,522 for the Liberal Democrats.
        (
            {"Lab": 986_609, "Con": 795_081, "Green": 305_452, "LD": 189_622},
            {"Lab": 9, "Con": 5},
            {"Con": 4, "Green": 3, "Lab": 2, "LD": 2},
        ),
        (
            {"Lab": 986_609, "Con": 795_081, "Green": 305_452, "LD": 189_522},
            {"Lab": 9, "Con": 5},
            {"Con": 4, "Green": 3, "Lab": 2, "LD": 2},
        ),
    ],
)
def test_london_2016_and_2021_on_the_votes_of_the_largest_parties(votes, constituencies, elected):
    """Votes of the smallest parties are not in these sources: none of them came near 5 per cent."""
    assert seats_of("london-assembly", votes, 11, constituencies=constituencies) == elected


def test_the_division_of_additional_members_as_the_scotland_act_notes_print_it():
    """Scotland Act 1998, Explanatory Notes to section 8, North-East Scotland Region, 6 May 1999."""
    votes = {"Labour": 72_666, "Lib Dem": 49_843, "SNP": 92_329, "Con": 52_149, "Green": 8_067}
    won = {"Labour": 4, "Lib Dem": 3, "SNP": 2}
    result = counted("london-assembly", votes, 7, constituencies=won, threshold=Fraction(0))
    assert takers(result) == ["Con", "SNP", "Con", "SNP", "SNP", "Con", "SNP"]
    half = Fraction(1, 2)
    table = [{one: int(figure + half) for one, figure in row.votes.items()} for row in result.stages]
    assert table[1] == {"Labour": 14533, "Lib Dem": 12461, "SNP": 30776, "Con": 52149, "Green": 8067}
    assert [row["SNP"] for row in table[1:]] == [30776, 30776, 23082, 23082, 18466, 15388, 15388]
    assert [row["Con"] for row in table[1:]] == [52149, 26075, 26075, 17383, 17383, 17383, 13037]


def test_london_waits_for_the_constituencies():
    result = counted("london-assembly", LONDON_2008, 11)
    assert result.awaiting.what == "constituency-results" and len(result.stages) == 1


def test_exactly_five_per_cent_is_not_enough_in_london():
    """GLA Act 1999 Sch 2 para 7(1): not more than 5 per cent; the Explanatory Notes say it otherwise."""
    votes = {"a": 899, "b": 51, "c": 50}
    assert counted("london-assembly", votes, 19, constituencies={"a": 0}).stages[0].eliminated == ("c",)
    assert seats_of("london-assembly", votes, 19, constituencies={"a": 0}) == {"a": 18, "b": 1}


def test_an_individual_takes_one_seat_and_a_party_what_its_list_holds():
    votes = {"party": 300, "individual": 500, "other": 200}
    listed = {"individual": 1, "party": 2}
    facts = {"constituencies": {"party": 0}, "listed": listed}
    assert seats_of("london-assembly", votes, 5, **facts) == {"individual": 1, "party": 2, "other": 2}
    result = counted("london-assembly", votes, 9, constituencies={"party": 0}, listed=listed | {"other": 3})
    assert result.stages[-1].step == "vacant"
    assert result.stages[-1].seats == {"party": 2, "individual": 1, "other": 3}


def test_london_figures_equal_for_the_last_seat_get_one_vote_more_each():
    """GLA Act 1999 Sch 2 para 8(7)-(8): 300 by 3 is 100 by 1; with a vote more, 301/3 is less than 101."""
    votes = {"a": 300, "b": 100}
    result = counted("london-assembly", votes, 1, constituencies={"a": 2})
    last = result.stages[-1]
    assert last.whose == ("b",) and last.votes == {"a": 100, "b": 100}
    assert [(one.between, one.chosen, one.by) for one in last.equalities] == [
        (("a", "b"), "b", "one vote added")
    ]
    both = counted("london-assembly", votes, 2, constituencies={"a": 2})
    assert both.stages[-1].whose == ("a", "b") and not both.stages[-1].equalities


def test_london_figures_still_equal_wait_for_a_lot():
    votes = {"a": 100, "b": 100, "c": 100}
    result = counted("london-assembly", votes, 2, constituencies={"a": 0})
    assert result.awaiting.candidates == ("a", "b", "c")
    assert (result.awaiting.step, result.awaiting.drawn) == ("seat-1", "takes seat 1")
    lot = Lot(step="seat-1", between=("a", "b", "c"), chosen="b", by="GLRO")
    drawn = counted("london-assembly", votes, 2, [lot], constituencies={"a": 0})
    assert drawn.stages[-1].seats == {"a": 0, "b": 1, "c": 0}
    assert (drawn.awaiting.step, drawn.awaiting.candidates) == ("seat-2", ("a", "c"))


# -- Printed elections and worked examples ----------------------------------------------------------------

STATES = {  # census of 1790: tutorsglobe.com, "The First Apportionment of the House of Representatives"
    "Connecticut": 236_841,
    "Delaware": 55_540,
    "Georgia": 70_835,
    "Kentucky": 68_705,
    "Maryland": 278_514,
    "Massachusetts": 475_327,
    "New Hampshire": 141_822,
    "New Jersey": 179_570,
    "New York": 331_589,
    "North Carolina": 353_523,
    "Pennsylvania": 432_879,
    "Rhode Island": 68_446,
    "South Carolina": 206_236,
    "Vermont": 85_533,
    "Virginia": 630_560,
}


def test_hamilton_1792():
    """For All Practical Purposes, 10th edition, chapter 14, example 6, table 14.5: 120 seats, Hare quota."""
    result = counted("hare-largest-remainder", STATES, 120)
    by_quota, by_remainder = result.stages[1], result.stages[2:]
    assert sum(by_quota.seats.values()) == 111
    assert [stage.whose[0] for stage in by_remainder] == [
        "New Jersey", "Virginia", "Connecticut", "South Carolina", "Delaware", "Vermont",
        "Massachusetts", "North Carolina", "New Hampshire",
    ]  # fmt: skip
    assert result.stages[-1].seats == {
        "New Jersey": 6, "Virginia": 21, "Connecticut": 8, "South Carolina": 7, "Delaware": 2, "Vermont": 3,
        "Massachusetts": 16, "North Carolina": 12, "New Hampshire": 5, "Pennsylvania": 14, "Georgia": 2,
        "Kentucky": 2, "Rhode Island": 2, "Maryland": 9, "New York": 11,
    }  # fmt: skip
    quotas = {one: round(Fraction(votes) / by_quota.quota, 3) for one, votes in STATES.items()}
    assert str(float(quotas["New Jersey"])) == "5.959" and str(float(quotas["New York"])) == "11.004"


def test_jefferson_1792():
    """M. J. Caulfield, Apportioning Representatives in the United States Congress (MAA Convergence),
    "Jefferson's Method": a divisor of 33,000 gives the 105 seats, Hamilton's method differs in two states."""
    jefferson = seats_of("dhondt", STATES, 105)
    assert jefferson == {one: people // 33_000 for one, people in STATES.items()}
    hamilton = seats_of("hare-largest-remainder", STATES, 105)
    assert {one: hamilton[one] - jefferson[one] for one in STATES if hamilton[one] != jefferson[one]} == {
        "Virginia": -1,
        "Delaware": 1,
    }


def test_new_zealand_2023():
    """Party votes: docs.sarahcgall.co.uk, "Seat Allocation Explained", step 1. Seats: the Electoral
    Commission's official results of 3 November 2023 (deaf.org.nz): 48, 34, 15, 11, 8, 6 (two as overhang)."""
    votes = {
        "National": 1_085_851,
        "Labour": 767_540,
        "Green": 330_907,
        "ACT": 246_473,
        "NZ First": 173_553,
        "Maori": 87_844,
    }
    assert seats_of("sainte-lague", votes, 120) == {
        "National": 48, "Labour": 34, "Green": 15, "ACT": 11, "NZ First": 8, "Maori": 4,
    }  # fmt: skip


def test_norway_worked_step_by_step():
    """Project Lavinia, Forklaringer, "Stortingsvalg med Sainte Lagues metode": decimals are dropped."""
    votes = {"A": 50_000, "B": 40_000, "C": 30_000, "D": 20_000, "E": 10_000}
    result = counted("modified-sainte-lague", votes, 5)
    assert [[int(figure) for figure in stage.votes.values()] for stage in result.stages[1:]] == [
        [35714, 28571, 21428, 14285, 7142],
        [16666, 28571, 21428, 14285, 7142],
        [16666, 13333, 21428, 14285, 7142],
        [16666, 13333, 10000, 14285, 7142],
        [10000, 13333, 10000, 14285, 7142],
    ]
    assert takers(result) == ["A", "B", "C", "A", "D"]


def test_equal_quotients_in_norway_go_to_the_list_with_most_votes():
    """Election Act 2002 (Norway) s11-4(3). 300 by 3 is 140 by 1.4: the list with 300 votes takes the seat."""
    votes = {"small": 140, "large": 300}
    result = counted("modified-sainte-lague", votes, 2)
    assert takers(result) == ["large", "large"]
    assert [(one.chosen, one.by) for one in result.stages[-1].equalities] == [("large", "votes")]
    assert counted("modified-sainte-lague", {"a": 7, "b": 7}, 1).awaiting.candidates == ("a", "b")


def test_sweden_2022():
    """Valmyndigheten's final votes and the 349 seats of the Riksdag, as public code quotes them to
    check itself; the seats are made even over the country, so that one division gives them."""
    votes = {
        "S": 1_964_474, "SD": 1_330_325, "M": 1_237_428, "V": 437_050,
        "C": 434_945, "KD": 345_712, "MP": 329_242, "L": 298_542,
    }  # fmt: skip
    assert seats_of("modified-sainte-lague-sweden", votes, 349) == {
        "S": 107, "SD": 73, "M": 68, "V": 24, "C": 24, "KD": 19, "MP": 18, "L": 16,
    }  # fmt: skip


def test_sweden_divides_by_one_point_two_first():
    votes = {"a": 29, "b": 12}  # 29/3 is less than 12/1.2, more than 12/1.4
    assert seats_of("modified-sainte-lague-sweden", votes, 2) == {"a": 1, "b": 1}
    assert seats_of("modified-sainte-lague", votes, 2) == {"a": 2}


def test_droop_worked_example():
    """Fix the NC Legislature, Seat Allocation Process, "Detailed Example": 800,000 votes, 10 and 24 seats."""
    votes = {"A": 245_680, "B": 188_960, "C": 138_560, "D": 226_800}
    ten = counted("droop-largest-remainder", votes, 10)
    assert ten.stages[1].quota == 72_728
    assert ten.stages[-1].seats == {"A": 3, "B": 2, "C": 2, "D": 3}
    twenty_four = counted("droop-largest-remainder", votes, 24)
    assert twenty_four.stages[1].quota == 32_001
    assert twenty_four.stages[-1].seats == {"A": 7, "B": 6, "C": 4, "D": 7}


def test_more_seats_left_than_lists_as_the_voting_theory_forum_found():
    """Voting Theory Forum, "More Remaining Seats Than Parties?": 23, 26, 51 votes, 30 seats leave seven."""
    votes = {"A": 23, "B": 26, "C": 51}
    result = counted("droop-largest-remainder", votes, 30)
    assert result.stages[1].seats == {"A": 5, "B": 6, "C": 12}
    # Two rounds of three, and the last seat to the largest remainder: 23 - 5 * 4 and 51 - 12 * 4 are equal.
    assert result.awaiting.candidates == ("A", "C") and result.awaiting.step == "seat-30"


# -- Thresholds, equality, nobody --------------------------------------------------------------------------


@pytest.mark.parametrize("key", PLAIN)
def test_who_is_below_the_threshold_takes_no_part_and_is_named(key):
    votes = {"a": 600, "b": 350, "c": 50}
    result = counted(key, votes, 3, threshold=Fraction(51, 1000))
    assert result.stages[0].eliminated == ("c",) and result.stages[0].remaining == ("a", "b")
    assert all("c" not in stage.votes for stage in result.stages[1:])
    assert sum(result.stages[-1].seats.values()) == 3
    assert counted(key, votes, 3, threshold=Fraction(1, 20)).stages[0].eliminated == ()


@pytest.mark.parametrize("key", PLAIN)
def test_a_threshold_that_nobody_reaches_gives_no_seat(key):
    result = counted(key, {"a": 50, "b": 50}, 3, threshold=Fraction(60, 100))
    assert result.awaiting.what == "fresh-election" and not result.elected
    assert counted(key, {}, 3).awaiting.what == "fresh-election"


@pytest.mark.parametrize("key", PLAIN)
def test_equal_lists_wait_for_a_lot_that_names_them_and_the_seat(key):
    votes = {"a": 40, "b": 20, "c": 40}
    result = counted(key, votes, 1)
    assert (result.awaiting.what, result.awaiting.candidates) == ("lot", ("a", "c"))
    assert (result.awaiting.step, result.awaiting.drawn) == ("seat-1", "takes seat 1")
    lot = Lot(step="seat-1", between=("c", "a"), chosen="c", by="the returning officer")
    drawn = counted(key, votes, 1, [lot])
    assert drawn.elected == ("c",) and drawn.stages[: len(result.stages)] == result.stages
    assert [(one.between, one.chosen, one.by) for one in drawn.stages[-1].equalities] == [
        (("a", "c"), "c", "lot")
    ]
    with pytest.raises(InputError, match="does not exist"):
        counted(key, {"a": 41, "b": 20, "c": 40}, 1, [lot])


@pytest.mark.parametrize("key", PLAIN)
def test_without_votes_all_are_equal(key):
    result = counted(key, {"a": 0, "b": 0, "c": 0}, 2)
    assert result.awaiting.candidates == ("a", "b", "c") and result.awaiting.step == "seat-1"
    assert seats_of(key, {"a": 0, "b": 0, "c": 0}, 6) == {"a": 2, "b": 2, "c": 2}


@pytest.mark.parametrize("key", PLAIN)
def test_one_list_takes_every_seat_and_an_exhausted_one_leaves_them(key):
    assert seats_of(key, {"a": 1}, 4) == {"a": 4}
    assert seats_of(key, {"a": 90, "b": 10}, 4, listed={"a": 1}) == {"a": 1, "b": 3}
    result = counted(key, {"a": 90, "b": 10}, 4, listed={"a": 1, "b": 2})
    assert result.stages[-1].step == "vacant" and result.stages[-1].seats == {"a": 1, "b": 2}


# -- An independent count, and what the methods promise ------------------------------------------------------

IDS = "abcd"
elections = st.tuples(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(st.just(IDS[:n]), st.lists(st.sampled_from(IDS[:n]), max_size=24))
    ),
    st.integers(1, 9),
    st.sampled_from([None, Fraction(1, 20), Fraction(1, 5), Fraction(1, 3)]),
)
rooms = st.dictionaries(st.sampled_from(IDS), st.integers(0, 4))


def shared(key, case, **facts):
    (ids, papers), seats, threshold = case
    profile = Profile.of(ids, Counter((one,) for one in papers))
    return count(shelf.rule(key), profile, (), contest_of(ids, seats, threshold=threshold, **facts))


@pytest.mark.parametrize("key", ["dhondt", "sainte-lague", "modified-sainte-lague-sweden", "london-assembly"])
@given(elections, rooms, rooms)
def test_a_table_of_all_quotients_agrees(key, case, room, brought):
    (ids, papers), seats, threshold = case
    brought = brought if key == "london-assembly" else {}
    result = shared(key, case, listed=room, constituencies={"a": 0} | brought)
    strictly = key == "london-assembly"
    threshold = Fraction(1, 20) if threshold is None and strictly else threshold
    if result.awaiting and result.awaiting.what == "fresh-election":
        assert by_divisors("dhondt", ids, papers, seats, threshold, strictly=strictly)[0] == {}
        return
    row = "dhondt" if key == "london-assembly" else key
    certain, equal, left = by_divisors(row, ids, papers, seats, threshold, brought, room, strictly)
    if result.awaiting:
        assert left and set(result.awaiting.candidates) <= set(equal)
        assert key == "london-assembly" or set(result.awaiting.candidates) == set(equal)
    elif key != "london-assembly":
        assert not left and not equal
    won = result.stages[-1].seats
    if not any(stage.equalities for stage in result.stages) and len(result.stages) > 1:
        assert won == certain
    assert sum(won.values()) <= seats


@pytest.mark.parametrize("key", sorted(REMAINDERS))
@given(elections)
def test_handing_out_quotas_paper_by_paper_agrees(key, case):
    (ids, papers), seats, threshold = case
    result = shared(key, case)
    certain, equal, left = by_remainders(REMAINDERS[key], ids, papers, seats, threshold)
    if result.awaiting and result.awaiting.what == "fresh-election":
        assert certain == {}
        return
    assert result.stages[-1].seats == certain
    assert list(result.awaiting.candidates if result.awaiting else ()) == equal
    assert bool(result.awaiting) == bool(left)


@pytest.mark.parametrize("key", PLAIN)
@given(elections)
def test_seats_add_up_and_each_is_won_by_the_greatest_figure(key, case):
    _, seats, _ = case
    result = shared(key, case)
    before = 0
    for stage in result.stages[1:]:
        assert stage.balances and stage.holds == "seats"
        if stage.step != "quotas":
            assert all(stage.votes[one] == max(stage.votes.values()) for one in stage.whose)
            assert sum(stage.seats.values()) == before + len(stage.whose)
        before = sum(stage.seats.values())
    if not result.awaiting:
        assert before == seats
        assert set(result.elected) == {one for one, won in result.stages[-1].seats.items() if won}
        assert len(result.elected) == len(set(result.elected))


@pytest.mark.parametrize("key", DIVISORS)
@given(elections)
def test_one_seat_more_takes_none_away(key, case):
    """House monotonicity: what a divisor method gives, it gives in a larger house too."""
    ids, seats, threshold = case
    small, large = shared(key, case), shared(key, (ids, seats + 1, threshold))
    if small.awaiting is None and large.awaiting is None:
        before, after = small.stages[-1].seats, large.stages[-1].seats
        assert all(after[one] >= won for one, won in before.items())


@given(elections)
def test_hare_stays_within_one_of_the_exact_share(case):
    """The quota rule: each list has its exact share rounded down or up."""
    (ids, papers), seats, _ = case
    result = shared("hare-largest-remainder", ((ids, papers), seats, None))
    if result.awaiting is None and papers:
        for one, won in result.stages[-1].seats.items():
            assert abs(won - Fraction(papers.count(one) * seats, len(papers))) < 1


@given(elections)
def test_dhondt_gives_at_least_the_lower_quota(case):
    """Lower quota: never fewer than the exact share rounded down, nor than the Droop quotas that it holds."""
    (ids, papers), seats, _ = case
    result = shared("dhondt", ((ids, papers), seats, None))
    if result.awaiting is None:
        for one, won in result.stages[-1].seats.items():
            assert won >= papers.count(one) * seats // max(len(papers), 1)
            assert won >= papers.count(one) // (len(papers) // (seats + 1) + 1)


@given(elections)
def test_sainte_lague_shifts_no_seat_that_brings_two_lists_nearer_to_their_shares(case):
    """No list below its share by more than half a seat beside one above it by more than half a seat."""
    (ids, papers), seats, _ = case
    result = shared("sainte-lague", ((ids, papers), seats, None))
    if result.awaiting is None and papers:
        off = [
            won - Fraction(papers.count(one) * seats, len(papers))
            for one, won in result.stages[-1].seats.items()
        ]
        assert not (max(off) > Fraction(1, 2) and min(off) < Fraction(-1, 2))


@pytest.mark.parametrize("key", PLAIN)
@given(elections, st.randoms(use_true_random=False))
def test_renaming_the_lists_renames_the_seats(key, case, chance):
    (ids, papers), seats, threshold = case
    new = dict(zip(ids, chance.sample("uvwx", len(ids)), strict=True))
    order = list(new.values())
    chance.shuffle(order)
    before, after = shared(key, case), shared(key, ((order, [new[one] for one in papers]), seats, threshold))
    assert {new[one]: won for one, won in before.stages[-1].seats.items()} == after.stages[-1].seats
    waiting = [set(one.awaiting.candidates) if one.awaiting else set() for one in (before, after)]
    assert {new[one] for one in waiting[0]} == waiting[1]


@pytest.mark.parametrize("key", PLAIN)
@given(elections, elections)
def test_areas_added_are_the_whole(key, one, other):
    ids = max(one[0][0], other[0][0], key=len)
    north, south = (Counter((paper,) for paper in case[0][1]) for case in (one, other))
    contest = contest_of(ids, one[1])
    added = Profile.of(ids, north, area="n") + Profile.of(ids, south, area="s")
    rule = shelf.rule(key)
    assert count(rule, added, (), contest) == count(rule, Profile.of(ids, north + south), (), contest)


def test_the_lot_is_between_those_whom_the_vote_added_leaves_equal():
    votes = {"c": 300, "a": 100, "b": 100}
    result = counted("london-assembly", votes, 1, constituencies={"c": 2})
    assert result.awaiting.candidates == ("a", "b")


def test_lists_are_elected_in_the_order_of_their_votes_where_quotas_seat_them_at_once():
    result = counted("hare-largest-remainder", {"a": 30, "b": 50, "c": 20}, 10)
    assert result.elected == result.stages[1].whose == ("b", "a", "c")
