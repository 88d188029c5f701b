"""Who can still win: a count night from its first statement to its last, London 2021, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer, to_json
from hustings.contest import Area, Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.profile import Pile, Profile, Referred
from hustings.returns import Reading, Returns, Statement

HEAD = "area,stage,verified,first:Ann,first:Bert,first:Cat,first:Dan,counted:Ann,counted:Bert\n"
NIGHT = (
    "North,first,1010,400,300,200,100,,\n",
    "South,verified,900,,,,,,\n",
    "South,first,900,300,310,190,80,,\n",
    "North,second,,,,,,90,110\n",
    "South,second,,,,,,60,100\n",
)
"""A count night as it goes on: the second area's papers are verified, then counted; then both count again."""


def night(folder: Path, rows: tuple[str, ...], **options: Any) -> Answer:
    file = folder / "night.csv"
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    return desk.ask("reach", file, rule="sv", **options)


def held(answer: Answer) -> dict[str, str]:
    names = answer.contest.label
    return {names(str(row[0])): str(row[-1]) for row in answer.table("reach").rows}


def test_a_night_from_the_first_area_to_the_last(tmp_path: Path) -> None:
    one = night(tmp_path, NIGHT[:2])
    assert one.sentence == (
        "With up to 900 papers outstanding everybody can still be elected; certain to be in the final: "
        "nobody yet."
    )
    assert set(held(one).values()) == {"possible"}
    two = night(tmp_path, (NIGHT[0], NIGHT[2]))
    # 700 and 610 of 1,880; 570 papers of Cat and Dan are to be looked at, and Ann leads by 90.
    assert two.sentence == (
        "Ann is 90 ahead of Bert, with 570 papers of eliminated candidates still to be looked at: Ann and "
        "Bert can each still be elected."
    )
    assert two.level == "first preferences"
    assert {row[0]: row[2] for row in two.table("night").rows} == {
        "stage": None,
        "in": 1880,
        "outstanding": 570,
        "areas_in": 0,
        "cut": 610,
        "half": 941,
    }
    three = night(tmp_path, (NIGHT[0], NIGHT[2], NIGHT[3]))
    # 790 to 720; South's 190 + 80 papers are left.
    assert three.sentence.startswith("Ann is 70 ahead of Bert, with 270 papers")
    assert three.level == "first preferences and the second preferences counted"
    four = night(tmp_path, (NIGHT[0], NIGHT[2], *NIGHT[3:]))
    assert four.sentence == ("Ann is 30 ahead of Bert, with every second preference counted: Ann is elected.")
    assert held(four) == {"Ann": "certain", "Bert": "impossible"}
    assert four.table("areas").rows == (("North", 1000, 0), ("South", 880, 0))


@pytest.mark.parametrize(
    ("left", "verdict"),
    [(60, "possible"), (59, "impossible")],  # level with 60 more: a lot
)
def test_equality_at_the_second_count_is_open(tmp_path: Path, left: int, verdict: str) -> None:
    rows = (
        "North,first,,400,300,50,10,,\n",
        f"South,first,,0,0,{left},0,,\n",
        "North,second,,,,,,10,50\n",
    )
    assert held(night(tmp_path, rows))["Bert"] == verdict


def test_exactly_half_is_not_elected_at_once(tmp_path: Path) -> None:
    half = night(tmp_path, ("North,first,,50,30,15,5,,\n",))
    assert half.sentence.startswith("Ann is 20 ahead of Bert, with 20 papers")
    more = night(tmp_path, ("North,first,,51,30,15,5,,\n",))
    assert more.sentence == "All first preferences are in: Ann is elected."


def test_a_second_statement_for_others_than_those_who_remain_is_not_counted(tmp_path: Path) -> None:
    rows = (
        "North,first,,400,300,200,100,,\n",
        "South,first,,100,100,700,80,,\n",
        "North,second,,,,,,90,110\n",
    )
    answer = night(tmp_path, rows)  # Cat and Ann remain: North's statement names Ann and Bert
    assert answer.sentence.startswith("Cat is 400 ahead of Ann, with 580 papers of eliminated candidates")


def test_provisional_figures_are_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "night.csv"
    head = "area,stage,status,verified,first:Ann,first:Bert,first:Cat\n"
    rows = "North,first,provisional,,40,30,20\nSouth,verified,,9,,,\n"
    file.write_text(head + rows, encoding="utf-8")
    answer = desk.ask("reach", file, rule="sv")
    assert "figures still provisional: North" in [one.words for one in answer.notes]


