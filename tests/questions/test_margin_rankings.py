"""Margins of rankings as answers: exact, between bounds, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import hustings as hs
from hustings import desk, shelf
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.witness import changed, outcome_of
from hustings.profile import Profile
from hustings.questions.margin import SOLVERS, TRANSFERABLE
from hustings.returns import WHOLE, Reading, Returns, Statement


def reading_of(votes: dict[str, int], ids: str = "abc", seats: int = 1) -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    papers = Profile.of(tuple(ids), {tuple(vote): n for vote, n in votes.items()}, ballots="rankings")
    return Reading(contest=Contest(title="Sample", candidates=people, seats=seats), papers=papers)


def margins(answer: Answer) -> dict[tuple[object, object], tuple[object, object]]:
    return {(row[0], row[1]): (row[2], row[3]) for row in answer.table("margins").rows}


def test_every_rule_named_is_on_the_shelf() -> None:
    for key in SOLVERS:
        assert shelf.rule(key).key == key
    assert all(shelf.rule(key).fills == "seats" for key in TRANSFERABLE)
    assert all(shelf.rule(key).fills == "one" for key in CLAUSES)


def test_burlington_2009(data: Path) -> None:
    """No published margin was found; 253 votes lay between the last two in this file."""
    answer = desk.ask("margin", data / "irv" / "burlington-2009" / "00005-00000002.toi", rule="av")
    found = margins(answer)
    assert found["altered", "without a lot"] == (127, 127)
    assert found["added", "without a lot"] == found["struck out", "without a lot"] == (253, 253)
    each = {row[0]: row[1:] for row in answer.table("challengers").rows}
    assert each["kurt-wright"] == (127, 127) and each["andy-montroll"] == (214, 214)
    assert answer.sentence == (
        "With 127 papers altered Kurt Wright would have been elected instead of Bob Kiss; with fewer nobody "
        "else would."
    )
    assert answer.level == "whole rankings"
    reading = hs.read(data / "irv" / "burlington-2009" / "00005-00000002.toi")
    assert isinstance(reading.papers, Profile)
    for witness in answer.witnesses:
        after = changed(witness.base or reading.papers, witness.changes)
        assert outcome_of(shelf.rule("av"), after).elected == witness.elected == ("kurt-wright",)


def test_only_one_candidate_is_asked_about() -> None:
    reading = reading_of({"ab": 40, "ba": 30, "cb": 35})
    anybody = margins(desk.ask("margin", reading, rule="av"))
    for_c = margins(desk.ask("margin", reading, rule="av", candidate="c"))
    least = {kind: value[0] for kind, value in anybody.items()}
    assert all(int(str(value[0])) >= int(str(least[kind])) for kind, value in for_c.items())
    assert desk.ask("margin", reading, rule="av", candidate="c").witnesses[0].elected == ("c",)


def test_a_lot_may_come_before() -> None:
    reading = reading_of({"a": 6, "b": 2}, "ab")
    answer = desk.ask("margin", reading, rule="av")
    assert margins(answer)["altered", "a lot may decide"] == (2, 2)
    assert margins(answer)["altered", "without a lot"] == (3, 3)
    assert answer.sentence.endswith("though with 2 papers altered a lot could have.")


def test_a_short_budget_says_what_it_proved(data: Path) -> None:
    file = data / "irv" / "burlington-2009" / "00005-00000002.toi"
    answer = desk.ask("margin", file, rule="av", budget="6")
    least, most = margins(answer)["altered", "without a lot"]
    assert isinstance(least, int) and least <= 127 <= (most if isinstance(most, int) else 127)
    assert least < 127 and "not known" in answer.sentence


def test_seats_have_bounds(data: Path) -> None:
    file = data / "stv-scotland" / "dundee-2022-w5-maryfield" / "ballots.blt"
    answer = desk.ask("margin", file, rule="scottish-stv")
    least, most = margins(answer)["altered", "without a lot"]
    assert least == 1 and isinstance(most, int) and most > 1
    assert "whether fewer would have done it is not known" in answer.sentence
    named = desk.ask("margin", file, rule="scottish-stv", candidate="danielle-marr")
    assert all("danielle-marr" in witness.elected for witness in named.witnesses)


def test_what_is_refused() -> None:
    lot = reading_of({"a": 3, "b": 3}, "ab")
    with pytest.raises(UsageError) as told:
        desk.ask("margin", lot, rule="av")
    assert "lot" in told.value.hint
    with pytest.raises(InputError):
        desk.ask("margin", reading_of({"a": 3, "b": 2}), rule="av", candidate="a")
    with pytest.raises(UsageError):
        desk.ask("margin", reading_of({}), rule="av")
    with pytest.raises(UsageError):
        desk.ask("margin", reading_of({"a": 3, "b": 2}), rule="borda")
    seats = reading_of({"a": 10, "b": 8, "c": 2}, seats=2)
    with pytest.raises(InputError):
        desk.ask("margin", seats, rule="scottish-stv", candidate="a")
    with pytest.raises(UsageError):
        desk.ask("margin", reading_of({"a": 10, "b": 8}, "ab", seats=2), rule="scottish-stv")
    # A lot decides which of two is elected: nothing is known to change.
    with pytest.raises(UsageError):
        desk.ask("margin", reading_of({"a": 10, "b": 3, "c": 3}, seats=2), rule="scottish-stv")
    first = Statement(area=WHOLE, stage="first", first={"a": 6, "b": 3, "c": 1})
    totals = Returns(candidates=("a", "b", "c"), areas=(WHOLE,), statements=(first,))
    with pytest.raises(UsageError):
        desk.ask("margin", Reading(contest=lot.contest, papers=totals), rule="av")
