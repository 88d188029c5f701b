"""Nanson's method as much of the literature has it: those below the average of points are excluded.

Source: Nanson, Methods of election (Transactions of the Royal Society of Victoria 19, 1882, 197-240):
Statement of method, Practical details, Cases of equality. Niou, A note on Nanson's rule
(Public Choice 54, 1987, 191-193), says that it differs from Nanson's own; Schwartz studied it in 1986.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.scrutinies import below_average, by_levels, scrutinies

RULE = Rule(
    key="nanson-below-average",
    name="Nanson's method, excluding only those below the average",
    version=1,
    source="Niou, Public Choice 54 (1987) 191-193, on misstatements of Nanson 1882; Schwartz 1986",
    elects="one candidate, who is left by exclusions of those below the average of points",
    ties="where all have the same points, a lot decides who is elected",
    arithmetic="whole numbers, an exact average",
    cites={
        "scrutiny": "Nanson 1882, Statement of method: one for the lowest marked, two for the next",
        "exclusion": "Niou 1987, on this version: those below the average are excluded",
    },
    stages=scrutinies(by_levels, below_average),
    known="not read",
    clauses={
        "points": "one for the lowest marked, one more for each above; none for those who are not marked",
        "exclusion": "all who have less than the average",
        "equality": "only where all have the same points: one casting vote decides who wins, here a lot",
        "level_ranks": "candidates who share a rank get the same points, and the next above them one more",
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
    },
    example=TENNESSEE,
    checked="Tennessee: points of electowiki, Borda count",
)
