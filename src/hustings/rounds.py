"""Rounds: votes of a first and a second round of voting, where those totals are all that is known."""

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
class Rounds:
    """(candidate, votes) of everybody in the first round, and of the two in the second, if it was held.

    Raises InputError where somebody is left out, unknown or there twice, and for votes below 0.

    >>> held = Rounds(candidates=("a", "b", "c"), first=(("a", 4), ("b", 3), ("c", 2)))
    >>> held.first_preferences()
    {'a': 4, 'b': 3, 'c': 2}
    """

    candidates: tuple[str, ...]
    first: tuple[tuple[str, int], ...]
    second: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if sorted(dict(self.first)) != sorted(self.candidates) or len(self.first) != len(self.candidates):
            raise InputError(
                "the first round has votes for each candidate once",
                found=", ".join(one for one, _ in self.first),
                expected=", ".join(self.candidates),
            )
        two = [one for one, _ in self.second]
        if self.second and not (len(two) == len(set(two)) == 2 and set(two) <= set(self.candidates)):
            raise InputError(
                "two candidates stand in a second round",
                found=", ".join(two),
                expected="two of " + ", ".join(self.candidates),
                hint="leave the second round's cells of all others empty",
            )
        if any(votes < 0 for _, votes in self.first + self.second):
            raise InputError("votes are 0 or more", found="a number below 0", expected="whole numbers")

    @property
    def kind(self) -> Literal["rounds"]:
        """What these papers are, as a rule says what it reads."""
        return "rounds"

    def first_preferences(self) -> dict[str, int]:
        """Votes of the first round."""
        votes = dict(self.first)
        return {one: votes[one] for one in self.candidates}

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Nobody's: who votes in a second round votes anew; always UsageError."""
        self._unknown("second preferences")

    def pairwise(self) -> NDArray[np.int64]:
        """Nobody's: votes of two rounds do not tell who is ranked above whom; always UsageError."""
        self._unknown("who is ranked above whom")

    def _unknown(self, what: str) -> NoReturn:
        raise UsageError(
            f"two rounds of voting do not tell {what}",
            found="rounds",
            expected="ballot papers",
            hint="count them by the rule two-round",
        )
