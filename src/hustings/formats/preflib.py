"""PrefLib: rankings by the numbers of alternatives, with a header that says how many there are of everything.

Source: PrefLib-Data, FORMAT_SPECIFICATION.md, "File Formats for Ordinal Preferences": strict or with ties,
complete or not (soc, soi, toc, toi). What the header says is checked against the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.contest import Candidate, Contest
from hustings.errors import InputError
from hustings.formats._cells import whole
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import UNTITLED, Names, infer_ids
from hustings.formats._open import BOM, content, lines_of
from hustings.formats._ranked import Key, level, profile_of
from hustings.formats._rulings import refuse_rulings
from hustings.paper import named_in
from hustings.returns import Note, Reading

PLACE = re.compile(r"\s*(?:\{([0-9,\s]*)\}|([0-9]+))\s*(?:,|\Z)")
TYPES = ("soc", "soi", "toc", "toi")
NAME = "ALTERNATIVE NAME"


@dataclass(frozen=True, kw_only=True)
class Header:
    """What the lines that begin with # say: by key, and the name of each alternative; the line of each."""

    name: str
    facts: Mapping[str, str]
    names: Mapping[int, str]
    lines: Mapping[str, int]

    def where(self, key: str) -> str:
        """File and line of one of its facts, or the file."""
        return f"{self.name}:{self.lines[key]}" if key in self.lines else self.name

    def number(self, key: str) -> int | None:
        """A whole number that the header gives, or None."""
        return whole(self.facts[key], what=key, where=self.where(key)) if self.facts.get(key) else None


def read(opened: Opened, facts: Facts) -> Reading:
    """Read a PrefLib file of orders into a profile of rankings.

    Raises InputError naming the line for a type that holds no orders, for a number that is no alternative's,
    an order that occurs twice, is not complete or has ties where its type has none, and where the numbers of
    the header are not those of the rows.
    """
    refuse_rulings(facts, name=opened.name)
    file = content(opened, format="preflib")
    lines = lines_of(file.text)
    header = _header(lines, opened.name)
    kind = _kind(header)
    contest, ids = _contest(facts, header)
    position = {id: at for at, id in enumerate(contest.ids)}
    rows: dict[Key, int] = {}
    for at, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            key, papers = _row(line, kind, ids, position)
            if key in rows:
                raise InputError(
                    "an order stands twice",
                    found=line[:80],
                    expected="each order once, with the number of its voters",
                    hint="add the numbers, or remove the row that was entered twice",
                )
        except InputError as error:
            error.where = f"{opened.name}:{at}"
            raise
        rows[key] = papers
    _check(header, "NUMBER VOTERS", sum(rows.values()))
    _check(header, "NUMBER UNIQUE ORDERS", len(rows))
    return Reading(
        contest=contest,
        papers=profile_of(contest.ids, rows, rows.items() if facts.in_order else None, where=opened.name),
        sources=(file.source,),
        notes=(*file.notes, *_remarks(header)),
    )


def _header(lines: Sequence[str], name: str) -> Header:
    facts: dict[str, str] = {}
    names: dict[int, str] = {}
    where: dict[str, int] = {}
    for at, line in enumerate(lines, 1):
        found = _fact(line)
        if found is None:
            continue
        key, number, value = found
        full = f"{key} {number}" if number else key
        if full in where:
            raise InputError(
                "the header says a thing twice",
                where=f"{name}:{at}",
                found=line[:80],
                expected=f"{full} once, as in line {where[full]}",
                hint="remove one of the lines",
            )
        where[full] = at
        if key == NAME and number:
            names[number] = value
        else:
            facts[full] = value
    return Header(name=name, facts=facts, names=names, lines=where)


def _fact(line: str) -> tuple[str, int, str] | None:
    """Key, number (0 where there is none) and value of a line of the header; None for any other line.

    >>> _fact("# ALTERNATIVE NAME 2: Bert Fry"), _fact("# DATA TYPE: soi"), _fact("# drawn by hand")
    (('ALTERNATIVE NAME', 2, 'Bert Fry'), ('DATA TYPE', 0, 'soi'), None)
    """
    head, colon, value = line.partition(":")
    words = head.removeprefix("#").split()
    if not (line.startswith("#") and colon and words and head.isupper()):
        return None
    numbered = len(words) > 1 and words[-1].isdecimal() and len(words[-1]) < 10
    number = int(words.pop()) if numbered else 0
    return " ".join(words), number, " ".join(value.split())


def _kind(header: Header) -> str:
    """The type of the data, by its own line or by the ending of the file's name in the header."""
    kind = header.facts.get("DATA TYPE") or header.facts.get("FILE NAME", "").rpartition(".")[2]
    if kind.lower() not in TYPES:
        raise InputError(
            "this type of PrefLib file holds no orders",
            where=header.where("DATA TYPE"),
            found=kind or "no DATA TYPE",
            expected=" or ".join(TYPES),
            hint="fetch the file of orders of this data set",
        )
    return kind.lower()


