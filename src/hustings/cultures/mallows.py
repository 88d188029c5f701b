"""Mallows: voters differ from one common ranking, the ballot paper's order, the less likely the more they do.

Source: Mallows 1957 (Biometrika 44): the chance of a ranking is in proportion to phi to the number of pairs
that it turns round. Drawn rank by rank, as Fligner & Verducci 1988 (Journal of the American Statistical
Association 83) show the model to be: of those left the next in the common ranking is taken with weight 1, the
one after it with phi, then phi squared and so on. Known from the literature, not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _stage(left: int, phi: float) -> NDArray[np.float64]:
    """The chances of those left, in their common order."""
    import numpy as np

    weights = np.power(phi, np.arange(left, dtype=float))
    chances: NDArray[np.float64] = weights / weights.sum()
    return chances


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """Which of those left stands at each rank, then who that is."""
    import numpy as np

    number, phi = who.candidates, who.number("phi")
    ranked = np.zeros((elections, who.voters, number), np.int8)
    for rank in range(number - 1):
        chances = np.cumsum(_stage(number - rank, phi))[:-1]
        ranked[..., rank] = np.searchsorted(chances, draw.random((elections, who.voters)), side="right")
    for rank in range(number - 2, -1, -1):  # whoever stands at or behind one taken is one further on
        later = ranked[..., rank + 1 :]
        later += later >= ranked[..., rank, None]
    return ranked


def shares(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """The chances of the first two stages, the same in all elections."""
    import numpy as np

    number, phi = who.candidates, who.number("phi")
    first, second = _stage(number, phi), _stage(number - 1, phi)
    drawn = np.zeros((1, number, number + 1))
    for at in range(number):
        drawn[0, at, :number] = first[at] * np.insert(second, at, 0)
    return drawn


CULTURE = Culture(
    key="mallows",
    title="Mallows' model",
    about="Voters differ by chance from one common ranking, the order of the candidates.",
    source="Mallows 1957; Fligner & Verducci 1988",
    rankings=rankings,
    shares=shares,
    settings=(
        Setting(
            name="phi",
            words="what each pair that is turned round multiplies a ranking's chance by; 1 is impartial",
            default=0.8,
            most=1,
        ),
    ),
)
