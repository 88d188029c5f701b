"""Two counts: without a majority of first preferences, all but the two highest are excluded at once.

One loop for the contingent vote and its relatives, which differ in how ballot papers are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, ballots_of
from hustings.mechanics.elimination import (
    excluding,
    majority_of_continuing,
    shown,
    two_remain,
)
from hustings.mechanics.lots import by_lot, extreme
from hustings.mechanics.tally import Tally


def contingent(handling: Handling) -> Stages:
    """The stages: `first-preferences`, the `exclusion` of all but two, a `lot` if those two end level."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        wait_for_somebody(papers.candidates)
        tally = Tally(ballots=ballots_of(papers, handling), of=decimals(0))
        yield shown(tally, "first-preferences", majority_of_continuing)
        if tally.elected:
            return
        two, equalities = two_highest(tally, draw)
        out = [one for one in tally.standing() if one not in two]
        if out:
            yield excluding(tally, out, two_remain, equalities=equalities)
        if not tally.elected:
            level = tally.ids(two)
            chosen, decided = by_lot(level, draw, "lot")
            yield tally.stage_of("lot", elected=(chosen,), equalities=decided)

    return stages


def two_highest(tally: Tally, draw: Draw) -> tuple[list[int], tuple[Equality, ...]]:
    """The two with the most votes; a lot gives each place for which several are equal."""
    two: list[int] = []
    equalities: list[Equality] = []
    while len(two) < 2:
        rest = [one for one in tally.standing() if one not in two]
        highest = extreme({one: tally.votes[one] for one in rest}, lowest=False)
        if len(two) + len(highest) > 2:
            level = tally.ids(highest)
            chosen, decided = by_lot(level, draw, f"remains-{len(two) + 1}", "remains")
            equalities += decided
            highest = [tally.ballots.candidates.index(chosen)]
        two += highest
    return sorted(two), tuple(equalities)
