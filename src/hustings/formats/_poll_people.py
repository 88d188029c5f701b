"""People as polls, results and cross-breaks call them: in full, without middle names, by surname alone.

Source: polls name "Sian Berry" or "Berry" whom the ballot paper names "Siân Rebecca BERRY". Unlike papers, a
poll decides nothing, so the one person in whose name the words stand is taken, and it is said who that was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from hustings.errors import InputError
from hustings.formats._names import folded, unknown
from hustings.polls import NOBODY, OTHERS

UNDECIDED = "(undecided)"
"""Who names nobody: left out of the shares, and said."""

SPECIAL: Mapping[str, re.Pattern[str]] = {
    OTHERS: re.compile(r"((all|any|some) )?(other|another|others|somebody else|someone else)\b.*"),
    NOBODY: re.compile(r"none|nobody|neither|no second( (preference|choice))?|no (preference|choice)"),
    UNDECIDED: re.compile(
        r"(don'?t know|do not know|undecided|unsure|not sure|refused|prefer not|none of these"
        r"|(would|will) not vote|(would|wo)n't vote|would not|skipped)\b.*"
    ),
}
"""What stands in a poll's table in the place of a person, without case."""


def special(text: str) -> str:
    """What a text stands for if it names no person, else "".

    >>> special("Don\N{RIGHT SINGLE QUOTATION MARK}t know"), special("Another one"), special("Ann Other")
    ('(undecided)', '(others)', '')
    """
    said = folded(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return next((kind for kind, words in SPECIAL.items() if words.fullmatch(said)), "")


def found(text: str, names: Mapping[str, str], *, where: str) -> str:
    """The id of the person, of these names by id, whom a text names; InputError for none and for several.

    The same name goes first, then the one name that holds all the words or is held by them, then the one
    surname.

    >>> names = {"sb": "Sian Niamh BERRY", "sk": "Sadiq Khan", "ok": "Omar Khan"}
    >>> found("Si\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}n Berry", names, where="")
    'sb'
    """
    close = _close(text, names)
    if len(close) == 1:
        return close[0]
    if not close:
        raise unknown("candidate", text, names.values(), where=where)
    raise InputError(
        "two candidates answer to this name",
        where=where,
        found=text,
        expected="one of: " + ", ".join(names[id] for id in close),
        hint="write the name in full",
    )


def knows(text: str, names: Mapping[str, str]) -> str:
    """The id of the one person whom a text names, or "" for none and for several."""
    close = _close(text, names)
    return close[0] if len(close) == 1 else ""


def _close(text: str, names: Mapping[str, str]) -> Sequence[str]:
    if text in names:
        return (text,)
    said = _words(text)
    if not said:
        return ()
    all_words = {id: _words(name) for id, name in names.items()}
    same = [id for id, words in all_words.items() if words == said]
    within = [id for id, words in all_words.items() if words and (said <= words or words <= said)]
    surname = [id for id, name in names.items() if _surname(name) == _surname(text)]
    return same or within or surname


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _plain(name)))


def _surname(name: str) -> str:
    return str((re.findall(r"[\w'-]+", _plain(name)) or [""])[-1])


def _plain(name: str) -> str:
    """A name without accents and case."""
    apart = unicodedata.normalize("NFKD", name)
    return folded("".join(one for one in apart if not unicodedata.combining(one)))
