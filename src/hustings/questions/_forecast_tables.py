"""The tables of a forecast: what was drawn, and what each number rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from hustings.answer import Cell, Column, Figures, rounded
from hustings.mechanics.forecast import Draws, Pool, effective
from hustings.mechanics.forecast_priors import PRIORS, Settings
from hustings.mechanics.forecast_transfers import Basis, exhaustion, splits
from hustings.polls import OTHERS, Polls

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RANGE = (0.05, 0.25, 0.5, 0.75, 0.95)
BASES: Mapping[Basis, str] = {
    "cross-break": "people asked",
    "whole poll": "the whole poll",
    "party": "party (judgement)",
    "even": "nothing: even",
}


def share(value: float) -> Fraction:
    """A share as an answer keeps it."""
    return rounded(value, 4)


def chance(times: int, number: int) -> Fraction:
    """A chance from so many draws of so many: never 0 and never 1."""
    return min(max(rounded((times + 0.5) / (number + 1), 4), Fraction(1, 10_000)), Fraction(9_999, 10_000))


def quantiles(figures: NDArray[np.float64]) -> tuple[Fraction, ...]:
    """The figures below which 5, 25, 50, 75 and 95 draws in a hundred lie."""
    import numpy as np

    return tuple(map(share, np.quantile(figures, RANGE).tolist()))


_QUANTILES = (
    Column(key="low", head="5 in 100 below", unit="share"),
    Column(key="lower", head="25", unit="share"),
    Column(key="middle", head="middle", unit="share"),
    Column(key="upper", head="75", unit="share"),
    Column(key="high", head="95", unit="share"),
)


def first_table(polls: Polls, draws: Draws) -> Figures:
    """Shares of first preferences, everybody's."""
    rows: list[tuple[Cell, ...]] = [
        (polls.label(id), *quantiles(draws.first[:, at])) for at, id in enumerate(draws.people)
    ]
    return Figures(
        key="first",
        title="First preferences: what share each may have",
        columns=(Column(key="who", head="who", unit="text"), *_QUANTILES),
        rows=tuple(rows),
        note="Nine draws of ten lie between the first and the last column.",
    )


def winners_table(draws: Draws) -> Figures:
    """The chance of each person to be elected and to be among the two highest, the likeliest first."""
    rows = []
    for at, id in enumerate(draws.people):
        if id == OTHERS:
            continue
        won = int((draws.winner == at).sum())
        remains = int((draws.top == at).sum())
        finals = draws.finals(at)
        found = quantiles(finals) if len(finals) >= FEW else (None,) * len(RANGE)
        ranges = (found[0], found[2], found[4])
        rows.append((id, chance(won, draws.number), chance(remains, draws.number), *ranges))
    rows.sort(key=lambda row: -row[1])
    return Figures(
        key="winners",
        title="Who may be elected, and with what share of the second count",
        columns=(
            Column(key="candidate", head="candidate", unit="candidate"),
            Column(key="elected", head="elected", unit="chance"),
            Column(key="remains", head="in first two", unit="chance"),
            Column(key="low", head="5 in 100 below", unit="share"),
            Column(key="middle", head="middle", unit="share"),
            Column(key="high", head="95", unit="share"),
        ),
        rows=tuple(rows),
        note="First two: the two highest on first preferences. Shares of the second count are of the draws "
        "in which the candidate is one of them, as it would be where somebody has more than half and none is "
        "held.",
    )


FEW = 50
"""In fewer draws than this, no range is told."""


def pairs_of(draws: Draws) -> list[tuple[tuple[int, int], int, int]]:
    """The pairs that remain: their columns (the one more often elected first), how often they remain, and how
    often the first is elected then. The most frequent pair comes first."""
    import numpy as np

    low, high = draws.top.min(axis=1), draws.top.max(axis=1)
    width = len(draws.people)
    found = []
    for key, times in zip(
        *(one.tolist() for one in np.unique(low * width + high, return_counts=True)), strict=True
    ):
        a, b = divmod(key, width)
        rows = (low == a) & (high == b)
        won = int((draws.winner[rows] == a).sum())
        found.append(((a, b), times, won) if 2 * won >= times else ((b, a), times, times - won))
    return sorted(found, key=lambda one: (-one[1], one[0]))


def pairs_table(draws: Draws) -> Figures:
    """The pairs that may remain, and who is then likelier to be elected."""
    rows: list[tuple[Cell, ...]] = []
    for (a, b), times, won in pairs_of(draws):
        if not rows or times * 200 >= draws.number:
            rows.append((draws.people[a], draws.people[b], chance(times, draws.number), chance(won, times)))
    return Figures(
        key="pairs",
        title="Who may be the two highest on first preferences",
        columns=(
            Column(key="first", head="one", unit="candidate"),
            Column(key="second", head="and", unit="candidate"),
            Column(key="chance", head="chance", unit="chance"),
            Column(key="then", head="the first is then elected", unit="chance"),
        ),
        rows=tuple(rows),
        note="Pairs that are so in fewer than one draw in two hundred are left out.",
    )


def asked_of_all(polls: Polls, draws: Draws, pair: tuple[int, int], settings: Settings) -> bool:
    """Whether of each group but the others some were asked whom of a pair they choose."""
    who = (draws.people[pair[0]], draws.people[pair[1]])
    found = splits(polls, draws.people, who, settings)
    return all(split.asked for id, split in found.items() if id != OTHERS)


