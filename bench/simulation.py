"""Speed and memory of simulated supplementary votes, beside two other libraries and their own random numbers.

    make bench                      after ranked.py
    make bench ARGS=--small         a tenth of every size
    .venv/bin/python bench/simulation.py

As in `ranked.py` each contestant is a process of its own, figures are medians of CPU seconds, and a target
that is missed is printed as MISSED. Every contestant draws its elections, in one thread, and that is timed
too. elsim and pref_voting have no supplementary vote: they count the nearest they have, the top two by whole
rankings. pref_voting, and plain Python, count a part of the elections, and their time is multiplied.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ranked import OUT, PEERS, Contestant, Target, table

Piece = tuple[str, list[Contestant], list[Target]]
"""What is measured under one heading: who takes part, and what is asked of the first."""


def tables(small: bool) -> list[Piece]:
    """What is measured, and what is asked of it (issue 4, section 4)."""
    part = 10 if small else 1
    return [spatial(10_000 // part), fixed(1_000_000 // part), drawn(1_000_000 // part)]


def one(
    name: str, piece: str, size: int, rounds: int = 5, times: int = 1, python: str = sys.executable
) -> Contestant:
    """A contestant of `draws.py`."""
    return Contestant(
        name=name, piece=piece, size=size, rounds=rounds, times=times, python=python, file="draws.py"
    )


def spatial(elections: int) -> Piece:
    """Elections drawn and counted, beside other libraries."""
    few = elections // 500
    slow = f"pref_voting, {few} elections, times 500"
    return (
        f"{elections:,} spatial elections of 5 candidates and 1,000 voters",
        [
            one("hustings, sv", "hustings_spatial", elections),
            one("elsim, runoff", "elsim_spatial", elections, 3, python=str(PEERS)),
            one(slow, "pref_voting_spatial", few, 3, 500, str(PEERS)),
        ],
        [
            Target(most=1 / 10, of=("elsim, runoff",), words="at least 10 times as fast as elsim"),
            Target(most=1 / 1000, of=(slow,), words="at least 1,000 times as fast as pref_voting"),
        ],
    )


def fixed(elections: int) -> Piece:
    """Shares drawn, with transfers that are the same in all, beside the drawing alone."""
    return (
        f"{elections:,} elections of 8 candidates from shares, fixed transfers",
        [
            one("hustings, with the gammas", "fixed_transfers", elections),
            one("the gammas alone", "gammas_alone", elections),
            one(
                "plain Python without the gammas, a fiftieth, times 50", "plain_fixed", elections // 50, 3, 50
            ),
        ],
        [Target(most=2, of=("the gammas alone",), words="at most 2 times its own gamma draws")],
    )


def drawn(elections: int) -> Piece:
    """Shares and transfers drawn, beside the drawing of the shares."""
    shares = "the gammas of the shares alone"
    words = "at most 5 times the gamma draws of its shares, those of transfers not among them"
    return (
        f"{elections:,} elections of 8 candidates from shares, random transfers",
        [
            one("hustings, with all gammas", "random_transfers", elections),
            one(shares, "gammas_alone", elections),
        ],
        [Target(most=5, of=(shares,), words=words)],
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--small", action="store_true", help="a tenth of every size")
    chosen, _ = options.parse_known_args()  # the other options are those of run.py
    lines = ["# Benchmark of simulations", ""]
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as name:
        for title, contestants, targets in tables(chosen.small):
            print(f"measuring {title}", file=sys.stderr)
            lines += table(title, contestants, targets, Path(name))
    print("\n".join(lines))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "simulation.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
