"""Whose votes counted: where every valid paper ended, and how many second preferences were never used."""

from __future__ import annotations

from collections.abc import Callable

from hustings.answer import Answer
from hustings.errors import Unfinished, UsageError
from hustings.mechanics.figures import number, percent
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.ledger import Ledger, final_of, ledger_of
from hustings.mechanics.table import greatest
from hustings.question import Case, Question
from hustings.questions import _ledger_figures as tables
from hustings.questions._ledger_rounds import by_rounds
from hustings.questions._ledger_seats import by_seats

WHATEVER = ", of whatever preference"


def _ask(case: Case) -> Answer:
    how = by_seats if case.rule.family == "stv" else ASKED.get(case.rule.key)
    if how is None:
        raise UsageError(
            "whose votes counted is not told for this rule",
            found=case.rule.key,
            expected=", ".join(ASKED) + ", or a rule of transferable votes",
            hint="name one of these with --rule",
        )
    awaited = case.counted.awaiting
    if awaited and (awaited.what != "lot" or how in (by_rounds, by_seats)):
        raise Unfinished(
            "the count has not come to its end",
            found=awaited.words,
            expected="a count whose last figures are known",
            hint="record the lot in decisions.toml"
            if awaited.what == "lot"
            else "hustings ask reach says what is settled so far",
        )
    return how(case)


def _in_columns(case: Case) -> Answer:
    """A count by one or two columns: with a second count, or decided on first preferences."""
    stage = final_of(case.counted)
    if stage is None:
        return _on_firsts(case)
    ledger = ledger_of(case.known, stage)
    if not ledger.valid:
        raise _nobody()
    neither, people = (
        ledger.of("nowhere"),
        "none of " + case.names(ledger.remaining),
    )
    if len(ledger.remaining) == 2:
        people = "neither " + " nor ".join(case.name(at) for at in ledger.remaining)
    share = percent(neither, ledger.valid, 2)
    words = f"{number(neither)} of {number(ledger.valid)} valid papers ({share}) counted for {people}"
    return Answer(
        question="ledger",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{words}; {_winner_words(case, ledger)}.",
        level=LEVELS[case.known.level],
        findings=tables.majority(case, max(ledger.totals.values()), ledger.valid, WHATEVER),
        figures=(
            tables.ended(case, ledger),
            tables.shares(case, ledger),
            tables.preferences(case.known, ledger),
            tables.flow(case, ledger),
            tables.line(ledger),
        ),
        assumptions=(
            "A paper counts for a finalist by its first preference, or by its second where the first is for "
            "a candidate who was eliminated; a finalist's own papers are never looked at again.",
        ),
        fuller=_fuller(case.known, ledger),
    )


def _winner_words(case: Case, ledger: Ledger) -> str:
    """Who was elected and with what share of all valid papers; or between whom a lot decides."""
    best = max(ledger.totals.values())
    level = case.names(greatest(ledger.totals))
    if not case.counted.elected:
        return f"{level} are level with {number(best)} each, and a lot decides"
    return tables.elected_words(case, best, ledger.valid)


def _fuller(known: Known, ledger: Ledger) -> str:
    if known.table is not None:
        return ""
    told = [] if known.marked else ["how many second preferences were marked for whom, and never used"]
    told += ["from whose papers the second preferences counted came"] if ledger.pooled else []
    return "the first-by-second table would tell " + "; ".join([*told, "what the finalists' own papers say"])


def _on_firsts(case: Case) -> Answer:
    """Decided on first preferences: no second preference was counted, and none needed to be."""
    known = case.known
    valid, best = known.valid, max(known.first, default=0)
    if not valid:
        raise _nobody()
    level = case.names(at for at, votes in enumerate(known.first) if votes == best)
    elected = case.counted.elected
    two = len(known.first) == 2
    name = case.name(elected[0]) if elected else ""
    words = (
        f"{name} is elected on first preferences with {percent(best, valid, 2)} of all valid papers; "
        f"{number(valid - best)} named somebody else first, and "
        + ("two candidates have no second count" if two else "no second preference was looked at")
        if elected
        else f"{level} are level with {number(best)} each, and a lot decides"
    )
    rows = [
        ("the highest figure, of all valid papers", best, valid),
        ("for somebody else, of all valid papers", valid - best, valid),
    ]
    if known.marked is not None and not two:
        marked = sum(known.marked)
        rows.append(("second preferences never used, of all marked", marked, marked))
    return Answer(
        question="ledger",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{words}.",
        level=LEVELS["firsts" if two else known.level],
        findings=tables.majority(case, best, valid, WHATEVER),
        figures=(tables.share_table(rows), tables.preferences(known, None)),
        assumptions=(
            "Who has more than half of all first preferences is elected by them alone, and whatever the "
            "second preferences say could not have changed it.",
        )
        if elected and 2 * best > valid
        else (),
    )


def _nobody() -> UsageError:
    return UsageError("there is no valid paper", found="0 papers", expected="papers that were counted")


ASKED: dict[str, Callable[[Case], Answer]] = {
    "sv": _in_columns,
    "simple-majority": _in_columns,
    **dict.fromkeys(
        ("av", "av-2011", "av-until-two", "av-bulk", "av-bulk-until-two", "burlington-irv", "contingent"),
        by_rounds,
    ),
}
"""How the ledger is told for each rule: by two columns, or by the stages at which papers are transferred."""

QUESTION = Question(
    key="ledger",
    title="Whose votes counted",
    asks="Whose votes counted?",
    about="Where every valid paper ended: with a finalist by its first preference or by its second, or with "
    "neither, and why; the winner's share of all valid papers; second preferences marked and never used.",
    source="van der Kolk, Rallings and Thrasher 2006 (abstract), for what makes a vote effective; the "
    "partition is our own",
    ask=_ask,
)
