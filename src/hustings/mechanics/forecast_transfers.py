"""Where eliminated candidates' papers go between two finalists, by what polls asked and what is assumed.

Source: a beta distribution for each group: people of a cross-break over the design effect, added to a prior
(conjugate; Gelman et al., Bayesian Data Analysis, ch. 2). Whether a paper names a finalist at all is a
separate draw, because a choice forced between two people cannot show it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hustings.mechanics.forecast_priors import Settings, place_of
from hustings.polls import NOBODY, OTHERS, Poll, Polls

Basis = Literal["cross-break", "whole poll", "party", "even"]
"""What a split rests on: people with this first preference were asked; only the whole poll was; the parties'
places on a line; nothing, so that either is as likely."""


@dataclass(frozen=True, kw_only=True)
class Split:
    """How papers that name a finalist split: a beta distribution, `to_a` and `to_b`, and what it rests on.

    `asked` is how many people of the group were asked about these two, before any deflation.
    """

    to_a: float
    to_b: float
    basis: Basis
    asked: float = 0.0


def splits(
    polls: Polls, groups: Sequence[str], pair: tuple[str, str], settings: Settings
) -> Mapping[str, Split]:
    """The split of each group's papers between the two of a pair."""
    overall = _of_whole_polls(polls, pair)
    return {id: _split(polls, id, pair, overall, settings) for id in groups if id not in pair}


def _split(polls: Polls, id: str, pair: tuple[str, str], overall: float | None, settings: Settings) -> Split:
    a = b = asked = 0.0
    for poll in polls.polls:
        for shares in _asked(poll, id, pair):
            base = float(poll.group_base(id))
            asked += base
            a += base * shares[0] / _design(poll, settings)
            b += base * shares[1] / _design(poll, settings)
    likely, basis = _by_party(polls, id, pair)
    if a + b > 0:
        a, b = a + settings.split * likely, b + settings.split * (1 - likely)
        return Split(to_a=a, to_b=b, basis="cross-break", asked=asked)
    if overall is not None:
        likely, basis = overall, "whole poll"
    weight = settings.split if basis == "even" else settings.likeness
    return Split(to_a=weight * likely, to_b=weight * (1 - likely), basis=basis)


def _asked(poll: Poll, id: str, pair: tuple[str, str]) -> list[tuple[float, float]]:
    """What people of a group said about two finalists; a forced choice goes before a second preference."""
    forced = [one.by_first[id] for one in poll.finals if set(one.pair) == set(pair) and id in one.by_first]
    told = forced or ([poll.seconds[id]] if id in poll.seconds else [])
    return [(float(one.shares.get(pair[0], 0)), float(one.shares.get(pair[1], 0))) for one in told]


def _design(poll: Poll, settings: Settings) -> float:
    """People asked for each one that counts: as the poll tells, else as is assumed."""
    return float(poll.base / poll.effective) if poll.effective is not None else settings.design


def _of_whole_polls(polls: Polls, pair: tuple[str, str]) -> float | None:
    """The split among groups of which no cross-break tells, where a poll tells what everybody chose."""
    found = []
    for poll in polls.polls:
        for final in poll.finals:
            if set(final.pair) != set(pair) or not final.shares:
                continue
            gained, left = final.shares[pair[0]] - poll.first.get(pair[0], 0), Fraction(1)
            for id, share in poll.first.items():
                if id in pair or id in final.by_first:
                    left -= share
                if id in final.by_first:
                    gained -= 0 if id in pair else share * final.by_first[id].shares.get(pair[0], 0)
            if left > 0:
                found.append(min(max(float(gained / left), 0.1), 0.9))
    return sum(found) / len(found) if found else None


def _by_party(polls: Polls, id: str, pair: tuple[str, str]) -> tuple[float, Basis]:
    """The share that is likely to go to the first of a pair by the parties' places, or a half."""
    places = [None if one == OTHERS else place_of(polls.contest.candidate(one).party) for one in (id, *pair)]
    here, to_a, to_b = places
    if here is None or to_a is None or to_b is None or to_a == to_b:
        return 0.5, "even"
    nearer = abs(here - to_b) - abs(here - to_a)
    return 1 / (1 + math.exp(-nearer)), "party"


def exhaustion(polls: Polls, pair: tuple[str, str], settings: Settings) -> tuple[float, float]:
    """How many of the eliminated candidates' papers name neither finalist: a beta distribution's parameters.

    Second preferences as told to a pollster are added, but weigh no more than the past does: people who are
    asked for a second preference name one more often than people with a ballot paper.
    """
    mean, weight = settings.exhausted, settings.exhausted_weight
    people = neither = 0.0
    for poll in polls.polls:
        for id, group in poll.seconds.items():
            if id not in pair and NOBODY in group.shares:
                base = float(poll.group_base(id)) / _design(poll, settings)
                people += base
                neither += base * (1 - sum(float(group.shares.get(one, 0)) for one in pair))
    if people > 0:
        told = min(people, weight)
        mean = (weight * mean + told * neither / people) / (weight + told)
        weight += told
    return weight * mean, weight * (1 - mean)
