"""Piles of like papers: adding, taking apart, and what second preferences come to."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.awaiting import Awaiting
from hustings.errors import InputError
from hustings.profile import Pile, Profile, Referred, Rejected, Transfer

UNREAD = Referred(area="n", pattern="a / ?", why="unread", papers=2, ids=("p1", "p2"))
NORTH = Profile(
    candidates=tuple("abc"),
    piles=(
        Pile(area="n", vote=("a", "b"), papers=5),
        Pile(area="n", vote=("c", "a"), papers=3),
        Pile(area="n", vote=("c", "c"), papers=2),
    ),
    rejected=(Rejected(area="n", code="blank_both", papers=4),),
    unused=(("blank", 1),),
)
SOUTH = Profile(
    candidates=tuple("abc"),
    piles=(Pile(area="s", vote=("a", "b"), papers=1), Pile(area="s", vote=("b", "!!"), papers=2)),
    rejected=(
        Rejected(area="s", code="blank_both", papers=1),
        Rejected(area="t", code="uncertain", papers=6),
    ),
    unused=(("blank", 2), ("over_marked", 1)),
)


def test_profiles_add_area_by_area():
    both = NORTH + SOUTH
    assert both.first_preferences() == {"a": 6, "b": 2, "c": 5}
    assert both.valid == 13 and both.papers == 24
    assert both.areas == ("n", "s", "t")
    assert both.rejected == (*NORTH.rejected, *SOUTH.rejected)
    assert both.unused == (("blank", 3), ("over_marked", 1))
    assert both.only("n").piles == NORTH.piles and both.only("n").rejected == NORTH.rejected
    assert both.only("t") == Profile(
        candidates=tuple("abc"), piles=(), rejected=(Rejected(area="t", code="uncertain", papers=6),)
    )
    assert both == SOUTH + NORTH


def test_like_piles_are_put_together_and_empty_ones_go():
    pile = Pile(vote=("a", "b"), papers=2)
    head = Rejected(code="blank_both", papers=3)
    none = Rejected(code="uncertain", papers=0)
    made = Profile(
        candidates=tuple("ab"),
        piles=(pile, Pile(vote=("b", "-"), papers=0), pile),
        rejected=(head, none, head),
    ).merged()
    assert made.piles == (Pile(vote=("a", "b"), papers=4),)
    assert made.rejected == (Rejected(code="blank_both", papers=6),)


def test_papers_that_wait_are_papers_and_nothing_is_counted_before():
    waiting = Profile(candidates=tuple("abc"), piles=NORTH.piles, referred=(UNREAD,)) + SOUTH
    assert waiting.referred == (UNREAD,) and (SOUTH + waiting).referred == (UNREAD,)
    assert waiting.papers == 10 + 3 + 7 + 2 and waiting.valid == 13
    assert waiting.only("n").referred == (UNREAD,) and waiting.only("s").referred == ()
    alone = Profile(candidates=("a",), piles=(), referred=(UNREAD,))
    assert alone.areas == ("n",)
    with pytest.raises(Awaiting) as error:
        waiting.first_preferences()
    awaited = error.value.awaited
    assert (awaited.what, awaited.papers, awaited.areas) == ("ruling", 2, ("n",))


def test_only_profiles_of_the_same_candidates_in_the_same_order_add():
    for other in ("ab", "abd", "bac"):
        with pytest.raises(InputError, match="different candidates"):
            NORTH + Profile.of(other, {})


@pytest.mark.parametrize("vote", [("x", "a"), ("a", "x"), ("-", "a"), ("!!",)])
def test_a_vote_is_for_a_candidate_first(vote):
    with pytest.raises(InputError, match="unknown candidate"):
        Profile.of("abc", {vote: 1})


def test_a_pile_of_fewer_papers_than_none_is_refused():
    with pytest.raises(InputError, match="negative"):
        Profile.of("abc", {("a", "b"): -1})


def test_second_preferences_by_candidate_and_by_account():
    """Papers of b, c and d are looked at; a and e remain."""
    votes = {
        ("a", "e"): 50,
        ("e", "e"): 40,
        ("b", "a"): 6,
        ("b", "b"): 5,
        ("b", "c"): 4,
        ("c", "e"): 3,
        ("c", "-"): 2,
        ("c", "!!"): 7,
        ("d", "?"): 8,
        ("d", "*"): 9,
        ("d", "a"): 1,
    }
    seconds = Profile.of("abcde", votes).second_preferences(("a", "e"))
    assert seconds.votes == {"a": 7, "e": 3}
    assert seconds.accounts == {
        "blank": 2,
        "for_eliminated": 4,
        "no_valid_second": 9,
        "over_marked": 7,
        "same_candidate": 5,
        "uncertain_second": 8,
    }
    assert seconds.looked_at == 45
    assert seconds.transfers == (
        Transfer(source="b", to="a", papers=6),
        Transfer(source="c", to="e", papers=3),
        Transfer(source="d", to="a", papers=1),
    )
    assert seconds.sources == {
        ("b", "for_eliminated"): 4,
        ("b", "same_candidate"): 5,
        ("c", "blank"): 2,
        ("c", "over_marked"): 7,
        ("d", "no_valid_second"): 9,
        ("d", "uncertain_second"): 8,
    }


def test_marked_seconds_are_those_of_all_valid_papers():
    """Also those for one's own first preference, and those on papers nobody looks at again."""
    votes = {("a", "b"): 5, ("a", "a"): 3, ("b", "a"): 2, ("c", "-"): 4, ("c", "c"): 1, ("b",): 7}
    papers = Profile.of("abc", votes)
    assert papers.marked_seconds() == {"a": 5, "b": 5, "c": 1}
    assert papers.same_as_first() == 4


def test_a_paper_of_one_column_has_no_second_preference():
    seconds = Profile.of("abc", {("c",): 4}).second_preferences(("a", "b"))
    assert seconds.accounts == {"blank": 4}


piles = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["a", "b", "c", "-", "!!", "?", "*"])),
    st.integers(0, 9),
    max_size=8,
)


@given(piles, piles, st.sets(st.sampled_from("abc"), min_size=2))
def test_what_is_looked_at_comes_out_somewhere_and_adds(north, south, remaining):
    one, other = Profile.of("abc", north, area="n"), Profile.of("abc", south, area="s")
    parts = [each.second_preferences(remaining) for each in (one, other, one + other)]
    for figure in ("votes", "accounts", "sources"):
        added = Counter(getattr(parts[0], figure)) + Counter(getattr(parts[1], figure))
        assert added == +Counter(getattr(parts[2], figure))
    for profile, seconds in zip((one, other, one + other), parts, strict=True):
        eliminated = sum(pile.papers for pile in profile.piles if pile.vote[0] not in remaining)
        assert seconds.looked_at == eliminated
        assert sum(seconds.votes.values()) + sum(seconds.accounts.values()) == eliminated
        assert sum(one.papers for one in seconds.transfers) == sum(seconds.votes.values())
