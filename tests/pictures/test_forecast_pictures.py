"""The hundred dots are shared out as the chances are, never all to one; results stand where draws lay."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import desk
from hustings.answer import Answer, Column, Figures
from hustings.contest import Candidate, Contest
from hustings.errors import UsageError
from hustings.pictures import calibration, forecast_dots, forecast_map
from hustings.pictures._picture import Width

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS: tuple[Width, ...] = get_args(Width)


def _answer(chances: list[Fraction], places: list[tuple[str, str, str, Fraction]] | None = None) -> Answer:
    ids = [f"c{at}" for at in range(len(chances))]
    winners = Figures(
        key="winners",
        title="",
        columns=(
            Column(key="candidate", head="", unit="candidate"),
            Column(key="elected", head="", unit="chance"),
        ),
        rows=tuple(zip(ids, chances, strict=True)),
    )
    lay = Figures(
        key="calibration",
        title="",
        columns=(
            *(Column(key=key, head="", unit="text") for key in ("election", "who", "what")),
            Column(key="pit", head="", unit="share"),
        ),
        rows=tuple(places or ()),
    )
    return Answer(
        question="forecast",
        title="",
        contest=Contest(title="", candidates=tuple(Candidate(id=id, name=f"Person {id}") for id in ids)),
        rule="sv",
        sentence="A forecast, not a result.",
        level="opinion polls",
        figures=(winners, lay) if places else (winners,),
    )


def _root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=9))
def test_a_hundred_dots_never_all_of_one(weights: list[int]) -> None:
    total = sum(weights)
    chances = sorted((Fraction(one, total) for one in weights), reverse=True)
    shares = forecast_dots.shares_of(_answer(chances))
    assert sum(one.dots for one in shares) == 100 and max(one.dots for one in shares) <= 99
    for one, chance in zip(shares, chances, strict=False):
        if one.fill != "others":
            assert abs(one.dots - 100 * chance) <= 1


def test_the_dots_are_those_of_the_chances() -> None:
    close = [Fraction(736, 1000), Fraction(249, 1000), Fraction(15, 1000)]
    assert [one.dots for one in forecast_dots.shares_of(_answer(close))] == [74, 25, 1]
    sure = forecast_dots.shares_of(
        _answer([Fraction(9998, 10_000), Fraction(1, 10_000), Fraction(1, 10_000)])
    )
    assert [(one.dots, one.words) for one in sure] == [(99, "Person c0"), (1, "anybody else")]
    assert forecast_dots._legend(sure[0]).endswith("more than 99 of 100")
    assert forecast_dots._legend(sure[1]).endswith("less than 1 of 100")
    two = forecast_dots.shares_of(_answer([Fraction(9998, 10_000), Fraction(2, 10_000)]))
    assert two[1].words == "Person c1"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_dots_are_drawn_and_told(width: Width) -> None:
    root = _root(str(forecast_dots.draw(_answer([Fraction(3, 5), Fraction(2, 5)]), width)))
    circles = [one for one in root.iter(f"{SVG}circle") if one.get("r") == "13"]
    assert len(circles) == 100
    fills = [one.get("fill") for one in circles]
    assert fills.count(fills[0]) == 60 and len(set(fills)) == 2
    desc = root.find(f"{SVG}desc")
    assert desc is not None and "60 for Person c0 (60%)" in (desc.text or "")
    assert "not a result" in (desc.text or "")


PLACES = [
    ("Ambridge 2020", "Ann", "first preferences", Fraction(99, 100)),
    ("Ambridge 2020", "Bert", "first preferences", Fraction(1, 2)),
    ("Ambridge 2020", "Ann", "second count", Fraction(5, 100)),
    ("Borchester 2021", "Eve", "first preferences", Fraction(4, 100)),
]


@pytest.mark.parametrize("width", WIDTHS)
def test_results_are_drawn_where_the_draws_lay(width: Width) -> None:
    answer = _answer([Fraction(1, 2), Fraction(1, 2)], PLACES)
    root = _root(str(calibration.draw(answer, width)))
    dots = list(root.iter(f"{SVG}circle"))[:4]
    across = [float(one.get("cx", 0)) for one in dots]
    up = [float(one.get("cy", 0)) for one in dots]
    assert across == sorted(across) and up == sorted(up, reverse=True)
    assert [one.get("fill") == "#fff" for one in dots] == [False, True, False, False]
    words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert "2 of 4 lay outside" in words and "2 elections prove little" in words
    told = next(one.text or "" for one in root if one.tag == f"{SVG}desc")
    assert "Ann, second count, Ambridge 2020: 5.0% of draws below" in told
    assert "Outside the middle nine draws of ten: Eve and Ann" in told


def test_one_election_proves_nothing() -> None:
    answer = _answer([Fraction(1, 2), Fraction(1, 2)], PLACES[1:2])
    assert "One election proves nothing" in str(calibration.draw(answer, "wide"))
    assert "All 1 results lay" in str(calibration.draw(answer, "wide"))


def test_names_from_outside_are_harmless(tmp_path: Path) -> None:
    rows = (
        "poll,to,sample,question,candidate,percent\nMay,2026-05-04,500,first,<script>,60\n,,,first,B & C,40\n"
    )
    (tmp_path / "polls.csv").write_text(rows)
    answer = desk.ask("forecast", tmp_path / "polls.csv", seed=1, draws=1000)
    drawn = desk.draw(answer, "forecast-dots")
    assert "<script" not in drawn and "&lt;script&gt;" in drawn
    with pytest.raises(UsageError, match="nothing to draw"):
        desk.draw(answer, "calibration")


# -- The map ----------------------------------------------------------------------------------------------

TABLE = """\
poll,pollster,to,sample,question,supporters_of,candidate,percent,respondents
May,House,2026-05-04,1000,first,,Ann Archer,36,
,,,,first,,Bert Fry,34,
,,,,first,,Cat Gray,30,
,,,,final,Cat Gray,Ann Archer,60,200
,,,,final,Cat Gray,Bert Fry,40,
"""


@pytest.fixture(scope="module")
def close(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    path = tmp_path_factory.mktemp("polls") / "polls.csv"
    path.write_text(TABLE)
    return desk.ask("forecast", path, seed=1, draws=4000)


def test_each_draw_lies_where_its_winner_is(close: Answer) -> None:
    """Who is elected, counted again from first shares and what second preferences added."""
    cloud = forecast_map.cloud_of(close)
    assert cloud is not None and cloud.names == ("Ann Archer", "Bert Fry")
    for (first, second), row in zip(cloud.leads, close.table("cloud").rows, strict=True):
        a, b, to_a, to_b = (Fraction(cell or 0) for cell in row)
        left = 1 - a - b
        assert (first + second > 0) == (a + left * to_a > b + left * to_b)
    then = Fraction(close.table("pairs").rows[0][3] or 0)
    assert abs(Fraction(cloud.won, len(cloud.leads)) - then) < Fraction(1, 10)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_has_both_regions_and_its_border(close: Answer, width: Width) -> None:
    root = _root(str(forecast_map.draw(close, width)))
    assert len(list(root.iter(f"{SVG}polygon"))) == 2
    assert len([one for one in root.iter(f"{SVG}circle") if one.get("r") == "3"]) == 200
    told = next(one.text or "" for one in root if one.tag == f"{SVG}desc")
    assert "200 draws in which Ann Archer and Bert Fry remain" in told and "not a result" in told


def test_no_map_without_anybody_to_eliminate() -> None:
    answer = _answer([Fraction(1, 2), Fraction(1, 2)])
    assert forecast_map.cloud_of(replace(answer, question="margin")) is None


@given(st.integers(-30, 0), st.integers(1, 30), st.integers(-30, 0), st.integers(1, 30))
def test_the_border_parts_the_map(low_x: int, high_x: int, low_y: int, high_y: int) -> None:
    corners = [
        (Fraction(low_x), Fraction(low_y)),
        (Fraction(high_x), Fraction(low_y)),
        (Fraction(high_x), Fraction(high_y)),
        (Fraction(low_x), Fraction(high_y)),
    ]
    for side in (1, -1):
        for x, y in forecast_map.clipped(corners, side):
            assert (x + y) * side >= 0 and low_x <= x <= high_x and low_y <= y <= high_y
    area = sum(_area(forecast_map.clipped(corners, side)) for side in (1, -1))
    assert area == (high_x - low_x) * (high_y - low_y)


def _area(shape: list[tuple[Fraction, Fraction]]) -> Fraction:
    pairs = zip(shape, [*shape[1:], *shape[:1]], strict=True)
    return abs(sum(((a[0] * b[1] - b[0] * a[1]) for a, b in pairs), Fraction(0))) / 2


def test_the_dots_come_first_on_a_page(close: Answer) -> None:
    assert desk.draw(close) == desk.draw(close, "forecast-dots")
