"""Second preferences that would go elsewhere, where only totals were published: who could be elected then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.answer import Answer, Column, Figures, Finding, Witness
from hustings.mechanics.feasible import span
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.witness import outcome_of, proved
from hustings.question import Case, Question

Pair = tuple[int, int]
Edit = Callable[[Sequence[int]], list[int]]
"""From a row of a table to what it would be; the row given has the last column, the row returned not."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What would become of the papers of `x`: `edit` for a known row.

    `moved` says for each candidate whose cell of the row would be theirs, where papers only change places;
    else `named` papers would name `to`, and `left` keep their proportions.
    """

    x: int
    edit: Edit
    moved: dict[int, int] | None = None
    to: int = -1
    named: int = 0
    left: int = 0


def outright(first: Sequence[int]) -> int | None:
    """Who has more than half of all first preferences, if anybody has."""
    return next((at for at, held in enumerate(first) if 2 * held > sum(first)), None)


def unlooked_at(case: Case, known: Known | Table, x: int) -> str | None:
    """Why nobody looks at the second preferences of these papers; None where somebody does."""
    if x in known.remaining():
        return (
            f"Nothing would change: {case.name(x)} remains, and second "
            "preferences on the papers of whoever remains are never looked at."
        )
    over = outright(known.first)
    if over is None:
        return None
    return (
        f"Nothing would change: {case.name(over)} has more than half of all "
        "first preferences, so that no second preference is looked at."
    )


def from_totals(case: Case, question: Question, known: Known, shift: Shift, words: str) -> Answer:
    """The answer over every table that fits what was published: certain where it holds for all of them."""
    idle = unlooked_at(case, known, shift.x)
    bounds = None if idle else _Bounds(known, shift)
    over = outright(known.first)
    if bounds is not None:
        could = bounds.could()
    elif over is not None:
        could = {over: None}
    else:
        could = dict.fromkeys(_now(case, known))
    certain = len(could) == 1
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=idle or _sentence(case, known, tuple(could), words),
        level=LEVELS[known.level],
        findings=tuple(
            Finding(
                claim=f"{case.name(at)} is elected",
                holds="certain" if certain else "possible",
                who=(known.candidates[at],),
            )
            for at in could
        ),
        figures=() if bounds is None else (_totals(known, bounds),),
        assumptions=(f"{words}; all first preferences as they are",),
        fuller=""
        if idle
        else f"the first-by-second table would tell whom the papers of {case.name(shift.x)} name now",
        witnesses=tuple(
            _witness(case, known, table, at, words) for at, table in could.items() if table is not None
        ),
    )


def _now(case: Case, known: Known) -> list[int]:
    """Who is elected as things are, or may be by lot."""
    waiting = case.counted.awaiting.candidates if case.counted.awaiting else ()
    return [known.candidates.index(id) for id in case.counted.elected or waiting]


def _sentence(case: Case, known: Known, could: Sequence[int], words: str) -> str:
    who = case.names(could)
    if len(could) > 1:
        return f"If {words}, {who} could each be elected: what was published does not tell."
    still = "still be" if list(could) == _now(case, known) else "be"
    return f"If {words}, {who} would {still} elected for certain, whatever was not published."


class _Bounds:
    """Leads and totals of those who remain, over every table that fits."""

    def __init__(self, known: Known, shift: Shift) -> None:
        self.known, self.shift = known, shift
        self.remaining = known.remaining()
        self.others = [at for at in range(len(known.first)) if at not in self.remaining and at != shift.x]
        self.kept = {} if shift.moved is not None else {at: self._kept(at) for at in self.remaining}

    def could(self) -> dict[int, Table | None]:
        """Who is not ruled out, with a table after the change that elects them, where one was found."""
        rivals = {at: [one for one in self.remaining if one != at] for at in self.remaining}
        return {
            at: self._shown(at, rivals[at])
            for at in self.remaining
            if all(self._lead(at, one) >= 0 for one in rivals[at])
        }

    def total(self, at: int) -> Pair:
        """Between what a total lies."""
        found = span(self.known, self._cells(at))
        least, most = self.kept.get(at, (0, 0))
        held = self.known.first[at]
        return held + found.least + least, held + found.most + most

    def _lead(self, a: int, b: int) -> int:
        """The most that `a` can be ahead of `b`."""
        weights = Counter(self._cells(a))
        weights.subtract(self._cells(b))
        more = self.kept[a][1] - self.kept[b][0] if self.kept else 0
        return self.known.first[a] - self.known.first[b] + span(self.known, weights).most + more

    def _shown(self, at: int, rivals: Sequence[int]) -> Table | None:
        """A table after the change that elects somebody; None where those tried do not."""
        x = self.shift.x
        for others, own in ((1, 0), (len(rivals) + 1, 1), (1, 1), (0, 1)):
            weights: Counter[Pair] = Counter()
            for rival in rivals:
                for cell in self._cells(at):
                    weights[cell] += others
                for cell in self._cells(rival):
                    weights[cell] -= others
                weights[x, at] += own
                weights[x, rival] -= own
            found = span(self.known, weights).highest
            after = None if found is None else self._after(found)
            if after is not None and at in after.winners():
                return after
        return None

    def _cells(self, at: int) -> dict[Pair, int]:
        cells = {(one, at): 1 for one in self.others}
        if self.shift.moved is not None:
            cells[self.shift.x, self.shift.moved.get(at, at)] = 1
        return cells

    def _kept(self, at: int) -> Pair:
        """How many of these papers would be for somebody: those named, or part of what keeps its proportions.

        The part is at least that where the fewest papers named `to` and this one, and at most that where the
        most did; never more than is left. Both need not happen together, so this may be wider than the truth.
        """
        x, to, left = self.shift.x, self.shift.to, self.shift.left
        if at == to:
            return self.shift.named, self.shift.named
        now, going = span(self.known, {(x, at): 1}), span(self.known, {(x, to): 1})
        held = self.known.first[x]
        widest, closest = held - going.least, held - going.most
        least = now.least * left // widest if widest else 0
        most = min(left, now.most * left // closest) if closest else (left if now.most else 0)
        return least, most

    def _after(self, table: Table) -> Table:
        x = self.shift.x
        row = self.shift.edit(table.papers[x])
        rows = list(table.papers)
        rows[x] = (*row, table.first[x] - sum(row))
        return Table(candidates=table.candidates, papers=tuple(rows))


def _totals(known: Known, bounds: _Bounds) -> Figures:
    return Figures(
        key="bounds",
        title="Totals of those who remain",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="first", head="First", unit="votes"),
            Column(key="least", head="Total at least", unit="votes"),
            Column(key="most", head="At most", unit="votes"),
        ),
        rows=tuple((known.candidates[at], known.first[at], *bounds.total(at)) for at in bounds.remaining),
        note="Each by itself: not all of them can be highest or lowest at once.",
    )


def _witness(case: Case, known: Known, table: Table, at: int, words: str) -> Witness:
    """Papers that fit what was published, with the change made, counted by the rule."""
    ended = outcome_of(case.rule, profile_of(table), case.contest)
    made = Witness(
        words=f"if {words}, what was not published being as suits {case.name(at)}",
        base=profile_of(table),
        elected=() if ended.level else ended.elected,
        level=ended.level,
    )
    return proved(made, case.rule, None, case.contest)


def share_shift(x: int, to: int, rate: Fraction, held: int) -> Shift:
    """A share of the papers names one candidate; what else they say keeps its proportions."""
    named = int(rate * held)
    left = held - named

    def edit(cells: Sequence[int]) -> list[int]:
        rest = held - cells[to]
        row = [cell * left // rest if rest else 0 for cell in cells[:-1]]
        row[to] = named
        return row

    return Shift(x=x, edit=edit, to=to, named=named, left=left)


def swap_shift(x: int, a: int, b: int) -> Shift:
    """Two candidates change places on the papers."""

    def edit(cells: Sequence[int]) -> list[int]:
        row = list(cells[:-1])
        row[a], row[b] = row[b], row[a]
        return row

    return Shift(x=x, edit=edit, moved={a: b, b: a})
