"""Scrutinies: points among those who remain, whoever does badly is excluded, and points are given anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hustings import views
from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Equality, Number, Papers, Stage, Stages
from hustings.mechanics.ballots import Handling, ballot_papers, ballots_of
from hustings.mechanics.duels import duels
from hustings.mechanics.lots import by_lot, extreme
from hustings.mechanics.points import borda_points
from hustings.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Points = Mapping[str, Number]

Score = Callable[[Profile], Callable[[Sequence[str]], Points]]
"""Papers to a function that gives points among some of the candidates."""

Out = tuple[list[str], tuple[Equality, ...]]

Exclude = Callable[[Points, Draw, int], Out]
"""Whom a scrutiny excludes: its points and the number of the stage that will exclude them."""


def scrutinies(score: Score, exclude: Exclude) -> Stages:
    """The stages: a `scrutiny` of all, then an `exclusion` each with the points of those who are left.

    There is no scrutiny of one: whoever is left alone keeps the points of the last.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        wait_for_somebody(papers.candidates)
        profile = ballot_papers(papers)
        points_of = score(profile)
        now = _stage(profile, "scrutiny", points_of(papers.candidates))
        yield replace(now, readings=profile.doubtful_ranks())
        number = 1
        while not now.elected:
            number += 1
            out, equalities = exclude(now.votes, draw, number)
            left = [one for one in now.remaining if one not in out]
            kept = {one: now.votes[one] for one in left}
            now = _stage(profile, "exclusion", kept if len(left) == 1 else points_of(left))
            yield replace(now, eliminated=tuple(out), equalities=equalities)

    return stages


def _stage(papers: Profile, step: str, points: Points) -> Stage:
    remaining = tuple(points)
    return Stage(
        step=step,
        votes=points,
        papers=papers.valid,
        holds="points",
        remaining=remaining,
        elected=remaining if len(remaining) == 1 else (),
    )


def not_above_average(points: Points, draw: Draw, stage: int) -> Out:
    """All who have no more than the average; where all are equal, all but the one whom a lot elects.

    Source: Nanson, Methods of election (1882), Statement of method, and Cases of equality.
    """
    return _below(points, lambda one, average: one <= average, draw, stage)


def below_average(points: Points, draw: Draw, stage: int) -> Out:
    """All who have less than the average; where all are equal, all but the one whom a lot elects."""
    return _below(points, lambda one, average: one < average, draw, stage)


def _below(points: Points, bad: Callable[[Number, Fraction], bool], draw: Draw, stage: int) -> Out:
    average = Fraction(sum(points.values())) / len(points)
    if all(one == average for one in points.values()):
        level = tuple(points)
        chosen, equalities = by_lot(level, draw, f"equality-{stage}", "is elected")
        return [one for one in level if one != chosen], equalities
    return [one for one, own in points.items() if bad(own, average)], ()


def fewest_points(points: Points, draw: Draw, stage: int) -> Out:
    """Whoever has the fewest points; a lot where several have."""
    out, equalities = by_lot(extreme(points, lowest=True), draw, f"exclusion-{stage}", "is excluded")
    return [out], equalities


def averaged(papers: Profile) -> Callable[[Sequence[str]], Points]:
    """A point for each of the rest ranked below, half a point for each who is level."""
    cells, number = duels(papers), papers.valid
    return lambda some: borda_points(some, cells, number)


def by_levels(papers: Profile) -> Callable[[Sequence[str]], Points]:
    """A point for each place below that is taken by some of the rest, unranked ones taking the last together.

    So the lowest of those marked gets one, the next two, and so on, where not everybody is marked. Source:
    Nanson, Methods of election (1882), Statement of method, and Practical details.

    >>> papers = Profile.of("abc", {("a", "b"): 3, ("c",): 2}, ballots="rankings")
    >>> by_levels(papers)("abc"), by_levels(papers)("ab")
    ({'a': 6, 'b': 3, 'c': 2}, {'a': 3, 'b': 0})
    """
    ballots = ballots_of(papers, Handling())

    def points(some: Sequence[str]) -> Points:
        rows = [ballots.candidates.index(one) for one in some]
        given = dict.fromkeys(some, 0)
        for start in range(0, len(ballots.codes), views.BLOCK):
            block = slice(start, start + views.BLOCK)
            stood = views.places_of(ballots.codes[block], ballots.groups, len(ballots.candidates))[rows]
            for one, own in zip(some, stood, strict=True):
                given[one] += int((_below_on(own, stood) * ballots.papers[block]).sum())
        return given

    return points


def _below_on(own: NDArray[np.int16], stood: NDArray[np.int16]) -> NDArray[np.int64]:
    """How many different places below this one are taken, on each paper."""
    import numpy as np

    rising = np.sort(stood, axis=0)
    fresh = np.ones(rising.shape, bool)
    fresh[1:] = rising[1:] != rising[:-1]
    return np.asarray((fresh & (rising > own)).sum(axis=0), np.int64)
