"""Files as they come: compressed, marked, cut short, in another encoding, or not there."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.formats._format import Opened
from hustings.formats._open import content, decode, head, source

TEXT = b"first,second\nAnn,Bert\n"


class Pipe(io.RawIOBase):
    """A stream that gives little at a time and can be read only once."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._data.read(min(7, len(buffer)))
        buffer[: len(part)] = part
        return len(part)


def piped(data: bytes) -> Opened:
    return Opened(name="standard input", stream=io.BufferedReader(Pipe(data)))


def test_standard_input_loses_nothing_to_a_look_at_its_head() -> None:
    data = b"first,second\n" + b"Ann,Bert\n" * 20_000
    opened = piped(data)
    assert head(opened) == data[: 1 << 16]
    assert head(opened) == data[: 1 << 16]
    assert content(opened, format="x").text == data.decode()
    again = source(opened)
    assert not isinstance(again, Path)
    assert again.read() == data


def test_gzip_is_told_by_its_content_and_digested_decompressed(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"  # no .gz: the name says nothing
    path.write_bytes(gzip.compress(TEXT))
    for opened in (Opened(name="votes.csv", path=path), piped(gzip.compress(TEXT))):
        assert head(opened) == TEXT
        read = content(opened, format="preferences")
        assert read.text == TEXT.decode()
        assert (read.source.sha256, read.source.size) == (hashlib.sha256(TEXT).hexdigest(), len(TEXT))


def test_gzip_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv.gz"
    path.write_bytes(gzip.compress(os.urandom(200_000))[:-1000])
    with pytest.raises(InputError, match=r"(?s)damaged.*end of it is missing"):
        content(Opened(name="votes.csv.gz", path=path), format="x")


def test_a_byte_order_mark_is_left_out_noted_and_digested() -> None:
    read = content(piped(b"\xef\xbb\xbf" + TEXT), format="x")
    assert read.text == TEXT.decode()
    assert [note.words for note in read.notes] == [
        "the file begins with a byte order mark, which was left out"
    ]
    assert read.source.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + TEXT).hexdigest()


@pytest.mark.parametrize("data", [b"", gzip.compress(b"")], ids=["plain", "gzip"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    for ask in (head, lambda opened: content(opened, format="x")):
        with pytest.raises(InputError, match="the file is empty"):
            ask(piped(data))


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "this is a folder"), (tmp_path / "gone.csv", "no such file")):
        with pytest.raises(InputError, match=words):
            head(Opened(name=path.name, path=path))
    locked = tmp_path / "locked.csv"
    locked.write_bytes(TEXT)
    locked.chmod(0)
    if not os.access(locked, os.R_OK):  # root may read everything
        with pytest.raises(InputError, match="may not be read"):
            head(Opened(name="locked.csv", path=locked))


def test_another_encoding_is_refused_with_byte_and_line() -> None:
    with pytest.raises(InputError) as caught:
        content(piped("first,second\nAnn,Bert\nSiân,\n".encode("cp1252")), format="x")
    assert caught.value.where == "standard input:3"
    assert caught.value.found == "byte 0xe2 after 'Si'"
    assert "UTF-8" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding: str) -> None:
    with pytest.raises(InputError, match=r"v.csv:1: the text is not UTF-8"):
        decode(TEXT.decode().encode(encoding), name="v.csv")
