"""How doubtful ranks are read, and where a ranking goes next."""

import numpy as np
import pytest

from hustings.duels import Duels
from hustings.errors import UsageError
from hustings.mechanics.ballots import (
    NO_FURTHER,
    OVER_MARKED,
    REPEATED,
    SKIPPED,
    UNREAD,
    Handling,
    ballots_of,
    counts_for_the_only_one,
    end_at_repeats,
    end_at_skips,
    ends_there,
    ends_while_any_continue,
    passed_over,
)
from hustings.profile import Profile

IDS = "abcd"


def goes(vote, handling=None, continuing="abcd"):
    """Whom one paper counts for while these continue: an id, or the code of its end."""
    papers = Profile.of(IDS, {tuple(vote): 1}, ballots="rankings")
    ballots = ballots_of(papers, handling or Handling())
    on = np.array([one in continuing for one in IDS])
    went = int(ballots.follow(np.array([0]), np.zeros(1, np.int64), ballots.table(on))[0])
    return IDS[went] if went >= 0 else went


def test_a_ranking_goes_to_its_first_candidate_who_continues():
    assert goes("abc") == "a"
    assert goes("abc", continuing="cd") == "c"
    assert goes("ab", continuing="cd") == NO_FURTHER
    assert goes("") == NO_FURTHER


def test_skipped_ranks_and_repeats_are_passed_over_unless_a_reading_ends_them():
    assert goes("-b") == "b"
    assert goes("a-b", continuing="b") == "b"
    assert goes("aab", continuing="b") == "b"


@pytest.mark.parametrize(
    ("vote", "run", "expected"),
    [
        ("-b", 1, SKIPPED),
        ("-b", 2, "b"),
        ("--b", 2, SKIPPED),
        ("-b-", 2, "b"),
        ("a--b", 2, SKIPPED),
        ("a-b", 2, "b"),
        ("a--", 1, NO_FURTHER),
        ("a-c-b", 2, "b"),
    ],
)
def test_a_run_of_skipped_ranks_ends_a_ranking_only_where_somebody_is_ranked_after_it(vote, run, expected):
    assert goes(vote, Handling(others=(end_at_skips(run),)), continuing="b") == expected


def test_a_candidate_ranked_again_may_end_the_ranking():
    ends = Handling(others=(end_at_repeats,))
    assert goes("aab", ends, continuing="b") == REPEATED
    assert goes("aba", ends, continuing="b") == "b"
    assert goes("--b", ends) == "b"  # a skipped rank is no candidate


@pytest.mark.parametrize(
    ("reading", "both", "one", "none"),
    [
        (ends_there, OVER_MARKED, OVER_MARKED, OVER_MARKED),
        (ends_while_any_continue, OVER_MARKED, OVER_MARKED, "d"),
        (counts_for_the_only_one, OVER_MARKED, "b", "d"),
        (passed_over, "d", "d", "d"),
    ],
)
def test_a_rank_shared_by_candidates_is_read_as_the_rule_says(reading, both, one, none):
    vote, handling = ("a=b", "d"), Handling(over_marked=reading)
    assert goes(vote, handling) == both
    assert goes(vote, handling, continuing="bd") == one
    assert goes(vote, handling, continuing="d") == none


def test_a_rank_that_is_not_told_ends_the_ranking_under_a_name_of_its_own():
    assert goes(("?", "b")) == UNREAD
    assert goes(("?", "b"), Handling(over_marked=passed_over)) == "b"


def test_doubtful_papers_are_counted_and_singly_keeps_the_papers_order():
    papers = Profile.of(IDS, {("a", "b"): 2, ("b", "-", "a"): 3}, ballots="rankings")
    assert dict(ballots_of(papers, Handling()).doubtful) == {"skipped": 3}
    ordered = Profile(
        candidates=papers.candidates, piles=papers.piles, ballots="rankings", order=(1, 0, 1, 0, 1)
    )
    singly = ballots_of(ordered, Handling(), singly=True)
    assert singly.total == 5 and singly.codes[:, 0].tolist() == [1, 0, 1, 0, 1]


def test_a_pairwise_table_holds_no_rankings():
    with pytest.raises(UsageError):
        ballots_of(Duels(candidates=("a", "b"), wins=((0, 2), (1, 0))), Handling())
