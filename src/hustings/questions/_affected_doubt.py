"""Which papers are in question: the options of the question as a number, or as cells of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hustings.errors import UsageError
from hustings.mechanics.figures import clean, listed
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.known import Known
from hustings.mechanics.sv_margin import Kind
from hustings.mechanics.table import Table
from hustings.mechanics.tainted import Tainted, papers_of, refuse_more, table_of_tainted
from hustings.profile import Profile
from hustings.question import Case

KINDS = ("struck", "altered", "missing")

DONE: dict[str, Kind] = {"struck": "struck", "altered": "altered", "missing": "added"}
"""What would have to be done to papers, by what may be wrong with them."""

HOWEVER: dict[Kind, str] = {
    "struck": "were struck out",
    "altered": "were altered, whatever they then said",
    "added": "were added, whatever they said",
}
"""What was tried with every number of the papers in question: another kind of fault is another question."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """At most so many papers, of these marks where they are told (None: whichever); `words` say it.

    With `extra`, the papers told were not counted: they come on top of those that were. `within` are the
    papers in question themselves, where they can be told from the others; None: all, or not told. `firsts`
    are those in question by first preference; None: any papers.
    """

    kind: Kind
    limit: int
    marks: Table | None
    words: str
    extra: bool = False
    within: Profile | None = None
    firsts: tuple[int, ...] | None = None

    def strikes_all(self, known: Known) -> bool:
        """Whether every paper that was counted may be void."""
        return self.kind == "struck" and self.limit >= known.valid > 0


def doubt_of(
    case: Case,
    kind: str,
    papers: int | None,
    tainted: Sequence[Tainted] | None,
    area: tuple[str, ...],
) -> Doubt:
    """What is in question. Raises UsageError where that is not said, or said twice."""
    if papers is None and not tainted and not area:
        raise UsageError(
            "which papers are in question is not said",
            expected="--papers, --tainted or --area",
            hint="say how many papers at most (--papers 120), or which",
        )
    if tainted and area:
        raise UsageError(
            "papers in question are said twice",
            found="--tainted and --area",
            expected="one of them",
            hint="the file may have a column area",
        )
    done = DONE[kind]
    if tainted:
        return _marked(case, done, papers, tainted)
    if area:
        return _of_areas(case, done, papers, tuple(dict.fromkeys(area)))
    assert papers is not None
    if done != "added" and papers > case.known.valid:
        raise UsageError(
            "more papers are in question than were counted",
            found=papers_words(papers),
            expected=f"at most {papers_words(case.known.valid)}",
            hint="ask about papers that were not counted with --kind missing",
        )
    return Doubt(kind=done, limit=papers, marks=None, words=f"up to {papers_words(papers)}")


def _marked(case: Case, kind: Kind, papers: int | None, tainted: Sequence[Tainted]) -> Doubt:
    marks = table_of_tainted(tainted, case.contest, case.papers.candidates)
    if kind != "added":
        refuse_more(tainted, case.contest, case.known)
    elif papers is not None:
        raise UsageError(
            "of missing papers whose marks are told, the number is told too",
            found=f"--papers {papers}",
            expected="the file alone",
        )
    limit = marks.valid if papers is None else min(papers, marks.valid)
    words = f"the {papers_words(marks.valid)} listed"
    if limit < marks.valid:
        words = f"up to {papers_words(limit)} of {words}"
    within = None
    if kind != "added" and isinstance(case.papers, Profile):
        within = papers_of(case.papers, tainted, case.contest)
    return Doubt(
        kind=kind,
        limit=limit,
        marks=marks,
        words=words,
        extra=kind == "added",
        within=within,
        firsts=marks.first,
    )


def _of_areas(case: Case, kind: Kind, papers: int | None, area: tuple[str, ...]) -> Doubt:
    names = listed([clean(case.contest.area_name(one)) for one in area])
    known = [case.known.areas.get(one) for one in area]
    if any(one is None for one in known):
        raise UsageError(
            "what was counted in this area is not told",
            found=names,
            expected="papers or totals by area",
            hint="name a file that tells areas apart, or say how many papers with --papers",
        )
    counted = sum(one.valid for one in known if one is not None)
    if kind == "added":
        return _missing_from(case, papers, area, names, counted)
    tables = [table for one in known if one is not None and (table := _table(case, one)) is not None]
    marks = sum(tables[1:], tables[0]) if len(tables) == len(area) else None
    within = None
    if isinstance(case.papers, Profile):
        kept = tuple(pile for pile in case.papers.piles if pile.area in area)
        within = replace(case.papers, piles=kept, order=(), unused=())
    limit = counted if papers is None else min(papers, counted)
    words = f"the {papers_words(counted)} counted in {names}"
    if limit < counted:
        words = f"up to {papers_words(limit)} of {words}"
    firsts = tuple(map(sum, zip(*(one.first for one in known if one is not None), strict=True)))
    return Doubt(kind=kind, limit=limit, marks=marks, words=words, within=within, firsts=firsts)


def _table(case: Case, known: Known) -> Table | None:
    """The table of an area; where one choice is counted, first preferences are one."""
    if known.table is not None or case.rule.columns != 1:
        return known.table
    empty = (0,) * len(known.first)
    return Table(candidates=known.candidates, papers=tuple((*empty, votes) for votes in known.first))


def _missing_from(case: Case, papers: int | None, area: tuple[str, ...], names: str, counted: int) -> Doubt:
    """Papers missing from areas: so many as are said, else at most those of every elector not counted."""
    electors = [one.electorate for one in case.contest.areas if one.id in area]
    if papers is None:
        if None in electors:
            raise UsageError(
                "how many papers are missing is not said, nor how many could vote there",
                found=names,
                expected="--papers, or the electorate of the area in contest.toml",
                hint="say how many papers at most with --papers",
            )
        papers = max(0, sum(one for one in electors if one is not None) - counted)
    return Doubt(kind="added", limit=papers, marks=None, words=f"up to {papers_words(papers)} of {names}")
