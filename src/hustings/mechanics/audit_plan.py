"""What an audit of a result rests on: its claims, its papers, and what each paper is worth to each claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.errors import InputError
from hustings.mechanics import risk
from hustings.mechanics.assertions import Assertion, Claim
from hustings.mechanics.findings import Manifest
from hustings.paper import Vote

Worths = Callable[[Assertion, Sequence[Vote]], list[int]]
"""What votes are worth to an assertion: 1 for it, -1 against it, else 0."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is audited: `claims`, the narrowest first, that prove the winner; and which papers may be drawn.

    `valid` are the papers counted, `rejected` those that were not (None: not told); `population` are all that
    may be drawn. `limit` is the risk limit.
    """

    winner: str
    claims: tuple[Claim, ...]
    valid: int
    rejected: int | None
    population: int
    limit: Fraction
    worths: Worths

    @property
    def alpha(self) -> float:
        """The risk limit as a float."""
        return float(self.limit)


def limit_words(plan: Plan) -> str:
    """The risk limit in per cent, with decimals only where it has any."""
    return f"{float(100 * plan.limit):g}%"


@dataclass(frozen=True, kw_only=True)
class Bundles:
    """Bundles that may be drawn: how many papers each holds, in the order of their numbers."""

    sizes: tuple[int, ...]
    manifest: Manifest | None = None

    @property
    def number(self) -> int:
        """How many bundles there are."""
        return len(self.sizes)


def bundles_of(population: int, size: int, manifest: Manifest | None) -> Bundles:
    """The bundles of a manifest, or of so many papers each, the last one with what is left.

    Raises InputError where the manifest holds not as many papers as may be drawn.
    """
    if manifest is None:
        full, rest = divmod(population, size)
        return Bundles(sizes=(size,) * full + ((rest,) if rest else ()))
    if manifest.papers != population:
        raise InputError(
            "the bundles do not hold as many papers as the result",
            where=manifest.name,
            found=f"{manifest.papers:,} papers in {len(manifest.bundles):,} bundles",
            expected=f"{population:,} papers",
            hint="list the bundles of rejected papers too, or say --rejected apart where they are kept apart",
        )
    return Bundles(sizes=tuple(one.papers for one in manifest.bundles), manifest=manifest)


def recorded_leads(plan: Plan, claim: Claim, bundles: Bundles) -> tuple[int, ...]:
    """The lead that each bundle's record gives a claim; InputError where they do not add to the result's."""
    manifest = bundles.manifest
    assert manifest is not None
    kinds = tuple({vote for one in manifest.bundles for vote in one.record})
    worth = dict(zip(kinds, plan.worths(claim.assertion, kinds), strict=True))
    leads = tuple(sum(worth[vote] * n for vote, n in one.record.items()) for one in manifest.bundles)
    if sum(leads) < claim.margin or (claim.exact and sum(leads) != claim.margin):
        raise InputError(
            "the bundles' records do not add up to the result",
            where=manifest.name,
            found=f"a lead of {sum(leads):,} of {claim.assertion.over} over {claim.assertion.under}",
            expected=f"{'' if claim.exact else 'at least '}{claim.margin:,}",
            hint="records that do not give the result cannot prove it: look for the bundle that is wrong",
        )
    return leads


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Of a comparison of bundles: by how much one record could overstate a lead at `most`, and understate."""

    most: int
    least: int


def scale_of(plan: Plan, claim: Claim, bundles: Bundles) -> Scale:
    """How wrong a bundle's record can be for a claim: as many papers as it holds, each by up to two votes."""
    if bundles.manifest is None or not bundles.manifest.recorded:
        return Scale(most=2 * max(bundles.sizes), least=2 * max(bundles.sizes))
    leads = recorded_leads(plan, claim, bundles)
    pairs = list(zip(bundles.sizes, leads, strict=True))
    return Scale(most=max(n + lead for n, lead in pairs), least=max(n - lead for n, lead in pairs))


def to_compare(plan: Plan, claim: Claim) -> int:
    """How many papers to compare with their records, if none is wrong; at most all."""
    size = risk.comparison_size(claim.margin / plan.population, plan.alpha)
    return min(size, plan.population)


def to_poll(plan: Plan, claim: Claim) -> int:
    """How many papers are read on average, without records, if the result is true; at most all."""
    over, under = claim.over / plan.population, claim.under / plan.population
    return min(round(risk.polling_size(over, under, plan.alpha)), plan.population)


def to_bundle(plan: Plan, claim: Claim, bundles: Bundles) -> int:
    """How many bundles to compare with their records, if none is wrong; at most all."""
    diluted = 2 * claim.margin / (scale_of(plan, claim, bundles).most * bundles.number)
    if diluted >= 2:  # even if the record that could be most wrong were, the lead would stand
        return 1
    return min(risk.comparison_size(diluted, plan.alpha), bundles.number)
