"""Distinct records: real ballots first, then every engine held to a plain reference, then what is refused."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import threading
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import hustings
from hustings.errors import InputError
from hustings.mechanics import _distinct_engines as engines
from hustings.mechanics import _distinct_passes as passes
from hustings.mechanics import _distinct_source as sources
from hustings.mechanics import _distinct_tally as tally
from hustings.mechanics.distinct import Distinct, Engine, distinct_lines, head, lines_in_turn, lines_where

ENGINES: tuple[Engine, ...] = ("single", "processes", "polars")
PORTLAND = "stv-portland/portland-2024-d3/Portland_D3_Condensed.csv.gz"
LONDON = "sv/london-2021/first_by_second.csv"


# -- Real elections ---------------------------------------------------------------------------------------


def test_portland_ballots_are_those_of_the_csv_module(data: Path) -> None:
    """84,515 ballots of Portland, Oregon, District 3, 5 November 2024; the precinct in front is cut off."""
    with gzip.open(data / PORTLAND, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    expected = Counter(",".join(row[1:]).encode() for row in rows[1:])
    found = distinct_lines(data / PORTLAND, cut=1)
    assert found.lines == expected
    assert found.records == expected.total() == 84_515
    assert found.header.startswith(b"Precinct,rank1")


@pytest.mark.parametrize("engine", ENGINES)
def test_portland_is_the_same_in_every_engine(data: Path, tmp_path: Path, engine: Engine) -> None:
    plain = tmp_path / "portland.csv"
    plain.write_bytes(gzip.decompress((data / PORTLAND).read_bytes()))
    for cut in (0, 1):
        assert distinct_lines(plain, cut=cut, engine=engine) == distinct_lines(data / PORTLAND, cut=cut)


@pytest.fixture(scope="module")
def london(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[bytes]]:
    """A paper for each of those in the first-by-second table of London 2021, as `first,second`."""
    with (data / LONDON).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    seconds = [*rows[0][1:-2], ""]
    papers: Counter[bytes] = Counter()
    for first, *counts, _ in rows[1:21]:
        for second, number in zip(seconds, counts, strict=True):
            papers[f"{first},{second}".encode()] += int(number)
    path = tmp_path_factory.mktemp("london") / "papers.csv"
    with path.open("wb") as out:
        out.write(b"first,second\n")
        for paper, number in sorted(papers.items(), reverse=True):
            out.write((paper + b"\n") * number)
    return path, papers


@pytest.mark.parametrize("engine", [None, *ENGINES])
def test_london_2021_every_cell_of_the_declared_table(
    london: tuple[Path, Counter[bytes]], engine: Engine | None
) -> None:
    """2,531,357 valid first preferences: London Elects, final results of 2021, as declared."""
    path, papers = london
    found = distinct_lines(path, engine=engine)
    assert found.lines == +papers
    assert found.records == 2_531_357
    khan = sum(number for paper, number in found.lines.items() if paper.startswith(b"Sadiq Aman KHAN,"))
    assert khan == 1_013_721
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.size == path.stat().st_size


# -- Every engine against a plain reference ---------------------------------------------------------------


def reference(text: bytes, cut: int) -> tuple[list[tuple[int, bytes, bytes, bool]], int, int]:
    """Each record of a file, read byte by byte; the line of a quote that is never closed; blank lines.

    A record is its first line, its bytes, its bytes after `cut` fields, and whether a carriage return
    stands in them outside quotes. Records with too few fields have None for a key.
    """
    body = text.removeprefix(b"\xef\xbb\xbf")
    records: list[tuple[int, bytes, bytes, bool]] = []
    blank = 0
    line, first, begin, state = 1, 1, 0, "start"
    fields = [0]
    returns: list[int] = []
    for at, one in enumerate(body):
        letter = bytes([one])
        if letter == b"\n":
            line += 1
        if state == "quoted":
            state = "closing" if letter == b'"' else "quoted"
        elif state == "closing" and letter == b'"':
            state = "quoted"
        elif letter == b"\n":
            record = body[begin:at].removesuffix(b"\r")
            records.append(cut_off(first, record, fields, returns, cut))
            begin, first, state, fields, returns = at + 1, line, "start", [0], []
        elif letter == b",":
            fields.append(at + 1 - begin)
            state = "start"
        elif letter == b'"' and state == "start":
            state = "quoted"
        else:
            if letter == b"\r":
                returns.append(at - begin)
            state = "plain"
    if state == "quoted":
        return records, first, blank
    if begin < len(body):
        records.append(cut_off(first, body[begin:].removesuffix(b"\r"), fields, returns, cut))
    return records, 0, blank


def cut_off(
    line: int, record: bytes, fields: list[int], returns: list[int], cut: int
) -> tuple[int, bytes, bytes, bool]:
    start = fields[cut] if len(fields) > cut else -1
    key = record[start:] if start >= 0 else TOO_FEW
    return line, record, key, any(start <= at < len(record) for at in returns)


TOO_FEW = b"\0too few"
Outcome = tuple[bytes, dict[bytes, int], int] | str


def expected_outcome(text: bytes, cut: int) -> Outcome:
    """What `distinct_lines` must say of a file: header, lines and blank lines, or its complaint."""
    records, open_line, _ = reference(text, 0)
    blank_before = next((at for at, record in enumerate(records) if record[1]), len(records))
    if blank_before == len(records):
        return (
            f"{open_line}: a quote that opens a field is never closed" if open_line else "the file is empty"
        )
    header_line, header, _, header_returns = records[blank_before]
    papers = reference(text, cut)[0][blank_before + 1 :]
    blank = [record for record in papers if not record[1]]
    papers = [record for record in papers if record[1]]
    for line, _, key, _ in papers:
        if key == TOO_FEW:
            return f"{line}: a record has too few fields"
    if open_line:
        return f"{open_line}: a quote that opens a field is never closed"
    if header_returns:
        return f"{header_line}: a carriage return stands inside a record"
    bad = min((key for _, _, key, returns in papers if returns), default=None)
    if bad is not None:
        line = next(line for line, _, key, _ in papers if key == bad)
        return f"{line}: a carriage return stands inside a record"
    return header, dict(Counter(key for _, _, key, _ in papers)), len(blank)


def outcome(path: Path, cut: int, engine: Engine) -> Outcome:
    try:
        found = distinct_lines(path, cut=cut, engine=engine, workers=3)
    except InputError as error:
        line = error.where.rpartition(":")[2]
        return f"{line}: {error.message}" if line.isdigit() else error.message
    assert list(found.lines) == sorted(found.lines)
    assert found.records == sum(found.lines.values())
    return found.header, dict(found.lines), found.blank


PIECES = [
    b"Khan",
    b"Si\xc3\xa2n",
    b"Si\xe2n",
    b",",
    b",",
    b'"',
    b'""',
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b" ",
]
PIECES += [b'"Khan, Sadiq"', b'"two\nlines"', b'"two\r\nlines"', b'a"b', b"x" * 300, b"Khan,Bailey\n"]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)
files = st.builds(
    lambda mark, head, body: mark + head + body,
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.sampled_from([b"id,first\n", b"id,first\r\n", b""]),
    texts,
)


@settings(max_examples=600)
@given(text=files, cut=st.integers(0, 2), size=st.sampled_from([1, 2, 5, 64, 1 << 18]))
@example(text=b'id\na"b,"foo\nbar",c"d\n', cut=0, size=64)  # an even number of quotes on each line
@example(text=b'id\n"1\n2",x\n', cut=1, size=3)
@example(text=b"\xef\xbb\xbf\r\n\n", cut=0, size=1)
def test_one_pass_gives_what_the_reference_gives(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, cut: int, size: int
) -> None:
    path = tmp_path_factory.mktemp("one") / "votes.csv"
    path.write_bytes(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CHUNK", size)
        assert outcome(path, cut, "single") == expected_outcome(text, cut)


@settings(max_examples=60)
@given(text=files, cut=st.integers(0, 2))
@example(text=b"first,second\n" + b'Khan,"two\nlines"\n' * 9, cut=0)  # a part begins inside a quoted field
@example(text=b"first,second\n" + b"Khan,Bailey\r\n" * 9, cut=0)
@example(text=b'id\na"b,"foo\nbar",c"d\n', cut=0)
@example(text=b"first\nKhan\r\r\nKhan\n", cut=0)  # of two carriage returns one belongs to the line ending
@example(text=b'id,first\n"1","Khan"\n\n"2,3","Khan"\n', cut=1)
def test_every_engine_gives_what_the_reference_gives(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, cut: int
) -> None:
    path = tmp_path_factory.mktemp("engines") / "votes.csv"
    path.write_bytes(text)
    expected = expected_outcome(text, cut)
    assert outcome(path, cut, "processes") == expected
    assert outcome(path, cut, "polars") == expected


@settings(max_examples=200)
@given(text=files)
def test_records_end_where_the_csv_module_ends_them(text: bytes) -> None:
    """Held against Python's own reader, with bytes as Latin-1, one record at a time."""
    text = text.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"")
    taken: list[str] = []

    def lines() -> io.StringIO:
        return io.StringIO(text.decode("latin-1"), newline="\n")

    source = (taken.append(line) or line for line in lines())
    expected = []
    for _ in csv.reader(source):
        expected.append("".join(taken).encode("latin-1"))
        taken.clear()
    dialect = tally.Dialect(b",", 0)
    found = []
    try:
        for _, record in tally.records(text, iter(()), 1, dialect):
            found.append(record)
    except tally.Broken:
        expected.pop()  # the csv module takes the rest of the file for the field
    assert found == expected


