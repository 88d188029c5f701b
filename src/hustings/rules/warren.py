"""Warren's method: everybody elected takes the same amount of every paper, found by iteration.

Source: C. H. E. Warren, Counting in STV elections, Voting matters 1 (1994), paper 4, and I. D. Hill, Meek or
Warren counting, paper 5, both known from their beginnings; the iteration is that of Algorithm 123.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.keeping import keeping, up_to_a_price

RULE = Rule(
    key="warren",
    name="single transferable vote, Warren's method",
    version=1,
    source="C. H. E. Warren, Counting in STV elections, Voting matters 1 (1994); I. D. Hill, ibid., paper 5",
    elects="as many as there are seats",
    ties="a lot where candidates to be excluded have exactly the same votes",
    arithmetic="every product and quotient cut after twelve decimal places",
    cites={
        "first-preferences": "as Algorithm 123: procedure compute, all weights 1",
        "surplus": "Voting matters 1, paper 5: what the elected take is added up, not multiplied",
        "exclusion": "as Algorithm 123: exclude(LowestCandidate), then compute",
        "last-vacancies": "as Algorithm 123: procedure complete",
    },
    stages=keeping(up_to_a_price, handling=Handling(over_marked=ends_there)),
    family="stv",
    fills="seats",
    known="excerpt",
    clauses={
        "quota": "votes that have not run out / (seats + 1), anew at each iteration",
        "surplus": "everybody elected takes the same part of a vote from each paper that arrives, or all "
        "that is left of it, such that the votes are the quota",
        "exclusion": "the fewest votes once the iteration has ended and nobody reached the quota; the "
        "papers are counted as if that candidate had not stood",
        "equality": "lot",
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
