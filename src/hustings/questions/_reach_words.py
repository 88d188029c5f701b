"""What can still be reached, in sentences and claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.answer import Certainty, Finding
from hustings.mechanics.figures import number, papers
from hustings.mechanics.reach import Reach
from hustings.question import Case
from hustings.questions._reach_night import Night

FEW = 6
"""So many names a sentence holds."""


def people(case: Case, some: Sequence[int]) -> str:
    """Names as a sentence lists them; many are counted."""
    if len(some) > FEW:
        return f"{len(some)} candidates"
    return case.names(some)


def at_first(case: Case, elected: Mapping[int, Certainty], open_: int) -> str:
    sure = [at for at, holds in elected.items() if holds == "certain"]
    if sure:
        if not open_:
            return f"All first preferences are in: {case.name(sure[0])} is elected"
        return f"{case.name(sure[0])} is certain to be elected, whatever {papers(open_)} outstanding say"
    can = [at for at, holds in elected.items() if holds == "possible"]
    if not open_:
        return f"All papers are in: {people(case, can)} are level, and a lot decides"
    if len(can) == len(elected):
        return f"With up to {papers(open_)} outstanding everybody can still be elected"
    can_be = f"{people(case, can)} can still be elected, and nobody else can"
    return f"With up to {papers(open_)} outstanding {can_be}"


def about(case: Case, night: Night, found: Sequence[Reach], asked: str, open_: int) -> str:
    """The same about one candidate, with why not."""
    at, first = case.papers.candidates.index(asked), night.known.first
    who, one = case.name(at), found[at]
    if one.elected == "certain":
        return f"{who} is certain to be elected, whatever {papers(open_)} outstanding say"
    if one.elected == "possible":
        more = {
            "certain": ", and is certain to be in the final",
            "possible": ", but the final is not certain",
            "impossible": "",
        }[one.final if case.rule.key == "sv" and len(first) > 2 else "impossible"]
        return f"{who} can still be elected with up to {papers(open_)} outstanding{more}"
    if one.final == "impossible" and case.rule.key == "sv":
        second = sorted(votes for x, votes in enumerate(first) if x != at)[-2]
        return (
            f"{who} can no longer be elected: with all {papers(open_)} outstanding that is "
            f"{number(first[at] + open_)} first preferences, and two others have {number(second)} or more"
        )
    return f"{who} can no longer be elected, however the {papers(open_)} outstanding are marked"


def at_second(case: Case, night: Night, elected: Mapping[int, Certainty], asked: str | None) -> str:
    """Who is ahead at the second count, what is left, and what follows."""
    totals, open_ = night.totals, night.outstanding
    order = sorted(totals, key=lambda at: (-totals[at], at))
    lead = totals[order[0]] - totals[order[1]]
    one, two = case.name(order[0]), case.name(order[1])
    ahead = f"{one} is {number(lead)} ahead of {two}" if lead else f"{one} and {two} are level"
    left = (
        f"with {papers(open_)} of eliminated candidates still to be looked at"
        if open_
        else "with every second preference counted"
    )
    if asked is not None:
        return f"{ahead}, {left}: {_asked_at_second(case, elected, asked)}"
    sure = [at for at, holds in elected.items() if holds == "certain"]
    can = [at for at, holds in elected.items() if holds == "possible"]
    if sure:
        end = f"{case.name(sure[0])} is {'certain to be ' if open_ else ''}elected"
    else:
        end = f"{people(case, can)} can each still be elected" if open_ else "a lot decides"
    return f"{ahead}, {left}: {end}"


def _asked_at_second(case: Case, elected: Mapping[int, Certainty], asked: str) -> str:
    at = case.papers.candidates.index(asked)
    holds = elected.get(at, "impossible")
    verbs = {"certain": "is certain to be", "possible": "can still be", "impossible": "can no longer be"}
    why = "" if at in elected else ", being eliminated after the first count"
    return f"{case.name(at)} {verbs[holds]} elected{why}"


def elected(case: Case, of: Mapping[int, Certainty]) -> tuple[Finding, ...]:
    """Who is certain and who can still be elected, one by one; all others together."""
    told = [
        Finding(claim=f"{case.name(at)} is elected", holds=holds, who=_ids(case, [at]))
        for at, holds in of.items()
        if holds != "impossible"
    ]
    return (*told, *_nobody_of(case, [at for at, holds in of.items() if holds == "impossible"], "elected"))


def finals(case: Case, found: Sequence[Reach]) -> tuple[Finding, ...]:
    """Who is certain to be among those who remain, and who cannot be; and who can win outright.

    Of a final nothing is said where there is certainly none, and "if there is one" where that is open.
    """
    told = []
    outright = {one.outright for one in found}
    final = "in the final" + (", if there is one" if "possible" in outright else "")
    for at, one in enumerate(found):
        if len(found) > 2 and one.final == "certain" and "certain" not in outright:
            claim = f"{case.name(at)} is {final}"
            told.append(Finding(claim=claim, holds="certain", who=_ids(case, [at])))
        if one.outright != "impossible":
            claim = f"{case.name(at)} has more than half of all first preferences"
            told.append(Finding(claim=claim, holds=one.outright, who=_ids(case, [at])))
    if "certain" not in outright:
        out = [at for at, one in enumerate(found) if one.final == "impossible"]
        told += _nobody_of(case, out, "in the final")
    if outright == {"impossible"}:
        told.append(Finding(claim="somebody has more than half of all first preferences", holds="impossible"))
    return tuple(told)


def _nobody_of(case: Case, out: Sequence[int], what: str) -> list[Finding]:
    if not out:
        return []
    whom = f"{'one of ' if len(out) > 1 else ''}{people(case, out)}"
    return [Finding(claim=f"{whom} is {what}", holds="impossible", who=_ids(case, out))]


def _ids(case: Case, some: Sequence[int]) -> tuple[str, ...]:
    return tuple(case.papers.candidates[at] for at in some)
