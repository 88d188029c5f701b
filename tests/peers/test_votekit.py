"""The same elections by VoteKit (MIT licence), rule by rule; `agreement` says how they are compared."""

from __future__ import annotations

from typing import Any

import pytest

from agreement import Elected, Election, Papers, Peer, as_stated

pytest.importorskip("votekit")

from votekit.ballot import RankBallot, ScoreBallot
from votekit.elections import Approval, Borda, FastSTV, RankedPairs, Rating, Schulze, TopTwo
from votekit.pref_profile import RankProfile, ScoreProfile

pytestmark = pytest.mark.filterwarnings("ignore")  # what they say of themselves


def ranked(election: Election) -> Any:
    ballots = [RankBallot(ranking=[{one} for one in vote], weight=n) for vote, n in election.votes.items()]
    return RankProfile(
        ballots=ballots, candidates=election.candidates, max_ranking_length=len(election.candidates)
    )


def of(election: Any) -> frozenset[str]:
    return frozenset(one for group in election.get_elected() for one in group)


def ranking(method: Any, **options: Any) -> Peer:
    def counted(election: Election) -> Elected | None:
        try:
            return of(method(ranked(election), **options))
        except ValueError:  # a tie where we find none
            return None

    return counted


def approvals(election: Election) -> Elected:
    ballots = [
        ScoreBallot(scores=dict.fromkeys(vote, 1), weight=papers) for vote, papers in election.votes.items()
    ]
    return of(Approval(ScoreProfile(ballots=ballots, candidates=election.candidates)))


def scores(election: Election) -> Elected:
    ballots = [ScoreBallot(scores=given, weight=papers) for given, papers in election.scores()]
    return of(Rating(ScoreProfile(ballots=ballots, candidates=election.candidates), per_candidate_limit=9))


METHODS: list[tuple[str, Papers, int, Peer]] = [
    ("av", "complete", 1, ranking(FastSTV)),
    ("av", "truncated", 1, ranking(FastSTV)),
    ("contingent", "truncated", 1, ranking(TopTwo)),
    ("scottish-stv", "complete", 3, ranking(FastSTV, n_seats=3)),
    ("scottish-stv", "truncated", 3, ranking(FastSTV, n_seats=3)),
    ("borda", "complete", 1, ranking(Borda)),
    ("schulze-margins", "complete", 1, ranking(Schulze)),
    ("schulze-margins", "truncated", 1, ranking(Schulze)),
    ("ranked-pairs-margins", "complete", 1, ranking(RankedPairs)),
    ("ranked-pairs-margins", "truncated", 1, ranking(RankedPairs)),
    ("approval", "approvals", 1, approvals),
    ("score", "scores", 1, scores),
]


@pytest.mark.parametrize("rule, kind, number, peer", METHODS, ids=[f"{one[0]}-{one[1]}" for one in METHODS])
def test_votekit(rule: str, kind: Papers, number: int, peer: Peer) -> None:
    as_stated("VoteKit", rule, kind, peer, number)
