"""Figures that should agree: each comparison's sign and size, and that none is left out or made twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hustings.counting import Count, Stage, count
from hustings.mechanics.reconcile import checks
from hustings.profile import Profile
from hustings.returns import Returns, Statement
from hustings.rules.supplementary_vote import RULE

NORTH = Statement(
    area="n",
    stage="first",
    verified=104,
    used=103,
    rejected={"rejected": 2},
    first={"a": 50, "b": 30, "c": 20},
    valid=101,
    marked={"a": 10, "b": 40, "c": 20},
    unused={"blank": 25, "over_marked": 2},
)
NORTH_2 = Statement(area="n", stage="second", counted={"a": 4, "b": 9}, totals={"a": 54, "b": 40})
SOUTH = Statement(area="s", stage="first", first={"a": 1, "b": 1, "c": 0})
NO_COUNT = Count(stages=())


def gaps(statements: Sequence[Statement], areas: tuple[str, ...] = ("n",)) -> dict[tuple[str, str], int]:
    papers = Returns(candidates=tuple("abc"), areas=areas, statements=tuple(statements))
    made = checks(papers, None, NO_COUNT)
    assert all(check.holds == (check.gap == 0) for check in made)
    found = {(check.area, check.words): check.gap for check in made}
    assert len(found) == len(made)
    return found


def test_each_comparison_of_a_statement_is_the_first_figure_less_the_second() -> None:
    assert gaps([NORTH, NORTH_2, SOUTH], ("n", "s")) == {
        ("n", "printed total of first preferences is their sum"): 1,  # 101 - (50 + 30 + 20)
        ("n", "papers used are valid and rejected papers"): 0,  # 103 - 101 - 2
        ("n", "papers used are papers verified"): -1,  # 103 - 104
        ("n", "valid papers are second preferences marked and not valid"): 3,  # 100 - 70 - 27
        ("n", "printed final totals are first and second preferences added"): 1,  # 94 - (50 + 30) - (4 + 9)
    }


def test_only_the_newest_version_is_compared() -> None:
    better = replace(NORTH, version=2, valid=100, used=102, verified=102, unused={"blank": 30})
    found = gaps([NORTH, better])
    assert len(found) == 4 and set(found.values()) == {0}


def test_totals_of_the_whole_contest_are_held_against_all_areas() -> None:
    whole = Statement(area="", stage="second", counted={"a": 4, "b": 9}, totals={"a": 55, "b": 40})
    added = "", "printed final totals are first and second preferences added"
    # 55 + 40, less 51 + 31 first preferences of both areas, less 13 seconds counted.
    assert gaps([NORTH, SOUTH, whole], ("n", "s"))[added] == 0
    assert gaps([NORTH, SOUTH, replace(whole, totals={"a": 54, "b": 40})], ("n", "s"))[added] == -1


def test_a_profile_is_held_against_the_totals_declared_beside_it() -> None:
    papers = Profile(
        candidates=tuple("abc"),
        piles=Profile.of("abc", {("a", "*"): 7, ("b", "-"): 4, ("c", "a"): 1}).piles,
        rejected=Profile.of("abc", {}, rejected={"blank_both": 3}).rejected,
        unused=(("blank", 4), ("over_marked", 1)),
    )
    totals = Statement(area="", stage="first", used=17, verified=20)
    assert [(check.words, check.gap) for check in checks(papers, totals, NO_COUNT)] == [
        ("papers used are the papers here", 2),  # 17 - 15
        ("papers verified are the papers here", 5),  # 20 - 15
        ("second preferences not valid are their reasons added", 2),  # 7 - 5
    ]
    assert checks(papers, None, NO_COUNT) == ()


def test_every_stage_with_papers_is_a_ledger_that_balances() -> None:
    counted = count(RULE, Profile.of("abc", {("a", "-"): 4, ("b", "-"): 3, ("c", "b"): 2, ("c", "-"): 1}))
    assert [(check.words, check.gap) for check in checks(Profile.of("abc", {}), None, counted)] == [
        ("every paper is somewhere after the first count", 0),
        ("every paper is somewhere after the second count", 0),
    ]
    lost = Stage(step="second-count", votes={"a": 4, "b": 3}, accounts={"blank": 1, "gap": -2}, papers=10)
    assert [check.gap for check in checks(Profile.of("abc", {}), None, Count(stages=(lost,)))] == [4, -2]
    empty = Stage(step="uncontested", votes={}, papers=0)
    assert checks(Profile.of("a", {}), None, Count(stages=(empty,))) == ()


def test_a_printed_total_waits_for_the_first_preferences_of_every_area() -> None:
    whole = Statement(area="", stage="second", counted={"a": 4, "b": 9}, totals={"a": 55, "b": 40})
    assert not [words for area, words in gaps([NORTH, whole], ("n", "s")) if not area]


def test_a_second_statement_under_another_direction_is_not_held_against_the_count() -> None:
    """The area's newest second statement is for a and c; b remains instead, and its own is still to come."""
    other = Statement(area="n", stage="second", counted={"a": 40, "c": 40})
    papers = Returns(candidates=tuple("abc"), areas=("n", "s"), statements=(NORTH, SOUTH, other))
    second = Stage(step="second-count", votes={"a": 60, "b": 42}, papers=102, remaining=("a", "b"))
    made = checks(papers, None, Count(stages=(second,)))
    assert "papers looked at are the second preferences counted and not counted" not in {
        one.words for one in made
    }
    same = replace(other, counted={"a": 20, "b": 1})  # one more than the 20 papers of c
    papers = replace(papers, statements=(NORTH, SOUTH, same))
    made = checks(papers, None, Count(stages=(second,)))
    assert [one.gap for one in made if one.words.startswith("papers looked at")] == [-1]
