"""A simulation: what became of many drawn elections, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hustings.plain_data import encode, layout

SCHEMA = "hustings-simulation-1"

Drawn = Literal["tables", "first and second preferences", "rankings"]
"""What was drawn of each election: a first-by-second table, or papers, one voter after another."""

REAL = (17, 217)
"""The second on first preferences won 17 of 217 supplementary votes in England and Wales (Make Votes Matter,
24 November 2021), to compare with."""


@dataclass(frozen=True, kw_only=True)
class Used:
    """What a simulation used from a shelf: its key, what it is called and the text it is from."""

    key: str
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What share of each candidate's papers had no valid second preference, or the same candidate twice."""

    source: str
    missing: tuple[Fraction, ...]
    same: tuple[Fraction, ...]


@dataclass(frozen=True, kw_only=True)
class Duelling:
    """Elections in which somebody beats each other candidate, and of those not awaiting a lot, those elected.

    Voters are compared by all they prefer, before they fill their papers by any habit.
    """

    winners: int
    decided: int
    elected: int


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """Elections that were drawn and counted; every figure but the habits is a whole number of elections.

    `seed` and the rest of what was asked give the same figures again, whatever the threads. `won` is how
    often each candidate is elected (several seats: one of those elected), `lots` how many elections wait for
    a lot and are won by nobody here: none is drawn. With one seat, `places` is how often the winner was
    first, second, third ... on first preferences (one more than how many had more), and `level_leads` how
    often several had the most. Under the supplementary vote, `majorities` were decided at the first count,
    `level_cuts` had more than two remain, and `ineffective` is how many of all papers are in no finalist's
    total. `duels` are None where only second preferences were drawn. `spoiled` is in how many elections
    without a lot the removal of somebody else changes who is elected (to another, or a lot), None where that
    was not asked.
    """

    culture: Used
    settings: Mapping[str, str]
    around: str = ""
    candidates: tuple[str, ...]
    voters: int
    elections: int
    seats: int = 1
    rule: Used
    rule_version: int
    seed: int
    drawn: Drawn
    habits: Rates | None = None
    won: tuple[int, ...]
    lots: int
    places: tuple[int, ...] = ()
    level_leads: int = 0
    majorities: int | None = None
    level_cuts: int | None = None
    ineffective: int | None = None
    duels: Duelling | None = None
    spoiled: int | None = None

    @property
    def decided(self) -> int:
        """Elections that wait for no lot."""
        return self.elections - self.lots


def to_json(simulation: Simulation) -> bytes:
    """A simulation as canonical JSON: the same bytes for the same seed, whatever the threads."""
    return (layout({"schema": SCHEMA, **encode(simulation)}) + "\n").encode()
