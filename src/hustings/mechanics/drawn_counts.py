"""What many drawn elections come to: by the supplementary vote all at once, by any other rule one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from hustings import counting
from hustings.contest import Contest
from hustings.counting import Rule
from hustings.errors import UsageError
from hustings.mechanics import sv_batch
from hustings.mechanics.arrays import as_numpy
from hustings.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What each election came to, a row each; candidates are columns.

    `elected` is nobody where a lot is awaited (`lots`). Under the supplementary vote only, `cut` says where
    more than two remain, and `ineffective` is how many papers are in no finalist's total.
    """

    elected: NDArray[np.bool_]
    lots: NDArray[np.bool_]
    cut: NDArray[np.bool_] | None = None
    ineffective: NDArray[np.int64] | None = None

    @property
    def winner(self) -> NDArray[np.int64]:
        """The position of the one elected, -1 where a lot is awaited."""
        import numpy as np

        found: NDArray[np.int64] = np.where(self.lots, -1, self.elected.argmax(axis=1))
        return found


Tally = Counter[tuple[str, int]]
"""How many elections came to what: ("won", position), ("place", 0 for the first), ("lots", 0) and so on."""


def by_supplementary_vote(tables: NDArray[np.int64], arrays: ModuleType | None = None) -> Outcomes:
    """Count tables, elections x k x (k + 1), in the arrays of another library where one is given.

    >>> import numpy as np
    >>> found = by_supplementary_vote(np.array([[[0, 30, 5, 5], [10, 0, 10, 10], [3, 27, 0, 5]]]))
    >>> found.elected.tolist(), found.ineffective.tolist()
    ([[True, False, False]], [10])
    """
    import numpy as np

    if arrays is None:
        found = sv_batch.count_tables(tables)
    else:
        found = sv_batch.count_tables(arrays.asarray(tables), at_once=len(tables))
    winner = as_numpy(found.winner)
    return Outcomes(
        elected=winner[:, None] == np.arange(tables.shape[1]),
        lots=winner < 0,
        cut=as_numpy(found.cut_ties),
        ineffective=tables.sum(axis=(1, 2)) - as_numpy(found.totals).sum(axis=1),
    )


def by_rule(rule: Rule, profiles: Iterable[Profile], contest: Contest) -> Outcomes:
    """Count profiles by any rule, one by one; a count that waits for anything but a lot is refused."""
    import numpy as np

    elected, lots = [], []
    for profile in profiles:
        found = counting.count(rule, profile, contest=contest)
        if found.awaiting and found.awaiting.what != "lot":
            raise UsageError("this rule waits for more than papers", found=found.awaiting.words)
        lots.append(found.awaiting is not None)
        elected.append([not found.awaiting and one in found.elected for one in contest.ids])
    return Outcomes(elected=np.array(elected, bool), lots=np.array(lots, bool))


def tally(found: Outcomes, firsts: NDArray[np.int64], seats: int) -> Tally:
    """Add up outcomes, with first preferences (elections x k) to see where winners stood."""
    import numpy as np

    total = Tally({("won", at): int(many) for at, many in enumerate(found.elected.sum(axis=0))})
    total["lots", 0] = int(found.lots.sum())
    if seats == 1:
        decided = ~found.lots
        theirs = np.take_along_axis(firsts, found.elected.argmax(axis=1)[:, None], axis=1)
        places = (firsts > theirs).sum(axis=1)[decided]
        total.update({("place", at): int(many) for at, many in enumerate(np.bincount(places))})
        most = firsts.max(axis=1, keepdims=True)
        total["level leads", 0] = int(((firsts == most).sum(axis=1) > 1).sum())
        total["majorities", 0] = int((2 * most[:, 0] > firsts.sum(axis=1)).sum())
    if found.cut is not None and found.ineffective is not None:
        total["level cuts", 0] = int(found.cut.sum())
        total["ineffective", 0] = int(found.ineffective.sum())
    return total


def duelling(winner: NDArray[np.int64], beats_all: NDArray[np.int64]) -> Tally:
    """Add up who beats each other candidate (-1: nobody), and how often that one is elected (-1: a lot)."""
    there = beats_all >= 0
    return Tally(
        {
            ("condorcet", 0): int(there.sum()),
            ("condorcet decided", 0): int((there & (winner >= 0)).sum()),
            ("condorcet elected", 0): int((there & (winner == beats_all)).sum()),
        }
    )
