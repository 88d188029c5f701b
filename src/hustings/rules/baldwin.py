"""Baldwin's method: whoever has the fewest Borda points is excluded, until one is left.

Source: Baldwin, The technique of the Nanson preferential majority system of election (Proceedings of the
Royal Society of Victoria 39, 1926, 42-52), as electowiki describes it; Nanson 1882, p 217, names it too.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.points import AVERAGED
from hustings.mechanics.scrutinies import averaged, fewest_points, scrutinies

RULE = Rule(
    key="baldwin",
    name="Baldwin's method",
    version=1,
    source="Baldwin, Proc. Royal Society of Victoria 39 (1926) 42-52; electowiki, Baldwin's method",
    elects="one candidate, who is left by exclusions of the fewest Borda points, one at a time",
    ties="equal fewest points wait for a lot",
    arithmetic="exact fractions",
    cites={
        "scrutiny": "Baldwin 1926: Borda points of all",
        "exclusion": "Baldwin 1926: the fewest are excluded, and points are given anew among the rest",
    },
    stages=scrutinies(averaged, fewest_points),
    known="not read",
    clauses={
        "points": AVERAGED,
        "exclusion": "one at a time, the fewest",
        "equality": "lot",
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
    },
    example=TENNESSEE,
    checked="electowiki, Baldwin's method: 100 voters and three candidates in a circle, all points",
)
