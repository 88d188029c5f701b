"""A file is one kind: each is recognised by its own format and by no other, however it is saved."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import shelf
from hustings.errors import InputError
from hustings.formats._format import Facts, Opened

FORMATS = shelf.formats()
HEAD = 1 << 16

FILES = {
    "preferences": ["first,second\nAnn,Bert\n", "first,second,papers\nAnn,Bert,3\n", "area,first\nN,Ann\n"],
    "marks": ["first,second\nAnn|Bert,\n", "paper,first,second\n1,Ann,Bert\n"],
    "table": ["first,Ann,Bert\nAnn,1,0\nBert,0,1\n", "first_choice,Ann,Bert\nAnn,1,0\n"],
    "ranks": [
        "first,second,third\nAnn,Bert,Cat\n",
        "paper,first,second,third\n1,Ann,Bert,Cat\n",
        "first,second,third\nAnn|Bert,,\n",
        "1,2,3\nAnn,Bert,\n",
        "1;2\nAnn;Bert\n",
        "rank1\nAnn\n",
        "1st choice,2nd choice\nAnn,Bert\n",
        "choice_1,choice_2,choice_3,count\n1,2,3,7\n",
        "rank1,rank2\n1,0\n",
    ],
    "wards": ["ward,first_Ann,second_Ann\nNorth,1,0\n", "borough;ward;first_Ann;second_Ann\nA;North;1;0\n"],
    "blt": [
        "3 2\n1 1 0\n0\n",
        "3 2\n0\n",
        "# made by hand\n\n3 2 # two seats\n-2\n(x) 1 1 0\n",
        "3\t2,,\n1 1=2 - 3 0,,\n",
    ],
    "preflib": [
        "# DATA TYPE: soc\n",
        "# FILE NAME: 00001-00000001.cat\n1: 1,2\n",
        "\n# TITLE: x\n# DATA TYPE: wmd\n",
    ],
    "candidate-ranks": ["rank:Ann,rank:Bert\n1,0\n", "area,Rank: Ann\nN,1\n"],
    "candidate-scores": ["score:Ann,score:Bert\n1,0\n"],
    "candidate-approvals": ["Ann,Bert\n1,0\n", "Ann,Bert,Cat\nx,,\n", "approval:Ann\nno\n"],
    "pairwise": ["row_over_column,Ann,Bert\nAnn,0,1\nBert,0,0\n", "Row over column;Ann;Bert\n"],
    "": [
        "1,2,3\n1,2,3\n",  # ranks of candidates 1 to 3, or candidates at ranks 1 to 3
        "Ann,Bert\n1,2\n",
        "rank1,rank3\nAnn,Bert\n",
        "3 2\nAnn\n",
        "# a remark\n1,2\n",
        "Ann\nBert\n",
        ",Ann,Bert\nAnn,0,1\nBert,0,0\n",
    ],
}
CASES = [(text, key) for key, texts in FILES.items() for text in texts]


def claims(start: bytes) -> list[str]:
    return [key for key, one in FORMATS.items() if one.sniff(start[:HEAD])]


@pytest.mark.parametrize(("text", "key"), CASES)
def test_each_file_is_one_kind_however_it_is_saved(text: str, key: str) -> None:
    expected = [key] if key else []
    assert claims(text.encode()) == expected
    assert claims(b"\xef\xbb\xbf" + text.encode()) == expected
    assert claims(text.replace("\n", "\r\n").encode()) == expected
    assert claims(text.replace("\n", "\r").encode()) == expected
    assert claims(text.encode().rstrip(b"\n")) == expected


@pytest.mark.parametrize("key", sorted(set(FORMATS) - {"statements", "record", "declared"}))
def test_a_long_file_is_known_by_its_beginning(key: str) -> None:
    text = FORMATS[key].example + FORMATS[key].example.splitlines(keepends=True)[-1] * 20_000
    assert claims(text.encode()) == [key]


def test_real_files_are_one_kind(data: Path) -> None:
    found = {
        "condorcet/debian-2002/00002-00000001.soi": "preflib",
        "irv/burlington-2009/00005-00000002.toi": "preflib",
        "condorcet/debian-2002/official_pairwise.csv": "pairwise",
        "stv-scotland/glasgow-2007-linn/ballots.blt": "blt",
        "stv-scotland/dundee-2022-w3-west-end/ballots.blt": "blt",
    }
    for name, key in found.items():
        assert claims((data / name).read_bytes()) == [key], name


PIECES = [
    "\n",
    ",",
    ";",
    "1",
    "0",
    "2",
    " ",
    "#",
    '"',
    "Ann",
    "first",
    "rank1",
    "x",
    "\x00",
    "\r",
    "é",
    "- ",
    ":",
]


@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda one: "".join(one).encode()),
    )
)
def test_any_bytes_are_at_most_one_kind_of_ranked_file_and_no_reader_breaks(start: bytes) -> None:
    assert len(claims(start)) <= 1
    for one in FORMATS.values():
        try:
            one.read(Opened(name="v", stream=io.BytesIO(start)), Facts())
        except InputError as error:
            assert error.message
