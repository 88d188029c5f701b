"""PrefLib: orders of each type, what the header promises, what is refused and on which line."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.formats.preflib import FORMAT
from hustings.profile import Profile
from ranked_papers import IDS, NAMES, Ranking, expected, in_turn, one_by_one, read, strict, votes

HEADER = (
    "# FILE NAME: x.{kind}\n# TITLE: Ambridge\n# DATA TYPE: {kind}\n# MODIFICATION TYPE: original\n"
    "# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: {voters}\n# NUMBER UNIQUE ORDERS: {orders}\n"
    "# ALTERNATIVE NAME 1: Ann Archer\n# ALTERNATIVE NAME 2: Bert Fry\n# ALTERNATIVE NAME 3: Clara Hill\n"
)


def file(kind: str, *rows: str, voters: int | None = None) -> str:
    number = sum(int(row.partition(":")[0]) for row in rows) if voters is None else voters
    return HEADER.format(kind=kind, voters=number, orders=len(rows)) + "".join(f"{row}\n" for row in rows)


def test_each_type_of_orders() -> None:
    a, b, c = IDS[:3]
    assert votes(read(FORMAT, file("soc", "3: 1,2,3", "2: 3,1,2"))) == {(a, b, c): 3, (c, a, b): 2}
    assert votes(read(FORMAT, file("soi", "3: 1,2", "2: 3", "4:"))) == {(a, b): 3, (c,): 2, (): 4}
    assert votes(read(FORMAT, file("toc", "3: 1,{2,3}", "2: {3, 1, 2}"))) == {
        (a, f"{b}={c}"): 3,
        (f"{a}={b}={c}",): 2,
    }
    assert votes(read(FORMAT, file("toi", "3: {2,1}", "2: 3, {1}"))) == {(f"{a}={b}",): 3, (c, a): 2}
    assert read(FORMAT, file("soc", "3: 1,2,3")).contest.title == "Ambridge"


def test_the_contest_names_the_candidates() -> None:
    people = tuple(Candidate(id=id, name=name) for id, name in zip("cba", NAMES[2::-1], strict=True))
    contest = Contest(title="Ward", candidates=people, seats=2)
    reading = read(FORMAT, file("soi", "3: 1,2"), contest)
    assert (reading.contest, votes(reading)) == (contest, {("a", "b"): 3})
    with pytest.raises(InputError, match="not the candidates of the contest") as error:
        read(
            FORMAT,
            file("soi", "3: 1,2"),
            Contest(title="Ward", candidates=(*people, Candidate(id="d", name="D"))),
        )
    assert error.value.where == "v:8"


def test_orders_that_nobody_wrote_are_remarked_on() -> None:
    notes = read(FORMAT, file("toc", "3: 1,{2,3}").replace("original", "imbued")).notes
    assert [(note.level, "imbued" in note.words) for note in notes] == [("warning", True)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (file("cat", "3: 1,2,3"), 3, "holds no orders"),
        (file("soc", "3: 1,2"), 11, "not complete"),
        (file("soc", "3: 1,2,2"), 11, "not complete"),
        (file("soi", "3: 1", "2: {1,2}"), 12, "has ties"),
        (file("toc", "3: {1,2}"), 11, "not complete"),
        (file("soi", "3: 4"), 11, "no alternative's number"),
        (file("soi", "3: 0"), 11, "no alternative's number"),
        (file("toi", "3: {}"), 11, "no alternative's number"),
        (file("toi", "3: {1,1}"), 11, "twice in one rank"),
        (file("toi", "3: {1,2"), 11, "not an order"),
        (file("soi", "3: 1,"), 11, "not an order"),
        (file("soi", "3: 1 2"), 11, "not an order"),
        (file("soi", "3: a"), 11, "not an order"),
        (file("soi", "3: 1") + "1,2\n", 12, "not an order"),
        (file("soi", "3: 1").replace("3: 1", "-3: 1"), 11, "negative"),
        (file("soi", "3: 1", "2: 1"), 12, "stands twice"),
        (file("soi", "3: 1,2", voters=4), 6, "not those that the header"),
        (file("soi", "3: 1,2").replace("ORDERS: 1", "ORDERS: 2"), 7, "not those that the header"),
        (file("soi", "3: 1,2").replace("ALTERNATIVES: 3", "ALTERNATIVES: 4"), 5, "names are not as many"),
        (file("soi", "3: 1,2").replace("NAME 3", "NAME 4"), 5, "names are not as many"),
        (file("soi", "3: 1,2").replace("NAME 3", "NAME 2"), 10, "a thing twice"),
        (file("soi", "3: 1,2").replace("Clara Hill", "ann archer"), 8, "one name"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(FORMAT, text)
    assert error.value.where == f"v:{line}"
    assert error.value.found and error.value.expected and error.value.hint


orders = st.lists(st.tuples(strict, st.integers(1, 4)), min_size=1, max_size=8, unique_by=lambda row: row[0])


def written(rows: list[tuple[Ranking, int]]) -> str:
    lines = [f"{number}: " + ",".join(str(IDS.index(id) + 1) for (id,) in one) for one, number in rows]
    head = [f"# ALTERNATIVE NAME {at}: {name}" for at, name in enumerate(NAMES, 1)]
    return "\n".join(["# DATA TYPE: soi", *head, *lines, ""])


@given(orders, st.randoms(use_true_random=False))
def test_orders_come_back_as_they_were_written(rows: list[tuple[Ranking, int]], random: Random) -> None:
    reading = read(FORMAT, written(rows), in_order=True)
    assert votes(reading) == expected(rows)
    assert in_turn(reading) == one_by_one(rows)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert read(FORMAT, written(shuffled)).papers == read(FORMAT, written(rows)).papers
    assert isinstance(reading.papers, Profile)
    assert (reading.papers + reading.papers).valid == 2 * sum(expected(rows).values())


@given(st.text(alphabet="0123456789 :,{}#A\n", max_size=60), st.booleans())
def test_nothing_but_a_complaint_comes_of_any_text(text: str, whole: bool) -> None:
    try:
        read(FORMAT, written([]) + text if whole else text, in_order=True)
    except InputError as error:
        assert error.where
