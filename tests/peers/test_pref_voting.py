"""The same elections by pref_voting (MIT licence), rule by rule; `agreement` says how they are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agreement import Elected, Election, Papers, Peer, as_stated

pytest.importorskip("pref_voting")

from pref_voting import (
    c1_methods,
    combined_methods,
    grade_methods,
    iterative_methods,
    margin_based_methods,
    other_methods,
    proportional_methods,
    scoring_methods,
)
from pref_voting.grade_profiles import GradeProfile
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies

pytestmark = pytest.mark.filterwarnings("ignore")  # what they say of themselves

Method = Callable[..., list[int]]


def complete(election: Election) -> Any:
    rankings = election.rankings()
    return Profile([ranking for ranking, _ in rankings], [papers for _, papers in rankings])


def partial(election: Election) -> Any:
    rankings = election.rankings()
    made = ProfileWithTies(
        [{one: rank for rank, one in enumerate(ranking, start=1)} for ranking, _ in rankings],
        [papers for _, papers in rankings],
        candidates=list(range(len(election.candidates))),
    )
    made.use_extended_strict_preference()  # whoever is ranked stands above whoever is not
    return made


def of(election: Election, elected: list[int]) -> frozenset[str]:
    return frozenset(election.candidates[int(one)] for one in elected)


def linear(method: Method) -> Peer:
    return lambda election: of(election, method(complete(election)))


def truncated(method: Method) -> Peer:
    return lambda election: of(election, method(partial(election)))


def winning(method: Method) -> Peer:
    """A method told that a defeat is as strong as the votes for the winner."""

    def counted(election: Election) -> Elected:
        profile = partial(election)
        return of(election, method(profile, strength_function=profile.support))

    return counted


def seats(method: Method) -> Peer:
    return lambda election: of(election, method(partial(election), num_seats=election.seats))


def graded(method: Method, most: int) -> Peer:
    def counted(election: Election) -> Elected:
        papers = election.scores()
        grades = [given for given, _ in papers]
        number = [papers for _, papers in papers]
        return frozenset(
            method(GradeProfile(grades, list(range(most + 1)), number, candidates=list(election.candidates)))
        )

    return counted


def approvals(election: Election) -> Elected:
    grades = [{one: int(one in vote) for one in election.candidates} for vote in election.votes]
    number = list(election.votes.values())
    return frozenset(
        grade_methods.approval(GradeProfile(grades, [0, 1], number, candidates=list(election.candidates)))
    )


stv, iterative = proportional_methods, iterative_methods

METHODS: list[tuple[str, Papers, int, Peer]] = [
    ("av", "complete", 1, linear(iterative.instant_runoff)),
    ("av", "truncated", 1, truncated(iterative.instant_runoff_for_truncated_linear_orders)),
    ("contingent", "complete", 1, linear(iterative.plurality_with_runoff_put)),
    ("coombs", "complete", 1, linear(iterative.coombs)),
    ("baldwin", "complete", 1, linear(iterative.baldwin)),
    ("nanson", "complete", 1, linear(iterative.weak_nanson)),
    ("nanson-below-average", "complete", 1, linear(iterative.strict_nanson)),
    ("bucklin", "complete", 1, linear(other_methods.bucklin)),
    ("scottish-stv", "complete", 3, seats(stv.stv_scottish)),
    ("scottish-stv", "truncated", 3, seats(stv.stv_scottish)),
    ("borda", "complete", 1, linear(scoring_methods.borda)),
    ("dowdall", "complete", 1, linear(scoring_methods.dowdall)),
    ("copeland", "truncated", 1, truncated(c1_methods.copeland)),
    ("minimax-winning-votes", "truncated", 1, winning(margin_based_methods.minimax)),
    ("minimax-margins", "truncated", 1, truncated(margin_based_methods.minimax)),
    ("schulze-winning-votes", "truncated", 1, winning(margin_based_methods.beat_path)),
    ("schulze-margins", "truncated", 1, truncated(margin_based_methods.beat_path)),
    ("ranked-pairs-winning-votes", "truncated", 1, winning(margin_based_methods.ranked_pairs)),
    ("ranked-pairs-margins", "truncated", 1, truncated(margin_based_methods.ranked_pairs)),
    ("kemeny-young", "truncated", 1, truncated(other_methods.kemeny_young)),
    ("black", "complete", 1, linear(combined_methods.blacks)),
    ("benham", "complete", 1, linear(iterative.benham)),
    ("tideman-alternative", "complete", 1, linear(iterative.tideman_alternative_smith)),
    ("smith-irv", "complete", 1, linear(combined_methods.smith_irv)),
    ("smith-minimax-margins", "truncated", 1, truncated(combined_methods.smith_minimax)),
    ("approval", "approvals", 1, approvals),
    ("score", "scores", 1, graded(grade_methods.score_voting, 9)),
    ("star", "stars", 1, graded(grade_methods.star, 5)),
    ("majority-judgment", "scores", 1, graded(grade_methods.majority_judgement, 9)),
]


@pytest.mark.parametrize("rule, kind, number, peer", METHODS, ids=[f"{one[0]}-{one[1]}" for one in METHODS])
def test_pref_voting(rule: str, kind: Papers, number: int, peer: Peer) -> None:
    as_stated("pref_voting", rule, kind, peer, number)


SLOW = {"meek": seats(stv.stv_meek), "warren": seats(stv.stv_warren)}


@pytest.mark.parametrize("kind", ["complete", "truncated"])
@pytest.mark.parametrize("rule", SLOW)
def test_slow_rules_of_pref_voting(rule: str, kind: Papers) -> None:
    as_stated("pref_voting", rule, kind, SLOW[rule], 3, at_most=40)
