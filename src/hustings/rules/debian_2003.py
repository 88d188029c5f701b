"""Debian's rule from 2003 to 2015: quorum, majority over the default option, weakest defeats dropped.

Source: Debian Constitution 1.1 to 1.5, A.6 and 4.2, read in version 1.4.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Rule
from hustings.mechanics.acceptance import by_dropping
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import SCHULZE


def passes(votes: int, against: int, majority: Fraction) -> bool:
    """Version 1.1: more votes than the majority takes."""
    return votes > majority * against


RULE = Rule(
    key="debian-2003",
    name="Debian Constitution, 2003 to 2015",
    version=1,
    source="Debian Constitution 1.1 to 1.5, A.6 and 4.2",
    elects="one option, or the default option where none is wanted more",
    ties="several options in the Schwartz set without a defeat between them wait for the casting vote",
    arithmetic="whole numbers; the quorum by squares, without a root",
    cites={
        "duels": "A.6(1): ranked options are preferred to unranked ones; equal ranks count for neither",
        "quorum": "A.6(2), 4.2(7): three times half the root of the developers must prefer it to the default",
        "majority-over-default": "A.6(3): an option that defeats the default by less than its majority drops",
        "schwartz-set": "A.6(5)-(6), (8): the Schwartz set; its only option wins",
        "dropped": "A.6(7): the weakest defeats within the Schwartz set are dropped",
        "casting-vote": "A.6(8): the elector with the casting vote chooses",
    },
    stages=by_dropping(passes),
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="read",
    clauses={
        **READING,
        "default": "named in the contest's facts; without one neither quorum nor majority applies",
        "quorum": "from the electorate, which is the number of developers; without it there is none",
        "majority": "votes for an option more than the majority times those for the default",
        "strength": "votes for the winner, then the fewer for the loser",
    },
    example=SCHULZE,
    checked="Debian 2004 (quorum and majority of each option); the text of the amendment of 2015 for 3:1",
)
