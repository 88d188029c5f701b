"""Single-winner rules by preferences: printed examples, doubtful papers one by one, equality by each text.

Printed: Wikipedia, Coombs' method (as fact-index.com keeps it), both rounds; electowiki, Bucklin voting
(revision 6124), Borda count (revision 7157) and Baldwin's method; wybr 0.0.6, documentation of Nanson and of
Baldwin; abif.electorama.com, TNexampleTie, table of rounds.
"""

import pytest

from hustings import shelf
from hustings.counting import Lot, count
from hustings.mechanics.ballots import Handling, ballots_of
from hustings.mechanics.choices import choices_by_rank
from hustings.mechanics.examples import TENNESSEE
from hustings.profile import Profile

CAPITAL = Profile.of(TENNESSEE.candidates, TENNESSEE.votes, ballots="rankings")
KEYS = [
    "av",
    "av-2011",
    "av-bulk",
    "av-bulk-until-two",
    "av-until-two",
    "burlington-irv",
    "contingent",
    "sri-lanka",
]


def counted(key, votes, ids="abc", lots=()):
    return count(shelf.rule(key), Profile.of(ids, votes, ballots="rankings"), lots)


def figures(made):
    return [{one: int(votes) for one, votes in stage.votes.items()} for stage in made.stages]


def cities(memphis, nashville, chattanooga, knoxville):
    votes = {"memphis": memphis, "nashville": nashville, "chattanooga": chattanooga, "knoxville": knoxville}
    return {city: number for city, number in votes.items() if number is not None}


# -- Printed examples -------------------------------------------------------------------------------------


def test_coombs_as_printed():
    made = count(shelf.rule("coombs"), CAPITAL)
    assert figures(made) == [cities(42, 26, 15, 17), cities(58, 0, 0, 42), cities(None, 68, 15, 17)]
    assert made.elected == ("nashville",) and made.stages[2].eliminated == ("memphis",)
    without = count(shelf.rule("coombs-to-the-last"), CAPITAL)
    assert figures(without)[:3] == figures(made) and without.elected == ("nashville",)


def test_bucklin_as_printed():
    made = count(shelf.rule("bucklin"), CAPITAL)
    assert figures(made)[0] == cities(42, 26, 15, 17)
    second = figures(made)[1]
    assert (second["nashville"], second["chattanooga"]) == (68, 58) and made.elected == ("nashville",)


@pytest.mark.parametrize("key", ["nanson", "nanson-below-average", "baldwin"])
def test_tennessee_by_points_as_printed(key):
    made = count(shelf.rule(key), CAPITAL)
    first = figures(made)[0]
    assert (first["memphis"], first["nashville"], first["knoxville"]) == (126, 194, 107)
    assert made.elected == ("nashville",)


def test_baldwin_as_printed():
    made = counted("baldwin", {("a", "b", "c"): 25, ("b", "c", "a"): 40, ("c", "a", "b"): 35})
    # It prints a point more for each of the 100 papers: 185, 205 and 210.
    assert figures(made)[0] == {"a": 185 - 100, "b": 205 - 100, "c": 210 - 100}
    assert made.stages[1].eliminated == ("a",) and made.elected == ("b",)


@pytest.mark.parametrize("key", ["av", "av-until-two", "av-bulk", "av-2011"])
def test_the_alternative_vote_as_printed(key):
    # The rankings of the example, with fewer papers for three of the four.
    papers = dict(zip(TENNESSEE.votes, (42, 20, 10, 12), strict=True))
    made = counted(key, papers, TENNESSEE.candidates)
    assert figures(made)[:3] == [cities(42, 20, 10, 12), cities(42, 20, None, 22), cities(42, None, None, 42)]
    # The last two are equal; Knoxville had fewer before.
    assert made.elected == ("memphis",)


# -- Equality ---------------------------------------------------------------------------------------------


def test_the_act_of_2011_looks_at_first_preferences_before_later_stages():
    # b has 4 first preferences and c 5; after d's papers both have 6, after e's 6 as well.
    votes = {("a",): 9, ("b",): 4, ("c",): 5, ("d", "b"): 2, ("e", "c"): 1}
    made = counted("av-2011", votes, "abcde")
    assert [stage.eliminated for stage in made.stages] == [
        (),
        ("e",),
        ("d",),
        ("b",),
    ]
    assert [(one.by, one.at, one.chosen) for one in made.stages[3].equalities] == [("earliest stage", 1, "b")]


def test_the_earliest_and_the_latest_stage_may_decide_otherwise():
    # c has fewer first preferences than b; after d goes, b has fewer than c; after e goes they are equal.
    votes = {("a",): 9, ("b",): 5, ("c",): 4, ("d", "c"): 2, ("e", "b"): 1, ("e",): 2}
    assert counted("av-2011", votes, "abcde").stages[3].eliminated == ("c",)
    assert counted("av", votes, "abcde").stages[3].eliminated == ("b",)


