"""`hustings explore`: what it writes, and every input it must refuse, with what to do about it."""

from __future__ import annotations

import pytest

from hustings.cli import main


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """A function running hustings in an empty folder: its exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main(["explore", *argv])
        said = capsys.readouterr()
        assert said.out == ""
        return left.value.code or 0, said.err

    return call


FIRSTS = "candidate,first_preferences\nAnn Archer,5\nBert Fry,3\nCat Gray,1\n"


def test_a_page_is_written_and_never_overwritten_unasked(run, tmp_path):
    assert run("tower-hamlets-2010") == (0, "wrote what-if.html\n")
    page = (tmp_path / "what-if.html").read_text(encoding="utf-8")
    assert "Tower Hamlets" in page and "<script" in page
    code, said = run("tower-hamlets-2010")
    assert code == 2 and "is not overwritten" in said
    assert run("two-areas", "--force")[0] == 0
    assert run("two-areas", "-o", "other.html") == (0, "wrote other.html\n")


@pytest.mark.parametrize(
    ("name", "text", "argv", "code", "words"),
    [
        ("x.csv", FIRSTS, ["-o", "x.pdf"], 2, "an exploration is a page"),
        ("x.csv", FIRSTS, ["-o", "x"], 2, "the ending does not say"),
        ("x.csv", FIRSTS, ["--few", "-1"], 2, "--few"),
        ("x.csv", FIRSTS, ["--seats", "2"], 2, "one seat"),
        ("x.csv", "candidate,first_preferences\nAnn Archer,5\n", [], 2, "two or more candidates"),
        ("x.csv", "candidate,first_preferences\nA,0\nB,0\nC,0\n", [], 3, "no valid first preference"),
        (
            "x.csv",
            ":Ann Archer,:Bert Fry,:Cat Gray\n5,3,1\n4,0,2\n",
            ["--from", "candidate-scores"],
            2,
            "scores",
        ),
        (
            "x.csv",
            "row_over_column,Ann Archer,Bert Fry,Cat Gray\nAnn Archer,,3,4\nBert Fry,2,,1\nCat Gray,1,4,\n",
            ["--from", "pairwise"],
            2,
            "no first and second preferences",
        ),
        ("x.csv", "papers\n", [], 3, ""),
    ],
)
def test_refused(run, tmp_path, name, text, argv, code, words):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found, said = run(name, *argv)
    assert (found, words in said) == (code, True), said
    assert not list(tmp_path.glob("*.html"))


def test_a_file_that_is_not_there(run):
    assert run("nowhere.csv")[0] == 3


def test_an_election_that_still_waits_for_an_area(run, tmp_path):
    (tmp_path / "contest.toml").write_text(
        'title = "Mayor"\noffice = "combined-authority-mayor"\ndate = 2027-05-06\nlaw = "ca-2026"\n'
        + "".join(f'[[candidate]]\nname = "{one}"\n' for one in ("Ann Archer", "Bert Fry", "Cat Gray"))
        + '[[area]]\nid = "n"\nname = "North"\n[[area]]\nid = "s"\nname = "South"\n',
        encoding="utf-8",
    )
    (tmp_path / "x.csv").write_text(
        "area,stage,version,status,first:Ann Archer,first:Bert Fry,first:Cat Gray\n"
        "North,first,1,final,5,3,1\n",
        encoding="utf-8",
    )
    code, said = run("x.csv")
    assert code == 2 and "before its first preferences are complete" in said and "1 of 2 areas" in said
