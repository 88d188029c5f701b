"""One block of a simulation: its elections are drawn from a stream of their own, filled in and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from hustings.electorates import Asked
from hustings.formats import _drawn
from hustings.mechanics import drawn_papers
from hustings.mechanics.drawn_counts import Outcomes, Tally, by_rule, by_supplementary_vote, duelling, tally
from hustings.mechanics.habits import on_pairs, on_shares
from hustings.mechanics.table import Table
from hustings.simulation import Drawn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What each block does: what is drawn of so many elections, and whether spoilers are looked for."""

    asked: Asked
    seed: int
    elections: int
    drawn: Drawn
    block: int
    spoilers: bool
    write: bool
    arrays: ModuleType | None


@dataclass(frozen=True, kw_only=True)
class _Papers:
    """What was drawn: first-by-second tables, and whole rankings where those are drawn.

    `filled` are the rankings as voters put them on their papers; `chance` is what each voter's habit hung on.
    """

    tables: NDArray[np.int64]
    whole: NDArray[np.int8] | None = None
    filled: NDArray[np.int8] | None = None
    chance: NDArray[np.float64] | None = None


def counted(plan: Plan, numbers: Sequence[int]) -> tuple[Tally, list[bytes]]:
    """Draw some blocks and count them: what became of their elections, and their files where wanted.

    Several blocks, one after another, are counted at once; those of whole rankings come one by one.
    """
    import numpy as np

    drawn = []
    for number in numbers:
        stream = np.random.SFC64(np.random.SeedSequence(plan.seed, spawn_key=(number,)))
        drawn.append(_draw(plan, np.random.Generator(stream)))
    papers = drawn[0] if len(drawn) == 1 else _Papers(tables=np.concatenate([one.tables for one in drawn]))
    left = plan.elections - numbers[0] * plan.block
    if left < len(papers.tables):
        cut = {name: held[:left] for name, held in vars(papers).items() if held is not None}
        papers = replace(papers, **cut)
    found = _count(plan, papers)
    total = tally(found, papers.tables.sum(axis=2), plan.asked.contest.seats)
    if papers.whole is not None and plan.asked.contest.seats == 1:
        above = drawn_papers.pairwise(papers.whole, plan.asked.electorate.candidates)
        total.update(duelling(found.winner, drawn_papers.condorcet(above)))
    if plan.spoilers:
        total["spoiled", 0] = _spoiled(plan, papers, found)
    return total, list(_files(plan, papers)) if plan.write else []


def _draw(plan: Plan, draw: np.random.Generator) -> _Papers:
    """The papers of one whole block."""
    culture, who, habits = plan.asked.culture, plan.asked.electorate, plan.asked.habits
    if plan.drawn == "tables" and culture.shares:
        shares = culture.shares(who, plan.block, draw)
        shares = on_shares(shares, habits) if habits else shares
        flat = shares.reshape(len(shares), -1)
        counted = draw.multinomial(who.voters, flat, size=(plan.block,))
        return _Papers(tables=counted.reshape(plan.block, *shares.shape[1:]))
    whole = None
    if plan.drawn == "rankings" or not culture.pairs:
        whole = culture.rankings(who, plan.block, draw)
        first, second = whole[..., 0], whole[..., 1]
    else:
        first, second = culture.pairs(who, plan.block, draw)
    chance = draw.random(first.shape) if habits else None
    return _filled(plan, first, second, whole, chance)


def _filled(
    plan: Plan,
    first: NDArray[np.int8],
    second: NDArray[np.int8],
    whole: NDArray[np.int8] | None,
    chance: NDArray[np.float64] | None,
) -> _Papers:
    """Papers as voters fill them; whoever marks no valid second candidate ranks nobody after the first."""
    habits = plan.asked.habits
    if habits and chance is not None:
        second = on_pairs(first, second, habits, chance)
    tables = drawn_papers.tables(first, second, plan.asked.electorate.candidates)
    filled = whole
    if whole is not None and chance is not None:
        filled = whole.copy()
        filled[..., 1:][(second < 0) | (second == first)] = -1
    return _Papers(tables=tables, whole=whole, filled=filled, chance=chance)


def _count(plan: Plan, papers: _Papers) -> Outcomes:
    """Count a block by the rule that was asked for."""
    asked = plan.asked
    if asked.rule.key == "sv" or papers.filled is None:
        return by_supplementary_vote(papers.tables, plan.arrays)
    profiles = (drawn_papers.profile(one, asked.contest.ids) for one in papers.filled)
    return by_rule(asked.rule, profiles, asked.contest)


def _spoiled(plan: Plan, papers: _Papers, found: Outcomes) -> int:
    """In how many elections without a lot somebody else's removal changes who is elected."""
    import numpy as np

    assert papers.whole is not None
    spoiled = np.zeros(len(found.lots), bool)
    for gone in range(plan.asked.electorate.candidates):
        asked = np.flatnonzero(~found.lots & (found.winner != gone) & ~spoiled)
        if not len(asked):
            continue
        moved = drawn_papers.without(papers.whole[asked], gone)
        chance = None if papers.chance is None else papers.chance[asked]
        fewer = _filled(plan, moved[..., 0], moved[..., 1], moved, chance)
        spoiled[asked] = _winner_without(plan, fewer, gone) != found.winner[asked]
    return int(spoiled.sum())


def _winner_without(plan: Plan, fewer: _Papers, gone: int) -> NDArray[np.int64]:
    """The positions of winners, among all, when one candidate does not stand; -1 for a lot."""
    import numpy as np

    asked = plan.asked
    if asked.rule.key == "sv" or fewer.filled is None:
        return by_supplementary_vote(fewer.tables, plan.arrays).winner
    left = [at for at in range(len(asked.contest.ids)) if at != gone]
    contest = replace(asked.contest, candidates=tuple(asked.contest.candidates[at] for at in left))
    place = np.full(len(asked.contest.ids) + 1, -1, np.int8)
    place[left] = range(len(left))
    profiles = (drawn_papers.profile(place[one], contest.ids) for one in fewer.filled)
    winner = by_rule(asked.rule, profiles, contest).winner
    return np.append(left, -1)[winner]


def _files(plan: Plan, papers: _Papers) -> Iterator[bytes]:
    """Each election as a file: rankings where those are drawn, else its table; candidates by name."""
    names = tuple(one.name for one in plan.asked.contest.candidates)
    if papers.filled is not None:
        for one in papers.filled:
            yield _drawn.ranks(drawn_papers.profile(one, names))
        return
    for table in papers.tables.tolist():
        yield _drawn.table(Table(candidates=names, papers=tuple(map(tuple, table))))
