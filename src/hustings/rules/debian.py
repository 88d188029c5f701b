"""Debian's rule since December 2015: quorum, majority over the default option, weakest defeats dropped.

Source: Debian Constitution 1.6 to 1.9, A.6 (A.5 since version 1.8) and 4.2. A.6 was read whole in version
1.4, the amendment of its paragraph 3 in the General Resolution of October 2015.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.counting import Rule
from hustings.mechanics.acceptance import by_dropping
from hustings.mechanics.duels import READING
from hustings.mechanics.examples import SCHULZE


def passes(votes: int, against: int, majority: Fraction) -> bool:
    """Version 1.6: as many votes as the majority takes, and more than half."""
    return votes >= majority * against and votes > against


RULE = Rule(
    key="debian",
    name="Debian Constitution, since 2015",
    version=1,
    source="Debian Constitution 1.6 to 1.9, A.6 (A.5 since 1.8) and 4.2",
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
    known="excerpt",
    clauses={
        **READING,
        "default": "named in the contest's facts; without one neither quorum nor majority applies",
        "quorum": "from the electorate, which is the number of developers; without it there is none",
        "majority": "at least the majority times the votes for the default option, and more than these",
        "strength": "votes for the winner, then the fewer for the loser",
    },
    example=SCHULZE,
    checked="Debian 2004 (quorum and majority of each option) and 2002; the text of the amendment for 3:1",
)