@settings(max_examples=200)
@given(text=files, cut=st.integers(0, 1), size=st.sampled_from([1, 5, 1 << 18]))
def test_records_are_found_again_with_their_lines(text: bytes, cut: int, size: int) -> None:
    records, open_line, _ = reference(text, cut)
    whole = reference(text, 0)[0]
    header = next((at for at, record in enumerate(whole) if record[1]), None)
    if header is None or open_line or any(key == TOO_FEW for _, raw, key, _ in records[header + 1 :] if raw):
        return
    papers = [(line, raw, key) for line, raw, key, _ in records[header + 1 :] if raw]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CHUNK", size)
        assert list(lines_where(io.BytesIO(text), lambda _: True, cut=cut)) == [one[:2] for one in papers]
        assert list(lines_in_turn(io.BytesIO(text), cut=cut)) == [key for _, _, key in papers]
        for wanted in {key for _, _, key in papers}:
            found = list(lines_where(io.BytesIO(text), {wanted}, cut=cut))
            assert found == [(line, raw) for line, raw, key in papers if key == wanted]


@settings(max_examples=100)
@given(
    text=files, members=st.integers(1, 3), padding=st.integers(0, 3), size=st.sampled_from([1, 7, 1 << 18])
)
def test_gzip_gives_what_the_plain_file_gives(text: bytes, members: int, padding: int, size: int) -> None:
    step = len(text) // members + 1
    packed = b"".join(gzip.compress(text[at : at + step]) for at in range(0, max(1, len(text)), step))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CHUNK", size)
        results = []
        for stream in (io.BytesIO(text), io.BytesIO(packed + b"\0" * padding)):
            try:
                results.append(distinct_lines(stream))
            except InputError as error:
                results.append(str(error))
    assert results[0] == results[1]


