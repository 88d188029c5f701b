"""Where every valid paper ended: with a finalist by its first preference, by its second, or with neither.

Source: a vote has an effect under this rule only if its first or second preference is for one of those who
remain (van der Kolk, Rallings and Thrasher 2006, of which the abstract was read); the partition is our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hustings.counting import Count, Stage
from hustings.mechanics.known import Known

Ended = Literal["first", "second", "nowhere"]
"""With a finalist by its first preference, with a finalist by its second, or with no finalist."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Papers that are alike: the position of their first preference (None: those of eliminated candidates
    together), where they `ended`, with whom (`to`, a position), and what became of the second preference.

    `second` is "counted", "for_finalist" (for another finalist, on a finalist's paper, never looked at), or
    one of `paper.SECOND_CODES`, "gap" for published figures that do not close, or "" where it is not told.
    A gap may be negative.
    """

    first: int | None
    ended: Ended
    second: str
    papers: int
    to: int | None = None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All valid papers, each in one entry; `totals` are the final figures of those who remained.

    `pooled` is whether the eliminated candidates' papers are told together only.
    """

    valid: int
    remaining: tuple[int, ...]
    totals: Mapping[int, int]
    entries: tuple[Entry, ...]
    pooled: bool

    def of(self, ended: Ended) -> int:
        """Papers that ended so."""
        return sum(one.papers for one in self.entries if one.ended == ended)

    @property
    def looked_at(self) -> int:
        """Papers of eliminated candidates, whose second preferences were looked at."""
        return self.valid - self.of("first")

    @property
    def boundary(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Where two finalists would be level: shares of the eliminated candidates' papers to either.

        The two ends of the straight line of all such pairs x, y with x + y of 1 at most. Nothing where no
        pair makes them level, where not exactly two remain, and where nobody is eliminated.
        """
        eliminated = self.looked_at
        if len(self.remaining) != 2 or not eliminated:
            return ()
        one, two = map(self.firsts, self.remaining)
        if abs(one - two) > eliminated:
            return ()
        # one + x eliminated = two + y eliminated: first with one of x and y at 0, then with x + y = 1
        lead = Fraction(one - two, eliminated)
        return (max(-lead, Fraction(0)), max(lead, Fraction(0))), ((1 - lead) / 2, (1 + lead) / 2)

    def firsts(self, at: int) -> int:
        """First preferences of one of those who remained."""
        return sum(one.papers for one in self.entries if one.ended == "first" and one.to == at)

    def seconds(self, at: int) -> int:
        """Second preferences counted for one of those who remained."""
        return sum(one.papers for one in self.entries if one.ended == "second" and one.to == at)


def final_of(counted: Count) -> Stage | None:
    """The stage at which second preferences were counted, or None."""
    return next((one for one in counted.stages if one.step == "second-count"), None)


def ledger_of(known: Known, stage: Stage) -> Ledger:
    """The ledger of a second count, as finely as the figures tell."""
    place = {id: at for at, id in enumerate(known.candidates)}
    remaining = tuple(at for at, id in enumerate(known.candidates) if id in stage.remaining)
    pooled = bool(stage.looked_at) and not stage.sources and not stage.transfers
    entries = [one for at in remaining for one in _finalist(known, at, remaining)]
    entries += _pooled(stage, place) if pooled else _apart(stage, place)
    return Ledger(
        valid=stage.papers,
        remaining=remaining,
        totals={at: int(stage.votes[known.candidates[at]]) for at in remaining},
        entries=tuple(one for one in entries if one.papers),
        pooled=pooled,
    )


def _finalist(known: Known, at: int, remaining: tuple[int, ...]) -> list[Entry]:
    """A finalist's papers: their second preferences are never looked at, whatever they say."""
    if known.table is None:
        return [Entry(first=at, ended="first", second="", papers=known.first[at], to=at)]
    row = known.table.papers[at]
    others = range(len(known.candidates))
    split = {
        "for_finalist": sum(row[one] for one in remaining if one != at),
        "for_eliminated": sum(row[one] for one in others if one not in remaining),
        "same_candidate": row[at],
        "no_valid_second": row[-1],
    }
    return [
        Entry(first=at, ended="first", second=second, papers=papers, to=at)
        for second, papers in split.items()
    ]


def _pooled(stage: Stage, place: Mapping[str, int]) -> list[Entry]:
    added = [
        Entry(first=None, ended="second", second="counted", papers=int(papers), to=place[id])
        for id, papers in stage.added.items()
    ]
    return added + [
        Entry(first=None, ended="nowhere", second=code, papers=int(papers))
        for code, papers in stage.accounts.items()
    ]


def _apart(stage: Stage, place: Mapping[str, int]) -> list[Entry]:
    added = [
        Entry(first=place[one.source], ended="second", second="counted", papers=one.papers, to=place[one.to])
        for one in stage.transfers
    ]
    return added + [
        Entry(first=place[id], ended="nowhere", second=code, papers=int(papers))
        for (id, code), papers in stage.sources.items()
    ]
