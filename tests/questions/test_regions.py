"""Regions of the triangle: London 2021, the centre squeeze, transfers as said, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import asking, desk, shelf
from hustings.answer import Answer, to_json
from hustings.contest import Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.profile import Profile
from hustings.returns import Reading
from squeeze import SQUEEZE


def reading(votes: dict[tuple[str, ...], int], ids: str) -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Reading(contest=Contest(title="Sample", candidates=people), papers=Profile.of(tuple(ids), votes))


def elected(answer: Answer) -> set[Any]:
    return set(answer.table("regions").column("elected"))


def test_london_2021_is_half_the_lead_from_the_border() -> None:
    # Declaration: 228,433 ahead at the end; a paper that moves from one finalist to the other counts twice.
    answer = desk.ask("regions", hs.elections.path("london-2021"))
    names = answer.contest.label
    moved = {names(str(id)): change for id, _, change in answer.table("nearest").rows}
    assert moved == {
        "Sadiq Aman KHAN": Fraction(-228_433, 2),
        "Shaun BAILEY": Fraction(228_433, 2),
        "Sian BERRY": 0,
    }
    assert "beyond it Shaun BAILEY is elected" in answer.sentence
    assert {names(str(one)) for one in elected(answer)} == {"Sadiq Aman KHAN", "Shaun BAILEY", "Sian BERRY"}
    assert {one.holds for one in answer.findings} == {"certain"}


def test_the_centre_squeeze() -> None:
    answer = desk.ask("regions", reading(SQUEEZE, "abc"))
    assert answer.sentence == (
        "A Person is elected; the nearest border is 2.5 papers away (2.38% of first preferences for A "
        "Person, C Person and B Person), and beyond it B Person is elected."
    )
    assert [row[:2] for row in answer.table("split").rows] == [("a", 40), ("c", 35), ("b", 30)]
    turned = desk.ask("regions", reading(SQUEEZE, "abc"), candidate=["b", "a", "c"])
    assert [row[0] for row in turned.table("split").rows] == ["b", "a", "c"]
    assert "2.5 papers" in turned.sentence


def test_transfers_as_said_stand_in_for_a_table(tmp_path: Path) -> None:
    # Tower Hamlets 2014 was declared in totals: 856 and 6,500 counted of 20,052 papers looked at.
    file = tmp_path / "seconds.csv"
    file.write_text(
        "from,to,percent\nothers,Rahman,4.3\nothers,Biggs,32.4\nRahman,Biggs,20\nBiggs,Rahman,20\n", "utf-8"
    )
    path = hs.elections.path("tower-hamlets-2014")
    answer = desk.ask("regions", path, transfers=file)
    assert answer.sentence.startswith("Lutfur Rahman is elected; the nearest border is")
    assert "as said" in " ".join(answer.assumptions) and answer.fuller
    with pytest.raises(UsageError, match="does not answer") as refused:
        desk.ask("regions", path)
    assert "first-by-second table" in refused.value.hint and "--transfers" in refused.value.hint


def test_transfers_as_said_replace_those_of_a_table(tmp_path: Path) -> None:
    file = tmp_path / "seconds.csv"
    file.write_text("from,to,percent\nb,a,100%\n", "utf-8")
    answer = desk.ask("regions", reading(SQUEEZE, "abc"), transfers=file)
    before = desk.ask("regions", reading(SQUEEZE, "abc"))
    assert answer.table("regions") != before.table("regions")
    assert "as said" in " ".join(answer.assumptions)


def test_others_are_all_who_are_not_named(tmp_path: Path) -> None:
    one, all_ = tmp_path / "one.csv", tmp_path / "all.csv"
    one.write_text("from,to,percent\na,b,10\nothers,a,50\n", "utf-8")
    all_.write_text("from,to,percent\na,b,10\nb,a,50\nc,a,50\n", "utf-8")
    told = [desk.ask("regions", reading(SQUEEZE, "abc"), transfers=file) for file in (one, all_)]
    assert told[0].figures == told[1].figures


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("from,to,percent\na,b,60\na,c,50\n", InputError, "more than all"),
        ("from,to,percent\na,a,60\n", InputError, "oneself"),
        ("from,to,percent\na,x,60\n", InputError, "unknown candidate"),
        ("from,to,percent\na,Person,60\n", InputError, "several candidates"),
        ("from,to,percent\na,b,160\n", InputError, "more than 100%"),
        ("from,to,percent\na,b,many\n", InputError, "not a share"),
        ("from,to,percent\na,,5\n", InputError, "lacks a candidate"),
        ("from,to,percent\n", InputError, "no transfer is said"),
        ("from,to,percent\na,b,5\nA,b,6\n", InputError, "there twice"),
        ("from,to,percent\na,b,5\nA Person,b,6\n", InputError, "there twice"),
        ("from,to\na,b\n", InputError, "column is missing"),
        ("from,to,percent\na,b,5\n", UsageError, "not said whom"),
    ],
)
def test_transfers_that_are_refused(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    file = tmp_path / "seconds.csv"
    file.write_text(text, "utf-8")
    one_column = {("a",): 5, ("b",): 4, ("c",): 3}
    with pytest.raises(error, match=message):
        desk.ask("regions", reading(one_column, "abc"), rule="sv", transfers=file)


def test_what_it_refuses() -> None:
    with pytest.raises(InputError, match="three different"):
        desk.ask("regions", reading(SQUEEZE, "abc"), candidate=["a", "b"])
    with pytest.raises(InputError, match="three different"):
        desk.ask("regions", reading(SQUEEZE, "abc"), candidate=["a", "b", "a"])
    with pytest.raises(InputError, match="unknown candidate"):
        desk.ask("regions", reading(SQUEEZE, "abc"), candidate=["a", "b", "zoe"])
    with pytest.raises(UsageError, match="for the supplementary vote"):
        desk.ask("regions", reading({("a",): 3, ("b",): 2}, "ab"))
    with pytest.raises(UsageError, match="for three candidates"):
        two = reading({("a", "-"): 3, ("b", "a"): 2}, "ab")
        asking.answer("regions", asking.case_of(two, shelf.rule("sv")), {})
    with pytest.raises(UsageError, match="nobody named any"):
        desk.ask("regions", reading({("d", "-"): 3}, "abcd"), candidate=["a", "b", "c"])
    with pytest.raises(UsageError, match="does not answer"):
        desk.ask("regions", hs.elections.path("tower-hamlets-2010"))


def test_one_outcome_everywhere_and_a_border() -> None:
    small = reading({("a", "-"): 1, ("b", "-"): 1, ("c", "-"): 1, ("d", "-"): 9}, "abcd")
    certain = desk.ask("regions", small, candidate=["a", "b", "c"])
    assert certain.sentence.startswith("However first preferences are split between A Person")
    assert certain.findings[-1].claim == "D Person is elected for every split between the three"
    level = desk.ask("regions", reading({("a", "-"): 40, ("b", "-"): 40, ("c", "-"): 10}, "abc"))
    assert level.sentence == (
        "First preferences for A Person, B Person and C Person lie on a border: A Person and B Person are "
        "level."
    )


def test_the_same_bytes_each_time() -> None:
    assert to_json(desk.ask("regions", reading(SQUEEZE, "abc"))) == to_json(
        desk.ask("regions", reading(SQUEEZE, "abc"))
    )
