"""Opinion polls before an election: what people said, how many they were, when and to whom they said it.

Source: the tables that pollsters publish under the rules of the British Polling Council: shares of those who
name somebody, the sample, the fieldwork, cross-breaks. A second round is asked for in one of two ways: the
second preference itself, or a choice forced between two people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.returns import Note, Source

OTHERS = "(others)"
"""Everybody whom a poll does not name, in the place of an id: they are no person and cannot be elected."""

NOBODY = "(nobody)"
"""No second preference, in the place of an id."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """What those say who have one first preference: the share for each, of those who said something.

    `base` is how many they are, None where the poll does not tell.
    """

    shares: Mapping[str, Fraction]
    base: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Final:
    """A choice forced between two people: their shares of all, and within first preferences (cross-breaks).

    `shares` adds up to 1, or is empty where only cross-breaks are told.
    """

    pair: tuple[str, str]
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    by_first: Mapping[str, Group] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Poll:
    """One poll: the shares of first preferences, which add up to 1, of `base` people who named somebody.

    `effective` is the size of the simple random sample that would tell as much, where the pollster says it or
    it follows from the weights. Dates are ISO, the first and the last day of fieldwork. `step` is the last
    digit in which shares were printed, 1/100 for whole per cents; 0 where they are exact.
    """

    name: str
    pollster: str
    start: str
    end: str
    base: Fraction
    first: Mapping[str, Fraction]
    effective: Fraction | None = None
    step: Fraction = Fraction(0)
    seconds: Mapping[str, Group] = field(default_factory=dict)
    finals: tuple[Final, ...] = ()

    def group_base(self, id: str) -> Fraction:
        """How many people have this first preference, by their share where no cross-break tells."""
        told = [one.by_first[id] for one in self.finals if id in one.by_first]
        told += [self.seconds[id]] if id in self.seconds else []
        return next((one.base for one in told if one.base is not None), self.base * self.first.get(id, 0))


@dataclass(frozen=True, kw_only=True)
class Polls:
    """Polls before one election. `contest` names people; whoever no poll names is among the others.

    Raises InputError where there is no poll, two share a name, shares do not add up, or a poll tells of
    somebody who does not stand.
    """

    contest: Contest
    polls: tuple[Poll, ...]
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not self.polls:
            raise InputError("there is no poll", expected="one poll or more")
        for name, times in Counter(one.name for one in self.polls).items():
            if times > 1:
                raise InputError(
                    "two polls have the same name",
                    found=name,
                    expected="a name for each poll",
                    hint="name them by pollster and date",
                )
        for poll in self.polls:
            self._check(poll)

    def _check(self, poll: Poll) -> None:
        for id in _named(poll):
            if id not in (*self.contest.ids, OTHERS, NOBODY):
                raise InputError(
                    "a poll tells of somebody who does not stand",
                    where=poll.name,
                    found=id,
                    expected="one of: " + ", ".join(self.contest.ids),
                )
        tables = [poll.first, *(one.shares for one in poll.finals if one.shares)]
        groups = [*poll.seconds.values(), *(one for each in poll.finals for one in each.by_first.values())]
        for shares in (*tables, *(one.shares for one in groups)):
            if sum(shares.values()) != 1 or min(shares.values()) < 0:
                raise InputError(
                    "shares do not add up",
                    where=poll.name,
                    found=", ".join(f"{id} {float(share):.1%}" for id, share in shares.items()),
                    expected="shares from 0 to 100% that add to 100%",
                )
        if poll.base <= 0 or (poll.effective is not None and poll.effective <= 0):
            raise InputError("a poll asked nobody", where=poll.name, expected="a sample above 0")

    @property
    def people(self) -> tuple[str, ...]:
        """Those whom some poll names among the first preferences, in the order of the contest."""
        named = {id for poll in self.polls for id in poll.first}
        return tuple(id for id in self.contest.ids if id in named)

    def label(self, id: str) -> str:
        """The name of a person, or what the others and nobody are called."""
        return {OTHERS: "others", NOBODY: "nobody"}.get(id) or self.contest.label(id)


def _named(poll: Poll) -> Iterator[str]:
    """Every id of which a poll tells something."""
    yield from poll.first
    for id, group in poll.seconds.items():
        yield from (id, *group.shares)
    for final in poll.finals:
        yield from (*final.pair, *final.shares, *final.by_first)
        for group in final.by_first.values():
            yield from group.shares


@dataclass(frozen=True, kw_only=True)
class Past:
    """An election of the past: the polls before it, and how it came out.

    `first` are shares of first preferences; whoever no poll names is among the others. `pair` are the two
    highest and `final` their shares of the second count, empty where there was none or it is not told.
    `exhausted` is the share of eliminated candidates' papers that named neither, None where it is not told.
    """

    name: str
    polls: Polls
    first: Mapping[str, Fraction]
    elected: str
    pair: tuple[str, ...] = ()
    final: Mapping[str, Fraction] = field(default_factory=dict)
    exhausted: Fraction | None = None


def without(polls: Polls, ids: Collection[str]) -> Polls:
    """The polls as if these people had not been named: what was said for them is left out of every share."""

    def kept(shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
        left = {id: share for id, share in shares.items() if id not in ids}
        total = sum(left.values(), Fraction(0))
        return {id: share / total for id, share in left.items()} if total else {}

    def groups(held: Mapping[str, Group]) -> dict[str, Group]:
        left = {id: replace(one, shares=kept(one.shares)) for id, one in held.items() if id not in ids}
        return {id: one for id, one in left.items() if one.shares}

    made = tuple(
        replace(
            poll,
            base=poll.base * (1 - sum(poll.first.get(id, 0) for id in ids)),
            first=kept(poll.first),
            seconds=groups(poll.seconds),
            finals=tuple(
                replace(one, by_first=groups(one.by_first))
                for one in poll.finals
                if not set(one.pair) & set(ids)
            ),
        )
        for poll in polls.polls
    )
    return replace(polls, polls=tuple(one for one in made if len(one.first) > 1))
