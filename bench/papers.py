"""Synthetic supplementary-vote papers for the benchmark: the same bytes on every run and machine.

Twenty invented candidates share the papers about as those of London in 2021 did: two far ahead, a third
with an eighth of their votes, and a long tail; one paper in sixteen has no second preference.
"""

from __future__ import annotations

import itertools
import random
from pathlib import Path

CANDIDATES = {
    "Sadia Kent": 1_013_721,
    "Simon Bayley": 893_051,
    "Siân Barry": 197_976,
    "Louise Porter": 111_716,
    "Nico Amilana": 49_628,
    "Lorenz Fox": 47_634,
    "Bryan Rowe": 31_111,
    "Rick Hewitson": 28_012,
    "Earl Paperbin": 24_775,
    "Mandy Read": 21_182,
    "Pierre Corwin": 20_604,
    "Vanya Hudson-Lee": 16_826,
    "Piet Gannon": 14_393,
    "Farid Leicester": 11_869,
    "Davina Kirton": 11_025,
    "Nimmi Obuya": 9_682,
    "Stefan Keller": 8_775,
    "Kamala Bolay": 7_774,
    "Maxim Frosch": 6_309,
    "Valery Braun": 5_305,
}
BLOCK = 100_000


def write_papers(path: Path, number: int) -> None:
    """Write `number` papers as rows of `first,second` under that header."""
    rows, weights = [], []
    for first, votes in (*CANDIDATES.items(), ("", 4_000)):
        seconds = {second: share + 60_000 for second, share in CANDIDATES.items()}
        for second, share in (*seconds.items(), ("", 240_000)):
            rows.append(f"{first},{second}\n".encode())
            weights.append(votes * share)
    total = list(itertools.accumulate(weights))
    draw = random.Random(2021)
    with path.open("wb") as file:
        file.write(b"first,second\n")
        for written in range(0, number, BLOCK):
            size = min(BLOCK, number - written)
            file.write(b"".join(draw.choices(rows, cum_weights=total, k=size)))
