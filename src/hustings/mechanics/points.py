"""Points for places: Borda's and other scores that add over papers.

Level candidates share out what their places are worth, so that a paper gives as many points in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage, Stages
from hustings.mechanics.ballots import ballot_papers
from hustings.mechanics.duels import Cells
from hustings.mechanics.lots import best_of, by_lot, elect
from hustings.profile import Profile

AVERAGED = (
    "one for each candidate ranked below and half of one for each who is level; "
    "those not ranked are level below the others"
)
"""How Borda points read papers that do not rank everybody in order."""


def borda_points(candidates: Sequence[str], cells: Cells, papers: int) -> dict[str, Fraction]:
    """A point for each other candidate ranked below, half a point for each who is level, on every paper.

    >>> borda_points("ab", {("a", "b"): 3, ("b", "a"): 1}, 5)
    {'a': Fraction(7, 2), 'b': Fraction(3, 2)}
    """
    above_average = {
        one: sum(cells[one, other] - cells[other, one] for other in candidates if other != one)
        for one in candidates
    }
    return {one: Fraction(papers * (len(candidates) - 1) + above, 2) for one, above in above_average.items()}


def place_points(papers: Profile, worth: Callable[[int, int], Fraction]) -> dict[str, Fraction]:
    """The sum of what places are worth: `worth(n, m)` is that of the n-th of m candidates ranked.

    Whoever is not ranked gets nothing.

    >>> papers = Profile.of("abc", {("a", "b"): 3, ("b=c",): 1}, ballots="rankings")
    >>> place_points(papers, lambda n, m: Fraction(1, n))
    {'a': Fraction(3, 1), 'b': Fraction(9, 4), 'c': Fraction(3, 4)}
    """
    points = dict.fromkeys(papers.candidates, Fraction(0))
    for (one, before, level, ranked), number in papers.standings().items():
        shared = sum((worth(n, ranked) for n in range(before + 1, before + level + 1)), Fraction(0))
        points[one] += number * shared / level
    return points


Score = Callable[[Profile], dict[str, Fraction]]


def most_points(score: Score) -> Stages:
    """The rule that elects whoever has the most points, by lot where several have."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        shown = _points_stage(papers, score)
        yield from elect(best_of(shown.votes), draw, shown)

    return stages


def fill_seats(score: Score) -> Stages:
    """The rule that elects those with the most points, where lots exclude those level for the last seat."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        shown = _points_stage(papers, score)
        votes, seats = shown.votes, contest.seats
        last = sorted(votes.values(), reverse=True)[min(seats, len(votes)) - 1]
        safe = tuple(one for one in votes if votes[one] > last)
        level = tuple(one for one in votes if votes[one] == last)
        if len(safe) + len(level) <= seats:
            yield replace(shown, elected=tuple(one for one in votes if votes[one] >= last))
            return
        yield replace(shown, elected=safe, remaining=level)
        number = 1
        while len(safe) + len(level) > seats:
            number += 1
            out, equalities = by_lot(level, draw, f"exclusion-{number}", "is excluded")
            level = tuple(one for one in level if one != out)
            full = len(safe) + len(level) == seats
            yield Stage(
                step="lot",
                votes=votes,
                papers=shown.papers,
                holds="points",
                remaining=level,
                eliminated=(out,),
                elected=level if full else (),
                equalities=equalities,
            )

    return stages


def _points_stage(papers: Papers, score: Score) -> Stage:
    wait_for_somebody(papers.candidates)
    profile = ballot_papers(papers)
    return Stage(
        step="points",
        votes=score(profile),
        papers=profile.valid,
        holds="points",
        readings=profile.doubtful_ranks(),
    )
