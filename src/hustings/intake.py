"""Taking in: a file is recognised, read with the contest's facts and decisions, and its law is found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from weakref import finalize

from hustings import shelf
from hustings.contest import Contest
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.formats._candidate_columns import kind_of
from hustings.formats._decisions import parse_decisions
from hustings.formats._facts import parse_facts, said_in
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._open import decode, head
from hustings.paper import DEFECT_ORDER
from hustings.profile import Profile
from hustings.regime import Regime
from hustings.returns import Note, Reading, Source


def read(
    path: str | Path,
    *,
    law: str = "",
    rule: str = "",
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | Decisions | None = None,
    known: Mapping[str, Any] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read papers or returns from a file ("-" is standard input), with the contest's facts and decisions.

    Where no facts or decisions are named, `contest.toml` and `decisions.toml` beside the file are used. Lots
    need no facts: they name people whom the file names too.
    `known` are fields of the contest (title, office, date …) that stand over what the files say.
    The law, named or chosen by the facts, says under which head a paper with several defects goes.
    Raises InputError for a file that cannot be accepted, UsageError for an unknown format.
    """
    opened = _open(path)
    facts, sources, notes = _facts(opened, contest, decisions)
    drawn = None if facts.contest else _found_or_named(opened, decisions)
    if facts.contest is not None:
        facts = replace(facts, contest=replace(facts.contest, **(known or {})))
    order = (known or {}).get("order", facts.contest.order if facts.contest else "")
    facts = replace(
        facts,
        defect_order=_order(facts.contest, law, rule),
        progress=progress,
        in_order=order == "file",
    )
    chosen = shelf.format(format) if format else _sniffed(opened)
    reading = chosen.read(opened, facts)
    if drawn:
        facts, source, note = _lots(drawn, facts, reading)
        sources, notes = [*sources, source], [*notes, note]
    if facts.in_order:
        _require_order(reading, chosen)
    return replace(
        reading,
        contest=replace(reading.contest, **(known or {})),
        totals=facts.totals or reading.totals,
        decisions=facts.decisions if facts.decisions != Decisions() else reading.decisions,
        sources=(*reading.sources, *sources),
        notes=(*notes, *reading.notes),
    )


def _order(contest: Contest | None, law: str, rule: str) -> tuple[str, ...]:
    """The heads in the order that names a paper with several defects."""
    if contest is None and not law:
        return DEFECT_ORDER
    regime, _ = regime_of(contest or Contest(title="", candidates=()), law, rule)
    return regime.defect_order if regime else DEFECT_ORDER


def _require_order(reading: Reading, format: Format) -> None:
    """Raises UsageError where the order of the papers was asked for and is not there."""
    papers = reading.papers
    if not isinstance(papers, Profile) or len(papers.order) != papers.valid:
        raise UsageError(
            "this kind of file does not keep the order of its papers",
            found=f"{format.title}, to be counted in the file's order",
            expected="papers one by one, as blt, ranks or preflib",
            hint='leave out --in-order, or order = "file" in contest.toml',
        )


def _open(path: str | Path) -> Opened:
    if str(path) == "-":
        return Opened(name="standard input", stream=sys.stdin.buffer)
    if Path(path).is_fifo():  # a shell's <(command): it can be read only once, as standard input
        pipe = Path(path).open("rb")  # noqa: SIM115 - closed with what was opened
        opened = Opened(name=Path(path).name, stream=pipe)
        finalize(opened, pipe.close)
        return opened
    return Opened(name=Path(path).name, path=Path(path))


def _sniffed(opened: Opened) -> Format:
    start = head(opened)
    for one in shelf.recognisers():
        if one.sniff(start):
            return one
    if kind_of(start) == "unclear":
        raise InputError(
            "whether the figures below candidates are ranks or scores cannot be told",
            where=opened.name,
            found=_first_words(start),
            expected="rank:NAME, score:NAME or approval:NAME in the header, or the names alone and --from",
            hint="say --from candidate-ranks, candidate-scores or candidate-approvals",
        )
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        decode(start, name=opened.name)  # says that it is not UTF-8, and what to do
    raise InputError(
        "what kind of file this is cannot be told",
        where=opened.name,
        found=_first_words(start),
        expected="one of: " + ", ".join(sorted(shelf.formats())),
        hint=_say_which(opened.name),
    )


