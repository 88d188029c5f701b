"""Pairwise tables: rows over columns, what is refused and on which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Candidate, Contest
from hustings.duels import Duels
from hustings.errors import InputError
from hustings.formats.pairwise import FORMAT
from ranked_papers import IDS, NAMES, read

TABLE = "row_over_column,Ann,Bert,Cat\nAnn,0,5,6\nBert,4,,7\nCat,3,2,-\n"


def test_rows_stand_over_columns() -> None:
    duels = read(FORMAT, TABLE).papers
    assert duels == Duels(candidates=("ann", "bert", "cat"), wins=((0, 5, 6), (4, 0, 7), (3, 2, 0)))
    assert read(FORMAT, TABLE + "papers,9,,\n").papers == Duels(
        candidates=("ann", "bert", "cat"), wins=((0, 5, 6), (4, 0, 7), (3, 2, 0)), papers=9
    )


def test_rows_and_columns_in_any_order() -> None:
    contest = Contest(
        title="x", candidates=tuple(Candidate(id=one[0].lower(), name=one) for one in ("Cat", "Ann", "Bert"))
    )
    mixed = "Row over column;Bert;Ann;Cat\nCat;2;3;0\nAnn;5;0;6\n\nBert;0;4;7\n"
    assert read(FORMAT, mixed, contest).papers == Duels(
        candidates=("c", "a", "b"), wins=((0, 3, 2), (6, 0, 5), (7, 4, 0))
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (TABLE.replace("row_over_column", "column_over_row"), 1, "which way it goes"),
        (TABLE.replace("row_over_column", ""), 1, "which way it goes"),
        (TABLE.replace("Cat,3,2,-\n", ""), 3, "missing in the table"),
        (TABLE.replace("Cat\nAnn", "Cat,Dan\nAnn"), 4, "missing in the table"),
        (TABLE + "Dan,1,1,1\n", 5, "unknown candidate"),
        (TABLE + "Ann,0,1,1\n", 5, "stands twice"),
        (TABLE.replace("Bert,4,,7", "Bert,4,1,7"), 3, "above themselves"),
        (TABLE.replace("Bert,4,,7", "Bert,,0,7"), 3, "whole number"),
        (TABLE.replace("Bert,4,,7", "Bert,-4,0,7"), 3, "negative"),
        (TABLE.replace("Bert,4,,7", "Bert,4,0"), 3, "whole number"),
        (TABLE.replace("Bert,4,,7", "Bert,4,0,7,8"), 3, "a column has no name"),
        (TABLE.replace("Bert,Cat\n", "Bert,\n"), 1, "a column has no name"),
        (TABLE + "papers,8\n", 2, "more papers are in a duel"),
        (TABLE + "papers,\n", 5, "not said once"),
        (TABLE + "papers,9\npapers,9\n", 6, "not said once"),
        (TABLE + 'papers,"9\n', 5, "not written as CSV"),
        ("row_over_column\n", 1, "no rows"),
        ("row_over_column\nAnn\n", 1, "nobody is named"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(FORMAT, text)
    assert error.value.where == f"v:{line}"
    assert error.value.found and error.value.expected


@given(st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=4, max_size=4))
def test_tables_come_back_as_they_were_written(rows: list[list[int]]) -> None:
    wins = tuple(
        tuple(0 if one == at else figure for one, figure in enumerate(row)) for at, row in enumerate(rows)
    )
    lines = [",".join([name, *map(str, row)]) for name, row in zip(NAMES, wins, strict=True)]
    text = "\n".join([",".join(["row_over_column", *NAMES]), *lines, "papers,100"])
    assert read(FORMAT, text).papers == Duels(candidates=IDS, wins=wins, papers=100)


@given(st.text(alphabet='AB01259.,;-"\n\té', max_size=60), st.booleans())
def test_nothing_but_a_complaint_comes_of_any_text(text: str, whole: bool) -> None:
    try:
        read(FORMAT, f"row_over_column,A,B\n{text}" if whole else text)
    except InputError as error:
        assert error.where
