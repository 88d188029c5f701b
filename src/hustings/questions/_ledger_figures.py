"""Whose votes counted, in tables (where papers ended, shares, preferences, flow), and who has a majority."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hustings.answer import Cell, Column, Figures, Finding
from hustings.mechanics.figures import clean, percent
from hustings.mechanics.known import Known
from hustings.mechanics.ledger import Entry, Ledger
from hustings.mechanics.table import most_first
from hustings.question import Case

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

ELIMINATED = "eliminated candidates"


def ended(case: Case, ledger: Ledger) -> Figures:
    """All valid papers in a partition, eliminated candidates' papers together."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for one in ledger.entries:
        first = case.name(one.first) if one.ended == "first" and one.first is not None else ELIMINATED
        second = f"for {case.name(one.to)}" if one.ended == "second" and one.to is not None else ""
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


def shares(case: Case, ledger: Ledger) -> Figures:
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
    return share_table(rows)


def elected_words(case: Case, best: int, valid: int) -> str:
    """Who is elected, and with what share of all valid papers."""
    return f"{case.name(case.counted.winner)} is elected with {percent(best, valid, 2)} of all valid papers"


def majority(case: Case, best: int, valid: int, of: str = "") -> tuple[Finding, ...]:
    """Whether the one elected has more than half of all valid papers; nothing while nobody is elected."""
    if not case.counted.elected:
        return ()
    return (
        Finding(
            claim=f"{case.name(case.counted.winner)} has more than half of all valid papers{of}",
            holds="certain" if 2 * best > valid else "impossible",
            who=(case.counted.winner,),
        ),
    )


def share_table(rows: list[tuple[str, int, int]]) -> Figures:
    """Parts of wholes in a table: what, how many papers, of how many."""
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


def preferences(known: Known, ledger: Ledger | None) -> Figures:
    """First preferences, second preferences marked and counted, and totals, by candidate."""
    rows: list[tuple[Cell, ...]] = []
    for at in most_first(known.first):
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


def flow(case: Case, ledger: Ledger) -> Figures:
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


def line(ledger: Ledger) -> Figures:
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