def test_no_area_says_who_remains_there(tmp_path: Path) -> None:
    answer = night(tmp_path, (NIGHT[0], NIGHT[2]))
    assert "means nothing" in " ".join(answer.assumptions)
    assert any("two highest" in one for one in answer.assumptions)
    assert [column.key for column in answer.table("areas").columns] == ["area", "first", "outstanding"]


def test_outstanding_by_area_and_as_a_number(tmp_path: Path) -> None:
    by_area = tmp_path / "left.csv"
    by_area.write_text("area,papers\nsouth,120\n", encoding="utf-8")
    rows = (NIGHT[0], "South,verified,900,,,,,,\n")
    said = night(tmp_path, rows, papers_by_area=by_area)
    number = night(tmp_path, rows, outstanding=120)
    assert "up to 120 papers" in said.sentence and said.sentence == number.sentence
    assert held(said) == {"Ann": "possible", "Bert": "possible", "Cat": "possible", "Dan": "impossible"}
    assert said.table("areas").rows == (("North", 1000, 0), ("South", None, 120))
    assert night(tmp_path, rows, outstanding=0).sentence.startswith("Ann is 100 ahead of Bert, with 300")


@pytest.mark.parametrize(
    ("candidate", "words"),
    [
        (
            "Ann",
            "Ann can still be elected with up to 120 papers outstanding, and is certain to be in the final.",
        ),
        ("Cat", "Cat can still be elected with up to 120 papers outstanding, but the final is not certain."),
        (
            "dan",
            "Dan can no longer be elected: with all 120 papers outstanding that is 220 first preferences, "
            "and two others have 300 or more.",
        ),
    ],
)
def test_one_candidate(tmp_path: Path, candidate: str, words: str) -> None:
    rows = ("North,first,1010,500,300,200,100,,\n", "South,verified,120,,,,,,\n")
    assert night(tmp_path, rows, candidate=candidate).sentence == words


def test_certain_before_the_last_area(tmp_path: Path) -> None:
    rows = ("North,first,,700,100,100,50,,\n", "South,verified,449,,,,,,\n")
    answer = night(tmp_path, rows)  # 700 of 950 + 449: twice 700 is 1,400 of 1,399
    assert answer.sentence == "Ann is certain to be elected, whatever 449 papers outstanding say."
    assert night(tmp_path, (rows[0], "South,verified,450,,,,,,\n")).sentence.startswith("With up to 450")
    asked = night(tmp_path, rows, candidate="bert")
    assert asked.sentence.endswith("however the 449 papers outstanding are marked.")


def test_london_2021_at_the_end_of_either_count() -> None:
    # Declaration: lead 120,670 after the first count with 624,585 papers to look at; 228,433 at the end.
    whole = desk.read(hs.elections.path("london-2021"))
    first = whole.papers.first_preferences()
    stated = Returns(
        candidates=whole.contest.ids,
        areas=("",),
        statements=(Statement(area="", stage="first", first=first),),
    )
    opened = desk.ask("reach", Reading(contest=whole.contest, papers=stated))
    assert opened.sentence.startswith("Sadiq Aman KHAN is 120,670 ahead of Shaun BAILEY, with 624,585 papers")
    assert held(opened) == {"Sadiq Aman KHAN": "possible", "Shaun BAILEY": "possible"}
    closed = desk.ask("reach", whole)
    assert closed.sentence.startswith("Sadiq Aman KHAN is 228,433 ahead of Shaun BAILEY, with every second")
    assert held(closed) == {"Sadiq Aman KHAN": "certain", "Shaun BAILEY": "impossible"}


def test_london_2021_with_more_papers_has_a_proof() -> None:
    path = hs.elections.path("london-2021")
    answer = desk.ask("reach", path, outstanding=228_434, candidate="bailey")
    (witness,) = answer.witnesses
    assert witness.elected == (answer.findings[0].who[0],)
    assert sum(one.papers for one in witness.changes) == 228_434
    assert held(desk.ask("reach", path, outstanding=228_433))["Shaun BAILEY"] == "possible"  # a lot
    assert held(desk.ask("reach", path, outstanding=228_432))["Shaun BAILEY"] == "impossible"
    assert not desk.ask("reach", path, outstanding=228_433, candidate="bailey").witnesses


def people(ids: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=id, name=id.upper()) for id in ids)


def test_papers_by_area_with_one_area_missing() -> None:
    piles = (Pile(area="n", vote=("a", "-"), papers=5), Pile(area="n", vote=("b", "c"), papers=4))
    contest = Contest(
        title="Two", candidates=people("abc"), areas=(Area(id="n", name="North"), Area(id="s", name="South"))
    )
    reading = Reading(contest=contest, papers=Profile(candidates=("a", "b", "c"), piles=piles))
    with pytest.raises(UsageError, match="not known") as refused:
        desk.ask("reach", reading)
    assert refused.value.found == "nothing for South" and "--outstanding" in refused.value.hint
    answer = desk.ask("reach", reading, papers_by_area={"South": 1})
    assert answer.sentence.startswith("With up to 1 paper outstanding A and B can still be elected")


