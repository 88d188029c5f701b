"""What stands on the cultures shelf: a way to draw the preferences of voters who do not exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hustings.mechanics.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = float | tuple[float, ...]
"""What a setting may be: a number, or several."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A number that a culture takes, from `least` to `most`; `whole` allows whole numbers only.

    With `many` it takes one number for each candidate; an empty default then stands for what `words` say.
    """

    name: str
    words: str
    default: Value
    least: float = 0
    most: float = float("inf")
    whole: bool = False
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class Electorate:
    """What is to be drawn: so many candidates and voters, the culture's settings, checked and complete.

    `around` is the table of a real result, where the culture is drawn around one.
    """

    candidates: int
    voters: int
    settings: Mapping[str, Value] = field(default_factory=dict)
    around: Table | None = None

    def number(self, name: str) -> float:
        """The setting of this name, a single number."""
        value = self.settings[name]
        assert not isinstance(value, tuple)
        return value


if TYPE_CHECKING:
    Draws = Callable[[Electorate, int, np.random.Generator], NDArray[np.int8]]
    Shares = Callable[[Electorate, int, np.random.Generator], NDArray[np.float64]]
    Pairs = Callable[[Electorate, int, np.random.Generator], tuple[NDArray[np.int8], NDArray[np.int8]]]


@dataclass(frozen=True, kw_only=True)
class Culture:
    """One way to draw elections; all three draws take the electorate, how many elections, and a generator.

    `rankings` gives elections x voters x ranks: positions of candidates, best first, -1 for nobody more.
    `shares`, where a voter's choice depends on nobody else's once they are drawn, gives what share of voters
    has i first and j second: elections (or 1, the same for all) x k x (k + 1), the last column for no valid
    second preference. `pairs` gives first and second preferences alone where that is quicker than whole
    rankings (elections x voters each). `around` says that it is drawn around a real result, whose habits it
    has. `source` is the paper it is from.
    """

    key: str
    title: str
    about: str
    source: str
    rankings: Draws
    shares: Shares | None = None
    pairs: Pairs | None = None
    settings: tuple[Setting, ...] = ()
    around: bool = False
