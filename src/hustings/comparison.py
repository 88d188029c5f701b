"""A comparison: who is elected under each of several rules on the same papers, and why rules disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Family, Kind, Known
from hustings.plain_data import encode, layout
from hustings.returns import Note, Source

SCHEMA = "hustings-comparison-1"


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one rule came to: who is elected, or what is awaited (`elected` are then those elected so far).

    `known` is how the rule's text is known, `stages` how many steps its count took, `seats` those of lists.
    """

    rule: str
    name: str
    version: int
    family: Family
    known: Known
    stages: int
    elected: tuple[str, ...] = ()
    awaiting: Awaited | None = None
    seats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A rule that did not count these papers, and why not."""

    rule: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Who is elected, in ballot-paper order, and by which rules; `seats` are those of lists."""

    elected: tuple[str, ...]
    rules: tuple[str, ...]
    seats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Spoiler:
    """Somebody not elected whose removal from all ballots elects `instead` of `elected` under these rules."""

    candidate: str
    rules: tuple[str, ...]
    elected: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The same papers counted by several rules; candidates stand by id, their names are the contest's.

    `papers` is how many are valid, None where that is not told. `outcomes` are the results without anything
    awaited, the one of most rules first: rules disagree where there are several, and `reasons` says why.
    `compared` is whether candidates could be compared two by two: then `duels` is the pairwise matrix (row
    over column, in ballot-paper order), `condorcet` who beats each other candidate, None where nobody does,
    `smith` the smallest set whose members beat everybody outside it, `schwartz` the union of the smallest
    sets that nobody outside beats, and `uncovered` those whom nobody covers (McKelvey). `spoilers` is None
    where they were not looked for, and `unsought` says why.
    """

    contest: Contest
    kind: Kind
    papers: int | None
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    refused: tuple[Refused, ...] = ()
    compared: bool = False
    condorcet: str | None = None
    smith: tuple[str, ...] = ()
    schwartz: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    duels: tuple[tuple[int, ...], ...] = ()
    reasons: tuple[str, ...] = ()
    spoilers: tuple[Spoiler, ...] | None = None
    unsought: str = ""
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def agree(self) -> bool:
        """Whether every rule elects the same and none waits for anything."""
        return len(self.outcomes) == 1 and not any(row.awaiting for row in self.rows)

    @property
    def elected(self) -> dict[str, tuple[str, ...]]:
        """The names of those elected under each rule that waits for nothing."""
        rows = [row for row in self.rows if not row.awaiting]
        return {row.rule: tuple(self.contest.label(id) for id in row.elected) for row in rows}


def to_json(comparison: Comparison) -> bytes:
    """A comparison as canonical JSON, the same bytes for the same papers and rules."""
    return (layout({"schema": SCHEMA, **encode(comparison)}) + "\n").encode()
