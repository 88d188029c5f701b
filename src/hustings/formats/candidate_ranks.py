"""Ranks by candidate: one row a paper, a column for each candidate that holds the rank given to them.

Source: see `_candidate_columns`. Rank 1 is best; the same rank twice is shared, a rank of nobody was skipped.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.errors import InputError
from hustings.formats._candidate_columns import kind_of, read_rated
from hustings.formats._cells import whole
from hustings.formats._format import Facts, Format, Opened
from hustings.paper import BLANK, LEVEL, Vote
from hustings.returns import Reading

HIGHEST = 99


def read(opened: Opened, facts: Facts) -> Reading:
    """Read ranks by candidate into a profile of rankings; InputError naming the line for what is no rank."""
    return read_rated(opened, facts, format="candidate-ranks", kind="rank", ballots="rankings", said=ranking)


def ranking(ids: Sequence[str], cells: Sequence[str]) -> Vote:
    """The ranking that numbers below candidates make; who has none is not ranked.

    >>> ranking("abcd", ["3", "1", "", "3"])
    ('b', '-', 'a=d')
    """
    ranks: dict[int, list[str]] = {}
    for id, cell in zip(ids, cells, strict=True):
        if cell := cell.strip():
            ranks.setdefault(_rank(cell, len(ids)), []).append(id)
    return tuple(LEVEL.join(ranks.get(rank, [BLANK])) for rank in range(1, max(ranks, default=0) + 1))


def _rank(cell: str, candidates: int) -> int:
    rank = whole(cell, what="rank")
    if not 1 <= rank <= max(candidates, HIGHEST):
        raise InputError(
            "this is no rank",
            found=cell,
            expected=f"a whole number from 1 (best) to {max(candidates, HIGHEST)}, or an empty cell",
            hint="correct the cell; scores are read with --from candidate-scores",
        )
    return rank


def sniff(start: bytes) -> bool:
    """Whether the header says that the columns are ranks."""
    return kind_of(start) == "rank"


FORMAT = Format(
    key="candidate-ranks",
    title="Ranks by candidate",
    about="One row a paper, a column for each candidate in ballot-paper order, which holds their rank. A "
    "header of names alone does not say whether figures are ranks or scores: then say "
    "`--from candidate-ranks`.",
    columns=(
        ("rank:NAME", "the candidate's rank, 1 is best; empty: not ranked; the same rank twice: shared"),
        ("NAME", "the same, where --from says that these are ranks"),
        ("area", "where the papers were counted (optional; also `precinct`)"),
        ("papers", "how many papers say this (optional, else 1; also `weight`, `count`)"),
        ("paper", "the paper's id; the first column in a large file (optional; also `ballot_id`, `id`)"),
    ),
    example=("rank:Ann Archer,rank:Bert Fry,rank:Clara Hill,papers\n1,2,,40\n,1,3,35\n2,2,1,20\n,,,1\n"),
    sniff=sniff,
    read=read,
)
