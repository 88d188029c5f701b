"""The triangle of first preferences of three people: every split among them is one point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.pictures._svg import Length, Point

HIGH = Fraction(866, 1000)
"""How high a triangle with sides of one is."""

Shares = tuple[Fraction, Fraction, Fraction]
"""What each of the three has, from 0 to 1 and together 1."""


@dataclass(frozen=True, kw_only=True)
class Triangle:
    """Where a triangle lies: its foot on the left, and the length of a side."""

    left: Length
    foot: Length
    side: int

    def at(self, shares: Shares) -> Point:
        """A split as a point: the first has all at the left, the second at the right, the third on top."""
        _, right, top = shares
        return self.left + self.side * (right + top / 2), self.foot - self.side * HIGH * top


def shares_of(cells: Sequence[object]) -> Shares:
    """Three cells of an answer as a split; what is not known counts as 0."""
    one, two, three = (Fraction(cell) if isinstance(cell, (int, Fraction)) else Fraction(0) for cell in cells)
    return one, two, three