def test_who_is_elected_of_the_last_two_is_decided_between_them():
    # b has 6 and a 5 first preferences; with c's paper both have 6.
    votes = {("a",): 5, ("b",): 6, ("c", "a"): 1}
    made = counted("av-2011", votes)
    assert [stage.step for stage in made.stages] == ["first-preferences", "exclusion", "equality"]
    assert made.elected == ("b",) and not made.stages[2].eliminated
    assert [(one.by, one.chosen) for one in made.stages[2].equalities] == [("earliest stage", "b")]
    waiting = counted("av-2011", {("a",): 3, ("b",): 3}, "ab").awaiting
    assert (waiting.step, waiting.candidates, waiting.drawn) == ("equality-2", ("a", "b"), "")


def test_lots_give_the_places_in_a_second_count():
    votes = {("a",): 3, ("b",): 2, ("c", "b"): 2, ("d", "c"): 2}
    waiting = counted("sri-lanka", votes, "abcd").awaiting
    assert (waiting.step, waiting.candidates, waiting.drawn) == ("remains-2", ("b", "c", "d"), "remains")
    lot = Lot(step="remains-2", between=("b", "c", "d"), chosen="b", by="the Commissioner")
    made = counted("sri-lanka", votes, "abcd", [lot])
    assert made.stages[1].eliminated == ("c", "d") and made.elected == ("b",)
    assert made.stages[1].votes == {"a": 3, "b": 4}


def test_two_lots_may_give_both_places():
    votes = {("a",): 2, ("b",): 2, ("c", "b"): 2}
    one = Lot(step="remains-1", between=("a", "b", "c"), chosen="c", by="x")
    assert counted("contingent", votes, lots=[one]).awaiting.candidates == ("a", "b")
    two = Lot(step="remains-2", between=("a", "b"), chosen="b", by="x")
    made = counted("contingent", votes, lots=[one, two])
    assert made.stages[1].eliminated == ("a",) and made.stages[1].votes == {"b": 2, "c": 2}
    assert (made.awaiting.step, made.awaiting.candidates) == ("lot", ("b", "c"))


def test_where_all_have_the_same_points_one_casting_vote_decides_who_wins():
    votes = {("a", "b", "c"): 1, ("b", "c", "a"): 1, ("c", "a", "b"): 1}
    waiting = counted("nanson", votes).awaiting
    assert (waiting.step, waiting.candidates, waiting.drawn) == ("equality-2", ("a", "b", "c"), "is elected")
    lot = Lot(step="equality-2", between=("a", "b", "c"), chosen="c", by="the chair")
    made = counted("nanson", votes, lots=[lot])
    assert made.elected == ("c",) and made.stages[1].eliminated == ("a", "b")


def test_the_average_is_not_above_the_average():
    # Points 4, 3 and 2 of an average of 3: Nanson excludes b with c, who would else beat a in the end.
    votes = {("a", "b", "c"): 1, ("a", "c", "b"): 1, ("b", "c", "a"): 1}
    assert figures(counted("nanson", votes))[0] == {"a": 4, "b": 3, "c": 2}
    assert counted("nanson", votes).stages[1].eliminated == ("b", "c")
    assert counted("nanson-below-average", votes).stages[1].eliminated == ("c",)


# -- Who goes -----------------------------------------------------------------------------------------------


def test_those_who_could_equal_the_next_are_not_excluded_with_the_others():
    # 1 + 2 = 3 is not less than 3; 1 is less than 2.
    votes = {("a",): 7, ("b",): 5, ("c",): 3, ("d",): 2, ("e",): 1}
    gone = [stage.eliminated for stage in counted("av-bulk", votes, "abcde").stages]
    assert gone[:2] == [(), ("e",)]
    votes[("c",)] = 4
    assert counted("av-bulk", votes, "abcde").stages[1].eliminated == ("d", "e")


def test_papers_of_all_who_go_together_go_to_those_who_stay():
    votes = {("a",): 8, ("b",): 6, ("c", "d", "b"): 2, ("d", "c", "a"): 1}
    out = counted("av-bulk", votes, "abcd").stages[1]
    assert [(one.source, one.to, one.papers) for one in out.transfers] == [("c", "b", 2), ("d", "a", 1)]


def test_a_lot_for_the_last_place_is_for_the_stage_that_excludes():
    waiting = counted("coombs", {("a", "b", "c"): 1, ("b", "c", "a"): 1, ("c", "a", "b"): 1})
    assert len(waiting.stages) == 2 and waiting.awaiting.step == "exclusion-3"


def test_those_without_a_vote_go_together():
    votes = {("a",): 4, ("b",): 3, ("c", "b"): 2}
    assert counted("av-bulk", votes, "abcdef").stages[1].eliminated == ("c", "d", "e", "f")


# -- Doubtful papers, one by one ----------------------------------------------------------------------------
# To four papers for a, three for b and two for c comes one paper; where does it lie after c has gone?

