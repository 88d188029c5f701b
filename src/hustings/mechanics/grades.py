"""Rated ballot papers: points, grades, and who of two is scored higher; a blank is a score of nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from hustings.awaiting import wait_for_somebody
from hustings.counting import Draw, Number, Papers, Stage
from hustings.mechanics.ballots import ballot_papers
from hustings.mechanics.lots import best_of, by_lot
from hustings.paper import scores_in
from hustings.profile import Profile


def rated(papers: Papers) -> Profile:
    """Rated ballot papers, to be counted; waits while some are referred and where nobody stands."""
    wait_for_somebody(papers.candidates)
    profile = ballot_papers(papers)
    profile.wait_for_rulings("first-count")
    return profile


def approvals(papers: Profile) -> dict[str, int]:
    """How many papers approve each candidate; a candidate named twice on a paper is approved once.

    >>> approvals(Profile.of("abc", {("a", "b"): 3, ("b",): 2, (): 1}, ballots="approvals"))
    {'a': 3, 'b': 5, 'c': 0}
    """
    made = dict.fromkeys(papers.candidates, 0)
    for pile in papers.piles:
        for one in set(pile.vote):
            made[one] += pile.papers
    return made


def scored(papers: Profile) -> Iterator[tuple[dict[str, int], int]]:
    """The scores on each kind of paper, and how many papers carry them."""
    for pile in papers.piles:
        yield scores_in(pile.vote), pile.papers


def totals(papers: Profile) -> dict[str, int]:
    """The sum of each candidate's scores; who is left out of a paper gets nothing from it.

    >>> totals(Profile.of("abc", {("a:5", "b:2"): 3, ("b:4",): 1}, ballots="scores"))
    {'a': 15, 'b': 10, 'c': 0}
    """
    made = dict.fromkeys(papers.candidates, 0)
    for scores, number in scored(papers):
        for one, score in scores.items():
            made[one] += score * number
    return made


def tallies(papers: Profile) -> dict[str, Counter[int]]:
    """How many papers give each candidate each grade; who is left out of a paper gets the lowest grade there.

    The lowest grade is 0, or the lowest that any paper gives where that is below 0.

    >>> {one: dict(grades) for one, grades in tallies(
    ...     Profile.of("ab", {("a:3",): 2, ("a:1", "b:3"): 1}, ballots="scores")).items()}
    {'a': {1: 1, 3: 2}, 'b': {3: 1, 0: 2}}
    """
    lowest = min((score for scores, _ in scored(papers) for score in scores.values()), default=0)
    made: dict[str, Counter[int]] = {one: Counter() for one in papers.candidates}
    for scores, number in scored(papers):
        for one, grades in made.items():
            grades[scores.get(one, min(lowest, 0))] += number
    return made


def given(papers: Profile, score: int) -> dict[str, int]:
    """How many papers give each candidate exactly this score.

    >>> given(Profile.of("ab", {("a:5", "b:4"): 3, ("a:4",): 2}, ballots="scores"), 4)
    {'a': 2, 'b': 3}
    """
    made = dict.fromkeys(papers.candidates, 0)
    for scores, number in scored(papers):
        for one, found in scores.items():
            made[one] += number if found == score else 0
    return made


def preferred(papers: Profile, among: Collection[str]) -> dict[tuple[str, str], int]:
    """How many papers score the first of two higher than the second, for each two; a blank is scored 0.

    >>> preferred(Profile.of("ab", {("a:5", "b:2"): 3, ("b:1",): 2}, ballots="scores"), "ab")
    {('a', 'b'): 3, ('b', 'a'): 2}
    """
    made = {(one, other): 0 for one in among for other in among if one != other}
    for scores, number in scored(papers):
        for one, other in made:
            if scores.get(one, 0) > scores.get(other, 0):
                made[one, other] += number
    return made


def highest(
    step: str, points: Mapping[str, Number], papers: int, seats: int, draw: Draw, *, stage: int = 1
) -> Iterator[Stage]:
    """Yield who has the most points, as many as there are seats; who is equal for the last waits for lots.

    `stage` is the number of the stage that shows the points; the lot at stage n has the key `lot-n`.
    """
    elected: tuple[str, ...] = ()
    rest = tuple(points)
    while rest and len(elected) + len(best_of(points, rest)) <= seats:
        best = best_of(points, rest)
        elected += best
        rest = tuple(one for one in rest if one not in best)
    equal = best_of(points, rest) if len(elected) < seats else ()
    yield Stage(step=step, votes=points, papers=papers, holds="points", elected=elected, remaining=equal)
    for lot in range(seats - len(elected) if equal else 0):
        drawn, equalities = by_lot(equal, draw, f"lot-{stage + 1 + lot}")
        yield Stage(
            step="lot",
            votes={one: points[one] for one in equal},
            papers=papers,
            holds="points",
            elected=(drawn,),
            equalities=equalities,
        )
        equal = tuple(one for one in equal if one != drawn)
