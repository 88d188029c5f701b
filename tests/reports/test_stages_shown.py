"""Every kind of stage as page, terminal, CSV and document: all figures, small screens, hostile names."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest
from rich.cells import cell_len

import stage_records as made
from hustings import shelf
from hustings.counting import Lot, Stage
from hustings.errors import InputError
from hustings.formats._decisions import parse_decisions
from hustings.mechanics.closest import closest, continuing
from hustings.mechanics.slack import slack
from hustings.profile import Profile
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry, supplied
from hustings.reports.documents import document, documents, pdf
from hustings.reports.documents import text as document_text
from hustings.reports.page import render
from hustings.reports.stages_csv import exact
from hustings.reports.stages_csv import render as csv_of
from hustings.reports.terminal import text
from shown_stages import EXAMPLES, RECORDS, by_rule, counted, figures, random_count, said


@pytest.fixture(params=sorted(RECORDS))
def record(request):
    return RECORDS[request.param]()


@pytest.fixture
def dundee(data):
    return made.dundee(data)


# -- Figures ----------------------------------------------------------------------------------------------


def test_every_figure_stands_on_the_page_and_on_the_whole_terminal(record):
    on_page, on_terminal = said(record), text(record, every=True)
    for either in figures(record):
        assert any(one in on_page for one in either), either
        assert any(one in on_terminal for one in either), either


def test_an_official_stage_report_is_shown_to_the_last_decimal(dundee):
    """Dundee City Council, 2022 local government election, Ward 3: candidate votes per stage."""
    page, terminal = said(dundee), text(dundee, every=True)
    for shown in ("2,146.00000", "821.36910", "1,217.82692", "1,460.06476", "1,272.97230", "656.36910"):
        assert shown in page
    assert "1,217.82692" in terminal and "704.96294" in terminal and "704.96294" in page
    assert "656.3691 votes to Michael CRICHTON" in page
    assert "Surplus of Fraser MACPHERSON" in page and "Exclusion of Brooke LABAGH" in page
    assert "dashed line: the quota, 1,147" in page and "elected, stage 6" in page
    sentence = "Fraser MACPHERSON, Nadia EL-NAKLA, Bill CAMPBELL and Michael CRICHTON are elected."
    assert words.winner_sentence(dundee) == sentence and sentence in page
    assert terminal.index("ELECTED       Fraser") > terminal.index("Checks")


def test_the_csv_holds_every_figure_exactly(record):
    rows = list(csv.DictReader(io.StringIO(csv_of(record).decode(), newline="")))
    for number, stage in enumerate(record.stages, start=1):
        mine = [one for one in rows if one["stage"] == str(number)]
        for kind, held in (("votes", stage.votes), ("added", stage.added), ("seats", stage.seats)):
            found = [one["number"] for one in mine if one["kind"] == kind]
            assert sorted(map(Fraction, found)) == sorted(map(Fraction, held.values()))
        assert [Fraction(one["number"]) for one in mine if one["kind"] == "quota"] == (
            [] if stage.quota is None else [stage.quota]
        )
        found = [one["number"] for one in mine if one["kind"] == "duel"]
        assert sorted(map(Fraction, found)) == sorted(map(Fraction, stage.duels.values()))
        found = [one["number"] for one in mine if one["kind"] == "order"]
        assert found == [str(place) for place in range(1, len(stage.order) + 1)]


def test_the_csv_tells_equalities_readings_and_a_negative_change_as_a_number():
    rows = list(csv.DictReader(io.StringIO(csv_of(made.av()).decode(), newline="")))
    equal = [one for one in rows if one["kind"] == "equality"]
    assert [(one["candidate"], one["from"], one["account"], one["number"]) for one in equal] == [
        ("Eve Hall", "Flo Ito", "earlier stage", "1"),
        ("Flo Ito", "Flo Ito", "earlier stage", "1"),
    ]
    assert [(one["account"], one["number"]) for one in rows if one["kind"] == "reading"] == [
        ("over_marked", "12"),
        ("skipped", "31"),
    ]
    assert "-100" in [one["number"] for one in rows if one["kind"] == "added"]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-7, 5), "-1.4"),
        (Fraction(1, 50), "0.02"),
        (Fraction(6, 2), 3),
        (0, 0),
        ("", ""),
    ],
)
def test_numbers_of_the_csv_are_exact(number, written):
    assert exact(number) == written


# -- Words ------------------------------------------------------------------------------------------------


def test_the_sentence_says_how_each_kind_of_count_ended():
    say = words.winner_sentence
    assert say(made.av()) == "Ann Archer (Labour) is elected in round 5 with 3,974 of 7,542 continuing votes."
    assert say(made.cycle()) == "Ann Archer is elected (Schulze, winning votes)."
    assert say(made.lists()) == (
        "11 seats: 5 for Labour, 4 for Conservative, 1 for Green and 1 for Liberal Democrat."
    )
    assert say(made.ratings()) == "Dee is elected in stage 2 with 561 votes."
    waiting = "No result yet: a lot between Cy and Dee, who are equal: the one drawn is excluded."
    assert say(made.awaits()) == waiting


def test_papers_that_counted_for_nobody_are_not_among_those_that_votes_are_of():
    papers = Profile.of("abc", {("a", "b"): 4, ("b", "a"): 3, (): 2}, ballots="rankings")
    for key in ("av", "meek"):
        assert words.winner_sentence(by_rule(key, papers)) == "A is elected with 4 of 7 votes."


def test_per_cents_are_of_valid_papers_and_then_of_votes_still_in_the_count():
    votes = {("a",): 5, ("b",): 3, ("c", "b"): 1, ("c",): 1, (): 2}
    page = said(by_rule("av", Profile.of("abc", votes, ballots="rankings")))
    assert "5 (50.0%)" in page and "Per cents are of the 10 valid papers." in page
    assert "5 (55.6%)" in page and "Per cents are of the 9 votes still in the count." in page
    assert "%" not in said(by_rule("borda", Profile.of("abc", votes, ballots="rankings")))


@pytest.mark.parametrize(
    ("key", "step", "manner"),
    [
        ("borda", "lot", "A, B and C were equal, with 6 points each."),
        ("bucklin", "lot", "A, B and C were equal, with 2 votes each."),
        ("schulze-margins", "lot", "A, B and C were equal."),
    ],
)
def test_whoever_a_lot_elects_is_said_to_be_elected_by_lot(key, step, manner):
    papers = Profile.of("abc", {("a",): 2, ("b",): 2, ("c",): 2}, ballots="rankings")
    drawn = Lot(step=step, between=("a", "b", "c"), chosen="a", by="R. Officer")
    assert words.winner_sentence(by_rule(key, papers, drawn)) == f"A is elected by lot: {manner}"


def test_whoever_an_earlier_stage_elects_is_not_said_to_have_more():
    votes = {("a", "c", "b"): 1, ("b",): 12, ("c", "a", "b"): 11}
    said = words.winner_sentence(by_rule("av-2011", Profile.of("abc", votes, ballots="rankings")))
    assert said == "B is elected by earliest stage (round 1): B and C were equal, with 12 votes each."


def test_nobody_finishes_ahead_of_one_who_was_out_before():
    """A has D's 60 points and is outside the Smith set: D has no rival left."""
    votes = {("c", "a", "e", "d"): 4, ("d", "a", "b"): 12, ("b", "a", "d"): 4}
    record = by_rule("condorcet-borda", Profile.of("abcde", votes, ballots="rankings"))
    assert record.elected == ("d",) and record.stages[-1].votes["a"] == record.stages[-1].votes["d"]
    assert record.closeness == ()


