"""Papers and what they are held to say: one paper at a time, then what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.paper import BLANK, DEFECT_ORDER, FIRST_CODES, OVER, Mark, Marks, Ruling, rule_on

A, B, C = (Mark(candidate=one) for one in "abc")
UNREAD = Mark(candidate=None)


def one(candidate: str, numeral: int) -> Mark:
    return Mark(candidate=candidate, numeral=numeral)


def gone(mark: Mark) -> Mark:
    return Mark(candidate=mark.candidate, numeral=mark.numeral, struck=True)


# Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r51, r55, as listed paper by paper for tests: the
# numbers are ours. "Unmarked" and "second preference alone" stay apart, because forms print them apart.
VOTES = {
    "crosses in both columns": ([A], [B], ("a", "b")),
    "B01 second left blank": ([A], [], ("a", BLANK)),
    "B03 the same candidate twice is a vote, not a rejection": ([A], [A], ("a", "a")),
    "B05 two seconds": ([A], [B, C], ("a", OVER)),
    "B14 the first again and another: strictly, over-marked": ([A], [A, B], ("a", OVER)),
    "numerals that agree with their columns": ([one("a", 1)], [one("b", 2)], ("a", "b")),
    "a mark struck out, another left": ([gone(B), A], [gone(A), B], ("a", "b")),
    "two crosses against one candidate are one vote": ([A, A], [B, B], ("a", "b")),
}

REJECTED = {
    "B02 second preference alone": ([], [B], "first_blank_second_marked"),
    "B04 two firsts lose the second too": ([A, B], [C], "more_than_one_first"),
    "B04 two firsts and an unread second": ([A, B], [UNREAD], "more_than_one_first"),
    "B06 no marks": ([], [], "blank_both"),
    "two seconds alone": ([], [A, B], "first_blank_second_marked"),
}

REFERRED = {
    "B12 a scribble for a second waits for a ruling": ([A], [UNREAD], "second column could not be read"),
    "B13 ranked within the first column": ([one("a", 1), one("b", 2)], [], "numerals in the first"),
    "a 1 in the second column alone": ([], [one("a", 1)], "out of place"),
    "numerals in each other's column": ([one("a", 2)], [one("b", 1)], "numerals in the first"),
    "a second 1 in the second column": ([A], [one("b", 1)], "numerals in the second"),
    "an unread first": ([UNREAD], [B], "first column could not be read"),
    "an unread first beside a cross": ([A, UNREAD], [], "first column could not be read"),
    "an unread second alone": ([], [UNREAD], "out of place"),
    "all firsts struck out": ([gone(A)], [B], "first column is struck out"),
    "all seconds struck out": ([A], [gone(B)], "second column is struck out"),
    "everything struck out": ([], [gone(B)], "on the paper is struck out"),
    "a cross and a numeral in one column": ([A, one("a", 1)], [], "numerals in the first"),
}


@pytest.mark.parametrize(("first", "second", "vote"), VOTES.values(), ids=VOTES)
def test_a_clear_paper_is_a_vote(first: list[Mark], second: list[Mark], vote: tuple[str, ...]) -> None:
    assert rule_on(Marks(first=tuple(first), second=tuple(second))).vote == vote


@pytest.mark.parametrize(("first", "second", "code"), REJECTED.values(), ids=REJECTED)
def test_a_paper_without_one_first_preference_is_rejected(
    first: list[Mark], second: list[Mark], code: str
) -> None:
    assert rule_on(Marks(first=tuple(first), second=tuple(second))) == Ruling(code=code)


@pytest.mark.parametrize(("first", "second", "why"), REFERRED.values(), ids=REFERRED)
def test_what_needs_judgement_is_referred(first: list[Mark], second: list[Mark], why: str) -> None:
    referred = rule_on(Marks(first=tuple(first), second=tuple(second))).referred
    assert referred is not None
    assert why in referred


def test_facts_about_the_paper_reject_it_whatever_its_marks() -> None:
    assert rule_on(Marks(first=(A,), second=(B,), official_mark=False)).code == "no_official_mark"  # B07
    assert rule_on(Marks(first=(A,), second=(B,), identifies_voter=True)).code == "identifies_voter"  # B09
    assert rule_on(Marks(first=(UNREAD,), official_mark=False)).code == "no_official_mark"


def test_a_paper_with_several_defects_has_one_head_by_the_configured_order() -> None:
    both = Marks(first=(A, B), official_mark=False)  # B10
    assert rule_on(both).code == "no_official_mark"
    assert rule_on(both, order=tuple(reversed(DEFECT_ORDER))).code == "more_than_one_first"


def test_a_repeated_first_among_two_seconds_is_flagged() -> None:
    assert rule_on(Marks(first=(A,), second=(A, B))).flags  # B14
    assert not rule_on(Marks(first=(A,), second=(B, C))).flags


def test_a_contest_of_two_has_one_column() -> None:
    assert rule_on(Marks(first=(A,)), columns=1).vote == ("a",)
    assert rule_on(Marks(first=(A, B)), columns=1).code == "more_than_one_first"  # B11
    assert rule_on(Marks(first=()), columns=1).code == "blank_both"
    assert rule_on(Marks(first=(), second=(A,)), columns=1).code == "blank_both"
    assert rule_on(Marks(first=(A,), second=(gone(B),)), columns=1).vote == ("a",)
    assert rule_on(Marks(first=(A,), second=(UNREAD,)), columns=1).vote == ("a",)
    assert rule_on(Marks(first=(one("a", 1), one("b", 2))), columns=1).referred


marks = st.builds(
    Mark,
    candidate=st.sampled_from(["a", "b", "c", None]),
    numeral=st.sampled_from([None, None, 1, 2, 3]),
    struck=st.booleans(),
)
columns_of_marks = st.lists(marks, max_size=3).map(tuple)
papers = st.builds(
    Marks,
    first=columns_of_marks,
    second=columns_of_marks,
    official_mark=st.booleans(),
    identifies_voter=st.booleans(),
)


@given(papers, st.sampled_from([1, 2]), st.permutations(DEFECT_ORDER))
def test_every_paper_is_a_vote_or_rejected_or_referred(paper: Marks, columns: int, order: list[str]) -> None:
    ruling = rule_on(paper, columns=columns, order=order)
    assert [ruling.vote, ruling.code, ruling.referred].count(None) == 2
    assert ruling.code is None or ruling.code in FIRST_CODES
    assert ruling.vote is None or len(ruling.vote) == columns


@given(papers, st.permutations("abc"))
def test_renaming_candidates_renames_the_ruling_and_nothing_else(paper: Marks, names: list[str]) -> None:
    new = dict(zip("abc", names, strict=True))

    def renamed(column: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(
            Mark(candidate=new[m.candidate] if m.candidate else None, numeral=m.numeral, struck=m.struck)
            for m in column
        )

    before = rule_on(paper)
    after = rule_on(
        Marks(
            first=renamed(paper.first),
            second=renamed(paper.second),
            official_mark=paper.official_mark,
            identifies_voter=paper.identifies_voter,
        )
    )
    vote = before.vote and tuple(new.get(one, one) for one in before.vote)
    assert after == Ruling(vote=vote, code=before.code, referred=before.referred, flags=before.flags)


@given(papers)
def test_the_order_of_heads_never_changes_whether_a_paper_is_rejected(paper: Marks) -> None:
    codes = {rule_on(paper, order=order).code is None for order in (DEFECT_ORDER, DEFECT_ORDER[::-1])}
    assert len(codes) == 1
