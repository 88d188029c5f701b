"""How few papers change who is elected where each has one vote and the greatest number is returned.

Source: arithmetic. Where papers are altered, the others are brought down to a level and the challenger up to
it or above; the fewest are found where both take the same number.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.mechanics.convex import least
from hustings.mechanics.sv_margin import Kind
from hustings.mechanics.witness import NONE, Move


def plurality_moves(
    first: Sequence[int], challenger: int, kind: Kind, *, ahead: int, may: Sequence[int] | None = None
) -> list[Move] | None:
    """The fewest papers altered, added or struck out for a challenger to be ahead (1) or level (0).

    `may` is how many of each candidate's papers may be altered or struck out, all unless given. None where no
    number does it; an election without papers is none.

    >>> sum(move.papers for move in plurality_moves([5, 3, 4], 1, "altered", ahead=1))
    2
    """
    own, limit = first[challenger], first if may is None else may
    others = [at for at in range(len(first)) if at != challenger]
    if kind == "added":
        needed = max([0, *(first[at] + ahead - own for at in others)])
        return [Move(papers=needed, before=None, after=(challenger, NONE))] if needed else []
    # Nobody comes below the papers that must stay.
    low = max([0, *(first[at] - limit[at] for at in others)])
    high = own - ahead if kind == "struck" else own - ahead + sum(limit[at] for at in others)
    if low > high or (kind == "struck" and not own):
        return None

    def cost(level: int) -> int:
        return max(sum(max(0, first[at] - level) for at in others), level + ahead - own)

    level = high if kind == "struck" else least(cost, low, high)
    goes = {at: max(0, first[at] - level) for at in others}
    more = max(0, level + ahead - own - sum(goes.values())) if kind == "altered" else 0
    for at in others:  # the challenger may need more than the others must lose
        part = min(more, limit[at] - goes[at])
        goes[at], more = goes[at] + part, more - part
    to = (challenger, NONE) if kind == "altered" else None
    return [Move(papers=number, before=(at, NONE), after=to) for at, number in goes.items() if number]
