"""Equality: whom a rule's comparisons pick among those who are equal, and the lot where they do not.

A comparison looks at the count so far and keeps those who are highest (or lowest) there; a rule names its
comparisons in order, and what they leave open waits for a recorded lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hustings.counting import Draw, Equality
from hustings.mechanics.arithmetic import Value
from hustings.mechanics.lots import by_lot, extreme
from hustings.mechanics.tally import Tally

History = Sequence[Sequence[Value]]
Comparison = Callable[[History, Sequence[int], bool], tuple[list[int], str, int]]
"""(votes after each stage, those equal, lowest or highest sought) to (those kept, by what, which stage)."""


def earlier_stages(history: History, tied: Sequence[int], lowest: bool) -> tuple[list[int], str, int]:
    """The latest stage at which they were unequal decides; who is equal there is looked at further back."""
    kept, at = _in_turn(history, tied, lowest, range(len(history), 0, -1))
    return kept, "earlier stage", at


def earliest_stages(history: History, tied: Sequence[int], lowest: bool) -> tuple[list[int], str, int]:
    """The earliest stage at which they were unequal decides; who is equal there is looked at further on."""
    kept, at = _in_turn(history, tied, lowest, range(1, len(history) + 1))
    return kept, "earliest stage", at


def _in_turn(
    history: History, tied: Sequence[int], lowest: bool, numbers: Iterable[int]
) -> tuple[list[int], int]:
    """Those kept by the stages of these numbers, one after another, and the last that kept fewer."""
    kept, at = list(tied), 0
    for number in numbers:
        best = extreme({one: history[number - 1][one] for one in kept}, lowest)
        if len(best) < len(kept):
            kept, at = best, number
        if len(kept) == 1:
            break
    return kept, at


def last_stage_all_different(
    history: History, tied: Sequence[int], lowest: bool
) -> tuple[list[int], str, int]:
    """The latest stage at which each of them had another number decides, and only that."""
    for number in range(len(history), 0, -1):
        votes = {one: history[number - 1][one] for one in tied}
        if len(set(votes.values())) == len(tied):
            return extreme(votes, lowest), "earlier stage", number
    return list(tied), "earlier stage", 0


def first_preferences(history: History, tied: Sequence[int], lowest: bool) -> tuple[list[int], str, int]:
    """Only first preferences are compared."""
    kept = extreme({one: history[0][one] for one in tied}, lowest)
    return kept, "first preferences", 1 if len(kept) < len(tied) else 0


def pick(
    tally: Tally,
    tied: Sequence[int],
    *,
    lowest: bool,
    by: Sequence[Comparison],
    draw: Draw,
    step: str,
    drawn: str,
) -> tuple[int, tuple[Equality, ...]]:
    """One of those who are equal, and how the equality was resolved; raises Awaiting where only a lot can.

    `step` is the kind of step the lot is for; the number of the stage that is being made is added to it.
    """
    if len(tied) == 1:
        return tied[0], ()
    kept, resolved = list(tied), []
    for comparison in by:
        before = tally.ids(kept)
        kept, how, at = comparison(tally.history, kept, lowest)
        if len(kept) == 1:
            chosen = tally.ids(kept)[0]
            resolved.append(Equality(between=before, chosen=chosen, by=how, at=tally.points[at - 1]))
            return kept[0], tuple(resolved)
    between = tally.ids(kept)
    chosen, lot = by_lot(between, draw, f"{step}-{tally.stage}", drawn)
    return tally.ballots.candidates.index(chosen), (*resolved, *lot)
