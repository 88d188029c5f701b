"""What two records' papers say differently where no statement shows it, and whether it could matter."""

from __future__ import annotations

from collections.abc import Iterator

from hustings.duels import Duels
from hustings.mechanics.closest import IN_COLUMNS
from hustings.paper import Vote
from hustings.profile import Profile
from hustings.record import Record

Apart = tuple[str, int, bool]
"""The difference in words, how many papers (or figures) it is, whether it could change who is elected."""


def unlike_papers(first: Record, second: Record) -> Iterator[Apart]:
    """What differs between papers; nothing where they are the same or statements tell it.

    Of papers in one or two columns statements show all that is counted, so that the rest is without effect.
    Every rank, score or duel may be counted: a difference in them could always matter.
    """
    before, after = first.papers, second.papers
    if isinstance(before, Profile) and isinstance(after, Profile):
        yield from _profiles(before, after, counted_whole=not in_columns(first))
    elif isinstance(before, Duels) and isinstance(after, Duels):
        pairs = zip(before.wins, after.wins, strict=False)
        cells = sum(a != b for one, other in pairs for a, b in zip(one, other, strict=False))
        if cells or len(before.wins) != len(after.wins):
            differ = "figure differs" if cells == 1 else "figures differ"
            yield f"pairwise table: {cells} {differ}", cells, True
    elif before.kind != after.kind:
        yield "the papers are of another kind", 0, True
    elif before.kind == "rounds" and before != after:
        yield "the votes of the rounds are not the same", 0, True


def in_columns(record: Record) -> bool:
    """Whether a record counts papers of one or two columns, whose statements show whatever is counted."""
    steps = all(one.step in IN_COLUMNS and one.holds == "ledger" for one in record.stages)
    return record.papers.kind in ("preferences", "totals") and steps


def _profiles(before: Profile, after: Profile, *, counted_whole: bool) -> Iterator[Apart]:
    one, other = _piles(before), _piles(after)
    changed = {vote: other.get(vote, 0) - one.get(vote, 0) for vote in {**one, **other}}
    kinds = sum(bool(papers) for papers in changed.values())
    many = "1 kind of vote stands" if kinds == 1 else f"{kinds:,} kinds of vote stand"
    papers = sum(map(abs, changed.values()))
    if kinds and counted_whole:
        yield f"{many} on another number of papers, {papers:,} more or fewer in all", papers, True
    elif kinds:
        yield f"{many} on another number of papers, which adds up to the same figures", 0, False
    elif before.order != after.order:
        yield "the papers stand in another order", 0, True


def _piles(profile: Profile) -> dict[tuple[str, Vote], int]:
    return {(pile.area, pile.vote): pile.papers for pile in profile.piles}
