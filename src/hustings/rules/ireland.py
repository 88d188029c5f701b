"""Ireland: the single transferable vote, a surplus in whole papers of the parcel last received.

Source: Electoral Act 1992 (No. 23 of 1992) sections 118-126. Section 118 was read; of the others only what
the Department's Count Requirements and Commentary on Count Rules say, as a formal specification of the count
quotes them. That papers are mixed and then taken from the end of each sub-parcel makes their order a fact.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, end_at_skips, ends_there
from hustings.mechanics.equality import earliest_stages
from hustings.mechanics.exclusions import (
    in_one_stage,
    or_one_has_as_many_as_all_others,
    several_if_less,
    unless_it_fills,
)
from hustings.mechanics.stv import Clauses, Count, stv
from hustings.mechanics.whole_papers import last_parcel_in_whole_papers


def cannot_matter(count: Count) -> bool:
    """Surpluses wait while they cannot elect anybody, save a deposit or change who is lowest."""
    tally, surpluses = count.tally, sum(count.surpluses().values())
    votes = sorted(tally.votes[one] for one in tally.standing())
    deposit = count.quota // 4 + 1
    return not (
        surpluses + votes[-1] >= count.quota
        or (len(votes) > 1 and (votes[0] == votes[1] or surpluses + votes[0] > votes[1]))
        or votes[0] < deposit <= votes[0] + surpluses
    )


RULE = Rule(
    key="ireland",
    name="single transferable vote, Ireland (Dáil)",
    version=1,
    source="Electoral Act 1992 (Ireland) ss 118-126",
    elects="as many as there are seats",
    ties="the earliest count at which those equal were unequal decides; else a lot",
    arithmetic="whole papers; shares of a surplus by largest remainders",
    cites={
        "first-preferences": "Electoral Act 1992 ss 119, 120: first preferences, the quota",
        "surplus": "Electoral Act 1992 s 121: the largest surplus first, of the sub-parcel last received",
        "exclusion": "Electoral Act 1992 s 122: the lowest, or several who cannot catch up",
        "last-vacancies": "Electoral Act 1992 s 124: as many continue as seats are left, or one has as "
        "many as all others",
    },
    stages=stv(
        Clauses(
            of=decimals(0),
            singly=True,
            surplus=last_parcel_in_whole_papers,
            waits=cannot_matter,
            excludes=several_if_less,
            exclusion=unless_it_fills(in_one_stage),
            fills=or_one_has_as_many_as_all_others,
            equality=(earliest_stages,),
            handling=Handling(over_marked=ends_there, others=(end_at_skips(1),)),
        )
    ),
    family="stv",
    fills="seats",
    known="excerpt",
    clauses={
        "quota": "valid papers / (seats + 1), the fraction ignored, plus 1",
        "surplus": "the sub-parcel last received: papers x surplus / transferable papers of each next "
        "preference, the largest fractions made up to one, and the papers last filed; all transferable "
        "papers where they are no more than the surplus",
        "deferred surpluses": "wait while all of them can neither bring the highest to the quota nor part "
        "the lowest from the next nor save the lowest one's deposit (over a quarter of the quota)",
        "exclusion": "the lowest, or several whose votes with all surpluses are less than the next has; all "
        "papers at once (whether a deposit might be saved is not asked of several)",
        "equality": "earliest count; else lot; equal fractions: larger sub-parcel, then earliest count, "
        "then lot (s 118)",
        "over-marked ranks": "end the ranking, and so do numbers that do not follow (s 118)",
        "order of papers": "the recorded order of the mixed papers; awaited where it matters and is not "
        "known",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
)
