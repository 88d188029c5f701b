"""The shelves: being in the folder is being registered; other packages join through entry points.

A module of one of these folders whose name does not begin with an underscore exposes one object under the
shelf's word (FORMAT, REGIME, RULE, REPORT, QUESTION, PICTURE, CULTURE). Packages elsewhere register the same
objects under the entry-point groups `hustings.formats`, `hustings.laws`, `hustings.rules` and so on.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from hustings.errors import UsageError

if TYPE_CHECKING:
    from hustings.counting import Rule
    from hustings.cultures._culture import Culture
    from hustings.formats._format import Format
    from hustings.pictures._picture import Picture
    from hustings.question import Question
    from hustings.regime import Regime
    from hustings.reports._report import Report

SHELVES = {
    "format": ("formats", "FORMAT", "hustings.formats"),
    "law": ("law", "REGIME", "hustings.laws"),
    "rule": ("rules", "RULE", "hustings.rules"),
    "report": ("reports", "REPORT", "hustings.reports"),
    "question": ("questions", "QUESTION", "hustings.questions"),
    "picture": ("pictures", "PICTURE", "hustings.pictures"),
    "culture": ("cultures", "CULTURE", "hustings.cultures"),
}
"""Each kind's folder, the word its modules expose, and its group of entry points."""


SHORT = {"sv": "supplementary_vote", "av": "alternative_vote"}
"""Keys that are shorter than the names of their files; the others are the names of theirs, with hyphens."""


@cache
def _one(kind: str, key: str) -> Any:
    """The thing of this key where a file has its name, read without the rest of the shelf, or None."""
    folder, word, _ = SHELVES[kind]
    name = f"hustings.{folder}.{SHORT.get(key, key.replace('-', '_'))}"
    if not key.replace("-", "").isalnum() or importlib.util.find_spec(name) is None:
        return None
    found = getattr(importlib.import_module(name), word, None)
    return found if found is not None and found.key == key else None


@cache
def _own(kind: str) -> dict[str, Any]:
    """What stands in one folder of this package, by key, in the order of their file names."""
    folder, word, _ = SHELVES[kind]
    room = importlib.import_module(f"hustings.{folder}")
    names = sorted(module.name for module in pkgutil.iter_modules(room.__path__))
    modules = [importlib.import_module(f"{room.__name__}.{name}") for name in names if name[0] != "_"]
    things = [getattr(module, word) for module in modules]
    return {thing.key: thing for thing in things}


@cache
def _guests(kind: str) -> dict[str, Any]:
    """What other packages registered. Looking them up is slow, so it is done only when it matters."""
    from importlib.metadata import entry_points

    entries = sorted(entry_points(group=SHELVES[kind][2]), key=lambda entry: entry.name)
    things = [entry.load() for entry in entries]
    return {thing.key: thing for thing in things if thing.key not in _own(kind)}


def formats() -> dict[str, Format]:
    """Every way to read papers or returns, by key."""
    return _own("format") | _guests("format")


def laws() -> dict[str, Regime]:
    """Every instrument that governs a count, by key."""
    return _own("law") | _guests("law")


def rules() -> dict[str, Rule]:
    """Every method of counting, by key."""
    return _own("rule") | _guests("rule")


def reports() -> dict[str, Report]:
    """Every way to show a record, by key."""
    return _own("report") | _guests("report")


def questions() -> dict[str, Question]:
    """Everything that can be asked of an election, by key."""
    return _own("question") | _guests("question")


def pictures() -> dict[str, Picture]:
    """Every way to draw an answer, by key."""
    return _own("picture") | _guests("picture")


def cultures() -> dict[str, Culture]:
    """Every way to draw voters' preferences, by key."""
    return _own("culture") | _guests("culture")


def format(key: str) -> Format:
    """The format of this key; an unknown key is answered with the nearest one."""
    found: Format = _pick("format", key)
    return found


def law(key: str) -> Regime:
    """The regime of this key; an unknown key is answered with the nearest one."""
    found: Regime = _pick("law", key)
    return found


def rule(key: str) -> Rule:
    """The rule of this key; an unknown key is answered with the nearest one.

    >>> rule("sw")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hustings.errors.UsageError: there is no rule of this key
      found: sw
      expected: one of: ...simple-majority, ...
      to do: did you mean 'sv'?
    """
    found: Rule = _pick("rule", key)
    return found


def report(key: str) -> Report:
    """The report of this key; an unknown key is answered with the nearest one."""
    found: Report = _pick("report", key)
    return found


def question(key: str) -> Question:
    """The question of this key; an unknown key is answered with the nearest one."""
    found: Question = _pick("question", key)
    return found


def picture(key: str) -> Picture:
    """The picture of this key; an unknown key is answered with the nearest one."""
    found: Picture = _pick("picture", key)
    return found


def culture(key: str) -> Culture:
    """The culture of this key; an unknown key is answered with the nearest one."""
    found: Culture = _pick("culture", key)
    return found


def recognisers() -> Iterator[Format]:
    """The formats in the order they are asked whether a file is theirs: our own, then guests."""
    yield from _own("format").values()
    yield from _guests("format").values()


def _pick(kind: str, key: str) -> Any:
    if found := _one(kind, key):
        return found
    if key in _own(kind):
        return _own(kind)[key]
    known = _own(kind) | _guests(kind)
    if key in known:
        return known[key]
    called = {name: key for key, one in known.items() for name in (key, *getattr(one, "also", ()))}
    near = [called[name] for name in difflib.get_close_matches(key.lower(), called, n=1, cutoff=0.4)]
    raise UsageError(
        f"there is no {kind} of this key",
        found=key,
        expected="one of: " + ", ".join(sorted(known)),
        hint=f"did you mean {near[0]!r}?" if near else "",
    )
