"""Could these errors, void papers or a missing box have changed who is elected?"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Answer
from hustings.errors import UsageError
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.tainted import Tainted
from hustings.question import Case, Option, Question
from hustings.questions import _affected_rankings, _affected_search, _affected_totals
from hustings.questions._affected_doubt import KINDS, doubt_of
from hustings.questions._margin_words import challengers, one_elected

RULES = ("simple-majority", "sv", *CLAUSES)
"""The rules for which it is worked out; by the rules of exclusions, for a number of papers."""


def _ask(
    case: Case,
    kind: str,
    papers: int | None,
    tainted: Sequence[Tainted] | None,
    area: tuple[str, ...],
    candidate: str | None,
) -> Answer:
    case.need_rule(RULES, "whether the result is affected is not worked out for this rule")
    winner, people = one_elected(case), challengers(case, candidate)
    if case.rule.key in CLAUSES:
        if tainted or area:
            raise UsageError(
                "of ranked papers only the number in question is looked at",
                found="--tainted" if tainted else "--area",
                expected="--papers alone",
                hint="say how many papers at most (--papers 120)",
            )
        return _affected_rankings.answer(case, kind, papers, winner, candidate)
    doubt = doubt_of(case, kind, papers, tainted, area)
    if case.known.table is None and case.rule.key == "sv":
        return _affected_totals.answer(case, doubt, winner, people)
    return _affected_search.answer(case, doubt, winner, people)


QUESTION = Question(
    key="affected",
    title="Could it have changed the result",
    asks="Could these errors, void papers or missing papers have changed who is elected?",
    about="Papers that are in question: a number of them, those with certain marks, or those of an area. "
    "Any of them may be bad, in any proportion. The answer is yes, with papers that show it, or no; it is "
    "about the arithmetic, not about the law. Of rankings under the alternative vote only a number can be in "
    "question.",
    source="our own derivation from LDEDCA 2009 Sch 5B para 5; what is asked is what the Representation of "
    "the People Act 1983 s48(1)(b) asks of an election petition, whether the result was affected",
    ask=_ask,
    options=(
        Option(
            name="kind",
            takes="choice",
            words="what may be wrong: void papers were counted (struck), papers were counted as something "
            "else (altered), papers were not counted (missing)",
            default="struck",
            choices=KINDS,
        ),
        Option(name="papers", takes="number", words="at most so many papers, whichever they are"),
        Option(
            name="tainted",
            takes="file",
            words="a CSV of the papers in question: first, second (or empty), papers, and area if known",
            read="_tainted.read",
        ),
        Option(name="area", takes="area", words="all papers of this area are in question", many=True),
        Option(name="candidate", takes="candidate", words="only whether this candidate could be elected"),
    ),
)
