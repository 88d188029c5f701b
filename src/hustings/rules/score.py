"""Score voting, also called range voting: scores are added, the greatest total is elected.

Source: P. W. Frields, Fedora Elections Guide, chapter 1, Range Voting, sections 1.1 and 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.mechanics.grades import highest, rated, totals


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the totals and who has the greatest, and a lot where several have."""
    profile = rated(papers)
    # Votes are tallied by adding them all; a zero, or no score, does not alter a total.
    yield from highest("scores", totals(profile), profile.valid, 1, draw)


RULE = Rule(
    key="score",
    name="score voting",
    version=1,
    source="Fedora Elections Guide, ch. 1 Range Voting",
    elects="one candidate",
    ties="candidates with equal greatest totals wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "scores": "Fedora Elections Guide 1.1-1.2: all votes are added, the greatest total wins",
        "lot": "equality is decided by lot; the guide's chapter does not say",
    },
    stages=stages,
    family="rated",
    reads=("scores",),
    known="read",
    clauses={
        "blank": "no score adds nothing, as a zero does; where averages are meant, see score-average",
        "equality": "a lot",
    },
    example=Example(
        candidates=("ann", "bert", "clara"),
        votes={("ann:5", "bert:4"): 3, ("bert:4", "clara:5"): 3},
        elected=("bert",),
        ballots="scores",
    ),
    checked="Fedora Elections Guide, table 1.1",
)
