"""BLT: what each dialect says, what is refused and on which line, and that nothing is lost."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.formats.blt import FORMAT
from hustings.profile import Profile
from ranked_papers import (
    IDS,
    NAMES,
    Ranking,
    expected,
    in_turn,
    numbers,
    one_by_one,
    papers,
    read,
    votes,
)

ENDING = '"Ann Archer"\n"Bert Fry"\n"Clara Hill"\n"Ambridge"\n'


def people(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.party) for one in read(FORMAT, text).contest.candidates]


def test_the_papers_of_a_file() -> None:
    reading = read(
        FORMAT, "3 2\n5 1 2 0\n2 2 - 1 0\n1 2=1 3 0\n4 0\n3 1 1 0\n2 1 2 - - 0\n1 - - 0\n0\n" + ENDING
    )
    a, b, c = IDS[:3]
    assert votes(reading) == {
        (a, b): 7,
        (b, "-", a): 2,
        (f"{a}={b}", c): 1,
        (): 5,
        (a, a): 3,
    }
    assert isinstance(reading.papers, Profile) and reading.papers.ballots == "rankings"
    assert (reading.contest.title, reading.contest.seats, reading.contest.ids) == ("Ambridge", 2, (a, b, c))
    assert not reading.notes


def test_comments_commas_empty_lines_and_line_endings_say_nothing() -> None:
    plain = "3 2\n5 1 2 0\n1 3 0\n0\n" + ENDING
    dressed = (
        "# by hand\n\n3 2 # candidates, seats\n\n 5  1 2 0 ,,\n1\t3 0 # one\n\n0 # the end\n"
        '"Ann Archer",\n\n"Bert Fry" # retired\n# a remark\n"Clara Hill"\n"Ambridge"\n\n'
    )
    for other in (dressed, plain.replace("\n", "\r\n"), plain.replace("\n", "\r"), "\ufeff" + plain):
        assert read(FORMAT, other).papers == read(FORMAT, plain).papers
        assert read(FORMAT, other).contest == read(FORMAT, plain).contest


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (['"Ann FRY"', '"Bert HILL"'], [("Ann FRY", ""), ("Bert HILL", "")]),
        (["Ann FRY", "Bert HILL"], [("Ann FRY", ""), ("Bert HILL", "")]),
        (['"Ann FRY" "Green"', '"Bert HILL" "Blue (B)"'], [("Ann FRY", "Green"), ("Bert HILL", "Blue (B)")]),
        (['"Ann FRY ""Green"""', '"Bert HILL ""Blue"" "'], [("Ann FRY", "Green"), ("Bert HILL", "Blue")]),
        (["Ann FRY   (Grn)", "Bert HILL(B (x))"], [("Ann FRY", "Grn"), ("Bert HILL", "B (x)")]),
        (
            ["# ALTERNATIVE NAME 2: Bert Hill (B)", "# ALTERNATIVE NAME 1: Ann Fry (G)"],
            [("Ann Fry", "G"), ("Bert Hill", "B")],
        ),
        # As in aberdeen_2012_ward11 and angus_2012_ward1: the party is before the name.
        (['"Grn ""Ann FRY"""', '"Ind ""Bert HILL"" "'], [("Ann FRY", "Grn"), ("Bert HILL", "Ind")]),
        (
            ['"Greens ""Ann Fry"""', '"Greens ""Bert Hill"""'],
            [("Ann Fry", "Greens"), ("Bert Hill", "Greens")],
        ),
        # As in aberdeenshire_2022_ward1: quoted twice.
        (
            ['""" Ann F RY"" "" Green"" "', '"""Bert HILL "" ""(Ind)"" "'],
            [("Ann F RY", "Green"), ("Bert HILL", "Ind")],
        ),
        # Nothing tells the party from the name: nothing is taken apart.
        (['"Ann (Annie) FRY"', '"Bert HILL"'], [("Ann (Annie) FRY", ""), ("Bert HILL", "")]),
        (["Ann (KJ)", "Bert Hill"], [("Ann (KJ)", ""), ("Bert Hill", "")]),
        (
            ['"Ann ""Green Leaf"""', '"Bert ""Blue Sky"""'],
            [('Ann "Green Leaf"', ""), ('Bert "Blue Sky"', "")],
        ),
        (["Fry, Ann", "Hill, Bert"], [("Fry, Ann", ""), ("Hill, Bert", "")]),
    ],
)
def test_names_and_parties(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert people("2 1\n1 1 0\n0\n" + "\n".join(lines) + "\nThe Ward\n") == found
    assert read(FORMAT, "2 1\n1 1 0\n0\n" + "\n".join(lines) + "\nThe Ward\n").contest.title == "The Ward"


def test_the_title_may_be_missing() -> None:
    assert people("2 1\n1 1 0\n0\n" + '"Ann"\n"Bert"\n') == [("Ann", ""), ("Bert", "")]
    assert read(FORMAT, '1 1\n1 1 0\n0\n"Ann"').contest.title == "Untitled contest"


def test_who_withdrew_is_passed_over() -> None:
    reading = read(FORMAT, "3 2\n-2\n5 1 2 3 0\n2 2 0\n1 2=1 3 0\n0\n" + ENDING)
    assert votes(reading) == {("ann-archer", "clara-hill"): 6, (): 2}
    assert reading.contest.ids == ("ann-archer", "clara-hill")
    assert [one.name for one in reading.contest.withdrawn] == ["Bert Fry"]
    assert "Bert Fry" in reading.notes[0].words and "on 8 papers" in reading.notes[0].words
    again = read(FORMAT, "3 2\n-2\n5 1 2 3 0\n2 2 0\n1 2=1 3 0\n0\n" + ENDING, reading.contest)
    assert (again.papers, again.contest) == (reading.papers, reading.contest)


def test_ids_of_papers_are_left_off() -> None:
    reading = read(FORMAT, "3 2\n(a 1) 1 1 2 0\n (b2) 1 1 2 0\n0\n" + ENDING)
    assert votes(reading) == {("ann-archer", "bert-fry"): 2}


def test_the_contest_names_the_candidates_and_the_seats() -> None:
    contest = Contest(
        title="Ward",
        seats=3,
        candidates=tuple(Candidate(id=one, name=name) for one, name in zip("cba", NAMES[2::-1], strict=True)),
    )
    reading = read(FORMAT, "3 2\n5 1 2 0\n0\n" + ENDING, contest)
    assert votes(reading) == {("a", "b"): 5}
    assert reading.contest == contest
    assert "the file says 2 to be elected" in reading.notes[0].words
    one = Contest(title="Ward", candidates=contest.candidates)
    assert read(FORMAT, "3 2\n5 1 2 0\n0\n" + ENDING, one).contest.seats == 2
    with pytest.raises(InputError, match="unknown candidate"):
        read(FORMAT, "3 2\n0\n" + ENDING.replace("Fry", "Frey"), contest)
    with pytest.raises(InputError, match="a candidate has no number"):
        read(FORMAT, '2 2\n0\n"Ann Archer"\n"Bert Fry"\n', contest)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "empty"),
        ("\n\n", 1, "the first line"),
        ("3\n", 1, "the first line"),
        ("3 2 1\n", 1, "the first line"),
        ("0 2\n0\n", 1, "nobody stands"),
        ("3 0\n0\n", 1, "nobody is to be elected"),
        ("3 2\n1 1 0\n", 3, "the papers never end"),
        ("3 2\n1 1\n0\n" + ENDING, 2, "does not end with 0"),
        ("3 2\n1 1 0\n1 1 0 2\n0\n" + ENDING, 3, "does not end with 0"),
        ("3 2\n1 1 0 1 2 0\n0\n" + ENDING, 2, "a 0 stands inside"),
        ("3 2\n1 4 0\n0\n" + ENDING, 2, "no candidate's number"),
        ("3 2\n1 -1 0\n0\n" + ENDING, 2, "no candidate's number"),
        ("3 2\n1 1=4 0\n0\n" + ENDING, 2, "no candidate's number"),
        ("3 2\n1 2=2 0\n0\n" + ENDING, 2, "twice in one rank"),
        ("3 2\n-2\n1 2=2 0\n0\n" + ENDING, 3, "twice in one rank"),
        ("3 2\n1 1 0\n0 # end\n" + ENDING + "0\n", 8, "more behind the title"),
        ("3 2\n-4\n0\n" + ENDING, 2, "no candidate's number"),
        ("3 2\n-1 -2 -3\n0\n" + ENDING, 0, "every candidate has withdrawn"),
        ("3 2\n1 1 0\n1.5 1 0\n0\n" + ENDING, 3, "a weight is not a whole number"),
        ("3 2\n1 1 0\n-2 1 0\n0\n" + ENDING, 3, "negative"),
        ("3 2\n1 1 0\nx 1 0\n0\n" + ENDING, 3, "whole number"),
        ("3 2\n(1) 1 1 0\n(1) 1 2 0\n0\n" + ENDING, 3, "one id"),
        ("3 2\n(1) 1 1 0\n1 2 0\n0\n" + ENDING, 3, "no id"),
        ("3 2\n(1) 2 1 0\n0\n" + ENDING, 2, "is one paper"),
        ("3 2\n0\n" + '"Ann"\n"Bert"\n', 4, "too few names"),
        ("3 2\n0\n" + '"Ann"\n"Bert"\nThe Ward\n', 5, "too few names"),
        ("3 2\n0\n", 2, "too few names"),
        ("3 2\n0\n" + ENDING + "1 2 3 0\n", 7, "more behind the title"),
        ("2 2\n0\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 1: Bert\n", 4, "number of its own"),
        ("2 2\n0\n# ALTERNATIVE NAME 2: Ann\nWard\n", 3, "too few names"),
        ('2 2\n0\n"Ann\n"Bert"\n', 3, "not closed"),
        ('2 2\n0\n""\n"Bert"\n', 3, "not a candidate's name"),
        ('2 2\n0\n"Ann" "b" "c"\n"Bert"\nWard\n', 3, "not a candidate's name"),
        ('2 2\n0\n"Ann"\n"ann"\n', 3, "one name"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(FORMAT, text)
    assert error.value.where == (f"v:{line}" if line else "v")
    assert error.value.found and error.value.expected


def written(rows: list[tuple[Ranking, int]]) -> str:
    lines = [f"{number} {numbers(one)} 0".replace("  ", " ") for one, number in rows]
    return "\n".join(["4 2", *lines, "0", *(f'"{name}"' for name in NAMES), '"Ambridge"', ""])


@given(papers)
def test_papers_come_back_as_they_were_written(rows: list[tuple[Ranking, int]]) -> None:
    reading = read(FORMAT, written(rows), in_order=True)
    assert votes(reading) == expected(rows)
    assert in_turn(reading) == one_by_one(rows)


@given(papers, papers, st.randoms(use_true_random=False))
def test_rows_in_any_order_and_files_that_are_added(
    rows: list[tuple[Ranking, int]], more: list[tuple[Ranking, int]], random: Random
) -> None:
    whole = read(FORMAT, written(rows + more)).papers
    shuffled = rows + more
    random.shuffle(shuffled)
    assert read(FORMAT, written(shuffled)).papers == whole
    one, other = read(FORMAT, written(rows)).papers, read(FORMAT, written(more)).papers
    assert isinstance(one, Profile) and isinstance(other, Profile)
    assert one + other == whole


@given(st.text(alphabet='0123456789 -=()#",\n\tAé', max_size=60), st.booleans())
def test_nothing_but_a_complaint_comes_of_any_text(text: str, whole: bool) -> None:
    try:
        read(FORMAT, f"3 2\n{text}\n0\n{ENDING}" if whole else text, in_order=True)
    except InputError as error:
        assert error.where
