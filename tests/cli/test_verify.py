"""Records and files altered by hand: verify leaves with 5 and names what differs."""

import pytest

from hustings.cli import main

FACTS = """
title = "Mayor of Borsetshire"
office = "local-authority-mayor"
date = "2019-05-02"
candidates = ["Ann", "Bert", "Cat"]
[totals]
used = 101
reason = "one paper was found later"
[[area]]
name = "North"
"""
ROWS = """\
area,stage,first:Ann,first:Bert,first:Cat,counted:Ann,counted:Bert
North,first,40,35,25,,
North,second,,,,5,10
"""
DECISIONS = '[[direction]]\nremaining = ["Ann", "Bert"]\nby = "the returning officer"\n'
LOT = (
    '\n[[lot]]\nbetween = ["Ann", "Bert"]\nchosen = "Ann"\nby = "the returning officer"\nmethod = "sealed"\n'
)


@pytest.fixture
def verify(tmp_path, capsys, monkeypatch):
    """Counts, alters the record's text, verifies it; gives the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.csv").write_text(ROWS, "utf-8")
    (tmp_path / "contest.toml").write_text(FACTS, "utf-8")
    (tmp_path / "decisions.toml").write_text(DECISIONS + LOT, "utf-8")

    def call(*argv):
        with pytest.raises(SystemExit) as leave:
            main(list(argv))
        printed = capsys.readouterr()
        return leave.value.code or 0, printed.out + printed.err

    assert call("count", "s.csv", "-o", "r.json")[0] == 0
    made = (tmp_path / "r.json").read_text("utf-8")

    def altered(old, new, *inputs):
        assert old in made
        (tmp_path / "r.json").write_text(made.replace(old, new), "utf-8")
        return call("verify", "r.json", *inputs)

    return altered


FILES = ("s.csv", "contest.toml", "decisions.toml")


def test_what_was_not_altered_is_verified(verify):
    code, text = verify('"used": 101', '"used": 101', *FILES)
    assert (code, text) == (
        0,
        "verified: counted again from its own papers and the files named, everything agrees\n",
    )


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Mayor of Borsetshire", "Mayor of Ambridge", "the contest's title"),
        ("2019-05-02", "2019-05-03", "the contest's date"),
        ("one paper was found later", "papers were found later", "the totals of the contest"),
        ('"method": "sealed"', '"method": "tossed"', "the lots in the record"),
        ('"by": "the returning officer"', '"by": "somebody"', "the directions in the record"),
    ],
)
def test_a_fact_altered_in_the_record_is_found_in_the_files(verify, old, new, named):
    code, text = verify(old, new, *FILES)
    assert code == 5 and named in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"id": "ann"', '"id": "anne"', "other candidates"),
        ('"remaining": ["ann", "bert"]', '"remaining": ["ann", "nobody"]', "somebody who does not stand"),
    ],
)
def test_papers_and_directions_of_other_people_are_no_fault_of_hustings(verify, old, new, words):
    code, text = verify(old, new)
    assert code == 5 and words in text


def test_a_file_of_facts_that_is_not_there(verify):
    code, text = verify("101", "101", "s.csv", "nowhere.toml")
    assert code == 3 and "nowhere.toml: the file cannot be read" in text
