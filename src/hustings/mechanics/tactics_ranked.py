"""Paradoxes of rules of exclusions, looked for by changing papers at a stage and counting again.

Source: definitions as in `tactics_table`; the search is ours and bounded: at each stage it is tried to keep
somebody who was excluded, by as many papers as bring that one above another who was not. What is found was
counted; that nothing is found proves nothing but that none of these trials does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hustings.answer import Change
from hustings.contest import Contest
from hustings.counting import Rule, count
from hustings.errors import HustingsError
from hustings.mechanics.tactics_table import Paradox
from hustings.mechanics.witness import changed, outcome_of
from hustings.paper import Vote
from hustings.profile import Pile, Profile


@dataclass(frozen=True, kw_only=True)
class RankedFind:
    """A paradox: so many papers changed so, and who is elected then; `about` is whose papers they are."""

    paradox: Paradox
    papers: int
    changes: tuple[Change, ...]
    elected: str
    about: str


@dataclass(frozen=True, kw_only=True)
class _Cut:
    """One stage: who had been excluded, somebody who is excluded next, and somebody above who is not."""

    gone: frozenset[str]
    out: str
    above: str
    papers: int


def paradoxes_ranked(rule: Rule, papers: Profile, contest: Contest, winner: str) -> list[RankedFind]:
    """For each paradox the find with the fewest papers; the papers are rankings that `winner` wins.

    >>> from hustings.contest import Candidate
    >>> from hustings.rules.alternative_vote import RULE
    >>> votes = {("a",): 37, ("b", "c"): 32, ("c", "a"): 31}
    >>> contest = Contest(title="", candidates=tuple(Candidate(id=id, name=id) for id in "abc"))
    >>> found = paradoxes_ranked(RULE, Profile.of("abc", votes, ballots="rankings"), contest, "a")
    >>> [(one.paradox, one.papers, one.elected) for one in found]
    [('raised', 2, 'c'), ('stayed-home', 2, 'c')]
    """
    best: dict[Paradox, RankedFind] = {}
    for cut in _cuts(rule, papers, contest):
        for search in (_raised, _lowered, _stayed_home, _more_voters):
            for paradox, changes, about, shown in search(papers, winner, cut):
                held = best.get(paradox)
                if held is not None and held.papers <= cut.papers:
                    continue
                elected = _elected(rule, papers, contest, changes)
                if elected is not None and shown(elected):
                    best[paradox] = RankedFind(
                        paradox=paradox, papers=cut.papers, changes=changes, elected=elected, about=about
                    )
    order: tuple[Paradox, ...] = ("raised", "lowered", "stayed-home", "more-voters")
    return [best[one] for one in order if one in best]


Trial = tuple[Paradox, tuple[Change, ...], str, Callable[[str], bool]]
"""What is tried, on what papers, whose they are, and whether it is a paradox that one is elected then."""


def _cuts(rule: Rule, papers: Profile, contest: Contest) -> Iterator[_Cut]:
    stages = count(rule, papers, (), contest).stages
    gone: frozenset[str] = frozenset()
    for stage, after in pairwise(stages):
        still = [one for one in papers.candidates if one not in gone]
        for out in after.eliminated:
            for above in still:
                gap = int(stage.votes[above] - stage.votes[out])
                if above not in after.eliminated and above != out:
                    yield _Cut(gone=gone, out=out, above=above, papers=gap + 1)
        gone |= set(after.eliminated)


def _raised(papers: Profile, winner: str, cut: _Cut) -> Iterator[Trial]:
    """The winner put first on papers of somebody who falls below the one excluded."""
    if winner in (cut.above, cut.out):
        return
    changes = _changes(
        papers,
        cut,
        lambda vote: (winner, *(one for one in vote if one != winner)),
        lambda vote: True,
        soon=winner,
    )
    if changes:
        yield "raised", changes, cut.above, lambda elected: elected != winner


def _lowered(papers: Profile, winner: str, cut: _Cut) -> Iterator[Trial]:
    """The one excluded put first on papers of somebody else, who is then elected."""
    for own in papers.candidates:
        if own in cut.gone or own in (winner, cut.out, cut.above):
            continue
        changes = _changes(
            papers,
            cut,
            lambda vote: (cut.out, *(one for one in vote if one != cut.out)),
            lambda vote: True,
            holder=own,
        )
        if changes:
            yield "lowered", changes, own, own.__eq__


def _stayed_home(papers: Profile, winner: str, cut: _Cut) -> Iterator[Trial]:
    """Papers struck out that rank the one excluded above the winner."""
    if cut.above == winner:
        return
    changes = _changes(papers, cut, lambda vote: (), lambda vote: _above(vote, cut.out, winner))
    if changes:
        votes = [one.before for one in changes]
        yield (
            "stayed-home",
            changes,
            cut.above,
            lambda elected: all(_above(vote, elected, winner) for vote in votes),
        )


def _more_voters(papers: Profile, winner: str, cut: _Cut) -> Iterator[Trial]:
    """More papers for the one excluded, with the winner second."""
    if winner in (cut.above, cut.out):
        return
    area = min(papers.areas, default="")
    changes = (Change(papers=cut.papers, after=(cut.out, winner), area=area),)
    yield "more-voters", changes, cut.out, lambda elected: elected not in (cut.out, winner)


def _changes(
    papers: Profile,
    cut: _Cut,
    after: Callable[[Vote], Vote],
    fits: Callable[[Vote], bool],
    holder: str = "",
    soon: str = "",
) -> tuple[Change, ...]:
    """As many papers as the cut asks for that lie with somebody, changed; none where there are too few.

    Papers that go to `soon` next are changed first, those that help the one excluded last.
    """
    holder = holder or cut.above
    piles = [
        pile
        for pile in papers.piles
        if _holder(pile.vote, cut.gone) == holder and fits(pile.vote) and after(pile.vote) != pile.vote
    ]
    left, made = cut.papers, []
    for pile in sorted(piles, key=lambda pile: _turn(pile, cut, holder, soon)):
        some = min(left, pile.papers)
        if some:
            made.append(Change(papers=some, before=pile.vote, after=after(pile.vote), area=pile.area))
            left -= some
    return () if left else tuple(made)


def _turn(pile: Pile, cut: _Cut, holder: str, soon: str) -> int:
    goes = _holder(pile.vote, {*cut.gone, holder})
    return 0 if goes == soon else 2 if goes == cut.out else 1


def _holder(vote: Vote, gone: Collection[str]) -> str:
    """With whom a paper lies once some are excluded; nobody where its next rank is doubtful."""
    for place in vote:
        if place not in gone and place != "-":
            return "" if "=" in place else place
    return ""


def _above(vote: Sequence[str], one: str, other: str) -> bool:
    """Whether a ranking names one above the other."""
    return one in vote and (other not in vote or vote.index(one) < vote.index(other))


def _elected(rule: Rule, papers: Profile, contest: Contest, changes: Sequence[Change]) -> str | None:
    """Who is elected after changes, if no lot is needed."""
    try:
        outcome = outcome_of(rule, changed(papers, changes), contest)
    except HustingsError:
        return None
    return None if outcome.level or len(outcome.elected) != 1 else outcome.elected[0]
