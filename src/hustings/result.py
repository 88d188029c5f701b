"""A result: what a count came to, and the record that proves it."""

from __future__ import annotations

from dataclasses import dataclass

from hustings import shelf
from hustings.awaiting import Awaited
from hustings.counting import Stage
from hustings.errors import TieUndecided
from hustings.record import Record
from hustings.remarks import listed


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a count came to: who is elected, or what is awaited, and the record that proves it."""

    record: Record

    @property
    def elected(self) -> tuple[str, ...]:
        """The names of those elected, none while something is awaited."""
        return tuple(self.record.contest.label(id) for id in self.record.elected)

    @property
    def winner(self) -> str:
        """The name of the one elected; raises TieUndecided while the count waits, and where several are."""
        if len(self.elected) > 1 and not self.record.awaiting:
            raise TieUndecided("there is no one winner", found=listed(self.elected), hint="see .elected")
        if self.record.awaiting or len(self.record.elected) != 1:
            words = self.record.awaiting.words if self.record.awaiting else "nobody is elected"
            raise TieUndecided("there is no winner yet", found=words, hint="see .awaiting")
        return self.elected[0]

    @property
    def awaiting(self) -> Awaited | None:
        """What the count waits for, or None."""
        return self.record.awaiting

    @property
    def seats(self) -> dict[str, int]:
        """How many seats each list has won so far, by name; empty where no lists are counted."""
        last = self.record.stages[-1].seats if self.record.stages else {}
        return {self.record.contest.label(id): seats for id, seats in last.items()}

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages so far."""
        return self.record.stages

    def __bool__(self) -> bool:
        raise TypeError("a result is neither true nor false: ask .awaiting or .winner")

    def __repr__(self) -> str:
        outcome = ", ".join(self.elected) if self.elected else f"awaiting {self.record.awaiting}"
        return f"<Result {self.record.contest.title}: {outcome}>"

    def _repr_html_(self) -> str:
        """The result page, framed, for a notebook."""
        from html import escape

        page = shelf.report("html").render(self.record).decode()
        title = escape(self.record.contest.title)
        return f'<iframe title="{title}" srcdoc="{escape(page)}" width="100%" height="900"></iframe>'
