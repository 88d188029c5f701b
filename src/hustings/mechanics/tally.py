"""The counting table: who holds which papers at which value, and what moving them does to the votes.

Papers lie in parcels of like value, as they were received. A rule says which parcels move and what each paper
is then worth; the tally follows the rankings, credits the votes and names the papers that reach nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hustings.counting import Number, Stage
from hustings.mechanics.arithmetic import Arithmetic, Value
from hustings.mechanics.ballots import ENDS, NO_FIRST, NO_FURTHER, Ballots
from hustings.profile import Transfer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hustings.mechanics.ballots import Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Parcel:
    """Papers of one value that somebody received in one batch: `rows` of the ballots, and how many papers.

    Batches are numbered from 0, the first preferences.
    """

    rows: Ints
    papers: int
    value: Value
    batch: int


Moved = tuple[tuple[int, Parcel], ...]
"""Parcels sorted by where their papers go next: (a candidate or an end, a parcel) for each sub-parcel."""


@dataclass(kw_only=True)
class Tally:
    """The state of a count: mutable, and local to one run of a rule's stages. Votes are in units of `of`.

    `history` holds everybody's votes at each point that equality may look back to (the end of a stage, or of
    a batch within it), by position in ballot-paper order, and `points` the number of the stage it is in.
    `held` is how many papers each holds.
    `stage` is the number of the stage that is being made, counted from 1, `batch` that of the papers in hand.
    """

    ballots: Ballots
    of: Arithmetic
    continuing: NDArray[np.bool_] = field(init=False)
    votes: list[Value] = field(init=False)
    parcels: list[list[Parcel]] = field(init=False)
    held: list[int] = field(init=False)
    accounts: dict[str, Value] = field(init=False)
    elected: list[int] = field(default_factory=list)
    history: list[tuple[Value, ...]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    stage: int = 1
    batch: int = 0
    _before: tuple[Value, ...] | None = None
    _ranks: Ints = field(init=False)
    _moves: Counter[tuple[int, int]] = field(default_factory=Counter)
    _worth: dict[tuple[int, int], Value] = field(default_factory=lambda: defaultdict(int))
    _ended: dict[tuple[int, str], Value] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        import numpy as np

        number = len(self.ballots.candidates)
        self.continuing = np.ones(number, bool)
        self.votes = [0] * number
        self.parcels = [[] for _ in range(number)]
        self.held = [0] * number
        self.accounts = defaultdict(int)
        self._ranks = np.zeros(len(self.ballots.codes), np.int64)
        rows = np.arange(len(self.ballots.codes))
        every = Parcel(rows=rows, papers=self.ballots.total, value=self.of.unit, batch=0)
        for to, parcel in self.sort([every]):
            if to >= 0:
                self._give(to, parcel)
            else:
                self.accounts[NO_FIRST if to == NO_FURTHER else end_of(to)] += parcel.papers * parcel.value

    def valid(self) -> int:
        """Papers with a first preference that counts."""
        return sum(parcel.papers for own in self.parcels for parcel in own)

    def sort(self, parcels: Sequence[Parcel]) -> Moved:
        """Sort the papers of parcels by whom they count for next, or why they end, keeping values apart.

        Parcels of one value are thrown together. Sub-parcels stand in ballot-paper order of where they go.
        """
        import numpy as np

        values, rows, sizes = _by_value(parcels)
        if not values:
            return ()
        went = self.goes(rows)
        # One number for where a row goes and, within that, for its value: all are sorted at once.
        key = went * len(values) + np.repeat(np.arange(len(values)), sizes)
        order = np.argsort(key, kind="stable")
        rows, key = rows[order], key[order]
        starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
        papers = np.add.reduceat(self.ballots.papers[rows], starts).tolist()
        where = (key[starts] // len(values)).tolist()
        which = (key[starts] % len(values)).tolist()
        parts = zip(starts.tolist(), [*starts[1:].tolist(), len(rows)], strict=True)
        return tuple(
            (to, Parcel(rows=rows[start:end], papers=number, value=values[at], batch=self.batch))
            for to, at, number, (start, end) in zip(where, which, papers, parts, strict=True)
        )

    def take(self, source: int, some: Collection[Parcel] | None = None) -> list[Parcel]:
        """Take parcels from a candidate, who holds them no more: all, or those that are among some."""
        held = self.parcels[source]
        self.parcels[source] = [] if some is None else [parcel for parcel in held if parcel not in some]
        return held if some is None else [parcel for parcel in held if parcel in some]

    def take_newest(self, source: int) -> Moved:
        """Take the papers last received that count for somebody next, sorted; those that end stay."""
        newest = self.parcels[source][-1].batch
        moved = self.sort(
            self.take(source, [parcel for parcel in self.parcels[source] if parcel.batch == newest])
        )
        self.parcels[source] += [parcel for to, parcel in moved if to < 0]
        return tuple((to, parcel) for to, parcel in moved if to >= 0)

    def goes(self, rows: Ints) -> Ints:
        """Whom the papers of each row count for next, or why they end."""
        return self.ballots.follow(rows, self._ranks, self.ballots.table(self.continuing))

    def transfer(self, source: int, sub: Iterable[tuple[int, Parcel, Value]]) -> None:
        """Move sub-parcels from a candidate at a new value each; those that end go to the accounts."""
        for to, parcel, value in sub:
            worth = parcel.papers * value
            self.votes[source] -= worth
            self.held[source] -= parcel.papers
            if to >= 0:
                self._give(to, Parcel(rows=parcel.rows, papers=parcel.papers, value=value, batch=self.batch))
                self._moves[source, to] += parcel.papers
                self._worth[source, to] += worth
            else:
                self.lose(source, end_of(to), worth, taken=True)

    def move(self, sources: Sequence[int], batch: Collection[Parcel] | None = None) -> None:
        """Move the parcels of those excluded, all or a batch of them, every paper at the value it has."""
        self.batch += 1
        for one in sources:
            moved = self.sort(self.take(one, batch))
            self.transfer(one, [(to, parcel, parcel.value) for to, parcel in moved])

    def cut(self, source: int, to: int, worth: Value) -> None:
        """Take votes that a transfer credited off again, as lost by rounding."""
        if to >= 0:
            self.votes[to] -= worth
            self._worth[source, to] -= worth
        else:
            self.accounts[end_of(to)] -= worth
            self._ended[source, end_of(to)] -= worth
        self.lose(source, "rounding", worth, taken=True)

    def mark(self) -> None:
        """Keep everybody's votes as a point that equality may look back to."""
        self.history.append(tuple(self.votes))
        self.points.append(self.stage)

    def lose(self, source: int, account: str, worth: Value, *, taken: bool = False) -> None:
        """Put votes of a candidate to an account (rounding, papers that end)."""
        if not taken:
            self.votes[source] -= worth
        self.accounts[account] += worth
        self._ended[source, account] += worth

    def _give(self, to: int, parcel: Parcel) -> None:
        self.parcels[to].append(parcel)
        self.held[to] += parcel.papers
        self.votes[to] += parcel.papers * parcel.value

    def standing(self) -> list[int]:
        """Those who continue, in ballot-paper order."""
        return [at for at, on in enumerate(self.continuing) if on]

    def ids(self, people: Iterable[int]) -> tuple[str, ...]:
        """Ids of candidates by position, in the order given."""
        return tuple(self.ballots.candidates[at] for at in people)

    def stage_of(self, step: str, **facts: Any) -> Stage:
        """The stage that was made: votes of everybody who holds any, changes, accounts, transfers; kept.

        `facts` are further members of the stage (whose, eliminated, elected, quota ...).
        """
        candidates, number = self.ballots.candidates, self.of.number
        before = self._before
        shown = [at for at, one in enumerate(self.votes) if self.continuing[at] or at in self.elected or one]
        facts.setdefault("remaining", self.ids(self.standing()))
        made = Stage(
            step=step,
            papers=self.ballots.total,
            votes={candidates[at]: number(self.votes[at]) for at in shown},
            added={
                candidates[at]: number(vote - before[at])
                for at, vote in enumerate(self.votes)
                if before is not None and vote != before[at]
            },
            accounts={name: number(lost) for name, lost in sorted(self.accounts.items()) if lost},
            held=self._held(shown),
            transfers=tuple(self._transfers()),
            sources={
                (candidates[source], name): number(worth)
                for (source, name), worth in sorted(self._ended.items())
                if worth
            },
            readings={} if before is not None else self.ballots.doubtful,
            **facts,
        )
        self.mark()
        self._before, self.stage = tuple(self.votes), self.stage + 1
        self._moves.clear()
        self._worth.clear()
        self._ended.clear()
        return made

    def _held(self, shown: Sequence[int]) -> Mapping[str, int]:
        """How many papers each candidate holds, where papers are worth less than a vote."""
        unit = self.of.unit
        if unit == 1 and all(parcel.value == 1 for own in self.parcels for parcel in own):
            return {}
        candidates = self.ballots.candidates
        return {candidates[at]: self.held[at] for at in shown}

    def _transfers(self) -> Iterator[Transfer]:
        candidates = self.ballots.candidates
        for (source, to), papers in sorted(self._moves.items()):
            worth: Number = self.of.number(self._worth[source, to])
            votes = None if worth == papers else Fraction(worth)
            yield Transfer(source=candidates[source], to=candidates[to], papers=papers, votes=votes)


def end_of(to: int) -> str:
    """The account of papers that end, by the code that following them came to."""
    return ENDS[-2 - to]


def _by_value(parcels: Sequence[Parcel]) -> tuple[list[Value], Ints, list[int]]:
    """The values of parcels, the highest first, the rows of each in turn, and how many rows each has."""
    import numpy as np

    rows: dict[Value, list[Ints]] = {}
    for parcel in parcels:
        if len(parcel.rows):
            rows.setdefault(parcel.value, []).append(parcel.rows)
    values = sorted(rows, reverse=True)
    together = [one for value in values for one in rows[value]]
    sizes = [sum(map(len, rows[value])) for value in values]
    return values, np.concatenate(together) if together else np.zeros(0, np.int64), sizes
