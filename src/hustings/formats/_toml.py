"""TOML as people type it: strict about keys and types, and able to say which entry and line is meant.

Source: TOML 1.0 through the standard library's tomllib, which keeps no line numbers: they are found again
by searching the text for the key or the entry's heading, and left out where that fails.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hustings.errors import InputError
from hustings.formats._cells import LIMIT
from hustings.formats._names import nearest


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One table of a file: its values, what it is called ("ruling 2"), and its first and last line."""

    file: str
    lines: tuple[str, ...]
    values: Mapping[str, Any]
    called: str = ""
    start: int = 0
    stop: int = 0


def fetch(path: Path) -> bytes:
    """The bytes of a file; what the system says against it is an InputError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "the file cannot be read",
            where=path.name,
            found=str(error.strerror),
            expected="a file that may be read",
            hint="check the path and the permissions",
        ) from None


def parse(data: bytes, file: str) -> Entry:
    """The whole file as one entry; a mistake in the TOML itself is an InputError with its line.

    >>> parse(b'title = "Mayor"', "contest.toml").values["title"]
    'Mayor'
    """
    import tomllib

    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            "the text is not UTF-8",
            where=f"{file}:{line}",
            found=f"byte {data[error.start]:#04x}",
            expected="UTF-8 text",
            hint="save the file as UTF-8",
        ) from None
    content = content.replace("\r\n", "\n")
    try:
        values = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        raise InputError(
            "the file is not valid TOML",
            where=f"{file}:{at[1] if at else len(content.splitlines())}",
            found=str(error),
            expected='lines such as title = "Mayor of Ambridge"',
            hint="compare with the template that hustings init writes",
        ) from None
    except ValueError:  # a number too long to be read
        raise InputError(
            "the file holds a number too long to be read",
            where=file,
            expected="whole numbers of at most 15 digits",
            hint="correct the number",
        ) from None
    lines = tuple(content.split("\n"))
    first_heading = next((n for n, line in enumerate(lines, 1) if re.match(r"\s*\[", line)), len(lines) + 1)
    return Entry(file=file, lines=lines, values=values, start=1, stop=first_heading - 1)


def where(entry: Entry, key: str = "") -> str:
    """File, entry and line, as a complaint names them: "decisions.toml: ruling 2, line 14"."""
    line = _line(entry, key) or (entry.start if entry.called else 0)
    if not entry.called:
        return f"{entry.file}:{line}" if line else entry.file
    return f"{entry.file}: {entry.called}, line {line}" if line else f"{entry.file}: {entry.called}"


def only(entry: Entry, allowed: Collection[str]) -> None:
    """Refuse keys that mean nothing here: a misspelt key must not be passed over."""
    for key in entry.values:
        if key not in allowed:
            close = nearest(key, allowed)
            raise InputError(
                "unknown key",
                where=where(entry, key) if _line(entry, key) else _heading(entry, key),
                found=key,
                expected="one of: " + ", ".join(sorted(allowed)),
                hint=f"did you mean {close}?" if close else "remove the line, or write it as a comment",
            )


def _line(entry: Entry, key: str) -> int:
    """The line of this entry on which the key stands, or 0."""
    assignment = re.compile(rf'\s*["\']?{re.escape(key)}["\']?\s*[=.]')
    lines = range(max(entry.start, 1), entry.stop + 1)
    return next((n for n in lines if key and assignment.match(entry.lines[n - 1])), 0)


def _heading(entry: Entry, key: str) -> str:
    """Where a heading of this name stands, for a key that is a table of its own."""
    for number, line in enumerate(entry.lines, 1):
        if re.match(rf"\s*\[+\s*[\w.]*\b{re.escape(key)}\s*\]+", line):
            return f"{entry.file}:{number}"
    return where(entry)


def tables(top: Entry, name: str) -> list[Entry]:
    """The entries `[[name]]` in their order, each called "name 1", "name 2" and so on."""
    value = top.values.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError(
            f"{name} is not a list of entries",
            where=_heading(top, name),
            found=f"[{name}]" if isinstance(value, dict) else f"{name} = {value!r}",
            expected=f"a heading [[{name}]] for each one",
            hint=f"write [[{name}]] with two brackets on each side",
        )
    heads = [n for n, line in enumerate(top.lines, 1) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    known = heads if len(heads) == len(value) else [0] * len(value)
    return [
        _entry(top, one, f"{name} {number}", start)
        for number, (one, start) in enumerate(zip(value, known, strict=True), 1)
    ]


def table(top: Entry, name: str) -> Entry | None:
    """The one table `[name]`, or None; `name` may be dotted for a table inside another."""
    value: Any = top.values
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if value is None:
        return None
    if not isinstance(value, dict):
        raise InputError(
            f"{name} is not a table",
            where=where(top, name),
            found=repr(value),
            expected=f"a heading [{name}] and its lines below it",
            hint=f"write [{name}] on a line of its own",
        )
    heading = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]")
    start = next((n for n, line in enumerate(top.lines, 1) if heading.match(line)), 0)
    return _entry(top, value, f"[{name}]", start)


def _entry(top: Entry, values: Mapping[str, Any], called: str, start: int) -> Entry:
    rest = enumerate(top.lines[start:], start + 1)
    stop = next((n - 1 for n, line in rest if re.match(r"\s*\[", line)), len(top.lines)) if start else -1
    return Entry(file=top.file, lines=top.lines, values=values, called=called, start=start, stop=stop)


def _wrong(entry: Entry, key: str, expected: str, hint: str) -> InputError:
    value = entry.values.get(key)
    found = "nothing" if value is None else repr(value)
    return InputError(
        f"{key} is not as expected", where=where(entry, key), found=found, expected=expected, hint=hint
    )


def text(entry: Entry, key: str, *, required: bool = False, strip: bool = True) -> str:
    """A text of one line, or "" where the key is absent and not required; `strip` takes outer spaces off."""
    value = entry.values.get(key, "")
    if not isinstance(value, str) or any(ord(letter) < 32 for letter in value):
        raise _wrong(entry, key, "a text in quotes, on one line", f'write {key} = "..."')
    if required and not value.strip():
        raise InputError(
            f"{key} is missing",
            where=where(entry, key),
            found="nothing",
            expected=f'{key} = "..."',
            hint=f"add a line {key} = ...",
        )
    return value.strip() if strip else value


def texts(entry: Entry, key: str) -> tuple[str, ...]:
    """A list of texts, in their order; none where the key is absent."""
    value = entry.values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _wrong(entry, key, "a list of texts", f'write {key} = ["...", "..."]')
    return tuple(one.strip() for one in value)


def whole(entry: Entry, key: str) -> int | None:
    """A whole number, 0 or more, or None where the key is absent."""
    value = entry.values.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < LIMIT:
        raise _wrong(entry, key, "a whole number, 0 or more", f"write {key} = 1234, without quotes")
    return value


def share(entry: Entry, key: str) -> Fraction | None:
    """A share as a percentage, exactly, or None where the key is absent."""
    value = entry.values.get(key)
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?) ?%", value) if isinstance(value, str) else None
    if found is None or Fraction(found[1]) > 100:
        raise _wrong(entry, key, "a percentage in quotes, of at most 100", f'write {key} = "5%"')
    return Fraction(found[1]) / 100


def ratio(entry: Entry, key: str) -> Fraction | None:
    """A ratio of two whole numbers, at least one to one, or None where the key is absent."""
    value = entry.values.get(key)
    if value is None:
        return None
    found = re.fullmatch(r"([1-9]\d{0,5}) ?: ?([1-9]\d{0,5})", value) if isinstance(value, str) else None
    if found is None or int(found[1]) < int(found[2]):
        raise _wrong(entry, key, "a ratio in quotes, of at least 1:1", f'write {key} = "3:1"')
    return Fraction(int(found[1]), int(found[2]))


def flag(entry: Entry, key: str) -> bool:
    """true or false; false where the key is absent."""
    value = entry.values.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(entry, key, "true or false", f"write {key} = true")
    return value


def day(entry: Entry, key: str) -> str:
    """An ISO date, written with or without quotes; "" where the key is absent."""
    value = entry.values.get(key, "")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value == "":
        return ""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _wrong(entry, key, "a date: year-month-day", f"write {key} = 2027-05-06") from None


def moment(entry: Entry, key: str) -> str:
    """A date, a time or both, as written; "" where the key is absent."""
    value = entry.values.get(key, "")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return text(entry, key)


def counts(entry: Entry, codes: Collection[str]) -> dict[str, int]:
    """Papers by code: every key is one of `codes`, every value a whole number."""
    only(entry, codes)
    return {key: whole(entry, key) or 0 for key in entry.values}
