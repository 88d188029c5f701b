"""Choices added up: first choices, then with them second ones, and so on, until somebody has a majority."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage
from hustings.mechanics.ballots import Ballots, Handling, ballots_of
from hustings.mechanics.lots import best_of, elect


def bucklin(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield first choices, then each further rank added, and the lot if the most are equal.

    The majority is of all papers on which any choice counts; at the last rank the most elects without one.
    """
    wait_for_somebody(papers.candidates)
    ballots = ballots_of(papers, Handling())
    choices, voters = choices_by_rank(ballots)
    votes = dict.fromkeys(ballots.candidates, 0)
    for rank, added in enumerate(choices):
        votes = {one: number + added[one] for one, number in votes.items()}
        made = Stage(
            step="next-choices" if rank else "first-choices",
            votes=votes,
            papers=ballots.total,
            holds="points",
            added={one: number for one, number in added.items() if number} if rank else {},
            quota=Fraction(voters // 2 + 1),
            remaining=ballots.candidates,
            readings={} if rank else ballots.doubtful,
        )
        if 2 * max(votes.values()) > voters or rank == len(choices) - 1:
            yield from elect(best_of(votes), draw, made)
            return
        yield made


def choices_by_rank(ballots: Ballots) -> tuple[list[dict[str, int]], int]:
    """How many papers choose each candidate at each rank, and how many papers choose anybody.

    A rank with several candidates chooses nobody; who is chosen twice counts at the first of the two ranks.
    Ranks at which no paper chooses anybody are left out at the end, all but the first.
    """
    import numpy as np

    codes, number = ballots.codes, len(ballots.candidates)
    chosen = np.zeros((len(codes), number), bool)
    ranks: list[dict[str, int]] = []
    for column in codes.T:
        single = np.flatnonzero((column >= 0) & (column < number))
        single = single[~chosen[single, column[single]]]
        chosen[single, column[single]] = True
        votes = np.zeros(number, np.int64)
        np.add.at(votes, column[single], ballots.papers[single])
        ranks.append(dict(zip(ballots.candidates, votes.tolist(), strict=True)))
    while len(ranks) > 1 and not any(ranks[-1].values()):
        ranks.pop()
    return ranks, int(ballots.papers[chosen.any(axis=1)].sum())
