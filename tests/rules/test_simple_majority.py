"""Simple majority: the greatest number is returned, and equality waits for a lot."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hustings.counting import Lot, count
from hustings.profile import Profile
from hustings.rules.simple_majority import RULE


def votes(**numbers):
    return Profile.of(numbers, {(one,): number for one, number in numbers.items()})


def test_the_greater_number_is_returned():
    result = count(RULE, votes(a=40, b=41))
    assert result.winner == "b" and len(result.stages) == 1
    assert result.stages[0].votes == {"a": 40, "b": 41} and result.stages[0].papers == 81
    assert count(RULE, votes(a=10, b=41, c=40)).winner == "b"


def test_second_preferences_on_the_papers_are_never_looked_at():
    papers = Profile.of("abc", {("a", "c"): 5, ("b", "c"): 4, ("c", "b"): 3})
    assert count(RULE, papers).stages[0].votes == {"a": 5, "b": 4, "c": 3}
    assert count(RULE, papers).winner == "a"


def test_equality_of_two_of_three_waits_for_a_lot_between_those_two():
    waiting = count(RULE, votes(a=40, b=7, c=40))
    assert waiting.elected == () and waiting.awaiting.what == "lot"
    assert waiting.awaiting.candidates == ("a", "c")
    for chosen in "ac":
        lot = Lot(step="lot", between=("c", "a"), chosen=chosen, by="the returning officer")
        drawn = count(RULE, votes(a=40, b=7, c=40), [lot])
        assert drawn.winner == chosen
        assert drawn.stages[:1] == waiting.stages
        assert drawn.stages[1].remaining == ("a", "c") and drawn.stages[1].votes == waiting.stages[0].votes


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_whoever_has_the_greatest_number_and_nobody_else(papers):
    numbers = Counter(papers)
    result = count(RULE, Profile.of("abc", {(one,): n for one, n in numbers.items()}))
    best = [one for one in "abc" if numbers[one] == max(numbers[each] for each in "abc")]
    assert list(result.elected or result.awaiting.candidates) == best
    assert bool(result.elected) == (len(best) == 1)
    assert all(stage.balances and stage.papers == len(papers) for stage in result.stages)
