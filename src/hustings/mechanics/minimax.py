"""Minimax: whoever's worst duel is the least bad is elected.

Sources: Simpson, On defining areas of voter choice (Quarterly Journal of Economics 83, 1969); Kramer, A
dynamical model of political equilibrium (Journal of Economic Theory 16, 1977).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from hustings.contest import Contest
from hustings.counting import Draw, Papers, Stage, Stages
from hustings.mechanics.duels import Cells, Pair, defeats, duels, first_stage
from hustings.mechanics.lots import elect, extreme
from hustings.mechanics.sets import smith, smith_stage

Against = Callable[[Cells], Mapping[Pair, int]]
"""How much each duel counts against the second of a pair; pairs left out do not."""


def lost_by_margins(cells: Cells) -> dict[Pair, int]:
    """The margin of each defeat.

    >>> lost_by_margins({("a", "b"): 3, ("b", "a"): 2})
    {('a', 'b'): 1}
    """
    return {(one, other): votes - cells[other, one] for (one, other), votes in defeats(cells).items()}


def opposition(cells: Cells) -> dict[Pair, int]:
    """The votes against in every duel, whether it was lost or not."""
    return dict(cells)


def worst_duels(candidates: Sequence[str], against: Mapping[Pair, int]) -> dict[str, int]:
    """What counts against each candidate in the worst duel; 0 where nothing does.

    >>> worst_duels("ab", {("a", "b"): 3})
    {'a': 0, 'b': 3}
    """
    return {
        one: max((against.get((other, one), 0) for other in candidates if other != one), default=0)
        for one in candidates
    }


def least_bad(
    candidates: Sequence[str], against: Mapping[Pair, int], draw: Draw, papers: int
) -> Iterator[Stage]:
    """The stage of the worst duels: whoever's is the least is elected, a lot where several are.

    `against` is how much a duel counts against the second of a pair; pairs left out do not.
    """
    worst = worst_duels(candidates, against)
    shown = Stage(step="worst-duels", votes=worst, papers=papers, holds="duels")
    yield from elect(extreme(worst, lowest=True), draw, shown)


def minimax(against: Against) -> Stages:
    """The rule that elects whoever's worst duel, by what counts `against` candidates, is the least bad."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        cells = duels(papers)
        first = first_stage(papers, cells)
        yield first
        yield from least_bad(papers.candidates, against(cells), draw, first.papers)

    return stages


def smith_minimax(against: Against) -> Stages:
    """The same between the members of the Smith set."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        cells = duels(papers)
        first = first_stage(papers, cells)
        yield first

        # The smallest set whose members each beat everybody outside it remains.
        remaining = smith(papers.candidates, cells)
        yield smith_stage(papers.candidates, remaining, cells, first.papers)
        yield from least_bad(remaining, against(cells), draw, first.papers)

    return stages
