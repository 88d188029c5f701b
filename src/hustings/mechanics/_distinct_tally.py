"""Counts records that are byte-alike, with nothing but the standard library.

A worker process imports this module by itself, so it must not import hustings, nor anything slow to load.

Lines are counted with their line endings, a block of them at a time and without a Python step for each. Only
a block in which something unusual is found is walked record by record.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from io import BytesIO

TYPE_CHECKING = False
if TYPE_CHECKING:  # loading these would cost a worker as much time as starting
    from re import Pattern
    from typing import BinaryIO

CHUNK = 1 << 18  # with its lines it stays in a core's own cache; measured best between 64 KiB and 512 KiB
LONGEST = 1 << 24  # bytes in one record; what is longer is not a paper
BLANK = (b"\n", b"\r\n", b"\r", b"")
FINISHED = b"!"  # what a worker says before its tally
TICK = b"."  # what it says before that, each time it has read so many bytes more
TICK_BYTES = 64 * CHUNK
CROWD = 250_000  # distinct records in a worker; beyond them at least half of what it reads must be alike


class Broken(Exception):
    """Records that cannot be counted: what is wrong, the line (0 where unknown), its text, the remedy."""

    def __init__(
        self, message: str, *, line: int = 0, found: bytes = b"", expected: str, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.found, self.expected, self.hint = message, line, found, expected, hint


def too_long(found: bytes) -> Broken:
    expected = "text whose lines end in LF or CRLF"
    return Broken(f"a record is longer than {LONGEST:,} bytes", found=found, expected=expected)


def too_many(most: int) -> Broken:
    return Broken(
        f"there are more than {most:,} different records",
        expected="papers of which many are alike",
        hint="if each row begins with an id, say how many columns are ids, so that they are left out",
    )


def never_closed(line: int, found: bytes) -> Broken:
    expected = 'a " at the end of the field; a " within it is written twice'
    return Broken("a quote that opens a field is never closed", line=line, found=found, expected=expected)


class Dialect:
    """How records are written: the delimiter, and how many leading fields (ids) are cut off each.

    A field that begins with a quote character runs to the next quote that is not doubled, over delimiters
    and line endings alike; elsewhere a quote is a character like any other. This is how Python's csv module
    reads by default.
    """

    closed: Pattern[bytes]  # a whole record, from its start
    resumes: Pattern[bytes]  # the end of a record, from inside a quoted field
    prefix: Pattern[bytes]  # the fields to be cut off, with their delimiters
    clean: Pattern[bytes]  # a record in which no carriage return stands outside quotes

    def __init__(self, delimiter: bytes, cut: int) -> None:
        self.delimiter, self.cut = delimiter, cut

    def __getattr__(self, name: str) -> Pattern[bytes]:
        """Compile the patterns when the first is asked for: most files never need them."""
        import re

        comma = re.escape(self.delimiter)
        tail, field = fields(comma, b"\n")
        more = b"(?:" + comma + field + rb")*+(?:\n|\Z)"
        self.closed, self.resumes = re.compile(field + more), re.compile(tail + more)
        self.prefix = re.compile(b"(?:" + field + comma + b"){%d}" % self.cut)
        tail, field = fields(comma, b"\r\n")
        self.clean = re.compile(field + b"(?:" + comma + field + b")*+")
        return vars(self)[name]  # type: ignore[no-any-return]  # one of the four


def fields(comma: bytes, ends: bytes) -> tuple[bytes, bytes]:
    """Patterns of the rest of a quoted field, once it is open, and of a whole field, quoted or not."""
    other = b"[^" + comma + ends + b"]*+"
    tail = b'[^"]*+(?:""[^"]*+)*+"' + other
    return tail, b'(?:"' + tail + b'|(?!")' + other + b")"


class Tally:
    """Records and how often each occurs; blank lines where ids are cut; lines that continue a record."""

    def __init__(self) -> None:
        self.counts: Counter[bytes] = Counter()
        self.blank = 0
        self.extra = 0

    def lines(self) -> int:
        """How many lines have been counted."""
        return sum(self.counts.values()) + self.blank + self.extra


def whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of whole lines holding the same bytes as the chunks; the last line may lack its ending."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if end:
            yield b"".join((*held, chunk[:end]))
            held, size = [], 0
        if end < len(chunk):
            held.append(chunk[end:])
            size += len(chunk) - end
            if size > LONGEST:
                raise too_long(held[0])
    if held:
        yield b"".join(held)


def count(
    done: Tally, blocks: Iterator[bytes], dialect: Dialect, *, line: int = 1, most: int = sys.maxsize
) -> None:
    """Add the records of blocks of whole lines to a tally; the first block begins with a record.

    `line` is the number of the first line, for messages. Raises Broken, also where there must be more than
    `most` distinct records.
    """
    for block in blocks:
        keys = keys_of(block, dialect, done.counts)
        if keys is not None:
            done.counts.update(keys)
        else:
            for number, record in records(block, blocks, line + done.lines(), dialect):
                if dialect.cut and record in BLANK:
                    done.blank += 1
                else:
                    done.counts[key_of(record, number, dialect)] += 1
                    done.extra += record.count(b"\n", 0, -1)
        # Each record, and a blank line, may stand with LF and with CRLF; the last without any.
        if len(done.counts) > 2 * (most + 1) + 1:
            raise too_many(most)


def keys_of(block: bytes, dialect: Dialect, known: Container[bytes]) -> Iterable[bytes] | None:
    """The records of a block without the fields that are cut off; None where its lines may not be records.

    Where there are quotes the result is a Counter. Every line is a record if each distinct one, read from
    its start, does not end inside a quoted field; those in `known` have been looked at.
    """
    quoted, cut = b'"' in block, dialect.cut
    lines: Iterable[bytes] = BytesIO(block)
    if quoted and cut:
        starts = [(line, dialect.prefix.match(line)) for line in lines]
        lines = [line[start.end() :] for line, start in starts if start]
        if len(lines) < len(starts):
            return None
    elif cut:
        try:
            lines = [line.split(dialect.delimiter, cut)[cut] for line in lines]
        except IndexError:
            return None
    if not quoted:
        return lines
    counts = Counter(lines)
    closed = dialect.closed.match
    return counts if all(key in known or b'"' not in key or closed(key) for key in counts) else None


def records(
    block: bytes, blocks: Iterator[bytes], line: int, dialect: Dialect
) -> Iterator[tuple[int, bytes]]:
    """Each record of a block with the number of its first line; goes on into `blocks` to finish the last."""
    held: list[bytes] = []
    first, size = line, 0
    while True:
        for one in BytesIO(block):
            if held:
                held.append(one)
                size += len(one)
                if b'"' in one and dialect.resumes.match(one):
                    yield first, b"".join(held)
                    held = []
            elif b'"' not in one or dialect.closed.match(one):
                yield line, one
            else:
                held, first, size = [one], line, len(one)
            line += 1
        if not held:
            return
        block = next(blocks, b"") if size <= LONGEST else b""
        if not block:
            raise never_closed(first, held[0])


def key_of(record: bytes, line: int, dialect: Dialect) -> bytes:
    """A record without the fields that are cut off."""
    start = dialect.prefix.match(record)
    if start is None:
        expected = f"at least {dialect.cut + 1} fields"
        raise Broken("a record has too few fields", line=line, found=record, expected=expected)
    return record[start.end() :]


def bare(record: bytes) -> bytes:
    """A record without its line ending."""
    return record.removesuffix(b"\n").removesuffix(b"\r")


def read_exactly(file: BinaryIO, length: int) -> Iterator[bytes]:
    """The next `length` bytes of a file, in chunks."""
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        length -= len(chunk)
        yield chunk


def work() -> None:
    """What a worker does: count `length` bytes of standard input, and send the tally to standard output.

    It sends nothing, and ends, where hardly any records are alike: its dictionary would be as large as
    its part of the file, and there would be one such dictionary in each process.
    """
    import marshal

    length, cut, delimiter = (int(one) for one in sys.argv[-3:])
    reply = sys.stdout.buffer
    file = open(0, "rb", buffering=0)  # noqa: SIM115 - standard input, without a buffer
    done = Tally()

    def chunks() -> Iterator[bytes]:
        read = 0
        for chunk in read_exactly(file, length):
            yield chunk
            read += len(chunk)
            if read % TICK_BYTES == 0:
                reply.write(TICK)
                reply.flush()
                if len(done.counts) > CROWD and 2 * len(done.counts) > done.lines():
                    sys.exit(1)

    count(done, whole_lines(chunks()), Dialect(bytes([delimiter]), cut))
    reply.write(FINISHED + marshal.dumps((dict(done.counts), done.blank)))
    reply.flush()
