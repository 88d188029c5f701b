"""Instant run-off voting as Burlington, Vermont, elected its mayors in 2006 and 2009.

Source: Burlington City Charter § 5(b), as amended in 2005 (24 App. V.S.A. ch 3 § 5): guideline 4 for ranks
given to several; electionsolutions.com, Manual verification, for the same.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, counts_for_the_only_one
from hustings.mechanics.elimination import all_who_cannot_catch_up, elimination, majority_of_continuing

RULE = Rule(
    key="burlington-irv",
    name="instant run-off of Burlington, Vermont, 2006 and 2009",
    version=1,
    source="Burlington City Charter § 5(b) as of 2005 (24 App. V.S.A. ch 3 § 5)",
    elects="one of any number of candidates",
    ties="equal fewest votes wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "Burlington Charter § 5(b): first choices",
        "exclusion": "Burlington Charter § 5(b): run-off rounds; official rounds of 2009: three at once",
    },
    stages=elimination(
        exclude=all_who_cannot_catch_up,
        ends=majority_of_continuing,
        handling=Handling(over_marked=counts_for_the_only_one),
    ),
    known="excerpt",
    clauses={
        "majority": "more than half of the votes still in the count",
        "exclusion": "as many of the lowest as have together fewer votes than the next; else the lowest",
        "equality": "lot",
        "over-marked ranks": (
            "guideline 4: end the ranking while two or more of them continue, count for the only one who "
            "does, and are passed over where none does"
        ),
        "skipped ranks": "passed over, like repeated candidates",
    },
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 8, ("b", "c"): 5, ("a=c", "b"): 1, ("c", "b"): 4},
        elected=("b",),
    ),
    checked="Burlington mayor 2009: the three official rounds",
)
