"""Figures by ward: London 2016 as published, added up, and every row that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hustings as hs
from hustings import desk
from hustings.errors import InputError
from hustings.formats.wards import EXAMPLE
from hustings.mechanics.known import known_of
from hustings.returns import Returns


def test_the_wards_of_london_2016_add_to_the_declared_figures(data: Path) -> None:
    folder = data / "sv" / "london-2016-wards"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    reading = desk.read(folder / "wards.csv", contest=None)
    known = known_of(reading)
    assert len(known.areas) == 663 and known.level == "marked" and known.marked is not None
    names = [reading.contest.label(id) for id in known.candidates]
    assert dict(zip(names, known.first, strict=True)) == {
        one["name"]: one["first_preferences"] for one in expected["candidates"]
    }
    assert dict(zip(names, known.marked, strict=True)) == {
        one["name"]: one["second_preferences_all"] for one in expected["candidates"]
    }
    record = desk.count(reading, rule="sv").record
    derived = expected["derived_by_us"]
    assert record.totals["valid"] == derived["sum_over_wards_valid_first"]
    assert sum(record.unused.values()) == sum(derived["second_preference_unused"].values())
    assert record.totals["rejected"] == sum(derived["rejected_first"].values())
    assert record.awaiting is not None  # these figures tell no second preferences counted


def of(tmp_path: Path, text: str) -> hs.Reading:
    path = tmp_path / "wards.csv"
    path.write_text(text, "utf-8")
    return desk.read(path)


def test_the_example_is_read_and_areas_that_share_a_name_are_told_apart(tmp_path: Path) -> None:
    reading = of(tmp_path, EXAMPLE)
    assert [area.name for area in reading.contest.areas] == ["North", "South"]
    assert isinstance(reading.papers, Returns)
    assert reading.papers.statements[0].marked == {"ann-archer": 20, "bert-fry": 35, "cat-gray": 25}
    assert reading.papers.statements[1].unused == {"blank": 20, "over_marked": 0}
    shared = EXAMPLE.replace("Ambridge,South", "Felpersham,North")
    assert [area.name for area in of(tmp_path, shared).contest.areas] == [
        "Ambridge, North",
        "Felpersham, North",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("Ambridge,South", "Ambridge,North"), "a ward is there twice"),
        (("Ambridge,South", "Ambridge,"), "a row names no ward"),
        (("South,20", "South,"), "a ward lacks first preferences"),
        (("South,20", "South,-4"), "negative|whole number"),
        (("rej1_unmarked", "rej1_smudged"), "unknown column"),
        (("second_Cat Gray", "second_Kat Gray"), "unknown candidate"),
        (("rej1_too_many", "first_Ann Archer"), "twice"),
    ],
)
def test_rows_that_cannot_be_read_are_refused_with_their_line(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message) as refused:
        of(tmp_path, EXAMPLE.replace(*change))
    assert "wards.csv:" in refused.value.where


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no ward"):
        of(tmp_path, EXAMPLE.splitlines()[0] + "\n")
