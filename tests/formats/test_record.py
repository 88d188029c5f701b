"""A record is read as papers: counted again, it comes to the same result."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from tests.sample_records import LOT, contest, samples

from hustings import shelf
from hustings.codec import from_json, to_json
from hustings.counting import count
from hustings.errors import InputError, Mismatch
from hustings.formats._format import Facts, Opened
from hustings.formats.record import FORMAT
from hustings.returns import Reading

SAMPLES = samples()


def read(data: bytes, facts: Facts | None = None) -> Reading:
    return FORMAT.read(Opened(name="r.json", stream=io.BytesIO(data)), facts or Facts())


@pytest.mark.parametrize("shape", SAMPLES)
def test_a_record_counts_again_to_its_own_stages(shape: str) -> None:
    record = from_json(to_json(SAMPLES[shape]))
    data = to_json(record)
    assert FORMAT.sniff(data[: 1 << 16])
    reading = read(data)
    assert (reading.contest, reading.papers, reading.decisions) == (
        record.contest,
        record.papers,
        record.decisions,
    )
    again = count(shelf.rules()[record.rule.key], reading.papers, reading.decisions.lots)
    assert (again.stages, again.elected) == (record.stages, record.elected)
    assert reading.sources[0].format == "record" and reading.sources[0].size == len(data)


def test_a_lot_stays_with_the_papers() -> None:
    assert read(to_json(SAMPLES["lot"])).decisions.lots == (replace(LOT, where=""),)


def test_the_law_counted_under_stays_unless_facts_are_given() -> None:
    law = next(iter(shelf.laws().values()))
    record = replace(SAMPLES["majority"], law=law)
    assert read(to_json(record)).contest.law == law.key
    assert read(to_json(record), Facts(contest=contest("abc"))).contest.law == ""


def test_facts_of_another_contest_are_refused() -> None:
    with pytest.raises(InputError, match="other candidates") as error:
        read(to_json(SAMPLES["majority"]), Facts(contest=contest("abcd")))
    assert (error.value.where, error.value.expected) == ("r.json", "a, b, c")


def test_a_changed_record_is_refused_by_name() -> None:
    data = to_json(SAMPLES["majority"]).replace(b'"official": false', b'"official": true')
    with pytest.raises(Mismatch) as error:
        read(data)
    assert error.value.where == "r.json: $.official"


def test_other_json_is_no_record() -> None:
    assert not FORMAT.sniff(b'{"type": "FeatureCollection"}')
    assert not FORMAT.sniff(b"first,second\nawaiting,x")
