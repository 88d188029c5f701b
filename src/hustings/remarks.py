"""What a record remarks on: directions and what became of them, gaps in what areas state, odd figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.contest import Contest
from hustings.counting import Count
from hustings.profile import Profile
from hustings.returns import Note, Reading, Returns, Statement

PARTLY = {
    "rejected": "papers rejected",
    "marked": "second preferences marked",
    "unused": "papers without a valid second preference",
}
"""Figures of a first statement that are added up only where every area states them."""


def remarks(reading: Reading, count: Count, totals: Mapping[str, int]) -> list[Note]:
    """The notes on a count, in the order of its steps."""
    notes: list[Note] = []
    papers, contest = reading.papers, reading.contest
    if isinstance(papers, Returns):
        first = next((stage for stage in count.stages if stage.step in ("majority", "remain")), None)
        if first is not None:
            notes.extend(_direction_notes(papers, contest, first.remaining))
        for figure, words in PARTLY.items():
            if lacking := silent(papers, figure):
                where = listed([contest.area_name(area) for area in lacking])
                notes.append(Note(words=f"{words} are not stated by {where}: not added up", level="warning"))
        if papers.provisional():
            places = listed([contest.area_name(area) for area in papers.provisional()])
            notes.append(Note(words=f"figures still provisional: {places}", level="warning"))
        for one in papers.statements:
            if one.reason:
                where = contest.area_name(one.area)
                notes.append(Note(words=f"{where}, {one.stage} statement, reason given: {one.reason}"))
    elif isinstance(papers, Profile):
        silent_areas = [one.name for one in contest.areas if one.id not in papers.areas]
        if silent_areas and any(papers.areas):
            words = f"no paper is from {listed(silent_areas)}: is the file whole?"
            notes.append(Note(words=words, level="warning"))
        one_column = any(stage.step == "simple-majority" for stage in count.stages)
        if one_column and any(set(one.vote[1:]) & set(papers.candidates) for one in papers.piles):
            words = "the papers carry second preferences, and a simple majority counts none of them"
            notes.append(Note(words=words, level="warning"))
        rulings = reading.decisions.rulings
        if rulings:
            notes.append(Note(words=f"papers ruled on as recorded: {sum(one.papers for one in rulings):,}"))
        flagged = sum(1 for one in rulings if one.objected)
        if flagged:
            notes.append(Note(words=f"rulings objected to by an agent: {flagged}"))
    return [*notes, *_too_many(totals)]


def _too_many(totals: Mapping[str, int]) -> list[Note]:
    """A warning where more papers are counted than there are electors."""
    counted, electorate = totals.get("papers", totals.get("valid", 0)), totals.get("electorate")
    if electorate is None or counted <= electorate:
        return []
    words = f"there are more papers ({counted:,}) than electors ({electorate:,}): check both figures"
    return [Note(words=words, level="warning")]


def _direction_notes(papers: Returns, contest: Contest, remaining: tuple[str, ...]) -> list[Note]:
    """What became of each direction and second statement; nobody remains where the first count decides."""
    notes: list[Note] = []
    if papers.directed_by_publication() and any(
        set(one.counted) == set(remaining) for one in _seconds(papers)
    ):
        notes.append(Note(words="the direction for the second count is recorded by the final statements"))
    for direction in papers.directions:
        words = f"direction by {direction.by} naming {_labels(contest, direction.remaining)}"
        if direction is papers.directions[-1] and set(direction.remaining) == set(remaining):
            notes.append(Note(words=words + ": in force"))
            if _given_again(papers):
                words = (
                    "this direction was withdrawn and given again: second statements made under it before "
                    "count unless a newer version replaces them"
                )
                notes.append(Note(words=words, level="warning"))
        else:
            why = "others remain now" if remaining else "the first count decides"
            notes.append(Note(words=f"{words}: withdrawn, {why}", level="warning"))
    for one in papers.void(remaining):
        where = contest.area_name(one.area)
        counted = _labels(contest, tuple(id for id in contest.ids if id in one.counted))
        words = (
            f"second statement {one.version} of {where} was made under another direction, naming {counted}"
        )
        notes.append(Note(words=words + ": void, kept", level="warning"))
    return notes


def _given_again(papers: Returns) -> bool:
    """Whether another direction stood between the one in force and an earlier one for the same people."""
    named = [frozenset(one.remaining) for one in papers.directions]
    return named[-1] in named[:-1] and named[-2] != named[-1]


def _seconds(papers: Returns) -> list[Statement]:
    return [one for one in papers.statements if one.stage == "second" and one.counted]


def _labels(contest: Contest, ids: tuple[str, ...]) -> str:
    return listed([contest.label(id) for id in ids])


def newest(papers: Returns, stage: str) -> list[Statement]:
    """The newest statement of each area that has made one."""
    every = [papers.latest(area, stage) for area in papers.areas]
    return [one for one in every if one is not None]


def silent(papers: Returns, figure: str) -> tuple[str, ...]:
    """The areas whose first statement lacks a figure that another one states: what is known is no total."""
    firsts = newest(papers, "first")
    lacking = tuple(one.area for one in firsts if not getattr(one, figure))
    return lacking if len(lacking) < len(firsts) else ()


def listed(names: Sequence[str], word: str = "and") -> str:
    """Names as a sentence lists them: "A, B and C", or with another word before the last."""
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
