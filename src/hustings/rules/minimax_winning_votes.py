"""Minimax by winning votes: whoever's worst duel is the least bad is elected.

Source: Simpson, On defining areas of voter choice (Quarterly Journal of Economics 83, 1969, 478-490);
Kramer, A dynamical model of political equilibrium (Journal of Economic Theory 16, 1977, 310-334).
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, defeats, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.minimax import least_bad


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels and each candidate's worst one, and the lot if the least are equal."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # What counts against a candidate: the votes for whoever won, in each duel that was lost.
    yield from least_bad(papers.candidates, defeats(cells), draw, first.papers)


RULE = Rule(
    key="minimax-winning-votes",
    name="minimax, winning votes",
    version=1,
    source="Simpson, Quarterly Journal of Economics 83 (1969); Kramer, Journal of Economic Theory 16 (1977)",
    elects="one candidate whose worst duel is the least bad",
    ties="equal worst duels wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "how many voters prefer each candidate to each other one",
        "worst-duels": "the greatest figure against each candidate; the least of them elects",
        "lot": "equal least figures are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the votes for whoever won, in each duel that was lost",
    },
    example=TENNESSEE,
    checked="electowiki, Smith//Minimax: the example of 100 voters, in which regular minimax elects D",
)
