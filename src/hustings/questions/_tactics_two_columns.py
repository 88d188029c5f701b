"""Tactics under the supplementary vote: coalitions, what a second preference is worth, and paradoxes."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Answer, Cell, Column, Figures, Finding, Witness
from hustings.mechanics.coalition import Coalition, coalition
from hustings.mechanics.figures import papers
from hustings.mechanics.irv_clauses import PLAIN
from hustings.mechanics.left_out import without
from hustings.mechanics.ranked_papers import cast_of
from hustings.mechanics.sheet import Sheet
from hustings.mechanics.table import Table, most_first
from hustings.mechanics.tactics_table import Find, Paradox, moved, paradoxes
from hustings.mechanics.unasked import duels_of
from hustings.mechanics.who_can_win import outlook
from hustings.mechanics.witness import NONE, Move, changes_of, proved
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions import _tactics_duels
from hustings.questions._tactics_words import (
    Gain,
    Shown,
    answer_of,
    any_of,
    change_words,
    paradox_words,
)


def by_two_columns(case: Case, whom: Sequence[str], likely: Sequence[str]) -> Answer:
    """The answer from a first-by-second table."""
    known = case.need("table", file="a file of papers, or the first-by-second table")
    table = known.table
    assert table is not None and isinstance(case.papers, Profile)
    ids = case.papers.candidates
    winner = ids.index(case.counted.winner)
    wanted = [ids.index(one) for one in whom] or [at for at in range(len(ids)) if at != winner]
    gains = [_gain(case, table, winner, at) for at in wanted]
    duels = duels_of(cast_of(case.papers, PLAIN).together(), len(ids))
    shown = [
        _tactics_duels.squeeze(case, duels, stands=False),
        _tactics_duels.loser(case, duels, stands=False),
        _spoiler(case, table, winner),
        *_paradoxes(case, table),
    ]
    finalists = [ids.index(one) for one in likely] or list(table.remaining())
    return answer_of(
        case,
        gains,
        shown,
        level="table",
        assumptions=(
            "A voter is known to prefer somebody who is first on the paper, or second where the one elected "
            "is not first; of all others' wishes nothing is known.",
            "Everybody else votes as before.",
        ),
        more=(_seconds(case, table, finalists),),
    )


def _gain(case: Case, table: Table, winner: int, at: int) -> Gain:
    """The smallest coalition that elects somebody; where there is none, that brings about a lot."""
    found = coalition(table, winner, at)
    lot = False
    if found.papers is None:
        by_lot = coalition(table, winner, at, ahead=0)
        if by_lot.papers:  # with no paper changed, the lot was drawn already
            found, lot = by_lot, True
    return Gain(
        whom=table.candidates[at],
        members=found.members,
        papers=found.papers,
        least=found.least,
        lot=lot,
        witness=None if found.papers is None else _proof(case, table, found),
    )


def _proof(case: Case, table: Table, found: Coalition) -> Witness:
    ids = table.candidates
    after = moved(table, found.moves).winners()
    level = tuple(ids[at] for at in after) if len(after) > 1 else ()
    one = case.name(found.challenger)
    words = f"{papers(found.papers or 0)} of voters who prefer {one} marked otherwise"
    return _recounted(case, words, found.moves, (ids[found.challenger],), level)


def _recounted(
    case: Case, words: str, moves: Sequence[Move], elected: Sequence[str], level: Sequence[str]
) -> Witness:
    assert isinstance(case.papers, Profile)
    changes = changes_of(case.papers, moves)
    witness = Witness(words=words, changes=changes, elected=tuple(elected), level=tuple(level))
    return proved(witness, case.rule, case.papers, case.contest)


def _spoiler(case: Case, table: Table, winner: int) -> Shown:
    """Somebody without whom another is certain to be elected, whatever further marks would have said."""
    ids = table.candidates
    if len(ids) < 3:
        return Shown(key="spoiler", found="none")
    sheet = Sheet(cells=table.papers)
    possible = []
    for at in range(len(ids)):
        if at == winner:
            continue
        able = outlook(without(sheet, [at])).possible
        if able == (winner,):
            continue
        if len(able) == 1:
            elected, witness = _tactics_duels.without_one(case, at)
            then = ids[able[0]]
            claim = f"without {case.name(at)}, {case.name(then)} is elected"
            return Shown(
                key="spoiler",
                found="found",
                elected=then,
                finding=Finding(claim=claim, holds="certain", who=(ids[at], then)),
                witnesses=(witness,) if witness is not None and elected == then else (),
            )
        possible.append(at)
    if not possible:
        return Shown(key="spoiler", found="none")
    claim = f"without {any_of([case.name(at) for at in possible[:4]])} somebody else is elected"
    finding = Finding(claim=claim, holds="possible", who=tuple(ids[at] for at in possible[:4]))
    return Shown(key="spoiler", found="possible", finding=finding)


def _paradoxes(case: Case, table: Table) -> list[Shown]:
    keys: tuple[Paradox, ...] = ("raised", "lowered", "stayed-home", "more-voters", "tie-cliff")
    if len(table.winners()) > 1:
        return [Shown(key=key, found="not looked for") for key in keys]
    found = {one.paradox: one for one in paradoxes(table)}
    return [
        _shown(case, table, found[key]) if key in found else Shown(key=key, found="not found") for key in keys
    ]


def _shown(case: Case, table: Table, find: Find) -> Shown:
    ids = table.candidates
    elected = tuple(ids[at] for at in find.elected)
    level = elected if len(elected) > 1 else ()
    after = find.moves[0].after
    second = ""
    if find.paradox == "lowered" and after is not None:
        second = case.name(ids[after[0]])
    elif find.paradox == "more-voters" and after is not None:
        second = "nobody" if after[1] == NONE else case.name(ids[after[1]])
    elif find.paradox == "tie-cliff" and after is None:
        second = "fewer"
    claim = paradox_words(case, find.paradox, find.papers, ids[find.about], elected, second)
    done = change_words(case, find.paradox, find.papers, ids[find.about], second)
    witness = _recounted(case, done, find.moves, elected, level)
    return Shown(
        key=find.paradox,
        found="found",
        papers=find.papers,
        elected=elected[0] if len(elected) == 1 else None,
        finding=Finding(claim=claim, holds="certain", who=(ids[find.about],)),
        witnesses=(witness,),
    )


def _seconds(case: Case, table: Table, finalists: Sequence[int]) -> Figures:
    """Of each first preference that is out, how many second preferences are for somebody who remains."""
    ids = table.candidates
    rows: list[tuple[Cell, ...]] = []
    for at in most_first(table.first):
        row = table.papers[at]
        if at not in finalists and table.first[at]:
            counts = sum(row[one] for one in finalists)
            none = row[at] + row[-1]
            rows.append((ids[at], table.first[at], counts, table.first[at] - counts - none, none))
    return Figures(
        key="seconds",
        title="Second preferences that count if " + case.names(finalists) + " remain",
        columns=(
            Column(key="first", head="First", unit="candidate"),
            Column(key="papers", head="Papers"),
            Column(key="count", head="Count"),
            Column(key="lost", head="For others"),
            Column(key="none", head="None"),
        ),
        rows=tuple(rows),
        note="A second preference is worth a vote only if it is for somebody who remains and the first is "
        "not: never for or against the first preference itself.",
    )
