"""The terminal: real elections to the figure, 80 columns, the answer last, what to record where it waits."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

import shown_records as shown
from hustings.contest import Candidate, Contest, Declaration
from hustings.counting import count
from hustings.formats._decisions import parse_decisions
from hustings.joining import record_of
from hustings.record import Check
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry
from hustings.reports._lines import print_lines
from hustings.reports.terminal import lines, render, text
from hustings.returns import Note, Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE

INVENTED = {
    "majority": shown.majority,
    "tie": shown.tie,
    "lot drawn": lambda: shown.tie(True),
    "three remain": shown.three_remain,
    "two candidates": shown.two,
    "one candidate": lambda: shown.alone("Ann Archer"),
    "nobody": lambda: shown.alone(),
    "referred": shown.referred,
    "one area in": lambda: shown.night(areas=("n",)),
    "no direction": shown.night,
    "one second statement in": lambda: shown.night(directed=True, seconds=("n",)),
    "provisional": lambda: shown.night(directed=True, seconds=("n", "s")),
}


@pytest.fixture(params=sorted(INVENTED))
def invented(request):
    return INVENTED[request.param]()


def test_london_2021_as_declared(data):
    """London Elects, Final Results 2021: totals, rejected papers by head, 17 of 20 deposits."""
    lines = text(shown.london(data)).splitlines()
    assert " ".join(lines[6].split()) == (
        "1 Sadiq Aman KHAN (Labour..) 1,013,721 40.0% +192,313 1,206,034 ELECTED"
    )
    assert lines[7].split()[-4:] == ["893,051", "35.3%", "+84,550", "977,601"]
    whole = " ".join("\n".join(lines).split())
    assert "half of 2,531,357 is 1,265,678.5: nobody passed it; Sadiq Aman KHAN and Shaun BAILEY" in whole
    assert "624,585 papers of eliminated candidates: 192,313 for Sadiq Aman KHAN; 84,550 for" in whole
    assert "347,722 not counted again" in whole and "38,001 same candidate as the first" in whole
    assert "265,343 papers of all valid papers, 38,001 papers of those looked at" in whole
    for said in ("114,201 papers", "18,071 unmarked", "8,672 void", "87,214 more", "167 writing", "77 want"):
        assert said in whole
    assert "17 of 20 lost" in whole and "turnout 42.7%" in whole
    assert "KHAN (Labour Party) is elected on the second count, 228,433 ahead of Shaun BAILEY." in whole
    assert "Unofficial" not in whole and "Declared by the Greater London Returning Officer" in whole


def test_greater_manchester_2026_says_what_it_does_not_know(data):
    """The 66,623 papers that reached nobody are not split in the source, and are not called rejected."""
    whole = " ".join(text(shown.manchester(data)).split())
    assert "169,949 papers of eliminated candidates: 58,076 for Bev Craig; 45,250 for Sian" in whole
    assert "Not counted 66,623 not counted again, reason not published" in whole
    assert "Rejected" not in whole
    assert "Bev Craig was 15,214 votes below half" in whole and "Unofficial" in whole
    assert "2 of 7 lost: Richard Martin Kilpatrick and Marcus Jonathan Farmer" in whole


def test_twelve_are_listed_unless_all_are_asked_for(data):
    record = shown.london(data)
    assert "... 8 more out (--all)" in text(record) and "Valerie BROWN" not in text(record)
    assert "Valerie BROWN" in text(record, every=True) and "more out" not in text(record, every=True)


def test_lines_fit_and_our_own_signs_are_ascii(invented):
    for line in text(invented, every=True).splitlines():
        assert len(line) <= 80 and line.isascii() and line == line.rstrip()


def test_long_wide_and_hidden_characters_keep_to_80_columns():
    names = ("N" * 90, "選" * 50, "Ann\u202eeldo\x1b[31m\n\tRed")
    record = shown.small({("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 2}, *names)
    note = Note(words="x" * 200, level="warning")
    record = replace(record, notes=(note,), contest=replace(record.contest, title="T" * 100))
    out = text(record)
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert "\x1b" not in out and "\u202e" not in out


def test_the_answer_stands_last(invented):
    out = text(invented)
    last = max(out.rfind(word) for word in ("ELECTED  ", "RESULT  ", "AWAITED  "))
    assert last > out.rfind("\nLaw  ") > 0
    assert out.rstrip().endswith("Not certified for statutory use.") or "statutory" in out[last:]


def test_nobody_is_said_to_lead_or_win(invented):
    lowered = text(invented).lower()
    assert "leading" not in lowered and "winning" not in lowered and "winner" not in lowered
    if invented.awaiting or invented.status == "provisional":
        assert "ELECTED" not in text(invented) and "is elected" not in lowered


def test_colours_only_on_a_terminal_and_not_with_no_color(monkeypatch):
    record = shown.majority()
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def printed(terminal: bool) -> str:
        file = io.StringIO()
        print_lines(
            lines(record, False), Console(file=file, force_terminal=terminal, width=80, highlight=False)
        )
        return file.getvalue()

    assert "\x1b[1;32m" in printed(True) and printed(False) == text(record)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;32m" not in printed(True)
    assert render(record) == text(record).encode()


def test_what_differs_is_said(data):
    record = replace(
        shown.majority(),
        checks=(Check(words="papers used are papers verified", gap=-12), Check(words="sum", gap=0)),
        small_cells=3,
    )
    out = " ".join(text(record).split())
    assert "Checks 1/2" in out and "papers used are papers verified: differs by -12" in out
    assert "figures from 1 to 9 by area: 3" in out


def test_a_declared_result_is_official():
    record = shown.majority()
    declared = replace(record.contest, declared=Declaration(by="The RO", on="2026-07-31"))
    out = text(replace(record, contest=declared, status="declared"))
    assert "Declared by The RO on 31 July 2026" in out and "nofficial" not in out


# -- Decisions ------------------------------------------------------------------------------------------


def filled(entry: str, **answers: str) -> bytes:
    """The entry with the blanks a person fills in."""
    lines = []
    for line in entry.splitlines():
        key = line.lstrip("# ").split(" = ")[0]
        lines.append(f"{key} = {answers[key]}" if key in answers else line)
    return "\n".join(lines).encode()


def test_the_lot_to_record_is_accepted_and_decides():
    entry = decision_entry(shown.tie())
    assert entry in text(shown.tie()) and 'between = ["Ann Archer", "Bert Fry"]' in entry
    contest = shown.tie().contest
    lot = parse_decisions(filled(entry, chosen='"Bert Fry"', by='"The RO"'), contest).lots[0]
    assert (lot.step, lot.between, lot.chosen) == ("lot", ("a", "b"), "b")


def test_the_direction_to_record_names_who_remains():
    record = shown.night()
    entry = decision_entry(record)
    assert entry in text(record)
    given = parse_decisions(filled(entry, by='"The CARO"'), record.contest).directions[0]
    assert given.remaining == ("a", "b")


@pytest.mark.parametrize("ids", [(), ("B-1", "B-2", "B-3")])
def test_the_ruling_to_record_names_the_papers(ids):
    record = shown.referred(ids)
    entry = decision_entry(record)
    assert entry in text(record)
    answers = {"decision": '"accept"', "first": '"Ann Archer"', "second": '"blank"', "by": '"The RO"'}
    ruling = parse_decisions(filled(entry, **answers), record.contest).rulings[0]
    assert ruling.ruling.vote == ("a", "-")
    if ids:
        assert ruling.paper == "B-1"
    else:
        assert (ruling.pattern, ruling.papers) == ('Ann Archer=1|Bert "B" Fry=2 / ?', 3)
    refused = filled(entry, decision='"reject"', head='"uncertain"', by='"The RO"')
    assert parse_decisions(refused, record.contest).rulings[0].ruling.code == "uncertain"


def test_every_other_paper_that_waits_is_listed_with_its_marks():
    entry = decision_entry(shown.referred(("B-1", "B-2", "B-3")))
    marks = 'Ann Archer=1|Bert "B" Fry=2 / ? (numerals in the first column)'
    assert entry.endswith(
        f"# an entry of its own is needed for:\n#   paper B-2: {marks}\n#   paper B-3: {marks}\n"
    )
    assert '# marks: Ann Archer=1|Bert "B" Fry=2 / ?\n' in entry
    many = decision_entry(shown.referred(tuple(str(n) for n in range(30))))
    assert "#   paper 20: " in many and many.endswith("#   ... and 9 more\n")
    assert "entry of its own" not in decision_entry(shown.referred())


def test_one_vote_is_one_and_no_vote_is_no_half():
    one = shown.small({("a", "-"): 4, ("b", "-"): 3, ("c", "-"): 3}, "Ann", "Bert", "Cy")
    assert "Ann was 1 vote below half of the first preferences." in text(one)
    none = text(shown.small({}, "Ann", "Bert", "Cy"))
    assert "There was no valid first preference." in none and "exactly half" not in none


def test_more_counted_than_there_are_papers_is_said_as_it_is():
    """Published second preferences above the papers looked at are carried, and never as a negative figure."""
    first = Statement(area="", stage="first", first={"a": 40, "b": 35, "c": 25})
    second = Statement(area="", stage="second", counted={"a": 60, "b": 0})
    papers = Returns(candidates=("a", "b", "c"), areas=("",), statements=(first, second))
    people = tuple(Candidate(id=id, name=id.upper()) for id in "abc")
    reading = Reading(contest=Contest(title="Mayor", candidates=people), papers=papers)
    out = " ".join(text(record_of(reading, count(RULE, papers), rule=RULE)).split())
    assert "0 not counted again; 35 more counted than there are papers" in out and "-35 published" not in out


def test_names_in_an_entry_are_exact_and_show_what_is_hidden():
    names = ('Ann "A\\" Archer', "Bert\u202eFry\x7f", "Cy")
    record = shown.small({("a", "-"): 4, ("b", "-"): 4, ("c", "-"): 1}, *names)
    entry = decision_entry(record)
    assert "\u202e" not in entry and "\x7f" not in entry
    lot = parse_decisions(filled(entry, chosen='"a"', by='"RO"'), record.contest).lots[0]
    assert lot.between == ("a", "b")


def test_two_of_one_name_are_entered_by_id():
    record = shown.small({("a", "-"): 4, ("b", "-"): 4, ("c", "-"): 1}, "Ann", "Ann", "Cy")
    assert 'between = ["a", "b"]' in decision_entry(record)


def test_nothing_is_to_be_recorded_where_no_decision_is_awaited():
    assert decision_entry(shown.majority()) == ""
    assert decision_entry(shown.night(areas=("n",))) == "" == decision_entry(shown.alone())


# -- Words and numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "shown_as"),
    [
        (1, 3, "33.3%"),
        (1, 2000, "0.1%"),
        (49, 100_000, "0.0%"),
        (2, 3, "66.7%"),
        (1, 2, "50.0%"),
        (500_001, 1_000_000, "50.0001%"),
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
        (1, 0, "-"),
    ],
)
def test_per_cents_round_half_up_and_never_make_a_half(part, whole, shown_as):
    assert words.percent(part, whole) == shown_as


def test_candidates_stand_by_total_then_first_preferences_then_ballot_order():
    votes = {("a", "-"): 40, ("b", "-"): 30, ("c", "-"): 30, ("d", "c"): 9, ("e", "-"): 9, ("f", "-"): 12}
    assert words.standing(shown.small(votes, "Ann", "Bert", "Cy", "Dee", "Eve", "Flo")) == tuple("acbfde")


def test_the_sentence_says_how():
    say = words.winner_sentence
    assert "unopposed" in say(shown.alone("Ann"))
    assert "51 of 100 (51.0%)" in say(shown.majority())
    assert say(shown.two()) == "Ann Archer is elected with 60 of 100 votes, 20 ahead of Bert Fry."
    assert "Bert Fry is elected by lot: Ann Archer and Bert Fry have 45 votes each" in say(shown.tie(True))
    assert say(shown.tie()).startswith("No result yet: a lot between Ann Archer and Bert Fry")
    night = say(shown.night(directed=True, seconds=("n", "s")))
    assert "On these provisional figures Ann Archer would be elected" in night and "200 ahead" in night
