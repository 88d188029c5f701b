"""Every kind of stage as page, terminal, CSV and document: all figures, small screens, hostile names."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len

import stage_records as made
from hustings import shelf
from hustings.codec import canonical, from_json, to_json
from hustings.contest import Candidate, Contest
from hustings.counting import Stage, count
from hustings.errors import InputError
from hustings.formats._decisions import parse_decisions
from hustings.joining import record_of
from hustings.mechanics.closest import closest, continuing
from hustings.mechanics.slack import slack
from hustings.profile import Profile
from hustings.reports import _duels as duels
from hustings.reports import _rounds_flow as flow
from hustings.reports import _stages as stages
from hustings.reports import _words as words
from hustings.reports._entries import decision_entry, supplied
from hustings.reports.documents import document, documents, pdf
from hustings.reports.documents import text as document_text
from hustings.reports.page import render
from hustings.reports.stages_csv import exact
from hustings.reports.stages_csv import render as csv_of
from hustings.reports.terminal import text
from hustings.returns import Reading

HOSTILE = ('<script>alert("1")</script>', "Ann\u202eeldo\x07", "N" * 120, "選" * 60, "O'Neill & </svg>", "D")

RECORDS = {
    "av": made.av,
    "many": made.many,
    "three seats": lambda: made.many(8, 8, 3),
    "cycle": made.cycle,
    "twelve in duels": lambda: made.cycle(12),
    "twenty in duels": lambda: made.cycle(20),
    "lists": made.lists,
    "ratings": made.ratings,
    "approvals": lambda: made.ratings("approvals"),
    "lot awaited": made.awaits,
    "second round awaited": lambda: made.awaits("second-round", "second-round"),
    "hostile": lambda: made.many(6, 6, 2, HOSTILE),
}


@pytest.fixture(params=sorted(RECORDS))
def record(request):
    return RECORDS[request.param]()


@pytest.fixture
def dundee(data):
    return made.dundee(data)


class Text(HTMLParser):
    """The text of a page, its style left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.style, self.text = False, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.style = tag == "style"

    def handle_endtag(self, tag):
        self.style = False

    def handle_data(self, data):
        self.text += "" if self.style else f" {data}"


def said(record) -> str:
    return " ".join(Text(render(record).decode()).text.split())


def figures(record):
    """Every figure of every stage as it may be printed: exactly, or in the decimals of its column."""
    for stage in record.stages:
        held = [*stage.votes.values(), *stage.accounts.values(), *stage.duels.values()]
        places = words.places_of(
            [n for one in record.stages for n in (*one.votes.values(), *one.accounts.values())]
        )
        for number in held:
            yield {words.number(number), words.number(number, places)}
        for _, _, votes in stages.taken(stage):
            yield {words.number(votes)}


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
        assert len([one for one in mine if one["kind"] == "order"]) == len(stage.order)


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


def test_an_exclusion_is_as_close_as_the_next_who_is_neither_elected_nor_out():
    one = Stage(
        step="1", votes={"a": 9, "b": 3, "c": 2, "d": 2}, papers=16, quota=Fraction(8), elected=("a",)
    )
    two = Stage(step="2", votes={"a": 8, "b": 4, "c": 2}, papers=16, whose=("d",), eliminated=("d",))
    three = Stage(step="3", votes={"a": 8, "b": 4}, papers=16, whose=("c",), eliminated=("c",))
    assert [(x.ahead, x.behind, x.votes) for x in closest((one, two, three))] == [("c", "d", 0)]
    assert [(x.ahead, x.behind, x.votes) for x in closest((one, three))] == [("d", "c", 0)]
    assert continuing((one, replace(two, votes={"a": Fraction(1, 2)}))) == {}


def test_no_change_is_called_too_small_to_matter_in_a_count_by_rounds():
    assert slack(made.av()).final == 1


# -- What is awaited --------------------------------------------------------------------------------------


def test_a_lot_of_any_step_is_asked_for_by_its_key_and_says_what_becomes_of_the_drawn():
    record = made.awaits()
    entry = decision_entry(record)
    assert 'step = "exclusion-4"' in entry and "one of these: the one drawn is excluded" in entry
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


# -- The page ---------------------------------------------------------------------------------------------


def test_pages_are_the_same_again_and_from_the_record_file(record):
    assert render(record) == render(replace(record))
    again = from_json(to_json(record))
    assert render(again) == render(from_json(to_json(again)))
    assert text(again) == text(from_json(to_json(again)))


def test_names_are_escaped_and_ids_stand_once():
    html = render(RECORDS["hostile"]()).decode()
    assert "<script" not in html and html.count("</svg>") == html.count("<svg ")
    assert not set(html) & {"\u202e", "\x07"}
    for record in (made.av(), made.cycle(), made.lists(), made.ratings()):
        ids = re.findall(r' id="([^"]+)"', render(record).decode())
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (made.av, 40),
        (made.cycle, 25),
        (made.lists, 25),
        (made.ratings, 20),
        (lambda: made.many(20, 20, 1), 170),
    ],
)
def test_pages_stay_small(make, most):
    assert len(render(make())) < most * 1000


