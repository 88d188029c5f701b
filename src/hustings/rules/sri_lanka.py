"""Sri Lanka's presidential elections: the two highest remain, second and third preferences are added.

Source: Constitution of Sri Lanka art 94, and the Presidential Elections Act No 15 of 1981.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings import views
from hustings.counting import Example, Rule
from hustings.mechanics.ballots import Handling, passed_over
from hustings.mechanics.contingent import contingent

if TYPE_CHECKING:
    from hustings.mechanics.ballots import Ints


def three_preferences(codes: Ints, candidates: int) -> Ints:
    """Only the first three preferences count, and none without a first preference for one candidate."""
    made = codes.copy()
    made[:, 3:] = views.END
    without = (codes[:, 0] < 0) | (codes[:, 0] >= candidates)
    made[without, 1:] = views.END
    return made


RULE = Rule(
    key="sri-lanka",
    name="presidential elections of Sri Lanka",
    version=1,
    source="Constitution of Sri Lanka art 94; Presidential Elections Act No 15 of 1981",
    elects="one of any number of candidates",
    ties="a lot adds a vote where one vote would decide who is not eliminated, or who is elected",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "Constitution art 94(2): more than one half of the valid votes is elected",
        "exclusion": "Constitution art 94(3): all but the two highest; second, then third preferences",
        "lot": "Constitution art 94(4)(a): who is elected of those equal is decided by lot",
    },
    stages=contingent(Handling(over_marked=passed_over, others=(three_preferences,))),
    known="excerpt",
    clauses={
        "preferences": "art 94(1): a first, a second and a third; further ranks are not read",
        "majority": "art 94(2): more than one half of the valid votes",
        "exclusion": "art 94(3): all but the highest and the second highest",
        "transfer": "art 94(3): the second preference, or else the third, where it is for one of the two",
        "equality": "art 94(4): lot",
        "over-marked ranks": (
            "a first preference for several is none; a second for several is not counted, so the third is"
        ),
    },
    example=Example(
        candidates=("a", "b", "c", "d"),
        votes={("a",): 8, ("b",): 7, ("c", "d", "b"): 3, ("d", "c"): 1, ("c", "a"): 1},
        elected=("b",),
    ),
    checked="presidential election of 2024: both counts as declared, on papers made to agree with them",
)
