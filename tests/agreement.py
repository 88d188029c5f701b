"""Random elections without equality, counted by us and by another library, beside what the docs say of both.

`docs/explanation/agreement.md` has a table of rules and libraries: how many elections were compared, and in
how many somebody else is elected. The elections are the same on every run, so each figure is asserted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from hustings import shelf
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.profile import Profile

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "agreement.md"
NUMBER = 300
"""So many elections are drawn for each rule; those that wait for a lot are left out."""

Papers = Literal["complete", "truncated", "scores", "stars", "approvals", "lists"]
"""Rankings of all candidates or of some, scores of 0 to 9, 0 to 5 stars, approvals, one vote for a list."""


@dataclass(frozen=True, kw_only=True)
class Election:
    """Candidates, how many papers carry each vote (as hustings writes a vote), and how many are elected."""

    candidates: tuple[str, ...]
    votes: Mapping[tuple[str, ...], int]
    seats: int
    papers: Papers

    def rankings(self) -> list[tuple[list[int], int]]:
        """Rankings as positions of candidates in the list of all, for libraries that number them."""
        place = {one: at for at, one in enumerate(self.candidates)}
        return [([place[one] for one in vote], papers) for vote, papers in self.votes.items()]

    def scores(self) -> list[tuple[dict[str, int], int]]:
        """Scored papers as scores by candidate; who was left blank is not there."""
        return [
            ({one.partition(":")[0]: int(one.partition(":")[2]) for one in vote}, papers)
            for vote, papers in self.votes.items()
        ]

    def lists(self) -> dict[str, int]:
        """Votes of each list."""
        return {one: papers for (one,), papers in self.votes.items()}


Elected = frozenset[str] | dict[str, int]
"""Who is elected, or how many seats each list has."""

Peer = Callable[[Election], Elected | None]
"""Another library's count; None where it gives up."""


def elections(papers: Papers, seats: int) -> Iterator[Election]:
    """Elections of a kind, the same on every machine; for several seats, twice as many stand, or more."""
    draw = random.Random(f"{papers} {seats}")
    for _ in range(NUMBER):
        number = draw.randint(3, 6) if seats == 1 else draw.randint(2 * seats, 2 * seats + 2)
        candidates = tuple("abcdefghijklm"[:number])
        votes: dict[tuple[str, ...], int] = {}
        if papers == "lists":
            votes = {(one,): draw.randint(50, 9_999) for one in candidates}
        for _ in range(0 if papers == "lists" else 4 + 2 * number):
            votes[_vote(papers, candidates, draw)] = draw.randint(1, 99)
        yield Election(candidates=candidates, votes=votes, seats=seats, papers=papers)


def _vote(papers: Papers, candidates: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    if papers in ("complete", "truncated"):
        ranks = len(candidates) if papers == "complete" else draw.randint(1, len(candidates))
        return tuple(draw.sample(candidates, ranks))
    if papers == "approvals":
        chosen = draw.sample(candidates, draw.randint(1, len(candidates)))
        return tuple(one for one in candidates if one in chosen)
    return tuple(f"{one}:{draw.randint(0, 5 if papers == 'stars' else 9)}" for one in candidates)


BALLOTS: Mapping[Papers, Literal["rankings", "scores", "approvals"]] = {
    "complete": "rankings",
    "truncated": "rankings",
    "scores": "scores",
    "stars": "scores",
    "approvals": "approvals",
    "lists": "rankings",
}


@cache
def ours(rule: str, papers: Papers, seats: int) -> tuple[tuple[Election, Elected], ...]:
    """Elections in which this rule waits for nothing, with its outcome."""
    found = []
    for election in elections(papers, seats):
        contest = Contest(
            title="",
            seats=seats,
            candidates=tuple(Candidate(id=one, name=one) for one in election.candidates),
        )
        profile = Profile.of(election.candidates, election.votes, ballots=BALLOTS[papers])
        counted = count(shelf.rule(rule), profile, contest=contest)
        if counted.awaiting is None and not any(stage.equalities for stage in counted.stages):
            last = dict(counted.stages[-1].seats)
            found.append((election, last if papers == "lists" else frozenset(counted.elected)))
    return tuple(found)


def compare(rule: str, papers: Papers, peer: Peer, seats: int, at_most: int) -> tuple[int, int]:
    """How many elections were compared, and in how many the other library elects others, or gives up."""
    counted = ours(rule, papers, seats)
    assert len(counted) > NUMBER // 3, "hardly any of these elections is without equality"
    counted = counted[:at_most]
    return len(counted), sum(peer(election) != elected for election, elected in counted)


CELL = re.compile(r"(\d+)(?:, \*\*(\d+) differ\*\*)?")


@cache
def stated() -> dict[tuple[str, str, str], tuple[int, int]]:
    """What the docs say: (rule, papers, library) to (compared, differing)."""
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    heads: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [one.strip() for one in line.strip("|").split("|")]
        if line.startswith("| Rule"):
            heads = cells
        elif line.startswith("| `"):
            rule, papers = cells[0].strip("`"), cells[1]
            for library, cell in zip(heads[2:], cells[2:], strict=True):
                if match := CELL.match(cell):
                    figures = [int(one or 0) for one in match.groups()]
                    found[rule, papers, library] = (figures[0], figures[1])
    return found


def words(papers: Papers, seats: int) -> str:
    """Papers and seats as the docs' table names them."""
    return papers if seats == 1 or papers == "lists" else f"{papers}, {seats} seats"


def as_stated(
    library: str, rule: str, papers: Papers, peer: Peer, seats: int = 1, at_most: int = NUMBER
) -> None:
    """Assert that the comparison comes out as the docs say; of a slow peer, with `at_most` elections."""
    found = compare(rule, papers, peer, seats, at_most)
    assert found == stated().get((rule, words(papers, seats), library)), (
        f"{library} and {rule} on {words(papers, seats)} papers: {found[0]} compared, {found[1]} differ; "
        f"{PAGE.name} says otherwise"
    )
