"""Asking: options become nouns or are refused, an answer is shown the same everywhere, types do not mix."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tools import record_schema

import hustings as hs
from hustings import asking, desk, shelf
from hustings.answer import (
    Answer,
    Chance,
    Change,
    Column,
    Figures,
    Finding,
    Witness,
    rounded,
    to_json,
)
from hustings.cli import cli
from hustings.contest import Area, Candidate, Contest
from hustings.errors import InputError, Unfinished, UsageError
from hustings.formats import _polls
from hustings.profile import Profile
from hustings.question import Case, Option, Question
from hustings.reports._answer import render, terminal, words
from hustings.returns import Reading, Returns, Statement

LONDON = hs.elections.path("london-2021")
SCHEMA = json.loads(files("hustings").joinpath("schema/answer-1.schema.json").read_text("utf-8"))


def _ask(case: Case, *, who: str, others: tuple[str, ...], rate: Fraction, papers: int, how: str) -> Answer:
    known = case.known
    shares = tuple(
        (id, votes, Fraction(votes, known.valid))
        for id, votes in zip(known.candidates, known.first, strict=True)
    )
    return Answer(
        question="sample",
        title="Who is asked about?",
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{case.contest.label(who)}, {papers}, {how}.",
        level=known.level,
        findings=(
            Finding(claim="it may be", holds="possible"),
            Finding(claim="it is", holds="certain", who=(who,)),
        ),
        chances=(Chance(claim="a win", of=rate, who=(who,)),),
        figures=(
            Figures(
                key="firsts",
                title="First preferences",
                columns=(
                    Column(key="who", head="Candidate", unit="candidate"),
                    Column(key="votes", head="First preferences", unit="votes"),
                    Column(key="share", head="Share", unit="share"),
                ),
                rows=shares,
            ),
        ),
        witnesses=(
            Witness(
                words="some papers say something else",
                changes=(
                    Change(papers=3, before=(who, "-"), after=(who, "!!")),
                    Change(papers=1, after=(who,)),
                ),
                elected=(who,),
            ),
        ),
        assumptions=("nobody stays at home",),
        fuller="the order of the papers",
    )


SAMPLE = Question(
    key="sample",
    title="Who is asked about?",
    asks="Who is it?",
    about="Says who.",
    source="none",
    ask=_ask,
    options=(
        Option(name="who", takes="candidate", words="whom", needed=True),
        Option(name="others", takes="candidate", words="whom else", many=True),
        Option(name="rate", takes="share", words="how much", default=Fraction(1, 2)),
        Option(name="papers", takes="number", words="how many", default=7),
        Option(name="how", takes="choice", words="how", choices=("so", "not so"), default="so"),
    ),
)


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A question on the shelf that hands back what it was given."""
    real = shelf.question
    monkeypatch.setattr(shelf, "question", lambda key: SAMPLE if key == "sample" else real(key))
    yield


def ask(**options: Any) -> Answer:
    return desk.ask("sample", LONDON, **options)


# -- Options ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Sadiq Aman KHAN", "sadiq-aman-khan", "khan", "Khan Sadiq"])
def test_a_candidate_is_named_by_id_name_or_words_that_fit_nobody_else(text: str) -> None:
    assert ask(who=text).findings[1].who == ("sadiq-aman-khan",)


