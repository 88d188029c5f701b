"""What a vote may be worth: whole units of a decimal place, cut as a law says, or exact fractions.

Values are Python numbers of any size, so that nothing overflows; numpy only counts papers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hustings.counting import Number

Value = Number
"""A value in units of an `Arithmetic`: an int where it has decimal places, a Fraction where it is exact."""


@dataclass(frozen=True, kw_only=True)
class Arithmetic:
    """So many `unit`s make one vote, and `divide(a, b)` is a / b as the law cuts it.

    >>> two = decimals(2)
    >>> two.number(two.divide(2 * two.unit, 3)), EXACT.divide(2, 3)
    (Fraction(33, 50), Fraction(2, 3))
    """

    unit: int
    divide: Callable[[Value, Value], Value]

    def number(self, value: Value) -> Number:
        """A value as votes: a whole number where it is one."""
        votes, rest = divmod(value, self.unit)
        return Fraction(value, self.unit) if rest else votes


def decimals(places: int) -> Arithmetic:
    """So many decimal places, any remainder being ignored."""
    return Arithmetic(unit=10**places, divide=lambda a, b: a // b)


EXACT = Arithmetic(unit=1, divide=lambda a, b: Fraction(a) / b)
"""Fractions that are never rounded."""
