"""Whose votes counted: where every valid paper ended, and how many second preferences were never used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures, Finding
from hustings.errors import UsageError
from hustings.mechanics.figures import clean, listed, number, percent
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.ledger import Entry, Ledger, final_of, ledger_of
from hustings.question import Case, Question
from hustings.questions._ledger_rounds import by_rounds

SECONDS = {
    "": "not told",
    "counted": "for a finalist",
    "for_finalist": "for another finalist",
    "for_eliminated": "for one eliminated",
    "same_candidate": "the same again",
    "blank": "none",
    "over_marked": "more than one",
    "uncertain_second": "void",
    "not_for_remaining": "for no finalist",
    "blank_or_uncertain": "none, or void",
    "no_valid_second": "none that is valid",
    "not_counted": "reason not told",
    "gap": "figures that do not close",
}
"""What became of a second preference, in few words; the codes are those of `paper.SECOND_CODES`."""


def _ask(case: Case) -> Answer:
    how = ASKED.get(case.rule.key)
    if how is None:
        raise UsageError(
            "whose votes counted is not told for this rule",
            found=case.rule.key,
            expected=", ".join(ASKED),
            hint="name one of these with --rule",
        )
    awaited = case.counted.awaiting
    if awaited and (awaited.what != "lot" or how is by_rounds):
        raise UsageError(
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
        "none of " + listed([clean(case.label(at)) for at in ledger.remaining]),
    )
    if len(ledger.remaining) == 2:
        people = "neither " + " nor ".join(clean(case.label(at)) for at in ledger.remaining)
    share = percent(neither, ledger.valid, 2)
    words = f"{number(neither)} of {number(ledger.valid)} valid papers ({share}) counted for {people}"
    return Answer(
        question="ledger",
        title=QUESTION.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{words}; {_winner_words(case, ledger)}.",
        level=LEVELS[case.known.level],
        findings=_findings(case, max(ledger.totals.values()), ledger.valid),
        figures=(
            _ended(case, ledger),
            _shares(case, ledger),
            _preferences(case, case.known, ledger),
            _flow(case, ledger),
            _line(ledger),
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
    level = [case.label(at) for at, total in ledger.totals.items() if total == best]
    share = percent(best, ledger.valid, 2)
    if not case.counted.elected:
        return f"{listed(level)} are level with {number(best)} each, and a lot decides"
    name = clean(case.contest.label(case.counted.winner))
    return f"{name} is elected with {share} of all valid papers"


def _findings(case: Case, best: int, valid: int) -> tuple[Finding, ...]:
    if not case.counted.elected:
        return ()
    name = case.contest.label(case.counted.winner)
    return (
        Finding(
            claim=f"{clean(name)} has more than half of all valid papers, of whatever preference",
            holds="certain" if 2 * best > valid else "impossible",
            who=(case.counted.winner,),
        ),
    )


def _fuller(known: Known, ledger: Ledger) -> str:
    if known.table is not None:
        return ""
    told = [] if known.marked else ["how many second preferences were marked for whom, and never used"]
    told += ["from whose papers the second preferences counted came"] if ledger.pooled else []
    return "the first-by-second table would tell " + "; ".join([*told, "what the finalists' own papers say"])


def _ended(case: Case, ledger: Ledger) -> Figures:
    """All valid papers in a partition, eliminated candidates' papers together."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for one in ledger.entries:
        first = case.label(one.first) if one.ended == "first" and one.first is not None else ELIMINATED
        second = f"for {case.label(one.to)}" if one.ended == "second" and one.to is not None else ""
        to = case.papers.candidates[one.to] if one.to is not None else ""
        rows[clean(first), clean(second) or SECONDS[one.second], to] += one.papers
    return Figures(
        key="ended",
        title="Where every valid paper ended",
        columns=(
            Column(key="first", head="First preference", unit="text"),
            Column(key="second", head="Second preference", unit="text"),
            Column(key="counted_for", head="Counted for", unit="candidate"),
            Column(key="papers", head="Papers"),
            Column(key="share", head="Of all valid", unit="share"),
        ),
        rows=tuple(
            (first, second, to or None, held, Fraction(held, ledger.valid))
            for (first, second, to), held in rows.items()
        ),
        note="Second preferences on finalists' own papers are not looked at.",
    )


ELIMINATED = "eliminated candidates"


