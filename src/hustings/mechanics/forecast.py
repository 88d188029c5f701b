"""From polls to many elections that might be: shares of first preferences, finalists, transfers, winners.

Source: shares of a poll are Dirichlet given the sample (over its design effect); polls are pooled on the
scale of log shares by generalised least squares, with a leaning for each pollster and a random walk to the
day (Jackman 2005); an error that all polls share has a heavy tail (Shirani-Mehr et al. 2018). Who is elected
follows LDEDCA 2009 Sch 5B para 5: the two highest remain, second preferences on the other papers are added.
Two shares drawn from a continuous distribution are never equal, so no lot arises here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hustings.errors import InputError
from hustings.mechanics.forecast_priors import Settings
from hustings.mechanics.forecast_transfers import exhaustion, splits
from hustings.polls import OTHERS, Polls

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 8_192
"""So many elections are drawn at once, so that their arrays stay in the cache; the figures depend on it."""

Beta = tuple[float, float]
"""The parameters of a beta distribution."""

HALF_A_PERSON = 0.5
"""What is added to each share's people: nobody in a sample is not nobody at the poll."""


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Elections that might be, a row each. Columns are `people`, then the others where polls have them.

    `first` are shares of first preferences, `top` the columns of the two who remain (the higher first),
    `final` the share of the first of these in the second count (or what it would be, where somebody has more
    than half at once), `gains` the shares of all papers added to each of the two, `winner` the column of
    who is elected.
    """

    people: tuple[str, ...]
    first: NDArray[np.float64]
    top: NDArray[np.int64]
    final: NDArray[np.float64]
    gains: NDArray[np.float64]
    winner: NDArray[np.int64]

    @cached_property
    def number(self) -> int:
        """How many elections were drawn."""
        return len(self.winner)

    def finals(self, at: int) -> NDArray[np.float64]:
        """The shares of the second count of the person in a column, in the elections where they remain."""
        import numpy as np

        return np.concatenate(
            [self.final[self.top[:, 0] == at], 1 - self.final[self.top[:, 1] == at]],
        )


@dataclass(frozen=True, kw_only=True)
class Pool:
    """How polls are pooled: for each column the weight of each poll (adding to 1), and the standard deviation
    of what pollsters' leanings and the days until the election add to its log share."""

    weights: NDArray[np.float64]
    spread: NDArray[np.float64]


def columns_of(polls: Polls) -> tuple[str, ...]:
    """The people whom polls name, then the others where a poll has any."""
    others = any(OTHERS in poll.first for poll in polls.polls)
    return (*polls.people, OTHERS) if others else polls.people


def draw(polls: Polls, *, day: str, settings: Settings, number: int, seed: int | Sequence[int]) -> Draws:
    """Draw so many elections from polls; the same seed gives the same ones.

    `day` is the ISO date of the election; empty, the day on which the last poll ended. Raises InputError
    where fewer than two people are polled, or a poll ended after the day.
    """
    import numpy as np

    people = columns_of(polls)
    named = len(polls.people)
    if named < 2:
        raise InputError(
            "a forecast needs two people or more", found=f"{named} in the polls", expected="2 or more"
        )
    pool = pooled(polls, people, days_left(polls, day), settings)
    random = np.random.default_rng(seed)
    moves = _Moves(polls=polls, people=people, settings=settings)
    found = [_one(moves, named, pool, size, random) for size in _sizes(number)]
    joined = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    first, top, final, gains, winner = joined
    return Draws(people=people, first=first, top=top, final=final, gains=gains, winner=winner)


def _sizes(number: int) -> Iterator[int]:
    for start in range(0, number, AT_ONCE):
        yield min(AT_ONCE, number - start)


def days_left(polls: Polls, day: str) -> tuple[int, ...]:
    """The days from the end of each poll to the election, or to the end of the last poll."""
    ends = [date.fromisoformat(poll.end) for poll in polls.polls]
    until = date.fromisoformat(day) if day else max(ends)
    for poll, end in zip(polls.polls, ends, strict=True):
        if end > until:
            raise InputError(
                "a poll ended after the election",
                where=poll.name,
                found=poll.end,
                expected=f"{until.isoformat()} or before",
                hint="leave it out, or correct the date",
            )
    return tuple((until - end).days for end in ends)


