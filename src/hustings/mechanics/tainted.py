"""Papers in question: how many of which marks, and so how many of each cell of the first-by-second table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.mechanics.known import Known
from hustings.mechanics.table import Table
from hustings.paper import BLANK, TOKENS
from hustings.profile import Pile, Profile


@dataclass(frozen=True, kw_only=True)
class Tainted:
    """So many papers in question with the same marks; names or ids as the file has them, `where` it stands.

    `second` is empty where there is no valid second preference, `area` where it is not told.
    """

    first: str
    second: str
    papers: int
    area: str = ""
    where: str = ""


def table_of_tainted(rows: Sequence[Tainted], contest: Contest, candidates: Sequence[str]) -> Table:
    """All of them in a table. Raises InputError for an unknown candidate or area."""
    place = {id: at for at, id in enumerate(candidates)}
    cells = [[0] * (len(place) + 1) for _ in place]
    for one in rows:
        if one.area:
            _area(one, contest)
        first = place[_candidate(one.first, contest, one.where)]
        second = place[_candidate(one.second, contest, one.where)] if one.second else -1
        cells[first][second] += one.papers
    return Table(candidates=tuple(candidates), papers=tuple(map(tuple, cells)))


def papers_of(papers: Profile, rows: Sequence[Tainted], contest: Contest) -> Profile:
    """The papers in question among those of a profile: of like piles, the first in order."""
    left = [[pile, pile.papers] for pile in papers.piles]
    kept: list[Pile] = []
    for one in rows:
        area = _area(one, contest) if one.area else ""
        first = _candidate(one.first, contest, one.where)
        second = _candidate(one.second, contest, one.where) if one.second else ""
        wanted = one.papers
        for place in left:
            pile, held = place
            assert isinstance(pile, Pile) and isinstance(held, int)
            marked = pile.vote[1] if len(pile.vote) > 1 else BLANK
            if (area and pile.area != area) or pile.vote[0] != first:
                continue
            if second != ("" if marked in TOKENS else marked):
                continue
            number = min(wanted, held)
            place[1], wanted = held - number, wanted - number
            kept.append(replace(pile, papers=number))
    return replace(papers, piles=tuple(one for one in kept if one.papers), order=(), unused=())


def refuse_more(rows: Sequence[Tainted], contest: Contest, known: Known) -> None:
    """InputError where more papers are in question than the count has, of an area where that is told."""
    for area in sorted({one.area for one in rows}):
        id = _area(next(one for one in rows if one.area == area), contest) if area else ""
        part = known.areas.get(id) if id else known
        if part is None or part.table is None:
            continue
        some = [one for one in rows if one.area == area] if id else list(rows)
        asked = table_of_tainted(some, contest, known.candidates)
        for i, row in enumerate(asked.papers):
            for j, papers in enumerate(row):
                if papers > part.table.papers[i][j]:
                    raise InputError(
                        "more papers are in question than were counted",
                        where=some[0].where.partition(":")[0] + (f", {area}" if area else ""),
                        found=f"{papers:,} with a first preference for {contest.label(known.candidates[i])}",
                        expected=f"at most {part.table.papers[i][j]:,} with these two marks",
                        hint="correct the number, or ask about missing papers with --kind missing",
                    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _candidate(text: str, contest: Contest, where: str) -> str:
    for one in contest.candidates:
        if _folded(text) in {_folded(name) for name in (one.id, one.name, one.known_as) if name}:
            return one.id
    raise InputError(
        "unknown candidate",
        where=where,
        found=text or "nothing",
        expected="one of: " + ", ".join(one.name for one in contest.candidates[:30]),
        hint="write the candidate as the contest does",
    )


def _area(row: Tainted, contest: Contest) -> str:
    for one in contest.areas:
        if _folded(row.area) in (_folded(one.id), _folded(one.name)):
            return one.id
    raise InputError(
        "unknown area",
        where=row.where,
        found=row.area,
        expected="one of: " + ", ".join(one.name for one in contest.areas) or "no areas here",
        hint="write the area as the contest does, or leave it out",
    )
