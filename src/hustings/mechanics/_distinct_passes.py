"""Counts a whole source: in one pass from its beginning to its end, or a large plain file in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from hustings.errors import InputError
from hustings.mechanics import _distinct_engines as engines
from hustings.mechanics._distinct_source import (
    Pass,
    Progress,
    Source,
    complaints,
    digest,
    in_background,
    is_plain_file,
)
from hustings.mechanics._distinct_tally import (
    BLANK,
    LONGEST,
    Broken,
    Dialect,
    Tally,
    bare,
    count,
    keys_of,
    never_closed,
    read_exactly,
    too_long,
    whole_lines,
)

Engine = Literal["single", "processes", "polars"]
BOM = b"\xef\xbb\xbf"

# Bytes from which each is faster, its start included; measured with bench/engines.py.
PROCESSES_FROM = 24_000_000
POLARS_FROM = 130_000_000
SAMPLE = 1_000_000
STEP = 1 << 20  # bytes digested at once beside worker processes
STEP_BESIDE_POLARS = (
    1 << 23
)  # importing polars keeps the interpreter busy, so a turn must be worth waiting for


@dataclass(frozen=True, kw_only=True)
class Start:
    """The header of a file, the bytes up to its end, and those after it that were read to find it."""

    header: bytes
    before: bytes
    rest: bytes

    @property
    def header_line(self) -> int:
        """The number of the header's first line."""
        return 1 + bare(self.before).count(b"\n") - self.header.count(b"\n")

    @property
    def line(self) -> int:
        """The number of the line after the header."""
        return 1 + self.before.count(b"\n")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was counted after the start, and the size and digest of all bytes, decompressed."""

    start: Start
    tally: Tally
    size: int
    sha256: str


def start_of(blocks: Iterator[bytes], dialect: Dialect, name: str) -> Start:
    """The start of a file that is read in blocks of whole lines: its header is the first record."""
    text = next(blocks, b"")
    at = len(BOM) if text.startswith(BOM) else 0
    while True:
        while text.startswith((b"\n", b"\r\n"), at):
            at = text.index(b"\n", at) + 1
        end = text.find(b"\n", at) + 1 or len(text)
        if text[at:end] not in BLANK:
            if b'"' in text[at:end]:
                match = dialect.closed.match(text, at)
                end = match.end() if match else 0
            if end:
                return Start(header=bare(text[at:end]), before=text[:end], rest=text[end:])
        if not (more := next(blocks, b"")):
            break
        text += more
        if len(text) > LONGEST:
            raise too_long(text)
    if text[at:] not in BLANK:
        raise never_closed(1 + text.count(b"\n", 0, at), text[at:])
    raise InputError("the file is empty", where=name, expected="a header, and a record on each line after it")


def in_one_pass(source: Source, name: str, dialect: Dialect, most: int, progress: Progress | None) -> Found:
    """Read a source from its beginning to its end in this process.

    Digesting in a thread was measured and gains nothing here: counting does not let go of the interpreter
    often enough for the thread to get ahead.
    """
    reading = Pass(source, name)
    chunks = reading.chunks()
    if progress:
        chunks = reported(chunks, reading, progress)
    blocks = whole_lines(chunks)
    start = start_of(blocks, dialect, name)
    done = Tally()
    count(done, chain((start.rest,), blocks), dialect, line=start.line, most=most)
    return Found(start=start, tally=done, size=reading.size, sha256=reading.sha256)


def reported(chunks: Iterator[bytes], reading: Pass, progress: Progress) -> Iterator[bytes]:
    """The same chunks; says after each how far the source has been read."""
    for chunk in chunks:
        yield chunk
        progress(reading.position)


def in_parts(
    path: Path,
    name: str,
    dialect: Dialect,
    engine: Engine | None,
    workers: int | None,
    progress: Progress | None,
) -> Found | None:
    """Read a large plain file by several processes, or threads; None where one pass is better, or surer."""
    with complaints(name):
        before = path.stat()
        workers = workers or min(engines.processors(), engines.MOST_WORKERS)
        engine = engine or best_engine(before.st_size, workers)
        if engine == "single" or not is_plain_file(path):
            return None
        with path.open("rb", buffering=0) as file:
            blocks = whole_lines(read_exactly(file, before.st_size))
            try:
                start = start_of(blocks, dialect, name)
            except Broken:
                return None
            use_polars = engine == "polars" and engines.has_polars()
            if use_polars and hardly_alike(start.rest, blocks, dialect):
                return None
        step = STEP_BESIDE_POLARS if use_polars else STEP
        digested = in_background(lambda: digest(path, progress if use_polars else None, step=step))
        done = engines.by_polars(path, start.before, dialect) if use_polars else None
        if done is None:
            done = engines.by_processes(
                path, len(start.before), before.st_size, dialect, workers=workers, progress=progress
            )
        sha256, size = digested()
        after = path.stat()
    if (size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise InputError(
            "the file changed while it was read", where=name, hint="read it again when it is whole"
        )
    if done is None:
        return None
    if progress:
        progress(size)
    return Found(start=start, tally=done, size=size, sha256=sha256)


def best_engine(size: int, workers: int) -> Engine:
    """The fastest way to count a plain file of this size in bytes."""
    if size >= POLARS_FROM and engines.has_polars():
        return "polars"
    return "processes" if size >= PROCESSES_FROM and workers > 1 else "single"


def hardly_alike(rest: bytes, blocks: Iterator[bytes], dialect: Dialect) -> bool:
    """Whether nearly all records at the start of a file differ: polars would hold all of them, twice."""
    sample: Counter[bytes] = Counter()
    size = 0
    for block in chain((rest,), blocks):
        sample.update(keys_of(block, dialect, ()) or ())
        if (size := size + len(block)) >= SAMPLE:
            break
    return 10 * len(sample) > 9 * max(100, sum(sample.values()))
