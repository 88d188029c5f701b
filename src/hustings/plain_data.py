"""Nouns as plain data and back: any frozen dataclass to text, whole numbers, lists and mappings, strictly.

What is read back has exactly the types that the dataclasses declare; anything else is refused with the place
in the tree, what was found there and what was expected. Fractions are "p/q", days are ISO dates, sets are
sorted lists. Members that are empty (None, "", no entries) because nothing was said are left out.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hustings.errors import InputError

T = TypeVar("T")

NOT_KEPT = frozenset({"where"})
"""Members that say in which file a thing stood: no path goes into plain data."""

WIDTH = 110
"""A list or object that fits this many characters stands on one line."""

FLAT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)

WORDS = {str: "text", int: "a whole number", bool: "true or false"}


def encode(value: object) -> Any:
    """Turn any noun into plain data; raises TypeError for what has no exact form (a float).

    >>> from hustings.contest import Candidate
    >>> encode(Candidate(id="a", name="Ann Archer"))
    {'id': 'a', 'name': 'Ann Archer'}
    >>> encode((Fraction(1, 20), frozenset({"y", "x"})))
    ['1/20', ['x', 'y']]
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((one, getattr(value, one.name)) for one in _kept(type(value)))
        return {one.name: encode(held) for one, held in kept if not _said_nothing(one, held)}
    if isinstance(value, Mapping):
        return {key: encode(value[key]) for key in sorted(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(encode(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [encode(one) for one in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no exact plain form")


def decode(kind: type[T], value: object, at: str, order: Sequence[str] = ()) -> T:
    """Read plain data as one type (a dataclass, or any hint made of what `encode` writes).

    `at` is the place, for messages; mappings come back with the keys of `order` first, the rest sorted.
    Raises InputError for a missing or unknown member and for a wrong type or value.

    >>> decode(Fraction, "1/20", "$.deposit")
    Fraction(1, 20)
    >>> decode(int, 1.5, "$.papers")
    Traceback (most recent call last):
    hustings.errors.InputError: $.papers: a value has the wrong type
      found: 1.5
      expected: a whole number
    """
    read: T = _read(kind, value, at, {key: place for place, key in enumerate(order)})
    return read


def members(value: object, at: str, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Any]:
    """The members of an object that has all the required ones and none but these; InputError otherwise."""
    held: dict[str, Any] = _typed(value, dict, at, "an object")
    unknown = sorted(held.keys() - {*required, *optional})
    if unknown:
        raise InputError(
            "an unknown member",
            where=f"{at}.{unknown[0]}",
            found=", ".join(unknown),
            expected=", ".join(sorted([*required, *optional])),
        )
    missing = sorted(set(required) - held.keys())
    if missing:
        raise InputError(
            "a member is missing", where=at, found=", ".join(sorted(held)), expected=", ".join(missing)
        )
    return held


def items(value: object, at: str) -> list[tuple[str, object]]:
    """Each item of a list with its place; InputError when it is no list."""
    return [(f"{at}[{n}]", one) for n, one in enumerate(_typed(value, list, at, "a list"))]


def wrong(at: str, value: object, expected: str) -> InputError:
    """The complaint that a value is not what it should be."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    found = shown if len(shown) <= 80 else shown[:77] + "..."
    return InputError("a value has the wrong type", where=at, found=found, expected=expected)


@cache
def _kept(kind: type) -> tuple[Field[Any], ...]:
    return tuple(one for one in fields(kind) if one.name not in NOT_KEPT)


def _said_nothing(one: Field[Any], held: object) -> bool:
    """Whether a member is empty, as it is when nothing is said about it."""
    if held or isinstance(held, int):
        return False
    unsaid = one.default_factory() if one.default_factory is not MISSING else one.default
    return bool(held == unsaid)


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(value: object, kind: type, at: str, words: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise wrong(at, value, words)
    return value


def _read(hint: Any, value: object, at: str, rank: Mapping[str, int]) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in WORDS:
        return _typed(value, hint, at, WORDS[hint])
    if origin is Literal:
        if value not in arguments or isinstance(value, (bool, list, dict)):
            raise wrong(at, value, "one of " + ", ".join(map(str, arguments)))
        return value
    if origin in (types.UnionType, Union):
        rest = [one for one in arguments if one is not types.NoneType]
        if set(rest) == {int, Fraction}:
            return _read(Fraction if isinstance(value, str) else int, value, at, rank)
        return None if value is None and len(rest) < len(arguments) else _read(rest[0], value, at, rank)
    if origin in (tuple, frozenset):
        return _read_list(origin, arguments, value, at, rank)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        held = _typed(value, dict, at, "an object")
        keys = sorted(held, key=lambda key: (rank.get(key, len(rank)), key))
        return {key: _read(arguments[1], held[key], f"{at}.{key}", rank) for key in keys}
    if hint in (Fraction, date):
        return _read_text(hint, value, at)
    return _read_dataclass(hint, value, at, rank)


def _read_list(
    origin: Any, arguments: tuple[Any, ...], value: object, at: str, rank: Mapping[str, int]
) -> Any:
    held = _typed(value, list, at, "a list")
    if origin is tuple and arguments[-1] is not Ellipsis:
        if len(held) != len(arguments):
            raise wrong(at, value, f"a list of {len(arguments)}")
        kinds = arguments
    else:
        kinds = (arguments[0],) * len(held)
    pairs = zip(kinds, items(held, at), strict=True)
    read = origin(_read(kind, one, place, rank) for kind, (place, one) in pairs)
    if len(read) != len(held):
        raise wrong(at, value, "a list in which nothing stands twice")
    return read


def _read_text(kind: Any, value: object, at: str) -> Any:
    words = 'a fraction "p/q"' if kind is Fraction else "a date YYYY-MM-DD"
    text = _typed(value, str, at, words)
    try:
        read = kind(text) if kind is Fraction else kind.fromisoformat(text)
    except (ValueError, ZeroDivisionError):
        raise wrong(at, value, words) from None
    if encode(read) != text:
        raise wrong(at, value, words)
    return read


def _read_dataclass(kind: Any, value: object, at: str, rank: Mapping[str, int]) -> Any:
    kept = _kept(kind)
    required = [one.name for one in kept if _required(one)]
    held = members(value, at, required, [one.name for one in kept if not _required(one)])
    hints = _hints(kind)
    read = {name: _read(hints[name], one, f"{at}.{name}", rank) for name, one in held.items()}
    try:
        return kind(**read)
    except InputError as error:
        # The noun refused its own contents: say where in the file that was.
        raise InputError(
            error.message, where=at, found=error.found, expected=error.expected, hint=error.hint
        ) from None


def layout(value: Any, depth: int = 0) -> str:
    """Write plain data as JSON in its one canonical layout: sorted keys, one space for each level.

    >>> print(layout({"b": [1, 2], "a": None}))
    {
     "a": null,
     "b": [1, 2]
    }
    """
    flat = FLAT.encode(value)
    if not value or not isinstance(value, (dict, list)) or (depth and len(flat) + depth <= WIDTH):
        return flat
    inner = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        rows = [f"{FLAT.encode(key)}: {layout(value[key], depth + 1)}" for key in sorted(value)]
        return "{" + inner + ("," + inner).join(rows) + inner[:-1] + "}"
    return "[" + inner + ("," + inner).join(layout(one, depth + 1) for one in value) + inner[:-1] + "]"


def parse(data: bytes, name: str) -> object:
    """Read JSON strictly: UTF-8, no member twice, nothing that is not a number; InputError with the line.

    >>> parse(b'{"a": 1, "a": 2}', "r.json")
    Traceback (most recent call last):
    hustings.errors.InputError: r.json: a member stands twice
      found: a
      expected: each member once
    """

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        held = dict(found)
        if len(held) < len(found):
            keys = [key for key, _ in found]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            raise InputError(
                "a member stands twice", where=name, found=", ".join(twice), expected="each member once"
            )
        return held

    def constant(word: str) -> object:
        raise InputError("a value is not a number", where=name, found=word, expected="a whole number")

    try:
        text = data.decode("utf-8-sig")
        tree: object = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
        json.dumps(tree, ensure_ascii=False).encode("utf-8")  # half a surrogate pair cannot be written again
        return tree
    except UnicodeDecodeError as error:
        raise InputError(
            "the file is not UTF-8", where=name, found=f"byte {error.start}", expected="UTF-8 text"
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(
            "the file is not JSON",
            where=f"{name}:{error.lineno}",
            found=error.msg,
            expected="a JSON document",
        ) from None
    except (RecursionError, ValueError):  # an encoding error is a ValueError, too
        raise InputError(
            "the file is not a record",
            where=name,
            found="nesting too deep, a number too long, or half a character",
            expected="a record as hustings writes it",
        ) from None
