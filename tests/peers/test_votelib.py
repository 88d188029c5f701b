"""The same elections by votelib (MIT licence), rule by rule; `agreement` says how they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from agreement import Elected, Election, Papers, Peer, as_stated

pytest.importorskip("votelib")

from votelib import convert
from votelib.component import divisor, rankscore
from votelib.evaluate import cardinal, condorcet, core, proportional, sequential

POSITIONS = {
    "borda": rankscore.Borda(),
    "modified-borda": rankscore.ModifiedBorda(),
    "dowdall": rankscore.Dowdall(),
}


def of(elected: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(one) for one in elected)


def pairs(method: Any) -> Peer:
    """A method that looks at duels alone."""
    to_duels = convert.RankedToCondorcetVotes()

    def counted(election: Election) -> Elected | None:
        try:
            return of(method.evaluate(to_duels.convert(dict(election.votes))))
        except NotImplementedError:  # several orders are equally good
            return None

    return counted


def papers(method: Any) -> Peer:
    """A method that looks at the papers."""

    def counted(election: Election) -> Elected | None:
        try:
            return of(method.evaluate(dict(election.votes), election.seats))
        except core.VotingSystemError:  # "infinite loop in STV"
            return None

    return counted


def positions(rule: str) -> Peer:
    scored = convert.RankedToPositionalVotes(POSITIONS[rule])
    return lambda election: of(core.Plurality().evaluate(scored.convert(dict(election.votes)), 1))


def scores(method: Any) -> Peer:
    def counted(election: Election) -> Elected:
        votes = {frozenset(given.items()): number for given, number in election.scores()}
        return of(method.evaluate(votes, 1))

    return counted


def approvals(election: Election) -> Elected:
    votes = {frozenset(vote): number for vote, number in election.votes.items()}
    return of(core.Plurality().evaluate(convert.ApprovalToSimpleVotes().convert(votes), election.seats))


def seats(method: Any) -> Peer:
    def counted(election: Election) -> Elected:
        won = method.evaluate(election.lists(), election.seats)
        return {one: int(won.get(one, 0)) for one in election.candidates}

    return counted


NORWAY, SWEDEN = (
    proportional.HighestAverages(divisor.modified_first_coef(divisor.sainte_lague, first))
    for first in (1.4, 1.2)
)

METHODS: list[tuple[str, Papers, int, Peer]] = [
    ("av", "complete", 1, papers(sequential.TransferableVoteSelector())),
    ("av", "truncated", 1, papers(sequential.TransferableVoteSelector())),
    ("bucklin", "truncated", 1, papers(sequential.PreferenceAddition())),
    ("scottish-stv", "complete", 3, papers(sequential.TransferableVoteSelector())),
    ("scottish-stv", "truncated", 3, papers(sequential.TransferableVoteSelector())),
    ("borda", "complete", 1, positions("borda")),
    ("modified-borda", "truncated", 1, positions("modified-borda")),
    ("dowdall", "complete", 1, positions("dowdall")),
    ("copeland", "truncated", 1, pairs(condorcet.Copeland(second_order=False))),
    ("minimax-winning-votes", "truncated", 1, pairs(condorcet.MinimaxCondorcet("winning_votes"))),
    ("minimax-margins", "truncated", 1, pairs(condorcet.MinimaxCondorcet("margins"))),
    ("minimax-opposition", "truncated", 1, pairs(condorcet.MinimaxCondorcet("pairwise_opposition"))),
    ("schulze-winning-votes", "truncated", 1, pairs(condorcet.Schulze())),
    ("ranked-pairs-winning-votes", "truncated", 1, pairs(condorcet.RankedPairs("winning_votes"))),
    ("ranked-pairs-margins", "truncated", 1, pairs(condorcet.RankedPairs("margins"))),
    ("kemeny-young", "truncated", 1, pairs(condorcet.KemenyYoung())),
    ("benham", "complete", 1, papers(sequential.Benham())),
    ("tideman-alternative", "complete", 1, papers(sequential.TidemanAlternative())),
    ("approval", "approvals", 1, approvals),
    ("score", "scores", 1, scores(cardinal.ScoreVoting("sum"))),
    ("score-average", "scores", 1, scores(cardinal.ScoreVoting("mean"))),
    ("star", "stars", 1, scores(cardinal.STAR())),
    ("majority-judgment", "scores", 1, scores(cardinal.MajorityJudgment())),
    ("dhondt", "lists", 5, seats(proportional.HighestAverages("d_hondt"))),
    ("sainte-lague", "lists", 5, seats(proportional.HighestAverages("sainte_lague"))),
    ("modified-sainte-lague", "lists", 5, seats(NORWAY)),
    ("modified-sainte-lague-sweden", "lists", 5, seats(SWEDEN)),
    ("hare-largest-remainder", "lists", 5, seats(proportional.LargestRemainder("hare"))),
    ("droop-largest-remainder", "lists", 5, seats(proportional.LargestRemainder("droop"))),
]


@pytest.mark.parametrize("rule, kind, number, peer", METHODS, ids=[f"{one[0]}-{one[1]}" for one in METHODS])
def test_votelib(rule: str, kind: Papers, number: int, peer: Peer) -> None:
    as_stated("votelib", rule, kind, peer, number)
