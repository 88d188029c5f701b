"""Speed and memory of counting rankings, beside plain Python and four other libraries in the same run.

    make bench                      after run.py; a file of 10 million papers, some 250 MB
    make bench ARGS=--small         a tenth of every size
    .venv/bin/python bench/ranked.py

Each contestant is a process of its own (`contests.py`) that prepares its ballots, untimed, and counts them
several times: the figures are medians of CPU seconds, which other work on the machine disturbs least. Nothing
fails because it is slow: a target that is missed is printed as MISSED. Results are in build/bench/.

A profile of many rankings codes them as an array when it is made, so that is not in the time of a count; the
rows that make the profiles too say what it takes. No other library's making of ballots is timed either.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rankings import NAMES, rankings

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "bench"
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
MB = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """A piece of a file, its size, how often it is timed, and what its time is multiplied by."""

    name: str
    piece: str
    size: int
    rounds: int = 1
    times: int = 1
    python: str = sys.executable
    file: str = "contests.py"


@dataclass(frozen=True, kw_only=True)
class Target:
    """The first may take so much of what another takes; where several are named, of the fastest of them."""

    most: float
    of: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Seconds of CPU, multiplied where less was counted, and bytes: of the ballots alone, and at the peak."""

    name: str
    cpu: float
    ballots: int
    peak: int


def measure(one: Contestant, folder: Path) -> Outcome | None:
    """One process; None where its library is not installed."""
    command = [
        one.python,
        "-W",
        "ignore",
        str(HERE / one.file),
        one.piece,
        str(one.size),
        str(one.rounds),
    ]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", timeout=300, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        print(f"{one.name}: {error}", file=sys.stderr)
        return None
    if done.returncode:
        print(f"{one.name}: {done.stderr[-500:]}", file=sys.stderr)
        return None
    found = json.loads(done.stdout.splitlines()[-1])
    cpu = statistics.median(found["cpu"]) * one.times
    return Outcome(name=one.name, cpu=cpu, ballots=found["ballots"], peak=found["peak"])


def write_papers(path: Path, papers: int, different: int) -> None:
    """Write papers with `rank1` to `rank10`, so many of them different: few are common, most are rare."""
    draw = np.random.default_rng(10)
    found = np.unique(rankings(3 * different, 10, 10), axis=0)
    found = found[draw.permutation(len(found))[:different]]
    names = [*(f"Candidate {one}" for one in NAMES), ""]
    lines = np.array([",".join(names[at] for at in row) for row in found.tolist()])
    share = 1 / np.arange(1, len(lines) + 1) ** 0.7
    chosen = draw.choice(len(lines), size=papers, p=share / share.sum())
    chosen[: len(lines)] = np.arange(len(lines))  # each at least once
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(f"rank{rank}" for rank in range(1, 11)) + "\n")
        for start in range(0, papers, MB):
            file.write("\n".join(lines[chosen[start : start + MB]].tolist()) + "\n")


