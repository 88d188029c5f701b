"""How far a count has come: what is in, and how many papers are outstanding at most, in which areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from hustings.errors import InputError, UsageError
from hustings.mechanics.figures import clean, listed
from hustings.mechanics.known import Known, Level, known_so_far
from hustings.profile import Profile
from hustings.question import Case
from hustings.returns import WHOLE, Returns


@dataclass(frozen=True, kw_only=True)
class Place:
    """An area on the night: its first preferences if they are in, and papers outstanding for this stage."""

    area: str
    first: int | None
    outstanding: int


@dataclass(frozen=True, kw_only=True)
class Night:
    """What is in, and at most how many papers are outstanding: of the first count, or of the second.

    `counted` are second preferences counted so far for those who remain, by position, at the second stage.
    `exact` is whether the number outstanding is known exactly, which it is at the second stage.
    """

    known: Known
    stage: Literal["first", "second"]
    outstanding: int
    places: tuple[Place, ...] = ()
    remaining: tuple[int, ...] = ()
    counted: Mapping[int, int] | None = None

    @property
    def level(self) -> Level:
        """How much is known: also the second preferences counted, once an area has stated some."""
        return (
            "counted"
            if self.known.level == "firsts" and any((self.counted or {}).values())
            else self.known.level
        )

    @property
    def totals(self) -> dict[int, int]:
        """First preferences and second preferences counted so far of those who remain."""
        return {at: self.known.first[at] + (self.counted or {}).get(at, 0) for at in self.remaining}


def night_of(case: Case, said: int | None, by_area: Mapping[str, int] | None) -> Night:
    """How far the count of a case has come; raises UsageError where papers outstanding are not told."""
    papers, given = case.papers, _areas_given(case, by_area)
    referred = 0
    if isinstance(papers, Profile):  # papers that wait for a ruling are outstanding too
        referred = sum(one.papers for one in papers.referred)
        papers = replace(papers, referred=())
    known = known_so_far(replace(case.reading, papers=papers))
    missing = _missing(case)
    counted = {area: one.valid for area, one in known.areas.items()}
    if said is not None:
        night = _first(known, counted, {}, said)
    else:
        night = _first(known, counted, _told(case, missing, given), referred)
    return night if night.outstanding else _second(case, known)


def _missing(case: Case) -> tuple[str, ...]:
    """The areas that have not reported; nobody's where areas are not told apart."""
    areas = [one.id for one in case.contest.areas]
    if isinstance(case.papers, Returns):
        areas = list(case.papers.areas)
    elif not isinstance(case.papers, Profile) or not any(case.papers.areas):
        return ()
    return tuple(area for area in areas if not _reported(case, area))


def _first(known: Known, counted: Mapping[str, int], missing: Mapping[str, int], more: int) -> Night:
    """The first stage: `more` papers are outstanding beside those of the areas that are missing."""
    outstanding = sum(missing.values()) + more
    places = [Place(area=area, first=votes, outstanding=0) for area, votes in counted.items()]
    places += [Place(area=area, first=None, outstanding=papers) for area, papers in missing.items()]
    return Night(known=known, stage="first", outstanding=outstanding, places=tuple(places))


def _second(case: Case, known: Known) -> Night:
    """All first preferences are in: papers of eliminated candidates in areas without a second statement."""
    remaining = known.remaining()
    if known.table is not None:
        counted = {at: total - known.first[at] for at, total in known.table.totals().items()}
        return Night(known=known, stage="second", outstanding=0, remaining=remaining, counted=counted)
    papers = case.papers
    if not isinstance(papers, Returns):
        return Night(
            known=known, stage="second", outstanding=_eliminated(known, remaining), remaining=remaining
        )
    ids = {papers.candidates[at]: at for at in remaining}
    votes = dict.fromkeys(remaining, 0)
    places: list[Place] = []
    whole = papers.latest(WHOLE, "second")
    if whole is not None and set(whole.counted) == set(ids):
        areas, made = {WHOLE: known}, {WHOLE: whole}
    else:
        areas = dict(known.areas) or {WHOLE: known}
        latest = {area: papers.latest(area, "second") for area in areas}
        made = {area: one for area, one in latest.items() if one is not None and set(one.counted) == set(ids)}
    for area, one in areas.items():
        out = 0 if area in made else _eliminated(one, remaining)
        places.append(Place(area=area, first=one.valid, outstanding=out))
    for statement in made.values():
        for id, number in statement.counted.items():
            votes[ids[id]] += number
    return Night(
        known=known,
        stage="second",
        outstanding=sum(one.outstanding for one in places),
        places=tuple(places) if len(places) > 1 else (),
        remaining=remaining,
        counted=votes,
    )


def _eliminated(known: Known, remaining: tuple[int, ...]) -> int:
    return known.valid - sum(known.first[at] for at in remaining)


def _told(case: Case, missing: tuple[str, ...], given: Mapping[str, int]) -> dict[str, int]:
    """Papers outstanding in each area, as said or as verified; UsageError for areas that tell neither."""
    told = {area: given[area] if area in given else _verified(case, area) for area in missing}
    untold = [area for area, number in told.items() if number is None]
    if untold:
        names = [clean(case.contest.area_name(area)) for area in untold[:5]]
        names += [f"{len(untold) - 5} more"] if len(untold) > 5 else []
        raise UsageError(
            "how many papers are outstanding is not known",
            found=f"nothing for {listed(names)}",
            expected="papers verified in each area that has not reported",
            hint="add a row of the stage verified to the statements, or say --outstanding NUMBER "
            "or --papers-by-area FILE",
        )
    return {area: number or 0 for area, number in told.items()}


def _verified(case: Case, area: str) -> int | None:
    if not isinstance(case.papers, Returns):
        return None
    one = case.papers.latest(area, "verified")
    return None if one is None else one.verified


def _areas_given(case: Case, by_area: Mapping[str, int] | None) -> dict[str, int]:
    """The areas of a file of papers outstanding, by id; InputError for an unknown and a reported one."""
    names = {clean(one.name).casefold(): one.id for one in case.contest.areas}
    names |= {one.id.casefold(): one.id for one in case.contest.areas}
    found: dict[str, int] = {}
    for name, papers in (by_area or {}).items():
        id = names.get(clean(name).casefold())
        if id is None or id in found:
            raise InputError(
                "an unknown area" if id is None else "an area is there twice",
                where="--papers-by-area",
                found=name,
                expected=", ".join(clean(one.name) for one in case.contest.areas[:8]) or "no areas",
            )
        if _reported(case, id) and papers:
            raise InputError(
                "this area has reported, and no paper of it is outstanding",
                where="--papers-by-area",
                found=name,
                expected="only areas that have not made a first statement",
            )
        if not _reported(case, id):
            found[id] = papers
    return found


def _reported(case: Case, area: str) -> bool:
    if isinstance(case.papers, Returns):
        return case.papers.latest(area, "first") is not None
    return isinstance(case.papers, Profile) and area in case.papers.areas


def decided(night: Night) -> bool:
    """Whether somebody has more than half of all first preferences, so that there is no second count."""
    return 2 * max(night.known.first) > sum(night.known.first)
