"""Whose votes counted where several are elected: what every vote was worth to whom at the last stage."""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer, Cell, Column, Figures
from hustings.counting import Stage
from hustings.errors import UsageError
from hustings.mechanics.figures import clean, number, percent
from hustings.mechanics.known import LEVELS
from hustings.question import Case
from hustings.questions._ledger_rounds import ACCOUNTS, TITLE

Votes = int | Fraction


def by_seats(case: Case) -> Answer:
    """Votes at their value that ended with somebody elected, with somebody else, and with nobody."""
    ledgers = [one for one in case.counted.stages if one.holds == "ledger" and one.votes]
    if not ledgers or not ledgers[0].papers:
        raise UsageError("there is no valid paper", found="0 papers", expected="papers that were counted")
    first, last = ledgers[0], ledgers[-1]
    elected = case.counted.elected
    held = {id: votes for id, votes in last.votes.items() if votes}
    won = sum((votes for id, votes in held.items() if id in elected), Fraction(0))
    others = sum(held.values(), Fraction(0)) - won
    lost = sum(last.accounts.values(), Fraction(0))
    valid = last.papers
    return Answer(
        question="ledger",
        title=TITLE,
        contest=case.contest,
        rule=case.rule.key,
        sentence=f"{_votes(won)} of {number(valid)} votes ({percent(won, valid, 2)}) ended with the "
        f"{number(len(elected))} elected, {_votes(others)} with others, and {_votes(lost)} with nobody.",
        level=LEVELS["rankings"],
        figures=(_ended(case, first, last, held), _shares(valid, won, others, lost)),
        assumptions=(
            "A vote is worth at the last stage what the rule's transfers left of it; what an elected "
            "candidate keeps above the quota counts as that candidate's.",
        ),
    )


def _votes(value: Votes) -> str:
    """A number of votes to two places, or whole where it is."""
    return number(value) if Fraction(value).denominator == 1 else number(value, 2)


def _ended(case: Case, first: Stage, last: Stage, held: dict[str, Votes]) -> Figures:
    elected = case.counted.elected
    order = sorted(held, key=lambda id: (id not in elected, -held[id], id))
    rows: list[tuple[Cell, ...]] = [
        (
            id,
            "elected" if id in elected else "not elected",
            first.votes.get(id, 0),
            held[id],
            Fraction(held[id]) / last.papers,
        )
        for id in order
    ]
    rows += [
        (None, clean(ACCOUNTS.get(code, code.replace("_", " "))), None, votes, Fraction(votes) / last.papers)
        for code, votes in last.accounts.items()
        if votes
    ]
    return Figures(
        key="ended",
        title="Where every vote ended",
        columns=(
            Column(key="candidate", head="With", unit="candidate"),
            Column(key="how", head="How", unit="text"),
            Column(key="first", head="First preferences", unit="votes"),
            Column(key="votes", head="Votes at the end", unit="votes"),
            Column(key="share", head="Of all", unit="share"),
        ),
        rows=tuple(rows),
    )


def _shares(valid: int, won: Votes, others: Votes, lost: Votes) -> Figures:
    rows = (("with those elected", won), ("with others", others), ("with nobody", lost))
    return Figures(
        key="shares",
        title="Shares",
        columns=(
            Column(key="what", head="What", unit="text"),
            Column(key="votes", head="Votes", unit="votes"),
            Column(key="of", head="Of"),
            Column(key="share", head="Share", unit="share"),
        ),
        rows=tuple((what, votes, valid, Fraction(votes) / valid) for what, votes in rows),
    )
