"""The fewest papers that elect somebody where three or more remain, all but one of them level at the cut.

Source: our own derivation; LDEDCA 2009 Sch 5B para 5 keeps everybody who is level with the second. The level
v, who remains (R) and who of them may stand above the level are given; everybody outside has at most v - 1.

Then only these papers matter: those that R must lose or get to stand at v (their number is fixed); those
taken from outside, of which each x must lose at least f_x - v + 1; and what is put back: second preferences
for the challenger outside R, or first ones where the challenger leads, one for each paper altered that is not
needed elsewhere. With s papers taken in all (not counting those with a second preference for the challenger,
which are put back as they were), rival r must have lost K_r - s of its second preferences. Whether rows (who
must lose) and columns (whose second preferences must go) can be met with s papers is a flow between the two,
and by its smallest cut they can exactly if, for each set W of rivals,

    sum over W of (K_r - s)  +  sum over x of (what x must lose - what x has for W)+   <=   s.

So s is the largest of finitely many quotients, rounded up: no solver, no rounding error, and the set W that
gives it is the proof that one paper fewer cannot do. As a linear programme the cost is convex in v, and at
each whole v whole numbers attain it rounded up; so the least over v is found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import lcm

from hustings.mechanics.convex import allowed, least
from hustings.mechanics.sv_margin import Held, Kind, Plan


@dataclass(frozen=True)
class Level:
    """Who remains besides the challenger c; `leader` is who of these may stand above the level, or None."""

    papers: Held
    c: int
    rivals: tuple[int, ...]
    leader: int | None
    ahead: int
    kind: Kind

    @cached_property
    def others(self) -> tuple[int, ...]:
        """Everybody who does not remain."""
        return tuple(at for at in self.papers.people() if at != self.c and at not in self.rivals)

    @cached_property
    def seconds(self) -> dict[int, int]:
        """Second preferences on the others' papers for each who remains."""
        remaining = (self.c, *self.rivals)
        return {one: self.papers.seconds(one, remaining) for one in remaining}

    @cached_property
    def sets(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """All sets of rivals; of each, the papers of each other that may go and are for one of the set."""
        may, sets = self.papers.may, _all(self.rivals)
        return tuple((some, tuple(sum(may[x][r] for r in some) for x in self.others)) for some in sets)

    @cached_property
    def rows(self) -> tuple[tuple[tuple[int, ...], dict[int, int]], ...]:
        """All sets of others, as places in `others`; of each, its papers that may go, by rival."""
        may, sets = self.papers.may, _all(tuple(range(len(self.others))))
        return tuple(
            (some, {r: sum(may[self.others[x]][r] for x in some) for r in self.rivals}) for some in sets
        )

    @cached_property
    def column(self) -> dict[int, int]:
        """Papers of the others that may go, by second preference for a rival."""
        return {r: sum(self.papers.may[x][r] for x in self.others) for r in self.rivals}

    @cached_property
    def scale(self) -> int:
        """A number that every quotient's divisor divides, so that fractional costs are whole."""
        return lcm(*range(1, len(self.rivals) + 2)) if self.kind == "altered" else 1

    @cached_property
    def outside(self) -> tuple[int, int]:
        """Papers of the others that may go: without, and with, a second preference for the challenger."""
        with_c = sum(self.papers.may[x][self.c] for x in self.others)
        return sum(self.papers.may_first[x] for x in self.others) - with_c, with_c


def _all(some: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [kept for number in range(len(some) + 1) for kept in combinations(some, number)]


@dataclass(frozen=True)
class At:
    """What is needed at one level: papers that those who remain lose and get, and the rest of the search.

    `excess` is what each other must lose, `kept` how much of that only papers with a second preference for
    the challenger can give; `spare` are the leader's papers that may go besides; `needs` is K of each rival;
    `bodies` is how many papers must be taken outside R at least, so that those who get some can get them,
    `whole` the same counting papers that any pool gives; `lack` is above 0 where those that may go are few.
    """

    loses: int
    excess: tuple[int, ...]
    kept: tuple[int, ...]
    spare: int
    needs: dict[int, int]
    bodies: int
    whole: int
    lack: int


def at_level(group: Level, v: int) -> At:
    """Everything that a level asks for."""
    papers, c, leader, alters = group.papers, group.c, group.leader, group.kind == "altered"
    first, may = papers.first, papers.may_first
    fixed = [r for r in group.rivals if r != leader] + ([c] if leader is not None else [])
    loses = sum(max(0, first[one] - v) for one in fixed)
    gets = sum(max(0, v - first[one]) for one in fixed)
    lack = max((first[one] - v - may[one] for one in fixed), default=0)
    base = spare = 0
    if leader is not None:
        # What nobody else has room for stays with the leader, or goes there.
        rest = papers.valid - v * len(group.rivals) - (v - 1) * len(group.others)
        lowest = max(v, rest) if alters else v
        base = max(first[leader], lowest)
        gets += base - first[leader]
        spare = min(base - lowest, may[leader]) if first[leader] >= lowest else 0
    excess = tuple(max(0, first[x] - v + 1) for x in group.others)
    lack = max(lack, max((e - may[x] for e, x in zip(excess, group.others, strict=True)), default=0))
    kept = tuple(max(0, e - may[x] + papers.may[x][c]) for e, x in zip(excess, group.others, strict=True))
    total = group.seconds[c] + (v if leader is not None else first[c])
    total += loses - gets if alters else -sum(kept)
    needs = {r: (base if r == leader else v) + group.seconds[r] + group.ahead - total for r in group.rivals}
    bodies = gets - loses + max(0, v - first[c]) if leader is None else gets - loses
    found = At(
        loses, excess, kept, spare, needs, bodies if alters else 0, gets - loses if alters else 0, lack
    )
    return At(**{**vars(found), "lack": max(lack, _lack(group, found, v, gets))})


def _lack(group: Level, found: At, v: int, gets: int) -> int:
    """By how much the papers that may go are too few once those who remain stand as they should."""
    free, with_c = group.outside
    room = {r: group.column[r] + (found.spare if r == group.leader else 0) for r in group.rivals}
    if group.kind == "struck":
        first = group.papers.first
        short = max(v - first[one] for one in (group.c, *group.rivals))
        return max(short, *(found.needs[r] - room[r] for r in group.rivals))
    taken = free + found.spare
    own = group.papers.may_first[group.c] if group.leader is None else 0
    return max(
        *(found.needs[r] - taken - room[r] for r in group.rivals),
        found.bodies - taken - with_c,
        found.whole - taken - with_c - own,
    )


def _scaled(group: Level, found: At) -> int:
    """The fractional cost at a level, times `group.scale`."""
    scale, alters = group.scale, group.kind == "altered"
    most = _most(group, found, [e - k for e, k in zip(found.excess, found.kept, strict=True)])
    if alters:
        for r in group.rivals:
            room = group.column[r] + (found.spare if r == group.leader else 0)
            most = max(most, scale * (found.needs[r] - room))
    free = max(most + scale * sum(found.kept), scale * found.bodies, scale * found.whole)
    return scale * found.loses + free


def _most(group: Level, found: At, plain: list[int]) -> int:
    """The largest of the quotients, times `group.scale`.

    A positive part is the larger of two, so sets of others may be gone through instead, where these are
    fewer: for each, the best so many rivals are those that come first by what each adds.
    """
    scale, each = group.scale, 1 if group.kind == "altered" else 0
    if len(group.rivals) <= len(group.others):
        return max(
            (
                sum(found.needs[r] for r in some)
                + sum(e - h for e, h in zip(plain, have, strict=True) if e > h)
            )
            * scale
            // (1 + each * len(some))
            for some, have in group.sets
        )
    most = 0
    for some, have in group.rows:
        asked = sum(plain[x] for x in some)
        most = max(most, asked * scale)
        adds = sorted((found.needs[r] - have[r] for r in group.rivals), reverse=True)
        for number, one in enumerate(adds, 1):
            asked += one
            most = max(most, asked * scale // (1 + each * number))
    return most


def least_level(group: Level) -> Plan | None:
    """The fewest papers altered or struck out that bring it about, or None where it cannot be."""
    size, valid = len(group.rivals) + 1, group.papers.valid
    low, high = 1, (valid - group.ahead) // size
    if group.kind == "struck":
        high = min(high, *(group.papers.first[one] for one in (group.c, *group.rivals)))
    elif group.leader is not None:
        if not group.others:
            return None  # then the challenger is level with the rest and cannot be ahead of a leader
        outside = len(group.others)
        low = max(low, -(-(valid + group.ahead + 2 * outside) // (size + 2 * outside)))
    interval = allowed(lambda v: at_level(group, v).lack, low, high)
    if interval is None:
        return None
    v = least(lambda v: _scaled(group, at_level(group, v)), *interval)
    number = -(-_scaled(group, at_level(group, v)) // group.scale)
    return Plan(
        papers=number,
        challenger=group.c,
        how="level",
        remaining=(group.c, *group.rivals),
        level=v,
        leader=group.leader,
    )


def least_added(group: Level) -> Plan | None:
    """The fewest papers added that bring it about, or None where nobody is outside to bear them."""
    first, c, leader = group.papers.first, group.c, group.leader
    fixed = [r for r in group.rivals if r != leader] + ([c] if leader is not None else [])
    low = max([1, *(first[one] for one in fixed), *(first[x] + 1 for x in group.others)])
    asked = _asked_added(group, low)
    if leader is None:
        return _added_plan(group, low, asked)
    # A level higher gives each outside one place more, and asks for fewer papers there.
    room = [(v, sum(v - 1 - first[x] for x in group.others)) for v in (low, low + asked)]
    if not group.others and asked:
        return None
    low, high = room[0][0], room[1][0]
    while low < high:
        middle = (low + high) // 2
        fits = _asked_added(group, middle) <= sum(middle - 1 - first[x] for x in group.others)
        low, high = (low, middle) if fits else (middle + 1, high)
    return _added_plan(group, low, _asked_added(group, low))


def _asked_added(group: Level, v: int) -> int:
    """Papers the challenger needs at this level: first preferences as leader, else second ones outside."""
    first, c, leader = group.papers.first, group.c, group.leader
    own = max(first[c], v) if leader is None else v
    totals = [(max(first[r], v) if r == leader else v) + group.seconds[r] + group.ahead for r in group.rivals]
    return max(0, max(totals) - own - group.seconds[c])


def _added_plan(group: Level, v: int, asked: int) -> Plan:
    lifted = sum(max(0, v - group.papers.first[one]) for one in (group.c, *group.rivals))
    return Plan(
        papers=lifted + asked,
        challenger=group.c,
        how="level",
        remaining=(group.c, *group.rivals),
        level=v,
        leader=group.leader,
    )
