"""Majority judgment: the highest median grade, and where medians are equal, the next ones.

Source: M. Balinski and R. Laraki, A theory of measuring, electing, and ranking, PNAS 104 (2007), 8720-8725.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.mechanics.grades import rated, tallies
from hustings.mechanics.lots import best_of, by_lot


def median(grades: Counter[int]) -> int:
    """The middle grade, the lower of the two middle ones where the number of grades is even.

    >>> median(Counter({5: 1, 3: 1, 2: 1})), median(Counter({5: 2, 2: 2}))
    (3, 2)
    """
    place = (grades.total() - 1) // 2
    for grade in sorted(grades):
        place -= grades[grade]
        if place < 0:
            return grade
    raise ValueError("no grade")


def alike(grades: Counter[int]) -> int:
    """How many middle grades can be taken away, one at a time, before the median is another one.

    >>> alike(Counter({3: 2, 2: 1, 0: 1}))
    1
    """
    middle = median(grades)
    above = sum(number for grade, number in grades.items() if grade > middle)
    below = sum(number for grade, number in grades.items() if grade < middle)
    return min(above + grades[middle] - below, below + grades[middle] - above + 1)


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the medians of all, then of those who are equal without the middle grades they share."""
    profile = rated(papers)
    grades = tallies(profile)
    step, taken = "medians", 0
    while True:
        # Without papers, and once every grade is taken away, nobody has a median.
        medians = {one: median(tally) for one, tally in grades.items() if tally.total()}
        best = best_of(medians) if medians else tuple(grades)
        yield Stage(
            step=step,
            votes=medians,
            papers=profile.valid,
            holds="points",
            looked_at=taken,
            remaining=best,
            eliminated=tuple(one for one in grades if one not in best),
            elected=best if len(best) == 1 else (),  # the highest majority-grade
        )
        if len(best) == 1 or not medians:
            break

        # Of those who are equal, one middle grade each is taken away, until the middle grades differ.
        grades = {one: Counter(grades[one]) for one in best}
        taken = min(alike(tally) for tally in grades.values())
        for one in best:
            grades[one][medians[one]] -= taken
        step = "next-medians"

    # Candidates whose grades are the same, one by one, are equal.
    if len(best) > 1:
        drawn, equalities = by_lot(best, draw, "lot")
        yield Stage(
            step="lot",
            votes={},
            papers=profile.valid,
            holds="points",
            elected=(drawn,),
            equalities=equalities,
        )


RULE = Rule(
    key="majority-judgment",
    name="majority judgment",
    version=1,
    source="Balinski and Laraki, A theory of measuring, electing, and ranking, PNAS 104 (2007), 8720-8725",
    elects="one candidate",
    ties="equal medians: middle grades are taken away one by one; who has the same grades throughout, by lot",
    arithmetic="whole numbers only",
    cites={
        "medians": "Balinski and Laraki 2007: the highest majority-grade, the (lower) middle one",
        "next-medians": "Balinski and Laraki 2007: one majority-grade of each is dropped until they differ",
        "lot": "the same grades throughout: a lot",
    },
    stages=stages,
    family="rated",
    reads=("scores",),
    known="not read",
    clauses={
        "grades": "whole numbers, the greater the better; only their order matters",
        "median": "the lower of the two middle grades of an even number",
        "blank": "the lowest grade: 0, or the lowest given where that is below 0",
        "equality": "the next medians; the same grades throughout wait for a lot",
    },
    example=Example(
        candidates=("x", "y"),
        votes={("x:3", "y:4"): 1, ("x:3", "y:2"): 1, ("x:2", "y:2"): 1, ("x:1", "y:2"): 1},
        elected=("x",),
        ballots="scores",
    ),
    checked="the worked tie in Wikipedia's Majority judgment, and Mieux Voter's library tests (five ranks)",
)
