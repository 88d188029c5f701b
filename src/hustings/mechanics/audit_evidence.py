"""What was found in an audit, put in the order drawn, and the risk that it leaves for each claim."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.mechanics import risk
from hustings.mechanics.assertions import Claim
from hustings.mechanics.audit_plan import Bundles, Plan, recorded_leads, scale_of
from hustings.mechanics.findings import Findings, Found
from hustings.mechanics.pull_list import draws
from hustings.paper import Vote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AHEAD = 100_000
"""So many further papers are looked ahead to say how many more are needed."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One paper or bundle that was drawn, and the rows that tell of it."""

    number: int
    rows: tuple[Found, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was seen of one claim: by how many votes each record `overstated` its lead (of papers without
    records: what each was worth), and the risk by both tests; `more` are as many more as are needed if no
    further record is wrong (as polls go on average), None where so many cannot be said.
    """

    claim: Claim
    seen: tuple[int, ...]
    alpha: float
    kaplan_markov: float
    more: int | None


def in_order(seed: str, units: int, findings: Findings, number: Callable[[Found], int]) -> tuple[Unit, ...]:
    """What was found, in the order drawn.

    Raises InputError for a paper that was not drawn, that is there twice, or was drawn before others and is
    not there: an audit sees everything that was drawn up to where it stops.
    """
    rows: dict[int, list[Found]] = {}
    for one in findings.rows:
        at = number(one)
        if at in rows and not findings.bundles:
            raise InputError(
                "a paper is there twice",
                where=one.where,
                found=f"number {at}, as in {rows[at][0].where}",
                expected="one row for each paper",
            )
        rows.setdefault(at, []).append(one)
    drawn = list(islice(draws(seed, units), len(rows)))
    stray = next((at for at in rows if at not in {one.number for one in drawn}), None)
    absent = next((one for one in drawn if one.number not in rows), None)
    if stray is not None and absent is None:
        raise InputError(
            "there is no such paper or bundle",
            where=rows[stray][0].where,
            found=rows[stray][0].unit,
            expected=f"a number from 1 to {units:,}, each drawn already",
        )
    if stray is not None and absent is not None:
        raise InputError(
            "this was not drawn, or not yet",
            where=rows[stray][0].where,
            found=rows[stray][0].unit,
            expected=f"number {absent.number}, drawn as turn {absent.turn}, before it",
            hint="enter what was drawn in turn; what cannot be found is entered as missing; check the seed",
        )
    return tuple(Unit(number=one.number, rows=tuple(rows[one.number])) for one in drawn)


def polled(plan: Plan, claim: Claim, units: Sequence[Unit]) -> Evidence:
    """Papers read without records: each is worth 1, a half or 0; one that is missing is worth 0."""
    over, under = claim.over / plan.population, claim.under / plan.population
    worth = _worths(plan, claim, [unit.rows[0].saw for unit in units])
    values = [(1 + one) / 2 for one in worth]
    mean = (1 + over - under) / 2
    risks = (
        risk.alpha(values, population=plan.population, upper=1, estimate=risk.shrinking(mean)),
        risk.kaplan_markov(values, population=plan.population, forgiving=risk.poll_forgiveness(over, under)),
    )
    growth, _ = risk.polling_growth(over, under)
    last = float(risks[0][-1])
    left = max(math.log(last / plan.alpha), 0.0) if last > 0 else 0.0
    more = math.ceil(left / growth) if math.isfinite(left) else None
    return _evidence(claim, worth, risks, more, plan.population - len(units))


def compared(plan: Plan, claim: Claim, units: Sequence[Unit]) -> Evidence:
    """Papers with records of their own: by how much the record tells the lead too high."""
    saw = _worths(plan, claim, [unit.rows[0].saw for unit in units])
    told = _worths(plan, claim, [unit.rows[0].recorded for unit in units])
    overstated = [a - b for a, b in zip(told, saw, strict=True)]
    return _of_records(plan, claim, overstated, most=2, least=2, units=plan.population, test_units=len(units))


def bundled(plan: Plan, claim: Claim, units: Sequence[Unit], bundles: Bundles) -> Evidence:
    """Bundles with records: the same for all papers of a bundle together; papers missing are against it."""
    leads = recorded_leads(plan, claim, bundles)
    scale = scale_of(plan, claim, bundles)
    overstated = []
    for unit in units:
        worth = _worths(plan, claim, [row.saw for row in unit.rows])
        seen = sum(one * row.papers for one, row in zip(worth, unit.rows, strict=True))
        missing = bundles.sizes[unit.number - 1] - sum(row.papers for row in unit.rows)
        overstated.append(leads[unit.number - 1] - seen + missing)
    return _of_records(
        plan,
        claim,
        overstated,
        most=scale.most,
        least=scale.least,
        units=bundles.number,
        test_units=len(units),
    )


def _worths(plan: Plan, claim: Claim, votes: Sequence[Vote | None]) -> list[int]:
    """What papers are worth; one that could not be found is wholly against the claim."""
    told = [vote for vote in votes if vote is not None]
    worth = iter(plan.worths(claim.assertion, told))
    return [-1 if vote is None else next(worth) for vote in votes]


def _of_records(
    plan: Plan,
    claim: Claim,
    overstated: Sequence[int],
    *,
    most: int,
    least: int,
    units: int,
    test_units: int,
) -> Evidence:
    """The risk that records leave, now and as more of them are found right."""
    margin = min(claim.margin, most * units - 1)
    ahead = min(units - test_units, AHEAD)
    values, clean = risk.compared([*overstated, *[0] * ahead], margin=margin, most=most, units=units)
    upper = clean * (1 + least / most)
    estimate = risk.few_errors(clean, upper)
    risks = (
        risk.alpha(values, population=units, upper=upper, estimate=estimate),
        risk.kaplan_markov(values, population=units, forgiving=risk.forgiveness(2 * margin / (most * units))),
    )
    enough = (risks[1] <= plan.alpha).nonzero()[0]
    needed = int(enough[0]) + 1 - test_units if len(enough) else None
    now = (risks[0][:test_units], risks[1][:test_units])
    return _evidence(claim, overstated, now, needed, units - test_units)


def _evidence(
    claim: Claim,
    seen: Sequence[int],
    risks: tuple[NDArray[np.float64], NDArray[np.float64]],
    more: int | None,
    left: int,
) -> Evidence:
    """The lowest risk so far by each test: an audit may stop at whatever draw it was low enough."""
    alpha, markov = (min(1.0, float(one.min(initial=1.0))) for one in risks)
    return Evidence(
        claim=claim,
        seen=tuple(seen),
        alpha=alpha,
        kaplan_markov=markov,
        more=None if more is None or more > left else max(more, 0),
    )
