"""The Schulze method by winning votes: elected is whom nobody beats by a stronger path than leads back.

Source: Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method (Social Choice and Welfare 36, 2011, 267-303; arXiv:1804.02973), section 2.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING, winning_votes
from hustings.mechanics.examples import SCHULZE
from hustings.mechanics.paths import by_paths

RULE = Rule(
    key="schulze-winning-votes",
    name="Schulze method, winning votes",
    version=1,
    source="Schulze, Social Choice and Welfare 36 (2011) 267-303, section 2 (arXiv:1804.02973)",
    elects="one candidate to whom nobody has a stronger path of defeats than leads back",
    ties="several such candidates wait for a lot between them",
    arithmetic="whole numbers only",
    cites={
        "duels": "Schulze 2011, section 2: how many voters prefer each candidate to each other one",
        "paths": "Schulze 2011, section 2: the strongest paths, and to whom nobody has a stronger one",
        "lot": "a lot between them (Schulze 2011, section 5, draws ballots at random for this)",
    },
    stages=by_paths(winning_votes),
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the votes for whoever won; of two with as many, that with fewer against is stronger",
        "path": "a path is as strong as its weakest defeat",
    },
    example=SCHULZE,
    checked="Schulze's example of 45 voters: duels, paths and the order E > A > C > B > D; "
    "a poll without a Condorcet winner (Election-Methods list, 29 January 2011)",
)
