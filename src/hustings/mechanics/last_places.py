"""Last places: whoever stands last on the most papers is excluded, and first preferences are counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hustings import views
from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage, Stages
from hustings.mechanics import recount
from hustings.mechanics.arithmetic import EXACT
from hustings.mechanics.ballots import Ballots
from hustings.mechanics.lots import by_lot, extreme

LEVEL = (
    "those of the rest whom a paper does not rank, or ranks level last, share its last place in equal parts"
)
"""How last places are read on papers that do not rank everybody in order, as a rule names it."""


def coombs(ends: recount.Ends) -> Stages:
    """The stages: `first-preferences`, then `last-places` and an `exclusion` by turns.

    Equal most last places wait for a lot.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        wait_for_somebody(papers.candidates)
        ballots = recount.rankings_of(papers)
        now = recount.firsts(ballots, papers.candidates)
        elected, number = tuple(ends(now)), 1
        shown = recount.stage_of(now, "first-preferences")
        yield replace(shown, elected=elected, readings=ballots.doubtful)
        while not elected:
            last = last_places(ballots, now.remaining)
            yield Stage(
                step="last-places",
                votes={one: EXACT.number(shared) for one, shared in last.items()},
                papers=ballots.total,
                holds="points",
                remaining=now.remaining,
            )
            number += 2
            out, equalities = by_lot(extreme(last, lowest=False), draw, f"exclusion-{number}", "is excluded")
            after = recount.firsts(ballots, recount.set_off(now.remaining, [out]))
            elected = tuple(ends(after))
            shown = recount.stage_of(after, "exclusion", now)
            yield replace(shown, whose=(out,), elected=elected, equalities=equalities)
            now = after

    return stages


def the_only_one(now: recount.Firsts) -> Sequence[str]:
    """The only one who remains."""
    return now.remaining if len(now.remaining) == 1 else ()


def last_places(ballots: Ballots, some: Sequence[str]) -> dict[str, Fraction]:
    """How many papers place each of some candidates last of them; who are level there share it.

    >>> from hustings.profile import Profile
    >>> papers = Profile.of("abc", {("a", "b", "c"): 3, ("b",): 2}, ballots="rankings")
    >>> {one: str(votes) for one, votes in last_places(recount.rankings_of(papers), "abc").items()}
    {'a': '1', 'b': '0', 'c': '4'}
    """
    import numpy as np

    rows = [ballots.candidates.index(one) for one in some]
    votes = dict.fromkeys(some, Fraction(0))
    for start in range(0, len(ballots.codes), views.BLOCK):
        block = slice(start, start + views.BLOCK)
        stood = views.places_of(ballots.codes[block], ballots.groups, len(ballots.candidates))[rows]
        last = stood == stood.max(axis=0)
        sharing, papers = last.sum(axis=0), ballots.papers[block]
        for parts in np.unique(sharing).tolist():
            so_shared = np.where(sharing == parts, papers, 0)
            for one, where in zip(some, last, strict=True):
                votes[one] += Fraction(int(so_shared[where].sum()), parts)
    return votes
