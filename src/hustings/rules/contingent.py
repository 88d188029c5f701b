"""The contingent vote: without a majority, all but the two highest are excluded at once.

Source: the common form of the rule, as Queensland held it from 1892 to 1942 (Wanna, Democratic and electoral
shifts in Queensland, 2004); the Elections Acts of 1892 and 1915 were not read.
"""

from __future__ import annotations

from hustings.counting import Rule
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.contingent import contingent
from hustings.mechanics.examples import TENNESSEE

RULE = Rule(
    key="contingent",
    name="contingent vote",
    version=1,
    source="common form of the rule, as in Queensland 1892-1942 (Wanna 2004)",
    elects="one of any number of candidates",
    ties="a lot decides who remains of those equal for a place in the second count, and who is elected",
    arithmetic="whole numbers only",
    cites={
        "first-preferences": "more than half of the first preferences is elected",
        "exclusion": "all but the two highest are excluded; next preferences for those two are added",
        "lot": "equal votes in the second count are decided by lot",
    },
    stages=contingent(Handling(over_marked=ends_there)),
    known="excerpt",
    clauses={
        "majority": "more than half of the first preferences",
        "exclusion": "all but the two highest at once",
        "equality": "lot; in Queensland the returning officer had a casting vote",
        "over-marked ranks": "end the ranking; skipped ranks and repeated candidates are passed over",
    },
    example=TENNESSEE,
    checked="London mayor 2021, second count as declared: two preferences on each paper",
)
