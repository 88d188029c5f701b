"""Worked examples and counts that others printed for rules of the single transferable vote.

Where a print tells how many papers go to whom but not what they say after that, the papers end there.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.mechanics.keeping import UNIT, fraction_of_the_rest, up_to_a_price
from hustings.profile import Pile, Profile
from hustings.rules import (
    australian_senate,
    australian_senate_2016,
    cambridge,
    ers97,
    northern_ireland_stv,
)


def contest_of(people, seats):
    return Contest(title="", candidates=tuple(Candidate(id=one, name=one) for one in people), seats=seats)


def test_the_australian_electoral_commission_s_example_of_a_senate_count():
    """AEC, "CANDIDATES The Senate", a sheet (8 candidates, 6 vacancies, 69,993 formal votes), counts 1 to 8.

    Its figures after count 8 do not follow from the papers it shows: D holds 20,700 papers or more there, and
    the transfer value it prints for them, 0.0147, is 168 divided by some 11,400.
    """
    first = {"A": 15_001, "B": 16_000, "C": 500, "D": 2_000, "E": 9_493, "F": 13_500, "G": 4_799, "H": 8_700}
    onward = {
        "B": {"C": 2_000, "D": 3_500, "E": 1_000, "G": 7_000, "H": 2_500},
        "A": {"C": 900, "D": 10_200, "G": 3_001, "H": 900},
        "F": {"C": 8_000, "D": 5_000, "G": 500},
    }
    votes = {(one, to): papers for one, rest in onward.items() for to, papers in rest.items()}
    votes |= {(one,): papers for one, papers in first.items() if one not in onward}
    made = count(
        australian_senate.RULE,
        Profile.of("ABCDEFGH", votes, ballots="rankings"),
        contest=contest_of(first, 6),
    )
    before = count(
        australian_senate_2016.RULE,
        Profile.of("ABCDEFGH", votes, ballots="rankings"),
        contest=contest_of(first, 6),
    )
    assert before.stages[:4] == made.stages[:4]
    one, two, three, four = made.stages[:4]
    assert one.papers == 69_993 and one.quota == 10_000 and one.votes == first
    assert one.elected == ("B", "A", "F")
    assert [stage.whose for stage in made.stages[1:4]] == [("B",), ("A",), ("F",)]
    assert {to: two.added[to] for to in "CDEGH"} == {"C": 750, "D": 1_312, "E": 375, "G": 2_625, "H": 937}
    assert {to: three.added[to] for to in "CDGH"} == {"C": 300, "D": 3_400, "G": 1_000, "H": 300}
    assert {to: four.added[to] for to in "CDG"} == {"C": 2_074, "D": 1_296, "G": 129}
    assert {to: four.votes[to] for to in "CDEGH"} == {
        "C": 3_624,
        "D": 8_008,
        "E": 9_868,
        "G": 8_553,
        "H": 9_937,
    }
    # C is excluded in four counts, 5 to 8: papers of one vote, and of three transfer values.
    assert [(stage.step, stage.whose) for stage in made.stages[4:8]] == [("exclusion", ("C",))] * 4
    assert made.stages[4].eliminated == ("C",) and made.stages[7].votes.get("C", 0) == 0


def test_transfers_of_two_surpluses_as_reported_from_west_tyrone():
    """N. Whyte, fromtheheartofeurope.eu/26311: West Tyrone, local election, quota 1078, stages 2 and 7.

    McElduff (1471) has 1427 papers with a next preference: 393/1427 makes 0.27, and 170 of them give
    McDonnell 45.90; with 1060 first preferences and 7 papers at 0.47 that is 1109.19. McDonnell's surplus of
    31.19 takes Kelly from 913.08 to 932.58, nothing goes to Bleakley (918.74), and 0.44 is not transferable.
    The other candidates, W to Z, and the rest of the DUP's surplus are made up around these figures.
    """
    votes = {
        ("DUP", "McDonnell"): 7,
        ("DUP", "Bleakley"): 1,
        ("DUP", "X"): 992,
        ("DUP",): 548,
        ("McElduff", "McDonnell", "Kelly"): 78,
        ("McElduff", "McDonnell", "X"): 45,
        ("McElduff", "McDonnell"): 47,
        ("McElduff", "Kelly"): 4,
        ("McElduff", "Bleakley"): 1,
        ("McElduff", "Y"): 1252,
        ("McElduff",): 44,
        ("McDonnell",): 1060,
        ("Kelly",): 912,
        ("Bleakley",): 918,
        ("X",): 599,
        ("Y",): 700,
        ("Z",): 704,
        ("W",): 704,
    }
    people = ("DUP", "McElduff", "McDonnell", "Kelly", "Bleakley", "W", "X", "Y", "Z")
    made = count(
        northern_ireland_stv.RULE,
        Profile.of(people, votes, ballots="rankings"),
        contest=contest_of(people, 7),
    )
    first, dup, mcelduff, mcdonnell = made.stages[:4]
    assert first.quota == 1078 and first.votes["McElduff"] == 1471
    assert dup.added["McDonnell"] == Fraction("3.29")
    assert mcelduff.whose == ("McElduff",) and mcelduff.added["McDonnell"] == Fraction("45.90")
    assert mcelduff.votes["McDonnell"] == Fraction("1109.19") and mcelduff.elected == ("McDonnell",)
    assert (mcelduff.votes["Kelly"], mcelduff.votes["Bleakley"]) == (Fraction("913.08"), Fraction("918.74"))
    assert mcdonnell.whose == ("McDonnell",) and mcdonnell.votes["McDonnell"] == 1078
    assert (mcdonnell.votes["Kelly"], mcdonnell.votes["Bleakley"]) == (Fraction("932.58"), Fraction("918.74"))
    before, after = (sum(stage.accounts.values()) for stage in (mcelduff, mcdonnell))
    assert after - before == Fraction("0.44")


def test_a_vote_for_two_elected_candidates_as_hill_shares_it_by_meek_and_by_warren():
    """I. D. Hill, Meek or Warren counting, Voting matters 1 (1994), paper 5: A keeps 1/2 and B 1/3.

    "under Meek ... 1/2 of a vote to A and 1/6 of a vote to B ... leaving 1/3"; under Warren 1/2 and 1/3,
    "leaving 1/6"; and where not enough of a vote is left, all that is left is taken.
    """
    half, third = UNIT // 2, UNIT // 3
    for keeps, to_b, rest in ((fraction_of_the_rest, (1, 6), (1, 3)), (up_to_a_price, (1, 3), (1, 6))):
        a = keeps(UNIT, half)
        b = keeps(UNIT - a, third)
        assert a == half and abs(b - UNIT * to_b[0] // to_b[1]) <= 1
        assert abs(UNIT - a - b - UNIT * rest[0] // rest[1]) <= 1
    assert up_to_a_price(UNIT // 4, half) == UNIT // 4


def test_every_fifth_of_the_ballots_that_cambridge_counted_for_reeves_in_1993():
    """CitySource Campaign95, "What's a Surplus Ballot and Who Gets It?": city council of Cambridge, 1993.

    2,755 first choices and a quota of 2,182 leave 573; 2755/573 = 4.8 is rounded to 5, and ballots 5, 10, 15
    and so on are taken. What the ballots say is made up: those numbers name X, all others Y.
    """
    people = ("Reeves", "X", "Y", *(f"c{at}" for at in range(9)))
    mine = [("Reeves", "X" if number % 5 == 0 else "Y") for number in range(1, 2756)]
    others = [(one,) for one in people[3:] for _ in range(2118)]
    kinds = sorted({*mine, *others})
    papers = [*mine, *others]
    profile = Profile(
        candidates=people,
        piles=tuple(Pile(vote=vote, papers=papers.count(vote)) for vote in kinds),
        ballots="rankings",
        order=tuple(map(kinds.index, papers)),
    )
    made = count(cambridge.RULE, profile, contest=contest_of(people, 9))
    first, second = made.stages[:2]
    assert (first.quota, first.votes["Reeves"], first.elected) == (2182, 2755, ("Reeves",))
    # 551 ballots have a number divisible by five; the other 22 are the next to each: 6, 11, 16 ...
    assert {one.to: one.papers for one in second.transfers} == {"X": 551, "Y": 22}
    assert second.votes["Reeves"] == 2182


def test_the_first_two_stages_of_the_model_election_of_the_ers97_rules():
    """ERS97 section 8, Model election (rosenstiel.co.uk/stvrules/model.htm): 11 candidates for six places.

    753 valid votes make a quota of 107.58. Smith has 134; the surplus of 26.42 exceeds the difference between
    the last two, 24 and 23, so it is transferred: 123 of 134 papers are transferable, at 26.42/123 = 0.21,
    and 0.59 is lost. How the other candidates stand and who receives how much is made up.
    """
    people = ("Smith", *"abcdefghij")
    votes = {("a",): 75, ("b",): 75, ("c",): 74, ("d",): 73, ("e",): 72, ("f",): 71, ("g",): 66, ("h",): 66}
    votes |= {("i",): 24, ("j",): 23, ("Smith",): 11}
    votes |= {("Smith", one): number for one, number in zip("abi", (80, 33, 10), strict=True)}
    made = count(ers97.RULE, Profile.of(people, votes, ballots="rankings"), contest=contest_of(people, 6))
    first, second = made.stages[:2]
    assert (first.papers, first.quota, first.votes["Smith"]) == (753, Fraction("107.58"), 134)
    assert first.elected == ("Smith",)
    assert (second.step, second.whose) == ("surplus", ("Smith",))
    assert {one.to: one.votes / one.papers for one in second.transfers} == dict.fromkeys(
        "abi", Fraction("0.21")
    )
    assert sum(one.votes for one in second.transfers) == Fraction("25.83")
    assert second.votes["Smith"] == Fraction("107.58")
    assert dict(second.accounts) == {"rounding": Fraction("0.59")}