def pooled(polls: Polls, people: Sequence[str], days: Sequence[int], settings: Settings) -> Pool:
    """Weights of the polls by generalised least squares, for each column those that have it.

    What a poll's sampling adds to the variance of log shares is taken as of a share of 40%, so that every
    column has like weights.
    """
    import numpy as np

    held = np.array([_has(polls, at, people) for at in range(len(polls.polls))])
    houses = [poll.pollster.casefold() for poll in polls.polls]
    same = np.array([[one == other for other in houses] for one in houses], float)
    walk = np.minimum.outer(np.array(days, float), np.array(days, float))
    shared = settings.house**2 * same + settings.drift**2 * walk
    sampling = np.diag([1.5 / effective(polls, at, settings) for at in range(len(days))])
    weights = np.zeros((len(people), len(days)))
    for column in range(len(people)):
        have = np.flatnonzero(held[:, column])
        inverse = np.linalg.inv((shared + sampling)[np.ix_(have, have)])
        weights[column, have] = inverse.sum(axis=1) / inverse.sum()
    return Pool(weights=weights, spread=np.sqrt(np.einsum("kp,pq,kq->k", weights, shared, weights)))


def _has(polls: Polls, at: int, people: Sequence[str]) -> list[bool]:
    """Whether a poll tells a column: of the others only a poll that names as many people as any does."""
    first = polls.polls[at].first
    most = max(len(one.first) for one in polls.polls if OTHERS in one.first) if OTHERS in people else 0
    return [id in first and (id != OTHERS or len(first) == most) for id in people]


def effective(polls: Polls, at: int, settings: Settings) -> float:
    """The simple random sample that would tell as much as a poll."""
    poll = polls.polls[at]
    return float(poll.effective) if poll.effective is not None else float(poll.base) / settings.design


@dataclass(frozen=True, kw_only=True)
class _Moves:
    """What is known of transfers, worked out once for each pair that remains."""

    polls: Polls
    people: Sequence[str]
    settings: Settings
    held: dict[tuple[int, int], tuple[Beta, list[tuple[int, Beta]]]] = field(default_factory=dict)

    def between(self, a: int, b: int) -> tuple[Beta, list[tuple[int, Beta]]]:
        """The exhausted share, and for each other column the share that goes to the first of the pair."""
        if (a, b) not in self.held:
            pair = (self.people[a], self.people[b])
            found = splits(self.polls, self.people, pair, self.settings)
            self.held[a, b] = (
                _proper(*exhaustion(self.polls, pair, self.settings)),
                [(self.people.index(id), _proper(one.to_a, one.to_b)) for id, one in found.items()],
            )
        return self.held[a, b]


def _one(moves: _Moves, named: int, pool: Pool, size: int, random: np.random.Generator) -> tuple[Any, ...]:
    """Some elections: first preferences, the two who remain, the first one's final share, gains, winner."""
    import numpy as np

    first = _first(moves.polls, moves.people, pool, moves.settings, size, random)
    order = np.argsort(first[:, :named], axis=1)
    top = order[:, [-1, -2]].astype(np.int64)
    gains = np.zeros((size, 2))
    key = top.min(axis=1) * first.shape[1] + top.max(axis=1)
    for one in np.unique(key).tolist():
        a, b = divmod(one, first.shape[1])
        rows = np.flatnonzero(key == one)
        exhausted, shares = moves.between(a, b)
        kept = 1 - random.beta(*exhausted, len(rows))
        swapped = top[rows, 0] == b
        for column, share in shares:
            to_a = random.beta(*share, len(rows))
            papers = first[rows, column] * kept
            gains[rows, 0] += papers * np.where(swapped, 1 - to_a, to_a)
            gains[rows, 1] += papers * np.where(swapped, to_a, 1 - to_a)
    totals = np.take_along_axis(first, top, axis=1) + gains
    final = totals[:, 0] / totals.sum(axis=1)
    winner = np.where(final > 0.5, top[:, 0], top[:, 1])
    return first, top, final, gains, winner


def _proper(a: float, b: float) -> tuple[float, float]:
    """Parameters of a beta distribution, neither of them 0."""
    return max(a, 1e-6), max(b, 1e-6)


def _first(
    polls: Polls,
    people: Sequence[str],
    pool: Pool,
    settings: Settings,
    size: int,
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """Shares of first preferences on the day, drawn."""
    import numpy as np

    logs = np.zeros((size, len(people)))
    for at, poll in enumerate(polls.polls):
        have = [column for column, id in enumerate(people) if id in poll.first]
        shares = np.array([float(poll.first[people[column]]) for column in have])
        step = settings.rounding * float(poll.step)
        if step:  # what was printed, or anything that is rounded to it
            shares = np.maximum(shares + step * (random.random((size, len(have))) - 0.5), 0)
        drawn = random.standard_gamma(
            shares * effective(polls, at, settings) + HALF_A_PERSON, (size, len(have))
        )
        drawn = np.log(np.maximum(drawn, 1e-300) / drawn.sum(axis=1, keepdims=True))
        logs[:, have] += drawn * pool.weights[have, at]
    logs += pool.spread * random.standard_normal(logs.shape)
    # A Student distribution scaled so that its standard deviation is `error`.
    wide = np.sqrt((settings.tail - 2) / (2 * random.standard_gamma(settings.tail / 2, (size, 1))))
    logs += settings.error * wide * random.standard_normal(logs.shape)
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
