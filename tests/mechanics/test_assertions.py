"""Assertions imply the winner: against tables and rankings counted plainly here, ties included."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence

import pytest

from hustings.mechanics.assertions import (
    Assertion,
    Claim,
    classic,
    economy,
    leads,
    plurality,
    worth,
)
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination_orders import BUDGET, Orders, exclusion_claims, worths
from hustings.mechanics.known import Known
from hustings.mechanics.table import Table, profile_of
from hustings.profile import Profile

Votes = Mapping[tuple[str, ...], int]


# -- The supplementary vote, counted plainly ---------------------------------------------------------------


def random_votes(rng: random.Random, ids: str, most: int) -> dict[tuple[str, ...], int]:
    kinds = [(a, b) for a in ids for b in (*ids, "-")]
    return {kind: rng.choice((0, 0, rng.randint(0, most))) for kind in kinds}


def first(votes: Votes, one: str) -> int:
    return sum(papers for vote, papers in votes.items() if vote[0] == one)


def elected(votes: Votes, ids: str) -> set[str]:
    """Everybody a lot may fall on, by the law's words."""
    valid = sum(votes.values())
    for one in ids:
        if 2 * first(votes, one) > valid:
            return {one}
    second = sorted(first(votes, one) for one in ids)[-2]
    left = [one for one in ids if first(votes, one) >= second]
    total = {
        one: first(votes, one)
        + sum(papers for vote, papers in votes.items() if vote[0] not in left and vote[1] == one)
        for one in left
    }
    return {one for one in left if total[one] == max(total.values())}


def tied_at_the_cut(votes: Votes, ids: str) -> bool:
    firsts = sorted((first(votes, one) for one in ids), reverse=True)
    return len(ids) > 2 and firsts[1] == firsts[2]


def is_true(assertion: Assertion, votes: Votes) -> bool:
    """What the assertion says in words, counted without what is tested."""
    if assertion.kind == "first":
        return first(votes, assertion.over) > first(votes, assertion.under)
    pair = (assertion.over, assertion.under)
    lead = 0
    for vote, papers in votes.items():
        said = [one for one in vote if one in pair]
        if said:
            lead += papers if said[0] == assertion.over else -papers
    return lead > 0


def known(votes: Votes, ids: str) -> Known:
    table = Table.of(ids, dict(votes))
    return Known(candidates=tuple(ids), first=table.first, table=table)


def cases(seed: int, number: int) -> Iterator[tuple[str, dict[tuple[str, ...], int]]]:
    rng = random.Random(seed)
    for _ in range(number):
        ids = "abcde"[: rng.choice((3, 3, 4, 5))]
        yield ids, random_votes(rng, ids, rng.choice((2, 4, 9)))


def test_the_classic_set_proves_the_winner_whatever_ties_there_are() -> None:
    proved = tied = 0
    for ids, votes in cases(1, 3_000):
        for winner, other in itertools.permutations(ids, 2):
            if all(is_true(one, votes) for one in classic(ids, winner, other)):
                assert elected(votes, ids) == {winner}, votes
                proved += 1
        tied += tied_at_the_cut(votes, ids)
    assert proved > 1_500 and tied > 300


def test_the_classic_set_is_true_of_its_own_result_unless_there_is_a_tie() -> None:
    for ids, votes in cases(2, 500):
        people = sorted(ids, key=lambda one: -first(votes, one))
        won = elected(votes, ids)
        if len(won) == 1 and not tied_at_the_cut(votes, ids):
            (winner,) = won
            other = people[1] if winner == people[0] else people[0]
            assert all(is_true(one, votes) for one in classic(ids, winner, other)), votes


def test_the_economy_set_proves_the_winner_but_where_there_is_a_tie_at_the_cut() -> None:
    """Sets chosen from one table, and asked of others: the report may be wrong in any way."""
    proved = 0
    reports = list(cases(3, 400))
    for ids, reported in reports:
        lead = leads(known(reported, ids))
        for winner in ids:
            chosen = economy(ids, winner, lead)
            for others, votes in (*reports[:60], (ids, reported)):
                if others == ids and all(is_true(one, votes) for one in chosen):
                    assert elected(votes, ids) == {winner} or tied_at_the_cut(votes, ids), (chosen, votes)
                    proved += 1
    assert proved > 3_000


def test_the_exception_of_the_economy_set_is_real() -> None:
    votes = {("a", "b"): 1, ("b", "d"): 2, ("c", "d"): 2, ("d", "c"): 3}
    chosen = economy("abcd", "d", leads(known(votes, "abcd")))
    assert all(is_true(one, votes) for one in chosen)
    assert elected(votes, "abcd") == {"b", "d"}  # three remain, and b is level with d


