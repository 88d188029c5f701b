"""Tideman's alternative method (Smith): the Smith set remains, the fewest are excluded, and so again.

Source: Green-Armytage, Four Condorcet-Hare hybrid methods for single-winner elections (Voting matters 29,
2011, 1-14); Tideman, Collective decisions and voting (2006), page 232.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics import recount
from hustings.mechanics.duels import READING, among, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.sets import smith


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, then the Smith set and an exclusion in turn until one candidate remains."""
    cells = duels(papers)
    yield first_stage(papers, cells)

    now, number = recount.firsts(recount.rankings_of(papers), papers.candidates), 1
    while True:
        # All outside the Smith set of those who remain are eliminated; the only one left is elected.
        inside = smith(now.remaining, among(cells, now.remaining))
        before, now = now, recount.firsts(now.ballots, inside)
        number += 1
        elected = inside if len(inside) == 1 else ()
        yield replace(recount.stage_of(now, "smith-set", before), elected=elected)
        if elected:
            return

        # Of several whoever has the fewest first preferences is eliminated.
        number += 1
        now, made = recount.excluding(now, draw, number)
        yield made


RULE = Rule(
    key="tideman-alternative",
    name="Tideman's alternative method (Smith)",
    version=1,
    source="Green-Armytage, Voting matters 29 (2011) 1-14; Tideman, Collective decisions and voting (2006)",
    elects="one member of the Smith set, found anew after each exclusion of the fewest first preferences",
    ties="equal fewest first preferences wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "Green-Armytage 2011: how many voters prefer each candidate to each other one",
        "smith-set": "Green-Armytage 2011: candidates outside the Smith set of those left are eliminated",
        "exclusion": "Green-Armytage 2011: of several the fewest first preferences are eliminated",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences"),
    known="excerpt",
    clauses={**READING, **recount.READING},
    example=TENNESSEE,
    checked="Burlington 2009 and Tennessee elect their Condorcet winners; no printed circle was found",
)
