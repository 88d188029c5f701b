"""Who could have gained by voting otherwise, which second preferences count, what paradoxes there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hustings.answer import Answer
from hustings.errors import InputError, Unfinished, UsageError
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.profile import Profile
from hustings.question import Case, Option, Question
from hustings.questions._tactics_ranked import by_rankings
from hustings.questions._tactics_two_columns import by_two_columns

ASKED: Mapping[str, Callable[[Case, Sequence[str], Sequence[str]], Answer]] = {
    "sv": by_two_columns,
    **dict.fromkeys(CLAUSES, by_rankings),
}
"""How it is answered, by the rule's key."""


def _ask(case: Case, *, whom: Sequence[str] = (), likely: Sequence[str] = ()) -> Answer:
    case.need_rule(ASKED, "voting otherwise is not answered for this rule")
    if not isinstance(case.papers, Profile):
        case.need("table", file="a file of papers, or the first-by-second table")
        raise UsageError("only papers tell who prefers whom", found=case.papers.kind, expected="papers")
    if not case.papers.valid:
        raise UsageError("nobody voted", found="0 valid papers", expected="papers with a first preference")
    if case.counted.awaiting:
        raise Unfinished(
            "it is not known whom others would have beaten",
            found=case.counted.awaiting.words,
            expected="a count that came to its end",
            hint="record the lot in decisions.toml",
        )
    if case.counted.winner in whom:
        raise InputError(
            "this candidate is elected as it is",
            found=case.name(case.counted.winner),
            expected="somebody who is not elected",
        )
    if likely and len(set(likely)) < 2:
        raise InputError(
            "two or more remain for the second count",
            found=", ".join(likely),
            expected="two candidates or more",
            hint="give --likely once for each",
        )
    return ASKED[case.rule.key](case, tuple(dict.fromkeys(whom)), tuple(dict.fromkeys(likely)))


QUESTION = Question(
    key="tactics",
    title="Voting otherwise",
    asks="Who could have gained by voting otherwise?",
    about="Finds the smallest group of voters who prefer somebody to the one elected and could have elected "
    "that one by marking otherwise, and what they should mark; which second preferences count; and "
    "looks for paradoxes: spoilers, a centre squeeze, raising that harms, voting that harms, ties",
    source="our own derivations from the rules' texts; definitions of paradoxes after Felsenthal and Nurmi "
    "(2019, known at second hand)",
    ask=_ask,
    options=(
        Option(
            name="whom",
            takes="candidate",
            many=True,
            default=(),
            words="only coalitions for this candidate (may be given several times)",
        ),
        Option(
            name="likely",
            takes="candidate",
            many=True,
            default=(),
            words="who is likely to remain, so that second preferences count (those who did, unless given)",
        ),
    ),
)
