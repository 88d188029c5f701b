"""Nanson's method: all who have no more than the average of points are excluded, until one is left.

Source: Nanson, Methods of election (Transactions of the Royal Society of Victoria 19, 1882, 197-240):
Statement of method, Practical details, Cases of equality.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.scrutinies import by_levels, not_above_average, scrutinies

RULE = Rule(
    key="nanson",
    name="Nanson's method",
    version=1,
    source="Nanson, Methods of election (1882), Statement of method",
    elects="one candidate, who is left by exclusions of those not above the average of points",
    ties="where all have the same points, a lot decides who is elected",
    arithmetic="whole numbers, an exact average",
    cites={
        "scrutiny": "Nanson 1882, Statement of method: one for the lowest marked, two for the next",
        "exclusion": "Nanson 1882, Statement of method: who has not polled above the average is excluded",
    },
    stages=scrutinies(by_levels, not_above_average),
    known="excerpt",
    clauses={
        "points": "one for the lowest marked, one more for each above; none for those who are not marked",
        "exclusion": "all who have not more than the average",
        "equality": "only where all have the same points: one casting vote decides who wins, here a lot",
        "level_ranks": "candidates who share a rank get the same points, and the next above them one more",
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
    },
    example=TENNESSEE,
    checked="Tennessee: points of electowiki, Borda count; elected as in the documentation of wybr 0.0.6",
)
