"""Whether papers in question could have changed the result, where votes are known: yes with proof, or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.answer import Answer, Column, Figures, Finding, Witness
from hustings.mechanics.figures import listed
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import LEVELS
from hustings.mechanics.plurality_margin import plurality_moves
from hustings.mechanics.sv_margin import Held, Kind, held
from hustings.mechanics.sv_margin_search import BUDGET, find, find_level, moves
from hustings.mechanics.table import Table
from hustings.mechanics.witness import NONE, Move
from hustings.question import Case
from hustings.questions._affected_doubt import HOWEVER, Doubt
from hustings.questions._margin_words import DONE, base_of, shown

ANY = "Any of the papers in question may be bad, in any proportion: they are not taken to be like the others."


@dataclass(frozen=True, kw_only=True)
class Way:
    """Papers that elect a challenger, or bring a lot that may; `moves` are None where none do.

    `settled` is False where the search ended before all was looked at.
    """

    moves: tuple[Move, ...] | None
    settled: bool = True

    @property
    def papers(self) -> int | None:
        """How many papers."""
        return None if self.moves is None else sum(move.papers for move in self.moves)


def answer(case: Case, doubt: Doubt, winner: int, people: Sequence[int]) -> Answer:
    """Yes with papers that show it, or no."""
    search = _one_choice if case.rule.key == "simple-majority" else _two_columns
    sure = {at: search(case, doubt, at, 1) for at in people}
    lots = {at: sure[at] if sure[at].moves is not None else search(case, doubt, at, 0) for at in people}
    if all_struck := _all_struck(case, doubt):
        lots = {at: way if way.moves is not None else Way(moves=all_struck) for at, way in lots.items()}
    witnesses = _witnesses(case, doubt, sure, lots)
    return Answer(
        question="affected",
        title="Could it have changed the result",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, doubt, winner, sure, lots),
        level=LEVELS[case.known.level],
        findings=tuple(_findings(case, doubt.kind, winner, sure, lots)),
        figures=(_table(case, doubt, sure, lots),),
        assumptions=(ANY,),
        witnesses=witnesses,
    )


def _all_struck(case: Case, doubt: Doubt) -> tuple[Move, ...]:
    """Every paper, where all may be void: then no vote is left, and everybody is level at nothing."""
    if not doubt.strikes_all(case.known):
        return ()
    if case.known.table is None:
        return tuple(
            Move(papers=votes, before=(at, NONE), after=None)
            for at, votes in enumerate(case.known.first)
            if votes
        )
    last = len(case.known.first)
    return tuple(
        Move(papers=papers, before=(i, j if j < last else NONE), after=None)
        for i, row in enumerate(case.known.table.papers)
        for j, papers in enumerate(row)
        if papers
    )


def _two_columns(case: Case, doubt: Doubt, at: int, ahead: int) -> Way:
    table = case.known.table
    assert table is not None
    if doubt.extra and doubt.marks is not None:
        return _extra(table, doubt.marks, at, ahead)
    papers = held(table, None if doubt.marks is None else doubt.marks.papers)
    return _way(papers, doubt, at, ahead)


def _way(papers: Held, doubt: Doubt, at: int, ahead: int) -> Way:
    plan = find(papers, at, doubt.kind, ahead=ahead, ties=False).plan
    if plan is not None and plan.papers > doubt.limit:
        plan = None
    below = doubt.limit + 1 if plan is None else plan.papers
    level = find_level(papers, at, doubt.kind, ahead, below, BUDGET)
    plan = level.plan or plan
    if plan is None:
        return Way(moves=None, settled=level.proved == below)
    return Way(moves=tuple(moves(papers, plan, doubt.kind, ahead)))


def _extra(table: Table, marks: Table, at: int, ahead: int) -> Way:
    """Some of these papers added: all of them, less the fewest that must be struck out again."""
    struck = Doubt(kind="struck", limit=marks.valid, marks=None, words="")
    found = _way(held(table + marks, marks.papers), struck, at, ahead)
    if found.moves is None:
        return found
    out = {move.before: move.papers for move in found.moves}
    size = len(marks.first)
    left = {
        (i, j if j < size else -1): papers - out.get((i, j if j < size else -1), 0)
        for i, row in enumerate(marks.papers)
        for j, papers in enumerate(row)
    }
    return Way(
        moves=tuple(Move(papers=papers, before=None, after=cell) for cell, papers in left.items() if papers)
    )


def _one_choice(case: Case, doubt: Doubt, at: int, ahead: int) -> Way:
    first, marks = case.known.first, doubt.marks
    if doubt.extra and marks is not None:
        own = marks.first[at]
        level = max((first[x] for x in range(len(first)) if x != at), default=0)
        if first[at] + own < level + ahead:
            return Way(moves=None)
        number = max(0, level + ahead - first[at])
        return Way(moves=(Move(papers=number, before=None, after=(at, -1)),) if number else ())
    may = None if marks is None else marks.first
    found = plurality_moves(first, at, doubt.kind, ahead=ahead, may=may)
    if found is None or sum(move.papers for move in found) > doubt.limit:
        return Way(moves=None)
    return Way(moves=tuple(found))


def _sentence(case: Case, doubt: Doubt, winner: int, sure: dict[int, Way], lots: dict[int, Way]) -> str:
    elected = case.name(winner)
    able = [(way.papers, at) for at, way in sure.items() if way.papers is not None]
    if able:
        number, at = min(able, key=lambda one: one[0])
        verb = "were" if number != 1 else "was"
        return (
            f"Yes: of {doubt.words}, if {papers_words(number)} {verb} {DONE[doubt.kind]}, {case.name(at)} "
            f"would be elected instead of {elected}."
        )
    if any(way.moves is not None for way in lots.values()):
        who = listed([case.name(at) for at, way in lots.items() if way.moves is not None], "or")
        if all(way.papers in (None, 0) for way in lots.values()):
            return (
                f"Perhaps: a lot decided already, and {doubt.words} could not have elected {who} without one."
            )
        return f"Perhaps: {doubt.words} could have led to a lot, which might have fallen on {who}."
    if not all(way.settled for way in (*sure.values(), *lots.values())):
        return f"Not found: no way was found in which {doubt.words} elect anybody but {elected}."
    return f"No: however many of {doubt.words} {HOWEVER[doubt.kind]}, {elected} is elected."


def _findings(
    case: Case, kind: Kind, winner: int, sure: dict[int, Way], lots: dict[int, Way]
) -> list[Finding]:
    ids = case.papers.candidates
    found = [
        Finding(
            claim=f"{case.name(at)} could be elected"
            + (" by lot" if sure[at].moves is None and lots[at].moves is not None else ""),
            holds="possible" if lots[at].moves is not None or not lots[at].settled else "impossible",
            who=(ids[at],),
        )
        for at in sure
    ]
    if len(sure) == len(ids) - 1 and all(one.holds == "impossible" for one in found):
        claim = f"{case.name(winner)} is elected however many of them {HOWEVER[kind]}"
        found.insert(0, Finding(claim=claim, holds="certain", who=(ids[winner],)))
    return found


def _witnesses(case: Case, doubt: Doubt, sure: dict[int, Way], lots: dict[int, Way]) -> tuple[Witness, ...]:
    """For each challenger who could be elected, the fewest papers that show it; a lot where only that."""
    made: list[Witness] = []
    base = base_of(case)
    for at, way in lots.items():
        if way.moves:
            certain = sure[at].moves is not None
            made.append(shown(case, base, way.moves, at, doubt.kind, sure=certain, within=doubt.within))
    return tuple(made)


def _table(case: Case, doubt: Doubt, sure: dict[int, Way], lots: dict[int, Way]) -> Figures:
    note = f"Of {doubt.words}. A dash: they are not enough, or none is needed."
    if doubt.extra and doubt.marks is not None:
        note += " So many are enough; fewer may be."
    return Figures(
        key="challengers",
        title=f"Papers {DONE[doubt.kind]} that would elect each",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="elected", head="To be elected"),
            Column(key="lot", head="To a lot"),
        ),
        rows=tuple(
            (
                case.papers.candidates[at],
                sure[at].papers,
                lots[at].papers if sure[at].moves is None else None,
            )
            for at in sure
        ),
        note=note,
    )
