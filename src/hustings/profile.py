"""The profile: how many papers of each area carry each vote, and how many were rejected under each code.

Like papers are counted once, so a profile of millions of papers is a few hundred piles. Profiles add:
the same count runs over many files and many areas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hustings.awaiting import Awaited, Awaiting
from hustings.errors import InputError
from hustings.paper import TOKEN_CODES, TOKENS, Vote


@dataclass(frozen=True, kw_only=True, order=True)
class Pile:
    """How many papers of one area carry the same vote (the area is "" where areas are not told apart)."""

    area: str = ""
    vote: Vote
    papers: int


@dataclass(frozen=True, kw_only=True, order=True)
class Rejected:
    """How many papers of one area were rejected under one code of `paper.FIRST_CODES`."""

    area: str = ""
    code: str
    papers: int


@dataclass(frozen=True, kw_only=True, order=True)
class Referred:
    """Papers of one area with one pattern of marks that wait for the returning officer.

    `ids` are the papers' own ids where they have any, else the pattern and how many is all there is.
    """

    area: str = ""
    pattern: str
    why: str
    papers: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, order=True)
class Transfer:
    """Second preferences counted from one eliminated candidate's papers to one remaining candidate."""

    source: str
    to: str
    papers: int


@dataclass(frozen=True, kw_only=True)
class Seconds:
    """What became of the second preferences on eliminated candidates' papers.

    `votes` are those added to each remaining candidate; `accounts` name the papers that reached nobody;
    `looked_at` is how many papers were looked at, the sum of both. `transfers` are empty when the
    figures do not tell from whom they came. `sources` splits the accounts by eliminated candidate:
    (candidate, account) → papers, empty when unknown.
    """

    votes: Mapping[str, int]
    accounts: Mapping[str, int]
    looked_at: int
    transfers: tuple[Transfer, ...] = ()
    sources: Mapping[tuple[str, str], int] | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All papers of a contest, like papers counted once; `candidates` are ids in ballot-paper order.

    `unused` splits, for the whole contest, the papers whose second preference is known only to be not
    valid (account, papers).

    >>> one = Profile.of(("a", "b"), {("a", "b"): 2, ("b", "-"): 1})
    >>> (one + one).first_preferences()
    {'a': 4, 'b': 2}
    """

    candidates: tuple[str, ...]
    piles: tuple[Pile, ...]
    rejected: tuple[Rejected, ...] = ()
    referred: tuple[Referred, ...] = ()
    unused: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        known = set(self.candidates)
        for pile in self.piles:
            if pile.vote[0] not in known or any(one not in known and one not in TOKENS for one in pile.vote):
                raise InputError("a vote names an unknown candidate", found=" > ".join(pile.vote))
            if pile.papers < 0:
                raise InputError("a pile has a negative number of papers", found=str(pile.papers))

    @classmethod
    def of(
        cls,
        candidates: Iterable[str],
        votes: Mapping[Vote, int],
        *,
        area: str = "",
        rejected: Mapping[str, int] | None = None,
    ) -> Profile:
        """A profile of one area from how many papers carry each vote."""
        return cls(
            candidates=tuple(candidates),
            piles=tuple(Pile(area=area, vote=vote, papers=n) for vote, n in votes.items()),
            rejected=tuple(Rejected(area=area, code=code, papers=n) for code, n in (rejected or {}).items()),
        ).merged()

    def merged(self) -> Profile:
        """The same papers in canonical order: like piles together, empty ones gone."""
        piles: Counter[tuple[str, Vote]] = Counter()
        for pile in self.piles:
            piles[pile.area, pile.vote] += pile.papers
        rejected: Counter[tuple[str, str]] = Counter()
        for reject in self.rejected:
            rejected[reject.area, reject.code] += reject.papers
        unused: Counter[str] = Counter()
        for code, papers in self.unused:
            unused[code] += papers
        return Profile(
            candidates=self.candidates,
            piles=tuple(Pile(area=a, vote=v, papers=n) for (a, v), n in sorted(piles.items()) if n),
            rejected=tuple(Rejected(area=a, code=c, papers=n) for (a, c), n in sorted(rejected.items()) if n),
            referred=tuple(sorted(self.referred)),
            unused=tuple(sorted(unused.items())),
        )

    def __add__(self, other: Profile) -> Profile:
        if self.candidates != other.candidates:
            raise InputError(
                "two profiles of different candidates cannot be added",
                found=", ".join(other.candidates),
                expected=", ".join(self.candidates),
            )
        return Profile(
            candidates=self.candidates,
            piles=self.piles + other.piles,
            rejected=self.rejected + other.rejected,
            referred=self.referred + other.referred,
            unused=self.unused + other.unused,
        ).merged()

    @property
    def valid(self) -> int:
        """Papers with a valid first preference."""
        return sum(pile.papers for pile in self.piles)

    @property
    def papers(self) -> int:
        """All papers: valid, rejected and referred."""
        return (
            self.valid
            + sum(reject.papers for reject in self.rejected)
            + sum(referred.papers for referred in self.referred)
        )

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that have papers here, in the order of their ids."""
        return tuple(
            sorted({one.area for group in (self.piles, self.rejected, self.referred) for one in group})
        )

    def only(self, area: str) -> Profile:
        """The papers of one area."""
        return Profile(
            candidates=self.candidates,
            piles=tuple(pile for pile in self.piles if pile.area == area),
            rejected=tuple(reject for reject in self.rejected if reject.area == area),
            referred=tuple(referred for referred in self.referred if referred.area == area),
        )

    def first_preferences(self) -> dict[str, int]:
        """Valid first preferences of every candidate; waits while papers are referred."""
        waiting = sum(referred.papers for referred in self.referred)
        if waiting:
            raise Awaiting(
                Awaited(
                    what="ruling",
                    step="first-count",
                    words=f"papers that wait for the returning officer's ruling: {waiting:,}",
                    areas=tuple(sorted({referred.area for referred in self.referred})),
                    papers=waiting,
                )
            )
        votes = dict.fromkeys(self.candidates, 0)
        for pile in self.piles:
            votes[pile.vote[0]] += pile.papers
        return votes

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Second preferences for those remaining, on the papers of those eliminated, and the rest by name."""
        votes = {one: 0 for one in self.candidates if one in remaining}
        sources: Counter[tuple[str, str]] = Counter()
        transfers: Counter[tuple[str, str]] = Counter()
        for pile in self.piles:
            first = pile.vote[0]
            if first in remaining:
                continue  # a remaining candidate's papers are never looked at again
            second = pile.vote[1] if len(pile.vote) > 1 else "-"
            if second in votes:
                votes[second] += pile.papers
                transfers[first, second] += pile.papers
            else:
                sources[first, _account(first, second)] += pile.papers
        accounts: Counter[str] = Counter()
        for (_, account), papers in sources.items():
            accounts[account] += papers
        return Seconds(
            votes=votes,
            accounts=dict(sorted(accounts.items())),
            looked_at=sum(votes.values()) + sum(accounts.values()),
            transfers=tuple(Transfer(source=a, to=b, papers=n) for (a, b), n in sorted(transfers.items())),
            sources=dict(sorted(sources.items())),
        )

    def marked_seconds(self) -> dict[str, int]:
        """Second preferences marked for every candidate on all valid papers, counted or not."""
        marked = dict.fromkeys(self.candidates, 0)
        for pile in self.piles:
            if len(pile.vote) > 1 and pile.vote[1] in marked:
                marked[pile.vote[1]] += pile.papers
        return marked

    def same_as_first(self) -> int:
        """Valid papers whose two preferences are for the same candidate."""
        return sum(pile.papers for pile in self.piles if len(pile.vote) > 1 and pile.vote[0] == pile.vote[1])


def _account(first: str, second: str) -> str:
    if second == first:
        return "same_candidate"
    return TOKEN_CODES.get(second, "for_eliminated")