# -- The engines themselves -------------------------------------------------------------------------------


def papers(path: Path, number: int = 3000) -> Path:
    path.write_bytes(b"id,first\n" + b"".join(b"%d,%d\n" % (one, one % 7) for one in range(number)))
    return path


@pytest.mark.parametrize("cut", [0, 1])
@pytest.mark.parametrize("delimiter", [b",", b";"])
def test_the_engines_do_not_hand_ordinary_files_back(tmp_path: Path, cut: int, delimiter: bytes) -> None:
    """Otherwise everything would be counted twice, and nobody would notice but the clock."""
    path = papers(tmp_path / "votes.csv")
    path.write_bytes(path.read_bytes().replace(b",", delimiter))
    dialect = tally.Dialect(delimiter, cut)
    by_processes = engines.by_processes(path, 9, path.stat().st_size, dialect, workers=3, progress=None)
    assert by_processes is not None
    assert by_processes.lines() == 3000
    by_polars = engines.by_polars(path, b"id%sfirst\n" % delimiter, dialect)
    assert by_polars is not None
    assert by_polars.lines() == 3000


def test_a_worker_gives_up_where_hardly_any_papers_are_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = papers(tmp_path / "votes.csv")
    replies: list[int] = []
    monkeypatch.setattr(tally, "CROWD", 10)
    monkeypatch.setattr(tally, "TICK_BYTES", 64)
    monkeypatch.setattr(tally, "CHUNK", 64)
    monkeypatch.setattr("sys.argv", ["", str(path.stat().st_size), "0", "44"])
    with path.open("rb") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.open", lambda *_, **__: file)
        with pytest.raises(SystemExit) as ended:
            tally.work()
        replies.append(int(str(ended.value)))
    assert replies == [1]


