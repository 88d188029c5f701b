"""Strongest paths: how strongly one candidate beats another through a chain of defeats.

Source: Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method (Social Choice and Welfare 36, 2011), section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from hustings.contest import Contest
from hustings.counting import Draw, Equality, Papers, Stage, Stages
from hustings.mechanics.duels import Cells, Pair, Strength, duels, first_stage, in_order
from hustings.mechanics.lots import elect


def strongest_paths(candidates: Sequence[str], strength: Mapping[Pair, Strength]) -> dict[Pair, Strength]:
    """The strength of the strongest path from the first of each pair to the second, where there is a path.

    >>> strongest_paths("abc", {("a", "b"): (5,), ("b", "c"): (3,)})
    {('a', 'b'): (5,), ('b', 'c'): (3,), ('a', 'c'): (3,)}
    """
    # A path is as strong as its weakest defeat; through each candidate in turn, paths are joined.
    paths = dict(strength)
    for over in candidates:
        for start in candidates:
            if (start, over) not in paths:
                continue
            to_over = paths[start, over]
            for end in candidates:
                if end != start and (over, end) in paths:
                    through = min(to_over, paths[over, end])
                    if through > paths.get((start, end), ()):
                        paths[start, end] = through
    return paths


def by_paths(
    strength: Callable[[Cells], Mapping[Pair, Strength]],
) -> Stages:
    """The Schulze method with the strength of defeats given."""

    def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
        cells = duels(papers)
        first = first_stage(papers, cells)
        yield first

        # One is better than another where the strongest path to that one is stronger than the one back.
        candidates = papers.candidates
        paths = strongest_paths(candidates, strength(cells))
        better = {(a, b) for (a, b), path in paths.items() if path > paths.get((b, a), ())}

        # A potential winner is one than whom nobody is better.
        worse = {b for _, b in better}
        best = [one for one in candidates if one not in worse]
        shown = Stage(
            step="paths",
            votes={},
            papers=first.papers,
            holds="duels",
            duels={pair: paths[pair][0] for pair in sorted(paths)},
            order=in_order(candidates, better),
            equalities=_nearly_equal(best, paths),
        )
        yield from elect(best, draw, shown)

    return stages


def _nearly_equal(best: Sequence[str], paths: Mapping[Pair, Strength]) -> tuple[Equality, ...]:
    """Paths as strong in votes for, told apart by the votes against, where that made the winner."""
    return tuple(
        Equality(between=(a, b), chosen=a, by="fewer votes against")
        for (a, b), path in sorted(paths.items())
        if a in best and (b, a) in paths and path[0] == paths[b, a][0] and path > paths[b, a]
    )