def test_a_majority_over_the_default_option_is_not_half_of_the_first_preferences():
    papers = Profile.of(
        "abn", {("a", "b", "n"): 3, ("b", "n", "a"): 2, ("n", "b", "a"): 2}, ballots="rankings"
    )
    record = by_rule("debian", papers, default="n")
    assert record.elected == ("b",) and record.closeness == ()
    assert "A is excluded, with 3 votes." in said(record) and "first preferences" not in text(record)


def test_a_lot_for_who_stays_elects_nobody():
    papers = Profile.of("abc", {("a",): 4, ("b",): 3, ("c", "b"): 3}, ballots="rankings")
    drawn = Lot(step="remains-2", between=("b", "c"), chosen="b", by="R. Officer")
    said = words.winner_sentence(by_rule("contingent", papers, drawn))
    assert said == "B is elected in round 2 with 6 of 10 continuing votes."


@pytest.mark.parametrize("key", ["meek", "warren"])
def test_nobody_has_a_surplus_who_fills_the_last_place(key):
    papers = Profile.of("ab", {("a",): 14, ("b",): 2}, ballots="rankings")
    record = by_rule(key, papers, seats=2)
    assert "Stage 1 First preferences. A (14) and B (2) are elected." in " ".join(text(record).split())
    assert record.stages[0].filled == ("b",) and record.stages[0].whose == ()


