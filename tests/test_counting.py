"""Lots, stages and outcomes, whatever the rule: a small rule of our own, so that each can be seen alone."""

from dataclasses import replace

import pytest

from hustings.awaiting import Awaited, Awaiting
from hustings.counting import Count, Lot, Stage, count
from hustings.errors import InputError, TieUndecided
from hustings.profile import Profile
from hustings.rules.supplementary_vote import RULE

PAPERS = Profile.of("abc", {("a", "-"): 1, ("b", "-"): 1, ("c", "-"): 1})
EARLY = Lot(step="early", between=("a", "b"), chosen="b", by="RO")
LATE = Lot(step="late", between=("b", "c"), chosen="c", by="RO")


def two_lots(papers, draw, contest):
    """First between a and b, then between whoever was drawn and c."""
    votes = papers.first_preferences()
    yield Stage(step="start", votes=votes, papers=3)
    drawn = draw(("a", "b"), "early")
    yield Stage(step="early", votes=votes, papers=3, remaining=(drawn, "c"))
    yield Stage(step="late", votes=votes, papers=3, elected=(draw((drawn, "c"), "late"),))


TWICE = replace(RULE, stages=two_lots)


def test_each_lot_decides_its_own_step():
    for lots in ([EARLY, LATE], [LATE, EARLY]):
        made = count(TWICE, PAPERS, lots)
        assert made.stages[1].remaining == ("b", "c") and made.winner == "c"


def test_a_count_keeps_the_stages_so_far_and_names_the_step():
    waiting = count(TWICE, PAPERS)
    assert [stage.step for stage in waiting.stages] == ["start"]
    assert (waiting.awaiting.step, waiting.awaiting.candidates) == ("early", ("a", "b"))
    further = count(TWICE, PAPERS, [EARLY])
    assert [stage.step for stage in further.stages] == ["start", "early"]
    assert (further.awaiting.step, further.awaiting.candidates) == ("late", ("b", "c"))


@pytest.mark.parametrize("between", [("a", "c"), ("a",), ("a", "b", "c")])
def test_a_lot_is_between_exactly_those_who_are_equal(between):
    with pytest.raises(InputError, match="wrong people") as error:
        count(TWICE, PAPERS, [replace(EARLY, between=between, chosen="a", where="d.toml:1")])
    assert error.value.where == "d.toml:1"
    assert (error.value.found, error.value.expected) == (", ".join(between), "a, b")


def test_a_lot_for_nothing_is_refused_once_the_count_can_tell():
    idle = Lot(step="never", between=("a", "b"), chosen="a", by="RO", where="d.toml:9")
    for lots in ([idle], [EARLY, idle], [EARLY, LATE, idle]):
        with pytest.raises(InputError, match="does not exist") as error:
            count(TWICE, PAPERS, lots)
        assert error.value.where == "d.toml:9" and "'never'" in error.value.found


def test_a_lot_is_kept_while_the_count_waits_for_something_else():
    def waits(papers, draw, contest):
        raise Awaiting(Awaited(what="direction", words="a direction"))
        yield

    assert count(replace(RULE, stages=waits), PAPERS, [EARLY]).awaiting.what == "direction"


@pytest.mark.parametrize(
    ("votes", "accounts", "balances"),
    [
        ({"a": 2}, {}, False),
        ({"a": 2}, {"blank": 1}, True),
        ({"a": 3}, {"gap": 1}, False),
        ({"a": 3}, {}, True),
    ],
)
def test_a_stage_balances_when_every_paper_is_somewhere_once(votes, accounts, balances):
    assert Stage(step="s", votes=votes, accounts=accounts, papers=3).balances is balances
    assert not Stage(step="s", votes=votes, accounts={**accounts, "gap": -4}, papers=3).balances


def test_nobody_has_won_while_anything_is_awaited():
    elected = Stage(step="s", votes={"a": 1}, papers=1, elected=("a",))
    assert Count(stages=(elected,)).winner == "a"
    waiting = Count(stages=(elected,), awaiting=Awaited(what="lot", words="a lot between others"))
    with pytest.raises(TieUndecided, match="no winner yet") as error:
        _ = waiting.winner
    assert error.value.found == "a lot between others"
    for elected in ((), ("a", "b")):
        with pytest.raises(TieUndecided, match="no winner yet"):
            _ = Count(stages=(Stage(step="s", votes={}, papers=0, elected=elected),)).winner
