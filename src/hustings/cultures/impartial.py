"""Impartial culture: every voter is as likely to have any ranking, whatever the others have.

Source: Guilbaud 1952 (Economie appliquée 5), named so by Garman & Kamien 1968 (Behavioral Science 13); known
from the literature, not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate
from hustings.mechanics import urns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """Every ranking with the same chance."""
    return urns.rankings(elections, who.voters, who.candidates, 0, draw)


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """Every pair of first and second preference with the same chance, in all elections."""
    import numpy as np

    number = who.candidates
    drawn = np.full((1, number, number + 1), 1 / (number * (number - 1)))
    drawn[0, range(number), range(number)] = 0
    drawn[..., -1] = 0
    return drawn


CULTURE = Culture(
    key="impartial",
    title="impartial culture",
    about="Every voter is as likely to have any ranking. Elections are closer than real ones.",
    source="Guilbaud 1952; Garman & Kamien 1968",
    rankings=rankings,
    shares=shares,
)
