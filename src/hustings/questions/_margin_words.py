"""What every answer about a margin has in common: its witnesses, its words, and who may be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Witness
from hustings.errors import InputError, Unfinished, UsageError
from hustings.mechanics.figures import number
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import Level
from hustings.mechanics.sv_margin import Kind
from hustings.mechanics.table import most_first
from hustings.mechanics.witness import Move, changed, changes_of, outcome_of, proved
from hustings.paper import Vote
from hustings.profile import Profile
from hustings.question import Case

DONE: dict[Kind, str] = {"altered": "altered", "added": "added", "struck": "struck out"}
"""What is done to papers, in words."""

MADE: dict[Level, str] = {
    "firsts": "first preferences",
    "counted": "totals",
    "marked": "first preferences and second preferences counted",
}
"""What papers put together from totals agree with, by what was published."""

STAYS_VALID = "A paper that is altered stays valid, so turnout is the same; it may come to say anything."


def one_elected(case: Case) -> int:
    """The position of the one who is elected; Unfinished while anything is awaited, UsageError of several."""
    elected = all_elected(case)
    if len(elected) != 1:
        raise UsageError(
            "one winner is asked about", found=f"{len(elected)} elected", expected="a count that elects one"
        )
    return case.papers.candidates.index(elected[0])


def all_elected(case: Case) -> tuple[str, ...]:
    """The ids of those who are elected; Unfinished while anything is awaited."""
    awaited = case.counted.awaiting
    if awaited is not None:
        raise Unfinished(
            "nobody is elected yet, so nothing could change who is",
            found=awaited.words,
            expected="a count with a result",
            hint="record the lot in decisions.toml"
            if awaited.what == "lot"
            else "hustings ask reach says what is settled so far",
        )
    return case.counted.elected


def refuse_elected(case: Case, candidate: str | None) -> None:
    """Raises InputError where the one asked about is elected as it is."""
    if candidate in case.counted.elected:
        raise InputError(
            "this candidate is elected already",
            found=case.name(candidate),
            expected="somebody who is not elected",
            hint="leave the candidate out to be told about everybody else",
        )


def challengers(case: Case, candidate: str | None) -> list[int]:
    """The positions of those who could be elected instead, most first preferences first; or of the one named.

    Raises InputError where the one named is elected, UsageError where nobody else stands.
    """
    winner = one_elected(case)
    if candidate is not None:
        refuse_elected(case, candidate)
        return [case.papers.candidates.index(candidate)]
    others = [at for at in most_first(case.known.first) if at != winner]
    if not others:
        raise UsageError("nobody else stands", found="1 candidate", expected="2 or more candidates")
    return others


def base_of(case: Case) -> Profile | None:
    """Papers that make the first preferences, where one choice is counted from totals; else None."""
    if isinstance(case.papers, Profile):
        return None
    ids = case.papers.candidates
    votes: dict[Vote, int] = dict(zip(((id,) for id in ids), case.known.first, strict=True))
    return Profile.of(ids, votes)


def shown(
    case: Case,
    base: Profile | None,
    moves: Sequence[Move],
    challenger: int,
    kind: Kind,
    *,
    sure: bool,
    within: Profile | None = None,
) -> Witness:
    """A witness that the challenger is elected, or may be by lot unless `sure`; it was counted again.

    `base` are papers that make the totals, where the file holds no papers. Only papers `within` are changed.
    """
    papers = case.papers if base is None else base
    assert isinstance(papers, Profile)
    changes = changes_of(papers if within is None else within, moves)
    level = () if sure else outcome_of(case.rule, changed(papers, changes), case.contest).level
    who = case.papers.candidates[challenger]
    total = sum(one.papers for one in changes)
    whose = "" if base is None else f", of papers that make the published {MADE[case.known.level]}"
    found = Witness(
        words=f"{papers_words(total)} {DONE[kind]}{whose}",
        changes=changes,
        elected=(who,),
        level=level,
        base=base,
    )
    return proved(found, case.rule, papers, case.contest)


def between(least: int | None, most: int | None) -> str:
    """A margin in words: exact, between two numbers, or with one end open."""
    if least is None:
        return "no number of papers"
    if least == most:
        return papers_words(least)
    if most is None:
        return f"{number(least)} papers or more, if any number"
    return f"{number(least)} to {number(most)} papers"
