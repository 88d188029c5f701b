"""The papers of a BLT file: where they stand among its lines, and what each row says.

Source: that of `blt`. A paper's id is left off a row before like rows are counted and read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.errors import InputError
from hustings.formats._blt_names import ENDS
from hustings.formats._cells import whole
from hustings.formats._ranked import Key, level, trimmed
from hustings.paper import BLANK, LEVEL

# Patterns are compiled where they are used: most files are of another kind, and starting is to be quick.
START = r"[0-9]+[ \t]+[0-9]+"
WITHDRAWN = r"-[0-9]+(?:[ \t]+-[0-9]+)*"
ID = r"\s*\(([^()]*)\)"
BROKEN = r"[0-9]+[.,][0-9]+"
PASSED_OVER = ""
"""The place of somebody who withdrew."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A file's lines, and where its parts stand: numbers in the first line, then papers up to `end`.

    `ids` says whether papers have ids.
    """

    name: str
    lines: Sequence[str]
    candidates: int
    seats: int
    withdrawn: tuple[int, ...]
    papers: int
    end: int
    ids: bool

    def rows(self) -> Sequence[str]:
        """The lines of papers in turn, without the papers' ids."""
        lines = self.lines[self.papers : self.end]
        return [line.partition(")")[2] if _has_id(line) else line for line in lines] if self.ids else lines


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a row says: its vote, how many papers carry it, whether it names somebody who withdrew."""

    key: Key
    papers: int
    passed_over: bool


def bare(line: str) -> str:
    """A line of numbers without a comment and without commas at its end."""
    return line.partition("#")[0].strip(ENDS)


def frame_of(lines: Sequence[str], name: str) -> Frame:
    """Where the parts of a file stand; InputError where the first line or the papers' end is missing."""
    at = next((at for at, line in enumerate(lines) if bare(line)), 0)
    where, first = f"{name}:{at + 1}", bare(lines[at])
    if not re.fullmatch(START, first):
        raise InputError(
            "the first line does not say how many stand and how many are elected",
            where=where,
            found=first[:80] or "nothing",
            expected="two whole numbers: candidates and seats",
            hint="write them in the first line, such as 9 4",
        )
    candidates, seats = (whole(one, what="candidates and seats", where=where) for one in first.split())
    if not candidates or not seats:
        raise InputError(
            "nobody is to be elected" if candidates else "nobody stands",
            where=where,
            found=first,
            expected="1 or more candidates and seats",
            hint="correct the first line",
        )
    papers = at + 1
    after = next((at for at in range(papers, len(lines)) if bare(lines[at])), at)
    withdrawn: tuple[int, ...] = ()
    if re.fullmatch(WITHDRAWN, bare(lines[after])):
        withdrawn = tuple(int(one[1:10]) for one in bare(lines[after]).split())
        papers = after + 1
        if beyond := [one for one in withdrawn if not 1 <= one <= candidates]:
            raise _no_candidate(str(beyond[0]), candidates, f"{name}:{papers}")
    end, ids = _end(lines, papers, name)
    return Frame(
        name=name,
        lines=lines,
        candidates=candidates,
        seats=seats,
        withdrawn=withdrawn,
        papers=papers,
        end=end,
        ids=ids,
    )


def _has_id(line: str) -> bool:
    return line.lstrip().startswith("(")


def _end(lines: Sequence[str], papers: int, name: str) -> tuple[int, bool]:
    """The line that is 0 alone, and whether a line before it has an id."""
    distinct = dict.fromkeys(lines[papers:])
    ends = [one for one in distinct if bare(one) == "0"]
    if not ends:
        raise InputError(
            "the papers never end",
            where=f"{name}:{len(lines)}",
            found="no line that is 0 alone",
            expected="0 on a line of its own, then the names",
            hint="fetch the file again if its end is missing, or write the line",
        )
    end = min(lines.index(one, papers) for one in ends)
    return end, any(map(_has_id, distinct)) and any(map(_has_id, lines[papers:end]))


def rows_of(frame: Frame, ids: Sequence[str], standing: Sequence[str]) -> dict[str, Row]:
    """Each distinct row of `Frame.rows` and what it says; empty lines are none.

    `ids` are the candidates' ids by number, `standing` those who did not withdraw, in ballot-paper order.
    Raises InputError naming the line.
    """
    if frame.ids:
        _check_ids(frame)
    places = _Places(ids, standing)
    rows: dict[str, Row] = {}
    for line in dict.fromkeys(frame.rows()):
        if not (text := bare(line)):
            continue
        try:
            rows[line] = _row(text, places, one_each=frame.ids)
        except InputError as error:
            at = next(at for at, one in enumerate(frame.rows(), frame.papers + 1) if one == line)
            error.where = f"{frame.name}:{at}"
            error.found = error.found or text[:80]
            raise
    return rows


