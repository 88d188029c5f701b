"""Sainte-Laguë's highest averages: votes are divided by the odd numbers.

Source: Electoral Act 1993 (New Zealand), as the Electoral Commission explains the formula (General Election
2020, statistics, "Sainte-Laguë Formula Explained").
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import highest_averages

RULE = Rule(
    key="sainte-lague",
    name="Sainte-Laguë",
    version=1,
    source="Electoral Act 1993 (New Zealand), as explained by the Electoral Commission, 2020",
    elects="lists, as many seats as there are",
    ties="lists that are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="exact fractions",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "seat": "Electoral Commission 2020: party votes by 1, 3, 5 ...; the highest quotients take the seats",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    # Votes are divided by the successive odd numbers, starting with 1.
    stages=highest_averages(divisor=lambda won: 2 * won + 1),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="excerpt",
    clauses={
        "divisors": "1, 3, 5, 7 ...",
        "threshold": "the contest's own, of all valid votes; exactly so many are enough",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "a lot; what the Act says of it was not seen",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 53, ("blues",): 24, ("greens",): 23},
        elected=("reds", "blues", "greens"),
        ballots="preferences",
        seats=7,
    ),
    checked="New Zealand 2023, 120 seats, on the party votes and the seats the Electoral Commission declared",
)
