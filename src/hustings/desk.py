"""The verbs: read, count, compare, write, verify, diff. Everything a door does, it does through these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hustings import counting, shelf
from hustings.codec import canonical
from hustings.contest import Contest
from hustings.counting import Rule
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.intake import read as read
from hustings.intake import regime_of
from hustings.joining import record_of
from hustings.record import Record
from hustings.regime import Regime, rule_for
from hustings.result import Result as Result
from hustings.returns import AnyPapers, Note, Reading, Returns
from hustings.saving import save
from hustings.showing import draw as draw
from hustings.showing import png as png
from hustings.showing import render as render
from hustings.showing import report_for as report_for

if TYPE_CHECKING:
    from hustings.answer import Answer
    from hustings.comparison import Comparison
    from hustings.mechanics.exploration import Exploration
    from hustings.polls import Polls

BY_NUMBER = {0: "uncontested", 1: "uncontested", 2: "simple-majority"}
"""Which rule counts a contest of so few candidates; three and more are counted by the supplementary vote."""


def count(
    what: str | Path | Reading,
    *,
    law: str = "",
    rule: str = "",
    form: str = "",
    seats: int | None = None,
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Count an election: read it if it is a path, choose its law, count by the rule that law names.

    `law` is a regime's key; without one the contest's office and dates choose it; `rule` counts without a
    regime. `seats` stands over what the contest's facts and the file say. Raises InputError, UsageError, and
    InputError where the office's law cannot be told.
    """
    if isinstance(what, Reading):
        reading = what
    else:
        reading = read(
            what,
            law=law,
            rule=rule,
            format=format,
            contest=contest,
            decisions=decisions,
            progress=progress,
        )
    if seats is not None:
        reading = replace(reading, contest=replace(reading.contest, seats=seats))
    regime, why = regime_of(reading.contest, law, rule)
    return Result(record=_count(reading, _rule(reading, regime, rule), regime, why, form))


def _count(reading: Reading, rule: Rule, regime: Regime | None, why: str, form: str) -> Record:
    reading = _in_its_columns(reading, rule)
    counted = counting.count(rule, reading.papers, reading.decisions.lots, reading.contest)
    # As it would be read back from its file, so that both print the same bytes.
    return canonical(record_of(reading, counted, rule=rule, regime=regime, why=why, form=form))


def _in_its_columns(reading: Reading, rule: Rule) -> Reading:
    """Rankings as the columns of the rule's ballot paper, which is then what was counted."""
    papers = counting.in_its_columns(rule, reading.papers)
    if papers is reading.papers:
        return reading
    ranks = "first rank is" if rule.columns == 1 else "first two ranks are"
    note = Note(words=f"of each ranking only the {ranks} counted, as on a paper with so many columns")
    return replace(reading, papers=papers, notes=(*reading.notes, note))


def _rule(reading: Reading, regime: Regime | None, key: str) -> Rule:
    number = len(reading.contest.candidates)
    if regime is not None and not key:
        key = rule_for(regime, number)
    elif not key and number > 1 and reading.papers.kind not in ("preferences", "totals"):
        raise UsageError(
            "by which rule these papers are counted is not said",
            found=f"{counting.WORDS[reading.papers.kind]}, {reading.contest.seats} to be elected",
            expected="a rule",
            hint="name one with --rule (hustings rules list), or compare them all with hustings compare",
        )
    elif key in ("", "sv"):
        key = BY_NUMBER.get(number, "sv")
    return shelf.rule(key)


