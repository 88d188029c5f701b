"""Condorcet//Borda from the Smith set: of its members, whoever has the most Borda points is elected.

Source: the rule that VoteKit documents as CondoBorda: dominating tiers, ties within a tier by Borda points.
The other reading of the name, Borda points among all where nobody beats everybody, is Black's rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.lots import best_of, elect
from hustings.mechanics.points import AVERAGED, borda_points
from hustings.mechanics.sets import smith, smith_stage


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, the Smith set, its members' points, and the lot if the most are equal."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # The smallest set whose members each beat everybody outside it remains.
    remaining = smith(papers.candidates, cells)
    yield smith_stage(papers.candidates, remaining, cells, first.papers)

    # Of them, the most Borda points elect; points are counted among all candidates.
    points = borda_points(papers.candidates, cells, first.papers)
    shown = Stage(step="borda", votes=points, papers=first.papers, holds="points")
    yield from elect(best_of(points, remaining), draw, shown)


RULE = Rule(
    key="condorcet-borda",
    name="Condorcet//Borda, from the Smith set",
    version=1,
    source="VoteKit documentation, CondoBorda; Smith, Econometrica 41 (1973) 1027-1041, for the set",
    elects="the member of the Smith set with the most Borda points",
    ties="equal most points wait for a lot",
    arithmetic="whole and half points, exact",
    cites={
        "duels": "how many voters prefer each candidate to each other one",
        "smith-set": "Smith 1973: the smallest set whose members each beat everybody outside it remains",
        "borda": "Borda points among all candidates; the member with the most is elected",
        "lot": "equal most points are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences"),
    known="not read",
    clauses={**READING, "points": AVERAGED},
    example=TENNESSEE,
    checked="Schulze's example of 45 voters, Borda points from the duels he prints; Tennessee",
)
