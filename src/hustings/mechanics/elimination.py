"""Elimination: while nobody has what it takes, somebody is excluded and the papers go to the next preference.

One loop for the alternative vote and its relatives. A rule names whom it excludes (`Exclude`), when somebody
is elected (`Ends`), how doubtful ranks are read, which comparisons resolve equality, and what becomes of the
last two where they are equal (`LastTwo`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.mechanics.arithmetic import Value, decimals
from hustings.mechanics.ballots import Handling, ballots_of, end_at_skips, ends_there
from hustings.mechanics.equality import Comparison, pick
from hustings.mechanics.lots import extreme
from hustings.mechanics.tally import Tally

Excluded = tuple[Sequence[int], tuple[Equality, ...]]
"""Those excluded together, and the equalities resolved to choose them."""

Exclude = Callable[[Tally, Sequence[Comparison], Draw], Excluded]
"""Whom a rule excludes next."""

Ends = Callable[[Tally], Sequence[int]]
"""Who is elected now; nobody while the count goes on."""

LastTwo = Callable[[Tally, Sequence[Comparison], Draw], Excluded]
"""Who is elected of the last two, who have as many votes as each other."""

EXHAUSTING = Handling(over_marked=ends_there, others=(end_at_skips(2),))
"""Over-marked ranks end the ranking, and two skipped ranks in a row do: as Minneapolis counted in 2013."""


def majority_of_continuing(tally: Tally) -> Sequence[int]:
    """Whoever has more than half of the votes that are still in the count, or is the only one left."""
    standing = tally.standing()
    left = sum(tally.votes[one] for one in standing)
    return [one for one in standing if 2 * tally.votes[one] > left or len(standing) == 1]


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


def all_who_cannot_catch_up(tally: Tally, equality: Sequence[Comparison], draw: Draw) -> Excluded:
    """As many of the lowest as have fewer votes together than the next above them; else the lowest one.

    Two are always left. Source: Minneapolis Code of Ordinances § 167.20, "mathematically impossible to be
    elected": all votes of those with as many or fewer would not be enough to equal the next higher.
    """
    rising = sorted(tally.standing(), key=lambda one: tally.votes[one])
    together: Value = 0
    out = 0
    for number, one in enumerate(rising[:-1]):
        if together < tally.votes[one]:
            out = number
        together += tally.votes[one]
    return (sorted(rising[:out]), ()) if out else lowest(tally, equality, draw)


def the_higher(tally: Tally, equality: Sequence[Comparison], draw: Draw) -> Excluded:
    """The comparisons, and at last a lot, decide which of two who are equal is elected."""
    one, equalities = pick(
        tally, tally.standing(), lowest=False, by=equality, draw=draw, step="equality", drawn=""
    )
    return [one], equalities


def elimination(
    *,
    exclude: Exclude,
    ends: Ends,
    equality: Sequence[Comparison] = (),
    handling: Handling,
    last_two: LastTwo | None = None,
) -> Stages:
    """The stages of a count by these clauses: `first-preferences`, then an `exclusion` each.

    Without `last_two` one of the last two is excluded like anybody else where they are equal; with it one is
    elected, at a stage `equality`. Waits where nobody stands.
    """

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        wait_for_somebody(papers.candidates)
        tally = Tally(ballots=ballots_of(papers, handling), of=decimals(0))
        yield shown(tally, "first-preferences", ends)
        while not tally.elected:
            if last_two is not None and len(tally.standing()) == 2:
                elected, equalities = last_two(tally, equality, draw)
                yield tally.stage_of("equality", elected=tally.ids(elected), equalities=equalities)
                return
            out, equalities = exclude(tally, equality, draw)
            yield excluding(tally, out, ends, equalities=equalities)

    return stages


def excluding(tally: Tally, out: Sequence[int], ends: Ends, **facts: object) -> Stage:
    """The stage that excludes these, their papers going on to those who continue."""
    tally.continuing[list(out)] = False
    tally.move(out)
    return shown(tally, "exclusion", ends, whose=tally.ids(out), eliminated=tally.ids(out), **facts)


def shown(tally: Tally, step: str, ends: Ends, **facts: object) -> Stage:
    """The stage that was made, with those whom it elects."""
    tally.elected += ends(tally)
    return tally.stage_of(step, elected=tally.ids(tally.elected), **facts)
