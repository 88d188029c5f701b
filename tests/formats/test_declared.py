"""Declared totals: every real declaration first, then what a table may hold and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from hustings.contest import Contest
from hustings.counting import count
from hustings.decisions import Decisions, Direction
from hustings.errors import InputError
from hustings.formats import declared
from hustings.formats._facts import parse_facts
from hustings.formats._format import Facts, Opened
from hustings.returns import Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE

# Each folder's SOURCE.md names the declaration or press page its figures were read from.
ELECTIONS = [
    "bristol-2012",
    "hartlepool-2002",
    "london-2000",
    "mansfield-2019",
    "tower-hamlets-2010",
    "tower-hamlets-2014",
    "west-midlands-2021",
    "west-of-england-2017",
]


def reading(text: str, contest: Contest | None = None, totals: Statement | None = None) -> Reading:
    opened = Opened(name="results.csv", stream=io.BytesIO(text.encode()))
    return declared.read(opened, Facts(contest=contest, totals=totals))


def returns(read: Reading) -> Returns:
    assert isinstance(read.papers, Returns)
    return read.papers


def expected(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return loaded


def same_as_published(read: Reading, wanted: dict[str, Any]) -> None:
    """Elected, remaining, first preferences, seconds counted and final totals are those published."""
    counted = count(RULE, read.papers)
    label = read.contest.label
    people = {one["name"]: one for one in wanted["candidates"]}
    first = counted.stages[0]
    assert {label(id): n for id, n in first.votes.items()} == {
        name: one["first_preferences"] for name, one in people.items()
    }
    assert label(counted.winner) == wanted["outcome"]["elected"]
    assert all(stage.balances for stage in counted.stages)
    if wanted["outcome"]["decided_at_count"] == 1:
        assert [stage.step for stage in counted.stages] == ["majority"]
        return
    last = counted.stages[-1]
    assert {label(id) for id in last.remaining} == set(wanted["outcome"]["top_two"])
    for id in last.remaining:
        one = people[label(id)]
        derived = wanted["derived_by_us"].get("second_preferences_added", {}).get(label(id))
        added = one.get("second_preferences_added", derived)
        assert last.added[id] == added
        assert last.votes[id] == one["total_after_second_count"]


@pytest.mark.parametrize("name", ELECTIONS)
def test_real_declarations(data: Path, name: str) -> None:
    folder = data / "sv" / name
    text = (folder / "results.csv").read_text("utf-8")
    assert declared.sniff(text.encode())
    read, wanted = reading(text), expected(folder)
    same_as_published(read, wanted)
    assert [one.party for one in read.contest.candidates] == [one["party"] for one in wanted["candidates"]]


def test_every_folder_with_a_table_of_results_is_tested(data: Path) -> None:
    assert sorted(path.parent.name for path in (data / "sv").glob("*/results.csv")) == sorted(ELECTIONS)


def test_greater_manchester_2026(data: Path) -> None:
    wanted = expected(data / "sv" / "greater-manchester-2026")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["candidate", "first_preferences", "second_preferences_added", "total"])
    for one in wanted["candidates"]:
        figures = ("first_preferences", "second_preferences_added", "total_after_second_count")
        writer.writerow([one["name"], *(one.get(figure, "") for figure in figures)])
    read = reading(out.getvalue())
    same_as_published(read, wanted)
    last = count(RULE, read.papers).stages[-1]
    # 169,949 papers looked at, of which 66,623 reached neither; why is not published.
    assert last.looked_at == wanted["derived_by_us"]["eliminated_papers_looked_at"] == 169_949
    assert last.accounts == {"not_counted": 66_623}


def test_london_2000_never_adds_the_seconds_that_were_only_marked(data: Path) -> None:
    read = reading((data / "sv" / "london-2000" / "results.csv").read_text("utf-8"))
    first, second = returns(read).statements
    assert sum(first.marked.values()) == sum(
        one["second_preferences_all"] for one in expected(data / "sv" / "london-2000")["candidates"]
    )
    # 776,427 - 667,877 and 564,137 - 464,434, where 178,809 and 188,041 were marked.
    assert second.counted == {"ken-livingstone": 108_550, "steve-norris": 99_703}
    assert any("total less first preferences" in note.words for note in read.notes)


def test_west_of_england_2017_does_not_close_by_six_papers(data: Path) -> None:
    wanted = expected(data / "sv" / "west-of-england-2017")["published"]
    other = wanted["rejected_first_total"] - 1347
    facts = f"""
    title = "Mayor of the West of England"
    [totals]
    verified = {wanted["ballot_papers_verified"]}
    rejected = {{ more_than_one_first = 1347, rejected = {other} }}
    """
    contest, totals = parse_facts(facts.encode())
    text = (data / "sv" / "west-of-england-2017" / "results.csv").read_text("utf-8")
    read = reading(text, contest, totals)
    words = [note.words for note in read.notes if note.level == "warning"]
    assert words == [
        "199,519 papers verified less 2,572 rejected are 196,947, 6 fewer than the 196,953 first "
        "preferences: carried as published"
    ]
    assert read.contest.title == "Mayor of the West of England"
    assert read.contest.label(count(RULE, read.papers).winner) == "Tim Bowles"


def test_west_midlands_2021_closes_with_five_heads(data: Path) -> None:
    wanted = expected(data / "sv" / "west-midlands-2021")["published"]
    facts = """
    title = "Mayor of the West Midlands"
    [totals]
    verified = 626180
    used = 626180
    valid = 614290
    [totals.rejected]
    no_official_mark = 0
    more_than_one_first = 4148
    identifies_voter = 66
    unmarked = 5638
    uncertain = 2038
    """
    contest, totals = parse_facts(facts.encode())
    read = reading((data / "sv" / "west-midlands-2021" / "results.csv").read_text("utf-8"), contest, totals)
    first = returns(read).statements[0]
    assert first.gap == 0
    assert sum(first.rejected.values()) == wanted["rejected_first_total"]
    assert not [note for note in read.notes if note.level == "warning"]


def test_bury_2021_a_printed_total_that_is_not_the_sum_of_its_column() -> None:
    # Bury's local statement, Greater Manchester 2021: printed total 58,184, its column adds to 58,174.
    facts = b'title = "Bury"\n[totals]\nvalid = 58184\nused = 59268\n[totals.rejected]\nrejected = 1084'
    contest, totals = parse_facts(facts)
    read = reading("candidate,first_preferences\nAnn,30000\nBert,20000\nCat,8174\n", contest, totals)
    assert [note.words for note in read.notes] == [
        "the printed total of first preferences, 58,184, is 10 more than their sum, 58,174: "
        "carried as published"
    ]
    assert sum(returns(read).first_preferences().values()) == 58_174


# -- What a table may hold --------------------------------------------------------------------------------


def test_the_example_reads_and_counts_through() -> None:
    assert declared.sniff(declared.EXAMPLE.encode())
    counted = count(RULE, reading(declared.EXAMPLE).papers)
    assert counted.winner == "ann-archer"
    assert counted.stages[-1].votes == {"ann-archer": 54, "bert-fry": 42}


def test_thousands_percentages_and_spaces_in_the_header() -> None:
    text = "Candidate,First Preferences,First %,total percent,Total\n"
    text += 'Ann,"1,148,716",44.2,57,"1,310,143"\nBert,"909,755",35.0,43,"994,614"\nCat,"538,490",20.8,,\n'
    read = reading(text)
    assert returns(read).first_preferences() == {"ann": 1_148_716, "bert": 909_755, "cat": 538_490}
    assert returns(read).statements[1].counted == {"ann": 161_427, "bert": 84_859}
    assert "percentages are not read: First %, total percent" in [note.words for note in read.notes]


def test_a_printed_total_that_is_not_first_and_second_preferences_added() -> None:
    text = (
        "candidate,first_preferences,second_preferences_counted,total\nAnn,50,4,55\nBert,30,12,42\nCat,20,,\n"
    )
    read = reading(text)
    assert [(note.level, note.where) for note in read.notes] == [("warning", "results.csv:2")]
    assert "55, 1 more than 50 + 4 = 54" in read.notes[0].words
    assert count(RULE, read.papers).stages[-1].votes == {"ann": 54, "bert": 42}
    assert returns(read).statements[1].totals == {"ann": 55, "bert": 42}


def test_missing_first_preferences_are_awaited_and_never_taken_for_none() -> None:
    read = reading("candidate,first_preferences,total\nAnn,40,60\nBert,35,41\nCat,,\nDan,5,\n")
    counted = count(RULE, read.papers)
    assert counted.awaiting and counted.awaiting.what == "first-statements"
    assert any("not stated for Cat" in note.words and note.level == "warning" for note in read.notes)


def test_a_final_total_of_first_preferences_alone_is_no_second_preference_counted() -> None:
    read = reading("candidate,first_preferences,total\nAnn,40,40\nBert,35,60\nCat,25,\n")
    assert returns(read).statements[1].counted == {"ann": 0, "bert": 25}
    assert count(RULE, read.papers).winner == "bert"


def test_a_declaration_without_seconds_waits_for_the_direction() -> None:
    counted = count(RULE, reading("candidate,first_preferences\nAnn,40\nBert,35\nCat,25\n").papers)
    assert counted.awaiting and counted.awaiting.what == "direction"


def test_the_facts_give_candidates_order_and_directions() -> None:
    contest, _ = parse_facts(b'title = "Mayor"\ncandidates = ["Cat", "Ann", "Bert"]')
    direction = Direction(remaining=("ann", "bert"), by="the officer")
    opened = Opened(
        name="results.csv", stream=io.BytesIO(b"candidate,first_preferences\nann,4\nBERT,3\nCat,1\n")
    )
    read = declared.read(opened, Facts(contest=contest, decisions=Decisions(directions=(direction,))))
    assert returns(read).candidates == ("cat", "ann", "bert")
    assert returns(read).directions == (direction,)
    assert count(RULE, read.papers).stages[0].votes == {"cat": 1, "ann": 4, "bert": 3}


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("candidate,votes\nAnn,4\n", "unknown column", "results.csv:1"),
        ("candidate,party\nAnn,Blue\n", "column is missing", "results.csv:1"),
        ("candidate,first_preferences,total,total_after_second_count\nAnn,4,5,5\n", "same figure", ":1"),
        ("candidate,first_preferences\nAnn,-4\n", "negative or fractional", "results.csv:2"),
        ("candidate,first_preferences\nAnn,4.5\n", "negative or fractional", "results.csv:2"),
        ('candidate,first_preferences\nAnn,"1,14"\n', "not a whole number", "results.csv:2"),
        ("candidate,first_preferences\nAnn,=4\n", "holds a formula", "results.csv:2"),
        ("candidate,first_preferences\nAnn,4,5\n", "not as many cells", "results.csv:2"),
        ("candidate,first_preferences\nAnn,4\nBert,3\nANN,2\n", "one name and no ids", "results.csv"),
        ("candidate,first_preferences\nAnn,4\nTotal,4\n", "not a candidate's", "results.csv:3"),
        ("candidate,first_preferences\nAnn,4\n,4\n", "not a candidate's", "results.csv:3"),
        ("candidate,first_preferences,total\nAnn,40,39\nBert,3,5\nCat,2,\n", "is smaller than", ":2"),
    ],
)
def test_what_is_refused(text: str, message: str, where: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        reading(text)
    assert refused.value.where.endswith(where)


def test_what_is_refused_beside_the_facts() -> None:
    contest, _ = parse_facts(b'title = "Mayor"\ncandidates = ["Ann", "Bert", "Cat"]')
    with pytest.raises(InputError, match="unknown candidate") as unknown:
        reading("candidate,first_preferences\nAnn,4\nBret,3\nCat,1\n", contest)
    assert unknown.value.hint == "did you mean Bert?"
    with pytest.raises(InputError, match="there twice"):
        reading("candidate,first_preferences\nAnn,4\nann,3\nCat,1\n", contest)
    with pytest.raises(InputError, match="has no row"):
        reading("candidate,first_preferences\nAnn,4\nBert,3\n", contest)


def test_what_is_not_declared_totals_is_not_taken_for_them() -> None:
    assert not declared.sniff(b"first,second\nAnn,Bert\n")
    assert not declared.sniff(b"")
