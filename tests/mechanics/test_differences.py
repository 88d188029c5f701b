"""What differs, and the bound on whether it matters: never too small for what really changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sample_records import (
    AREAS,
    DIRECTED,
    LOT,
    NORTH,
    SOUTH,
    VOTES,
    counted,
    first,
    samples,
    second,
    two_areas,
)

from hustings.codec import from_json, to_json
from hustings.contest import Declaration
from hustings.decisions import Decisions, Direction
from hustings.duels import Duels
from hustings.errors import UsageError
from hustings.mechanics.differences import (
    Difference,
    differences,
    recount_differences,
    statement_differences,
)
from hustings.mechanics.slack import Slack, slack
from hustings.profile import Profile
from hustings.record import Record
from hustings.returns import Statement
from shown_stages import by_rule

SAMPLES = samples()


def of(votes: Mapping[tuple[str, ...], int], **more: object) -> Record:
    return counted(Profile.of("abcd", votes, area="north"), areas=AREAS[:1], **more)


def without(words: str, found: tuple[Difference, ...]) -> list[str]:
    """The differences as printed, those left out that begin with `words`."""
    return [str(one) for one in found if not one.words.startswith(words)]


@pytest.mark.parametrize("shape", SAMPLES)
def test_a_record_differs_in_nothing_from_itself_read_back(shape: str) -> None:
    record = SAMPLES[shape]
    assert differences(record, from_json(to_json(record))) == ()
    assert recount_differences(record, from_json(to_json(record))) == ()


def test_the_slack_is_the_closest_comparison() -> None:
    # Invented: Ann 40, Bert 35, Clem 20, Dora 5 of 100. Short of more than half by 21 (2 x 40 - 100 = -20);
    # Bert is 15 ahead of Clem; the second count ends Ann 49, Bert 43.
    assert slack(of(VOTES)) == Slack(remaining=15, final=6)
    assert slack(SAMPLES["majority"]) == Slack(remaining=1, final=None)
    assert slack(SAMPLES["one"]) == Slack(remaining=None, final=None)
    assert slack(SAMPLES["two"]) == Slack(remaining=None, final=3)
    assert slack(SAMPLES["first"]) == Slack(remaining=1, final=1)
    level = of({("a", "-"): 5, ("b", "-"): 3, ("c", "-"): 3, ("d", "-"): 1})
    assert slack(level).remaining == 1
    # 49 of 100: two more votes are 51 of 102, not more than half; three are 52 of 103.
    short = of({("a", "-"): 49, ("b", "-"): 48, ("c", "-"): 3})
    assert slack(short) == Slack(remaining=3, final=1)
    assert slack(SAMPLES["tie"]).final == slack(SAMPLES["lot"]).final == 1
    # While second statements are to come, any vote could matter to who is elected.
    assert slack(SAMPLES["direction"]) == Slack(remaining=12, final=1)


def test_a_small_difference_cannot_matter_and_a_larger_one_could() -> None:
    small = of({**VOTES, ("b", "c"): 36})
    assert [str(one) for one in differences(of(VOTES), small)] == [
        "North, first statement: papers used 100 → 101 (+1); valid papers 100 → 101 (+1); "
        "first preferences of Bert Fry 35 → 36 (+1) (this cannot change who remains or who is elected)"
    ]
    larger = differences(of(VOTES), of({**VOTES, ("c", "b"): 11}))
    assert [one.could_change for one in larger] == [(), (), ("elected",)]
    assert [one.size for one in larger] == [3, 3, 6]
    assert larger[2].words == ("all figures together: first preferences by 3, seconds counted by 3 votes")


def test_a_changed_outcome_is_said_first() -> None:
    found = differences(of(VOTES), of({**VOTES, ("b", "c"): 45}))
    assert str(found[0]) == "elected: Ann Archer → Bert Fry (this changes who is elected)"
    assert found[1].could_change == ("elected",)
    found = differences(of(VOTES), of({**VOTES, ("c", "d"): 16}))
    assert str(found[0]).startswith("remaining: Ann Archer, Bert Fry → Ann Archer, Clem Grundy (this changes")


def test_seconds_that_are_not_counted_differ_without_effect() -> None:
    found = differences(of(VOTES), of({**VOTES, ("a", "b"): 30, ("a", "d"): 10}))
    assert without("nothing", found) == [
        "2 kinds of vote stand on another number of papers, which adds up to the same figures "
        "(this cannot change who remains or who is elected)"
    ]


def by(key: str, votes: Mapping[tuple[str, ...], int], **facts: object) -> Record:
    record = by_rule(key, Profile.of("abc", votes, ballots="rankings"))
    return replace(record, contest=replace(record.contest, **facts))


@pytest.mark.parametrize("key", ["av", "borda", "schulze-margins", "scottish-stv"])
def test_other_rankings_are_never_said_to_be_without_effect(key: str) -> None:
    votes = {("a", "b"): 5, ("b", "a"): 4}
    one, other = by(key, {**votes, ("c", "b"): 3}), by(key, {**votes, ("c", "a"): 3})
    assert [str(found) for found in differences(one, other)] == [
        "elected: B → A (this changes who is elected)",
        "2 kinds of vote stand on another number of papers, 6 more or fewer in all "
        "(this could change who is elected)",
    ]


def test_facts_that_a_rule_counts_by_could_matter() -> None:
    votes = {("a", "b"): 5, ("b", "a"): 4}
    plain = by("av", votes)
    for key, fact in (("seats", 2), ("threshold", Fraction(1, 20)), ("default", "c"), ("electorate", 9)):
        assert any(
            key in one.words and one.could_change
            for one in differences(plain, by("av", votes, **{key: fact}))
        )
    assert not any(one.could_change for one in differences(plain, by("av", votes, title="Other")))
    people = tuple(replace(one, listed=1) for one in plain.contest.candidates)
    assert any(one.could_change for one in differences(plain, by("av", votes, candidates=people)))


def test_pairwise_tables_and_the_order_of_papers_are_compared() -> None:
    tables = [Duels(candidates=("a", "b"), wins=((0, 5), (more, 0))) for more in (3, 4)]
    one, other = (replace(by("schulze-margins", {("a",): 1}), papers=table) for table in tables)
    assert [str(found) for found in differences(one, other)] == [
        "pairwise table: 1 figure differs (this could change who is elected)"
    ]
    papers = Profile.of("ab", {("a",): 1, ("b",): 1}, ballots="rankings")
    one, other = (replace(by("av", {}), papers=replace(papers, order=order)) for order in ((0, 1), (1, 0)))
    assert [found.could_change for found in differences(one, other)] == [("elected",)]


def test_facts_rules_and_decisions_are_compared() -> None:
    record = SAMPLES["lot"]
    other = replace(
        record,
        contest=replace(record.contest, declared=Declaration(by="RO", on="2026-11-06"), electorate=40),
        decisions=Decisions(lots=(replace(LOT, by="D. Officer", where=""),)),
        rule=replace(record.rule, version=2),
        why_law="named",
    )
    assert without("nothing", differences(record, other)) == [
        "contest, electorate: not stated → 40 (this cannot change who remains or who is elected)",
        "contest, declared: not stated → Declaration(by='RO', on='2026-11-06') "
        "(this cannot change who remains or who is elected)",
        "rule: supplementary vote, version 1 → supplementary vote, version 2 "
        "(this could change who remains and who is elected)",
        "lots: 1 of them differ (this could change who is elected)",
    ]
    assert without("nothing", differences(record, replace(record, why_law="named"))) == [
        "why_law: not the same (this cannot change who remains or who is elected)"
    ]
    assert without("contest", differences(SAMPLES["tie"], record))[0].startswith("elected: nobody → Bert Fry")


def test_other_candidates_make_another_election() -> None:
    found = differences(SAMPLES["majority"], of(VOTES))
    assert any(
        one.words == "candidates: only in the first nobody, only in the second d" and one.could_change
        for one in found
    )


def test_papers_and_statements_of_one_election_say_the_same_votes() -> None:
    votes = {("a", "-"): 30, ("b", "-"): 20, ("c", "b"): 16, ("d", "a"): 4}
    papers = counted(Profile.of("abcd", votes, area="north"), areas=AREAS)
    stated = counted(
        two_areas(
            first("north", 60, 0, {"a": 25, "b": 20, "c": 15}),
            first("south", 10, 0, {"a": 5, "c": 1, "d": 4}),
            second("north", {"a": 0, "b": 15}),
            second("south", {"a": 4, "b": 1}),
        ),
        areas=AREAS,
    )
    assert papers.elected == stated.elected == ("b",)
    assert all(one.size == 0 for one in differences(papers, stated))


def test_stages_that_do_not_follow_from_the_same_papers_are_named() -> None:
    record = SAMPLES["profile"]
    remain, last = record.stages
    forged = replace(record, stages=(remain, replace(last, added={**last.added, "a": 7})))
    assert [str(one) for one in differences(record, forged)] == [
        "stages[1].added.Ann Archer: 9 → 7, from the same papers: verify both records "
        "(this could change who remains and who is elected)"
    ]


def test_the_newest_versions_are_compared_whatever_their_order() -> None:
    newer = first("north", 73, 2, {**NORTH, "c": 7}, version=2)
    south = first("south", 41, 0, SOUTH)
    old = counted(two_areas(first("north", 72, 2, NORTH), south), areas=AREAS)
    found = [
        differences(old, counted(two_areas(*statements, south), areas=AREAS))
        for statements in ((first("north", 72, 2, NORTH), newer), (newer, first("north", 72, 2, NORTH)))
    ]
    assert found[0] == found[1] and [one.size for one in found[0]] == [1]


def test_what_is_awaited_and_directions_are_compared() -> None:
    firsts = (first("north", 72, 2, NORTH), first("south", 41, 0, SOUTH))
    other = Direction(remaining=("a", "c"), by="the CARO")
    before, after = (
        counted(two_areas(*firsts, directions=(one,)), Decisions(directions=(one,)), areas=AREAS)
        for one in (DIRECTED, other)
    )
    found = differences(before, after)
    assert [str(one) for one in found if not one.words.startswith("awaited")] == [
        "directions: 1 of them differ (this could change who remains and who is elected)"
    ]
    (awaited,) = (one.words for one in found if one.words.startswith("awaited"))
    assert awaited == (
        "awaited: second statements are awaited from 2 of 2 areas: North and South → "
        "a direction for the second count: Ann Archer and Bert Fry remain in the contest"
    )


def test_totals_that_the_facts_declare_are_compared() -> None:
    record = SAMPLES["majority"]
    stated = replace(
        record, contest_totals=Statement(area="", stage="first", used=12, rejected={"unmarked": 1})
    )
    more = replace(
        record, contest_totals=Statement(area="", stage="first", used=13, rejected={"unmarked": 1})
    )
    assert [one.words for one in differences(stated, more)] == [
        "Mayor of Ambridge, first statement, as the contest's facts declare: papers used 12 → 13 (+1)"
    ]
    (found,) = differences(record, stated)
    assert "papers used not stated → 12" in found.words and not found.could_change


# -- Versions of one statement ----------------------------------------------------------------------------


def test_versions_of_a_statement_are_compared_each_with_the_one_before() -> None:
    record = counted(
        two_areas(
            first("north", 72, 2, NORTH),
            first("north", 73, 2, {**NORTH, "c": 7}, version=2),
            first("north", 73, 2, {**NORTH, "a": 20, "c": 27}, version=3, status="provisional"),
            first("south", 41, 0, SOUTH),
            directions=(DIRECTED,),
        ),
        areas=AREAS,
    )
    found = statement_differences(record, area="North", stage="first")
    assert [one.size for one in found] == [1, 40]
    assert str(found[0]).startswith(
        "North, first statement, version 2 after 1: papers used 72 → 73 (+1); "
        "first preferences of Clem Grundy 6 → 7 (+1)"
    )
    assert found[1].could_change == ("remaining", "elected")
    assert found[1].words.endswith("status final → provisional")
    assert statement_differences(record, area="north", stage="first") == found
    assert statement_differences(record, stage="first") == found
    with pytest.raises(UsageError, match="no such area"):
        statement_differences(record, area="west")
    assert statement_differences(record, area="south", stage="first") == ()
    assert statement_differences(record, area="north", stage="second") == ()


# -- Counting again ---------------------------------------------------------------------------------------


def test_a_recount_names_the_figure_that_differs() -> None:
    record = SAMPLES["profile"]
    remain, last = record.stages
    forged = replace(record, stages=(remain, replace(last, votes={**last.votes, "a": 60})), elected=("b",))
    assert [str(one) for one in recount_differences(forged, record)] == [
        'outcome.elected[0]: recorded "Bert Fry", recounted "Ann Archer"',
        "stages[1].balances: recorded false, recounted true",
        "stages[1].votes.Ann Archer: recorded 60, recounted 52",
    ]
    shorter = replace(record, stages=(remain,))
    assert [one.recorded for one in recount_differences(shorter, record)] == ["nothing"]


# -- The bound holds --------------------------------------------------------------------------------------

PAPERS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc-")), st.integers(0, 12), min_size=1, max_size=9
)


def remaining(record: Record) -> set[str]:
    return {one for stage in record.stages if stage.step == "remain" for one in stage.remaining}


@given(PAPERS, PAPERS)
@example({("a", "-"): 5, ("b", "-"): 4, ("c", "b"): 1}, {("a", "-"): 5, ("b", "-"): 4, ("c", "b"): 2})
@example({("a", "-"): 5, ("b", "-"): 5}, {("a", "-"): 6, ("b", "-"): 5})
def test_what_changed_was_never_said_to_be_too_small(
    before: dict[tuple[str, ...], int], after: dict[tuple[str, ...], int]
) -> None:
    one, other = (counted(Profile.of("abc", votes)) for votes in (before, after))
    found = differences(one, other)
    could = {what for each in found if not each.changed for what in each.could_change}
    together = [each for each in found if each.words.startswith("all figures together")]
    if together:
        could = set(together[0].could_change)
    if one.elected != other.elected:
        assert "elected" in could
    if remaining(one) != remaining(other):
        assert "remaining" in could
