"""The pieces that `ranked.py` measures, each a process of its own: python contests.py PIECE SIZE ROUNDS.

A piece prepares its ballots, untimed, and returns what is timed. After the last round the process prints the
seconds of CPU of each, and its memory with the ballots alone and at the peak. Everybody gets the ballots of
`rankings`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from plain import scottish_stv
from rankings import NAMES, counted, rankings

Piece = Callable[[int], Callable[[], object]]
"""From a size to what is timed."""


def hustings_count(rule: str, profiles: list[Any], seats: int = 1) -> Any:
    """Count each by a rule; what a count finds of a profile is not kept for the next round."""
    from hustings import shelf
    from hustings.contest import Candidate, Contest
    from hustings.counting import count

    people = tuple(Candidate(id=one, name=one) for one in profiles[0].candidates)
    contest = Contest(title="", candidates=people, seats=seats)
    for profile in profiles:
        for kept in ("_doubtful", "_pairwise"):
            profile.__dict__.pop(kept, None)
        result = count(shelf.rule(rule), profile, contest=contest)
        assert result.awaiting is None, result.awaiting
    return result


def profile_of(votes: Mapping[tuple[str, ...], int], names: str) -> Any:
    from hustings.profile import Pile, Profile

    piles = tuple(Pile(vote=vote, papers=papers) for vote, papers in votes.items())
    return Profile(candidates=tuple(names), piles=piles, ballots="rankings")


# -- Scottish contests: 10,000 papers, 10 candidates, 4 seats ----------------------------------------------


WARDS = 70


def wards() -> list[dict[tuple[str, ...], int]]:
    """So many different wards, each counted as often as it takes."""
    return [counted(rankings(10_000, 10, seed), NAMES) for seed in range(WARDS)]


def stv_hustings(size: int) -> Callable[[], object]:
    votes = wards()
    profiles = [profile_of(one, NAMES[:10]) for one in votes]
    for one, profile in zip(votes[:5], profiles, strict=False):  # the same, stage by stage
        elected, stages = scottish_stv(list(one.items()), NAMES[:10], 4)
        ours = hustings_count("scottish-stv", [profile], 4)
        assert list(ours.elected) == elected
        for theirs, stage in zip(stages, ours.stages, strict=True):
            assert theirs == {id: stage.votes.get(id, 0) * 100_000 for id in theirs}
    return lambda: hustings_count("scottish-stv", profiles * (size // WARDS), 4)


def stv_made(size: int) -> Callable[[], object]:
    votes = wards() * (size // WARDS)
    return lambda: hustings_count("scottish-stv", [profile_of(one, NAMES[:10]) for one in votes], 4)


def stv_plain(size: int) -> Callable[[], object]:
    votes = [[(vote, 1) for vote, papers in one.items() for _ in range(papers)] for one in wards()]
    return lambda: [scottish_stv(one, NAMES[:10], 4) for one in votes * (size // WARDS)]


def stv_plain_unique(size: int) -> Callable[[], object]:
    votes = [list(one.items()) for one in wards()]
    return lambda: [scottish_stv(one, NAMES[:10], 4) for one in votes * (size // WARDS)]


# -- Millions of papers in a file --------------------------------------------------------------------------


def read_file(size: int) -> Callable[[], object]:
    from hustings.desk import read

    return lambda: read(Path("papers.csv"), rule="av")


def av_of_file(size: int) -> Callable[[], object]:
    from hustings.desk import read

    profile = read(Path("papers.csv"), rule="av").papers
    print(f"{len(profile.piles):,} different rankings, {profile.papers:,} papers", file=sys.stderr)
    return lambda: hustings_count("av", [profile])


# -- Duels of 20 candidates --------------------------------------------------------------------------------


def duels_hustings(size: int) -> Callable[[], object]:
    profile = profile_of(counted(rankings(size, 20, 1, complete=True), NAMES), NAMES)

    def timed() -> None:
        hustings_count("schulze-winning-votes", [profile])
        kept = profile.__dict__["_pairwise"]
        hustings_with(profile, kept)

    return timed


def hustings_with(profile: Any, matrix: Any) -> None:
    """Ranked pairs of the matrix that is there already, as whoever counts by both rules has it."""
    from hustings import shelf
    from hustings.counting import count

    assert profile.__dict__["_pairwise"] is matrix
    assert count(shelf.rule("ranked-pairs-winning-votes"), profile).awaiting is None


def duels_votelib(size: int) -> Callable[[], object]:
    from votelib.convert import RankedToCondorcetVotes
    from votelib.evaluate.condorcet import RankedPairs, Schulze

    votes = counted(rankings(size, 20, 1, complete=True), NAMES)

    def timed() -> None:
        cells = RankedToCondorcetVotes().convert(votes)
        Schulze().evaluate(cells)
        RankedPairs().evaluate(cells)

    return timed


# -- The alternative vote, 10 candidates -------------------------------------------------------------------


def av_votes(size: int) -> dict[tuple[str, ...], int]:
    return counted(rankings(size, 10, 1), NAMES)


def av_hustings(size: int) -> Callable[[], object]:
    profile = profile_of(av_votes(size), NAMES[:10])
    return lambda: hustings_count("av", [profile])


def av_made(size: int) -> Callable[[], object]:
    votes = av_votes(size)
    return lambda: hustings_count("av", [profile_of(votes, NAMES[:10])])


def av_votelib(size: int) -> Callable[[], object]:
    from votelib.evaluate.sequential import TransferableVoteSelector

    votes = av_votes(size)
    return lambda: TransferableVoteSelector().evaluate(votes)


def av_pyrankvote(size: int) -> Callable[[], object]:
    import pyrankvote

    people = {one: pyrankvote.Candidate(one) for one in NAMES[:10]}
    ballots = [
        pyrankvote.Ballot([people[one] for one in vote])
        for vote, papers in av_votes(size).items()
        for _ in range(papers)
    ]
    return lambda: pyrankvote.instant_runoff_voting(list(people.values()), ballots)


def av_pref_voting(size: int) -> Callable[[], object]:
    from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
    from pref_voting.profiles_with_ties import ProfileWithTies

    votes = av_votes(size)
    place = {one: at for at, one in enumerate(NAMES)}
    rankings = [{place[one]: rank for rank, one in enumerate(vote, start=1)} for vote in votes]
    profile = ProfileWithTies(rankings, list(votes.values()), candidates=list(range(10)))
    return lambda: instant_runoff_for_truncated_linear_orders(profile)


def av_votekit(size: int) -> Callable[[], object]:
    from votekit.ballot import RankBallot
    from votekit.elections import FastSTV
    from votekit.pref_profile import RankProfile

    ballots = [
        RankBallot(ranking=[{one} for one in vote], weight=papers) for vote, papers in av_votes(size).items()
    ]
    profile = RankProfile(ballots=ballots, candidates=tuple(NAMES[:10]), max_ranking_length=10)
    return lambda: FastSTV(profile).get_elected()


PIECES: Mapping[str, Piece] = {name: one for name, one in globals().items() if callable(one)}


def memory(which: str) -> int:
    """Bytes that are resident now (VmRSS) or were at the most (VmHWM), of this program alone."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) * 1024 for one in lines if one.startswith(which))


def main(pieces: Mapping[str, Piece]) -> None:
    piece, size, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    timed = pieces[piece](size)
    before, seconds = memory("VmRSS"), []
    for _ in range(rounds):
        start = time.process_time()
        timed()
        seconds.append(time.process_time() - start)
    print(json.dumps({"cpu": seconds, "ballots": before, "peak": memory("VmHWM")}))


if __name__ == "__main__":
    main(PIECES)
