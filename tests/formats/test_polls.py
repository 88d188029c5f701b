"""Polls are read from a table and from JSON: people found by name, shares made whole, nonsense refused."""

from __future__ import annotations

import json
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.formats import _polls
from hustings.formats._poll_people import UNDECIDED, found, special
from hustings.formats._poll_shares import HIGHEST, LOWEST, made_whole
from hustings.mechanics.forecast import draw
from hustings.mechanics.forecast_priors import Settings
from hustings.polls import NOBODY, OTHERS, Polls

HEAD = "poll,pollster,from,to,sample,question,supporters_of,candidate,percent,respondents\n"
FIRST = """\
May,House,2026-05-01,2026-05-04,"1,000",first,,Ann Archer,42,
,,,,,first,,Bert Fry,33%,
,,,,,first,,Cat Gray,20,
,,,,,first,,Other,5,
"""


def _read(folder: Path, rows: str, head: str = HEAD) -> Polls:
    path = folder / "polls.csv"
    path.write_text(head + rows)
    return _polls.read(path)


def test_a_table_is_read(tmp_path: Path) -> None:
    more = "".join(f",,,,,final,Cat Gray,{who},{share},{base}\n" for who, share, base in (
        ("Archer", 60, 150), ("Bert Fry", 20, ""), ("Don\N{RIGHT SINGLE QUOTATION MARK}t know", 20, "")
    ))  # fmt: skip
    polls = _read(tmp_path, FIRST + more)
    (poll,) = polls.polls
    assert polls.people == ("ann-archer", "bert-fry", "cat-gray")
    assert poll.first == {
        "ann-archer": Fraction(42, 100),
        "bert-fry": Fraction(33, 100),
        "cat-gray": Fraction(20, 100),
        OTHERS: Fraction(5, 100),
    }
    assert (poll.start, poll.end, poll.base) == ("2026-05-01", "2026-05-04", 1000)
    (final,) = poll.finals
    assert final.pair == ("ann-archer", "bert-fry") and not final.shares
    assert final.by_first["cat-gray"].shares == {"ann-archer": Fraction(3, 4), "bert-fry": Fraction(1, 4)}
    assert final.by_first["cat-gray"].base == 150 == poll.group_base("cat-gray")
    assert poll.group_base(OTHERS) == 50 and poll.step == Fraction(1, 100)
    finer = _read(tmp_path, FIRST.replace(",42,", ",42.5,").replace("33%", "32.5%"))
    assert finer.polls[0].step == Fraction(1, 1000)
    assert any("20% who name nobody are left out" in note.words for note in polls.notes)


def test_the_example_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, _polls.EXAMPLE, head="").polls[0].name == "May"


def test_second_preferences_and_several_finals_are_read(tmp_path: Path) -> None:
    more = """\
,,,,,second,Cat Gray,Ann Archer,30,90
,,,,,second,Cat Gray,none,50,
,,,,,second,Cat Gray,Bert Fry,20,
,,,,,final Ann v Bert,,Ann Archer,55,
,,,,,final Ann v Bert,,Bert Fry,45,
,,,,,final Ann v Cat,,Ann Archer,48,
,,,,,final Ann v Cat,,Cat Gray,52,
"""
    (poll,) = _read(tmp_path, FIRST + more).polls
    assert poll.seconds["cat-gray"].shares[NOBODY] == Fraction(1, 2)
    assert poll.group_base("cat-gray") == 90
    assert [one.pair for one in poll.finals] == [("ann-archer", "bert-fry"), ("ann-archer", "cat-gray")]
    assert poll.finals[1].shares["cat-gray"] == Fraction(52, 100)


def test_who_names_nobody_is_left_out_of_shares_and_sample(tmp_path: Path) -> None:
    rows = FIRST.replace(",42,", ",22,") + ",,,,,first,,would not vote,20,\n"
    polls = _read(tmp_path, rows)
    assert polls.polls[0].base == 800
    assert polls.polls[0].first["ann-archer"] == Fraction(22, 80)
    # Printed beside shares that add up without them, they take nothing away.
    beside = _read(tmp_path, FIRST + ",,,,,first,,don't know,25,\n")
    assert beside.polls[0].first["ann-archer"] == Fraction(42, 100)


