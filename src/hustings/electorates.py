"""Electorates: what is asked of a simulation, checked and complete before anything is drawn."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hustings import counting, elections, shelf
from hustings.contest import Candidate, Contest
from hustings.counting import Rule
from hustings.cultures._culture import Culture, Electorate, Setting, Value
from hustings.errors import UsageError
from hustings.intake import read
from hustings.mechanics.habits import Habits, habits_of
from hustings.mechanics.table import Table, table_of
from hustings.paper import LEVEL
from hustings.profile import Profile
from hustings.returns import Reading

REAL = "london-2021"
"""The election whose voters' habits are called English, and around which others are drawn unasked."""

MOST = 100
"""So many candidates at most: positions are kept in one byte."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is drawn and how it is counted; `around` is what the real result is called, where there is one."""

    culture: Culture
    electorate: Electorate
    contest: Contest
    rule: Rule
    habits: Habits | None
    around: str = ""


def asked_of(
    culture: str,
    *,
    candidates: int | Sequence[str] | None,
    voters: int,
    seats: int,
    rule: str,
    habits: str | Habits,
    around: str | Path | Reading | None,
    settings: Mapping[str, object],
) -> Asked:
    """Check what is asked and complete it; raises UsageError for whatever makes no sense."""
    chosen, counted_by = shelf.culture(culture), shelf.rule(rule)
    table, contest, title = _real(around) if chosen.around else (None, None, "")
    if around is not None and not chosen.around:
        raise UsageError("this culture is not drawn around a result", found=culture, hint="leave it out")
    people = _people(candidates, contest, seats)
    number = len(people.candidates)
    electorate = Electorate(
        candidates=number,
        voters=whole(voters, "voters", 1, 10**12),
        settings=_settings(chosen, number, settings),
        around=table,
    )
    counting.refuse(counted_by, Profile(candidates=people.ids, piles=(), ballots="rankings"), people)
    return Asked(
        culture=chosen,
        electorate=electorate,
        contest=people,
        rule=counted_by,
        habits=_habits(habits, chosen, number),
        around=title,
    )


def whole(value: object, name: str, least: int, most: float = math.inf) -> int:
    """A whole number between two others; UsageError for anything else."""
    if isinstance(value, bool) or not hasattr(value, "__index__") or not least <= value.__index__() <= most:
        raise UsageError(
            f"the number of {name} makes no sense" if name != "seed" else "a seed is needed",
            found="nothing" if value is None else str(value),
            expected=f"a whole number, {least} or more" + (f", {most:,} at most" if most < math.inf else ""),
            hint="with the same seed the same elections are drawn again" if name == "seed" else "",
        )
    return int(value.__index__())


def _real(around: str | Path | Reading | None) -> tuple[Table | None, Contest | None, str]:
    """The table a culture is drawn around, its contest, and what that is called."""
    reading = around if isinstance(around, Reading) else read(around or elections.path(REAL))
    if not isinstance(reading.papers, Profile) or reading.papers.ballots not in ("preferences", "rankings"):
        raise UsageError(
            "elections are drawn around first and second preferences",
            found=counting.WORDS[reading.papers.kind],
            hint="give papers, or a first-by-second table",
        )
    reading.papers.wait_for_rulings("first-count")
    table = table_of(reading.papers)
    if not table.valid:
        raise UsageError("there is no valid paper to draw elections around", found=reading.contest.title)
    return table, reading.contest, reading.contest.title


def _people(candidates: int | Sequence[str] | None, real: Contest | None, seats: int) -> Contest:
    """The contest of these candidates, or of the real one's."""
    seats = whole(seats, "seats", 1)
    if real is not None:
        if candidates is not None:
            raise UsageError(
                "who stands is known from the result that is drawn around", hint="leave out candidates"
            )
        names = [real.label(one) for one in real.ids]
        return Contest(title="", candidates=_named(real.ids, names), seats=seats)
    if candidates is None or isinstance(candidates, int):
        number = whole(candidates, "candidates", 2, MOST)
        letters = string.ascii_uppercase
        names = list(letters[:number]) if number <= 26 else [f"C{at + 1}" for at in range(number)]
    else:
        names = [str(one).strip() for one in candidates]
        whole(len(names), "candidates", 2, MOST)
    odd = [one for one in names if not one or LEVEL in one or names.count(one) > 1]
    if odd:
        raise UsageError("candidates cannot be told apart by these names", found=odd[0] or "an empty name")
    return Contest(title="", candidates=_named(names, names), seats=seats)


def _named(ids: Sequence[str], names: Sequence[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=id, name=name) for id, name in zip(ids, names, strict=True))


def _habits(habits: str | Habits, culture: Culture, candidates: int) -> Habits | None:
    """How voters fill their papers, None where all do as the culture has it."""
    if habits == "none":
        return None
    if culture.around:
        raise UsageError(
            "papers drawn around a real result have its habits already", found=str(habits), expected="none"
        )
    if isinstance(habits, Habits):
        rates = list(zip(habits.missing, habits.same, strict=True))
        if len(rates) != candidates or any(min(one) < 0 or sum(one) > 1 for one in rates):
            raise UsageError(
                "these habits make no sense",
                expected="for each candidate two shares, from 0 and together at most 1",
            )
        return habits
    if habits != "english":
        raise UsageError("there are no such habits", found=habits, expected="none or english")
    real = read(elections.path(REAL))
    assert isinstance(real.papers, Profile)
    return habits_of(table_of(real.papers), candidates, real.contest.title)


def _settings(culture: Culture, candidates: int, given: Mapping[str, object]) -> dict[str, Value]:
    """A culture's settings, those given and the others' defaults."""
    known = {one.name: one for one in culture.settings}
    for name in given:
        if name not in known:
            raise UsageError(
                "this culture has no such setting",
                where=culture.key,
                found=name,
                expected=", ".join(known) or "none",
            )
    return {
        name: _value(one, given[name], candidates) if name in given else one.default
        for name, one in known.items()
    }


def _value(setting: Setting, given: object, candidates: int) -> Value:
    """One setting as it is used; text is read as numbers."""
    several = given.split(",") if isinstance(given, str) else given
    parts: Sequence[Any] = several if isinstance(several, Sequence) else [several]
    try:
        numbers = tuple(float(one) for one in parts)
    except (TypeError, ValueError):
        numbers = ()
    sound = all(setting.least <= one <= setting.most and math.isfinite(one) for one in numbers)
    sound &= not setting.whole or all(one == int(one) for one in numbers if math.isfinite(one))
    if len(numbers) != (candidates if setting.many else 1) or not sound:
        kind = "whole number" if setting.whole else "number"
        raise UsageError(
            "this setting makes no sense",
            where=setting.name,
            found=str(given),
            expected=(f"{candidates} numbers with commas between, each" if setting.many else f"a {kind}")
            + f" from {setting.least:g}"
            + (f" to {setting.most:g}" if math.isfinite(setting.most) else " up"),
        )
    return numbers if setting.many else numbers[0]
