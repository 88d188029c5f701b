"""Duels: how many papers rank each candidate above each other one, where that table is all that is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NoReturn

from hustings.errors import InputError, UsageError
from hustings.profile import Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Duels:
    """A pairwise table as it was published, row over column; `papers` is None where their number is not told.

    >>> Duels(candidates=("a", "b"), wins=((0, 5), (3, 0))).pairwise().tolist()
    [[0, 5], [3, 0]]
    """

    candidates: tuple[str, ...]
    wins: tuple[tuple[int, ...], ...]
    papers: int | None = None

    def __post_init__(self) -> None:
        number = len(self.candidates)
        if len(self.wins) != number or any(len(row) != number for row in self.wins):
            raise InputError(
                "a pairwise table has a row and a column for each candidate",
                found=f"{len(self.wins)} rows",
                expected=f"{number} rows of {number} figures",
            )
        for at, row in enumerate(self.wins):
            for other, figure in enumerate(row):
                both = figure + self.wins[other][at]
                if figure < 0 or (at == other and figure) or (self.papers is not None and both > self.papers):
                    raise InputError(
                        "a figure of a pairwise table cannot be",
                        found=f"{self.candidates[at]} over {self.candidates[other]}: {figure}",
                        expected="0 or more, 0 on the diagonal, and a duel's two at most the papers",
                    )

    @property
    def kind(self) -> Literal["duels"]:
        """What these papers are, as a rule says what it reads."""
        return "duels"

    def pairwise(self) -> NDArray[np.int64]:
        """The pairwise matrix, as `Profile.pairwise` has it."""
        import numpy as np

        return np.array(self.wins, np.int64)

    def first_preferences(self) -> dict[str, int]:
        """Nobody's: a pairwise table does not tell them; always UsageError."""
        self._unknown("first preferences")

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Nobody's: a pairwise table does not tell them; always UsageError."""
        self._unknown("second preferences")

    def _unknown(self, what: str) -> NoReturn:
        raise UsageError(
            f"a pairwise table does not tell {what}",
            found="duels",
            expected="ballot papers",
            hint="count it by a rule that compares candidates two by two (hustings rules list)",
        )