PAPERS = [
    # (paper, at first, after c's exclusion, under which rules)
    (("c", "b"), "c", "b", KEYS),
    (("c", "a=b"), "c", "over_marked", [one for one in KEYS if one != "sri-lanka"]),
    (("c", "a=b", "b"), "c", "b", ["sri-lanka"]),
    (("c", "b=c"), "c", "over_marked", ["av", "av-2011", "av-bulk", "av-until-two", "contingent"]),
    (("c", "b=c"), "c", "b", ["burlington-irv"]),
    (("b=c", "a"), "over_marked", "over_marked", ["av", "av-bulk", "burlington-irv", "contingent"]),
    (("b=c", "a"), "no_first_preference", "no_first_preference", ["sri-lanka"]),
    (("-", "b"), "b", "b", [one for one in KEYS if one != "sri-lanka"]),
    (("-", "b"), "no_first_preference", "no_first_preference", ["sri-lanka"]),
    (("c", "-", "b"), "c", "b", KEYS),
    (("c", "-", "-", "b"), "c", "b", ["av", "av-2011", "av-until-two", "contingent", "burlington-irv"]),
    (("c", "-", "-", "b"), "c", "skipped", ["av-bulk", "av-bulk-until-two"]),
    (("c", "d", "-", "b"), "c", "no_further_preference", ["sri-lanka"]),
    (("c", "c", "b"), "c", "b", KEYS),
    (("c", "*", "b"), "c", "unread", [one for one in KEYS if one != "sri-lanka"]),
    (("c", "*", "b"), "c", "b", ["sri-lanka"]),
    (("-", "-"), "no_first_preference", "no_first_preference", KEYS),
    (("c",), "c", "no_further_preference", KEYS),
]


@pytest.mark.parametrize(
    ("paper", "first", "then", "key"),
    [(paper, first, then, key) for paper, first, then, keys in PAPERS for key in keys],
)
def test_a_doubtful_paper_lies_where_its_rule_says(paper, first, then, key):
    before = {("a",): 400, ("b",): 300, ("c",): 200}
    made = counted(key, {**before, paper: before.get(paper, 0) + 1}, "abcd")
    standing = {"a": 400, "b": 300, "c": 200}
    held = {**made.stages[0].votes, **made.stages[0].accounts}
    assert held[first] == standing.get(first, 0) + 1
    out = next(stage for stage in made.stages if "c" in stage.eliminated)
    held = {**out.votes, **out.accounts}
    lost = {"no_further_preference": 200}
    assert held[then] == {**standing, **lost}.get(then, 0) + 1


BUCKLIN = [
    # (paper, its choices by rank)
    (("c", "b"), [{"c": 1}, {"b": 1}]),
    (("b=c", "a"), [{}, {"a": 1}]),
    (("c", "-", "a"), [{"c": 1}, {}, {"a": 1}]),
    (("c", "c", "b"), [{"c": 1}, {}, {"b": 1}]),
    (("b=c", "c"), [{}, {"c": 1}]),
    (("-", "*"), [{}]),
]


@pytest.mark.parametrize(("paper", "choices"), BUCKLIN)
def test_choices_stand_at_the_rank_at_which_they_are_marked(paper, choices):
    ranks, voters = choices_by_rank(ballots_of(Profile.of("abc", {paper: 1}, ballots="rankings"), Handling()))
    assert [{one: votes for one, votes in rank.items() if votes} for rank in ranks] == choices
    assert voters == any(choices)


def test_a_bucklin_majority_is_of_those_who_choose_anybody():
    votes = {("a",): 3, ("b",): 2, ("-",): 9}
    made = counted("bucklin", votes)
    assert made.elected == ("a",) and len(made.stages) == 1 and made.stages[0].papers == 14


@pytest.mark.parametrize(("papers", "needed"), [(4, 3), (5, 3)])
def test_the_majority_that_choices_need_is_shown(papers, needed):
    assert counted("bucklin", {("a",): papers}).stages[0].quota == needed


def test_half_is_no_majority_and_after_the_last_choices_the_most_elects():
    votes = {("a",): 3, ("b", "c"): 2, ("c",): 1}
    made = counted("bucklin", votes)
    assert figures(made) == [{"a": 3, "b": 2, "c": 1}, {"a": 3, "b": 2, "c": 3}]
    assert made.awaiting.candidates == ("a", "c")


def test_whoever_a_paper_does_not_rank_shares_its_last_place():
    made = counted("coombs-to-the-last", {("a",): 2, ("b", "c", "a"): 3})
    assert {one: str(of) for one, of in made.stages[1].votes.items()} == {"a": "3", "b": "1", "c": "1"}
    assert made.stages[2].eliminated == ("a",)


def test_points_of_nanson_s_statement_of_method():
    # One for the lowest marked, two for the next; those bracketed get the same, those not marked none.
    votes = {("d", "c"): 1, ("a=b", "c"): 1}
    assert figures(counted("nanson", votes, "abcd"))[0] == {"a": 2, "b": 2, "c": 2, "d": 2}
    votes = {("a", "b", "c", "d"): 1, ("b", "a"): 1}
    assert figures(counted("nanson", votes, "abcd"))[0] == {"a": 4, "b": 4, "c": 1, "d": 0}
