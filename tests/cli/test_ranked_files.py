"""Ranked papers from the file to the record: seats, order of papers, standard input, what is refused."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hustings.cli import main

WARD = '3 2\n5 2 1 0\n3 1 0\n2 3 2 0\n5 2 1 0\n0\n"Ann"\n"Bert"\n"Cat"\n"Ward"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward.blt").write_text(WARD)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command; gives its exit code, what it printed, and its complaint."""

    def runner(*arguments: str, input: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input)))
        with pytest.raises(SystemExit) as leave:
            main(list(arguments))
        printed = capsys.readouterr()
        return SimpleNamespace(code=leave.value.code, out=printed.out, err=printed.err)

    return runner


@pytest.fixture
def record(run: Any) -> Any:
    """Counts by the Scottish rule and gives the record."""

    def recorded(*arguments: str, input: bytes = b"") -> Any:
        result = run("count", *arguments, "--rule", "scottish-stv", "--json", input=input)
        assert result.code in (0, 4), result.err
        return json.loads(result.out)

    return recorded


def test_seats_are_the_files_unless_somebody_says_otherwise(folder: Path, run: Any, record: Any) -> None:
    assert record("ward.blt")["contest"]["seats"] == 2
    assert record("ward.blt", "--seats", "1")["contest"]["seats"] == 1
    (folder / "contest.toml").write_text('title = "Ward"\n')
    assert record("ward.blt")["contest"]["seats"] == 2
    (folder / "contest.toml").write_text('title = "Ward"\nseats = 1\n')
    held = record("ward.blt")
    assert held["contest"]["seats"] == 1
    assert any("the file says 2 to be elected" in note["words"] for note in held["notes"])


def test_the_order_of_papers_is_kept_where_it_is_asked_for(folder: Path, run: Any, record: Any) -> None:
    assert "order" not in record("ward.blt")["papers"]
    held = record("ward.blt", "--in-order")
    votes = [held["papers"]["piles"][at]["vote"][0] for at in held["papers"]["order"]]
    assert votes == [*["bert"] * 5, *["ann"] * 3, *["cat"] * 2, *["bert"] * 5]
    assert held["contest"]["order"] == "file"
    (folder / "contest.toml").write_text('title = "Ward"\norder = "file"\n')
    assert record("ward.blt")["papers"]["order"] == held["papers"]["order"]


def test_a_record_of_papers_in_order_is_verified_against_its_file(
    folder: Path, run: Any, record: Any
) -> None:
    made = run("count", "ward.blt", "--rule", "scottish-stv", "--in-order", "-o", "ward.json")
    assert made.code == 0, made.err
    assert run("verify", "ward.json", "ward.blt").code == 0
    rows = WARD.split("\n")
    (folder / "other.blt").write_text("\n".join([rows[0], rows[2], rows[1], *rows[3:]]))
    found = run("verify", "ward.json", "other.blt")
    assert found.code == 5
    assert "the papers read from the file are not those in the record" in found.out


def test_an_order_that_the_file_does_not_keep_is_refused(folder: Path, run: Any, record: Any) -> None:
    (folder / "votes.csv").write_text("first,second\nAnn,Bert\nBert,\n")
    result = run("count", "votes.csv", "--in-order")
    assert result.code == 2
    assert "does not keep the order of its papers" in result.err
    (folder / "contest.toml").write_text('title = "Ward"\norder = "drawn"\n')
    result = run("count", "ward.blt", "--rule", "scottish-stv")
    assert result.code == 3
    assert "contest.toml:2: this is not an order of papers" in result.err


def test_standard_input_and_gzip_are_read_like_any_file(folder: Path, run: Any, record: Any) -> None:
    (folder / "ward.blt.gz").write_bytes(gzip.compress(WARD.encode()))
    plain = record("ward.blt")
    for held in (
        record("ward.blt.gz"),
        record("-", input=WARD.encode()),
        record("-", input=gzip.compress(WARD.encode())),
    ):
        assert held["papers"] == plain["papers"] and held["sources"] == plain["sources"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.blt", WARD.replace("5 2 1 0\n3", "5 2 9 0\n3")),
        ("a.toi", "# DATA TYPE: toi\n# ALTERNATIVE NAME 1: Ann\n1: 2\n"),
        ("a.csv", "rank1,rank2,rank3\nAnn,Bert,\nAnn\n"),
        ("b.csv", "rank:Ann,rank:Bert\n0,1\n"),
        ("c.csv", "row_over_column,Ann,Bert\nAnn,1,2\nBert,3,0\n"),
    ],
)
def test_a_complaint_names_the_file_and_the_line_and_leaves_with_3(
    folder: Path, run: Any, name: str, text: str
) -> None:
    (folder / name).write_text(text)
    result = run("count", name, "--rule", "av")
    assert result.code == 3
    assert result.err.startswith(f"{name}:") and "to do:" in result.err