def leads_table(named: Sequence[tuple[str, Draws]], pair: tuple[int, int], *, asked: bool) -> Figures:
    """The first lead of one of a pair over the other, and the share of the second count, by model.

    The last model knows of second preferences what was asked, no more: where they were not `asked` of all it
    tells no share of the second count.
    """
    a, b = pair
    rows: list[tuple[Cell, ...]] = []
    for words, draws in named:
        rows.append((f"lead, {words}", *quantiles(draws.first[:, a] - draws.first[:, b])))
        final = final_of(draws, pair)
        if len(final) >= FEW and (asked or draws is not named[-1][1]):
            rows.append((f"final share, {words}", *quantiles(final)))
    return Figures(
        key="ranges",
        title="How much of the range is more than sampling",
        columns=(Column(key="what", head="what", unit="text"), *_QUANTILES),
        rows=tuple(rows),
        note="The lead on first preferences, and the share of the second count. Sampling alone is what a "
        "margin of error tells; it has no shared error and no paper that names neither of the two"
        + (
            "."
            if asked
            else "; of a second count it tells nothing where not all were asked about second preferences."
        ),
    )


def final_of(draws: Draws, pair: tuple[int, int]) -> NDArray[np.float64]:
    """The share of the second count of the first of a pair, in the draws in which these two remain."""
    import numpy as np

    a, b = pair
    ahead = (draws.top[:, 0] == a) & (draws.top[:, 1] == b)
    behind = (draws.top[:, 0] == b) & (draws.top[:, 1] == a)
    return np.concatenate([draws.final[ahead], 1 - draws.final[behind]])


def transfers_table(polls: Polls, draws: Draws, pair: tuple[int, int], settings: Settings) -> Figures:
    """How the papers of each group split between the likeliest two, and what that rests on."""
    who = (draws.people[pair[0]], draws.people[pair[1]])
    lost, found = exhaustion(polls, who, settings)
    rows: list[tuple[Cell, ...]] = []
    for id, split in splits(polls, draws.people, who, settings).items():
        to_a = split.to_a / (split.to_a + split.to_b)
        asked = round(split.asked) if split.asked else None
        rows.append((polls.label(id), share(to_a), share(1 - to_a), asked, BASES[split.basis]))
    return Figures(
        key="transfers",
        title=f"Where second preferences go between {polls.label(who[0])} and {polls.label(who[1])}",
        columns=(
            Column(key="group", head="first preference", unit="text"),
            Column(key="to_first", head=polls.label(who[0]), unit="share"),
            Column(key="to_second", head=polls.label(who[1]), unit="share"),
            Column(key="asked", head="asked", unit="number"),
            Column(key="rests", head="rests on", unit="text"),
        ),
        rows=tuple(rows),
        note=f"Of papers that name one of the two; {round(100 * lost / (lost + found))}% are taken to name "
        "neither.",
    )


def polls_table(polls: Polls, pool: Pool, settings: Settings) -> Figures:
    """Each poll: whom it asked, and how much it weighs."""
    rows = [
        (
            one.name,
            one.pollster,
            one.end,
            round(one.base),
            round(effective(polls, at, settings)),
            share(float(pool.weights[:, at].mean())),
        )
        for at, one in enumerate(polls.polls)
    ]
    return Figures(
        key="polls",
        title="The polls",
        columns=(
            Column(key="poll", head="poll", unit="text"),
            Column(key="pollster", head="pollster", unit="text"),
            Column(key="end", head="ended", unit="text"),
            Column(key="base", head="named somebody", unit="number"),
            Column(key="effective", head="worth a sample of", unit="number"),
            Column(key="weight", head="weight", unit="share"),
        ),
        rows=tuple(rows),
    )


def priors_table(settings: Settings) -> Figures:
    """Every number that was assumed, and what it rests on."""
    rows = [
        (
            one.words,
            rounded(getattr(settings, key), 4),
            one.rests if getattr(settings, key) == one.value else "as said with the question",
            one.source,
        )
        for key, one in PRIORS.items()
    ]
    return Figures(
        key="priors",
        title="What is assumed before a poll is seen",
        columns=(
            Column(key="what", head="what", unit="text"),
            Column(key="value", head="value", unit="number"),
            Column(key="rests", head="rests on", unit="text"),
            Column(key="source", head="where from", unit="text"),
        ),
        rows=tuple(rows),
        detail=True,
    )


def cloud_table(draws: Draws, pair: tuple[int, int], most: int = 200) -> Figures:
    """For a map of who wins where: of some draws, the shares of eliminated papers that went to either."""
    import numpy as np

    a, b = pair
    rows = np.flatnonzero((draws.top.min(axis=1) == min(pair)) & (draws.top.max(axis=1) == max(pair)))[:most]
    left = np.maximum(1 - draws.first[rows, a] - draws.first[rows, b], 1e-9)  # of two candidates, nothing
    to_a = np.where(draws.top[rows, 0] == a, draws.gains[rows, 0], draws.gains[rows, 1]) / left
    to_b = np.where(draws.top[rows, 0] == b, draws.gains[rows, 0], draws.gains[rows, 1]) / left
    columns = (draws.first[rows, a], draws.first[rows, b], to_a, to_b)
    return Figures(
        key="cloud",
        title="Draws for the map of who wins where",
        columns=(
            Column(key="first_a", head=f"first preferences, {draws.people[a]}", unit="share"),
            Column(key="first_b", head=f"first preferences, {draws.people[b]}", unit="share"),
            Column(key="to_a", head=f"of eliminated papers, to {draws.people[a]}", unit="share"),
            Column(key="to_b", head=f"of eliminated papers, to {draws.people[b]}", unit="share"),
        ),
        rows=tuple(tuple(map(share, row)) for row in zip(*(one.tolist() for one in columns), strict=True)),
        note="The first so many draws in which the likeliest two remain.",
        detail=True,
    )
