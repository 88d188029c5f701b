"""The alternative vote with bulk exclusion until two remain, as Maine counted until 2024.

Source: Maine Revised Statutes 21-A § 723-A; 29-250 C.M.R. ch 535 § 4(2); RCTab, batch elimination with
continue until two candidates remain.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.elimination import EXHAUSTING, all_who_cannot_catch_up, elimination, two_remain
from hustings.mechanics.equality import earlier_stages

RULE = Rule(
    key="av-bulk-until-two",
    name="alternative vote (instant run-off), all who cannot catch up excluded at once, until two remain",
    version=1,
    source="RCTab, batch elimination and continue until two candidates remain; Maine 21-A § 723-A",
    elects="one of any number of candidates",
    ties="the latest stage at which those equal were unequal decides who is excluded; else a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "Maine 21-A § 723-A: each continuing ballot counts for its highest ranking",
        "exclusion": "Maine 21-A § 723-A(1)(A): batch elimination; the last is defeated until two remain",
    },
    stages=elimination(
        exclude=all_who_cannot_catch_up,
        ends=two_remain,
        equality=(earlier_stages,),
        handling=EXHAUSTING,
    ),
    known="excerpt",
    clauses={
        "end": "two remain: the one with more votes is elected",
        "exclusion": (
            "as many of the lowest as have fewer votes together than the next above, two being left; "
            "else the lowest. Maine's § 723-A(1)(G) also defeats those who could only equal the next"
        ),
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
    checked="RCTab's test continue_until_two_with_batch_elimination: its expected report, all rounds",
)
