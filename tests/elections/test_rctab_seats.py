"""Contests with several seats from RCTab's test data: its expected reports, round by round.

BrightSpots/rcv commit 2167c240, test_set_multi_winner_whole_threshold and minneapolis_multi_seat_threshold:
regression expectations of a certified tabulator, and no official counts. A round in which RCTab moves no vote
(an elected candidate stands at the threshold exactly) is no stage. The files are configured to end a ranking
at two skipped ranks, which the ordinance passes over, so that is done to the papers before; and they transfer
the papers of the last one defeated, which the ordinance does not.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.profile import Profile
from hustings.rules import minneapolis

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows(path: Path) -> list[dict[str, str]]:
    """The cells of a workbook's first sheet by column letter, row by row."""
    with zipfile.ZipFile(path) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(one.itertext()) for one in strings.iter(f"{SHEET}si")]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    made = []
    for row in sheet.iter(f"{SHEET}row"):
        cells = {}
        for cell in row.iter(f"{SHEET}c"):
            value = cell.find(f"{SHEET}v")
            if value is not None and value.text is not None:
                text = shared[int(value.text)] if cell.get("t") == "s" else value.text
                cells[cell.get("r", "").rstrip("0123456789")] = text
        made.append(cells)
    return made


def report(path: Path) -> list[dict[str, str]]:
    """The votes of each candidate in each round."""
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    start = next(at for at, line in enumerate(lines) if line[:1] == ["Rounds"])
    votes = [at for at, name in enumerate(lines[start]) if name.endswith("Votes")]
    lines = [[line[0].removeprefix("Candidate ").removesuffix(" Name"), *line[1:]] for line in lines if line]
    start = next(at for at, line in enumerate(lines) if line[:1] == ["Rounds"])
    named = {line[0]: line for line in lines[start:]}
    people = [line[0] for line in lines[start + 3 :] if line]
    people = people[: people.index("Active Ballots")]
    return [{one: named[one][at] for one in people} for at in votes]


def as_configured(ranks: Iterable[str]) -> tuple[str, ...]:
    """The ranks before two skipped ones in a row (`maxSkippedRanksAllowed` is 1)."""
    text = "".join(ranks)
    return tuple(text[: text.index("--")] if "--" in text else text)


@pytest.mark.parametrize(
    ("folder", "first", "still"),
    [("test_set_multi_winner_whole_threshold", "B", ()), ("minneapolis_multi_seat_threshold", "C", (3,))],
)
def test_rounds_are_those_of_the_report(data: Path, folder: str, first: str, still: tuple[int, ...]) -> None:
    at = data / "rctab" / folder
    rounds = report(at / f"{folder}_expected_detailed_report.csv")
    people = sorted(rounds[0])
    columns = "ABCDEFGH"
    columns = columns[columns.index(first) :]
    votes: dict[Any, int] = {}
    for row in rows(at / f"{folder}_cvr.xlsx")[1:]:
        marks = [row.get(column, "undervote").strip() for column in columns[:6]]
        vote = as_configured("-" if one in ("undervote", "") else one for one in marks)
        votes[vote] = votes.get(vote, 0) + 1
    contest = Contest(title="", candidates=tuple(Candidate(id=one, name=one) for one in people), seats=3)
    made = count(minneapolis.RULE, Profile.of(people, votes, ballots="rankings"), contest=contest)
    expected = [figures for number, figures in enumerate(rounds, start=1) if number not in still]
    assert len(made.stages) >= 4
    assert set(made.elected) == {"A", "B", "C"}
    for stage, figures in zip(made.stages[:-1], expected, strict=False):
        assert {one: stage.votes.get(one, 0) for one in people} == {
            one: Fraction(number) for one, number in figures.items()
        }
