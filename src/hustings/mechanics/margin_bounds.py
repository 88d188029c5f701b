"""Bounds of a margin that no search through orders gives: ways that are plain to see, counted again.

Source: any papers whose recount elects somebody else are an upper bound; the ways tried here are the plain
ones. For the single transferable vote, Blom, Stuckey and Teague, "Towards computing victory margins in STV
elections" (arXiv 1703.03511, read in abstract) bound from below by programmes that are not attempted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.answer import Change, Witness
from hustings.contest import Contest
from hustings.counting import Count, Rule
from hustings.errors import HustingsError
from hustings.mechanics.figures import papers as papers_words
from hustings.mechanics.irv_order import Kind
from hustings.mechanics.ranked_papers import ready
from hustings.mechanics.witness import changed, outcome_of, proved
from hustings.paper import Vote
from hustings.profile import Profile

COUNTS = 300
"""So many counts are made in looking for a way."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """No fewer papers than `least` change who is elected; `most` do, as the `witness` shows.

    `most` and the witness are None where no way was found; `none` says that there is none, and that is
    proved. `nodes` are the orders of exclusions, or the counts, that were looked at.
    """

    kind: Kind
    lots: bool
    least: int
    most: int | None
    witness: Witness | None = None
    none: bool = False
    nodes: int = 0

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.least == self.most


DONE: Mapping[Kind, str] = {"altered": "altered", "added": "added", "struck": "struck out"}
"""What is done to papers, in words."""


def of_transferable_votes(
    rule: Rule, papers: Profile, contest: Contest, counted: Count, kind: Kind, wanted: str = ""
) -> Bounds:
    """Bounds for a rule that fills several seats, without a lot; the upper one is from plain ways.

    `wanted` is who alone is to be elected who is not; anybody where it is empty.

    The lower bound is 1, or more where all seats are filled by the quota at the first stage: whoever has so
    many first preferences to spare stays elected, as the quota does not rise. Raises what counting does.
    """
    bounds = Bounds(kind=kind, lots=False, least=_least(papers, counted, kind), most=None)
    return by_simple_ways(rule, ready(papers), contest, counted.elected, bounds, counted, wanted)


def _least(papers: Profile, counted: Count, kind: Kind) -> int:
    first = counted.stages[0]
    # Papers that name nobody could come to count, and raise the quota; papers added do.
    if kind == "added" or first.quota is None or first.elected != counted.elected or first.filled:
        return 1
    if any(papers_of_none(pile.vote) for pile in papers.piles):
        return 1
    spare = min(first.votes[one] for one in first.elected) - first.quota
    return max(1, int(spare) + 1)


def papers_of_none(vote: Sequence[str]) -> bool:
    """Whether a ranking holds nobody."""
    return not any(place not in ("-", "!!", "?", "*") for place in vote)


def by_simple_ways(
    rule: Rule,
    papers: Profile,
    contest: Contest,
    elected: Sequence[str],
    bounds: Bounds,
    counted: Count | None = None,
    wanted: str = "",
) -> Bounds:
    """The same bounds with the fewest papers, found by trying, that elect others without a lot.

    Tried are papers for somebody elected that come to name only somebody who is not (added: such papers;
    struck out: those for somebody elected), for each such pair, those nearest to each other first.
    """
    best: Way | None = None
    made = 0

    def tried(pair: tuple[str, str]) -> Callable[[int], Way | None]:
        def others(number: int) -> Way | None:
            nonlocal made
            changes = _plain(papers, *pair, number, bounds.kind)
            if changes is None or made >= COUNTS:
                return None
            made += 1
            then = _others(rule, papers, contest, elected, changes)
            return Way(number, changes, then) if then and (not wanted or wanted in then) else None

        return others

    for pair in _pairs(papers.candidates, elected, counted, wanted):
        limit = papers.valid if best is None else best.papers - 1
        best = _smallest(tried(pair), bounds.least, limit) or best
    bounds = replace(bounds, nodes=bounds.nodes + made)
    if best is None:
        return bounds
    words = f"{papers_words(best.papers)} {DONE[bounds.kind]}"
    witness = Witness(words=words, changes=best.changes, elected=best.elected, base=papers)
    return replace(bounds, most=best.papers, witness=proved(witness, rule, papers, contest))


@dataclass(frozen=True)
class Way:
    """Papers changed, and who is elected then."""

    papers: int
    changes: tuple[Change, ...]
    elected: tuple[str, ...]


def _smallest(tried: Callable[[int], Way | None], least: int, limit: int) -> Way | None:
    """A small number that does it: twice as many each time until one does, then halfway back.

    A smaller one may do it too: more papers need not do more.
    """
    failed, number = least - 1, max(1, least)
    found = None
    while number <= limit and (found := tried(number)) is None:
        failed, number = number, min(number * 2, max(limit, number + 1))
    while found is not None and failed + 1 < found.papers:
        middle = (failed + found.papers) // 2
        smaller = tried(middle)
        if smaller is None:
            failed = middle
        else:
            found = smaller
    return found


def _others(
    rule: Rule, papers: Profile, contest: Contest, elected: Sequence[str], changes: Sequence[Change]
) -> tuple[str, ...]:
    """Who is elected after changes without a lot, if not the same; else nobody."""
    try:
        outcome = outcome_of(rule, changed(papers, changes), contest)
    except HustingsError:
        return ()
    same = outcome.level or set(outcome.elected) == set(elected)
    return () if same else outcome.elected


def _pairs(
    candidates: Sequence[str], elected: Sequence[str], counted: Count | None, wanted: str
) -> Iterator[tuple[str, str]]:
    """Somebody not elected and somebody elected: those excluded last, and elected last, first."""
    stages = counted.stages if counted else ()
    out = [one for stage in stages for one in stage.eliminated]
    losers = [one for one in candidates if one not in elected and wanted in ("", one)]
    losers.sort(key=lambda one: -out.index(one) if one in out else -len(candidates))
    for loser in losers[:4]:
        for winner in list(elected)[::-1][:4]:
            yield loser, winner


def _plain(papers: Profile, loser: str, winner: str, number: int, kind: Kind) -> tuple[Change, ...] | None:
    """So many papers changed in the plain way; None where there are not so many to change."""
    if kind == "added":
        return (Change(papers=number, after=(loser,), area=min(papers.areas, default="")),)
    left, made = number, []
    for pile in sorted(papers.piles, key=lambda pile: _turn(pile.vote, winner, loser)):
        some = min(left, pile.papers)
        if some and (kind == "altered" or winner in pile.vote):
            after = (loser,) if kind == "altered" else ()
            made.append(Change(papers=some, before=pile.vote, after=after, area=pile.area))
            left -= some
    return None if left else tuple(made)


def _turn(vote: Vote, winner: str, loser: str) -> tuple[int, int]:
    """Papers for the winner come first, then those that rank the winner above, those for the loser last."""
    high = vote.index(winner) if winner in vote else len(vote) + 1
    low = vote.index(loser) if loser in vote else len(vote) + 1
    return (0 if high == 0 else 1 if high < low else 2 if low else 3, high)
