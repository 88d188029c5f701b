"""What the record says beyond the stages: deposits, closeness, checks, notes, small cells."""

from dataclasses import replace

import pytest

from hustings import shelf
from hustings.contest import Area, Candidate, Contest, Declaration
from hustings.counting import count
from hustings.decisions import Decisions, Direction
from hustings.joining import record_of
from hustings.profile import Profile
from hustings.returns import Note, Reading, Returns, Statement
from hustings.rules.simple_majority import RULE as SIMPLE_MAJORITY
from hustings.rules.supplementary_vote import RULE

CONTEST = Contest(
    title="Mayor of Ambridge",
    candidates=tuple(Candidate(id=id, name=id.upper()) for id in "abc"),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)


def record(papers, contest=CONTEST, decisions=None, totals=None):
    reading = Reading(contest=contest, papers=papers, decisions=decisions or Decisions(), totals=totals)
    return record_of(reading, count(RULE, papers, reading.decisions.lots), rule=RULE)


@pytest.mark.parametrize(("first", "returned"), [(100, False), (101, True)])
def test_d7_exactly_one_twentieth_forfeits(first, returned):
    """Law §11.4 D7: of 2,000 valid first preferences 100 forfeit the deposit and 101 do not."""
    votes = {("a", "-"): 1500, ("b", "-"): 500 - first, ("c", "-"): first}
    deposits = {one.candidate: one.returned for one in record(Profile.of("abc", votes)).deposits}
    assert deposits == {"a": True, "b": True, "c": returned}


def test_how_close_each_comparison_was():
    """V05 of the law's vectors: A 40, B 35, C 25; then 43 and 55."""
    votes = {("a", "-"): 40, ("b", "-"): 35, ("c", "b"): 20, ("c", "a"): 3, ("c", "-"): 2}
    close = {one.at: (one.ahead, one.behind, one.votes) for one in record(Profile.of("abc", votes)).closeness}
    assert close == {
        "majority": ("a", "b", -20),
        "second-place": ("b", "c", 10),
        "final": ("b", "a", 12),
    }


def firsts(north, south, **changes):
    rows = [("n", north), ("s", south)]
    return [
        Statement(area=area, stage="first", first=dict(zip("abc", figures, strict=True)), **changes)
        for area, figures in rows
    ]


def test_bury_2021_the_printed_total_is_ten_more_than_its_column():
    """Law §0 T-a: verified 59,268, printed firsts total 58,184, rejects 1,084; the column adds to 58,174."""
    bury = Statement(
        area="n",
        stage="first",
        verified=59268,
        used=59268,
        rejected={"more_than_one_first": 482, "identifies_voter": 8, "unmarked_or_uncertain": 594},
        first={"a": 58174 - 9000, "b": 6000, "c": 3000},
        valid=58184,
    )
    south = Statement(area="s", stage="first", first={"a": 1, "b": 0, "c": 0})
    made = record(Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=(bury, south)))
    gaps = {check.words: check.gap for check in made.checks if check.area == "n"}
    assert gaps["printed total of first preferences is their sum"] == 10
    assert gaps["papers used are valid and rejected papers"] == 0
    assert made.totals["valid"] == 58175 and made.awaiting is None


def test_status_words():
    votes = {("a", "-"): 2, ("b", "-"): 1}
    assert record(Profile.of("abc", votes)).status == "calculated"
    declared = replace(CONTEST, declared=Declaration(by="the returning officer", on="2027-05-07"))
    assert record(Profile.of("abc", votes), declared).status == "declared"
    provisional = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=tuple(firsts((5, 1, 1), (4, 1, 1), status="provisional")),
    )
    made = record(provisional, declared)
    assert made.status == "provisional" and made.elected == ("a",)
    assert Note(words="figures still provisional: North and South", level="warning") in made.notes
    assert record(Profile.of("abc", {("a", "-"): 1, ("b", "-"): 1})).status == "awaiting"


def test_a_withdrawn_direction_and_void_statements_are_named():
    seconds = Statement(area="n", stage="second", counted={"a": 1, "b": 1})
    papers = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=(*firsts((4, 1, 3), (3, 2, 3)), seconds),
        directions=(Direction(remaining=("a", "b"), by="the returning officer"),),
    )
    words = [note.words for note in record(papers).notes]
    assert "direction by the returning officer naming A and B: withdrawn, others remain now" in words
    assert "second statement 1 of North was made under another direction, naming A and B: void, kept" in words
    assert "the direction for the second count is recorded by the final statements" not in words
    assert record(papers).awaiting.words == (
        "a direction for the second count: A and C remain in the contest"
    )


