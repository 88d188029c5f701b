"""ERS97: the single transferable vote as the Electoral Reform Society recommends it for counting by hand.

Source: R. A. Newland and F. S. Britton, How to conduct an election by the single transferable vote, third
edition (Electoral Reform Society, 1997), sections 4-6 and 5.1-5.6 in particular.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import Value, decimals
from hustings.mechanics.ballots import Handling, end_at_skips, ends_there
from hustings.mechanics.equality import earliest_stages
from hustings.mechanics.exclusions import (
    by_value,
    in_one_stage_of_batches,
    several_if_not_more,
    unless_it_fills,
    waits_if_not_more,
)
from hustings.mechanics.lots import extreme
from hustings.mechanics.stv import Clauses, Count, stv
from hustings.mechanics.surpluses import last_batch


def quota(count: Count) -> Value:
    """The valid vote / (seats + 1) to two places, the remainder making 0.01 more (5.1.6).

    Before anybody is elected it is found anew, ignoring votes that are not transferable (5.4.8).
    """
    if count.tally.elected:
        return count.quota
    return -(-sum(count.tally.votes) // (count.seats + 1))


def deemed_elected(count: Count) -> Sequence[int]:
    """The next in descending order of votes who is deemed elected (5.1.7, 5.3.13, 5.4.9)."""
    tally = count.tally
    best = extreme({one: tally.votes[one] for one in tally.standing()}, lowest=False)
    votes = tally.votes[best[0]]
    # The quota, or the total active vote / (places not yet filled + 1).
    active = sum(tally.votes) - sum(min(tally.votes[one], count.quota) for one in tally.elected)
    if votes < count.quota and votes * (count.places + 1) < active:
        return []
    # More candidates with that many votes than places: earlier votes decide, or none is elected yet (5.6.2).
    if len(best) > count.places:
        best = earliest_stages(tally.history, best, lowest=False)[0]
        return best if len(best) == 1 else []
    return best[:1]


RULE = Rule(
    key="ers97",
    name="single transferable vote, Electoral Reform Society 1997",
    version=1,
    source="Newland and Britton, How to conduct an election by the single transferable vote, third edition "
    "(ERS, 1997), sections 4-6",
    elects="as many as there are places",
    ties="the earliest point, after a batch of papers, at which those equal were unequal decides; else a lot",
    arithmetic="quota and transfer values in two decimal places, the quota rounded up, values cut",
    cites={
        "first-preferences": "ERS97 5.1: first preferences, the quota, who is deemed elected",
        "surplus": "ERS97 5.2-5.3: the largest surplus first, on the batch last received",
        "exclusion": "ERS97 5.2.5, 5.4: as many of the lowest together as possible, batches by value",
        "last-vacancies": "ERS97 5.5.1: an exclusion would leave only as many as places",
    },
    stages=stv(
        Clauses(
            of=decimals(2),
            requotes=quota,
            elects=deemed_elected,
            surplus=last_batch,
            waits=waits_if_not_more,
            excludes=several_if_not_more,
            batches=by_value,
            exclusion=unless_it_fills(in_one_stage_of_batches),
            equality=(earliest_stages,),
            handling=Handling(over_marked=ends_there, others=(end_at_skips(1),)),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "valid votes / (places + 1) to two places, rounded up (5.1.6); anew after a batch while "
        "nobody is elected, without what is not transferable (5.4.8)",
        "elected": "the quota, or the total active vote / (places left + 1) (5.1.7)",
        "surplus": "the last batch: surplus / transferable papers, cut, if they are worth more than the "
        "surplus; else the value they have (5.3.7)",
        "deferred surpluses": "wait while all of them do not exceed what parts the lowest, or those who "
        "could be excluded together, from the next (5.2.2)",
        "exclusion": "as many of the lowest together as have, with all surpluses, no more than the next "
        "(5.2.5), in batches of one value, the highest first (5.4.1); no papers move where only as many "
        "as places would be left (5.5.1)",
        "equality": "earliest point at which they were unequal; else lot (5.2.3, 5.2.5); between more "
        "than places to be filled nobody is elected yet (5.6.2)",
        "over-marked ranks": "end the ranking, and so do skipped ranks: the next preference is uncertain "
        "(6.10)",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="ERS97 section 8, Model election: the first two stages, of which the figures could be read",
)
