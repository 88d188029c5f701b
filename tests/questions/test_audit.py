"""Audits: sizes of real elections, pull lists by hand, refusals."""

from __future__ import annotations

import hashlib
import itertools
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hustings as hs
from audit_at_hand import SAMPLE, SEED, reading, sizes
from hustings import desk
from hustings.answer import Answer, to_json
from hustings.counting import Lot
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.mechanics.pull_list import place_in, pulled


def drawn(answer: Answer) -> dict[str, tuple[Any, ...]]:
    return {str(row[0]): row[1:] for row in answer.table("sizes").rows}


# -- How many ----------------------------------------------------------------------------------------------


def test_london_2021() -> None:
    # questions.md 4.9: 69 comparison or 644 polling papers at 5 % of the valid papers, 54 and 497 at 10 %,
    # and 73 with the 114,201 rejected papers (declaration) in the population.
    path = hs.elections.path("london-2021")
    apart = desk.ask("audit", path, rejected="apart")
    assert sizes(apart)[:2] == [69, 644]
    assert sizes(desk.ask("audit", path, rejected="apart", risk="10%"))[:2] == [54, 497]
    both = desk.ask("audit", path)
    assert sizes(both)[2] == 73  # as many bundles of unknown content as papers
    assert sizes(both)[0] == 73 and drawn(both)["papers, each compared with its own record"][1] == 2_645_558
    assert "114,201 rejected among them (69 to compare if these are kept apart)" in both.sentence
    assert "kept apart" in apart.sentence and "rejected wrongly" in " ".join(apart.assumptions)
    claims = both.table("claims")
    assert claims.column("lead")[0] == 228_433 and len(claims.rows) == 2 * 18 + 1
    names = both.contest.label
    assert [names(str(claims.rows[0][at])) for at in (0, 1)] == ["Sadiq Aman KHAN", "Shaun BAILEY"]
    assert both.findings[0].holds == "certain" and not both.chances


def test_the_economy_set_of_london_says_what_it_leaves_open() -> None:
    path = hs.elections.path("london-2021")
    economy = desk.ask("audit", path, claims="economy")
    assert sizes(economy)[0] == 73
    assert any("exactly level for the second place" in one for one in economy.assumptions)
    with pytest.raises(UsageError, match="does not answer"):
        desk.ask("audit", hs.elections.path("west-midlands-2021"), claims="economy")


def test_the_economy_set_is_offered_where_it_is_smaller() -> None:
    votes = {("a", "b"): 500, ("b", "a"): 260, ("c", "a"): 240}
    answer = desk.ask("audit", reading(votes))
    economy = desk.ask("audit", reading(votes), claims="economy")
    assert (
        sizes(answer)[0] == math.ceil(2 * 1.03905 * math.log(20) / 0.02) and sizes(economy)[0] == 24
    )  # a leads c by 260
    assert any("24 papers to compare" in one.words for one in answer.notes)
    assert not any("economy" in one.words for one in economy.notes)


def test_tower_hamlets_2010_from_first_preferences_alone() -> None:
    # questions.md 4.9: the majority would have a margin of 1,581 of 44,985 and take 178 papers at 5 %; the
    # lead over the last rival is at least that, wherever the second preferences went (lemma L1).
    answer = desk.ask("audit", hs.elections.path("tower-hamlets-2010"))
    assert sizes(answer)[0] == 178
    assert answer.table("claims").column("lead")[0] == 2 * 23_283 - 44_985 == 1_581
    assert "at most 178 papers" in answer.sentence
    assert answer.level == "first preferences" and "second preferences" in answer.fuller
    table = answer.table("claims")
    assert "taken to be against the winner" in table.note


def test_from_totals_the_last_comparison_is_known() -> None:
    # West Midlands 2021, official page: 314,669 and 267,626 after the second count.
    answer = desk.ask("audit", hs.elections.path("west-midlands-2021"))
    assert answer.table("claims").column("lead")[0] == 314_669 - 267_626
    assert answer.level == "first preferences and the second preferences counted"


def test_burlington_2009(data: Path) -> None:
    # Official final round: Kiss 4,313; stopping at every over-vote gives Wright 4,060 (expected.json).
    path = data / "irv" / "burlington-2009" / "00005-00000002.toi"
    answer = desk.ask("audit", path, rule="av")
    words = answer.table("words").rows[0]
    assert words[1:3] == (4_313, 4_060) and "only these two remain" in str(words[0])
    assert sizes(answer)[0] == math.ceil(2 * 1.03905 * math.log(20) * 8_980 / 253)
    with pytest.raises(UsageError, match="no set of claims"):
        desk.ask("audit", path, rule="burlington-irv")


def test_one_choice() -> None:
    answer = desk.ask("audit", reading({("a",): 60, ("b",): 40, ("c",): 10}), rule="simple-majority")
    assert [row[:2] for row in answer.table("claims").rows] == [("a", "b"), ("a", "c")]
    with pytest.raises(UsageError, match="one set of claims"):
        desk.ask("audit", reading({("a",): 6, ("b",): 4}), rule="simple-majority", claims="economy")


def test_a_close_result_takes_all_papers() -> None:
    answer = desk.ask("audit", reading({("a", "-"): 41, ("b", "-"): 40, ("c", "-"): 2}))
    assert "count them again by hand" in answer.sentence
    assert sizes(answer)[:2] == [83, 83]


# -- Which -------------------------------------------------------------------------------------------------


