"""Numbers and names as text, the same in every report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.mechanics.figures import added as added
from hustings.mechanics.figures import clean as clean
from hustings.mechanics.figures import listed as listed
from hustings.mechanics.figures import number as number
from hustings.mechanics.figures import papers as papers
from hustings.mechanics.figures import percent as percent
from hustings.mechanics.figures import places_of as places_of
from hustings.mechanics.figures import sentence as sentence
from hustings.mechanics.figures import votes as votes

if TYPE_CHECKING:
    from hustings.record import Record


def name(record: Record, id: str) -> str:
    """A candidate's name, safe to print."""
    return clean(record.contest.label(id))


def party(record: Record, id: str) -> str:
    """A candidate's party, safe to print; empty where none is known."""
    return clean(record.contest.candidate(id).party)


def names(record: Record, ids: Sequence[str]) -> str:
    """Several candidates' names as a sentence lists them."""
    return listed([name(record, id) for id in ids])


def with_party(record: Record, id: str) -> str:
    """A candidate's name and party."""
    theirs = party(record, id)
    return f"{name(record, id)} ({theirs})" if theirs else name(record, id)