def test_the_economy_set_has_the_greatest_smallest_lead() -> None:
    """Against every choice of who is spared and how each rival is shut out."""
    for ids, votes in cases(4, 300):
        if len(ids) > 4:
            continue
        lead = leads(known(votes, ids))
        for winner in ids:
            rivals = [one for one in ids if one != winner]
            best = max(
                min(margins)
                for spared in (None, *rivals)
                for ways in itertools.product(*(_ways(ids, winner, rival, votes) for rival in rivals))
                for margins in [
                    [
                        *(first(votes, winner) - first(votes, one) for one in rivals if one != spared),
                        *ways,
                    ]
                ]
            )
            assert min(lead(one).margin for one in economy(ids, winner, lead)) == best


def _ways(ids: str, winner: str, rival: str, votes: Votes) -> list[int]:
    def totals(a: str, b: str) -> int:
        lead = 0
        for vote, papers in votes.items():
            said = [one for one in vote if one in (a, b)]
            lead += 0 if not said else papers if said[0] == a else -papers
        return lead

    alone = [totals(winner, rival)]
    ahead = first(votes, winner) - first(votes, rival)
    thirds = [one for one in ids if one not in (winner, rival)]
    return alone + [min(ahead, first(votes, one) - first(votes, rival)) for one in thirds]


def test_a_claim_has_the_papers_that_its_assertion_counts() -> None:
    for ids, votes in cases(5, 300):
        lead = leads(known(votes, ids))
        pairs = list(itertools.permutations(ids, 2))
        assertions = [Assertion(kind="first", over=a, under=b) for a, b in pairs]
        assertions += [Assertion(kind="left", over=a, under=b, left=(a, b)) for a, b in pairs]
        for one in assertions:
            claim = lead(one)
            worths_ = {vote: worth(one, vote) for vote in votes}
            assert claim.over == sum(votes[vote] for vote, value in worths_.items() if value == 1)
            assert claim.under == sum(votes[vote] for vote, value in worths_.items() if value == -1)
            assert claim.exact


def test_without_second_preferences_the_lead_is_the_least_it_can_be() -> None:
    for ids, votes in cases(6, 300):
        whole = known(votes, ids)
        firsts = Known(candidates=whole.candidates, first=whole.first)
        for a, b in itertools.permutations(ids, 2):
            runoff = Assertion(kind="left", over=a, under=b, left=(a, b))
            least, exact = leads(firsts)(runoff), leads(whole)(runoff)
            assert not least.exact and least.margin <= exact.margin
    votes = {("a", "-"): 5, ("b", "c"): 2, ("c", "b"): 4}
    bound = leads(Known(candidates=tuple("abc"), first=(5, 2, 4)))
    claim = bound(Assertion(kind="left", over="a", under="c", left=("a", "c")))
    assert claim.margin == -1 and claim.over == 5  # all seconds may be for c


def test_with_seconds_counted_the_last_comparison_is_exact() -> None:
    known_ = Known(candidates=tuple("abc"), first=(40, 35, 25), counted={0: 5, 1: 9})
    runoff = Assertion(kind="left", over="a", under="b", left=("a", "b"))
    assert leads(known_)(runoff) == Claim(assertion=runoff, over=45, under=44)
    other = Assertion(kind="left", over="a", under="c", left=("a", "c"))
    assert leads(known_)(other) == Claim(assertion=other, over=40, under=60, exact=False)


def test_plurality() -> None:
    assert [(one.over, one.under) for one in plurality("abc", "b")] == [("b", "a"), ("b", "c")]


# -- Exclusions, counted plainly ---------------------------------------------------------------------------


def next_of(vote: Sequence[str], left: set[str]) -> str | None:
    return next((one for one in vote if one in left), None)


def tally(votes: Votes, left: set[str]) -> dict[str, int]:
    held = dict.fromkeys(left, 0)
    for vote, papers in votes.items():
        reached = next_of(vote, left)
        if reached:
            held[reached] += papers
    return held


def winners(votes: Votes, left: set[str]) -> set[str]:
    if len(left) == 1:
        return left
    held = tally(votes, left)
    out = [one for one in left if held[one] == min(held.values())]
    return set[str]().union(*(winners(votes, left - {one}) for one in out))


def all_leads(votes: Votes, ids: str) -> dict[tuple[str, str, str, tuple[str, ...]], int]:
    found = {}
    for a, b in itertools.permutations(ids, 2):
        ours = sum(papers for vote, papers in votes.items() if vote and vote[0] == a)
        found["before", a, b, ()] = ours - tally(votes, {a, b})[b]
    for size in range(2, len(ids) + 1):
        for left in itertools.combinations(ids, size):
            held = tally(votes, set(left))
            for a, b in itertools.permutations(left, 2):
                found["left", a, b, left] = held[a] - held[b]
    return found


