"""Ranks: what the columns and cells say, what is refused and on which line, and that nothing is lost."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Area, Candidate, Contest
from hustings.errors import InputError
from hustings.formats.ranks import FORMAT
from hustings.profile import Pile, Profile
from ranked_papers import IDS, NAMES, Ranking, expected, in_turn, one_by_one, papers, read, votes

ABC = Contest(
    title="Ambridge",
    candidates=tuple(
        Candidate(id=id, name=name) for id, name in zip("cab", ("Cat Gray", "Ann", "Bert"), strict=True)
    ),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)


def test_every_meaning_of_a_cell() -> None:
    rows = (
        "Ann,Bert,Cat Gray", "b,,A", ",,", ",Ann,", "Ann,Ann,Bert", "!!,Ann,", "Overvote,b,!!", "Bert=Ann,c,",
        "Ann | Cat  gray,skipped,b", "-,undervote,SKIPPED",
    )  # fmt: skip
    assert votes(read(FORMAT, "rank1,rank2,rank3\n" + "\n".join(rows), ABC)) == {
        ("a", "b", "c"): 1,
        ("b", "-", "a"): 1,
        (): 2,
        ("-", "a"): 1,
        ("a", "a", "b"): 1,
        ("!!", "a"): 1,
        ("!!", "b", "!!"): 1,
        ("a=b", "c"): 1,
        ("c=a", "-", "b"): 1,
    }


@pytest.mark.parametrize(
    "header",
    [
        "rank1,rank2,rank3", "Rank 1,Rank 2,Rank 3", "choice_1,choice_2,choice_3", "1,2,3", "1st,2nd,3rd",
        "1st choice,2nd choice,3rd choice", "first,second,third", "First Choice,Second Choice,Third Choice",
        "preference-1,preference-2,preference-3", "pref.1,pref.2,pref.3", '"rank1","rank2","rank3"',
    ],
)  # fmt: skip
def test_the_names_of_columns(header: str) -> None:
    text = f"{header}\nAnn,Bert,\n"
    assert FORMAT.sniff(text.encode())
    assert votes(read(FORMAT, text, ABC)) == {("a", "b"): 1}


def test_areas_counts_and_ids_in_any_order() -> None:
    text = (
        "rank2,weight,ballot id,rank1,Precinct\n"
        'Bert,"1,200",x1,Ann,n\n,3,x2,Cat Gray,south\nBert,1,x3,Ann,North\n'
    )
    reading = read(FORMAT, text, ABC, in_order=False)
    assert isinstance(reading.papers, Profile)
    assert reading.papers.piles == (
        Pile(area="n", vote=("a", "b"), papers=1201),
        Pile(area="s", vote=("c",), papers=3),
    )
    first = "ballot_id;rank1;rank2\n01;Ann;Bert\n02;Ann;Bert\n"
    assert votes(read(FORMAT, first, ABC)) == {("a", "b"): 2}
    assert in_turn(read(FORMAT, "id,rank1\n1,Bert\n2,Ann\n3,Bert\n", ABC, in_order=True)) == [
        ("b",),
        ("a",),
        ("b",),
    ]


def test_candidates_and_areas_are_those_the_file_names() -> None:
    reading = read(FORMAT, "rank1,rank2,area\nBert,Ann|CAT,West\nANN,!!,East\n")
    assert [one.name for one in reading.contest.candidates] == ["ANN", "Bert", "CAT"]
    assert [one.name for one in reading.contest.areas] == ["East", "West"]
    assert any("order of the ballot paper is not known" in note.words for note in reading.notes)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("rank1,rank3\nAnn,Bert\n", 1, "the column of rank 2 is missing"),
        ("rank2\nAnn\n", 1, "the column of rank 1 is missing"),
        ("area\nnorth\n", 1, "the column of rank 1 is missing"),
        ("rank1,1\nAnn,Bert\n", 1, "mean the same"),
        ("rank1,weight,papers\nAnn,1,1\n", 1, "mean the same"),
        ("rank1,rank2,colour\nAnn,,\n", 1, "unknown column"),
        ("rank1,rank2\nAnn,Bert\nAnn,Brt\n", 3, "unknown candidate"),
        ("rank1,rank2\nAnn,Bert\nAnn,Bert=\n", 3, "unknown candidate"),
        ("rank1,rank2\nAnn,Bert\nBert,Ann=ann\n", 3, "twice in one rank"),
        ("rank1,rank2\nAnn,Bert\nAnn\n", 3, "too few cells"),
        ("rank1,rank2\nAnn,Bert\nAnn,Bert,\n", 3, "too many cells"),
        ("rank1,papers\nAnn,1\nBert,1.5\n", 3, "negative or fractional"),
        ("rank1,papers\nAnn,1\nBert,-1\n", 3, "negative or fractional"),
        ("rank1,area\nAnn,North\nBert,Nrth\n", 3, "unknown area"),
        ("id,rank1\n1,Ann\n1,Bert\n", 3, "two papers have one id"),
        ("rank1,id\nAnn,1\nBert,\n", 3, "a paper has no id"),
        ('rank1,rank2\nAnn,Bert\n"Ann"x,Bert\n', 3, "not written as CSV"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(FORMAT, text, ABC)
    assert error.value.where == f"v:{line}"
    assert error.value.found and error.value.expected and error.value.hint


def test_text_that_is_not_utf8_and_names_that_are_signs() -> None:
    with pytest.raises(InputError, match="not UTF-8") as error:
        read(FORMAT, b"rank1,rank2\nAnn,Bert\nAnn,Si\xe2n\n", ABC)
    assert error.value.where == "v:3"
    contest = Contest(title="x", candidates=(Candidate(id="s", name="Skipped"),))
    with pytest.raises(InputError, match="a sign of this format"):
        read(FORMAT, "rank1,rank2\nSkipped,\n", contest)
    with pytest.raises(InputError, match="nobody is named"):
        read(FORMAT, "rank1,rank2\n,\n")


def written(rows: list[tuple[Ranking, int]], sign: str, quote: str = "") -> str:
    lines = ["papers,rank5,rank1,rank2,rank3,rank4"]
    for ranking, number in rows:
        cells = [quote + sign.join(NAMES[IDS.index(id)] for id in place) + quote for place in ranking]
        cells += [""] * (5 - len(cells))
        lines.append(",".join([str(number), cells[4], *cells[:4]]))
    return "\n".join([*lines, ""])


@given(papers, st.sampled_from("=|"), st.sampled_from(["", '"']), st.randoms(use_true_random=False))
def test_papers_come_back_as_they_were_written(
    rows: list[tuple[Ranking, int]], sign: str, quote: str, random: Random
) -> None:
    contest = Contest(
        title="x", candidates=tuple(Candidate(id=id, name=name) for id, name in zip(IDS, NAMES, strict=True))
    )
    reading = read(FORMAT, written(rows, sign, quote), contest, in_order=True)
    assert votes(reading) == expected(rows)
    assert in_turn(reading) == one_by_one(rows)
    half = len(rows) // 2
    parts = [read(FORMAT, written(part, sign, quote), contest).papers for part in (rows[:half], rows[half:])]
    shuffled = list(rows)
    random.shuffle(shuffled)
    whole = read(FORMAT, written(shuffled, sign, quote), contest).papers
    assert isinstance(parts[0], Profile) and isinstance(parts[1], Profile)
    assert parts[0] + parts[1] == whole


@given(st.text(alphabet='Anrk12,;=|!-"\n\té\x00', max_size=60), st.booleans())
def test_nothing_but_a_complaint_comes_of_any_text(text: str, whole: bool) -> None:
    try:
        read(FORMAT, f"rank1,rank2\n{text}" if whole else text, in_order=True)
    except InputError as error:
        assert error.where


def test_a_header_without_end() -> None:
    with pytest.raises(InputError, match="too long to be one") as error:
        read(FORMAT, ",".join(f"rank{one}" for one in range(1, 9999)) + "\n")
    assert error.value.where == "v:1"


def test_a_long_cell_takes_no_time() -> None:
    with pytest.raises(InputError, match="unknown candidate"):
        read(FORMAT, f"rank1,rank2\nAnn,Bert{' ' * 200_000}x\n", ABC)
