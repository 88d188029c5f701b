"""The supplementary vote: first and second preferences, the top two remain, seconds of the rest are added.

Source: Local Democracy, Economic Development and Construction Act 2009 Sch 5B para 5; Greater London
Authority Act 1999 Sch 2 para 4; Police Reform and Social Responsibility Act 2011 Sch 9 paras 3-4.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.awaiting import wait_for_somebody
from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.errors import UsageError
from hustings.mechanics.lots import best_of


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the first count, who remains, the second count, and the lot if the greatest totals are equal."""
    wait_for_somebody(papers.candidates)
    first = papers.first_preferences()
    valid = sum(first.values())

    # More than half of all the first preference votes: exactly half is not enough.
    majority = tuple(one for one, votes in first.items() if 2 * votes > valid)
    if majority:
        yield Stage(step="majority", votes=first, papers=valid, elected=majority)
        return

    if len(first) < 2:
        raise UsageError(
            "the supplementary vote is for several candidates",
            found=f"{len(first)} candidates, and the rule sv",
            hint="choose --rule uncontested",
        )

    # The two highest remain, and everyone level with the second of them; no lot is drawn here, ever.
    second_highest = sorted(first.values())[-2]
    remaining = tuple(one for one, votes in first.items() if votes >= second_highest)
    eliminated = tuple(one for one in first if one not in remaining)
    yield Stage(step="remain", votes=first, papers=valid, remaining=remaining, eliminated=eliminated)

    # Second preferences for those who remain, on the papers of those eliminated, are added.
    seconds = papers.second_preferences(remaining)
    total = {one: first[one] + seconds.votes[one] for one in remaining}
    greatest = best_of(total)
    second_count = Stage(
        step="second-count",
        votes=total,
        papers=valid,
        added=seconds.votes,
        accounts=seconds.accounts,
        looked_at=seconds.looked_at,
        remaining=remaining,
        transfers=seconds.transfers,
        sources=seconds.sources or {},
        elected=greatest if len(greatest) == 1 else (),
    )
    yield second_count

    # Equal greatest totals: a lot chooses the person and adds no vote.
    if len(greatest) > 1:
        drawn = draw(greatest, "lot")
        yield Stage(
            step="lot",
            votes=total,
            papers=valid,
            accounts=seconds.accounts,
            remaining=greatest,
            elected=(drawn,),
        )


RULE = Rule(
    key="sv",
    name="supplementary vote",
    version=1,
    source="Local Democracy, Economic Development and Construction Act 2009 Sch 5B para 5",
    elects="one of three or more candidates",
    ties="everyone level with the second highest remains; equal greatest totals wait for a lot",
    arithmetic="whole numbers only",
    cites={
        "majority": "LDEDCA 2009 Sch 5B para 5: more than half of all first preference votes",
        "remain": "LDEDCA 2009 Sch 5B para 5: the two highest remain, with all who equal the second",
        "second-count": "LDEDCA 2009 Sch 5B para 5: second preferences of the others are added",
        "lot": "LDEDCA 2009 Sch 5B para 5: equal greatest totals are decided by lot",
    },
    stages=stages,
    columns=2,
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a", "-"): 40, ("b", "c"): 25, ("c", "-"): 25, ("d", "c"): 10},
        ballots="preferences",
        elected=("a",),
    ),
    clauses={
        "first count": "more than half of all first preferences",
        "remaining": "the two highest, and everyone level with the second",
        "second count": "second preferences for those remaining, on the papers of the others",
        "equality": "equal greatest totals: lot",
    },
    checked="declared English elections from 2000 to 2026 (tests/elections), London 2021 from its "
    "published table",
    family="plurality",
    reads=("preferences", "rankings", "totals"),
    known="excerpt",
)
