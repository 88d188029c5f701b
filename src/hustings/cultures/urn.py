"""Urn: each voter may copy one who came before; from the impartial culture to one opinion for all.

Source: Eggenberger & Pólya 1923 (Zeitschrift für angewandte Mathematik und Mechanik 3) for the urn, Berg 1985
(Public Choice 47) for voters drawn from it; both known from the literature, not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures import impartial
from hustings.cultures._culture import Culture, Electorate, Setting
from hustings.mechanics import urns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """From the urn, one voter after another."""
    return urns.rankings(elections, who.voters, who.candidates, who.number("contagion"), draw)


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """The urn's long-run shares: the less contagion, the nearer all pairs are to equal."""
    contagion = who.number("contagion")
    if not contagion:
        return impartial.shares(who, elections, draw)
    pairs = who.candidates * (who.candidates - 1)
    return urns.shares(elections, who.candidates, 1 / (pairs * contagion), draw)


CULTURE = Culture(
    key="urn",
    title="urn of Pólya and Eggenberger",
    about="Each voter may copy an earlier one, so that opinions are common: contagion 0 is the impartial "
    "culture, 1 lets the second voter copy the first half of the time.",
    source="Eggenberger & Pólya 1923; Berg 1985",
    rankings=rankings,
    shares=shares,
    settings=(
        Setting(
            name="contagion",
            words="how many like the one drawn are returned, as a share of all at the start",
            default=0.1,
            most=10,
        ),
    ),
)
