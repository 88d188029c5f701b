"""contest.toml: the facts of a contest that stand beside its figures.

Source: the file `hustings init` writes; what each key means is in `KEYS`, which the reference prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from hustings.contest import Area, Candidate, Contest, Declaration
from hustings.errors import InputError
from hustings.formats import _toml
from hustings.formats._names import ID, folded, infer_ids
from hustings.paper import FIRST_CODES, SECOND_CODES, Code
from hustings.returns import WHOLE, Statement

UNUSED_CODES: Mapping[str, Code] = MappingProxyType(
    {
        code: meaning
        for code, meaning in SECOND_CODES.items()
        if meaning.parts <= SECOND_CODES["no_valid_second"].parts
    }
)
"""Why a valid paper carries no valid second preference, whoever remains."""

KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "": {
            "title": "what the election is called",
            "office": "the office, as a key or in words: it chooses the law",
            "date": "polling day",
            "notice_date": "the day the notice of election was published",
            "law": "the key of the instrument, where it is not to be chosen by office and dates",
            "seats": "how many are elected, 1 when left out",
            "threshold": "the share of all valid votes that a list needs to win a seat",
            "default": "the option that stands where no other is wanted more, by its name or id",
            "electorate": "how many could vote",
            "order": "file, where the law counts papers in an order and the file of papers holds them in it",
            "source": "where the figures were published",
            "candidates": "the names alone, in the order of the ballot paper, instead of [[candidate]]",
        },
        "declared": {"by": "who declared the result", "on": "the day it was declared"},
        "candidate": {
            "name": "the full name, as on the ballot paper",
            "id": "a short id for files; made from the name when left out",
            "party": "the description on the ballot paper",
            "known_as": "a commonly used name",
            "listed": "of a list: how many on it may take a seat, 1 for somebody who stands alone",
            "constituencies": "of a list: how many of the party were returned in constituencies",
            "majority": "of an option: the majority it needs over the default option",
        },
        "area": {
            "name": "a place that counts and makes statements",
            "id": "a short id for files; made from the name when left out",
            "electorate": "how many could vote there",
        },
        "totals": {
            "verified": "ballot papers verified",
            "used": "ballot papers used or counted: valid and rejected ones together",
            "valid": "valid first preferences, as printed",
            "same_as_first": "valid papers whose two preferences are for one candidate",
            "reason": "why the figures do not close, where they do not",
        },
        "totals.rejected": {code: f"papers: {meaning.words}" for code, meaning in FIRST_CODES.items()},
        "totals.unused": {code: f"valid papers: {meaning.words}" for code, meaning in UNUSED_CODES.items()},
    }
)
"""Every key of contest.toml by the table it stands in, and its meaning."""

_TABLES = ("declared", "candidate", "area", "totals")


def read_facts(path: Path) -> tuple[Contest, Statement | None]:
    """The contest and its totals, from a contest.toml; InputError also where it cannot be read."""
    return parse_facts(_toml.fetch(path), path.name)


def parse_facts(data: bytes, file: str = "contest.toml") -> tuple[Contest, Statement | None]:
    """The contest, and its totals as a statement for the whole contest, from the bytes of contest.toml.

    The candidates are in the order of the ballot paper. There may be none, which says that nobody stands,
    or that the names are to be taken from the file of figures. `same_as_first` is kept in the statement's
    `totals`. Raises InputError for unknown keys, wrong types, names or ids that occur twice.

    >>> contest, totals = parse_facts(b'title = "Mayor of Ambridge"\\ncandidates = ["Ann", "Bert"]')
    >>> contest.ids, totals
    (('ann', 'bert'), None)
    """
    top = _toml.parse(data, file)
    _toml.only(top, [*KEYS[""], *_TABLES])
    seats = _toml.whole(top, "seats")
    if seats == 0:
        raise InputError(
            "an election fills at least one seat",
            where=_toml.where(top, "seats"),
            found="0",
            expected="1 or more",
            hint="leave seats out: it is 1 for a mayor or a commissioner",
        )
    candidates = _candidates(top)
    contest = Contest(
        title=_toml.text(top, "title", required=True),
        candidates=candidates,
        office=_toml.text(top, "office"),
        date=_toml.day(top, "date"),
        notice_date=_toml.day(top, "notice_date"),
        seats=seats or 1,
        threshold=_toml.share(top, "threshold"),
        default=_default(top, candidates),
        areas=_areas(top),
        electorate=_toml.whole(top, "electorate"),
        law=_toml.text(top, "law"),
        declared=_declared(top),
        source=_toml.text(top, "source"),
        order=_order(top),
    )
    return contest, _totals(top)


def said_in(data: bytes, file: str = "contest.toml") -> frozenset[str]:
    """Which facts of the whole contest contest.toml gives, by their keys: what it does not say a file may.

    >>> sorted(said_in(b'title = "Mayor"\\nseats = 1'))
    ['seats', 'title']
    """
    return frozenset(_toml.parse(data, file).values) & KEYS[""].keys()


def _order(top: _toml.Entry) -> Literal["", "file"]:
    order = _toml.text(top, "order")
    if order not in ("", "file"):
        raise InputError(
            "this is not an order of papers",
            where=_toml.where(top, "order"),
            found=order,
            expected='order = "file"',
            hint="leave order out where the law does not count papers in an order",
        )
    return "file" if order else ""


def _candidates(top: _toml.Entry) -> tuple[Candidate, ...]:
    entries = _toml.tables(top, "candidate")
    names = _toml.texts(top, "candidates")
    if entries and names:
        raise InputError(
            "the candidates are given twice",
            where=_toml.where(top, "candidates"),
            found="candidates = [...] and [[candidate]]",
            expected="one of the two",
            hint="remove the line candidates = [...]",
        )
    if names:
        ids = infer_ids(names, where=_toml.where(top, "candidates"))
        return tuple(Candidate(id=id, name=name) for id, name in zip(ids, names, strict=True))
    ids = _ids(entries, "candidate")
    return tuple(
        Candidate(
            id=id,
            name=_toml.text(entry, "name"),
            party=_toml.text(entry, "party"),
            known_as=_toml.text(entry, "known_as"),
            listed=_toml.whole(entry, "listed"),
            constituencies=_toml.whole(entry, "constituencies"),
            majority=_toml.ratio(entry, "majority"),
        )
        for id, entry in zip(ids, entries, strict=True)
    )


def _default(top: _toml.Entry, candidates: tuple[Candidate, ...]) -> str:
    """The id of the default option, which is named by its name or id among the candidates."""
    given = _toml.text(top, "default")
    for one in candidates:
        if given and given in (one.id, one.name):
            return one.id
    if given:
        raise InputError(
            "the default option is not one of the candidates",
            where=_toml.where(top, "default"),
            found=given,
            expected="one of: " + ", ".join(one.name for one in candidates) if candidates else "candidates",
            hint="name the candidates in this file, the default option among them",
        )
    return ""


def _areas(top: _toml.Entry) -> tuple[Area, ...]:
    entries = _toml.tables(top, "area")
    return tuple(
        Area(id=id, name=_toml.text(entry, "name"), electorate=_toml.whole(entry, "electorate"))
        for id, entry in zip(_ids(entries, "area"), entries, strict=True)
    )


def _ids(entries: list[_toml.Entry], what: str) -> tuple[str, ...]:
    """The id of each entry: the one given, or one made from the name; none occurs twice."""
    given: dict[str, _toml.Entry] = {}
    unnamed: set[str] = set()
    for entry in entries:
        _toml.only(entry, KEYS[what])
        name = folded(_toml.text(entry, "name", required=True))
        id = _toml.text(entry, "id")
        if id and not ID.fullmatch(id):
            raise InputError(
                "this cannot be an id",
                where=_toml.where(entry, "id"),
                found=id,
                expected="letters, digits, hyphens, dots and underscores, a letter or digit first",
                hint="leave the id out: it is then made from the name",
            )
        if id in given or (not id and name in unnamed):
            raise InputError(
                f"two {what}s have one id" if id else f"two {what}s have one name and no ids",
                where=_toml.where(entry, "id" if id else "name"),
                found=id or _toml.text(entry, "name"),
                expected=f"one id for each {what}",
                hint=f"give each {what} an id of its own",
            )
        if id:
            given[id] = entry
        else:
            unnamed.add(name)
    nameless = [_toml.text(entry, "name") for entry in entries if not _toml.text(entry, "id")]
    made = iter(infer_ids(nameless, what=what, where=_toml.where(entries[0]), taken=given) if entries else ())
    return tuple(_toml.text(entry, "id") or next(made) for entry in entries)


def _declared(top: _toml.Entry) -> Declaration | None:
    entry = _toml.table(top, "declared")
    if entry is None:
        return None
    _toml.only(entry, KEYS["declared"])
    on = _toml.day(entry, "on")
    if not on:
        raise InputError(
            "a declaration without a day",
            where=_toml.where(entry),
            found="no key on",
            expected="on = 2027-05-07",
            hint="add the day of the declaration, or remove [declared]",
        )
    return Declaration(by=_toml.text(entry, "by", required=True), on=on)


def _totals(top: _toml.Entry) -> Statement | None:
    entry = _toml.table(top, "totals")
    if entry is None:
        return None
    _toml.only(entry, [*KEYS["totals"], "rejected", "unused"])
    rejected = _toml.table(top, "totals.rejected")
    unused = _toml.table(top, "totals.unused")
    same = _toml.whole(entry, "same_as_first")
    return Statement(
        area=WHOLE,
        stage="first",
        verified=_toml.whole(entry, "verified"),
        used=_toml.whole(entry, "used"),
        valid=_toml.whole(entry, "valid"),
        rejected=_toml.counts(rejected, FIRST_CODES) if rejected else {},
        unused=_toml.counts(unused, UNUSED_CODES) if unused else {},
        totals={} if same is None else {"same_as_first": same},
        reason=_toml.text(entry, "reason"),
        where=_toml.where(entry),
    )
