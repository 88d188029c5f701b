"""Asking: a question of the shelf put to a case, its options checked and turned into nouns."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from hustings import counting, shelf
from hustings.answer import Answer
from hustings.awaiting import Awaiting
from hustings.contest import Contest
from hustings.counting import Rule
from hustings.errors import InputError, Unfinished, UsageError
from hustings.formats._names import Names, folded, nearest
from hustings.polls import Polls
from hustings.profile import Profile
from hustings.question import Case, Option, Question
from hustings.returns import Reading

SHARE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%?)")


def case_of(reading: Reading, rule: Rule) -> Case:
    """What is asked about: the papers in the columns of the rule's ballot paper, counted by it."""
    read = reading.papers
    papers = counting.in_its_columns(rule, read)
    reading = replace(reading, papers=papers)
    return Case(
        reading=reading,
        rankings=read if papers is not read and isinstance(read, Profile) else None,
        rule=rule,
        counted=counting.count(rule, papers, reading.decisions.lots, reading.contest),
        rule_of=shelf.rule,
    )


def answer(key: str, case: Case, asked: Mapping[str, Any]) -> Answer:
    """The answer to a question about an election, with the options as a person gave them.

    Raises UsageError for an unknown question or option, an option that is missing, and what the data cannot
    answer, Unfinished while the count waits for what it needs; InputError for what an option names and is not
    there, and for what makes no sense.
    """
    question = shelf.question(key)
    if question.of != "papers":
        raise _not_of_an_election(key)
    try:
        found = question.ask(case, **converted(question, asked, case.contest))
    except Awaiting as waits:
        raise Unfinished(
            "this question is asked once all first preferences are in",
            found=waits.awaited.words,
            expected="all first statements, and a ruling on every paper",
            hint="hustings ask reach says what is settled so far",
        ) from None
    return _complete(found, asked, case.reading)


def of_polls(key: str, what: str | Path | Reading | Polls, asked: Mapping[str, Any]) -> Answer:
    """The answer to a question about polls, or a file of them; raises what `answer` and reading do."""
    question = shelf.question(key)
    polls = _reader("_polls.read")(what) if isinstance(what, (str, Path)) else what
    if not isinstance(polls, Polls):
        raise _not_of_an_election(key)
    found = question.ask(polls, **converted(question, asked, polls.contest))
    return _complete(found, asked, None)


def _not_of_an_election(key: str) -> UsageError:
    return UsageError(
        "this question is asked of polls",
        found=f"an election, and the question {key}",
        expected="a table of polls",
        hint=f"hustings ask {key} --help says how to write one",
    )


def _complete(found: Answer, asked: Mapping[str, Any], reading: Reading | None) -> Answer:
    """What every answer carries: the options as given, the sources, and what reading remarked."""
    given = {name: _said(value) for name, value in asked.items() if _given(value)}
    if reading is None:
        return replace(found, asked=given)
    return replace(found, asked=given, sources=reading.sources, notes=(*found.notes, *reading.notes))


def _said(value: object) -> str:
    """An option as it was given, in words; of a file its name, no path."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_said, value))
    return value.name if isinstance(value, Path) else str(value)


def _given(value: object) -> bool:
    return value is not None and value is not False and value not in ("", (), [])


def converted(question: Question, asked: Mapping[str, Any], contest: Contest) -> dict[str, Any]:
    """The options of a question by name, each turned into what the question works on; defaults filled in."""
    known = {one.name: one for one in question.options}
    for name in asked:
        if name not in known:
            close = nearest(name, known)
            raise UsageError(
                "this question has no such option",
                found=name,
                expected=", ".join(known) or "no options",
                hint=f"did you mean {close}?" if close else "",
            )
    return {name: _option(one, asked.get(name), contest, question.key) for name, one in known.items()}


def _option(option: Option, value: Any, contest: Contest, key: str) -> Any:
    where = "--" + option.name.replace("_", "-")
    if not _given(value):
        if option.needed:
            raise UsageError(
                "an option is missing",
                where=where,
                expected=option.words,
                hint=f"say it; hustings ask {key} --help tells more",
            )
        return () if option.many and option.default is None else option.default
    if not option.many:
        return _one(option, value, contest, where)
    many = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(_one(option, one, contest, where) for one in many)


def _one(option: Option, value: Any, contest: Contest, where: str) -> Any:
    if option.takes == "candidate":
        return _candidate(str(value), contest, where)
    if option.takes == "area":
        return Names(contest).area(str(value), where=where)
    if option.takes == "share":
        return share(value, where=where)
    if option.takes == "number":
        return _number(value, where)
    if option.takes == "choice" and value not in option.choices:
        raise UsageError(
            "this is not one of the choices",
            where=where,
            found=str(value),
            expected=", ".join(option.choices),
        )
    if option.takes == "polls":
        return value if not isinstance(value, (str, Path)) else _reader("_polls.read")(value)
    if option.takes == "file" and option.read and isinstance(value, (str, Path)):
        return _reader(option.read)(value, contest) if option.of_people else _reader(option.read)(value)
    return value


def _candidate(text: str, contest: Contest, where: str) -> str:
    """The id of a candidate by id or name, or by words that stand in one candidate's name alone.

    A question may be put in short ("khan"): its answer says the whole name. Papers may not.
    """
    names = Names(contest)
    said = set(folded(text).split())
    fitting = [one.id for one in contest.candidates if said and said <= set(folded(one.name).split())]
    if not names.knows(text) and len(fitting) == 1:
        return fitting[0]
    return names.candidate(text, where=where)


def share(value: object, *, where: str) -> Fraction:
    """A share as a person writes it: "40%", "0.4", 0.4 or a fraction; from 0 to 1, else InputError.

    >>> share("40%", where="--rate"), share("0.125", where="--rate")
    (Fraction(2, 5), Fraction(1, 8))
    """
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        found = Fraction(value)
    elif written := SHARE.fullmatch(str(value).strip()):
        found = Fraction(written[1]) / (100 if written[2] else 1)
    else:
        raise InputError("this is not a share", where=where, found=str(value), expected="such as 40% or 0.4")
    if not 0 <= found <= 1:
        raise InputError(
            "a share is more than all",
            where=where,
            found=str(value),
            expected="from 0 to 100%",
            hint="write a share as 40% or 0.4",
        )
    return found


def _number(value: object, where: str) -> int:
    text = str(value).replace(",", "").strip()
    if isinstance(value, bool) or not text.isdigit():
        raise InputError(
            "this is not a number", where=where, found=str(value), expected="a whole number, 0 or more"
        )
    return int(text)


def _reader(name: str) -> Callable[..., Any]:
    """The reader of a file that goes with a question, by its name in `hustings.formats`."""
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(f"hustings.formats.{module}"), function)
    return found
