"""Margins of rules of exclusions: equal to trying every election, recounted, and honest where they stop."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference_irv_margin import margin, rankings, results

import hustings as hs
from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.errors import UsageError
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.irv_exact import Aim, _earlier, cheapest, demands_of
from hustings.mechanics.irv_margin import Fewest, Search, fewest
from hustings.mechanics.irv_order import Demand, Kind, Order, exact_bound, least_by_others
from hustings.mechanics.margin_bounds import of_transferable_votes
from hustings.mechanics.ranked_margin import by_exclusions
from hustings.mechanics.witness import changed, may_elect, outcome_of
from hustings.profile import Profile

KINDS: tuple[Kind, ...] = ("altered", "added", "struck")


def contest_of(ids: str, seats: int = 1) -> Contest:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Contest(title="Sample", candidates=people, seats=seats)


def ranked(ids: str, votes: dict[str, int]) -> Profile:
    return Profile.of(tuple(ids), {tuple(vote): n for vote, n in votes.items()}, ballots="rankings")


def random_row(rng: random.Random, k: int, papers: int) -> np.ndarray:
    kinds = rankings(k)
    some = rng.sample(range(len(kinds)), rng.randint(1, 5))
    return np.bincount([rng.choice(some) for _ in range(papers)], minlength=len(kinds))


# -- Every election tried ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "papers", "kinds", "elections"),
    [
        (3, 5, ("altered",), 100),
        (3, 2, KINDS, 60),
        (3, 4, ("altered", "struck"), 30),
        (4, 2, ("altered",), 12),
        (2, 4, KINDS, 60),
    ],
)
def test_equal_to_trying_every_election(k: int, papers: int, kinds: tuple[Kind, ...], elections: int) -> None:
    rng = random.Random(k * 100 + papers)
    for _ in range(elections):
        compares = rng.choice(("latest", "earliest", "nothing"))
        majority, lots, kind = rng.random() < 0.7, rng.random() < 0.5, rng.choice(kinds)
        row = random_row(rng, k, papers)
        cast = {one: int(n) for one, n in zip(rankings(k), row, strict=True) if n}
        elected = min(results(list(cast.items()), k, compares, majority)[0])
        search = Search(kind=kind, lots=lots, majority=majority, compares=compares)
        found = fewest(cast, range(k), elected, search)
        most = papers if kind != "added" else 3
        expected = margin(row, k, elected, kind, lots, compares, majority, most=most)
        if expected is not None:
            assert (found.least, found.most) == (expected, expected), (cast, elected, search)
        elif kind == "added":
            assert found.none or found.least > 3, (cast, elected, search)
        else:
            assert found.none, (cast, elected, search)


def test_a_short_budget_gives_bounds_that_hold() -> None:
    rng, seen = random.Random(5), 0
    for _ in range(12):
        row = random_row(rng, 4, 30)
        cast = {one: int(n) for one, n in zip(rankings(4), row, strict=True) if n}
        winners, _ = results(list(cast.items()), 4, "latest", True)
        whole = fewest(cast, range(4), min(winners), Search())
        for nodes in (1, 8):
            short = fewest(cast, range(4), min(winners), Search(nodes=nodes))
            assert short.least <= whole.least and not short.none
            assert short.most is None or short.most >= (whole.most or 0)
            seen += not short.exact
    assert seen > 8


# -- The bounds by themselves -----------------------------------------------------------------------------


@given(st.data())
def test_any_multipliers_give_a_bound(data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 10**6))
    rng = random.Random(seed)
    row = random_row(rng, 3, 7)
    cast = {one: int(n) for one, n in zip(rankings(3), row, strict=True) if n}
    people = tuple(rng.sample(range(3), 3))
    order = Order.of(people, cast)
    aim = Aim(rounds=2, majority=False, lots=True, compares="nothing")
    kind = data.draw(st.sampled_from(KINDS))
    true = cheapest(order, aim, kind, 20)
    demands = demands_of(order, aim)
    multipliers = data.draw(st.lists(st.integers(-1, 6), min_size=len(demands), max_size=len(demands)))
    bound = exact_bound(order, demands, multipliers, kind)
    assert true.papers is None or (bound is not None and bound <= true.papers)
    first = {one: sum(n for r, n in cast.items() if r and r[0] == one) for one in range(3)}
    for end in (people[1:], people[2:]):
        assert true.papers is None or least_by_others(end, cast, first, kind) <= true.papers


def test_two_candidates_are_half_of_the_difference() -> None:
    # 10 v 3: four papers make it 6 v 7, three make 7 v 6; with 3.5 a lot, so never here.
    cast = {(0,): 10, (1,): 3}
    altered = [fewest(cast, range(2), 0, Search(lots=lots)).most for lots in (True, False)]
    added = [fewest(cast, range(2), 0, Search(kind="added", lots=lots)).most for lots in (True, False)]
    struck = [fewest(cast, range(2), 0, Search(kind="struck", lots=lots)).most for lots in (True, False)]
    assert (altered, added, struck) == ([4, 4], [7, 8], [7, 8])
    even = {(0,): 10, (1,): 4}
    assert [fewest(even, range(2), 0, Search(lots=lots)).most for lots in (True, False)] == [3, 4]


def test_a_bound_counts_each_altered_paper_twice_at_most() -> None:
    order = Order.of((1, 0), {(0,): 3, (1,): 8})
    (demand,) = order.lowest()
    assert order.lacks(demand) == 5
    assert [exact_bound(order, [demand], [4], kind) for kind in KINDS] == [3, 5, 5]
    assert exact_bound(order, [Demand(at=0, weights={}, least=1)], [1], "added") is None
    # Before an end with 0 alone 1 must go, holding 6 first preferences; 0 holds 2 above 1 then: 4 by twos.
    assert least_by_others((0,), {(1, 0): 6, (0,): 2}, {0: 2, 1: 6}, "altered") == 2
    # Two demands lack 3 and 1; the first counts twice, and a new paper meets it or the other: 7 by twos.
    three = Order.of((0, 1, 2), {(0,): 3, (2,): 2})
    assert exact_bound(three, three.lowest()[:2], [2, 1], "added") == 4


def test_which_earlier_stages_are_compared() -> None:
    assert [_earlier(3, which) for which in ("latest", "earliest", "nothing")] == [[2, 1, 0], [0, 1, 2], []]


# -- Rules, as they stand on the shelf --------------------------------------------------------------------


@pytest.mark.parametrize("key", CLAUSES)
def test_the_clauses_are_those_of_the_rule(key: str) -> None:
    clauses, rule, rng = CLAUSES[key], shelf.rule(key), random.Random(11)
    for _ in range(60):
        row = random_row(rng, 3, rng.randint(3, 12))
        cast = [(one, int(n)) for one, n in zip(rankings(3), row, strict=True) if n]
        winners, lots = results(cast, 3, clauses.compares, clauses.majority)
        papers = ranked("abc", {"".join("abc"[at] for at in one) or "-": n for one, n in cast})
        may = {at for at in range(3) if may_elect(rule, papers, "abc"[at])}
        # Where several go at once an earlier comparison may settle what one at a time leaves to a lot.
        assert may == winners if clauses.singly else may <= winners and may
        if clauses.singly:
            assert bool(outcome_of(rule, papers).level) == lots


@pytest.mark.parametrize("key", CLAUSES)
def test_every_rule_brackets_its_margin_and_shows_it(key: str) -> None:
    rule, rng, contest = shelf.rule(key), random.Random(3), contest_of("abcd")
    for _ in range(4):
        row = random_row(rng, 4, 40)
        votes = {
            "".join("abcd"[at] for at in one): int(n) for one, n in zip(rankings(4), row, strict=True) if n
        }
        papers = ranked("abcd", {vote or "-": n for vote, n in votes.items()})
        counted = count(rule, papers, (), contest)
        if counted.awaiting:
            continue
        (elected,) = counted.elected
        for kind in KINDS:
            allowed, without = by_exclusions(rule, papers, contest, elected, kind)
            for bounds in (allowed, without):
                assert bounds.none or bounds.most is not None
                assert bounds.most is None or bounds.least <= bounds.most
                if CLAUSES[key].singly:
                    assert bounds.exact or bounds.none
                if bounds.witness is not None:
                    after = changed(bounds.witness.base or papers, bounds.witness.changes)
                    assert may_elect(rule, after, bounds.witness.elected[0], contest)
                    assert sum(one.papers for one in bounds.witness.changes) == bounds.most
                    assert bounds.witness.elected != (elected,)
            assert allowed.least <= without.least
            assert without.witness is None or not without.witness.level


def test_burlington_2009(data: Path) -> None:
    """No published margin was found. The official last round was 4,313 to 4,061 (the file makes it 4,060)."""
    reading = hs.read(data / "irv" / "burlington-2009" / "00005-00000002.toi")
    av = shelf.rule("av")
    found = {}
    for kind in KINDS:
        allowed, without = by_exclusions(av, reading.papers, reading.contest, "bob-kiss", kind)  # type: ignore[arg-type]
        assert allowed.exact and without.exact
        assert without.witness is not None and without.witness.elected == ("kurt-wright",)
        found[kind] = (allowed.most, without.most)
    # 4,313 - 4,060 = 253 votes: half of them, rounded up, or as many as they are for a lot.
    assert found == {"altered": (127, 127), "added": (253, 253), "struck": (253, 253)}


def test_papers_that_may_be_read_in_two_ways_widen_the_bounds(data: Path) -> None:
    reading = hs.read(data / "irv" / "burlington-2009" / "00005-00000002.toi")
    rule = shelf.rule("burlington-irv")
    allowed, without = by_exclusions(rule, reading.papers, reading.contest, "bob-kiss", "altered")  # type: ignore[arg-type]
    # Six papers have a shared rank.
    assert (allowed.least, allowed.most, without.least, without.most) == (121, 127, 121, 127)


def test_two_columns_are_ranked_to_be_changed() -> None:
    papers = Profile.of("abc", {("a", "b"): 4, ("b", "a"): 3, ("c", "b"): 2})
    _, without = by_exclusions(shelf.rule("av"), papers, contest_of("abc"), "b", "altered")
    assert without.most == 1 and without.witness is not None
    assert without.witness.base is not None and without.witness.base.ballots == "rankings"


def test_a_lot_that_may_fall_otherwise_is_no_paper_at_all() -> None:
    papers = ranked("ab", {"a": 3, "b": 3})
    allowed, without = by_exclusions(shelf.rule("av"), papers, contest_of("ab"), "a", "altered")
    assert (allowed.most, without.most) == (0, 1)
    assert allowed.witness is not None and allowed.witness.level == ("a", "b")


def test_nobody_else_is_elected_by_striking_out_papers_that_are_all_for_one() -> None:
    _, without = by_exclusions(shelf.rule("av"), ranked("ab", {"a": 3}), contest_of("ab"), "a", "struck")
    assert without.none and without.most is None


def test_without_scipy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(UsageError) as told:
        fewest({(0, 1): 5, (1, 0): 3, (2, 1): 3}, range(3), 0, Search())
    assert "hustings[questions]" in told.value.hint


# -- The single transferable vote: bounds -----------------------------------------------------------------


def test_transferable_votes_have_bounds_and_a_recounted_way(data: Path) -> None:
    reading = hs.read(data / "stv-scotland" / "dundee-2022-w5-maryfield" / "ballots.blt")
    rule = shelf.rule("scottish-stv")
    counted = count(rule, reading.papers, (), reading.contest)  # type: ignore[arg-type]
    for kind in KINDS:
        bounds = of_transferable_votes(rule, reading.papers, reading.contest, counted, kind)  # type: ignore[arg-type]
        assert bounds.least == 1 and bounds.most is not None and not bounds.exact
        assert bounds.witness is not None
        after = changed(bounds.witness.base, bounds.witness.changes)  # type: ignore[arg-type]
        assert set(outcome_of(rule, after, reading.contest).elected) == set(bounds.witness.elected)
        assert set(bounds.witness.elected) != set(counted.elected)


def test_who_has_the_quota_to_spare_stays_elected() -> None:
    # 20 papers, two seats: the quota is 7. Both have it at once, and 3 and 1 more.
    papers, contest = ranked("abc", {"a": 10, "b": 8, "c": 2}), contest_of("abc", seats=2)
    rule = shelf.rule("scottish-stv")
    counted = count(rule, papers, (), contest)
    assert counted.elected == ("a", "b")
    found = {kind: of_transferable_votes(rule, papers, contest, counted, kind) for kind in KINDS}
    assert [found[kind].least for kind in KINDS] == [2, 1, 2]
    assert found["altered"].most == 4  # 10 v 4 v 6
    assert isinstance(Fewest(least=1, most=1).exact, bool)
