"""The figures of a pact: exchanges and how they end, what is needed, the maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hustings.answer import Cell, Certainty, Column, Figures
from hustings.mechanics.pact import MODES, Number, Pact, ending, under
from hustings.mechanics.pact_maps import columns, edges, pieces
from hustings.questions._pact_setting import Setting
from hustings.questions._pact_words import Judged, critical_range, modes

COLUMNS, POINTS = 120, 48
"""Columns of the map of splits and rates, points of its boundary."""

SAID: Mapping[Certainty, str] = {
    "certain": "this is why",
    "possible": "it could be",
    "impossible": "not here",
}


def figures(of: Judged) -> tuple[Figures, ...]:
    """All tables of the answer; the maps are details behind the pictures."""
    marked = _marked(of.setting)
    return (
        _exchanges(of),
        *([marked] if marked else []),
        *([_needed(of)] if of.need else []),
        _ways(of),
        *_maps(of),
    )


def _exchanges(of: Judged) -> Figures:
    setting, pact = of.setting, of.setting.pact
    people = (*pact.partners, pact.rival)
    rows: list[tuple[Cell, ...]] = []
    cases: list[tuple[str, Pact]] = [("nobody", pact.at(0))]
    if setting.marked is not None:
        cases.append(("as marked", setting.marked))
    if setting.given:
        cases.append((setting.words, pact))
    cases.append(("everybody", replace(pact, rates=(1, 1), leaks=(0, 0))))
    for words, one in cases:
        ended = ending(under(setting.camps, one))
        totals = [_votes(ended.totals.get(at)) for at in people]
        winner = setting.known.candidates[ended.winners[0]] if len(ended.winners) == 1 else ""
        rate = None if of.need is None else Fraction(one.of(of.need.giver)[1])
        rows.append((words, rate, *totals, winner))
    return Figures(
        key="exchange",
        title="Totals, if so many of the eliminated partner's papers name the other",
        columns=(
            Column(key="exchange", head="Who names", unit="text"),
            Column(key="rate", head="Share", unit="share"),
            *(
                Column(key=key, head=of.name[at], unit="votes")
                for key, at in zip(("first_total", "second_total", "rival_total"), people, strict=True)
            ),
            Column(key="elected", head="Elected", unit="candidate"),
        ),
        rows=tuple(rows),
        note="A dash: eliminated, or no papers are exchanged. Nobody is named where a lot decides.",
    )


def _votes(value: Number | None) -> Cell:
    """Votes to a tenth: assumed shares of papers need not be whole."""
    return None if value is None else Fraction(round(10 * Fraction(value)), 10)


def _marked(setting: Setting) -> Figures | None:
    """What the partners' papers say, where the table tells."""
    table, pact = setting.known.table, setting.pact
    if table is None:
        return None
    rows: list[tuple[Cell, ...]] = []
    for giver in pact.partners:
        taker, row, held = pact.of(giver)[0], table.papers[giver], table.first[giver]
        share = Fraction(row[taker], held) if held else None
        id = table.candidates[giver]
        rows.append((id, held, row[taker], share, row[pact.rival], row[giver], row[-1]))
    return Figures(
        key="marked",
        title="What the partners' papers say",
        columns=(
            Column(key="partner", head="Papers of", unit="candidate"),
            Column(key="papers", head="Papers"),
            Column(key="named", head="Name the other"),
            Column(key="rate", head="Share", unit="share"),
            Column(key="leak", head="Name the rival"),
            Column(key="same", head="Same person twice"),
            Column(key="none", head="No valid second"),
        ),
        rows=tuple(rows),
    )


def _needed(of: Judged) -> Figures:
    found, setting = of.need, of.setting
    assert found is not None
    ids = setting.known.candidates
    between = critical_range(of) or (found.rate, found.rate)
    _, rate, leak = setting.pact.of(found.giver)
    held = setting.known.first[found.giver]
    row = (ids[found.taker], ids[found.giver], held, found.rate, found.papers, Fraction(rate), Fraction(leak))
    told = between[0] == between[1]  # what other voters marked is known, or nothing to the purpose
    return Figures(
        key="needed",
        title="Who needs whom",
        columns=(
            Column(key="taker", head="Remains", unit="candidate"),
            Column(key="giver", head="Needs papers of", unit="candidate"),
            Column(key="held", head="Papers"),
            Column(key="rate", head="Must exceed", unit="share"),
            Column(key="papers", head="Papers needed"),
            Column(key="at", head="Exchange", unit="share"),
            Column(key="leak", head="To the rival", unit="share"),
            *(() if told else (Column(key="least", head="Others' best", unit="share"),)),
            *(() if told else (Column(key="most", head="Others' worst", unit="share"),)),
        ),
        rows=(row if told else (*row, *between),),
        note="A dash: no share would do."
        + ("" if told else " Best, worst: what must be exceeded, whatever other voters marked."),
    )


