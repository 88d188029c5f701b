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
    nothing_open,
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
    told = {id: _instead(case, id) for id in case.contest.ids if id != now}
    found = {id: ids for id, (ids, _) in told.items()}
    certain = [id for id, ids in found.items() if now not in ids]
    open_ = [id for id, ids in found.items() if now in ids and len(ids) > 1]
    lots = [id for id in open_ if told[id][1]]
    rankings = exact_papers(case) is not None
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, now, certain, open_, lots),
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


def _instead(case: Case, id: str) -> tuple[tuple[str, ...], bool]:
    """Who could be elected without this one, and whether a lot between these would decide."""
    if exact_papers(case) is not None:
        ended, _ = count_without(case, contest_without(case.contest, id), (id,))
        return ended.level or ended.elected, bool(ended.level)
    known = known_for(case)
    if known.table is None:
        raise UsageError(
            "who is left out is not said",
            where="--candidate",
            found=LEVELS[known.level],
            expected="a candidate; or the first-by-second table, to try each in turn",
        )
    out = [known.candidates.index(id)]
    ids = tuple(known.candidates[at] for at in possible(known, out))
    return ids, len(ids) > 1 and nothing_open(known, out)


def _sentence(case: Case, now: str, certain: list[str], open_: list[str], lots: list[str]) -> str:
    who = case.name(now)
    told = []
    if certain:
        verb = "decided it by standing" if len(certain) == 1 else "each decided it by standing"
        whom = case.name(certain[0]) if len(certain) == 1 else "any one of them"
        told.append(f"{case.names(certain)} {verb}: without {whom}, {who} would not have been elected.")
    untold = [id for id in open_ if id not in lots]
    if untold:
        told.append(f"Without {_either(case, untold)}, the papers do not tell who would have been elected.")
    if lots:
        told.append(f"Without {_either(case, lots)}, a lot would have decided.")
    if not told:
        return f"Nobody decided it by standing: without any one of the others, {who} would still be elected."
    return " ".join(told)


def _either(case: Case, ids: list[str]) -> str:
    *most, last = (case.name(id) for id in ids)
    return f"{', '.join(most)} or {last}" if most else last
