"""The alternative vote with bulk exclusion: all who cannot catch up together are excluded at once.

Source: Minneapolis Code of Ordinances § 167.20, "batch elimination" and "mathematically impossible to be
elected".
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.elimination import (
    EXHAUSTING,
    all_who_cannot_catch_up,
    elimination,
    majority_of_continuing,
)
from hustings.mechanics.equality import earlier_stages

RULE = Rule(
    key="av-bulk",
    name="alternative vote (instant run-off), all who cannot catch up excluded at once",
    version=1,
    source="Minneapolis Code of Ordinances § 167.20 (batch elimination)",
    elects="one of any number of candidates",
    ties="the latest stage at which those equal were unequal decides who is excluded; else a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "Minneapolis § 167.20: each ballot counts for its highest continuing ranking",
        "exclusion": "Minneapolis § 167.20: those for whom it is mathematically impossible to be elected",
    },
    stages=elimination(
        exclude=all_who_cannot_catch_up,
        ends=majority_of_continuing,
        equality=(earlier_stages,),
        handling=EXHAUSTING,
    ),
    known="excerpt",
    clauses={
        "majority": "more than half of the votes still in the count",
        "exclusion": "as many of the lowest as have together fewer votes than the next; else the lowest",
        "equality": "earlier stages, the latest first; else lot",
        "over-marked ranks": "end the ranking",
        "skipped ranks": "two in a row end the ranking; one is passed over",
        "repeated candidates": "passed over",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a",): 8, ("b",): 6, ("c", "b"): 3, ("d", "b"): 2},
        elected=("b",),
    ),
    checked="Minneapolis mayor 2013: RCTab's expected report, all rounds after undeclared write-ins",
)