def test_options_arrive_as_nouns_and_stand_in_the_answer_as_given() -> None:
    found = ask(who="khan", rate="12.5%", papers="1,200", how="not so")
    assert found.chances[0].of == Fraction(1, 8)
    assert found.sentence == "Sadiq Aman KHAN, 1200, not so."
    assert found.asked == {"who": "khan", "rate": "12.5%", "papers": "1,200", "how": "not so"}
    assert found.sources and ask(who="khan").sentence.endswith(", 7, so.")


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({}, UsageError, "an option is missing"),
        ({"who": "kahn"}, InputError, "unknown candidate"),
        ({"who": "Count"}, None, ""),
        ({"who": "khan", "others": ["bailey", "nobody"]}, InputError, "unknown candidate"),
        ({"who": "khan", "rate": "101%"}, InputError, "a share is more than all"),
        ({"who": "khan", "rate": "-1%"}, InputError, "this is not a share"),
        ({"who": "khan", "rate": "40"}, InputError, "a share is more than all"),
        ({"who": "khan", "rate": "many"}, InputError, "this is not a share"),
        ({"who": "khan", "papers": "-3"}, InputError, "this is not a number"),
        ({"who": "khan", "papers": "2.5"}, InputError, "this is not a number"),
        ({"who": "khan", "how": "otherwise"}, UsageError, "this is not one of the choices"),
        ({"who": "khan", "papres": "3"}, UsageError, "this question has no such option"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: dict[str, Any], kind: type[Exception] | None, message: str
) -> None:
    if kind is None:
        assert ask(**options).findings[1].who == ("count-binface",)
        return
    with pytest.raises(kind, match=message):
        ask(**options)


@given(numerator=st.integers(0, 100_000), places=st.integers(0, 3))
def test_a_share_is_exactly_what_was_written(numerator: int, places: int) -> None:
    exact = Fraction(numerator, 10**places)
    text = f"{numerator // 10**places}.{numerator % 10**places:0{places}d}" if places else str(numerator)
    if exact <= 100:
        assert asking.share(f"{text}%", where="") == exact / 100
    else:
        with pytest.raises(InputError):
            asking.share(f"{text}%", where="")


# -- What cannot be mixed --------------------------------------------------------------------------------


def test_a_certainty_and_a_chance_are_different_things() -> None:
    certain, likely = Finding(claim="x", holds="certain"), Chance(claim="x", of=Fraction(1))
    assert certain != likely  # type: ignore[comparison-overlap]
    assert not hasattr(certain, "of") and not hasattr(likely, "holds")
    with pytest.raises(TypeError):
        sum([certain, likely])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(ask(who="khan"))


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (Fraction(0), "less than 1%"),
        (Fraction(1), "more than 99%"),
        (Fraction(994, 1000), "99%"),
        (Fraction(995, 1000), "more than 99%"),
        (Fraction(4, 1000), "less than 1%"),
        (Fraction(5, 1000), "1%"),
        (Fraction(1, 2), "50%"),
    ],
)
def test_a_chance_is_whole_per_cents_and_never_certain(of: Fraction, text: str) -> None:
    assert words.chance(of) == text


def test_a_float_does_not_get_into_an_answer() -> None:
    with pytest.raises(TypeError):
        to_json(
            Answer(
                question="sample",
                title="",
                contest=hs.Contest(title="", candidates=()),
                rule="sv",
                sentence="",
                level="",
                chances=(Chance(claim="", of=0.5),),  # type: ignore[arg-type]
            )
        )
    assert rounded(0.1) == Fraction(1, 10)


# -- Shown -----------------------------------------------------------------------------------------------


def test_the_schema_is_that_of_the_nouns() -> None:
    assert json.loads(record_schema.text(record_schema.answer())) == SCHEMA


def test_the_same_answer_is_the_same_bytes_in_every_rendering() -> None:
    for report in ("html", "json", "csv", "documents"):
        assert render(ask(who="khan"), report) == render(ask(who="khan"), report)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(ask(who="khan"))))
    with pytest.raises(UsageError):
        render(ask(who="khan"), "pdf")


def test_on_a_terminal_the_answer_stands_last_in_80_columns() -> None:
    text = terminal.text(ask(who="khan", rate="40%"))
    assert max(map(len, text.splitlines())) <= 80
    for part in (
        "Shaun BAILEY",
        "893,051",
        "35.28%",
        "A win: 40% of the runs of the model.",
        "Counted again, Sadiq Aman KHAN is elected.",
        "- 3 papers marked Sadiq Aman KHAN would be marked Sadiq Aman KHAN > over",
        "- 1 paper added, marked Sadiq Aman KHAN",
        "... 8 more (--all)",
    ):
        assert part in " ".join(text.split())
    assert text.index("Certain ") < text.index("Possible ") < text.index("ANSWER ")
    assert "Brian Benedict ROSE" in terminal.text(ask(who="khan"), every=True)


