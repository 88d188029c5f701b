"""The least of a convex function of a whole number, by halving; no step is guessed and nothing is rounded."""

from __future__ import annotations

from collections.abc import Callable


def least(cost: Callable[[int], int], low: int, high: int) -> int:
    """Where a convex function is least, from `low` to `high`: the first such place.

    A convex function is level only where it is least, so one comparison of neighbours tells the side.

    >>> least(lambda at: abs(at - 7), 0, 1000)
    7
    """
    while low < high:
        middle = (low + high) // 2
        if cost(middle) <= cost(middle + 1):
            high = middle
        else:
            low = middle + 1
    return low


def allowed(lack: Callable[[int], int], low: int, high: int) -> tuple[int, int] | None:
    """The first and the last place from `low` to `high` where a convex function is 0 or less, or None.

    >>> allowed(lambda at: abs(at - 7) - 2, 0, 1000), allowed(lambda at: 1, 0, 9)
    ((5, 9), None)
    """
    if low > high:
        return None
    middle = least(lack, low, high)
    if lack(middle) > 0:
        return None
    return _first(lack, low, middle), _last(lack, middle, high)


def _first(lack: Callable[[int], int], low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if lack(middle) <= 0 else (middle + 1, high)
    return low


def _last(lack: Callable[[int], int], low: int, high: int) -> int:
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lack(middle) <= 0 else (low, middle - 1)
    return low
