"""A profile of rankings: in columns, in an order, with votes changed; what is no such ballot is refused."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError, UsageError
from hustings.profile import MANY, Pile, Profile

PLACES = st.sampled_from(["a", "b", "c", "-", "a=b", "b=c", "!!"])
RANKINGS = st.dictionaries(
    st.lists(PLACES, max_size=4).map(tuple), st.integers(min_value=1, max_value=5), max_size=6
)


def ranked(votes):
    return Profile.of("abc", votes, ballots="rankings")


@given(RANKINGS)
def test_in_columns_no_paper_is_lost(votes):
    papers = ranked(votes)
    for columns in (1, 2):
        assert papers.in_columns(columns).papers == papers.papers


@pytest.mark.parametrize(
    ("vote", "two", "code"),
    [
        (("a", "b", "c"), ("a", "b"), ""),
        (("a",), ("a", "-"), ""),
        (("a", "a"), ("a", "a"), ""),
        (("a", "-", "c"), ("a", "-"), ""),
        (("a", "b=c"), ("a", "!!"), ""),
        (("a", "!!"), ("a", "!!"), ""),
        (("a=b", "c"), (), "more_than_one_first"),
        (("!!", "c"), (), "more_than_one_first"),
        ((), (), "blank_both"),
        (("-", "-", "c"), (), "blank_both"),
        (("-", "c"), (), "first_blank_second_marked"),
    ],
)
def test_a_ranking_in_two_columns(vote, two, code):
    made = ranked({vote: 3}).in_columns(2)
    assert [pile.vote for pile in made.piles] == ([two] if two else [])
    assert [(one.code, one.papers) for one in made.rejected] == ([(code, 3)] if code else [])


def test_first_preferences_of_rankings_are_those_of_one_column():
    papers = ranked({("a", "b"): 3, ("a=b",): 2, ("b",): 1})
    assert papers.first_preferences() == {"a": 3, "b": 1, "c": 0}


def test_ratings_have_no_first_preferences_and_no_duels():
    papers = Profile.of("ab", {("a:5", "b:0"): 3}, ballots="scores")
    with pytest.raises(UsageError, match="no first preferences"):
        papers.first_preferences()
    with pytest.raises(UsageError, match="two by two"):
        papers.pairwise()


@pytest.mark.parametrize(
    ("ballots", "vote"),
    [
        ("rankings", ("a", "z")),
        ("rankings", ("a=z",)),
        ("scores", ("z:4",)),
        ("approvals", ("a", "z")),
        ("preferences", ("-", "a")),
        ("preferences", ()),
        ("preferences", ("a", "a=b")),
    ],
)
def test_a_vote_of_another_kind_is_refused(ballots, vote):
    with pytest.raises(InputError, match="unknown candidate"):
        Profile.of("abc", {vote: 1}, ballots=ballots)


def ordered():
    piles = (Pile(vote=("b",), papers=2), Pile(vote=("a", "b"), papers=1))
    return Profile(candidates=("a", "b"), piles=piles, ballots="rankings", order=(0, 1, 0))


def in_order(profile):
    return [profile.piles[at].vote for at in profile.order]


def test_the_order_of_papers_is_kept_when_piles_are_sorted():
    assert in_order(ordered()) == in_order(ordered().merged()) == [("b",), ("a", "b"), ("b",)]
    assert ordered().merged().piles[0].vote == ("a", "b")


def test_orders_follow_one_another_where_both_are_known():
    assert in_order(ordered() + ordered()) == in_order(ordered()) * 2
    unordered = Profile.of("ab", {("a",): 1}, ballots="rankings")
    assert (ordered() + unordered).order == ()


def test_an_order_of_other_papers_is_refused():
    with pytest.raises(InputError, match="order of papers"):
        Profile(candidates=("a",), piles=(Pile(vote=("a",), papers=2),), ballots="rankings", order=(0,))


def test_profiles_of_different_ballots_are_not_added():
    with pytest.raises(InputError, match="different ballots"):
        ranked({("a",): 1}) + Profile.of("abc", {("a",): 1}, ballots="approvals")


def test_changed_votes_are_merged():
    papers = ranked({("a", "b"): 2, ("b",): 3})
    without = papers.each(lambda vote: tuple(one for one in vote if one != "a"))
    assert without.piles == (Pile(vote=("b",), papers=5),)


@pytest.mark.parametrize(
    "wrong", [("z",), ("a", "b=z"), ("a", "-", "z", "b")], ids=["alone", "level", "later"]
)
def test_somebody_unknown_is_found_among_many_rankings_as_among_few(wrong):
    many = [*itertools.permutations("abcdefg", 4), ("a=b", "-", "c"), ("!!",), ("?", "a")]
    piles = [Pile(vote=vote, papers=1) for vote in many]
    assert len(piles) > MANY // 2
    for some in (piles[-5:], [*piles, *piles]):
        assert Profile(candidates=tuple("abcdefg"), piles=tuple(some), ballots="rankings").valid == len(some)
        with pytest.raises(InputError, match="unknown candidate") as refused:
            Profile(
                candidates=tuple("abcdefg"),
                piles=(*some, Pile(vote=wrong, papers=1)),
                ballots="rankings",
            )
        assert refused.value.found == " > ".join(wrong)
        with pytest.raises(InputError, match="negative"):
            Profile(
                candidates=tuple("abcdefg"), piles=(*some, Pile(vote=("a",), papers=-1)), ballots="rankings"
            )
