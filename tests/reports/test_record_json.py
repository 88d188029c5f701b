"""The record as a report: its own canonical bytes, nothing else."""

from __future__ import annotations

import json

import pytest
from tests.sample_records import samples

from hustings.codec import from_json
from hustings.reports.record_json import REPORT

SAMPLES = samples()


@pytest.mark.parametrize("shape", SAMPLES)
def test_what_is_rendered_renders_again_to_the_same_bytes(shape: str) -> None:
    data = REPORT.render(SAMPLES[shape])
    assert REPORT.render(from_json(data)) == data


def test_a_script_finds_the_outcome_or_what_is_awaited() -> None:
    settled, waiting = (json.loads(REPORT.render(SAMPLES[shape])) for shape in ("lot", "tie"))
    assert (settled["outcome"]["elected"], settled["awaiting"]) == (["Bert Fry"], None)
    assert waiting["outcome"]["elected"] == []
    assert waiting["awaiting"] == {
        "what": "lot",
        "step": "lot",
        "words": "a lot between Ann Archer and Bert Fry, whose totals are equal",
        "candidates": ["Ann Archer", "Bert Fry"],
        "areas": [],
        "papers": 0,
    }
    assert (REPORT.key, REPORT.suffix) == ("json", ".json")
