"""Votes in a sheet's columns: a first and a second preference, or ranks; of what was seen or recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import rank_of
from hustings.formats._names import Names, folded, unknown
from hustings.formats._sheet import Sheet
from hustings.mechanics.findings import REJECTED
from hustings.paper import BLANK, LEVEL, TOKENS, Vote

REJECTED_WORD, MISSING_WORD = "rejected", "missing"
"""What stands for the first preference of a paper that is rejected, and of one that was not found."""


@dataclass(frozen=True, kw_only=True)
class VoteColumns:
    """Where the ranks of a vote stand in a row, the first first."""

    at: tuple[int, ...]
    names: Names

    def empty(self, row: tuple[str, ...]) -> bool:
        """Whether a row says nothing yet."""
        return not any(row[place] for place in self.at)

    def vote(self, row: tuple[str, ...], where: str) -> Vote | None:
        """The vote of a row: no ranks if rejected, None if missing; InputError for an unknown name."""
        cells = [row[place] for place in self.at]
        said = folded(cells[0])
        if said in (REJECTED_WORD, MISSING_WORD):
            if any(cells[1:]):
                raise InputError(
                    f"a paper that is {said} has a further preference",
                    where=where,
                    found=", ".join(cells),
                    expected=f"{said} alone",
                )
            return REJECTED if said == REJECTED_WORD else None
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        if not cells[0]:
            raise InputError(
                "a row does not say what the paper says",
                where=where,
                found="no first preference",
                expected=f"a candidate, {REJECTED_WORD} or {MISSING_WORD}",
                hint=f"a paper without a valid first preference is {REJECTED_WORD}",
            )
        return tuple(self._place(cell, where) for cell in cells)

    def _place(self, cell: str, where: str) -> str:
        if not cell or cell in TOKENS:
            return cell or BLANK
        if self.names.knows(cell) or LEVEL not in cell:
            return self.names.candidate(cell, where=where)
        return LEVEL.join(self.names.candidate(one.strip(), where=where) for one in cell.split(LEVEL))


def vote_columns(found: Mapping[str, int], contest: Contest, start: str = "") -> VoteColumns | None:
    """The columns of a vote among those of a sheet, each name after `start`; None where there are none."""
    ranked = {
        rank_of(name.removeprefix(start)): at
        for name, at in found.items()
        if name.startswith(start) and rank_of(name.removeprefix(start))
    }
    if 1 not in ranked:
        return None
    last = next(rank for rank in range(1, len(ranked) + 2) if rank not in ranked)
    return VoteColumns(at=tuple(ranked[rank] for rank in range(1, last)), names=Names(contest))


def refuse_unknown(sheet: Sheet, found: Collection[str], known: Collection[str], *starts: str) -> None:
    """InputError for a column that is neither known nor a rank, since a misspelt one would be passed over."""
    for name in found:
        if name not in known and not any(
            name.startswith(start) and rank_of(name.removeprefix(start)) for start in ("", *starts)
        ):
            raise unknown("column", name, [*known, "first", "second"], where=sheet.where(sheet.line))