def test_respondents_go_before_the_sample(tmp_path: Path) -> None:
    rows = FIRST.replace("42,", "42,330").replace("33%,", "33%,260").replace("20,\n", "20,160\n")
    assert _read(tmp_path, rows.replace("5,\n", "5,36\n")).polls[0].base == 786


def test_shares_are_made_whole_with_a_note(tmp_path: Path) -> None:
    polls = _read(tmp_path, FIRST.replace(",42,", ",41,"))
    assert sum(polls.polls[0].first.values()) == 1
    (note,) = (one for one in polls.notes if "add up to" in one.words)
    assert "99%" in note.words and note.level == "note"
    far = _read(tmp_path, FIRST.replace(",42,", ",30,"))
    (note,) = (one for one in far.notes if "add up to" in one.words)
    assert "88%" in note.words and note.level == "warning"


def test_polls_of_other_lists_of_people(tmp_path: Path) -> None:
    later = FIRST.replace("May,House", "June,House").replace(
        "Cat Gray", "C\N{LATIN SMALL LETTER A WITH ACUTE}t Gray"
    )
    polls = _read(tmp_path, FIRST + later + ",,,,,first,,Dan Hill,0,\n")
    assert polls.people == ("ann-archer", "bert-fry", "cat-gray", "dan-hill")
    assert "dan-hill" not in polls.polls[0].first


def test_facts_stand_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "contest.toml").write_text(
        'title = "Mayor of Ambridge"\ndate = 2026-05-07\n'
        '[[candidate]]\nname = "Anna Ann ARCHER"\nparty = "Labour"\n[[candidate]]\nname = "Bert FRY"\n'
        '[[candidate]]\nname = "Cat GRAY"\n[[candidate]]\nname = "Zoe Last"\n'
    )
    polls = _read(tmp_path, FIRST)
    assert polls.contest.date == "2026-05-07" and polls.people == ("anna-ann-archer", "bert-fry", "cat-gray")
    assert any("Zoe Last" in note.words and note.level == "warning" for note in polls.notes)


