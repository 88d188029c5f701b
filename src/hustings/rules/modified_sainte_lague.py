"""Modified Sainte-Laguë, as Norway has it: 1.4, and then the odd numbers from 3.

Source: Election Act 2002 (Norway) section 11-4(2)-(3), in translation.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import Preference, highest_averages

RULE = Rule(
    key="modified-sainte-lague",
    name="modified Sainte-Laguë (Norway, 1.4)",
    version=1,
    source="Election Act 2002 (Norway) s11-4",
    elects="lists, as many seats as there are",
    ties="of lists that are equal for the last seats, those with most votes; then they wait for a lot",
    arithmetic="exact fractions; 1.4 is 7/5",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "seat": "Election Act 2002 (Norway) s11-4(3): votes by 1.4, 3, 5, 7 ...; the largest quotient",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    stages=highest_averages(
        # Votes are divided by 1.4, 3, 5, 7 and so on.
        divisor=lambda won: 2 * won + 1 if won else Fraction(7, 5),
        # Of equal quotients, the list that polled most; a lot only between those who polled the same.
        prefer=Preference(by="votes", figure=lambda votes, divisor: votes),
    ),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="excerpt",
    clauses={
        "divisors": "1.4, 3, 5, 7 ...",
        "threshold": "the contest's own, of all valid votes; Norway has none in a constituency",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "the list with most votes, then a lot",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 60, ("blues",): 28, ("greens",): 12},
        elected=("reds", "blues"),
        ballots="preferences",
        seats=3,
    ),
    checked="Project Lavinia (Universities of Bergen and Oslo), Forklaringer, five seats worked step by step",
)
