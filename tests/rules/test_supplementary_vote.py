"""The supplementary vote against the law's own vectors, a plain reference count, and its properties."""

import json
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting import Lot, count
from hustings.errors import InputError, TieUndecided
from hustings.profile import Profile, Transfer
from hustings.rules import simple_majority, supplementary_vote, uncontested
from reference import supplementary_vote as reference

IDS = "abcdef"


def papers_of(notation):
    """Law §11.1: `A>B:12` is 12 papers, `A:12` has a blank second, `>!!` over-marked, `>?` uncertain."""
    votes = Counter()
    for part in notation.split(","):
        paper, number = part.split(":")
        first, _, second = paper.partition(">")
        votes[first, second or "-"] += int(number)
    return votes


def test_every_vector_of_the_law(vectors):
    seen = 0
    for vector in vectors:
        rule = simple_majority.RULE if len(vector["candidates"]) == 2 else supplementary_vote.RULE
        result = count(rule, Profile.of(vector["candidates"], papers_of(vector["papers"])))
        seen += 1
        first = result.stages[0]
        assert first.votes == vector["first"], vector["id"]
        assert first.papers == vector["valid"], vector["id"]
        assert list(result.elected) == vector.get("elected", []), vector["id"]
        drawn_by = list(result.awaiting.candidates) if result.awaiting else []
        assert drawn_by == vector.get("lot_between", []), vector["id"]
        if "remaining" not in vector:
            assert len(result.stages) == 1
            continue
        assert list(first.remaining) == vector["remaining"], vector["id"]
        second = result.stages[1]
        accounts = Counter(second.accounts)
        assert second.added == vector["second"], vector["id"]
        assert second.votes == vector["total"], vector["id"]
        assert second.looked_at == vector["looked_at"], vector["id"]
        assert accounts["same_candidate"] + accounts["for_eliminated"] == vector["not_for_remaining"]
        assert accounts["same_candidate"] == vector["same_twice"], vector["id"]
        assert accounts["blank"] == vector["second_blank"], vector["id"]
        assert accounts["over_marked"] + accounts["uncertain_second"] == vector["second_rejected"]
    assert seen >= 18


