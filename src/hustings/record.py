"""The record: everything needed to count again, as canonical JSON, and everything printed derives from it.

The same inputs give the same bytes on every machine: keys sorted, whole numbers or exact fractions, no
clock, no path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Number, Stage
from hustings.decisions import Decisions
from hustings.regime import Regime
from hustings.returns import AnyPapers, Note, Source, Statement

SCHEMA = "hustings-record-1"

Status = Literal["awaiting", "provisional", "calculated", "declared"]


@dataclass(frozen=True, kw_only=True)
class RuleUsed:
    """The method counted by: its version changes only when the counting does."""

    key: str
    name: str
    version: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """Whether a candidate's deposit is returned, on first preferences (20F > V)."""

    candidate: str
    first: int
    returned: bool


@dataclass(frozen=True, kw_only=True)
class Check:
    """Two figures that should agree: `gap` is the first less the second, 0 when they do."""

    words: str
    gap: int
    area: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figures agree."""
        return self.gap == 0


@dataclass(frozen=True, kw_only=True)
class Closeness:
    """How close one comparison was: the two candidates and the votes between them.

    `at` is "majority" (papers short of, or over, more than half: `votes` is 2F - V), "second-place" (the
    last who remain over the first eliminated), "exclusion" (the next above the one excluded, where that was
    closest) or "final" (the elected over the next).
    """

    at: Literal["majority", "second-place", "exclusion", "final"]
    ahead: str
    behind: str
    votes: Number


@dataclass(frozen=True, kw_only=True)
class Record:
    """One count, whole: inputs, law, rule, papers, decisions, stages, outcome or what is awaited.

    `cites` gives each stage's paragraph; `statements` are the areas' figures, as stated or as derived from
    a profile (`statements_derived`); `totals` are figures of the whole contest by name (papers, valid,
    rejected, electorate, same_as_first …) that reports print and never compute; `contest_totals` are those
    the contest's facts declare. `small_cells` counts figures of 1 to 9 in the by-area table.
    """

    contest: Contest
    rule: RuleUsed
    papers: AnyPapers
    status: Status
    law: Regime | None = None
    why_law: str = ""
    form: str = ""
    sources: tuple[Source, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    contest_totals: Statement | None = None
    stages: tuple[Stage, ...] = ()
    cites: Mapping[str, str] = field(default_factory=dict)
    elected: tuple[str, ...] = ()
    awaiting: Awaited | None = None
    statements: tuple[Statement, ...] = ()
    statements_derived: bool = False
    rejected: Mapping[str, int] = field(default_factory=dict)
    marked: Mapping[str, int] = field(default_factory=dict)
    unused: Mapping[str, int] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)
    deposits: tuple[Deposit, ...] = ()
    closeness: tuple[Closeness, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()
    small_cells: int = 0

    @property
    def official(self) -> bool:
        """Whether a returning officer declared this; everything else is printed as unofficial.

        Provisional figures, and a count that still waits, are not what was declared.
        """
        return self.contest.declared is not None and self.status == "declared"
