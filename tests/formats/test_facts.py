"""contest.toml and names: what is read, and every complaint with its entry and line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.contest import Candidate, Contest, Declaration
from hustings.errors import InputError
from hustings.formats._facts import parse_facts, read_facts
from hustings.formats._names import ID, Names, folded, infer_ids, slug
from hustings.paper import TOKENS

# Figures of the declaration of the Greater London Returning Officer, 8 May 2021, shortened.
LONDON = """
title = "Mayor of London 2021"
office = "mayor-of-london"
date = 2021-05-06
notice_date = "2021-03-22"
law = "gla-2007-ecount"
seats = 1
electorate = 6_191_387
source = "declaration"

[declared]
by = "Greater London Returning Officer"
on = 2021-05-08

[[candidate]]
name = "Shaun BAILEY"
party = "Conservative Party Candidate"
known_as = "Bailey"

[[candidate]]
name = "Sadiq Aman KHAN"
id = "khan"

[[area]]
name = "Barnet & Camden"
electorate = 400

[totals]
verified = 2645559
used = 2645558
valid = 2531357
same_as_first = 265343
reason = "one paper missing"

[totals.rejected]
unmarked = 18071
uncertain = 8672

[totals.unused]
blank = 319978
"""


def test_everything_in_contest_toml_is_read() -> None:
    contest, totals = parse_facts(LONDON.encode())
    assert (contest.title, contest.office, contest.law) == (
        "Mayor of London 2021",
        "mayor-of-london",
        "gla-2007-ecount",
    )
    assert (contest.date, contest.notice_date, contest.seats) == ("2021-05-06", "2021-03-22", 1)
    assert (contest.electorate, contest.source) == (6_191_387, "declaration")
    assert contest.declared == Declaration(by="Greater London Returning Officer", on="2021-05-08")
    assert contest.candidates == (
        Candidate(
            id="shaun-bailey", name="Shaun BAILEY", party="Conservative Party Candidate", known_as="Bailey"
        ),
        Candidate(id="khan", name="Sadiq Aman KHAN"),
    )
    assert [(area.id, area.name, area.electorate) for area in contest.areas] == [
        ("barnet-camden", "Barnet & Camden", 400)
    ]
    assert totals is not None
    assert (totals.area, totals.stage, totals.reason) == ("", "first", "one paper missing")
    assert (totals.verified, totals.used, totals.valid) == (2_645_559, 2_645_558, 2_531_357)
    assert totals.rejected == {"unmarked": 18_071, "uncertain": 8_672}
    assert totals.unused == {"blank": 319_978}
    assert totals.totals == {"same_as_first": 265_343}


def test_candidates_in_short_and_nobody_at_all() -> None:
    contest, totals = parse_facts(b'title = "Mayor"\r\ncandidates = ["Ann Archer", "Bert Fry"]\r\n')
    assert [(one.id, one.name) for one in contest.candidates] == [
        ("ann-archer", "Ann Archer"),
        ("bert-fry", "Bert Fry"),
    ]
    assert totals is None
    assert parse_facts(b'\xef\xbb\xbftitle = "Mayor"\ncandidates = []')[0].candidates == ()


def test_spaces_around_texts_are_taken_off_and_seats_are_one() -> None:
    text = b'title = " Mayor "\ncandidates = [" Ann "]\n[[area]]\nname = " N "'
    contest, _ = parse_facts(text)
    assert (contest.title, contest.candidates[0].name, contest.areas[0].name) == ("Mayor", "Ann", "N")
    assert contest.seats == 1
    with pytest.raises(InputError, match="candidates is not as expected"):
        parse_facts(b'title = "M"\ncandidates = [" "]')
    with pytest.raises(InputError, match="title is missing"):
        parse_facts(b'title = " "')


def test_two_of_one_name_with_ids() -> None:
    text = (
        b'title = "M"\n[[candidate]]\nname = "Ann"\nid = "ann-1"\n[[candidate]]\nname = "Ann"\nid = "ann-2"'
    )
    assert parse_facts(text)[0].label("ann-2") == "Ann [ann-2]"


@pytest.mark.parametrize(
    ("text", "message", "where", "hint"),
    [
        ("title = ", "not valid TOML", "contest.toml:1", "template"),
        ('title = "M"\ntitle = "N"', "not valid TOML", "contest.toml:2", "template"),
        ('title = "M"\nofice = "x"', "unknown key", "contest.toml:2", "did you mean office?"),
        ('title = "M"\n[totls]\nused = 1', "unknown key", "contest.toml:2", "did you mean totals?"),
        ('title = "M"\n[[candidat]]\nname = "A"', "unknown key", "contest.toml:2", "mean candidate?"),
        ("office = 'x'", "title is missing", "contest.toml", "add a line"),
        ("title = 4", "title is not as expected", "contest.toml:1", "title ="),
        ('title = "M"\ndate = "6 May"', "date is not as expected", "contest.toml:2", "date = 2027-05-06"),
        ('title = "M"\nelectorate = "many"', "electorate is not as", "contest.toml:2", "without quotes"),
        ('title = "M"\nelectorate = -4', "electorate is not as", "contest.toml:2", "without quotes"),
        ('title = "M"\nelectorate = 4.5', "electorate is not as", "contest.toml:2", "without quotes"),
        ('title = "M"\nelectorate = true', "electorate is not as", "contest.toml:2", "without quotes"),
        ('title = "M"\nseats = 0', "at least one seat", "contest.toml:2", "leave seats out"),
        ('title = "M"\ncandidates = ["A", "a"]', "one name and no ids", "contest.toml:2", "an id"),
        ('title = "M"\ncandidates = ["A", 4]', "candidates is not as", "contest.toml:2", "write"),
        ('title = "M"\ncandidates = ["A"]\n[[candidate]]\nname = "B"', "given twice", ":2", "remove"),
        (
            'title = "M"\n[[candidate]]\nname = "A"\n[[candidate]]\nparty = "P"\nnme = "B"',
            "unknown key",
            "contest.toml: candidate 2, line 6",
            "did you mean name?",
        ),
        ('title = "M"\n[[candidate]]\nparty = "A"', "name is missing", "candidate 1, line 2", "add"),
        ('title = "M"\n[[candidate]]\nname = "A"\nid = "-"', "cannot be an id", "candidate 1, line 4", ""),
        (
            'title = "M"\n[[candidate]]\nname = "A"\nid = "x"\n[[candidate]]\nname = "B"\nid = "x"',
            "two candidates have one id",
            "contest.toml: candidate 2, line 7",
            "an id of its own",
        ),
        (
            'title = "M"\n[[area]]\nname = "N"\n[[area]]\nname = " n "',
            "two areas have one name",
            "contest.toml: area 2, line 5",
            "an id of its own",
        ),
        ('title = "M"\n[candidate]\nname = "A"', "not a list of entries", "contest.toml:2", "[[candidate]]"),
        ('title = "M"\ntotals = 4', "totals is not a table", "contest.toml:2", "[totals]"),
        ('title = "M"\n[declared]\nby = "X"', "without a day", "contest.toml: [declared], line 2", "add"),
        (
            'title = "M"\n[totals]\nused = 1\n[totals.rejected]\nblnk_both = 1',
            "unknown key",
            "contest.toml: [totals.rejected], line 5",
            "did you mean blank_both?",
        ),
        (
            'title = "M"\n[totals.unused]\nsame_candidate = 1',
            "unknown key",
            "contest.toml: [totals.unused], line 3",
            "",
        ),
    ],
)
def test_what_is_refused(text: str, message: str, where: str, hint: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        parse_facts(text.encode())
    assert refused.value.where.endswith(where), refused.value.where
    assert hint in refused.value.hint
    assert refused.value.exit_code == 3


def test_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="not UTF-8") as refused:
        parse_facts('title = "M"\nsource = "Siân"'.encode("cp1252"))
    assert refused.value.where == "contest.toml:2"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read") as refused:
        read_facts(tmp_path / "contest.toml")
    assert refused.value.where == "contest.toml"
    (tmp_path / "contest.toml").write_text('title = "M"', encoding="utf-8")
    assert read_facts(tmp_path / "contest.toml")[0].title == "M"


# -- Names ------------------------------------------------------------------------------------------------

MAYOR = Contest(
    title="Mayor",
    candidates=(
        Candidate(id="khan", name="Sadiq Aman KHAN", known_as="Sadiq Khan"),
        Candidate(id="ann-1", name="Ann Fry"),
        Candidate(id="ann-2", name="Ann Fry"),
    ),
)


@pytest.mark.parametrize("text", ["khan", "KHAN", "Sadiq  aman Khan ", "sadiq khan", "Sadiq Aman KHAN"])
def test_a_candidate_answers_to_id_name_and_commonly_used_name(text: str) -> None:
    assert Names(MAYOR).candidate(text, where="f:1") == "khan"
    assert Names(MAYOR).knows(text)


def test_who_is_not_known_and_who_is_two() -> None:
    names = Names(MAYOR)
    assert names.candidate("Ann Fry [ann-2]", where="f:1") == "ann-2"
    with pytest.raises(InputError, match="two candidates answer") as two:
        names.candidate("ann fry", where="f:1")
    assert two.value.expected == "one of the ids ann-1, ann-2"
    with pytest.raises(InputError, match="unknown candidate") as unknown:
        names.candidate("Sadik Khan", where="f:7")
    assert (unknown.value.where, unknown.value.found) == ("f:7", "Sadik Khan")
    assert unknown.value.hint == "did you mean Sadiq Aman KHAN?"
    assert not names.knows("Ann Fry") and not names.knows("")


@given(st.lists(st.text(min_size=1), max_size=8, unique_by=folded))
def test_inferred_ids_are_ids_each_its_own_and_stable(listed: list[str]) -> None:
    ids = infer_ids(listed, where="f")
    assert len(set(ids)) == len(listed)
    assert all(ID.fullmatch(id) and id not in TOKENS for id in ids)
    assert ids == infer_ids(listed, where="f")
    assert all(id.startswith(slug(name)) for id, name in zip(ids, listed, strict=True))


@pytest.mark.parametrize("token", TOKENS)
def test_no_token_looks_like_an_id(token: str) -> None:
    assert not ID.fullmatch(token)


LISTS = """
title = "Assembly"
seats = 11
threshold = "4.5 %"

