"""Urns of rankings: voters who copy one another, from nobody does (impartial culture) to all do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rankings(
    elections: int, voters: int, candidates: int, contagion: float, draw: np.random.Generator
) -> NDArray[np.int8]:
    """Complete rankings, elections x voters x candidates, from a Polya-Eggenberger urn.

    Source: Berg 1985 (Public Choice 47) for the urn of rankings. Each voter draws a ranking from the urn and
    puts it back with `contagion` times as many like it as the urn held at the start: the n-th voter copies
    an earlier one with the chance (n - 1) c / (1 + (n - 1) c), everybody earlier being as likely.
    """
    import numpy as np

    fresh = np.argsort(draw.random((elections, voters, candidates)), axis=2).astype(np.int8)
    if not contagion:
        return fresh
    earlier = np.arange(voters)
    copies = draw.random((elections, voters)) < earlier * contagion / (1 + earlier * contagion)
    whom = np.where(copies, draw.integers(0, np.maximum(earlier, 1), (elections, voters)), earlier)
    while (origin := np.take_along_axis(whom, whom, axis=1)).tobytes() != whom.tobytes():
        whom = origin  # whoever copies a copy has the ranking of the first
    return np.take_along_axis(fresh, whom[..., None], axis=1)


def shares(elections: int, candidates: int, each: float, draw: np.random.Generator) -> NDArray[np.float64]:
    """Shares of voters by first and second preference: Dirichlet, each pair with the same parameter.

    The urn's draws are exchangeable, and the long-run shares of its rankings are Dirichlet (Johnson & Kotz,
    Urn Models and Their Application, 1977); those of pairs are their sums. Elections x k x (k + 1).
    """
    import numpy as np

    drawn = np.zeros((elections, candidates, candidates + 1))
    apart = ~np.eye(candidates, candidates + 1, dtype=bool)
    apart[:, -1] = False
    parts = draw.standard_gamma(each, (elections, candidates * (candidates - 1)))
    drawn[:, apart] = parts / parts.sum(axis=1, keepdims=True)
    return drawn