def test_a_table_too_broad_for_its_names_becomes_paragraphs() -> None:
    columns = tuple(Column(key=f"c{at}", head="Second preferences", unit="papers") for at in range(8))
    table = Figures(
        key="broad",
        title="Broad",
        columns=(Column(key="who", head="Candidate", unit="candidate"), *columns),
        rows=(("sadiq-aman-khan", *range(8)),),
    )
    found = ask(who="khan")
    text = terminal.text(hs.Answer(**{**vars(found), "figures": (table,)}))
    assert "Sadiq Aman KHAN: second preferences 0; second preferences 1;" in text


def test_a_question_is_asked_at_the_terminal_and_written(tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    runner = CliRunner()
    words_ = ["ask", "sample", "london-2021", "--who", "khan", "-o", str(page)]
    done = runner.invoke(cli, words_, catch_exceptions=False)
    assert done.exit_code == 0 and "Sadiq Aman KHAN, 7, so." in done.output
    text = page.read_text("utf-8")
    assert "A question, not a result" in text and "http://" not in text and "https://" not in text
    assert runner.invoke(cli, words_).exit_code != 0, "an existing file is not overwritten"
    as_json = runner.invoke(cli, ["ask", "sample", "london-2021", "--who", "khan", "--json"])
    assert json.loads(as_json.output)["question"] == "sample"


def test_a_table_of_polls_is_not_an_election(monkeypatch: pytest.MonkeyPatch) -> None:
    case = asking.case_of(desk.read(LONDON), shelf.rule("sv"))
    polls = Question(**{**vars(SAMPLE), "of": "polls"})
    monkeypatch.setattr(shelf, "question", lambda key: polls)
    with pytest.raises(UsageError, match="asked of polls"):
        asking.answer("sample", case, {})


WAITS = (
    "margin",
    "affected",
    "tactics",
    "rules",
    "audit",
    "ledger",
    "transfers",
    "regions",
    "pact",
    "without",
)


@pytest.mark.parametrize("question", WAITS)
def test_a_count_that_waits_for_statements_is_refused_as_unfinished(question: str) -> None:
    """Exit status 4, as of a count: somebody must act first. Never a traceback."""
    people = tuple(Candidate(id=id, name=id.upper()) for id in "abc")
    areas = (Area(id="x", name="X"), Area(id="y", name="Y"))
    first = Statement(area="x", stage="first", first={"a": 5, "b": 3, "c": 1})
    papers = Returns(candidates=tuple("abc"), areas=("x", "y"), statements=(first,))
    options: dict[str, Any] = {
        "affected": {"papers": 1},
        "pact": {"between": ("a", "b")},
        "without": {"candidate": "a"},
    }
    night = Reading(contest=Contest(title="", candidates=people, areas=areas), papers=papers)
    with pytest.raises(Unfinished) as told:
        desk.ask(question, night, **options.get(question, {}))
    assert told.value.exit_code == 4 and "first statements are awaited" in told.value.found


@pytest.mark.parametrize("question", ["margin", "affected", "tactics", "audit"])
def test_a_count_that_waits_for_a_lot_is_refused_as_unfinished(question: str) -> None:
    people = tuple(Candidate(id=id, name=id.upper()) for id in "abc")
    papers = Profile.of("abc", {("a", "-"): 2, ("b", "-"): 2, ("c", "-"): 1})
    level = Reading(contest=Contest(title="", candidates=people), papers=papers)
    with pytest.raises(Unfinished, match=r"lot|elected yet|beaten") as told:
        desk.ask(question, level, **({"papers": 1} if question == "affected" else {}))
    assert told.value.exit_code == 4


def test_polls_and_elections_are_not_taken_for_each_other(tmp_path: Path) -> None:
    table = tmp_path / "polls.csv"
    table.write_text(_polls.EXAMPLE, "utf-8")
    with pytest.raises(UsageError, match="asked of polls"):
        desk.ask("forecast", desk.read(LONDON), seed=1)
    with pytest.raises(UsageError, match="asked of an election"):
        desk.ask("margin", _polls.read(table))
