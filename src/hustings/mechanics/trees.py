"""Compare two trees of plain data, member by member."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOTHING = "nothing"
SHOWN = 120  # characters of a value that stand in a message


@dataclass(frozen=True, kw_only=True)
class Discrepancy:
    """A member that is recorded as one thing and counted again as another, both as JSON or "nothing"."""

    path: str
    recorded: str
    recounted: str

    def __str__(self) -> str:
        return f"{self.path}: recorded {_short(self.recorded)}, recounted {_short(self.recounted)}"


def compare(recorded: Any, recounted: Any, path: str = "") -> tuple[Discrepancy, ...]:
    r"""Every place where two trees differ, named as deep as possible, in the order of their keys.

    >>> print(*compare({"a": [1, 2], "b": 1}, {"a": [1, 3], "c": 1}), sep="\n")
    a[1]: recorded 2, recounted 3
    b: recorded 1, recounted nothing
    c: recorded nothing, recounted 1
    """
    return tuple(_walk(recorded, recounted, path))


def _walk(one: Any, other: Any, path: str) -> Iterator[Discrepancy]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from _member(one, other, key, f"{path}.{key}" if path else key)
    elif isinstance(one, list) and isinstance(other, list):
        left, right = dict(enumerate(one)), dict(enumerate(other))
        for place in range(max(len(one), len(other))):
            yield from _member(left, right, place, f"{path}[{place}]")
    elif one != other or type(one) is not type(other):
        yield Discrepancy(path=path, recorded=_json(one), recounted=_json(other))


def _member(one: dict[Any, Any], other: dict[Any, Any], key: Any, path: str) -> Iterator[Discrepancy]:
    if key in one and key in other:
        yield from _walk(one[key], other[key], path)
    elif key in one:
        yield Discrepancy(path=path, recorded=_json(one[key]), recounted=NOTHING)
    else:
        yield Discrepancy(path=path, recorded=NOTHING, recounted=_json(other[key]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
