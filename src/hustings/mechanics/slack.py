"""How large a change in votes must be before it can change who remains in a contest, or who is elected.

A bound, not a guess. The size of a change is the sum of its changes in votes, candidate by candidate. No
difference between two candidates, and no 2F - V of one with all, moves by more than that; so a change smaller
than the closest comparison changes nothing, and one as large as it could.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.counting import Stage
from hustings.mechanics.closest import IN_COLUMNS
from hustings.record import Record


@dataclass(frozen=True, kw_only=True)
class Slack:
    """The smallest change in first preferences that could change who remains, and the smallest in all votes
    counted that could change who is elected among those who do; None where no change can."""

    remaining: int | None
    final: int | None


def slack(record: Record) -> Slack:
    """The slack of one count; a change of 1 could matter to what is still awaited."""
    majority, remain = stage_of(record, "majority"), stage_of(record, "remain")
    if any(one.votes and one.step not in IN_COLUMNS for one in record.stages):
        return Slack(remaining=None, final=1)  # one vote in an earlier round may change all that follow
    final = [max(1, int(one.votes)) for one in record.closeness if one.at == "final"]
    if majority is not None:
        return Slack(remaining=int(2 * max(majority.votes.values())) - majority.papers, final=None)
    if remain is not None:
        return Slack(remaining=_remaining(record, remain), final=final[0] if final else 1)
    if record.stages and not final:
        return Slack(remaining=None, final=None)  # nobody votes in an uncontested election
    return Slack(remaining=None if record.stages else 1, final=final[0] if final else 1)


def effect(found: Slack, *, firsts: int, seconds: int) -> tuple[str, ...]:
    """What a change of these sizes in first preferences and in seconds counted could change.

    >>> effect(Slack(remaining=100, final=30), firsts=10, seconds=20)
    ('elected',)
    >>> effect(Slack(remaining=100, final=30), firsts=10, seconds=19)
    ()
    """
    if firsts and found.remaining is not None and firsts >= found.remaining:
        return ("remaining", "elected")
    if (firsts or seconds) and found.final is not None and firsts + seconds >= found.final:
        return ("elected",)
    return ()


def stage_of(record: Record, step: str) -> Stage | None:
    """The record's stage of this step, or None."""
    return next((stage for stage in record.stages if stage.step == step), None)


def _remaining(record: Record, remain: Stage) -> int:
    if len(remain.remaining) > 2:
        return 1  # everyone level with the second remains: one vote parts them
    # Nobody has a majority while 2F - V is 0 or less: it takes one vote more than what is short.
    short = 1 - (int(2 * max(remain.votes.values())) - remain.papers)
    margins = [max(1, int(one.votes)) for one in record.closeness if one.at == "second-place"]
    return min([short, *margins])
