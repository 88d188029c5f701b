"""Elections of the past: polls and results find each other, people are the same, what differs is said."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hustings.errors import InputError
from hustings.formats import _past_polls
from hustings.polls import OTHERS, Past

TABLE = """\
poll,pollster,to,sample,question,candidate,percent
May,House,2026-05-04,1000,first,Ann Archer,42
,,,,first,Bert Fry,33
,,,,first,Cat Gray,20
,,,,first,others,5
"""
RESULT = """\
candidate,first_preferences,second_preferences_counted,total
Ann Mary ARCHER,500,20,520
BERT FRY,400,130,530
Cat GRAY,280,,
Dan Hill,20,,
"""


def _tables(folder: Path, table: str = TABLE, result: str = RESULT) -> Past:
    folder.mkdir(exist_ok=True)
    (folder / "polls.csv").write_text(table)
    (folder / "results.csv").write_text(result)
    (one,) = _past_polls.read(folder)
    return one


def _json(folder: Path, **changed: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    poll = {
        "pollster": "House",
        "fieldwork": ["2026-05-01", "2026-05-04"],
        "sample": 1000,
        "round1_percent": {"Ann Archer": 42, "Bert Fry": 33, "Cat Gray": 20, "other": 5},
        "declared_result": "some/where/results/ambridge",
    } | changed
    (folder / "expected.json").write_text(json.dumps(poll))
    return folder / "expected.json"


def _json_result(folder: Path, **changed: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    people = [
        {"name": "Ann Archer", "first_preferences": 500, "total_after_second_count": 520},
        {"name": "Bert Fry", "first_preferences": 400, "total_after_second_count": 530},
        {"name": "Cat Gray", "first_preferences": 300},
    ]
    result = {
        "contest": "Mayor of Ambridge",
        "date": "2026-05-07",
        "candidates": people,
        "outcome": {"elected": "Bert Fry"},
    }
    (folder / "expected.json").write_text(json.dumps(result | changed))


def test_a_result_beside_a_table_of_polls(tmp_path: Path) -> None:
    past = _tables(tmp_path)
    assert past.first == {
        "ann-archer": Fraction(500, 1200),
        "bert-fry": Fraction(400, 1200),
        "cat-gray": Fraction(280, 1200),
        OTHERS: Fraction(20, 1200),
    }
    assert past.elected == "bert-fry" and past.pair == ("ann-archer", "bert-fry")
    assert past.final == {"ann-archer": Fraction(520, 1050), "bert-fry": Fraction(530, 1050)}
    assert past.exhausted == Fraction(150, 300)


def test_who_did_not_stand_is_left_out_of_the_polls(tmp_path: Path) -> None:
    past = _tables(tmp_path, result=RESULT.replace("Cat GRAY", "Eve Gold"))
    assert past.polls.people == ("ann-archer", "bert-fry") and sum(past.polls.polls[0].first.values()) == 1
    assert past.polls.polls[0].first["ann-archer"] == Fraction(42, 80)
    assert any("Cat Gray did not stand" in note.words for note in past.polls.notes)
    assert past.first[OTHERS] == Fraction(300, 1200)


def test_an_outright_result_has_no_second_count(tmp_path: Path) -> None:
    result = "candidate,first_preferences\nAnn Archer,700\nBert Fry,400\nCat Gray,50\n"
    past = _tables(tmp_path, result=result)
    assert past.elected == "ann-archer" and not past.final and past.exhausted is None


def test_somebody_whom_no_poll_named_may_have_been_elected(tmp_path: Path) -> None:
    past = _tables(
        tmp_path,
        result="candidate,first_preferences,total\nAnn Archer,500,520\nBert Fry,400,\nDan Hill,900,1000\n",
    )
    assert past.elected == OTHERS and past.pair == (OTHERS, "ann-archer") and not past.final


def test_json_names_the_folder_of_its_result(tmp_path: Path) -> None:
    _json(tmp_path / "polls/first")
    _json(tmp_path / "polls/second", pollster="Other House", fieldwork="2026-05-05")
    _json_result(tmp_path / "results/ambridge")
    (past,) = _past_polls.read(tmp_path / "polls")
    assert past.name == "Mayor of Ambridge" and past.polls.contest.date == "2026-05-07"
    assert [one.name for one in past.polls.polls] == ["House, 2026-05-04", "Other House, 2026-05-05"]
    assert past.elected == "bert-fry"
    # The whole tree holds the result too, which is no poll.
    assert _past_polls.read(tmp_path) == (past,)


def test_a_bundled_election_is_found_by_its_name(tmp_path: Path) -> None:
    people = {"Lutfur Rahman": 40, "John Biggs": 38, "Christopher Wilford": 12, "other": 10}
    path = _json(
        tmp_path, round1_percent=people, declared_result="tower-hamlets-2014", fieldwork="2014-05-01"
    )
    (past,) = _past_polls.read(path)
    assert past.elected == "lutfur-rahman" and past.polls.contest.date == "2014-05-22"
    assert past.final["lutfur-rahman"] == Fraction(37395, 37395 + 34143)


def test_figures_by_ward_are_a_result(tmp_path: Path, data: Path) -> None:
    """London 2016: 1,148,716 of 2,596,961 first preferences for Khan; 292,204 of 538,490 papers exhausted."""
    people = {"Sadiq Khan": 45, "Zac Goldsmith": 36, "Sian Berry": 6, "other": 13}
    where = data / "sv/london-2016-wards"
    path = _json(tmp_path, round1_percent=people, declared_result=str(where), fieldwork="2016-05-04")
    (past,) = _past_polls.read(path)
    assert past.first["sadiq-khan"] == Fraction(1_148_716, 2_596_961)
    assert past.elected == "sadiq-khan" and past.exhausted == Fraction(292_204, 538_490)
    path = _json(
        tmp_path, round1_percent=people, declared_result=str(where / "wards.csv"), fieldwork="2016-05-04"
    )
    (by_ward,) = _past_polls.read(path)
    assert by_ward.first == past.first and by_ward.elected == "sadiq-khan" and not by_ward.final


def test_what_is_no_past_election_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no polls here"):
        _past_polls.read(tmp_path)
    with pytest.raises(InputError, match="no polls here"):
        _past_polls.read(tmp_path / "nowhere")
    path = _json(tmp_path / "polls")
    with pytest.raises(InputError, match="result after these polls is not found"):
        _past_polls.read(path)
    alone = _json(tmp_path / "alone", declared_result=None)
    with pytest.raises(InputError, match="result after these polls is not found"):
        _past_polls.read(alone)
    _json_result(tmp_path / "results/ambridge", candidates=[{"name": "Ann Archer"}])
    with pytest.raises(InputError, match="this is no result"):
        _past_polls.read(path)
    below = [{"name": "Ann Archer", "first_preferences": 5}, {"name": "Bert Fry", "first_preferences": -2}]
    same = [{"name": "Ann Archer", "first_preferences": 5}, {"name": "Ann Archer", "first_preferences": 2}]
    for people in (below, same, []):
        _json_result(tmp_path / "results/ambridge", candidates=people)
        with pytest.raises(InputError, match="this is no result"):
            _past_polls.read(path)
    _json_result(tmp_path / "results/ambridge", candidates="nobody")
    with pytest.raises(InputError, match="this is no result"):
        _past_polls.read(path)


def test_people_of_another_election_are_refused(tmp_path: Path) -> None:
    other = RESULT.replace("Ann Mary ARCHER", "Zoe One").replace("Cat GRAY", "Zack Two")
    with pytest.raises(InputError, match="do not name the same people"):
        _tables(tmp_path, result=other)


def test_london_2021_after_the_poll_of_november(data: Path) -> None:
    """347,722 of 624,585 eliminated papers named neither; the declaration's figures."""
    (past, *more) = _past_polls.read(data / "sv-polls")
    assert not more and past.elected == "sadiq-khan" and past.polls.contest.date == "2021-05-06"
    assert past.exhausted == Fraction(347_722, 624_585)
    assert past.final["sadiq-khan"] == Fraction(1_206_034, 1_206_034 + 977_601)
    assert past.first["sian-berry"] == Fraction(197_976, 2_531_357)
