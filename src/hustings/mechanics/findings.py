"""What an audit's hands found, and what lies in which bundle: votes by candidates' ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hustings.paper import Vote

REJECTED: Vote = ()
"""What a paper says that is rejected: it counts for nobody."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was seen of a paper, or of some papers of a bundle; `where` is file and line.

    `unit` is the number of the paper, or the name of the bundle. `saw` is None where the paper could not be
    found. `recorded` is what the record of this very paper says; None where there is none.
    """

    unit: str
    where: str
    saw: Vote | None
    recorded: Vote | None = None
    papers: int = 1


@dataclass(frozen=True, kw_only=True)
class Findings:
    """All that was found: of papers by number, or of `bundles`; `recorded` if papers come with records."""

    name: str
    rows: tuple[Found, ...]
    bundles: bool = False
    recorded: bool = False


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle: its name, how many papers it holds, where it lies, and what its record says of them."""

    name: str
    papers: int
    place: str = ""
    record: Mapping[Vote, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All bundles in the order in which they are numbered; `recorded` if each says what it holds."""

    name: str
    bundles: tuple[Bundle, ...]
    recorded: bool

    @property
    def papers(self) -> int:
        """How many papers they hold together."""
        return sum(one.papers for one in self.bundles)