def test_a_file_of_different_records_is_not_given_to_polars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = papers(tmp_path / "votes.csv")
    monkeypatch.setattr(engines, "by_polars", lambda *_, **__: pytest.fail("all records in memory, twice"))
    assert distinct_lines(path, engine="polars").records == 3000


def test_a_dead_worker_does_not_lose_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = papers(tmp_path / "votes.csv")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert distinct_lines(path, cut=1, engine="processes").lines[b"0"] == 429


def test_without_polars_the_result_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = papers(tmp_path / "votes.csv")
    with_polars = distinct_lines(path, cut=1, engine="polars")
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    assert not engines.has_polars()
    assert distinct_lines(path, cut=1, engine="polars") == with_polars


@pytest.mark.parametrize(
    ("size", "workers", "polars", "engine"),
    [
        (23_999_999, 2, True, "single"),
        (24_000_000, 2, True, "processes"),
        (24_000_000, 1, True, "single"),
        (1_000_000_000, 2, True, "polars"),
        (1_000_000_000, 2, False, "processes"),
    ],
)
def test_the_engine_is_chosen_by_size(
    monkeypatch: pytest.MonkeyPatch, size: int, workers: int, polars: bool, engine: Engine
) -> None:
    monkeypatch.setattr(engines, "has_polars", lambda: polars)
    assert passes.best_engine(size, workers) == engine


@pytest.mark.parametrize("engine", ENGINES)
def test_progress_reaches_the_end_and_never_turns_back(tmp_path: Path, engine: Engine) -> None:
    path = papers(tmp_path / "votes.csv", number=300_000)
    said: list[int] = []
    distinct_lines(path, cut=1, engine=engine, progress=said.append)
    assert said == sorted(said)
    assert said[-1:] == [path.stat().st_size]


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = papers(tmp_path / "votes.csv")
    count = engines.by_processes

    def meddle(*args: object, **options: object) -> object:
        with path.open("ab") as file:
            file.write(b"3000,0\n")
        return count(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engines, "by_processes", meddle)
    with pytest.raises(InputError, match="changed while it was read"):
        distinct_lines(path, cut=1, engine="processes")


# -- Streams ----------------------------------------------------------------------------------------------


class Pipe:
    """What standard input is: it can be read forward, in whatever pieces it comes."""

    def __init__(self, data: bytes, piece: int) -> None:
        self.data, self.piece = io.BytesIO(data), piece

    def read(self, size: int, /) -> bytes:
        return self.data.read(min(size, self.piece))


@pytest.mark.parametrize("piece", [1, 10, 1 << 20])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_stream_that_comes_in_pieces(piece: int, pack: Callable[[bytes], bytes]) -> None:
    text = b"first,second\n" + b"Khan,Bailey\n" * 1000
    assert text.startswith(head(Pipe(pack(text), piece), size=40))
    found = distinct_lines(Pipe(pack(text), piece))
    assert found.lines == {b"Khan,Bailey": 1000}
    assert (found.size, found.sha256) == (len(text), hashlib.sha256(text).hexdigest())


