"""The verbs: read, count, write, verify, diff. Everything a door does, it does through these."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from hustings import counting, shelf
from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Rule, Stage
from hustings.decisions import Decisions
from hustings.errors import InputError, TieUndecided, UsageError
from hustings.formats._decisions import read_decisions
from hustings.formats._facts import read_facts
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._open import head
from hustings.joining import record_of
from hustings.paper import DEFECT_ORDER
from hustings.profile import Profile
from hustings.record import Record
from hustings.regime import Regime, rule_for
from hustings.returns import Note, Reading, Returns, Source

BY_NUMBER = {0: "uncontested", 1: "uncontested", 2: "simple-majority"}
"""Which rule counts a contest of so few candidates; three and more are counted by the supplementary vote."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a count came to: who is elected, or what is awaited, and the record that proves it."""

    record: Record

    @property
    def elected(self) -> tuple[str, ...]:
        """The names of those elected, none while something is awaited."""
        return tuple(self.record.contest.label(id) for id in self.record.elected)

    @property
    def winner(self) -> str:
        """The name of the one elected; raises TieUndecided while the count waits for anything."""
        if self.record.awaiting or len(self.record.elected) != 1:
            words = self.record.awaiting.words if self.record.awaiting else "nobody is elected"
            raise TieUndecided("there is no winner yet", found=words, hint="see .awaiting")
        return self.elected[0]

    @property
    def awaiting(self) -> Awaited | None:
        """What the count waits for, or None."""
        return self.record.awaiting

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages so far."""
        return self.record.stages

    def __bool__(self) -> bool:
        raise TypeError("a result is neither true nor false: ask .awaiting or .winner")

    def __repr__(self) -> str:
        outcome = ", ".join(self.elected) if self.elected else f"awaiting {self.record.awaiting}"
        return f"<Result {self.record.contest.title}: {outcome}>"

    def _repr_html_(self) -> str:
        """The result page, framed, for a notebook."""
        from html import escape

        page = shelf.reports()["html"].render(self.record).decode()
        title = escape(self.record.contest.title)
        return f'<iframe title="{title}" srcdoc="{escape(page)}" width="100%" height="900"></iframe>'


def read(
    path: str | Path,
    *,
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    order: Sequence[str] = DEFECT_ORDER,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read papers or returns from a file ("-" is standard input), with the contest's facts and decisions.

    Where no facts or decisions are named, `contest.toml` and `decisions.toml` beside the file are used.
    Raises InputError for a file that cannot be accepted, UsageError for an unknown format.
    """
    opened = _open(path)
    facts, sources, notes = _facts(opened, contest, decisions)
    facts = replace(facts, defect_order=tuple(order), progress=progress)
    chosen = shelf.pick(shelf.formats(), format, "format") if format else _sniffed(opened)
    reading = chosen.read(opened, facts)
    return replace(
        reading,
        totals=facts.totals or reading.totals,
        decisions=facts.decisions if facts.decisions != Decisions() else reading.decisions,
        sources=(*reading.sources, *sources),
        notes=(*notes, *reading.notes),
    )


def _open(path: str | Path) -> Opened:
    if str(path) == "-":
        return Opened(name="standard input", stream=sys.stdin.buffer)
    return Opened(name=Path(path).name, path=Path(path))


def _sniffed(opened: Opened) -> Format:
    start = head(opened)
    for one in shelf.formats().values():
        if one.sniff(start):
            return one
    first = start.splitlines()[0][:80].decode("utf-8", "replace") if start.strip() else "nothing"
    raise InputError(
        "what kind of file this is cannot be told",
        where=opened.name,
        found=first,
        expected="one of: " + ", ".join(sorted(shelf.formats())),
        hint="say which with --from",
    )


def _facts(
    opened: Opened, contest: str | Path | Contest | None, decisions: str | Path | Decisions | None
) -> tuple[Facts, list[Source], list[Note]]:
    facts, sources, notes = Facts(), [], []
    beside = opened.path.parent if opened.path else None
    contest = contest or _found(beside, "contest.toml")
    decisions = decisions or _found(beside, "decisions.toml")
    if isinstance(contest, Contest):
        facts = replace(facts, contest=contest)
    elif contest:
        read_contest, totals = read_facts(Path(contest))
        facts = replace(facts, contest=read_contest, totals=totals)
        sources.append(_source("contest", Path(contest)))
        notes.append(Note(words=f"contest facts from {Path(contest).name}"))
    if isinstance(decisions, Decisions):
        facts = replace(facts, decisions=decisions)
    elif decisions:
        if facts.contest is None:
            raise UsageError(
                "decisions name candidates, so the contest's facts are needed",
                hint="write contest.toml beside the file (hustings init contest) or name it with --contest",
            )
        facts = replace(facts, decisions=read_decisions(Path(decisions), facts.contest))
        sources.append(_source("decisions", Path(decisions)))
        notes.append(Note(words=f"decisions from {Path(decisions).name}"))
    return facts, sources, notes