def compare(
    what: str | Path | Reading,
    *,
    rules: str | Collection[str] = (),
    spoilers: bool | None = None,
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Count the same papers by several rules (all that apply, where none is named) and compare.

    Rules are named by their keys, one by one or with commas between, as the command takes them.
    `spoilers` says whether to look for candidates whose removal changes who is elected; None, where that is
    quick. Raises what reading does, and UsageError or InputError for a rule named that cannot count these.
    """
    from hustings import comparing

    if not isinstance(what, Reading):
        what = read(what, format=format, contest=contest, decisions=decisions, progress=progress)
    keys = [key.strip() for key in rules.split(",")] if isinstance(rules, str) else rules
    return comparing.compare(what, tuple(key for key in keys if key), spoilers)


def ask(
    question: str,
    what: str | Path | Reading | Polls,
    *,
    law: str = "",
    rule: str = "",
    format: str = "",
    seats: int | None = None,
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    **options: Any,
) -> Answer:
    """Ask a question of an election: who could still win, how close it was, what if (`hustings ask`).

    `what` is read and counted as `count` does, `options` are the question's own by name. Of a question about
    polls it is a table of polls, or the polls. Raises what reading and counting do, UsageError for what the
    data cannot answer, InputError for an option that makes no sense.
    """
    from hustings import asking
    from hustings.polls import Polls

    if shelf.question(question).of == "polls":
        return asking.of_polls(question, what, options)
    if isinstance(what, Polls):
        raise UsageError(
            "this question is asked of an election",
            found=f"polls, and the question {question}",
            expected="papers, or declared totals",
        )
    if not isinstance(what, Reading):
        what = read(what, law=law, rule=rule, format=format, contest=contest, decisions=decisions)
    if seats is not None:
        what = replace(what, contest=replace(what.contest, seats=seats))
    regime, _ = regime_of(what.contest, law, rule)
    return asking.answer(question, asking.case_of(what, _rule(what, regime, rule)), options)


def example(key: str) -> Result | None:
    """A rule's own example, counted; None for a rule that has none."""
    from hustings.rule_words import example_of

    held = example_of(shelf.rule(key))
    if held is None:
        return None
    contest, papers = held
    return count(Reading(contest=contest, papers=papers), rule=key)


def explore(
    what: str | Path | Reading,
    *,
    few: int | None = None,
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
) -> Exploration:
    """An election to try changes on, read if it is a path: `write` makes it a page that anybody can use.

    Figures of fewer than `few` papers (None: 10) are kept together, so that none tells how somebody voted; 0
    shows all.
    Raises what reading does, and UsageError for papers without first and second preferences, several seats,
    one candidate, and while statements or rulings are awaited.

    >>> import hustings as hs
    >>> found = hs.explore(hs.elections.path("tower-hamlets-2010"))
    >>> found.known, found.elected
    ('firsts', ('lutfur-rahman',))
    """
    from hustings import exploring

    if not isinstance(what, Reading):
        what = read(what, rule="sv", format=format, contest=contest, decisions=decisions)
    return exploring.explore(what) if few is None else exploring.explore(what, few)


def write(
    what: Result | Record | Comparison | Answer | Exploration,
    path: str | Path,
    *,
    report: str = "",
    answers: Collection[Answer] = (),
    force: bool = False,
) -> None:
    """Write a result as the report that the file's ending (or `report`) names, whole or not at all.

    `answers` become sections of a result's page.

    Raises UsageError for a file that exists unless `force` is given, InputError where it cannot be written.
    """
    rendered = what.record if isinstance(what, Result) else what
    save(path, render(rendered, report or report_for(path), answers), force=force)


def load(path: str | Path) -> Record:
    """Read a record; raises InputError where it is not one."""
    from hustings.codec import from_json

    try:
        return from_json(Path(path).read_bytes(), name=Path(path).name)
    except OSError as error:
        raise InputError("the record cannot be read", where=str(path), found=str(error.strerror)) from error


def recount(record: Record) -> Record:
    """Count a record again from the papers and decisions it holds, by the same rule and law."""
    reading = Reading(
        contest=record.contest,
        papers=record.papers,
        totals=record.contest_totals,
        decisions=record.decisions,
        sources=record.sources,
    )
    law = shelf.law(record.law.key) if record.law else None
    rule = shelf.rule(record.rule.key)
    again = _count(reading, rule, law, record.why_law, record.form)
    return replace(again, notes=record.notes)


def verify(record: Record, *inputs: str | Path, format: str = "") -> tuple[str, ...]:
    """Count again and compare: what differs, in words; nothing when all agrees.

    With `inputs` (the papers, and the contest's facts and decisions where there are any) the digests and
    the papers read are compared too.
    """
    from hustings.mechanics.differences import recount_differences

    found = [str(one) for one in recount_differences(record, recount(record))]
    if inputs:
        reading = _reread(record, inputs, format)
        stated = {(one.role, one.sha256) for one in record.sources}
        read_now = {(one.role, one.sha256) for one in reading.sources}
        named = {role for role, _ in read_now}
        for role, _ in sorted(stated - read_now):
            how = "another file" if role in named else "a file that is not named here: name it too"
            found.append(f"the {role} in the record is {how}")
        if reading.papers != _bare(record.papers):
            found.append("the papers read from the file are not those in the record")
        found += _other_facts(record, reading, named)
    return tuple(found)


def _other_facts(record: Record, reading: Reading, named: Collection[str]) -> Iterator[str]:
    """Facts and decisions of the record that are not those in the files named."""
    if "contest" in named:
        for key in (one.name for one in fields(Contest)):
            held, there = getattr(record.contest, key), getattr(reading.contest, key)
            if held != there:
                plain = isinstance(held, (str, int))
                yield f"the contest's {key} in the record is not that in the file" + (
                    f": recorded {held}, in the file {there}" if plain else ""
                )
        if record.contest_totals != (reading.totals and replace(reading.totals, where="")):
            yield "the totals of the contest in the record are not those in the file"
    if "decisions" in named:
        for key in (one.name for one in fields(Decisions)):
            made, read_now = (getattr(whose.decisions, key) for whose in (record, reading))
            if [replace(one, where="") for one in made] != [replace(one, where="") for one in read_now]:
                yield f"the {key} in the record are not those in the file"


def _reread(record: Record, inputs: tuple[str | Path, ...], format: str) -> Reading:
    facts = [one for one in inputs if str(one).endswith(".toml")]
    data = [one for one in inputs if one not in facts]
    if len(data) != 1:
        raise UsageError("name one file of papers or returns to verify against", found=f"{len(data)}")
    kinds = {"decisions": None, "contest": None} | {_role(one): one for one in facts}
    kind = format or next((one.format for one in record.sources if one.role == "papers"), "")
    contest = kinds["contest"] or record.contest
    decisions = kinds["decisions"] or record.decisions
    law, rule = (record.law.key, "") if record.law else ("", record.rule.key)
    reading = read(data[0], law=law, rule=rule, format=kind, contest=contest, decisions=decisions)
    reading = _in_its_columns(reading, shelf.rule(record.rule.key))
    return replace(reading, papers=_bare(reading.papers))


def _role(path: str | Path) -> str:
    """Whether a file holds decisions or the facts of the contest."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError("the file cannot be read", where=str(path), found=str(error.strerror)) from error
    return "decisions" if any(one in data for one in (b"[[lot", b"[[ruling", b"[[direction")) else "contest"


def _bare(papers: AnyPapers) -> AnyPapers:
    """The papers without the file names and lines they were read at, which no record keeps."""
    if not isinstance(papers, Returns):
        return papers
    return replace(
        papers,
        statements=tuple(replace(one, where="") for one in papers.statements),
        directions=tuple(replace(one, where="") for one in papers.directions),
    )
