"""Axes of drawings: round steps, and from figures to places."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from hustings.mechanics.figures import number, percent
from hustings.pictures._svg import LINE, SOFT, Length, label, length_of, line

FAINT = "#d5dade"
BEYOND = 20
"""No figure below an axis reaches farther beyond its end: leave so much room there."""

Value = int | Fraction


@dataclass(frozen=True, kw_only=True)
class Scale:
    """From figures (`low` to `high`, exact) to places along an axis (`start` to `end`, in units).

    >>> Scale(low=0, high=200, start=20, end=340).at(50)
    Fraction(100, 1)
    """

    low: Value
    high: Value
    start: int
    end: int

    def at(self, value: Value) -> Fraction:
        """Where a figure lies."""
        return self.start + Fraction(value - self.low) * (self.end - self.start) / (self.high - self.low)


def ticks(low: Value, high: Value, most: int = 6, least: Value = 0) -> list[Fraction]:
    """Round figures from low to high, in at most so many steps of 1, 2 or 5 times a power of ten.

    No step is smaller than `least`: whole papers have no halves.

    >>> [str(one) for one in ticks(0, Fraction(34, 100))]
    ['0', '1/10', '1/5', '3/10']
    >>> [int(one) for one in ticks(0, 1_200_000)]
    [0, 200000, 400000, 600000, 800000, 1000000, 1200000]
    """
    span = Fraction(high - low)
    if span <= 0:
        return [Fraction(low)]
    power = math.floor(math.log10(span)) - 2
    steps = (Fraction(10) ** (power + at // 3) * (1, 2, 5)[at % 3] for at in range(24))
    step = next(one for one in steps if span / one <= most and one >= least)
    first = math.ceil(Fraction(low) / step)
    return [step * at for at in range(first, math.floor(Fraction(high) / step) + 1)]


def per_cents(value: Value) -> str:
    """A share as an axis says it: "30%", with decimals only where it has them."""
    return percent(value, 1, next((n for n in range(4) if 10 ** (n + 2) * value % 1 == 0), 3))


def axis_below(
    scale: Scale,
    y: Length,
    *,
    words: Callable[[Value], str] = number,
    most: int = 6,
    grid: Length | None = None,
) -> Markup:
    """A level axis at height `y`, its figures below it; `grid` is how far up thin lines go."""
    parts = [line(scale.start, y, scale.end, y)]
    for one in ticks(scale.low, scale.high, most, 1 if words is number else 0):
        x = scale.at(one)
        parts.append(line(x, y + 5, x, y if grid is None else grid, colour=_colour(grid)))
        at = min(x, scale.end + BEYOND - Fraction(length_of(words(one)), 2))
        parts.append(label(at, y + 18, words(one), anchor="middle", colour=SOFT))
    return Markup("").join(parts)


def axis_left(
    scale: Scale,
    x: Length,
    *,
    words: Callable[[Value], str] = number,
    most: int = 6,
    grid: Length | None = None,
) -> Markup:
    """An upright axis at `x`, figures to its left (`scale.start` is its foot); `grid` is where lines end."""
    parts = [line(x, scale.start, x, scale.end)]
    for one in ticks(scale.low, scale.high, most, 1 if words is number else 0):
        y = scale.at(one)
        parts.append(line(x - 5, y, x if grid is None else grid, y, colour=_colour(grid)))
        parts.append(label(x - 8, y + 5, words(one), anchor="end", colour=SOFT))
    return Markup("").join(parts)


def _colour(grid: Length | None) -> str:
    return LINE if grid is None else FAINT
