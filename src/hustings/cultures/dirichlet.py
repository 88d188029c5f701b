"""Dirichlet: elections like a real one, whose first-by-second table is the mean of all that are drawn.

Source: Mosimann 1962 (Biometrika 49) for counts whose shares are Dirichlet (the compound multinomial); known
from the literature, not read. The mean is the table of papers that is given; how far elections stray from it
is the concentration, as if so many papers had been seen: a share p varies by sqrt(p (1 - p) / (c + 1)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """Shares of papers around those of the real result."""
    import numpy as np

    assert who.around is not None
    real = np.array(who.around.papers, float)
    drawn = draw.standard_gamma(real / real.sum() * who.number("concentration"), (elections, *real.shape))
    drawn /= drawn.sum(axis=(1, 2), keepdims=True)
    return drawn


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """Papers of two ranks, as a real result tells no third; -1 where there is no valid second preference."""
    import numpy as np

    number = who.candidates
    drawn = shares(who, elections, draw).reshape(elections, -1)
    papers = draw.multinomial(who.voters, drawn)
    cells = np.repeat(np.tile(np.arange(drawn.shape[1]), elections), papers.ravel())
    first, second = np.divmod(cells.reshape(elections, who.voters), number + 1)
    second[(second == first) | (second == number)] = -1
    return np.stack([first, second], axis=2).astype(np.int8)


CULTURE = Culture(
    key="dirichlet",
    title="Dirichlet around a real result",
    about="Elections like a real one: shares of first and second preferences stray from its table, and so do "
    "papers without a valid second preference.",
    source="Mosimann 1962",
    rankings=rankings,
    shares=shares,
    settings=(
        Setting(
            name="concentration",
            words="how near elections stay to the result, as if so many papers were known",
            default=100,
            least=1,
            most=1e12,
        ),
    ),
    around=True,
)
