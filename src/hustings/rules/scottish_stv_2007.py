"""Scottish local elections of 2007: the single transferable vote, weighted inclusive Gregory, five decimals.

Source: Scottish Local Government Elections Order 2007 (SSI 2007/42) Sch 1 rules 45-52 and article 2.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.equality import earlier_stages
from hustings.mechanics.stv import Clauses, stv
from hustings.mechanics.surpluses import weighted_inclusive

RULE = Rule(
    key="scottish-stv-2007",
    name="single transferable vote, Scottish local elections of 2007",
    version=1,
    source="Scottish Local Government Elections Order 2007 (SSI 2007/42) Sch 1 rules 45-52",
    elects="as many councillors as there are seats",
    ties="the latest stage at which those equal were unequal decides; else a lot",
    arithmetic="transfer values cut after five decimal places; votes are exact sums of them",
    cites={
        "first-preferences": "SSI 2007/42 Sch 1 r45-47: first preferences, the quota, who has reached it",
        "surplus": "SSI 2007/42 Sch 1 r48-49: the highest surplus first, at five decimal places",
        "exclusion": "SSI 2007/42 Sch 1 r50-51: the lowest is excluded, papers move at the value received",
        "last-vacancies": "SSI 2007/42 Sch 1 r52: as many continue as places are left",
    },
    stages=stv(
        Clauses(
            of=decimals(5),
            surplus=weighted_inclusive,
            equality=(earlier_stages,),
            handling=Handling(over_marked=ends_there),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "valid papers / (seats + 1), the fraction ignored, plus 1 (r46)",
        "surplus": "all papers of the candidate, each at surplus x value received / votes credited (r48(3))",
        "exclusion": "one at a time, all papers together at the value received (r50)",
        "equality": "surplus: who had more at the latest unequal stage (r49(2)); exclusion: who had fewer "
        "(r51(2)); else lot",
        "over-marked ranks": "end the ranking; skipped ranks are passed over: next available preference in "
        "order (art 2)",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="Glasgow 2007 ward 1 (Linn), official report of every stage",
)
