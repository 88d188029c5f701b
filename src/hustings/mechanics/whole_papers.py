"""Clauses of laws that transfer whole papers: which papers go depends on the order in which they lie.

Where the order of the papers is not known and papers of more than one kind are to be chosen from, the count
waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.awaiting import Awaited, Awaiting
from hustings.mechanics.arithmetic import Value
from hustings.mechanics.ballots import ENDS
from hustings.mechanics.stv import Count
from hustings.mechanics.tally import Parcel, Tally

if TYPE_CHECKING:
    from hustings.mechanics.ballots import Ints


def last_parcel_in_whole_papers(count: Count, source: int, surplus: Value) -> None:
    """The papers last received go in proportion to their next preferences, those last filed of each.

    The numbers are whole: the largest fractions are made up to one, between equal ones that of the larger
    sub-parcel, then that of the candidate who had more votes at the earliest count, then by lot.
    """
    tally = count.tally
    on = dict(tally.take_newest(source))
    total = sum(parcel.papers for parcel in on.values())
    if total <= surplus:
        tally.transfer(source, [(to, parcel, 1) for to, parcel in on.items()])
        tally.lose(source, ENDS[0], surplus - total)
        return
    for to, number in shares(count, {to: one.papers for to, one in on.items()}, int(surplus)).items():
        rows = on[to].rows
        if 0 < number < len(rows):
            wait_for_order(count, rows)
        first, last = rows[: len(rows) - number], rows[len(rows) - number :]
        tally.transfer(source, [(to, _parcel(tally, last), 1)])
        tally.parcels[source].append(_parcel(tally, first))


def shares(count: Count, papers: dict[int, int], surplus: int) -> dict[int, int]:
    """How many of each candidate's papers make up the surplus."""
    total = sum(papers.values())
    made = {to: number * surplus // total for to, number in papers.items()}
    while (short := surplus - sum(made.values())) > 0:
        left = {
            to: number * surplus % total
            for to, number in papers.items()
            if made[to] == number * surplus // total
        }
        best = [to for to in left if (left[to], papers[to]) == max((left[one], papers[one]) for one in left)]
        if len(best) > short:
            chosen, _ = count.pick(
                best, lowest=False, step=f"fraction-{short}", drawn="is deemed to have the largest fraction"
            )
            best = [chosen]
        for to in best:
            made[to] += 1
    return made


def cincinnati(count: Count, source: int, surplus: Value) -> None:
    """Every n-th paper goes, n being the whole number nearest to papers / surplus, then the next to each.

    Papers without a next preference are skipped and stay; whoever reaches the quota takes no more.
    """
    import numpy as np

    tally = count.tally
    rows = np.concatenate([parcel.rows for parcel in tally.take(source)])
    total, wanted = len(rows), int(surplus)
    step = (2 * total + wanted) // (2 * wanted)
    turns = [at for start in range(step - 1, 2 * step - 1) for at in range(start, total, step)]
    turns += range(min(step - 1, total))
    left = deal(count, source, rows[turns], wanted)
    tally.parcels[source].append(_parcel(tally, left))
    # Too few papers have a next preference: what is above the quota stays credited, and counts no more.
    tally.lose(source, ENDS[0], tally.votes[source] - count.quota)


def each_to_the_next(count: Count, out: Sequence[int], batch: list[Parcel]) -> None:
    """The papers of those excluded go one by one; whoever reaches the quota takes no more."""
    import numpy as np

    tally = count.tally
    tally.batch += 1
    for one in out:
        rows = [parcel.rows for parcel in tally.take(one)]
        if rows:
            ended = deal(count, one, np.concatenate(rows), None)
            tally.transfer(one, [(to, parcel, 1) for to, parcel in tally.sort([_parcel(tally, ended)])])


def deal(count: Count, source: int, rows: Ints, wanted: int | None) -> Ints:
    """Give papers in turn to who continues, `wanted` of them or all; the rows that stay.

    A candidate who reaches the quota is elected there and then, and the next papers pass over that candidate.
    """
    import numpy as np

    tally = count.tally
    stay: list[Ints] = []
    while len(rows) and wanted != 0:
        went = tally.goes(rows)
        end, full = _until_full(count, went, wanted)
        if end < len(rows):
            wait_for_order(count, rows)
        here, there = rows[:end], went[:end]
        for to in np.unique(there[there >= 0]).tolist():
            tally.transfer(source, [(to, _parcel(tally, here[there == to]), 1)])
        stay.append(here[there < 0])
        wanted = None if wanted is None else wanted - int((there >= 0).sum())
        if full is not None:
            count.elect([full])
        rows = rows[end:]
    return np.concatenate([*stay, rows])


def _until_full(count: Count, went: Ints, wanted: int | None) -> tuple[int, int | None]:
    """After how many papers somebody reaches the quota, or enough have gone; and who reaches it."""
    import numpy as np

    end, full = len(went), None
    if wanted is not None:
        gone = np.flatnonzero(np.cumsum(went >= 0) == wanted)
        end = int(gone[0]) + 1 if len(gone) else end
    for to in np.unique(went[went >= 0]).tolist():
        room = int(count.quota - count.tally.votes[to])
        turns = np.flatnonzero(went == to)
        if room <= len(turns) and int(turns[room - 1]) + 1 <= end:
            end, full = int(turns[room - 1]) + 1, to
    return end, full


def wait_for_order(count: Count, rows: Ints) -> None:
    """Where unlike papers are chosen from by their order, it must be known; raises Awaiting."""
    ballots = count.tally.ballots
    if not ballots.ordered and (ballots.codes[rows] != ballots.codes[rows[0]]).any():
        raise Awaiting(
            Awaited(
                what="order",
                step=f"order-{count.tally.stage}",
                words="the order in which the papers were counted",
                papers=len(rows),
            )
        )


def _parcel(tally: Tally, rows: Ints) -> Parcel:
    return Parcel(rows=rows, papers=len(rows), value=1, batch=tally.batch)
