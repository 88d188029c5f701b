"""The fewest papers that bring about one order of exclusions, ties resolved as the rule resolves them.

Source: as `irv_order`; the branching over equal votes is ours. "No fewer votes" is a relaxation under every
rule; where a solution has equal votes that the rule would resolve otherwise, the cases (fewer votes now;
equal now, and fewer at the stage that is compared next; and so on) are solved apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hustings.mechanics.irv_order import Demand, Kind, Order, Path, arrived, flows, holders
from hustings.mechanics.whole import Problem, Row, most

Compares = Literal["latest", "earliest", "nothing"]
"""Which earlier stages a rule compares where votes are equal, before it comes to a lot."""

CASES = 100
"""So many cases of one order are solved before its bound is given instead."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What is to come about: the first `rounds` exclusions of an order, and then its last elected.

    `majority` is whether the last has then more than half of the votes in the count; where it is not, as
    many rounds are needed as leave nobody else. `lots` is whether a lot may be needed.
    """

    rounds: int
    majority: bool
    lots: bool
    compares: Compares


@dataclass(frozen=True, kw_only=True)
class Cheapest:
    """No fewer papers than `least` do it; `papers` do, by a solution, or None where none is known.

    `taken` are papers by where they lay in turn, `put` new ones by where they lie then.
    """

    least: int
    papers: int | None = None
    taken: Mapping[Path, int] | None = None
    put: Mapping[Path, int] | None = None


def demands_of(order: Order, aim: Aim) -> list[Demand]:
    """What an aim demands at least, however equality is resolved."""
    demands, last = order.lowest(aim.rounds), len(order.people) - 1
    if aim.majority:
        weights = dict.fromkeys(range(aim.rounds, last), -1) | {last: 1}
        demands.append(Demand(at=aim.rounds, weights=weights, least=1))
    return demands


def cheapest(order: Order, aim: Aim, kind: Kind, limit: int) -> Cheapest:
    """The fewest papers that bring an aim about; solutions of `limit` papers or more are not sought.

    >>> order = Order.of((1, 0), {(0,): 3, (1,): 6})
    >>> aim = Aim(rounds=0, majority=True, lots=False, compares="latest")
    >>> cheapest(order, aim, "altered", 9).papers
    2
    """
    open_: list[tuple[int, tuple[Demand, ...]]] = [(0, tuple(demands_of(order, aim)))]
    best = Cheapest(least=limit)
    left = limit
    for _ in range(CASES):
        if not open_:
            break
        open_.sort(key=lambda one: -one[0])
        bound, demands = open_.pop()
        if bound >= (limit if best.papers is None else best.papers):
            break
        found = _solved(order, demands, kind, limit)
        bound = max(bound, found.least)
        if found.papers is None:
            left = min(left, bound)
            continue
        parts = list(_otherwise(order, found, aim))
        open_ += [(bound, (*demands, *part)) for part in parts]
        if not parts:
            left = min(left, bound)
            if best.papers is None or found.papers < best.papers:
                best = found
    least = min([left, *(bound for bound, _ in open_), *([] if best.papers is None else [best.papers])])
    return Cheapest(least=least, papers=best.papers, taken=best.taken, put=best.put)


def _solved(order: Order, demands: Sequence[Demand], kind: Kind, limit: int) -> Cheapest:
    """The fewest papers that meet these demands; `least` is the limit where none below it exist."""
    lines = flows(len(order.people)) if kind != "struck" else []
    old = list(order.may) if kind != "added" else []
    rows = [_row(order, demand, lines, old) for demand in demands]
    for place in range(len(order.people)):  # no more goes on from anybody than came
        goes = {at: (source == place) - (to == place) for at, (source, to) in enumerate(lines)}
        rows.append(Row(weights={at: one for at, one in goes.items() if one}, most=0))
    box = [at for at, (source, _) in enumerate(lines) if source < 0]
    taken = range(len(lines), len(lines) + len(old))
    if kind == "altered":  # as many are put back as were taken, or fewer where some name nobody
        rows.append(Row(weights=dict.fromkeys(box, 1) | dict.fromkeys(taken, -1), most=0))
    top = (*(limit for _ in lines), *(order.may[path] for path in old))
    if any(not one.weights and not one.holds(()) for one in rows):
        return Cheapest(least=limit)  # a demand that no change of papers touches
    cost = box if kind == "added" else taken
    found = most(Problem(top=top, rows=tuple(one for one in rows if one.weights)), dict.fromkeys(cost, -1))
    if found.bound is None:
        return Cheapest(least=limit)
    if found.at is None or found.value is None or -found.value >= limit:
        return Cheapest(least=min(limit, -found.bound))
    gone = {path: found.at[at] for at, path in zip(taken, old, strict=True) if found.at[at]}
    new = _paths(dict(zip(lines, found.at, strict=False)))
    if kind == "altered" and sum(gone.values()) > sum(new.values()):
        new[()] = sum(gone.values()) - sum(new.values())
    return Cheapest(least=-found.bound, papers=-found.value, taken=gone, put=new)


def _row(order: Order, demand: Demand, lines: Sequence[tuple[int, int]], old: Sequence[Path]) -> Row:
    weights = {at: arrived(demand, flow) for at, flow in enumerate(lines)}
    for at, path in enumerate(old, start=len(lines)):
        holder = list(holders(path, len(order.people)))[demand.at]
        weights[at] = -demand.weights.get(holder, 0) if holder is not None else 0
    return Row(weights={at: one for at, one in weights.items() if one}, least=order.lacks(demand))


def _paths(flow: Mapping[tuple[int, int], int]) -> dict[Path, int]:
    """New papers by where they lie in turn, from how many go from where to where."""
    found: Counter[Path] = Counter()
    waiting: dict[int, list[tuple[Path, int]]] = {-1: [((), sum(n for (a, _), n in flow.items() if a < 0))]}
    for place in sorted({-1, *(to for _, to in flow)}):
        here = waiting.pop(place, [])
        for (source, to), number in sorted(flow.items()):
            while source == place and number:
                path, papers = here.pop()
                some = min(papers, number)
                waiting.setdefault(to, []).append(((*path, to), some))
                number -= some
                if papers > some:
                    here.append((path, papers - some))
        for path, papers in here:
            if path and papers:
                found[path] += papers
    return dict(found)


def _otherwise(order: Order, found: Cheapest, aim: Aim) -> Iterator[tuple[Demand, ...]]:
    """The cases to look at apart where the rule would resolve an equality of this solution otherwise."""
    papers = Counter(order.papers)
    papers.subtract(found.taken or {})
    papers.update(found.put or {})
    rounds = Order(order.people, papers, order.may).rounds
    for at in range(aim.rounds):
        for one in range(at + 1, len(order.people)):
            if rounds[at][one] == rounds[at][at] and not _goes(rounds, at, one, aim):
                yield from _cases(at, one, aim)
                return


def _earlier(at: int, compares: Compares) -> list[int]:
    if compares == "nothing":
        return []
    return list(range(at)) if compares == "earliest" else list(range(at - 1, -1, -1))


def _goes(rounds: Sequence[Sequence[int]], at: int, one: int, aim: Aim) -> bool:
    """Whether, of two who are equal, the one at the round's place is excluded, or may be by lot."""
    for earlier in _earlier(at, aim.compares):
        if rounds[earlier][one] != rounds[earlier][at]:
            return rounds[earlier][one] > rounds[earlier][at]
    return aim.lots


def _cases(at: int, one: int, aim: Aim) -> Iterator[tuple[Demand, ...]]:
    """All ways in which the one at the round's place goes before another, no two of them at once."""
    more, equal = {one: 1, at: -1}, {one: -1, at: 1}
    same: tuple[Demand, ...] = ()
    for turn in (at, *_earlier(at, aim.compares)):
        yield (*same, Demand(at=turn, weights=more, least=1))
        same = (*same, Demand(at=turn, weights=more), Demand(at=turn, weights=equal))
    if aim.lots:
        yield same
