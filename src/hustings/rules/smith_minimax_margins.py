"""Smith//minimax by margins: minimax between the members of the Smith set.

Source: Smith, Aggregation of preferences with variable electorate (Econometrica 41, 1973, 1027-1041), for
the set; Simpson (1969) and Kramer (1977) for the choice from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.minimax import least_bad, lost_by_margins
from hustings.mechanics.sets import smith, smith_stage


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, the Smith set, each member's worst duel in it, and the lot if the least are equal."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # The smallest set whose members each beat everybody outside it remains.
    remaining = smith(papers.candidates, cells)
    yield smith_stage(papers.candidates, remaining, cells, first.papers)

    # What counts against a member: the margin of each duel that was lost.
    yield from least_bad(remaining, lost_by_margins(cells), draw, first.papers)


RULE = Rule(
    key="smith-minimax-margins",
    name="Smith//minimax, margins",
    version=1,
    source="Smith, Econometrica 41 (1973) 1027-1041, for the set; minimax between its members",
    elects="one member of the Smith set, whose worst duel in it is the least bad",
    ties="equal worst duels wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "how many voters prefer each candidate to each other one",
        "smith-set": "Smith 1973: the smallest set whose members each beat everybody outside it remains",
        "worst-duels": "the greatest figure against each member within the set; the least of them elects",
        "lot": "equal least figures are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the margin of each duel that was lost",
        "set": "only duels between members of the Smith set count",
    },
    example=TENNESSEE,
    checked="electowiki, Smith//Minimax: the example of 100 voters in which minimax elects another",
)
