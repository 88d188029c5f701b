"""Options against a default option: quorum, majority, and the defeats dropped from the weakest up.

Source: Debian Constitution, appendix A.6 (A.5 since version 1.8), paragraphs 2 to 8, and section 4.2 for Q.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import isqrt

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage, Stages
from hustings.errors import InputError
from hustings.mechanics.duels import Cells, Pair, Strength, among, duels, first_stage, winning_votes
from hustings.mechanics.lots import elect
from hustings.mechanics.sets import undominated

Passes = Callable[[int, int, Fraction], bool]
"""Whether votes for an option, votes for the default option, and the majority it needs let it through."""


def quorum(developers: int) -> int:
    """The least whole number of votes that reaches three times half the square root of the developers.

    Q is not rounded, but votes are whole: 45.96466 takes 46.

    >>> quorum(939), quorum(4)
    (46, 3)
    """
    return isqrt(9 * developers - 1) // 2 + 1 if developers else 0


def accepted(
    candidates: Sequence[str], cells: Cells, contest: Contest, passes: Passes, papers: int
) -> Iterator[Stage]:
    """The stages at which options are dropped for want of a quorum, and of their majority; none without need.

    Raises InputError for a majority where there is no default option, or that it would need itself.
    """
    default = contest.default
    majorities = {one.id: one.majority for one in contest.candidates if one.majority is not None}
    if majorities and (not default or default in majorities):
        raise InputError(
            "a majority is needed over the default option",
            found="no default option" if not default else f"a majority for {default}, the default option",
            expected="a default option, and majorities for other options",
            hint="name the default option in contest.toml: default",
        )
    if not default:
        return
    votes = {one: cells[one, default] for one in candidates if one != default}
    # 2: options that fewer than the quorum rank above the default option are dropped.
    if contest.electorate is not None:
        needed = quorum(contest.electorate)
        few = tuple(one for one in votes if votes[one] < needed)
        yield _dropped("quorum", votes, few, default, papers, Fraction(needed))
        votes = {one: figure for one, figure in votes.items() if one not in few}
    # 3: so are those that do not defeat it by the majority they need.
    weak = tuple(
        one for one in votes if not passes(votes[one], cells[default, one], majorities.get(one, Fraction(1)))
    )
    yield _dropped("majority-over-default", votes, weak, default, papers)


def _dropped(
    step: str,
    votes: Mapping[str, int],
    dropped: tuple[str, ...],
    default: str,
    papers: int,
    quota: Fraction | None = None,
) -> Stage:
    remaining = (*(one for one in votes if one not in dropped), default)
    return Stage(
        step=step,
        votes=votes,
        papers=papers,
        holds="duels",
        quota=quota,
        remaining=remaining,
        eliminated=dropped,
    )


def by_dropping(passes: Passes) -> Stages:
    """The counting of A.6, with what defeating the default option by a majority means."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        cells = duels(papers)
        first = first_stage(papers, cells)
        yield first

        left = papers.candidates
        for stage in accepted(left, cells, contest, passes, first.papers):
            yield stage
            left = tuple(one for one in papers.candidates if one in stage.remaining)

        # 4: the pairwise defeats between the options that are left.
        yield from _drop_weakest(left, winning_votes(among(cells, left)), draw, first.papers)

    return stages


def _drop_weakest(
    left: Sequence[str], defeats: Mapping[Pair, Strength], draw: Draw, papers: int
) -> Iterator[Stage]:
    """Steps 5 to 8: the Schwartz set, without its weakest defeats, again until it holds none."""
    while True:
        # 5 and 6: the Schwartz set, by transitive defeats.
        inside = undominated(left, defeats)
        within = {pair: how for pair, how in defeats.items() if set(pair) <= set(inside)}
        shown = Stage(
            step="schwartz-set",
            votes={},
            papers=papers,
            holds="duels",
            duels={pair: how[0] for pair, how in within.items()},
            remaining=inside,
            eliminated=tuple(one for one in left if one not in inside),
        )
        # 8: no defeats within it: the only option wins, or the casting vote chooses.
        if not within:
            chosen = "is elected, as the casting vote chooses"
            yield from elect(inside, draw, shown, step="casting-vote", drawn=chosen)
            return
        yield shown
        # 7: the weakest defeats within it are dropped, several where they are equal.
        weakest = min(within.values())
        dropped = {pair: how[0] for pair, how in within.items() if how == weakest}
        yield Stage(step="dropped", votes={}, papers=papers, holds="duels", duels=dropped, remaining=inside)
        left, defeats = inside, {pair: how for pair, how in within.items() if pair not in dropped}
