"""Meek's method: everybody elected keeps the same fraction of every paper, found by iteration.

Source: I. D. Hill, B. A. Wichmann and D. R. Woodall, Algorithm 123: Single transferable vote by Meek's
method, Computer Journal 30 (1987) 277-281: its program, which says more exactly than its text what is done.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.keeping import fraction_of_the_rest, keeping

RULE = Rule(
    key="meek",
    name="single transferable vote, Meek's method (Algorithm 123)",
    version=1,
    source="Hill, Wichmann and Woodall, Algorithm 123, Computer Journal 30 (1987) 277-281",
    elects="as many as there are seats",
    ties="a lot where candidates to be excluded have exactly the same votes",
    arithmetic="every product and quotient cut after twelve decimal places (the paper's program computes in "
    "floating point)",
    cites={
        "first-preferences": "Algorithm 123: procedure compute, all weights 1",
        "surplus": "Algorithm 123: procedure compute, until the elected are within 0.00001 of the quota",
        "exclusion": "Algorithm 123: exclude(LowestCandidate), then compute",
        "last-vacancies": "Algorithm 123: procedure complete",
    },
    stages=keeping(fraction_of_the_rest, handling=Handling(over_marked=ends_there)),
    family="stv",
    fills="seats",
    known="excerpt",
    clauses={
        "quota": "votes that have not run out / (seats + 1), anew at each iteration",
        "surplus": "everybody elected keeps a fraction of each paper that arrives, such that the votes "
        "are the quota; the rest goes on, to others elected before or later too",
        "exclusion": "the fewest votes once the iteration has ended and nobody reached the quota; the "
        "papers are counted as if that candidate had not stood",
        "equality": "lot; also where more reach the quota than seats are left, which the program calls a "
        "multi-way tie",
        "over-marked ranks": "end the ranking; skipped ranks and repeated candidates are passed over",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 5, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="I. D. Hill, Voting matters 1 (1994), paper 5: how a vote for two elected candidates is "
    "shared; not a whole count",
)
