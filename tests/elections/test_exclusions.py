"""Elections counted by exclusions: official rounds, declared totals, and RCTab's expected reports.

Burlington 2009: the three official rounds. Minneapolis 2013, and RCTab's own tests: expected detailed reports
in the folders of their names. London 2021: the declaration's second count. Sri Lanka 2024: both counts of the
Election Commission's final report, as DailyNews printed it.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from hustings import elections, shelf
from hustings.counting import Count, count
from hustings.formats import preflib, table
from hustings.formats._facts import read_facts
from hustings.formats._format import Facts, Opened
from hustings.profile import Profile

Round = tuple[dict[str, int], int]


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet, empty cells and all."""
    with zipfile.ZipFile(path) as book:
        shared = (
            book.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in book.namelist() else ""
        )
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    words = [
        unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
        for item in re.findall(r"<si>(.*?)</si>", shared, re.S)
    ]
    for row in re.findall(r"<row[^>]*>(.*?)</row>", sheet, re.S):
        cells: dict[str, str] = {}
        for column, kind, value in re.findall(r'<c r="([A-Z]+)\d+"([^>]*)><v>([^<]*)</v></c>', row):
            cells[column] = words[int(value)] if 't="s"' in kind else value
        yield [cells.get(column, "") for column in "ABCDE"]


def report(path: Path) -> list[Round]:
    """Each round of RCTab's detailed report: candidates' votes, and papers that are inactive."""
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    start = next(at for at, line in enumerate(lines) if line[:1] == ["Rounds"])
    width = sum(cell.endswith("Votes") for cell in lines[start])
    body = {
        line[0]: [int(line[1 + 3 * at]) for at in range(width)]
        for line in lines[start + 3 :]
        if line[1:2] != [""]
    }
    people = list(body)[: list(body).index("Active Ballots")]
    lost = body["Inactive Ballots Total"]
    return [({one: body[one][at] for one in people if body[one][at]}, lost[at]) for at in range(width)]


def rounds(made: Count) -> list[Round]:
    return [
        ({one: int(n) for one, n in stage.votes.items() if n}, int(sum(stage.accounts.values())))
        for stage in made.stages
    ]


def test_burlington_2009_in_its_three_official_rounds(data: Path) -> None:
    folder = data / "irv" / "burlington-2009"
    reading = preflib.FORMAT.read(Opened(name="ballots.toi", path=folder / "00005-00000002.toi"), Facts())
    official = json.loads((folder / "expected.json").read_text())
    label = reading.contest.label
    made = count(shelf.rule("burlington-irv"), reading.papers)
    assert [label(one) for one in made.elected] == [official["elected"]]
    assert [({label(one): votes for one, votes in held.items()}, lost) for held, lost in rounds(made)] == [
        (one["votes"], one["exhausted"]) for one in official["official_rounds"]
    ]
    gone = [{label(one) for one in stage.eliminated} for stage in made.stages]
    assert gone == [set(one.get("eliminated_before", [])) for one in official["official_rounds"]]


def test_minneapolis_2013_in_every_round_after_undeclared_write_ins(data: Path) -> None:
    folder = data / "rctab" / "2013_minneapolis_mayor"
    votes: Counter[tuple[str, ...]] = Counter()
    people: set[str] = set()
    for _, *ranks, papers in list(rows(folder / "2013_minneapolis_mayor_cvr.xlsx"))[1:]:
        # Write-ins nobody declared go first, by a rule of the city's: it is as if they had not stood.
        kept = [{"undervote": "-", "overvote": "*"}.get(one, one) for one in ranks if one != "UWI"]
        people |= {one for one in kept if one not in ("-", "*")}
        votes[tuple(kept)] += int(papers)
    made = count(shelf.rule("av-bulk"), Profile.of(sorted(people), votes, ballots="rankings"))
    expected = report(folder / "2013_minneapolis_mayor_expected_detailed_report.csv")
    assert made.elected == ("BETSY HODGES",)
    blank = 639  # "Number of Undervotes (No Rankings)", apart from the inactive ones
    assert rounds(made) == [(held, lost + blank) for held, lost in expected[1:]]
    assert len(expected) > 30


def records(path: Path) -> Iterator[tuple[str, ...]]:
    """The rankings of a file of cast vote records in the common data format, by the ranks of selections."""
    for paper in json.loads(path.read_text())["CVR"]:
        ranked: dict[int, list[str]] = {}
        for one in paper["CVRSnapshot"][0]["CVRContest"][0]["CVRContestSelection"]:
            for mark in one["SelectionPosition"]:
                ranked.setdefault(mark["Rank"], []).append(one["ContestSelectionId"].removeprefix("cs-"))
        yield tuple("=".join(ranked.get(rank, "-")) for rank in range(1, max(ranked, default=0) + 1))


@pytest.mark.parametrize("name", ["test_set_0_skipped_first_choice", "test_set_1_exhaust_at_overvote"])
def test_skipped_and_shared_ranks_as_rctab_counts_them(data: Path, name: str) -> None:
    folder = data / "rctab" / name
    papers = Profile.of("abcd", Counter(records(folder / f"{name}_cvr.json")), ballots="rankings")
    made = count(shelf.rule("av"), papers)
    named = [
        ({f"Candidate {one.upper()} Name": votes for one, votes in held.items()}, lost)
        for held, lost in rounds(made)
    ]
    assert named == report(folder / f"{name}_expected_detailed_report.csv")
    assert made.elected == ("b",)


def test_all_who_cannot_catch_up_until_two_remain_as_rctab_counts(data: Path) -> None:
    name = "continue_until_two_with_batch_elimination_test"
    votes = Counter(
        tuple(one for one in ranks[:3] if one)
        for _, *ranks in list(rows(data / "rctab" / name / f"{name}_cvr.xlsx"))[1:]
    )
    made = count(shelf.rule("av-bulk-until-two"), Profile.of("ABCDEFG", votes, ballots="rankings"))
    # RCTab prints its first round twice, for A has a majority there.
    assert rounds(made) == report(data / "rctab" / name / f"{name}_expected_detailed_report.csv")[1:]
    assert [stage.eliminated for stage in made.stages] == [(), ("D", "E", "F", "G"), ("B",)]


def test_london_2021_is_a_contingent_vote_with_two_preferences() -> None:
    path = elections.path("london-2021")
    contest, totals = read_facts(path.parent / "contest.toml")
    reading = table.FORMAT.read(Opened(name=path.name, path=path), Facts(contest=contest, totals=totals))
    made = count(shelf.rule("contingent"), reading.papers)
    final = {contest.label(one): votes for one, votes in made.stages[-1].votes.items()}
    assert sorted(final.values()) == [977_601, 1_206_034]
    assert made.stages[-1].added[made.elected[0]] == 192_313


def test_sri_lanka_2024_as_declared() -> None:
    # Preferences were published as one sum for each of the two; here all lie with the third candidate.
    votes = {
        ("dissanayake",): 5_634_915,
        ("premadasa",): 4_363_035,
        ("wickremesinghe", "dissanayake"): 105_264,
        ("wickremesinghe", "rajapaksa", "premadasa"): 167_867,
        ("wickremesinghe",): 2_299_767 - 105_264 - 167_867,
    }
    people = ("dissanayake", "premadasa", "wickremesinghe", "rajapaksa")
    made = count(shelf.rule("sri-lanka"), Profile.of(people, votes, ballots="rankings"))
    assert made.elected == ("dissanayake",)
    assert made.stages[1].votes == {"dissanayake": 5_740_179, "premadasa": 4_530_902}
