"""How good a forecast was, seen from the result: scores that reward honesty, and how often ranges held.

Source: Brier (Monthly Weather Review 78, 1950); the logarithmic score (Good 1952); the continuous ranked
probability score by its sample form and the probability integral transform (Gneiting and Raftery, JASA 102,
2007; from memory).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def brier(chances: Mapping[str, float], elected: str) -> float:
    """The squared distance between chances and what happened: 0 is perfect, 2 the worst there is.

    >>> round(brier({"a": 0.8, "b": 0.2}, "a"), 2), brier({"a": 1.0}, "b")
    (0.08, 2.0)
    """
    told = {**dict.fromkeys((elected,), 0.0), **chances}
    return sum((chance - (id == elected)) ** 2 for id, chance in told.items())


def log_score(chance: float) -> float:
    """The surprise at what happened, -ln of its chance: 0 where it was thought certain.

    >>> round(log_score(0.5), 3)
    0.693
    """
    return -math.log(chance)


def crps(drawn: NDArray[np.float64], actual: float) -> float:
    """How far the drawn figures lie from the one that came true, less half of how far they lie apart.

    In the unit of the figures, and for a forecast of one figure only its distance.

    >>> import numpy as np
    >>> crps(np.array([0.4]), 0.5), crps(np.array([0.0, 1.0]), 0.5)
    (0.1, 0.25)
    """
    import numpy as np

    ordered = np.sort(drawn)
    number = len(ordered)
    apart = float(((2 * np.arange(1, number + 1) - number - 1) * ordered).sum()) / number**2
    return round(float(np.abs(ordered - actual).mean()) - apart, 12)


def pit(drawn: NDArray[np.float64], actual: float) -> float:
    """The share of drawn figures that lie below the one that came true: over many forecasts, evenly spread.

    >>> import numpy as np
    >>> pit(np.array([0.1, 0.2, 0.3, 0.4]), 0.25)
    0.5
    """
    return float((drawn < actual).mean() + (drawn == actual).mean() / 2)


def covered(at: float, level: float) -> bool:
    """Whether the middle range that holds this share of the draws held what came true, by its `pit`.

    >>> covered(0.93, 0.9), covered(0.97, 0.9)
    (True, False)
    """
    return abs(at - 0.5) <= level / 2
