"""Whether so many ranked papers could have changed the result: what the margin of rankings proves of it."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Answer, Certainty, Column, Figures, Finding
from hustings.errors import UsageError
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import LEVELS
from hustings.mechanics.margin_bounds import Bounds
from hustings.mechanics.ranked_margin import by_exclusions
from hustings.mechanics.sv_margin import Kind
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions._affected_doubt import DONE, HOWEVER
from hustings.questions._margin_words import DONE as WORDS


def answer(case: Case, kind: str, limit: int | None, winner: int, candidate: str | None) -> Answer:
    """Yes with papers that show it, no, or that it was not found within the budget of the search."""
    papers = _papers(case, kind, limit)
    assert limit is not None
    words, done = f"up to {papers_words(limit)}", DONE[kind]
    allowed, without = by_exclusions(
        case.rule, papers, case.contest, papers.candidates[winner], done, wanted=candidate or ""
    )
    sure = without.most is not None and without.most <= limit
    lot = allowed.most is not None and allowed.most <= limit
    ruled_out = all(one.none or one.least > limit for one in (allowed, without))
    found = without if sure else allowed
    return Answer(
        question="affected",
        title="Could it have changed the result",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, words, winner, candidate, found, sure=sure, open_=lot, no=ruled_out),
        level=LEVELS["rankings"],
        findings=_findings(case, done, winner, candidate, no=ruled_out),
        figures=(_table((allowed, without)),),
        assumptions=(
            "Any of the papers in question may be bad, in any proportion: they are not taken to be like the "
            "others.",
        ),
        witnesses=(found.witness,) if (sure or lot) and found.witness is not None else (),
    )


def _papers(case: Case, kind: str, limit: int | None) -> Profile:
    if not isinstance(case.papers, Profile):
        raise UsageError(
            "only rankings tell whether papers change who is elected under this rule",
            found=case.papers.kind,
            expected=LEVELS["rankings"],
            hint="a file of rankings would tell",
        )
    if limit is None:
        raise UsageError(
            "which papers are in question is not said",
            expected="--papers",
            hint="say how many papers at most (--papers 120)",
        )
    if DONE[kind] != "added" and limit > case.papers.valid:
        raise UsageError(
            "more papers are in question than were counted",
            found=papers_words(limit),
            expected=f"at most {papers_words(case.papers.valid)}",
            hint="ask about papers that were not counted with --kind missing",
        )
    return case.papers


def _sentence(
    case: Case,
    words: str,
    winner: int,
    candidate: str | None,
    found: Bounds,
    *,
    sure: bool,
    open_: bool,
    no: bool,
) -> str:
    elected = case.name(winner)
    other = "somebody else" if candidate is None else case.name(candidate)
    if sure and found.most is not None and found.witness is not None:
        verb = "were" if found.most != 1 else "was"
        return (
            f"Yes: of {words}, if {papers_words(found.most)} {verb} {WORDS[found.kind]}, "
            f"{case.names(found.witness.elected)} would be elected instead of {elected}."
        )
    if open_:
        return f"Perhaps: {words} could have led to a lot, which might have fallen on {other}."
    if no:
        return f"No: however many of {words} {HOWEVER[found.kind]}, {_stays(case, winner, candidate)}."
    return f"Not found: no way was found in which {words} elect {other} instead of {elected}."


def _stays(case: Case, winner: int, candidate: str | None) -> str:
    if candidate is None:
        return f"{case.name(winner)} is elected"
    return f"{case.name(candidate)} is not elected"


def _findings(case: Case, kind: Kind, winner: int, candidate: str | None, *, no: bool) -> tuple[Finding, ...]:
    holds: Certainty = "impossible" if no else "possible"
    if candidate is not None:
        return (Finding(claim=f"{case.name(candidate)} could be elected", holds=holds, who=(candidate,)),)
    id = case.papers.candidates[winner]
    if no:
        claim = f"{case.name(winner)} is elected however many of them {HOWEVER[kind]}"
        return (Finding(claim=claim, holds="certain", who=(id,)),)
    others = tuple(one for one in case.papers.candidates if one != id)
    return (
        Finding(claim=f"somebody else than {case.name(winner)} could be elected", holds=holds, who=others),
    )


def _table(found: Sequence[Bounds]) -> Figures:
    return Figures(
        key="fewest",
        title=f"Papers {WORDS[found[0].kind]} that would elect somebody else",
        columns=(
            Column(key="how", head="How", unit="text"),
            Column(key="least", head="At least"),
            Column(key="most", head="Enough"),
        ),
        rows=tuple(
            ("a lot may decide" if one.lots else "without a lot", None if one.none else one.least, one.most)
            for one in found
        ),
        note="A dash: there is no way, or none was found.",
    )
