"""Last places: whoever stands last on the most papers is excluded, and first preferences are counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hustings import views
from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Ballots, Handling, ballots_of, counts_for_the_only_one
from hustings.mechanics.duels import wait_for_somebody
from hustings.mechanics.elimination import Ends, Stages, excluding, shown
from hustings.mechanics.equality import extreme
from hustings.mechanics.tally import Tally

LEVEL = (
    "those of the rest whom a paper does not rank, or ranks level last, share its last place in equal parts"
)
"""How last places are read on papers that do not rank everybody in order, as a rule names it."""


def coombs(ends: Ends) -> Stages:
    """The stages: `first-preferences`, then `last-places` and an `exclusion` by turns.

    Equal most last places wait for a lot.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        wait_for_somebody(papers.candidates)
        ballots = ballots_of(papers, Handling(over_marked=counts_for_the_only_one))
        tally = Tally(ballots=ballots, of=decimals(0))
        yield shown(tally, "first-preferences", ends)
        number = 1
        while not tally.elected:
            last = last_places(ballots, tally.standing())
            names = {
                ballots.candidates[one]: of.numerator if of.denominator == 1 else of
                for one, of in last.items()
            }
            yield Stage(
                step="last-places",
                votes=names,
                papers=ballots.total,
                holds="points",
                remaining=tuple(names),
            )
            number += 2
            most = extreme(dict(last), lowest=False)
            equalities: tuple[Equality, ...] = ()
            if len(most) > 1:
                level = tally.ids(most)
                chosen = draw(level, f"exclusion-{number}", "is excluded")
                equalities = (Equality(between=level, chosen=chosen, by="lot"),)
                most = [ballots.candidates.index(chosen)]
            yield excluding(tally, most, ends, equalities=equalities)

    return stages


def last_places(ballots: Ballots, some: Sequence[int]) -> dict[int, Fraction]:
    """How many papers place each of some candidates last of them; who are level there share it.

    >>> from hustings.profile import Profile
    >>> papers = Profile.of("abc", {("a", "b", "c"): 3, ("b",): 2}, ballots="rankings")
    >>> {one: str(votes) for one, votes in last_places(ballots_of(papers, Handling()), [0, 1, 2]).items()}
    {0: '1', 1: '0', 2: '4'}
    """
    import numpy as np

    votes = dict.fromkeys(some, Fraction(0))
    for start in range(0, len(ballots.codes), views.BLOCK):
        block = slice(start, start + views.BLOCK)
        stood = views.places_of(ballots.codes[block], ballots.groups, len(ballots.candidates))[list(some)]
        last = stood == stood.max(axis=0)
        sharing, papers = last.sum(axis=0), ballots.papers[block]
        for parts in np.unique(sharing).tolist():
            so_shared = np.where(sharing == parts, papers, 0)
            for one, where in zip(some, last, strict=True):
                votes[one] += Fraction(int(so_shared[where].sum()), parts)
    return votes
