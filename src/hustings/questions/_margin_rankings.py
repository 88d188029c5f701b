"""The margin of rankings: exact by orders of exclusions, and bounds for rules that fill several seats."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Answer, Cell, Column, Figures, Finding, Witness
from hustings.errors import UsageError
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.irv_margin import NODES
from hustings.mechanics.known import LEVELS
from hustings.mechanics.margin_bounds import Bounds, of_transferable_votes
from hustings.mechanics.ranked_margin import by_exclusions
from hustings.mechanics.sv_margin import Kind
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions._margin_words import (
    DONE,
    all_elected,
    between,
    challengers,
    one_elected,
    refuse_elected,
)

KINDS: tuple[Kind, ...] = ("altered", "added", "struck")

FEW = 8
"""Up to so many candidates it is told of each how few papers altered would have elected that one."""

VALID = "A paper that is altered may come to rank anybody, or nobody; one that is added too."


def by_rounds(case: Case, candidate: str | None, budget: int | None) -> Answer:
    """The answer under a rule that excludes until somebody is elected."""
    winner, people = one_elected(case), challengers(case, candidate)
    papers, nodes = _papers(case), NODES if budget is None else budget
    elected = papers.candidates[winner]

    def bounds(kind: Kind, wanted: str) -> tuple[Bounds, Bounds]:
        return by_exclusions(case.rule, papers, case.contest, elected, kind, nodes=nodes, wanted=wanted)

    found = {kind: bounds(kind, candidate or "") for kind in KINDS}
    each: list[tuple[int, Bounds]] = []
    if candidate is None and len(papers.candidates) <= FEW:
        each = [(at, bounds("altered", papers.candidates[at])[1]) for at in people]
    allowed, without = found["altered"]
    return Answer(
        question="margin",
        title="How close was it",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, [elected], allowed, without),
        level=LEVELS["rankings"],
        findings=tuple(one for kind in KINDS for one in _findings(case, found[kind][1], candidate)),
        figures=(
            _table([one for kind in KINDS for one in found[kind]]),
            *((_each(case, each),) if each else ()),
        ),
        assumptions=(VALID, *_doubts(case)),
        witnesses=_proofs([one for kind in KINDS for one in found[kind][::-1]]),
    )


def _proofs(found: Sequence[Bounds]) -> tuple[Witness, ...]:
    """Each witness once."""
    made: list[Witness] = []
    for one in found:
        if one.witness is not None and one.witness not in made:
            made.append(one.witness)
    return tuple(made)


def _doubts(case: Case) -> tuple[str, ...]:
    if CLAUSES[case.rule.key].singly:
        return ()
    return (
        "Where all who cannot catch up are excluded at once, or a paper may be read in two ways, the bounds "
        "allow for every way.",
    )


def by_seats(case: Case, candidate: str | None, budget: int | None) -> Answer:
    """Bounds under a rule that fills seats by transferable votes; its `budget` of counts is fixed."""
    papers, elected = _papers(case), all_elected(case)
    refuse_elected(case, candidate)
    if len(elected) == len(papers.candidates):
        raise UsageError("nobody else stands", found=f"{len(elected)} elected", expected="more candidates")
    found = [
        of_transferable_votes(case.rule, papers, case.contest, case.counted, kind, candidate or "")
        for kind in KINDS
    ]
    return Answer(
        question="margin",
        title="How close was it",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, elected, None, found[0]),
        level=LEVELS["rankings"],
        findings=tuple(finding for one in found for finding in _findings(case, one, candidate)),
        figures=(_table(found),),
        assumptions=(
            VALID,
            "Only plain ways were tried, papers of one elected given to one who is not: fewer papers may do.",
        ),
        witnesses=_proofs(found),
    )


def _papers(case: Case) -> Profile:
    if not isinstance(case.papers, Profile):
        raise UsageError(
            "only rankings tell how few papers change who is elected under this rule",
            found=case.papers.kind,
            expected=LEVELS["rankings"],
            hint="a file of rankings would tell",
        )
    if not case.papers.valid:
        raise UsageError("nobody voted", found="0 valid papers", expected="papers that rank somebody")
    return case.papers


def _sentence(case: Case, elected: Sequence[str], allowed: Bounds | None, without: Bounds) -> str:
    now = case.names(elected)
    if without.none:
        return f"No number of altered papers would have changed that {now} is elected."
    if without.most is None or without.witness is None:
        return f"Fewer than {papers_words(without.least)} altered would not have changed who is elected."
    others = [one for one in without.witness.elected if one not in elected]
    then = case.names(others)
    out = [one for one in elected if one not in without.witness.elected]
    lost = case.names(out)
    words = f"With {papers_words(without.most)} altered {then} would have been elected instead of {lost}"
    if not without.exact:
        if without.least > 1:
            words += f"; fewer than {papers_words(without.least)} would have changed nothing"
        words += (
            "; whether fewer would have done it is not known"
            if without.least < 2
            else (", and between the two it is not known")
        )
    elif without.most > 1:
        words += "; with fewer nobody else would"
    if allowed is not None and allowed.exact and allowed.most is not None and allowed.most < without.most:
        words += ", though " + (
            f"with {papers_words(allowed.most)} altered a lot could have"
            if allowed.most
            else "a lot decided it"
        )
    return words + "."


def _findings(case: Case, one: Bounds, candidate: str | None) -> list[Finding]:
    if one.least < 2 and not one.none:
        return []
    if one.none:
        claim = f"any number of papers {DONE[one.kind]} changes who is elected"
        return [Finding(claim=claim, holds="impossible")]
    change = "change who is elected"
    if candidate:
        change = f"elect {case.name(candidate)}"
    claim = f"no fewer than {papers_words(one.least)} {DONE[one.kind]} {change}"
    who = () if one.witness is None else one.witness.elected
    return [Finding(claim=claim, holds="certain", who=who)]


def _table(found: Sequence[Bounds]) -> Figures:
    rows: list[tuple[Cell, ...]] = [
        (
            DONE[one.kind],
            "a lot may decide" if one.lots else "without a lot",
            None if one.none else one.least,
            one.most,
            "none" if one.none else between(one.least, one.most),
        )
        for one in found
    ]
    return Figures(
        key="margins",
        title="Papers that would have changed who is elected",
        columns=(
            Column(key="done", head="Papers", unit="text"),
            Column(key="lot", head="Result", unit="text"),
            Column(key="least", head="At least"),
            Column(key="most", head="Enough"),
            Column(key="margin", head="Margin", unit="text"),
        ),
        rows=tuple(rows),
        note="At least: fewer cannot do it. Enough: these do, counted again.",
    )


def _each(case: Case, found: Sequence[tuple[int, Bounds]]) -> Figures:
    return Figures(
        key="challengers",
        title="Papers altered that would have elected each instead",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="least", head="At least"),
            Column(key="margin", head="Enough"),
        ),
        rows=tuple(
            (case.papers.candidates[at], None if one.none else one.least, one.most) for at, one in found
        ),
        note="Without a lot. A dash: no number would do.",
    )
