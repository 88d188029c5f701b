"""Marks as transcribed, the rulings recorded on them, and the same election written in three ways."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Area, Candidate, Contest
from hustings.decisions import Decisions
from hustings.errors import InputError
from hustings.formats import declared, marks, preferences, statements, table
from hustings.formats._format import Facts, Format, Opened
from hustings.formats.marks import FORMAT, marks_in
from hustings.paper import Mark, RecordedRuling, Ruling
from hustings.profile import Pile, Profile, Referred, Rejected
from hustings.returns import Reading

ABC = Contest(
    title="Mayor of Ambridge",
    candidates=tuple(Candidate(id=name.lower(), name=name) for name in "CAB"),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)
TWO = Contest(title="Mayor", candidates=ABC.candidates[:2])


def read(
    text: str, *rulings: RecordedRuling, contest: Contest | None = ABC, format: Format = FORMAT
) -> Reading:
    opened = Opened(name="m.csv", stream=io.BytesIO(text.encode()))
    return format.read(opened, Facts(contest=contest, decisions=Decisions(rulings=rulings)))


def profile(text: str, *rulings: RecordedRuling, contest: Contest | None = ABC) -> Profile:
    papers = read(text, *rulings, contest=contest).papers
    assert isinstance(papers, Profile)
    return papers


def ruled(
    ruling: Ruling, *, paper: str = "", pattern: str = "", papers: int = 1, area: str = ""
) -> RecordedRuling:
    return RecordedRuling(
        ruling=ruling, paper=paper, pattern=pattern, papers=papers, area=area, where="decisions.toml:7"
    )


UNCERTAIN = Ruling(vote=("a", "?"))

# The papers of law section 11.3 (our numbers) in the notation of transcripts, and what becomes of each.
PAPERS = {
    "B01": ("A,,,", ("a", "-")),
    "B02": (",B,,", "first_blank_second_marked"),
    "B03": ("A,A,,", ("a", "a")),
    "B04": ("A|B,C,,", "more_than_one_first"),
    "B05": ("A,B|C,,", ("a", "!!")),
    "B06": (",,,", "blank_both"),
    "B07": ("A,B,no,", "no_official_mark"),
    "B08": ("A,B,,", ("a", "b")),
    "B09": ("A,B,,yes", "identifies_voter"),
    "B10": ("A|B,,no,", "no_official_mark"),
    "B12": ("A,?,,", None),
    "B13": ("A=1|B=2,,,", None),
    "B14": ("A,A|B,,", ("a", "!!")),
    "struck out": ("A|B~,C~|B,,", ("a", "b")),
    "numerals": ("A=1,B=2,,", ("a", "b")),
}


@pytest.mark.parametrize(("row", "held"), PAPERS.values(), ids=PAPERS)
def test_each_paper_is_held_to_say_what_the_law_says(row: str, held: tuple[str, ...] | str | None) -> None:
    papers = profile(f"first,second,official_mark,identifies_voter\n{row}\n")
    if held is None:
        assert sum(one.papers for one in papers.referred) == 1
    elif isinstance(held, str):
        assert papers.rejected == (Rejected(code=held, papers=1),)
    else:
        assert papers.piles == (Pile(vote=held, papers=1),)
    assert papers.papers == 1


def test_b11_and_the_other_papers_of_two_candidates() -> None:
    papers = profile("paper,first\n1,A|C\n2,A\n3,\n4,?\n5,A\n", contest=TWO)
    assert papers.piles == (Pile(vote=("a",), papers=2),)
    assert {one.code for one in papers.rejected} == {"more_than_one_first", "blank_both"}
    assert [(one.pattern, one.ids) for one in papers.referred] == [("?", ("4",))]


def test_the_order_of_heads_is_the_regimes() -> None:
    opened = Opened(name="m.csv", stream=io.BytesIO(b"first,second,official_mark\nA|B,,no\n"))
    order = ("more_than_one_first", "no_official_mark", "identifies_voter", "blank_both",
             "first_blank_second_marked", "uncertain")  # fmt: skip
    papers = FORMAT.read(opened, Facts(contest=ABC, defect_order=order)).papers
    assert isinstance(papers, Profile)
    assert papers.rejected == (Rejected(code="more_than_one_first", papers=1),)


def test_the_notation() -> None:
    assert marks_in(" A = 1 | B=2~ |?| Ann B. ~") == (
        Mark(candidate="A", numeral=1),
        Mark(candidate="B", numeral=2, struck=True),
        Mark(candidate=None),
        Mark(candidate="Ann B.", struck=True),
    )
    for wrong in ("A||B", "|", "~", "A~~", "A~B"):
        with pytest.raises(InputError, match="not the notation"):
            marks_in(wrong)


def test_what_another_officer_might_read_differently_is_noted() -> None:
    words = [note.words for note in read("first,second\nA,A|B\nA,A|B\nA,B\n").notes]
    assert words == ["2 papers: one of the second preferences repeats the first: read strictly, over-marked"]


DOUBTFUL = (
    "paper,area,first,second,official_mark\n"
    "p1,North,A,?,yes\n"
    "p2,North,A,B,yes\n"
    "p3,South,A,?,yes\n"
    "p4,North,A,?,yes\n"
    "p5,North,A,?,no\n"
    "p6,South,A=1|B=2,,\n"
)


@pytest.mark.parametrize("places", [(0, 1, 2, 3, 4), (1, 2, 0, 3, 4), (4, 3, 2, 1, 0)], ids=str)
def test_referred_papers_keep_their_ids_wherever_the_ids_stand(places: tuple[int, ...]) -> None:
    rows = [line.split(",") for line in DOUBTFUL.splitlines()]
    papers = profile("\n".join(",".join(row[place] for place in places) for row in rows))
    assert [(one.area, one.pattern, one.papers, one.ids) for one in papers.referred] == [
        ("n", "A / ?", 2, ("p1", "p4")),
        ("s", "A / ?", 1, ("p3",)),
        ("s", "A=1|B=2 /", 1, ("p6",)),
    ]
    assert papers.rejected == (Rejected(area="n", code="no_official_mark", papers=1),)


def test_rulings_by_id_and_by_pattern_are_applied() -> None:
    papers = profile(
        DOUBTFUL,
        ruled(UNCERTAIN, pattern="A / ?", papers=1, area="n"),  # what is left after the ruling on p4
        ruled(Ruling(vote=("a", "b")), paper="p4"),
        ruled(Ruling(code="uncertain"), paper="p6"),
    )
    assert [one.ids for one in papers.referred] == [("p3",)]
    assert Counter({(one.area, one.vote): one.papers for one in papers.piles}) == {
        ("n", ("a", "b")): 2,
        ("n", ("a", "?")): 1,
    }
    assert Rejected(area="s", code="uncertain", papers=1) in papers.rejected
    assert papers.papers == 6


def test_a_ruling_on_one_paper_leaves_its_like_waiting() -> None:
    waiting = profile(DOUBTFUL, ruled(UNCERTAIN, paper="p1")).referred
    assert [(one.papers, one.ids) for one in waiting] == [(1, ("p4",)), (1, ("p3",)), (1, ("p6",))]


def test_without_ids_a_ruling_names_a_pattern_and_how_many() -> None:
    text = "first,second\n" + "A,?\n" * 5
    papers = profile(text, ruled(UNCERTAIN, pattern="A/?".replace("/", " / "), papers=3))
    assert papers.piles == (Pile(vote=("a", "?"), papers=3),)
    assert papers.referred == (
        Referred(pattern="A / ?", why="a mark in the second column could not be read", papers=2),
    )
    both = profile(
        text,
        ruled(UNCERTAIN, pattern="A / ?", papers=3),
        ruled(Ruling(code="uncertain"), pattern="A / ?", papers=2),
    )
    assert not both.referred
    assert both.rejected == (Rejected(code="uncertain", papers=2),)


WRONG_RULINGS = {
    "no such paper": ([ruled(UNCERTAIN, paper="p9")], "there is no such paper"),
    "not referred": ([ruled(UNCERTAIN, paper="p2")], "on a paper that was not referred"),
    "rejected already": ([ruled(UNCERTAIN, paper="p5")], "on a paper that was not referred"),
    "twice": ([ruled(UNCERTAIN, paper="p1")] * 2, "two rulings are on one paper"),
    "no such pattern": ([ruled(UNCERTAIN, pattern="B / ?")], "no paper that was referred carries"),
    "too many": ([ruled(UNCERTAIN, pattern="A / ?", papers=4)], "on more papers than carry its pattern"),
    "too many of an area": ([ruled(UNCERTAIN, pattern="A / ?", papers=3, area="n")], "on more papers than"),
    "twice by pattern": ([ruled(UNCERTAIN, pattern="A / ?", papers=3)] * 2, "on more papers than carry"),
    "some of several areas": ([ruled(UNCERTAIN, pattern="A / ?", papers=2)], "does not say which papers"),
    "some of those with ids": (
        [ruled(UNCERTAIN, pattern="A / ?", area="n")],
        "does not say which papers",
    ),
    "another area": ([ruled(UNCERTAIN, paper="p1", area="s")], "of another area than the ruling says"),
    "no such area": ([ruled(UNCERTAIN, paper="p1", area="East")], "unknown area"),
}


@pytest.mark.parametrize(("rulings", "words"), WRONG_RULINGS.values(), ids=WRONG_RULINGS)
def test_a_ruling_that_fits_no_paper_is_refused(rulings: list[RecordedRuling], words: str) -> None:
    with pytest.raises(InputError) as caught:
        profile(DOUBTFUL, *rulings)
    assert caught.value.where == "decisions.toml:7"
    assert words in caught.value.message
    assert caught.value.found
    assert caught.value.expected


def test_a_ruling_on_an_id_needs_papers_with_ids() -> None:
    with pytest.raises(InputError, match=r"(?s)no such paper.*name the pattern and how many"):
        profile("first,second\nA,?\n", ruled(UNCERTAIN, paper="p1"))


REFUSED = {
    "id twice": ("paper,first,second\n1,A,B\n2,A,B\n\n1,B,A\n", "m.csv:5", "1 again, after line 2"),
    "id twice, last": ("first,second,paper\nA,B,1\nB,A,1\n", "m.csv:3", "1 again, after line 2"),
    "row twice": ("first,second,paper\nA,B,1\nA,B,1\n", "m.csv:3", "1 again, after line 2"),
    "quoted id twice": ('paper,first,second\n1,A,B\n"1",A,B\n', "m.csv:3", "1 again, after line 2"),
    "no id": ("paper,first,second\n1,A,B\n,A,B\n", "m.csv:3", "a paper has no id"),
    "unknown name": ("paper,first,second\n1,A,B\n2,A,D\n", "m.csv:3", "unknown candidate"),
    "unknown struck name": ("paper,first,second\n1,A|D~,B\n", "m.csv:2", "unknown candidate"),
    "notation": ("first,second\nA,B||C\n", "m.csv:2", "not the notation of marks"),
    "yes or no": ("first,second,official_mark\nA,B,perhaps\n", "m.csv:2", "neither yes nor no"),
    "ragged": ("paper,first,second\n1,A,B\n2,A\n", "m.csv:3", "too few cells"),
    "no second": ("paper,first\n1,A\n", "m.csv:1", "the column second is missing"),
}


@pytest.mark.parametrize(("text", "where", "words"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused(text: str, where: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.where == where
    assert words in str(caught.value)


def test_a_second_preference_of_two_candidates_is_refused() -> None:
    with pytest.raises(InputError, match=r"m.csv:2: there is no second preference"):
        read("first,second\nA,C\n", contest=TWO)


def test_candidates_are_inferred_from_all_marks_and_slips_are_not_candidates() -> None:
    assert read("first,second\nB~|Zed,\nA=1,?\n", contest=None).contest.ids == ("a", "b", "zed")
    with pytest.raises(InputError, match=r"m.csv:3: this is not the notation"):
        read("first,second\nA|B,\nA=first,\n", contest=None)


# -- Told by content alone ----------------------------------------------------------------------------------

ALL = [marks.FORMAT, preferences.FORMAT, table.FORMAT, statements.FORMAT, declared.FORMAT]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
@pytest.mark.parametrize("change", [str, lambda text: "\ufeff" + text.replace("\n", "\r\n")], ids=["", "bom"])
def test_an_example_of_each_format_is_told_from_the_others(one: Format, change: type[str]) -> None:
    data = change(one.example).encode()
    assert [other.key for other in ALL if other.sniff(data)] == [one.key]
    assert one.read(Opened(name="x.csv", stream=io.BytesIO(data)), Facts()).contest.candidates


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("first,second\nA,B\n", "preferences"),
        ("first\nA\nB\n", "preferences"),
        ("second;papers;first\nA;1;B\n", "preferences"),
        ("frist,second\nA,B\n", "preferences"),
        ("first,second\nA,B\nA,B|C\n", "marks"),
        ("first,second\nA~,\n", "marks"),
        ("first,second\nA=1,\n", "marks"),
        ("paper,first,second\n1,A,B\n", "marks"),
        ("official_mark,frist,second\nyes,A,B\n", "marks"),
        ("first_choice,A,B\nA,1,2\n", "table"),
        ("area,first,A,B,blank\nNorth,B,1,2,3\n", "table"),
        ("candidate,first,second\nA,1,2\n", None),
        ("name,votes\nA,1\n", None),
        ("", None),
        ("\x00\x01\x02", None),
    ],
)
def test_what_a_file_is_is_told_by_its_content(text: str, key: str | None) -> None:
    ours = [marks.FORMAT, preferences.FORMAT, table.FORMAT]
    assert [one.key for one in ours if one.sniff(text.encode())] == ([key] if key else [])


# -- The same election in three ways ------------------------------------------------------------------------

votes = st.tuples(st.sampled_from("ABC"), st.sampled_from(["A", "B", "C", "", "!!", "?"]))
elections = st.lists(st.tuples(st.sampled_from(["North", "South"]), votes), min_size=1, max_size=30)
TRANSCRIBED = {"!!": "A|B|C", "?": "?"}


def as_preferences(papers: list[tuple[str, tuple[str, str]]]) -> str:
    return "first,second,area\n" + "".join(f"{first},{second},{area}\n" for area, (first, second) in papers)


def as_marks(papers: list[tuple[str, tuple[str, str]]]) -> str:
    rows = [
        f"{number},{area},{first},{TRANSCRIBED.get(second, second)}\n"
        for number, (area, (first, second)) in enumerate(papers)
    ]
    return "paper,area,first,second\n" + "".join(rows)


def as_table(papers: list[tuple[str, tuple[str, str]]], *, by_area: bool) -> str:
    many = Counter((area if by_area else "", first, second) for area, (first, second) in papers)
    columns = ["A", "B", "C", "", "!!", "?"]
    rows = [
        f"{area},{first}," + ",".join(str(many[area, first, second]) for second in columns) + "\n"
        for area in (["North", "South"] if by_area else [""])
        for first in "ABC"
    ]
    return "area,first,A,B,C,blank,over_marked,uncertain_second\n" + "".join(rows)


@given(elections)
def test_one_election_in_three_ways_is_one_profile(papers: list[tuple[str, tuple[str, str]]]) -> None:
    expected = read(as_preferences(papers), format=preferences.FORMAT).papers
    rulings = [
        ruled(Ruling(vote=(first.lower(), "?")), paper=str(number))
        for number, (_, (first, second)) in enumerate(papers)
        if second == "?"
    ]
    assert isinstance(expected, Profile)
    assert read(as_marks(papers), *rulings).papers == expected
    assert read(as_table(papers, by_area=True), format=table.FORMAT).papers == expected
    whole = read(as_table(papers, by_area=False), format=table.FORMAT).papers
    pooled = Counter[tuple[str, ...]]()
    for pile in expected.piles:
        pooled[pile.vote] += pile.papers
    assert isinstance(whole, Profile)
    assert {pile.vote: pile.papers for pile in whole.piles} == pooled
