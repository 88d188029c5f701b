"""Exploring: an election read, put into the sheets of a page on which anybody can try changes.

Source: `experience.md` of the design asks for one file without a server; what it may say with certainty is
worked out by `mechanics/what_if.py` and `mechanics/who_can_win.py`, here and again in the browser.
"""

from __future__ import annotations

from hustings import counting, shelf
from hustings.awaiting import Awaiting
from hustings.errors import InputError, UsageError
from hustings.mechanics.exploration import FEW, Exploration, sheets_of
from hustings.mechanics.known import Known, known_of
from hustings.profile import Profile
from hustings.returns import Note, Reading

LARGE = 30_000_000
"""More papers than this in one area, and a browser's whole numbers would no longer be exact."""


def explore(reading: Reading, few: int = FEW) -> Exploration:
    """An election as the page of an exploration holds it, counted as supplementary vote.

    Figures of fewer than `few` papers by first and second preference are kept together; 0 shows all. Raises
    UsageError for papers without first and second preferences, several seats, fewer than two candidates, and
    while statements or rulings are awaited; InputError where no paper is valid.
    """
    known = _known(reading, few)
    sheets = sheets_of(known, few)
    totals = known.totals()
    told = totals is not None or 2 * max(known.first) > known.valid
    elected, level = _outcome(reading) if told else ((), ())
    return Exploration(
        contest=reading.contest,
        areas=tuple(sheets),
        sheets=tuple(sheets.values()),
        first=known.first,
        remaining=known.remaining(),
        counted=tuple(totals[at] - known.first[at] for at in known.remaining()) if totals else None,
        elected=elected,
        level=level,
        known=known.level,
        few=few,
        kept=sum(pool.papers for one in sheets.values() for pool in one.pools) if known.table else 0,
        notes=(*(one for one in reading.notes if one.level == "warning"), *_columns(reading)),
    )


def _known(reading: Reading, few: int) -> Known:
    """What is known of the election; refuses what `explore` says."""
    contest = reading.contest
    if few < 0:
        raise UsageError("figures cannot be kept together below a negative number", found=str(few))
    if contest.seats != 1 or len(contest.candidates) < 2:
        raise UsageError(
            "the explorer is for one seat and two or more candidates",
            found=f"{contest.seats} to be elected, {len(contest.candidates)} candidates",
        )
    try:
        known = known_of(reading)
    except Awaiting as pause:
        raise UsageError(
            "the election cannot be explored before its first preferences are complete",
            found=str(pause),
            hint="supply what is awaited (hustings count says what), then explore",
        ) from pause
    if not known.valid:
        raise InputError("no valid first preference is in these papers: there is nothing to explore")
    if known.valid > LARGE:
        raise UsageError(
            "these are more papers than the page counts exactly",
            found=f"{known.valid:,}",
            expected=f"at most {LARGE:,}",
        )
    return known


def _outcome(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is elected, or between whom a lot decides; neither where more is awaited."""
    rule = shelf.rule("sv" if len(reading.contest.candidates) > 2 else "simple-majority")
    lots = reading.decisions.lots
    counted = counting.count(rule, reading.papers, lots, reading.contest)
    awaited = counted.awaiting
    return counted.elected, awaited.candidates if awaited and awaited.what == "lot" else ()


def _columns(reading: Reading) -> tuple[Note, ...]:
    papers = reading.papers
    if isinstance(papers, Profile) and papers.ballots == "rankings":
        return (Note(words="of each ranking only the first two ranks are looked at"),)
    return ()
