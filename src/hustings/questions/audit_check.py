"""What an audit has found so far: whether it may stop, or how many more must be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures, rounded
from hustings.errors import InputError, UsageError
from hustings.mechanics.assertions import Claim
from hustings.mechanics.audit_evidence import Evidence, Unit, bundled, compared, in_order, polled
from hustings.mechanics.audit_plan import Bundles, Plan, bundles_of, limit_words, recorded_leads
from hustings.mechanics.figures import number
from hustings.mechanics.findings import Findings, Found, Manifest
from hustings.mechanics.pull_list import place_in, pulled
from hustings.question import Case, Option, Question
from hustings.questions._audit_claims import LEFT, OPTIONS, left, plan_of
from hustings.questions._pull_table import pull_table

ALPHA, KAPLAN_MARKOV = "alpha", "kaplan-markov"
NAMES = {ALPHA: "ALPHA", KAPLAN_MARKOV: "Kaplan-Markov"}


def _ask(
    case: Case,
    *,
    found: Findings,
    risk: Fraction,
    rejected: str,
    claims: str,
    seed: str,
    bundle: int,
    manifest: Manifest | None,
    test: str | None,
) -> Answer:
    plan = plan_of(case, risk, rejected, claims)
    bundles = bundles_of(plan.population, bundle or 1, manifest)
    _refuse(found, bundles)
    found = _with_records(found, plan, bundles)
    decides = test or (KAPLAN_MARKOV if found.bundles or found.recorded else ALPHA)
    number_of = _bundle_number(manifest) if found.bundles and manifest else _paper_number
    total = bundles.number if found.bundles else plan.population
    units = in_order(seed, total, found, number_of)
    if found.bundles:
        _refuse_too_many(units, bundles)
    evidence = tuple(_evidence(plan, claim, units, bundles, found) for claim in plan.claims)
    verdict = _Verdict(evidence, decides, plan)
    figures = [_table(case, evidence, found)]
    if not verdict.stops and verdict.more:
        drawn = pulled(seed, total, len(units) + verdict.more)[len(units) :]
        figures.append(pull_table(drawn, bundles, found.bundles))
    return Answer(
        question="audit-check",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, plan, units, verdict, found),
        level=case.level,
        figures=tuple(figures),
        assumptions=(
            f"The test that decides is {NAMES[decides]}, chosen before the first was drawn: to choose it "
            "afterwards would raise the risk.",
            "The seed was thrown after the totals were fixed, and the papers were drawn in turn.",
            "The risk is that of passing a wrong result, were this one wrong; it is no chance that it is.",
            *((_ADD_UP,) if found.recorded or found.bundles else ()),
        ),
    )


_ADD_UP = "The records of all papers, also of those not drawn, add up to the result; none was changed since."


class _Verdict:
    """Whether every claim has passed, by the test that decides, and how many more are needed."""

    def __init__(self, evidence: Sequence[Evidence], decides: str, plan: Plan) -> None:
        risks = [one.alpha if decides == ALPHA else one.kaplan_markov for one in evidence]
        self.decides = decides
        self.risk = max(risks)
        open_ = [one for one, left in zip(evidence, risks, strict=True) if left > plan.alpha]
        self.stops = not open_
        known = [one.more for one in open_ if one.more is not None]
        self.more = max(max(known), 1) if len(known) == len(open_) and known else None


def _sentence(case: Case, plan: Plan, units: Sequence[Unit], verdict: _Verdict, found: Findings) -> str:
    what = "bundles" if found.bundles else "papers"
    seen = f"{number(len(units))} {what if len(units) != 1 else what[:-1]}"
    name = case.name(plan.winner)
    measured = f"the risk is {_shown(verdict.risk)} ({NAMES[verdict.decides]}), the limit {limit_words(plan)}"
    if verdict.stops:
        return f"The audit may stop, with {name} confirmed: after {seen} {measured}."
    if verdict.more is None:
        return (
            f"The audit goes on, and a sample may never be enough: after {seen} {measured}; count all papers "
            "again by hand."
        )
    more = f"{'about ' if not found.recorded and not found.bundles else ''}{number(verdict.more)} more"
    right = (
        "if the rest are as reported" if not found.recorded and not found.bundles else "if these are right"
    )
    return f"The audit goes on: after {seen} {measured}; {more} {right}."


def _shown(risk: float) -> str:
    """A risk in per cent, rounded up, so that it is never shown below what it is."""
    tenths = -((-risk * 1000) // 1)
    return f"{tenths / 10:g}%" if risk >= 0.001 else "below 0.1%"


def _evidence(plan: Plan, claim: Claim, units: Sequence[Unit], bundles: Bundles, found: Findings) -> Evidence:
    if found.bundles:
        return bundled(plan, claim, units, bundles)
    return compared(plan, claim, units) if found.recorded else polled(plan, claim, units)


def _refuse(found: Findings, bundles: Bundles) -> None:
    if not found.rows:
        raise InputError("nothing was found yet", where=found.name, expected="a row for each paper drawn")
    if found.bundles and (bundles.manifest is None or not bundles.manifest.recorded):
        raise UsageError(
            "what the bundles were recorded to hold is not told",
            where="--manifest",
            found="no manifest" if bundles.manifest is None else "bundles and papers alone",
            expected="a manifest that says for each bundle what its papers say (first, second)",
            hint="without such records, draw papers instead of bundles",
        )


def _with_records(found: Findings, plan: Plan, bundles: Bundles) -> Findings:
    """Papers with the label of their bundle as their own record, where a manifest tells what each holds."""
    manifest = bundles.manifest
    if found.bundles or found.recorded or manifest is None or not manifest.recorded:
        return found
    for claim in plan.claims:
        recorded_leads(plan, claim, bundles)
    rows = []
    for one in found.rows:
        number = min(max(_paper_number(one), 1), plan.population)  # one that was not drawn is refused later
        bundle = manifest.bundles[place_in(number, bundles.sizes)[0] - 1]
        if len(bundle.record) > 1:
            raise UsageError(
                "a bundle holds papers of several kinds, so the record of one paper is not told",
                where=one.where,
                found=f"paper {one.unit}, in bundle {bundle.name}",
                expected="columns recorded_first and recorded_second, or bundles of like papers",
                hint="leave first and second out of the manifest to read the papers without records",
            )
        rows.append(replace(one, recorded=next(iter(bundle.record))))
    return replace(found, rows=tuple(rows), recorded=True)


def _paper_number(one: Found) -> int:
    text = one.unit.replace(",", "")
    if not text.isdigit():
        raise InputError(
            "this is no number of a paper", where=one.where, found=one.unit, expected="as in the pull list"
        )
    return int(text)


def _bundle_number(manifest: Manifest) -> Callable[[Found], int]:
    numbers = {one.name: at for at, one in enumerate(manifest.bundles, 1)}

    def number_of(one: Found) -> int:
        if one.unit not in numbers:
            raise InputError(
                "there is no such bundle",
                where=one.where,
                found=one.unit,
                expected=f"one of the {len(numbers):,} bundles in {manifest.name}",
            )
        return numbers[one.unit]

    return number_of


def _refuse_too_many(units: Sequence[Unit], bundles: Bundles) -> None:
    for unit in units:
        held, seen = bundles.sizes[unit.number - 1], sum(row.papers for row in unit.rows)
        if seen > held:
            raise InputError(
                "more papers were found than the bundle holds",
                where=unit.rows[0].where,
                found=f"{seen} papers in bundle {unit.rows[0].unit}",
                expected=f"at most {held}",
                hint="correct the rows, or the manifest before a new seed is thrown",
            )


def _table(case: Case, evidence: Sequence[Evidence], found: Findings) -> Figures:
    records = found.recorded or found.bundles
    counted_so = "Too high, too low: records that tell the lead so." if records else "For, against: as seen."
    rows: list[tuple[Cell, ...]] = []
    for one in evidence:
        counted = Counter(1 if votes > 0 else -1 if votes < 0 else 0 for votes in one.seen)
        assertion = one.claim.assertion
        rows.append(
            (
                assertion.over,
                assertion.under,
                left(assertion),
                counted[1],
                counted[-1],
                rounded(one.alpha),
                rounded(one.kaplan_markov),
                one.more,
            )
        )
    return Figures(
        key="evidence",
        title="What was found of each claim",
        columns=(
            Column(key="over", head="Ahead", unit="candidate"),
            Column(key="under", head="Of", unit="candidate"),
            Column(key="left", head="Left", unit="text"),
            Column(key="against" if records else "for", head="Too high" if records else "For", unit="number"),
            Column(
                key="with" if records else "against", head="Too low" if records else "Against", unit="number"
            ),
            Column(key="alpha", head="ALPHA", unit="share"),
            Column(key="kaplan_markov", head="K.-M.", unit="share"),
            Column(key="more", head="More", unit="number"),
        ),
        rows=tuple(rows),
        note=f"{LEFT} {counted_so} ALPHA and K.-M. (Kaplan-Markov): the risk by each test. More: how many "
        "more if these are right; no figure: not within what is left.",
    )


QUESTION = Question(
    key="audit-check",
    title="What the audit found",
    asks="May the audit stop, or how many more must be checked?",
    about="The risk that what was found leaves, for each claim by ALPHA and by Kaplan-Markov; whether the "
    "audit may stop, and if not, which papers or bundles to pull next.",
    source="Stark 2010, 2020 (SHANGRLA) and 2023 (ALPHA)",
    ask=_ask,
    options=(
        Option(
            name="found",
            takes="file",
            words="a table of what the hands found: number or bundle, first, second",
            needed=True,
            read="_findings.read",
            of_people=True,
        ),
        *(one for one in OPTIONS if one.name != "seed"),
        Option(name="seed", takes="text", words="the figures the sample was drawn with", needed=True),
        Option(
            name="test",
            takes="choice",
            words="which test decides; kaplan-markov with records and alpha without unless said",
            choices=(KAPLAN_MARKOV, ALPHA),
        ),
    ),
)
