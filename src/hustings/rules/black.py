"""Black's rule: the Condorcet winner, and where there is none whoever has the most Borda points.

Source: Black, The theory of committees and elections (1958); also written Condorcet//Borda.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, condorcet_winner, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.lots import best_of, elect


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, then the Condorcet winner or the points, and the lot if the most are equal."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # Whoever beats each other candidate is elected.
    winner = condorcet_winner(papers.candidates, cells)
    if winner is not None:
        yield Stage(
            step="condorcet-winner",
            votes={},
            papers=first.papers,
            holds="duels",
            remaining=(winner,),
            elected=(winner,),
        )
        return

    # Otherwise Borda's points, as duels tell them: votes for in all duels, less votes against.
    points = {
        one: sum(cells[one, other] - cells[other, one] for other in papers.candidates if other != one)
        for one in papers.candidates
    }
    shown = Stage(step="borda", votes=points, papers=first.papers, holds="points")
    yield from elect(best_of(points), draw, shown)


RULE = Rule(
    key="black",
    name="Black's rule",
    version=1,
    source="Black, The theory of committees and elections (1958)",
    elects="the Condorcet winner, else whoever has the most Borda points among all candidates",
    ties="equal most points wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "how many voters prefer each candidate to each other one",
        "condorcet-winner": "Black 1958: whoever beats each other candidate is elected",
        "borda": "Black 1958: where nobody does, the highest Borda count elects",
        "lot": "equal most points are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="not read",
    clauses={
        **READING,
        "points": "votes for in all duels less votes against: twice the Borda points above their average",
    },
    example=TENNESSEE,
    checked="Schulze's example of 45 voters, Borda points from the duels he prints; Tennessee",
)
