"""Cultures draw what their papers say: exact chances and moments, each within five standard errors."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest

from hustings import shelf
from hustings.cultures import spatial
from hustings.cultures._culture import Culture, Electorate
from hustings.mechanics import drawn_papers
from hustings.mechanics.table import Table

CULTURES = sorted(shelf.cultures())
REAL = Table.of(
    "abcd", {"ab": 300, "aa": 20, "a": 80, "ba": 150, "bc": 50, "b": 100, "cb": 90, "cd": 10, "d": 200}
)


def electorate(culture: Culture, candidates: int, voters: int, **settings: Any) -> Electorate:
    return Electorate(
        candidates=4 if culture.around else candidates,
        voters=voters,
        settings={one.name: one.default for one in culture.settings} | settings,
        around=REAL if culture.around else None,
    )


def drawn(key: str, candidates: int, voters: int, elections: int, seed: int = 1, **settings: Any) -> Any:
    culture = shelf.culture(key)
    who = electorate(culture, candidates, voters, **settings)
    return culture.rankings(who, elections, np.random.default_rng(seed))


def near(found: int, elections: int, chance: float) -> bool:
    """Whether so many of so many are within five standard errors of a chance."""
    return abs(found - elections * chance) <= 5 * (elections * chance * (1 - chance)) ** 0.5


def ranked_first_to_last(rankings: Any) -> Counter[tuple[int, ...]]:
    return Counter(map(tuple, rankings.reshape(-1, rankings.shape[-1]).tolist()))


def with_a_winner(rankings: Any) -> int:
    above = drawn_papers.pairwise(rankings, rankings.shape[2])
    return int((drawn_papers.condorcet(above) >= 0).sum())


# -- all of them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", CULTURES)
def test_a_culture_says_what_it_is_and_draws_whole_rankings(key: str) -> None:
    culture = shelf.culture(key)
    assert culture.key == key and culture.title and culture.about and culture.source
    assert all(one.words and (one.many or one.least <= one.default <= one.most) for one in culture.settings)
    rankings = drawn(key, 5, 30, 40)
    assert rankings.shape == (40, 30, 2 if culture.around else 5) and rankings.dtype == np.int8
    for row in rankings.reshape(-1, rankings.shape[2]).tolist():
        named = [one for one in row if one >= 0]
        assert len(set(named)) == len(named) > 0 and row[: len(named)] == named
        assert culture.around or sorted(row) == list(range(5))


@pytest.mark.parametrize("key", CULTURES)
def test_the_same_seed_draws_the_same_and_another_does_not(key: str) -> None:
    assert drawn(key, 4, 20, 10).tobytes() == drawn(key, 4, 20, 10).tobytes()
    assert drawn(key, 4, 20, 10).tobytes() != drawn(key, 4, 20, 10, seed=2).tobytes()


@pytest.mark.parametrize("key", [key for key in CULTURES if shelf.culture(key).shares])
def test_shares_have_the_means_and_variances_of_the_papers(key: str) -> None:
    """Tables drawn straight and those of whole rankings agree in their first two moments."""
    culture, elections, voters = shelf.culture(key), 4_000, 25
    who = electorate(culture, 4, voters)
    shares = culture.shares(who, elections, np.random.default_rng(3))
    np.testing.assert_allclose(shares.sum(axis=(1, 2)), 1)
    flat = np.broadcast_to(shares.reshape(len(shares), -1), (elections, 20))
    straight = np.random.default_rng(4).multinomial(voters, flat)
    rankings = culture.rankings(who, elections, np.random.default_rng(5))
    papers = drawn_papers.tables(rankings[..., 0], rankings[..., 1], 4).reshape(elections, -1)
    if culture.around:  # papers do not tell the same candidate twice from none
        for table in (straight.reshape(-1, 4, 5), papers.reshape(-1, 4, 5)):
            table[:, range(4), -1] += table[:, range(4), range(4)]
            table[:, range(4), range(4)] = 0
    error = ((straight.var(axis=0) + papers.var(axis=0)) / elections) ** 0.5
    assert (abs(straight.mean(axis=0) - papers.mean(axis=0)) <= 5 * error + 1e-12).all()
    some = papers.mean(axis=0) > 1
    assert abs(np.log(straight.var(axis=0)[some] / papers.var(axis=0)[some])).max() < 0.25


# -- impartial --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("voters", "without"), [(3, 204), (5, 7236), (7, 258936)])
def test_impartial_paradoxes_are_as_many_as_were_counted(voters: int, without: int) -> None:
    """Profiles of three candidates without a paradox: Embar & Zeilberger 2022, their page's list."""
    assert near(with_a_winner(drawn("impartial", 3, voters, 20_000)), 20_000, without / 6**voters)


def test_pairwise_winners_of_every_profile_of_three_are_those_counted_by_hand() -> None:
    every = list(product(permutations(range(3)), repeat=3))
    assert len(every) == 216 and with_a_winner(np.array(every, np.int8)) == 204


