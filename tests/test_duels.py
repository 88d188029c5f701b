"""A pairwise table as papers: what it holds, what it refuses, what it does not tell."""

import pytest

from hustings.contest import Candidate, Contest
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.profile import Profile


def test_the_matrix_is_row_over_column():
    duels = Duels(candidates=("a", "b", "c"), wins=((0, 5, 1), (3, 0, 2), (7, 6, 0)))
    assert duels.pairwise().tolist() == [[0, 5, 1], [3, 0, 2], [7, 6, 0]]


def test_it_is_what_a_profile_gives():
    profile = Profile.of("abc", {("a", "b"): 3, ("c", "a=b"): 2, ("b",): 1, (): 4}, ballots="rankings")
    wins = tuple(tuple(row) for row in profile.pairwise().tolist())
    duels = Duels(candidates=profile.candidates, wins=wins, papers=profile.papers)
    assert (duels.pairwise() == profile.pairwise()).all()
    assert wins == ((0, 3, 3), (1, 0, 4), (2, 2, 0))


@pytest.mark.parametrize(
    ("wins", "papers"),
    [
        (((0, 1),), None),
        (((0, 1, 2), (1, 0, 2)), None),
        (((1, 0), (0, 0)), None),
        (((0, -1), (0, 0)), None),
        (((0, 6), (5, 0)), 10),
    ],
)
def test_a_table_that_cannot_be_is_refused(wins, papers):
    with pytest.raises(InputError):
        Duels(candidates=("a", "b"), wins=wins, papers=papers)


def test_a_duel_may_take_all_papers():
    assert Duels(candidates=("a", "b"), wins=((0, 6), (4, 0)), papers=10).papers == 10


def test_it_tells_no_preferences():
    duels = Duels(candidates=("a", "b"), wins=((0, 6), (4, 0)))
    with pytest.raises(UsageError, match="first preferences"):
        duels.first_preferences()
    with pytest.raises(UsageError, match="second preferences"):
        duels.second_preferences(["a"])


def test_declared_totals_tell_no_duels():
    from hustings.returns import Returns

    with pytest.raises(UsageError, match="ranked above"):
        Returns(candidates=("a",), areas=("",), statements=()).pairwise()


def test_a_rule_that_does_not_read_it_says_so():
    from hustings.counting import count
    from hustings.shelf import rule

    duels = Duels(candidates=("a", "b"), wins=((0, 6), (4, 0)))
    with pytest.raises(UsageError, match="does not read a pairwise table"):
        count(rule("av"), duels, contest=Contest(title="", candidates=(Candidate(id="a", name="a"),)))