def test_seats_that_no_list_can_fill_are_told():
    votes = {("a",): 51, ("b",): 24}
    record = by_rule("dhondt", Profile.of("ab", votes, ballots="preferences"), seats=7)
    listed = replace(record.contest, seats=9)
    assert words.winner_sentence(record) == "7 seats: 5 for A and 2 for B."
    assert words.winner_sentence(replace(record, contest=listed)).endswith(" 2 seats stay vacant.")


def test_bucklin_adds_votes():
    papers = Profile.of("abc", {("a", "b"): 3, ("b", "a"): 2, ("c", "b"): 2}, ballots="rankings")
    assert words.winner_sentence(by_rule("bucklin", papers)) == "B is elected with 7 votes."


def test_a_condorcet_winner_is_called_so_only_where_the_record_says_it():
    votes = {("a", "b"): 6, ("b", "a"): 3}
    beats = Stage(step="pairwise", votes={}, papers=9, holds="duels", duels=votes)
    ends = Stage(step="condorcet-winner", votes={}, papers=9, holds="duels", elected=("a",))
    other = replace(ends, step="paths")
    assert "as the Condorcet winner" in said(made.record((beats, ends), ("Ann", "Bert")))
    assert "Condorcet" not in said(made.record((beats, other), ("Ann", "Bert")))


def test_those_elected_so_far_are_named_while_a_lot_is_awaited():
    record = made.many(8, 8, 3)
    waiting = made.awaits().awaiting
    part = replace(record, stages=record.stages[:3], elected=("a", "b"), awaiting=waiting, status="awaiting")
    assert words.winner_sentence(part).endswith(
        "Elected so far: Candidate with a Name A and Candidate with a Name B."
    )


def test_candidates_stand_as_they_were_elected_and_the_first_excluded_last(dundee):
    names = [words.name(dundee, id) for id in words.standing(dundee)]
    assert names[:2] == ["Fraser MACPHERSON", "Nadia EL-NAKLA"]
    assert names[-2:] == ["Annie JENKINS", "Brooke LABAGH"] and names[4] == "Richard MCCREADY"
    assert words.standing(made.lists())[:3] == ("a", "b", "c")
    assert words.standing(made.ratings()) == ("d", "b", "a", "c")


def test_how_it_was_counted_tells_who_went_why_and_how_equality_was_resolved():
    page = said(made.av())
    assert "Round 3: where did the votes of Eve Hall go, now excluded?" in page
    assert "Eve Hall and Flo Ito were equal; by earlier stage (round 1) the choice was Flo Ito." in page
    assert "31 papers with a preference left out" in page and "251 votes: no further preference" in page
    assert "Text followed: section 1 of it" in page
    assert "A seat for Liberal Democrat" in said(made.lists())
    assert "Bert and Dee remain." in said(made.ratings())


def test_whose_papers_a_stage_moves_and_what_was_held():
    one = Stage(step="1", votes={"a": 9, "b": 5, "c": 3}, papers=17, elected=("a",))
    two = Stage(step="2", votes={"a": 8, "b": 9, "c": 0}, papers=17, whose=("c",), eliminated=("c",))
    three = Stage(step="3", votes={"b": 17}, papers=17, whose=("a", "c"))
    record = made.record((one, two, three), ("Ann", "Bert", "Cy"))
    kinds = [stages.moved(record, n, stage) for n, stage in stages.numbered(record)]
    assert kinds == ["", "exclusion", "papers"]
    assert stages.held_by(record, 2, "c") == 3 and "Cy is excluded, with 3 votes." in said(record)
    assert stages.head(record, 3, three) == "Papers of Ann and Cy"


