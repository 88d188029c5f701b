"""hustings counts preferential elections by the book, and answers for every step.

>>> import hustings as hs
>>> hs.count(hs.elections.path("london-2021")).winner
'Sadiq Aman KHAN'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "contest": ("Area", "Candidate", "Contest", "Declaration"),
    "paper": ("Mark", "Marks", "RecordedRuling", "Ruling", "rule_on"),
    "profile": ("Pile", "Profile", "Referred", "Rejected", "Seconds", "Transfer"),
    "duels": ("Duels",),
    "rounds": ("Rounds",),
    "counting": ("Count", "Equality", "Example", "Lot", "Rule", "Stage"),
    "decisions": ("Decisions", "Direction"),
    "returns": ("Note", "Reading", "Returns", "Source", "Statement"),
    "record": ("Record",),
    "comparison": ("Comparison",),
    "answer": ("Answer", "Chance", "Change", "Figures", "Finding", "Witness"),
    "awaiting": ("Awaited", "Awaiting"),
    "errors": ("HustingsError", "InputError", "Mismatch", "TieUndecided", "UsageError"),
    "desk": (
        "Result",
        "ask",
        "compare",
        "count",
        "draw",
        "explore",
        "load",
        "read",
        "recount",
        "render",
        "verify",
        "write",
    ),
    "codec": ("from_json", "to_json"),
    "simulating": ("simulate",),
    "simulation": ("Simulation",),
}
_WHERE = {name: home for home, names in _HOMES.items() for name in names}

if TYPE_CHECKING:
    from hustings import elections as elections
    from hustings.answer import Answer as Answer
    from hustings.answer import Chance as Chance
    from hustings.answer import Change as Change
    from hustings.answer import Figures as Figures
    from hustings.answer import Finding as Finding
    from hustings.answer import Witness as Witness
    from hustings.awaiting import Awaited as Awaited
    from hustings.awaiting import Awaiting as Awaiting
    from hustings.codec import from_json as from_json
    from hustings.codec import to_json as to_json
    from hustings.comparison import Comparison as Comparison
    from hustings.contest import Area as Area
    from hustings.contest import Candidate as Candidate
    from hustings.contest import Contest as Contest
    from hustings.contest import Declaration as Declaration
    from hustings.counting import Count as Count
    from hustings.counting import Equality as Equality
    from hustings.counting import Example as Example
    from hustings.counting import Lot as Lot
    from hustings.counting import Rule as Rule
    from hustings.counting import Stage as Stage
    from hustings.decisions import Decisions as Decisions
    from hustings.decisions import Direction as Direction
    from hustings.desk import Result as Result
    from hustings.desk import ask as ask
    from hustings.desk import compare as compare
    from hustings.desk import count as count
    from hustings.desk import draw as draw
    from hustings.desk import explore as explore
    from hustings.desk import load as load
    from hustings.desk import read as read
    from hustings.desk import recount as recount
    from hustings.desk import render as render
    from hustings.desk import verify as verify
    from hustings.desk import write as write
    from hustings.duels import Duels as Duels
    from hustings.errors import HustingsError as HustingsError
    from hustings.errors import InputError as InputError
    from hustings.errors import Mismatch as Mismatch
    from hustings.errors import TieUndecided as TieUndecided
    from hustings.errors import UsageError as UsageError
    from hustings.paper import Mark as Mark
    from hustings.paper import Marks as Marks
    from hustings.paper import RecordedRuling as RecordedRuling
    from hustings.paper import Ruling as Ruling
    from hustings.paper import rule_on as rule_on
    from hustings.profile import Pile as Pile
    from hustings.profile import Profile as Profile
    from hustings.profile import Referred as Referred
    from hustings.profile import Rejected as Rejected
    from hustings.profile import Seconds as Seconds
    from hustings.profile import Transfer as Transfer
    from hustings.record import Record as Record
    from hustings.returns import Note as Note
    from hustings.returns import Reading as Reading
    from hustings.returns import Returns as Returns
    from hustings.returns import Source as Source
    from hustings.returns import Statement as Statement
    from hustings.rounds import Rounds as Rounds
    from hustings.simulating import simulate as simulate
    from hustings.simulation import Simulation as Simulation


def __getattr__(name: str) -> Any:
    """Import a noun or a verb when it is first asked for, so that `import hustings` stays light."""
    if name in ("elections", "shelf"):
        return importlib.import_module(f"hustings.{name}")
    if name not in _WHERE:
        raise AttributeError(f"module 'hustings' has no attribute {name!r}")
    return getattr(importlib.import_module(f"hustings.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE, "elections", "shelf"])
