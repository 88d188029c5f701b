"""`hustings ask`, `plot` and `count --ask`: what is written, what is refused, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hustings import shelf
from hustings.cli import cli

SQUEEZE = (
    "first,second,papers\nAnn,Bert,30\nAnn,Cat,5\nAnn,,5\nBert,Ann,10\nBert,Cat,10\nBert,,10\n"
    "Cat,Ann,3\nCat,Bert,27\nCat,,5\n"
)


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """The centre squeeze as a file of papers."""
    path = tmp_path / "votes.csv"
    path.write_text(SQUEEZE, "utf-8")
    return path


def run(*words: Any) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        from hustings.errors import HustingsError

        assert isinstance(result.exception, HustingsError), result.exception
    return result


def exit_of(result: Result) -> int:
    code: int = getattr(result.exception, "exit_code", result.exit_code)
    return code


def test_every_question_and_picture_is_listed_and_says_how_it_is_asked() -> None:
    listed = run("ask").output
    for key, question in shelf.questions().items():
        assert f"  {key}" in listed
        help = "".join(run("ask", key, "--help").output.split())  # lines break at hyphens too
        assert "".join(question.about.split()) in help
        assert all(f"--{option.name.replace('_', '-')}" in help for option in question.options)
    drawn = run("plot").output
    for key in shelf.pictures():
        assert f"  {key}" in drawn and run("plot", key, "--help").exit_code == 0


def test_an_answer_is_printed_and_written_in_each_form(votes: Path, tmp_path: Path) -> None:
    written = [tmp_path / f"answer{ending}" for ending in (".html", ".json", ".csv", ".txt")]
    done = run("ask", "ledger", votes, *(word for path in written for word in ("-o", path)))
    assert done.exit_code == 0 and "ANSWER" in done.output
    assert all(path.stat().st_size > 200 for path in written)
    assert done.output.startswith((tmp_path / "answer.txt").read_text("utf-8").splitlines()[0])
    again = run("ask", "ledger", votes, "-o", written[0])
    assert exit_of(again) == 2, "a file that exists is kept"
    assert exit_of(run("ask", "ledger", votes, "-o", tmp_path / "answer.pdf")) == 2


def test_a_picture_is_printed_or_written_as_svg_and_png(votes: Path, tmp_path: Path) -> None:
    printed = run("plot", "win-region", votes).output
    assert printed.startswith("<svg") and printed.rstrip().endswith("</svg>")
    svg, png = tmp_path / "region.svg", tmp_path / "region.png"
    assert run("plot", "win-region", votes, "-o", svg, "-o", png).exit_code == 0
    assert svg.read_text("utf-8") == printed
    assert png.read_bytes().startswith(b"\x89PNG")
    narrow = run("plot", "win-region", votes, "--narrow").output
    assert narrow.startswith("<svg") and narrow != printed
    refused = run("plot", "win-region", votes, "-o", tmp_path / "region.gif")
    assert exit_of(refused) == 2 and not (tmp_path / "region.gif").exists()


def test_questions_asked_with_a_count_stand_on_its_page(votes: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("count", votes, "--rule", "sv", "--ask", "ledger", "--html", page)
    assert done.exit_code == 0
    assert done.output.index("ANSWER") < done.output.index("ELECTED"), "the result stands last"
    text = page.read_text("utf-8")
    assert 'id="ask-ledger"' in text and text.count("<h1") == 1
    plain = tmp_path / "plain.html"
    run("count", votes, "--rule", "sv", "--html", plain)
    assert 'class="answer"' not in plain.read_text("utf-8")
    assert exit_of(run("count", votes, "--rule", "sv", "--ask", "legder")) == 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("ask", "legder", "FILE"), 2, "did you mean 'ledger'"),
        (("plot", "win-regoin", "FILE"), 2, "did you mean 'win-region'"),
        (("ask", "ledger", "nowhere.csv"), 3, "nowhere.csv"),
        (("ask", "ledger", "FILE", "--rule", "svv"), 2, "did you mean"),
        (("ask", "pact", "FILE", "--between", "Ann", "--between", "Dora"), 3, "unknown candidate"),
        (("ask", "pact", "FILE", "--between", "Ann"), 2, ""),
    ],
)
def test_what_cannot_be_asked_is_refused(
    votes: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    done = run(*(votes if word == "FILE" else word for word in words))
    assert exit_of(done) == code and message in str(done.exception)
