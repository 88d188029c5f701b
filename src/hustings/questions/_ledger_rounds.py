"""Whose votes counted where papers are transferred in rounds: who holds each paper at the last stage."""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer, Column, Figures
from hustings.errors import UsageError
from hustings.mechanics.figures import number, percent
from hustings.mechanics.known import LEVELS
from hustings.question import Case
from hustings.questions._ledger_figures import elected_words, majority, share_table

TITLE = "Whose votes counted"
ACCOUNTS = {"no_further_preference": "no further preference for anybody still in"}


def by_rounds(case: Case) -> Answer:
    """Papers that ended with a finalist, by first preference or by transfer, and those that ran out."""
    ledgers = [one for one in case.counted.stages if one.holds == "ledger" and one.votes]
    if not ledgers or not ledgers[0].papers:
        raise UsageError("there is no valid paper", found="0 papers", expected="papers that were counted")
    first, last = ledgers[0], ledgers[-1]
    valid = last.papers
    final = {id: int(votes) for id, votes in last.votes.items() if votes}
    accounts = {code: int(held) for code, held in last.accounts.items() if held}
    out = sum(accounts.values())
    people = sorted(final, key=lambda id: -final[id])
    rows = [
        row
        for id in people
        for row in (
            (f"first preference for {case.name(id)}", id, int(first.votes[id])),
            ("transferred from eliminated candidates", id, final[id] - int(first.votes[id])),
        )
        if row[2]
    ]
    rows += [(ACCOUNTS.get(code, code.replace("_", " ")), "", held) for code, held in accounts.items()]
    best = max(final.values())
    return Answer(
        question="ledger",
        title=TITLE,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, people, out, best, valid),
        level=LEVELS["rankings"],
        findings=majority(case, best, valid),
        figures=(_ended(rows, valid), _shares(case, out, best, valid)),
        assumptions=(
            "A paper counts for whoever holds it at the last stage; where the count stops as soon as "
            "somebody has more than half, preferences further down are not looked at.",
        ),
    )


def _sentence(case: Case, people: list[str], out: int, best: int, valid: int) -> str:
    names = case.names(people)
    share = percent(out, valid, 2)
    words = f"{number(out)} of {number(valid)} papers ({share}) ended with nobody, the others with {names}"
    if not case.counted.elected:
        return f"{words}; a lot decides."
    return f"{words}; {elected_words(case, best, valid)}."


def _ended(rows: list[tuple[str, str, int]], valid: int) -> Figures:
    return Figures(
        key="ended",
        title="Where every valid paper ended",
        columns=(
            Column(key="how", head="How", unit="text"),
            Column(key="counted_for", head="With", unit="candidate"),
            Column(key="papers", head="Papers"),
            Column(key="share", head="Of all valid", unit="share"),
        ),
        rows=tuple((how, to or None, held, Fraction(held, valid)) for how, to, held in rows),
    )


def _shares(case: Case, out: int, best: int, valid: int) -> Figures:
    winner = "the winner's" if case.counted.elected else "the highest"
    return share_table(
        [
            ("papers that ended with nobody, of all valid", out, valid),
            (f"{winner} final figure, of all valid papers", best, valid),
            (f"{winner} final figure, of papers still held", best, valid - out),
        ]
    )
