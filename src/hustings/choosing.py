"""Choosing the law of an election by its office and dates, or refusing with the reason.

Source: the windows that each regime carries, with their citations; nothing here knows an instrument.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hustings.errors import InputError
from hustings.offices import Office, office_of
from hustings.regime import Regime, Window

Fit = Literal["yes", "no", "notice decides"]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The regime that governs an election, and why, in one sentence for people."""

    regime: Regime
    why: str


def choose(
    regimes: Iterable[Regime], *, office: str, poll_date: date | None, notice_date: date | None = None
) -> Choice:
    """Pick the regime that governs a poll for an office, by the day of the poll and of the notice.

    Raises InputError, always with what may be done instead, where the office or a day is missing, where the
    instrument of that time is not carried, and where it is not known which instrument is in force: a regime
    that is pending is never picked, only used when it is named.
    """
    place = office_of(office)
    held = [regime for regime in regimes if place.key in regime.offices]
    if poll_date is None:
        raise _refused(place, held, "the day of the poll is not given, and the law depends on it", poll_date)
    if notice_date is not None and notice_date > poll_date:
        raise InputError(
            "the notice of election is dated after the poll",
            found=f"notice {_said(notice_date)}, poll {_said(poll_date)}",
            hint="correct date or notice_date in contest.toml",
        )
    fits = [
        (regime, window, _fit(window, poll_date, notice_date))
        for regime in held
        for window in regime.windows
        if window.office == place.key
    ]
    for regime, window, fit in fits:
        if fit == "yes" and window.status != "pending":
            return Choice(regime=regime, why=_why(regime, window, place, poll_date, notice_date))
    raise _refused(place, held, _reason(fits, held, place, poll_date), poll_date)


def _fit(window: Window, poll: date, notice: date | None) -> Fit:
    """Whether a window holds a poll; `notice decides` where only the day of the notice could tell."""
    if not _within(poll, window.poll_from, window.poll_until):
        return "no"
    if window.notice_from is None and window.notice_until is None:
        return "yes"
    if notice is not None:
        return "yes" if _within(notice, window.notice_from, window.notice_until) else "no"
    if window.certain_from is not None and poll >= window.certain_from:
        return "yes"
    if window.certain_until is not None and poll <= window.certain_until:
        return "yes"
    return "notice decides"


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _why(regime: Regime, window: Window, office: Office, poll: date, notice: date | None) -> str:
    told = f"the poll was {_said(poll)}"
    if notice is not None and (window.notice_from or window.notice_until):
        told = f"the notice of election was published {_said(notice)}"
    return f"{regime.key} governs the election of the {office.title}: {told} ({window.cite.text})"


def _reason(fits: list[tuple[Regime, Window, Fit]], held: list[Regime], office: Office, poll: date) -> str:
    pending = [(regime, window) for regime, window, fit in fits if fit == "yes"]
    if pending:
        keys = " or ".join(dict.fromkeys(regime.key for regime, _ in pending))
        return f"which law governs this poll is not known, perhaps {keys}: {pending[0][1].cite.note}"
    undecided = [(regime, window) for regime, window, fit in fits if fit == "notice decides"]
    if undecided:
        keys = " or ".join(sorted({regime.key for regime, _ in undecided}))
        return (
            f"the day of the notice of election, which is not given, decides between {keys}: "
            f"the law changed {_turn(undecided[0][1])}"
        )
    older = [one for regime in held for one in regime.older if one.office == office.key]
    for one in sorted(older, key=lambda one: one.poll_until):
        if poll <= one.poll_until:
            note = f" ({one.note})" if one.note else ""
            return f"this poll was governed by an older instrument that is not carried: {one.title}{note}"
    return f"no instrument carried governs an election of the {office.title} on this day"


def _turn(window: Window) -> str:
    if window.notice_from is not None:
        return f"for notices published from {_said(window.notice_from)}"
    assert window.notice_until is not None  # a notice decides only where a window has one of the two
    return f"for notices published after {_said(window.notice_until)}"


def _refused(office: Office, held: list[Regime], reason: str, poll: date | None) -> InputError:
    keys = ", ".join(regime.key for regime in held)
    return InputError(
        reason,
        found=f"{office.key}, poll {_said(poll)}" if poll else office.key,
        hint=f"give the missing facts in contest.toml, name an instrument with --law ({keys}), "
        "or count with --rule sv, which needs no law",
    )


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _said(day: date) -> str:
    """A day in English, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
