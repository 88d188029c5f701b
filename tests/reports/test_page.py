"""The result page: real elections to the figure, escaped names, small, the same bytes; then in Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import shown_records as shown
from hustings import shelf
from hustings.codec import from_json, to_json
from hustings.decisions import Decisions
from hustings.paper import RecordedRuling, Ruling
from hustings.reports._flow import NOT_COUNTED, POOL, flow_of
from hustings.reports.page import REPORT, render
from hustings.reports.terminal import text as text_of
from hustings.returns import Source, Statement

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Tree(HTMLParser):
    """Checks that tags close in order, and keeps ids, headings and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for key, value in attrs if key == "id"]
        if tag not in VOID and not (self.open and self.open[-1] == "svg" and tag in ("rect", "path")):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text += data


def tree(record) -> Tree:
    html = render(record).decode()
    # A rect or circle of a drawing has no end tag of its own.
    return Tree(re.sub(r"(<(?:rect|path|circle)\b[^>]*[^/])>", r"\1/>", html))


def said(record) -> str:
    return " ".join(tree(record).text.split())


ALL = {
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


@pytest.fixture(params=sorted(ALL))
def record(request):
    return ALL[request.param]()


def test_london_2021_as_declared(data):
    """London Elects, Final Results 2021."""
    record = shown.london(data, shelf.laws()["gla-2007-ecount"])
    text = said(record)
    assert "Sadiq Aman KHAN (Labour Party) is elected on the second count, 228,433 ahead of" in text
    assert "1,013,721 + 192,313 = 1,206,034 elected" in text and "893,051 + 84,550 = 977,601" in text
    assert "Nobody passed half of 2,531,357 valid first preferences, 1,265,678.5." in text
    assert "265,343 among all valid papers, 38,001 among those looked at" in text
    for count, head in (
        ("18,071", "unmarked"),
        ("8,672", "uncertain"),
        ("87,214", "voting for too many"),
        ("167", "writing identifying voter"),
        ("77", "want of official mark"),
        ("114,201", "all rejected papers"),
    ):
        assert f"{count} {head}" in re.sub(r"(?<=\d)(?=[a-z])", " ", text)
    assert "Unofficial" not in text and "Not certified for statutory use." in text
    assert "gla-2007-ecount" in text and "GLA" in text
    # Marked is another figure than counted, and each says which it is.
    assert "Second preferences marked on all valid papers (not the figures that are added)" in text
    assert "486,798" in text and "319,978 – no second preference marked" in text


def test_a_page_of_20_candidates_is_below_60_kb(data):
    for law in (None, shelf.laws()["gla-2007-ecount"]):
        assert len(render(shown.london(data, law))) < 60_000


def test_greater_manchester_2026_is_pooled_and_says_so(data):
    text = said(shown.manchester(data, shelf.laws()["ca-2026"]))
    assert "Of 169,949 papers of eliminated candidates: 58,076 to Bev Craig, 45,250 to Sian Niamh" in text
    assert "do not tell from which candidate’s papers they came" in text
    assert "66,623 – not counted again, reason not published" in text
    assert "No rejected papers are in these figures." in text
    assert "lost by Richard Martin Kilpatrick and Marcus Jonathan Farmer" in text


def test_london_2016_by_constituency(data):
    """First preferences by constituency, added up from the published ward rows."""
    text = said(shown.london_2016(data))
    assert "First preferences by area" in text and "Barnet & Camden" in text and "74,927" in text
    assert "1,148,716 + 161,427 = 1,310,143" in text and "315,529" in text


def test_the_flow_holds_every_paper_once(data):
    for record in (shown.london(data), shown.manchester(data), shown.tie(), shown.three_remain()):
        flow, second = flow_of(record), next(one for one in record.stages if one.step == "second-count")
        assert flow is not None
        assert sum(flow.papers.values()) == second.looked_at
        assert {one: flow.into(one) for one in second.added} == dict(second.added)
        assert flow.into(NOT_COUNTED) == sum(second.accounts.values())
    flow = flow_of(shown.london(data))
    first = shown.london(data).stages[0].votes
    assert len(flow.sources) == 18 and all(flow.out_of(one) == first[one] for one in flow.sources)
    assert flow_of(shown.manchester(data)).sources == (POOL,)


def test_half_is_drawn_in_the_first_panel_only(data):
    html = render(shown.london(data)).decode()
    first, second = html.split('id="second"')
    assert first.count('<ol class="bars half"') == 1 and "bars half" not in second
    assert "bars half" not in render(shown.two()).decode()


def test_pages_are_whole(record):
    page = tree(record)
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("h1") == 1 and {"header", "main", "footer"} <= set(page.tags)
    assert "script" not in page.tags and "Not certified for statutory use." in page.text
    assert ("Unofficial" in page.text) is not record.official
    assert (">Unofficial</span>" in render(record).decode()) is not record.official


def test_pages_say_no_more_than_is_known(record):
    text = said(record)
    lowered = text.lower()
    assert "leading" not in lowered and "winning" not in lowered
    if record.awaiting:
        assert "No result yet" in text and "is elected on" not in text and "Who was elected?" not in text
    steps = {stage.step for stage in record.stages}
    assert ("Second count: second" in text) is ("second-count" in steps)
    assert ("Where the votes went" in text) is ("second-count" in steps)


def test_what_is_awaited_stands_in_the_place_of_the_winner():
    assert "No result yet: a lot between Ann Archer and Bert Fry" in said(shown.tie())
    assert 'between = ["Ann Archer", "Bert Fry"]' in said(shown.tie())
    assert "Lot between Ann Archer and Bert Fry: Bert Fry was drawn by R. Officer" in said(shown.tie(True))
    text = said(shown.night(areas=("n",)))
    assert "South (awaited)" in text and "Rejected papers so far" in text


def test_every_stage_has_its_citation(record):
    text = said(record)
    for stage in record.stages:
        assert " ".join(record.cites[stage.step].split()) in text


def test_names_are_escaped_everywhere():
    names = ('<script>alert("1")</script>', 'O\'Neill & "Sons" </svg>', "Ann\u202eeldo\u2066\x07", "D")
    votes = {("a", "-"): 40, ("b", "-"): 38, ("c", "a"): 5, ("d", "b"): 3, ("c", "d"): 1}
    record = shown.small(votes, *names)
    candidates = tuple(replace(one, party="<b>Party</b>") for one in record.contest.candidates)
    contest = replace(record.contest, candidates=candidates, title="<i>Mayor</i> of A & B", source="<u>x</u>")
    html = render(replace(record, contest=contest, why_law="<s>why</s>")).decode()
    assert not re.search(r"<(script|b|i|u|s)>", html) and html.count("</svg>") == html.count("<svg ") == 2
    assert not set(html) & {"\u202e", "\u2066", "\x07"}
    assert "&lt;script&gt;" in html and "Ann\ufffdeldo" in html
    tree(replace(record, contest=contest))


def test_what_people_wrote_into_decisions_is_escaped_and_shows_what_is_hidden():
    record = shown.tie(True)
    lot = replace(record.decisions.lots[0], by="R\u202eO", method="<b>slips", witnesses=("<i>W", "V\u2066"))
    ruling = RecordedRuling(ruling=Ruling(vote=("a", "!!")), paper="P\u202e1", by="<u>RO", reason="<s>")
    rejected = RecordedRuling(
        ruling=Ruling(code="uncertain"), pattern="<em>?", papers=2, by="RO", objected=True
    )
    decisions = Decisions(lots=(lot,), rulings=(ruling, rejected))
    html = render(replace(record, decisions=decisions)).decode()
    assert not set(html) & {"\u202e", "\u2066"} and not re.search(r"<(b|i|u|s|em)>[sWR?]", html)
    text = said(replace(record, decisions=decisions))
    assert "first preference Ann Archer, second more than one second preference, by <u>RO (<s>)." in text
    assert "2 papers marked “<em>?”: rejected, void for uncertainty" in text and "Objected to." in text


def test_the_same_record_gives_the_same_bytes(record, data):
    assert render(record) == render(replace(record))
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "HUSTINGS_DATA": str(data)}
    code = (
        "import sys, hashlib, shown_records as s; from pathlib import Path;"
        "from hustings.reports.page import render;"
        "sys.stdout.write(hashlib.sha256(render(s.three_remain()) + render(s.tie())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env=here | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_record_read_back_from_its_file_gives_the_same_page(record, data):
    for one in (record, shown.london(data, shelf.laws()["gla-2007-ecount"]), shown.london_2016(data)):
        again = from_json(to_json(one))
        assert render(again) == render(one) and text_of(again) == text_of(one)


def test_small_figures_by_area_are_warned_of():
    quiet = said(shown.night())
    assert "may tell how somebody voted" not in quiet
    assert "7 figures here are from 1 to 9" in said(replace(shown.night(), small_cells=7))


def test_a_revised_statement_is_shown_and_a_void_one_marked():
    record = shown.night(directed=True, seconds=("n", "s"))
    revised = Statement(area="n", stage="first", version=2, first={"a": 101, "b": 300, "c": 70, "d": 60})
    void = Statement(area="s", stage="second", version=2, counted={"a": 160, "c": 50})
    text = said(replace(record, statements=(*record.statements, revised, void)))
    assert "North, version 2 101" in re.sub(r"(version 2)(?=\d)", r"\1 ", text)
    assert "South, version 2 (under another direction: not used)" in text


def test_what_the_source_does_not_tell_apart_is_not_printed_as_none():
    """Papers pooled over two heads of a five-head form: neither head is printed as 0."""
    law = shelf.laws()["ca-2026"]
    five = next(form.key for form in law.forms if len(form.first) == 5)
    record = replace(shown.majority(), law=law, form=five, totals={"rejected": 9, "valid": 100})
    text = said(replace(record, rejected={"unmarked_or_uncertain": 8, "no_official_mark": 1}))
    assert text.count("not told apart") == 2
    assert "unmarked or void for uncertainty as to the first preference" in text


def test_digests_are_printed():
    source = Source(role="papers", format="marks", sha256="0f" * 32, size=1234)
    text = said(replace(shown.majority(), sources=(source,)))
    assert "papers (marks, 1,234 bytes): sha256 " + "0f" * 32 in text


def test_it_stands_on_the_shelf():
    assert shelf.reports()["html"] is REPORT and REPORT.suffix == ".html"


# -- In Chromium ----------------------------------------------------------------------------------------


def opened(page, tmp_path, record, width=1280):
    file = tmp_path / "result.html"
    file.write_bytes(render(record))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


BEYOND = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                 && !e.closest('.scroll'))
    .map(e => e.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("name", ["london", "london_2016", "manchester"])
def test_real_pages_fit_and_axe_finds_nothing(page, axe, no_requests, tmp_path, data, name, width):
    opened(page, tmp_path, getattr(shown, name)(data), width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(BEYOND) == []
    assert axe(page) == []
    no_requests(page)


def test_invented_pages_fit_and_axe_finds_nothing(page, axe, no_requests, tmp_path, record):
    opened(page, tmp_path, record, 320)
    assert page.evaluate(BEYOND) == []
    assert axe(page) == []
    no_requests(page)


def test_an_endless_name_breaks_no_page(page, tmp_path):
    votes = {("a", "-"): 40, ("b", "-"): 38, ("c", "a"): 5, ("d", "b"): 3}
    opened(page, tmp_path, shown.small(votes, "N" * 120, "M" * 120, "C" * 120, "D"), 320)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_one_drawing_is_shown_for_each_width(page, tmp_path, data):
    opened(page, tmp_path, shown.london(data), 360)
    assert page.locator("svg.narrow").is_visible() and not page.locator("svg.wide").is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("svg.wide").is_visible() and not page.locator("svg.narrow").is_visible()
    sizes = "[...document.querySelectorAll('svg.wide text')].map(t => t.getBoundingClientRect().height)"
    assert min(page.evaluate(sizes)) >= 11


def test_labels_of_the_drawing_stay_inside_it(page, tmp_path, data):
    outside = """(kind) => { const box = document.querySelector('svg.' + kind).getBoundingClientRect();
        return [...document.querySelectorAll('svg.' + kind + ' text')].filter(t => {
            const b = t.getBoundingClientRect();
            return b.left < box.left - 1 || b.right > box.right + 1
                || b.top < box.top - 1 || b.bottom > box.bottom + 1 }).map(t => t.textContent) }"""
    votes = {("a", "-"): 40, ("b", "-"): 38, ("c", "a"): 5, ("d", "b"): 3}
    broad = shown.small(votes, "W" * 60, "選" * 60, "M" * 60, "Ill ill ill ill ill ill ill ill ill ill")
    for record in (shown.london(data), shown.manchester(data), shown.three_remain(), broad):
        for width, kind in ((320, "narrow"), (1280, "wide")):
            opened(page, tmp_path, record, width)
            assert page.evaluate(outside, kind) == []


def test_it_prints_on_a4_with_what_was_folded(page, tmp_path, data):
    from io import BytesIO

    from pypdf import PdfReader

    opened(page, tmp_path, shown.london(data))
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) <= 8
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert "486,798" in text and "93,745" in text  # marked, and from Berry to Khan: both were folded


def test_a_contest_without_a_vote_has_a_page():
    """Everybody is level at 0 and remains, and a lot is awaited; no share of nothing is printed."""
    text = said(shown.small({}, "Ann", "Bert", "Cy"))
    assert "a lot between Ann, Bert and Cy" in text and "0 (-)" in text
