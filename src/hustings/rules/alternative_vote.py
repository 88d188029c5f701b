"""The alternative vote: the lowest is excluded, one at a time, until somebody has more than half of the rest.

Source: the common form of the rule; Parliamentary Voting System and Constituencies Act 2011 s 9 has the same
count with other comparisons where candidates are equal (`av-2011`).
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination import elimination, lowest, majority_of_continuing
from hustings.mechanics.equality import earlier_stages

RULE = Rule(
    key="av",
    name="alternative vote (instant run-off), one excluded at a time",
    version=1,
    source="common form of the rule, as in Parliamentary Voting System and Constituencies Act 2011 s 9",
    elects="one of any number of candidates",
    ties="the latest stage at which those equal were unequal decides who is excluded; else a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "first preferences; more than half of them is elected",
        "exclusion": "the lowest is excluded; next preferences for those who continue are added",
    },
    stages=elimination(
        exclude=lowest,
        ends=majority_of_continuing,
        equality=(earlier_stages,),
        handling=Handling(over_marked=ends_there),
    ),
    known="excerpt",
    clauses={
        "majority": "more than half of the votes still in the count",
        "exclusion": "one at a time, the lowest",
        "equality": "earlier stages, the latest first; else lot",
        "over-marked ranks": "end the ranking; skipped ranks and repeated candidates are passed over",
    },
    also=("irv", "rcv", "instant-runoff"),
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 8, ("b", "c"): 5, ("c", "b"): 4},
        elected=("b",),
    ),
    checked="RCTab's test sets 0 and 1: expected reports, all rounds; abif.electorama.com, TNexampleTie",
)
