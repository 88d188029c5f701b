"""Whom second preferences went to, by first preference: what the published sums allow, and an estimate."""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures, Finding, rounded
from hustings.errors import InputError, UsageError
from hustings.mechanics.figures import clean, number, percent
from hustings.mechanics.figures import papers as papers_of
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.table import most_first
from hustings.mechanics.transfers import ELSE, Flows, Shares, Span, bounds, flows_of, shares
from hustings.question import Case, Option, Question

DRAWS = 200


def _ask(
    case: Case,
    *,
    to: tuple[str, ...],
    rows: int | None,
    area: str | None,
    seed: int | None,
    draws: int | None,
) -> Answer:
    case.need_rule(
        ["sv"],
        "second preferences are looked at by the supplementary vote",
        hint="say --rule sv to look at the first two preferences",
    )
    if draws is not None and seed is None:
        raise UsageError("areas drawn again need a seed", where="--draws", expected="--seed NUMBER")
    if draws == 0 or rows == 0:
        where = "--draws" if draws == 0 else "--rows"
        raise InputError("this must be more than nothing", where=where, found="0", expected="1 or more")
    known = case.need("counted", "marked", "table", file="statements with second preferences would, by area")
    if not known.valid:
        raise UsageError("there is no valid paper", found="0 papers", expected="papers that were counted")
    if known.table is not None:
        return _told(case, known)
    flows = flows_of(known, rows, _targets(known, to))
    _refuse_none(flows)
    at = _area(flows, area, case)
    spans = bounds(flows, at)
    estimated = None
    if seed is not None:
        _refuse_few(flows)
        estimated = shares(flows, draws=draws or DRAWS, seed=seed)
    return Answer(
        question="transfers",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, flows, spans, estimated, at),
        level=LEVELS[known.level]
        + (f", by {number(len(flows.areas))} areas" if len(flows.areas) > 1 else ""),
        findings=_findings(case, flows, spans, at),
        figures=(
            _table(case, flows, spans, estimated, at),
            *([_fit(case, flows, estimated)] if estimated is not None else []),
        ),
        assumptions=_assumptions(flows, estimated),
        fuller="the first-by-second table would tell it exactly"
        + ("" if len(flows.areas) > 1 else "; figures by area would narrow it"),
    )


def _targets(known: Known, to: tuple[str, ...]) -> tuple[int, ...]:
    """The candidates asked about, or those who remain."""
    chosen = tuple(known.candidates.index(one) for one in dict.fromkeys(to)) or known.remaining()
    if known.marked is None and to and not set(chosen) <= set(known.counted or ()):
        raise UsageError(
            "second preferences were counted for those who remained alone",
            where="--to",
            found=", ".join(to),
            expected=", ".join(known.candidates[at] for at in known.counted or ()),
            hint="figures of all second preferences marked would tell of others",
        )
    return chosen


def _refuse_none(flows: Flows) -> None:
    if not flows.sources or not sum(flows.papers):
        raise UsageError(
            "no second preference was looked at",
            found="nobody eliminated, or nobody's papers",
            expected="papers of eliminated candidates",
        )


def _refuse_few(flows: Flows) -> None:
    areas, rows = len(flows.areas), len(flows.sources)
    if areas <= rows:
        raise UsageError(
            "the areas are too few to estimate from",
            found=f"{areas} areas, {rows} rows of shares",
            expected="more areas than rows",
            hint="leave --seed out for the bounds alone, pool more with --rows, or give figures by ward",
        )


def _area(flows: Flows, area: str | None, case: Case) -> int | None:
    if area is None:
        return None
    if area not in flows.areas:
        raise UsageError(
            "second preferences are not told of this area",
            where="--area",
            found=case.contest.area_name(area),
            expected="a file with second preferences of every area",
        )
    return flows.areas.index(area)


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


def _sentence(
    case: Case, flows: Flows, spans: tuple[tuple[Span, ...], ...], found: Shares | None, at: int | None
) -> str:
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


def _fits(found: Shares, column: int) -> bool:
    """Whether areas are off the estimate by at most twice what chance would make."""
    return found.missed[column] <= 2 * found.chance[column]


def _papers(flows: Flows, at: int | None) -> tuple[int, ...]:
    return flows.papers if at is None else flows.first[at]


def _findings(
    case: Case, flows: Flows, spans: tuple[tuple[Span, ...], ...], at: int | None
) -> tuple[Finding, ...]:
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


def _table(
    case: Case, flows: Flows, spans: tuple[tuple[Span, ...], ...], found: Shares | None, at: int | None
) -> Figures:
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


def _fit(case: Case, flows: Flows, found: Shares) -> Figures:
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


def _assumptions(flows: Flows, found: Shares | None) -> tuple[str, ...]:
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


def _told(case: Case, known: Known) -> Answer:
    """The table is known: nothing has to be estimated."""
    assert known.table is not None
    remaining = known.remaining()
    rows: list[tuple[Cell, ...]] = []
    for at in most_first(known.first):
        line = known.table.papers[at]
        for to in remaining:
            if known.first[at]:
                rows.append(
                    (
                        known.candidates[at],
                        known.candidates[to],
                        line[to],
                        Fraction(line[to], known.first[at]),
                    )
                )
    names = case.names(remaining)
    return Answer(
        question="transfers",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"The table was published: how many of each candidate's papers had a second preference for "
        f"{names} is known, and nothing has to be estimated.",
        level=LEVELS["table"],
        figures=(
            Figures(
                key="known",
                title="Second preferences for those who remain, by first preference",
                columns=(
                    Column(key="source", head="First preference", unit="candidate"),
                    Column(key="target", head="Second preference", unit="candidate"),
                    Column(key="papers", head="Papers"),
                    Column(key="share", head="Share", unit="share"),
                ),
                rows=tuple(rows),
            ),
        ),
    )


QUESTION = Question(
    key="transfers",
    title="Where second preferences went",
    asks="Whom did each candidate's voters put second?",
    about="What sums by area tell of second preferences by first preference where no table was published: "
    "certain bounds, and with a seed an estimate beside them that takes shares to be the same everywhere.",
    source="Duncan and Davis 1953; Goodman 1953",
    ask=_ask,
    options=(
        Option(
            name="to",
            takes="candidate",
            words="second preferences for whom; those who remain unless said",
            many=True,
        ),
        Option(
            name="rows", takes="number", words="how many rows of shares; the smallest candidates are pooled"
        ),
        Option(name="area", takes="area", words="the bounds of this area instead of the whole"),
        Option(name="seed", takes="number", words="make an estimate too, its areas drawn again by this seed"),
        Option(
            name="draws", takes="number", words=f"how often the areas are drawn again; {DRAWS} unless said"
        ),
    ),
)
