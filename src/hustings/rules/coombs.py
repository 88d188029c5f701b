"""Coombs's rule: whoever is ranked last most often is excluded, until somebody has a majority.

Source: Grofman and Feld, If you like the alternative vote ... (Electoral Studies 23, 2004, 641-659); the form
with a majority check is that of Wikipedia, Coombs' method.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.last_places import LEVEL, coombs
from hustings.mechanics.recount import READING, more_than_half

RULE = Rule(
    key="coombs",
    name="Coombs's rule, with a majority check",
    version=1,
    source="Grofman and Feld, Electoral Studies 23 (2004) 641-659; Wikipedia, Coombs' method",
    elects="one candidate with more than half of the first preferences among those left",
    ties="equal most last places wait for a lot",
    arithmetic="exact fractions for last places that are shared, whole numbers else",
    cites={
        "first-preferences": "more than half of the first preferences is elected",
        "last-places": "Grofman and Feld 2004: how many voters rank each candidate last of those left",
        "exclusion": "Grofman and Feld 2004: the candidate with the most last places is eliminated",
    },
    stages=coombs(more_than_half),
    known="excerpt",
    clauses={
        "end": "more than half of the votes still in the count",
        "exclusion": "the most last places, one at a time",
        "last places": LEVEL,
        "equality": "lot",
        **READING,
    },
    example=TENNESSEE,
    checked="Tennessee, Wikipedia: Coombs' method (first and last places of both rounds)",
)
