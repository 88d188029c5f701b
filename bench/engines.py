"""From which size of file each engine of `hustings.mechanics.distinct` is the fastest: whole processes, in s.

    python bench/engines.py

The sizes at which `_distinct_passes.best_engine` changes from one to the next come from this table.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from papers import write_papers
from processes import timed

ENGINES = ("single", "processes", "polars")
SIZES = (50_000, 200_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000)
ROUNDS = 7
COUNT = (
    "import sys; from hustings.mechanics.distinct import *; distinct_lines(sys.argv[1], engine=sys.argv[2])"
)


def main() -> None:
    print("| papers | MB | " + " | ".join(ENGINES) + " |")
    print("|---:|---:|" + "---:|" * len(ENGINES))
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as name:
        papers = Path(name) / "papers.csv"
        for size in SIZES:
            write_papers(papers, size)
            commands = [[sys.executable, "-c", COUNT, str(papers), engine] for engine in ENGINES]
            runs = [[timed(one, Path(name)).wall for one in commands] for _ in range(ROUNDS)]
            medians = " | ".join(f"{statistics.median(column):.3f}" for column in zip(*runs, strict=True))
            print(f"| {size:,} | {papers.stat().st_size / 1e6:.0f} | {medians} |", flush=True)


if __name__ == "__main__":
    main()
