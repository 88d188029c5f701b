"""Two camps that give each other their second preferences, and whether that keeps a third out.

Source: the claim is Ken Livingstone's, of 2010. Under the count of LDEDCA 2009 Sch 5B para 5 it is no
theorem: with three candidates and full exchange the third can be elected only with half of the first
preferences or where the two partners are exactly level (shown at `third_can_win`); in general it fails in
six ways (`MODES`). Shares and rates are exact fractions; candidates are positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from hustings.mechanics.table import Table, greatest, who_remain

Number = int | Fraction

Mode = Literal["half", "exchange", "neither", "others", "level", "void"]

MODES: Mapping[Mode, str] = {
    "half": "the rival has half of the first preferences, or more",
    "exchange": "too few of one partner's voters name the other",
    "neither": "neither partner remains, so nothing is exchanged",
    "others": "the rival has more than both partners together",
    "level": "level at the cut: all remain, nothing is exchanged",
    "void": "papers name the same person twice, or nobody validly",
}
"""The six ways in which a pact fails to keep the rival out."""


def critical_rho(
    a: Number,
    b: Number,
    c: Number,
    o: Number = 0,
    gamma_a: Number = 0,
    gamma_c: Number = 0,
    leak: Number = 0,
) -> Fraction | None:
    """The share of eliminated B's papers that must name A for A to be level with C; more than that is needed.

    `a`, `b`, `c` are first preferences (papers or shares), `o` those of other eliminated candidates, of whose
    papers `gamma_a` name A and `gamma_c` name C; `leak` of B's papers name C. None where even all of B's
    papers that do not name C would not be enough to be level.

    >>> round(float(critical_rho(Fraction(34, 100), Fraction(26, 100), Fraction(40, 100))), 4)
    0.2308
    >>> critical_rho(30, 20, 49, leak=Fraction(1, 10)) is None
    True
    """
    short = c - a + (gamma_c - gamma_a) * Fraction(o)
    if not b:
        return Fraction(0) if short <= 0 else None
    rate = max(Fraction(0), Fraction(short) / b + leak)
    return rate if rate <= 1 - leak else None


def third_can_win(a: Number, b: Number, c: Number) -> bool:
    """Whether C can be elected against full exchange between A and B, nobody else standing; a lot counts.

    Whoever of A and B remains against C has all papers but C's: C needs half of them. C is out where both
    are ahead, unless the two are level behind C or with C: then all three remain and nothing is exchanged.

    >>> third_can_win(34, 26, 40), third_can_win(30, 30, 40), third_can_win(25, 25, 50)
    (False, True, True)
    """
    return 2 * c >= a + b + c or (a == b and c >= a)


@dataclass(frozen=True, kw_only=True)
class Camps:
    """First preferences, and what share of each candidate's papers names whom second.

    `rows[i][j]` is the share of i's papers that name j; the last column is the share with no valid second
    preference, `rows[i][i]` that of i twice. Each row adds to 1.
    """

    first: tuple[Number, ...]
    rows: tuple[tuple[Number, ...], ...]

    @property
    def valid(self) -> Number:
        """All first preferences."""
        return sum(self.first)


@dataclass(frozen=True, kw_only=True)
class Pact:
    """Two `partners` who exchange second preferences against a `rival`.

    `rates` are the shares of each partner's papers that name the other, `leaks` those that name the rival.
    """

    partners: tuple[int, int]
    rival: int
    rates: tuple[Number, Number]
    leaks: tuple[Number, Number]

    def at(self, rate: Number) -> Pact:
        """The same pact at another rate for both."""
        return replace(self, rates=(rate, rate))

    def of(self, giver: int) -> tuple[int, Number, Number]:
        """For one partner: who the other is, the rate and the leak of the partner's papers."""
        place = self.partners.index(giver)
        return self.partners[1 - place], self.rates[place], self.leaks[place]


def camps_of(table: Table) -> Camps:
    """The shares of a first-by-second table; of a candidate without papers nobody is named."""
    nobody = (*(0 for _ in table.candidates), 1)
    rows = tuple(
        tuple(Fraction(cell, votes) for cell in row) if votes else nobody
        for row, votes in zip(table.papers, table.first, strict=True)
    )
    return Camps(first=table.first, rows=rows)


