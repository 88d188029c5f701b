"""Scores: one row a paper, a column for each candidate that holds the score given to them.

Source: see `_candidate_columns`. Scores are whole numbers, the higher the better; they may be below zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hustings.errors import InputError
from hustings.formats._candidate_columns import kind_of, read_rated
from hustings.formats._format import Facts, Format, Opened
from hustings.paper import SCORED, Vote
from hustings.returns import Reading

SCORE = re.compile(r"[-+]?[0-9]{1,9}")


def read(opened: Opened, facts: Facts) -> Reading:
    """Read scores into a profile; InputError naming the line for what is not a whole number."""
    return read_rated(opened, facts, format="candidate-scores", kind="score", ballots="scores", said=scores)


def scores(ids: Sequence[str], cells: Sequence[str]) -> Vote:
    """The scores of one paper; who has none is left out.

    >>> scores("abc", ["5", "", "-1"])
    ('a:5', 'c:-1')
    """
    return tuple(
        f"{id}{SCORED}{_score(text)}" for id, cell in zip(ids, cells, strict=True) if (text := cell.strip())
    )


def _score(text: str) -> int:
    if not SCORE.fullmatch(text):
        raise InputError(
            "this is no score",
            found=text[:80],
            expected="a whole number of at most 9 digits, or an empty cell",
            hint="correct the cell; where papers hold half points, multiply every score by two",
        )
    return int(text)


def sniff(start: bytes) -> bool:
    """Whether the header says that the columns are scores."""
    return kind_of(start) == "score"


FORMAT = Format(
    key="candidate-scores",
    title="Scores by candidate",
    about="One row a paper, a column for each candidate in ballot-paper order, which holds their score. A "
    "header of names alone does not say whether figures are ranks or scores: then say "
    "`--from candidate-scores`.",
    columns=(
        ("score:NAME", "the candidate's score, the higher the better; empty: no score"),
        ("NAME", "the same, where --from says that these are scores"),
        ("area", "where the papers were counted (optional; also `precinct`)"),
        ("papers", "how many papers say this (optional, else 1; also `weight`, `count`)"),
        ("paper", "the paper's id; the first column in a large file (optional; also `ballot_id`, `id`)"),
    ),
    example="score:Ann Archer,score:Bert Fry,score:Clara Hill,papers\n5,3,0,40\n0,5,,35\n1,4,5,20\n",
    sniff=sniff,
    read=read,
)
