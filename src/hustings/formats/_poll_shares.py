"""Shares of polls as people type them, made to add up; dates and samples.

Source: tables are printed in whole per cents, so that a column adds up to 98 or 102; some leave out who is
below one per cent, or hold those who name nobody among the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from hustings.errors import InputError
from hustings.formats._poll_people import UNDECIDED
from hustings.mechanics.figures import percent
from hustings.returns import Note

LOWEST, HIGHEST = Fraction(80), Fraction(110)
"""Per cents of one question that add up to less or more than this are refused: something is missing or typed
twice."""

ROUNDING = Fraction(3)
"""So far from 100 a sum is put down to rounding; farther, the note is a warning."""

PER_CENT = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*%?")


def per_cent(value: object, *, where: str) -> Fraction:
    """A share in per cent: "43", "43%", 43.5; InputError for less than 0, more than 100, and what is none.

    >>> per_cent("43%", where="polls.csv:2"), per_cent(5.5, where="")
    (Fraction(43, 1), Fraction(11, 2))
    """
    text = str(value).strip()
    written = PER_CENT.fullmatch(text)
    if written is None or isinstance(value, bool):
        below = text.startswith(("-", "\N{MINUS SIGN}"))
        raise InputError(
            "a share is less than nothing" if below else "this is not a share",
            where=where,
            found=text or "nothing",
            expected="per cents such as 43 or 43.5%",
            hint="correct the figure",
        )
    share = Fraction(written[1])
    if share > 100:
        raise InputError(
            "a share is more than 100%",
            where=where,
            found=text,
            expected="per cents from 0 to 100",
            hint="write shares in per cent, not people",
        )
    return share


def step_of(shares: Iterable[Fraction]) -> Fraction:
    """The last digit in which per cents are printed, as a share; at least a thousandth of a point.

    >>> step_of([Fraction(43), Fraction(5)]), step_of([Fraction(43), Fraction(87, 2)])
    (Fraction(1, 100), Fraction(1, 1000))
    """
    figures = list(shares)
    places = next((n for n in range(3) if all(10**n * one % 1 == 0 for one in figures)), 3)
    return Fraction(1, 100 * 10**places)


def people(value: object, what: str, *, where: str) -> Fraction:
    """A number of people, which weights may make a fraction; InputError for what is none, or not above 0."""
    text = str(value).replace(",", "").strip()
    if not re.fullmatch(r"\d+(\.\d+)?", text) or Fraction(text) <= 0:
        raise InputError(
            "this is not a number of people",
            where=where,
            found=f"{what} = {text or 'nothing'}",
            expected="a number above 0",
            hint="correct the figure, or leave it out where none is published",
        )
    return Fraction(text)


def day(value: object, what: str, *, where: str) -> str:
    """An ISO date; InputError for anything else."""
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise InputError(
            "this is not a date",
            where=where,
            found=f"{what} = {value or 'nothing'}",
            expected="year, month and day, such as 2021-05-04",
            hint="write the date in full",
        ) from None


def made_whole(
    shares: Mapping[str, Fraction], what: str, *, where: str
) -> tuple[dict[str, Fraction], Fraction, tuple[Note, ...]]:
    """Per cents of one question as shares that add up to 1, without those who name nobody; the per cent that
    these were; and notes of what was done.

    Raises InputError where the per cents are far from 100, or nobody is named.
    """
    total = sum(shares.values(), Fraction(0))
    undecided = shares.get(UNDECIDED, Fraction(0))
    named = {id: share for id, share in shares.items() if id != UNDECIDED}
    kept = sum(named.values(), Fraction(0))
    # Some tables print who names nobody beside shares that add up to 100 without them.
    beside = undecided > 0 and abs(kept - 100) <= ROUNDING < abs(total - 100)
    checked = kept if beside else total
    if not LOWEST <= checked <= HIGHEST or kept <= 0:
        raise InputError(
            "the shares of a poll do not add up",
            where=where,
            found=f"{what}: {_shown(checked)}% in all",
            expected=f"100%, or not far from it: {LOWEST}% to {HIGHEST}%",
            hint="add whoever is missing, others among them, or correct the figures",
        )
    notes = []
    if undecided:
        words = f"{what}: {_shown(undecided)}% who name nobody are left out"
        notes.append(Note(words=words, where=where))
    if checked != 100:
        far = abs(checked - 100) > ROUNDING
        words = f"{what}: shares add up to {_shown(checked)}% and were made to add up to 100%"
        notes.append(Note(words=words, level="warning" if far else "note", where=where))
    return {id: share / kept for id, share in named.items()}, undecided, tuple(notes)


def _shown(share: Fraction) -> str:
    return percent(share, 100).removesuffix("%").removesuffix(".0")
