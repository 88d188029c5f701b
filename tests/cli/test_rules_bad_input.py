"""Bad input and odd elections by every single-winner rule, as commands: a clear word, or the right answer."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hustings.cli import main

RULES = (
    *(
        "av",
        "av-2011",
        "av-bulk",
        "av-bulk-until-two",
        "av-until-two",
        "baldwin",
        "bucklin",
        "burlington-irv",
    ),
    *("contingent", "coombs", "coombs-to-the-last", "nanson", "nanson-below-average", "sri-lanka"),
)


def ward(*papers: str, people: tuple[str, ...] = ("Ann", "Bert", "Cat")) -> str:
    names = "\n".join(f'"{one}"' for one in people)
    return "\n".join([f"{len(people)} 1", *(f"{paper} 0" for paper in papers), "0", names, '"Ward"', ""])


FILES = {
    "ward.blt": ward("4 1 2", "3 2 3", "1 3 1"),
    "nobody-votes.blt": ward(),
    "all-tied.blt": ward("1 1 2 3", "1 2 3 1", "1 3 1 2"),
    "one-stands.blt": ward("3 1", people=("Ann",)),
    "nobody-for-dora.blt": ward("6 1 2", "3 2 3", "2 3 2", people=("Ann", "Bert", "Cat", "Dora")),
    "scores.csv": "Ann,Bert,Cat\n5,3,0\n2,4,1\n",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Counts one of the files by a rule: the exit code, and everything that was printed, in one line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)

    def runner(name: str, rule: str, *more: str) -> SimpleNamespace:
        with pytest.raises(SystemExit) as leave:
            main(["count", name, "--rule", rule, *more])
        printed = capsys.readouterr()
        return SimpleNamespace(code=leave.value.code, said=" ".join((printed.out + printed.err).split()))

    return runner


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("avv", "av"), ("coomb", "coombs"), ("srilanka", "sri-lanka"), ("bucklyn", "bucklin")],
)
def test_an_unknown_rule_is_answered_with_the_nearest(run: Any, typed: str, meant: str) -> None:
    made = run("ward.blt", typed)
    assert made.code == 2
    assert "there is no rule of this key" in made.said and f"did you mean '{meant}'?" in made.said


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("seats", "code", "words"),
    [("0", 2, "0 is not in the range"), ("2", 3, "this rule elects one person")],
)
def test_one_seat_no_fewer_no_more(run: Any, rule: str, seats: str, code: int, words: str) -> None:
    made = run("ward.blt", rule, "--seats", seats)
    assert made.code == code and words in made.said


def test_more_seats_than_candidates_are_refused_by_a_rule_that_fills_several(run: Any) -> None:
    made = run("ward.blt", "scottish-stv", "--seats", "4")
    assert (
        made.code == 3 and "there are more seats than candidates" in made.said and "4 seats, 3" in made.said
    )


@pytest.mark.parametrize("rule", RULES)
def test_ratings_are_no_rankings(run: Any, rule: str) -> None:
    made = run("scores.csv", rule, "--from", "candidate-scores")
    assert made.code == 2
    assert (
        f"this rule does not read scores found: scores, and the rule {rule} expected: rankings" in made.said
    )


@pytest.mark.parametrize("rule", [*RULES, "two-round"])
def test_totals_and_rankings_are_no_papers_of_another_kind(run: Any, rule: str, tmp_path: Path) -> None:
    name = "ward.blt" if rule == "two-round" else "rounds.csv"
    (tmp_path / "rounds.csv").write_text("candidate,first_round\nAnn,3\nBert,2\n")
    made = run(name, rule)
    assert made.code == 2 and "this rule does not read" in made.said


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", ["nobody-votes.blt", "all-tied.blt"])
def test_where_all_are_equal_a_lot_is_awaited_and_named(
    run: Any, rule: str, name: str, tmp_path: Path
) -> None:
    made = run(name, rule)
    assert made.code == 4
    assert "AWAITED a lot between" in made.said and 'between = ["Ann", "Bert", "Cat"]' in made.said
    step = made.said.partition('step = "')[2].partition('"')[0]
    (tmp_path / "contest.toml").write_text(
        'title = "Ward"\n' + "".join(f'[[candidate]]\nname = "{one}"\n' for one in ("Ann", "Bert", "Cat"))
    )
    (tmp_path / "decisions.toml").write_text(
        f'[[lot]]\nstep = "{step}"\nbetween = ["Ann", "Bert", "Cat"]\nchosen = "Cat"\nby = "the officer"\n'
    )
    again = run(name, rule, "--decisions", "decisions.toml")
    assert again.code in (0, 4) and f'step = "{step}"' not in again.said


@pytest.mark.parametrize("rule", RULES)
def test_the_only_one_who_stands_is_elected(run: Any, rule: str) -> None:
    made = run("one-stands.blt", rule)
    assert made.code == 0 and "ELECTED Ann is elected" in made.said


@pytest.mark.parametrize("rule", RULES)
def test_somebody_whom_no_paper_names_stands_and_is_not_elected(run: Any, rule: str) -> None:
    made = run("nobody-for-dora.blt", rule)
    assert made.code == 0 and "Dora" in made.said
    assert "Ann is elected" in made.said or "Bert is elected" in made.said
