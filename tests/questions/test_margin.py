"""How close was it: vectors, real elections, totals alone, and what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import hustings as hs
from hustings import desk
from hustings.contest import Area, Candidate, Contest
from hustings.counting import Lot
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.mechanics.known import Known, known_of
from hustings.mechanics.sv_margin import held
from hustings.mechanics.sv_margin_search import find
from hustings.mechanics.sv_margin_totals import bounds, completed
from hustings.mechanics.table import Table
from hustings.mechanics.witness import changed, outcome_of
from hustings.profile import Profile
from hustings.returns import WHOLE, Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE as SV
from squeeze import SQUEEZE


def reading(votes, ids="abc", **facts):
    people = tuple(Candidate(id=id, name=id.upper()) for id in ids)
    return Reading(contest=Contest(title="Mayor", candidates=people, **facts), papers=Profile.of(ids, votes))


def rows(answer, key):
    table = answer.table(key)
    return {row[0]: row[1:] for row in table.rows}


# -- questions.md 4.2 ----------------------------------------------------------------------------------------


def test_centre_squeeze():
    answer = desk.ask("margin", reading(SQUEEZE))
    assert rows(answer, "challengers") == {"c": (3, 3, "v A"), "b": (3, 3, "v A")}
    assert rows(answer, "added_struck") == {"c": (6, 6), "b": (6, 6)}
    assert "3 papers altered" in answer.sentence and "instead of A" in answer.sentence
    assert rows(answer, "gaps")["the final, by totals"] == ("a", "c", 5)
    assert [sum(one.papers for one in witness.changes) for witness in answer.witnesses] == [3, 6, 6]
    assert not any(witness.level for witness in answer.witnesses)  # a lot takes as many papers


def test_tie_cliff_through_the_law_s_ties():
    answer = desk.ask("margin", reading({("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 29}))
    added = next(one for one in answer.findings if "added" in one.claim)
    assert (
        added.claim == "no fewer than 1 paper added would elect anybody else without a lot"
        and added.who == ("a",)
    )
    witness = next(one for one in answer.witnesses if one.changes[0].before == ())
    assert witness.elected == ("a",) and witness.changes[0].papers == 1
    assert any("2 papers added, where no tie keeps a third in" in one.claim for one in answer.findings)


def test_monotonicity_is_nearer_by_another_way():
    # Two of BC who move to A elect C; one who moves to C does too.
    answer = desk.ask("margin", reading({("a", "-"): 37, ("b", "c"): 32, ("c", "a"): 31}))
    assert rows(answer, "challengers")["c"][0] == 1


def test_london_2021_from_its_table():
    # Greater London Authority, declaration of result of poll, 7 May 2021: totals 1,206,034 and 977,601.
    answer = desk.ask("margin", desk.read(hs.elections.path("london-2021")))
    ids = {one.name: one.id for one in answer.contest.candidates}
    table = rows(answer, "challengers")
    assert table[ids["Shaun BAILEY"]][:2] == (114_217, 114_217)
    assert min(row[1] for row in table.values()) == 114_217
    assert table[ids["Sian BERRY"]][0] >= 347_538
    first, *_ = answer.witnesses
    assert sum(one.papers for one in first.changes) == 114_217 and first.elected == (ids["Shaun BAILEY"],)
    assert rows(answer, "gaps")["the cut, 2nd over 3rd"][2] == 695_075
    assert rows(answer, "gaps")["the final, by totals"][2] == 228_433


def test_london_2021_from_the_second_preferences_counted_alone():
    full = desk.read(hs.elections.path("london-2021"))
    known = known_of(full)
    first = dict(zip(known.candidates, known.first, strict=True))
    counted = {known.candidates[at]: votes for at, votes in known.counted.items()}
    statements = (
        Statement(area="", stage="first", first=first),
        Statement(area="", stage="second", counted=counted),
    )
    papers = Returns(candidates=known.candidates, areas=("",), statements=statements)
    answer = desk.ask("margin", replace(full, papers=papers), rule="sv")
    assert answer.level == "first preferences and the second preferences counted, which decide it"
    assert "114,217 papers altered Shaun BAILEY" in answer.sentence and "whatever was not" in answer.sentence
    ids = {one.name: one.id for one in answer.contest.candidates}
    table = rows(answer, "challengers")
    assert table[ids["Shaun BAILEY"]] == (114_217, 114_217, 114_217)
    # Berry needs so many merely to reach second, ties at the cut included.
    assert table[ids["Sian BERRY"]][:2] == (347_538, 347_538)
    assert min(row[1] for row in table.values()) == 114_217
    assert answer.witnesses[0].base is not None


def test_mansfield_2019_was_two_votes(data):
    # Mansfield District Council's declaration: 7,930 and 7,928 after the second count.
    answer = desk.ask("margin", data / "sv" / "mansfield-2019" / "results.csv", rule="sv")
    assert "2 papers altered" in answer.sentence and "which decide it" in answer.level
    assert "though with 1 paper altered a lot could have" in answer.sentence


def test_an_outright_win_told_by_first_preferences_alone():
    # Tower Hamlets 2010: 23,283 of 44,985; 1,581 over all the others together.
    answer = desk.ask("margin", desk.read(hs.elections.path("tower-hamlets-2010")))
    assert answer.sentence.startswith("Fewer than 791 papers altered could not have elected anybody but")
    assert "11,239 surely could" in answer.sentence
    sums = [sum(change.papers for change in one.changes) for one in answer.witnesses]
    assert sums == [11_239, 791, 22_478, 1_582, 22_478, 1_582]
    assert rows(answer, "gaps")["over half of the first preferences"][2] == 791


def test_the_witnesses_are_counted_by_whoever_looks():
    taken = reading(SQUEEZE)
    for one in desk.ask("margin", taken).witnesses:
        assert outcome_of(SV, changed(taken.papers, one.changes)).elected == one.elected


def test_a_lot_is_told_where_it_takes_fewer():
    answer = desk.ask("margin", reading({("a", "-"): 5, ("b", "-"): 3, ("c", "-"): 1}))
    assert answer.sentence == (
        "With 2 papers altered B would have been elected instead of A; with fewer nobody else would, though "
        "with 1 paper altered a lot could have."
    )
    last = answer.witnesses[-1]
    assert last.elected == ("b",) and last.level == ("a", "b")


def test_areas_add_up():
    halves = [
        Profile.of(
            "abc", {vote: papers // 2 + (papers % 2) * at for vote, papers in SQUEEZE.items()}, area=area
        )
        for at, area in enumerate(("n", "s"))
    ]
    people = tuple(Candidate(id=id, name=id.upper()) for id in "abc")
    places = (Area(id="n", name="North"), Area(id="s", name="South"))
    contest = Contest(title="Mayor", candidates=people, areas=places)
    parted = desk.ask("margin", Reading(contest=contest, papers=halves[0] + halves[1]))
    whole = desk.ask("margin", reading(SQUEEZE))
    for one in ("challengers", "added_struck", "gaps", "lots"):
        assert parted.table(one) == whole.table(one)
    assert {change.area for one in parted.witnesses for change in one.changes} <= {"n", "s"}


def test_one_candidate_may_be_asked_about():
    answer = desk.ask("margin", reading(SQUEEZE), candidate="B")
    assert list(rows(answer, "challengers")) == ["b"] and "elect B" in answer.findings[0].claim


def test_two_candidates_are_a_simple_majority():
    answer = desk.ask("margin", reading({("a",): 12, ("b",): 9}, "ab"))
    assert answer.rule == "simple-majority"
    assert rows(answer, "challengers") == {"b": (2, 2, 4, 4)}
    tied = desk.ask("margin", reading({("a",): 12, ("b",): 8}, "ab"))
    assert rows(tied, "challengers") == {"b": (3, 2, 5, 5)}
    assert "though with 2 papers altered a lot would have decided" in tied.sentence


def test_the_greatest_number_of_several():
    votes = {("a",): 12, ("b",): 9, ("c",): 10, ("d",): 0}
    answer = desk.ask("margin", reading(votes, "abcd"), rule="simple-majority")
    assert rows(answer, "challengers")["c"] == (2, 1, 3, 3)
    assert rows(answer, "challengers")["d"][3] is None
    assert answer.witnesses[0].elected == ("c",)


def test_a_lot_that_was_drawn_is_near():
    votes = {("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 30}
    lot = Lot(step="lot", between=("a", "b", "c"), chosen="a", by="Returning officer")
    answer = desk.ask("margin", replace(reading(votes), decisions=Decisions(lots=(lot,))), rule="sv")
    assert answer.sentence.startswith("With 1 paper altered B") and "a lot decided it" in answer.sentence
    assert rows(answer, "lots")["b"][:2] == (1, 0)
    # One of A struck out leaves B and C to a lot; two are needed for one of them to be elected without.
    struck = next(one for one in answer.findings if "struck" in one.claim)
    assert struck.claim == "no fewer than 2 papers struck out would elect anybody else without a lot"


# -- totals -------------------------------------------------------------------------------------------------


def less(known: Known, level: str) -> Known:
    """The same, known less."""
    told = {"firsts": (), "counted": ("counted",), "marked": ("counted", "marked", "same")}[level]
    return Known(
        candidates=known.candidates,
        first=known.first,
        **{one: getattr(known, one) for one in told},
    )


@pytest.mark.parametrize("level", ["firsts", "counted", "marked"])
def test_totals_never_contradict_the_table(level):
    chance, exact = random.Random(level), 0
    for _ in range(25):
        k = chance.choice([3, 3, 4, 5])
        table = Table(
            candidates=tuple("abcde"[:k]),
            papers=tuple(
                tuple(chance.randint(0, chance.choice([2, 9, 30])) for _ in range(k + 1)) for _ in range(k)
            ),
        )
        remaining = table.remaining()
        counted = {at: total - table.first[at] for at, total in table.totals().items()}
        same = sum(table.papers[at][at] for at in range(k))
        whole = Known(
            candidates=table.candidates, first=table.first, counted=counted, marked=table.marked, same=same
        )
        known = less(whole, level)
        for who in range(k):
            for kind in ("altered", "added", "struck"):
                for ahead, ties in ((1, False), (1, True), (0, True)):
                    told = bounds(known, who, kind, ahead=ahead, ties=ties)
                    plan = find(held(table), who, kind, ahead=ahead, ties=ties).plan
                    if plan is None:
                        assert told.most is None
                        continue
                    assert told.least is not None and told.least <= plan.papers
                    assert told.most is None or told.most >= plan.papers
                    exact += told.exact
        made = completed(known)
        assert made.first == table.first
        if level != "firsts":
            assert made.totals() == table.totals() and made.remaining() == remaining
    assert exact > 25


def test_second_preferences_that_nobody_s_papers_carry():
    known = Known(candidates=("a", "b", "c"), first=(5, 4, 3), counted={0: 2, 1: 2})
    with pytest.raises(InputError, match="no first-by-second table fits"):
        completed(known)


# -- refused ------------------------------------------------------------------------------------------------


def test_while_a_lot_is_awaited_nobody_is_elected():
    with pytest.raises(UsageError, match="nobody is elected yet") as error:
        desk.ask("margin", reading({("a", "-"): 3, ("b", "-"): 3, ("c", "-"): 1}))
    assert "lot" in error.value.hint


def test_whoever_is_elected_cannot_be_asked_about():
    with pytest.raises(InputError, match="elected already"):
        desk.ask("margin", reading(SQUEEZE), candidate="a")


def test_an_unknown_candidate_and_an_unknown_rule():
    with pytest.raises((InputError, UsageError)):
        desk.ask("margin", reading(SQUEEZE), candidate="Zed")
    with pytest.raises(UsageError, match="not worked out for this rule"):
        desk.ask("margin", reading(SQUEEZE), rule="borda")


def test_without_any_paper_a_lot_decides_and_one_more_paper_would():
    lot = Lot(step="lot", between=("a", "b", "c", "d"), chosen="a", by="Returning officer")
    empty = Reading(
        contest=Contest(title="", candidates=tuple(Candidate(id=id, name=id.upper()) for id in "abcd")),
        papers=Profile.of("abcd", {}),
        decisions=Decisions(lots=(lot,)),
    )
    answer = desk.ask("margin", empty)
    assert answer.sentence == "No number of altered papers would have changed that A is elected."
    assert answer.table("added_struck").column("added") == (1, 1, 1)


def test_a_lot_that_was_drawn_between_all_is_told_from_totals_too():
    lot = Lot(step="lot", between=("a", "b", "c"), chosen="a", by="Returning officer")
    statement = Statement(area=WHOLE, stage="first", first={"a": 1, "b": 1, "c": 1})
    papers = Returns(candidates=tuple("abc"), areas=(WHOLE,), statements=(statement,))
    taken = replace(reading({}), papers=papers, decisions=Decisions(lots=(lot,)))
    assert ", though a lot decided it; with fewer" in desk.ask("margin", taken).sentence


def test_a_lot_that_second_preferences_not_published_may_bring_is_told_as_perhaps():
    marked = Statement(
        area=WHOLE, stage="first", first={"a": 3, "b": 1, "c": 1}, marked={"a": 2, "b": 0, "c": 0}
    )
    papers = Returns(candidates=tuple("abc"), areas=(WHOLE,), statements=(marked,))
    sentence = desk.ask("margin", replace(reading({}), papers=papers)).sentence
    assert sentence.startswith("With 2 papers altered B would have been elected instead of A, though with 1 ")
    assert "a lot perhaps could have" in sentence