def _found(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder and (folder / name).is_file() else None


def _source(role: str, path: Path) -> Source:
    data = path.read_bytes()
    assert role in ("contest", "decisions")
    return Source(role=role, format="toml", sha256=sha256(data).hexdigest(), size=len(data))  # type: ignore[arg-type]


def count(
    what: str | Path | Reading,
    *,
    law: str = "",
    rule: str = "",
    form: str = "",
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Count an election: read it if it is a path, choose its law, count by the rule that law names.

    `law` is a regime's key; without one the contest's office and dates choose it; `rule` counts without a
    regime. Raises InputError, UsageError, and InputError where the office's law cannot be told.
    """
    if isinstance(what, Reading):
        reading = what
    else:
        order = shelf.pick(shelf.laws(), law, "law").defect_order if law else DEFECT_ORDER
        reading = read(
            what, format=format, contest=contest, decisions=decisions, order=order, progress=progress
        )
    regime, why = _regime(reading.contest, law, rule)
    return Result(record=_count(reading, _rule(reading, regime, rule), regime, why, form))


def _count(reading: Reading, rule: Rule, regime: Regime | None, why: str, form: str) -> Record:
    counted = counting.count(rule, reading.papers, reading.decisions.lots)
    return record_of(reading, counted, rule=rule, regime=regime, why=why, form=form)


def _regime(contest: Contest, law: str, rule: str) -> tuple[Regime | None, str]:
    """The law that governs, and why; none where a rule is named or nothing says which office this is."""
    if law:
        return shelf.pick(shelf.laws(), law, "law"), f"named: {law}"
    if rule:
        return None, f"no law: counted by the rule named, {rule}"
    if contest.law:
        return shelf.pick(shelf.laws(), contest.law, "law"), "named in the contest's facts"
    if not contest.office:
        return (
            None,
            "no law: neither a law nor an office is named, so the number of candidates chose the rule",
        )
    from hustings.choosing import choose

    chosen = choose(
        shelf.laws().values(),
        office=contest.office,
        poll_date=_day(contest.date),
        notice_date=_day(contest.notice_date),
    )
    return chosen.regime, chosen.why


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rule(reading: Reading, regime: Regime | None, key: str) -> Rule:
    number = len(reading.contest.candidates)
    if regime is not None and not key:
        key = rule_for(regime, number)
    elif key in ("", "sv"):
        key = BY_NUMBER.get(number, "sv")
    return shelf.pick(shelf.rules(), key, "rule")


def render(record: Record, report: str) -> bytes:
    """A record as one of the reports on the shelf."""
    return shelf.pick(shelf.reports(), report, "report").render(record)


def write(path: str | Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; an existing one is kept unless `force` is given."""
    path = Path(path)
    if path.exists() and not force:
        raise UsageError(
            "the file exists and is not overwritten", where=str(path), hint="give another name, or --force"
        )
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError("the file cannot be written", where=str(path), found=str(error.strerror)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def load(path: str | Path) -> Record:
    """Read a record; raises InputError where it is not one."""
    from hustings.codec import from_json

    try:
        return from_json(Path(path).read_bytes())
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
    law = shelf.pick(shelf.laws(), record.law.key, "law") if record.law else None
    rule = shelf.pick(shelf.rules(), record.rule.key, "rule")
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
        found += [f"the {role} in the record is another file" for role, _ in sorted(stated - read_now)]
        if reading.papers != _bare(record.papers):
            found.append("the papers read from the file are not those in the record")
    return tuple(found)


def _reread(record: Record, inputs: tuple[str | Path, ...], format: str) -> Reading:
    facts = [one for one in inputs if str(one).endswith(".toml")]
    data = [one for one in inputs if one not in facts]
    if len(data) != 1:
        raise UsageError("name one file of papers or returns to verify against", found=f"{len(data)}")
    kinds = {"decisions": None, "contest": None} | {
        "decisions"
        if "[[lot" in (text := Path(one).read_text("utf-8")) or "[[ruling" in text or "[[direction" in text
        else "contest": one
        for one in facts
    }
    order = record.law.defect_order if record.law else DEFECT_ORDER
    kind = format or next((one.format for one in record.sources if one.role == "papers"), "")
    contest = kinds["contest"] or record.contest
    decisions = kinds["decisions"] or record.decisions
    reading = read(data[0], format=kind, contest=contest, decisions=decisions, order=order)
    return replace(reading, papers=_bare(reading.papers))


def _bare(papers: Profile | Returns) -> Profile | Returns:
    """The papers without the file names and lines they were read at, which no record keeps."""
    if isinstance(papers, Profile):
        return papers
    return replace(
        papers,
        statements=tuple(replace(one, where="") for one in papers.statements),
        directions=tuple(replace(one, where="") for one in papers.directions),
    )
