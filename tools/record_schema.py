"""Writes the schemas in src/hustings/schema/ from the nouns: their types, and what they say they are.

Run it after a field was added to a noun:

    python tools/record_schema.py
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hustings.answer import SCHEMA as ANSWER
from hustings.answer import Answer
from hustings.awaiting import Awaited
from hustings.by_name import OPTIONAL, STAGE
from hustings.codec import AS_IS, KINDS, MEMBERS
from hustings.comparison import SCHEMA as COMPARISON
from hustings.comparison import Comparison
from hustings.contest import Contest
from hustings.counting import Stage
from hustings.plain_data import NOT_KEPT
from hustings.record import SCHEMA, Closeness, Deposit, Record
from hustings.simulation import SCHEMA as SIMULATION
from hustings.simulation import Simulation

FOLDER = Path(__file__).parent.parent / "src/hustings/schema"
Shape = dict[str, Any]

INTEGER: Shape = {"type": "integer"}
PAPERS: Shape = {"type": "integer", "minimum": 0}
TEXT: Shape = {"type": "string"}
PEOPLE: Shape = {"type": "array", "items": TEXT}
NUMBER: Shape = {"anyOf": [INTEGER, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]}
NUMBERS: Shape = {"type": "object", "additionalProperties": NUMBER}
POSITIVE: Shape = {
    "additionalProperties": {"anyOf": [PAPERS, {"type": "string", "pattern": "^[0-9]+/[0-9]+$"}]}
}
VOTES: Shape = {"type": "object", "additionalProperties": PAPERS}
SCALARS: dict[Any, Shape] = {
    str: TEXT,
    int: INTEGER,
    bool: {"type": "boolean"},
    Fraction: {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"},
    date: {"type": "string", "format": "date"},
}


WORDS: dict[str, str] = {
    "awaiting": "The one thing that the count waits for; null when it has come to its end.",
    "checks": "Figures that should agree, and by how much they do not.",
    "cites": "The paragraph behind each step.",
    "contest": "The office, the day, the candidates in ballot-paper order, the areas.",
    "contest_totals": "Figures of the whole contest that its facts declare beside the papers.",
    "decisions": "What people decided: rulings, directions, lots.",
    "form": "The form in which rejected papers are printed.",
    "law": "The instrument counted under, with its citations; null when counted by a rule alone.",
    "marked": "Second preferences marked on all valid papers, counted or not, by candidate.",
    "notes": "Remarks on what was read and counted.",
    "official": "Whether a returning officer declared the result, as the contest's facts say.",
    "outcome": "Who is elected, deposits, and how close it was.",
    "papers": "What was counted: a profile (like papers counted once) or the returns of areas.",
    "rejected": "Papers rejected, by code.",
    "rule": "The method counted by.",
    "schema": "The shape of this file.",
    "small_cells": "How many figures of the by-area table are from 1 to 9.",
    "sources": "Digest and size of what was read, decompressed.",
    "stages": "The steps of the count so far.",
    "statements": "The areas' figures, as stated or as derived from papers.",
    "statements_derived": "Whether the statements were derived from papers rather than stated by areas.",
    "status": "How far the result has come.",
    "totals": "Figures of the whole contest, by name.",
    "unused": "Valid papers without a valid second preference, by reason.",
    "why_law": "Why this law was chosen.",
}
"""What each member of a record holds."""


def name_of(kind: type) -> str:
    """Two nouns are called Deposit: the law's is told apart by its module."""
    module = kind.__module__.removeprefix("hustings.")
    return f"law.{kind.__name__}" if module == "regime" else kind.__name__