def test_small_cells_are_counted_only_in_tables_by_area():
    one = Profile.of("abc", {("a", "-"): 20, ("b", "-"): 3, ("c", "-"): 1}, area="n")
    other = Profile.of("abc", {("a", "-"): 20, ("b", "-"): 10}, area="s")
    assert record(one + other).small_cells == 2
    assert record(one).small_cells == 0


def test_same_candidate_papers_are_two_figures():
    votes = {("a", "a"): 40, ("b", "b"): 30, ("c", "c"): 7, ("c", "a"): 3}
    totals = record(Profile.of("abc", votes)).totals
    assert (totals["same_as_first"], totals["same_looked_at"]) == (77, 7)


def test_a_direction_that_waits_is_not_said_to_be_recorded_by_statements_for_others():
    seconds = [Statement(area=area, stage="second", counted={"a": 1, "b": 1}) for area in "ns"]
    made = record(
        Returns(
            candidates=("a", "b", "c"),
            areas=("n", "s"),
            statements=(*firsts((4, 1, 3), (3, 2, 3)), *seconds),
        )
    )
    assert made.awaiting.what == "direction"
    assert not [note for note in made.notes if "recorded by" in note.words]


def test_a_majority_after_a_recount_leaves_no_direction_and_no_second_statement_unspoken_of():
    papers = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=(
            *firsts((6, 1, 1), (6, 1, 1)),
            Statement(area="n", stage="second", counted={"a": 1, "b": 1}),
        ),
        directions=(Direction(remaining=("a", "b"), by="the returning officer"),),
    )
    words = [note.words for note in record(papers).notes if note.level == "warning"]
    assert words == [
        "direction by the returning officer naming A and B: withdrawn, the first count decides",
        "second statement 1 of North was made under another direction, naming A and B: void, kept",
    ]


def test_an_awaited_reason_names_its_area_as_people_do():
    made = record(
        Returns(
            candidates=("a", "b", "c"),
            areas=("n", "s"),
            statements=tuple(firsts((4, 1, 3), (3, 2, 3), used=10, rejected={"uncertain": 1})),
        )
    )
    assert made.awaiting.words == (
        "papers used differ from valid and rejected papers in North and South: "
        "give the reason in their statements"
    )


def test_more_papers_than_electors_are_warned_of():
    papers = Profile.of("abc", {("a", "-"): 6, ("b", "-"): 1, ("c", "-"): 1})
    made = record(papers, contest=replace(CONTEST, electorate=7))
    assert [note.words for note in made.notes] == [
        "there are more papers (8) than electors (7): check both figures"
    ]
    assert not record(papers, contest=replace(CONTEST, electorate=8)).notes


def two_areas(**changes):
    """First statements of both areas and second ones; 3 papers are looked at in each."""
    seconds = {area: {"counted": {"a": 1, "b": 1}} | changes.get(area, {}) for area in "ns"}
    return record(
        Returns(
            candidates=("a", "b", "c"),
            areas=("n", "s"),
            statements=(
                *firsts((6, 4, 3), (6, 4, 3)),
                *(Statement(area=area, stage="second", **held) for area, held in seconds.items()),
            ),
        )
    )


def failed(made):
    return [(one.area, one.gap, one.words.split()[0]) for one in made.checks if not one.holds]


def test_gaps_of_two_areas_do_not_make_up_for_each_other():
    assert failed(two_areas(n={"accounts": {"not_counted": 1}}, s={"accounts": {"not_counted": 1}})) == []
    made = two_areas(n={"accounts": {"not_counted": 0}}, s={"accounts": {"not_counted": 2}})
    assert failed(made) == [("n", 1, "papers"), ("s", -1, "papers")]


def test_printed_totals_that_are_wrong_both_ways_do_not_make_up_for_each_other():
    assert failed(two_areas(n={"totals": {"a": 7, "b": 5}})) == []
    assert failed(two_areas(n={"totals": {"a": 8, "b": 4}})) == [("n", 1, "printed")]


def test_a_total_is_not_compared_with_first_preferences_that_are_not_known():
    papers = Returns(
        candidates=("a", "b", "c"),
        areas=("",),
        statements=(Statement(area="", stage="second", counted={"a": 0, "b": 2}, totals={"a": 63, "b": 37}),),
    )
    assert record(papers).checks == ()


