"""Who is level, and the recorded lot between them: what rules do where figures are equal.

What a rule compares before it comes to a lot is in `equality`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from hustings.counting import Draw, Equality, Number, Stage

Who = TypeVar("Who")


def extreme(figures: Mapping[Who, Number], lowest: bool) -> list[Who]:
    """Those with the lowest (or highest) figure, in the order given.

    >>> extreme({0: 3, 1: 5, 2: 3}, lowest=True)
    [0, 2]
    """
    best = min(figures.values()) if lowest else max(figures.values())
    return [one for one, figure in figures.items() if figure == best]


def best_of(figures: Mapping[str, Number], among: Collection[str] | None = None) -> tuple[str, ...]:
    """Those with the greatest figure, of all or of some, in the order given.

    >>> best_of({"a": 3, "b": 5, "c": 3}), best_of({"a": 3, "b": 5, "c": 3}, "ca")
    (('b',), ('c', 'a'))
    """
    some = figures if among is None else {one: figures[one] for one in among}
    return tuple(extreme(some, lowest=False)) if some else ()


def by_lot(level: Sequence[str], draw: Draw, step: str, drawn: str = "") -> tuple[str, tuple[Equality, ...]]:
    """The only one there is, else whoever the recorded lot draws, and the equality that it resolves.

    `step` and `drawn` are as `Draw` has them; raises Awaiting where the lot is not drawn yet.

    >>> by_lot(["a"], None, "lot"), by_lot(["a", "b"], lambda between, step, drawn: "b", "lot")[0]
    (('a', ()), 'b')
    """
    if len(level) == 1:
        return level[0], ()
    chosen = draw(level, step, drawn)
    return chosen, (Equality(between=tuple(level), chosen=chosen, by="lot"),)


def elect(
    best: Sequence[str], draw: Draw, shown: Stage, step: str = "lot", drawn: str = "is elected"
) -> Iterator[Stage]:
    """The stage with the only one who is best elected; where several are, they remain and a lot is drawn."""
    remaining = tuple(best)
    if len(remaining) == 1:
        yield replace(shown, remaining=remaining, elected=remaining)
        return
    yield replace(shown, remaining=remaining)
    chosen, equalities = by_lot(remaining, draw, step, drawn)
    yield Stage(
        step=step,
        votes=shown.votes,
        papers=shown.papers,
        holds=shown.holds,
        accounts=shown.accounts,
        remaining=remaining,
        elected=(chosen,),
        equalities=equalities,
    )
