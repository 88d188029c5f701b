"""The elections that come with hustings: their figures are those of the documents, and they count through."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from hustings import elections
from hustings.counting import Count, count
from hustings.errors import UsageError
from hustings.formats import declared, statements, table
from hustings.formats._decisions import read_decisions
from hustings.formats._facts import read_facts
from hustings.formats._format import Facts, Opened
from hustings.returns import Reading, Returns
from hustings.rules.supplementary_vote import RULE

FORMATS = {"results.csv": declared.FORMAT, "statements.csv": statements.FORMAT, "table.csv": table.FORMAT}
REAL = [
    "greater-manchester-2026",
    "london-2021",
    "tower-hamlets-2010",
    "tower-hamlets-2014",
    "west-midlands-2021",
]


def read(name: str) -> Reading:
    path = elections.path(name)
    contest, totals = read_facts(path.parent / "contest.toml")
    facts = Facts(contest=contest, totals=totals)
    if (path.parent / "decisions.toml").exists():
        decisions = read_decisions(path.parent / "decisions.toml", contest)
        facts = Facts(contest=contest, totals=totals, decisions=decisions)
    return FORMATS[path.name].read(Opened(name=path.name, path=path), facts)


def votes(reading: Reading, numbers: dict[str, int]) -> dict[str, int]:
    return {reading.contest.label(id): number for id, number in numbers.items()}


def counted(reading: Reading) -> Count:
    made = count(RULE, reading.papers)
    assert made.awaiting is None
    assert all(stage.balances for stage in made.stages)
    return made


def test_there_are_the_six_and_no_other() -> None:
    assert elections.names() == tuple(sorted([*REAL, "two-areas"]))
    with pytest.raises(UsageError, match="no such election"):
        elections.path("ambridge-1951")


@pytest.mark.parametrize("name", elections.names())
def test_each_is_recognised_and_names_its_source(name: str) -> None:
    path = elections.path(name)
    start = path.read_bytes()[:65536]
    assert [one.key for one in FORMATS.values() if one.sniff(start)] == [FORMATS[path.name].key]
    contest, _ = read_facts(path.parent / "contest.toml")
    assert contest.source and contest.office and contest.date and contest.law
    for file in path.parent.iterdir():
        assert b"\r" not in file.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_real_elections_are_as_published(data: Path, name: str) -> None:
    wanted: dict[str, Any] = json.loads((data / "sv" / name / "expected.json").read_text("utf-8"))
    reading = read(name)
    made = counted(reading)
    people = {one["name"]: one for one in wanted["candidates"]}
    assert [one.name for one in reading.contest.candidates] == list(people)
    assert [one.party for one in reading.contest.candidates] == [one["party"] for one in people.values()]
    assert reading.contest.date.startswith(wanted["date"])
    assert votes(reading, dict(made.stages[0].votes)) == {
        one: figures["first_preferences"] for one, figures in people.items()
    }
    assert reading.contest.label(made.winner) == wanted["outcome"]["elected"]
    finals = {
        one: figures["total_after_second_count"]
        for one, figures in people.items()
        if "total_after_second_count" in figures
    }
    if finals:
        assert votes(reading, dict(made.stages[-1].votes)) == finals
    else:
        assert [stage.step for stage in made.stages] == ["majority"]


def test_greater_manchester_leaves_the_papers_that_reached_neither_unsplit() -> None:
    last = counted(read("greater-manchester-2026")).stages[-1]
    # 169,949 looked at, 58,076 + 45,250 counted; why 66,623 reached neither is not published.
    assert (last.looked_at, last.accounts) == (169_949, {"not_counted": 66_623})


def test_london_2021_table_and_totals_are_the_declared_ones(data: Path) -> None:
    published = json.loads((data / "sv" / "london-2021" / "expected.json").read_text("utf-8"))["published"]
    path = elections.path("london-2021")
    with (data / "sv" / "london-2021" / "first_by_second.csv").open(encoding="utf-8", newline="") as file:
        source = [row[1:22] for row in csv.reader(file)][1:21]
    with path.open(encoding="utf-8", newline="") as file:
        assert [row[1:] for row in csv.reader(file)][1:] == source
    contest, totals = read_facts(path.parent / "contest.toml")
    assert totals is not None
    assert contest.electorate == published["system_logged_electorate"] == 6_191_387
    assert totals.used == published["ballot_papers_counted"] == 2_645_558
    assert totals.valid == published["valid_first"]
    assert totals.totals == {"same_as_first": published["same_first_and_second"]}
    assert totals.rejected == {
        "unmarked": published["rejected_first"]["unmarked"],
        "uncertain": published["rejected_first"]["uncertain"],
        "more_than_one_first": published["rejected_first"]["voting for too many"],
        "identifies_voter": published["rejected_first"]["writing identifying voter"],
        "no_official_mark": published["rejected_first"]["want of official mark"],
    }
    assert totals.unused == {
        "blank": published["second_preference_unmarked"],
        "over_marked": published["rejected_second"]["voting for too many"],
        "uncertain_second": published["rejected_second"]["uncertain"],
    }
    assert totals.gap == 0
    assert contest.declared is not None and contest.declared.on == "2021-05-08"


def test_london_2021_second_count() -> None:
    reading = read("london-2021")
    last = counted(reading).stages[-1]
    assert votes(reading, dict(last.added)) == {"Sadiq Aman KHAN": 192_313, "Shaun BAILEY": 84_550}
    assert last.looked_at == 624_585


def test_west_midlands_2021_heads(data: Path) -> None:
    published = json.loads((data / "sv" / "west-midlands-2021" / "expected.json").read_text("utf-8"))
    papers = read("west-midlands-2021").papers
    assert isinstance(papers, Returns)
    first = papers.statements[0]
    assert list(first.rejected.values()) == list(published["published"]["rejected_first"].values())
    assert (first.verified, first.gap) == (published["published"]["ballot_papers_verified"], 0)


def test_tower_hamlets_2014_says_that_the_election_was_avoided() -> None:
    assert "Election Court avoided" in read("tower-hamlets-2014").contest.source
    last = counted(read("tower-hamlets-2014")).stages[-1]
    # 20,052 papers looked at: 856 + 6,500 counted, 12,696 reached neither.
    assert (last.looked_at, last.accounts) == (20_052, {"not_counted": 12_696})


def test_two_areas_is_the_constructed_count_night() -> None:
    reading = read("two-areas")
    papers = reading.papers
    assert isinstance(papers, Returns)
    assert "constructed" in reading.contest.source and "constructed" in reading.contest.title
    assert votes(reading, papers.first_preferences()) == {
        "Ann Archer": 480,
        "Bert Fry": 360,
        "Cat Gray": 260,
        "Dan Hill": 130,
    }
    for one in papers.statements:
        assert one.gap in (0, None)
    last = counted(reading).stages[-1]
    assert last.votes == {"a": 680, "b": 480}
    assert last.accounts == {"not_for_remaining": 35, "over_marked": 2, "blank_or_uncertain": 33}
    assert last.looked_at == 390
    assert papers.directions[0].remaining == ("a", "b")
