"""Risk of an audit: how many papers to check, and how likely a wrong result would have passed what was seen.

Sources: Stark, ALPHA: audit that learns from previously hand-audited ballots (2023), of which the abstract
was read, and what github.com/pbstark/SHANGRLA tests of it; Stark, Sets of half-average nulls generate
risk-limiting audits (2020), and Super-simple simultaneous single-ballot risk-limiting audits (2010), for
Kaplan-Markov and its inflator, both at second hand; Lindeman, Stark and Yates, BRAVO (2012), for how many
papers are read on average, as Stark's tools for polling audits print it.

Each paper or bundle drawn has a value of 0 or more, and what is claimed is true if and only if the values of
all of them have a mean above one half. The hypothesis tested is that it has not. Whatever is drawn is not put
back: `null` is then the mean of what is left, were the claim just wrong. Values are floats, being chances.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

INFLATOR = 1.03905
"""Kaplan-Markov's usual inflator: larger ones cost papers, and forgive errors of two votes more readily."""

ERRORS = 0.001
"""For ALPHA in a comparison: papers whose record is wrong by two votes, at most so many of all."""

TINY = 1e-12
"""Sums of so many values may be wrong by this much of their number."""

Estimate = Callable[["Floats", "Floats", "Floats"], "Floats"]
"""What the mean is taken to be before a draw, from the sum drawn before, how many they were, and the null."""


def shrinking(mean: float, *, weight: float = 100, least: float | None = None) -> Estimate:
    """The reported mean, pulled towards what was seen: as if the report were worth `weight` papers.

    It stays above the null by `least` over the root of the papers' number; half of what the reported mean is
    above one half, unless given. (ALPHA's truncated shrinkage, with d and c.)
    """
    above = (mean - 0.5) / 2 if least is None else least

    def estimate(before: Floats, drawn: Floats, null: Floats) -> Floats:
        import numpy as np

        seen = (weight * mean + before) / (weight + drawn)
        return np.maximum(null + above / np.sqrt(weight + drawn), seen)

    return estimate


def few_errors(clean: float, upper: float) -> Estimate:
    """What suits a comparison in which nearly every value is `clean` and few are 0.

    With a share r of values 0, and the rest `clean`, which is above one half by a, wagering 2(1 - r) - r/a on
    each draw makes the logarithm of the wealth grow fastest; r is `ERRORS`, or a/25 where that is less.
    """
    above = clean - 0.5
    share = min(ERRORS, above / 25)
    wager = 2 * (1 - share) - share / above

    def estimate(before: Floats, drawn: Floats, null: Floats) -> Floats:
        return null * (1 + wager * (upper - null))

    return estimate


def alpha(values: ArrayLike, *, population: int, upper: float, estimate: Estimate) -> Floats:
    """The measured risk after each draw, by ALPHA: above 1 where what was seen speaks against the claim.

    An audit may stop once the risk has been at its limit or below, whatever would have been seen later.

    `values` are in the order drawn, along the last axis (further axes are audits of their own), from 0 to
    `upper`; `population` is how many could be drawn, each once.

    >>> alpha([1, 1, 0, 1], population=100, upper=1, estimate=shrinking(0.8)).round(3).tolist()
    [0.625, 0.386, 1.004, 0.624]
    """
    import numpy as np

    x, before, drawn, null = _drawn(values, population)
    left = population / 2 - before - x
    mean = np.minimum(estimate(before, drawn, null), upper * (1 - np.finfo(float).eps))
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = (x * mean / null + (upper - x) * (upper - mean) / (upper - null)) / upper
    return _risk(factor, null > upper, left < -TINY * population)


def kaplan_markov(values: ArrayLike, *, population: int, forgiving: float) -> Floats:
    """The measured risk after each draw, by Kaplan and Markov; to be read as that of `alpha`.

    `forgiving` is added to every value, so that one that is 0 does not end all hope (`forgiveness`). The null
    is that of what is left, which makes stopping after any draw safe also where nothing is put back.

    >>> kaplan_markov([1] * 5, population=10**9, forgiving=0.0).round(5).tolist()[-1] == round(2**-5, 5)
    True
    """
    import numpy as np

    x, before, _, null = _drawn(values, population)
    left = population / 2 - before - x
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = (x + forgiving) / (null + forgiving)
    return _risk(factor, np.zeros_like(x, np.bool_), left < -TINY * population)


