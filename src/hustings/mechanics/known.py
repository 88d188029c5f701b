"""What is known of an election's preferences, from first preferences alone to every paper.

Source: what the instruments make public: first preferences; second preferences counted for those who remain
(the statutory minimum); second preferences marked for everybody (London's declaration); the whole
first-by-second table (an electronic count); each of them by area or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from hustings.awaiting import Awaiting
from hustings.errors import UsageError
from hustings.mechanics.table import Table, table_of, who_remain
from hustings.profile import Profile
from hustings.returns import WHOLE, AnyPapers, Reading, Returns, Statement

Level = Literal["polls", "firsts", "counted", "marked", "table", "rankings"]
"""How much is known, least first: polls; first preferences; with second preferences counted for those who
remain; with all second preferences marked; the first-by-second table; whole rankings."""

LEVELS: Mapping[Level, str] = {
    "polls": "opinion polls",
    "firsts": "first preferences",
    "counted": "first preferences and the second preferences counted",
    "marked": "first preferences and all second preferences marked",
    "table": "the first-by-second table",
    "rankings": "whole rankings",
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """Figures of a whole contest, or of one area, as far as they are known; positions as in `candidates`.

    `first` are first preferences. `counted` are second preferences counted, by the position of those who
    remained (an area's are for those who remain in the whole contest). `marked` are second preferences marked
    on all valid papers for each candidate, `same` how many of these repeat the first preference (None: not
    told). `table` is the first-by-second table, where it is known; the other figures then follow from it.
    `areas` is what is known of each area by id; empty where areas are not told apart.
    """

    candidates: tuple[str, ...]
    first: tuple[int, ...]
    counted: Mapping[int, int] | None = None
    marked: tuple[int, ...] | None = None
    same: int | None = None
    table: Table | None = None
    areas: Mapping[str, Known] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """How much is known."""
        if self.table is not None:
            return "table"
        if self.marked is not None:
            return "marked"
        return "firsts" if self.counted is None else "counted"

    @property
    def valid(self) -> int:
        """Papers with a valid first preference."""
        return sum(self.first)

    def remaining(self) -> tuple[int, ...]:
        """The two highest on first preferences and everyone level with the second of them."""
        return who_remain(self.first)

    def totals(self) -> dict[int, int] | None:
        """First preferences and second preferences counted of those who remain; None where not told.

        Where somebody has more than half of all first preferences no second preference is counted, and
        none needs to be: then a table still tells what the totals would be.
        """
        if self.table is not None:
            return self.table.totals()
        remaining = self.remaining()
        if len(remaining) == len(self.first):
            return {at: self.first[at] for at in remaining}
        if self.counted is None or set(self.counted) != set(remaining):
            return None
        return {at: self.first[at] + self.counted[at] for at in remaining}


def known_of(reading: Reading) -> Known:
    """What a reading tells of first and second preferences.

    Raises UsageError for papers that have none (ratings, a pairwise table, two rounds), Awaiting where first
    statements or rulings are still awaited: what is in is then known by area only (`known_so_far`).
    """
    papers = reading.papers
    if isinstance(papers, Profile):
        return _of_profile(papers)
    if isinstance(papers, Returns):
        return _of_returns(papers, reading.totals)
    raise _untold(papers)


def known_so_far(reading: Reading) -> Known:
    """What is in on a count night: the areas that have reported, the sum of them as the whole."""
    papers = reading.papers
    if not isinstance(papers, Returns):
        return known_of(reading)
    reported = tuple(area for area in papers.areas if papers.latest(area, "first"))
    known = {area: _of_area(papers, area) for area in reported}
    zero = (0,) * len(papers.candidates)
    first = tuple(map(sum, zip(zero, *(one.first for one in known.values()), strict=True)))
    return Known(candidates=papers.candidates, first=first, areas=known)


def _untold(papers: AnyPapers) -> UsageError:
    return UsageError(
        "these papers have no first and second preferences",
        found=papers.kind,
        expected="papers of one or two columns, rankings, a first-by-second table, or declared totals",
    )


def _of_profile(papers: Profile) -> Known:
    if papers.ballots not in ("preferences", "rankings"):
        raise _untold(papers)
    papers.wait_for_rulings("first-count")
    two = papers if papers.ballots == "preferences" else papers.in_columns(2)
    columns = max((len(pile.vote) for pile in two.piles), default=2)
    areas = two.areas if len(two.areas) > 1 else ()
    if columns < 2 and len(two.candidates) > 2:  # one column: second preferences are not told
        return _firsts(two, {area: _firsts(two.only(area), {}) for area in areas})
    return _whole(table_of(two), {area: _whole(table_of(two.only(area)), {}) for area in areas})


def _firsts(papers: Profile, areas: Mapping[str, Known]) -> Known:
    votes = papers.first_preferences()
    return Known(candidates=papers.candidates, first=tuple(votes.values()), areas=areas)


def _whole(table: Table, areas: Mapping[str, Known]) -> Known:
    remaining = table.remaining()
    counted = {at: total - table.first[at] for at, total in table.totals(remaining).items()}
    return Known(
        candidates=table.candidates,
        first=table.first,
        counted=counted,
        marked=table.marked,
        same=sum(table.papers[at][at] for at in range(len(table.candidates))),
        table=table,
        areas=areas,
    )


def _of_returns(papers: Returns, totals: Statement | None) -> Known:
    votes = papers.first_preferences()
    told = _marking(papers, WHOLE)
    every = [told] if told else [_marking(papers, area) for area in papers.areas]
    known = Known(
        candidates=papers.candidates,
        first=tuple(votes.values()),
        marked=_marked(papers, every),
        same=totals.totals.get("same_as_first") if totals else None,
        areas={} if papers.areas == (WHOLE,) else {area: _of_area(papers, area) for area in papers.areas},
    )
    try:
        seconds = papers.second_preferences([papers.candidates[at] for at in known.remaining()])
    except Awaiting:
        return known
    counted = {papers.candidates.index(id): votes for id, votes in seconds.votes.items()}
    return replace(known, counted=counted)


def _of_area(papers: Returns, area: str) -> Known:
    first, second = papers.latest(area, "first"), papers.latest(area, "second")
    assert first is not None
    place = {id: at for at, id in enumerate(papers.candidates)}
    counted = second.counted if second else {}
    return Known(
        candidates=papers.candidates,
        first=tuple(first.first.get(id, 0) for id in papers.candidates),
        counted={place[id]: votes for id, votes in counted.items()} or None,
        marked=_marked(papers, [_marking(papers, area)]),
    )


def _marking(papers: Returns, area: str) -> Statement | None:
    """The newest statement of an area that tells second preferences marked, or None."""
    newest = (papers.latest(area, stage) for stage in ("second", "first"))
    return next((one for one in newest if one and one.marked), None)


def _marked(papers: Returns, statements: Sequence[Statement | None]) -> tuple[int, ...] | None:
    """Second preferences marked for everybody, added; None unless every statement tells them all."""
    told = [one for one in statements if one is not None and set(one.marked) == set(papers.candidates)]
    if len(told) < len(statements):
        return None
    return tuple(sum(one.marked[id] for one in told) for id in papers.candidates)
