"""Papers as they would be had somebody not stood."""

from __future__ import annotations

from dataclasses import replace

from hustings.contest import Contest
from hustings.duels import Duels
from hustings.paper import LEVEL, SCORED, Ballots, Vote
from hustings.profile import Profile


def without(papers: Profile, id: str) -> Profile:
    """The same papers with a candidate taken off each: whoever stood below moves up.

    Papers of one or two columns become rankings, so that a second preference may become a first.

    >>> papers = Profile.of("abc", {("a", "b"): 2, ("b=a", "c"): 1, ("a",): 4}, ballots="rankings")
    >>> [(one.vote, one.papers) for one in without(papers, "a").piles]
    [((), 4), (('b',), 2), (('b', 'c'), 1)]
    """
    ballots: Ballots = "rankings" if papers.ballots == "preferences" else papers.ballots
    change = _struck_from_scores if ballots in ("scores", "approvals") else _struck_from_ranks
    # First as it stands, so that no vote is without a first preference that it must have.
    ranked = replace(papers, ballots=ballots).each(lambda vote: change(vote, id))
    return replace(ranked, candidates=tuple(one for one in papers.candidates if one != id))


def _struck_from_ranks(vote: Vote, id: str) -> Vote:
    left = [LEVEL.join(one for one in place.split(LEVEL) if one != id) for place in vote]
    return tuple(place for place in left if place)


def _struck_from_scores(vote: Vote, id: str) -> Vote:
    return tuple(place for place in vote if place.partition(SCORED)[0] != id)


def duels_without(papers: Duels, id: str) -> Duels:
    """A pairwise table without one candidate; the other duels are the same."""
    kept = [at for at, one in enumerate(papers.candidates) if one != id]
    return replace(
        papers,
        candidates=tuple(papers.candidates[at] for at in kept),
        wins=tuple(tuple(papers.wins[row][column] for column in kept) for row in kept),
    )


def contest_without(contest: Contest, *ids: str) -> Contest:
    """The contest as if these candidates had not stood; the seats stay."""
    return replace(contest, candidates=tuple(one for one in contest.candidates if one.id not in ids))
