"""Two rounds of voting: without a majority in the first, the two who lead it stand in a second.

Source: Constitution of the French Republic art 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.awaiting import Awaited, Awaiting, wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.errors import InputError
from hustings.mechanics.lots import best_of, by_lot
from hustings.rounds import Rounds


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the first round, the second where one is needed, and the lot if that ends level."""
    wait_for_somebody(papers.candidates)
    assert isinstance(papers, Rounds)  # nothing else tells what a second round came to
    first = papers.first_preferences()
    valid = sum(first.values())
    second = dict(papers.second)

    # More than half of the votes cast for somebody elects in the first round.
    majority = tuple(one for one, votes in first.items() if 2 * votes > valid or len(first) == 1)
    if majority:
        if second:
            raise InputError(
                "a second round is given although somebody was elected in the first",
                found=f"{first[majority[0]]:,} of {valid:,} votes for {majority[0]}",
                expected="no second round",
                hint="correct the votes of the first round, or leave the second out",
            )
        yield Stage(step="first-round", votes=first, papers=valid, remaining=majority, elected=majority)
        return

    # The two who lead remain; candidates who lead may withdraw, so those who stood tell who they are.
    bar = sorted(first.values())[-2]
    remaining = tuple(one for one in first if (one in second if second else first[one] >= bar))
    out = tuple(one for one in first if one not in remaining)
    yield Stage(step="first-round", votes=first, papers=valid, remaining=remaining, eliminated=out)
    if not second:
        words = "the votes of a second round between the two who remain"
        raise Awaiting(Awaited(what="second-round", step="second-round", words=words, candidates=remaining))

    # Whoever has more votes in the second round is elected.
    votes = {one: second[one] for one in remaining}
    cast = sum(votes.values())
    most = best_of(votes)
    elected = most if len(most) == 1 else ()
    yield Stage(step="second-round", votes=votes, papers=cast, remaining=remaining, elected=elected)
    if not elected:
        chosen, equalities = by_lot(most, draw, "lot")
        yield Stage(
            step="lot", votes=votes, papers=cast, remaining=most, elected=(chosen,), equalities=equalities
        )


RULE = Rule(
    key="two-round",
    name="two rounds of voting, the two who lead in the second",
    version=1,
    source="Constitution of the French Republic art 7",
    elects="one of any number of candidates",
    ties="who stands in the second round is given; equal votes there wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "first-round": "Constitution art 7: an absolute majority of the votes cast",
        "second-round": "Constitution art 7: the two with the most votes, others having withdrawn",
        "lot": "equal votes in the second round are decided by lot",
    },
    stages=stages,
    family="plurality",
    reads=("rounds",),
    known="excerpt",
    clauses={
        "majority": "more than half of the votes cast for candidates; blank and void papers are left out",
        "second round": "between the two for whom it has votes, since candidates who lead may withdraw",
        "equality": "lot; art 7 has no rule for it",
    },
    example=Example(
        candidates=("a", "b", "c"),
        votes={("a",): 40, ("b",): 35, ("c",): 25},
        ballots="preferences",
        second={"a": 44, "b": 51},
        elected=("b",),
    ),
    checked="France 2022: both rounds as proclaimed by the Conseil constitutionnel",
)
