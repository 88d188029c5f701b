"""Copeland's rule: a point for each duel won and half a point for each that is equal.

Source: Copeland, A reasonable social welfare function (seminar paper, University of Michigan, 1951).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, defeats, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.lots import best_of, elect


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels and the points, and the lot if the most points are equal."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # A point for each candidate beaten, half a point for each who is level.
    won = defeats(cells)
    points = {
        one: sum(
            (
                Fraction(1) if (one, other) in won else Fraction(0) if (other, one) in won else Fraction(1, 2)
                for other in papers.candidates
                if other != one
            ),
            Fraction(0),
        )
        for one in papers.candidates
    }

    # The most points elect.
    shown = Stage(step="points", votes=points, papers=first.papers, holds="points")
    yield from elect(best_of(points), draw, shown)


RULE = Rule(
    key="copeland",
    name="Copeland's rule",
    version=1,
    source="Copeland, A reasonable social welfare function (University of Michigan, 1951)",
    elects="one candidate who wins the most duels",
    ties="equal points, which are common, wait for a lot",
    arithmetic="whole and half points, exact",
    cites={
        "duels": "the duels between all candidates",
        "points": "one point for each duel won, half a point for each that is equal",
        "lot": "equal most points are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="not read",
    clauses={**READING, "points": "1 for a duel won, 1/2 for one that is equal, 0 for one that is lost"},
    example=TENNESSEE,
    checked="Copeland's method in the encyclopedia: wins and losses of the four cities of Tennessee",
)
