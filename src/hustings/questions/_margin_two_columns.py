"""The margin under the supplementary vote: from the table exactly, from totals as far as they decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.answer import Answer, Cell, Column, Figures, Finding, Witness
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import LEVELS
from hustings.mechanics.sv_margin import Held, Kind, Plan, held
from hustings.mechanics.sv_margin_search import BUDGET, Found, find, find_level, moves
from hustings.question import Case
from hustings.questions import _margin_totals
from hustings.questions._margin_gaps import gaps, waterfall
from hustings.questions._margin_words import DONE, STAYS_VALID, challengers, one_elected, shown

EACH = 400
"""How many sets that are level are looked at for each challenger's own margin, unless more is asked."""

Cases = dict[tuple[int, bool], Found]
"""What is found for one challenger: to be elected (1) or in a lot (0), without and with the law's ties."""


@dataclass(frozen=True, kw_only=True)
class Best:
    """The fewest papers of one kind over all challengers: with two who remain, and with the law's ties."""

    kind: Kind
    two: Plan
    legal: Plan
    proved: int


def answer(case: Case, candidate: str | None, budget: int | None) -> Answer:
    """The answer at whatever level the papers are known."""
    winner, people = one_elected(case), challengers(case, candidate)
    if case.known.table is None:
        return _margin_totals.answer(case, winner, people)
    papers, sets = held(case.known.table), BUDGET if budget is None else budget
    each = min(sets, EACH) if budget is None else sets
    altered = {at: _rows(papers, at, each) for at in people}
    best = [one for kind in DONE if (one := _best(papers, people, kind, 1, sets)) is not None]
    lot = _best(papers, people, "altered", 0, sets)
    return Answer(
        question="margin",
        title="How close was it",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, winner, best, lot),
        level=LEVELS[case.known.level],
        findings=tuple(finding for one in best for finding in _findings(case, one, bool(candidate))),
        figures=(
            _table(case, altered),
            _others(case, papers, people),
            _lots(case, altered),
            gaps(case, winner),
            *waterfall(case),
        ),
        assumptions=(STAYS_VALID,),
        witnesses=_witnesses(case, papers, best, lot),
    )


def _rows(papers: Held, at: int, budget: int) -> Cases:
    return {
        (ahead, ties): find(papers, at, "altered", ahead=ahead, ties=ties, budget=budget)
        for ahead in (0, 1)
        for ties in (False, True)
    }


def _best(papers: Held, people: Sequence[int], kind: Kind, ahead: int, budget: int) -> Best | None:
    """The least over all challengers; sets that are level are looked for only below the best so far."""
    able = [
        plan for at in people if (plan := find(papers, at, kind, ahead=ahead, ties=False).plan) is not None
    ]
    if not able:
        return None
    two = min(able, key=lambda plan: plan.papers)
    legal, proved = two, two.papers
    for at in people:
        found = find_level(papers, at, kind, ahead, legal.papers, budget)
        legal = found.plan or legal
        proved = min(proved, legal.papers if found.proved is None else found.proved)
    return Best(kind=kind, two=two, legal=legal, proved=proved)


def _sentence(case: Case, winner: int, best: list[Best], lot: Best | None) -> str:
    altered = next((one for one in best if one.kind == "altered"), None)
    if altered is None:
        return f"No number of altered papers would have changed that {case.name(winner)} is elected."
    legal, two = altered.legal, altered.two
    words = (
        f"With {papers_words(legal.papers)} altered {case.name(legal.challenger)} would have been elected "
        f"instead of {case.name(winner)}"
    )
    if legal.how == "level":
        words += f", through a tie at the cut; without one it takes {papers_words(two.papers)}"
    if altered.proved < legal.papers:
        words += f"; fewer than {papers_words(altered.proved)} would have changed nothing"
    elif legal.papers > 1:
        words += "; with fewer nobody else would"
    fewer = legal.papers if lot is None else lot.legal.papers
    if fewer < legal.papers:
        words += ", though " + (
            f"with {papers_words(fewer)} altered a lot could have" if fewer else "a lot decided it"
        )
    return words + "."


