"""The Australian Senate since 2021, counted by computer: unweighted inclusive Gregory, whole votes.

Source: Commonwealth Electoral Act 1918 section 273(8)-(32), with the changes of the Electoral Legislation
Amendment (Assurance of Senate Counting) Act 2021 and section 273A(5), by which a count by computer excludes
one candidate at a time. Ballot papers become rankings as `mechanics.senate_papers` says.
"""

from __future__ import annotations

from hustings.counting import Example, Rule
from hustings.mechanics.arithmetic import EXACT
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.equality import earlier_stages, last_stage_all_different
from hustings.mechanics.exclusions import (
    by_value,
    the_lowest_or_a_lot_between_the_last_two,
    unless_it_fills,
)
from hustings.mechanics.stv import Clauses, a_stage_for_each_batch, stv
from hustings.mechanics.surpluses import earliest_then_largest, unweighted_inclusive, whole_votes_as_received

RULE = Rule(
    key="australian-senate",
    name="single transferable vote, Australian Senate (since 2021)",
    version=1,
    source="Commonwealth Electoral Act 1918 s 273(8)-(32), s 273A(5), as amended by Act No. 135 of 2021",
    elects="as many senators as there are vacancies",
    ties="exclusion: the last count at which they were unequal; surplus: the last count at which each had "
    "another number; else the Australian Electoral Officer's lot",
    arithmetic="transfer values are exact fractions; what each candidate receives in a transfer is cut to "
    "whole votes",
    cites={
        "first-preferences": "s 273(8): first preferences, the quota",
        "surplus": "s 273(9)-(12), (21)-(23): surplus / all ballot papers of the candidate",
        "exclusion": "s 273(13), (13AA), (14)-(16): the lowest, papers at the value received, highest first",
        "last-vacancies": "s 273(17), (18): two remain for the last vacancy, or as many as vacancies",
    },
    stages=stv(
        Clauses(
            of=EXACT,
            surplus=unweighted_inclusive,
            first=earliest_then_largest,
            surplus_equality=(last_stage_all_different,),
            excludes=the_lowest_or_a_lot_between_the_last_two,
            batches=by_value,
            moves=whole_votes_as_received,
            exclusion=unless_it_fills(a_stage_for_each_batch),
            equality=(earlier_stages,),
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
        "exclusion": "one at a time (273A(5)); papers at one vote, then by value, the highest first, each a "
        "count of its own (13AA), (28); whoever is elected takes no more (16); a surplus waits for the end "
        "of an exclusion (14)",
        "last vacancies": "an exclusion that leaves as many candidates as vacancies elects them at once and "
        "no papers move (18), (32); of the last two for one vacancy the larger number is elected once no "
        "surplus and no exclusion is left to transfer (17)",
        "equality": "exclusion: the last count at which two were unequal (29), (31), (31A); surpluses: "
        "the last count at which each had another number (22); the last two: a lot at once (17)",
        "ballot papers": "above the line: the candidates of each group in turn (239(2), 269); below the "
        "line prevails (269(2))",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 16, ("b",): 6, ("c", "d"): 7, ("d", "c"): 4},
        seats=2,
        elected=("a", "c"),
    ),
    checked="AEC, CANDIDATES The Senate (a worked example of a count), counts 1 to 8; the examples "
    "printed in sections 268A and 269",
)
