"""Elections of the past with the polls before them, to try a forecast on: polls, and the result beside.

Source: a poll in JSON names the folder of its result (`declared_result`); the result of a table of polls
stands beside it. A result is a file of declared totals or of papers by first and second preference, or a
JSON of the candidates with their first preferences and final totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path, PurePosixPath

from hustings import elections
from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats import _polls, _polls_json, declared, table, wards
from hustings.formats._format import Facts, Opened
from hustings.formats._open import head
from hustings.formats._poll_people import knows
from hustings.formats._poll_typed import Typed, polls_of
from hustings.formats._sheet import first_header
from hustings.mechanics.figures import listed
from hustings.mechanics.known import known_of
from hustings.polls import OTHERS, Past, Polls, without
from hustings.returns import Note, Source

RESULTS = ("expected.json", "results.csv", "table.csv", "result.json")
"""The names under which a result is looked for, in this order."""


READERS = (declared, table, wards)
"""The formats of figures that tell everybody's first preferences."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """How an election came out, by name: first preferences, and final totals of those who remained."""

    title: str
    date: str
    first: Mapping[str, int]
    totals: Mapping[str, int]
    elected: str = ""


def read(path: str | Path) -> tuple[Past, ...]:
    """The elections in a folder, searched all the way down, or the one of a file of polls.

    Raises InputError where there are no polls, a result is not found, or none of the people polled stood.
    """
    path = Path(path)
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if _is_polls(one))
    if not files:
        raise InputError(
            "there are no polls here",
            where=path.name,
            found="no file of polls" if path.is_dir() else "nothing of this name",
            expected="a folder with files of polls, or such a file",
            hint="hustings ask forecast --help tells how to write one",
        )
    together: dict[Path, list[Path]] = {}
    for one in files:
        together.setdefault(_result_of(one), []).append(one)
    return tuple(_past(polls, result) for result, polls in together.items())


def _is_polls(path: Path) -> bool:
    if path.suffix.lower() == ".json":
        return "round1_percent" in path.read_text("utf-8", "replace")
    if path.suffix.lower() != ".csv":
        return False
    return {"poll", "question", "percent"} <= first_header(_head(path))


def _result_of(polls: Path) -> Path:
    """The file of the result of some polls; InputError where none is found."""
    named = ""
    if polls.suffix.lower() == ".json":
        named = str(_polls_json.values_in(polls).get("declared_result") or "")
    for place in _places(polls.resolve(), PurePosixPath(named)) if named else [polls.parent]:
        for one in (place, *(place / name for name in RESULTS), *_tables(place)):
            if one.is_file() and one.resolve() != polls.resolve() and not _is_polls(one):
                return one
    last = PurePosixPath(named or polls.parent.name).name
    if last in elections.names():
        return elections.path(last)
    raise InputError(
        "the result after these polls is not found",
        where=polls.name,
        found=named or f"none of {', '.join(RESULTS)} beside it",
        expected="a result beside the polls, or in the folder that declared_result names",
        hint="put the declared totals beside the polls as results.csv",
    )


def _tables(folder: Path) -> list[Path]:
    """The files of figures in a folder, whatever their names."""
    found = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    return [one for one in found if any(reader.sniff(_head(one)) for reader in READERS)]


def _head(path: Path) -> bytes:
    return head(Opened(name=path.name, path=path))


def _places(polls: Path, named: PurePosixPath) -> Iterator[Path]:
    """Where a result may lie that is named from a folder somewhere above the polls."""
    for above in polls.parents:
        for start in range(len(named.parts)):
            yield above.joinpath(*named.parts[start:])


def _past(files: Sequence[Path], result: Path) -> Past:
    polls = _polls_in(files)
    came_out = _json_result(result) if result.suffix.lower() == ".json" else _declared(result)
    names = dict(zip(came_out.first, came_out.first, strict=True))
    who = {id: knows(polls.contest.label(id), names) for id in polls.people}
    absent = [id for id, name in who.items() if not name]
    if len(who) - len(absent) < 2 or len(set(who.values()) - {""}) < len(who) - len(absent):
        raise InputError(
            "the polls and the result do not name the same people",
            where=files[0].name,
            found=", ".join(polls.contest.label(id) for id in polls.people),
            expected="people of the result: " + ", ".join(names),
            hint="check that this is the result after these polls",
        )
    if absent:
        words = f"{listed([polls.contest.label(id) for id in absent])} did not stand and were left out"
        note = Note(words=words, level="warning", where=came_out.title)
        polls = replace(without(polls, absent), notes=(*polls.notes, note))
    ids = {name: id for id, name in who.items() if name}
    return _came_out(came_out, polls, ids)


