"""Elimination: while nobody has what it takes, somebody is excluded and the papers go to the next preference.

One loop for the alternative vote and its relatives. A rule names whom it excludes (`Exclude`), when somebody
is elected (`Ends`), how doubtful ranks are read and which comparisons resolve equality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, ballots_of
from hustings.mechanics.equality import Comparison, extreme, pick
from hustings.mechanics.tally import Tally

Excluded = tuple[Sequence[int], tuple[Equality, ...]]
"""Those excluded together, and the equalities resolved to choose them."""

Exclude = Callable[[Tally, Sequence[Comparison], Draw], Excluded]
"""Whom a rule excludes next."""

Ends = Callable[[Tally], Sequence[int]]
"""Who is elected now; nobody while the count goes on."""

Stages = Callable[[Papers, Draw, Contest], Iterator[Stage]]


def majority_of_continuing(tally: Tally) -> Sequence[int]:
    """Whoever has more than half of the votes that are still in the count, or is the only one left."""
    standing = tally.standing()
    left = sum(tally.votes[one] for one in standing)
    return [one for one in standing if 2 * tally.votes[one] > left or len(standing) == 1]


def last_one(tally: Tally) -> Sequence[int]:
    """The only one left."""
    standing = tally.standing()
    return standing if len(standing) == 1 else []


def two_remain(tally: Tally) -> Sequence[int]:
    """The one with more votes once two are left (or the only one)."""
    standing = tally.standing()
    if len(standing) > 2:
        return []
    most = extreme({one: tally.votes[one] for one in standing}, lowest=False)
    return most if len(most) == 1 else []


def lowest(tally: Tally, equality: Sequence[Comparison], draw: Draw) -> Excluded:
    """The one with the fewest votes."""
    fewest = extreme({one: tally.votes[one] for one in tally.standing()}, lowest=True)
    out, equalities = pick(
        tally, fewest, lowest=True, by=equality, draw=draw, step="exclusion", drawn="is excluded"
    )
    return [out], equalities


def elimination(
    *, exclude: Exclude, ends: Ends, equality: Sequence[Comparison] = (), handling: Handling
) -> Stages:
    """The stages of a count by these clauses: `first-preferences`, then an `exclusion` each."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        tally = Tally(ballots=ballots_of(papers, handling), of=decimals(0))
        yield _stage(tally, "first-preferences", ends)
        while not tally.elected and tally.continuing.any():
            out, equalities = exclude(tally, equality, draw)
            yield excluding(tally, out, ends, equalities=equalities)

    return stages


def excluding(tally: Tally, out: Sequence[int], ends: Ends, **facts: object) -> Stage:
    """The stage that excludes these, their papers going on to those who continue."""
    tally.continuing[list(out)] = False
    for one in out:
        parcels, tally.parcels[one] = tally.parcels[one], []
        tally.transfer(one, [(to, parcel, parcel.value) for to, parcel in tally.sort(parcels).sub])
    return _stage(tally, "exclusion", ends, whose=tally.ids(out), eliminated=tally.ids(out), **facts)


def _stage(tally: Tally, step: str, ends: Ends, **facts: object) -> Stage:
    tally.elected += ends(tally)
    return tally.stage_of(step, elected=tally.ids(tally.elected), **facts)
