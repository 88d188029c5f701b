"""How many papers must be checked, so that a wrong result is found out with a stated chance."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures, Finding
from hustings.errors import InputError, UsageError
from hustings.mechanics import audit_plan
from hustings.mechanics.audit_plan import Bundles, Plan, bundles_of, limit_words
from hustings.mechanics.figures import clean, number
from hustings.mechanics.findings import Manifest
from hustings.mechanics.pull_list import pulled
from hustings.question import Case, Option, Question
from hustings.questions._audit_claims import LEFT, OPTIONS, left, plan_of
from hustings.questions._pull_table import pull_table
from hustings.returns import Note

METHODS = ("comparison", "polling", "bundles")


def _ask(
    case: Case,
    *,
    risk: Fraction,
    rejected: str,
    claims: str,
    seed: str | None,
    bundle: int,
    manifest: Manifest | None,
    method: str,
    pull: int | None,
) -> Answer:
    if not bundle:
        raise InputError(
            "a bundle holds at least one paper", where="--bundle", found="0", expected="1 or more"
        )
    if pull is not None and seed is None:
        raise UsageError(
            "a sample needs a seed",
            where="--pull",
            expected="--seed, with figures thrown in public after the totals were fixed",
            hint="throw dice before witnesses, and write down the figures",
        )
    plan = plan_of(case, risk, rejected, claims)
    bundles = bundles_of(plan.population, bundle, manifest)
    needed = _needed(plan, bundles)
    figures = [_sizes(plan, bundles, needed), _claims(case, plan), _in_words(case, plan, bundles)]
    if seed is not None:
        units = bundles.number if method == "bundles" else plan.population
        drawn = pulled(seed, units, min(needed[method], units) if pull is None else pull)
        figures.append(pull_table(drawn, bundles, method == "bundles"))
    return Answer(
        question="audit",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, plan, bundles, needed),
        level=case.level,
        findings=(_proved(case, plan),),
        figures=tuple(figures),
        assumptions=_assumptions(plan, claims, method if seed is not None else ""),
        fuller=_fuller(plan),
        notes=_notes(case, plan, claims),
    )


def _needed(plan: Plan, bundles: Bundles) -> dict[str, int]:
    """How many papers, or bundles, each method takes: as many as the claim that takes most."""
    return {
        "comparison": max(audit_plan.to_compare(plan, one) for one in plan.claims),
        "polling": max(audit_plan.to_poll(plan, one) for one in plan.claims),
        "bundles": max(audit_plan.to_bundle(plan, one, bundles) for one in plan.claims),
    }


def _sentence(case: Case, plan: Plan, bundles: Bundles, needed: dict[str, int]) -> str:
    name, limit = case.name(plan.winner), limit_words(plan)
    start = f"To confirm at a risk limit of {limit} that {name} was elected, "
    if needed["comparison"] >= plan.population:
        return f"{start}all {number(plan.population)} papers must be looked at: count them again by hand."
    exact = "" if plan.claims[0].exact else "at most "
    return (
        f"{start}compare {exact}{number(needed['comparison'])} papers with their own records, or read about "
        f"{number(needed['polling'])} without records, or compare {exact}{number(needed['bundles'])} of "
        f"{number(bundles.number)} bundles; {_population(plan)}."
    )


def _population(plan: Plan) -> str:
    """Of which papers these are so many, and what it would be of the others."""
    valid = number(plan.valid)
    if plan.rejected is None:
        return f"drawn from {valid} valid papers, for how many were rejected is not told"
    if plan.population == plan.valid:
        return f"drawn from {valid} valid papers, the {number(plan.rejected)} rejected being kept apart"
    apart = max(audit_plan.to_compare(replace(plan, population=plan.valid), one) for one in plan.claims)
    return (
        f"drawn from {number(plan.population)} papers, the {number(plan.rejected)} rejected among them "
        f"({number(apart)} to compare if these are kept apart)"
    )


def _sizes(plan: Plan, bundles: Bundles, needed: dict[str, int]) -> Figures:
    largest = max(bundles.sizes)
    rows: tuple[tuple[Cell, ...], ...] = (
        (
            "papers, each compared with its own record",
            needed["comparison"],
            plan.population,
            needed["comparison"],
        ),
        ("papers read, without records: on average", needed["polling"], plan.population, needed["polling"]),
        (
            f"bundles of {number(largest)}, compared with their records"
            if len(set(bundles.sizes[:-1])) <= 1
            else f"bundles of up to {number(largest)}, compared with their records",
            needed["bundles"],
            bundles.number,
            min(needed["bundles"] * largest, plan.population),
        ),
    )
    return Figures(
        key="sizes",
        title="How many to check if the records are right",
        columns=(
            Column(key="method", head="Method", unit="text"),
            Column(key="drawn", head="Drawn", unit="number"),
            Column(key="of", head="Of", unit="number"),
            Column(key="papers", head="Papers looked at"),
        ),
        rows=rows,
        note="Errors found on the way make it more, and many of them a count of all papers. Reading without "
        "records takes more or less than its average.",
    )


def _claims(case: Case, plan: Plan) -> Figures:
    rows = tuple(
        (
            one.assertion.over,
            one.assertion.under,
            left(one.assertion),
            one.margin,
            audit_plan.to_compare(plan, one),
            audit_plan.to_poll(plan, one),
        )
        for one in plan.claims
    )
    return Figures(
        key="claims",
        title="Claims that together prove the result, the narrowest first",
        columns=(
            Column(key="over", head="Ahead", unit="candidate"),
            Column(key="under", head="Of", unit="candidate"),
            Column(key="left", head="Left", unit="text"),
            Column(key="lead", head="Lead"),
            Column(key="comparison", head="To compare"),
            Column(key="polling", head="To read"),
        ),
        rows=rows,
        note=LEFT
        if all(one.exact for one in plan.claims)
        else f"{LEFT} Second preferences, not counted, are all taken to be against the winner.",
    )


def _in_words(case: Case, plan: Plan, bundles: Bundles) -> Figures:
    """The claims as sentences, with what they were worked from."""
    return Figures(
        key="words",
        title="The claims in words",
        columns=(
            Column(key="claim", head="Claim", unit="text"),
            Column(key="over", head="For"),
            Column(key="under", head="Against"),
            Column(key="bundles", head="Bundles", unit="number"),
        ),
        rows=tuple(
            (
                clean(one.assertion.words(case.name)),
                one.over,
                one.under,
                audit_plan.to_bundle(plan, one, bundles),
            )
            for one in plan.claims
        ),
        detail=True,
    )


def _proved(case: Case, plan: Plan) -> Finding:
    name = case.name(plan.winner)
    claims = "the claim below is true" if len(plan.claims) == 1 else f"all {len(plan.claims)} claims are true"
    return Finding(claim=f"If {claims} of the papers, {name} is elected", holds="certain", who=(plan.winner,))


def _assumptions(plan: Plan, claims: str, method: str) -> tuple[str, ...]:
    made = [
        "The papers are all there, sealed since they were counted, and numbered before the seed is thrown.",
        "A paper drawn that cannot be found is taken to be wholly against the winner.",
    ]
    if claims == "economy":
        made.append(
            "No two are exactly level for the second place: the economy claims leave that open, the classic "
            "ones do not."
        )
    if plan.population == plan.valid:
        made.append("No paper that counted was rejected wrongly: rejected papers are not looked at.")
    if method in ("comparison", "bundles"):
        made.append("The records that papers are compared with add up to the result.")
    return tuple(made)


def _fuller(plan: Plan) -> str:
    words = [] if plan.rejected is not None else ["how many papers were rejected, which may be drawn too"]
    if not plan.claims[0].exact:
        words.append("the second preferences, with which the lead between the last two would be larger")
    return "; ".join(words)


def _notes(case: Case, plan: Plan, claims: str) -> tuple[Note, ...]:
    """What the economy claims would save, where they are known and save anything."""
    if claims != "classic" or case.rule.key != "sv" or case.known.table is None:
        return ()
    rejected = "apart" if plan.population == plan.valid else "included"
    economy = plan_of(case, plan.limit, rejected, "economy")
    needed, less = (max(audit_plan.to_compare(one, each) for each in one.claims) for one in (plan, economy))
    if less >= needed:
        return ()
    words = f"the economy claims would take {number(less)} papers to compare, and leave a tie at the cut open"
    return (Note(words=words),)


QUESTION = Question(
    key="audit",
    title="How many papers to check",
    asks="How many papers must be checked to be sure of the result?",
    about="Claims that together prove who is elected, and how many papers or bundles must be checked by hand "
    "so that a wrong result passes with no more than a stated chance; with a seed, which ones to pull.",
    source="Stark 2020 (SHANGRLA) and 2023 (ALPHA); Lindeman, Stark and Yates 2012 (BRAVO); Blom, Stuckey "
    "and Teague 2018; the claims for the supplementary vote are our own",
    ask=_ask,
    options=(
        *OPTIONS,
        Option(
            name="method",
            takes="choice",
            words="for the pull list: papers with records, without them, or bundles; comparison unless said",
            default="comparison",
            choices=METHODS,
        ),
        Option(
            name="pull", takes="number", words="how many to pull; as many as the method takes unless said"
        ),
    ),
)