BAD: dict[str, tuple[str, str]] = {
    "over 100": (FIRST.replace(",42,", ",142,"), "more than 100%"),
    "negative": (FIRST.replace(",42,", ",-2,"), "less than nothing"),
    "words": (FIRST.replace(",42,", ",many,"), "not a share"),
    "sum": (FIRST.replace(",42,", ",12,"), "do not add up"),
    "sum above": (FIRST.replace(",42,", ",60,"), "do not add up"),
    "unknown in a cross-break": (
        FIRST + ",,,,,final,Zoe,Ann Archer,50,\n,,,,,final,Zoe,Bert Fry,50,\n",
        "unknown candidate",
    ),
    "unknown finalist": (FIRST + ",,,,,final,,Zoe,50,\n,,,,,final,,Ann Archer,50,\n", "unknown candidate"),
    "no sample": (FIRST.replace('"1,000"', ""), "tells no sample"),
    "sample of none": (FIRST.replace('"1,000"', "0"), "not a number of people"),
    "no date": (FIRST.replace("2026-05-04", "May"), "not a date"),
    "dates": (FIRST.replace("2026-05-01", "2026-05-11"), "ends before it begins"),
    "same name": (FIRST + FIRST.replace("House", "Other"), "same name"),
    "same rows": (FIRST + FIRST, "there twice"),
    "nobody": (FIRST + ",,,,,first,,,0,\n", "names nobody"),
    "question": (FIRST + ",,,,,third,,Ann Archer,5,\n", "unknown question"),
    "final of three": (
        FIRST + "".join(f",,,,,final,,{who},33,\n" for who in ("Ann Archer", "Bert Fry", "Cat Gray")),
        "between two people",
    ),
    "first in a group": (FIRST + ",,,,,first,Ann Archer,Bert Fry,5,\n", "asked of everybody"),
    "no first": ("May,House,,2026-05-04,100,final,,Ann Archer,5,\n", "no first preferences"),
    "no poll": (",House,,2026-05-04,100,first,,Ann Archer,5,\n", "names no poll"),
    "none as first": (FIRST.replace("Other", "none"), "first preference for nobody"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    rows, words = BAD[name]
    with pytest.raises(InputError, match=words) as refused:
        _read(tmp_path, rows)
    assert refused.value.where.startswith(("polls.csv:", "May")) and refused.value.expected


def test_columns_and_effective_samples_are_checked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown column"):
        _read(tmp_path, FIRST, HEAD.replace("respondents", "respondent"))
    with pytest.raises(InputError, match="larger than the sample"):
        _read(
            tmp_path,
            "May,House,2026-05-04,100,200,first,Ann Archer,60\n,,,,,first,Bert Fry,40\n",
            "poll,pollster,to,sample,effective,question,candidate,percent\n",
        )
    with pytest.raises(InputError, match="empty"):
        _read(tmp_path, "", "")
    with pytest.raises(InputError, match="there is no poll"):
        _read(tmp_path, "")


def test_two_people_of_one_surname_must_be_told_apart() -> None:
    names = {"a": "Ann Gray", "b": "Bert Gray"}
    with pytest.raises(InputError, match="two candidates answer"):
        found("Gray", names, where="polls.csv:2")
    assert found("Ann Gray", {"a": "Ann Gray", "b": "Ann Mary Gray"}, where="") == "a"
    assert found("ANN M\N{LATIN SMALL LETTER A WITH ACUTE}ry gray", names, where="") == "a"


@pytest.mark.parametrize(("total", "taken"), [(79, False), (80, True), (110, True), (111, False)])
def test_how_far_from_100_shares_may_be(total: int, taken: bool) -> None:
    table = {"a": Fraction(50), "b": Fraction(total - 50)}
    if taken:
        assert sum(made_whole(table, "first", where="")[0].values()) == 1
        return
    with pytest.raises(InputError, match="do not add up"):
        made_whole(table, "first", where="")


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60), min_size=2))
def test_made_whole_adds_to_one_or_refuses(shares: dict[str, int]) -> None:
    total = sum(shares.values())
    table = {id: Fraction(share) for id, share in shares.items()}
    if LOWEST <= total <= HIGHEST:
        made, undecided, notes = made_whole(table, "first", where="")
        assert sum(made.values()) == 1 and undecided == 0 and bool(notes) == (total != 100)
        assert all(made[id] * total == share for id, share in table.items())
    else:
        with pytest.raises(InputError):
            made_whole(table, "first", where="")


# -- JSON -------------------------------------------------------------------------------------------------

JSON: dict[str, Any] = {
    "pollster": "House",
    "fieldwork": ["2026-05-01", "2026-05-04"],
    "sample": 1000,
    "round1_percent": {"Ann Archer": 42, "Bert Fry": 33, "Cat Gray": 20, "other": 5},
    "round2_percent": {"Ann Archer": 55, "Bert Fry": 45},
    "round2_by_first_choice_percent": {
        "Cat Gray": {"Archer": 70, "Fry": 30},
        "other": {"Archer": 0, "Fry": 0},
    },
    "first_choice_respondents_weighted": {
        "Ann Archer": 300,
        "Bert Fry": 250,
        "Cat Gray": 150,
        "don't know": 200,
    },
}


def _json(folder: Path, **changed: Any) -> Polls:
    path = folder / "poll.json"
    held = {key: value for key, value in {**JSON, **changed}.items() if value is not None}
    path.write_text(json.dumps(held))
    return _polls.read(path)