def shape_of(hint: Any, defs: dict[str, Shape]) -> Shape:
    """The schema of a type; the nouns it names are added to `defs`."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        rest = [shape_of(one, defs) for one in arguments if one is not types.NoneType]
        return {"anyOf": [*rest, {"type": "null"}]}
    if origin is frozenset:
        return {"type": "array", "items": shape_of(arguments[0], defs), "uniqueItems": True}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": shape_of(arguments[0], defs)}
    if origin is tuple:
        parts = [shape_of(one, defs) for one in arguments]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": shape_of(arguments[1], defs)}
    if name_of(hint) not in defs:
        defs[name_of(hint)] = {}  # a noun may hold its like
        defs[name_of(hint)] = noun(hint, defs)
    return {"$ref": f"#/$defs/{name_of(hint)}"}


def noun(kind: type, defs: dict[str, Shape]) -> Shape:
    """The schema of a noun, described by its own docstring."""
    hints = get_type_hints(kind)
    kept = [one for one in fields(kind) if one.name not in NOT_KEPT]
    needed = [one.name for one in kept if one.default is MISSING and one.default_factory is MISSING]
    members = {one.name: shape_of(hints[one.name], defs) for one in kept}
    about = " ".join((inspect.getdoc(kind) or "").split(">>>")[0].split())
    return {"description": about, **closed(members, needed)}


def closed(properties: dict[str, Shape], required: list[str] | None = None) -> Shape:
    """An object with these members and no others; all are required unless a list says which."""
    needed = list(properties) if required is None else required
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(needed),
        "additionalProperties": False,
    }


def stage() -> Shape:
    """The schema of a stage, in which candidates stand by name."""
    about = (
        "One step of the count, as a ledger that balances: votes and accounts add to papers. "
        "Candidates stand by name; cites is the paragraph that the step follows. added is what the step "
        "added to each candidate's votes, accounts are papers that reached nobody, by name (a negative gap "
        "is a published figure that does not close), looked_at the papers whose second preference was "
        "looked at. transfers and sources say from whose papers, where that is known. holds says what the "
        "figures are where they are no ledger; held is how many papers each candidate holds, whose are those "
        "whose papers the step moves, equalities those resolved to take it, readings the papers that each "
        "reading of doubtful ranks touched, duels pairwise figures, order a ranking, seats those held by "
        "lists. Members that are left out say nothing."
    )
    own = {
        "step": TEXT,
        "cites": TEXT,
        "papers": PAPERS,
        "votes": NUMBERS,
        "added": NUMBERS,
        "accounts": NUMBERS,
        "looked_at": PAPERS,
        "remaining": PEOPLE,
        "eliminated": PEOPLE,
        "elected": PEOPLE,
        "transfers": rows({"from": TEXT, "to": TEXT, "papers": PAPERS, "votes": NUMBER}, ("votes",)),
        "sources": rows({"from": TEXT, "account": TEXT, "papers": NUMBER}),
        "balances": {"type": "boolean"},
        "holds": {"enum": list(get_args(get_type_hints(Stage)["holds"]))},
        "held": VOTES,
        "quota": NUMBER,
        "whose": PEOPLE,
        "filled": PEOPLE,
        "equalities": rows({"between": PEOPLE, "chosen": TEXT, "by": TEXT, "at": PAPERS}, ("at",)),
        "readings": VOTES,
        "duels": rows({"of": TEXT, "over": TEXT, "number": NUMBER}),
        "order": PEOPLE,
        "seats": VOTES,
    }
    whole = closed({key: own[key] for key in (*STAGE, *OPTIONAL)}, list(STAGE))
    # A ledger has no negative votes; points and the strength of duels may be below 0.
    ledger = {"if": {"not": {"required": ["holds"]}}, "then": {"properties": {"votes": POSITIVE}}}
    return {"description": about, **whole, **ledger}


def rows(properties: dict[str, Shape], optional: tuple[str, ...] = ()) -> Shape:
    """A list of objects with these members."""
    needed = [key for key in properties if key not in optional]
    return {"type": "array", "items": closed(properties, needed)}


def record() -> Shape:
    """The schema of a record, without descriptions."""
    defs: dict[str, Shape] = {}
    for kind, one in KINDS.items():
        shape_of(one, defs)
        made = defs[one.__name__]
        made["properties"]["kind"] = {"const": kind}
        made["required"] = sorted([*made["required"], "kind"])
    defs["Pile"]["properties"]["papers"] = PAPERS
    awaited = noun(Awaited, defs)
    always = [key for key in awaited["properties"] if key != "drawn"]
    defs["Awaited"] = {"description": awaited["description"], **closed(awaited["properties"], always)}
    defs["Stage"] = stage()
    defs["Deposit"], defs["Closeness"] = noun(Deposit, defs), noun(Closeness, defs)
    outcome = {
        "elected": PEOPLE,
        "deposits": {"type": "array", "items": {"$ref": "#/$defs/Deposit"}},
        "closeness": {"type": "array", "items": {"$ref": "#/$defs/Closeness"}},
    }
    about = "What the count came to: the names of those elected, none while something is awaited."
    defs["outcome"] = {"description": about, **closed(outcome)}
    own = {
        "schema": {"const": SCHEMA},
        "official": {"type": "boolean"},
        "contest": shape_of(Contest, defs),
        "papers": {"oneOf": [{"$ref": f"#/$defs/{one.__name__}"} for one in KINDS.values()]},
        "stages": {"type": "array", "items": {"$ref": "#/$defs/Stage"}},
        "outcome": {"$ref": "#/$defs/outcome"},
        "awaiting": {"anyOf": [{"$ref": "#/$defs/Awaited"}, {"type": "null"}]},
        "marked": VOTES,
    }
    whole = closed({key: own.get(key) or shape_of(AS_IS[key], defs) for key in sorted(MEMBERS)})
    whole["properties"] = {
        key: {"description": WORDS[key], **one} for key, one in whole["properties"].items()
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:hustings:{SCHEMA}"}
    about = " ".join((inspect.getdoc(Record) or "").split()) + (
        " Members of nouns that are left out are empty or not known. Candidates stand by name in stages, "
        "outcome, awaiting and marked, by id elsewhere. Fractions are p/q."
    )
    titled = {"title": "A hustings record", "description": about}
    return {**head, **titled, **whole, "$defs": dict(sorted(defs.items()))}


def comparison() -> Shape:
    """The schema of a comparison, in which candidates stand by id."""
    return headed(Comparison, COMPARISON, "A hustings comparison")


def answer() -> Shape:
    """The schema of an answer, in which candidates stand by id."""
    return headed(Answer, ANSWER, "A hustings answer")


def simulation() -> Shape:
    """The schema of a simulation."""
    return headed(Simulation, SIMULATION, "A hustings simulation")


def headed(kind: type, name: str, title: str) -> Shape:
    """The schema of a noun that is a file of its own."""
    defs: dict[str, Shape] = {}
    whole = noun(kind, defs)
    whole["properties"]["schema"] = {"const": name}
    whole["required"] = sorted([*whole["required"], "schema"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:hustings:{name}"}
    return {**head, "title": title, **whole, "$defs": dict(sorted(defs.items()))}


def text(shape: Shape | None = None) -> str:
    """A schema file's contents, the record's where nothing else is given."""
    return json.dumps(shape or record(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.joinpath("record-1.schema.json").write_text(text(), "utf-8")
    FOLDER.joinpath("comparison-1.schema.json").write_text(text(comparison()), "utf-8")
    FOLDER.joinpath("answer-1.schema.json").write_text(text(answer()), "utf-8")
    FOLDER.joinpath("simulation-1.schema.json").write_text(text(simulation()), "utf-8")
