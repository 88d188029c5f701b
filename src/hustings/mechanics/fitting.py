"""How wide text may be in a drawing, whatever font a reader has: reckoned for a wide one, never measured."""

from __future__ import annotations

import unicodedata

NARROW, BROAD = " ijlftrI.,:;'’|!()[]-", "mwMW@%…—"
"""Letters well below, and at most, an em in every ordinary font."""


def width(text: str) -> int:
    """At most how wide a text is, in hundredths of its letters' size.

    Reckoned from the advance widths of DejaVu Sans in bold, which is wider than what most readers see.

    >>> width("ill"), width("Ann"), width("28,012")
    (126, 226, 397)
    """
    return sum(map(_advance, text))


def _advance(one: str) -> int:
    if unicodedata.category(one) in ("Mn", "Me", "Cf"):
        return 0
    if one in NARROW:
        return 42
    if one in BROAD or unicodedata.east_asian_width(one) in "WF":
        return 105
    return 71 if one.isdigit() or (one.islower() and one.isascii()) else 84


def cut(text: str, room: int) -> str:
    """The text, or as much of its beginning as fits into the room and three dots.

    >>> cut("Ann Archer", 700), cut("Ann Archer", 500)
    ('Ann Archer', 'Ann Ar…')
    """
    if width(text) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def wrapped(text: str, room: int, most: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines that each fit into the room; what is too long is cut.

    >>> wrapped("Ann Archer of Ambridge", 750), wrapped("Ann Archer of Ambridge", 750, 1)
    (('Ann Archer', 'of Ambridge'), ('Ann Arche…',))
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1])) <= room:
            taken += 1
        last = len(lines) == most - 1
        lines.append(cut(" ".join(words if last else words[:taken]), room))
        words = words[taken:]
    return tuple(lines)
