"""STAR voting, score then automatic runoff, with the tiebreaker that starvoting.org calls official.

Source: Equal Vote Coalition, starvoting.org/ties, "Official Tiebreaker Protocol", and STAR Voting Technical
Specifications 2, as quoted by L. Hastings, Clarifying STAR Voting (the protocol whole).
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.star import fewest_lost, most_fives, star

RULE = Rule(
    key="star",
    name="STAR voting",
    version=1,
    source="Equal Vote Coalition, starvoting.org/ties, Official Tiebreaker Protocol",
    elects="one candidate",
    ties="match-ups among the tied, five-star ratings, then a lot; in the runoff scores first",
    arithmetic="whole numbers only",
    cites={
        "scores": "Technical Specifications 2: the scores of each candidate are added",
        "finalists": "Technical Specifications 2: two greatest totals; Official Protocol, steps 1, 3, 4",
        "runoff": "Official Protocol, steps 2 and 3: preferred by more, scored higher, most five stars",
        "lot": "Official Protocol, step 4: a tie that is left is broken by lot",
    },
    # Step 1: who lost the most match-ups among the tied is eliminated, and so on until two can advance.
    # Step 3: the most five-star ratings, else the least are eliminated. After each the steps begin again.
    stages=star(lambda tied: (fewest_lost, most_fives)),
    family="rated",
    reads=("scores",),
    known="excerpt",
    clauses={
        "scale": "0 to 5 stars; a paper with another score is refused",
        "blank": "no stars",
        "tied for finalist": "most match-ups lost is out, most five stars is in, fewest is out; then a lot",
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
    checked="BetterVoting, Star.test.ts, the elections that both protocols decide alike",
)
