"""A record written as JSON and read back is the same record, in the same bytes, and nothing else is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.sample_records import contest, counted, records, samples
from tools import record_schema

from hustings import shelf
from hustings.codec import canonical, from_json, to_json
from hustings.contest import Candidate
from hustings.errors import HustingsError, InputError
from hustings.profile import Profile
from hustings.record import Record
from hustings.returns import Returns, Statement

SAMPLES = samples()
SCHEMA = json.loads(files("hustings").joinpath("schema/record-1.schema.json").read_text("utf-8"))


def without_where(record: Record) -> Record:
    """The record as it is kept: no file names and lines."""
    return from_json(to_json(record))


@given(records())
def test_any_record_comes_back_as_it_was(record: Record) -> None:
    data = to_json(record)
    assert from_json(data) == record
    assert to_json(from_json(data)) == data


@pytest.mark.parametrize("shape", SAMPLES)
def test_each_shape_comes_back_without_the_places_it_was_read_at(shape: str) -> None:
    record = SAMPLES[shape]
    data = to_json(record)
    back = from_json(data)
    assert b"night/" not in data and b".toml:" not in data and b".csv:" not in data
    assert back != record
    assert back.notes[0].where == "" and back.notes[0].words == record.notes[0].words
    assert (back.stages, back.elected, back.awaiting) == (record.stages, record.elected, record.awaiting)
    assert to_json(back) == data


@pytest.mark.parametrize("key", sorted(shelf.laws()))
def test_every_law_comes_back(key: str) -> None:
    record = replace(without_where(SAMPLES["majority"]), law=shelf.laws()[key])
    assert from_json(to_json(record)) == record
    assert problems(record) == []


def test_people_find_names_where_they_look() -> None:
    tree = json.loads(to_json(SAMPLES["profile"]))
    remain, second = tree["stages"]
    assert tree["outcome"]["elected"] == ["Ann Archer"]
    assert remain["eliminated"] == ["Clem Grundy", "Dora Ælfwyn"]
    assert remain["step"] == "remain" and remain["cites"].startswith("LDEDCA 2009 Sch 5B")
    assert second["votes"] == {"Ann Archer": 40 + 3 + 9, "Bert Fry": 35 + 8}
    assert second["accounts"] == {"blank": 2, "for_eliminated": 2, "over_marked": 1, "same_candidate": 3}
    assert {"from": "Clem Grundy", "to": "Ann Archer", "papers": 9} in second["transfers"]
    assert {"from": "Dora Ælfwyn", "account": "blank", "papers": 2} in second["sources"]
    assert second["balances"] is True and tree["official"] is False
    assert json.loads(to_json(SAMPLES["tie"]))["awaiting"]["candidates"] == ["Ann Archer", "Bert Fry"]
    assert json.loads(to_json(SAMPLES["statements"]))["official"] is True


def test_figures_come_back_in_ballot_paper_order() -> None:
    papers = Profile.of("cab", {("c", "-"): 1, ("a", "b"): 2, ("b", "-"): 5})
    back = from_json(to_json(counted(papers)))
    assert list(back.stages[0].votes) == ["c", "a", "b"]
    assert list(back.statements[0].first) == ["c", "a", "b"]
    # The statements that were counted, too: what is read back is what was printed.
    stated = Statement(area="", stage="first", first={"c": 1, "a": 2, "b": 5}, marked={"c": 0, "a": 1})
    returns = Returns(candidates=("c", "a", "b"), areas=("",), statements=(stated,))
    (back_stated,) = from_json(to_json(counted(returns))).papers.statements
    assert [*back_stated.first, *back_stated.marked] == ["c", "a", "b", "c", "a"]


def test_the_order_in_which_papers_were_piled_leaves_no_trace() -> None:
    record = SAMPLES["profile"]
    first, *rest = record.papers.piles
    halves = [replace(first, papers=number) for number in (first.papers - 7, 0, 7)]
    shuffled = replace(record.papers, piles=(*rest, *halves))
    assert to_json(replace(record, papers=shuffled)) == to_json(record)


@pytest.mark.parametrize("shape", SAMPLES)
def test_the_canonical_record_is_the_one_that_is_read_back(shape: str) -> None:
    made = canonical(SAMPLES[shape])
    assert made == from_json(to_json(SAMPLES[shape])) and made != SAMPLES[shape]
    assert canonical(made) == made


def test_two_candidates_of_one_name_are_told_apart_or_refused() -> None:
    record = SAMPLES["majority"]
    same = replace(contest("abc"), candidates=tuple(Candidate(id=one, name="Ann") for one in "abc"))
    data = to_json(replace(record, contest=same))
    assert json.loads(data)["outcome"]["elected"] == ["Ann [a]"]
    assert from_json(data).elected == ("a",)
    odd = (*same.candidates[:2], Candidate(id="c", name="Ann [a]"))
    with pytest.raises(InputError, match="cannot be told apart"):
        to_json(replace(record, contest=replace(same, candidates=odd)))


def test_the_bytes_are_utf8_with_every_key_in_order_and_a_newline_at_the_end() -> None:
    def in_order(pairs: list[tuple[str, Any]]) -> None:
        assert [key for key, _ in pairs] == sorted(key for key, _ in pairs)

    for record in SAMPLES.values():
        data = to_json(record)
        json.loads(data, object_pairs_hook=in_order)
        assert data.endswith(b"\n}\n") and not data.startswith(b"\xef\xbb\xbf")
    assert "Dora Ælfwyn".encode() in to_json(SAMPLES["profile"])


SEEDED = """
import hashlib
from dataclasses import replace
from tests.sample_records import samples
from hustings import shelf
from hustings.codec import to_json
records = samples().values()
under = [replace(record, law=law) for record in records for law in shelf.laws().values()]
for record in (*records, *under):
    print(hashlib.sha256(to_json(record)).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2", "2")
    ]
    assert len(said[0]) == len(SAMPLES) * (1 + len(shelf.laws()))
    assert said[0] == said[1] == said[2]


