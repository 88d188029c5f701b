"""Rankings as the readers of ranked papers make them: places, votes, piles, and the papers in their order.

Source: `hustings.paper.Vote`. A rank that holds several is a place of its own, `a=b`, in ballot-paper order;
one that holds nobody is skipped, and what is skipped after the last preference is nothing at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat

from hustings.errors import InputError
from hustings.formats._format import Facts
from hustings.paper import BLANK, LEVEL, Ballots, Vote
from hustings.profile import Pile, Profile
from hustings.returns import Note

Key = tuple[str, Vote]
"""An area and a vote: papers that are alike in both count together."""

MOST_IN_ORDER = 30_000_000
"""Papers that can be kept one by one; each takes 8 bytes."""


def level(ids: Collection[str], position: Mapping[str, int], *, text: str) -> str:
    """The place that several candidates share; InputError where one of them stands in it twice.

    >>> level(["b", "a"], {"a": 0, "b": 1}, text="2=1")
    'a=b'
    """
    if len(set(ids)) < len(ids):
        raise InputError(
            "a candidate stands twice in one rank",
            found=text,
            expected="different candidates in one rank",
            hint="correct the rank",
        )
    return LEVEL.join(sorted(ids, key=position.__getitem__))


def trimmed(vote: Vote) -> Vote:
    """A ranking without what is skipped after its last preference.

    >>> trimmed(("b", "-", "a", "-", "-"))
    ('b', '-', 'a')
    """
    end = len(vote)
    while end and vote[end - 1] == BLANK:
        end -= 1
    return vote[:end]


def tallied(counted: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """How many papers carry each vote in each area, of rows that may say the same.

    >>> tallied([(("", ("a",)), 2), (("", ("b",)), 1), (("", ("a",)), 3)])
    {('', ('a',)): 5, ('', ('b',)): 1}
    """
    tally: dict[Key, int] = {}
    for key, papers in counted:
        tally[key] = tally.get(key, 0) + papers
    return tally


def profile_of(
    candidates: tuple[str, ...],
    tally: Mapping[Key, int],
    order: Iterable[tuple[Key, int]] | None = None,
    *,
    ballots: Ballots = "rankings",
    where: str = "",
) -> Profile:
    """The profile of a tally, in canonical order; `order` are the papers as they came: like ones in a row.

    Raises InputError, with `where`, where there are too many papers to be kept in order.

    >>> keys = ("", ("b",)), ("", ("a",))
    >>> profile_of(("a", "b"), {keys[0]: 3, keys[1]: 1}, [(keys[0], 2), (keys[1], 1), (keys[0], 1)]).order
    (1, 1, 0, 1)
    """
    kept = sorted(key for key, papers in tally.items() if papers)
    return Profile(
        ballots=ballots,
        candidates=candidates,
        piles=tuple([Pile(area=area, vote=vote, papers=tally[area, vote]) for area, vote in kept]),
        order=() if order is None else _places(order, kept, tally, where),
    )


def _places(
    order: Iterable[tuple[Key, int]], kept: Sequence[Key], tally: Mapping[Key, int], where: str
) -> tuple[int, ...]:
    number = sum(tally.values())
    if number > MOST_IN_ORDER:
        raise InputError(
            "there are too many papers to keep in order",
            where=where,
            found=f"{number:,} papers",
            expected=f"at most {MOST_IN_ORDER:,}",
            hint="leave out --in-order, where the law does not need the order",
        )
    place = {key: at for at, key in enumerate(kept)}
    return tuple(chain.from_iterable(repeat(place[key], papers) for key, papers in order if papers))


def seats_of(facts: Facts, found: int, *, where: str) -> tuple[int, tuple[Note, ...]]:
    """How many are elected: as the contest's facts say, else the file; what differs is remarked on."""
    contest = facts.contest
    said = contest.seats if contest and ("seats" in facts.said or contest.seats != 1) else None
    if said is None or said == found:
        return found, ()
    words = f"the file says {found} to be elected, the contest's facts {said}: {said} it is"
    return said, (Note(words=words, level="warning", where=where),)