[[candidate]]
name = "Reds"
listed = 9
constituencies = 0

[[candidate]]
name = "Blues"
"""


def test_lists_have_a_threshold_persons_and_constituency_seats() -> None:
    contest, _ = parse_facts(LISTS.encode())
    assert contest.threshold == Fraction(9, 200)
    reds, blues = contest.candidates
    assert (reds.listed, reds.constituencies) == (9, 0)
    assert (blues.listed, blues.constituencies) == (None, None)


@pytest.mark.parametrize("wrong", ['"5"', "5", '"101%"', '"-1%"', '"five%"', "0.05"])
def test_a_threshold_is_a_percentage(wrong: str) -> None:
    with pytest.raises(InputError, match="threshold is not as expected"):
        parse_facts(f'title = "A"\nthreshold = {wrong}'.encode())


OPTIONS = """
title = "General resolution"
default = "Further discussion"
electorate = 939

[[candidate]]
name = "Amend the constitution"
majority = "3:1"

[[candidate]]
name = "Further discussion"
"""


def test_options_have_a_default_and_a_majority_over_it() -> None:
    contest, _ = parse_facts(OPTIONS.encode())
    amend, further = contest.candidates
    assert contest.default == further.id
    assert (amend.majority, further.majority) == (Fraction(3), None)


@pytest.mark.parametrize("wrong", ['"3"', "3", '"1:2"', '"0:1"', '"3:0"', '"3:1:1"'])
def test_a_majority_is_a_ratio(wrong: str) -> None:
    with pytest.raises(InputError, match="majority is not as expected"):
        parse_facts(OPTIONS.replace('"3:1"', wrong).encode())


def test_a_default_option_is_one_of_the_candidates() -> None:
    with pytest.raises(InputError, match="the default option is not one of the candidates"):
        parse_facts(OPTIONS.replace('default = "Further', 'default = "Some further').encode())
    with pytest.raises(InputError, match="the default option is not one of the candidates"):
        parse_facts(b'title = "A"\ndefault = "Further discussion"')
    with pytest.raises(InputError, match="the default option is not on the ballot paper"):
        Contest(title="A", candidates=(), default="x")
