"""The Dowdall rule: a vote for the first, half a vote for the second, a third for the third.

Source: Electoral Act 1965 (Nauru) sections 26A, 26B and 27A, as amended to 2012; Reilly, Social choice in the
South Seas (International Political Science Review 23, 2002, 355-372).
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.points import fill_seats, place_points
from hustings.profile import Profile


def score(papers: Profile) -> dict[str, Fraction]:
    """The n-th place is worth the n-th part of a vote, however many are ranked."""
    return place_points(papers, lambda n, ranked: Fraction(1, n))


RULE = Rule(
    key="dowdall",
    name="Dowdall rule (Nauru)",
    version=1,
    source="Electoral Act 1965 (Nauru) ss 26A, 26B",
    elects="as many as there are seats, those with the most votes and parts of votes",
    ties="lots exclude those level for the last seat, one after another",
    arithmetic="exact fractions",
    cites={
        "points": "s 26A(2): one for a first preference, a half for a second, a third for a third and so on",
        "lot": "s 26B(4), s 27A: of those level for the last seat one is excluded",
    },
    stages=fill_seats(score),
    reads=("rankings", "preferences"),
    fills="seats",
    known="excerpt",
    clauses={
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
        "points": "the n-th place is worth 1/n; level candidates share out what their places are worth; "
        "those not ranked get nothing (the law of Nauru rejects such papers, which are not told here)",
    },
    example=TENNESSEE,
    checked="the values that s 26A(2) gives to preferences; no count of papers was found in print",
)