@pytest.fixture
def vectors(data):
    lines = (data.parent / "law" / "vectors.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def test_papers_that_a_generic_runoff_gets_wrong():
    """A 40; B then C 25; C 25; D then C 10: all level for second remain, and A wins without a lot."""
    votes = {("A", "-"): 40, ("B", "C"): 25, ("C", "-"): 25, ("D", "C"): 10}
    result = count(supplementary_vote.RULE, Profile.of("ABCD", votes))
    assert result.winner == "A"
    assert result.stages[-1].votes == {"A": 40, "B": 25, "C": 35}


TIED = Profile.of("ABC", {("A", "-"): 40, ("B", "-"): 35, ("C", "A"): 5, ("C", "B"): 10, ("C", "-"): 10})


def test_a_lot_names_a_person_and_adds_no_vote():
    waiting = count(supplementary_vote.RULE, TIED)
    with pytest.raises(TieUndecided):
        _ = waiting.winner
    lot = Lot(step="lot", between=("B", "A"), chosen="B", by="the returning officer")
    drawn = count(supplementary_vote.RULE, TIED, [lot])
    assert drawn.winner == "B"
    assert drawn.stages[-1].votes == {"A": 45, "B": 45}
    assert drawn.stages[-1].remaining == ("A", "B")
    assert drawn.stages[-1].accounts == {"blank": 10} and drawn.stages[-1].balances
    assert drawn.stages[: len(waiting.stages)] == waiting.stages


def test_the_second_count_tells_from_whom_papers_came():
    second = count(supplementary_vote.RULE, TIED).stages[1]
    assert second.transfers == (
        Transfer(source="C", to="A", papers=5),
        Transfer(source="C", to="B", papers=10),
    )
    assert second.sources == {("C", "blank"): 10}


def test_a_lot_between_the_wrong_people_is_refused():
    lot = Lot(step="lot", between=("A", "C"), chosen="C", by="x", where="decisions.toml: lot 1")
    with pytest.raises(InputError, match="wrong people"):
        count(supplementary_vote.RULE, TIED, [lot])


def test_a_lot_where_nobody_is_equal_is_refused():
    lot = Lot(step="lot", between=("A", "B"), chosen="A", by="x")
    with pytest.raises(InputError, match="does not exist"):
        count(supplementary_vote.RULE, Profile.of("ABC", {("A", "-"): 3, ("B", "-"): 1}), [lot])


def test_nobody_and_one_candidate():
    nobody = count(uncontested.RULE, Profile(candidates=(), piles=()))
    assert nobody.elected == () and nobody.awaiting.what == "fresh-election"
    assert count(uncontested.RULE, Profile(candidates=("a",), piles=())).winner == "a"


papers_lists = st.integers(3, 6).flatmap(
    lambda n: st.tuples(
        st.just(IDS[:n]),
        st.lists(
            st.tuples(st.sampled_from(IDS[:n]), st.sampled_from([*IDS[:n], "-", "!!", "?"])), max_size=24
        ),
    )
)


@given(papers_lists)
def test_an_independent_count_of_single_papers_agrees(case):
    ids, papers = case
    result = count(supplementary_vote.RULE, Profile.of(ids, Counter(papers)))
    plain = reference(ids, [(a, b if b in ids else None) for a, b in papers])
    assert list(result.elected) == plain["elected"]
    assert (list(result.awaiting.candidates) if result.awaiting else []) == plain["lot"]
    assert result.stages[0].votes == plain["first"]
    if plain["second"] is not None:
        assert result.stages[1].added == plain["second"]
        assert result.stages[1].votes == plain["total"]


@given(papers_lists)
def test_every_stage_balances_and_no_remaining_paper_is_looked_at(case):
    ids, papers = case
    result = count(supplementary_vote.RULE, Profile.of(ids, Counter(papers)))
    assert all(stage.balances for stage in result.stages)
    if len(result.stages) > 1:
        out = result.stages[0].eliminated
        assert result.stages[1].looked_at == sum(first in out for first, _ in papers)


@given(papers_lists, st.randoms(use_true_random=False))
def test_renaming_the_candidates_renames_the_result(case, chance):
    ids, papers = case
    new = dict(zip(ids, chance.sample("uvwxyz", len(ids)), strict=True))
    order = list(new.values())
    chance.shuffle(order)
    before = count(supplementary_vote.RULE, Profile.of(ids, Counter(papers)))
    renamed = Counter((new[a], new.get(b, b)) for a, b in papers)
    after = count(supplementary_vote.RULE, Profile.of(order, renamed))
    assert [new[one] for one in before.elected] == list(after.elected)
    for one, other in zip(before.stages, after.stages, strict=True):
        assert {new[id]: votes for id, votes in one.votes.items()} == other.votes
        assert one.accounts == other.accounts


@given(papers_lists, papers_lists)
def test_areas_added_are_the_whole(one, other):
    ids = max(one[0], other[0], key=len)
    north, south = Counter(one[1]), Counter(other[1])
    whole = Profile.of(ids, north + south)
    added = Profile.of(ids, north, area="n") + Profile.of(ids, south, area="s")
    assert count(supplementary_vote.RULE, whole) == count(supplementary_vote.RULE, added)


def test_the_reference_itself_on_a_case_worked_by_hand():
    """V05 of the law's vectors: B overtakes A on C's second preferences, 55 to 43."""
    papers = (
        [("A", None)] * 40 + [("B", None)] * 35 + [("C", "B")] * 20 + [("C", "A")] * 3 + [("C", None)] * 2
    )
    random.Random(1).shuffle(papers)
    assert reference("ABC", papers)["total"] == {"A": 43, "B": 55}
