"""Pacts asked of elections: what was published, tiny elections by trying everything, what makes no sense."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.mechanics.feasible import span
from hustings.mechanics.known import Known
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.witness import changed
from hustings.questions import _pact_figures
from hustings.questions._pact_setting import _most_net
from hustings.returns import WHOLE, Reading, Returns, Statement


def contest(ids: str) -> Contest:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Contest(title="Sample", candidates=people)


def papers(votes: dict[str, int], ids: str = "abcd") -> Reading:
    table = Table.of(ids, votes)
    return Reading(contest=contest(ids), papers=profile_of(table))


def totals(first: tuple[int, ...], counted: dict[int, int] | None = None) -> Reading:
    """Only totals of the whole contest: first preferences, and perhaps the second ones counted."""
    ids = "abcde"[: len(first)]
    made = [Statement(area=WHOLE, stage="first", first=dict(zip(ids, first, strict=True)))]
    if counted is not None:
        seconds = {ids[at]: votes for at, votes in counted.items()}
        made.append(Statement(area=WHOLE, stage="second", counted=seconds))
    return Reading(
        contest=contest(ids), papers=Returns(candidates=tuple(ids), areas=(WHOLE,), statements=tuple(made))
    )


def ask(what: Reading | Path, **options: Any) -> Answer:
    given: dict[str, Any] = {"between": ["a", "b"], "against": "c"} | options
    return desk.ask("pact", what, rule="sv", **given)


def ways(answer: Answer) -> dict[str, str]:
    table = answer.table("ways")
    return dict(zip(map(str, table.column("mode")), map(str, table.column("here")), strict=True))


# -- What was published -----------------------------------------------------------------------------------


def test_tower_hamlets_2010_was_decided_without_any_second_preference(data: Path) -> None:
    """East London Lines, October 2010: the first preferences; 51.76 % for Rahman, no second count."""
    facts = json.loads((data / "sv" / "tower-hamlets-2010" / "expected.json").read_text())
    first = {one["name"]: one["first_preferences"] for one in facts["candidates"]}
    assert list(first.values()) == [23_283, 11_254, 5_348, 2_800, 2_300]
    reading = desk.read(hs.elections.path("tower-hamlets-2010"))
    assert reading.papers.first_preferences() == {
        one.id: first[one.name] for one in reading.contest.candidates
    }
    answer = desk.ask("pact", reading, between=["rahman", "abbas"], against="king")
    assert "23,283 of 44,985" in answer.sentence and "does not matter" in answer.sentence
    assert {one.holds for one in answer.findings} == {"impossible"}
    assert not answer.witnesses and answer.fuller
    # King is third: not even with every paper of the two eliminated below him could he be elected.
    assert any("not among those who would remain" in note.words for note in answer.notes)


def test_london_2021_by_its_table() -> None:
    answer = desk.ask("pact", hs.elections.path("london-2021"), between=["bailey", "porritt"], against="khan")
    marked = answer.table("marked")
    assert marked.column("rate")[1] == Fraction(15_206, 111_716)
    # The final totals are those of the declaration.
    row = answer.table("exchange").rows[1]
    assert row[0] == "as marked" and row[2:5] == (977_601, None, 1_206_034)
    assert ways(answer)["others"] == "this is why"
    assert "even if all 111,716 papers" in answer.sentence


def test_what_tower_hamlets_2014_leaves_open() -> None:
    answer = desk.ask("pact", hs.elections.path("tower-hamlets-2014"), between=["biggs", "wilford"])
    assert answer.findings[0].holds == "possible"
    assert answer.sentence.startswith("The pact holds if 100% of Christopher Wilford's papers name John")
    assert "not published" in answer.sentence
    assert "strongest other candidate" in answer.notes[0].words


# -- The ways to fail, one by one -------------------------------------------------------------------------


def test_neither_partner_remains() -> None:
    answer = ask(papers({"ab": 23, "ba": 22, "c": 30, "d": 25}))
    assert answer.sentence == (
        "The pact fails: neither A Person nor B Person is among those who remain, so that nobody looks at "
        "their second preferences for each other, and C Person is elected."
    )
    assert ways(answer) == {
        "half": "not here",
        "exchange": "not here",
        "neither": "this is why",
        "others": "not here",
        "level": "not here",
        "void": "not here",
    }


def test_half_of_the_first_preferences() -> None:
    more = ask(papers({"ab": 25, "ba": 24, "c": 51}))
    assert ways(more)["half"] == "this is why" and "51 of 100" in more.sentence
    half = ask(papers({"ab": 26, "ba": 24, "c": 50}))
    assert ways(half)["half"] == "this is why" and "a lot at best" in half.sentence


def test_the_exchange_falls_short_and_by_how_many_papers() -> None:
    answer = ask(papers({"a": 34, "ba": 5, "b": 21, "c": 40}))
    assert answer.sentence == (
        "The pact fails: 19.23% of B Person's papers name A Person, and 7 of 26, more than 23.08%, would be "
        "needed to keep C Person out."
    )
    (witness,) = answer.witnesses
    assert [one.papers for one in witness.changes] == [2] and witness.elected == ("a",)
    assert ways(answer)["exchange"] == "this is why" and ways(answer)["void"] == "this is why"
    assert answer.table("needed").column("rate") == (Fraction(3, 13),)


def test_lost_second_preferences_are_why_only_where_they_would_have_been_enough() -> None:
    enough = ask(papers({"a": 34, "b": 7, "bd": 19, "c": 40}))
    level = ask(papers({"a": 34, "b": 6, "bd": 20, "c": 40}))
    assert ways(enough)["void"] == "this is why" and ways(level)["void"] == "not here"


def test_what_the_partners_papers_leave_open_may_name_the_others_who_remain() -> None:
    """C leads D by five: half of the partners' 45 papers are open, and may name D."""
    assert ask(totals((23, 22, 30, 25)), rate="50%").findings[0].holds == "possible"
    assert ask(totals((23, 22, 30, 25)), rate="95%").findings[0].holds == "certain"


