"""Opens what is to be counted: a path or a stream, gzip or not; digests it while it is read."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from hustings.errors import InputError
from hustings.mechanics._distinct_tally import CHUNK

T = TypeVar("T")
GZIP = b"\x1f\x8b"
HEAD = 1 << 16


class Readable(Protocol):
    """A binary stream; nothing but reading forward is asked of it."""

    def read(self, size: int, /) -> bytes: ...


Source = str | os.PathLike[str] | Readable
Progress = Callable[[int], None]


def name_of(source: Source) -> str:
    """How messages call a source."""
    return str(Path(source)) if isinstance(source, str | os.PathLike) else "standard input"


@contextmanager
def complaints(name: str) -> Iterator[None]:
    """Turns what the system says of a file into an InputError."""
    try:
        yield
    except FileNotFoundError:
        raise InputError("there is no such file", where=name, hint="check the path") from None
    except IsADirectoryError:
        raise InputError("this is a folder", where=name, expected="a file") from None
    except PermissionError:
        raise InputError(
            "the file may not be read", where=name, hint="check its permissions, and that it is a file"
        ) from None
    except OSError as error:
        raise InputError("the file cannot be read", where=name, found=error.strerror or str(error)) from None


def is_plain_file(path: Path) -> bool:
    """Whether a path is a regular file that is not gzip, so that parts of it can be read on their own."""
    if not path.is_file():
        return False
    with path.open("rb", buffering=0) as file:
        return file.read(2) != GZIP


def head(source: Source, *, size: int = HEAD, name: str = "") -> bytes:
    """The first bytes of a path or stream, decompressed; a stream is read forward, and left there.

    Raises InputError for what cannot be read and for a damaged gzip file.

    >>> import io
    >>> head(io.BytesIO(b"first,second"), size=5)
    b'first'
    """
    name = name or name_of(source)
    with complaints(name):
        if isinstance(source, str | os.PathLike):
            with Path(source).open("rb", buffering=0) as file:
                first = start_of_stream(file, size)
        else:
            first = start_of_stream(source, size)
    if first[:2] != GZIP:
        return first
    try:
        return zlib.decompressobj(wbits=31).decompress(first, size)
    except zlib.error as error:
        raise damaged(name, str(error)) from None


def start_of_stream(stream: Readable, size: int) -> bytes:
    """The first `size` bytes of a stream as they are, or all of them if there are fewer."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def damaged(name: str, found: str) -> InputError:
    return InputError(
        "the gzip file is damaged", where=name, found=found, hint="fetch or compress the file again"
    )


class Pass:
    """One pass over a source: the chunks of it, decompressed; then `size` and `sha256` of all of them.

    `position` says how many bytes of the source itself have been read.
    """

    def __init__(self, source: Source, name: str) -> None:
        import hashlib

        self.source, self.name = source, name
        self.position = self.size = 0
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        with complaints(self.name):
            if not isinstance(self.source, str | os.PathLike):
                yield from self._digested(self.source)
                return
            with Path(self.source).open("rb", buffering=0) as file:
                yield from self._digested(file)

    def _digested(self, stream: Readable) -> Iterator[bytes]:
        for chunk in self._inflated(self._raw(stream)):
            self._digest.update(chunk)
            self.size += len(chunk)
            yield chunk

    def _raw(self, stream: Readable) -> Iterator[bytes]:
        while chunk := stream.read(CHUNK):
            self.position += len(chunk)
            yield chunk

    def _inflated(self, raw: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks themselves, or what the gzip members in them hold."""
        first = next(raw, b"")
        while len(first) < 2 and (more := next(raw, b"")):
            first += more
        if first[:2] != GZIP:
            if first:
                yield first
            yield from raw
            return
        member, waiting = zlib.decompressobj(wbits=31), first
        try:
            while waiting or (waiting := next(raw, b"")) or not member.eof:
                if member.eof:
                    # Zeros may pad the end; anything else must be a further member.
                    if not (waiting := waiting.lstrip(b"\0")):
                        continue
                    member = zlib.decompressobj(wbits=31)
                chunk = member.decompress(waiting, CHUNK)
                if not chunk and not waiting:
                    raise damaged(self.name, "the end of it is missing")
                if chunk:
                    yield chunk
                waiting = member.unused_data if member.eof else member.unconsumed_tail
        except zlib.error as error:
            raise damaged(self.name, str(error)) from None


def in_background(function: Callable[[], T]) -> Callable[[], T]:
    """Starts a function in a thread; what is returned waits for it and gives its answer, or its error."""
    from threading import Thread

    answer: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answer.append(function())
        except BaseException as error:  # handed on to whoever waits
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()

    def wait() -> T:
        thread.join()
        if errors:
            raise errors[0]
        return answer[0]

    return wait


def digest(path: Path, progress: Progress | None, *, step: int) -> tuple[str, int]:
    """SHA-256 and size of a plain file, read through one buffer of `step` bytes."""
    import hashlib

    sha256, size = hashlib.sha256(), 0
    buffer = memoryview(bytearray(step))
    with path.open("rb", buffering=0) as file:
        while got := file.readinto(buffer):
            sha256.update(buffer[:got])
            size += got
            if progress:
                progress(size)
    return sha256.hexdigest(), size
