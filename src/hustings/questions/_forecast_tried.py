"""The forecast tried on elections of the past, in tables and in words that say how little they prove."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hustings.answer import Cell, Column, Figures, rounded
from hustings.errors import InputError
from hustings.mechanics.backtest import Score, learned, left_out, score
from hustings.mechanics.forecast_priors import Settings
from hustings.mechanics.scores import covered
from hustings.polls import Past
from hustings.questions._forecast_tables import chance, share

DRAWS = 20_000
"""So many elections are drawn for each one of the past."""


def tried(
    pasts: Sequence[Past], settings: Settings, seed: int
) -> tuple[tuple[Figures, ...], tuple[str, ...]]:
    """The tables of the back-test and the sentences that belong to it; both empty without past elections.

    Raises InputError where an election is there twice.
    """
    names = [one.name for one in pasts]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            "an election of the past is there twice",
            found=", ".join(twice),
            expected="each election once, all its polls together",
            hint="name the folder or the file, not both",
        )
    if not pasts:
        return (), ()
    scores = [score(one, settings, number=DRAWS, seed=seed) for one in pasts]
    again = left_out(pasts, scores, settings, number=DRAWS, seed=seed)
    words = [_little(len(pasts)), *_held(scores), *_taught(scores, again, settings)]
    made = [_table(scores), *([_left_out(scores, again)] if again else []), _places(scores)]
    return tuple(made), tuple(words)


def _table(scores: Sequence[Score]) -> Figures:
    rows: list[tuple[Cell, ...]] = []
    for one in scores:
        first = [place for place in one.places if place.what == "first"]
        rows.append(
            (
                one.past.name,
                one.past.polls.label(one.past.elected),
                _chance(one.chance),
                rounded(one.brier, 3),
                rounded(one.log, 3),
                share(one.ranked),
                f"{sum(covered(place.pit, 0.9) for place in first)} of {len(first)}",
            )
        )
    return Figures(
        key="tried",
        title="The same forecast of elections past",
        columns=(
            Column(key="election", head="election", unit="text"),
            Column(key="elected", head="was elected", unit="text"),
            Column(key="chance", head="was given", unit="chance"),
            Column(key="brier", head="Brier", unit="number"),
            Column(key="log", head="log score", unit="number"),
            Column(key="crps", head="CRPS", unit="share"),
            Column(key="held", head="in range", unit="text"),
        ),
        rows=tuple(rows),
        note="All scores are 0 for a perfect forecast. Brier: squared distance of the chances, at most 2, "
        "and 0.5 for an even chance of two. Log score: 0.69 for an even chance. CRPS: the mean distance from "
        "the first shares. In range: first shares in the middle nine draws of ten.",
    )


def _left_out(scores: Sequence[Score], again: Sequence[Score]) -> Figures:
    rows: list[tuple[Cell, ...]] = [
        (one.past.name, _chance(one.chance), rounded(one.log, 3), rounded(one.brier, 3), share(one.ranked))
        for one in again
    ]
    return Figures(
        key="left-out",
        title="The same, each election forecast with what the others teach",
        columns=(
            Column(key="election", head="election", unit="text"),
            Column(key="chance", head="given", unit="chance"),
            Column(key="log", head="log score", unit="number"),
            Column(key="brier", head="Brier", unit="number"),
            Column(key="crps", head="CRPS", unit="share"),
        ),
        rows=tuple(rows),
        note="The width of errors and the exhausted share are those that the other elections suggest.",
    )


def _places(scores: Sequence[Score]) -> Figures:
    rows: list[tuple[Cell, ...]] = [
        (
            one.past.name,
            one.past.polls.label(place.who),
            {"first": "first preferences", "final": "second count"}[place.what],
            share(place.actual),
            share(place.low),
            share(place.high),
            share(place.pit),
        )
        for one in scores
        for place in one.places
    ]
    return Figures(
        key="calibration",
        title="Where the results lay among the draws",
        columns=(
            Column(key="election", head="election", unit="text"),
            Column(key="who", head="who", unit="text"),
            Column(key="what", head="share of", unit="text"),
            Column(key="actual", head="came true", unit="share"),
            Column(key="low", head="5 in 100 below", unit="share"),
            Column(key="high", head="95", unit="share"),
            Column(key="pit", head="draws below it", unit="share"),
        ),
        rows=tuple(rows),
        note="An honest forecast has results evenly among its draws: one in ten in each tenth. The shares of "
        "one election hang together, so that they count for far fewer than they are.",
        detail=True,
    )


def _chance(value: float) -> Fraction:
    return chance(round(value * 1_000_000), 1_000_000)


def _little(number: int) -> str:
    if number == 1:
        return "One election of the past proves nothing: whoever gives 90% must be wrong once in ten times."
    return (
        f"{number} elections of the past prove little: chances of 80% and of 95% cannot be told apart by "
        "fewer than some dozens."
    )


def _held(scores: Sequence[Score]) -> list[str]:
    """How often ranges held, where nine in ten should."""
    said = []
    for what, words in (("first", "shares of first preferences"), ("final", "shares of the second count")):
        places = [place for one in scores for place in one.places if place.what == what]
        held = sum(covered(place.pit, 0.9) for place in places)
        if places:
            said.append(f"Ranges that should hold nine times in ten held {held} of {len(places)} {words}.")
    right = sum(one.likeliest == one.past.elected for one in scores)
    said.append(f"The likeliest candidate was elected in {right} of {len(scores)} elections of the past.")
    return said


def _taught(scores: Sequence[Score], again: Sequence[Score], settings: Settings) -> list[str]:
    if not again:
        return []
    better = learned(scores, settings)
    before = sum(one.log for one in scores) / len(scores)
    after = sum(one.log for one in again) / len(again)
    return [
        f"Together they suggest a shared error of {better.error:.2f} (assumed: {settings.error:.2f}) and "
        f"{better.exhausted:.0%} of papers exhausted (assumed: {settings.exhausted:.0%}); the forecast "
        f"above is made with what was assumed. Mean log score {before:.3f}, and {after:.3f} where each "
        "election is forecast with what the others teach."
    ]
