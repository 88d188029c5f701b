"""The contest: an office and a date, who stands, how many are elected, which places count."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hustings.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A person or a list on the ballot paper; `known_as` is a commonly used name printed beside the full one.

    Of a list, `listed` is how many persons on it may still take a seat (1 for somebody who stands alone, None
    where it is not said), and `constituencies` how many of the party's candidates were returned in
    constituencies. Of an option, `majority` is how many votes for it each vote for the default option takes.
    """

    id: str
    name: str
    party: str = ""
    known_as: str = ""
    listed: int | None = None
    constituencies: int | None = None
    majority: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Area:
    """A place that counts papers and makes statements; `electorate` is how many could vote there."""

    id: str
    name: str
    electorate: int | None = None


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Who declared the result, and on which day (ISO date), as the contest's facts say."""

    by: str
    on: str


@dataclass(frozen=True, kw_only=True)
class Contest:
    """An election for one office: candidates in ballot-paper order, seats, areas, and its law.

    `date` and `notice_date` are ISO dates or empty when not known; `law` is the key of a regime or empty;
    `source` says where the figures were published; `withdrawn` stood on the paper and no longer stand, so
    that preferences for them are passed over. `threshold` is the share of all valid votes that a list needs
    before it may win a seat, None where none is needed. `default` is the id of the option that stands where
    no other is wanted more ("None Of The Above"), or empty. `order` is "file" where the law
    counts papers in an order and the files of papers hold them in it.

    >>> contest = Contest(title="Mayor of Ambridge", candidates=(
    ...     Candidate(id="a", name="Ann Archer"), Candidate(id="b", name="Bert Fry")))
    >>> contest.label("b")
    'Bert Fry'
    """

    title: str
    candidates: tuple[Candidate, ...]
    office: str = ""
    date: str = ""
    notice_date: str = ""
    seats: int = 1
    areas: tuple[Area, ...] = ()
    electorate: int | None = None
    law: str = ""
    declared: Declaration | None = None
    source: str = ""
    withdrawn: tuple[Candidate, ...] = ()
    threshold: Fraction | None = None
    default: str = ""
    order: Literal["", "file"] = ""

    def __post_init__(self) -> None:
        ids = [candidate.id for candidate in self.candidates]
        for kind, seen in (("candidate", ids), ("area", [area.id for area in self.areas])):
            if len(set(seen)) < len(seen):
                twice = sorted({one for one in seen if seen.count(one) > 1})
                raise InputError(
                    f"two {kind}s share an id",
                    found=", ".join(twice),
                    expected=f"one id for each {kind}",
                    hint=f"give each {kind} an id of its own in contest.toml",
                )
        if self.default and self.default not in ids:
            raise InputError(
                "the default option is not on the ballot paper",
                found=self.default,
                expected="one of: " + ", ".join(ids),
                hint="name it among the candidates too",
            )
        if self.seats < 1:
            raise InputError("seats must be 1 or more", found=str(self.seats), expected="1 or more")

    @property
    def ids(self) -> tuple[str, ...]:
        """The candidates' ids in ballot-paper order."""
        return tuple(candidate.id for candidate in self.candidates)

    def candidate(self, id: str) -> Candidate:
        """The candidate with this id; KeyError when nobody has it."""
        for candidate in self.candidates:
            if candidate.id == id:
                return candidate
        raise KeyError(id)

    def label(self, id: str) -> str:
        """The candidate's name, with the id behind it only where two candidates share a name."""
        name = self.candidate(id).name
        shared = sum(candidate.name == name for candidate in self.candidates) > 1
        return f"{name} [{id}]" if shared else name

    def area_name(self, id: str) -> str:
        """The area's name; the empty id is the whole contest."""
        if not id:
            return self.title
        return next((area.name for area in self.areas if area.id == id), id)
