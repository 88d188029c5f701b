"""Figures that should agree: papers in and papers out, printed totals and their sums, ledgers that balance.

A gap is reported and carried, never forced to fit: several real declarations do not close.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.counting import Count
from hustings.profile import Profile
from hustings.record import Check
from hustings.returns import Returns, Statement

STEPS = {
    "majority": "the first count",
    "remain": "the first count",
    "second-count": "the second count",
    "lot": "the totals before the lot",
    "simple-majority": "the count",
}


def checks(papers: Profile | Returns, totals: Statement | None, count: Count) -> tuple[Check, ...]:
    """Every comparison these figures allow, in the order a checker would make them."""
    made: list[Check] = []
    if isinstance(papers, Returns):
        for one in papers.statements:
            if papers.latest(one.area, one.stage) is one:
                made.extend(_statement_checks(one, papers))
    elif totals is not None:
        made.extend(_profile_checks(papers, totals))
    for stage in count.stages:
        if stage.papers:
            accounted = sum(stage.votes.values()) + sum(stage.accounts.values())
            words = f"every paper is somewhere after {STEPS.get(stage.step, stage.step)}"
            made.append(Check(words=words, gap=stage.papers - accounted))
        if stage.accounts.get("gap"):
            words = "papers looked at are the second preferences counted and not counted"
            made.append(Check(words=words, gap=stage.accounts["gap"]))
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
        gap = sum(
            total - _first(papers, one.area, candidate) - one.counted.get(candidate, 0)
            for candidate, total in one.totals.items()
        )
        words = "printed final totals are first and second preferences added"
        yield Check(words=words, gap=gap, area=one.area)


def _first(papers: Returns, area: str, candidate: str) -> int:
    firsts = papers.latest(area, "first")
    if firsts is not None:
        return firsts.first.get(candidate, 0)
    every = [papers.latest(one, "first") for one in papers.areas]
    return sum(one.first.get(candidate, 0) for one in every if one is not None)


def _profile_checks(papers: Profile, totals: Statement) -> Iterator[Check]:
    if totals.used is not None:
        yield Check(words="papers used are the papers here", gap=totals.used - papers.papers)
    if totals.verified is not None:
        yield Check(words="papers verified are the papers here", gap=totals.verified - papers.papers)
    if papers.unused:
        unknown = sum(pile.papers for pile in papers.piles if len(pile.vote) > 1 and pile.vote[1] == "*")
        split = sum(number for _, number in papers.unused)
        yield Check(words="second preferences not valid are their reasons added", gap=unknown - split)