def test_json_is_read(tmp_path: Path) -> None:
    (poll,) = _json(tmp_path).polls
    assert poll.base == 700 and poll.end == "2026-05-04" and poll.name == "House, 2026-05-04"
    assert poll.finals[0].by_first["cat-gray"].shares["ann-archer"] == Fraction(7, 10)
    assert OTHERS not in poll.finals[0].by_first  # nobody of theirs was asked
    assert _json(tmp_path, first_choice_respondents_weighted=None).polls[0].base == 1000
    pairs = {"a": {"Ann Archer": 55, "Bert Fry": 45}, "b": {"Ann Archer": 51, "Cat Gray": 49}}
    several = _json(tmp_path, round2_percent=pairs, round2_by_first_choice_percent=None).polls[0]
    assert [one.pair[1] for one in several.finals] == ["bert-fry", "cat-gray"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"round1_percent": None}, "no first preferences"),
        ({"fieldwork": None}, "no fieldwork"),
        ({"fieldwork": ["4 May"]}, "not a date"),
        ({"fieldwork": ["2026-05-05", "2026-05-04"]}, "ends before"),
        ({"round1_percent": {"Ann Archer": 150}}, "more than 100%"),
        ({"round1_percent": [1, 2]}, "no table"),
        ({"sample": None, "first_choice_respondents_weighted": None}, "tells no sample"),
        ({"round2_by_first_choice_percent": {"Zoe": {"Archer": 1, "Fry": 99}}}, "unknown candidate"),
        ({"round2_by_first_choice_percent": {"Cat Gray": {"Zoe": 1, "Fry": 99}}}, "unknown candidate"),
    ],
)
def test_json_that_cannot_be_is_refused(tmp_path: Path, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        _json(tmp_path, **changed)


def test_words_that_name_nobody_are_known() -> None:
    for text in ("Other", "Some other candidate", "all others", "Another party", "Others (2)"):
        assert special(text) == OTHERS, text
    for text in ("Don't know", "DONT KNOW", "Would not vote / refused", "Won't vote", "None of these"):
        assert special(text) == UNDECIDED, text
    assert special("none") == special("No second preference") == NOBODY
    for text in ("Ann Other", "Otherwell Ann", "Noah None", "Nobody Special", ""):
        assert special(text) == "", text


def test_json_may_leave_tables_empty(tmp_path: Path) -> None:
    path = tmp_path / "poll.json"
    path.write_text(json.dumps(JSON | {"round2_percent": None, "round2_by_first_choice_percent": None}))
    assert _polls.read(path).polls[0].finals == ()


def test_broken_json_is_refused(tmp_path: Path) -> None:
    for text, words in (("{", "not JSON"), ("[1]", "no object")):
        (tmp_path / "poll.json").write_text(text)
        with pytest.raises(InputError, match=words):
            _polls.read(tmp_path / "poll.json")


def test_the_poll_of_november_2020(data: Path) -> None:
    """YouGov for QMUL, as typed in the folder's expected.json: 635 of 1,048 people named somebody."""
    polls = _polls.read(data / "sv-polls/yougov-qmul-london-nov-2020/expected.json")
    (poll,) = polls.polls
    assert poll.base == 183 + 324 + 31 + 60 + 9 + 12 + 16
    assert poll.first["sadiq-khan"] == Fraction(51, 99)
    assert poll.finals[0].by_first["sian-berry"].shares["sadiq-khan"] == Fraction(94, 100)


# -- Anything at all ----------------------------------------------------------------------------------------

WORDS = ("none", "others", "don't know", "first", "second", "final", "final x", "Ann Archer", "Cat Gray")
FIGURES = ("", "0", "50", "100", "-1", "1e9", "nan", "=1+1", "%", "a\nb", "2026-05-04", "2026-13-01")
CELLS = st.sampled_from((*WORDS, *FIGURES))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8), CELLS), min_size=1, max_size=4))
def test_a_table_is_read_or_refused(changes: list[tuple[int, int, str]]) -> None:
    rows = [line.split(",") for line in _polls.EXAMPLE.strip().split("\n")]
    for line, column, cell in changes:
        rows[line][column] = f'"{cell}"'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "polls.csv"
        path.write_text("\n".join(map(",".join, rows)) + "\n")
        _read_and_draw(path)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 200)
    | st.floats(0, 150, allow_nan=False)
    | st.sampled_from(["", "5", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Ann Archer", "Bert Fry", "other", "Zoe", ""]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(JSON)), VALUES, min_size=1, max_size=2))
def test_json_is_read_or_refused(changes: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "poll.json"
        path.write_text(json.dumps(JSON | changes))
        _read_and_draw(path)


def _read_and_draw(path: Path) -> None:
    """Whatever is read can be drawn from, whatever cannot is refused with words."""
    try:
        polls = _polls.read(path)
        draws = draw(polls, day="", settings=Settings(), number=20, seed=1)
    except InputError as error:
        assert error.message and (error.found or error.expected)
    else:
        assert np.isfinite(draws.first).all() and np.isfinite(draws.final).all()