@pytest.mark.usefixtures("coarse")
def test_papers_in_whole_numbers_need_as_many_as_exact_shares() -> None:
    dice = random.Random(14)
    looked = 0
    for _ in range(60):
        first = (dice.randint(31, 40), dice.randint(15, 25), dice.randint(36, 45), dice.randint(5, 14))
        others, against = dice.randint(0, 50), dice.randint(0, 50)
        leak = dice.randint(0, 15)
        answer = ask(totals(first), leak=f"{leak}%", others=f"{others}%", others_against=f"{against}%")
        for witness in answer.witnesses:
            (needed,) = answer.table("needed").column("papers")
            assert f"if {needed} of the" in witness.words
            looked += 1
    assert looked > 20


def test_a_pact_of_so_few_papers_that_no_whole_number_is_just_enough() -> None:
    """b has 3 and 80% of a's 2 papers, 4.6; c has 4 and 20% of them, 4.4; of 2 papers 1 is too few."""
    found = ask(
        papers({"aa": 1, "ac": 1, "bc": 2, "b": 1, "cb": 1, "cc": 2, "c": 1}, "abc"),
        between=("b", "a"),
        against="c",
        rate=Fraction(4, 5),
    )
    assert found.sentence == (
        "The pact holds: 80% of A Person's papers name B Person, and more than 70% are needed to keep "
        "C Person out."
    )


def test_a_pact_that_holds_and_what_would_break_it() -> None:
    answer = ask(papers({"a": 34, "ba": 20, "bc": 1, "b": 5, "c": 40}))
    assert answer.sentence.startswith(
        "The pact holds: 76.92% of B Person's papers name A Person, and 8 of 26"
    )
    (witness,) = answer.witnesses
    assert [one.papers for one in witness.changes] == [13] and set(witness.level) == {"a", "c"}
    assert ways(answer)["exchange"] == ways(answer)["void"] == "it could be"


def test_other_voters_outweigh_it() -> None:
    answer = ask(papers({"ab": 22, "ba": 20, "c": 38, "dc": 18, "d": 2}))
    assert ways(answer)["others"] == "this is why" and "even if all 20 papers" in answer.sentence


def test_partners_exactly_level() -> None:
    answer = ask(papers({"ab": 18, "ba": 18, "c": 24}, "abc"))
    assert ways(answer)["level"] == "this is why"
    assert (
        "are level at the cut and all remain" in answer.sentence and "C Person is elected" in answer.sentence
    )
    lot = ask(papers({"ab": 20, "ba": 20, "c": 20}, "abc"))
    assert "hangs on a lot" in lot.sentence and ways(lot)["level"] == "this is why"


def test_a_pact_that_does_not_matter() -> None:
    ahead = ask(papers({"a": 45, "b": 20, "c": 35}))
    assert "is behind without any second preference" in ahead.sentence
    third = ask(papers({"ab": 40, "ba": 35, "c": 25}))
    assert "not among the two highest" in third.sentence
    nobody = ask(papers({}))
    assert "no valid paper" in nobody.sentence


def test_rates_and_leaks_as_asked() -> None:
    reading = papers({"a": 34, "ba": 5, "bc": 2, "b": 19, "c": 40})
    held = ask(reading, rate="50%")
    assert "The pact holds: 50% of B Person's papers name A Person" in held.sentence
    short = ask(reading, rate="50%", leak="40%")
    assert "The pact fails" in short.sentence
    assert short.table("exchange").column("exchange") == ("nobody", "as marked", "as asked", "everybody")
    whole = ask(reading, rate="100%")  # who named C is then among those who name A
    assert whole.table("needed").column("leak") == (0,)


