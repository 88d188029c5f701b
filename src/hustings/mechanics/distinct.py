"""Reads a file as its distinct records and how often each occurs.

Millions of papers hold few distinct records, so a record is counted as the bytes it is, before anything is
made of it: the slow and strict reading is then done once for each distinct one. Two records are alike when
their bytes are, without the line ending (LF or CRLF) and without the leading fields that are cut off, such as
a paper's id; that `"Khan"` and `Khan` are the same vote is found by whoever reads the records.

A record is a line, unless a field that begins with a quote character holds a line ending: then it is several
lines. Blank lines are no records. Where a record begins and ends is decided as Python's csv module does by
default, and does not depend on the size of the file or on what is installed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from hustings.errors import InputError
from hustings.mechanics._distinct_passes import BOM, Engine, Found, in_one_pass, in_parts, start_of
from hustings.mechanics._distinct_source import Pass, Progress, Source, head, name_of
from hustings.mechanics._distinct_tally import (
    BLANK,
    LONGEST,
    Broken,
    Dialect,
    bare,
    key_of,
    keys_of,
    records,
    too_long,
    too_many,
    whole_lines,
)

__all__ = ["Distinct", "Engine", "Source", "distinct_lines", "head", "lines_in_turn", "lines_where"]

MOST = 10_000_000  # distinct records; they take some 2 GB of memory


@dataclass(frozen=True, kw_only=True)
class Distinct:
    """What a file of records holds: how many of each, and the digest of all its bytes.

    `lines` is in the order of its bytes. `records` counts the records after the header, and is the sum of
    `lines`; `blank` counts the blank lines among them. `size` (bytes) and `sha256` are of the whole file,
    decompressed.
    """

    header: bytes
    lines: Mapping[bytes, int]
    records: int
    blank: int
    size: int
    sha256: str
    bom: bool


def distinct_lines(
    source: Source,
    *,
    cut: int = 0,
    delimiter: bytes = b",",
    most: int = MOST,
    engine: Engine | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    name: str = "",
) -> Distinct:
    r"""Count the distinct records of a path or a binary stream, which may be gzip.

    `cut` fields are left off the front of each record (not of the header). `name` is what messages call the
    source. `progress` is called with the bytes of the source read so far, at times from another thread.
    `engine` and `workers` are a wish: parts of a stream or of a gzip file cannot be read on their own, and
    polars need not be installed; the result never depends on them.

    Raises InputError for a source that cannot be read, is empty or damaged, or holds a quote that is never
    closed, a record with too few fields to cut, a carriage return outside quotes that ends no line, a record
    of more than 16 MiB, or more than `most` distinct records.

    >>> import io
    >>> found = distinct_lines(io.BytesIO(b"id,first\n1,Khan\n2,Bailey\r\n3,Khan\n"), cut=1)
    >>> found.header, found.lines, found.records
    (b'id,first', {b'Bailey': 1, b'Khan': 2}, 3)
    """
    dialect = _dialect(delimiter, cut)
    name = name or name_of(source)
    try:
        found = None
        if isinstance(source, str | os.PathLike):
            found = in_parts(Path(source), name, dialect, engine, workers, progress)
        found = found or in_one_pass(source, name, dialect, most, progress)
        settled = _settled(found, dialect)
        if len(settled.lines) > most:
            raise too_many(most)
        _check(settled, source, dialect, found.start.header_line)
        return settled
    except Broken as broken:
        raise _complaint(broken, name) from None


def _settled(found: Found, dialect: Dialect) -> Distinct:
    """What was counted, with line endings taken off and blank lines set apart, in order."""
    lines: Counter[bytes] = Counter()
    for record, number in found.tally.counts.items():
        lines[bare(record)] += number
    blank = found.tally.blank if dialect.cut else lines.pop(b"", 0)
    return Distinct(
        header=found.start.header,
        lines={record: lines[record] for record in sorted(lines)},
        records=lines.total(),
        blank=blank,
        size=found.size,
        sha256=found.sha256,
        bom=found.start.before.startswith(BOM),
    )


def _check(settled: Distinct, source: Source, dialect: Dialect, header_line: int) -> None:
    """Raises Broken for a record too long to be one, or with a carriage return outside quotes."""
    if len(settled.header) > LONGEST or any(len(record) > LONGEST for record in settled.lines):
        raise too_long(b"")
    for record in (settled.header, *settled.lines):
        if b"\r" in record and not dialect.clean.fullmatch(record):
            line = header_line if record is settled.header else _line_of(record, source, dialect)
            raise Broken(
                "a carriage return stands inside a record",
                line=line,
                found=record,
                expected="lines that end in LF or CRLF",
                hint="save the file with one of these line endings",
            )


def _line_of(record: bytes, source: Source, dialect: Dialect) -> int:
    """The first line with a record, or 0 where the source cannot be read again."""
    if not isinstance(source, str | os.PathLike):
        return 0
    where = lines_where(source, {record}, cut=dialect.cut, delimiter=dialect.delimiter, most=1)
    return next((line for line, _ in where), 0)


def lines_where(
    source: Source,
    wanted: Container[bytes] | Callable[[bytes], bool],
    *,
    cut: int = 0,
    delimiter: bytes = b",",
    most: int | None = None,
    name: str = "",
) -> Iterator[tuple[int, bytes]]:
    r"""Yield each wanted record and the number of its first line; `most` of them at most.

    A second pass over a path, or over a fresh stream, for messages and to list the ids of papers. `wanted`
    holds records as they are in `Distinct.lines`, or says of one whether it is wanted; what is yielded is the
    whole record, with the fields that were cut off, without its line ending. Raises InputError as
    `distinct_lines` does.

    >>> import io
    >>> papers = io.BytesIO(b"id,first\n1,Khan\n2,Bailey\n3,Khan\n")
    >>> list(lines_where(papers, {b"Khan"}, cut=1))
    [(2, b'1,Khan'), (4, b'3,Khan')]
    """
    dialect = _dialect(delimiter, cut)
    name = name or name_of(source)
    try:
        blocks = whole_lines(Pass(source, name).chunks())
        start = start_of(blocks, dialect, name)
        says = wanted if callable(wanted) else wanted.__contains__
        yield from islice(_wanted(chain((start.rest,), blocks), start.line, says, dialect), most)
    except Broken as broken:
        raise _complaint(broken, name) from None


def lines_in_turn(
    source: Source, *, cut: int = 0, delimiter: bytes = b",", name: str = ""
) -> Iterator[bytes]:
    r"""Yield every record as it is in `Distinct.lines`, in the order of the source.

    A second pass over a path, or over a fresh stream, for laws that count papers in an order. Raises
    InputError as `distinct_lines` does.

    >>> import io
    >>> list(lines_in_turn(io.BytesIO(b"id,first\n1,Khan\n2,Bailey\n3,Khan\n"), cut=1))
    [b'Khan', b'Bailey', b'Khan']
    """
    dialect = _dialect(delimiter, cut)
    name = name or name_of(source)
    try:
        blocks = whole_lines(Pass(source, name).chunks())
        start = start_of(blocks, dialect, name)
        for block in chain((start.rest,), blocks):
            keys = None if b'"' in block else keys_of(block, dialect, ())
            if keys is None:
                records_here = records(block, blocks, start.line, dialect)
                keys = (
                    key_of(one, line, dialect) if cut else one
                    for line, one in records_here
                    if one not in BLANK
                )
            yield from map(bare, keys) if cut else filter(None, map(bare, keys))
    except Broken as broken:
        raise _complaint(broken, name) from None


def _wanted(
    blocks: Iterator[bytes], line: int, says: Callable[[bytes], bool], dialect: Dialect
) -> Iterator[tuple[int, bytes]]:
    """The wanted records of blocks that begin at `line`; a block without any is passed over."""
    known: dict[bytes, bool] = {}  # asked once for each distinct record

    def is_wanted(key: bytes) -> bool:
        if key not in known:
            known[key] = says(bare(key))
        return known[key]

    for block in blocks:
        keys = keys_of(block, dialect, known)
        if keys is not None and not any(is_wanted(key) for key in set(keys)):
            line += block.count(b"\n")
            continue
        for number, record in records(block, blocks, line, dialect):
            line = number + record.count(b"\n")
            if bare(record) and is_wanted(key_of(record, number, dialect)):
                yield number, bare(record)


def _dialect(delimiter: bytes, cut: int) -> Dialect:
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in b'"\r\n' or cut < 0:
        raise ValueError("delimiter is one ASCII character, no quote or line ending, and cut is 0 or more")
    return Dialect(delimiter, cut)


def _complaint(broken: Broken, name: str) -> InputError:
    found = broken.found[:80].decode("utf-8", "backslashreplace")
    where = f"{name}:{broken.line}" if broken.line else name
    found = found.splitlines()[0] if found else ""
    return InputError(broken.message, where=where, found=found, expected=broken.expected, hint=broken.hint)
