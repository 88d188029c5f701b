"""D'Hondt's highest averages: a seat to the list whose votes, by one more than its seats, are the most.

Source: European Parliamentary Elections Act 2002 s2(5)-(9), for regional lists in Great Britain until 2020.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import highest_averages

RULE = Rule(
    key="dhondt",
    name="D'Hondt",
    version=1,
    source="European Parliamentary Elections Act 2002 s2(5)-(9)",
    elects="lists, as many seats as there are",
    ties="lists that are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="exact fractions",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "seat": "EPE Act 2002 s2(5)-(6): the greatest number of votes, divided by seats allocated and one",
        "vacant": "EPE Act 2002 s2(7): seats stay vacant where nobody is left on any list",
    },
    # The votes of a party are divided by the number of seats allocated to it plus one (s2(6)).
    stages=highest_averages(divisor=lambda won: won + 1),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="read",
    clauses={
        "divisors": "1, 2, 3, 4 ...",
        "threshold": "the contest's own, of all valid votes; exactly so many are enough",
        "exhausted": "a list with nobody left on it takes no further seat (s2(7))",
        "equality": "a lot; the Act left it to regulations (s7(2)(b)), which were not seen",
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