def test_papers_that_wait_for_a_ruling_are_outstanding() -> None:
    papers = Profile(
        candidates=("a", "b", "c"),
        piles=(Pile(vote=("a", "-"), papers=3), Pile(vote=("b", "-"), papers=3)),
        referred=(Referred(pattern="?", why="a mark that may be a one", papers=2),),
    )
    answer = desk.ask("reach", Reading(contest=Contest(title="One", candidates=people("abc")), papers=papers))
    assert answer.sentence.startswith("With up to 2 papers outstanding")
    assert held(answer) == {"A": "possible", "B": "possible", "C": "impossible"}


def test_two_candidates_and_one_count() -> None:
    papers = Profile.of(("a", "b"), {("a",): 5, ("b",): 2})
    reading = Reading(contest=Contest(title="Two", candidates=people("ab")), papers=papers)
    done = desk.ask("reach", reading)
    assert done.sentence == "All first preferences are in: A is elected."
    assert not any("final" in one for one in done.assumptions)
    assert desk.ask("reach", reading, outstanding=2).sentence.startswith("A is certain to be elected")
    open_ = desk.ask("reach", reading, outstanding=3)
    assert open_.sentence == "With up to 3 papers outstanding everybody can still be elected."
    level = Profile.of(("a", "b"), {("a",): 5, ("b",): 5})
    told = desk.ask("reach", Reading(contest=reading.contest, papers=level))
    assert told.sentence == "All papers are in: A and B are level, and a lot decides."


def test_what_it_refuses(tmp_path: Path) -> None:
    rows = (NIGHT[0], "South,verified,900,,,,,,\n")
    with pytest.raises(UsageError, match="not told for this rule"):
        papers = Profile.of("abc", {("a", "b"): 1}, ballots="rankings")
        desk.ask(
            "reach", Reading(contest=Contest(title="", candidates=people("abc")), papers=papers), rule="av"
        )
    left = tmp_path / "left.csv"
    left.write_text("area,papers\nSouth,1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="said twice"):
        night(tmp_path, rows, papers_by_area=left, outstanding=3)
    with pytest.raises(InputError, match="not a number"):
        night(tmp_path, rows, outstanding="-3")
    with pytest.raises(InputError, match="unknown candidate"):
        night(tmp_path, rows, candidate="Eve")
    for text, message in (
        ("area,papers\nEast,1\n", "unknown area"),
        ("area,papers\nNorth,1\n", "has reported"),
        ("area,papers\nSouth,1\nsouth,2\n", "there twice"),
        ("area,papers\nSouth,\n", "lacks its area or its papers"),
        ("area,papers\n,3\n", "lacks its area or its papers"),
        ("area,papers\nSouth,few\n", "not a whole number"),
        ("area,papers\nSouth,-4\n", "negative"),
        ("area,votes\nSouth,4\n", "column is missing"),
        ("", "file is empty"),
    ):
        left.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=message):
            night(tmp_path, rows, papers_by_area=left)
    with pytest.raises(InputError, match="no such file"):
        night(tmp_path, rows, papers_by_area=tmp_path / "nowhere.csv")
    file = tmp_path / "night.csv"
    file.write_text(
        HEAD.replace("verified,", "") + "North,first,400,300,200,100,,\nSouth,first,,,,,,\n", encoding="utf-8"
    )
    with pytest.raises(UsageError, match="not known"):
        desk.ask("reach", file, rule="sv")
    empty = Profile.of("abc", {})
    with pytest.raises(UsageError, match="no valid paper"):
        desk.ask("reach", Reading(contest=Contest(title="", candidates=people("abc")), papers=empty))


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert to_json(night(tmp_path, NIGHT[:2])) == to_json(night(tmp_path, NIGHT[:2]))


def test_nobody_is_said_to_be_in_a_final_that_there_is_not(tmp_path: Path) -> None:
    rows = ("North,first,1010,600,200,100,100,,\n", "South,verified,150,,,,,,\n")
    answer = night(tmp_path, rows)
    assert answer.sentence.startswith("Ann is certain to be elected")
    assert not [one for one in answer.findings if "final" in one.claim]
    assert set(answer.table("reach").column("final")) == {None}
    rows = ("North,first,1010,500,300,100,100,,\n", "South,verified,150,,,,,,\n")
    claims = {one.claim: one.holds for one in night(tmp_path, rows).findings}
    assert claims["Ann is in the final, if there is one"] == "certain"
