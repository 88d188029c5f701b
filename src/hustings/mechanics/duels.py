"""Duels: candidates compared two by two, who beats whom, and how strong a defeat is.

Cells are the pairwise matrix by name: (a, b) → how many papers rank a above b, as `Profile.pairwise` reads
them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from hustings.awaiting import wait_for_somebody
from hustings.counting import Papers, Stage
from hustings.profile import Profile

Pair = tuple[str, str]
Cells = Mapping[Pair, int]

Strength = tuple[int, ...]
"""How strong a defeat is: the greater, the stronger, compared figure by figure from the first."""

READING: Mapping[str, str] = {
    "level_ranks": "candidates who share a rank are level: the paper counts for neither in their duel",
    "skipped_ranks": "a skipped rank is passed over, as if the next ranks were marked one higher",
    "repeated": "a candidate ranked twice stands at the higher of the two ranks",
    "unranked": "whoever is ranked stands above whoever is not; two who are not ranked are level",
}
"""How papers are read, as rules of duels name it among their clauses."""


def duels(papers: Papers) -> dict[Pair, int]:
    """How many papers rank the first of each pair above the second; waits where nobody stands.

    >>> duels(Profile.of("ab", {("a", "b"): 3, ("b",): 2}, ballots="rankings"))
    {('a', 'b'): 3, ('b', 'a'): 2}
    """
    wait_for_somebody(papers.candidates)
    rows = papers.pairwise().tolist()
    named = list(zip(papers.candidates, rows, strict=True))
    return {
        (one, other): votes
        for one, row in named
        for other, votes in zip(papers.candidates, row, strict=True)
        if one != other
    }


def papers_in(papers: Papers) -> int:
    """How many papers there are; 0 where a pairwise table does not tell."""
    return papers.valid if isinstance(papers, Profile) else getattr(papers, "papers", None) or 0


def first_stage(papers: Papers, cells: Cells) -> Stage:
    """The duels as the first stage of a count, with the papers that each reading of ranks touched."""
    readings = papers.doubtful_ranks() if isinstance(papers, Profile) else {}
    return Stage(
        step="duels", votes={}, papers=papers_in(papers), holds="duels", duels=cells, readings=readings
    )


def among(cells: Cells, some: Collection[str]) -> dict[Pair, int]:
    """The duels between some of the candidates."""
    return {(one, other): votes for (one, other), votes in cells.items() if one in some and other in some}


def defeats(cells: Cells) -> dict[Pair, int]:
    """The duels that were won: (winner, loser) → votes for the winner. Equal votes are no defeat.

    >>> defeats({("a", "b"): 3, ("b", "a"): 2})
    {('a', 'b'): 3}
    """
    return {(one, other): votes for (one, other), votes in cells.items() if votes > cells[other, one]}


def winning_votes(cells: Cells) -> dict[Pair, Strength]:
    """Each defeat's strength in winning votes: votes for the winner, then the fewer for the loser.

    Source: Debian Constitution A.6.7 has both steps.

    >>> winning_votes({("a", "b"): 3, ("b", "a"): 2})
    {('a', 'b'): (3, -2)}
    """
    return {(one, other): (votes, -cells[other, one]) for (one, other), votes in defeats(cells).items()}


def margins(cells: Cells) -> dict[Pair, Strength]:
    """Each defeat's strength as its margin: votes for the winner less votes for the loser.

    >>> margins({("a", "b"): 3, ("b", "a"): 2})
    {('a', 'b'): (1,)}
    """
    return {(one, other): (votes - cells[other, one],) for (one, other), votes in defeats(cells).items()}


def condorcet_winner(candidates: Sequence[str], cells: Cells) -> str | None:
    """Who beats each other candidate, if anybody does.

    >>> condorcet_winner("ab", {("a", "b"): 3, ("b", "a"): 2})
    'a'
    """
    won = defeats(cells)
    for one in candidates:
        if all((one, other) in won for other in candidates if other != one):
            return one
    return None


def in_order(candidates: Sequence[str], above: Collection[Pair]) -> tuple[str, ...]:
    """The candidates best first where each pair is told apart, and nothing where one is not.

    >>> in_order("abc", {("b", "a"), ("b", "c"), ("c", "a")}), in_order("abc", {("b", "a")})
    (('b', 'c', 'a'), ())
    """
    below = {one: sum((one, other) in above for other in candidates) for one in candidates}
    if sorted(below.values()) != list(range(len(candidates))):
        return ()
    return tuple(sorted(candidates, key=lambda one: -below[one]))
