"""Rankings as arrays: the pairwise matrix and doubtful ranks against a plain count of single papers."""

from collections import Counter
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference_condorcet as plain
from hustings import views
from hustings.awaiting import Awaiting
from hustings.profile import Profile, Referred

IDS = "abcde"
places = st.one_of(
    st.sampled_from([*IDS, "-"]),
    st.lists(st.sampled_from(IDS), min_size=2, max_size=3, unique=True).map("=".join),
)
papers_lists = st.lists(st.tuples(st.lists(places, max_size=6).map(tuple), st.integers(0, 9)), max_size=12)


def single(papers):
    return list(chain.from_iterable([list(vote)] * number for vote, number in papers))


@given(papers_lists)
def test_the_pairwise_matrix_and_the_doubtful_ranks_are_those_of_single_papers(papers):
    profile = Profile.of(IDS, sum_of(papers), ballots="rankings")
    expected = plain.table(IDS, single(papers))
    found = profile.pairwise()
    assert all(found[IDS.index(a), IDS.index(b)] == votes for (a, b), votes in expected.items())
    assert not found.diagonal().any()
    assert profile.doubtful_ranks() == plain.doubtful(IDS, single(papers))


def sum_of(papers):
    total = Counter()
    for vote, number in papers:
        total[vote] += number
    return total


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_a_profile_of_several_blocks_is_counted_like_one(most, monkeypatch):
    chance = np.random.default_rng(most)
    votes = [tuple(chance.permutation(list("abcd"))[: chance.integers(1, 5)].tolist()) for _ in range(300)]
    papers = chance.integers(1, most + 1, 300).tolist()
    coded = views.coded(votes, "abcd")
    whole = views.pairwise(coded, papers, 4)
    monkeypatch.setattr(views, "BLOCK", 64)
    assert (views.pairwise(coded, papers, 4) == whole).all()
    expected = plain.table("abcd", single(zip(votes, papers, strict=True)))
    assert {("abcd"[i], "abcd"[j]): whole[i, j] for i in range(4) for j in range(4) if i != j} == expected


def test_more_shared_ranks_than_a_small_number_holds():
    ids = [f"c{n}" for n in range(17)]
    votes = [("=".join(some),) for size in (7, 8) for some in combinations(ids, size)]
    assert len(votes) > 1 << 15
    wins = views.pairwise(views.coded(votes, ids), [1] * len(votes), len(ids))
    # Each pair is told apart by as many papers, whoever it is: C(15, 6) + C(15, 7).
    assert set(wins[~np.eye(17, dtype=bool)].tolist()) == {5005 + 6435}


def test_repeats_are_seen_among_many_candidates():
    """More than the bits of a number: c70 stands twice on one paper, c05 within a shared rank on another."""
    ids = [f"c{n:02}" for n in range(130)]
    votes = [tuple(ids), ("c70", "c69", "c70"), ("c05", "c04=c05"), ("c64=c65", "c01=c02")]
    found = views.coded(votes, ids)
    assert views.doubtful(found, [1, 2, 4, 8], 130) == {"level": 12, "repeated": 6}


def test_a_preference_that_is_not_told_ranks_nobody():
    profile = Profile.of("abc", {("a", "*"): 3, ("b", "!!"): 1, ("c", "a"): 1})
    assert profile.pairwise().tolist() == [[0, 4, 3], [1, 0, 1], [1, 1, 0]]
    assert profile.doubtful_ranks() == {"unread": 4}


def test_no_duels_while_papers_wait_for_a_ruling():
    waiting = Referred(area="n", pattern="a / ?", why="unread", papers=2)
    profile = Profile(candidates=tuple("ab"), piles=(), referred=(waiting,))
    with pytest.raises(Awaiting, match="ruling: 2"):
        profile.pairwise()
