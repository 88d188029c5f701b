"""Speed and memory of `hustings count`, beside DuckDB and polars on the same papers in the same run.

    make bench                      2.5 and 25 million papers; some 600 MB in the temporary folder
    make bench ARGS=--small         2.5 million papers only
    make bench ARGS='--rounds 9'

Each contestant is a whole process: started, imported, counted, ended. They take turns, so that whatever else
the machine does falls on all of them; the first round warms the caches and is not counted. Ratios are of
medians. Nothing fails because it is slow: a target that is missed is printed as MISSED. Results are in
build/bench/.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from papers import write_papers
from processes import Memory, Run, memory, timed

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "bench"
HUSTINGS = str(Path(sys.executable).with_name("hustings"))
MB = 1_000_000

DUCKDB = (
    "import duckdb, sys; duckdb.sql('select first, second, count(*) from read_csv(?, header=true, "
    'columns={"first": "VARCHAR", "second": "VARCHAR"}) group by all\', params=[sys.argv[1]]).fetchall()'
)
POLARS = (
    "import polars, sys; schema = dict.fromkeys(('first', 'second'), polars.String); "
    "groups = polars.scan_csv(sys.argv[1], schema=schema).group_by('first', 'second').agg(polars.len()); "
    "groups.collect(engine='streaming').rows()"
)


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """A command, and what is asked of it: at most so many times what the first takes, and so many MB."""

    name: str
    command: list[str]
    at_most: float | None = None
    at_most_mb: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a contestant took."""

    contestant: Contestant
    runs: list[Run]
    memory: Memory | None

    @property
    def median(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def best(self) -> float:
        return min(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)


def counting(papers: Path, size: str) -> list[Contestant]:
    """Who counts a file of papers. The targets are those of the issue, as multiples of DuckDB."""
    python = sys.executable
    count = ["count", str(papers), "--rule", "sv", "-o", "record.json", "--force"]
    without = [python, str(HERE / "hustings_without.py")]
    fast, slow, memory_limit = (1.2, 1.2, None) if size == "2.5M" else (0.8, 1.5, 60)
    return [
        Contestant(name="DuckDB GROUP BY", command=[python, "-c", DUCKDB, str(papers)]),
        Contestant(name="polars group_by", command=[python, "-c", POLARS, str(papers)]),
        Contestant(name="hustings count", command=[HUSTINGS, *count], at_most=fast),
        Contestant(name="hustings count, no digest", command=[*without, "digest", *count]),
        Contestant(
            name="hustings count, standard library",
            command=[*without, "polars", *count],
            at_most=slow,
            at_most_mb=memory_limit,
        ),
        Contestant(
            name="hustings count, standard library, no digest", command=[*without, "polars,digest", *count]
        ),
    ]


def starting() -> list[Contestant]:
    """What it takes to start, beside Python itself."""
    python = sys.executable
    return [
        Contestant(name="python -c pass", command=[python, "-c", "pass"]),
        Contestant(name="import hustings", command=[python, "-c", "import hustings"], at_most=6),
        Contestant(name="hustings --help", command=[HUSTINGS, "--help"], at_most=6),
    ]


def measure(contestants: list[Contestant], rounds: int, folder: Path) -> list[Outcome]:
    """Each contestant in turn, round after round; then once more each, to watch its memory."""
    runs: dict[str, list[Run]] = {one.name: [] for one in contestants}
    for number in range(rounds + 1):
        for one in contestants:
            run = timed(one.command, folder)
            if number:
                runs[one.name].append(run)
    return [
        Outcome(contestant=one, runs=runs[one.name], memory=memory(one.command, folder))
        for one in contestants
    ]


def table(title: str, outcomes: list[Outcome]) -> list[str]:
    """The outcomes as Markdown, in the order given, each beside the first."""
    first = outcomes[0]
    lines = [
        f"### {title}",
        "",
        f"| command | median s | best s | x {first.contestant.name} | CPU s | RSS MB | PSS MB | target |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in outcomes:
        rss, pss = (f"{one.memory.rss / MB:.0f}", f"{one.memory.pss / MB:.0f}") if one.memory else ("", "")
        lines.append(
            f"| {one.contestant.name} | {one.median:.3f} | {one.best:.3f} | {one.median / first.median:.2f} "
            f"| {one.cpu:.2f} | {rss} | {pss} | {'; '.join(verdicts(one, first))} |"
        )
    return [*lines, ""]


def verdicts(one: Outcome, first: Outcome) -> list[str]:
    """What was asked of a contestant, and whether it was met."""
    asked = []
    if one.contestant.at_most is not None:
        met = one.median <= one.contestant.at_most * first.median
        asked.append(f"{'met' if met else 'MISSED'}: at most {one.contestant.at_most}x")
    if one.contestant.at_most_mb is not None and one.memory:
        met = one.memory.rss <= one.contestant.at_most_mb * MB
        asked.append(f"{'met' if met else 'MISSED'}: at most {one.contestant.at_most_mb} MB RSS")
    return asked


def machine() -> str:
    """What the figures were measured on."""
    models = [platform.processor()]
    if (known := Path("/proc/cpuinfo")).exists():
        lines = known.read_text().splitlines()
        models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    python = f"{platform.system()}, Python {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("hustings", "polars", "duckdb"))
    return f"{os.cpu_count()} x {models[0]}, {python}, {libraries}"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--small", action="store_true", help="leave out the 25 million papers")
    options.add_argument(
        "--rounds",
        type=int,
        default=5,
        help="how often each is measured (default 5; the short ones more often)",
    )
    chosen = options.parse_args()
    lines = ["# Benchmark", "", machine(), ""]
    results = {}
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as name:
        folder = Path(name)
        sizes = {"2.5M": 2_500_000} if chosen.small else {"2.5M": 2_500_000, "25M": 25_000_000}
        tables = {"start": ("Starting", starting(), 3 * chosen.rounds)}
        for size, number in sizes.items():
            print(f"writing {number:,} papers", file=sys.stderr)
            papers = folder / f"papers-{size}.csv"
            write_papers(papers, number)
            rounds = chosen.rounds * (2 if number < 10_000_000 else 1)
            tables[size] = (f"{number:,} papers", counting(papers, size), rounds)
        for key, (title, contestants, rounds) in tables.items():
            print(f"measuring {title}", file=sys.stderr)
            outcomes = measure(contestants, rounds, folder)
            lines += table(title, outcomes)
            results[key] = [asdict(one) for one in outcomes]
    print("\n".join(lines))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "results.md").write_text("\n".join(lines), encoding="utf-8")
    (OUT / "results.json").write_text(
        json.dumps({"machine": machine(), **results}, indent=1), encoding="utf-8"
    )
    print(f"written to {OUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
