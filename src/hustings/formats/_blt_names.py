"""What stands behind the papers of a BLT file: the candidates' names, with or without parties, and the title.

Source: the files themselves: quoted names (Hill, Wichmann and Woodall 1987; OpenSTV), names with the party in
quotes or brackets behind, and names in comments as PrefLib writes them, as Scottish councils' files have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hustings.errors import InputError

COMMENTED = r"(?i:#\s*ALTERNATIVE NAME)\s+(?P<number>[0-9]{1,9})\s*:(?P<name>.*)"
COMMENT = r"(?:^|\s)#.*"
QUOTED = r'"((?:[^"]|"")*+)"[\s,;]*'
PARTY_IN_QUOTES = r'(?P<name>[^"]*[^"\s])\s*"(?P<party>[^"]*)"'
PARTY_IN_BRACKETS = r"(?P<name>[^(]*[^(\s])\s*\((?P<party>.*)\)"
ENDS = " \t,;"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A candidate as the file writes them, and the line."""

    name: str
    party: str = ""
    line: int


@dataclass(frozen=True, kw_only=True)
class Written:
    """One line of text: its parts in quotes, or the whole of it, and the line's number."""

    parts: tuple[str, ...]
    quoted: bool
    line: int


def names_in(lines: Sequence[str], number: int, *, first: int, where: str) -> tuple[tuple[Named, ...], str]:
    """The candidates in the order of their numbers, and the title, "" where there is none.

    `lines` are those behind the papers, the first of them line `first` of the file; `where` is its name.
    Raises InputError for too few and too many lines, a name that is empty, and one that has no number of its
    own where names stand in comments.

    >>> names_in(['"Ann"', '"Bert"', '"Ward 1"'], 2, first=5, where="x.blt")[1]
    'Ward 1'
    """
    commented = [
        (first + at, found) for at, line in enumerate(lines) if (found := re.match(COMMENTED, line.strip()))
    ]
    texts = [one for at, line in enumerate(lines) if (one := _written(line, first + at, where))]
    if commented:
        people = _in_comments(commented, number, where)
        titles = texts
    else:
        if len(texts) < number or (len(texts) == number and _ends_in_a_title(texts)):
            raise InputError(
                "there are too few names",
                where=f"{where}:{texts[-1].line if texts else first - 1}",
                found=f"{max(len(texts) - (len(texts) == number), 0)} names behind the papers",
                expected=f"{number} names, a line each, and the title",
                hint="write the names of all candidates, or correct how many there are in the first line",
            )
        people = _with_parties(texts[:number], where)
        titles = texts[number:]
    if len(titles) > 1:
        raise InputError(
            "there is more behind the title",
            where=f"{where}:{titles[1].line}",
            found=" ".join(titles[1].parts)[:80],
            expected=f"{number} names, a line each, and the title",
            hint="correct how many candidates there are in the first line, or remove the line",
        )
    return people, " ".join(titles[0].parts) if titles else ""


def _ends_in_a_title(texts: Sequence[Written]) -> bool:
    """Whether the last line is written otherwise than all before it, so that it can be no name."""
    before = {(one.quoted, len(one.parts)) for one in texts[:-1]}
    return len(before) == 1 and (texts[-1].quoted, len(texts[-1].parts)) not in before


def _written(text: str, line: int, where: str) -> Written | None:
    text = text.strip(ENDS)
    if not text or text.startswith("#"):
        return None
    if not text.startswith('"'):
        bare = re.sub(COMMENT, "", text).strip(ENDS)
        return Written(parts=(bare,), quoted=False, line=line)
    parts = _parts(text)
    if parts is None:
        raise InputError(
            "a quoted name is not closed",
            where=f"{where}:{line}",
            found=text[:80],
            expected='"..." around the name, and a quote inside it doubled',
            hint="correct the quotes",
        )
    return Written(parts=parts, quoted=True, line=line)


