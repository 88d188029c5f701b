"""`hustings simulate`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hustings.cli import main
from hustings.reports._simulation import text
from hustings.simulating import simulate
from hustings.simulation import to_json

Run = Callable[..., tuple[int, str, str]]
SMALL = ("spatial", "--candidates", "3", "--voters", "20", "--elections", "200")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["simulate", *words])
        return int(left.value.code or 0), *capsys.readouterr()

    return run


def test_it_prints_what_the_verb_gives(run: Run) -> None:
    found = simulate("spatial", candidates=3, voters=20, elections=200, seed=4, clusters=2)
    code, out, _ = run(*SMALL, "--seed", "4", "--set", "clusters=2", "--threads", "2")
    assert (code, out) == (0, text(found))
    code, out, _ = run(*SMALL, "--seed", "4", "--set", "clusters=2", "--json")
    assert out == to_json(found).decode()


def test_the_terminal_tells_all_there_is_in_eighty_columns(run: Run) -> None:
    code, out, _ = run(*SMALL, "--seed", "4", "--spoilers", "--habits", "english")
    assert code == 0 and max(map(len, out.splitlines())) <= 80
    tree = simulate(
        "spatial", candidates=3, voters=20, elections=200, seed=4, spoilers=True, habits="english"
    )
    assert tree.duels is not None and tree.lots and tree.level_leads and tree.level_cuts
    told = " ".join(out.split())
    for words in (
        f"{tree.lots} elections wait for a lot",
        f"first in {tree.places[0]} (",
        f"second in {tree.places[1]} (",
        f"Several led level in {tree.level_leads}.",
        f"{tree.majorities} ({tree.majorities / 2:.1f}%) were decided there",
        f"In {tree.level_cuts} elections others were level with the second",
        "the second won 17 of 217 real ones (7.8%)",
        f"{100 * (tree.ineffective or 0) / 4000:.1f}% of all papers",
        f"beats each other candidate in {tree.duels.winners} (",
        f"elected in {tree.duels.elected} of the {tree.duels.decided} of these",
        f"In {tree.spoiled} of {tree.decided} without a lot",
        "filled as in Mayor of London 2021",
        "by up to 6.9 points",
    ):
        assert words in told


def test_many_candidates_are_pooled_unless_all_are_asked_for(run: Run) -> None:
    many = ("impartial", "--candidates", "15", "--voters", "50", "--elections", "50", "--seed", "1")
    short, long = run(*many)[1], run(*many, "--all")[1]
    assert (
        "3 more" in short and "3 more" not in long and all(f"    {one} " in long for one in "ABCDEFGHIJKLMNO")
    )


def test_figures_and_elections_are_written_as_files(run: Run) -> None:
    one = (*SMALL, "--seed", "4", "--elections", "3")
    assert run(*one, "-o", "figures.json", "--write", "papers")[0] == 0
    assert json.loads(Path("figures.json").read_bytes())["elections"] == 3
    assert Path("papers/election-1.csv").read_text().startswith("first,A,B,C,no_valid_second\nA,0,")
    assert run(*one, "-o", "figures.txt")[0] == 0 and "3 elections of 3" in Path("figures.txt").read_text()
    code, _, said = run(*one, "-o", "figures.json")
    assert code == 2 and "not overwritten" in said
    assert run(*one, "-o", "figures.json", "--force")[0] == 0


def test_names_may_be_given(run: Run) -> None:
    words = (
        "urn",
        "--candidates",
        "Ann Archer, Bert Fry,Clara",
        "--voters",
        "9",
        "--seed",
        "1",
        "--rule",
        "av",
    )
    assert "    Bert Fry" in run(*words, "--elections", "20")[1]


def test_every_culture_is_listed_with_its_settings(run: Run) -> None:
    listed = run("--list")[1]
    assert run()[1] == listed and "--set phi=N" in listed and "--set strengths=N,N..." in listed
    assert max(map(len, listed.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (SMALL, "a seed is needed"),
        ((*SMALL, "--seed", "-1"), "a seed is needed"),
        ((*SMALL[:3], "--seed", "1"), "the number of voters"),
        ((*SMALL, "--seed", "1", "--voters", "-3"), "the number of voters"),
        ((*SMALL, "--seed", "1", "--elections", "0"), "the number of elections"),
        ((*SMALL, "--seed", "1", "--candidates", "1"), "the number of candidates"),
        ((*SMALL, "--seed", "1", "--rule", "sw"), "did you mean 'sv'"),
        ((*SMALL, "--seed", "1", "--set", "clusters"), "NAME=NUMBER"),
        ((*SMALL, "--seed", "1", "--set", "clusters=2", "--set", "clusters=3"), "once"),
        ((*SMALL, "--seed", "1", "--set", "clusters=many"), "this setting makes no sense"),
        ((*SMALL, "--seed", "1", "--set", "rule=av"), "an option of its own"),
        ((*SMALL, "--seed", "1", "--set", "colour=1"), "no such setting"),
        ((*SMALL, "--seed", "1", "--arrays", "cupy"), "not installed"),
        ((*SMALL, "--seed", "1", "--arrays", "../x"), "not the name of an array library"),
        ((*SMALL, "--seed", "1", "-o", "figures.html"), "not written so"),
        (("spatal", *SMALL[1:], "--seed", "1"), "did you mean 'spatial'"),
    ],
)
def test_what_makes_no_sense_ends_with_two(run: Run, words: tuple[str, ...], said: str) -> None:
    code, _, error = run(*words)
    assert code == 2 and said in error


def test_another_array_library_prints_the_same(run: Run) -> None:
    asked = (*SMALL, "--seed", "1", "--json")
    assert run(*asked)[1] == run(*asked, "--arrays", "array_api_strict")[1]


def test_a_result_that_is_not_there_is_an_input_error(run: Run) -> None:
    code, _, error = run("dirichlet", "--voters", "9", "--seed", "1", "--around", "nowhere.csv")
    assert code == 3 and "nowhere.csv" in error