@pytest.mark.parametrize(
    ("figure", "held", "words"),
    [
        ("rejected", {"uncertain": 3}, "papers rejected"),
        ("marked", {"a": 3}, "second preferences marked"),
        ("unused", {"blank": 3}, "papers without a valid second preference"),
    ],
)
def test_figures_that_one_area_does_not_state_are_not_added_up(figure, held, words):
    north, south = firsts((6, 1, 1), (6, 1, 1))
    stating = [replace(one, **{figure: held}) for one in (north, south)]

    def made(*statements):
        return record(Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=statements))

    whole, part = made(*stating), made(stating[0], south)
    assert getattr(whole, figure) == {key: 2 * papers for key, papers in held.items()}
    assert getattr(part, figure) == {} and "rejected" not in part.totals
    assert [note.words for note in part.notes] == [f"{words} are not stated by South: not added up"]


def test_the_electorate_is_added_up_only_where_every_area_says_how_many():
    papers = Profile.of("abc", {("a", "-"): 6, ("b", "-"): 1, ("c", "-"): 1})
    north, south = CONTEST.areas
    part = (replace(north, electorate=50), south)
    assert "electorate" not in record(papers, contest=replace(CONTEST, areas=part)).totals
    both = (replace(north, electorate=50), replace(south, electorate=40))
    assert record(papers, contest=replace(CONTEST, areas=both)).totals["electorate"] == 90


def test_the_second_place_is_held_against_the_best_of_those_eliminated():
    four = replace(CONTEST, candidates=tuple(Candidate(id=id, name=id.upper()) for id in "abcde"))
    votes = {("a", "-"): 40, ("b", "-"): 30, ("c", "a"): 9, ("d", "b"): 17, ("e", "-"): 4}
    close = {one.at: one for one in record(Profile.of("abcde", votes), four).closeness}
    assert (close["second-place"].ahead, close["second-place"].behind) == ("b", "d")
    assert close["second-place"].votes == 13 and close["final"].votes == 2


def test_what_was_looked_at_and_what_was_not_counted_are_two_figures():
    votes = {("a", "c"): 40, ("b", "-"): 35, ("c", "b"): 20, ("c", "c"): 3, ("c", "!!"): 2}
    made = record(Profile.of("abc", votes))
    assert made.totals == {
        "valid": 100,
        "looked_at": 25,
        "not_counted": 5,
        "same_looked_at": 3,
        "same_as_first": 3,
    }
    # A second preference for oneself is valid; blank and over-marked ones are not, whoever remains.
    assert made.unused == {"blank": 35, "over_marked": 2}
    assert made.marked == {"a": 0, "b": 20, "c": 43}


def test_reasons_in_the_totals_split_only_the_papers_that_have_none():
    """Of nine papers without a valid second preference five are known blank, two more by the totals."""
    piles = Profile.of("abc", {("a", "b"): 50, ("b", "-"): 5, ("c", "*"): 4}).piles
    papers = Profile(candidates=tuple("abc"), piles=piles, unused=(("blank", 2), ("over_marked", 1)))
    assert record(papers).unused == {"blank": 7, "no_valid_second": 1, "over_marked": 1}


def test_the_electorate_is_the_contests_or_its_areas_added():
    votes = Profile.of("abc", {("a", "-"): 3})
    assert "electorate" not in record(votes).totals
    areas = (Area(id="n", name="North", electorate=60), Area(id="s", name="South", electorate=50))
    assert record(votes, replace(CONTEST, areas=areas)).totals["electorate"] == 110
    assert record(votes, replace(CONTEST, areas=areas, electorate=111)).totals["electorate"] == 111


def test_papers_used_are_added_only_where_every_area_states_them():
    north, south = firsts((6, 1, 1), (6, 1, 1))
    used = [replace(north, used=9), replace(south, used=8)]
    for statements, papers in ((used, 17), ([used[0], south], None), ([north, south], None)):
        made = record(Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=tuple(statements)))
        assert made.totals.get("papers") == papers


def test_only_the_newest_version_of_a_statement_is_added():
    heads = {"used": 8, "rejected": {"uncertain": 1}, "marked": {"a": 5}, "unused": {"blank": 2}}
    first = firsts((6, 1, 0), (6, 1, 0), **heads)
    newer = replace(
        first[0], version=2, used=9, rejected={"uncertain": 2}, marked={"a": 4}, unused={"blank": 3}
    )
    made = record(Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=(newer, *first)))
    assert made.rejected == {"uncertain": 3} and made.totals["rejected"] == 3 and made.totals["papers"] == 17
    assert made.marked == {"a": 9} and made.unused == {"blank": 5}
    assert len(made.statements) == 3  # every version is kept


