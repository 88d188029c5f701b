"""Opens what is to be read: a path or standard input, gzip or not, as text in UTF-8; digests every byte.

The digest is of the decompressed bytes as they stand, byte order mark included, so that it can be checked
with `sha256sum` (after `gunzip`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast
from weakref import WeakKeyDictionary, finalize

from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.mechanics import _distinct_source as raw
from hustings.returns import Note, Source

BOM = b"\xef\xbb\xbf"
BOM_NOTE = "the file begins with a byte order mark, which was left out"
IN_MEMORY = 1 << 25  # bytes of standard input kept in memory; more goes to a temporary file

_copies: WeakKeyDictionary[BinaryIO, IO[bytes]] = WeakKeyDictionary()
"""Streams that can be read only once, as what was read from them: sniffing and listing ids read again."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """A whole file: its text without a byte order mark, its digest, and what is to be remarked on."""

    text: str
    source: Source
    notes: tuple[Note, ...]


def source(opened: Opened) -> Path | BinaryIO:
    """The path of what was opened, or its stream at its beginning: as often as somebody asks."""
    if opened.path is not None:
        return opened.path
    assert opened.stream is not None
    stream = opened.stream
    if not stream.seekable():
        if stream not in _copies:
            _copies[stream] = _copy(stream)
        stream = cast(BinaryIO, _copies[stream])
    stream.seek(0)
    return stream


def lines_of(text: str) -> list[str]:
    r"""The lines of a text, whichever of the three line ends it has.

    >>> lines_of("9 4\r\n1 2 0\r0\n")
    ['9 4', '1 2 0', '0', '']
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _copy(stream: BinaryIO) -> IO[bytes]:
    import tempfile

    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - lives as long as the stream
    finalize(stream, copy.close)
    while chunk := stream.read(1 << 20):
        copy.write(chunk)
    return copy


def head(opened: Opened) -> bytes:
    """The first 64 KiB, decompressed; standard input still holds all of it afterwards.

    Raises InputError for what cannot be read, for a damaged gzip file and for an empty file.

    >>> import io
    >>> head(Opened(name="votes.csv", stream=io.BytesIO(b"first,second")))
    b'first,second'
    """
    start = raw.head(source(opened), name=opened.name)
    if not start:
        raise empty(opened)
    return start


def empty(opened: Opened) -> InputError:
    """The complaint that there is nothing in a file."""
    return InputError(
        "the file is empty",
        where=opened.name,
        found="0 bytes",
        expected="a header line and rows",
        hint="check that it was saved and fetched whole",
    )


def content(opened: Opened, *, format: str) -> Content:
    """A whole file that is small enough to hold: a table, statements, declared totals.

    Raises InputError as `head` does, and for text that is not UTF-8.
    """
    reading = raw.Pass(source(opened), opened.name)
    data = b"".join(reading.chunks())
    if not data:
        raise empty(opened)
    return Content(
        text=decode(data.removeprefix(BOM), name=opened.name),
        source=Source(role="papers", format=format, sha256=reading.sha256, size=reading.size),
        notes=(Note(words=BOM_NOTE, where=opened.name),) if data.startswith(BOM) else (),
    )


def decode(data: bytes, *, name: str, line: int = 1) -> str:
    """Bytes as UTF-8 text; `line` is the number of their first line.

    Raises InputError that says which byte stands where. No other encoding is guessed at: a wrong guess
    would change a name without anybody noticing.

    >>> decode("Siân".encode("cp1252"), name="votes.csv", line=7)
    Traceback (most recent call last):
    hustings.errors.InputError: votes.csv:7: the text is not UTF-8
      found: byte 0xe2 after 'Si'
      expected: UTF-8
      to do: save the file as UTF-8 (in Excel: "CSV UTF-8") and read it again
    """
    try:
        text = data.decode()
        at = data.find(b"\0")
    except UnicodeDecodeError as error:
        text, at = "", error.start
    if at < 0:
        return text
    start = max(data.rfind(b"\n", 0, at) + 1, at - 20)
    before = data[start:at].decode("utf-8", "ignore")
    raise InputError(
        "the text is not UTF-8",
        where=f"{name}:{line + data.count(bytes([10]), 0, at)}",
        found=f"byte 0x{data[at]:02x} " + (f"after {before!r}" if before else "at the start of the line"),
        expected="UTF-8",
        hint='save the file as UTF-8 (in Excel: "CSV UTF-8") and read it again',
    )
