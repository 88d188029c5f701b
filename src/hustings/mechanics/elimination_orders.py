"""Assertions that prove who is elected where candidates are excluded one after another.

Source: Blom, Stuckey and Teague, Ballot-polling risk limiting audits for IRV elections (2018), and RAIRE:
risk-limiting audits for IRV elections (arXiv:1903.08804), of which introductions and descriptions were read:
claims that one candidate is not excluded next among those who remain, or not before another whoever remains,
and the search for those that contradict every order of exclusion in which somebody else is elected. What an
assertion says of an order depends only on who remains and who of them is excluded next, so orders that agree
in these are looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hustings.errors import UsageError
from hustings.mechanics.assertions import Assertion, Claim
from hustings.mechanics.ballots import Ballots, Handling, ballots_of
from hustings.paper import Vote
from hustings.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUDGET = 60_000_000
"""So many rows of papers are followed, over all sets that may remain, before the search is given up."""

State = tuple[frozenset[int], int]
"""Who remains, and who of them is excluded next: what every order that ends with them has in common."""


class Orders:
    """Orders of exclusion of some rankings, read as a rule reads doubtful ranks, and what contradicts them.

    Batches of exclusions and an early majority elect nobody else than exclusions one by one do.
    """

    def __init__(self, papers: Profile, handling: Handling, budget: int = BUDGET) -> None:
        self.ballots = ballots_of(papers, handling)
        self.number = len(papers.candidates)
        self.budget = max(budget // max(len(self.ballots.codes), 1), 1)
        self._tallies: dict[frozenset[int], tuple[int, ...]] = {}
        self._best: dict[State, tuple[Claim | None, int]] = {}
        self._worst: dict[State, int] = {}
        self._at_least: dict[State, int] = {}

    def tally(self, left: frozenset[int]) -> tuple[int, ...]:
        """Votes of every candidate while exactly these remain; raises UsageError beyond the budget."""
        import numpy as np

        if left not in self._tallies:
            if len(self._tallies) >= self.budget:
                raise UsageError(
                    "too many orders of exclusion are left to rule out",
                    found=f"{self.number} candidates, {self.budget:,} sets of them looked at",
                    expected="a result that is less close, or fewer candidates",
                    hint="count all papers again by hand instead of a sample",
                )
            went = reached(self.ballots, left)
            held = np.bincount(went[went >= 0], weights=self.ballots.papers[went >= 0], minlength=self.number)
            self._tallies[left] = tuple(map(int, held))
        return self._tallies[left]

    @cached_property
    def everybody(self) -> frozenset[int]:
        """All candidates."""
        return frozenset(range(self.number))

    def claims_against(self, state: State) -> Iterator[Claim]:
        """Every claim that orders of this state contradict, as far as it names the one excluded next."""
        left, out = state
        votes = self.tally(left)
        for one in left - {out}:
            yield self._claim("left", out, one, left, votes[out], votes[one])
            yield self._before(out, one)
        for one in self.everybody - left:
            yield self._before(one, out)

    def _before(self, over: int, under: int) -> Claim:
        pair = frozenset((over, under))
        return self._claim(
            "before", over, under, pair, self.tally(self.everybody)[over], self.tally(pair)[under]
        )

    def _claim(self, kind: str, over: int, under: int, left: frozenset[int], ours: int, theirs: int) -> Claim:
        ids = self.ballots.candidates
        named = tuple(ids[one] for one in sorted(left)) if kind == "left" else ()
        assertion = Assertion(
            kind="left" if kind == "left" else "before", over=ids[over], under=ids[under], left=named
        )
        return Claim(assertion=assertion, over=ours, under=theirs)

    def best(self, state: State) -> tuple[Claim | None, int]:
        """The claim with the greatest lead that rules a state out, and its lead; None where there is none."""
        if state not in self._best:
            found = max(self.claims_against(state), key=lambda one: one.margin, default=None)
            self._best[state] = (found, found.margin if found else -self.ballots.total - 1)
        return self._best[state]

    def worst(self, state: State, enough: int) -> int:
        """The smallest lead that must be shown to rule a state out, in the best way; `enough` is as good."""
        _, here = self.best(state)
        if here >= enough:
            return here
        if state in self._worst:
            return self._worst[state]
        if self._at_least.get(state, enough - 1) >= enough:
            return enough
        least = min((one for one in self._earlier(state, enough)), default=here)
        found = max(here, least) if state[0] != self.everybody else here
        if found < enough:
            self._worst[state] = found  # exact: no way was cut short
        else:
            self._at_least[state] = enough
        return found

    def _earlier(self, state: State, enough: int) -> Iterator[int]:
        for before in self.before(state):
            found = self.worst(before, enough)
            enough = min(enough, found)
            yield found

    def highest(self, winner: int) -> int:
        """A lead that no set of claims can exceed: what rules out the count as it was, but for who is last.

        Each order of exclusion in which another is elected must be ruled out; this looks at one for each.
        """
        order, left = [], self.everybody
        while len(left) > 1:
            votes = self.tally(left)
            out = min(sorted(left - {winner}), key=lambda one: votes[one])
            order.append(out)
            left -= {out}
        found = self.ballots.total + 1
        for last in order:
            state = (frozenset((last,)), last)
            best = self.best(state)[1]
            for one in [winner, *(other for other in reversed(order) if other != last)]:
                state = (state[0] | {one}, one)
                best = max(best, self.best(state)[1])
            found = min(found, best)
        return found

    def before(self, state: State) -> list[State]:
        """The states one exclusion earlier, those with the fewest votes to exclude first."""
        left, _ = state
        votes = self.tally(self.everybody)
        rest = sorted(self.everybody - left, key=lambda one: -votes[one])
        return [(left | {one}, one) for one in rest]


def reached(ballots: Ballots, left: frozenset[int]) -> NDArray[np.signedinteger]:
    """Whom each row of papers counts for while exactly these remain; negative where for nobody."""
    import numpy as np

    continuing = np.zeros(len(ballots.candidates), np.bool_)
    continuing[list(left)] = True
    rows = np.arange(len(ballots.codes))
    return ballots.follow(rows, np.zeros(len(rows), np.int64), ballots.table(continuing))


def exclusion_claims(papers: Profile, handling: Handling, winner: str) -> tuple[Claim, ...]:
    """The claims that rule out every order in which another is elected, their smallest lead the greatest.

    The narrowest claim comes first; a lead of 0 or less says that no such set is true of these papers.

    >>> papers = Profile.of("abc", {("a",): 8, ("b", "c"): 5, ("c", "b"): 4}, ballots="rankings")
    >>> for one in exclusion_claims(papers, Handling(), "b"):
    ...     print(one.assertion.kind, one.assertion.over, one.assertion.under, one.margin)
    left b a 1
    before b c 1
    """
    orders = Orders(papers, handling)
    ends = [(frozenset((one,)), one) for one, id in enumerate(papers.candidates) if id != winner]
    enough = orders.highest(papers.candidates.index(winner))
    for state in ends:
        enough = min(enough, orders.worst(state, enough))
    chosen: dict[Assertion, Claim] = {}
    seen: set[State] = set()
    for state in ends:
        _choose(orders, state, enough, chosen, seen)
    return tuple(sorted(chosen.values(), key=lambda one: one.margin))


def _choose(
    orders: Orders, state: State, enough: int, chosen: dict[Assertion, Claim], seen: set[State]
) -> None:
    """The claim that rules a state out with the lead that is enough, or those that rule out all before it."""
    if state in seen:
        return
    seen.add(state)
    good = [one for one in orders.claims_against(state) if one.margin >= enough]
    if any(one.assertion in chosen for one in good):
        return
    if good:  # one that holds whoever remains rules out other orders too
        claim = max(good, key=lambda one: (one.assertion.kind == "before", one.margin))
        chosen[claim.assertion] = claim
        return
    for before in orders.before(state):
        _choose(orders, before, enough, chosen, seen)


def worths(assertion: Assertion, votes: Sequence[Vote], ids: tuple[str, ...], by: Handling) -> list[int]:
    """What each of these rankings is worth to an assertion: 1 for it, -1 against it, else 0."""
    papers = Profile(
        candidates=ids,
        piles=tuple(Profile.of(ids, {vote: 1}, ballots="rankings").piles[0] for vote in votes),
        ballots="rankings",
    )
    ballots = ballots_of(papers, by)
    over, under = ids.index(assertion.over), ids.index(assertion.under)
    everybody = frozenset(range(len(ids)))
    left = everybody if assertion.kind == "first" else frozenset(ids.index(one) for one in assertion.left)
    if assertion.kind == "before":
        ours, theirs = reached(ballots, everybody), reached(ballots, frozenset((over, under)))
    else:
        ours = theirs = reached(ballots, left)
    return [int(a) - int(b) for a, b in zip(ours == over, theirs == under, strict=True)]