# -- What is refused, and where ---------------------------------------------------------------------------


def changed(*path: str | int, to: Any, shape: str = "profile") -> bytes:
    """A sample as JSON with the member at a path set, or removed where `to` is Ellipsis."""
    tree = json.loads(to_json(SAMPLES[shape]))
    held = tree
    for step in path[:-1]:
        held = held[step]
    if to is ...:
        del held[path[-1]]
    else:
        held[path[-1]] = to
    return json.dumps(tree).encode()


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "schema": (changed("schema", to="hustings-record-2"), "$.schema", "not a record that this version"),
    "no schema": (b"[]", "$.schema", "not a record"),
    "unknown": (changed("extra", to=1), "$.extra", "unknown member"),
    "unknown inside": (changed("papers", "piles", 0, "x", to=1), "$.papers.piles[0].x", "unknown member"),
    "where": (changed("notes", 0, "where", to="f"), "$.notes[0].where", "unknown member"),
    "missing": (changed("stages", to=...), "$", "missing"),
    "missing inside": (changed("stages", 0, "votes", to=...), "$.stages[0]", "missing"),
    "float": (changed("stages", 0, "papers", to=100.0), "$.stages[0].papers", "100.0"),
    "bool": (changed("papers", "piles", 0, "papers", to=True), "$.papers.piles[0].papers", "true"),
    "negative": (
        changed("stages", 0, "votes", "Ann Archer", to=-1),
        "$.stages[0].votes.Ann Archer",
        "0 or more",
    ),
    "negative pile": (changed("papers", "piles", 0, "papers", to=-4), "$.papers", "negative"),
    "text": (changed("rule", "name", to=None), "$.rule.name", "null"),
    "literal": (changed("status", to="final"), "$.status", "awaiting, provisional"),
    "kind": (
        changed("papers", "kind", to="ballots"),
        "$.papers.kind",
        "duels or profile or returns or rounds",
    ),
    "who": (changed("outcome", "elected", to=["Nemo"]), "$.outcome.elected[0]", "unknown"),
    "who votes": (changed("stages", 0, "votes", "Nemo", to=1), "$.stages[0].votes", "unknown"),
    "vote": (changed("papers", "piles", 0, "vote", to=["z"]), "$.papers", "unknown candidate"),
    "official": (changed("official", to=True), "$.official", "contradicts"),
    "official number": (changed("official", to=0), "$.official", "contradicts"),
    "balances": (changed("stages", 1, "balances", to=False), "$.stages[1].balances", "contradicts"),
    "cites": (changed("stages", 0, "cites", to="rule 7"), "$.stages[0].cites", "contradicts"),
    "awaiting": (changed("awaiting", "what", to="rain", shape="tie"), "$.awaiting.what", "lot, ruling"),
    "twice": (b'{"schema": 1, "schema": 2}', "record", "stands twice"),
    "cut": (to_json(SAMPLES["profile"])[:-9], "record:", "not JSON"),
    "nan": (changed("small_cells", to=float("nan")), "record", "NaN"),
    "latin-1": ('{"a": "é"}'.encode("latin-1"), "record", "not UTF-8"),
    "half a character": (rb'{"schema": "\ud800"}', "record", "half a character"),
    "deep": (b"[" * 100_000, "record", "nesting too deep"),
    "digits": (
        changed("small_cells", to=1).replace(b'"small_cells": 1', b'"small_cells": ' + b"9" * 9999),
        "record",
        "too long",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_a_record_is_refused_with_its_place(case: str) -> None:
    data, where, words = REFUSED[case]
    with pytest.raises(HustingsError) as error:
        from_json(data)
    assert error.value.exit_code == (5 if words == "contradicts" else 3)
    assert error.value.where.removeprefix("record: ").startswith(where)
    assert words in str(error.value)


def test_figures_that_do_not_add_up_are_read_so_that_a_new_count_can_name_them() -> None:
    back = from_json(changed("stages", 1, "votes", "Ann Archer", to=60))
    assert back.stages[1].votes["a"] == 60 and not back.stages[1].balances


# -- The published schema ---------------------------------------------------------------------------------


def problems(record: Record) -> list[str]:
    """What the published schema has against a record."""
    tree = json.loads(to_json(record))
    return [f"{one.json_path}: {one.message}" for one in Draft202012Validator(SCHEMA).iter_errors(tree)]


def test_the_schema_is_a_schema_and_closed_everywhere() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for name, one in [("record", SCHEMA), *SCHEMA["$defs"].items()]:
        if "properties" in one:
            assert one.get("additionalProperties") is False, name
            assert set(one["required"]) <= set(one["properties"]), name
            assert one["description"].strip(), name


@pytest.mark.parametrize("shape", SAMPLES)
def test_each_shape_meets_the_schema(shape: str) -> None:
    assert problems(SAMPLES[shape]) == []


@given(records())
def test_any_record_meets_the_schema(record: Record) -> None:
    assert problems(record) == []


@pytest.mark.parametrize(
    "case",
    [
        "unknown",
        "unknown inside",
        "where",
        "missing",
        "missing inside",
        "bool",
        "text",
        "literal",
        "kind",
        "negative",
        "awaiting",
        "schema",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(case: str) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(REFUSED[case][0])))


def test_an_account_that_stands_twice_is_refused() -> None:
    tree = json.loads(to_json(SAMPLES["profile"]))
    sources = tree["stages"][1]["sources"]
    sources.append(sources[0])
    with pytest.raises(InputError) as error:
        from_json(json.dumps(tree).encode())
    assert error.value.where == "record: $.stages[1].sources"
    assert error.value.expected == "each candidate and account once"


def shape(schema: Any) -> Any:
    """A schema without what it tells people."""
    if isinstance(schema, dict):
        words = isinstance(schema.get("description"), str)
        return {key: shape(one) for key, one in schema.items() if key != "description" or not words}
    return [shape(one) for one in schema] if isinstance(schema, list) else schema


def test_the_published_schema_is_that_of_the_nouns() -> None:
    """Where this fails, a noun has changed: run tools/record_schema.py, and think of the schema's version."""
    assert shape(SCHEMA) == shape(json.loads(record_schema.text()))
    described = set(SCHEMA["properties"]) | set(SCHEMA["$defs"]["outcome"]["properties"])
    assert {one.name for one in fields(Record)} <= described
