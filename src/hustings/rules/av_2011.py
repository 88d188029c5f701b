"""The alternative vote of the Parliamentary Voting System and Constituencies Act 2011, never in force.

Source: the Act, s 9(2) (rule 45A of the Parliamentary Elections Rules) and Sch 10 para 7 (rules 49 and 49A).
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination import elimination, lowest, majority_of_continuing, the_higher
from hustings.mechanics.equality import earliest_stages

RULE = Rule(
    key="av-2011",
    name="alternative vote of the Act of 2011",
    version=1,
    source="Parliamentary Voting System and Constituencies Act 2011 s 9 and Sch 10 para 7",
    elects="one of any number of candidates",
    ties="first preferences, then each next stage, decide among those equal; else a lot",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "PVSCA 2011 s 9, r45A(2): more votes than the others put together is elected",
        "exclusion": "PVSCA 2011 s 9, r45A(3)-(5); Sch 10 para 7, r49 where the fewest are equal",
        "equality": "PVSCA 2011 Sch 10 para 7, r49A: which of the last two is elected where they are equal",
    },
    stages=elimination(
        exclude=lowest,
        ends=majority_of_continuing,
        equality=(earliest_stages,),
        handling=Handling(over_marked=ends_there),
        last_two=the_higher,
    ),
    known="excerpt",
    clauses={
        "majority": "r45A(4): more votes than the other remaining candidates put together",
        "exclusion": "r45A(3): the candidate with the fewest votes",
        "equality": "r49: fewer first preferences, then fewer votes after each next stage; else lot",
        "last two": "r49A: more first preferences, then more votes after the next stage; else lot",
        "over-marked ranks": (
            "end the ranking; skipped ranks and repeated candidates are passed over "
            "(Sch 10 para 6, which rules on such marks, was not read)"
        ),
    },
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 8, ("b", "c"): 5, ("c", "b"): 4},
        elected=("b",),
    ),
    checked="abif.electorama.com, TNexampleTie: three rounds, and the tie of the last two",
)
