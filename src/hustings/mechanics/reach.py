"""Who can still be elected while papers are outstanding: certainty only, never probability.

Source: our own derivation; the rule is LDEDCA 2009 Sch 5B para 5 (more than half of all first preferences;
else the two highest and all who equal the second remain; second preferences of the others are added). At
most so many papers are `outstanding`: some of them may be rejected. Everything here is exact: what is called
possible happens in some completion of the count, what is called certain in all of them. To be in a lot for
the office counts as possibly elected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.answer import Certainty
from hustings.mechanics.sv_margin import held
from hustings.mechanics.sv_margin_search import find
from hustings.mechanics.table import Table


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What one candidate can still come to: to be among those who remain, to be elected on first preferences
    alone, to be elected at all."""

    final: Certainty
    outright: Certainty
    elected: Certainty


def possible_finalist(first: Sequence[int], at: int, outstanding: int) -> bool:
    """Whether, with all papers outstanding, at most one rival would still be ahead."""
    others = _rivals(first, at)
    return len(others) < 2 or first[at] + outstanding >= others[1]


def certain_finalist(first: Sequence[int], at: int, outstanding: int) -> bool:
    """Whether there are not enough papers to put two rivals ahead."""
    ahead = sorted(max(0, first[at] - votes + 1) for votes in _rivals(first, at))
    return len(ahead) < 2 or ahead[0] + ahead[1] > outstanding


def possible_outright(first: Sequence[int], at: int, outstanding: int) -> bool:
    """Whether more than half of all first preferences can be reached."""
    return 2 * (first[at] + outstanding) > sum(first) + outstanding


def certain_outright(first: Sequence[int], at: int, outstanding: int) -> bool:
    """Whether there are more than half of all first preferences, though all papers are for others."""
    return 2 * first[at] > sum(first) + outstanding


def possibly_elected(first: Sequence[int], at: int, outstanding: int) -> bool:
    """Whether somebody can be elected, second preferences being unknown also on the papers that are in.

    All papers outstanding then go to that candidate, and all second preferences of those eliminated. Who is
    highest of the rivals must not have more than half; who remains only by being level with the second has
    rivals at the same level whose papers are not transferred.
    """
    others = _rivals(first, at)
    if not possible_finalist(first, at, outstanding):
        return False
    reached, highest = first[at] + outstanding, max(others, default=0)
    second = min(sorted([reached, *others])[-2:]) if others else reached
    eliminated = sum(votes for votes in others if votes < second)
    return reached + eliminated >= highest


def possibly_elected_on_table(table: Table, at: int, outstanding: int) -> bool:
    """The same where both preferences on the papers that are in are known: at most so many more elect.

    Where the search for fewer papers runs out of its budget, what was not excluded is called possible.
    """
    found = find(held(table), at, "added", ahead=0, ties=True)
    if found.plan is not None and found.plan.papers <= outstanding:
        return True
    return not found.exact and (found.proved or 0) <= outstanding


def first_stage(first: Sequence[int], outstanding: int, table: Table | None = None) -> tuple[Reach, ...]:
    """What each candidate can still come to while first preferences are outstanding."""
    people = range(len(first))
    if table is None or not table.valid:
        can = [possibly_elected(first, at, outstanding) for at in people]
    else:
        can = [possibly_elected_on_table(table, at, outstanding) for at in people]
    return tuple(
        Reach(
            final=_certainty(
                possible_finalist(first, at, outstanding), certain_finalist(first, at, outstanding)
            ),
            outright=_certainty(
                possible_outright(first, at, outstanding), certain_outright(first, at, outstanding)
            ),
            elected=_certainty(can[at], can[at] and sum(can) == 1),
        )
        for at in people
    )


def one_count(first: Sequence[int], outstanding: int) -> tuple[Certainty, ...]:
    """Who can still have most votes where only one preference is counted."""
    can = [votes + outstanding >= max(_rivals(first, at), default=0) for at, votes in enumerate(first)]
    return tuple(_certainty(one, one and sum(can) == 1) for one in can)


def second_stage(totals: Mapping[int, int], outstanding: int) -> dict[int, Certainty]:
    """Who of those who remain can still be elected while so many papers are to be looked at again."""
    can = {
        at: total + outstanding >= max((other for x, other in totals.items() if x != at), default=0)
        for at, total in totals.items()
    }
    return {at: _certainty(one, one and sum(can.values()) == 1) for at, one in can.items()}


def _rivals(first: Sequence[int], at: int) -> list[int]:
    """First preferences of all others, highest first."""
    return sorted((votes for x, votes in enumerate(first) if x != at), reverse=True)


def _certainty(possible: bool, certain: bool) -> Certainty:
    return "certain" if certain else "possible" if possible else "impossible"
