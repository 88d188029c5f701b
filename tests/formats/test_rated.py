"""A column for each candidate: ranks, scores, approvals, which of them a file holds, and what is refused."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.formats import candidate_approvals, candidate_ranks, candidate_scores
from hustings.formats._candidate_columns import kind_of
from hustings.formats._format import Format
from hustings.intake import read as take_in
from hustings.paper import named_in
from hustings.profile import Pile, Profile
from ranked_papers import IDS, NAMES, read, votes

RANKS, SCORES, APPROVALS = candidate_ranks.FORMAT, candidate_scores.FORMAT, candidate_approvals.FORMAT
ALL = (RANKS, SCORES, APPROVALS)


def test_ranks_below_candidates() -> None:
    reading = read(RANKS, "rank:Ann,rank:Bert,rank:Cat\n1,2,3\n,1,\n1,1,2\n2,,4\n,,\n 3 ,2,1\n")
    assert votes(reading) == {
        ("ann", "bert", "cat"): 1,
        ("bert",): 1,
        ("ann=bert", "cat"): 1,
        ("-", "ann", "-", "cat"): 1,
        (): 1,
        ("cat", "bert", "ann"): 1,
    }
    assert isinstance(reading.papers, Profile) and reading.papers.ballots == "rankings"


def test_scores_below_candidates() -> None:
    reading = read(SCORES, "Ann,Bert,Cat,papers\n5,0,-3,2\n,,,1\n+5,0,-3,1\n")
    assert votes(reading) == {("ann:5", "bert:0", "cat:-3"): 3, (): 1}
    assert isinstance(reading.papers, Profile) and reading.papers.ballots == "scores"


def test_approvals_below_candidates() -> None:
    reading = read(APPROVALS, "approval:Ann,approval:Bert\nx,\nYes,no\n0,1\n,✓\n0,0\n")
    assert votes(reading) == {("ann",): 2, ("bert",): 2, (): 1}
    assert isinstance(reading.papers, Profile) and reading.papers.ballots == "approvals"


@pytest.mark.parametrize("format", ALL, ids=lambda one: one.key)
def test_candidates_areas_and_ids(format: Format) -> None:
    text = "ballot id,Bert,Ann,precinct,count\n1,1,,North,2\n2,,1,South,1\n"
    contest = Contest(title="x", candidates=(Candidate(id="a", name="Ann"), Candidate(id="b", name="Bert")))
    papers = read(format, text, contest).papers
    assert isinstance(papers, Profile)
    after = ":1" if format is SCORES else ""
    assert papers.piles == (
        Pile(area="north", vote=(f"b{after}",), papers=2),
        Pile(area="south", vote=(f"a{after}",), papers=1),
    )
    assert read(format, text).contest.ids == ("bert", "ann")
    both = read(format, "Bert,Ann\n1,1\n", contest).papers
    assert isinstance(both, Profile)
    assert named_in(both.piles[0].vote) == ["a", "b"]  # in ballot-paper order


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rank:Ann,rank:Bert\n1,2\n", "rank"),
        ("Score:Ann,score:Bert,area\n1,2,N\n", "score"),
        ("approval:Ann,approval:Bert\n", "approval"),
        ("Ann,Bert\n1,0\n0,1\n", "approval"),
        ("Ann,Bert,id\nx,,7\n,X,8\n", "approval"),
        ("Ann,Bert\nyes,no\n", "approval"),
        ("Ann,Bert\n1,2\n2,1\n", "unclear"),
        ("Ann,Bert\n1,\n,1\n", "unclear"),  # first preferences alone, or approvals
        ("Ann,Bert\n5,0\n", "unclear"),
        ("Ann,Bert\n0,0\n", "unclear"),
        ("Ann,Bert\n0.5,1\n", "unclear"),
        ("rank:Ann,score:Bert\n1,2\n", "unclear"),
        ("Ann,Bert\nno,\n", ""),
        ("Ann,Bert\nred,blue\n", ""),
        ("Ann\n1\n0\n", ""),
        ("rank1,rank2\n1,0\n", ""),
        ("1,2\n1,0\n", ""),
        ("first,second\n1,0\n", ""),
        ("", ""),
    ],
)
def test_which_of_them_a_file_holds(text: str, kind: str) -> None:
    assert kind_of(text.encode()) == kind
    claims = [one.key for one in ALL if one.sniff(text.encode())]
    assert claims == ([f"candidate-{kind}s"] if kind not in ("", "unclear") else [])


def test_figures_are_never_guessed_at(tmp_path: Path) -> None:
    file = tmp_path / "poll.csv"
    file.write_text("Ann,Bert,Cat\n1,2,3\n3,2,1\n")
    with pytest.raises(InputError, match="ranks or scores cannot be told") as error:
        take_in(file)
    assert all(one.key.removeprefix("candidate-") in error.value.hint for one in ALL)
    assert votes(take_in(file, format="candidate-ranks"))[("ann", "bert", "cat")] == 1
    assert votes(take_in(file, format="candidate-scores"))[("ann:1", "bert:2", "cat:3")] == 1


@pytest.mark.parametrize(
    ("format", "text", "line", "words"),
    [
        (RANKS, "score:Ann,score:Bert\n1,2\n", 1, "others than they are read as"),
        (SCORES, "rank:Ann,rank:Bert\n1,2\n", 1, "others than they are read as"),
        (RANKS, "rank:Ann,Bert\n1,2\n", 1, "unknown column"),
        (SCORES, "score:Ann,rank:Bert\n1,2\n", 1, "others than they are read as"),
        (RANKS, "Ann,Bert\n1,2\n0,1\n", 3, "no rank"),
        (RANKS, "Ann,Bert\n1,2\n1,100\n", 3, "no rank"),
        (RANKS, "Ann,Bert\n1,2\n1,-1\n", 3, "negative"),
        (RANKS, "Ann,Bert\n1,2\nx,1\n", 3, "not a whole number"),
        (SCORES, "Ann,Bert\n1,2\n1,1.5\n", 3, "no score"),
        (SCORES, "Ann,Bert\n1,2\n1,9999999999\n", 3, "no score"),
        (SCORES, "Ann,Bert\n1,2\n1,x\n", 3, "no score"),
        (APPROVALS, "Ann,Bert\n1,0\n1,2\n", 3, "no approval"),
        (APPROVALS, "Ann,Bert\n1,0\n1\n", 3, "too few cells"),
        (APPROVALS, "Ann,Bert,area\n1,0,N\n1,0,N,\n", 3, "too many cells"),
        (SCORES, "Ann,Ann\n1,2\n", 1, "mean the same"),
        (SCORES, "Ann,ANN\n1,2\n", 1, "two columns"),
        (SCORES, "Ann,\n1,2\n", 1, "has no name"),
        (SCORES, "score:,score:Ann\n1,2\n", 1, "has no name"),
        (SCORES, "Ann,weight,count\n1,2,3\n", 1, "mean the same"),
        (SCORES, "id,Ann\n1,2\n1,2\n", 3, "one id"),
        (SCORES, "papers,Ann\n1,2\n-1,2\n", 3, "negative"),
    ],
)
def test_what_is_refused_and_where(format: Format, text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(format, text)
    assert error.value.where == f"v:{line}"
    assert error.value.found and error.value.expected


def test_every_candidate_of_the_contest_has_a_column() -> None:
    contest = Contest(title="x", candidates=(Candidate(id="a", name="Ann"), Candidate(id="b", name="Bert")))
    with pytest.raises(InputError, match="has no column"):
        read(SCORES, "Ann\n1\n", contest)
    with pytest.raises(InputError, match="unknown candidate"):
        read(SCORES, "Ann,Brt\n1,2\n", contest)


figures = st.lists(st.one_of(st.none(), st.integers(-3, 5)), min_size=4, max_size=4)


@given(st.lists(figures, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_scores_come_back_as_they_were_written(rows: list[list[int | None]], random: Random) -> None:
    def text(rows: list[list[int | None]]) -> str:
        lines = [",".join("" if one is None else str(one) for one in row) for row in rows]
        return "\n".join([",".join(f"score:{name}" for name in NAMES), *lines, ""])

    # An empty line in a file of several columns is no paper, so rows are kept from being empty by commas.
    found = votes(read(SCORES, text(rows)))
    for row in rows:
        assert tuple(f"{id}:{one}" for id, one in zip(IDS, row, strict=True) if one is not None) in found
    assert sum(found.values()) == len(rows)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert votes(read(SCORES, text(shuffled))) == found


@given(st.sampled_from(ALL), st.text(alphabet='AB01259x.,;-:"\n\té\x00', max_size=60), st.booleans())
def test_nothing_but_a_complaint_comes_of_any_text(format: Format, text: str, whole: bool) -> None:
    try:
        read(format, f"Ann,Bert\n{text}" if whole else text)
    except InputError as error:
        assert error.where
