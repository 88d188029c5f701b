"""Smith//minimax by winning votes: minimax between the members of the Smith set.

Source: Smith, Aggregation of preferences with variable electorate (Econometrica 41, 1973, 1027-1041), for
the set; Simpson (1969) and Kramer (1977) for the choice from it.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING, defeats
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.minimax import smith_minimax

RULE = Rule(
    key="smith-minimax-winning-votes",
    name="Smith//minimax, winning votes",
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
    # What counts against a member: the votes for whoever won, in each duel that was lost.
    stages=smith_minimax(defeats),
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the votes for whoever won, in each duel that was lost",
        "set": "only duels between members of the Smith set count",
    },
    example=TENNESSEE,
    checked="electowiki, Smith//Minimax: the example of 100 voters in which minimax elects another",
)
