"""Each candidate who was not elected left out in turn: who decided it by standing?"""

from __future__ import annotations

from hustings.answer import Answer, Column, Figures, Finding
from hustings.errors import UsageError
from hustings.mechanics.edits import contest_without
from hustings.mechanics.known import LEVELS
from hustings.mechanics.removal import possible
from hustings.question import Case, Question
from hustings.questions._without_removal import (
    count_without,
    elected_now,
    exact_papers,
    known_for,
    level_of,
)


def everybody(case: Case, question: Question) -> Answer:
    """The answer where nobody is named; from totals somebody must be."""
    now = elected_now(case)
    if len(case.contest.candidates) < 3:
        raise UsageError(
            "fewer than two candidates would be left, and nothing to choose",
            found=f"{len(case.contest.candidates)} candidates",
            expected="three or more",
        )
    if not now:
        raise UsageError(
            "who is elected is not settled, so nobody can have changed it",
            found=case.counted.awaiting.words if case.counted.awaiting else "several elected",
            hint="say who is left out with --candidate",
        )
    found = {id: _instead(case, id) for id in case.contest.ids if id != now}
    certain = [id for id, ids in found.items() if len(ids) == 1 and ids != (now,)]
    open_ = [id for id, ids in found.items() if len(ids) > 1]
    rankings = exact_papers(case) is not None
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, now, certain, open_),
        level=level_of(case) if rankings else LEVELS["table"],
        findings=_findings(case, list(found), certain, open_),
        figures=(
            Figures(
                key="each",
                title="Each of the others left out",
                columns=(
                    Column(key="candidate", head="Without", unit="candidate"),
                    Column(key="elected", head="Could be elected", unit="text"),
                ),
                rows=tuple((id, case.names(ids)) for id, ids in found.items()),
            ),
        ),
        assumptions=("nobody would have marked the other candidates in another order",),
        fuller="" if rankings else "whole rankings would tell the third choices",
    )


def _findings(case: Case, others: list[str], certain: list[str], open_: list[str]) -> tuple[Finding, ...]:
    words = "changes who is elected by standing"
    sure = [Finding(claim=f"{case.name(id)} {words}", holds="certain", who=(id,)) for id in certain]
    may = [Finding(claim=f"{case.name(id)} {words}", holds="possible", who=(id,)) for id in open_]
    rest = tuple(id for id in others if id not in certain and id not in open_)
    who = "any other" if certain or open_ else "any of those not elected"
    none = [Finding(claim=f"{who} {words}", holds="impossible", who=rest)] if rest else []
    return (*sure, *may, *none)


def _instead(case: Case, id: str) -> tuple[str, ...]:
    """Who could be elected without this one."""
    if exact_papers(case) is not None:
        ended, _ = count_without(case, contest_without(case.contest, id), (id,))
        return ended.level or ended.elected
    known = known_for(case)
    if known.table is None:
        raise UsageError(
            "who is left out is not said",
            where="--candidate",
            found=LEVELS[known.level],
            expected="a candidate; or the first-by-second table, to try each in turn",
        )
    return tuple(known.candidates[at] for at in possible(known, [known.candidates.index(id)]))


def _sentence(case: Case, now: str, certain: list[str], open_: list[str]) -> str:
    who = case.name(now)
    told = []
    if certain:
        verb = "decided it by standing" if len(certain) == 1 else "each decided it by standing"
        told.append(f"{case.names(certain)} {verb}: without, {who} would not have been elected.")
    if open_:
        either = case.names(open_).replace(" and ", " or ")
        told.append(f"Without {either}, the papers do not tell who would have been elected.")
    if not told:
        return f"Nobody decided it by standing: without any one of the others, {who} would still be elected."
    return " ".join(told)