SUFFIXES = {"blt": "blt"} | dict.fromkeys(("soc", "soi", "toc", "toi"), "preflib")
"""What a file's ending says of its kind, to tell what is wrong with it; it is never read by its ending."""


def _say_which(name: str) -> str:
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    known = SUFFIXES.get(ending)
    return f"say --from {known}, and what is wrong in it is told" if known else "say which with --from"


def _first_words(start: bytes) -> str:
    return start.splitlines()[0][:80].decode("utf-8", "replace") if start.strip() else "nothing"


def _facts(
    opened: Opened, contest: str | Path | Contest | None, decisions: str | Path | Decisions | None
) -> tuple[Facts, list[Source], list[Note]]:
    facts, sources, notes = Facts(), [], []
    beside = opened.path.parent if opened.path else None
    contest = contest or _found(beside, "contest.toml")
    decisions = decisions if isinstance(decisions, Decisions) else _found_or_named(opened, decisions)
    if isinstance(contest, Contest):
        facts = replace(facts, contest=contest)
    elif contest:
        data = _content(contest)
        read_contest, totals = parse_facts(data, Path(contest).name)
        said = said_in(data, Path(contest).name)
        facts = replace(facts, contest=read_contest, totals=totals, said=said)
        sources.append(_source("contest", data))
        notes.append(Note(words=f"contest facts from {Path(contest).name}"))
    if isinstance(decisions, Decisions):
        facts = replace(facts, decisions=decisions)
    elif decisions and facts.contest is not None:
        data = _content(decisions)
        facts = replace(facts, decisions=parse_decisions(data, facts.contest, Path(decisions).name))
        sources.append(_source("decisions", data))
        notes.append(Note(words=f"decisions from {Path(decisions).name}"))
    return facts, sources, notes


def _found(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder and (folder / name).is_file() else None


def _found_or_named(opened: Opened, decisions: str | Path | Decisions | None) -> Path | None:
    """The file of decisions, where there is one."""
    if isinstance(decisions, Decisions):
        return None
    beside = opened.path.parent if opened.path else None
    return Path(decisions) if decisions else _found(beside, "decisions.toml")


def _lots(path: Path, facts: Facts, reading: Reading) -> tuple[Facts, Source, Note]:
    """The lots of a file of decisions, between people whom the papers' file names."""
    data = _content(path)
    made = parse_decisions(data, reading.contest, path.name)
    if made.rulings or made.directions:
        raise UsageError(
            "rulings and directions name candidates and areas, so the contest's facts are needed",
            hint="write contest.toml beside the file (hustings init) or name it with --contest",
        )
    source, note = _source("decisions", data), Note(words=f"decisions from {path.name}")
    return replace(facts, decisions=made), source, note


def _content(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError("the file cannot be read", where=str(path), found=str(error.strerror)) from error


def _source(role: Literal["contest", "decisions"], data: bytes) -> Source:
    return Source(role=role, format="toml", sha256=sha256(data).hexdigest(), size=len(data))


def regime_of(contest: Contest, law: str, rule: str) -> tuple[Regime | None, str]:
    """The law that governs, and why; none where a rule is named or nothing says which office this is."""
    if law:
        return shelf.law(law), f"named: {law}{_of_another_office(contest, shelf.law(law))}"
    if rule:
        return None, f"no law: counted by the rule named, {rule}"
    if contest.law:
        other = _of_another_office(contest, shelf.law(contest.law))
        return shelf.law(contest.law), f"named in the contest's facts{other}"
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


def _of_another_office(contest: Contest, regime: Regime) -> str:
    """What to say where the law that is named does not govern the office that is."""
    from hustings.offices import office_of

    try:
        office = office_of(contest.office).key if contest.office else ""
    except InputError:
        return ""
    if not office or office in regime.offices:
        return ""
    return f", though it does not govern the office of {office_of(office).title}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