def _shares(case: Case, ledger: Ledger) -> Figures:
    best, final = max(ledger.totals.values()), sum(ledger.totals.values())
    added, known = ledger.of("second"), case.known
    winner = "the winner's" if case.counted.elected else "the highest"
    rows = [
        ("for no finalist, of all valid papers", ledger.of("nowhere"), ledger.valid),
        ("second preferences counted, of those looked at", added, ledger.looked_at),
        (f"{winner} total, of all valid papers", best, ledger.valid),
        (f"{winner} total, of finalists' totals", best, final),
    ]
    if len(ledger.remaining) == 2 and ledger.looked_at:
        behind = min(ledger.totals, key=lambda at: (ledger.totals[at], -at))
        needed = best - ledger.firsts(behind)
        rows.append(("needed to be level, of those looked at", needed, ledger.looked_at))
    if known.marked is not None:
        marked = sum(known.marked)
        rows.append(("second preferences counted, of all marked", added, marked))
        rows.append(("second preferences never used, of all marked", marked - added, marked))
        if known.same is not None:
            rows.append(("the same candidate again, of all marked", known.same, marked))
    return _share_table(rows)


def _share_table(rows: list[tuple[str, int, int]]) -> Figures:
    return Figures(
        key="shares",
        title="Shares",
        columns=(
            Column(key="what", head="What", unit="text"),
            Column(key="papers", head="Papers"),
            Column(key="of", head="Of"),
            Column(key="share", head="Share", unit="share"),
        ),
        rows=tuple((what, part, of, Fraction(part, of) if of else None) for what, part, of in rows),
    )


def _preferences(case: Case, known: Known, ledger: Ledger | None) -> Figures:
    """First preferences, second preferences marked and counted, and totals, by candidate."""
    rows: list[tuple[Cell, ...]] = []
    for at in sorted(range(len(known.first)), key=lambda at: -known.first[at]):
        remained = ledger is not None and at in ledger.remaining
        rows.append(
            (
                known.candidates[at],
                known.first[at],
                known.marked[at] if known.marked else None,
                ledger.seconds(at) if ledger and remained else None,
                ledger.totals[at] if ledger and remained else None,
            )
        )
    return Figures(
        key="preferences",
        title="Preferences of each candidate",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="first", head="First preferences"),
            Column(key="marked", head="Second preferences marked"),
            Column(key="counted", head="Second preferences counted"),
            Column(key="total", head="Total"),
        ),
        rows=tuple(rows),
        note="Marked are those on all valid papers, also such as repeat the first preference; counted are "
        "only those for finalists on eliminated candidates' papers.",
    )


def _flow(case: Case, ledger: Ledger) -> Figures:
    """Every entry of the ledger, for the picture of the flow."""

    def row(one: Entry) -> tuple[Cell, ...]:
        ids = case.papers.candidates
        first = None if one.first is None else ids[one.first]
        return first, one.ended, None if one.to is None else ids[one.to], SECONDS[one.second], one.papers

    return Figures(
        key="flow",
        title="From first to second preference",
        columns=(
            Column(key="first", head="First preference for", unit="candidate"),
            Column(key="ended", head="Ended", unit="text"),
            Column(key="to", head="Counted for", unit="candidate"),
            Column(key="second", head="Second preference", unit="text"),
            Column(key="papers", head="Papers"),
        ),
        rows=tuple(map(row, ledger.entries)),
        note="No candidate: the papers of all eliminated candidates, which are told together."
        if ledger.pooled
        else "",
        detail=True,
    )


def _line(ledger: Ledger) -> Figures:
    """The two ends of the line on which two finalists would be level."""
    return Figures(
        key="level",
        title="Where the two finalists would be level",
        columns=(
            Column(key="first_share", head="Of eliminated papers, to the first", unit="share"),
            Column(key="second_share", head="To the second", unit="share"),
        ),
        rows=ledger.boundary,
        note="Both ends of a straight line; the finalists in ballot-paper order.",
        detail=True,
    )


def _on_firsts(case: Case) -> Answer:
    """Decided on first preferences: no second preference was counted, and none needed to be."""
    known = case.known
    valid, best = known.valid, max(known.first, default=0)
    if not valid:
        raise _nobody()
    level = [clean(case.label(at)) for at, votes in enumerate(known.first) if votes == best]
    elected = case.counted.elected
    two = len(known.first) == 2
    name = clean(case.contest.label(elected[0])) if elected else ""
    words = (
        f"{name} is elected on first preferences with {percent(best, valid, 2)} of all valid papers; "
        f"{number(valid - best)} named somebody else first, and "
        + ("two candidates have no second count" if two else "no second preference was looked at")
        if elected
        else f"{listed(level)} are level with {number(best)} each, and a lot decides"
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
        findings=_findings(case, best, valid),
        figures=(_share_table(rows), _preferences(case, known, None)),
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
