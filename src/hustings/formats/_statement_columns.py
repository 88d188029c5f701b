"""The columns of a file of statements: plain ones, and those whose name ends in a candidate or a code.

Source: the layout is ours; the codes are those of `hustings.paper`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import plain
from hustings.formats._facts import UNUSED_CODES
from hustings.formats._names import Names, folded, unknown
from hustings.formats._sheet import Sheet, need
from hustings.paper import FIRST_CODES, SECOND_CODES, Code

PLAIN = ("area", "stage", "version", "status", "verified", "used", "valid", "reason")
CODED: Mapping[str, Mapping[str, Code]] = MappingProxyType(
    {"rejected": FIRST_CODES, "not_counted": SECOND_CODES, "unused": UNUSED_CODES}
)
NAMED = ("first", "counted", "total", "marked")


@dataclass(frozen=True, kw_only=True)
class Column:
    """What a column holds: a plain field, or one kind of figure of one candidate or code (`key`)."""

    kind: str
    key: str
    title: str


def read_columns(sheet: Sheet, contest: Contest) -> tuple[Column, ...]:
    """What each column of the sheet holds; InputError for an unknown one and for a candidate without one."""
    names = Names(contest)
    where = sheet.where(sheet.line)
    made: list[Column] = []
    for title in sheet.header:
        kind, colon, rest = title.partition(":")
        kind = plain(kind)
        if not colon and kind in PLAIN:
            made.append(Column(kind=kind, key="", title=title))
        elif colon and kind in NAMED:
            made.append(Column(kind=kind, key=names.candidate(rest.strip(), where=where), title=title))
        elif colon and kind in CODED:
            made.append(Column(kind=kind, key=_code(rest, CODED[kind], where), title=title))
        else:
            known = [*PLAIN, *(f"{prefix}:" for prefix in (*NAMED, *CODED))]
            raise unknown("column", f"{kind}:" if colon else title, known, where=where)
    seen: set[tuple[str, str]] = set()
    for one in made:
        if (one.kind, one.key) in seen:
            raise InputError(
                "two columns hold the same figure",
                where=where,
                found=one.title,
                expected="one column for each figure",
                hint="remove or rename one of them",
            )
        seen.add((one.kind, one.key))
    _every_first(sheet, contest, made)
    return tuple(made)


def _code(text: str, codes: Mapping[str, Code], where: str) -> str:
    """A code, written as itself or in its words."""
    for code, meaning in codes.items():
        if folded(text) in (code, folded(meaning.words)):
            return code
    raise unknown("code", text.strip(), codes, where=where)


def _every_first(sheet: Sheet, contest: Contest, found: list[Column]) -> None:
    there = {one.key for one in found if one.kind == "first"}
    for id in contest.ids:
        if id not in there:
            need(sheet, {}, f"first:{contest.label(id)}")
