"""Preferences: the law's vectors as files, then what is refused."""

from __future__ import annotations

import io

import pytest

from hustings.contest import Area, Candidate, Contest
from hustings.decisions import Decisions
from hustings.errors import InputError
from hustings.formats._format import Facts, Opened
from hustings.formats.preferences import FORMAT
from hustings.paper import RecordedRuling, Ruling
from hustings.profile import Pile, Profile, Rejected
from hustings.returns import Reading

ABC = Contest(
    title="Mayor of Ambridge",
    candidates=tuple(
        Candidate(id=name[0].lower(), name=name) for name in ("Cat Gray", "Ann Archer", "Bert Fry")
    ),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)
TWO = Contest(title="Mayor", candidates=ABC.candidates[:2])


def read(text: str, contest: Contest | None = None) -> Reading:
    opened = Opened(name="v.csv", stream=io.BytesIO(text.encode()))
    return FORMAT.read(opened, Facts(contest=contest))


def profile(text: str, contest: Contest | None = None) -> Profile:
    papers = read(text, contest).papers
    assert isinstance(papers, Profile)
    return papers


def test_every_meaning_of_a_row() -> None:
    papers = profile(
        "first,second\nAnn Archer,Bert Fry\nAnn Archer,\nAnn Archer,!!\nAnn Archer,?\nAnn Archer,Ann Archer\n"
        ",\n,Bert Fry\n,!!\n!!,Bert Fry\n?,\n",
        ABC,
    )
    assert {(pile.vote, pile.papers) for pile in papers.piles} == {
        (("a", second), 1) for second in ("b", "-", "!!", "?", "a")
    }
    assert {(one.code, one.papers) for one in papers.rejected} == {
        ("blank_both", 1),
        ("first_blank_second_marked", 2),
        ("more_than_one_first", 1),
        ("uncertain", 1),
    }
    assert papers.papers == 10
    assert papers.candidates == ("c", "a", "b")  # the order of the ballot paper, not of the file


def test_areas_and_counts_of_papers() -> None:
    papers = profile(
        'papers,second,first,area\n"1,200",b,ANN  archer,n\n3,b,a,n\n0,b,c,South\n2,,,South\n3,b,a,n\n',
        ABC,
    )
    assert papers.piles == (Pile(area="n", vote=("a", "b"), papers=1206),)
    assert papers.rejected == (Rejected(area="s", code="blank_both", papers=2),)


def test_candidates_and_areas_are_inferred_in_order_of_name() -> None:
    reading = read("first,second,area\nBert,ann,West\nANN,Cat,East\nAnn,,East\n")
    assert [(one.id, one.name) for one in reading.contest.candidates] == [
        ("ann", "ANN"),
        ("bert", "Bert"),
        ("cat", "Cat"),
    ]
    assert [area.name for area in reading.contest.areas] == ["East", "West"]
    assert any("order of the ballot paper is not known" in note.words for note in reading.notes)
    assert not read("first,second\nAnn Archer,\n", ABC).notes


def test_two_candidates_have_one_column() -> None:
    for text in (
        "first\nCat Gray\nAnn Archer\nCat Gray\n",
        "first,second\nCat Gray,\nAnn Archer,\nCat Gray,\n",
    ):
        assert profile(text, TWO).piles == (Pile(vote=("a",), papers=1), Pile(vote=("c",), papers=2))
    assert profile('first\n""\n!!\nCat Gray\n', TWO).rejected == (
        Rejected(code="blank_both", papers=1),
        Rejected(code="more_than_one_first", papers=1),
    )


def test_names_are_data_whatever_they_look_like() -> None:
    names = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "Smith, John", "+1", "@SUM(A1)", "=1+1"]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    text = "first,second\n" + "".join(f"{name},\n" for name in quoted)
    assert FORMAT.sniff(text.encode())
    assert {one.name for one in read(text).contest.candidates} == set(names)


REFUSED = {
    "unknown candidate": ("first,second\nAnn Archer,\nBert Fy,\n", ABC, "v.csv:3", "did you mean Bert Fry?"),
    "unknown second": ("first,second\nAnn Archer,Nobody\n", ABC, "v.csv:2", "write the candidate as"),
    "unknown area": ("first,second,area\na,b,Nroth\n", ABC, "v.csv:2", "did you mean North?"),
    "no area": ("first,second,area\na,b,\n", ABC, "v.csv:2", "write the area"),
    "negative": ("first,second,papers\na,b,4\na,b,-4\n", ABC, "v.csv:3", "negative or fractional count"),
    "fraction": ("first,second,papers\na,b,1.5\n", ABC, "v.csv:2", "negative or fractional count"),
    "no count": ("first,second,papers\na,b,\n", ABC, "v.csv:2", "papers = nothing"),
    "no second column": ("first\na\n", ABC, "v.csv:1", "the column second is missing"),
    "a second of two": ("first,second\na,\na,c\n", TWO, "v.csv:3", "no second preference where two"),
    "an empty line in one column": ("first\na\n\nc\n", TWO, "v.csv", "may be a blank paper or nothing"),
    "nobody": ("first,second\n,\n", None, "v.csv", "nobody is named"),
}


@pytest.mark.parametrize(("text", "contest", "where", "words"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused(text: str, contest: Contest | None, where: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, contest)
    assert caught.value.where == where
    assert words in str(caught.value)


def test_two_of_one_name_need_ids() -> None:
    twins = Contest(
        title="Mayor",
        candidates=tuple(Candidate(id=id, name="John Smith") for id in ("js1", "js2")) + ABC.candidates,
    )
    assert profile("first,second\njs1,js2\n", twins).piles == (Pile(vote=("js1", "js2"), papers=1),)
    with pytest.raises(InputError, match=r"v.csv:2: two candidates answer to this name"):
        read("first,second\nJohn Smith,\n", twins)


def test_rulings_have_nothing_to_rule_on_here() -> None:
    ruling = RecordedRuling(ruling=Ruling(code="uncertain"), paper="17", where="decisions.toml:3")
    facts = Facts(contest=ABC, decisions=Decisions(rulings=(ruling,)))
    with pytest.raises(InputError, match=r"decisions.toml:3: a ruling is on papers as transcribed"):
        FORMAT.read(Opened(name="v.csv", stream=io.BytesIO(b"first,second\na,b\n")), facts)


def test_like_papers_count_once_however_they_are_written() -> None:
    lines = ["Ann Archer,Bert Fry", '"Ann Archer",b', "ann archer , B"] * 1000
    assert profile("first,second\n" + "\n".join(lines) + "\n", ABC).piles == (
        Pile(vote=("a", "b"), papers=3000),
    )
