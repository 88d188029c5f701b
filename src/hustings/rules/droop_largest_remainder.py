"""Largest remainders by the Droop quota.

Source: Electoral Act 73 of 1998 (South Africa) Schedule 1A item 5, seats of a region.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import largest_remainders

RULE = Rule(
    key="droop-largest-remainder",
    name="largest remainders, Droop quota",
    version=1,
    source="Electoral Act 73 of 1998 (South Africa) Sch 1A item 5",
    elects="lists, as many seats as there are",
    ties="lists whose remainders are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="whole numbers: the quota is rounded down after one is added",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "quotas": "Electoral Act 1998 Sch 1A item 5(a)-(c): a seat for each quota of votes",
        "remainder": "Electoral Act 1998 Sch 1A item 5: the seats left go to the highest surpluses in turn",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    # Votes by seats and one; the result and one, without its fraction, is the quota.
    stages=largest_remainders(quota=lambda votes, seats: votes // (seats + 1) + 1),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="excerpt",
    clauses={
        "quota": "votes by seats and one, plus one, without the fraction",
        "remainders": "one seat each, and a second only when every list that can take one has",
        "threshold": "the contest's own, of all valid votes; the quota is made of the votes above it",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "a lot; what the Act says of it was not seen",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 60, ("blues",): 28, ("greens",): 12},
        elected=("reds", "blues"),
        ballots="preferences",
        seats=3,
    ),
    checked="Fix the NC Legislature, Seat Allocation Process, 'Detailed Example': 10 and 24 seats",
)
