"""Records of real elections: kept, read back, held against the schema, counted again, and altered."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hustings import desk, elections, shelf
from hustings.codec import from_json, to_json
from hustings.contest import Area, Candidate, Contest
from hustings.counting import count
from hustings.joining import record_of
from hustings.mechanics.differences import differences, recount_differences
from hustings.record import Record
from hustings.returns import Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE

SCHEMA = Draft202012Validator(
    json.loads(files("hustings").joinpath("schema/record-1.schema.json").read_text("utf-8"))
)


@cache
def record(name: str) -> Record:
    return desk.count(elections.path(name)).record


@pytest.mark.parametrize("name", elections.names())
def test_a_bundled_election_is_kept_and_counted_again(name: str) -> None:
    data = to_json(record(name))
    back = from_json(data)
    assert back == record(name)
    assert to_json(back) == data
    assert list(SCHEMA.iter_errors(json.loads(data))) == []
    assert desk.verify(back) == ()
    assert differences(record(name), back) == ()


@pytest.mark.parametrize("name", elections.names())
@pytest.mark.parametrize("report", ["text", "html", "csv", "json", "documents"])
def test_what_is_printed_is_the_same_from_the_count_and_from_its_record(name: str, report: str) -> None:
    render = shelf.reports()[report].render
    assert render(from_json(to_json(record(name)))) == render(record(name))


def test_london_2021_by_name() -> None:
    # GLA, "Mayor of London election 2021: results": the declaration, and second preferences counted.
    tree = json.loads(to_json(record("london-2021")))
    remain, last = tree["stages"]
    assert len(remain["votes"]) == 20 and len(remain["eliminated"]) == 18
    assert tree["outcome"]["elected"] == last["elected"] == ["Sadiq Aman KHAN"]
    assert last["votes"] == {"Sadiq Aman KHAN": 1_206_034, "Shaun BAILEY": 977_601}
    assert last["added"] == {"Sadiq Aman KHAN": 192_313, "Shaun BAILEY": 84_550}
    assert last["looked_at"] == 624_585


def test_london_2021_altered_by_one_paper_does_not_verify() -> None:
    good = from_json(to_json(record("london-2021")))
    first, *rest = good.papers.piles
    bad = replace(good, papers=replace(good.papers, piles=(replace(first, papers=first.papers + 1), *rest)))
    found = [one.path for one in recount_differences(bad, desk.recount(bad))]
    assert found and all(path.partition(".")[0].partition("[")[0] != "papers" for path in found)
    assert any(path.startswith("stages[0].votes.") for path in found)
    told = differences(good, desk.recount(bad))
    assert told and not any(one.could_change or one.changed for one in told)


def test_london_2016_by_ward_is_kept_and_read_back(data: Path) -> None:
    # 663 wards, 12 candidates: data/sv/london-2016-wards, from the GLA's ward-level results.
    with (data / "sv/london-2016-wards/wards.csv").open(encoding="utf-8", newline="") as file:
        wards = list(csv.DictReader(file))
    names = [key.removeprefix("first_") for key in wards[0] if key.startswith("first_")]
    people = tuple(Candidate(id=f"c{n}", name=name) for n, name in enumerate(names))
    areas = tuple(Area(id=f"w{n}", name=f"{row['borough']}, {row['ward']}") for n, row in enumerate(wards))
    statements = tuple(
        Statement(
            area=area.id, stage="first", first={one.id: int(row[f"first_{one.name}"]) for one in people}
        )
        for area, row in zip(areas, wards, strict=True)
    )
    ids = tuple(one.id for one in areas)
    papers = Returns(candidates=tuple(one.id for one in people), areas=ids, statements=statements)
    contest = Contest(title="Mayor of London", candidates=people, areas=areas)
    made = record_of(Reading(contest=contest, papers=papers), count(RULE, papers), rule=RULE)
    began = time.perf_counter()
    kept = to_json(made)
    assert from_json(kept) == made
    assert time.perf_counter() - began < 10
    assert len(areas) == 663 and len(kept) < 1_000_000
    remain = json.loads(kept)["stages"][0]
    assert sum(remain["votes"].values()) == 2_596_961  # first preferences declared for London
    assert remain["remaining"] == ["Zac GOLDSMITH", "Sadiq Aman KHAN"]