def test_totals_alone_give_the_critical_rate_and_say_what_they_assume() -> None:
    answer = ask(totals((34, 26, 40)), rate="50%")
    assert answer.table("needed").column("rate") == (Fraction(3, 13),)
    assert answer.table("needed").column("papers") == (7,)
    (witness,) = answer.witnesses
    assert witness.base is not None and [one.papers for one in witness.changes] == [1]
    assert answer.level == "first preferences" and answer.assumptions
    claimed = ask(totals((28, 22, 38, 12)), leak="10%", others="20%", others_against="50%")
    assert claimed.table("needed").column("rate") == (Fraction(158, 220),)
    assert "90% of B Person's papers" in claimed.sentence


# -- Everything tried -------------------------------------------------------------------------------------


def plain_winners(rows: list[list[int]]) -> list[int]:
    number = len(rows)
    first = [sum(row) for row in rows]
    level = sorted(first, reverse=True)[1]
    stay = [x for x in range(number) if first[x] >= level]
    total = {x: first[x] + sum(rows[i][x] for i in range(number) if i not in stay) for x in stay}
    return [x for x in stay if total[x] == max(total.values())]


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Maps of a few cells, where thousands of answers are asked for."""
    for name in ("COLUMNS", "POINTS"):
        monkeypatch.setattr(_pact_figures, name, 1)
    monkeypatch.setattr(_pact_figures, "pieces", lambda camps, pact: [])


@cache
def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in compositions(total - n, parts - 1)]


def tables_with(first: tuple[int, ...], counted: dict[int, int] | None) -> Iterator[list[list[int]]]:
    # The papers of those who remain are never looked at: any one row of theirs stands for all.
    level = sorted(first, reverse=True)[1]
    choices = [compositions(votes, len(first) + 1)[: 1 if votes >= level else None] for votes in first]
    for rows in product(*choices):
        if counted is None or all(
            sum(rows[i][j] for i in range(len(first)) if i not in counted) == n for j, n in counted.items()
        ):
            yield [list(row) for row in rows]


@pytest.mark.usefixtures("coarse")
def test_certain_possible_impossible_as_trying_every_table_says() -> None:
    """Totals alone: whatever table fits, its partners' papers then exchanged in full, is counted."""
    dice = random.Random(11)
    seen: Counter[tuple[str, bool]] = Counter()
    done: set[tuple[int, ...]] = set()
    for _ in range(400):
        first = tuple(dice.randint(0, 5) for _ in range(4))
        if not sum(first) or sum(first) > 13 or first in done:
            continue
        done.add(first)
        rows = [list(dice.choice(compositions(votes, 5))) for votes in first]
        level = sorted(first, reverse=True)[1]
        stay = [x for x in range(4) if first[x] >= level]
        counted = None
        if dice.random() < 0.6 and not any(2 * votes > sum(first) for votes in first):
            counted = {x: sum(rows[i][x] for i in range(4) if i not in stay) for x in stay}
        outcomes = set()
        for table in tables_with(first, counted if set(stay) in ({0, 2}, {1, 2}) else None):
            for giver, taker in ((0, 1), (1, 0)):
                table[giver] = [0] * 5
                table[giver][taker] = first[giver]
            outcomes.add(2 in plain_winners(table))
        answer = ask(totals(first, counted))
        expected = "possible" if len(outcomes) == 2 else "certain" if outcomes == {True} else "impossible"
        assert answer.findings[0].holds == expected, (first, counted)
        seen[expected, counted is not None] += 1
    assert min(seen[one, told] for one in ("certain", "possible", "impossible") for told in (True, False)), (
        seen
    )


def test_the_net_of_others_is_that_of_the_linear_programme() -> None:
    dice = random.Random(12)
    for _ in range(200):
        first = tuple(sorted((dice.randint(0, 9) for _ in range(5)), reverse=True))
        if first[1] == first[2]:
            continue
        held, papers_ = first[2], sum(first[3:])
        for_taker = dice.randint(0, held + papers_)
        for_rival = dice.randint(0, held + papers_ - for_taker)
        known = Known(candidates=tuple("abcde"), first=first, counted={0: for_taker, 1: for_rival})
        found = span(known, {(3, 1): 1, (4, 1): 1, (3, 0): -1, (4, 0): -1})
        assert found.most == _most_net(for_rival, for_taker, papers_, held)
        assert found.least == -_most_net(for_taker, for_rival, papers_, held)


