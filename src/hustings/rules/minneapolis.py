"""Minneapolis: several seats by the single transferable vote, surplus fractions in four decimals.

Source: Minneapolis Code of Ordinances title 8.5 chapter 167, sections 167.20 and 167.70, as amended by
2013-Or-055. Undeclared write-in candidates (167.70(c)(1)) are not told apart here.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, passed_over
from hustings.mechanics.exclusions import several_if_less, unless_it_fills, waits_if_less
from hustings.mechanics.stv import Clauses, a_stage_for_each_batch, stv
from hustings.mechanics.surpluses import by_surplus_fraction

RULE = Rule(
    key="minneapolis",
    name="single transferable vote, Minneapolis (several seats)",
    version=1,
    source="Minneapolis Code of Ordinances, title 8.5, ch 167, ss 167.20, 167.70 (2013-Or-055)",
    elects="as many as there are seats",
    ties="a lot at every tie; earlier rounds are not looked at",
    arithmetic="surplus fraction and transfer values cut after four decimal places",
    cites={
        "first-preferences": "s 167.70(c)(1)a, s 167.20 (threshold): votes for each candidate, the threshold",
        "surplus": "s 167.70(c)(1)d, s 167.20 (surplus fraction, transfer value): the largest surplus",
        "exclusion": "s 167.70(c)(1)c, e: those who cannot be elected together, else the one with the "
        "fewest votes",
        "last-vacancies": "s 167.70(c)(1)f: as many continue as offices are left",
    },
    stages=stv(
        Clauses(
            of=decimals(4),
            surplus=by_surplus_fraction,
            # Those for whom it is mathematically impossible go before any surplus is transferred (c).
            waits=waits_if_less,
            excludes=several_if_less,
            exclusion=unless_it_fills(a_stage_for_each_batch),
            equality=(),
            handling=Handling(over_marked=passed_over),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "votes cast / (seats + 1) + 1, fractions disregarded (167.20)",
        "surplus": "all votes of the candidate, each at its value x the surplus fraction, each cut (167.20)",
        "exclusion": "before any surplus all who cannot reach the next higher candidate even with every "
        "vote below and every surplus (c); else, without a surplus, the fewest votes (e); no papers move "
        "where the exclusion leaves as many as seats",
        "equality": "lot (d, e)",
        "over-marked ranks": "are passed over, and so are skipped ranks and repeated candidates "
        "(167.70(c)(2))",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="RCTab's expected reports of two contests with several seats, every round before the last "
    "exclusion (a certified tabulator's regression data, no official count)",
)
