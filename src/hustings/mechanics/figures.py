"""Numbers and names as text, the same in every answer, report and picture.

Shares are exact fractions rounded half up at the last place shown.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection
from fractions import Fraction

from hustings.counting import Number
from hustings.remarks import listed as listed


def number(value: Number, places: int | None = None) -> str:
    """A number with thousands separators: its decimals where they end within nine places, else six of them.

    With `places` it has exactly so many, as in a column of figures.

    >>> number(2596961), number(Fraction(2596961, 2)), number(Fraction(2, 3)), number(1147, 5)
    ('2,596,961', '1,298,480.5', '0.666667', '1,147.00000')
    """
    sign, value = "-" if value < 0 else "", abs(Fraction(value))
    kept = _places(value.denominator) if places is None else places
    scaled = math.floor(value * 10**kept + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**kept)
    return f"{sign}{whole:,}" + (f".{rest:0{kept}d}" if rest or places else "")


def places_of(values: Collection[Number]) -> int | None:
    """How many decimals show all of these exactly, as in a column; None where one of them does not end.

    >>> places_of([Fraction(1, 2), Fraction(1, 4), 3]), places_of([Fraction(1, 3)])
    (2, None)
    """
    denominators = {one.denominator for one in values}
    if any(10**9 % one for one in denominators):
        return None
    return max(map(_places, denominators), default=0)


def _places(denominator: int) -> int:
    """How many decimals show a fraction exactly, or six where none do."""
    places = next((n for n in range(10) if 10**n % denominator == 0), None)
    return 6 if places is None else places


def papers(value: Number) -> str:
    """A number of papers: "1 paper", "2 papers"."""
    return f"{number(value)} paper" + ("" if value == 1 else "s")


def votes(value: Number) -> str:
    """A number of votes: "1 vote", "2 votes"."""
    return f"{number(value)} vote" + ("" if value == 1 else "s")


def added(value: Number, places: int | None = None) -> str:
    """What was added to a candidate's votes, with its sign."""
    return ("" if value < 0 else "+") + number(value, places)


def percent(part: Number, whole: Number, places: int = 1) -> str:
    """A share rounded half up; more places where rounding would make a half of what is not; "-" of nothing.

    >>> percent(1148716, 2596961), percent(4999, 9999), percent(1, 0)
    ('44.2%', '49.99%', '-')
    """
    if whole <= 0:
        return "-"
    while True:
        unit = 10**places
        rounded = math.floor(Fraction(100 * unit * part) / whole + Fraction(1, 2))
        if rounded * 2 != 100 * unit or 2 * part == whole:
            break
        places += 1
    return f"{rounded // unit}" + (f".{rounded % unit:0{places}d}" if places else "") + "%"


def share_of(value: Number) -> str:
    """A share from 0 to 1 in per cent, with two decimals where it has any.

    >>> share_of(1), share_of(Fraction(3, 13))
    ('100%', '23.08%')
    """
    return percent(value, 1, 0 if 100 * Fraction(value) % 1 == 0 else 2)


def clean(text: str) -> str:
    """Text from outside on one line, what is invisible in it made visible: control, direction, private use.

    >>> clean("Ann" + chr(0x202E) + "eldo")
    'Ann�eldo'
    """
    kept = [" " if one.isspace() else "\N{REPLACEMENT CHARACTER}" if _hidden(one) else one for one in text]
    return " ".join("".join(kept).split())


def _hidden(one: str) -> bool:
    joins = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"  # some scripts spell with these
    return unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn") and one not in joins


def sentence(text: str) -> str:
    """The same text with a capital."""
    plain = clean(text)
    return plain[:1].upper() + plain[1:]


def chance(of: Fraction) -> str:
    """A probability in whole per cents, never 0 or 100.

    >>> chance(Fraction(62, 100)), chance(Fraction(999, 1000)), chance(Fraction(0))
    ('62%', 'more than 99%', 'less than 1%')
    """
    rounded = math.floor(100 * of + Fraction(1, 2))
    if rounded < 1:
        return "less than 1%"
    return "more than 99%" if rounded > 99 else f"{rounded}%"
