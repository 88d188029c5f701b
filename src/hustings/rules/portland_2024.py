"""Portland (Oregon) since 2024: three councillors a district, every vote of a surplus at the same fraction.

Source: Portland City Code chapter 2.08 (Ordinance 191244), of which section 2.08.010 was read in part; the
section on tabulation could not be opened. That the threshold is a quarter of the votes plus one, that those
with the fewest votes are defeated one by one and that surpluses go to next choices in proportion is told by
the city and the press. How decimals are cut is not: values are kept exact here.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import EXACT
from hustings.mechanics.ballots import Handling, passed_over
from hustings.mechanics.stv import Clauses, stv
from hustings.mechanics.surpluses import by_surplus_fraction

RULE = Rule(
    key="portland-2024",
    name="single transferable vote, Portland (Oregon), 2024",
    version=1,
    source="Portland City Code ch 2.08 (Ordinance 191244)",
    elects="as many councillors as there are seats (three in a district)",
    ties="a lot; what the code says of ties could not be opened",
    arithmetic="exact fractions; where the code cuts decimals could not be opened",
    cites={
        "first-preferences": "Portland City Code 2.08: first choices, the threshold of 25 per cent plus "
        "one vote",
        "surplus": "Portland City Code 2.08: votes above the threshold, in proportion to next choices",
        "exclusion": "Portland City Code 2.08: the fewest votes are defeated",
        "last-vacancies": "Portland City Code 2.08: as many continue as seats are left",
    },
    stages=stv(
        Clauses(
            of=EXACT,
            surplus=by_surplus_fraction,
            equality=(),
            handling=Handling(over_marked=passed_over),
        )
    ),
    family="stv",
    fills="seats",
    known="excerpt",
    clauses={
        "quota": "votes in the first round / (seats + 1), the fraction ignored, plus 1",
        "surplus": "one surplus after another, the largest first; each vote at its value x surplus / votes",
        "exclusion": "the one with the fewest votes, once no surplus is left",
        "equality": "lot",
        "over-marked ranks": "are passed over, and so are skipped ranks (2.08.010 G, H)",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="District 3, 2024: the three who led in the preliminary counts that the press reported (not an "
    "official result)",
)
