"""Approvals and scores: published elections and worked examples, a plain reference, properties, odd cases."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference_rated as plain
from hustings import shelf
from hustings.awaiting import Awaited, Awaiting
from hustings.contest import Candidate, Contest
from hustings.counting import Lot, count
from hustings.errors import InputError, UsageError
from hustings.mechanics.star import broken, fewest_lost, most_fives, only_most_fives
from hustings.profile import Profile, Referred

RATED = ("score", "score-average", "star", "star-bettervoting", "majority-judgment")


def contest_of(ids, seats=1):
    return Contest(title="", candidates=tuple(Candidate(id=one, name=one) for one in ids), seats=seats)


def vote(paper):
    return tuple(f"{one}:{score}" for one, score in paper.items())


def rated(key, candidates, papers, lots=()):
    votes = Counter(vote(paper) for paper in papers)
    return count(shelf.rule(key), Profile.of(candidates, votes, ballots="scores"), lots)


def approved(candidates, papers, seats=1, lots=()):
    votes = Counter(tuple(one for one in candidates if one in paper) for paper in papers)
    profile = Profile.of(candidates, votes, ballots="approvals")
    return count(shelf.rule("approval"), profile, lots, contest_of(candidates, seats))


def table(candidates, *rows):
    """Papers as rows of scores in the order of the candidates; None is a blank."""
    return [
        {one: score for one, score in zip(candidates, row, strict=True) if score is not None} for row in rows
    ]


# -- Published elections and worked examples -------------------------------------------------------------


def test_st_louis_2021():
    """St. Louis, primary for mayor, 2 March 2021: electowiki.org, STL Approves, for the approvals of each and
    44,571 cards; approval.vote for 69,661 approvals. Two went on. Which approvals stood on one card
    is not printed there: any cards with these approvals will do."""
    printed = {"Jones, T.": 25_388, "Spencer": 20_659, "Reed": 17_186, "Jones, A.": 6_428}
    cards = 44_571
    places = iter(one for one, number in printed.items() for _ in range(number))
    papers = Counter()
    held = [set() for _ in range(cards)]
    for at, one in enumerate(places):  # nobody has more approvals than there are cards
        held[at % cards].add(one)
    papers.update(tuple(one for one in printed if one in card) for card in held)
    profile = Profile.of(printed, papers, ballots="approvals")
    result = count(shelf.rule("approval"), profile, (), contest_of(printed, 2))
    assert result.stages[0].votes == printed and result.stages[0].papers == cards
    assert sum(result.stages[0].votes.values()) == 69_661
    assert result.elected == ("Jones, T.", "Spencer") and result.stages[0].remaining == ()
    assert [round(100 * number / cards, 1) for number in printed.values()] == [57.0, 46.4, 38.6, 14.4]


def test_fedora_range_voting():
    """Fedora Elections Guide, chapter 1, table 1.1: C is the winner. The guide prints 15 as C's total, but
    the three scores in its column, 4, 7 and 6, add to 17; the other six totals are as printed."""
    rows = [(0, 3, 4, 4, 6, 0, 4), (7, 2, 7, 2, 3, 5, 0), (7, 7, 6, 1, 4, 1, 4)]
    result = rated("score", "ABCDEFG", table("ABCDEFG", *rows))
    assert list(result.stages[0].votes.values()) == [14, 12, 17, 7, 13, 6, 8]
    assert result.winner == "C"


def test_score_by_averages_has_a_quorum():
    """rangevoting.org/FullRange.html, rules c and d: at least a quarter of the most scores."""
    rows = [(57, 0, None, 99)] + [(50, 0, 34, None)] * 7
    result = rated("score-average", "abcd", table("abcd", *rows))
    assert result.stages[0].eliminated == ("d",) and result.winner == "a"
    assert rated("score-average", "abcd", table("abcd", *rows, (None, None, None, 99))).winner == "d"


NAMES = ("Allison", "Bill", "Carmen", "Doug")
CONDORCET = [
    (5, 2, 1, 4), (5, 2, 1, 0), (5, 2, 1, 0), (5, 2, 1, 0), (5, 3, 4, 0),
    (5, 1, 4, 0), (5, 1, 4, 0), (4, 0, 5, 1), (3, 4, 5, 0), (3, 5, 5, 5),
]  # fmt: skip
RUNNER_UP = [
    (5, 4, 3, 3), (4, 5, 1, 1), (4, 5, 1, 2), (3, 5, 1, 0), (5, 4, 3, 0),
    (5, 0, 4, 1), (5, 0, 4, 0), (4, 0, 5, 1), (3, 4, 5, 0), (3, 5, 5, 4),
]  # fmt: skip


@pytest.mark.parametrize("key", ["star", "star-bettervoting"])
@pytest.mark.parametrize(
    ("rows", "finalists", "winner", "by"),
    [
        (CONDORCET, ("Allison", "Carmen"), "Allison", ""),
        (RUNNER_UP, ("Allison", "Bill"), "Allison", "scores"),
        ([(0, 5), (2, 4)], ("Allison", "Bill"), "Bill", ""),
        ([(0, 5), (3, 2)], ("Allison", "Bill"), "Bill", "scores"),
        ([(2, 4), (5, 3)], ("Allison", "Bill"), "Allison", "five-star ratings"),
        ([(0, 5), (5, 0)], ("Allison", "Bill"), None, ""),
    ],
)
def test_elections_that_bettervoting_tests_itself_by(key, rows, finalists, winner, by):
    """BetterVoting, packages/backend/src/Tabulators/Star.test.ts, "STAR Tests": winner, runner-up."""
    names = NAMES[: len(rows[0])]
    result = rated(key, names, table(names, *rows))
    assert result.stages[1].remaining == finalists
    if winner is None:
        assert (result.awaiting.what, result.awaiting.candidates) == ("lot", finalists)
        return
    assert result.winner == winner
    assert [one.by for one in result.stages[2].equalities] == ([by] if by else [])


def test_three_equal_scores_in_a_cycle_of_match_ups():
    """Star.test.ts, "STAR Score Round Tests", "advance one candidate with most five star votes":
    BetterVoting then draws between the two others; the Official Protocol begins again and finds who is
    preferred."""
    papers = table("abc", (2, 1, 4), (0, 3, 1), (4, 2, 4), (5, 1, 0), (0, 4, 4), (2, 2, 0))
    official = rated("star", "abc", papers)
    assert official.stages[0].votes == {"a": 13, "b": 13, "c": 13}
    assert [(one.between, one.chosen, one.by) for one in official.stages[1].equalities] == [
        (("a", "b", "c"), "a", "five-star ratings"),
        (("b", "c"), "b", "match-ups"),
    ]
    assert official.stages[1].remaining == ("a", "b") and official.winner == "a"
    other = rated("star-bettervoting", "abc", papers)
    assert (other.awaiting.step, other.awaiting.candidates) == ("finalist-2", ("b", "c"))


def test_majority_judgment_worked_ties():
    """Wikipedia, Majority judgment (piglix copy): X has Good, Good, Fair, Poor and Y Excellent and
    three Fair; both medians are Fair, and X wins with a recalculated median of Good."""
    poor, fair, good, excellent = range(4)
    papers = table("xy", (good, excellent), (good, fair), (fair, fair), (poor, fair))
    result = rated("majority-judgment", "xy", papers)
    assert result.stages[0].votes == {"x": fair, "y": fair} and result.stages[0].remaining == ("x", "y")
    assert result.stages[1].votes == {"x": good, "y": fair} and result.stages[1].looked_at == 1
    assert result.winner == "x"


def test_majority_judgment_passes_over_a_condorcet_winner():
    """Liquisearch (Wikipedia), Condorcet criterion, Majority Judgment: 35, 34 and 31 voters; C has Good."""
    poor, fair, good, excellent = range(4)
    papers = (
        table("ABC", (excellent, fair, poor)) * 35
        + table("ABC", (poor, fair, excellent)) * 34
        + table("ABC", (fair, excellent, good)) * 31
    )
    result = rated("majority-judgment", "ABC", papers)
    assert result.stages[0].votes == {"A": fair, "B": fair, "C": good} and result.winner == "C"


@pytest.mark.parametrize(
    ("grades", "ranks"),
    [
        ([(1, 1, 1), (1, 2, 0), (0, 2, 1)], (2, 3, 1)),
        ([(10**10, 10**10), (10**10 - 1, 10**10 + 1)], (2, 1)),
        (
            [(2, 2, 2, 2, 2), (2, 1, 1, 1, 5), (2, 1, 1, 2, 4), (2, 1, 5, 0, 2), (2, 2, 2, 2, 2)],
            (4, 1, 2, 3, 4),
        ),
    ],
)
def test_ranks_that_mieux_voter_tests_itself_by(grades, ranks):
    """Mieux Voter, majority-judgment-library-go, majorityjudgment_test.go: how many give each proposal the
    worst grade, the next and so on, and the rank of each; 20 thousand million papers are no trouble. A rank
    is found by leaving out who is ranked before; the last two of five are equal."""
    people = "abcde"[: len(grades)]
    runs = {
        one: [(grade, n) for grade, n in enumerate(tally) if n]
        for one, tally in zip(people, grades, strict=True)
    }
    votes = Counter()
    while any(runs.values()):  # any papers with these grades will do
        number = min(row[0][1] for row in runs.values())
        votes[tuple(f"{one}:{row[0][0]}" for one, row in runs.items())] += number
        for row in runs.values():
            grade, left = row.pop(0)
            if left > number:
                row.insert(0, (grade, left - number))
    left, found = list(people), {}
    while left:
        kept = Counter()
        for paper, number in votes.items():
            kept[tuple(place for place in paper if place[0] in left)] += number
        result = count(shelf.rule("majority-judgment"), Profile.of(left, kept, ballots="scores"))
        first = result.elected or result.awaiting.candidates
        found |= dict.fromkeys(first, len(people) - len(left) + 1)
        left = [one for one in left if one not in first]
    assert tuple(found[one] for one in people) == ranks


# -- Lots, odd papers, nobody ------------------------------------------------------------------------------


def test_approvals_equal_for_the_last_seats_wait_for_lots_one_by_one():
    papers = [{"a"}] * 3 + [{"b"}, {"c"}, {"d"}] * 2
    result = approved("abcd", papers, seats=3)
    assert result.stages[0].elected == ("a",)
    assert (result.awaiting.step, result.awaiting.candidates) == ("lot-2", ("b", "c", "d"))
    lots = [Lot(step="lot-2", between=("b", "c", "d"), chosen="c", by="clerk")]
    result = approved("abcd", papers, seats=3, lots=lots)
    assert (result.awaiting.step, result.awaiting.candidates) == ("lot-3", ("b", "d"))
    lots.append(Lot(step="lot-3", between=("b", "d"), chosen="b", by="clerk"))
    assert approved("abcd", papers, seats=3, lots=lots).elected == ("a", "c", "b")


@pytest.mark.parametrize("key", RATED)
def test_all_equal_wait_for_a_lot_that_elects(key):
    papers = table("ab", (3, 3), (1, 1))
    result = rated(key, "ab", papers)
    assert result.awaiting.candidates == ("a", "b")
    lot = Lot(step=result.awaiting.step, between=("b", "a"), chosen="b", by="clerk")
    drawn = rated(key, "ab", papers, [lot])
    assert drawn.winner == "b" and drawn.stages[: len(result.stages)] == result.stages
    assert all(stage.balances for stage in drawn.stages)


@pytest.mark.parametrize("key", RATED)
def test_one_candidate_nobody_no_papers_and_one_whom_nobody_scores(key):
    assert rated(key, "a", []).winner == "a"
    assert rated(key, "a", table("a", (0,))).winner == "a"
    assert rated(key, "", []).awaiting.what == "fresh-election"
    assert rated(key, "abc", []).awaiting.what == "lot"
    assert rated(key, "abc", table("abc", (2, 4, None))).winner == "b"


@pytest.mark.parametrize(
    ("key", "step"),
    [("score", "lot-2"), ("score-average", "lot-3"), ("star", "lot"), ("majority-judgment", "lot")],
)
def test_the_key_of_the_last_lot(key, step):
    assert rated(key, "ab", table("ab", (3, 3))).awaiting.step == step


def test_three_finalists_drawn_one_by_one():
    result = rated("star", "abc", [])
    assert (result.awaiting.step, result.awaiting.drawn) == ("finalist-1", "goes to the runoff")
    lots = [Lot(step="finalist-1", between=("a", "b", "c"), chosen="c", by="clerk")]
    result = rated("star", "abc", [], lots)
    assert (result.awaiting.step, result.awaiting.candidates) == ("finalist-2", ("a", "b"))
    lots.append(Lot(step="finalist-2", between=("a", "b"), chosen="a", by="clerk"))
    result = rated("star", "abc", [], lots)
    assert result.stages[1].remaining == ("a", "c") and result.awaiting.step == "lot"


def test_the_two_protocols_may_elect_different_candidates():
    """All three have 8. Of the match-ups among them c lost most; of five-star ratings b has fewest."""
    papers = table("abc", (5, 3, 3), (2, 3, 5), (1, 2, 0))
    official, other = rated("star", "abc", papers), rated("star-bettervoting", "abc", papers)
    assert official.stages[0].votes == {"a": 8, "b": 8, "c": 8}
    assert (official.stages[1].remaining, official.winner) == (("a", "b"), "b")
    assert (other.stages[1].remaining, other.winner) == (("a", "c"), "a")


@pytest.mark.parametrize("score", [6, -1])
def test_star_refuses_other_scales(score):
    with pytest.raises(InputError, match="no number of stars"):
        rated("star", "ab", table("ab", (5, score)))


def test_papers_of_another_kind_and_referred_ones():
    ranked = Profile.of("ab", {("a", "b"): 1}, ballots="rankings")
    for key in (*RATED, "approval"):
        with pytest.raises(UsageError, match="does not read"):
            count(shelf.rule(key), ranked)
    profile = Profile(
        candidates=("a", "b"),
        piles=(),
        ballots="scores",
        referred=(Referred(pattern="?", why="?", papers=1),),
    )
    assert count(shelf.rule("score"), profile).awaiting.what == "ruling"


# -- An independent count, and properties ------------------------------------------------------------------

IDS = "abcd"
grades = st.sampled_from([None, 0, 1, 2, 4, 5, 5])
elections = st.integers(2, 4).flatmap(
    lambda n: st.tuples(
        st.just(IDS[:n]),
        st.lists(st.tuples(*[grades] * n).map(lambda row: table(IDS[: len(row)], row)[0]), max_size=9),
    )
)
PLAIN = {
    "score": plain.score,
    "score-average": plain.score_average,
    "majority-judgment": plain.majority_judgment,
}


@pytest.mark.parametrize("key", sorted(PLAIN))
@given(elections)
def test_a_count_of_single_papers_agrees(key, case):
    ids, papers = case
    result = rated(key, ids, papers)
    elected, waiting = PLAIN[key](ids, papers)
    assert list(result.elected) == elected
    assert list(result.awaiting.candidates if result.awaiting else ()) == waiting


@pytest.mark.parametrize("protocol", ["official", "bettervoting"])
@given(elections)
def test_star_on_single_papers_agrees(protocol, case):
    ids, papers = case
    result = rated("star" if protocol == "official" else "star-bettervoting", ids, papers)
    finalists, winner, waiting = plain.star(ids, papers, protocol)
    assert list(result.elected) == ([winner] if winner else [])
    assert list(result.awaiting.candidates if result.awaiting else ()) == waiting
    if winner:
        runoff = result.stages[2]
        assert set(result.stages[1].remaining) == set(finalists) == set(runoff.votes)
        one, other = finalists
        assert runoff.votes[one] == sum(paper.get(one, 0) > paper.get(other, 0) for paper in papers)
        equal = sum(paper.get(one, 0) == paper.get(other, 0) for paper in papers)
        assert runoff.accounts == {"no_preference": equal} and runoff.balances


@given(elections, st.integers(1, 3))
def test_approvals_on_single_papers_agree(case, seats):
    ids, papers = case
    papers = [{one for one in paper if paper[one] > 1} for paper in papers]
    seats = min(seats, len(ids))
    result = approved(ids, papers, seats)
    elected, waiting = plain.approval(ids, papers, seats)
    assert list(result.elected) == elected
    assert list(result.awaiting.candidates if result.awaiting else ()) == waiting


@pytest.mark.parametrize("key", RATED)
@given(elections, st.randoms(use_true_random=False))
def test_renaming_the_candidates_renames_the_result(key, case, chance):
    ids, papers = case
    new = dict(zip(ids, chance.sample("uvwx", len(ids)), strict=True))
    order = list(new.values())
    chance.shuffle(order)
    before = rated(key, ids, papers)
    after = rated(key, order, [{new[one]: score for one, score in paper.items()} for paper in papers])
    assert {new[one] for one in before.elected} == set(after.elected)
    waiting = [set(one.awaiting.candidates) if one.awaiting else set() for one in (before, after)]
    assert {new[one] for one in waiting[0]} == waiting[1]


@pytest.mark.parametrize("key", RATED)
@given(elections)
def test_papers_doubled_elect_the_same_and_areas_add(key, case):
    ids, papers = case
    once, twice = rated(key, ids, papers), rated(key, ids, papers * 2)
    assert once.elected == twice.elected
    votes = Counter(vote(paper) for paper in papers)
    north, south = (Profile.of(ids, votes, area=area, ballots="scores") for area in "ns")
    assert count(shelf.rule(key), north + south) == twice


@given(elections)
def test_the_one_with_the_same_score_everywhere_or_more_is_never_beaten_by_judgment(case):
    """Monotonicity: raising the winner's grades keeps the winner."""
    ids, papers = case
    result = rated("majority-judgment", ids, papers)
    if result.elected:
        winner = result.winner
        raised = [paper | {winner: min(paper.get(winner, 0) + 1, 5)} for paper in papers]
        assert rated("majority-judgment", ids, raised).elected == (winner,)


