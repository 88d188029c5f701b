"""Returns: totals declared by areas, every version kept, and what may be computed from them.

The state machine follows Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r54-r59: a local
majority or a local top two is never computed, the first calculation waits for every area, and second
statements count only under a direction that names exactly those who remain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hustings.awaiting import Awaited, Awaiting
from hustings.contest import Contest
from hustings.decisions import Decisions, Direction
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.paper import SECOND_CODES
from hustings.profile import Profile, Seconds
from hustings.rounds import Rounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE = ""
"""The area of a statement that speaks for the whole contest."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Totals that one area stated at one stage, as printed; an absent figure is None or missing.

    A statement of the stage `verified` holds only how many papers an area verified, before it counts any.
    `used` is papers used or counted, `verified` papers verified. `rejected` is by first code. `first` are
    first preferences, `valid` their printed total. `counted` are second preferences counted for those
    remaining, so its keys say under which direction the statement was made; `accounts` are the second
    preferences not counted, by second code. `marked` and `unused` are second preferences on *all* valid
    papers (London's form). `reason` explains figures that do not close.
    """

    area: str
    stage: Literal["verified", "first", "second"]
    version: int = 1
    status: Literal["provisional", "final"] = "final"
    verified: int | None = None
    used: int | None = None
    rejected: Mapping[str, int] = field(default_factory=dict)
    first: Mapping[str, int] = field(default_factory=dict)
    valid: int | None = None
    counted: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)
    marked: Mapping[str, int] = field(default_factory=dict)
    unused: Mapping[str, int] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    where: str = ""

    @property
    def gap(self) -> int | None:
        """Papers used less valid and rejected ones; None where the statement does not say."""
        if self.used is None or not self.rejected:
            return None
        valid = sum(self.first.values()) if self.valid is None else self.valid
        return self.used - valid - sum(self.rejected.values())


@dataclass(frozen=True, kw_only=True)
class Returns:
    """All statements of a contest, every version kept, and the directions given.

    `areas` are the ids of every area that must report ("" alone where the contest is declared as a whole).

    >>> returns = Returns(candidates=("a", "b", "c"), areas=("north", "south"), statements=(
    ...     Statement(area="north", stage="first", first={"a": 6, "b": 3, "c": 1}),))
    >>> returns.first_preferences()
    Traceback (most recent call last):
    hustings.awaiting.Awaiting: first statements are awaited from 1 of 2 areas
    """

    candidates: tuple[str, ...]
    areas: tuple[str, ...]
    statements: tuple[Statement, ...]
    directions: tuple[Direction, ...] = ()

    def __post_init__(self) -> None:
        seen: dict[tuple[str, str, int], Statement] = {}
        for one in self.statements:
            if one.area not in (*self.areas, WHOLE):
                raise InputError(
                    "a statement is for an unknown area",
                    where=one.where,
                    found=one.area,
                    expected=", ".join(self.areas),
                    hint="name the area as contest.toml does, or add it there",
                )
            key = (one.area, one.stage, one.version)
            if key in seen:
                raise InputError(
                    f"two {one.stage} statements of one area have the same version",
                    where=one.where,
                    found=f"version {one.version} of {one.area or 'the whole contest'} again",
                    expected="one statement for each version",
                    hint="give a revised statement the next version number",
                )
            seen[key] = one

    @property
    def kind(self) -> Literal["totals"]:
        """What these papers are, as a rule says what it reads."""
        return "totals"

    def pairwise(self) -> NDArray[np.int64]:
        """Nobody's: declared totals do not tell who is ranked above whom; always UsageError."""
        raise UsageError(
            "declared totals do not tell who is ranked above whom",
            found="totals",
            expected="ballot papers, or a pairwise table",
            hint="count them by a rule that reads totals (hustings rules list)",
        )

    def latest(self, area: str, stage: str) -> Statement | None:
        """The newest version of one area's statement, or None."""
        versions = [one for one in self.statements if one.area == area and one.stage == stage]
        return max(versions, key=lambda one: one.version, default=None)

    def provisional(self) -> tuple[str, ...]:
        """The areas whose newest first or second statement is not final."""
        newest = [self.latest(area, stage) for area in (*self.areas, WHOLE) for stage in ("first", "second")]
        return tuple(dict.fromkeys(one.area for one in newest if one and one.status == "provisional"))

    def first_preferences(self) -> dict[str, int]:
        """First preferences added over all areas; waits for every area, and for figures to be explained."""
        votes = dict.fromkeys(self.candidates, 0)
        for one in self._first_statements():
            for candidate, number in one.first.items():
                votes[candidate] += number
        return votes

    def _first_statements(self) -> list[Statement]:
        found = {area: self.latest(area, "first") for area in self.areas}
        missing = tuple(area for area, one in found.items() if one is None)
        if missing:
            raise Awaiting(
                Awaited(
                    what="first-statements",
                    step="first-calculation",
                    words=f"first statements are awaited from {len(missing)} of {len(self.areas)} areas",
                    areas=missing,
                )
            )
        statements = [one for one in found.values() if one is not None]
        open_ = [one for one in statements if one.status == "final" and one.gap and not one.reason]
        if open_ and self.areas != (WHOLE,):
            by = f" by {open_[0].gap:+,}" if len(open_) == 1 else ""
            raise Awaiting(
                Awaited(
                    what="reason",
                    step="first-calculation",
                    words=f"papers used differ from valid and rejected papers{by}",
                    areas=tuple(one.area for one in open_),
                )
            )
        return statements

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Second preferences counted for those remaining, added over all areas, under a direction."""
        firsts = {one.area: one.first for one in self._first_statements()}
        eliminated = {
            area: sum(n for one, n in first.items() if one not in remaining) for area, first in firsts.items()
        }
        votes = {one: 0 for one in self.candidates if one in remaining}
        if not any(eliminated.values()):
            return Seconds(votes=votes, accounts={}, looked_at=0)
        self._require_direction(tuple(votes))
        accounts: Counter[str] = Counter()
        for area, one in self._second_statements(tuple(votes)).items():
            papers = sum(eliminated.values()) if area == WHOLE else eliminated[area]
            for candidate, number in one.counted.items():
                votes[candidate] += number
            accounts.update(_accounts(one, papers - sum(one.counted.values())))
        return Seconds(
            votes=votes,
            accounts={code: n for code, n in sorted(accounts.items()) if n},
            looked_at=sum(eliminated.values()),
        )

    def void(self, remaining: Collection[str]) -> tuple[Statement, ...]:
        """Second statements made under another direction than that for those who remain now."""
        seconds = [one for one in self.statements if one.stage == "second" and one.counted]
        return tuple(one for one in seconds if set(one.counted) != set(remaining))

    def directed_by_publication(self) -> bool:
        """Whether only published final second statements record that there was a direction."""
        return not self.directions and any(one.stage == "second" for one in self.statements)

    def _require_direction(self, remaining: tuple[str, ...]) -> None:
        """Wait for the direction for the second count unless one names exactly those who remain."""
        awaited = Awaited(
            what="direction",
            step="second-count",
            words="a direction for the second count is awaited",
            candidates=remaining,
        )
        if self.directions:
            if set(self.directions[-1].remaining) != set(remaining):
                raise Awaiting(awaited)
            return
        made = [one for one in self.statements if one.stage == "second" and one.counted]
        live = [one for one in made if set(one.counted) == set(remaining)]
        early = [one for one in live if one.status == "provisional"]
        if early:
            raise InputError(
                "a second statement came before the direction for the second count",
                where=early[0].where,
                found=f"a provisional second statement of {early[0].area or 'the whole contest'}",
                expected="a direction naming who remains, then second statements",
                hint="record the direction in the decisions file, or leave the second statements out",
            )
        if not live:
            raise Awaiting(awaited)

    def _second_statements(self, remaining: tuple[str, ...]) -> dict[str, Statement]:
        live: dict[str, Statement] = {}
        for area in (WHOLE, *self.areas):
            one = self.latest(area, "second")
            if one is not None and set(one.counted) == set(remaining):
                live[area] = one
        missing = tuple(area for area in self.areas if area not in live)
        if WHOLE in live and missing:
            return {WHOLE: live[WHOLE]}
        if missing:
            raise Awaiting(
                Awaited(
                    what="second-statements",
                    step="second-count",
                    words=f"second statements are awaited from {len(missing)} of {len(self.areas)} areas",
                    candidates=remaining,
                    areas=missing,
                )
            )
        return {area: live[area] for area in self.areas}


def _accounts(statement: Statement, left: int) -> dict[str, int]:
    """The stated accounts of papers that reached nobody, and the rest under the narrowest name that fits."""
    stated = dict(statement.accounts)
    rest = left - sum(stated.values())
    if not rest:
        return stated
    named: frozenset[str] = frozenset().union(*(SECOND_CODES[code].parts for code in stated))
    open_parts = SECOND_CODES["not_counted"].parts - named
    fitting = [code for code, meaning in SECOND_CODES.items() if meaning.parts >= open_parts]
    if rest < 0 or not open_parts:
        code = "gap"  # published figures that do not close are carried, never forced to fit
    else:
        code = min(fitting, key=lambda code: len(SECOND_CODES[code].parts))
    return stated | {code: rest}


def statements_of(profile: Profile, remaining: Collection[str] = ()) -> tuple[Statement, ...]:
    """The statements each area of a profile would make, second ones only where somebody is eliminated."""
    made: list[Statement] = []
    for area in profile.areas:
        part = profile.only(area)
        first = dict.fromkeys(profile.candidates, 0)
        for pile in part.piles:
            first[pile.vote[0]] += pile.papers
        rejected = {one.code: one.papers for one in part.rejected}
        made.append(
            Statement(
                area=area, stage="first", used=part.papers, rejected=rejected, first=first, valid=part.valid
            )
        )
        if remaining and len(remaining) < len(profile.candidates):
            seconds = part.second_preferences(remaining)
            made.append(
                Statement(area=area, stage="second", counted=seconds.votes, accounts=seconds.accounts)
            )
    return tuple(made)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A remark on what was read or counted: `warning` asks for a look, `note` only tells."""

    words: str
    level: Literal["note", "warning"] = "note"
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What was read: its role, its format's key, and the digest and size of its decompressed bytes."""

    role: Literal["papers", "contest", "decisions"]
    format: str
    sha256: str
    size: int


AnyPapers = Profile | Returns | Duels | Rounds
"""What is counted, in each of the forms in which it may be known; all of them meet `counting.Papers`."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What files held: the contest, its papers, notes, and what was read.

    `totals` are figures of the whole contest that its facts declare beside the papers.
    """

    contest: Contest
    papers: AnyPapers
    totals: Statement | None = None
    decisions: Decisions = field(default_factory=Decisions)
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