def test_a_pull_list_is_drawn_again_by_hand() -> None:
    answer = desk.ask("audit", reading(SAMPLE), seed=SEED, pull=40)
    by_hand: list[tuple[int, int]] = []
    counter = 0
    while len(by_hand) < 40:
        counter += 1
        text = f"{SEED},{counter}".encode()
        number = int(hashlib.sha256(text).hexdigest(), 16) % 920 + 1
        if number not in [one for one, _ in by_hand]:
            by_hand.append((number, counter))
    table = answer.table("pull")
    assert table.column("number") == tuple(sorted(number for number, _ in by_hand))
    told = dict(
        zip(
            table.column("turn"),
            zip(table.column("number"), table.column("counter"), strict=True),
            strict=True,
        )
    )
    assert [told[turn] for turn in range(1, 41)] == by_hand
    for bundle, paper, number in zip(
        *(table.column(key) for key in ("bundle", "paper", "number")), strict=True
    ):
        assert (int(str(bundle)) - 1) * 50 + int(str(paper)) == number
    assert to_json(answer) == to_json(desk.ask("audit", reading(SAMPLE), seed=SEED, pull=40))


def test_a_longer_list_begins_with_the_shorter_and_ends_with_all() -> None:
    whole = pulled(SEED, 30, 30)
    assert sorted(one.number for one in whole) == list(range(1, 31))
    assert whole[:7] == pulled(SEED, 30, 7)
    assert [place_in(number, (3, 1, 2)) for number in range(1, 7)] == [
        *((1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)),
    ]
    with pytest.raises(InputError, match="beyond the last"):
        place_in(7, (3, 1, 2))


def test_every_number_is_as_likely() -> None:
    counted = [0] * 10
    for seed in range(2_000):
        counted[pulled(f"seed {seed}", 10, 1)[0].number - 1] += 1
    assert sum((one - 200) ** 2 / 200 for one in counted) < 21.7  # chi-squared, 9 degrees, 1 in 100


def test_a_seed_is_needed() -> None:
    for options in ({"pull": 5}, {"pull": 5, "seed": "  "}):
        with pytest.raises(UsageError, match="needs a seed"):
            desk.ask("audit", reading(SAMPLE), **options)
    with pytest.raises(InputError, match="more are to be pulled"):
        desk.ask("audit", reading(SAMPLE), seed=SEED, pull=921)
    with pytest.raises(InputError, match="at least one paper"):
        desk.ask("audit", reading(SAMPLE), bundle=0)


# -- Refusals ----------------------------------------------------------------------------------------------


def test_what_no_sample_can_confirm_is_refused() -> None:
    with pytest.raises(UsageError, match="awaits a lot"):
        desk.ask("audit", reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}))
    with pytest.raises(UsageError, match="who remained"):
        desk.ask("audit", reading({("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 30}))
    lots = Decisions(lots=(Lot(step="lot", between=("a", "b"), chosen="a", by="the returning officer"),))
    with pytest.raises(UsageError, match="no sample can confirm"):
        desk.ask("audit", reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}, decisions=lots))
    with pytest.raises(UsageError, match="no set of claims"):
        desk.ask("audit", reading({("a", "b"): 3, ("b", "c"): 2, ("c",): 1}, kind="rankings"), rule="borda")
    with pytest.raises(UsageError, match="awaits a lot"):
        desk.ask("audit", reading({}))
    for risk in ("0%", "100%"):
        with pytest.raises(InputError, match="risk limit"):
            desk.ask("audit", reading(SAMPLE), risk=risk)


# -- Properties --------------------------------------------------------------------------------------------


@given(
    seed=st.text("0123456789 ", min_size=1).filter(str.strip), population=st.integers(1, 200), data=st.data()
)
def test_a_sample_holds_nothing_twice_and_grows_at_its_end(
    seed: str, population: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, population))
    some = pulled(seed, population, number)
    assert [one.turn for one in some] == list(range(1, number + 1))
    assert len({one.number for one in some}) == number
    assert all(1 <= one.number <= population for one in some)
    assert all(a.counter < b.counter for a, b in itertools.pairwise(some))
    assert pulled(seed, population, population)[:number] == some


@given(
    sizes_=st.lists(st.integers(1, 9), min_size=1, max_size=12),
    number=st.integers(1, 108),
)
def test_every_paper_has_one_place(sizes_: list[int], number: int) -> None:
    if number <= sum(sizes_):
        bundle, paper = place_in(number, sizes_)
        assert 1 <= paper <= sizes_[bundle - 1]
        assert sum(sizes_[: bundle - 1]) + paper == number


def test_a_paper_that_there_is_not_is_refused_even_once_all_were_drawn(tmp_path: Path) -> None:
    three = reading({("a", "b"): 2, ("b", "-"): 1}, "abc")
    path = tmp_path / "found.csv"
    path.write_text("number,first\n1,a\n2,a\n3,b\n4,a\n")
    with pytest.raises(InputError, match="no such paper") as told:
        desk.ask("audit-check", three, found=path, seed=SEED)
    assert told.value.where == "found.csv:5"


@pytest.mark.parametrize("question", ["margin", "affected", "tactics", "audit", "reach", "transfers"])
def test_where_nobody_else_stands_it_is_said(question: str) -> None:
    with pytest.raises(UsageError, match="nobody else stands"):
        desk.ask(question, reading({("a",): 3}, "a"), **({"papers": 1} if question == "affected" else {}))


def test_of_an_outright_win_it_is_not_said_that_anybody_remained() -> None:
    with pytest.raises(UsageError, match="more than half") as told:
        desk.ask("audit", reading({("a", "-"): 6, ("b", "-"): 2, ("c", "-"): 2}))
    assert "remain" not in told.value.found
