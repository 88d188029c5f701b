"""An election without a poll: one person is returned, nobody is returned where nobody stands."""

import pytest

from hustings.counting import count
from hustings.errors import UsageError
from hustings.profile import Profile
from hustings.rules.uncontested import RULE


def test_the_only_candidate_is_returned_and_no_paper_is_counted():
    result = count(RULE, Profile.of("a", {}))
    (stage,) = result.stages
    assert result.winner == "a" and result.awaiting is None
    assert (stage.step, stage.elected, stage.papers, stage.votes) == ("uncontested", ("a",), 0, {})


def test_nobody_stands_and_nobody_is_returned():
    result = count(RULE, Profile.of("", {}))
    assert [stage.step for stage in result.stages] == ["nobody"]
    assert result.elected == () and result.awaiting.what == "fresh-election"


@pytest.mark.parametrize("candidates", ["ab", "abc"])
def test_two_or_more_are_contested(candidates):
    with pytest.raises(UsageError, match="contested") as error:
        count(RULE, Profile.of(candidates, {}))
    assert error.value.found == f"{len(candidates)} candidates" and "--rule sv" in error.value.hint
