"""How voters fill the second column: how often with nobody, and how often with the same as in the first.

Source: a first-by-second table tells both for each candidate. "English" habits are those of London 2021,
whose table the Greater London Authority declared and which comes with hustings; `habits_of` reads any table.
The rates of whoever is n-th on first preferences there are those of the n-th candidate here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hustings.mechanics.table import Table, most_first

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What share of each candidate's papers has no valid second preference, and what share the same twice.

    The first rates are those of the strongest candidate. `source` says where they are from, in words.
    """

    missing: tuple[Fraction, ...]
    same: tuple[Fraction, ...]
    source: str


def habits_of(table: Table, candidates: int, source: str) -> Habits:
    """The habits of a table's voters, by the place of their first preference on first preferences.

    For more candidates than the table has, the later ones share the rates of all but its first two together,
    as do candidates without a first preference. Where it has no third, those are the rates of all.

    >>> table = Table.of("ab", {"ab": 6, "aa": 1, "a": 3, "b": 2, "ba": 2})
    >>> habits_of(table, 2, "an example").missing
    (Fraction(3, 10), Fraction(1, 2))
    """
    ranked = most_first(table.first)
    groups = [[at] for at in ranked if table.first[at]][:candidates]
    rest = ranked[2:] if sum(table.first[at] for at in ranked[2:]) else ranked
    groups += [rest] * (candidates - len(groups))
    return Habits(
        missing=tuple(_rate(table, group, [-1] * len(group)) for group in groups),
        same=tuple(_rate(table, group, group) for group in groups),
        source=source,
    )


def _rate(table: Table, rows: Sequence[int], columns: Sequence[int]) -> Fraction:
    """What share of the papers of these rows stands in the column beside each."""
    papers = sum(table.papers[row][column] for row, column in zip(rows, columns, strict=True))
    return Fraction(papers, max(1, sum(table.first[row] for row in rows)))


def on_shares(shares: NDArray[np.float64], habits: Habits) -> NDArray[np.float64]:
    """Shares of voters by first and second preference, when they fill their papers so."""
    import numpy as np

    missing, same = _floats(habits)
    first = shares.sum(axis=2)
    kept: NDArray[np.float64] = shares * (1 - missing - same)[:, None]
    kept[..., -1] = kept[..., -1] + first * missing
    at = np.arange(len(missing))
    kept[:, at, at] += first * same
    return kept


def on_pairs(
    first: NDArray[np.int8], second: NDArray[np.int8], habits: Habits, chance: NDArray[np.float64]
) -> NDArray[np.int8]:
    """The second preferences, when voters fill their papers so; -1 where there is no valid one.

    `chance` is a number from 0 to 1 for each voter, drawn evenly: the same voter has the same whoever stands.
    """
    import numpy as np

    missing, same = _floats(habits)
    wanted = np.where(chance < (missing + same)[first], first, second)
    filled: NDArray[np.int8] = np.where(chance < missing[first], np.int8(-1), wanted).astype(np.int8)
    return filled


def _floats(habits: Habits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    return np.array(habits.missing, float), np.array(habits.same, float)
