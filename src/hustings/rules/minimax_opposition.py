"""Minimax by pairwise opposition: whoever's worst duel is the least bad is elected.

Source: Simpson, On defining areas of voter choice (Quarterly Journal of Economics 83, 1969, 478-490);
Kramer, A dynamical model of political equilibrium (Journal of Economic Theory 16, 1977, 310-334).
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.minimax import minimax, opposition

RULE = Rule(
    key="minimax-opposition",
    name="minimax, pairwise opposition",
    version=1,
    source="Simpson, Quarterly Journal of Economics 83 (1969); Kramer, Journal of Economic Theory 16 (1977)",
    elects="one candidate whose worst duel is the least bad",
    ties="equal worst duels wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "how many voters prefer each candidate to each other one",
        "worst-duels": "the greatest figure against each candidate; the least of them elects",
        "lot": "equal least figures are decided by lot",
    },
    # What counts against a candidate: the votes against, in every duel, lost or not.
    stages=minimax(opposition),
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the votes against, in every duel, lost or not",
    },
    example=TENNESSEE,
    checked="Venzke's example of 20,000 voters (Election-Methods list, 14 October 2011)",
)