def tally_of(frame: Frame, rows: Mapping[str, Row]) -> tuple[dict[Key, int], int]:
    """How many papers carry each vote, and how many of them name somebody who withdrew."""
    tally: Counter[Key] = Counter()
    passed_over = 0
    for line, times in Counter(frame.rows()).items():
        if line in rows:
            row = rows[line]
            tally[row.key] += row.papers * times
            passed_over += row.papers * times if row.passed_over else 0
    return tally, passed_over


class _Places(dict[str, str]):
    """What each rank on a paper holds: a candidate, several at one rank, nobody; each text is read once."""

    def __init__(self, ids: Sequence[str], standing: Sequence[str]) -> None:
        super().__init__({BLANK: BLANK})
        self.ids = ids
        self.position = {id: at for at, id in enumerate(standing)}
        self.everybody = {id: at for at, id in enumerate(ids)}
        self.gone: set[str] = set()

    def __missing__(self, text: str) -> str:
        found = [self._candidate(one, text) for one in text.split(LEVEL)]
        level(found, self.everybody, text=text)
        stand = [one for one in found if one in self.position]
        if len(stand) < len(found):
            self.gone.add(text)
        self[text] = place = level(stand, self.position, text=text) or PASSED_OVER
        return place

    def _candidate(self, number: str, text: str) -> str:
        if number.isascii() and number.isdecimal() and 1 <= int(number[:9]) <= len(self.ids):
            return self.ids[int(number[:9]) - 1]
        if text == "0":
            raise InputError(
                "a 0 stands inside a row",
                expected="one row a line, ended by 0",
                hint="put what stands behind the 0 on a line of its own",
            )
        raise _no_candidate(text, len(self.ids), "")


def _no_candidate(found: str, candidates: int, where: str) -> InputError:
    return InputError(
        "this is no candidate's number",
        where=where,
        found=found[:80],
        expected=f"a number from 1 to {candidates}, several joined by =, or - for a rank that was skipped",
        hint="correct the number, or how many candidates there are in the first line",
    )


def _row(text: str, places: _Places, *, one_each: bool) -> Row:
    words = text.split()
    if words[-1] != "0" or len(words) == 1:
        raise InputError(
            "a row does not end with 0",
            found=text[:80],
            expected="how many papers, the candidates' numbers in order of preference, 0",
            hint="complete the row; a line with 0 alone comes between the papers and the names",
        )
    papers = _weight(words[0], one_each)
    vote = tuple(map(places.__getitem__, words[1:-1]))
    if PASSED_OVER in vote:
        vote = tuple(place for place in vote if place != PASSED_OVER)
    return Row(key=("", trimmed(vote)), papers=papers, passed_over=not places.gone.isdisjoint(words[1:-1]))


def _weight(text: str, one_each: bool) -> int:
    if not text.isdecimal() and re.fullmatch(BROKEN, text):
        raise InputError(
            "a weight is not a whole number",
            found=text,
            expected="how many papers carry the ranking",
            hint="papers are counted whole: write each ranking with the number of its papers",
        )
    weight = whole(text, what="papers")
    if one_each and weight != 1:
        raise InputError(
            "a row with an id is one paper",
            found=f"{weight} papers",
            expected="1",
            hint="write a row for each paper, or leave the ids out",
        )
    return weight


def _check_ids(frame: Frame) -> None:
    """Raises InputError where some papers have no id, or one occurs twice."""
    seen: dict[str, int] = {}
    for at, line in enumerate(frame.lines[frame.papers : frame.end], frame.papers + 1):
        if not bare(line):
            continue
        found = re.match(ID, line)
        id = found[1].strip() if found else ""
        if not id or id in seen:
            raise InputError(
                "two papers have one id" if id else "a paper has no id",
                where=f"{frame.name}:{at}",
                found=f"{id} again, after line {seen[id]}" if id else line[:80],
                expected="an id in brackets of its own for each paper",
                hint="remove the row that was entered twice, or correct the id",
            )
        seen[id] = at
