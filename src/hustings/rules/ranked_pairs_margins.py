"""Ranked pairs by margins: defeats are locked from the strongest down, unless they close a circle.

Source: Tideman, Independence of clones as a criterion for voting rules (Social Choice and Welfare 4, 1987,
185-206); Zavist and Tideman, Complete independence of clones in the ranked pairs rule (6, 1989, 167-173).
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING, margins
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.locking import TRIED, by_locking

RULE = Rule(
    key="ranked-pairs-margins",
    name="ranked pairs, margins",
    version=1,
    source="Tideman, Social Choice and Welfare 4 (1987) 185-206; Zavist and Tideman, 6 (1989) 167-173",
    elects="one candidate whom no locked defeat puts below another",
    ties="where the order of equal defeats changes who is elected, a lot is drawn between all who may be",
    arithmetic="whole numbers only",
    cites={
        "duels": "Tideman 1987: how many voters prefer each candidate to each other one",
        "passed-over": "Tideman 1987: defeats that contradict stronger ones are passed over",
        "locked": "Tideman 1987: the defeats that stand, whatever the order of equal ones",
        "lot": "a lot between those who may be elected (Zavist and Tideman 1989 draw a ballot for this)",
    },
    stages=by_locking(margins),
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "strength": "the margin: votes for whoever won less votes for whoever lost",
        "equal_defeats": f"taken in every possible order, up to {TRIED:,} ways; no lot where all elect one",
    },
    example=TENNESSEE,
    checked="Ranked pairs in the encyclopedia: the example of Tennessee; "
    "a poll without a Condorcet winner (Election-Methods list, 29 January 2011)",
)
