"""The margin where each paper has one choice and the greatest number is returned."""

from __future__ import annotations

from hustings.answer import Answer, Column, Figures, Finding, Witness
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import LEVELS
from hustings.mechanics.plurality_margin import plurality_moves
from hustings.mechanics.sv_margin import Kind
from hustings.mechanics.witness import Move
from hustings.question import Case
from hustings.questions._margin_gaps import gap_table, waterfall
from hustings.questions._margin_words import DONE, base_of, challengers, one_elected, shown

KINDS: tuple[Kind, ...] = ("altered", "added", "struck")


def answer(case: Case, candidate: str | None, budget: int | None) -> Answer:
    """The answer from first preferences alone, which decide it; there is nothing to search."""
    winner, people = one_elected(case), challengers(case, candidate)
    first = case.known.first
    plans: dict[tuple[int, Kind, int], list[Move] | None] = {
        (at, kind, ahead): plurality_moves(first, at, kind, ahead=ahead)
        for at in people
        for kind in KINDS
        for ahead in (0, 1)
    }
    number = {key: None if moves is None else _number(moves) for key, moves in plans.items()}
    best = {kind: _best(people, number, kind) for kind in KINDS}
    return Answer(
        question="margin",
        title="How close was it",
        contest=case.contest,
        rule=case.rule.key,
        sentence=_sentence(case, winner, best["altered"], number),
        level=LEVELS["firsts"],
        findings=tuple(
            Finding(
                claim=f"no fewer than {papers_words(least)} {DONE[kind]} would elect "
                + (case.name(at) if candidate else "anybody else")
                + " without a lot",
                holds="certain",
                who=(case.papers.candidates[at],),
            )
            for kind, at in best.items()
            if at is not None and (least := number[at, kind, 1]) is not None
        ),
        figures=(_table(case, people, number), _gaps(case, winner), *waterfall(case, transfers=False)),
        assumptions=("Papers that are altered or added are valid ones.",),
        witnesses=tuple(
            _witness(case, at, kind, plans[at, kind, 1]) for kind, at in best.items() if at is not None
        ),
    )


def _number(moves: list[Move]) -> int:
    return sum(move.papers for move in moves)


def _best(people: list[int], number: dict[tuple[int, Kind, int], int | None], kind: Kind) -> int | None:
    """Whom the fewest papers elect; None where no number elects anybody."""
    able = [(least, at) for at in people if (least := number[at, kind, 1]) is not None]
    return min(able, key=lambda one: one[0])[1] if able else None


def _sentence(
    case: Case, winner: int, best: int | None, number: dict[tuple[int, Kind, int], int | None]
) -> str:
    if best is None:
        return f"No number of altered papers would have changed that {case.name(winner)} is elected."
    sure, lot = number[best, "altered", 1], number[best, "altered", 0]
    assert sure is not None and lot is not None
    words = (
        f"With {papers_words(sure)} altered {case.name(best)} would have been elected instead of "
        f"{case.name(winner)}; with fewer nobody else would"
    )
    if lot < sure:
        words += f", though with {papers_words(lot)} altered a lot would have decided"
    return words + "."


def _witness(case: Case, at: int, kind: Kind, moves: list[Move] | None) -> Witness:
    assert moves is not None
    return shown(case, base_of(case), moves, at, kind, sure=True)


def _table(case: Case, people: list[int], number: dict[tuple[int, Kind, int], int | None]) -> Figures:
    return Figures(
        key="challengers",
        title="Papers that would have elected each instead",
        columns=(
            Column(key="candidate", head="Candidate", unit="candidate"),
            Column(key="margin", head="Altered"),
            Column(key="lot", head="Altered to a lot"),
            Column(key="added", head="Added"),
            Column(key="struck", head="Struck out"),
        ),
        rows=tuple(
            (
                case.papers.candidates[at],
                number[at, "altered", 1],
                number[at, "altered", 0],
                number[at, "added", 1],
                number[at, "struck", 1],
            )
            for at in people
        ),
        note="A dash: no number would do.",
    )


def _gaps(case: Case, winner: int) -> Figures:
    first, ids = case.known.first, case.papers.candidates
    rivals = [at for at in range(len(first)) if at != winner]
    second = max(rivals, key=lambda at: first[at])
    return gap_table([("first over second", ids[winner], ids[second], first[winner] - first[second])])
