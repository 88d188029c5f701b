"""Whom second preferences went to, by first preference: what the published sums allow, and an estimate."""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures
from hustings.errors import InputError, UsageError
from hustings.mechanics.figures import number
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.table import most_first
from hustings.mechanics.transfers import Flows, bounds, flows_of, shares
from hustings.question import Case, Option, Question
from hustings.questions import _transfers_words as words

DRAWS = 200
"""So often the areas are drawn again, unless it is said."""


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
    _refuse_draws(rows, seed, draws)
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
        sentence=words.sentence(case, flows, spans, estimated, at),
        level=LEVELS[known.level]
        + (f", by {number(len(flows.areas))} areas" if len(flows.areas) > 1 else ""),
        findings=words.findings(case, flows, spans, at),
        figures=(
            words.shares_table(case, flows, spans, estimated, at),
            *([words.fit_table(case, flows, estimated)] if estimated is not None else []),
        ),
        assumptions=words.assumptions(flows, estimated),
        fuller="the first-by-second table would tell it exactly"
        + ("" if len(flows.areas) > 1 else "; figures by area would narrow it"),
    )


def _refuse_draws(rows: int | None, seed: int | None, draws: int | None) -> None:
    if draws is not None and seed is None:
        raise UsageError("areas drawn again need a seed", where="--draws", expected="--seed NUMBER")
    if draws == 0 or rows == 0:
        where = "--draws" if draws == 0 else "--rows"
        raise InputError("this must be more than nothing", where=where, found="0", expected="1 or more")


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
