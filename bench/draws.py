"""The pieces that `simulation.py` measures, each a process of its own: python draws.py PIECE SIZE ROUNDS.

Each draws its elections as well as counting them, from a seed of its own on every round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from contests import Piece, main

VOTERS, CANDIDATES = 1_000, 5
BLOCK = 8_192

# -- Spatial elections: voters and candidates from one normal distribution in two dimensions ---------------


def hustings_spatial(size: int) -> Callable[[], object]:
    from hustings.simulating import simulate

    seeds = iter(range(1_000))

    def timed() -> None:
        found = simulate(
            "spatial", candidates=CANDIDATES, voters=VOTERS, elections=size, seed=next(seeds), threads=1
        )
        assert sum(found.won) + found.lots == size

    timed()
    return timed


def elsim_spatial(size: int) -> Callable[[], object]:
    """By elsim's runoff, which looks at whole rankings: it has no supplementary vote."""
    from elsim.elections import normal_electorate, normed_dist_utilities
    from elsim.methods import runoff
    from elsim.strategies import honest_rankings

    draw = np.random.default_rng(1)

    def timed(many: int = size) -> None:
        for _ in range(many):
            voters, people = normal_electorate(VOTERS, CANDIDATES, dims=2, random_state=draw)
            runoff(honest_rankings(normed_dist_utilities(voters, people)))

    timed(10)  # compiled where numba is there
    return timed


def pref_voting_spatial(size: int) -> Callable[[], object]:
    """By its plurality with runoff, which looks at whole rankings: it has no supplementary vote."""
    from pref_voting.generate_spatial_profiles import generate_spatial_profile
    from pref_voting.iterative_methods import plurality_with_runoff_put

    np.random.seed(1)

    def timed(many: int = size) -> None:
        for _ in range(many):
            utilities = generate_spatial_profile(CANDIDATES, VOTERS, 2).to_utility_profile()
            plurality_with_runoff_put(utilities.to_ranking_profile().to_linear_profile())

    timed(2)
    return timed


# -- Shares of eight candidates, and where their second preferences go -------------------------------------

SHARES = np.array([0.40, 0.35, 0.08, 0.05, 0.04, 0.03, 0.03, 0.02])
KNOWN = 500  # as if so many papers had been seen
NOBODY, SEEN = 0.55, 12  # transfers: what share names nobody who counts, and how surely that is known


def prior() -> Any:
    """What transfers are drawn from: second preferences in proportion to first ones, and nobody."""
    rows = np.tile(np.append(SHARES, 0.0), (len(SHARES), 1))
    np.fill_diagonal(rows, 0)
    rows *= (1 - NOBODY) * SEEN / rows.sum(axis=1, keepdims=True)
    rows[:, -1] = NOBODY * SEEN
    return rows


def gammas(draw: np.random.Generator) -> Any:
    """A block of gammas, whose shares are Dirichlet; that they do not add to 1 changes no winner."""
    return np.stack([draw.standard_gamma(KNOWN * share, BLOCK) for share in SHARES]).T


def blocks(size: int, each: Callable[[np.random.Generator], Any]) -> Callable[[], object]:
    """Do the same with a stream of its own for each block."""
    from hustings.mechanics import sv_batch

    sv_batch.count_tables(np.ones((1, 2, 3), np.int64))  # as whoever simulates has done before

    def timed() -> None:
        for number in range(-(-size // BLOCK)):
            each(np.random.Generator(np.random.SFC64(np.random.SeedSequence(1, spawn_key=(number,)))))

    return timed


def gammas_alone(size: int) -> Callable[[], object]:
    return blocks(size, gammas)


def fixed_transfers(size: int) -> Callable[[], object]:
    from hustings.mechanics import sv_batch

    transfers = (prior() / SEEN)[:, :-1]
    return blocks(size, lambda draw: sv_batch.count_shares(gammas(draw), transfers))


def random_transfers(size: int) -> Callable[[], object]:
    from hustings.mechanics import sv_batch

    rows = prior()
    return blocks(size, lambda draw: sv_batch.count_drawn(gammas(draw), rows, draw))


def plain_fixed(size: int) -> Callable[[], object]:
    """One after another in plain Python, with the same shares drawn by numpy."""
    rows = (prior() / SEEN)[:, :-1].tolist()
    drawn = np.concatenate([gammas(np.random.default_rng(at)) for at in range(-(-size // BLOCK))])

    def timed() -> None:
        for first in drawn[:size].tolist():
            second = sorted(first)[-2]
            left = [at for at, votes in enumerate(first) if votes >= second]
            totals = {
                at: first[at] + sum(first[x] * rows[x][at] for x in range(len(first)) if x not in left)
                for at in left
            }
            max(totals, key=totals.__getitem__)

    return timed


PIECES: Mapping[str, Piece] = {name: one for name, one in globals().items() if callable(one)}

if __name__ == "__main__":
    main(PIECES)
