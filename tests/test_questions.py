"""What the same is asked of every question and every picture on the shelf."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

import hustings as hs
from hustings import desk, shelf
from hustings.answer import Answer, to_json
from hustings.contest import Candidate, Contest
from hustings.errors import HustingsError, InputError, UsageError
from hustings.pictures._picture import Width
from hustings.profile import Profile
from hustings.question import Question
from hustings.reports._answer import terminal
from hustings.returns import Reading
from squeeze import SQUEEZE

SCHEMA = json.loads(files("hustings").joinpath("schema/answer-1.schema.json").read_text("utf-8"))
QUESTIONS = {key: one for key, one in sorted(shelf.questions().items()) if one.of == "papers"}
SVG = "{http://www.w3.org/2000/svg}"

# Lengths and styles; what a picture may hold beside words.
FORBIDDEN = ("http://www.w3.org/1999/xlink", "<script", "<image", "<style", "url(http", "href=")


def _reading(votes: Mapping[tuple[str, ...], int], ids: str, **facts: Any) -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    kind = "rankings" if any(len(vote) > 2 for vote in votes) else "preferences"
    papers = Profile.of(tuple(ids), votes, ballots=kind)  # type: ignore[arg-type]
    return Reading(contest=Contest(title="Sample", candidates=people, **facts), papers=papers)


READINGS: dict[str, Reading] = {
    "squeeze": _reading(SQUEEZE, "abc"),
    "cut tie": _reading({("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 30}, "abc"),
    "lot": _reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}, "abc"),
    "two": _reading({("a",): 3, ("b",): 2}, "ab"),
    "outright": _reading({("a", "b"): 70, ("b", "c"): 20, ("c", "a"): 10}, "abc"),
    "nobody votes": _reading({}, "abc"),
    "one paper": _reading({("b", "a"): 1}, "abc"),
}


@cache
def readings() -> dict[str, Reading]:
    """Invented elections, and those that come along."""
    return READINGS | {name: desk.read(hs.elections.path(name)) for name in hs.elections.names()}


@cache
def sample_options(key: str) -> tuple[tuple[str, str], ...]:
    """What must be said to ask a question at all, of candidates by position and otherwise by kind."""
    said = {"share": "50%", "number": "1", "text": "sample"}
    return tuple(
        (one.name, said.get(one.takes, one.choices[0] if one.choices else ""))
        for one in shelf.question(key).options
        if one.needed and one.takes not in ("candidate", "file", "polls", "area")
    )


def options_for(question: Question, reading: Reading) -> dict[str, Any] | None:
    """Options with which a question can be asked of these people; None where it needs a file."""
    if any(one.needed and one.takes in ("file", "polls", "area") for one in question.options):
        return None
    people = iter(reading.contest.ids)
    named: dict[str, Any] = dict(sample_options(question.key))
    for one in question.options:
        if one.needed and one.takes == "candidate":
            named[one.name] = [next(people, ""), next(people, "")] if one.many else next(people, "")
    return named


@cache
def answers_to(key: str) -> list[tuple[str, Answer]]:
    """The answers a question gives to every reading that it does not refuse."""
    question, found = shelf.question(key), []
    for name, reading in readings().items():
        options = options_for(question, reading)
        if options is None:
            continue
        try:
            found.append((name, desk.ask(question.key, reading, **options)))
        except (UsageError, InputError) as error:
            assert error.message and (error.found or error.expected or error.hint), (name, error.message)
    return found


def test_every_word_of_a_question_is_said() -> None:
    for key, question in shelf.questions().items():
        assert question.key == key
        for text in (question.title, question.asks, question.about, question.source):
            assert text.strip()
        assert question.asks.endswith("?")
        for option in question.options:
            assert option.words.strip() and option.name.replace("_", "").isalpha()
            assert (option.takes == "choice") == bool(option.choices)
            assert not (option.needed and option.default is not None)


@pytest.mark.parametrize("key", QUESTIONS)
def test_an_answer_is_whole_and_the_same_again(key: str) -> None:
    question = QUESTIONS[key]
    for name, answer in answers_to(key):
        options = options_for(question, readings()[name])
        assert options is not None
        assert to_json(answer) == to_json(desk.ask(key, readings()[name], **options)), name
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(answer)))
        assert answer.question == key and answer.title == question.title
        assert answer.sentence.strip().endswith((".", "?", "!")) and answer.level.strip()
        for table in answer.figures:
            assert len({column.key for column in table.columns}) == len(table.columns)
            assert all(len(row) == len(table.columns) for row in table.rows), (name, table.key)
            for column in table.columns:
                held = [cell for cell in table.column(column.key) if cell is not None]
                if column.unit in ("candidate", "text"):
                    assert all(isinstance(cell, str) for cell in held), (name, table.key, column.key)
                else:
                    assert all(isinstance(cell, (int, Fraction)) for cell in held), (name, column.key)
                if column.unit == "candidate":
                    assert set(held) <= {*answer.contest.ids, ""}, (name, table.key, column.key)
        assert all(0 <= one.of <= 1 for one in answer.chances)


@pytest.mark.parametrize("key", QUESTIONS)
def test_an_answer_is_shown_everywhere(key: str) -> None:
    for name, answer in answers_to(key)[:6]:
        text = terminal.text(answer, every=True)
        assert max(map(len, text.splitlines())) <= 80, name
        for report in ("html", "csv", "json", "documents"):
            assert desk.render(answer, report), (name, report)


@pytest.mark.parametrize("key", QUESTIONS)
def test_no_witness_claims_what_is_not_elected(key: str) -> None:
    for name, answer in answers_to(key):
        for witness in answer.witnesses:
            assert set(witness.elected) | set(witness.level) <= set(answer.contest.ids), name
            assert all(change.papers > 0 for change in witness.changes), name
            assert witness.words.strip()


@pytest.mark.parametrize("key", sorted(shelf.pictures()))
def test_a_picture_tells_itself_in_words_and_is_the_same_again(key: str) -> None:
    picture = shelf.picture(key)
    question = shelf.question(picture.question)
    assert picture.title.strip() and picture.about.strip() and picture.why_not.strip()
    drawn = 0
    widths: tuple[Width, ...] = ("wide", "narrow")
    for name, answer in answers_to(question.key) if question.of == "papers" else ():
        for width in widths:
            svg = str(picture.draw(answer, width))
            assert svg == str(picture.draw(answer, width))
            if not svg:
                continue
            drawn += 1
            root = ElementTree.fromstring(svg)
            assert root.tag in ("svg", f"{SVG}svg") and root.get("role") == "img", name
            named = {child.tag.removeprefix(SVG): child.text or "" for child in root}
            assert named["title"].strip() and len(named["desc"]) > 40, (name, named)
            assert not any(word in svg for word in FORBIDDEN), name
            ids = [one.get("id") for one in root.iter() if one.get("id")]
            assert len(ids) == len(set(ids)) and all(f"{one}".startswith(f"{key}-{width}") for one in ids)
    assert drawn or question.of == "polls"


def test_a_question_refuses_papers_that_have_no_preferences() -> None:
    rated = Profile.of(("a", "b", "c"), {("a:5", "b:1"): 3}, ballots="scores")
    people = tuple(Candidate(id=id, name=id) for id in "abc")
    reading = Reading(contest=Contest(title="Rated", candidates=people), papers=rated)
    for key, question in QUESTIONS.items():
        options = options_for(question, reading)
        if options is None or key == "without":  # any papers can be counted again without somebody
            continue
        with pytest.raises(HustingsError):
            desk.ask(key, reading, rule="score", **options)
