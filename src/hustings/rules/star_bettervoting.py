"""STAR voting with the tiebreaker that BetterVoting, run by the Equal Vote Coalition, documents and uses.

Source: BetterVoting, Documentation, Ties, "Official Tie-breaker Protocol" (docs/help/ties.md).
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.star import fewest_lost, only_most_fives, star

RULE = Rule(
    key="star-bettervoting",
    name="STAR voting as BetterVoting breaks ties",
    version=1,
    source="BetterVoting, Documentation, Ties (docs/help/ties.md)",
    elects="one candidate",
    ties="of two tied the preferred one; else five-star ratings, then a lot; in the runoff scores first",
    arithmetic="whole numbers only",
    cites={
        "scores": "BetterVoting: the scores of each candidate are added",
        "finalists": "BetterVoting, Ties, scoring round, steps 1 to 3",
        "runoff": "BetterVoting, Ties, automatic runoff round, steps 1 and 2",
        "lot": "BetterVoting, Ties, automatic runoff round, step 3: at random, here by a lot that is drawn",
    },
    # Step 1: of two tied, the one preferred by more voters. Step 2: of more, or else, most five-star ratings.
    stages=star(lambda tied: (fewest_lost, only_most_fives) if len(tied) == 2 else (only_most_fives,)),
    family="rated",
    reads=("scores",),
    known="read",
    clauses={
        "scale": "0 to 5 stars; a paper with another score is refused",
        "blank": "no stars",
        "tied for finalist": "of two the preferred one; else the most five stars, then a lot",
        "tied runoff": "the greater total, then more five-star ratings, then a lot",
    },
    example=Example(
        candidates=("allison", "bill", "carmen", "doug"),
        votes={
            ("allison:5", "bill:4", "carmen:3", "doug:3"): 1,
            ("allison:4", "bill:5", "carmen:1", "doug:1"): 1,
            ("allison:4", "bill:5", "carmen:1", "doug:2"): 1,
            ("allison:3", "bill:5", "carmen:1", "doug:0"): 1,
            ("allison:5", "bill:4", "carmen:3", "doug:0"): 1,
            ("allison:5", "bill:0", "carmen:4", "doug:1"): 1,
            ("allison:5", "bill:0", "carmen:4", "doug:0"): 1,
            ("allison:4", "bill:0", "carmen:5", "doug:1"): 1,
            ("allison:3", "bill:4", "carmen:5", "doug:0"): 1,
            ("allison:3", "bill:5", "carmen:5", "doug:4"): 1,
        },
        elected=("allison",),
        ballots="scores",
    ),
    checked="BetterVoting, Star.test.ts",
)
