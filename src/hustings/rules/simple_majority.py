"""Simple majority: one vote each, the greatest number is returned.

Source: Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 Sch 1 r51(4)-(5), for two
candidates; the same count serves first past the post with more.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.mechanics.lots import best_of


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the only count, and the lot if the greatest numbers are equal."""
    wait_for_somebody(papers.candidates)
    votes = papers.first_preferences()
    valid = sum(votes.values())
    greatest = best_of(votes)
    elected = greatest if len(greatest) == 1 else ()
    yield Stage(step="simple-majority", votes=votes, papers=valid, elected=elected)

    # Equality: the returning officer decides by lot who is returned; no vote is added.
    if len(greatest) > 1:
        drawn = draw(greatest, "lot")
        yield Stage(step="lot", votes=votes, papers=valid, remaining=greatest, elected=(drawn,))


RULE = Rule(
    key="simple-majority",
    name="simple majority",
    version=1,
    source="SI 2007/1024 Sch 1 r51(4)-(5)",
    elects="one of two or more candidates",
    ties="equal greatest numbers wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "simple-majority": "SI 2007/1024 Sch 1 r51(4): the greater number of votes is returned",
        "lot": "SI 2007/1024 Sch 1 r51(5): equality is decided by lot",
    },
    stages=stages,
    columns=1,
    also=("fptp", "plurality", "first-past-the-post"),
    example=Example(
        candidates=("a", "b"), votes={("a",): 12, ("b",): 9}, ballots="preferences", elected=("a",)
    ),
    clauses={"equality": "equal greatest numbers: lot"},
    family="plurality",
    reads=("preferences", "rankings", "totals"),
    known="read",
)
