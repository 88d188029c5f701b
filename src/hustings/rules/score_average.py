"""Score voting by averages: a blank is no opinion, and the highest average of those scored often enough wins.

Source: Center for Range Voting, "Range Voting", rules a to d (rangevoting.org/FullRange.html).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.mechanics.grades import highest, rated, scored, totals


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the averages of all, who is scored too seldom, then who has the highest average, or a lot."""
    profile = rated(papers)
    numbers: Counter[str] = Counter()
    for scores, number in scored(profile):
        numbers.update(dict.fromkeys(scores, number))
    points = totals(profile)
    averages = {one: Fraction(points[one], numbers[one]) if numbers[one] else Fraction() for one in points}

    # Only who has at least a quarter of the scores of the one scored most often may win.
    most = max(numbers.values(), default=0)
    known = tuple(one for one in points if 4 * numbers[one] >= most)
    seldom = tuple(one for one in points if one not in known)
    yield Stage(
        step="averages",
        votes=averages,
        papers=profile.valid,
        holds="points",
        held={one: numbers[one] for one in points},
        remaining=known,
        eliminated=seldom,
    )
    # The candidate with the highest average wins.
    yield from highest("highest", {one: averages[one] for one in known}, profile.valid, 1, draw, stage=2)


RULE = Rule(
    key="score-average",
    name="score voting by averages",
    version=1,
    source="Center for Range Voting, rangevoting.org/FullRange.html",
    elects="one candidate",
    ties="candidates with equal highest averages wait for a lot",
    arithmetic="exact fractions",
    cites={
        "averages": "FullRange c, d: the average of those scores that are given, if given often enough",
        "highest": "FullRange c: the candidate with the highest average wins",
        "lot": "equality is decided by lot; the rules do not say",
    },
    stages=stages,
    family="rated",
    reads=("scores",),
    known="read",
    clauses={
        "blank": "no opinion: it changes no average; a paper without scores is disregarded",
        "often enough": "at least a quarter as many scores as the candidate who has most of them",
        "equality": "a lot",
    },
    example=Example(
        candidates=("ann", "bert", "clara"),
        votes={("ann:9", "bert:4"): 3, ("bert:4", "clara:5"): 3},
        elected=("ann",),
        ballots="scores",
    ),
)