def test_sections_are_chosen_by_what_stages_hold():
    shown = {name: said(make()) for name, make in RECORDS.items()}
    for name in ("av", "many", "three seats"):
        assert "Where the votes went" in shown[name] and "Every pair" not in shown[name]
    assert "Every pair" in shown["cycle"] and "Where the votes went" not in shown["cycle"]
    assert "How the seats were given out" in shown["lists"] and "Every pair" not in shown["lists"]
    assert "4,105 points" in shown["ratings"] and "4,105 approvals" in shown["approvals"]
    assert "Second count" not in "".join(shown.values())


def test_a_flow_keeps_every_vote():
    """What leaves a bar is what it held, what comes into one is what it holds after the stage."""
    for record in (made.av(), made.many(8, 8, 3), made.many()):
        found = flow.flow_of(record)
        assert found is not None
        for at, moves in enumerate(found.moves):
            for id, votes in found.votes[at].items():
                assert sum(n for (source, _), n in moves.items() if source == id) == votes
            for id, votes in found.votes[at + 1].items():
                came = sum(n for (_, to), n in moves.items() if to == id)
                assert came == votes or id == flow.LOST


def test_a_flow_is_not_drawn_where_the_record_does_not_know_it():
    one = Stage(step="1", votes={"a": 5, "b": 3, "c": 2}, papers=10)
    two = Stage(step="2", votes={"a": 10}, papers=10, added={"a": 5, "b": -3, "c": -2}, whose=("b", "c"))
    record = made.record((one, replace(two, eliminated=("b", "c"))), ("Ann", "Bert", "Cy"))
    assert flow.flow_of(record) is None and "Where the votes went" not in said(record)
    assert flow.flow_of(made.many(20, 20, 1)) is not None


def test_the_matrix_says_in_words_who_wins_each_duel():
    (pairwise, paths) = duels.matrices(made.cycle())
    assert [one.verdict if one else "" for one in pairwise.rows[0]] == ["", "wins", "loses", "wins", "wins"]
    assert pairwise.rows[3][4].verdict == "level" and pairwise.sums[0] == "3 won, 1 lost"
    assert paths.number == 2
    assert "Dee Dare (563 to 437) and Ann Archer (520 to 480)." in duels.described(made.cycle())
    assert duels.svg(made.cycle(12)) is not None and duels.svg(made.cycle(13)) is None
    assert str(duels.svg(made.cycle())).count('class="a"') == 1


# -- In Chromium ------------------------------------------------------------------------------------------

BEYOND = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                 && !e.closest('.scroll'))
    .map(e => e.outerHTML.slice(0, 100))"""
OUTSIDE = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
    const box = svg.getBoundingClientRect();
    return box.width === 0 ? [] : [...svg.querySelectorAll('text')].filter(t => {
        const b = t.getBoundingClientRect();
        return b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1
            || b.bottom > box.bottom + 1 }).map(t => t.textContent) })"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg text')]
    .map(t => t.getBoundingClientRect().height).filter(n => n > 0), 99)"""


def opened(page, tmp_path, record, width):
    file = tmp_path / "result.html"
    file.write_bytes(render(record))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_pages_fit_and_axe_finds_nothing(page, axe, no_requests, tmp_path, record, width):
    opened(page, tmp_path, record, width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(BEYOND) == [] and page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 10
    if width != 360:
        assert axe(page) == []
    no_requests(page)


def test_an_official_report_fits_and_prints(page, axe, tmp_path, dundee):
    from io import BytesIO

    from pypdf import PdfReader

    for width in (320, 1280):
        opened(page, tmp_path, dundee, width)
        assert page.evaluate(BEYOND) == [] and page.evaluate(OUTSIDE) == [] and axe(page) == []
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) <= 8
    assert "1,460.06476" in " ".join(one.extract_text() for one in printed.pages)


# -- Every rule on the shelf ------------------------------------------------------------------------------


def counted(key: str):
    """A rule's own example as a record."""
    rule = shelf.rule(key)
    example = rule.example
    people = tuple(Candidate(id=one, name=one) for one in example.candidates)
    contest = Contest(title="Example", candidates=people, seats=example.seats)
    papers = Profile.of(example.candidates, example.votes, ballots=example.ballots)
    found = count(rule, papers, (), contest)
    return canonical(record_of(Reading(contest=contest, papers=papers), found, rule=rule, why="the example"))


EXAMPLES = sorted(key for key, rule in shelf.rules().items() if rule.example)


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


def test_examples_of_every_family_fit_a_phone_and_axe_finds_nothing(page, axe, no_requests, tmp_path):
    families = {shelf.rule(key).family: key for key in EXAMPLES}
    for key in families.values():
        opened(page, tmp_path, counted(key), 320)
        assert page.evaluate(BEYOND) == [] and page.evaluate(OUTSIDE) == [] and axe(page) == []
        no_requests(page)
