"""The fields of records, comparisons, answers and simulations, from their published JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from _text import escaped, required

NAME = "record-1.schema.json"


def record_page() -> str:
    """Every member of a record and of the nouns inside it."""
    schema = json.loads(files("hustings").joinpath("schema", NAME).read_text(encoding="utf-8"))
    parts = [
        "# The record\n",
        "Canonical JSON: sorted keys, integers or exact fractions, no clock, no paths; the same inputs give\n"
        f"the same bytes. `hustings count --json` prints it. Its JSON Schema comes with the package, in\n"
        f"`hustings/schema/{NAME}`.\n",
        *members("record", schema),
    ]
    for name, noun in schema["$defs"].items():
        parts += [f"## {name}\n", *members(name, noun)]
    return "\n".join(parts)


def comparison_page() -> str:
    """Every member of a comparison and of the nouns inside it."""
    return _page("comparison", "`hustings compare --json` prints it")


def answer_page() -> str:
    """Every member of an answer and of the nouns inside it."""
    return _page("answer", "`hustings ask QUESTION FILE --json` prints it")


def simulation_page() -> str:
    """Every member of a simulation and of the nouns inside it."""
    return _page("simulation", "`hustings simulate CULTURE --json` prints it")


def _page(what: str, printed: str) -> str:
    name = f"{what}-1.schema.json"
    schema = json.loads(files("hustings").joinpath("schema", name).read_text(encoding="utf-8"))
    parts = [
        f"# The {what}\n",
        f"Canonical JSON, as the record is. {printed}; its JSON Schema comes with\n"
        f"the package, in `hustings/schema/{name}`.\n",
        *members(what, schema),
    ]
    for noun, shape in schema["$defs"].items():
        parts += [f"## {noun}\n", *members(noun, shape)]
    return "\n".join(parts)


def members(name: str, noun: Mapping[str, Any]) -> Iterator[str]:
    """What a noun is, and a table of its members."""
    yield escaped(required(noun.get("description"), name)) + "\n"
    always = set(noun.get("required", ()))
    yield from ("| Member | Holds | |", "|---|---|---|")
    for member, held in noun["properties"].items():
        yield f"| `{member}` | {words(held)} | {'' if member in always else 'may be left out'} |"
    yield ""


def words(held: Mapping[str, Any]) -> str:
    """What a member may hold, in words."""
    if "$ref" in held:
        name = held["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower().replace('.', '')})"
    if "const" in held:
        return f"`{held['const']}`"
    if "enum" in held:
        return ", ".join(f"`{one}`" for one in held["enum"])
    for several in ("anyOf", "oneOf"):
        if several in held:
            return " or ".join(words(one) for one in held[several])
    if held["type"] == "array":
        if "prefixItems" in held:
            return "list of " + ", then ".join(words(one) for one in held["prefixItems"])
        return "list of " + words(held["items"])
    if held["type"] == "object":
        if "properties" in held:
            inner = (f"`{name}` ({words(one)})" for name, one in held["properties"].items())
            return "object of " + ", ".join(inner)
        return "for each name: " + words(held["additionalProperties"])
    least = f", {held['minimum']} or more" if "minimum" in held else ""
    form = held.get("format", "") or ("of the form p/q" if "/" in held.get("pattern", "") else "")
    return f"{held['type']} {form}".strip() + least
