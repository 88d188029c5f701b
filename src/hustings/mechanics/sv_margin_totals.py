"""Between what a margin lies where the first-by-second table was not published.

Source: our own derivation. Whatever a challenger must have altered in one table suffices in any that is
kinder: where more of the others' second preferences are for the challenger, or fewer for an opponent. So a
table in which all of them are for the challenger gives a number below which nothing does, and one in which
all are for the opponent gives one that is always enough. Where the second preferences counted tell the two
totals themselves, each paper altered brings them at most two closer (added or struck out, one); and at cuts
which no eliminated candidate has to come down to, it does not matter from whom a second preference came.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from hustings.mechanics import sv_margin_pairs
from hustings.mechanics.feasible import unfitting
from hustings.mechanics.known import Known
from hustings.mechanics.sv_margin import Kind, Plan, by_majority, held
from hustings.mechanics.sv_margin_pairs import Pair
from hustings.mechanics.sv_margin_search import find, find_level, solved
from hustings.mechanics.table import Table


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """A margin is `least` or more and `most` or fewer papers, whatever the table; None: perhaps no number.

    `surely` is the plan that does it with `most` papers in every table that fits.
    """

    least: int | None
    most: int | None
    surely: Plan | None = None

    @property
    def exact(self) -> bool:
        """Whether the totals decide the margin."""
        return self.least == self.most


def bounds(known: Known, challenger: int, kind: Kind, *, ahead: int, ties: bool) -> Bounds:
    """The least and the most papers, over all tables that fit what is known."""
    if known.table is not None:
        found = find(held(known.table), challenger, kind, ahead=ahead, ties=ties)
        plan = found.plan
        return _between([] if found.proved is None else [found.proved], [plan] if plan else [])
    two = _of_two(known, challenger, kind, ahead)
    return with_ties(known, challenger, kind, two, ahead=ahead) if ties else two


def _of_two(known: Known, challenger: int, kind: Kind, ahead: int) -> Bounds:
    """The same where two remain, or somebody has more than half of the first preferences."""
    kindest = held(all_for(known, challenger))
    majority = by_majority(kindest, challenger, kind)
    plans: list[Plan] = [majority] if majority else []
    least = [majority.papers] if majority else []
    for d in range(len(known.first)):
        if d == challenger:
            continue
        pair = Pair(kindest, challenger, d, ahead)
        easiest, told = solved(pair, kind), _difference(known, challenger, d)
        if easiest is not None:
            least.append(max(easiest.papers, _told(known, (challenger, d), kind, ahead)))
        surely = _surely(known, challenger, d, kind, ahead, told)
        plans += [surely] if surely else []
    return _between(least, plans)


def with_ties(known: Known, challenger: int, kind: Kind, two: Bounds, *, ahead: int) -> Bounds:
    """The bounds with the law's ties, from those where two remain: only the least can be less."""
    kindest = held(all_for(known, challenger))
    told = partial(_told, known, kind=kind, ahead=ahead)
    level = find_level(kindest, challenger, kind, ahead, two.least, SETS, told)
    return two if level.proved is None else replace(two, least=level.proved)


SETS = 8
"""So many sets that could be level are looked at; beyond, what it takes to bring them level is the bound."""


def _between(least: list[int], plans: list[Plan]) -> Bounds:
    best = min(plans, key=lambda plan: plan.papers, default=None)
    return Bounds(least=min(least, default=None), most=None if best is None else best.papers, surely=best)


def completed(known: Known) -> Table:
    """A table with the first preferences and second preferences counted that were published.

    Other second preferences that were published are left out of it. Raises InputError where more second
    preferences were counted than there are papers that may carry them.
    """
    number = len(known.first)
    cells = [[0] * (number + 1) for _ in range(number)]
    counted = dict(known.counted or {})
    for x in range(number):
        left = known.first[x]
        if x not in counted:
            for r in counted:
                cells[x][r] = min(left, counted[r])
                counted[r] -= cells[x][r]
                left -= cells[x][r]
        cells[x][-1] = left
    if any(counted.values()):
        raise unfitting()
    return Table(candidates=known.candidates, papers=tuple(map(tuple, cells)))


def all_for(known: Known, one: int) -> Table:
    """The kindest table there could be: every other paper has its second preference for this candidate."""
    number = len(known.first)
    rows = tuple(
        tuple(votes if j == (one if x != one else number) else 0 for j in range(number + 1))
        for x, votes in enumerate(known.first)
    )
    return Table(candidates=known.candidates, papers=rows)


def _difference(known: Known, c: int, d: int) -> int | None:
    """The difference of the two totals if these two remain, where it was published."""
    totals = known.totals()
    if totals is None or set(totals) != {c, d}:
        return None
    return totals[c] - totals[d]


def _told(known: Known, remaining: tuple[int, ...], kind: Kind, ahead: int) -> int:
    """Papers needed at least, by what is known of the totals if these remain, the challenger first."""
    gap = min(_most_ahead(known, remaining, rival) for rival in remaining[1:])
    return max(0, -(-(ahead - gap) // (2 if kind == "altered" else 1)))


def _most_ahead(known: Known, remaining: tuple[int, ...], rival: int) -> int:
    """The most that the challenger's total can be ahead of a rival's, over all tables that fit.

    Papers whose second preference was counted and that are not those of somebody who now remains still have
    it: so many, at least, are for whom they were counted, and not for anybody else.
    """
    first, counted, c = known.first, known.counted or {}, remaining[0]
    outside = [x for x in range(len(first)) if x not in remaining]
    plain = sum(first[x] for x in outside if x not in counted)
    kept = sum(first[x] for x in remaining if x not in counted)
    against = max(0, counted.get(rival, 0) - kept)
    mine = min(counted[c], plain - against) if c in counted else plain - max(0, sum(counted.values()) - kept)
    mine += sum(first[x] for x in outside if x in counted)
    if known.marked is not None:
        mine = min(mine, known.marked[c])
    return first[c] + mine - first[rival] - against


def _surely(known: Known, c: int, d: int, kind: Kind, ahead: int, told: int | None) -> Plan | None:
    """A plan for the pair that does it in every table that fits."""
    if told is None:
        return solved(Pair(held(all_for(known, d)), c, d, ahead), kind)
    papers = held(completed(known))
    pair = Pair(papers, c, d, ahead)
    if kind == "added":
        return sv_margin_pairs.added(pair)
    highest = max((known.first[x] for x in pair.others), default=-1)
    return (sv_margin_pairs.altered if kind == "altered" else sv_margin_pairs.struck)(pair, highest)
