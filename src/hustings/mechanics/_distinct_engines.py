"""Two faster ways to count a large plain file: worker processes from the standard library, and polars.

Each gives the same counts as `_distinct_tally.count` on the same bytes, or None where it cannot be sure to:
then the file is counted again in one process, which is exact and says what is wrong and where.
"""

from __future__ import annotations

import marshal
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hustings.mechanics._distinct_source import Progress
from hustings.mechanics._distinct_tally import (
    BLANK,
    FINISHED,
    LONGEST,
    TICK,
    TICK_BYTES,
    Dialect,
    Tally,
    bare,
)

if TYPE_CHECKING:
    import subprocess

    import polars

MOST_WORKERS = 4  # a fifth gains less than its memory costs, while one digest takes a quarter of the time


def processors() -> int:
    """How many processors this process may use."""
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def by_processes(
    path: Path, start: int, size: int, dialect: Dialect, *, workers: int, progress: Progress | None
) -> Tally | None:
    """Count the bytes of a file from `start` to `size` in parts, each in a Python process of its own.

    The workers are plain interpreters that load this folder's `_distinct_tally` and nothing else, so they
    start in 10 ms with 10 MB each, need no guard in the caller's program, and behave alike on every system.
    """
    import subprocess

    if not sys.executable or getattr(sys, "frozen", False):
        return None
    program = "import sys; sys.path.append(sys.argv[1]); from _distinct_tally import work; work()"
    command = [sys.executable, "-I", "-S", "-c", program, str(Path(__file__).parent)]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for begin, end in parts(path, start, size, workers):
            with path.open("rb", buffering=0) as file:
                file.seek(begin)
                running.append(
                    subprocess.Popen(
                        [*command, str(end - begin), str(dialect.cut), str(dialect.delimiter[0])],
                        stdin=file,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    )
                )
        done = Tally()
        for worker in running:
            # Equal parts go at an equal pace, so the first worker speaks for all.
            ticks = progress if worker is running[0] else None
            reply = answer(worker, ticks, size, len(running))
            if reply is None:
                return None
            done.counts.update(reply[0])
            done.blank += reply[1]
        return done
    except OSError:
        return None
    finally:
        for worker in running:
            worker.kill()
            worker.communicate()


def parts(path: Path, start: int, size: int, number: int) -> list[tuple[int, int]]:
    """Where each of `number` parts of a file begins and ends, at the ends of lines."""
    edges = [start]
    with path.open("rb") as file:
        for part in range(1, number):
            file.seek(max(edges[-1], start + (size - start) * part // number))
            if not file.readline(LONGEST).endswith(b"\n"):
                break
            edges.append(file.tell())
    edges.append(size)
    return [(begin, end) for begin, end in pairwise(edges) if begin < end]


def answer(
    worker: subprocess.Popen[bytes], progress: Progress | None, size: int, workers: int
) -> tuple[dict[bytes, int], int] | None:
    """What a worker counted, and the blank lines beside; None if it gave up or came to grief."""
    reply = worker.stdout
    assert reply is not None
    read = 0
    while (said := reply.read(1)) == TICK:
        read += TICK_BYTES * workers
        if progress:
            progress(min(read, size))
    if said != FINISHED:
        return None
    try:
        counts, blank = marshal.loads(reply.read())
    except (EOFError, ValueError, TypeError):
        return None
    return counts, blank


def has_polars() -> bool:
    """Whether polars could be imported; it is not imported to see."""
    from importlib.util import find_spec

    try:
        return find_spec("polars") is not None
    except ValueError:  # something stands in its place
        return False


def by_polars(path: Path, before: bytes, dialect: Dialect) -> Tally | None:
    """Count the lines of a file that come after `before`, the bytes it begins with.

    Polars reads UTF-8 and knows no records, only lines; whatever might be read otherwise in one process
    (other bytes, carriage returns inside a line, a quoted field that is left open or cut) is left to that.
    """
    try:
        import polars

        lines = polars.scan_lines(path, name="line", glob=False)
    except (ImportError, AttributeError, TypeError):
        return None
    try:
        found = grouped(lines, dialect.delimiter.decode(), dialect.cut).collect(engine="streaming")
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException):
        return None
    done = Tally()
    for line, number, doubtful in found.iter_rows():
        if doubtful:
            return None
        if line is None:
            done.blank = number
        else:
            done.counts[line.encode()] = number
    return done if sure(done, dialect) and taken_off(done, before, dialect) else None


def grouped(lines: polars.LazyFrame, delimiter: str, cut: int) -> polars.LazyFrame:
    """The distinct lines less their first fields, how many of each, and whether any of them is doubtful."""
    import polars

    line = polars.col("line")
    if not cut:
        return lines.group_by(line).agg(polars.len(), polars.lit(False).alias("doubtful"))
    field = line.str.splitn(delimiter, cut + 1).struct.field
    too_few = field(f"field_{cut}").is_null() & (line != "")
    quoted = [field(f"field_{one}").str.starts_with('"').fill_null(False) for one in range(cut)]
    parts = lines.select(
        field(f"field_{cut}").alias("line"), polars.any_horizontal(too_few, *quoted).alias("doubtful")
    )
    return parts.group_by("line").agg(polars.len(), polars.col("doubtful").any())


def sure(done: Tally, dialect: Dialect) -> bool:
    """Whether every line that was counted is a record of its own."""
    closed = dialect.closed.match
    return all(b"\r" not in line and (b'"' not in line or closed(line)) for line in done.counts)


def taken_off(done: Tally, before: bytes, dialect: Dialect) -> bool:
    """Takes the lines of `before` off the tally; False if one of them cannot be found in it."""
    for line in before.removesuffix(b"\n").split(b"\n"):
        if dialect.cut and line in BLANK:
            done.blank -= 1
            continue
        # Where a quoted field holds a delimiter this is not what was counted, and is not found.
        key = bare(line).split(dialect.delimiter, dialect.cut)[-1]
        done.counts[key] -= 1
        if done.counts[key] < 0:
            return False
        if not done.counts[key]:
            del done.counts[key]
    return True
