"""The Australian Senate from 2016 to 2021: as since then, with bulk exclusions and other ties.

Source: Commonwealth Electoral Act 1918 section 273(8)-(32) as it stood before Act No. 135 of 2021. Subsection
(13C), by which surpluses may be left until after a bulk exclusion, is a discretion that is not used here.
"""

from __future__ import annotations

from hustings.counting import Equality, Example, Rule
from hustings.mechanics.arithmetic import EXACT
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.equality import last_stage_all_different
from hustings.mechanics.exclusions import (
    by_value,
    the_lowest_or_a_lot_between_the_last_two,
    unless_it_fills,
)
from hustings.mechanics.lots import extreme
from hustings.mechanics.stv import Clauses, Count, Out, a_stage_for_each_batch, stv
from hustings.mechanics.surpluses import earliest_then_largest, unweighted_inclusive, whole_votes_as_received


def in_bulk(count: Count) -> Out:
    """Those who can be excluded together, else the one who stands lowest in the poll ((13)-(13B))."""
    number = bulk(count)
    if number < 2:
        return the_lowest_or_a_lot_between_the_last_two(count)
    votes = count.tally.votes
    out: list[int] = []
    equalities: list[Equality] = []
    while len(out) < number:
        fewest = extreme({one: votes[one] for one in count.tally.standing() if one not in out}, lowest=True)
        # Only where not all of those with equal votes go does their order of standing matter.
        if len(out) + len(fewest) > number:
            step = f"exclusion-{len(out) + 1}-of-{number}"
            chosen, how = count.pick(fewest, lowest=True, step=step, drawn="is excluded")
            fewest, equalities = [chosen], [*equalities, *how]
        out += fewest
    return out, tuple(equalities)


def bulk(count: Count) -> int:
    """How many of the lowest may be excluded together (13A), with enough left for the vacancies (13B)."""
    votes = sorted(count.tally.votes[one] for one in count.tally.standing())
    shortfalls = [count.quota - one for one in reversed(votes)]
    vacancy, leading = sum(shortfalls[: count.places]), shortfalls[0]
    notional = [sum(votes[: at + 1]) for at in range(len(votes))]
    # Candidate B: short of the vacancy shortfall with all votes below, and of the next candidate's votes.
    b = 0
    for at in range(len(votes) - 1):
        if notional[at] < vacancy and notional[at] < votes[at + 1]:
            b = at + 1
    # Candidate C: the highest who is short of the leading shortfall, where B is not.
    if b and notional[b - 1] >= leading:
        b = sum(one < leading for one in notional)
    return min(b, len(votes) - count.places)


RULE = Rule(
    key="australian-senate-2016",
    name="single transferable vote, Australian Senate (2016 to 2021)",
    version=1,
    source="Commonwealth Electoral Act 1918 s 273(8)-(32) before Act No. 135 of 2021",
    elects="as many senators as there are vacancies",
    ties="the last count at which each of those equal had another number; else the Australian Electoral "
    "Officer determines, which is recorded as a lot",
    arithmetic="transfer values are exact fractions; what each candidate receives in a transfer is cut to "
    "whole votes",
    cites={
        "first-preferences": "s 273(8): first preferences, the quota",
        "surplus": "s 273(9)-(12), (21)-(23): surplus / all ballot papers of the candidate",
        "exclusion": "s 273(13)-(13B), (14)-(16): in bulk or the lowest, papers at the value received",
        "last-vacancies": "s 273(17), (18): two remain for the last vacancy, or as many as vacancies",
    },
    stages=stv(
        Clauses(
            of=EXACT,
            surplus=unweighted_inclusive,
            first=earliest_then_largest,
            excludes=in_bulk,
            batches=by_value,
            moves=whole_votes_as_received,
            exclusion=unless_it_fills(a_stage_for_each_batch),
            equality=(last_stage_all_different,),
            handling=Handling(over_marked=ends_there),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "first preference votes / (vacancies + 1), any remainder disregarded, plus 1 (8)",
        "surplus": "all papers of the candidate at surplus / papers (9)(a), (12); what each receives is "
        "cut to whole votes (9)(b); a surplus of an earlier count first (23)",
        "exclusion": "several who, with all votes below them, are short of the next candidate, of the "
        "vacancy shortfall and of the leading shortfall (13A), as far as enough continue (13B); else the "
        "lowest",
        "last vacancies": "an exclusion that leaves as many candidates as vacancies elects them at once and "
        "no papers move (18), (32)",
        "equality": "the last count at which each of them had another number; else determined (22), (31); "
        "the casting vote between the last two (17) is asked for like any other",
        "ballot papers": "above the line: the candidates of each group in turn (239(2), 269); below the "
        "line prevails (269(2))",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="AEC, CANDIDATES The Senate (a worked example of a count), counts 1 to 4",
)
