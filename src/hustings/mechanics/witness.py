"""Witnesses: papers that are changed as an answer claims, and counted again before the answer is given.

Source: arithmetic, and the count itself; whatever a search or a solver claims, the rule has the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hustings.answer import Change, Witness
from hustings.contest import Contest
from hustings.counting import Lot, Rule, count
from hustings.errors import HustingsError
from hustings.paper import BLANK, TOKENS, Vote
from hustings.profile import Pile, Profile

NONE = -1
"""The column of a first-by-second table for no valid second preference."""

LOTS = 500
"""So many counts are made to see whether lots may fall in somebody's favour."""

Cell = tuple[int, int]
"""A cell of a first-by-second table: positions of the first preference and of the second (or `NONE`)."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """So many papers of one cell of a first-by-second table that go to another; None: added, struck out."""

    papers: int
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Who is elected without a lot; and between whom a lot lies that the count then waits for."""

    elected: tuple[str, ...]
    level: tuple[str, ...] = ()


def changed(papers: Profile, changes: Iterable[Change]) -> Profile:
    """The papers after changes of them; nobody's order of papers, and no split of unused ones, survives.

    Raises HustingsError where there are not as many papers of a vote as are changed.

    >>> papers = Profile.of("abc", {("a", "b"): 3, ("c", "-"): 2})
    >>> changed(papers, [Change(papers=2, before=("a", "b"), after=("c", "a"))]).first_preferences()
    {'a': 1, 'b': 0, 'c': 4}
    """
    piles: Counter[tuple[str, Vote]] = Counter()
    for pile in papers.piles:
        piles[pile.area, pile.vote] += pile.papers
    made = tuple(changes)
    for one in made:
        if one.papers < 0:
            raise HustingsError("a witness changes a negative number of papers", found=str(one.papers))
        if one.before:
            piles[one.area, one.before] -= one.papers
    # All are taken before any are put back, so that no paper is changed twice.
    short = [(vote, number) for (_, vote), number in piles.items() if number < 0]
    if short:
        raise HustingsError(
            "a witness changes papers that do not exist",
            found=f"{-short[0][1]:,} too few of {' > '.join(short[0][0])}",
        )
    for one in made:
        if one.after:
            piles[one.area, one.after] += one.papers
    kept = tuple(Pile(area=area, vote=vote, papers=number) for (area, vote), number in piles.items())
    return replace(papers, piles=kept, order=(), unused=()).merged()


def changes_of(papers: Profile, moves: Iterable[Move]) -> tuple[Change, ...]:
    """Moves between cells of the first-by-second table, as changes of the papers that lie in these cells.

    Which of several like piles (areas, ways of having no valid second preference) are taken is all the same
    to the count: the first in order are. Papers added go to the first area, those altered stay in theirs.
    Raises HustingsError where a cell holds too few.
    """
    left: dict[Cell, list[list[object]]] = {}
    place = {id: at for at, id in enumerate(papers.candidates)}
    for pile in papers.piles:
        second = pile.vote[1] if len(pile.vote) > 1 else BLANK
        cell = (place[pile.vote[0]], NONE if second in TOKENS else place[second])
        left.setdefault(cell, []).append([pile.area, pile.vote, pile.papers])
    made: Counter[tuple[str, Vote, Vote]] = Counter()
    one_column = all(len(pile.vote) == 1 for pile in papers.piles)
    for move in moves:
        after = () if move.after is None else _vote(papers.candidates, move.after, one_column)
        if move.before is None:
            made[min(papers.areas, default=""), (), after] += move.papers
            continue
        for area, vote, number in _taken(left.get(move.before, []), move.papers):
            made[area, vote, after] += number
    return tuple(
        Change(papers=number, before=before, after=after, area=area)
        for (area, before, after), number in sorted(made.items())
        if number and before != after
    )


def _vote(candidates: Sequence[str], cell: Cell, one_column: bool) -> Vote:
    first, second = cell
    if one_column:
        return (candidates[first],)
    return (candidates[first], BLANK if second == NONE else candidates[second])


def _taken(piles: list[list[object]], papers: int) -> list[tuple[str, Vote, int]]:
    """So many papers from the first of these piles on; what is left of the piles stays in them."""
    taken: list[tuple[str, Vote, int]] = []
    for pile in piles:
        area, vote, held = pile
        assert isinstance(area, str) and isinstance(vote, tuple) and isinstance(held, int)
        number = min(held, papers)
        if number:
            taken.append((area, vote, number))
            pile[2] = held - number
            papers -= number
    if papers:
        raise HustingsError("a witness changes papers that do not exist", found=f"{papers:,} too few")
    return taken


def outcome_of(
    rule: Rule, papers: Profile, contest: Contest | None = None, lots: Sequence[Lot] = ()
) -> Outcome:
    """Who is elected by these papers, or between whom the lot lies.

    Raises HustingsError where the count waits for something else.
    """
    counted = count(rule, papers, lots, contest)
    if counted.awaiting is None:
        return Outcome(elected=counted.elected)
    if counted.awaiting.what != "lot":
        raise HustingsError("a witness cannot be counted", found=counted.awaiting.words)
    return Outcome(elected=counted.elected, level=counted.awaiting.candidates)


def may_elect(
    rule: Rule, papers: Profile, wanted: str, contest: Contest | None = None, lots: Sequence[Lot] = ()
) -> bool:
    """Whether somebody is elected if lots fall as they may; False too where too many would have to be tried.

    >>> from hustings.rules.alternative_vote import RULE
    >>> papers = Profile.of("abc", {("a",): 2, ("b",): 2, ("c", "b"): 2}, ballots="rankings")
    >>> [may_elect(RULE, papers, one) for one in "abc"]
    [True, True, True]
    """
    waiting = [tuple(lots)]
    for _ in range(LOTS):
        if not waiting:
            break
        drawn = waiting.pop()
        counted = count(rule, papers, drawn, contest)
        awaited = counted.awaiting
        if awaited is None and wanted in counted.elected:
            return True
        if awaited is not None and awaited.what == "lot":
            waiting += [
                (*drawn, Lot(step=awaited.step, between=awaited.candidates, chosen=one, by=""))
                for one in awaited.candidates
            ]
    return False


def proved(
    witness: Witness,
    rule: Rule,
    papers: Profile | None,
    contest: Contest | None = None,
    lots: Sequence[Lot] = (),
) -> Witness:
    """The same witness, once its papers were counted again by the rule and came out as it claims.

    `papers` are the file's own; they are not looked at where the witness has a `base`. Raises HustingsError
    where the count says otherwise: then the answer is wrong, and is not given.
    """
    base = papers if witness.base is None else witness.base
    if base is None:
        raise HustingsError("a witness has no papers to be counted")
    after = changed(base, witness.changes)
    found = outcome_of(rule, after, contest, lots)
    if witness.level:
        holds = set(found.level) == set(witness.level) and all(
            may_elect(rule, after, one, contest, lots) for one in witness.elected
        )
    else:
        holds = not found.level and set(found.elected) == set(witness.elected)
    if not holds:
        raise HustingsError(
            "a claim did not come out when its papers were counted again",
            found=f"elected {', '.join(found.elected) or 'nobody'}; lot between "
            f"{', '.join(found.level) or 'nobody'}",
            expected=f"elected {', '.join(witness.elected) or 'nobody'}; lot between "
            f"{', '.join(witness.level) or 'nobody'}",
            hint="please report it, with the file",
        )
    return witness
