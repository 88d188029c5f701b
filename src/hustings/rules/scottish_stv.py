"""Scottish local elections: the single transferable vote, weighted inclusive Gregory in five decimals.

Source: Scottish Local Government Elections Order 2011 (SSI 2011/399) Sch 1 rules 46-53. They were read as
rules 45-52 of the Order of 2007 (SSI 2007/42), whose numbers they carry on by one; of the Order of 2011 only
extracts could be opened.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.equality import earlier_stages
from hustings.mechanics.stv import Clauses, stv
from hustings.mechanics.surpluses import weighted_inclusive

RULE = Rule(
    key="scottish-stv",
    name="single transferable vote, Scottish local elections",
    version=1,
    source="Scottish Local Government Elections Order 2011 (SSI 2011/399) Sch 1 rules 46-53",
    elects="as many councillors as there are seats",
    ties="the latest stage at which those equal were unequal decides; else a lot",
    arithmetic="transfer values cut after five decimal places; votes are exact sums of them",
    cites={
        "first-preferences": "SSI 2011/399 Sch 1 r46-48: first preferences, the quota, who has reached it",
        "surplus": "SSI 2011/399 Sch 1 r49-50: the highest surplus first, at five decimal places",
        "exclusion": "SSI 2011/399 Sch 1 r51-52: the lowest is excluded, papers move at the value received",
        "last-vacancies": "SSI 2011/399 Sch 1 r53: as many continue as places are left",
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
    known="excerpt",
    clauses={
        "quota": "valid papers / (seats + 1), the fraction ignored, plus 1 (r47)",
        "surplus": "all papers of the candidate, each at surplus x value received / votes credited (r49(3))",
        "exclusion": "one at a time, all papers together at the value received (r51)",
        "equality": "surplus: who had more at the latest unequal stage; exclusion: who had fewer; else lot "
        "(r50, r52)",
        "over-marked ranks": "end the ranking; skipped ranks are passed over: next available preference in "
        "order (art 2)",
    },
    also=("stv", "wigm"),
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="Glasgow 2007 ward 1 (Linn) and Dundee 2022 ward 3 (West End), official reports of every stage; "
    "Dundee 2022 ward 5 (Maryfield), the elected",
)
