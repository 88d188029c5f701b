"""First-by-second tables: London 2021 first, then control sums, totals, and what is refused."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from hustings.contest import Area, Candidate, Contest
from hustings.counting import count
from hustings.errors import InputError
from hustings.formats._format import Facts, Opened
from hustings.formats.table import FORMAT
from hustings.profile import Pile, Profile, Rejected
from hustings.returns import Reading, Statement
from hustings.rules.supplementary_vote import RULE

ABC = Contest(
    title="Mayor of Ambridge",
    candidates=tuple(Candidate(id=name[0].lower(), name=name) for name in ("Cat", "Ann", "Bert")),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)


def read(text: str, contest: Contest | None = None, totals: Statement | None = None) -> Reading:
    opened = Opened(name="t.csv", stream=io.BytesIO(text.encode()))
    return FORMAT.read(opened, Facts(contest=contest, totals=totals))


def profile(reading: Reading) -> Profile:
    assert isinstance(reading.papers, Profile)
    return reading.papers


def totals(**figures: object) -> Statement:
    return Statement(area="", stage="first", where="contest.toml:9", **figures)  # type: ignore[arg-type]


# -- London, 6 May 2021: the declaration of London Elects, as in the folder's expected.json ---------------

LONDON_REJECTED = {
    "blank_both": 18_071,
    "uncertain": 8_672,
    "more_than_one_first": 87_214,
    "identifies_voter": 167,
    "no_official_mark": 77,
}
LONDON_UNUSED = {"blank": 319_978, "uncertain_second": 965, "over_marked": 7_037}


def london(data: Path, **figures: object) -> Reading:
    path = data / "sv" / "london-2021" / "first_by_second.csv"
    return FORMAT.read(Opened(name=path.name, path=path), Facts(totals=totals(**figures)))


def test_london_2021_counts_as_it_was_declared(data: Path) -> None:
    reading = london(data)
    expected = json.loads((data / "sv" / "london-2021" / "expected.json").read_text("utf-8"))
    label = reading.contest.label
    papers = profile(reading)
    first = {one["name"]: one["first_preferences"] for one in expected["candidates"]}
    marked = {one["name"]: one["second_preferences_all"] for one in expected["candidates"]}
    assert {label(id): n for id, n in papers.first_preferences().items()} == first
    assert {label(id): n for id, n in papers.marked_seconds().items()} == marked
    assert papers.same_as_first() == 265_343
    counted = count(RULE, papers)
    last = counted.stages[-1]
    assert [label(id) for id in counted.elected] == ["Sadiq Aman KHAN"]
    assert {label(id): n for id, n in last.votes.items() if n} == {
        "Sadiq Aman KHAN": 1_013_721 + 192_313,
        "Shaun BAILEY": 893_051 + 84_550,
    }
    assert last.looked_at == 624_585


def test_london_2021_takes_what_only_the_totals_know(data: Path) -> None:
    used = 2_531_357 + 114_201
    papers = profile(
        london(data, rejected=LONDON_REJECTED, unused=LONDON_UNUSED, used=used, valid=2_531_357,
               totals={"same_as_first": 265_343})
    )  # fmt: skip
    assert papers.papers == used
    assert {one.code: one.papers for one in papers.rejected} == LONDON_REJECTED
    assert dict(papers.unused) == LONDON_UNUSED


@pytest.mark.parametrize(
    "figures",
    [
        {"rejected": LONDON_REJECTED, "used": 2_531_357 + 114_200},
        {"used": 2_531_356},
        {"valid": 2_531_358},
        {"unused": LONDON_UNUSED | {"blank": 319_979}},
        {"unused": {"blank": 327_981}},
        {"unused": {"no_valid_second": 327_979}},
        {"unused": {"same_candidate": 265_342}},
        {"totals": {"same_as_first": 265_342}},
    ],
    ids=str,
)
def test_totals_that_contradict_london_2021_are_refused(data: Path, figures: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        london(data, **figures)
    assert caught.value.where == "contest.toml:9"
    assert caught.value.found
    assert caught.value.expected


def test_a_gap_with_a_reason_is_carried_and_said(data: Path) -> None:
    reading = london(data, rejected=LONDON_REJECTED, used=2_531_357 + 114_200, reason="as published")
    assert any("by -1: as published" in note.words and note.level == "warning" for note in reading.notes)


# -- Invented tables --------------------------------------------------------------------------------------

TABLE = (
    "area,first,Ann,Bert,Cat,blank,over_marked,uncertain_second,no_valid_second,first_preferences\n"
    "North,Ann,1,2,3,4,0,0,5,15\n"
    'North,Cat,"1,000",2,0,0,1,2,0,"1,005"\n'
    "South,Ann,0,0,7,0,0,0,0,7\n"
    "North,second_preferences,1001,4,3,,,,,\n"
    ",second_preferences,1001,4,10,4,1,2,5,1027\n"
    "North,Bert,0,0,0,0,0,0,0,0\n"
    "South,Bert,0,0,0,0,0,0,0,0\n"
    "South,Cat,0,0,0,0,0,0,0,0\n"
)


def test_areas_reasons_and_control_sums() -> None:
    papers = profile(read(TABLE, ABC))
    assert papers.only("s").piles == (Pile(area="s", vote=("a", "c"), papers=7),)
    assert {pile.vote: pile.papers for pile in papers.only("n").piles} == {
        ("a", "a"): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "-"): 4,
        ("a", "*"): 5,
        ("c", "a"): 1000,
        ("c", "b"): 2,
        ("c", "!!"): 1,
        ("c", "?"): 2,
    }
    assert papers.candidates == ("c", "a", "b")


def test_totals_split_only_what_the_table_does_not() -> None:
    papers = profile(read(TABLE, ABC, totals(unused={"blank": 6, "over_marked": 2, "uncertain_second": 4})))
    assert dict(papers.unused) == {"blank": 2, "over_marked": 1, "uncertain_second": 2}
    some = profile(read(TABLE, ABC, totals(unused={"blank": 6})))  # the other reasons are not stated
    assert dict(some.unused) == {"blank": 2}
    pooled = profile(read(TABLE, ABC, totals(unused={"blank_or_uncertain": 10, "over_marked": 2})))
    assert dict(pooled.unused) == {"blank_or_uncertain": 4, "over_marked": 1}


def test_without_facts_the_columns_are_the_candidates_in_their_order() -> None:
    text = "first,Zoe,Ann\nZoe,0,1\nAnn,2,0\n"
    assert [one.name for one in read(text).contest.candidates] == ["Zoe", "Ann"]


def test_a_semicolon_leaves_commas_to_the_names() -> None:
    text = "first;Khan, Sadiq;Bailey, Shaun\nKhan, Sadiq;1;2\nBailey, Shaun;3;4\n"
    assert FORMAT.sniff(text.encode())
    assert [one.name for one in read(text).contest.candidates] == ["Khan, Sadiq", "Bailey, Shaun"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_mark_and_compression(ending: str) -> None:
    data = gzip.compress(("\ufeff" + TABLE.replace("\n", ending)).encode())
    reading = FORMAT.read(Opened(name="t.csv", stream=io.BytesIO(data)), Facts(contest=ABC))
    assert reading.papers == read(TABLE, ABC).papers


SMALL = "first,Ann,Bert,Cat\nAnn,1,2,3\nBert,4,5,6\nCat,0,0,0\n"
REFUSED = {
    "row sum": (TABLE.replace(",5,15", ",5,16"), "t.csv:2", "the row of Ann does not add", "15", "16"),
    "column sum of an area": (TABLE.replace("ces,1001,4,3,,", "ces,1001,5,3,,"), "t.csv:5", "Bert", "4", "5"),
    "column sum": (TABLE.replace(",1027", ",1028"), "t.csv:6", "first_preferences", "1,027", "1,028"),
    "negative": (SMALL.replace("5", "-5"), "t.csv:3", "negative or fractional", "Bert = -5", "whole"),
    "fraction": (SMALL.replace("5", "5.5"), "t.csv:3", "negative or fractional", "Bert = 5.5", "whole"),
    "empty": (SMALL.replace("5", ""), "t.csv:3", "not a whole number", "Bert = nothing", "whole"),
    "unknown row": (SMALL.replace("\nBert", "\nBret"), "t.csv:3", "unknown candidate", "Bret", "Bert"),
    "unknown column": (SMALL.replace(",Bert", ",Bret"), "t.csv:1", "unknown candidate", "Bret", "Bert"),
    "column twice": (SMALL.replace("Bert,Cat", "Bert,Bert"), "t.csv:1", "twice", "Bert", "once"),
    "candidate twice": (SMALL.replace("Bert,Cat", "Bert,BERT"), "t.csv:1", "two columns", "BERT", "once"),
    "row twice": (SMALL.replace("\nBert", "\nAnn"), "t.csv:3", "two rows", "after t.csv:2", "one row"),
    "ragged": (SMALL.replace("4,5,6", "4,5"), "t.csv:3", "too few cells", "3 cells", "4 cells"),
    "no name": (SMALL.replace("Cat", ""), "t.csv:1", "a column has no name", "empty", "each"),
    "no first": (SMALL.replace("first,", "fist,"), "t.csv:1", "first is missing", "fist", "first"),
    "no rows": ("first,Ann,Bert,Cat\n", "t.csv", "no rows", "header", "row"),
    "quotes": (SMALL.replace("5", '"5"x'), "t.csv:3", "not written as CSV", "expected", "quote"),
}


@pytest.mark.parametrize(("text", "where", "words", "found", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused(text: str, where: str, words: str, found: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, ABC)
    assert caught.value.where == where
    assert words in caught.value.message
    assert found in caught.value.found
    assert expected in caught.value.expected


def test_rejected_papers_belong_to_the_whole_contest() -> None:
    papers = profile(read(SMALL, ABC, totals(rejected={"unmarked": 3})))
    assert papers.rejected == (Rejected(code="unmarked", papers=3),)