def under(camps: Camps, pact: Pact) -> Camps:
    """The same first preferences with the partners' papers as the pact says.

    What a partner's papers name neither the other nor the rival keeps its proportions in what is left.
    """
    rows = list(camps.rows)
    for giver in pact.partners:
        taker, rate, leak = pact.of(giver)
        old = rows[giver]
        rest = sum(share for to, share in enumerate(old) if to not in (taker, pact.rival))
        left = 1 - rate - leak
        new = [share * left / Fraction(rest) if rest else Fraction(0) for share in old]
        if not rest:
            new[-1] = Fraction(left)
        new[taker], new[pact.rival] = Fraction(rate), Fraction(leak)
        rows[giver] = tuple(new)
    return replace(camps, rows=tuple(rows))


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Who remains, their totals, and who has the greatest (several: a lot decides between them)."""

    remaining: tuple[int, ...]
    totals: Mapping[int, Number]

    @property
    def winners(self) -> tuple[int, ...]:
        """Who has the greatest total."""
        return greatest(self.totals)


def ending(camps: Camps) -> Ending:
    """The count of the law in exact fractions.

    Whoever has more than half of the first preferences has the greatest total too and needs no clause.
    """
    remaining = who_remain(camps.first)
    out = [at for at in range(len(camps.first)) if at not in remaining and camps.first[at]]
    totals = {
        at: camps.first[at] + sum(camps.first[x] * camps.rows[x][at] for x in out if camps.rows[x][at])
        for at in remaining
    }
    return Ending(remaining=remaining, totals=totals)


@dataclass(frozen=True, kw_only=True)
class Need:
    """What the partner who remains (`taker`) needs of the eliminated one's (`giver`) papers.

    `short` is by how many votes the taker is behind the rival before any of the giver's papers is counted
    for either; `rate` is the share that must be exceeded (None: all that do not name the rival would not
    do); `papers` the least whole number of papers naming the taker with which the rival is not elected,
    with the leak as it is (None where there are not so many).
    """

    taker: int
    giver: int
    short: Number
    rate: Fraction | None
    papers: int | None


def need(camps: Camps, pact: Pact) -> Need | None:
    """What is needed where exactly one partner remains beside the rival; None everywhere else.

    Nothing is needed where somebody else who remains is ahead of the rival in any case.
    """
    ended = ending(camps)
    staying = [one for one in pact.partners if one in ended.remaining]
    if pact.rival not in ended.remaining or len(staying) != 1:
        return None
    taker = staying[0]
    giver = next(one for one in pact.partners if one != taker)
    _, _, leak = pact.of(giver)
    held = camps.first[giver]
    without = ending(under(camps, pact.at(0)))
    short = without.totals[pact.rival] - leak * held - without.totals[taker]
    rivals = [votes for at, votes in without.totals.items() if at not in (taker, pact.rival)]
    if any(votes > without.totals[pact.rival] for votes in rivals):
        return Need(taker=taker, giver=giver, short=short, rate=Fraction(0), papers=0)
    # `short` is the rival's lead with none of the giver's papers counted for either: others are in it.
    rate = critical_rho(0, held, short, leak=leak)
    least = max(0, (short + leak * held) // 1 + 1)
    return Need(
        taker=taker,
        giver=giver,
        short=short,
        rate=rate,
        papers=int(least) if least <= (1 - leak) * held else None,
    )


def failure(camps: Camps, pact: Pact) -> Mode | None:
    """Why the rival is elected (or may be by lot) in spite of this pact; None where the rival is not.

    The first that applies: half of the first preferences; neither partner remains; several are level at the
    cut; even a whole exchange would not do; the exchange falls short. Lost second preferences are a reason
    of the last kind, see `lost`.
    """
    ended = ending(under(camps, pact))
    if pact.rival not in ended.winners:
        return None
    if 2 * camps.first[pact.rival] >= camps.valid:
        return "half"
    staying = [one for one in pact.partners if one in ended.remaining]
    if not staying:
        return "neither"
    if len(ended.remaining) > 2:
        return "level"
    whole = replace(pact, rates=(1, 1), leaks=(0, 0))
    if pact.rival in ending(under(camps, whole)).winners:
        return "others"
    return "exchange"


def lost(row: Sequence[Number], giver: int) -> Number:
    """The share of a candidate's papers with the same person twice or no valid second preference."""
    return row[giver] + row[-1]