def _parts(text: str) -> tuple[str, ...] | None:
    """The quoted parts of a line; what was quoted twice is opened twice; None where a quote is left open."""
    parts: list[str] = []
    at = 0
    while at < len(text) and text[at] != "#":
        found = re.compile(QUOTED).match(text, at)
        if found is None:
            return None
        parts.append(" ".join(found[1].replace('""', '"').split()))
        at = found.end()
    if len(parts) == 1 and parts[0].startswith('"'):
        return _parts(parts[0]) or tuple(parts)
    return tuple(parts)


def _in_comments(found: Sequence[tuple[int, re.Match[str]]], number: int, where: str) -> tuple[Named, ...]:
    """The names in comments, by the numbers that stand there."""
    by_number: dict[int, Written] = {}
    for line, one in found:
        at = int(one["number"])
        if at in by_number or not 1 <= at <= number:
            raise InputError(
                "a name has no number of its own",
                where=f"{where}:{line}",
                found=one.string[:80],
                expected=f"each of the numbers 1 to {number} once",
                hint="correct the number, or how many candidates there are in the first line",
            )
        by_number[at] = Written(parts=(" ".join(one["name"].strip(ENDS).split()),), quoted=False, line=line)
    missing = next((at for at in range(1, number + 1) if at not in by_number), 0)
    if missing:
        raise InputError(
            "there are too few names",
            where=f"{where}:{found[-1][0]}",
            found=f"{len(by_number)} names, none with the number {missing}",
            expected=f"{number} names",
            hint="write the names of all candidates, or correct how many there are in the first line",
        )
    return _with_parties([by_number[at] for at in range(1, number + 1)], where)


def _with_parties(texts: Sequence[Written], where: str) -> tuple[Named, ...]:
    """Names and parties: taken apart only where a second part says so, or every name is written alike."""
    for one in texts:
        if len(one.parts) > 2 or not one.parts[0]:
            raise InputError(
                "this is not a candidate's name",
                where=f"{where}:{one.line}",
                found=" ".join(one.parts)[:80] or "nothing",
                expected='"name", or "name" "party"',
                hint="correct the line",
            )
    whole = [one.parts[0] for one in texts if len(one.parts) == 1]
    split = _split(whole) if len(whole) == len(texts) else None
    if split:
        return tuple(
            Named(name=" ".join(name.split()), party=_bare(party), line=one.line)
            for one, (name, party) in zip(texts, split, strict=True)
        )
    return tuple(
        Named(name=one.parts[0], party=_bare(one.parts[1]) if len(one.parts) == 2 else "", line=one.line)
        for one in texts
    )


def _split(texts: Sequence[str]) -> list[tuple[str, str]] | None:
    """Name and party of each text, where all are written in one way that tells them apart.

    >>> _split(["Ann FRY (Lab)", "Bert HILL (Con)"]), _split(["Ann FRY (Lab)", "Bert HILL"])
    ([('Ann FRY', 'Lab'), ('Bert HILL', 'Con')], None)
    >>> _split(['Lab "Ann FRY"', 'Con "Bert HILL"'])
    [('Ann FRY', 'Lab'), ('Bert HILL', 'Con')]
    """
    for pattern in (PARTY_IN_QUOTES, PARTY_IN_BRACKETS):
        found = [one for text in texts if (one := re.fullmatch(pattern, text))]
        if len(found) < len(texts):
            continue
        pairs = [(one["name"], one["party"]) for one in found]
        outer, inner = zip(*pairs, strict=True)
        if any(len(one.split()) > 1 for one in outer) or any(len(one.split()) < 2 for one in inner):
            return pairs
        # Outside one word, inside several: Lab "George ADAM", or Ann "Green Party"?
        if len(set(outer)) < len(outer) or (all(map(_is_short, outer)) and all(map(_has_surname, inner))):
            return [(party, name) for name, party in pairs]
        return None
    return None


def _is_short(text: str) -> bool:
    return len(text) <= 4


def _has_surname(text: str) -> bool:
    """Whether a word stands in capitals, as surnames do on a ballot paper."""
    return any(len(word) > 1 and word.isupper() for word in text.split())


def _bare(party: str) -> str:
    """A party without brackets around the whole of it."""
    party = " ".join(party.split())
    return party[1:-1] if party.startswith("(") and party.endswith(")") else party