def _ways(of: Judged) -> Figures:
    return Figures(
        key="ways",
        title="The six ways in which a pact fails",
        columns=(
            Column(key="here", head="Here", unit="text"),
            Column(key="way", head="Why it would fail", unit="text"),
            Column(key="mode", head="Key", unit="text"),
        ),
        rows=tuple((SAID[holds], MODES[mode], mode) for mode, holds in modes(of)),
    )


def _maps(of: Judged) -> list[Figures]:
    """Where the election stands, and the two maps around it."""
    setting, pact = of.setting, of.setting.pact
    first, ids = setting.known.first, setting.known.candidates
    a, b = pact.partners
    if not first[a] + first[b]:
        return []

    def who(at: int | None) -> str:
        return "" if at is None else ids[at]

    here = _here(of)
    grid = Figures(
        key="grid",
        title="Who is elected, by the split between the partners and the rate of exchange",
        columns=(
            Column(key="split", head="First partner's share of both", unit="share"),
            Column(key="low", head="From rate", unit="share"),
            Column(key="high", head="To rate", unit="share"),
            Column(key="winner", head="Elected", unit="candidate"),
        ),
        rows=tuple(
            (one.split, one.low, one.high, who(one.winner))
            for one in columns(setting.build, first, pact, COLUMNS)
        ),
        note="Everybody else's first preferences as they are. Exactly where it changes a lot decides.",
        detail=True,
    )
    boundary = Figures(
        key="boundary",
        title="The rate that must be exceeded",
        columns=(
            Column(key="split", head="First partner's share of both", unit="share"),
            Column(key="taker", head="Remains", unit="candidate"),
            Column(key="rate", head="Rate", unit="share"),
        ),
        rows=tuple(
            (one.split, who(one.taker), one.rate) for one in edges(setting.build, first, pact, POINTS)
        ),
        note="Nobody remains, or no rate: there is no exchange, or no share would do.",
        detail=True,
    )
    return [here, grid, boundary, _splits(of)]


def _here(of: Judged) -> Figures:
    setting, pact = of.setting, of.setting.pact
    a, b = pact.partners
    ids, first = setting.known.candidates, setting.known.first
    rate = None if of.need is None else of.need.rate
    at = None if of.need is None else Fraction(pact.of(of.need.giver)[1])
    return Figures(
        key="here",
        title="Where this election stands",
        columns=(
            Column(key="first", head="First partner", unit="candidate"),
            Column(key="second", head="Second partner", unit="candidate"),
            Column(key="rival", head="Rival", unit="candidate"),
            Column(key="first_votes", head="First preferences", unit="votes"),
            Column(key="second_votes", head="Of the second", unit="votes"),
            Column(key="rival_votes", head="Of the rival", unit="votes"),
            Column(key="split", head="First partner's share of both", unit="share"),
            Column(key="rate", head="Exchange", unit="share"),
            Column(key="critical", head="Must exceed", unit="share"),
        ),
        rows=(
            (
                ids[a],
                ids[b],
                ids[pact.rival],
                first[a],
                first[b],
                first[pact.rival],
                Fraction(first[a], first[a] + first[b]),
                at,
                rate,
            ),
        ),
        detail=True,
    )


def _splits(of: Judged) -> Figures:
    setting = of.setting
    ids = setting.known.candidates
    names = [of.name[at] for at in (*setting.pact.partners, setting.pact.rival)]
    return Figures(
        key="splits",
        title="Who is elected under the pact, by first preferences of the three",
        columns=(
            Column(key="part", head="Part", unit="number"),
            Column(key="winner", head="Elected", unit="candidate"),
            Column(key="mode", head="Why the rival", unit="text"),
            *(
                Column(key=key, head=name, unit="share")
                for key, name in zip(("first", "second", "rival"), names, strict=True)
            ),
        ),
        rows=tuple(
            (at + 1, "" if one.winner is None else ids[one.winner], one.mode or "", *corner)
            for at, one in enumerate(pieces(setting.either, setting.pact))
            for corner in one.corners
        ),
        note="The corners of each part. Everybody else's first preferences are as they are; the shares are "
        "of the three's together. Where a lot decides nobody is named.",
        detail=True,
    )
