"""Where second preferences went, in sentences and tables.

`spans` are bounds in papers, a row for each source of `flows` and a column for each target; `found` is the
estimate, None where none was asked for; `at` is the area, None for the whole contest.
"""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Cell, Column, Figures, Finding, rounded
from hustings.mechanics.figures import clean, number, percent
from hustings.mechanics.figures import papers as papers_of
from hustings.mechanics.transfers import ELSE, Flows, Shares, Span
from hustings.question import Case

Spans = tuple[tuple[Span, ...], ...]


def sentence(case: Case, flows: Flows, spans: Spans, found: Shares | None, at: int | None) -> str:
    """Of the largest source that is not itself among the targets."""
    row = next((at for at, pool in enumerate(flows.sources) if not set(pool) & set(flows.targets)), 0)
    papers = _papers(flows, at)[row]
    ours = spans[row][0]
    where = f" in {clean(case.contest.area_name(flows.areas[at]))}" if at is not None else ""
    exact = ours.least == ours.most
    how_many = number(ours.least) if exact else f"between {number(ours.least)} and {number(ours.most)}"
    words = (
        f"Of {papers_of(papers)} for {_name(case, flows.sources[row])}{where}, {how_many} had a second "
        f"preference for {_target(case, flows, 0)}"
    )
    if exact:
        return f"{words}, exactly."
    if found is None:
        return f"{words}: that is all that the sums tell for certain."
    share = percent(rounded(found.share[row][0]), 1, 0)
    low, high = (percent(rounded(one[row][0]), 1, 0) for one in (found.low, found.high))
    words = f"{words}; if shares were the same in every area, {share} ({low} to {high})"
    if _fits(found, 0):
        return f"{words}."
    missed, chance = (percent(rounded(one[0], 4), 1) for one in (found.missed, found.chance))
    return (
        f"{words}, but the areas show that they are not, so do not rely on it: figures for "
        f"{_target(case, flows, 0)} are {missed} of an area's papers off the estimate, where chance alone "
        f"would make that {chance}."
    )


def findings(case: Case, flows: Flows, spans: Spans, at: int | None) -> tuple[Finding, ...]:
    """What is certain although no table was published: more than half of somebody's papers, or fewer."""
    found = []
    for pool, papers, row in zip(flows.sources, _papers(flows, at), spans, strict=True):
        for column, (to, span) in enumerate(zip(flows.targets, row, strict=True)):
            if to < 0 or not papers or (2 * span.least <= papers and 2 * span.most > papers):
                continue
            more = 2 * span.least > papers
            found.append(
                Finding(
                    claim=f"More than half of the papers for {_name(case, pool)} had a second preference for "
                    f"{_target(case, flows, column)}",
                    holds="certain" if more else "impossible",
                    who=(case.papers.candidates[to],),
                )
            )
    return tuple(found)


def shares_table(case: Case, flows: Flows, spans: Spans, found: Shares | None, at: int | None) -> Figures:
    """Of each source's papers the least and greatest share for each target, and the estimate beside them."""
    rows: list[tuple[Cell, ...]] = []
    for row, (pool, papers) in enumerate(zip(flows.sources, _papers(flows, at), strict=True)):
        for column, span in enumerate(spans[row]):
            made: tuple[Cell, ...] = (
                _name(case, pool),
                _target(case, flows, column),
                Fraction(span.least, papers) if papers else None,
                Fraction(span.most, papers) if papers else None,
            )
            if found is not None:
                made += tuple(rounded(one[row][column], 4) for one in (found.share, found.low, found.high))
            rows.append(made)
    estimate = (
        Column(key="estimate", head="Estimate", unit="share"),
        Column(key="low", head="From", unit="share"),
        Column(key="high", head="To", unit="share"),
    )
    return Figures(
        key="shares",
        title="Of each candidate's papers, the share with a second preference for",
        columns=(
            Column(key="source", head="First preference", unit="text"),
            Column(key="target", head="Second preference", unit="text"),
            Column(key="least", head="Least", unit="share"),
            Column(key="most", head="Most", unit="share"),
            *(estimate if found is not None else ()),
        ),
        rows=tuple(rows),
        note="Least, most: certain, whatever is not told."
        + (" From, to: nine in ten samples of the areas lie there." if found is not None else ""),
    )


def fit_table(case: Case, flows: Flows, found: Shares) -> Figures:
    """How far the areas are from the shares that fit them best."""
    return Figures(
        key="fit",
        title="How well the areas bear the estimate out",
        columns=(
            Column(key="target", head="Second preference", unit="text"),
            Column(key="missed", head="Off the estimate", unit="share"),
            Column(key="chance", head="By chance alone", unit="share"),
            Column(key="fits", head="Shares alike?", unit="text"),
        ),
        rows=tuple(
            (
                _target(case, flows, column),
                rounded(found.missed[column], 4),
                rounded(found.chance[column], 4),
                "may be" if _fits(found, column) else "no",
            )
            for column in range(len(flows.targets))
        ),
        note="Of an area's papers, typically: by how much its figure is off what the estimate gives it, and "
        "by how much it would be if shares were alike everywhere and only chance at work.",
    )


def assumptions(flows: Flows, found: Shares | None) -> tuple[str, ...]:
    """What the estimate takes for granted; the bounds take nothing."""
    if found is None:
        return ()
    made = [
        "The estimate takes shares to be the same in every area. They are not: where it could be checked, "
        "against the declared second count of London 2016, it was far out. The bounds hold whatever is true.",
    ]
    pooled = [pool for pool in flows.sources if len(pool) > 1]
    if pooled:
        made.append(
            f"The {number(len(pooled[0]))} candidates with the fewest papers are taken together: so few "
            "areas cannot tell them apart."
        )
    return tuple(made)


def _fits(found: Shares, column: int) -> bool:
    """Whether areas are off the estimate by at most twice what chance would make."""
    return found.missed[column] <= 2 * found.chance[column]


def _name(case: Case, pool: tuple[int, ...]) -> str:
    if len(pool) == len(case.papers.candidates):
        return "all candidates"
    return case.name(pool[0]) if len(pool) == 1 else f"{number(len(pool))} others"


def _target(case: Case, flows: Flows, column: int) -> str:
    to = flows.targets[column]
    if to >= 0:
        return case.name(to)
    if to == ELSE:
        return "somebody else"
    return "none valid" if ELSE in flows.targets else "none of these"


def _papers(flows: Flows, at: int | None) -> tuple[int, ...]:
    return flows.papers if at is None else flows.first[at]
