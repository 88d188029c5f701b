"""Ballot papers as rankings, read as a rule reads doubtful ranks, and the papers that a margin changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hustings import views
from hustings.answer import Change
from hustings.mechanics.ballots import Handling, ballots_of, ends_there
from hustings.mechanics.irv_order import Kind, Path, Ranking, path_of
from hustings.paper import BLANK, Vote
from hustings.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The rankings of a profile, one for each pile of `papers`, by position in ballot-paper order.

    `papers` are ready to be changed: rankings, and those that name nobody say so. `doubtful` is how many
    papers have a rank whose reading depends on who is excluded when; they are read as ending there. `made`
    says that the papers are not those of the file as they stand.
    """

    papers: Profile
    rankings: tuple[Ranking, ...]
    doubtful: int = 0
    made: bool = False

    def together(self) -> dict[Ranking, int]:
        """How many papers carry each ranking."""
        found: Counter[Ranking] = Counter()
        for ranking, pile in zip(self.rankings, self.papers.piles, strict=True):
            found[ranking] += pile.papers
        return dict(found)


def ready(papers: Profile) -> Profile:
    """The same papers as rankings, so that any of them may come to say anything.

    >>> ready(Profile.of("ab", {("a", "b"): 2})).ballots
    'rankings'
    """
    if papers.ballots == "rankings" and all(pile.vote for pile in papers.piles):
        return papers
    return replace(papers, ballots="rankings").each(lambda vote: vote or (BLANK,))


def cast_of(papers: Profile, handling: Handling) -> Cast:
    """Rankings as a rule reads them; waits while papers are referred.

    >>> papers = Profile.of("abc", {("a=b", "c"): 1, ("c", "-", "a"): 4}, ballots="rankings")
    >>> cast_of(papers, Handling()).rankings
    ((), (2, 0))
    """
    made = ready(papers)
    ballots = ballots_of(made, handling)
    number = len(made.candidates)
    rankings, doubtful = [], 0
    for codes, papers_ in zip(ballots.codes.tolist(), ballots.papers.tolist(), strict=True):
        ranking, shared = _ranking(codes, number)
        rankings.append(ranking)
        doubtful += papers_ if shared and handling.over_marked is not ends_there else 0
    return Cast(papers=made, rankings=tuple(rankings), doubtful=doubtful, made=made is not papers)


def _ranking(codes: Sequence[int], number: int) -> tuple[Ranking, bool]:
    found: list[int] = []
    for code in codes:
        if code == views.SKIPPED:
            continue
        if not 0 <= code < number:
            return tuple(found), code >= number
        if code not in found:
            found.append(code)
    return tuple(found), False


def changes_of(
    cast: Cast,
    order: Sequence[int],
    taken: Mapping[Path, int],
    put: Mapping[Path, int],
    kind: Kind,
    may: Mapping[Ranking, int] | None = None,
) -> tuple[Change, ...]:
    """Papers taken out and put in, by where they lie in turn in an order of exclusions, as changes of piles.

    Of like papers the first piles are taken, of rankings in `may` alone where it is given; papers added go to
    the first area.
    """
    new = [(_vote(cast.papers.candidates, order, path), papers) for path, papers in sorted(put.items())]
    place = {one: at for at, one in enumerate(order)}
    gone = list(_taken(cast, place, Counter(taken), may))
    if kind == "added":
        first = min(cast.papers.areas, default="")
        return tuple(Change(papers=papers, after=vote, area=first) for vote, papers in new)
    if kind == "struck":
        return tuple(Change(papers=papers, before=vote, area=area) for area, vote, papers in gone)
    made: Counter[tuple[str, Vote, Vote]] = Counter()
    for (area, before), after, papers in _matched([((a, v), n) for a, v, n in gone], new):
        made[area, before, after] += papers
    return tuple(
        Change(papers=papers, before=before, after=after, area=area)
        for (area, before, after), papers in sorted(made.items())
        if before != after
    )


def _vote(candidates: Sequence[str], order: Sequence[int], path: Path) -> Vote:
    return tuple(candidates[order[at]] for at in path) or (BLANK,)


def _taken(
    cast: Cast, place: Mapping[int, int], left: Counter[Path], may: Mapping[Ranking, int] | None
) -> Iterator[tuple[str, Vote, int]]:
    for ranking, pile in zip(cast.rankings, cast.papers.piles, strict=True):
        if may is not None and ranking not in may:
            continue
        path = path_of(ranking, place)
        papers = min(left[path], pile.papers)
        if papers:
            left[path] -= papers
            yield pile.area, pile.vote, papers


def _matched(
    gone: Iterable[tuple[tuple[str, Vote], int]], new: Iterable[tuple[Vote, int]]
) -> Iterator[tuple[tuple[str, Vote], Vote, int]]:
    """Each paper taken with one put back, in the order given."""
    ahead = iter(new)
    after, waiting = next(ahead, ((), 0))
    for before, papers in gone:
        while papers:
            while not waiting:
                after, waiting = next(ahead)
            some = min(papers, waiting)
            yield before, after, some
            papers, waiting = papers - some, waiting - some