def _findings(case: Case, one: Best, named: bool) -> list[Finding]:
    who = (case.papers.candidates[one.legal.challenger],)
    whom = case.name(one.legal.challenger) if named else "anybody else"
    claims = [f"no fewer than {papers_words(one.proved)} {DONE[one.kind]} would elect {whom} without a lot"]
    if one.two.papers > one.legal.papers:
        claims.append(f"{papers_words(one.two.papers)} {DONE[one.kind]}, where no tie keeps a third in")
    return [Finding(claim=claim, holds="certain", who=who) for claim in claims]


def _witnesses(case: Case, papers: Held, best: list[Best], lot: Best | None) -> tuple[Witness, ...]:
    """Each plan once, the law's first; and last the lot where it takes fewer papers altered."""
    made: list[Witness] = []
    for one in best:
        plans = [one.legal] if one.two.papers == one.legal.papers else [one.legal, one.two]
        for plan in plans:
            moved = moves(papers, plan, one.kind, 1)
            made.append(shown(case, None, moved, plan.challenger, one.kind, sure=True))
    least = min((one.legal.papers for one in best if one.kind == "altered"), default=0)
    if lot is not None and 0 < lot.legal.papers < least:
        moved = moves(papers, lot.legal, "altered", 0)
        made.append(shown(case, None, moved, lot.legal.challenger, "altered", sure=False))
    return tuple(made)


def _route(case: Case, plan: Plan) -> str:
    """By what outcome somebody would be elected."""
    if plan.how == "majority":
        return "by more than half"
    others = case.names(plan.remaining[1:])
    return f"v {others}" if plan.how == "two" else f"{others} remain too"


def _papers(found: Found) -> int | None:
    return None if found.plan is None else found.plan.papers


def _table(case: Case, altered: dict[int, Cases]) -> Figures:
    note = "A tie for second place keeps in everybody level there, and their papers are not transferred."
    open_ = [at for at, found in altered.items() if not found[1, True].exact]
    if open_:
        note += f" Not proved with ties, so perhaps fewer: {case.names(open_)} (--budget looks further)."
    return Figures(
        key="challengers",
        title="Papers altered that would have elected each instead",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="margin", head="Where two remain"),
            Column(key="legal_margin", head="With the law's ties"),
            Column(key="route", head="How", unit="text"),
        ),
        rows=tuple(
            (
                case.papers.candidates[at],
                _papers(found[1, False]),
                _papers(found[1, True]),
                _route(case, plan) if (plan := found[1, True].plan) else None,
            )
            for at, found in altered.items()
        ),
        note=note,
    )


def _lots(case: Case, altered: dict[int, Cases]) -> Figures:
    """The same to a lot, whom each would be up against, and down to what a margin with ties is proved."""
    rows: list[tuple[Cell, ...]] = []
    for at, found in altered.items():
        plan = found[1, True].plan
        rival = plan.remaining[1] if plan and len(plan.remaining) > 1 else None
        rows.append(
            (
                case.papers.candidates[at],
                _papers(found[0, False]),
                _papers(found[0, True]),
                None if rival is None else case.papers.candidates[rival],
                found[1, True].proved,
            )
        )
    return Figures(
        key="lots",
        title="Papers altered that would have brought each into a lot",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="margin", head="Where two remain"),
            Column(key="legal_margin", head="With the law's ties"),
            Column(key="opponent", head="Elected against", unit="candidate"),
            Column(key="proved", head="Proved down to"),
        ),
        rows=tuple(rows),
        note="The last two are of being elected, with the law's ties.",
        detail=True,
    )


def _others(case: Case, papers: Held, people: Sequence[int]) -> Figures:
    """Papers added and struck out, with two who remain."""

    def least(at: int, kind: Kind) -> int | None:
        plan = find(papers, at, kind, ahead=1, ties=False).plan
        return plan.papers if plan else None

    return Figures(
        key="added_struck",
        title="Papers added, or struck out, that would have elected each",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="added", head="Added"),
            Column(key="struck", head="Struck out"),
        ),
        rows=tuple((case.papers.candidates[at], least(at, "added"), least(at, "struck")) for at in people),
        note="Where two remain. A dash: no number would do.",
    )
