"""Exploring: an election read, put into the sheets of a page on which anybody can try changes.

Source: `experience.md` of the design asks for one file without a server; what it may say with certainty is
worked out by `mechanics/what_if.py` and `mechanics/who_can_win.py`, here and again in the browser.
"""

from __future__ import annotations

from pathlib import Path

from hustings import counting, shelf
from hustings.awaiting import Awaiting
from hustings.contest import Contest
from hustings.errors import InputError, UsageError
from hustings.intake import read
from hustings.mechanics.exploration import FEW, Exploration, sheets_of
from hustings.mechanics.known import known_of
from hustings.profile import Profile
from hustings.reports._explorer import render
from hustings.returns import Note, Reading

LARGE = 30_000_000
"""More papers than this in one area, and a browser's whole numbers would no longer be exact."""


def explore(
    what: str | Path | Reading,
    *,
    few: int = FEW,
    format: str = "",
    contest: str | Path | Contest | None = None,
    decisions: str | Path | None = None,
) -> Exploration:
    """An election as the page of an exploration holds it: read if it is a path, as supplementary vote.

    Figures of fewer than `few` papers by first and second preference are kept together, so that none of them
    tells how somebody voted; 0 shows all. Raises UsageError for papers without first and second preferences,
    several seats, fewer than two candidates, and while statements or rulings are awaited.

    >>> import hustings as hs
    >>> found = hs.explore(hs.elections.path("tower-hamlets-2010"))
    >>> found.known, found.elected
    ('firsts', ('lutfur-rahman',))
    """
    reading = what if isinstance(what, Reading) else _read(what, format, contest, decisions)
    contest_ = reading.contest
    if few < 0:
        raise UsageError("figures cannot be kept together below a negative number", found=str(few))
    if contest_.seats != 1 or len(contest_.candidates) < 2:
        raise UsageError(
            "the explorer is for one seat and two or more candidates",
            found=f"{contest_.seats} to be elected, {len(contest_.candidates)} candidates",
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
    sheets = sheets_of(known, few)
    totals = known.totals()
    elected, level = _outcome(reading)
    return Exploration(
        contest=contest_,
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
        notes=(*reading.notes, *_columns(reading)),
    )


def page(of: Exploration) -> bytes:
    """The exploration as one HTML file that needs no network and no server."""
    return render(of)


def _read(
    what: str | Path, format: str, contest: str | Path | Contest | None, decisions: str | Path | None
) -> Reading:
    return read(what, rule="sv", format=format, contest=contest, decisions=decisions)


def _outcome(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is elected by the supplementary vote, or between whom a lot decides; neither where more is awaited."""
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
