"""Pages of every kind of stage: sections, drawings, hostile names, small; then in Chromium."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import stage_records as made
from hustings import shelf
from hustings.codec import from_json, to_json
from hustings.counting import Stage
from hustings.profile import Transfer
from hustings.reports import _duels as duels
from hustings.reports import _rounds_flow as flow
from hustings.reports.page import render
from hustings.reports.terminal import text
from shown_stages import EXAMPLES, RECORDS, counted, said


@pytest.fixture(params=sorted(RECORDS))
def record(request):
    return RECORDS[request.param]()


@pytest.fixture
def dundee(data):
    return made.dundee(data)


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


def test_a_flow_parts_the_papers_of_several_who_are_excluded_together():
    one = Stage(step="1", votes={"a": 9, "b": 6, "c": 3, "d": 2}, papers=20)
    went = (
        Transfer(source="c", to="a", papers=2),
        Transfer(source="d", to="a", papers=1),
        Transfer(source="d", to="b", papers=1),
    )
    two = Stage(
        step="2",
        votes={"a": 12, "b": 7},
        papers=20,
        accounts={"no_further_preference": 1},
        whose=("c", "d"),
        eliminated=("c", "d"),
        transfers=went,
    )
    found = flow.flow_of(made.record((one, two), ("Ann", "Bert", "Cy", "Dee")))
    assert found is not None
    assert dict(found.moves[0]) == {
        ("c", "a"): 2,
        ("c", flow.LOST): 1,
        ("d", "a"): 1,
        ("d", "b"): 1,
        ("a", "a"): 9,
        ("b", "b"): 6,
    }


def test_the_quota_is_drawn_where_there_is_one(dundee):
    assert render(dundee).decode().count('<ol class="bars half"') == 2
    assert "bars half" not in render(made.av()).decode()


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


def test_examples_of_every_family_fit_a_phone_and_axe_finds_nothing(page, axe, no_requests, tmp_path):
    families = {shelf.rule(key).family: key for key in EXAMPLES}
    for key in families.values():
        opened(page, tmp_path, counted(key), 320)
        assert page.evaluate(BEYOND) == [] and page.evaluate(OUTSIDE) == [] and axe(page) == []
        no_requests(page)
