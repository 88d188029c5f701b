"""The stages of any rule, put into words by what they hold: never by which rule made them.

Steps of one or two columns have words of their own elsewhere; everything else is told from the stage.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from hustings.counting import Number, Stage
from hustings.mechanics.closest import IN_COLUMNS
from hustings.reports import _figures as figures

if TYPE_CHECKING:
    from hustings.record import Record

OWN = IN_COLUMNS | {"uncontested", "nobody"}
"""Steps of one or two columns, and those of no poll."""

Numbered = tuple[int, Stage]
"""A stage and its number, counted from 1."""

ACCOUNTS: Mapping[str, str] = {
    "no_first_preference": "no first preference",
    "no_further_preference": "no further preference",
    "over_marked": "several candidates at the next preference",
    "unread": "the next preference is not told",
    "skipped": "a preference left out",
    "repeated": "the same candidate again",
    "rounding": "lost in rounding",
    "gap": "published figures that do not close",
}
"""Why papers or votes left a count of rankings; a name that is not here is printed as it stands."""

READINGS: Mapping[str, str] = {
    "no_first_preference": "without a first preference",
    "over_marked": "with several candidates at one preference",
    "skipped": "with a preference left out",
    "repeated": "with the same candidate more than once",
    "level": "with several candidates at one rank",
    "unread": "with a rank that is not told",
}
"""What doubtful ranks were read, beside how many papers."""


def in_columns(record: Record) -> bool:
    """Whether all stages are those of one or two columns, whose reports have words of their own."""
    if not record.stages and record.awaiting and record.awaiting.what == "lot":
        return False  # theirs are equal in votes, so that there is a stage before any lot
    return all(one.step in OWN and one.holds == "ledger" for one in record.stages)


def numbered(record: Record) -> tuple[Numbered, ...]:
    """Every stage with its number."""
    return tuple(enumerate(record.stages, start=1))


def holding(record: Record, holds: str) -> tuple[Numbered, ...]:
    """The stages with figures of one kind."""
    return tuple(one for one in numbered(record) if one[1].holds == holds and one[1].votes)


def with_duels(record: Record) -> tuple[Numbered, ...]:
    """The stages with pairwise figures both ways, those left out that only repeat some of the first."""
    made: list[Numbered] = []
    for number, stage in numbered(record):
        known = made[0][1].duels if made else {}
        if (
            stage.duels
            and not one_way(stage)
            and any(known.get(pair) != n for pair, n in stage.duels.items())
        ):
            made.append((number, stage))
    return tuple(made)


def one_way(stage: Stage) -> bool:
    """Whether a stage holds only one figure for each pair, as locked or dropped defeats are."""
    return not any((other, one) in stage.duels for one, other in stage.duels)


def last_seats(record: Record) -> Mapping[str, int]:
    """The seats each list holds at the end; nothing where lists win none."""
    return next((one.seats for one in reversed(record.stages) if one.seats), {})


def last_order(record: Record) -> tuple[str, ...]:
    """The last ranking a stage arrives at; nothing where none does."""
    return next((one.order for one in reversed(record.stages) if one.order), ())


def round_word(record: Record) -> str:
    """What a stage is called: a round where all stages count whole votes and there is no quota."""
    whole = all(one.holds == "ledger" and one.quota is None for one in record.stages)
    return "round" if whole else "stage"


POINTS = frozenset(
    {"points", "borda", "dowdall", "scores", "approvals", "finalists", "scrutiny", "exclusion", "lot"}
)
"""Steps whose figures are sums of points; those of others (medians, last places) have the step's name."""

CHOICES = frozenset({"first choices", "next choices"})
"""Steps that add up choices: their figures are votes, though a paper may count for several candidates."""


def unit(record: Record, stage: Stage) -> str:
    """What figures of this stage are; nothing where they are no sum of points (a median, an average)."""
    if stage.holds == "points":
        sums = "approvals" if record.papers.kind == "approvals" else "points"
        before = [one for one in record.stages if one.holds == "points" and one.step != "lot"]
        step = plain(before[-1].step if stage.step == "lot" and before else stage.step).lower()
        return "votes" if step in CHOICES else sums if step in POINTS else ""
    return "votes"


def account(code: str) -> str:
    """The name of an account in words."""
    return ACCOUNTS.get(code) or code.replace("_", " ")


def read_as(code: str) -> str:
    """What a reading of doubtful ranks touched, in words."""
    return READINGS.get(code) or f"read under “{code.replace('_', ' ')}”"


def moved(record: Record, number: int, stage: Stage) -> str:
    """Whose papers a stage moves and why: "surplus", "exclusion", "papers", or nothing."""
    if not stage.whose or stage.holds != "ledger":
        return ""
    sofar = record.stages[:number]
    if all(any(id in one.eliminated for one in sofar) for id in stage.whose):
        return "exclusion"
    if all(any(id in one.elected for one in sofar) for id in stage.whose):
        return "surplus"
    return "papers"


