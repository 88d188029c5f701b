"""What people decide and the count cannot: rulings on referred papers, directions, lots."""

from __future__ import annotations

from dataclasses import dataclass

from hustings.counting import Lot
from hustings.paper import RecordedRuling


@dataclass(frozen=True, kw_only=True)
class Direction:
    """The direction for the second count: who remains in the contest, who directed it and when.

    Source: Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r55(1), r58; PCC rules r60(1).
    """

    remaining: tuple[str, ...]
    by: str
    at: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All recorded decisions, in the order they were made; a later direction withdraws an earlier one."""

    rulings: tuple[RecordedRuling, ...] = ()
    directions: tuple[Direction, ...] = ()
    lots: tuple[Lot, ...] = ()
