"""D'Hondt's highest averages: a seat to the list whose votes, by one more than its seats, are the most.

Source: V. D'Hondt, Système pratique et raisonné de représentation proportionnelle, 1882; the same division
stands in the Scotland Act 1998 s7(2) and s8(1)-(2) for seats beside constituencies.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import highest_averages

RULE = Rule(
    key="dhondt",
    name="D'Hondt",
    version=1,
    source="V. D'Hondt, Système pratique et raisonné de représentation proportionnelle, 1882",
    elects="lists, as many seats as there are",
    ties="lists that are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="exact fractions",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "seat": "D'Hondt 1882: the seat goes to the highest quotient of votes by seats won and one",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    # Votes are divided by one more than the seats won.
    stages=highest_averages(divisor=lambda won: won + 1),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="not read",
    clauses={
        "divisors": "1, 2, 3, 4 ...",
        "threshold": "the contest's own, of all valid votes; exactly so many are enough",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "a lot, as in the Netherlands (Electoral Council, Abacus, use cases of the CSB, 2a)",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 60, ("blues",): 28, ("greens",): 12},
        elected=("reds", "blues"),
        ballots="preferences",
        seats=3,
    ),
    checked="the House of Representatives of 1792, 105 seats by Jefferson's method, which gives the same "
    "seats (Caulfield, Apportioning Representatives in the United States Congress, MAA Convergence)",
)