def test_who_takes_a_place_because_nobody_else_is_left_is_told_with_its_text():
    one = Stage(step="1", votes={"a": 9, "b": 5, "c": 3}, papers=17, quota=Fraction(6), elected=("a",))
    two = Stage(
        step="2",
        votes={"a": 6, "b": 5},
        papers=17,
        accounts={"no_further_preference": 6},
        whose=("c",),
        eliminated=("c",),
        elected=("b",),
        filled=("b",),
    )
    record = made.record((one, two), ("Ann", "Bert", "Cy"), seats=2)
    assert "As many remain as places: these go to Bert." in said(record)
    assert "section 1 of it; section 9 of it" in said(record) and b",filled,Bert,,,5" in csv_of(record)


def test_seats_won_are_told_stage_by_stage():
    record = made.lists()
    assert [stages.won(record, n) for n in (1, 2, 3, 6)] == [{"a": 1}, {"b": 1}, {"a": 1}, {"c": 1}]
    assert stages.head(record, 3, record.stages[2]) == "Seat 3"


def test_unknown_accounts_are_printed_with_spaces():
    assert stages.account("no_such_reason") == "no such reason"
    assert "99 votes: no preference between" in said(made.ratings())


def test_the_closest_exclusion_and_the_final_margin(dundee):
    assert words.closeness_sentences(made.av()) == (
        "The closest exclusion was that of Dee Dare, 77 votes behind Cy Grundy.",
        "Ann Archer finished 406 votes ahead of Bert Fry.",
    )
    closest_of_dundee = (
        "The closest exclusion was that of Brooke LABAGH, 51.32755 votes behind Annie JENKINS."
    )
    assert words.closeness_sentences(dundee) == (closest_of_dundee,)
    assert words.closeness_sentences(made.lists()) == () == words.closeness_sentences(made.cycle())
    assert made.av().totals["continuing"] == 7542


def test_an_exclusion_that_last_places_decided_is_not_close_in_votes():
    papers = Profile.of(
        "abc", {("a", "b", "c"): 4, ("b", "a", "c"): 3, ("c", "b", "a"): 2}, ballots="rankings"
    )
    assert [one.at for one in by_rule("coombs", papers).closeness] == ["final"]


def test_an_exclusion_is_as_close_as_the_next_who_is_neither_elected_nor_out():
    one = Stage(
        step="1", votes={"a": 9, "b": 3, "c": 2, "d": 2}, papers=16, quota=Fraction(8), elected=("a",)
    )
    two = Stage(step="2", votes={"a": 8, "b": 4, "c": 2}, papers=16, whose=("d",), eliminated=("d",))
    three = Stage(step="3", votes={"a": 8, "b": 4}, papers=16, whose=("c",), eliminated=("c",))
    assert [(x.ahead, x.behind, x.votes) for x in closest((one, two, three))] == [("c", "d", 0)]
    assert [(x.ahead, x.behind, x.votes) for x in closest((one, three))] == [("d", "c", 0)]
    assert continuing((one, replace(two, votes={"a": Fraction(1, 2)}))) == {}


def gaps(*found: Stage) -> list[tuple[str, str, object]]:
    return [(one.ahead, one.behind, one.votes) for one in closest(found) if one.at == "exclusion"]


def test_of_several_excluded_together_the_highest_was_closest():
    one = Stage(step="1", votes={"a": 9, "b": 5, "c": 3, "d": 1}, papers=18, eliminated=("c", "d"))
    assert gaps(one) == [("b", "c", 2)]


def test_neither_the_elected_nor_those_already_out_are_the_next():
    one = Stage(
        step="1", votes={"a": 9, "b": 5, "c": 3, "d": 1}, papers=18, elected=("a",), eliminated=("d",)
    )
    two = Stage(step="2", votes={"a": 4, "b": 7, "c": 2, "d": 3}, papers=18, eliminated=("c",))
    assert gaps(one, two) == [("c", "d", 2)]
    assert gaps(replace(one, eliminated=()), replace(two, votes={"a": 4, "b": 7, "c": 2})) == [("b", "c", 5)]
    assert gaps(replace(one, votes={"a": 9, "b": 9, "c": 9, "d": 1}), two) == [("b", "c", 5)]


def test_no_change_is_called_too_small_to_matter_in_a_count_by_rounds():
    assert slack(made.av()).final == 1


# -- What is awaited --------------------------------------------------------------------------------------