@pytest.mark.parametrize("voters", [3, 5, 15, 101])
def test_anonymous_winners_are_as_likely_as_the_formula_says(voters: int) -> None:
    """Gehrlein & Fishburn 1976: 15 (n + 3)^2 / (16 (n + 2) (n + 4)) for odd n and three candidates."""
    chance = Fraction(15 * (voters + 3) ** 2, 16 * (voters + 2) * (voters + 4))
    # Embar & Zeilberger 2022: 2 binomial(m + 3, 5) anonymous profiles of 2m - 1 voters have the paradox.
    paradoxes = 2 * math.comb((voters + 1) // 2 + 3, 5)
    assert 1 - chance == Fraction(paradoxes, math.comb(voters + 5, 5))
    assert near(with_a_winner(drawn("anonymous", 3, voters, 20_000)), 20_000, float(chance))


def test_every_anonymous_profile_is_as_likely() -> None:
    rankings = drawn("anonymous", 3, 2, 42_000)
    found = Counter(tuple(sorted(map(tuple, two))) for two in rankings.tolist())
    assert len(found) == 21  # six that agree, fifteen pairs
    assert all(near(many, 42_000, 1 / 21) for many in found.values())


# -- urn --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("contagion", [0, 0.1, 1, 5])
def test_voters_of_an_urn_agree_as_often_as_it_is_stirred(contagion: float) -> None:
    """The chance that two voters have the same ranking is (1/k! + c) / (1 + c), whichever two."""
    rankings = drawn("urn", 3, 4, 20_000, contagion=contagion)
    for one, other in ((0, 1), (1, 2), (0, 3)):
        same = int((rankings[:, one] == rankings[:, other]).all(axis=1).sum())
        assert near(same, 20_000, (1 / 6 + contagion) / (1 + contagion))
    assert all(near(many, 20_000, 1 / 6) for many in ranked_first_to_last(rankings[:, 3:]).values())


# -- Mallows and Plackett-Luce ----------------------------------------------------------------------------


@pytest.mark.parametrize("phi", [0, 0.3, 0.8, 1])
def test_mallows_rankings_are_as_likely_as_their_distance_says(phi: float) -> None:
    def turned(ranking: tuple[int, ...]) -> int:
        return sum(a > b for at, a in enumerate(ranking) for b in ranking[at + 1 :])

    weights = {one: phi ** turned(one) for one in permutations(range(4))}
    found = ranked_first_to_last(drawn("mallows", 4, 100, 300, phi=phi))
    for ranking, weight in weights.items():
        assert near(found[ranking], 30_000, weight / sum(weights.values()))


def test_plackett_luce_rankings_are_as_likely_as_their_strengths_say() -> None:
    strengths = (5.0, 3.0, 1.0, 1.0)
    found = ranked_first_to_last(drawn("plackett-luce", 4, 100, 300, strengths=strengths))
    for ranking in permutations(range(4)):
        chance, left = 1.0, sum(strengths)
        for one in ranking:
            chance, left = chance * strengths[one] / left, left - strengths[one]
        assert near(found[ranking], 30_000, chance)


def test_strengths_that_are_not_given_fall_off() -> None:
    found = drawn("plackett-luce", 3, 100, 300)[..., 0]
    for at in range(3):
        assert near(int((found == at).sum()), 30_000, 1 / (at + 1) / (1 + 1 / 2 + 1 / 3))


# -- spatial ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("candidates", [2, 3, 5, 9])
@pytest.mark.parametrize("clusters", [1, 3])
def test_the_nearest_two_are_the_first_two_of_the_ranking(candidates: int, clusters: int) -> None:
    culture = shelf.culture("spatial")
    who = electorate(culture, candidates, 200, clusters=clusters, dimensions=3)
    assert culture.pairs
    first, second = culture.pairs(who, 30, np.random.default_rng(6))
    whole = culture.rankings(who, 30, np.random.default_rng(6))
    assert (first == whole[..., 0]).all() and (second == whole[..., 1]).all()


def test_voters_prefer_who_is_nearer() -> None:
    who = electorate(shelf.culture("spatial"), 4, 50, clusters=2)
    voters, people = spatial.positions(who, 20, np.random.default_rng(7))
    whole = spatial.rankings(who, 20, np.random.default_rng(7))
    for e, v in product(range(20), range(50)):
        far = [math.dist(voters[:, e, v], people[:, e, c]) for c in range(4)]
        assert whole[e, v].tolist() == sorted(range(4), key=far.__getitem__)


@pytest.mark.parametrize("clusters", [1, 2, 4])
def test_clusters_are_spread_as_asked(clusters: int) -> None:
    who = electorate(shelf.culture("spatial"), 5, 400, clusters=clusters, apart=3.0, within=0.5)
    voters, people = spatial.positions(who, 2_000, np.random.default_rng(8))
    for places in (voters, people):
        assert abs(places.mean()) < 0.2
        apart = 3.0**2 if clusters > 1 else 0  # where one cluster stands is nothing to anybody
        assert abs(places.var() / (apart + 0.5**2) - 1) < 0.1
    around = voters.var(axis=2).mean()  # within one election: one cluster's spread, or the clusters' too
    assert abs(around - (0.5**2 + 3.0**2 * (1 - 1 / clusters))) < 0.3


# -- Dirichlet --------------------------------------------------------------------------------------------


def test_elections_stray_from_the_real_one_as_far_as_the_concentration_says() -> None:
    culture = shelf.culture("dirichlet")
    assert culture.shares
    shares = culture.shares(electorate(culture, 4, 100, concentration=50.0), 20_000, np.random.default_rng(9))
    real = np.array(REAL.papers) / REAL.valid
    variance = real * (1 - real) / 51
    assert (abs(shares.mean(axis=0) - real) <= 5 * (variance / 20_000) ** 0.5).all()
    assert (abs(shares.var(axis=0) - variance) <= 0.1 * variance).all()
    firsts = shares.sum(axis=2).var(axis=0)
    first = np.array(REAL.first) / REAL.valid
    assert (abs(firsts / (first * (1 - first) / 51) - 1) < 0.1).all()
