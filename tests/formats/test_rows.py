"""Rows: every way of writing the same file reads the same; every slip is refused with its line."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.formats._cells import whole
from hustings.formats._format import Facts, Opened
from hustings.formats._rows import Row, Rows, located, read_rows, records_of

KNOWN = ("paper", "first", "second", "area")


def rows(data: bytes | str, *, ids: str = "") -> Rows:
    data = data if isinstance(data, bytes) else data.encode()
    opened = Opened(name="v.csv", stream=io.BytesIO(data))
    return read_rows(opened, Facts(), format="x", known=KNOWN, required=["first", "second"], ids=ids)


def held(data: bytes | str) -> list[tuple[dict[str, str], int]]:
    return [(dict(row.cells), row.times) for row in rows(data).rows]


PLAIN = "first,second\nAnn,Bert\nBert,\nAnn,Bert\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.rstrip("\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("first,second", "First , SECOND"),
        PLAIN.replace("first", "\n\nfirst"),
    ],
    ids=["crlf", "cr", "no last ending", "bom", "semicolon", "tab", "header", "blank lines"],
)
def test_every_way_of_writing_it_reads_the_same(data: str) -> None:
    assert (
        held(data)
        == held(PLAIN)
        == [({"first": "Ann", "second": "Bert"}, 2), ({"first": "Bert", "second": ""}, 1)]
    )


def test_quoted_cells_may_hold_delimiters_quotes_and_line_endings() -> None:
    text = 'first,second\n"Khan, Sadiq","Bert ""B"" Fry"\n"Two\nlines",Ann\n'
    assert sorted(row["first"] + row["second"] for row, _ in held(text)) == [
        'Khan, SadiqBert "B" Fry',
        "Two\nlinesAnn",
    ]


def test_blank_lines_are_noted_and_a_file_without_rows_warned_of() -> None:
    assert [note.words for note in rows("first,second\n\nAnn,Bert\n\n").notes] == [
        "2 empty lines were left out"
    ]
    assert [note.level for note in rows("first,second\n").notes] == ["warning"]


def test_the_digest_is_of_the_file_as_it_stands() -> None:
    crlf, cr = rows(PLAIN.replace("\n", "\r\n")).source, rows(PLAIN.replace("\n", "\r")).source
    assert crlf.size == len(PLAIN) + 4
    assert cr.size == len(PLAIN)
    assert len({crlf.sha256, cr.sha256, rows(PLAIN).source.sha256}) == 3


REFUSED = {
    "too few cells": ("first,second\nAnn,Bert\nAnn\n", "v.csv:3", "a row has too few cells"),
    "too many cells": ("first,second\nAnn,Bert\n\nAnn,Bert,Cat\n", "v.csv:4", "a row has too many cells"),
    "unknown column": ("first,secnd\n", "v.csv:1", "unknown column"),
    "column twice": ("first,second,first\n", "v.csv:1", "a column stands twice in the header"),
    "column missing": ("first,area\n", "v.csv:1", "the column second is missing"),
    "not CSV": ('first,second\nAnn,"Bert"x\n', "v.csv:2", "a quoted cell is not written as CSV"),
    "encoding": ("first,second\nAnn,Bert\nSiân,\n".encode("latin-1"), "v.csv:3", "the text is not UTF-8"),
    "encoding of the header": ("first,sêcond\n".encode("latin-1"), "v.csv:1", "the text is not UTF-8"),
    "zero byte": ("first,second\nAnn\0,Bert\n", "v.csv:2", "the text is not UTF-8"),
    "no header": ("\n\n", "v.csv:1", "unknown column"),
}


@pytest.mark.parametrize(("data", "where", "words"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused_with_its_line(data: bytes | str, where: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        rows(data)
    assert (caught.value.where, caught.value.message) == (where, words)
    assert caught.value.found
    assert caught.value.expected


def test_a_misspelt_column_gets_a_suggestion() -> None:
    with pytest.raises(InputError, match=r"did you mean second\?"):
        rows("first,secnd\n")


def test_ids_are_cut_off_and_found_again() -> None:
    read = rows('paper,first,second\n1,Ann,Bert\n"2,a",Ann,Bert\n3,Bert,\n', ids="paper")
    assert [(row.raw, row.times) for row in read.rows] == [(b"Ann,Bert", 2), (b"Bert,", 1)]
    assert list(records_of(read, {b"Ann,Bert"})) == [
        (2, b"1,Ann,Bert"),
        (3, b'"2,a",Ann,Bert'),
    ]
    assert len(list(records_of(read))) == 3


def test_a_complaint_about_a_row_names_its_first_line() -> None:
    read = rows(PLAIN)
    bert: Row = read.rows[1]
    with pytest.raises(InputError, match=r"^v.csv:3: no"), located(read, bert):
        raise InputError("no")


@pytest.mark.parametrize("text", ["1,013,721", "0", "12", "007"])
def test_whole_numbers(text: str) -> None:
    assert whole(text, what="papers") == int(text.replace(",", ""))


@pytest.mark.parametrize("text", ["-4", "1.5", "−4", ".5", "1,234.5"])
def test_negative_and_fractional_counts_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"v.csv:2: negative or fractional count"):
        whole(text, what="papers", where="v.csv:2")


@pytest.mark.parametrize("text", ["", "ten", "1,2", "12,34", "1e3", "٣"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="this is not a whole number"):
        whole(text, what="papers")


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_whatever_the_csv_module_writes_is_read_back(papers: list[tuple[str, str]], delimiter: str) -> None:
    import csv
    from collections import Counter

    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second"), *papers])
    read: Counter[tuple[str, ...]] = Counter()
    for row, times in held(text.getvalue()):
        read[row["first"], row["second"]] += times
    assert read == Counter((first.strip(), second.strip()) for first, second in papers)
