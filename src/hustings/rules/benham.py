"""Benham's method: the fewest first preferences are excluded until somebody beats all who remain.

Source: Green-Armytage, Four Condorcet-Hare hybrid methods for single-winner elections (Voting matters 29,
2011, 1-14).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics import recount
from hustings.mechanics.duels import READING, condorcet_winner, duels, first_stage
from hustings.mechanics.examples import TENNESSEE


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, first preferences, and an exclusion each until somebody beats all who remain."""
    cells = duels(papers)
    first = first_stage(papers, cells)

    # Whoever beats each other candidate who remains is elected.
    def ends(now: recount.Firsts) -> Sequence[str]:
        winner = condorcet_winner(now.remaining, cells)
        return [] if winner is None else [winner]

    winner = condorcet_winner(papers.candidates, cells)
    if winner is not None:
        yield replace(first, remaining=(winner,), elected=(winner,))
        return
    yield first

    # Otherwise whoever has the fewest first preferences is excluded, and so on.
    now = recount.firsts(recount.rankings_of(papers), papers.candidates)
    yield from recount.hare(now, draw, ends, recount.stage_of(now, "first-preferences"), 2)


RULE = Rule(
    key="benham",
    name="Benham's method",
    version=1,
    source="Green-Armytage, Voting matters 29 (2011) 1-14",
    elects="one candidate, who beats all others left by exclusions from the fewest first preferences",
    ties="equal fewest first preferences wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "Green-Armytage 2011: whoever beats each other candidate is elected",
        "first-preferences": "Green-Armytage 2011: where nobody does, first preferences are counted",
        "exclusion": "Green-Armytage 2011: the fewest are excluded until somebody beats all others left",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences"),
    known="excerpt",
    clauses={**READING, **recount.READING},
    example=TENNESSEE,
    checked="Burlington 2009 and Tennessee elect their Condorcet winners; no printed circle was found",
)