def head(record: Record, number: int, stage: Stage) -> str:
    """What a stage is, in a few words: "First preferences", "Surplus of Ann", "Exclusion of Bert"."""
    if kind := moved(record, number, stage):
        return f"{kind.capitalize()} of {figures.names(record, stage.whose)}"
    if stage.holds == "ledger" and all(not one.votes for one in record.stages[: number - 1]):
        ranked = record.papers.kind in ("rankings", "preferences")
        moving = any(one.whose and one.holds == "ledger" for one in record.stages)
        if ranked and (moving or plain(stage.step) in ("Round", "Stage", "First")):
            return "First preferences"
    if given := won(record, number):
        last = sum(stage.seats.values())
        first = last - sum(given.values()) + 1
        seats = f"Seat {last}" if first == last else f"Seats {first} to {last}"
        return seats if plain(stage.step) == "Seat" else f"{plain(stage.step)}: {seats.lower()}"
    return plain(stage.step)


def won(record: Record, number: int) -> dict[str, int]:
    """How many seats each list wins at a stage."""
    before = next((one.seats for one in reversed(record.stages[: number - 1]) if one.seats), {})
    now = record.stages[number - 1].seats
    return {id: held - before.get(id, 0) for id, held in now.items() if held > before.get(id, 0)}


def plain(step: str) -> str:
    """A step's key as words, without its number.

    >>> plain("strongest-paths"), plain("exclusion-4")
    ('Strongest paths', 'Exclusion')
    """
    return re.sub(r"-\d+$", "", step).replace("-", " ").capitalize() or step


def taken(stage: Stage) -> tuple[tuple[str, str, Number], ...]:
    """From whom to whom how many votes went at a stage, where the record knows it.

    Where all of them were one candidate's, what the others gained tells it.
    """
    if stage.transfers:
        worth = [one.papers if one.votes is None else one.votes for one in stage.transfers]
        return tuple((one.source, one.to, n) for one, n in zip(stage.transfers, worth, strict=True) if n)
    if len(stage.whose) != 1:
        return ()
    (source,) = stage.whose
    return tuple((source, id, votes) for id, votes in stage.added.items() if votes > 0 and id != source)


def left(record: Record, number: int) -> dict[str, Number]:
    """What each account gained at a stage."""
    now = record.stages[number - 1].accounts
    earlier = next(
        (one.accounts for one in reversed(record.stages[: number - 1]) if one.holds == "ledger"), {}
    )
    gained = {code: votes - earlier.get(code, 0) for code, votes in now.items()}
    return {code: votes for code, votes in gained.items() if votes}


def held_by(record: Record, number: int, id: str) -> Number | None:
    """What an excluded candidate held when the exclusion was decided, where the record knows it."""
    stage = record.stages[number - 1]
    if id not in stage.whose and id in stage.votes:
        return stage.votes[id]
    earlier = [one for one in record.stages[: number - 1] if id in one.votes and one.holds == stage.holds]
    return earlier[-1].votes[id] if earlier else None


def figure(record: Record, stage: Stage, number: Number) -> str:
    """A figure and what it is: "3 votes", "1 point", or the figure alone."""
    of = unit(record, stage)
    return f"{figures.number(number)} {of[:-1] if number == 1 else of}".rstrip()


def order_of(record: Record, ids: Collection[str] = ()) -> tuple[str, ...]:
    """Candidates as a result lists them: elected, in turn, then by what they had last, the first out last."""
    place = {id: at for at, id in reversed(list(enumerate(record.elected)))}
    seats, ranking = last_seats(record), {id: at for at, id in enumerate(last_order(record))}
    out = {id: number for number, stage in numbered(record) for id in stage.eliminated}
    history: dict[str, list[Number]] = {id: [] for id in record.contest.ids}
    # Lists with as many seats stand by their votes, which their first quotients are.
    for stage in record.stages if seats else reversed(record.stages):
        for id in history:
            history[id].append(stage.votes.get(id, -1))

    def key(id: str) -> tuple[object, ...]:
        end = len(record.stages) + 1
        return (
            -seats.get(id, 0),
            place.get(id, end) if not seats else 0,
            ranking.get(id, end),
            -out.get(id, end),
            [-votes for votes in history[id]],
        )

    every = sorted(record.contest.ids, key=key)
    return tuple(id for id in every if not ids or id in ids)


def ended(record: Record, id: str) -> tuple[str, int]:
    """What became of a candidate, and at which stage: "elected", "out" or nothing; the number or 0."""
    for number, stage in numbered(record):
        if id in stage.elected:
            return "elected", number
        if id in stage.eliminated:
            return "out", number
    return "", 0


def strongest(votes: Mapping[str, Number], order: Sequence[str]) -> list[str]:
    """Those with figures, the greatest first, equals in the order of the result."""
    return sorted((id for id in order if id in votes), key=lambda id: -votes[id])