ties = st.integers(2, 4).flatmap(
    lambda n: st.tuples(
        st.just(tuple(IDS[:n])),
        st.integers(1, min(2, n - 1)),
        st.tuples(*[st.integers(0, 2)] * (n * n)),
        st.tuples(*[st.integers(0, 3)] * n),
    )
)


@pytest.mark.parametrize("protocol", ["official", "bettervoting"])
@settings(max_examples=1000)
@given(ties)
def test_ties_for_finalist_on_any_match_ups_and_stars(protocol, case):
    """Match-ups and five-star ratings as they come, whatever papers could give them."""
    tied, places, cells, stars = case
    duels = {
        (one, other): cells[IDS.index(one) * len(tied) + at] for one in tied for at, other in enumerate(tied)
    }
    fives = dict(zip(tied, stars, strict=True))
    steps = (fewest_lost, most_fives)
    if protocol == "bettervoting":
        steps = (fewest_lost, only_most_fives) if len(tied) == 2 else (only_most_fives,)
    taken, waiting = plain.break_tie(
        list(tied), places, lambda one, other: duels[one, other] < duels[other, one], fives, protocol
    )

    def draw(between, step, drawn=""):
        assert step == f"finalist-{3 - places + len(taken)}"
        raise Awaiting(Awaited(what="lot", words="", candidates=tuple(between)))

    try:
        found, _ = broken(steps, tied, places, duels, fives, draw)
    except Awaiting as pause:
        assert list(pause.awaited.candidates) == waiting
    else:
        assert not waiting and set(found) == set(taken) and len(found) == places


def test_grades_below_zero_put_a_blank_at_the_lowest_of_them():
    papers = table("ab", (-1, None), (-2, -1), (-1, -1))
    assert rated("majority-judgment", "ab", papers).stages[0].votes == {"a": -1, "b": -1}
    assert rated("majority-judgment", "ab", papers).awaiting.candidates == ("a", "b")
