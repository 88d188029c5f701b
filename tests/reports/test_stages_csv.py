"""The stages as tidy CSV: every figure of the record once, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from tests.sample_records import records, samples

from hustings.contest import Candidate
from hustings.record import Record
from hustings.reports.stages_csv import COLUMNS, REPORT

SAMPLES = samples()


def rows(record: Record) -> list[dict[str, str]]:
    text = REPORT.render(record).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def figures(record: Record, stage: int, kind: str, key: str = "candidate") -> dict[str, str]:
    return {
        row[key]: row["number"] for row in rows(record) if row["stage"] == str(stage) and row["kind"] == kind
    }


def test_a_count_in_rows() -> None:
    # Invented papers, counted by hand: see VOTES in sample_records, with 3 more for Ann from South.
    record = SAMPLES["profile"]
    assert figures(record, 1, "votes") == {
        "Ann Archer": "43",
        "Bert Fry": "35",
        "Clem Grundy": "20",
        "Dora Ælfwyn": "5",
    }
    assert figures(record, 1, "eliminated") == {"Clem Grundy": "20", "Dora Ælfwyn": "5"}
    assert figures(record, 2, "added") == {"Ann Archer": "9", "Bert Fry": "8"}
    assert figures(record, 2, "elected") == {"Ann Archer": "52"}
    assert figures(record, 2, "looked_at") == {"": "25"}
    pooled = {
        row["account"]: row["number"] for row in rows(record) if row["kind"] == "account" and not row["from"]
    }
    assert pooled == {"blank": "2", "for_eliminated": "2", "over_marked": "1", "same_candidate": "3"}
    assert {"stage": "2", "step": "second-count", "kind": "transfer", "candidate": "Bert Fry",
            "from": "Clem Grundy", "account": "", "number": "8"} in rows(record)  # fmt: skip


@pytest.mark.parametrize("shape", SAMPLES)
def test_every_stage_has_its_papers_and_its_outcome(shape: str) -> None:
    record = SAMPLES[shape]
    found = rows(record)
    for number, stage in enumerate(record.stages, start=1):
        assert figures(record, number, "papers") == {"": str(stage.papers)}
        for kind in ("remaining", "eliminated", "elected"):
            named = [row["candidate"] for row in found if (row["stage"], row["kind"]) == (str(number), kind)]
            assert named == [record.contest.label(one) for one in getattr(stage, kind)]
    assert REPORT.render(record) == REPORT.render(record)


@pytest.mark.parametrize("name", ["=1+1", "+44", "-7", "@SUM(A1)", "\tx", "\rx"])
def test_a_name_that_looks_like_a_formula_is_text(name: str) -> None:
    record = SAMPLES["two"]
    people = (Candidate(id="a", name=name), Candidate(id="b", name='Bert, "B"\nFry'))
    found = rows(replace(record, contest=replace(record.contest, candidates=people)))
    assert {row["candidate"] for row in found if row["candidate"]} == {f"'{name}", 'Bert, "B"\nFry'}


@given(records())
def test_the_table_is_whole_and_holds_only_whole_numbers(record: Record) -> None:
    text = REPORT.render(record).decode("utf-8")
    table = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(table[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in table)
    for row in rows(record):
        assert row["number"] == "" or row["number"] == str(int(row["number"]))
        assert not row["candidate"].startswith(("=", "+", "-", "@", "\t", "\r"))
    for number, stage in enumerate(record.stages, start=1):
        shown = [int(row["number"]) for row in rows(record)
                 if row["stage"] == str(number) and (row["kind"] == "votes" or
                 (row["kind"] == "account" and not row["from"]))]  # fmt: skip
        assert sum(shown) == stage.papers
