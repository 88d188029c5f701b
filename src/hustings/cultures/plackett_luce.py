"""Plackett-Luce: each rank falls to one of those left with a chance in proportion to that one's strength.

Source: Luce 1959 (Individual Choice Behavior); Plackett 1975 (Applied Statistics 24); known from the
literature, not read. Drawn by sorting log strengths with Gumbel noise, which gives the same rankings (Yellott
1977, Journal of Mathematical Psychology 15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _strengths(who: Electorate) -> NDArray[np.float64]:
    """Each candidate's strength as a share of all; 1, 1/2, 1/3 ... where none are given."""
    import numpy as np

    given = who.settings["strengths"]
    strengths = np.array(given or 1 / np.arange(1, who.candidates + 1), float)
    shares: NDArray[np.float64] = strengths / strengths.sum()
    return shares


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """Whoever has the greatest log strength plus noise stands first, and so on."""
    import numpy as np

    noise = draw.gumbel(size=(elections, who.voters, who.candidates))
    return np.argsort(-(np.log(_strengths(who)) + noise), axis=2).astype(np.int8)


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """The chance of the first, and of the second among those left; the same in all elections."""
    import numpy as np

    strengths, number = _strengths(who), who.candidates
    drawn = np.zeros((1, number, number + 1))
    drawn[0, :, :number] = np.outer(strengths, strengths) / (1 - strengths)[:, None]
    drawn[0, range(number), range(number)] = 0
    return drawn


CULTURE = Culture(
    key="plackett-luce",
    title="Plackett-Luce model",
    about="Each rank falls to one of those left with a chance in proportion to that candidate's strength.",
    source="Luce 1959; Plackett 1975",
    rankings=rankings,
    shares=shares,
    settings=(
        Setting(
            name="strengths",
            words="one for each candidate; 1, 1/2, 1/3 and so on (an invented fall) where none are given",
            default=(),
            least=1e-9,
            most=1e9,
            many=True,
        ),
    ),
)
