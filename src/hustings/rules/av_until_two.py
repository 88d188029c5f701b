"""The alternative vote until two remain: exclusions go on although somebody has a majority.

Source: RCTab, "continue until two candidates remain"; Maine, 29-250 C.M.R. ch 535 § 4(2)(A), counts so once
nobody has more than half of the first choices.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination import elimination, lowest, two_remain
from hustings.mechanics.equality import earlier_stages

RULE = Rule(
    key="av-until-two",
    name="alternative vote (instant run-off), until two remain",
    version=1,
    source="RCTab, continue until two candidates remain; Maine 29-250 C.M.R. ch 535 § 4(2)(A)",
    elects="one of any number of candidates",
    ties="the latest stage at which those equal were unequal decides who is excluded; else a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "Maine ch 535 § 4(2)(A): each ballot counts for its highest-ranked candidate",
        "exclusion": "Maine ch 535 § 4(2)(A): the last is defeated while more than two remain",
    },
    stages=elimination(
        exclude=lowest,
        ends=two_remain,
        equality=(earlier_stages,),
        handling=Handling(over_marked=ends_there),
    ),
    known="excerpt",
    clauses={
        "end": "two remain: the one with more votes is elected",
        "exclusion": "one at a time, the lowest",
        "equality": "earlier stages, the latest first; else lot",
        "over-marked ranks": "end the ranking; skipped ranks and repeated candidates are passed over",
    },
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 9, ("b", "c"): 4, ("c", "b"): 3},
        elected=("a",),
    ),
    checked="abif.electorama.com, TNexampleTie: three rounds, and the tie of the last two",
)
