"""Bucklin voting: first choices, then second ones added to them, and so on, until somebody has a majority.

Source: Charter of the City of Grand Junction, Colorado, 1909, as the Daily Sentinel (2021) and electowiki,
Bucklin voting, describe it; a like charter amendment (Google Books 2SwrAAAAMAAJ, p 223, paragraphs (b) to
(f)) for papers with too many marks.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.choices import bucklin
from hustings.mechanics.examples import TENNESSEE

RULE = Rule(
    key="bucklin",
    name="Bucklin voting (Grand Junction system)",
    version=1,
    source="Charter of Grand Junction, Colorado (1909); electowiki, Bucklin voting",
    elects="one candidate with more than half, of the first choices or with further choices added",
    ties="equal most votes wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "first-choices": "Grand Junction 1909: more than half of the first choices is elected",
        "next-choices": "Grand Junction 1909: choices of the next rank are added; the most, if a majority",
        "lot": "equal most votes are decided by lot",
    },
    stages=bucklin,
    reads=("rankings", "preferences"),
    known="excerpt",
    clauses={
        "majority": "more than half of the papers on which a choice counts for anybody",
        "election": "the most votes of those with a majority; after the last rank the most votes without one",
        "equality": "lot",
        "over-marked ranks": "a rank with several candidates counts for none of them",
        "repeated candidates": "count once, at the higher rank",
        "skipped ranks": "stay empty: a second choice is added with the second choices",
    },
    example=TENNESSEE,
    checked="electowiki, Bucklin voting: Tennessee, both rounds",
)
