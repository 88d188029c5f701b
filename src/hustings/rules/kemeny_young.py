"""The Kemeny-Young rule: the order that the most preferences agree with, and whoever heads it.

Source: Kemeny, Mathematics without numbers (Daedalus 88, 1959, 577-591); Young and Levenglick, A consistent
extension of Condorcet's election principle (SIAM Journal on Applied Mathematics 35, 1978, 285-300).
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Rule, Stage
from hustings.mechanics.duels import READING, duels, first_stage
from hustings.mechanics.examples import TENNESSEE
from hustings.mechanics.lots import elect
from hustings.mechanics.orders import LIMIT, best_orders


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the duels and the best order, and the lot if best orders have different heads."""
    cells = duels(papers)
    first = first_stage(papers, cells)
    yield first

    # Every order is worth the preferences that agree with it: votes for the upper of each two candidates.
    heads, order = best_orders(papers.candidates, cells)
    agreeing = {(a, b): cells[a, b] for at, a in enumerate(order) for b in order[at + 1 :]}
    shown = Stage(step="order", votes={}, papers=first.papers, holds="duels", duels=agreeing, order=order)
    yield from elect(heads, draw, shown)


RULE = Rule(
    key="kemeny-young",
    name="Kemeny-Young rule",
    version=1,
    source="Kemeny, Daedalus 88 (1959) 577-591; Young and Levenglick, SIAM J. Appl. Math. 35 (1978) 285-300",
    elects="the head of the order with which the most preferences agree",
    ties="where best orders have different heads, a lot is drawn between these",
    arithmetic="whole numbers only",
    cites={
        "duels": "Young and Levenglick 1978: how many voters prefer each candidate to each other one",
        "order": "Young and Levenglick 1978: the order that the greatest sum of these votes agrees with",
        "lot": "different heads of orders that are as good are decided by lot",
    },
    stages=stages,
    family="condorcet",
    reads=("rankings", "preferences", "duels"),
    known="excerpt",
    clauses={
        **READING,
        "size": f"exact where duels leave at most {LIMIT} candidates in one circle; refused above that",
        "order": "shown where only one order is the best",
    },
    example=TENNESSEE,
    checked="electowiki, Kemeny-Young method: Tennessee (distance 207) and a circle of three (distance 120)",
)
