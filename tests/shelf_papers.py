"""Papers of every kind for what is asked of every rule: drawn one by one, so that they can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from hustings.contest import Area, Candidate, Contest
from hustings.counting import Count, Lot, Rule, count
from hustings.duels import Duels
from hustings.paper import Vote
from hustings.profile import Pile, Profile
from hustings.returns import Returns, Statement
from hustings.rounds import Rounds

IDS = ("a", "b", "c", "d")
AREAS = ("north", "south")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Single papers in order, of one kind, each with its area; or the wins of a pairwise table.

    Of two rounds the papers are the first's, and `second` are the votes of the second, if it was held.
    """

    kind: str
    candidates: tuple[str, ...]
    papers: tuple[Vote, ...] = ()
    areas: tuple[str, ...] = ()
    wins: Mapping[tuple[str, str], int] = field(default_factory=dict)
    ordered: bool = False
    second: Mapping[str, int] = field(default_factory=dict)

    def counted(self, *, split: bool = False) -> Profile | Duels | Returns | Rounds:
        """As a count takes them, the papers of all areas together or told apart."""
        ids = self.candidates
        if self.kind == "duels":
            rows = tuple(tuple(self.wins.get((one, other), 0) for other in ids) for one in ids)
            return Duels(candidates=ids, wins=rows)
        if self.kind == "rounds":
            held = Counter(vote[0] for vote in self.papers)
            first = tuple((id, held[id]) for id in ids)
            return Rounds(candidates=ids, first=first, second=tuple(self.second.items()))
        areas = self.areas if split else ("",) * len(self.papers)
        if self.kind == "totals":
            return self._returns(areas, AREAS if split else ("",))
        piles = tuple(
            Pile(area=area, vote=vote, papers=1) for area, vote in zip(areas, self.papers, strict=True)
        )
        order = tuple(range(len(piles))) if self.ordered else ()
        ballots: Any = self.kind
        return Profile(candidates=ids, piles=piles, ballots=ballots, order=order).merged()

    def _returns(self, areas: Sequence[str], places: tuple[str, ...]) -> Returns:
        statements = []
        for place in places:
            held = Counter(vote[0] for vote, area in zip(self.papers, areas, strict=True) if area == place)
            first = {id: held[id] for id in self.candidates}
            statements.append(Statement(area=place, stage="first", version=1, first=first))
        return Returns(candidates=self.candidates, areas=places, statements=tuple(statements))

    def renamed(self, names: Mapping[str, str], order: tuple[str, ...]) -> Drawn:
        """The same papers for people of other names, on a ballot paper in another order."""
        changed = tuple(_renamed(vote, names, order, self.kind) for vote in self.papers)
        wins = {(names[one], names[other]): votes for (one, other), votes in self.wins.items()}
        second = {names[id]: votes for id, votes in self.second.items()}
        return replace(self, candidates=order, papers=changed, wins=wins, second=second)


def _renamed(vote: Vote, names: Mapping[str, str], order: Sequence[str], kind: str) -> Vote:
    places = []
    for place in vote:
        level = [one.split(":") for one in place.split("=")]
        places.append("=".join(":".join([names.get(id, id), *score]) for id, *score in level))
    rated = kind in ("scores", "approvals")
    return tuple(sorted(places, key=lambda one: order.index(one.partition(":")[0])) if rated else places)


def contest_of(candidates: Sequence[str], seats: int, default: str = "") -> Contest:
    """A contest with every fact that a rule may ask for."""
    people = tuple(
        Candidate(id=id, name=id.upper(), constituencies=IDS.index(id[-1]) % 2, listed=3) for id in candidates
    )
    areas = tuple(Area(id=id, name=id.title()) for id in AREAS)
    return Contest(
        title="Ambridge", candidates=people, seats=seats, electorate=50, default=default, areas=areas
    )


def _strategies() -> dict[str, st.SearchStrategy[Vote]]:
    one = st.sampled_from(IDS)
    strict = st.permutations(IDS).flatmap(lambda ids: st.integers(0, 4).map(lambda n: tuple(ids[:n])))
    level = st.sets(one, min_size=2, max_size=3).map(lambda ids: "=".join(sorted(ids)))
    doubtful = st.lists(st.one_of(one, one, one, level, st.just("-")), max_size=4).map(tuple)
    scored = st.dictionaries(one, st.integers(0, 5)).map(
        lambda held: tuple(f"{id}:{held[id]}" for id in IDS if id in held)
    )
    return {
        "rankings": st.one_of(strict, strict, doubtful),
        "preferences": st.tuples(one, st.one_of(one, st.sampled_from(("-", "!!", "?")))),
        "scores": scored,
        "approvals": st.sets(one).map(lambda ids: tuple(id for id in IDS if id in ids)),
        "totals": st.tuples(one),
        "rounds": st.tuples(one),
    }


VOTES = _strategies()


@st.composite
def drawn(draw: st.DrawFn, rule: Rule) -> tuple[Drawn, Contest]:
    """Papers that a rule reads and a contest that it fills; papers stand in an order throughout."""
    kinds = [kind for kind in rule.reads if kind != "totals" or rule.columns == 1]
    kind = draw(st.sampled_from(kinds))
    seats = draw(st.integers(1, 3)) if rule.fills == "seats" else 1
    contest = contest_of(IDS, seats, draw(st.sampled_from(("", "", "a"))))
    if kind == "duels":
        pairs = [(one, other) for one in IDS for other in IDS if one != other]
        wins = draw(st.lists(st.integers(0, 6), min_size=len(pairs), max_size=len(pairs)))
        return Drawn(kind=kind, candidates=IDS, wins=dict(zip(pairs, wins, strict=True))), contest
    piles = draw(st.lists(st.tuples(VOTES[kind], st.integers(1, 6)), max_size=7))
    single = [vote for vote, papers in piles for _ in range(papers)]
    shuffled = draw(st.permutations(single))
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=len(single), max_size=len(single)))
    ordered = kind in ("rankings", "preferences")
    second: dict[str, int] = {}
    if kind == "rounds" and 2 * max(Counter(vote[0] for vote in single).values(), default=0) <= len(single):
        two = draw(st.sampled_from(((), ("a", "b"), ("d", "b"))))
        second = {id: draw(st.integers(0, 3)) for id in two}
    return (
        Drawn(
            kind=kind,
            candidates=IDS,
            papers=tuple(shuffled),
            areas=tuple(areas),
            ordered=ordered,
            second=second,
        ),
        contest,
    )


def to_the_end(
    rule: Rule, papers: Profile | Duels | Returns | Rounds, contest: Contest, ranks: Mapping[str, int]
) -> tuple[Count, tuple[Lot, ...]]:
    """Count, and draw whoever ranks first for each lot that is awaited, until none is."""
    lots: list[Lot] = []
    while True:
        counted = count(rule, papers, lots, contest)
        awaited = counted.awaiting
        if awaited is None or awaited.what != "lot":
            return counted, tuple(lots)
        assert len(lots) < 30, "the count waits for one lot after another"
        chosen = min(awaited.candidates, key=lambda id: ranks[id])
        lots.append(Lot(step=awaited.step, between=awaited.candidates, chosen=chosen, by="the officer"))
