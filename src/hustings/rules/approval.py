"""Approval voting: each paper approves as many candidates as its voter likes, the most approvals are elected.

Source: City of St. Louis, Proposition D (2020), for primary elections, as quoted at electowiki.org.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.mechanics.grades import approvals, highest, rated


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the approvals and who has the most, then a lot for each seat that several are equal for."""
    profile = rated(papers)
    # Voters select as many candidates as they approve of; those receiving the most votes are chosen.
    yield from highest("approvals", approvals(profile), profile.valid, contest.seats, draw)


RULE = Rule(
    key="approval",
    name="approval voting",
    version=1,
    source="City of St. Louis, Proposition D (2020), as quoted at electowiki.org, STL Approves",
    elects="one candidate, or as many as there are seats",
    ties="candidates who are equal for the last seats wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "approvals": "Proposition D: voters select as many as they approve of; the most votes are chosen",
        "lot": "equality is decided by lot; the proposition does not say",
    },
    stages=stages,
    family="rated",
    reads=("approvals",),
    fills="seats",
    known="excerpt",
    clauses={
        "seats": "the candidates with the most approvals, two of them in a primary of St. Louis",
        "blank": "a paper that approves nobody is counted and adds nothing",
        "equality": "a lot",
    },
    example=Example(
        candidates=("ann", "bert", "clara"),
        votes={("ann", "bert"): 4, ("bert",): 3, ("clara",): 5},
        elected=("bert",),
        ballots="approvals",
    ),
    checked="St. Louis, primary for mayor, 2 March 2021 (electowiki.org, STL Approves; approval.vote)",
)
