"""What the page of an exploration says before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hustings.mechanics.exploration import Exploration
from hustings.reports._figures import added, clean, listed, number, papers, percent
from hustings.reports._words import day

KNOWN = {
    "firsts": "first preferences alone",
    "counted": "first preferences, and the second preferences that were counted, added together",
    "marked": "first preferences, and second preferences added together",
    "table": "how many papers have each first and second preference",
}


def title(of: Exploration) -> str:
    """What the election is called, with its day where the title does not hold it."""
    named, on = clean(of.contest.title), day(of.contest.date)
    return f"{named}, {on}" if on and on not in named and of.contest.date not in named else named


def name(of: Exploration, at: int) -> str:
    """A candidate's name, safe to print, by position."""
    return clean(of.contest.label(of.contest.ids[at]))


def area(of: Exploration, id: str) -> str:
    """An area's name, safe to print."""
    return clean(of.contest.area_name(id))


def happened(of: Exploration) -> str:
    """Who was elected on the papers as they are, in one sentence."""
    contest, valid = of.contest, sum(of.first)
    if of.level:
        names = listed([clean(contest.label(id)) for id in of.level])
        return f"As counted: {names} have the greatest total each, and a lot decides."
    if not of.elected:
        return "As published, these figures do not tell who is elected."
    who = clean(contest.label(of.elected[0]))
    own = of.first[contest.ids.index(of.elected[0])]
    if 2 * own > valid:
        share = percent(own, valid)
        return f"As counted: {who} is elected at once, with {share} of first preferences."
    if of.counted is None:
        return f"As counted: {who} is elected."
    totals = {at: of.first[at] + n for at, n in zip(of.remaining, of.counted, strict=True)}
    best = totals.pop(contest.ids.index(of.elected[0]))
    behind = max(totals, key=lambda at: totals[at])
    ahead = best - totals[behind]
    if not ahead:
        return f"As counted: {who} is elected by lot, level with {name(of, behind)}."
    return f"As counted: {who} is elected, {number(ahead)} ahead of {name(of, behind)}."


@dataclass(frozen=True, kw_only=True)
class Row:
    """A candidate in the plain table: what was counted."""

    at: int
    name: str
    party: str
    first: str
    share: str
    counted: str
    total: str
    outcome: str


def rows(of: Exploration) -> tuple[Row, ...]:
    """The candidates by total, then first preferences."""
    counted = dict(zip(of.remaining, of.counted, strict=True)) if of.counted is not None else {}
    order = sorted(
        range(len(of.first)),
        key=lambda at: (at not in of.remaining, -of.first[at] - counted.get(at, 0), -of.first[at], at),
    )
    return tuple(_row(of, at, counted.get(at)) for at in order)


def _row(of: Exploration, at: int, counted: int | None) -> Row:
    elected = of.contest.ids[at] in of.elected
    at_once = 2 * max(of.first) > sum(of.first)
    untold = at in of.remaining and counted is None and not at_once
    remains = at in of.remaining and not at_once
    return Row(
        at=at,
        name=name(of, at),
        party=clean(of.contest.candidates[at].party),
        first=number(of.first[at]),
        share=percent(of.first[at], sum(of.first)),
        counted="not told" if untold else added(counted) if counted is not None and remains else "",
        total=number(of.first[at] + counted) if counted is not None and remains else "",
        outcome="elected" if elected else "remains" if remains else "out",
    )


def whole_table(of: Exploration) -> tuple[tuple[str, ...], ...]:
    """The first-by-second table of the whole contest, a row for each candidate; empty where it is not told.

    Where small figures are kept together in any area, the cell says at least how many papers it holds.
    """
    if of.known != "table":
        return ()
    number_of = len(of.first)
    made = []
    for i in range(number_of):
        cells = []
        for j in range(number_of + 1):
            papers_ = sum(one.cells[i][j] for one in of.sheets)
            more = any(pool.first == i and j in pool.seconds for one in of.sheets for pool in one.pools)
            cells.append("" if i == j else number(papers_) + ("+" if more else ""))
        made.append((name(of, i), *cells, number(of.first[i])))
    return tuple(made)


def kept(of: Exploration) -> str:
    """What keeping small figures together hides, and what that costs."""
    if of.known != "table":
        return ""
    if not of.few:
        return "All figures are shown, the small ones too. A very small one may tell how somebody voted."
    if not of.kept:
        return f"No figure in the table is from 1 to {of.few - 1}, so none had to be kept back."
    share = Fraction(of.kept, sum(of.first))
    cost = "less than 0.1%" if share < Fraction(1, 1000) else percent(of.kept, sum(of.first))
    return (
        f"Figures below {number(of.few)} are kept together, so that none tells how somebody voted. Of "
        f"{papers(of.kept)} ({cost} of all) the page does not know the second preference exactly. As counted "
        f"no total can be out by more, and the page allows for every way they may have been marked."
    )


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """What the page rests on: exact or assumed, the sentence, and of which changes it is (empty: of all)."""

    exact: bool
    words: str
    of: str = ""


LAW = "Who goes out, and the second preferences of those who do: counted by law."
OPEN = "What these figures do not tell stays open, and is called possible, until you set a rate."
LEFT_OUT = (
    "A candidate left out: second preferences become first ones. Third choices are not on the papers, so "
    "they are left open; who named nobody else may have voted for anybody, or not at all."
)
TRANSFERS = (
    "A pact or another transfer: so many of these voters mark that second preference; their other second "
    "preferences share the rest as they did. First preferences stay."
)
SWINGS = (
    "A swing: these voters change their first preference and keep their second; where that was for the one "
    "they go to, it is now for the one they left."
)
TURNOUT = (
    "Turnout: all kinds of papers of an area grow or shrink alike. It comes first, then swings in their "
    "order, then transfers, then who is left out."
)
OTHERS = (
    "Nobody else would have voted otherwise. Papers stay whole: fractions are rounded, by less than one "
    "paper for each figure, change and area."
)


def assumptions(of: Exploration) -> tuple[Assumption, ...]:
    """Everything the page takes for granted, what is exact first, then in the order of the controls."""
    exact = (f"The figures: {KNOWN[of.known]}.", LAW if of.known == "table" else OPEN)
    assumed = {"out": LEFT_OUT, "rates": TRANSFERS, "swings": SWINGS, "turnout": TURNOUT, "": OTHERS}
    if len(of.areas) < 2:
        del assumed["turnout"]
    return (
        *(Assumption(exact=True, words=one) for one in exact),
        *(Assumption(exact=False, words=one, of=key) for key, one in assumed.items()),
    )
