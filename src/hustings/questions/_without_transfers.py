"""One candidate's papers that would name somebody else second: the totals, the rates at which it turns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hustings.answer import Answer, Cell, Column, Figures, Finding, Witness
from hustings.errors import UsageError
from hustings.mechanics.figures import number, papers, share_of, votes
from hustings.mechanics.known import LEVELS, Known
from hustings.mechanics.table import Table
from hustings.mechanics.witness import NONE, Move, changed, changes_of, outcome_of, proved
from hustings.profile import Profile
from hustings.question import Case, Question
from hustings.questions._without_removal import known_for
from hustings.questions._without_totals import from_totals, outright, share_shift, swap_shift, unlooked_at


def transferred(case: Case, question: Question, of: str, to: str, rate: Fraction) -> Answer:
    """A share of the papers names one candidate; what else they say keeps its proportions."""
    known = _known(case)
    x, y = (known.candidates.index(one) for one in (of, to))
    shift = share_shift(x, y, rate, known.first[x])
    who = case.name(of), case.name(to)
    words = f"{share_of(rate)} of the papers of {who[0]} name {who[1]} second"
    if known.table is None:
        return from_totals(case, question, known, shift, words)
    table = known.table
    looked_at = unlooked_at(case, table, x) is None
    figures = (_rates(table, x, y),) if looked_at else ()
    return _answer(case, question, table, x, shift.edit(table.papers[x]), words, figures)


def swapped(case: Case, question: Question, of: str, two: tuple[str, str]) -> Answer:
    """Two candidates change places on the papers of a third."""
    known = _known(case)
    x, a, b = (known.candidates.index(one) for one in (of, *two))
    shift = swap_shift(x, a, b)
    who = case.names(two)
    words = f"{who} change places on the papers of {case.name(of)}"
    if known.table is None:
        return from_totals(case, question, known, shift, words)
    return _answer(case, question, known.table, x, shift.edit(known.table.papers[x]), words, ())


def _known(case: Case) -> Known:
    if case.rule.key != "sv":
        raise UsageError(
            "second preferences go elsewhere under the supplementary vote",
            found=f"the rule {case.rule.key}, {len(case.contest.candidates)} candidates",
            expected="the rule sv, three or more candidates",
        )
    return known_for(case)


def _answer(
    case: Case,
    question: Question,
    table: Table,
    x: int,
    row: Sequence[int],
    words: str,
    figures: tuple[Figures, ...],
) -> Answer:
    """The answer where x's papers have these second preferences, the rest of them nobody."""
    rows = list(table.papers)
    rows[x] = (*row, table.first[x] - sum(row))
    after = Table(candidates=table.candidates, papers=tuple(rows))
    who = tuple(table.candidates[at] for at in after.winners())
    return Answer(
        question=question.key,
        title=question.title,
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, table, after, x, words),
        level=LEVELS["table"],
        findings=tuple(
            Finding(
                claim=f"{case.name(id)} is elected",
                holds="certain" if len(who) == 1 else "possible",
                who=(id,),
            )
            for id in who
        ),
        figures=figures if outright(table.first) is not None else (_totals(table, after, x), *figures),
        assumptions=(f"{words}; all first preferences as they are",),
        witnesses=_witness(case, table, after, x, words),
    )


def _sentence(case: Case, before: Table, after: Table, x: int, words: str) -> str:
    idle = unlooked_at(case, before, x)
    if idle is not None:
        return idle
    name = case.name(x)
    old, new = before.winners(), after.winners()
    level = case.names(new)
    point = Fraction(before.first[x], 100)
    each = f"Each percentage point of {name}'s {papers(before.first[x])} is {votes(point)}."
    if len(new) > 1:
        return f"If {words}, a lot decides between {level}. {each}"
    still = "still be" if new == old else "be"
    totals = after.totals()
    ahead = sorted(totals.values())[-1] - sorted(totals.values())[-2]
    return f"If {words}, {level} would {still} elected, {number(ahead)} ahead. {each}"


def _totals(before: Table, after: Table, x: int) -> Figures:
    old, new = before.totals(), after.totals()
    return Figures(
        key="totals",
        title="Totals of those who remain",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="first", head="First", unit="votes"),
            Column(key="before", head="Total as marked", unit="votes"),
            Column(key="named", head="Papers that would name", unit="papers"),
            Column(key="after", head="Total then", unit="votes"),
            Column(key="change", head="Change", unit="change"),
        ),
        rows=tuple(
            (
                before.candidates[at],
                before.first[at],
                old[at],
                after.papers[x][at] if x not in old else None,
                new[at],
                new[at] - old[at],
            )
            for at in old
        ),
    )


def _rates(table: Table, x: int, y: int) -> Figures:
    """From which rate to which who is elected, exactly; the rest of the papers keeps its proportions."""
    remaining, held, row = table.remaining(), table.first[x], table.papers[x]
    rest = held - row[y]
    totals = table.totals()

    def at(rate: Fraction) -> dict[int, Fraction]:
        scale = (1 - rate) * held / rest if rest else Fraction(0)
        return {
            one: totals[one] - row[one] + (rate * held if one == y else scale * row[one]) for one in remaining
        }

    none, whole = at(Fraction(0)), at(Fraction(1))
    cuts = {Fraction(0), Fraction(1)}
    for one in remaining:
        for other in remaining:
            low, high = none[one] - none[other], whole[one] - whole[other]
            if low * high < 0:
                cuts.add(low / (low - high))
    ordered = sorted(cuts)
    rows: list[tuple[Cell, ...]] = []
    for low, high in pairwise(ordered):
        between = at((low + high) / 2)
        best = [one for one in remaining if between[one] == max(between.values())]
        winner = table.candidates[best[0]] if len(best) == 1 else ""
        if rows and rows[-1][2] == winner:
            rows[-1] = (rows[-1][0], high, winner)
        else:
            rows.append((low, high, winner))
    return Figures(
        key="rates",
        title="Who is elected from which rate on",
        columns=(
            Column(key="low", head="From", unit="share"),
            Column(key="high", head="To", unit="share"),
            Column(key="winner", head="Elected", unit="candidate"),
        ),
        rows=tuple(rows),
        note="Exactly where it changes a lot decides. Nobody is named where all of a row is level.",
    )


def _witness(case: Case, before: Table, after: Table, x: int, words: str) -> tuple[Witness, ...]:
    """The papers that would be marked otherwise, counted again."""
    profile = case.papers
    if not isinstance(profile, Profile):
        return ()
    fewer = [(at, old - new) for at, (old, new) in enumerate(_pairs(before, after, x)) if old > new]
    more = [(at, new - old) for at, (old, new) in enumerate(_pairs(before, after, x)) if new > old]
    moves = []
    for at, wanted in more:
        while wanted:
            source, have = fewer[-1]
            taken = min(wanted, have)
            moves.append(Move(papers=taken, before=_cell(before, x, source), after=_cell(before, x, at)))
            wanted -= taken
            fewer[-1] = (source, have - taken)
            if have == taken:
                fewer.pop()
    changes = changes_of(profile, moves)
    ended = outcome_of(case.rule, changed(profile, changes), case.contest)
    made = Witness(
        words=f"if {words}", changes=changes, elected=() if ended.level else ended.elected, level=ended.level
    )
    return (proved(made, case.rule, profile, case.contest),) if changes else ()


def _pairs(before: Table, after: Table, x: int) -> list[tuple[int, int]]:
    return list(zip(before.papers[x], after.papers[x], strict=True))


def _cell(table: Table, x: int, at: int) -> tuple[int, int]:
    return x, NONE if at == len(table.candidates) else at