def contradicts(key: tuple[str, str, str, tuple[str, ...]], order: Sequence[str]) -> bool:
    """Whether an order of exclusion (the winner last) cannot be if the assertion is true."""
    kind, over, under, left = key
    if kind == "before":
        return order.index(over) < order.index(under)
    return set(order[-len(left) :]) == set(left) and order[-len(left)] == over


def rankings(rng: random.Random, number: int = 0) -> tuple[str, dict[tuple[str, ...], int]]:
    ids = "abcdef"[: number or rng.choice((2, 3, 4))]
    votes: dict[tuple[str, ...], int] = {}
    for _ in range(rng.randint(1, 3 * len(ids))):
        vote = tuple(rng.sample(ids, rng.randint(1, len(ids))))
        votes[vote] = votes.get(vote, 0) + rng.randint(1, 6)
    return ids, votes


def test_exclusion_claims_are_the_best_that_contradict_every_order() -> None:
    rng, asked = random.Random(7), 0
    for case in range(700):
        ids, votes = rankings(rng, 5 if case < 20 else 0)
        found, won = all_leads(votes, ids), winners(votes, set(ids))
        papers = Profile.of(ids, votes, ballots="rankings")
        for winner in ids:
            wrong = [order for order in itertools.permutations(ids) if order[-1] != winner]
            best = min(max(lead for key, lead in found.items() if contradicts(key, order)) for order in wrong)
            claims = exclusion_claims(papers, Handling(), winner)
            keys = [
                (one.assertion.kind, one.assertion.over, one.assertion.under, one.assertion.left)
                for one in claims
            ]
            assert claims[0].margin == best, (votes, winner)
            assert [one.margin for one in claims] == [found[key] for key in keys]
            assert all(any(contradicts(key, order) for key in keys) for order in wrong)
            assert (best > 0) <= (won == {winner})
            asked += 1
    assert asked > 2_000


def test_a_landslide_is_proved_without_looking_at_many_orders() -> None:
    votes: dict[tuple[str, ...], int] = {("a",): 900}
    votes |= {tuple(order): 5 for order in itertools.permutations("bcdefgh", 2)}
    orders = Orders(Profile.of("abcdefgh", votes, ballots="rankings"), Handling())
    for one in range(1, 8):
        assert orders.worst((frozenset((one,)), one), 100) >= 100
    assert len(orders._tallies) == 1 + 7 + 28  # everybody, each alone, and each pair


def test_what_a_ranking_is_worth_adds_to_the_lead() -> None:
    rng = random.Random(8)
    for _ in range(100):
        ids, votes = rankings(rng)
        papers = Profile.of(ids, votes, ballots="rankings")
        for claim in exclusion_claims(papers, Handling(), ids[0]):
            value = worths(claim.assertion, tuple(votes), tuple(ids), Handling())
            assert sum(a * b for a, b in zip(value, votes.values(), strict=True)) == claim.margin
            assert sum(b for a, b in zip(value, votes.values(), strict=True) if a == 1) == claim.over


def test_shared_ranks_are_read_as_the_rule_reads_them() -> None:
    papers = Profile.of("abc", {("a", "b"): 4, ("b=c", "a"): 3, ("b",): 2}, ballots="rankings")
    claims = exclusion_claims(papers, Handling(over_marked=ends_there), "a")
    assert {one.margin for one in claims} == {2, 4} or claims[0].margin == 2
    runoff = Assertion(kind="left", over="a", under="b", left=("a", "b"))
    assert worths(runoff, [("b=c", "a"), ("a",), ()], ("a", "b", "c"), Handling()) == [0, 1, 0]


def test_a_search_that_is_too_long_is_given_up() -> None:
    from hustings.errors import UsageError

    papers = Profile.of(
        "abcd", {("a", "b"): 4, ("b", "c"): 3, ("c", "d"): 3, ("d", "b"): 2}, ballots="rankings"
    )
    orders = Orders(papers, Handling(), budget=8)  # four rows of papers: two sets
    with pytest.raises(UsageError, match="too many orders"):
        orders.worst((frozenset((1,)), 1), 100)
    assert BUDGET > 1_000_000


def test_papers_of_a_table_are_worth_what_the_table_says() -> None:
    table = Table.of("abc", {"ab": 5, "bc": 3, "c": 2, "cc": 1})
    runoff = Assertion(kind="left", over="a", under="c", left=("a", "c"))
    value = sum(one.papers * worth(runoff, one.vote) for one in profile_of(table).piles)
    assert (
        value == 5 - 6 == leads(Known(candidates=tuple("abc"), first=table.first, table=table))(runoff).margin
    )
