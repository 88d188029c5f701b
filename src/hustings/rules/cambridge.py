"""Cambridge, Massachusetts: whole ballots in their recorded order, every n-th of a surplus (Cincinnati).

Source: Massachusetts General Laws chapter 54A section 9; section 16(b) lets a city keep a method of treating
surpluses that was in use in 1938, and Cambridge transfers every n-th ballot, as its election commission
describes. The order is that of the ballots in the precincts as drawn.
"""

from __future__ import annotations

from hustings.counting import Equality, Example, Rule
from hustings.mechanics.arithmetic import decimals
from hustings.mechanics.ballots import Handling, passed_over
from hustings.mechanics.equality import earlier_stages
from hustings.mechanics.stv import Clauses, Count, Out, stv, the_lowest
from hustings.mechanics.whole_papers import cincinnati, each_to_the_next

SIGNATURES = 50
"""Signatures that a nomination in Cambridge takes: with fewer ballots a candidate is defeated (s9(g))."""


def short_of_signatures(count: Count) -> Out:
    """First all with fewer ballots than signatures (g), the fewest first; then the lowest, one by one (i)."""
    tally = count.tally
    few = [one for one in tally.standing() if tally.votes[one] < SIGNATURES]
    nobody_yet = len(tally.elected) + len(tally.standing()) == len(tally.ballots.candidates)
    # Not where fewer would continue than are still to be elected: then the lowest goes (l).
    if not nobody_yet or len(few) < 2 or len(tally.standing()) - len(few) < count.places:
        return the_lowest(count)
    equalities: list[Equality] = []
    order: list[int] = []
    while few:
        lowest = [one for one in few if tally.votes[one] == min(tally.votes[other] for other in few)]
        if matters(count, few) and tally.votes[lowest[0]]:
            chosen, resolved = count.pick(
                lowest, lowest=True, step=f"order-of-{len(few)}", drawn="has the ballots transferred first"
            )
            lowest, equalities = [chosen], [*equalities, *resolved]
        order += lowest
        few = [one for one in few if one not in lowest]
    return order, tuple(equalities)


def matters(count: Count, people: list[int]) -> bool:
    """Whether the order of those defeated may matter: somebody might reach the quota by their ballots."""
    tally = count.tally
    ballots = sum(tally.votes[one] for one in people)
    others = [one for one in tally.standing() if one not in people]
    return any(tally.votes[one] + ballots >= count.quota for one in others)


RULE = Rule(
    key="cambridge",
    name="single transferable vote, Cambridge (Massachusetts)",
    version=1,
    source="Massachusetts General Laws ch 54A s 9 and s 16(b), with the Cincinnati method of surpluses",
    elects="as many as there are offices",
    ties="the latest stage at which those equal were unequal decides who is defeated; else a lot",
    arithmetic="whole ballots only",
    cites={
        "first-preferences": "M.G.L. c54A s9(c), (d): first choices, the quota",
        "surplus": "M.G.L. c54A s16(b), Cincinnati method: every n-th ballot, in the order counted",
        "exclusion": "M.G.L. c54A s9(g)-(k): all below the signatures together, then the lowest",
        "last-vacancies": "M.G.L. c54A s9(l): nobody can be defeated without too few continuing",
    },
    stages=stv(
        Clauses(
            of=decimals(0),
            singly=True,
            surplus=cincinnati,
            excludes=short_of_signatures,
            moves=each_to_the_next,
            equality=(earlier_stages,),
            handling=Handling(over_marked=passed_over),
        )
    ),
    family="stv",
    fills="seats",
    known="read",
    clauses={
        "quota": "valid ballots / (offices + 1), plus 1, fractions disregarded (s9(c))",
        "surplus": "the largest first; every n-th ballot in the order counted, n the whole number nearest "
        "to ballots / surplus (a half up), then the ballot next to each; ballots without a next choice stay",
        "exclusion": f"first all with fewer than {SIGNATURES} ballots in one transfer, the fewest first "
        "(s9(g), (h); the order is the city's practice), then the lowest (s9(i), (j)); who reaches the "
        "quota takes no more (s9(c)); a transfer in progress is completed (s9(l))",
        "equality": "standing before the last transfer, then before the one before it; else lot (s9(k))",
        "over-marked ranks": "are passed over, and so are omitted figures (s9(a))",
        "order of papers": "the recorded order of the ballots; awaited where it matters and is not known",
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "b"): 160, ("b",): 60, ("c", "d"): 70, ("d", "c"): 40},
        seats=2,
        elected=("a", "c"),
    ),
    checked="Cambridge 1993, the surplus of K. Reeves: quota, surplus and every fifth ballot, as CitySource "
    "Campaign95 printed them; not a whole count",
)
