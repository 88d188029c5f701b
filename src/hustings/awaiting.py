"""What a count waits for: a lot, a ruling, a direction, statements. Supply it and count again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Wanted = Literal[
    "lot",
    "ruling",
    "first-statements",
    "direction",
    "second-statements",
    "reason",
    "fresh-election",
    "second-round",
    "order",
    "constituency-results",
]


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """The one thing that stands between the papers and the next stage.

    `what` is its kind, `step` the stage it belongs to, `words` one sentence for people. `candidates` are
    the ids it is about (who ties, who remains), `areas` the ids of the areas that have not reported,
    `papers` how many papers wait, `drawn` what becomes of the one whom a lot draws ("is excluded").
    """

    what: Wanted
    words: str
    step: str = ""
    candidates: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    papers: int = 0
    drawn: str = ""


class Awaiting(Exception):
    """Raised where a fact is not known yet; the count keeps the stages so far and says what is awaited."""

    def __init__(self, awaited: Awaited) -> None:
        super().__init__(awaited.words)
        self.awaited = awaited


def fresh_election(why: str) -> Awaiting:
    """What a count waits for where nobody can be elected by it, and why."""
    words = f"{why}: a fresh election is needed"
    return Awaiting(Awaited(what="fresh-election", step="nobody", words=words))


def wait_for_somebody(candidates: Collection[str]) -> None:
    """Where nobody stands there is nothing to count: raises Awaiting for a fresh election.

    >>> wait_for_somebody([])
    Traceback (most recent call last):
    hustings.awaiting.Awaiting: nobody stands: a fresh election is needed
    """
    if not candidates:
        raise fresh_election("nobody stands")