def test_a_pipe_with_a_name_is_read_once(tmp_path: Path) -> None:
    """What a shell gives a command for `<(gunzip -c votes.csv.gz)`."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    path = tmp_path / "pipe"
    os.mkfifo(path)
    text = b"first,second\n" + b"Khan,Bailey\n" * 20_000
    writer = threading.Thread(target=path.write_bytes, args=(text,), daemon=True)
    writer.start()
    reading = hustings.read(path)
    writer.join()
    assert sum(pile.papers for pile in reading.papers.piles) == 20_000


# -- What is refused --------------------------------------------------------------------------------------


def refusal(path: Path, **options: int) -> InputError:
    with pytest.raises(InputError) as caught:
        distinct_lines(path, **options)  # type: ignore[arg-type]
    return caught.value


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.csv").message == "there is no such file"
    assert refusal(tmp_path).message == "this is a folder"
    assert str(tmp_path) in refusal(tmp_path).where


@pytest.mark.parametrize("text", [b"", b"\n", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_empty_file(tmp_path: Path, text: bytes, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(pack(text))
    assert refusal(path).message == "the file is empty"


@pytest.mark.parametrize("length", [2, 5, 30, -9, -1])
def test_a_gzip_file_cut_short(tmp_path: Path, length: int) -> None:
    path = tmp_path / "votes.csv.gz"
    path.write_bytes(gzip.compress(b"first,second\n" + bytes(range(32, 127)) * 20)[:length])
    error = refusal(path)
    assert error.message == "the gzip file is damaged"
    assert "missing" in error.found


def test_a_gzip_file_with_a_wrong_byte_or_something_after_it(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv.gz"
    packed = bytearray(gzip.compress(b"first,second\n" + b"Khan,Bailey\n" * 99))
    path.write_bytes(packed + b"more")
    assert refusal(path).message == "the gzip file is damaged"
    packed[-6] ^= 1  # in the checksum
    path.write_bytes(packed)
    assert refusal(path).message == "the gzip file is damaged"


def test_a_quote_that_is_never_closed_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(b'first,second\nKhan,Bailey\nKhan,"Bailey\n' + b"Khan,Bailey\n" * 9)
    error = refusal(path)
    assert error.where == f"{path}:3"
    assert error.found == 'Khan,"Bailey'


def test_lines_that_end_in_a_carriage_return_alone(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(b"first,second\rKhan,Bailey\r")
    assert refusal(path).where == f"{path}:1"
    path.write_bytes(b"first,second\nKhan,Bailey\nKhan\r,Bailey\n")
    assert refusal(path).where == f"{path}:3"


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tally, passes, engines):
        monkeypatch.setattr(module, "LONGEST", 1000)
    monkeypatch.setattr("hustings.mechanics.distinct.LONGEST", 1000)
    monkeypatch.setattr(sources, "CHUNK", 400)
    path = tmp_path / "votes.csv"
    for text in (b"first\n" + b"x" * 3000, b"first\n" + b"x" * 1001, b"x" * 3000 + b"\n"):
        path.write_bytes(text)
        for engine in ENGINES:
            with pytest.raises(InputError, match="longer than 1,000 bytes"):
                distinct_lines(path, engine=engine)


def test_a_stream_that_never_ends_its_line_is_not_read_for_ever() -> None:
    class Endless:
        def read(self, size: int, /) -> bytes:
            return b"x" * size

    with pytest.raises(InputError, match="longer than 16,777,216 bytes"):
        distinct_lines(Endless())


def test_a_stream_of_ever_new_records_is_not_held_for_ever() -> None:
    class Endless:
        number = 0

        def read(self, size: int, /) -> bytes:
            self.number += 1
            return b"%d\n" % self.number

    with pytest.raises(InputError, match="more than 100 different records"):
        distinct_lines(Endless(), most=100)


@pytest.mark.parametrize("engine", ENGINES)
def test_more_different_records_than_can_be_papers(tmp_path: Path, engine: Engine) -> None:
    path = papers(tmp_path / "votes.csv")
    with pytest.raises(InputError, match="more than 6 different records") as caught:
        distinct_lines(path, cut=1, most=6, engine=engine)
    assert "id" in caught.value.hint
    assert distinct_lines(path, cut=1, most=7, engine=engine).records == 3000


@pytest.mark.parametrize("delimiter", [b"", b"ab", b'"', b"\n", b"\xe9"])
def test_a_delimiter_is_one_character(delimiter: bytes) -> None:
    with pytest.raises(ValueError, match="one ASCII character"):
        distinct_lines(io.BytesIO(b"first\n"), delimiter=delimiter)


def test_counts_add_to_the_whole_file() -> None:
    """CRC against CRC: the records written out again, in order, hold the same bytes."""
    rows = [b"%d,%d" % (one % 5, one % 3) for one in range(1000)]
    found = distinct_lines(io.BytesIO(b"first,second\r\n" + b"\r\n".join(rows)))
    again = b"".join((record + b"\n") * number for record, number in found.lines.items())
    assert zlib.crc32(again) == zlib.crc32(b"".join(row + b"\n" for row in sorted(rows)))
    assert isinstance(found, Distinct)
