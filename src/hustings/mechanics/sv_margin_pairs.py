"""The fewest papers that elect somebody where two remain: closed at each cut, least over all cuts.

Source: our own derivation. With c the challenger, d the other who remains, everybody else at most at T and
both at least at T + 1:

- No paper need be altered into anything but a first preference for c or for d, and no first preference of c
  need be altered unless no other paper may be: a paper put anywhere else can be put at c and every
  requirement holds as well.
- Altering a paper of x into one for c changes the difference of the totals by 2, 1 or 0 as its second
  preference is for d, for nobody who remains, or for c; into one for d by 2 less. So which papers are taken
  is settled by those weights, and only their number is searched.
- As a linear programme the cost is convex in T, and at each whole T whole papers cost the fractional number
  rounded up: the search compares fractional costs (in halves) and rounds at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.mechanics.convex import allowed, least
from hustings.mechanics.sv_margin import Held, Kind, Plan, cells_of, taken
from hustings.mechanics.witness import NONE, Cell, Move


@dataclass(frozen=True)
class Pair:
    """Two who remain, what the challenger's total must exceed the other's by (0: a lot), the others."""

    papers: Held
    c: int
    d: int
    ahead: int

    @property
    def others(self) -> tuple[int, ...]:
        """Everybody else."""
        return tuple(at for at in self.papers.people() if at not in (self.c, self.d))

    @property
    def difference(self) -> int:
        """The challenger's total less the other's, if these two remain."""
        first, two = self.papers.first, (self.c, self.d)
        totals = [first[one] + self.papers.seconds(one, two) for one in two]
        return totals[0] - totals[1]


@dataclass(frozen=True)
class Cut:
    """What must be taken at one cut, and what is left to take, by the weight of the papers.

    `forced` are papers that the others must lose; `gain` what these change. `two`, `one`, `none` are papers
    left of each weight, `swaps` among the twos those of d's first preferences, `lift` what d must be given.
    """

    forced: int
    gain: int
    two: int
    one: int
    none: int
    lift: int


def _cut(pair: Pair, at: int, others: tuple[int, ...]) -> Cut:
    first, may = pair.papers.first, pair.papers.may
    forced = gain = two = one = none = 0
    for x in others:
        row = may[x]
        best, worst, all_of_x = row[pair.d], row[pair.c], pair.papers.may_first[x]
        plain = all_of_x - best - worst
        excess = first[x] - at
        if excess > 0:
            a = min(excess, best)
            b = min(excess - a, plain)
            forced += excess
            gain += 2 * a + b
            best, plain, worst = best - a, plain - b, worst - (excess - a - b)
        two, one, none = two + best, one + plain, none + worst
    spare = first[pair.d] - at - 1
    swaps = max(0, min(spare, pair.papers.may_first[pair.d]))
    return Cut(forced=forced, gain=gain, two=two + swaps, one=one, none=none, lift=max(0, -spare))


def _halves(pair: Pair, cut: Cut, at: int, difference: int) -> int:
    """Twice the fractional number of papers that are altered at this cut."""
    needed = pair.ahead - difference - cut.gain + 2 * cut.lift
    more = 2 * (at + 1 - pair.papers.first[pair.c] + cut.lift - cut.forced)
    more = max(more, needed if needed <= 2 * cut.two else 2 * (needed - cut.two), 0)
    return max(2 * cut.forced + more, 2 * cut.lift)


def _altered_lack(pair: Pair, cut: Cut, at: int, difference: int) -> int:
    """By how much the papers that may be altered are too few at this cut; 0 or less where they do."""
    left = cut.forced + cut.two + cut.one + cut.none
    own = pair.papers.may_first[pair.c]
    return max(
        at + 1 - pair.papers.first[pair.c] + cut.lift - left,
        pair.ahead - difference + 2 * cut.lift - (cut.gain + 2 * cut.two + cut.one),
        cut.lift - left - own,
    )


def _range(pair: Pair, kind: Kind, above: int) -> tuple[int, int]:
    """The first and last cut to look at; -1 alone where nobody else stands."""
    papers, others = pair.papers, pair.others
    if not others:
        return -1, -1
    low = max(0, above, *(papers.first[x] - papers.may_first[x] for x in others))
    if kind == "altered":
        return low, (papers.valid - pair.ahead) // 2 - 1
    return low, min(papers.first[pair.c], papers.first[pair.d]) - 1


def altered(pair: Pair, above: int = 0) -> Plan | None:
    """The fewest papers altered; None where those that may be altered are too few.

    With `above` only cuts from there on are looked at.
    """
    others, difference = pair.others, pair.difference
    low, high = _range(pair, "altered", above)
    interval = allowed(lambda at: _altered_lack(pair, _cut(pair, at, others), at, difference), low, high)
    if interval is None:
        return None
    at = least(lambda at: _halves(pair, _cut(pair, at, others), at, difference), *interval)
    number = -(-_halves(pair, _cut(pair, at, others), at, difference) // 2)
    return Plan(papers=number, challenger=pair.c, how="two", remaining=(pair.c, pair.d), level=at)


def struck(pair: Pair, above: int = 0) -> Plan | None:
    """The fewest papers struck out, as `altered`; None where no number of those that may be would do."""
    others, difference = pair.others, pair.difference
    if not pair.papers.first[pair.c]:
        return None
    interval = allowed(lambda at: _struck(pair, at, others, difference)[1], *_range(pair, "struck", above))
    if interval is None:
        return None
    at = least(lambda at: _struck(pair, at, others, difference)[0], *interval)
    number = _struck(pair, at, others, difference)[0]
    return Plan(papers=number, challenger=pair.c, how="two", remaining=(pair.c, pair.d), level=at)


def _struck(pair: Pair, at: int, others: tuple[int, ...], difference: int) -> tuple[int, int]:
    """Papers struck out at this cut, and by how much those that may be are too few.

    One with a second preference for d helps by 1, one for c harms by 1; then d's own, down to the cut.
    """
    forced = gain = left = 0
    for x in others:
        row = pair.papers.may[x]
        excess = max(0, pair.papers.first[x] - at)
        a = min(excess, row[pair.d])
        harm = max(0, excess - (pair.papers.may_first[x] - row[pair.c]))
        forced, gain, left = forced + excess, gain + a - harm, left + row[pair.d] - a
    left += min(pair.papers.first[pair.d] - at - 1, pair.papers.may_first[pair.d])
    needed = max(0, pair.ahead - difference - gain)
    return forced + needed, needed - left


def added(pair: Pair) -> Plan:
    """The fewest papers added: first preferences of c, and of d where d would not remain."""
    first = pair.papers.first
    level = max((first[x] for x in pair.others), default=-1) + 1
    lift = max(0, level - first[pair.d])
    own = max(0, level - first[pair.c], pair.ahead - pair.difference + lift)
    return Plan(papers=lift + own, challenger=pair.c, how="two", remaining=(pair.c, pair.d), level=level - 1)


def moves(papers: Held, plan: Plan, ahead: int, kind: Kind) -> list[Move]:
    """The papers of a plan, cell by cell."""
    pair = Pair(papers, plan.challenger, plan.remaining[1], ahead)
    lift = max(0, plan.level + 1 - papers.first[pair.d])
    to_c, to_d = (pair.c, NONE), (pair.d, NONE)
    if kind == "added":
        parts = ((lift, to_d), (plan.papers - lift, to_c))
        return [Move(papers=number, before=None, after=cell) for number, cell in parts if number]
    out = _taken_out(pair, plan, kind)
    if kind == "struck":
        return [Move(papers=number, before=cell, after=None) for cell, number in out]
    made: list[Move] = []
    for cell, number in reversed(out):  # the least useful go to d
        there = min(number, lift)
        lift -= there
        parts = ((there, to_d), (number - there, to_c))
        made += [Move(papers=part, before=cell, after=to) for part, to in parts if part and cell[0] != to[0]]
    return made


def _taken_out(pair: Pair, plan: Plan, kind: Kind) -> list[tuple[Cell, int]]:
    """Which papers are altered or struck out: those that must be, then the most useful that are left."""
    papers, others = pair.papers, pair.others
    out: list[tuple[Cell, int]] = []
    for x in others:
        cells = [one for one in cells_of(papers, x, pair.d) if one[1] != pair.c]
        out += taken(papers, [*cells, (x, pair.c)], max(0, papers.first[x] - plan.level))
    gone = dict(out)
    may = [list(row) for row in papers.may]
    for (row, column), number in gone.items():
        may[row][column] -= number
    left = Held(papers.table, tuple(map(tuple, may)))
    spare = max(0, min(papers.first[pair.d] - plan.level - 1, papers.may_first[pair.d]))
    more = plan.papers - sum(gone.values())
    mine = sorted(cells_of(left, pair.d), key=lambda one: -left.may[one[0]][one[1]])
    out += taken(left, mine, own := min(more, spare))  # the largest piles first: few kinds of papers
    best = [(x, pair.d) for x in others]
    out += taken(left, best, part := min(more - own, sum(left.may[x][pair.d] for x in others)))
    plain = [one for x in others for one in cells_of(left, x) if one[1] not in (pair.c, pair.d)]
    rest = [(x, pair.c) for x in others]
    return out + taken(left, [*plain, *rest, *cells_of(left, pair.c)], more - part - own)
