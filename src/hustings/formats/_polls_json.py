"""One poll as JSON, with shares in per cent by name.

Source: a plain way to keep a published table: `pollster`, `fieldwork` (first and last day), `sample`,
`round1_percent`, and of a forced choice `round2_percent` and `round2_by_first_choice_percent` (its
cross-breaks); `first_choice_respondents_weighted` are the people behind each first preference; `round2_...`
may also be keyed by pairs, each holding such tables. `declared_result` names the folder of the result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats import _open
from hustings.formats._format import Opened
from hustings.formats._poll_shares import day, people, per_cent
from hustings.formats._poll_typed import Typed, polls_of
from hustings.polls import Polls
from hustings.returns import Note

KNOWN = (
    "pollster",
    "fieldwork",
    "sample",
    "effective_sample",
    "round1_percent",
    "round2_percent",
    "round2_by_first_choice_percent",
    "second_preferences_by_first_choice_percent",
    "first_choice_respondents_weighted",
    "first_choice_respondents",
    "declared_result",
    "notes",
)
"""The keys that are read; `notes` are for people."""

PEOPLE = ("first_choice_respondents_weighted", "first_choice_respondents")


def read(path: Path, contest: Contest | None) -> Polls:
    """The poll in a file; InputError for what it lacks and for figures that cannot be."""
    return polls_of([typed_in(path)], contest, _unread(path), (_content(path).source,))


def values_in(path: Path) -> Mapping[str, Any]:
    """What a JSON file holds; InputError for broken JSON and for anything but an object."""
    try:
        values = json.loads(_content(path).text, parse_float=str)
    except json.JSONDecodeError as error:
        raise InputError(
            "this is not JSON", where=f"{path.name}:{error.lineno}", found=error.msg, expected="JSON"
        ) from None
    if not isinstance(values, dict):
        raise InputError("this JSON is no object", where=path.name, expected="keys and values in { }")
    return values


def _content(path: Path) -> _open.Content:
    return _open.content(Opened(name=path.name, path=path), format="polls")


def _unread(path: Path) -> tuple[Note, ...]:
    left = [key for key in values_in(path) if key not in KNOWN]
    return (Note(words=f"not read: {', '.join(left)}", where=path.name),) if left else ()


def typed_in(path: Path) -> Typed:
    """The poll under the names the file uses."""
    values = values_in(path)
    where = path.name
    if "round1_percent" not in values:
        raise InputError(
            "the file tells no first preferences",
            where=where,
            expected="a key round1_percent with shares by name",
        )
    start, end = _fieldwork(values.get("fieldwork"), where)
    pollster = str(values.get("pollster") or path.parent.name)
    told: object = next((values[key] for key in PEOPLE if values.get(key)), {})
    counted = {
        name: people(size, key, where=where)
        for key, table in (("respondents", _table(told, "respondents", where)),)
        for name, size in table.items()
        if str(size).strip() not in ("", "0", "None")
    }
    return Typed(
        name=f"{pollster}, {end}",
        pollster=pollster,
        start=start,
        end=end,
        where=where,
        sample=_size(values, "sample", where),
        effective=_size(values, "effective_sample", where),
        first=_shares(values["round1_percent"], "round1_percent", where),
        people=counted,
        seconds=_groups(values, "second_preferences_by_first_choice_percent", where),
        finals=_finals(values, where),
    )


def _fieldwork(told: object, where: str) -> tuple[str, str]:
    dates = [told] if isinstance(told, str) else told
    if not isinstance(dates, list) or not 1 <= len(dates) <= 2:
        raise InputError(
            "the file tells no fieldwork",
            where=where,
            found=str(told),
            expected='"fieldwork": ["2021-05-02", "2021-05-04"]',
        )
    start, end = (day(one, "fieldwork", where=where) for one in (dates[0], dates[-1]))
    if start > end:
        raise InputError(
            "a poll ends before it begins",
            where=where,
            found=f"{start} to {end}",
            expected="first day, last day",
        )
    return start, end


def _size(values: Mapping[str, Any], key: str, where: str) -> Fraction | None:
    return people(values[key], key, where=where) if values.get(key) is not None else None


def _table(told: object, key: str, where: str) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise InputError("this is no table", where=where, found=f"{key}: {told}", expected="figures by name")
    return told


def _shares(told: object, key: str, where: str) -> dict[str, Fraction]:
    return {
        name: per_cent(share, where=f"{where}: {key}, {name}")
        for name, share in _table(told, key, where).items()
        if share is not None
    }


def _groups(values: Mapping[str, Any], key: str, where: str) -> dict[str, dict[str, Fraction]]:
    table = _table(values.get(key) or {}, key, where)
    return {name: _shares(shares, f"{key}, {name}", where) for name, shares in table.items()}


def _finals(values: Mapping[str, Any], where: str) -> dict[str, dict[str, dict[str, Fraction]]]:
    """The forced choices: one, whose tables stand at the top, or several under the names of their pairs."""
    whole = _table(values.get("round2_percent") or {}, "round2_percent", where)
    key = "round2_by_first_choice_percent"
    broken = _table(values.get(key) or {}, key, where)
    if any(isinstance(one, dict) for one in whole.values()):
        return {
            pair: {
                "": _shares(table, f"round2_percent, {pair}", where),
                **_groups({pair: broken.get(pair, {})}, pair, where),
            }
            for pair, table in whole.items()
        }
    tables = _groups(values, key, where)
    if whole:
        tables[""] = _shares(whole, "round2_percent", where)
    return {"final": tables} if tables else {}
