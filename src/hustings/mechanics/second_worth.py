"""What a second preference is worth before an election: how often it is counted, and how often it may decide.

Source: the value of a mark is the chance that it is pivotal (Myerson and Weber, A theory of voting
equilibria, 1993, known at second hand). Under the supplementary vote a second preference is counted where the
first is for somebody who does not remain and it is for one of two who do; it may decide where these two are
then close.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hustings.mechanics.forecast import Draws
from hustings.polls import OTHERS


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Of a paper with this first preference: how often a second one for `second` is counted, and how often it
    is counted and the two who remain are `close`. Columns of the draws; shares of all draws."""

    first: int
    second: int
    counted: Fraction
    close: Fraction


def worths(draws: Draws, window: Fraction) -> Iterator[Worth]:
    """For every two people; the two who remain are close where their totals differ by less than a window.

    The window is a share of all papers. Where somebody has more than half of the first preferences no second
    preference is counted.
    """
    import numpy as np

    rows = np.arange(draws.number)
    totals = [draws.first[rows, draws.top[:, at]] + draws.gains[:, at] for at in (0, 1)]
    counts = draws.first.max(axis=1) <= 0.5
    near = counts & (np.abs(totals[0] - totals[1]) < float(window))
    people = [at for at, one in enumerate(draws.people) if one != OTHERS]
    remains = {at: (draws.top == at).any(axis=1) for at in people}
    for first in people:
        for second in people:
            if first != second:
                here = counts & ~remains[first] & remains[second]
                yield Worth(
                    first=first,
                    second=second,
                    counted=Fraction(int(here.sum()), draws.number),
                    close=Fraction(int((here & near).sum()), draws.number),
                )
