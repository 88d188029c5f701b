"""The Borda count: a point for each candidate ranked below.

Source: Borda, Mémoire sur les élections au scrutin (Histoire de l'Académie royale des sciences, 1781);
Young, Condorcet's theory of voting (American Political Science Review 82, 1988), for the form it has here.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Rule
from hustings.mechanics.duels import READING, duels
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.points import AVERAGED, borda_points, most_points
from hustings.profile import Profile


def score(papers: Profile) -> dict[str, Fraction]:
    """Of n candidates the first gets n - 1 points, the next n - 2, the last none."""
    return borda_points(papers.candidates, duels(papers), papers.valid)


RULE = Rule(
    key="borda",
    name="Borda count",
    version=1,
    source="Borda, Mémoire sur les élections au scrutin (1781); Young, Am. Pol. Sci. Rev. 82 (1988)",
    elects="one candidate with the most points",
    ties="equal most points wait for a lot",
    arithmetic="exact fractions",
    cites={
        "points": "Young 1988: as many points as candidates stand below, on each paper",
        "lot": "equal most points are decided by lot",
    },
    stages=most_points(score),
    reads=("rankings", "preferences"),
    known="not read",
    clauses={
        "skipped_ranks": READING["skipped_ranks"],
        "repeated": READING["repeated"],
        "points": AVERAGED,
    },
    example=TENNESSEE,
    checked="Lippman, Math in Society, Borda count: Seattle, Tacoma, Puyallup and Olympia, all points",
)
