"""The offices that English supplementary-vote instruments fill, and how people write them.

Source: Local Democracy, Economic Development and Construction Act 2009; Levelling-up and Regeneration Act
2023; Local Government Act 2000; Greater London Authority Act 1999; Police Reform and Social Responsibility
Act 2011.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hustings.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office filled by election: its key, its title, and phrases by which a text is known to name it."""

    key: str
    title: str
    phrases: tuple[str, ...]


OFFICES = (
    Office(
        key="combined-authority-mayor",
        title="mayor of a combined authority",
        phrases=("combined authority mayor", "mayor of a combined authority", "combined authority"),
    ),
    Office(
        key="combined-county-authority-mayor",
        title="mayor of a combined county authority",
        phrases=("combined county authority mayor", "combined county authority"),
    ),
    Office(
        key="local-authority-mayor",
        title="mayor of a local authority",
        phrases=("local authority mayor", "mayor of a local authority", "local authority", "council mayor"),
    ),
    Office(
        key="mayor-of-london",
        title="Mayor of London",
        phrases=("mayor of london", "london mayor", "greater london authority mayor"),
    ),
    Office(
        key="police-and-crime-commissioner",
        title="police and crime commissioner",
        phrases=(
            "police and crime commissioner",
            "police fire and crime commissioner",
            "police crime commissioner",
            "pcc",
            "pfcc",
        ),
    ),
)


def office_of(text: str) -> Office:
    """Find the office that a key or a title in plain English names.

    Raises InputError where the text fits no office or could be several ("Mayor of Greater Manchester" does
    not say whether the mayor is one of a combined authority or of a local one): the keys are then listed.

    >>> office_of("Police and Crime Commissioner for Cheshire").key
    'police-and-crime-commissioner'
    >>> office_of("Mayor of London").title
    'Mayor of London'
    """
    words = " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("&", " and ")))
    for office in OFFICES:
        if words == office.key.replace("-", " "):
            return office
    fitting = [
        office
        for office in OFFICES
        if any(re.search(rf"\b{re.escape(phrase)}\b", words) for phrase in office.phrases)
    ]
    if len(fitting) == 1:
        return fitting[0]
    raise InputError(
        "this office does not say which law governs it" if text.strip() else "the office is not given",
        found=text or "nothing",
        expected="one of: " + ", ".join(office.key for office in OFFICES),
        hint="write the key as office in contest.toml, name the instrument with --law KEY, "
        "or count with --rule sv, which needs no law",
    )
