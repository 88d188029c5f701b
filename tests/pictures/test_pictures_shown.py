"""Pictures of ledgers, counts in progress and regions as people see them: legible, labelled, and true."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.pictures._picture import Width
from hustings.profile import Profile
from hustings.returns import Reading

DRAWN = (
    ("transfer-flow", "ledger", "london-2021"),
    ("transfer-flow", "ledger", "two-areas"),
    ("win-region", "ledger", "london-2021"),
    ("count-night", "reach", "london-2021"),
    ("count-night", "reach", "two-areas"),
    ("first-triangle", "regions", "london-2021"),
    ("win-region", "ledger", "greater-manchester-2026"),
)
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


@cache
def answer(question: str, election: str) -> Answer:
    return desk.ask(question, hs.elections.path(election))


@pytest.mark.parametrize(("picture", "question", "election"), DRAWN)
@pytest.mark.parametrize("width", WIDTHS)
def test_letters_are_legible_and_every_style_is_an_attribute(
    picture: str, question: str, election: str, width: Width
) -> None:
    svg = desk.draw(answer(question, election), picture, width)
    root = ET.fromstring(svg)
    least = 13  # 340 units are shown 288 pixels wide: 11 pixels
    assert all(int(one.get("font-size", least)) >= least for one in root.iter())
    assert "class=" not in svg and "style" not in svg
    assert not re.search(r"\d\.\d\d", re.sub(r"<(title|desc|text).*?</\1>", "", svg, flags=re.S))


OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter(one => {
    const box = one.getBoundingClientRect(), own = one.closest("svg").getBoundingClientRect()
    return box.left < own.left - 1 || box.right > own.right + 1 || box.bottom > own.bottom + 1
}).map(one => one.textContent)"""
"""Words that stand out of their drawing."""

SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg text")].map(one =>
    parseFloat(getComputedStyle(one).fontSize) * one.closest("svg").getBoundingClientRect().width
    / one.closest("svg").viewBox.baseVal.width))"""
"""The smallest letters on the page, in its pixels."""


def opened(page: Any, folder: Path, view: int, drawn: list[tuple[str, Answer]]) -> None:
    """A page of these pictures, as wide as said."""
    width: Width = "narrow" if view == 320 else "wide"
    body = "".join(f"<figure>{desk.draw(one, picture, width)}</figure>" for picture, one in drawn)
    file = folder / "pictures.html"
    head = '<!doctype html><html lang="en"><title>Pictures</title><main><h1>Pictures</h1>'
    file.write_text(f"{head}<style>figure{{margin:0}}</style>{body}</main></html>", encoding="utf-8")
    page.set_viewport_size({"width": view, "height": 900})
    page.goto(file.as_uri())


@pytest.mark.parametrize("view", [320, 1280])
def test_every_picture_on_a_page_is_accessible_and_fits(
    page: Any, axe: Callable[[Any], list[str]], tmp_path: Path, view: int
) -> None:
    each = {one[0]: one for one in DRAWN}.values()
    opened(page, tmp_path, view, [(picture, answer(*of)) for picture, *of in each])
    assert axe(page) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= view


@pytest.mark.parametrize("view", [320, 1280])
def test_long_names_and_large_figures_stay_inside(page: Any, tmp_path: Path, view: int) -> None:
    long = "Maximiliana Wolstenholme-Montgomery of the Association for More Words on Ballot Papers"
    votes = {("a", "b"): 4_000_000, ("b", "a"): 3_900_000, ("c", "a"): 1_500_000, ("d", "b"): 900_000}
    people = tuple(Candidate(id=id, name=f"{long} {id}") for id in "abcd")
    reading = Reading(contest=Contest(title="Long", candidates=people), papers=Profile.of("abcd", votes))
    ledger, regions = desk.ask("ledger", reading), desk.ask("regions", reading)
    night = desk.ask("reach", reading, outstanding=2_000_000)
    pictures = [("transfer-flow", ledger), ("win-region", ledger), ("count-night", night)]
    opened(page, tmp_path, view, [*pictures, ("first-triangle", regions)])
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= view
    sentences = page.locator("svg text").all_text_contents()
    assert any("papers." in one for one in sentences)  # the last words of the region's sentence
    assert any("changes." in one for one in sentences)  # the last words of the triangle's sentence


def test_the_line_of_the_win_region_is_where_both_are_level() -> None:
    svg = desk.draw(answer("ledger", "london-2021"), "win-region")
    # 120,670 of 624,585 up the axis of 430 units from 460: the lead on first preferences (declaration).
    assert f"M62 {460 - 430 * 120_670 / 624_585:.1f}L" in svg
    assert "more than 19.32% if none go to Sadiq Aman KHAN" in svg


def test_a_ledger_is_drawn_as_its_win_region_first() -> None:
    shown = answer("ledger", "london-2021")
    assert desk.draw(shown) == desk.draw(shown, "win-region")


def test_what_a_declaration_does_not_tell_is_drawn_together() -> None:
    svg = desk.draw(answer("ledger", "greater-manchester-2026"), "transfer-flow")
    assert "All eliminated 169,949" in svg and "From whom the others came was not published" in svg
    assert "Of 169,949 papers of eliminated candidates: 58,076 to Bev Craig" in svg


def test_nothing_is_drawn_where_no_second_preference_was_counted() -> None:
    outright = answer("ledger", "tower-hamlets-2010")
    for picture in ("transfer-flow", "win-region"):
        with pytest.raises(hs.errors.UsageError, match="nothing to draw"):
            desk.draw(outright, picture)


HEAD = "area,stage,verified,first:Ann,first:Bert,first:Cat,first:Dan,counted:Ann,counted:Bert\n"


def test_the_night_draws_what_is_in_what_is_left_and_who_is_out(tmp_path: Path) -> None:
    file = tmp_path / "night.csv"
    file.write_text(f"{HEAD}North,first,,400,300,200,40,,\nSouth,verified,120,,,,,,\n", encoding="utf-8")
    first = desk.draw(desk.ask("reach", file, rule="sv"), "count-night")
    assert first.count("url(#count-night-wide-nobody)") == 4 + 1  # a band for each, and the key
    assert "300: second place so far" in first and "200 to 320, can be elected" in first
    assert "40 to 160, cannot be elected" in first and first.count("#b3261e") == 1
    assert "Red end: out of reach of the dashed line" in first
    file.write_text(f"{HEAD}North,first,,400,300,200,40,,\nSouth,verified,260,,,,,,\n", encoding="utf-8")
    level = desk.draw(desk.ask("reach", file, rule="sv"), "count-night")
    assert "40 to 300, can be elected" in level and "#b3261e" not in level  # level with the second remains
    rows = "North,first,,400,300,200,40,,\nSouth,first,,50,40,10,5,,\nNorth,second,,,,,,100,60\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    second = desk.draw(desk.ask("reach", file, rule="sv"), "count-night")
    assert "550: highest so far" in second and "550 to 565, certain to be elected" in second
    assert "15 papers are still to be looked at" in second and second.count("#b3261e") == 1


def test_the_triangle_has_its_dot_where_the_election_fell() -> None:
    svg = desk.draw(answer("regions", "london-2021"), "first-triangle")
    # 1,013,721, 893,051 and 197,976 (declaration): right by Bailey and half of Berry, up by Berry.
    total, bailey, berry = 2_104_748, 893_051, 197_976
    x, y = 40 + 480 * (bailey + berry / 2) / total, 448 - 480 * 0.866 * berry / total
    assert f'cx="{x:.1f}" cy="{y:.1f}"' in svg
    assert "114,216.5 papers say another first preference" in svg
    assert svg.count("<polygon") == 9 + 2  # nine regions, and the ring with its rim
