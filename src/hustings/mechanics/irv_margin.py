"""How few papers change who is elected by exclusions: branch and bound over the orders in which all go.

Source: Magrino, Rivest, Shen and Wagner (EVT/WOTE 2011) and Blom, Stuckey, Teague and Tidhar (arXiv
1508.04885), both read in abstract only: orders are built from their end, and an end whose bound is no better
than what is known is not followed. The bounds and the treatment of equality are in `irv_order` and
`irv_exact`.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hustings.mechanics.irv_exact import Aim, Cheapest, Compares, cheapest, demands_of
from hustings.mechanics.irv_order import (
    Kind,
    Order,
    Path,
    Ranking,
    least_by_others,
    least_by_pairs,
    least_by_programme,
)

NODES = 2_000
"""So many orders and ends of orders are looked at before bounds are given instead."""


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is sought: papers `altered`, `added` or `struck`, and whether a lot may then be needed.

    `majority` is whether the rule elects whoever has more than half of the votes in the count; `compares`
    which stages it compares where votes are equal. `wanted` is who alone is to be elected, None for anybody
    else than now; `may` are the papers that may be altered or struck out, None for all.
    """

    kind: Kind = "altered"
    lots: bool = False
    majority: bool = True
    compares: Compares = "latest"
    nodes: int = NODES
    wanted: int | None = None
    may: Mapping[Ranking, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Fewest:
    """No fewer papers than `least` change who is elected; `most` do, None where no way was found.

    `order` is the order of exclusions brought about, the one elected last; `taken` and `put` are papers by
    where they lay, and lie, in turn in it. `nodes` are the orders and ends of orders looked at. `none` says
    that it is proved that no number of papers does it.
    """

    least: int
    most: int | None
    order: tuple[int, ...] = ()
    taken: Mapping[Path, int] = field(default_factory=dict)
    put: Mapping[Path, int] = field(default_factory=dict)
    nodes: int = 0
    none: bool = False

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.least == self.most


End = tuple[int, ...]


def fewest(
    cast: Mapping[Ranking, int], people: Sequence[int], elected: int, search: Search, floor: int = 0
) -> Fewest:
    """The fewest papers by which somebody other than `elected` is; `floor` is a bound known before.

    >>> cast = {(0, 1): 4, (1, 0): 3, (2, 1): 2}
    >>> found = fewest(cast, range(3), 1, Search())
    >>> found.least, found.most, found.order
    (1, 1, (2, 1, 0))
    """
    first: Counter[int] = Counter()
    for ranking, papers in cast.items():
        if ranking:
            first[ranking[0]] += papers
    # More than this many are never needed: with all papers altered, or as many added and one, anybody wins.
    limit = sum(cast.values()) + 2
    best = Fewest(least=limit, most=None)
    lasts = [one for one in people if one != elected and search.wanted in (None, one)]
    open_: list[tuple[int, int, End]] = [(floor, 0, (one,)) for one in sorted(lasts)]
    looked, unproved = 0, limit
    while open_ and looked < search.nodes:
        bound, _, end = open_[0]
        ceiling = limit if best.most is None else best.most
        if bound >= ceiling:
            break
        heapq.heappop(open_)
        if len(end) == len(people):
            looked += 1
            found = _brought_about(Order.of(end, cast, search.may), search, ceiling)
            if found.papers is not None:
                best = Fewest(
                    least=limit, most=found.papers, order=end, taken=found.taken or {}, put=found.put or {}
                )
            unproved = min(unproved, max(bound, found.least))
            continue
        for longer in _longer(end, people):
            looked += 1
            closer = _bound(longer, cast, first, search, ceiling)
            if closer is not None:
                heapq.heappush(open_, (max(bound, closer), -len(longer), longer))
    least = min([unproved, *(one[0] for one in open_[:1]), *([] if best.most is None else [best.most])])
    return replace(best, least=least, nodes=looked, none=best.most is None and least >= limit)


def _longer(end: End, people: Sequence[int]) -> Iterator[End]:
    for one in people:
        if one not in end:
            yield (one, *end)


def _bound(
    end: End, cast: Mapping[Ranking, int], first: Mapping[int, int], search: Search, limit: int
) -> int | None:
    """A bound for every order that ends so; None where no number of papers brings one about."""
    bound = least_by_others(end, cast, first, search.kind)
    if bound >= limit:
        return bound
    order = Order.of(end, cast, search.may)
    demands = order.lowest()
    bound = max(bound, least_by_pairs(order, demands, search.kind))
    if bound >= limit:
        return bound
    programme = least_by_programme(order, demands, search.kind)
    return None if programme is None else max(bound, programme)


def _brought_about(order: Order, search: Search, limit: int) -> Cheapest:
    """The fewest papers that bring about an order, or as much of it as elects its last."""
    best = Cheapest(least=limit)
    left = limit
    for aim in _aims(len(order.people), search):
        bound = least_by_pairs(order, demands_of(order, aim), search.kind)
        ceiling = limit if best.papers is None else best.papers
        if bound >= ceiling:
            continue
        found = cheapest(order, aim, search.kind, ceiling)
        left = min(left, max(bound, found.least))
        if found.papers is not None:
            best = found
    return Cheapest(least=left, papers=best.papers, taken=best.taken, put=best.put)


def _aims(number: int, search: Search) -> Iterator[Aim]:
    """All exclusions; and, where a majority ends the count before an equality arises, the first of them.

    With lots nothing is won by ending early: whoever has a majority is never excluded later.
    """
    yield Aim(rounds=number - 1, majority=False, lots=search.lots, compares=search.compares)
    if search.majority and not search.lots:
        for rounds in range(number - 2, -1, -1):
            yield Aim(rounds=rounds, majority=True, lots=False, compares=search.compares)