def _polls_in(files: Sequence[Path]) -> Polls:
    """All polls before one election, under the same ids."""
    if len(files) == 1:
        return _polls.read(files[0])
    contest: Contest | None = None
    typed: list[Typed] = []
    notes: list[Note] = []
    sources: list[Source] = []
    for path in files:
        one = _polls.read(path)
        contest = contest or _polls.facts_beside(path)
        notes += one.notes
        sources += one.sources
        typed += _polls.typed_of(path)
    made = polls_of(typed, contest, (), sources)
    return replace(made, notes=tuple(dict.fromkeys((*notes, *made.notes))))


def _came_out(result: Result, polls: Polls, ids: Mapping[str, str]) -> Past:
    total = sum(result.first.values())
    first: dict[str, Fraction] = {}
    for name, votes in result.first.items():
        id = ids.get(name, OTHERS)
        first[id] = first.get(id, Fraction(0)) + Fraction(votes, total)
    top = sorted(result.first, key=lambda name: -result.first[name])[:2]
    pair = tuple(ids.get(name, OTHERS) for name in top)
    totals = [result.totals.get(name) for name in top]
    left = total - sum(result.first[name] for name in top)
    final: dict[str, Fraction] = {}
    exhausted = None
    if totals[0] and totals[1]:
        final = {
            id: Fraction(votes or 0, totals[0] + totals[1]) for id, votes in zip(pair, totals, strict=True)
        }
        exhausted = 1 - Fraction(totals[0] + totals[1] - total + left, left) if left else None
    elected = result.elected or max(top, key=lambda name: result.totals.get(name) or result.first[name])
    return Past(
        name=result.title,
        polls=replace(polls, contest=replace(polls.contest, date=result.date or polls.contest.date)),
        first=first,
        elected=ids.get(elected, OTHERS),
        pair=pair,
        final=final if OTHERS not in final else {},
        exhausted=exhausted,
    )


def _declared(path: Path) -> Result:
    """A result from a file of ours, its contest.toml beside it."""
    opened, contest, start = Opened(name=path.name, path=path), _polls.facts_beside(path), _head(path)
    reader = next((one.read for one in READERS if one.sniff(start)), None)
    if reader is None:
        raise InputError(
            "this is no result",
            where=path.name,
            expected="declared totals (candidate, first_preferences ...), a first-by-second table, or wards",
        )
    reading = reader(opened, Facts(contest=contest))
    known = known_of(reading)
    labels = [reading.contest.label(id) for id in known.candidates]
    first = dict(zip(labels, known.first, strict=True))
    totals = {labels[at]: known.first[at] + counted for at, counted in (known.counted or {}).items()}
    return Result(title=reading.contest.title, date=reading.contest.date, first=first, totals=totals)


def _json_result(path: Path) -> Result:
    """A result from JSON: candidates with `first_preferences` and `total_after_second_count`."""
    values = _polls_json.values_in(path)
    people = values.get("candidates")
    try:
        if not isinstance(people, list):
            raise TypeError
        first = {str(one["name"]): int(one["first_preferences"]) for one in people}
        totals = {
            str(one["name"]): int(one["total_after_second_count"])
            for one in people
            if one.get("total_after_second_count")
        }
        if len(first) < len(people) or min(first.values()) < 0 or sum(first.values()) < 1:
            raise ValueError
    except (KeyError, TypeError, ValueError):
        raise InputError(
            "this is no result",
            where=path.name,
            expected="candidates, each with a name and first_preferences",
            hint="a result lacks somebody's first preferences, or is kept in another way",
        ) from None
    outcome = values.get("outcome")
    named = str(outcome.get("elected") or "") if isinstance(outcome, dict) else ""
    return Result(
        title=str(values.get("contest") or path.parent.name),
        date=str(values.get("date") or ""),
        first=first,
        totals=totals,
        elected=knows(named, dict(zip(first, first, strict=True))) if named else "",
    )
