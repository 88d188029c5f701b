"""Whether papers in question could have changed the result, where only totals were published."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Answer, Certainty, Column, Figures, Finding, Witness
from hustings.mechanics.figures import number
from hustings.mechanics.known import LEVELS
from hustings.mechanics.sv_margin import Plan, held
from hustings.mechanics.sv_margin_pairs import Pair
from hustings.mechanics.sv_margin_search import moves, solved
from hustings.mechanics.sv_margin_totals import Bounds, bounds, completed
from hustings.mechanics.table import profile_of
from hustings.question import Case
from hustings.questions._affected_doubt import HOWEVER, Doubt
from hustings.questions._affected_search import ANY
from hustings.questions._margin_words import DONE, shown

WORDS: dict[Certainty, str] = {"certain": "yes", "possible": "not settled", "impossible": "no"}


def answer(case: Case, doubt: Doubt, winner: int, people: Sequence[int]) -> Answer:
    """No, where the kindest votes that fit need more; yes, where any papers may be bad and enough are."""
    lots = {at: bounds(case.known, at, doubt.kind, ahead=0, ties=True) for at in people}
    sure = {at: bounds(case.known, at, doubt.kind, ahead=1, ties=False) for at in people}
    ways = {at: _way(case, doubt, at, sure[at]) for at in people}
    all_struck = doubt.strikes_all(case.known)  # no vote is left then, and everybody is level at nothing
    holds = {at: _holds(doubt, ways[at], lots[at], all_struck) for at in people}
    plans = [plan for plan in ways.values() if plan is not None]
    plan = min(plans, key=lambda one: one.papers, default=None)
    elected = case.name(winner)
    if plan is not None:
        sentence = (
            f"Yes: of {doubt.words}, if {number(plan.papers)} were {DONE[doubt.kind]}, "
            f"{case.name(plan.challenger)} would be elected instead of {elected}."
        )
    elif "possible" in holds.values():
        verb = "matters" if doubt.limit == 1 else "matter"
        sentence = f"Not settled: what was published does not tell whether {doubt.words} {verb}."
    else:
        sentence = f"No: however many of {doubt.words} {HOWEVER[doubt.kind]}, {elected} is elected."
    return Answer(
        question="affected",
        title="Could it have changed the result",
        contest=case.contest,
        rule=case.rule.key,
        sentence=sentence,
        level=LEVELS[case.known.level],
        findings=tuple(
            Finding(
                claim=f"{case.name(at)} could be elected",
                holds="impossible" if holds[at] == "impossible" else "possible",
                who=(case.papers.candidates[at],),
            )
            for at in people
        ),
        figures=(_table(case, holds, sure, lots),),
        assumptions=(ANY, "What was not published may be anything that the published figures allow."),
        fuller="" if plan else "the first-by-second table, by area, would tell of every candidate",
        witnesses=_witnesses(case, doubt, plan),
    )


def _witnesses(case: Case, doubt: Doubt, plan: Plan | None) -> tuple[Witness, ...]:
    if plan is None or case.known.level == "firsts":
        return ()
    table = completed(case.known)
    moved = moves(held(table), plan, doubt.kind, 1)
    return (shown(case, profile_of(table), moved, plan.challenger, doubt.kind, sure=True),)


def _way(case: Case, doubt: Doubt, at: int, sure: Bounds) -> Plan | None:
    """A plan that does it whatever was not published, with papers in question only.

    Where these are told by first preference, only papers for the other finalist are used: each of them
    counts in the final.
    """
    if doubt.firsts is None:
        plan = sure.surely
        return plan if plan is not None and plan.papers <= doubt.limit else None
    totals = case.known.totals()
    if totals is None or at not in totals or len(totals) != 2 or doubt.kind == "added":
        return None
    (rival,) = set(totals) - {at}
    table = completed(case.known)
    people = range(len(table.first))
    may = [[0] * (len(people) + 1) for _ in people]
    may[rival][-1] = min(doubt.firsts[rival], table.papers[rival][-1])
    pair = Pair(held(table, may), at, rival, 1)
    plan = solved(pair, doubt.kind)
    return plan if plan is not None and plan.papers <= doubt.limit else None


def _holds(doubt: Doubt, way: Plan | None, lots: Bounds, all_struck: bool) -> Certainty:
    """Whether these papers could elect a challenger: certain that they could, not told, or impossible."""
    if not all_struck and (lots.least is None or lots.least > doubt.limit):
        return "impossible"
    return "possible" if way is None else "certain"


def _table(
    case: Case, holds: dict[int, Certainty], sure: dict[int, Bounds], lots: dict[int, Bounds]
) -> Figures:
    return Figures(
        key="challengers",
        title="Could each be elected instead",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="could", head="Could", unit="text"),
            Column(key="least", head="Takes at least"),
            Column(key="most", head="Surely enough"),
        ),
        rows=tuple(
            (case.papers.candidates[at], WORDS[holds[at]], lots[at].least, sure[at].most) for at in holds
        ),
        note="Papers, a lot included among what they could lead to.",
    )