def test_rejected_papers_stand_in_the_papers_or_in_the_totals_and_are_not_added_twice():
    totals = Statement(area="", stage="first", used=6, rejected={"uncertain": 3})
    bare, whole = (Profile.of("abc", {("a", "-"): 3}, rejected=heads) for heads in ({}, {"uncertain": 3}))
    for papers in (bare, whole):
        made = record(papers, totals=totals)
        assert made.rejected == {"uncertain": 3} and made.totals["rejected"] == 3
        assert made.totals["papers"] == 6
    assert "papers" not in record(bare).totals and record(whole).totals["papers"] == 6


def test_statements_derived_from_papers_count_the_seconds_of_those_who_remain():
    north = Profile.of(
        "abc", {("a", "b"): 6, ("c", "b"): 2, ("c", "-"): 1}, area="n", rejected={"uncertain": 1}
    )
    south = Profile.of("abc", {("b", "c"): 5, ("c", "a"): 1}, area="s")
    made = record(north + south)
    assert made.statements_derived
    by_area = {(one.area, one.stage): one for one in made.statements}
    assert by_area["n", "second"].counted == {"a": 0, "b": 2}
    assert by_area["n", "second"].accounts == {"blank": 1}
    assert by_area["s", "second"].counted == {"a": 1, "b": 0}
    assert by_area["n", "first"].first == {"a": 6, "b": 0, "c": 3}
    assert (by_area["n", "first"].used, by_area["n", "first"].valid) == (10, 9)


def test_a_law_cites_its_own_paragraphs_for_each_step():
    papers = Profile.of("abc", {("a", "-"): 40, ("b", "-"): 35, ("c", "b"): 20})
    reading = Reading(contest=CONTEST, papers=papers)
    law = shelf.law("ca-2026")
    made = record_of(reading, count(RULE, papers), rule=RULE, regime=law)
    assert made.cites == {
        step: "; ".join(cite.text for cite in law.steps[step]) for step in ("remain", "second-count")
    }
    assert made.cites != record(papers).cites
    assert record(papers).cites["remain"] == RULE.cites["remain"]


def test_an_area_from_which_no_paper_came_is_warned_of():
    papers = Profile.of("abc", {("a", "-"): 6, ("b", "-"): 1, ("c", "-"): 1}, area="n")
    assert [note.words for note in record(papers).notes] == ["no paper is from South: is the file whole?"]
    other = Profile.of("abc", {("a", "-"): 6}, area="s")
    assert record(papers + other).notes == ()
    assert record(Profile.of("abc", {("a", "-"): 6})).notes == ()


def test_provisional_figures_and_a_count_that_waits_are_not_what_was_declared():
    declared = replace(CONTEST, declared=Declaration(by="the returning officer", on="2027-05-07"))

    def official(**changes):
        statements = tuple(firsts((6, 1, 1), (6, 1, 1), **changes))
        papers = Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=statements)
        return record(papers, contest=declared).official

    assert official() and not official(status="provisional")
    waiting = Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=())
    assert not record(waiting, contest=declared).official


@pytest.mark.parametrize(("between", "again"), [(("a", "c"), True), (("a", "b"), False)])
def test_a_direction_withdrawn_and_given_again_is_warned_of(between, again):
    seconds = [Statement(area=area, stage="second", counted={"a": 1, "b": 1}) for area in "ns"]
    papers = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=(*firsts((4, 3, 1), (4, 3, 1)), *seconds),
        directions=tuple(
            Direction(remaining=one, by="the returning officer") for one in (("a", "b"), between, ("b", "a"))
        ),
    )
    words = [note.words for note in record(papers).notes]
    assert any("withdrawn and given again" in one for one in words) is again


def test_second_preferences_that_a_simple_majority_does_not_count_are_told():
    votes = {("a", "b"): 6, ("b", "-"): 1, ("c", "-"): 1}
    made = record_of(
        Reading(contest=CONTEST, papers=Profile.of("abc", votes)),
        count(SIMPLE_MAJORITY, Profile.of("abc", votes)),
        rule=SIMPLE_MAJORITY,
    )
    assert [note.words for note in made.notes] == [
        "the papers carry second preferences, and a simple majority counts none of them"
    ]