def table(title: str, contestants: list[Contestant], targets: list[Target], folder: Path) -> list[str]:
    """The outcomes as Markdown, and whether each target is met."""
    found = [one for one in (measure(each, folder) for each in contestants) if one]
    lines = [
        f"### {title}",
        "",
        "| | CPU s | x the first | ballots MB | peak MB |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in found:
        share = one.cpu / found[0].cpu
        lines.append(
            f"| {one.name} | {one.cpu:.3f} | {share:.1f} | {one.ballots / MB:.0f} | {one.peak / MB:.0f} |"
        )
    if found[:1] and found[0].name == contestants[0].name:
        lines += [line for one in targets for line in verdict(found, one)]
    return [*lines, ""]


def verdict(found: list[Outcome], target: Target) -> list[str]:
    """Whether the first met a target; nothing where none of the others was measured."""
    others = [one for one in found[1:] if one.name in target.of]
    if not others:
        return []
    fastest = min(others, key=lambda one: one.cpu)
    took = found[0].cpu / fastest.cpu
    ratio = f"{took:.2f} times" if took >= 1 else f"{100 * took:.1f} %, or 1/{1 / took:.1f}, of"
    met = "met" if took <= target.most else "MISSED"
    return ["", f"{met}: {target.words}; it took {ratio} {fastest.name}"]


Piece = tuple[str, list[Contestant], Target]
"""What is measured under one heading: who takes part, and what is asked of the first."""


def tables(small: bool) -> list[Piece]:
    """What is measured, and what is asked of it (issue 3, section 4)."""
    part = 10 if small else 1
    return [
        transferable(700 // part),
        from_a_file(10_000_000 // part),
        by_duels(1_000_000 // part),
        alternative(1_000_000 // part),
    ]


def transferable(wards: int) -> Piece:
    """Many contests for several seats."""
    one = Contestant
    return (
        f"{wards} Scottish contests: 10,000 papers, 10 candidates, 4 seats",
        [
            one(name="hustings, scottish-stv", piece="stv_hustings", size=wards, rounds=3),
            one(name="hustings, with the profiles made too", piece="stv_made", size=wards),
            one(name="plain integers, single papers", piece="stv_plain", size=wards),
            one(name="plain integers, unique rankings", piece="stv_plain_unique", size=wards),
        ],
        Target(
            most=1 / 8, of=("plain integers, single papers",), words="at most an eighth of plain integers"
        ),
    )


def from_a_file(papers: int) -> Piece:
    """Rounds beside the reading of the same papers."""
    return (
        f"The alternative vote on {papers:,} papers in a file, 136,000 different",
        [
            Contestant(name="rounds", piece="av_of_file", size=0, rounds=5),
            Contestant(name="reading the file", piece="read_file", size=0),
        ],
        Target(most=0.04, of=("reading the file",), words="at most 4 % of reading"),
    )


def by_duels(papers: int) -> Piece:
    """Rules that compare candidates two by two."""
    tenth = "votelib, a tenth, times ten"
    return (
        f"Pairwise matrix, Schulze and ranked pairs of {papers:,} rankings of 20 candidates",
        [
            Contestant(name="hustings", piece="duels_hustings", size=papers),
            Contestant(name=tenth, piece="duels_votelib", size=papers // 10, times=10),
        ],
        Target(most=1 / 30, of=(tenth,), words="at least 30 times as fast"),
    )


def alternative(papers: int) -> Piece:
    """The alternative vote beside every library that has it."""
    one, peers = Contestant, str(PEERS)
    others = [
        one(name="votelib", piece="av_votelib", size=papers),
        one(name="pyrankvote", piece="av_pyrankvote", size=papers),
        one(name="VoteKit, FastSTV", piece="av_votekit", size=papers, rounds=3, python=peers),
        one(
            name="pref_voting, a tenth, times ten",
            piece="av_pref_voting",
            size=papers // 10,
            times=10,
            python=peers,
        ),
    ]
    return (
        f"The alternative vote on {papers:,} papers in memory, 10 candidates",
        [
            one(name="hustings, av", piece="av_hustings", size=papers, rounds=5),
            one(name="hustings, with the profile made too", piece="av_made", size=papers, rounds=3),
            *others,
        ],
        Target(
            most=1 / 15,
            of=tuple(each.name for each in others),
            words="at least 15 times as fast as the fastest",
        ),
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--small", action="store_true", help="a tenth of every size")
    chosen, _ = options.parse_known_args()  # the other options are those of run.py
    lines = ["# Benchmark of rankings", ""]
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as name:
        folder = Path(name)
        print("writing papers", file=sys.stderr)
        write_papers(folder / "papers.csv", 1_000_000 if chosen.small else 10_000_000, 136_000)
        for title, contestants, target in tables(chosen.small):
            print(f"measuring {title}", file=sys.stderr)
            lines += table(title, contestants, [target], folder)
    print("\n".join(lines))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "ranked.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