def test_a_lot_of_any_step_is_asked_for_by_its_key_and_says_what_becomes_of_the_drawn():
    record = made.awaits()
    entry = decision_entry(record)
    assert 'step = "exclusion-4"' in entry and "# the one drawn is excluded" in entry
    filled = entry.replace('chosen = ""', 'chosen = "Dee"').replace('by = ""', 'by = "The RO"')
    (lot,) = parse_decisions(filled.encode(), record.contest).lots
    assert (lot.step, lot.between, lot.chosen) == ("exclusion-4", ("c", "d"), "d")


@pytest.mark.parametrize("what", ["second-round", "order", "constituency-results"])
def test_what_no_decision_supplies_is_asked_for_in_words(what):
    record = made.awaits(what, what)
    assert decision_entry(record) == "" and supplied(record)
    assert supplied(record) in said(record)
    assert " ".join(supplied(record).split()) in " ".join(text(record).split())


# -- Terminal ---------------------------------------------------------------------------------------------


def test_lines_keep_to_80_columns_and_the_answer_stands_last(record):
    for every in (False, True):
        out = text(record, every=every)
        assert all(cell_len(line) <= 80 and line == line.rstrip() for line in out.splitlines())
        assert max(out.rfind(word) for word in ("ELECTED  ", "AWAITED  ")) > out.rfind("\nLaw  ")
        assert not set(out) & {"\u202e", "\x07", "\x1b"}


def test_the_first_and_the_last_stages_are_shown_where_not_all_fit(dundee):
    heads = [
        line.split() for line in text(dundee).splitlines() if line.split()[1:] and line.strip()[0] == "1"
    ]
    assert heads[0] == ["1", "7", "8"] and "5 more stages (--all)" in text(dundee)


def test_a_long_count_is_short_unless_all_is_asked_for():
    record = made.many(20, 20, 2)
    assert "more stages (--all)" in text(record) and "more out (--all)" in text(record)
    assert len(text(record).splitlines()) < 110
    assert "(--all)" not in text(record, every=True)


# -- Documents --------------------------------------------------------------------------------------------


def test_every_count_has_a_document_as_text_and_as_pdf(record):
    (sheet,) = documents(record)
    plain = document_text(sheet).decode()
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert sheet.key == "result-sheet" and document(record, "result-sheet") == sheet
    assert pdf((sheet,)).startswith(b"%PDF")
    with pytest.raises(InputError, match="one or two columns"):
        document(record, "declaration")


# -- Every rule on the shelf ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", EXAMPLES)
def test_the_example_of_every_rule_is_shown_by_every_report(key):
    record = counted(key)
    page, plain = said(record), text(record, every=True)
    assert words.winner_sentence(record) in page
    assert " ".join(words.winner_sentence(record).split()) in " ".join(plain.split())
    assert all(cell_len(line) <= 80 for line in plain.splitlines())
    for name in shelf.rule(key).example.elected:
        assert name in words.winner_sentence(record)
    for either in figures(record):
        assert any(one in page for one in either), either
        assert any(one in plain for one in either), either
    for stage in record.stages:
        assert " ".join(record.cites[stage.step].split()) in page
    assert csv_of(record).count(b"\r\n") > len(record.stages)
    assert documents(record)


@pytest.mark.parametrize("key", ["av", "meek", "tideman-alternative"])
def test_rounds_without_a_paper_have_no_picture_and_are_shown(key):
    none = Profile.of("abc", {}, ballots="rankings")
    lots: tuple[Lot, ...] = ()
    while (record := by_rule(key, none, *lots)).awaiting:
        between, step = record.awaiting.candidates, record.awaiting.step
        lots += (Lot(step=step, between=between, chosen=between[0], by="R. Officer"),)
    assert words.winner_sentence(record) in said(record)


@pytest.mark.parametrize("key", sorted(shelf.rules()))
def test_any_small_count_is_shown_whether_it_ends_or_waits(key):
    """Few papers and many equalities, nobody standing, one candidate: no report fails or runs over."""
    for seed in range(12):
        record = random_count(key, seed)
        if record is None:
            continue
        assert render(record) and csv_of(record)
        assert documents(record) or stages.in_columns(record)
        for every in (False, True):
            assert all(cell_len(line) <= 80 for line in text(record, every=every).splitlines())
        if record.awaiting and record.awaiting.what == "lot":
            assert "[[lot]]" in text(record)
