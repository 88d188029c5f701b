"""First preferences counted anew among those who remain, as rules do that mix duels with exclusions.

Each paper counts for whoever it ranks first of those who remain. A rank shared by several of them counts for
nobody while they all remain, and for the only one left of them after that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hustings.counting import Draw, Equality, Papers, Stage
from hustings.mechanics.ballots import (
    ENDS,
    NO_FIRST,
    Ballots,
    Handling,
    ballots_of,
    counts_for_the_only_one,
)
from hustings.mechanics.lots import by_lot, extreme
from hustings.profile import Transfer

if TYPE_CHECKING:
    from hustings.mechanics.ballots import Ints

READING = {
    "first_preferences": "counted anew at each stage among those who remain",
    "level_firsts": "a rank shared by several who remain is nobody's, until only one of them remains",
}
"""How first preferences are read, as a rule names it among its clauses."""

Ends = Callable[["Firsts"], Sequence[str]]
"""Who is elected by these first preferences; nobody while the count goes on."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Firsts:
    """First preferences among some candidates: `went` is whom each row of the ballots counts for.

    It holds positions in ballot-paper order, and negative numbers for those that count for nobody.
    """

    ballots: Ballots
    remaining: tuple[str, ...]
    went: Ints
    votes: dict[str, int]


def rankings_of(papers: Papers) -> Ballots:
    """The rankings of papers, read for first preferences among some; UsageError where they are none."""
    return ballots_of(papers, Handling(over_marked=counts_for_the_only_one))


def firsts(ballots: Ballots, some: Collection[str]) -> Firsts:
    """First preferences among some of the candidates.

    >>> from hustings.profile import Profile
    >>> papers = Profile.of("abc", {("a", "b"): 3, ("b=c", "a"): 2}, ballots="rankings")
    >>> firsts(rankings_of(papers), "abc").votes, firsts(rankings_of(papers), "bc").votes
    ({'a': 3, 'b': 0, 'c': 0}, {'b': 3, 'c': 0})
    """
    import numpy as np

    on = np.array([one in some for one in ballots.candidates])
    rows = np.arange(len(ballots.codes))
    went = ballots.follow(rows, np.zeros(len(rows), np.int64), ballots.table(on))
    counted = np.zeros(len(ballots.candidates), np.int64)
    np.add.at(counted, went[went >= 0], ballots.papers[went >= 0])
    remaining = tuple(one for one in ballots.candidates if one in some)
    every = dict(zip(ballots.candidates, counted.tolist(), strict=True))
    return Firsts(
        ballots=ballots, remaining=remaining, went=went, votes={one: every[one] for one in remaining}
    )


def stage_of(now: Firsts, step: str, before: Firsts | None = None) -> Stage:
    """The stage at which these are the first preferences: what changed since those before, and from whom."""
    ballots = now.ballots
    added: dict[str, int] = {}
    transfers: tuple[Transfer, ...] = ()
    if before is not None:
        added = {one: votes - before.votes[one] for one, votes in now.votes.items()}
        transfers = tuple(_transfers(before, now))
    return Stage(
        step=step,
        votes=now.votes,
        papers=ballots.total,
        added={one: votes for one, votes in added.items() if votes},
        accounts=_accounts(now),
        remaining=now.remaining,
        eliminated=() if before is None else tuple(set_off(before.remaining, now.remaining)),
        transfers=transfers,
    )


def set_off(some: Sequence[str], others: Collection[str]) -> list[str]:
    """Those of some who are not among the others."""
    return [one for one in some if one not in others]


def _accounts(now: Firsts) -> dict[str, int]:
    """Papers that count for nobody, by why: they rank nobody, nobody who remains, or several level."""
    import numpy as np

    ballots, lost = now.ballots, now.went < 0
    blank = lost & ~(ballots.codes >= 0).any(axis=1)
    counted = {NO_FIRST: int(ballots.papers[blank].sum())}
    for code in np.unique(now.went[lost & ~blank]).tolist():
        counted[ENDS[-2 - code]] = int(ballots.papers[lost & ~blank & (now.went == code)].sum())
    return {name: papers for name, papers in sorted(counted.items()) if papers}


def _transfers(before: Firsts, now: Firsts) -> Iterator[Transfer]:
    import numpy as np

    ballots = now.ballots
    moved = (before.went >= 0) & (now.went >= 0) & (before.went != now.went)
    pairs = np.stack([before.went[moved], now.went[moved]])
    found, which = np.unique(pairs, axis=1, return_inverse=True)
    papers = np.zeros(found.shape[1], np.int64)
    np.add.at(papers, which.ravel(), ballots.papers[moved])
    for (source, to), number in zip(found.T.tolist(), papers.tolist(), strict=True):
        yield Transfer(source=ballots.candidates[source], to=ballots.candidates[to], papers=number)


def fewest(now: Firsts, draw: Draw, stage: int) -> tuple[str, tuple[Equality, ...]]:
    """Whom the fewest papers rank first of those who remain; a lot where several are equal.

    `stage` is the number of the stage that excludes that one.
    """
    return by_lot(extreme(now.votes, lowest=True), draw, f"exclusion-{stage}", "is excluded")


def excluding(now: Firsts, draw: Draw, stage: int) -> tuple[Firsts, Stage]:
    """First preferences without whoever has the fewest, and the stage that excludes that one."""
    out, equalities = fewest(now, draw, stage)
    after = firsts(now.ballots, set_off(now.remaining, [out]))
    return after, replace(stage_of(after, "exclusion", now), whose=(out,), equalities=equalities)


def more_than_half(now: Firsts) -> Sequence[str]:
    """Whoever has more than half of the votes, or is the only one who remains."""
    total = sum(now.votes.values())
    return [one for one, votes in now.votes.items() if 2 * votes > total or len(now.votes) == 1]


def hare(now: Firsts, draw: Draw, ends: Ends, shown: Stage, stage: int) -> Iterator[Stage]:
    """Exclusions, one at a time, until somebody is elected; `shown` is the stage of `now`, number `stage`."""
    elected = tuple(ends(now))
    yield replace(shown, elected=elected)
    while not elected:
        stage += 1
        now, made = excluding(now, draw, stage)
        elected = tuple(ends(now))
        yield replace(made, elected=elected)
