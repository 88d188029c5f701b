"""Recorded rulings, applied to the papers that were referred: each paper once, none that was not referred.

Source: Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r51-r52: the returning officer decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hustings.errors import InputError
from hustings.formats._format import Facts
from hustings.formats._names import nearest
from hustings.paper import RecordedRuling, Ruling
from hustings.profile import Referred


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """How many papers of an area are held to say the same."""

    area: str
    ruling: Ruling
    papers: int


def same_pattern(text: str) -> str:
    """A pattern of marks as it is compared: as transcribed, but for the spaces around its parts."""
    return " ".join(text.split())


def refuse_rulings(facts: Facts, *, name: str) -> None:
    """Raises InputError for a ruling beside a file that holds no papers as transcribed."""
    for ruling in facts.decisions.rulings:
        raise _complaint(
            ruling,
            "a ruling is on papers as transcribed, and this file holds none",
            found=f"a ruling on {ruling.paper or ruling.pattern}, and {name}",
            expected="a file of marks",
            hint="leave the rulings out: these papers were adjudicated before they were entered",
        )


def apply_rulings(
    referred: Sequence[Referred], rulings: Sequence[RecordedRuling], *, exists: Callable[[str], bool]
) -> tuple[list[Ruled], tuple[Referred, ...]]:
    """What was ruled, and the papers that still wait.

    `exists` says whether any paper has an id. Raises InputError, at the ruling's own place, for a paper that
    does not exist, was not referred or is ruled on twice, and for more papers than carry a pattern.
    """
    waiting = list(referred)
    held: list[Ruled] = []
    on_paper: dict[str, RecordedRuling] = {}
    for ruling in sorted(rulings, key=lambda one: not one.paper):  # single papers first, then the like ones
        if ruling.paper:
            if ruling.paper in on_paper:
                raise _complaint(
                    ruling,
                    "two rulings are on one paper",
                    found=f"paper {ruling.paper} again, after {on_paper[ruling.paper].where}",
                    expected="one ruling a paper",
                    hint="keep the ruling that stands",
                )
            on_paper[ruling.paper] = ruling
            held.append(_rule_on_paper(waiting, ruling, exists))
        else:
            held.extend(_rule_on_pattern(waiting, ruling))
    return held, tuple(one for one in waiting if one.papers)


def _rule_on_paper(waiting: list[Referred], ruling: RecordedRuling, exists: Callable[[str], bool]) -> Ruled:
    at = next((at for at, one in enumerate(waiting) if ruling.paper in one.ids), None)
    if at is None:
        there = exists(ruling.paper)
        raise _complaint(
            ruling,
            "a ruling is on a paper that was not referred" if there else "there is no such paper",
            found=f"paper {ruling.paper}",
            expected="one of the papers that wait for a ruling" if there else "the id of a paper in the file",
            hint="remove the ruling, or correct the id"
            if there
            else "correct the id; where papers have no ids, name the pattern and how many",
        )
    one = waiting[at]
    if ruling.area and ruling.area != one.area:
        raise _complaint(
            ruling,
            "the paper is of another area than the ruling says",
            found=ruling.area,
            expected=one.area or "no area",
            hint="correct the area or the id",
        )
    ids = tuple(id for id in one.ids if id != ruling.paper)
    waiting[at] = replace(one, papers=one.papers - 1, ids=ids)
    return Ruled(area=one.area, ruling=ruling.ruling, papers=1)


def _rule_on_pattern(waiting: list[Referred], ruling: RecordedRuling) -> list[Ruled]:
    places = [
        at
        for at, one in enumerate(waiting)
        if same_pattern(ruling.pattern) == one.pattern and ruling.area in ("", one.area)
    ]
    papers = sum(waiting[at].papers for at in places)
    if ruling.papers > papers:
        close = nearest(ruling.pattern, {one.pattern for one in waiting if one.papers})
        raise _complaint(
            ruling,
            "a ruling is on more papers than carry its pattern and wait"
            if places
            else "no paper that was referred carries this pattern",
            found=f"{ruling.papers:,} papers with {ruling.pattern}",
            expected=f"{papers:,} at most" if places else "a pattern of papers that wait for a ruling",
            hint="correct the number"
            if places
            else f"did you mean {close}?"
            if close
            else "see hustings check",
        )
    if ruling.papers < papers and (len(places) > 1 or waiting[places[0]].ids):
        areas = ", ".join(waiting[at].area for at in places)
        raise _complaint(
            ruling,
            "the ruling does not say which papers it is on",
            found=f"{ruling.papers:,} of {papers:,} papers with {ruling.pattern}",
            expected=f"one of the areas {areas}" if len(places) > 1 else "the papers' ids",
            hint="name the area" if len(places) > 1 else "write one ruling for each paper, with its id",
        )
    held: list[Ruled] = []
    for at in places:
        one = waiting[at]
        taken = min(one.papers, ruling.papers)
        waiting[at] = replace(one, papers=one.papers - taken, ids=())
        held.append(Ruled(area=one.area, ruling=ruling.ruling, papers=taken))
    return held


def _complaint(ruling: RecordedRuling, words: str, *, found: str, expected: str, hint: str) -> InputError:
    return InputError(words, where=ruling.where, found=found, expected=expected, hint=hint)
