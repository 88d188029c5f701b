"""The margin under the supplementary vote where the first-by-second table was not published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.answer import Answer, Column, Figures, Finding, Witness
from hustings.mechanics.figures import number
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.sv_margin import Kind, Plan, held
from hustings.mechanics.sv_margin_search import find, moves
from hustings.mechanics.sv_margin_totals import Bounds, all_for, bounds, completed, with_ties
from hustings.mechanics.table import Table, profile_of
from hustings.question import Case
from hustings.questions._margin_gaps import gaps, waterfall
from hustings.questions._margin_words import DONE, STAYS_VALID, between, shown

Pair = tuple[Bounds, Bounds]
"""Bounds of one challenger: where two remain, and with the law's ties."""


def answer(case: Case, winner: int, people: Sequence[int]) -> Answer:
    """Bounds for each challenger, and the margin itself where they meet."""
    known = case.known
    completed(known)  # refuses figures that do not close
    found = {kind: {at: _pair(known, at, kind) for at in people} for kind in DONE}
    overall = {kind: _overall(one) for kind, one in found.items()}
    settled = overall["altered"].settled
    return Answer(
        question="margin",
        title="How close was it",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, winner, overall["altered"], _lot(case, found["altered"])),
        level=LEVELS[known.level] + (", which decide it" if settled else ", which do not decide it"),
        findings=tuple(finding for kind, one in overall.items() for finding in _findings(case, kind, one)),
        figures=(
            _table(case, found["altered"]),
            _others(case, found),
            gaps(case, winner),
            *waterfall(case),
        ),
        assumptions=(
            STAYS_VALID,
            "What was not published may be anything that the published figures allow.",
        ),
        fuller="the first-by-second table would tell the margin of every candidate"
        + ("; it cannot change the least of them" if settled else ""),
        witnesses=tuple(witness for kind, one in overall.items() for witness in _witnesses(case, kind, one)),
    )


def _pair(known: Known, at: int, kind: Kind) -> Pair:
    two = bounds(known, at, kind, ahead=1, ties=False)
    return two, with_ties(known, at, kind, two, ahead=1)


@dataclass(frozen=True, kw_only=True)
class Overall:
    """Over all challengers: the least number, with ties, and whose it is; the plan that is surely enough."""

    least: int | None
    by: int | None
    surely: Plan | None

    @property
    def settled(self) -> bool:
        """Whether the published figures decide the margin."""
        return self.least == (None if self.surely is None else self.surely.papers)


def _overall(some: dict[int, Pair]) -> Overall:
    lower = [(legal.least, at) for at, (_, legal) in some.items() if legal.least is not None]
    plans = [two.surely for two, _ in some.values() if two.surely is not None]
    least, by = min(lower, default=(None, None))
    return Overall(least=least, by=by, surely=min(plans, key=lambda plan: plan.papers, default=None))


def _lot(case: Case, some: dict[int, Pair]) -> tuple[int | None, bool]:
    """How many papers altered make a lot possible at least, and whether the published figures decide it.

    A lot never takes more papers than being elected, and at most one fewer.
    """
    if case.counted.stages[-1].step == "lot":
        return 0, True
    most = min((two.most for two, _ in some.values() if two.most is not None), default=0)
    near = [at for at, (_, legal) in some.items() if legal.least is not None and legal.least <= most]
    lots = {at: bounds(case.known, at, "altered", ahead=0, ties=True) for at in near}
    found = _overall({at: (one, one) for at, one in lots.items()})
    # No lot was drawn, so that it takes a paper to bring one about.
    return None if found.least is None else max(1, found.least), found.settled


def _sentence(case: Case, winner: int, overall: Overall, by_lot: tuple[int | None, bool]) -> str:
    elected, surely = case.name(winner), overall.surely
    if overall.least is None:
        return f"No number of altered papers would have changed that {elected} is elected."
    least = papers_words(overall.least)
    if surely is None:
        return f"Fewer than {least} altered could not have elected anybody but {elected} without a lot."
    other = case.name(surely.challenger)
    if overall.settled:
        words = f"With {least} altered {other} would have been elected instead of {elected}"
        lot, sure = by_lot
        if lot is not None and lot < overall.least:
            could = "a lot could have" if sure else "a lot perhaps could have"
            fewer = f"with {papers_words(lot)} altered {could}" if lot else "a lot decided it"
            words += f", though {fewer}"
        return f"{words}; with fewer nobody else would, whatever was not published."
    return (
        f"Fewer than {least} altered could not have elected anybody but {elected} without a lot; "
        f"{number(surely.papers)} surely could have elected {other}; what was published leaves open what "
        "lies between."
    )


def _findings(case: Case, kind: Kind, overall: Overall) -> list[Finding]:
    found: list[Finding] = []
    ids, surely = case.papers.candidates, overall.surely
    if overall.least is not None and overall.by is not None:
        words = (
            f"no fewer than {papers_words(overall.least)} {DONE[kind]} would elect anybody else without a lot"
        )
        found.append(Finding(claim=words, holds="certain", who=(ids[overall.by],)))
    if surely is not None:
        verb = "is" if surely.papers == 1 else "are"
        words = (
            f"{papers_words(surely.papers)} {DONE[kind]} {verb} enough, for {case.name(surely.challenger)}"
        )
        found.append(Finding(claim=words, holds="certain", who=(ids[surely.challenger],)))
    return found


def _witnesses(case: Case, kind: Kind, overall: Overall) -> list[Witness]:
    """Papers that make the totals, changed so that they elect somebody else.

    For the number that is surely enough; where only first preferences are known, papers that need so many,
    and those that need the fewest.
    """
    made: list[Witness] = []
    surely, known = overall.surely, case.known
    if surely is not None:
        table = completed(known)
        if known.level == "firsts" and surely.how == "two":
            table = all_for(known, surely.remaining[1])
        made.append(_of(case, table, surely, kind))
    if overall.by is not None and not overall.settled and known.level == "firsts":
        kindest = all_for(known, overall.by)
        plan = find(held(kindest), overall.by, kind, ahead=1, ties=True).plan
        assert plan is not None
        made.append(_of(case, kindest, plan, kind))
    return made


def _of(case: Case, table: Table, plan: Plan, kind: Kind) -> Witness:
    moved = moves(held(table), plan, kind, 1)
    return shown(case, profile_of(table), moved, plan.challenger, kind, sure=True)


def _table(case: Case, some: dict[int, Pair]) -> Figures:
    return Figures(
        key="challengers",
        title="Papers altered that would have elected each instead",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="least", head="At least, two remain"),
            Column(key="legal_least", head="At least, with ties"),
            Column(key="most", head="Surely enough"),
        ),
        rows=tuple(
            (case.papers.candidates[at], two.least, legal.least, two.most)
            for at, (two, legal) in some.items()
        ),
        note="A tie for second place keeps in everybody level there, and their papers are not transferred.",
    )


def _others(case: Case, found: dict[Kind, dict[int, Pair]]) -> Figures:
    return Figures(
        key="added_struck",
        title="Papers added, or struck out, that would have elected each",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="added", head="Added", unit="text"),
            Column(key="struck", head="Struck out", unit="text"),
        ),
        rows=tuple(
            (
                case.papers.candidates[at],
                between(two.least, two.most),
                between(found["struck"][at][0].least, found["struck"][at][0].most),
            )
            for at, (two, _) in found["added"].items()
        ),
        note="Where two remain.",
    )
