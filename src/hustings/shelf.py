"""The shelves: being in the folder is being registered; other packages join through entry points.

A module of `formats`, `law`, `rules` or `reports` whose name does not begin with an underscore exposes one
object under the shelf's word (FORMAT, REGIME, RULE, REPORT). Packages elsewhere register the same objects
under the entry-point groups `hustings.formats`, `hustings.laws`, `hustings.rules` and `hustings.reports`.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, TypeVar

from hustings.errors import UsageError

if TYPE_CHECKING:
    from hustings.counting import Rule
    from hustings.formats._format import Format
    from hustings.regime import Regime
    from hustings.reports._report import Report

Thing = TypeVar("Thing")


@cache
def _own(package: str, word: str) -> dict[str, Any]:
    """What stands in one folder of this package, by key, in the order of their file names."""
    room = importlib.import_module(f"hustings.{package}")
    names = sorted(module.name for module in pkgutil.iter_modules(room.__path__))
    modules = [
        importlib.import_module(f"{room.__name__}.{name}") for name in names if not name.startswith("_")
    ]
    things = [getattr(module, word) for module in modules]
    return {thing.key: thing for thing in things}


@cache
def _all(package: str, word: str, group: str) -> dict[str, Any]:
    guests = [entry.load() for entry in sorted(entry_points(group=group), key=lambda entry: entry.name)]
    return {thing.key: thing for thing in guests} | _own(package, word)


def formats() -> dict[str, Format]:
    """Every way to read papers or returns, by key."""
    return _all("formats", "FORMAT", "hustings.formats")


def laws() -> dict[str, Regime]:
    """Every instrument that governs a count, by key."""
    return _all("law", "REGIME", "hustings.laws")


def rules() -> dict[str, Rule]:
    """Every method of counting, by key."""
    return _all("rules", "RULE", "hustings.rules")


def reports() -> dict[str, Report]:
    """Every way to show a record, by key."""
    return _all("reports", "REPORT", "hustings.reports")


def pick(shelf: dict[str, Thing], key: str, kind: str) -> Thing:
    """What stands under this key; an unknown key is answered with the nearest one.

    >>> pick(rules(), "sw", "rule")
    Traceback (most recent call last):
    hustings.errors.UsageError: there is no rule of this key
      found: sw
      expected: one of: simple-majority, sv, uncontested
      to do: did you mean 'sv'?
    """
    if key in shelf:
        return shelf[key]
    near = difflib.get_close_matches(key, shelf, n=1, cutoff=0.4)
    raise UsageError(
        f"there is no {kind} of this key",
        found=key,
        expected="one of: " + ", ".join(sorted(shelf)),
        hint=f"did you mean {near[0]!r}?" if near else "",
    )
