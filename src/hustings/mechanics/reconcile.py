"""Figures that should agree: papers in and papers out, printed totals and their sums, ledgers that balance.

A gap is reported and carried, never forced to fit: several real declarations do not close.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from hustings.counting import Count, Stage
from hustings.paper import SECOND_CODES
from hustings.profile import Profile
from hustings.record import Check
from hustings.returns import AnyPapers, Returns, Statement

STEPS = {
    "majority": "the first count",
    "remain": "the first count",
    "second-count": "the second count",
    "lot": "the totals before the lot",
    "simple-majority": "the count",
}


def checks(papers: AnyPapers, totals: Statement | None, count: Count) -> tuple[Check, ...]:
    """Every comparison these figures allow, in the order a checker would make them."""
    made: list[Check] = []
    if isinstance(papers, Returns):
        for one in papers.statements:
            if papers.latest(one.area, one.stage) is one:
                made.extend(_statement_checks(one, papers))
    elif isinstance(papers, Profile) and totals is not None:
        made.extend(_profile_checks(papers, totals))
    for number, stage in enumerate(count.stages, start=1):
        if isinstance(papers, Returns) and stage.step == "second-count" and len(papers.areas) > 1:
            made.extend(_second_checks(papers, stage))
        if stage.papers and stage.holds == "ledger":
            accounted = sum(stage.votes.values()) + sum(stage.accounts.values())
            words = f"every paper is somewhere after {STEPS.get(stage.step, f'stage {number}')}"
            gap = stage.papers - accounted
            made.append(Check(words=words, gap=floor(gap) if gap < 0 else ceil(gap)))
        if stage.accounts.get("gap"):
            words = "papers looked at are the second preferences counted and not counted"
            made.append(Check(words=words, gap=int(stage.accounts["gap"])))
    return tuple(made)


def _statement_checks(one: Statement, papers: Returns) -> Iterator[Check]:
    column = sum(one.first.values())
    if one.valid is not None:
        yield Check(
            words="printed total of first preferences is their sum", gap=one.valid - column, area=one.area
        )
    if one.gap is not None:
        yield Check(words="papers used are valid and rejected papers", gap=one.gap, area=one.area)
    if one.verified is not None and one.used is not None:
        yield Check(words="papers used are papers verified", gap=one.used - one.verified, area=one.area)
    if one.marked and one.unused:
        seconds = sum(one.marked.values()) + sum(one.unused.values())
        words = "valid papers are second preferences marked and not valid"
        yield Check(words=words, gap=column - seconds, area=one.area)
    if one.totals and one.counted:
        firsts = {candidate: _first(papers, one.area, candidate) for candidate in one.totals}
        gaps = [
            one.totals[candidate] - first - one.counted[candidate]
            for candidate, first in firsts.items()
            if first is not None and candidate in one.counted
        ]
        # Gaps of opposite sign must not make up for each other.
        words = "printed final totals are first and second preferences added"
        if gaps:
            yield Check(words=words, gap=max(gaps, key=abs), area=one.area)


def _first(papers: Returns, area: str, candidate: str) -> int | None:
    """First preferences of a candidate in an area or the whole contest; None where they are not stated."""
    firsts = papers.latest(area, "first")
    every = [firsts] if firsts is not None else [papers.latest(one, "first") for one in papers.areas]
    votes = [one.first.get(candidate) if one is not None else None for one in every]
    known = [number for number in votes if number is not None]
    return sum(known) if known and len(known) == len(votes) else None


def _second_checks(papers: Returns, second: Stage) -> Iterator[Check]:
    """Areas whose second statement does not close; added up, such gaps could make up for each other."""
    for area in papers.areas:
        firsts, one = papers.latest(area, "first"), papers.latest(area, "second")
        if firsts is None or one is None or set(one.counted) != set(second.remaining):
            continue
        looked_at = sum(number for id, number in firsts.first.items() if id not in one.counted)
        gap = looked_at - sum(one.counted.values()) - sum(one.accounts.values())
        told = frozenset[str]().union(*(SECOND_CODES[code].parts for code in one.accounts))
        if gap < 0 or (gap and told == SECOND_CODES["not_counted"].parts):
            words = "papers looked at are the second preferences counted and not counted"
            yield Check(words=words, gap=gap, area=area)


def _profile_checks(papers: Profile, totals: Statement) -> Iterator[Check]:
    if totals.used is not None:
        yield Check(words="papers used are the papers here", gap=totals.used - papers.papers)
    if totals.verified is not None:
        yield Check(words="papers verified are the papers here", gap=totals.verified - papers.papers)
    if papers.unused:
        unknown = sum(pile.papers for pile in papers.piles if len(pile.vote) > 1 and pile.vote[1] == "*")
        split = sum(number for _, number in papers.unused)
        yield Check(words="second preferences not valid are their reasons added", gap=unknown - split)
