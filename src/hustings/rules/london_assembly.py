"""The London members of the London Assembly: D'Hondt's division, seats won in constituencies counted.

Source: Greater London Authority Act 1999 s4(5) and Sch 2 Part II (paras 5-8).
"""

from __future__ import annotations

from fractions import Fraction
from operator import le

from hustings.awaiting import Awaited, Awaiting
from hustings.contest import Candidate, Contest
from hustings.counting import Example, Rule
from hustings.mechanics.apportionment import Preference, highest_averages


def constituency_seats(candidate: Candidate, contest: Contest) -> int:
    """How many of a party's candidates were returned in constituencies; waits until the contest says so.

    A party of which nothing is said has none, once anything is said of another.
    """
    if all(one.constituencies is None for one in contest.candidates):
        raise Awaiting(
            Awaited(
                what="constituency-results",
                step="seat",
                words="the seats that each party won in the constituencies are awaited",
                candidates=contest.ids,
            )
        )
    return candidate.constituencies or 0


RULE = Rule(
    key="london-assembly",
    name="London Assembly, London members",
    version=1,
    source="Greater London Authority Act 1999 Sch 2 Part II",
    elects="parties and individual candidates to the seats for London members",
    ties="one vote is added to each that is equal for the last seat, then they wait for a lot",
    arithmetic="exact fractions",
    cites={
        "votes": "GLA Act 1999 Sch 2 para 7: not more than 5 per cent of all London votes take no seat",
        "seat": "GLA Act 1999 Sch 2 paras 6, 8: the highest London figure, votes by one and the seats so far",
        "vacant": "GLA Act 1999 Sch 2 para 8(6): every party's list is exhausted",
    },
    stages=highest_averages(
        # The London figure: votes divided by the aggregate of one and the constituency members (para 6) ...
        divisor=lambda seats: 1 + seats,
        # ... to which one is added for each seat that it is allocated (para 8(3)).
        already=constituency_seats,
        # No seat where the votes are not more than 5 per cent of all London votes (para 7).
        threshold=Fraction(5, 100),
        too_few=le,
        # Where a tie would fill more seats than there are, one is added to the number of votes (para 8(8)).
        prefer=Preference(by="one vote added", figure=lambda votes, divisor: Fraction(votes + 1) / divisor),
    ),
    family="lists",
    reads=("preferences", "rankings", "totals"),
    fills="seats",
    columns=1,
    known="read",
    clauses={
        "divisors": "one, and the seats won in constituencies and so far on the list",
        "threshold": "more than 5 per cent, unless the contest's facts give another; the Explanatory Notes, "
        "para 53, say at least 5 per cent, and the Act is followed",
        "individuals": "a list of one: out once returned; listed = 0 for one returned elsewhere (para 8(4))",
        "exhausted": "a party is disregarded once nobody is left on its list (para 8(6)); listed leaves "
        "out who was returned in a constituency",
        "equality": "all that are equal take a seat while there are seats (para 8(7)); else one vote is "
        "added to each (para 8(8)), and then there is a lot (para 8(9)). The Explanatory Notes, para 53, "
        "speak of one more seat instead, and the Act is followed",
    },
    example=Example(
        candidates=("red", "blue", "green"),
        votes={("red",): 40, ("blue",): 35, ("green",): 25},
        ballots="preferences",
        seats=3,
        constituencies={"red": 2, "blue": 1},
        elected=("red", "blue", "green"),
    ),
    checked="London 2008, all eleven seats, on the votes and members that politicsresources.net prints; 2016 "
    "and 2021 on the printed votes of the parties above 5 per cent; the division also by the Explanatory "
    "Notes to the Scotland Act 1998 s8 (North East Scotland 1999)",
)
