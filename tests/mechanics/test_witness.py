"""Witnesses are papers changed and counted again; a claim that does not come out is never given."""

import pytest

from hustings.answer import Change, Witness
from hustings.errors import HustingsError
from hustings.mechanics.witness import NONE, Move, Outcome, changed, changes_of, outcome_of, proved
from hustings.profile import Pile, Profile
from hustings.rules.supplementary_vote import RULE as SV

CLIFF = Profile.of("abc", {("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 29})


def test_papers_are_altered_added_and_struck_out():
    changes = [
        Change(papers=2, before=("a", "-"), after=("b", "c")),
        Change(papers=1, after=("c", "b")),
        Change(papers=29, before=("c", "b")),
    ]
    votes = {pile.vote: pile.papers for pile in changed(CLIFF, changes).piles}
    assert votes == {("a", "-"): 38, ("b", "-"): 30, ("b", "c"): 2, ("c", "b"): 1}


@pytest.mark.parametrize("papers", [31, -1])
def test_papers_that_do_not_exist_cannot_be_changed(papers):
    with pytest.raises(HustingsError, match=r"do not exist|negative"):
        changed(CLIFF, [Change(papers=papers, before=("b", "-"), after=("a", "-"))])


def test_a_paper_is_not_changed_twice():
    chain = [
        Change(papers=1, before=("c", "b"), after=("a", "c")),
        Change(papers=1, before=("a", "c"), after=("b", "a")),
    ]
    with pytest.raises(HustingsError, match="do not exist"):
        changed(CLIFF, chain)


def test_moves_between_cells_take_the_piles_that_lie_there_and_leave_areas_as_they_are():
    papers = Profile(
        candidates=("a", "b"),
        piles=(
            Pile(area="north", vote=("a", "-"), papers=2),
            Pile(area="north", vote=("a", "!!"), papers=3),
            Pile(area="south", vote=("a", "?"), papers=4),
        ),
    )
    moves = [Move(papers=6, before=(0, NONE), after=(1, 0)), Move(papers=1, before=None, after=(1, NONE))]
    changes = changes_of(papers, moves)
    assert [(one.area, one.before, one.after, one.papers) for one in changes] == [
        ("north", (), ("b", "-"), 1),
        ("north", ("a", "!!"), ("b", "a"), 3),
        ("north", ("a", "-"), ("b", "a"), 2),
        ("south", ("a", "?"), ("b", "a"), 1),
    ]
    with pytest.raises(HustingsError, match="do not exist"):
        changes_of(papers, [Move(papers=10, before=(0, NONE), after=None)])


def test_papers_of_one_column_stay_so():
    papers = Profile.of("ab", {("a",): 3, ("b",): 1})
    (change,) = changes_of(papers, [Move(papers=1, before=(0, NONE), after=(1, NONE))])
    assert (change.before, change.after) == (("a",), ("b",))


def test_who_is_elected_or_between_whom_the_lot_lies():
    assert outcome_of(SV, CLIFF) == Outcome(elected=("b",))
    level = Profile.of("abc", {("a", "-"): 3, ("b", "-"): 3, ("c", "-"): 3})
    assert outcome_of(SV, level) == Outcome(elected=(), level=("a", "b", "c"))


def test_a_claim_is_counted_again():
    cliff = Witness(words="", changes=(Change(papers=1, after=("c", "b")),), elected=("a",))
    assert proved(cliff, SV, CLIFF) is cliff
    assert proved(Witness(words="", base=CLIFF, elected=("b",)), SV, None).base is CLIFF
    level = Profile.of("abc", {("a", "-"): 3, ("b", "-"): 3, ("c", "-"): 3})
    assert proved(Witness(words="", base=level, elected=("c",), level=("a", "b", "c")), SV, None)


@pytest.mark.parametrize(
    "claim",
    [
        {"elected": ("a",)},
        {"elected": ()},
        {"elected": ("b",), "level": ("a", "b")},
        {"elected": ("a",), "changes": (Change(papers=1, before=("c", "b")),)},
    ],
)
def test_a_false_claim_is_refused(claim):
    with pytest.raises(HustingsError, match="did not come out"):
        proved(Witness(words="", **claim), SV, CLIFF)


def test_a_lot_between_others_is_refused():
    level = Profile.of("abc", {("a", "-"): 3, ("b", "-"): 3, ("c", "-"): 3})
    for claim in ({"level": ("a", "b")}, {"elected": ("d",), "level": ("a", "b", "c")}, {"elected": ("a",)}):
        with pytest.raises(HustingsError, match="did not come out"):
            proved(Witness(words="", **claim), SV, level)


def test_that_nobody_is_elected_is_no_claim_where_a_lot_decides():
    level = Profile.of("abc", {("a", "-"): 3, ("b", "-"): 3, ("c", "-"): 3})
    with pytest.raises(HustingsError, match="did not come out"):
        proved(Witness(words="", base=level), SV, None)


def test_a_claim_without_papers_is_refused():
    with pytest.raises(HustingsError, match="no papers"):
        proved(Witness(words="", elected=("a",)), SV, None)
