"""Impartial anonymous culture: how many voters have each ranking, every way of it as likely.

Source: Kuga & Nagatani 1974 (Econometrica 42); Gehrlein & Fishburn 1976 (Public Choice 26), whose chance of a
Condorcet winner among three is 15 (n + 3)^2 / (16 (n + 2) (n + 4)) for an odd number n of voters (known from
the literature, not read; it agrees with the count of paradoxes in Embar & Zeilberger 2022, Enumerative
Combinatorics and Applications 2:3, whose abstract was read). It is the urn to which each voter returns the
ranking drawn with one more like it, of all k! at the start (Berg 1985, Public Choice 47).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate
from hustings.mechanics import urns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """The urn with one more of the ranking drawn, of as many as there are rankings."""
    contagion = 1 / math.factorial(who.candidates)
    return urns.rankings(elections, who.voters, who.candidates, contagion, draw)


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """Uniform over the shares of all rankings: (k - 2)! of them begin with each pair."""
    return urns.shares(elections, who.candidates, float(math.factorial(who.candidates - 2)), draw)


CULTURE = Culture(
    key="anonymous",
    title="impartial anonymous culture",
    about="Every division of the voters among the rankings is as likely as any other.",
    source="Kuga & Nagatani 1974; Gehrlein & Fishburn 1976",
    rankings=rankings,
    shares=shares,
)
