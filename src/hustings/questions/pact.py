"""Do two camps that exchange second preferences keep a third out?"""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer
from hustings.errors import UsageError
from hustings.mechanics.known import LEVELS
from hustings.question import Case, Option, Question
from hustings.questions._pact_figures import figures
from hustings.questions._pact_setting import setting_of
from hustings.questions._pact_witness import witnesses
from hustings.questions._pact_words import Judged, findings, judged, sentence
from hustings.returns import Note

RULES = ("sv",)
"""The rules under which only eliminated candidates' papers are looked at for a second preference."""


def ask(
    case: Case,
    *,
    between: tuple[str, ...],
    against: str | None = None,
    rate: Fraction | None = None,
    leak: Fraction | None = None,
    others: Fraction | None = None,
    others_against: Fraction | None = None,
) -> Answer:
    """Whether the pact holds, fails or does not matter, why, and at which rate that changes.

    Raises UsageError for another rule, fewer than three candidates and what is said though it is known;
    InputError for a pact with oneself and shares that together are more than all.
    """
    if case.rule.key not in RULES:
        raise UsageError(
            "a pact of second preferences is asked of the supplementary vote",
            found=f"the rule {case.rule.key}, {len(case.contest.candidates)} candidates",
            expected="the rule sv, three or more candidates",
        )
    setting = setting_of(case, between, against, rate, leak, others, others_against)
    found = judged(setting)
    return Answer(
        question=QUESTION.key,
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=sentence(found),
        level=LEVELS[setting.known.level],
        findings=findings(found),
        figures=figures(found),
        assumptions=setting.assumptions,
        fuller=""
        if setting.known.table is not None
        else "the first-by-second table would say how many of each candidate's papers name whom",
        witnesses=witnesses(case, found),
        notes=_notes(found, against is None),
    )


def _notes(of: Judged, chosen: bool) -> tuple[Note, ...]:
    """Who the rival is where nobody was named, and what the sentence leaves out."""
    pact, name = of.setting.pact, of.name
    rival = name[pact.rival]
    told = []
    if chosen:
        told.append(f"the rival is {rival}, the strongest other candidate (say --against for another)")
    if set(pact.partners) <= set(of.ended.remaining):
        told.append("both partners remain: what their papers say of each other is never looked at")
    if pact.rival not in of.ended.remaining:
        told.append(f"{rival} is not among those who would remain for a second count")
    return tuple(Note(words=one) for one in told)


QUESTION = Question(
    key="pact",
    title="Pact",
    asks="Do two camps that exchange second preferences keep a third out?",
    about="Two candidates' voters give each other their second preferences. Says whether that keeps a third "
    "candidate out, from which rate of exchange on, which of the two needs the other, and in which of six "
    "ways it fails or could.",
    source="Ken Livingstone's claim of 2010; arithmetic of LDEDCA 2009 Sch 5B para 5",
    ask=ask,
    options=(
        Option(
            name="between",
            takes="candidate",
            many=True,
            needed=True,
            words="the two candidates of the pact, one after the other",
        ),
        Option(
            name="against",
            takes="candidate",
            words="whom it is to keep out; else the strongest other candidate",
        ),
        Option(
            name="rate",
            takes="share",
            words="share of each partner's papers that name the other; else as marked, or all where that is "
            "not published",
        ),
        Option(name="leak", takes="share", words="share of each partner's papers that name the rival"),
        Option(
            name="others",
            takes="share",
            words="share of other eliminated candidates' papers that name the partner who remains, where "
            "that is not published",
        ),
        Option(name="others_against", takes="share", words="share of them that name the rival"),
    ),
)
