"""The picture of a margin: its words tell all of it, nothing leaves the drawing, and gaps are true."""

from __future__ import annotations

from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.contest import Candidate, Contest
from hustings.pictures._picture import Width
from hustings.profile import Profile
from hustings.returns import Reading


def drawn(votes, width: Width = "wide", names: dict[str, str] | None = None) -> str:
    ids = sorted({first for first, _ in votes} | {second for _, second in votes if second != "-"})
    people = tuple(Candidate(id=id, name=(names or {}).get(id, id.upper())) for id in ids)
    papers = Profile.of(ids, votes)
    taken = Reading(contest=Contest(title="Mayor", candidates=people), papers=papers)
    return desk.draw(desk.ask("margin", taken, rule="sv"), "margin-waterfall", width)


def test_london_2021_in_words():
    answer = desk.ask("margin", desk.read(hs.elections.path("london-2021")))
    svg = desk.draw(answer, "margin-waterfall")
    for words in (
        "1,013,721 + 192,313 = 1,206,034",
        "228,433 behind the first",
        "695,075 behind second place",
        "Shaun BAILEY: 893,051 first preferences, 84,550 second preferences counted, 977,601 in all",
    ):
        assert words in svg


def test_everybody_level_at_the_cut_is_drawn():
    svg = drawn({("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 30, ("d", "a"): 3})
    assert svg.count("13 behind the first") >= 2 and "to spare" not in svg and "27 behind second place" in svg


def test_an_outright_win_has_no_second_preferences():
    svg = drawn({("a", "b"): 70, ("b", "c"): 20, ("c", "a"): 10})
    assert "Second preferences counted" not in svg
    assert "50 behind the first" in svg and "10 behind second place" in svg


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_word_leaves_the_drawing(page: Any, width: Width):
    names = {"a": "Alexandra Wilhelmina Featherstonehaugh-Cholmondeley of Nether Wallop"}
    across = 720 if width == "wide" else 340
    for votes in (
        {("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 29},
        {("a", "-"): 2_000_000, ("b", "-"): 400_000, ("c", "b"): 1},
    ):
        page.set_content(f'<div style="width:{across}px">{drawn(votes, width, names)}</div>')
        boxes = page.evaluate(
            "[...document.querySelectorAll('svg text')].map(one => {"
            "const box = one.getBBox(); return [box.x, box.x + box.width, one.textContent]})"
        )
        assert all(left >= 0 and right <= across for left, right, _ in boxes), boxes
