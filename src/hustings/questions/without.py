"""What if somebody had not stood, or second preferences had gone elsewhere?"""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer
from hustings.errors import InputError, UsageError
from hustings.question import Case, Option, Question
from hustings.questions._without_everybody import everybody
from hustings.questions._without_removal import removal
from hustings.questions._without_transfers import swapped, transferred


def ask(
    case: Case,
    *,
    candidate: tuple[str, ...] = (),
    of: str | None = None,
    to: str | None = None,
    rate: Fraction | None = None,
    swap: tuple[str, ...] = (),
) -> Answer:
    """Who would be elected: certainly, possibly; and whether those left out decided it by standing.

    Raises UsageError for several things at once, half a thing, and what was published does not tell;
    InputError for leaving fewer than two candidates and for transfers to oneself.
    """
    if of is None and (to is not None or rate is not None or swap):
        raise UsageError(
            "whose papers would go elsewhere is not said", where="--of", expected="the candidate they are for"
        )
    if of is None:
        return removal(case, QUESTION, candidate) if candidate else everybody(case, QUESTION)
    if candidate:
        raise UsageError(
            "a candidate out and papers that go elsewhere are two questions",
            found="--candidate and --of",
            expected="one of them",
        )
    return _transfers(case, of, to, rate, swap)


def _transfers(case: Case, of: str, to: str | None, rate: Fraction | None, swap: tuple[str, ...]) -> Answer:
    if swap and (to is not None or rate is not None):
        raise UsageError("a swap and a rate are two questions", found="--swap with --to or --rate")
    if swap:
        if len(swap) != 2:
            raise UsageError(
                "two candidates are swapped", where="--swap", found=f"{len(swap)} given", expected="two"
            )
        if len({of, *swap}) < 3:
            raise InputError(
                "second preferences are swapped between two others",
                where="--swap",
                found=", ".join(case.name(one) for one in swap),
                expected="two different candidates, other than the one whose papers they are on",
            )
        return swapped(case, QUESTION, of, (swap[0], swap[1]))
    if to is None or rate is None:
        raise UsageError(
            "where the papers would go is not said",
            where="--to, --rate",
            expected="a candidate and a share, or --swap twice",
        )
    if to == of:
        raise InputError(
            "a second preference for the first one counts for nobody",
            where="--to",
            found=case.name(to),
            expected="another candidate",
        )
    return transferred(case, QUESTION, of, to, rate)


QUESTION = Question(
    key="without",
    title="Without",
    asks="What if somebody had not stood, or second preferences had gone elsewhere?",
    about="Takes candidates off every paper, whoever is second there becoming first, and says who would then "
    "be elected for certain, or who could be, since papers of two columns tell no third choice. Where nobody "
    "is named, each candidate who was not elected is taken off in turn. With --of, changes whom the papers "
    "of one candidate name second.",
    source="arithmetic of LDEDCA 2009 Sch 5B para 5; papers that are not known as in Konczak and Lang 2005",
    ask=ask,
    options=(
        Option(name="candidate", takes="candidate", many=True, words="who is left out; several: all of them"),
        Option(name="of", takes="candidate", words="whose papers name somebody else second"),
        Option(name="to", takes="candidate", words="whom they name"),
        Option(name="rate", takes="share", words="share of them that do; the rest keeps its proportions"),
        Option(name="swap", takes="candidate", many=True, words="the two who change places on them"),
    ),
)
