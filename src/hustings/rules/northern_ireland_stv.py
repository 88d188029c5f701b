"""Northern Ireland: the single transferable vote, the last parcel received carries a surplus, two decimals.

Source: Local Elections (Northern Ireland) Order 1985 (SI 1985/454) rules 41 and 46-52, which stand in
schedule 5 of the Electoral Law Act (Northern Ireland) 1962. The Assembly is elected by like rules
(Northern Ireland Assembly (Elections) Order 2001), which could not be opened.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, end_at_skips, ends_there
from hustings.mechanics.equality import earliest_stages
from hustings.mechanics.exclusions import (
    first_preferences_then_by_value,
    in_one_stage,
    or_one_has_as_many_as_all_others,
    several_if_less,
    unless_it_fills,
    waits_if_less,
)
from hustings.mechanics.stv import Clauses, stv
from hustings.mechanics.surpluses import last_batch

RULE = Rule(
    key="northern-ireland-stv",
    name="single transferable vote, Northern Ireland",
    version=1,
    source="Local Elections (Northern Ireland) Order 1985 (SI 1985/454) rules 41, 46-52",
    elects="as many councillors as there are vacancies",
    ties="the earliest stage at which those equal were unequal decides; else a lot",
    arithmetic="transfer values cut after two decimal places; votes are exact sums of them",
    cites={
        "first-preferences": "SI 1985/454 r47-48: first preferences, the quota, who has reached it",
        "surplus": "SI 1985/454 r49-50: the largest surplus first, on the papers last received",
        "exclusion": "SI 1985/454 r51: the lowest, or several who cannot catch up, papers by value",
        "last-vacancies": "SI 1985/454 r52: as many continue as vacancies are left, or one has as many "
        "votes as all others",
    },
    stages=stv(
        Clauses(
            of=decimals(2),
            surplus=last_batch,
            waits=waits_if_less,
            excludes=several_if_less,
            batches=first_preferences_then_by_value,
            exclusion=unless_it_fills(in_one_stage),
            fills=or_one_has_as_many_as_all_others,
            equality=(earliest_stages,),
            handling=Handling(over_marked=ends_there, others=(end_at_skips(1),)),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "valid papers / (vacancies + 1), the fraction ignored, plus 1 (r48)",
        "surplus": "the papers last received: surplus / transferable papers, at most the value received "
        "(r49(4), (7)); the difference is not transferable (r50(2)(c))",
        "deferred surpluses": "wait while all of them are less than what parts the lowest, or two or more "
        "lowest, from the next (r49(10))",
        "exclusion": "the lowest, or two or more whose votes with all surpluses are less than the next has "
        "(r51(1), (12)); first preferences, then by value, the highest first (r51(2)-(9)); who is elected "
        "in between takes no more",
        "last vacancies": "no transfer is made where an exclusion leaves as many as vacancies (r52(1), "
        "(3)); one vacancy goes to whoever has as many votes as all others with what waits to be "
        "transferred (r52(2))",
        "equality": "earliest stage; else lot (r50(1), r51(13))",
        "over-marked ranks": "end the ranking, and so do broken sequences (r50(4))",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="West Tyrone, transfers of two surpluses as N. Whyte reports them "
    "(fromtheheartofeurope.eu/26311); not a whole count",
)
