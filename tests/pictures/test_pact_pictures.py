"""Pictures of pacts: legible, labelled, inside their frame, and saying what the answer says."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk, shelf
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.mechanics.table import Table, profile_of
from hustings.pictures._picture import Width
from hustings.returns import Reading

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("pact-grid", "pact-splits")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")

VOTES: dict[str, dict[str, int]] = {
    "fails": {"a": 34, "ba": 5, "bc": 3, "b": 18, "c": 40},
    "neither": {"ab": 23, "ba": 22, "c": 30, "d": 25},
    "ahead": {"a": 45, "b": 20, "c": 35},
    "third": {"ab": 40, "ba": 35, "c": 25},
    "nobody": {"c": 5},
}


@cache
def answer(case: str) -> Answer:
    if case == "2014":
        path = hs.elections.path("tower-hamlets-2014")
        return desk.ask("pact", path, between=["biggs", "wilford"])
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in "abcd")
    papers = profile_of(Table.of("abcd", VOTES[case]))
    reading = Reading(contest=Contest(title="Sample", candidates=people), papers=papers)
    return desk.ask("pact", reading, rule="sv", between=["a", "b"], against="c")


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", ["2014", "fails", "neither", "ahead", "third"])
def test_drawn_with_words(case: str, picture: str, width: Width) -> None:
    svg = desk.draw(answer(case), picture, width)
    root = ET.fromstring(svg)
    words = " ".join(root.itertext())
    assert all(int(one.get("font-size", 13)) >= 13 for one in root.iter())
    assert "Dot: this election" in words or "Dashed: this election" in words
    assert svg == desk.draw(answer(case), picture, width)


def test_the_critical_rate_is_marked_and_told() -> None:
    svg = desk.draw(answer("fails"), "pact-grid", "wide")
    assert ">must exceed 34.62%</text>" in svg and "it must exceed 34.62% to keep C Person out" in svg
    assert "Blank: more than all papers" in svg  # 3 of B's 26 name the rival, 88 % at most name A
    held = desk.draw(answer("ahead"), "pact-grid", "wide")
    assert "must exceed" not in held.replace("must be exceeded", "")


def test_the_triangle_tells_why_the_rival_is_elected() -> None:
    svg = desk.draw(answer("neither"), "pact-splits", "wide")
    assert "C Person: neither partner remains" in svg and "C Person: half or more" in svg
    root = ET.fromstring(svg)
    desc = root.findtext(f"{SVG}desc") or ""
    shares = [float(one.split("%")[0].split()[-1]) for one in desc.rsplit("exchanged. ", 1)[1].split("; ")]
    assert abs(sum(shares) - 100) < 0.5


def test_nothing_to_draw_where_the_partners_have_no_vote() -> None:
    for key in PICTURES:
        assert shelf.picture(key).draw(answer("nobody"), "wide") == ""


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_words_stay_inside_the_frame(
    page: Any, axe: Callable[[Any], list[str]], tmp_path: Path, width: Width
) -> None:
    drawn = "".join(
        f"<figure>{desk.draw(answer(case), picture, width)}</figure>"
        for case, picture in (("2014", "pact-grid"), ("neither", "pact-splits"))
    )
    view = 288 if width == "narrow" else 720
    file = tmp_path / "pact.html"
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pact</title><main><h1>Pact</h1>'
    style = f"<style>body{{margin:0}}figure{{margin:0;width:{view}px}}</style>"
    file.write_text(f"{head}{style}{drawn}</main></html>", encoding="utf-8")
    page.set_viewport_size({"width": view, "height": 800})
    page.goto(file.as_uri())
    outside = page.evaluate(
        """() => [...document.querySelectorAll("svg")].flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter(one => {
            const box = one.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
              || box.top < frame.top - 1;
          }).map(one => one.textContent);
        })"""
    )
    assert outside == []
    assert axe(page) == []


def test_a_long_name_hides_neither_why_nor_itself() -> None:
    names = ("Ann", "Bert", "Cecilia " + "Featherstonehaugh " * 4, "Dee")
    people = tuple(Candidate(id=id, name=name) for id, name in zip("abcd", names, strict=True))
    table = Table.of("abcd", {"ab": 23, "ba": 22, "c": 30, "d": 25})
    reading = Reading(contest=Contest(title="", candidates=people), papers=profile_of(table))
    svg = desk.draw(desk.ask("pact", reading, rule="sv", between=("a", "b"), against="c"), "pact-splits")
    assert "…: neither partner remains" in svg and "…: half or more" in svg