@pytest.mark.usefixtures("coarse")
def test_answers_from_tables_are_those_of_counting() -> None:
    dice = random.Random(13)
    seen: Counter[str] = Counter()
    for _ in range(1_500):
        number = dice.choice((3, 4))
        ids = "abcd"[:number]
        rows = tuple(tuple(dice.choice((0, 0, 1, 2, 3)) for _ in range(number + 1)) for _ in range(number))
        table = Table(candidates=tuple(ids), papers=rows)
        reading = Reading(contest=contest(ids), papers=profile_of(table))
        answer = ask(reading)
        winners = plain_winners([list(row) for row in rows])
        if not table.valid:
            continue
        assert answer.findings[0].holds == ("certain" if 2 in winners else "impossible")
        word = answer.sentence.split()[2].rstrip(":")
        seen[word] += 1
        assert (word == "fails") == (winners == [2]) or "a lot at best" in answer.sentence
        for witness in answer.witnesses:
            after = changed(profile_of(table), witness.changes)
            again = [
                [sum(p.papers for p in after.piles if p.vote == (i, j)) for j in (*ids, "-")] for i in ids
            ]
            out = plain_winners(again)
            assert {ids[x] for x in out} == set(witness.level or witness.elected)
            # It flips: elected or level before and not after, or the other way round; one fewer would not.
            assert (2 in out) != (2 in winners)
            first = witness.changes[0]
            one_less = changed(
                profile_of(table),
                [*witness.changes[1:], type(first)(**{**vars(first), "papers": first.papers - 1})],
            )
            again = [
                [sum(p.papers for p in one_less.piles if p.vote == (i, j)) for j in (*ids, "-")] for i in ids
            ]
            assert (2 in plain_winners(again)) == (2 in winners)
            seen["witness"] += 1
    assert seen["witness"] > 60 and min(seen["fails"], seen["holds"], seen["hangs"]) > 5


# -- What makes no sense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"between": ["a", "a"]}, InputError, "a pact with oneself"),
        ({"between": ["a"]}, UsageError, "between two candidates"),
        ({"between": ["a", "b", "c"]}, UsageError, "between two candidates"),
        ({"between": []}, UsageError, "an option is missing"),
        ({"between": ["a", "zed"]}, InputError, "unknown candidate"),
        ({"against": "zed"}, InputError, "unknown candidate"),
        ({"against": "a"}, InputError, "a pact is against somebody else"),
        ({"rate": "101%"}, InputError, "a share is more than all"),
        ({"rate": "-1"}, InputError, "not a share"),
        ({"rate": "70%", "leak": "40%"}, InputError, "rate and leak together"),
        ({"others": "10%"}, UsageError, "known and need not be assumed"),
        ({"unheard_of": "10%"}, UsageError, "no such option"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        ask(papers({"ab": 23, "ba": 22, "c": 30, "d": 25}), **options)
    assert getattr(caught.value, "found", "") or getattr(caught.value, "expected", "")


def test_totals_refuse_shares_over_all() -> None:
    with pytest.raises(InputError, match="others' papers are more than all"):
        ask(totals((28, 22, 38, 12)), others="60%", others_against="50%")
    with pytest.raises(InputError, match="rate and leak together"):
        ask(totals((28, 22, 38, 12)), rate="60%", leak="50%")


def test_two_candidates_other_rules_and_unfinished_counts_are_refused() -> None:
    with pytest.raises(UsageError, match="asked of the supplementary vote"):
        desk.ask("pact", papers({"ab": 3, "b": 2}, "ab"), between=["a", "b"])
    with pytest.raises(UsageError, match="asked of the supplementary vote"):
        desk.ask("pact", papers({"ab": 3, "b": 2, "c": 1}), rule="contingent", between=["a", "b"])
    night = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=(Statement(area="n", stage="first", first={"a": 1, "b": 2, "c": 3}),),
    )
    with pytest.raises(UsageError, match="once all first preferences are in"):
        ask(Reading(contest=contest("abc"), papers=night))


def test_papers_needed_say_how_many_were_taken_to_name_the_rival() -> None:
    """A third of B's papers name A. With none of them 6 of 30 would do for C, with all of them 16."""
    votes = {"a": 40, "ba": 10, "bc": 10, "b": 10, "c": 35}
    whole = ask(papers(votes, "abc"), between=("b", "c"), against="a", rate=Fraction(1))
    assert whole.sentence == (
        "The pact holds: 100% of B Person's papers name C Person, and 6 of 30, more than 16.67%, are needed "
        "to keep A Person out, if 0% of them name A Person instead of the 33.33% that do."
    )
    part = ask(papers(votes, "abc"), between=("b", "c"), against="a", rate=Fraction(1, 2))
    assert part.sentence == (
        "The pact hangs on a lot: 50% of B Person's papers name C Person, and 16 of 30, more than 50%, would "
        "be needed to keep A Person out for certain."
    )
