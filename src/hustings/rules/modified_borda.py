"""The modified Borda count: whoever ranks m candidates gives m points to the first and one to the last.

Source: Emerson, The original Borda count and partial voting (Social Choice and Welfare 40, 2013, 353-358).
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Rule
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.points import most_points, place_points
from hustings.profile import Profile


def score(papers: Profile) -> dict[str, Fraction]:
    """Of m candidates ranked the first gets m points, the next m - 1, the last one."""
    return place_points(papers, lambda n, ranked: Fraction(ranked - n + 1))


RULE = Rule(
    key="modified-borda",
    name="modified Borda count",
    version=1,
    source="Emerson, Social Choice and Welfare 40 (2013) 353-358",
    elects="one candidate with the most points",
    ties="equal most points wait for a lot",
    arithmetic="exact fractions",
    cites={
        "points": "Emerson 2013: points by how many candidates the paper ranks",
        "lot": "equal most points are decided by lot",
    },
    stages=most_points(score),
    reads=("rankings", "preferences"),
    known="not read",
    clauses={
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
        "points": "of m candidates ranked the n-th gets m - n + 1; level candidates share out what "
        "their places are worth; those not ranked get nothing",
    },
    example=TENNESSEE,
    checked="points printed for papers of one, two and five preferences (Borda count, modified)",
)
