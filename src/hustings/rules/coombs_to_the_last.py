"""Coombs's rule without a majority check: whoever is ranked last most often is excluded, until one is left.

Source: Grofman and Feld, If you like the alternative vote ... (Electoral Studies 23, 2004, 641-659).
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.last_places import LEVEL, coombs, the_only_one
from hustings.mechanics.recount import READING

RULE = Rule(
    key="coombs-to-the-last",
    name="Coombs's rule, without a majority check",
    version=1,
    source="Grofman and Feld, Electoral Studies 23 (2004) 641-659",
    elects="the one candidate left by exclusions of the most last places",
    ties="equal most last places wait for a lot",
    arithmetic="exact fractions for last places that are shared, whole numbers else",
    cites={
        "first-preferences": "first preferences, which decide nothing here",
        "last-places": "Grofman and Feld 2004: how many voters rank each candidate last of those left",
        "exclusion": "Grofman and Feld 2004: the candidate with the most last places is eliminated",
    },
    stages=coombs(the_only_one),
    known="excerpt",
    clauses={
        "end": "one is left: a majority of first preferences is not looked at",
        "exclusion": "the most last places, one at a time",
        "last places": LEVEL,
        "equality": "lot",
        **READING,
    },
    example=TENNESSEE,
    checked="Tennessee, Wikipedia: Coombs' method (last places of the first round, and who is elected)",
)
