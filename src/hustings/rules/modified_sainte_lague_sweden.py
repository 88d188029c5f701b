"""Modified Sainte-Laguë, as Sweden has it since 2018: 1.2, and then the odd numbers from 3.

Source: Elections Act 2005 (Sweden, 2005:837) chapter 14 sections 2-4, the adjusted odd-number method.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import highest_averages

RULE = Rule(
    key="modified-sainte-lague-sweden",
    name="modified Sainte-Laguë (Sweden, 1.2)",
    version=1,
    source="Elections Act 2005:837 (Sweden) ch14 s2-4",
    elects="lists, as many seats as there are",
    ties="lists that are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="exact fractions; 1.2 is 6/5",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "seat": "Elections Act 2005:837 ch14 s3: votes by 1.2, 3, 5 ...; the greatest comparative number",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    # As long as a party has no seat its votes are divided by 1.2, then by 3 and the next odd numbers.
    stages=highest_averages(divisor=lambda won: 2 * won + 1 if won else Fraction(6, 5)),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="read",
    clauses={
        "divisors": "1.2, 3, 5, 7 ...; until 2018 the first was 1.4, as in Norway",
        "threshold": "the contest's own, of all valid votes; exactly so many are enough",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "a lot (ch14 s2)",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 60, ("blues",): 28, ("greens",): 12},
        elected=("reds", "blues"),
        ballots="preferences",
        seats=3,
    ),
    checked="the Riksdag of 2022, 349 seats, on Valmyndigheten's votes as public code quotes them",
)