def _contest(facts: Facts, header: Header) -> tuple[Contest, tuple[str, ...]]:
    """The contest, and the ids of alternatives by number."""
    number = header.number("NUMBER ALTERNATIVES")
    names = [header.names[at] for at in sorted(header.names)]
    if (
        sorted(header.names) != list(range(1, len(names) + 1))
        or not names
        or number not in (None, len(names))
    ):
        raise InputError(
            "the names are not as many as the alternatives",
            where=header.where("NUMBER ALTERNATIVES"),
            found=f"{len(names)} lines {NAME}",
            expected=f"{number or 'some'}, with the numbers from 1 on",
            hint="fetch the file again if a part is missing, or correct the header",
        )
    contest = facts.contest or Contest(title=header.facts.get("TITLE") or UNTITLED, candidates=())
    if not contest.candidates:
        ids = infer_ids(names, where=header.where(f"{NAME} 1"))
        people = tuple(Candidate(id=id, name=name) for id, name in zip(ids, names, strict=True))
        return replace(contest, candidates=people), ids
    known = Names(contest)
    ids = tuple(known.candidate(name, where=header.where(f"{NAME} {at}")) for at, name in enumerate(names, 1))
    if sorted(ids) != sorted(contest.ids):
        raise InputError(
            "the alternatives are not the candidates of the contest, each once",
            where=header.where(f"{NAME} 1"),
            found=", ".join(names),
            expected=", ".join(contest.label(id) for id in contest.ids),
            hint="correct the names in the file or in contest.toml",
        )
    return contest, ids


def _row(line: str, kind: str, ids: Sequence[str], position: Mapping[str, int]) -> tuple[Key, int]:
    """An order, and how many voters have it."""
    papers, colon, order = line.partition(":")
    if not colon:
        raise _no_order(line)
    vote = tuple(_places(order, line, ids, position))
    named = named_in(vote)
    if kind.startswith("s") and len(named) > len(vote):
        raise InputError(
            "an order has ties",
            found=line[:80],
            expected=f"none in a file of type {kind}",
            hint="correct the DATA TYPE in the header (toc, toi), or the row",
        )
    if kind.endswith("c") and sorted(named) != sorted(ids):
        raise InputError(
            "an order is not complete",
            found=line[:80],
            expected=f"each of {len(ids)} alternatives once in a file of type {kind}",
            hint="correct the DATA TYPE in the header (soi, toi), or the row",
        )
    return ("", vote), whole(papers.strip(), what="voters")


def _places(order: str, line: str, ids: Sequence[str], position: Mapping[str, int]) -> Iterator[str]:
    order = order.strip()
    at = 0
    while at < len(order):
        found = PLACE.match(order, at)
        if found is None:
            raise _no_order(line)
        at = found.end()
        numbers = [one.strip() for one in (found[1] if found[2] is None else found[2]).split(",")]
        for one in numbers:
            if not one.isdecimal() or not 1 <= int(one[:9]) <= len(ids):
                raise InputError(
                    "this is no alternative's number",
                    found=one or line[:80],
                    expected=f"a number from 1 to {len(ids)}",
                    hint="correct the number",
                )
        yield level([ids[int(one[:9]) - 1] for one in numbers], position, text=found[0].strip(" ,"))
    if order.endswith(","):
        raise _no_order(line)


def _no_order(line: str) -> InputError:
    return InputError(
        "this is not an order as PrefLib writes it",
        found=line[:80],
        expected="voters: numbers separated by commas, those of equal rank in {}",
        hint="correct the row",
    )


def _check(header: Header, key: str, counted: int) -> None:
    stated = header.number(key)
    if stated is not None and stated != counted:
        raise InputError(
            "the rows are not those that the header speaks of",
            where=header.where(key),
            found=f"{counted:,} in the rows",
            expected=f"{key}: {stated:,}",
            hint="fetch the file again if a part is missing, or correct the header",
        )


def _remarks(header: Header) -> Iterator[Note]:
    made = header.facts.get("MODIFICATION TYPE", "").lower()
    if made not in ("", "original"):
        words = f"the file says that its orders are {made}: they are not what voters wrote"
        yield Note(words=words, level="warning", where=header.where("MODIFICATION TYPE"))


def sniff(start: bytes) -> bool:
    """Whether a file begins with a header as PrefLib writes it."""
    text = start.removeprefix(BOM).decode("utf-8", "replace").lstrip()
    found = (_fact(line) for line in re.split(r"[\r\n]+", text)[:30])
    return text.startswith("#") and any(one and one[0] in ("FILE NAME", "DATA TYPE") for one in found)


FORMAT = Format(
    key="preflib",
    title="PrefLib",
    about="Orders of preference as the PrefLib library publishes them (soc, soi, toc, toi): a header, then a "
    "row for each order. The number of voters and of orders is checked against the rows.",
    columns=(
        ("# DATA TYPE", "soc or soi (no ties), toc or toi (ties); complete orders or not"),
        ("# TITLE", "the title of the contest (optional)"),
        ("# NUMBER ALTERNATIVES", "how many stand (optional, checked)"),
        ("# NUMBER VOTERS", "how many papers there are (optional, checked)"),
        ("# NUMBER UNIQUE ORDERS", "how many rows there are (optional, checked)"),
        ("# ALTERNATIVE NAME n", "the candidate with the number n"),
        ("voters", "first in each row, before the colon: how many papers carry the order"),
        ("order", "numbers in order of preference, separated by commas; those who share a rank in `{}`"),
    ),
    example=(
        "# FILE NAME: ambridge.toi\n"
        "# TITLE: Ambridge\n"
        "# DATA TYPE: toi\n"
        "# MODIFICATION TYPE: original\n"
        "# NUMBER ALTERNATIVES: 3\n"
        "# NUMBER VOTERS: 90\n"
        "# NUMBER UNIQUE ORDERS: 3\n"
        "# ALTERNATIVE NAME 1: Ann Archer\n"
        "# ALTERNATIVE NAME 2: Bert Fry\n"
        "# ALTERNATIVE NAME 3: Clara Hill\n"
        "45: 1,2,3\n"
        "35: 2\n"
        "10: 3,{1,2}\n"
    ),
    sniff=sniff,
    read=read,
)
