"""Smith//IRV: a count by exclusions between the members of the Smith set.

Source: Green-Armytage, Four Condorcet-Hare hybrid methods for single-winner elections (Voting matters 29,
2011, 1-14), where it is called Smith-AV.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics import recount
from hustings.mechanics.duels import READING, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.sets import smith


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels, first preferences of the Smith set, and an exclusion each until one has a majority."""
    cells = duels(papers)
    yield first_stage(papers, cells)

    # Only the smallest set whose members each beat everybody outside it remains; it is counted by exclusions.
    ballots = recount.rankings_of(papers)
    everybody = recount.firsts(ballots, papers.candidates)
    now = recount.firsts(ballots, smith(papers.candidates, cells))
    shown = recount.stage_of(now, "smith-set", everybody)
    yield from recount.hare(now, draw, recount.more_than_half, shown, 2)


RULE = Rule(
    key="smith-irv",
    name="Smith//IRV",
    version=1,
    source="Green-Armytage, Voting matters 29 (2011) 1-14 (Smith-AV)",
    elects="one member of the Smith set, by exclusions of the fewest first preferences among its members",
    ties="equal fewest first preferences wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "duels": "Green-Armytage 2011: how many voters prefer each candidate to each other one",
        "smith-set": "Green-Armytage 2011: candidates outside the Smith set are eliminated",
        "exclusion": "Green-Armytage 2011: the alternative vote between those who remain",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences"),
    known="excerpt",
    clauses={
        **READING,
        **recount.READING,
        "majority": "more than half of the papers that count for somebody in the set",
    },
    example=TENNESSEE,
    checked="Burlington 2009 and Tennessee elect their Condorcet winners; no printed circle was found",
)
