"""Paradoxes that duels show, a centre squeeze and a loser elected; and counts without somebody."""

from __future__ import annotations

from collections.abc import Mapping

from hustings import counting
from hustings.answer import Finding, Witness
from hustings.contest import Contest
from hustings.mechanics.edits import contest_without, without
from hustings.mechanics.figures import number
from hustings.mechanics.unasked import Duel
from hustings.mechanics.witness import proved
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions._tactics_words import Shown, any_of

Duels = Mapping[tuple[int, int], Duel]


def squeeze(case: Case, duels: Duels, *, stands: bool) -> Shown:
    """Somebody beats everybody else two by two, and is not elected.

    `stands`: papers are taken as they stand; else somebody beats another only if that is certain whatever
    those who named neither would have marked.
    """
    ids = case.papers.candidates
    people = range(len(ids))
    winner = ids.index(case.counted.winner)
    for one in people:
        beats = [_beats(duels[one, other], stands) for other in people if other != one]
        if one != winner and all(beats):
            duel = duels[one, winner]
            finding = Finding(
                claim=f"{case.name(one)} beats everybody two by two and is not elected: "
                f"{number(duel.least)} papers name {case.name(one)} above "
                f"{case.name(case.counted.winner)}, {number(duel.least_other)} the other way round",
                holds="certain",
                who=(ids[one],),
            )
            witness = between(case, (one, winner))
            return Shown(
                key="squeeze", found="found", elected=ids[one], finding=finding, witnesses=(witness,)
            )
    may = [
        one
        for one in people
        if one != winner
        and all(_beats(duels[one, other], stands) is not False for other in people if other != one)
    ]
    if not may:
        return Shown(key="squeeze", found="none")
    finding = Finding(
        claim=f"{any_of([case.name(one) for one in may])} beats everybody two by two",
        holds="possible",
        who=tuple(ids[one] for one in may),
    )
    return Shown(key="squeeze", found="possible", finding=finding if len(may) < 4 else None)


def _beats(duel: Duel, stands: bool) -> bool | None:
    return duel.leads if stands else duel.beats


def loser(case: Case, duels: Duels, *, stands: bool) -> Shown:
    """The one elected loses to everybody else two by two; `stands` as for `squeeze`."""
    ids = case.papers.candidates
    winner = ids.index(case.counted.winner)
    others = [at for at in range(len(ids)) if at != winner]
    against = [_beats(duels[at, winner], stands) for at in others]
    if len(others) < 2 or any(one is False for one in against):
        return Shown(key="loser", found="none")
    sure = all(against)
    finding = Finding(
        claim=f"{case.name(winner)} is elected and loses to everybody two by two",
        holds="certain" if sure else "possible",
        who=(ids[winner],),
    )
    witnesses = tuple(between(case, (at, winner)) for at in others) if sure else ()
    return Shown(key="loser", found="found" if sure else "possible", finding=finding, witnesses=witnesses)


def between(case: Case, two: tuple[int, int]) -> Witness:
    """The papers with only two candidates left on them, counted: the first of these is elected."""
    ids = case.papers.candidates
    papers, contest = _only(case, [at for at in range(len(ids)) if at not in two])
    first, other = (case.name(at) for at in two)
    words = f"The papers with only {first} and {other} on them"
    witness = Witness(words=words, elected=(ids[two[0]],), base=papers)
    return proved(witness, case.rule, papers, contest)


def _only(case: Case, out: list[int]) -> tuple[Profile, Contest]:
    papers = case.papers
    assert isinstance(papers, Profile)
    gone = [papers.candidates[at] for at in out]
    for id in gone:
        papers = without(papers, id)
    return counting.in_its_columns(case.rule, papers), contest_without(case.contest, *gone)


def without_one(case: Case, at: int) -> tuple[str | None, Witness | None]:
    """Who is elected if somebody had not stood, by the marks made; and the papers, if that is another."""
    papers, contest = _only(case, [at])
    count = counting.count(case.rule, papers, (), contest)
    if count.awaiting or count.winner == case.counted.winner:
        return None, None
    words = f"The papers without {case.name(at)}"
    witness = Witness(words=words, elected=(count.winner,), base=papers)
    return count.winner, proved(witness, case.rule, papers, contest)
