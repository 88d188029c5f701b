"""Totals beside a table: what they add to the papers, and every way in which they may contradict them."""

from __future__ import annotations

from typing import Any

import pytest

from hustings.errors import InputError
from hustings.formats._totals import with_totals
from hustings.profile import Profile, Rejected
from hustings.returns import Statement

# 100 valid papers: 9 without a valid second preference for no known reason, 5 blank, 2 over-marked, 4 twice
# for one candidate.
PAPERS = Profile.of(
    "abc",
    {("a", "b"): 50, ("b", "-"): 5, ("b", "c"): 30, ("c", "c"): 4, ("c", "!!"): 2, ("c", "*"): 9},
)


def totals(**figures: Any) -> Statement:
    return Statement(area="", stage="first", where="contest.toml: [totals]", **figures)


def refused(words: str, **figures: Any) -> InputError:
    with pytest.raises(InputError, match=words) as error:
        with_totals(PAPERS, totals(**figures))
    assert error.value.where == "contest.toml: [totals]"
    return error.value


def test_without_totals_nothing_changes() -> None:
    assert with_totals(PAPERS, None) == (PAPERS, ())
    assert with_totals(PAPERS, totals()) == (PAPERS, ())


def test_rejected_papers_are_added_to_those_the_table_has() -> None:
    known = PAPERS + Profile.of("abc", {}, rejected={"uncertain": 1})
    made, notes = with_totals(known, totals(rejected={"uncertain": 2, "blank_both": 3}))
    assert made.rejected == (Rejected(code="blank_both", papers=3), Rejected(code="uncertain", papers=3))
    assert notes == () and made.valid == 100 and made.papers == 106


@pytest.mark.parametrize("stated", [99, 101])
def test_valid_papers_are_those_in_the_table(stated: int) -> None:
    error = refused("valid first preferences", valid=stated)
    assert error.found.startswith(f"{stated} ") and error.expected.startswith("100")
    known = PAPERS + Profile.of("abc", {}, rejected={"uncertain": 1})
    assert with_totals(known, totals(valid=100))[0] == known


@pytest.mark.parametrize("stated", [3, 5])
def test_papers_of_one_candidate_twice_are_those_in_the_table(stated: int) -> None:
    refused("one candidate twice", totals={"same_as_first": stated})
    refused("one candidate twice", unused={"same_candidate": stated})
    made, _ = with_totals(PAPERS, totals(totals={"same_as_first": 4}, unused={"same_candidate": 4}))
    assert made.unused == ()


@pytest.mark.parametrize("stated", [15, 17])
def test_papers_without_a_valid_second_are_those_in_the_table(stated: int) -> None:
    refused("without a valid second", unused={"no_valid_second": stated})
    assert with_totals(PAPERS, totals(unused={"no_valid_second": 16}))[0].unused == ()


@pytest.mark.parametrize(("used", "fits"), [(102, False), (103, True), (104, False)])
def test_papers_used_are_the_valid_and_the_rejected_ones(used: int, fits: bool) -> None:
    figures: dict[str, Any] = {"used": used, "rejected": {"uncertain": 3}}
    if fits:
        assert with_totals(PAPERS, totals(**figures))[1] == ()
        return
    error = refused("papers used", **figures)
    assert (error.found, error.expected) == (f"used {used}, but 100 in the table and 3 rejected", "103")
    made, (note,) = with_totals(PAPERS, totals(**figures, reason="three boxes were recounted"))
    assert note.level == "warning" and made.papers == 103
    assert note.words.endswith(f"by {used - 103:+}: three boxes were recounted")


def test_without_rejected_papers_more_may_be_used_and_fewer_may_not() -> None:
    assert with_totals(PAPERS, totals(used=120))[1] == ()
    assert with_totals(PAPERS, totals(used=100))[1] == ()
    refused("papers used", used=99)


@pytest.mark.parametrize(
    ("stated", "split"),
    [
        # The table knows 5 blank and 2 over-marked; 9 wait to be told apart, and all reasons are stated.
        (
            {"blank": 10, "over_marked": 5, "uncertain_second": 1},
            {"blank": 5, "over_marked": 3, "uncertain_second": 1},
        ),
        ({"blank": 5, "over_marked": 2, "uncertain_second": 9}, {"uncertain_second": 9}),
        ({"blank_or_uncertain": 14, "over_marked": 2}, {"blank_or_uncertain": 9}),
        # Some reasons are not stated: some papers stay unexplained.
        ({"blank": 6}, {"blank": 1}),
        ({"blank": 14}, {"blank": 9}),
        ({"blank": 5, "over_marked": 2}, {}),
    ],
)
def test_reasons_split_the_papers_that_have_none(stated: dict[str, int], split: dict[str, int]) -> None:
    made, _ = with_totals(PAPERS, totals(unused=stated))
    assert dict(made.unused) == split
    assert made.piles == PAPERS.piles


@pytest.mark.parametrize(
    "stated",
    [
        {"blank": 10, "over_marked": 5, "uncertain_second": 2},  # one too many
        {"blank": 10, "over_marked": 5, "uncertain_second": 0},  # one too few, and no reason is left
        {"blank": 15},  # more than there are, whatever else is not stated
    ],
)
def test_reasons_that_do_not_add_are_refused(stated: dict[str, int]) -> None:
    error = refused("do not add", unused=stated)
    assert error.expected == "9, as in the table"


@pytest.mark.parametrize("stated", [{"blank": 4}, {"over_marked": 1}, {"blank_or_uncertain": 4}])
def test_a_reason_that_the_table_has_more_often_is_refused(stated: dict[str, int]) -> None:
    ((code, number),) = stated.items()
    error = refused(f"more papers under {code}", unused=stated)
    assert (error.found, error.expected) == (f"{number} in the totals", f"{number + 1}, as in the table")


@pytest.mark.parametrize("code", ["for_eliminated", "not_for_remaining", "not_counted"])
def test_only_reasons_that_hold_whoever_remains_are_taken(code: str) -> None:
    refused("not a reason why", unused={code: 9})
