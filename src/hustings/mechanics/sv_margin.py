"""How few papers change who is elected under the supplementary vote: altered, added, or struck out.

Source: our own derivation; the rule is LDEDCA 2009 Sch 5B para 5. The problem is that of Xia, "Computing the
margin of victory for various voting rules" (EC 2012), for a rule that he does not treat. Three kinds of
outcome elect somebody: more than half of the first preferences; two who remain (`sv_margin_pairs`); three or
more who remain because several are level with the second (`sv_margin_ties`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from hustings.mechanics.table import Table
from hustings.mechanics.witness import NONE, Cell, Move

Kind = Literal["altered", "added", "struck"]
"""What is done to papers: they say something else, there are more of them, they are taken out."""

How = Literal["majority", "two", "level"]
"""By what outcome: more than half of first preferences, two who remain, several level at the cut."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How somebody comes to be elected: so many `papers`, moved so, and who then remains (`leader` first
    among those level, where one of them is above the rest; None where that is the challenger).

    `level` is the number of first preferences at the cut: the most that anybody outside may have, where two
    remain; what all but the leader of those level have.
    """

    papers: int
    challenger: int
    how: How
    remaining: tuple[int, ...]
    level: int = 0
    leader: int | None = None


@dataclass(frozen=True)
class Held:
    """A table made ready for the search, and how many of its papers `may` be altered or struck out.

    Both are as in `Table.papers`: rows by first preference, the last column for no valid second one. `may`
    is all of them where nothing else is said.
    """

    table: Table
    may: tuple[tuple[int, ...], ...]

    @cached_property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """Papers by first and second preference."""
        return self.table.papers

    @cached_property
    def first(self) -> tuple[int, ...]:
        """First preferences."""
        return self.table.first

    @cached_property
    def valid(self) -> int:
        """All valid papers."""
        return self.table.valid

    @cached_property
    def may_first(self) -> tuple[int, ...]:
        """Papers that may be changed, by first preference."""
        return tuple(map(sum, self.may))

    @cached_property
    def marked(self) -> tuple[int, ...]:
        """Second preferences marked for each."""
        return self.table.marked

    def people(self) -> range:
        """Positions of all candidates."""
        return range(len(self.first))

    def ceiling(self, one: int, challenger: int) -> int:
        """The highest level to which it can pay to raise somebody, to be level at the cut.

        Raised higher, it does as well to stay one below with papers that have a second preference for the
        challenger: these outweigh its own, which are then transferred too. (One paper more is left over, and
        may have to go to whoever leads.)
        """
        row = self.rows[one]
        against = max((row[at] for at in self.people() if at not in (one, challenger)), default=0)
        return self.first[one] + 2 + max(0, against - row[challenger])

    def seconds(self, one: int, remaining: Sequence[int]) -> int:
        """Second preferences for one of those who remain on the papers of all the others."""
        rows = self.rows
        return self.marked[one] - sum(rows[at][one] for at in remaining)


def held(table: Table, may: Sequence[Sequence[int]] | None = None) -> Held:
    """A table ready for the search; `may` are the papers that may be changed, all unless given."""
    return Held(table, table.papers if may is None else tuple(map(tuple, may)))


def by_majority(papers: Held, challenger: int, kind: Kind) -> Plan | None:
    """The fewest papers that give somebody more than half of the first preferences, or None."""
    first, valid = papers.first[challenger], papers.valid
    others = sum(papers.may_first) - papers.may_first[challenger]
    needed = max(0, (valid // 2 + 1 if kind == "altered" else valid + 1 - first) - first)
    if kind != "added" and (needed > others or (kind == "struck" and not first)):
        return None
    return Plan(papers=needed, challenger=challenger, how="majority", remaining=(challenger,))


def majority_moves(papers: Held, plan: Plan, kind: Kind) -> list[Move]:
    """The papers of that plan: first those of whoever has most."""
    to = (plan.challenger, NONE)
    if kind == "added":
        return [Move(papers=plan.papers, before=None, after=to)]
    others = sorted(
        (at for at in papers.people() if at != plan.challenger), key=lambda at: (-papers.first[at], at)
    )
    cells = [cell for at in others for cell in cells_of(papers, at)]
    return [
        Move(papers=number, before=cell, after=to if kind == "altered" else None)
        for cell, number in taken(papers, cells, plan.papers)
    ]


def cells_of(papers: Held, row: int, *best: int) -> list[Cell]:
    """The cells of a row, those with these second preferences first."""
    columns = [*best, *(at for at in (*papers.people(), NONE) if at not in best)]
    return [(row, at) for at in columns]


def taken(papers: Held, cells: Sequence[Cell], number: int) -> list[tuple[Cell, int]]:
    """So many papers that may be changed from these cells, in this order."""
    found: list[tuple[Cell, int]] = []
    for row, column in cells:
        here = min(number, papers.may[row][column])
        if here:
            found.append(((row, column), here))
            number -= here
    assert not number, "a plan takes papers that there are not"
    return found
