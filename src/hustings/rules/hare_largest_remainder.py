"""Largest remainders by the Hare quota, also called Hamilton's or Niemeyer's method.

Source: Alexander Hamilton's bill of 1792, as in M. J. Caulfield, Apportioning Representatives in the United
States Congress (MAA Convergence), and For All Practical Purposes, 10th ed., ch. 14, example 6.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import largest_remainders

RULE = Rule(
    key="hare-largest-remainder",
    name="largest remainders, Hare quota",
    version=1,
    source="Hamilton's method of 1792: M. J. Caulfield, Apportioning Representatives, MAA Convergence",
    elects="lists, as many seats as there are",
    ties="lists whose remainders are equal for more seats than are left wait for a lot, one seat at a time",
    arithmetic="exact fractions: the quota is not rounded",
    cites={
        "votes": "the votes of each list; who has less than the contest's threshold takes no part",
        "quotas": "Caulfield: all votes by all seats is the quota; a seat for each whole quota",
        "remainder": "Caulfield: the seats left go to the highest remainders in turn",
        "vacant": "seats stay vacant where nobody is left on any list",
    },
    # The votes of all lists that take part, divided by the seats.
    stages=largest_remainders(quota=Fraction),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="excerpt",
    clauses={
        "quota": "votes by seats, exactly; Hong Kong (Cap. 542 s49(6)) drops the fraction, another rule",
        "remainders": "one seat each, and a second only when every list that can take one has",
        "threshold": "the contest's own, of all valid votes; the quota is made of the votes above it",
        "exhausted": "a list with nobody left on it takes no further seat",
        "equality": "a lot; the text does not say",
    },
    example=Example(
        candidates=("reds", "blues", "greens"),
        votes={("reds",): 60, ("blues",): 28, ("greens",): 12},
        elected=("reds", "blues"),
        ballots="preferences",
        seats=3,
    ),
    checked="the House of Representatives of 1792, 120 seats (For All Practical Purposes, table 14.5)",
)
