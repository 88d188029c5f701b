"""Approvals: one row a paper, a column for each candidate that says whether they are approved.

Source: see `_candidate_columns`. Cells that are only 0 and 1, or only crosses and empty, can be nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.errors import InputError
from hustings.formats._candidate_columns import APPROVED, NOT_APPROVED, kind_of, read_rated
from hustings.formats._format import Facts, Format, Opened
from hustings.paper import Vote
from hustings.returns import Reading


def read(opened: Opened, facts: Facts) -> Reading:
    """Read approvals into a profile; InputError naming the line for a cell that is neither yes nor no."""
    return read_rated(
        opened, facts, format="candidate-approvals", kind="approval", ballots="approvals", said=approved
    )


def approved(ids: Sequence[str], cells: Sequence[str]) -> Vote:
    """Those whom one paper approves.

    >>> approved("abc", ["1", "", "x"])
    ('a', 'c')
    """
    return tuple(id for id, cell in zip(ids, cells, strict=True) if _is_yes(cell.strip().casefold()))


def _is_yes(text: str) -> bool:
    if text not in APPROVED and text not in NOT_APPROVED:
        raise InputError(
            "this is no approval",
            found=text[:80],
            expected="1, x or yes; 0, no or an empty cell",
            hint="correct the cell; figures are read with --from candidate-ranks or candidate-scores",
        )
    return text in APPROVED


def sniff(start: bytes) -> bool:
    """Whether the header says that the columns are approvals, or all cells are 0 and 1, or crosses."""
    return kind_of(start) == "approval"


FORMAT = Format(
    key="candidate-approvals",
    title="Approvals by candidate",
    about="One row a paper, a column for each candidate in ballot-paper order, which says whether the paper "
    "approves of them. Names alone are enough above columns of 0 and 1, of yes and no, or of crosses.",
    columns=(
        ("approval:NAME", "1, x or yes: approved; 0, no or empty: not"),
        ("NAME", "the same"),
        ("area", "where the papers were counted (optional; also `precinct`)"),
        ("papers", "how many papers say this (optional, else 1; also `weight`, `count`)"),
        ("paper", "the paper's id; the first column in a large file (optional; also `ballot_id`, `id`)"),
    ),
    example="Ann Archer,Bert Fry,Clara Hill,papers\n1,1,0,40\n0,1,0,35\n0,0,1,20\n0,0,0,1\n",
    sniff=sniff,
    read=read,
)
