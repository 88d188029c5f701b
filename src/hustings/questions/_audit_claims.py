"""Which claims prove the result of a count, by its rule; and which papers may be drawn to test them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from hustings.errors import InputError, Unfinished, UsageError
from hustings.mechanics.assertions import (
    Assertion,
    Claim,
    Leads,
    claims,
    classic,
    economy,
    leads,
    plurality,
    worth,
)
from hustings.mechanics.audit_plan import Plan, Worths
from hustings.mechanics.ballots import Handling, ends_there
from hustings.mechanics.elimination import EXHAUSTING
from hustings.mechanics.elimination_orders import exclusion_claims, worths
from hustings.paper import Vote
from hustings.profile import Profile
from hustings.question import Case, Option
from hustings.returns import Returns

SETS = ("classic", "economy")
POPULATIONS = ("included", "apart")

OPTIONS = (
    Option(
        name="risk",
        takes="share",
        words="the risk limit: how likely at most a wrong result passes; 5% unless said",
        default=Fraction(1, 20),
    ),
    Option(
        name="rejected",
        takes="choice",
        words="whether rejected papers may be drawn; included unless said, apart if they are kept apart",
        default="included",
        choices=POPULATIONS,
    ),
    Option(
        name="claims",
        takes="choice",
        words="which claims are tested; classic unless said, economy leaves a tie at the cut open",
        default="classic",
        choices=SETS,
    ),
    Option(name="seed", takes="text", words="figures thrown in public; the papers to pull follow from them"),
    Option(name="bundle", takes="number", words="papers in a bundle; 50 unless said", default=50),
    Option(
        name="manifest",
        takes="file",
        words="a table of bundles (bundle, papers), and of what each holds (first, second)",
        read="_manifest.read",
        of_people=True,
    ),
)
"""Options of both questions about audits; the rules that use each are those in CLAIMS."""


def plan_of(case: Case, risk: Fraction, rejected: str, kind: str) -> Plan:
    """The plan for a count that has elected one person; refuses what no sample can confirm."""
    case.need_rule(
        CLAIMS,
        "no set of claims is known that proves a result of this rule",
        hint="count all papers again by hand, or name one of these with --rule",
    )
    if not 0 < risk < 1:
        raise InputError(
            "a risk limit is above 0% and below 100%",
            where="--risk",
            found=f"{float(100 * risk):g}%",
            expected="such as 5%",
        )
    _refuse_unfinished(case)
    winner = case.counted.winner
    found, worths = CLAIMS[case.rule.key](case, winner, kind)
    _refuse_level(case, found)
    valid, out = _papers(case)
    counted = valid + (out or 0 if rejected == "included" else 0)
    return Plan(
        winner=winner,
        claims=found,
        valid=valid,
        rejected=out,
        population=counted,
        limit=risk,
        worths=worths,
    )


def _refuse_unfinished(case: Case) -> None:
    awaited = case.counted.awaiting
    if awaited and awaited.what == "lot":
        raise Unfinished(
            "a contest that awaits a lot has no result to audit",
            found=awaited.words,
            expected="a count that has elected somebody",
            hint="who are level stay level in any sample: count all papers again by hand",
        )
    if awaited or len(case.counted.elected) != 1:
        raise (Unfinished if awaited else UsageError)(
            "the count has not come to a result that can be audited",
            found=awaited.words if awaited else f"{len(case.counted.elected)} elected",
            expected="one elected",
        )


def _refuse_level(case: Case, found: Sequence[Claim]) -> None:
    """No sample confirms a claim that the result itself does not make."""
    if found and found[0].margin <= 0:
        claim = found[0].assertion
        raise UsageError(
            "no sample can confirm this result",
            found=f"a lead of {found[0].margin} where it needs that {claim.words(case.name)}",
            expected="a lead in every claim that the result rests on",
            hint="count all papers again by hand",
        )


def _supplementary(case: Case, winner: str, kind: str) -> tuple[tuple[Claim, ...], Worths]:
    known = case.known
    remaining = known.remaining()
    if len(remaining) > 2:
        outright = 2 * max(known.first) > known.valid
        raise UsageError(
            "no claims are known that prove more than half where others are level for the second place"
            if outright
            else "no sample can confirm who remained",
            found="several are level for the second place"
            if outright
            else f"{len(remaining)} remain, for several are level for the second place",
            expected="two who are ahead of everybody else",
            hint="count all papers again by hand",
        )
    lead = leads(known)
    if kind == "economy":
        case.need("table", file="an electronic count's papers, or its first-by-second table, would tell")
        chosen = economy(known.candidates, winner, lead)
    else:
        other = next(id for at in remaining if (id := known.candidates[at]) != winner)
        chosen = classic(known.candidates, winner, other)
    return claims(chosen, lead), in_columns


def in_columns(assertion: Assertion, votes: Sequence[Vote]) -> list[int]:
    """What papers of one or two columns are worth to an assertion."""
    return [worth(assertion, vote) for vote in votes]


def _plurality(case: Case, winner: str, kind: str) -> tuple[tuple[Claim, ...], Worths]:
    _only_classic(kind, case)
    lead: Leads = leads(case.known)
    return claims(plurality(case.known.candidates, winner), lead), in_columns


def _only_classic(kind: str, case: Case) -> None:
    if kind != "classic":
        raise UsageError(
            "this rule has one set of claims",
            where="--claims",
            found=f"{kind}, and the rule {case.rule.key}",
            expected="classic",
        )


def _by_exclusion(handling: Handling) -> Callable[[Case, str, str], tuple[tuple[Claim, ...], Worths]]:
    def found(case: Case, winner: str, kind: str) -> tuple[tuple[Claim, ...], Worths]:
        _only_classic(kind, case)
        papers = case.papers
        if not isinstance(papers, Profile):
            raise UsageError(
                "which exclusions could have come out otherwise is not told by totals",
                found=papers.kind,
                expected="rankings",
                hint="name the file of papers",
            )

        def of(assertion: Assertion, votes: Sequence[Vote]) -> list[int]:
            return worths(assertion, votes, papers.candidates, handling)

        return exclusion_claims(papers, handling, winner), of

    return found


def _papers(case: Case) -> tuple[int, int | None]:
    """Valid papers, and rejected ones where they are told."""
    papers, totals = case.papers, case.reading.totals
    if isinstance(papers, Profile):
        valid = papers.valid
        out = sum(one.papers for one in papers.rejected) or None
    else:
        assert isinstance(papers, Returns)
        valid = case.known.valid
        first = [papers.latest(area, "first") for area in papers.areas]
        told = [sum(one.rejected.values()) for one in first if one is not None and one.rejected]
        out = sum(told) if told and len(told) == len(first) else None
    if out is None and totals is not None and totals.rejected:
        out = sum(totals.rejected.values())
    return valid, out


def left(assertion: Assertion) -> str:
    """How many remain where an assertion compares two, in one word."""
    if assertion.kind == "first":
        return "all"
    return "any" if assertion.kind == "before" else str(len(assertion.left))


LEFT = "Left: how many remain when the two are compared; any: whoever they are."


CLAIMS: dict[str, Callable[[Case, str, str], tuple[tuple[Claim, ...], Worths]]] = {
    "sv": _supplementary,
    "simple-majority": _plurality,
    **dict.fromkeys(("av", "av-2011", "av-until-two"), _by_exclusion(Handling(over_marked=ends_there))),
    **dict.fromkeys(("av-bulk", "av-bulk-until-two"), _by_exclusion(EXHAUSTING)),
}
"""How a result is proved, by rule. What burlington-irv reads in a rank shared by several depends on the round
at which it is met, so no claim about a single comparison stands for its count; it is not here."""
