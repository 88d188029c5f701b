"""Cambridge, Massachusetts: a vacancy is filled from the ballots that elected whoever leaves the place.

Source: Massachusetts General Laws chapter 54A section 13. The papers are those credited to that member at the
end of the original count; whoever was elected, has become ineligible or withdraws is among the withdrawn.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, passed_over
from hustings.mechanics.elimination import elimination, lowest, majority_of_continuing
from hustings.mechanics.equality import earlier_stages

RULE = Rule(
    key="cambridge-vacancy",
    name="recount of a member's ballots for a vacancy, Cambridge (Massachusetts)",
    version=1,
    source="Massachusetts General Laws ch 54A s 13",
    elects="one of the candidates who are still eligible",
    ties="the latest stage at which those equal were unequal decides who is defeated; else a lot",
    arithmetic="whole ballots only",
    cites={
        "first-preferences": "M.G.L. c54A s13(a)-(c): the earliest choice for an eligible candidate; more "
        "than half",
        "exclusion": "M.G.L. c54A s13(d), (e): the lowest are defeated one after another",
    },
    stages=elimination(
        exclude=lowest,
        ends=majority_of_continuing,
        equality=(earlier_stages,),
        handling=Handling(over_marked=passed_over),
    ),
    family="stv",
    known="read",
    clauses={
        "papers": "the ballots credited to the member whose place is vacant at the end of the original count",
        "majority": "more than half of the ballots that show a choice among the eligible, later more than "
        "all other undefeated candidates together",
        "equality": "standing before the last transfer, then before the one before it; else lot (s9(k))",
        "over-marked ranks": "are passed over, and so are omitted figures (s9(a))",
    },
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 8, ("b", "c"): 5, ("c", "b"): 4},
        elected=("b",),
    ),
)
