"""Writes drawn papers as files that are read back: a first-by-second table, or ranks with how many papers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from hustings.mechanics.table import Table
from hustings.profile import Profile


def table(papers: Table) -> bytes:
    r"""A first-by-second table (the format `table`).

    >>> table(Table(candidates=("Ann", "Bert"), papers=((1, 40, 2), (30, 0, 5))))
    b'first,Ann,Bert,no_valid_second\nAnn,1,40,2\nBert,30,0,5\n'
    """
    rows = ([name, *row] for name, row in zip(papers.candidates, papers.papers, strict=True))
    return _written([["first", *papers.candidates, "no_valid_second"], *rows])


def ranks(papers: Profile) -> bytes:
    r"""Rankings, a row for like papers (the format `ranks`).

    >>> ranks(Profile.of("ab", {("a", "b"): 3, ("b",): 2}, ballots="rankings"))
    b'rank1,rank2,papers\na,b,3\nb,,2\n'
    """
    most = max(2, *(len(pile.vote) for pile in papers.piles))
    rows = ([*pile.vote, *[""] * (most - len(pile.vote)), pile.papers] for pile in papers.piles)
    return _written([[*(f"rank{at + 1}" for at in range(most)), "papers"], *rows])


def _written(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
