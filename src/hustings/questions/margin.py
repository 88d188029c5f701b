"""How close was it: the fewest papers altered, added or struck out that change who is elected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hustings.answer import Answer
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.question import Case, Option, Question
from hustings.questions import _margin_one_choice, _margin_rankings, _margin_two_columns

Solver = Callable[[Case, str | None, int | None], Answer]
"""From the case, the candidate asked about (None: everybody who is not elected) and the budget (None: as
much as is stated) to the answer."""

TRANSFERABLE = (
    "australian-senate",
    "australian-senate-2016",
    "cambridge",
    "ers97",
    "ireland",
    "meek",
    "minneapolis",
    "northern-ireland-stv",
    "portland-2024",
    "scottish-stv",
    "scottish-stv-2007",
    "warren",
)
"""Rules that fill seats by transferable votes: bounds only."""

SOLVERS: Mapping[str, Solver] = {
    "simple-majority": _margin_one_choice.answer,
    "sv": _margin_two_columns.answer,
    **dict.fromkeys(CLAUSES, _margin_rankings.by_rounds),
    **dict.fromkeys(TRANSFERABLE, _margin_rankings.by_seats),
}
"""How the margin is found, by the key of the rule; other rules are refused."""


def _ask(case: Case, candidate: str | None, budget: int | None) -> Answer:
    case.need_rule(SOLVERS, "the margin is not worked out for this rule")
    return SOLVERS[case.rule.key](case, candidate, budget)


QUESTION = Question(
    key="margin",
    title="How close was it",
    asks="How few papers would have changed who is elected?",
    about="The fewest papers that, altered, added or struck out, would have elected somebody else, for each "
    "candidate, with the changed papers as proof. Under the supplementary vote two numbers are told: "
    "with two who remain, and with the law's ties, which keep in everybody level with the second. Under "
    "the alternative vote it is exact within a stated budget, else between bounds; for several seats "
    "there are bounds only.",
    source="our own derivation from LDEDCA 2009 Sch 5B para 5; the problem is that of Xia, Computing the "
    "margin of victory for various voting rules (EC 2012)",
    ask=_ask,
    options=(
        Option(name="candidate", takes="candidate", words="only for this candidate to be elected instead"),
        Option(
            name="budget",
            takes="number",
            words="how many cases are looked at before a bound is told in the place of a proof",
        ),
    ),
)
