"""The forecast tried on elections of the past: its scores, and what the others would have taught each.

Source: leave one out (Stone 1974): what is learned for an election is learned from the others alone. Two
numbers are learned: how wide the errors were beside what was assumed, and how many papers were exhausted.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hustings.mechanics.forecast import Draws, draw
from hustings.mechanics.forecast_priors import Settings
from hustings.mechanics.scores import brier, crps, log_score, pit
from hustings.polls import OTHERS, Past

FIRM = 4
"""The assumed width of errors weighs as much as so many elections of the past: judgement."""

LEAST = 0.02
"""Shares of less are not used to learn the width of errors: their rounding alone is wide."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a figure that came true lies among its draws: `pit` from 0 to 1; `what` is "first" or "final"."""

    who: str
    what: str
    actual: float
    low: float
    high: float
    pit: float


@dataclass(frozen=True, kw_only=True)
class Score:
    """How the forecast of one past election fared. `chance` is what it gave to who was elected.

    `ranked` is the mean CRPS of people's first shares (a share), `wide` how wide the errors were: the mean
    square of log shares' errors over what was assumed.
    """

    past: Past
    chance: float
    likeliest: str
    brier: float
    log: float
    ranked: float
    wide: float
    places: tuple[Place, ...]


def chances(draws: Draws) -> dict[str, float]:
    """The chance of each person to be elected, never 0 and never 1."""
    won = {id: int((draws.winner == at).sum()) for at, id in enumerate(draws.people) if id != OTHERS}
    return {id: (number + 0.5) / (draws.number + 1) for id, number in won.items()}


def score(past: Past, settings: Settings, *, number: int, seed: int) -> Score:
    """The forecast of a past election from its polls, scored by its result.

    The seed is varied by the name of the election, so that no two are drawn alike and their order is nothing.
    """
    own = [seed, zlib.crc32(past.name.encode())]
    draws = draw(past.polls, day=past.polls.contest.date, settings=settings, number=number, seed=own)
    given = chances(draws)
    chance = given.get(past.elected, 0.5 / (number + 1))
    people = past.polls.people
    places = [
        _place(id, "first", draws.first[:, at], float(past.first.get(id, 0))) for at, id in enumerate(people)
    ]
    if past.final:
        who = past.pair[0]
        drawn = draws.finals(people.index(who))
        places += [_place(who, "final", drawn, float(past.final[who]))] if len(drawn) > 20 else []
    ranked = [crps(draws.first[:, at], float(past.first.get(id, 0))) for at, id in enumerate(people)]
    return Score(
        past=past,
        chance=chance,
        likeliest=max(given, key=lambda id: given[id]),
        brier=brier(given, past.elected),
        log=log_score(chance),
        ranked=sum(ranked) / len(ranked),
        wide=_wide(past, draws),
        places=tuple(places),
    )


def _place(who: str, what: str, drawn: object, actual: float) -> Place:
    import numpy as np

    figures = np.asarray(drawn, float)
    low, high = np.quantile(figures, [0.05, 0.95])
    return Place(
        who=who, what=what, actual=actual, low=float(low), high=float(high), pit=pit(figures, actual)
    )


def _wide(past: Past, draws: Draws) -> float:
    """The mean square error of log shares over the variance drawn, of those with enough votes."""
    import numpy as np

    ratios = []
    for at, id in enumerate(past.polls.people):
        actual = float(past.first.get(id, 0))
        if actual >= LEAST:
            logs = np.log(draws.first[:, at])
            ratios.append(float((np.log(actual) - logs.mean()) ** 2 / logs.var()))
    return sum(ratios) / len(ratios) if ratios else 1.0


def learned(scores: Sequence[Score], settings: Settings) -> Settings:
    """The settings after what some elections taught: errors as wide as theirs, exhaustion as theirs was.

    What was assumed counts as `FIRM` elections, the exhausted share assumed as one.
    """
    wide = ((FIRM + sum(one.wide for one in scores)) / (FIRM + len(scores))) ** 0.5
    lost = [float(one.past.exhausted) for one in scores if one.past.exhausted is not None]
    return replace(
        settings,
        error=settings.error * min(max(wide, 0.5), 2.0),
        house=settings.house * min(max(wide, 0.5), 2.0),
        exhausted=(settings.exhausted + sum(lost)) / (1 + len(lost)),
    )


def left_out(
    pasts: Sequence[Past], scores: Sequence[Score], settings: Settings, *, number: int, seed: int
) -> tuple[Score, ...]:
    """Each election scored again with what the others teach; empty where there is only one."""
    if len(pasts) < 2:
        return ()
    return tuple(
        score(
            past,
            learned([*scores[:at], *scores[at + 1 :]], settings),
            number=number,
            seed=seed,
        )
        for at, past in enumerate(pasts)
    )