def forgiveness(margin: float, inflator: float = INFLATOR) -> float:
    """What `kaplan_markov` adds to each value so that it is the super-simple rule with this inflator.

    `margin` is the diluted margin: votes of lead for each paper that may be drawn.
    """
    return (inflator - 1) / (2 - margin)


def poll_forgiveness(winner: float, loser: float) -> float:
    """What `kaplan_markov` adds to each value of papers read without records, so that it is BRAVO's wager.

    `winner` and `loser` are the shares of all papers reported for the one and for the other.
    """
    return (winner + loser) / (2 * (winner - loser)) - 0.5


def _drawn(values: ArrayLike, population: int) -> tuple[Floats, Floats, Floats, Floats]:
    """The values, their sum and number before each draw, and the mean left were the claim just wrong."""
    import numpy as np

    x = np.asarray(values, np.float64)
    drawn = np.arange(x.shape[-1], dtype=np.float64)
    before = np.cumsum(x, axis=-1) - x
    return x, before, drawn, (population / 2 - before) / (population - drawn)


def _risk(factor: Floats, lost: Bools, settled: Bools) -> Floats:
    """One over the wealth of who wagers against the null: all is `lost` where it must be true, and it is
    `settled` once what was drawn exceeds it, whatever is left."""
    import numpy as np

    with np.errstate(invalid="ignore", over="ignore"):
        wealth = np.cumprod(np.where(lost, 0.0, factor), axis=-1)
    wealth = np.where(
        np.logical_or.accumulate(settled, axis=-1), math.inf, np.nan_to_num(wealth, nan=0.0, posinf=math.inf)
    )
    with np.errstate(divide="ignore", over="ignore"):
        risk: Floats = 1 / wealth
    return risk


def compared(overstated: Sequence[int], *, margin: int, most: int, units: int) -> tuple[list[float], float]:
    """Values of what was compared with its record, and the value of a record without error.

    `overstated` is by how many votes each record told the lead too high (negative: too low). The claim is
    true if and only if all records together overstate the lead by less than the reported `margin`. `most` is
    the most that one record could (2 for a paper, twice its papers for a bundle), `units` how many papers or
    bundles there are. (The overstatement assorter of Stark 2020, for whole numbers of votes.)

    >>> compared([0, 2, -1], margin=10, most=2, units=100)
    ([0.5263157894736842, 0.0, 0.7894736842105263], 0.5263157894736842)
    """
    clean = 0.5 / (1 - margin / (most * units))
    return [clean * (1 - votes / most) for votes in overstated], clean


def comparison_size(margin: float, limit: float, inflator: float = INFLATOR) -> int:
    """How many papers to compare with their records if no record is wrong; `margin` is diluted.

    >>> comparison_size(0.05, 0.10), comparison_size(228_433 / 2_531_357, 0.05)
    (96, 69)
    """
    return math.ceil(2 * inflator * math.log(1 / limit) / margin)


def polling_size(winner: float, loser: float, limit: float) -> float:
    """How many papers are read on average before a poll of papers by BRAVO can stop, if the report is true.

    `winner` and `loser` are the shares of all papers that count for the one and for the other.

    >>> round(polling_size(0.6, 0.4, 0.10), 1), round(polling_size(0.55, 0.45, 0.05), 1)
    (118.9, 607.7)
    """
    growth, step = polling_growth(winner, loser)
    return (math.log(1 / limit) + step / 2) / growth


def polling_growth(winner: float, loser: float) -> tuple[float, float]:
    """By how much a paper read adds to the logarithm of the evidence on average, and one for the winner."""
    share = winner / (winner + loser)
    step = math.log(2 * share)
    lost = loser * math.log(2 - 2 * share) if loser else 0.0
    return winner * step + lost, step
