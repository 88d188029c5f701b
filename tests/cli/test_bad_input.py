"""Every kind of bad input that people bring: its message, what it tells them to do, and its exit code."""

import gzip

import pytest

from hustings.cli import main

CONTEST = """
title = "Mayor of Ambridge"
[[candidate]]
id = "archer"
name = "Ann Archer"
[[candidate]]
id = "fry"
name = "Bert Fry"
[[candidate]]
id = "grundy"
name = "Clarrie Grundy"
[[area]]
id = "north"
name = "North"
[[area]]
id = "south"
name = "South"
"""
GOOD = "first,second\nAnn Archer,Bert Fry\nBert Fry,\nAnn Archer,\n"
FIRSTS = (
    "area,stage,version,status,used,rejected:rejected,first:Ann Archer,first:Bert Fry,first:Clarrie Grundy\n"
)
SECONDS = (
    "area,stage,version,status,first:Ann Archer,first:Bert Fry,first:Clarrie Grundy,"
    "counted:Ann Archer,counted:Bert Fry\n"
)


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Runs a command in an empty folder, with some files in it; gives the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)

    def runner(*argv, **files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            if isinstance(content, str):
                path.write_bytes(content.encode())
            else:
                path.write_bytes(content)
        with pytest.raises(SystemExit) as leave:
            main([str(one) for one in argv])
        printed = capsys.readouterr()
        return leave.value.code or 0, printed.out + printed.err

    return runner


def refused(outcome, *words, code=3):
    exit_code, text = outcome
    assert exit_code == code, text
    for word in words:
        assert word in text, f"{word!r} is not in:\n{text}"
    assert "Traceback" not in text


def test_the_good_file_is_counted(run):
    code, text = run("count", "votes.csv", votes__csv=GOOD, contest__toml=CONTEST)
    assert code == 0 and "Ann Archer" in text


def test_two_candidates_of_one_name_without_ids(run):
    twins = 'title = "T"\n[[candidate]]\nname = "Ann Archer"\n[[candidate]]\nname = "Ann Archer"\n'
    refused(
        run("count", "votes.csv", votes__csv=GOOD, contest__toml=twins), "Ann Archer", "contest.toml", "id"
    )


def test_an_unknown_candidate_is_answered_with_the_nearest_name(run):
    votes = GOOD + "Clary Grundy,\n"
    refused(
        run("count", "votes.csv", votes__csv=votes, contest__toml=CONTEST),
        "votes.csv:5",
        "Clary Grundy",
        "Clarrie Grundy",
    )


def test_a_duplicate_candidate_column(run):
    table = "first,Ann Archer,Ann Archer,Bert Fry\nAnn Archer,1,1,1\nBert Fry,1,1,1\n"
    refused(run("count", "t.csv", "--from", "table", t__csv=table), "t.csv:1", "Ann Archer")


@pytest.mark.parametrize("number", ["-4", "2.5", "many"])
def test_a_count_that_is_no_count(run, number):
    votes = f"first,second,papers\nAnn Archer,,{number}\n"
    refused(run("count", "v.csv", v__csv=votes, contest__toml=CONTEST), "v.csv:2", number)


def test_a_missing_column(run):
    refused(
        run("count", "v.csv", "--from", "preferences", v__csv="second,area\nAnn Archer,x\n"), "v.csv", "first"
    )


def test_a_ragged_row(run):
    refused(
        run("count", "v.csv", v__csv=GOOD + "Ann Archer,Bert Fry,more\n", contest__toml=CONTEST), "v.csv:5"
    )


def test_a_wrong_encoding(run):
    votes = "first,second\nSiân Berry,\n".encode("cp1252")
    refused(run("count", "v.csv", v__csv=votes), "v.csv", "UTF-8")


def test_a_byte_order_mark_is_accepted(run):
    code, text = run("count", "v.csv", v__csv=b"\xef\xbb\xbf" + GOOD.encode(), contest__toml=CONTEST)
    assert code == 0, text


def test_an_empty_file(run):
    refused(run("count", "v.csv", v__csv="", contest__toml=CONTEST), "v.csv", "empty")


def test_a_truncated_gzip(run):
    whole = gzip.compress(GOOD.encode() * 50)
    refused(run("count", "v.csv.gz", v__csv__gz=whole[: len(whole) - 9], contest__toml=CONTEST), "v.csv.gz")


def test_a_table_contradicted_by_its_totals(run):
    table = "first,Ann Archer,Bert Fry,Clarrie Grundy,blank,first_preferences\nAnn Archer,1,2,3,0,7\n"
    table += "Bert Fry,0,0,0,1,1\nClarrie Grundy,0,0,0,2,2\n"
    refused(run("count", "t.csv", t__csv=table), "t.csv:2", "7", "6")


def test_a_statement_for_an_unknown_area(run):
    rows = FIRSTS + "Nroth,first,1,final,10,0,5,3,2\n"
    refused(run("count", "s.csv", s__csv=rows, contest__toml=CONTEST), "s.csv:2", "Nroth", "North")


def test_two_versions_of_one_number(run):
    rows = FIRSTS + "North,first,1,final,10,0,5,3,2\n" * 2
    refused(run("count", "s.csv", s__csv=rows, contest__toml=CONTEST), "s.csv:3", "version 1")


FIRST_TWO = "North,first,1,provisional,5,3,2,,\nSouth,first,1,provisional,3,5,1,,\n"


def test_a_second_statement_before_the_direction(run):
    rows = SECONDS + FIRST_TWO + "North,second,1,provisional,,,,1,1\n"
    refused(run("count", "s.csv", s__csv=rows, contest__toml=CONTEST), "direction", "s.csv:4")


def test_a_count_that_waits_for_the_direction_prints_the_entry_to_add(run):
    code, text = run("count", "s.csv", s__csv=SECONDS + FIRST_TWO, contest__toml=CONTEST)
    assert code == 4 and "[[direction]]" in text and "Ann Archer" in text and "Bert Fry" in text


MARKS = "paper,first,second\n1,Ann Archer,\n2,Ann Archer=1|Bert Fry=2,\n3,Bert Fry,\n"


def test_a_ruling_for_a_paper_that_does_not_exist(run):
    ruling = (
        '[[ruling]]\npaper = "99"\ndecision = "accept"\nfirst = "Ann Archer"\nsecond = "blank"\nby = "RO"\n'
    )
    refused(
        run("count", "m.csv", m__csv=MARKS, contest__toml=CONTEST, decisions__toml=ruling),
        "decisions.toml",
        "99",
    )


def test_a_referred_paper_waits_and_prints_the_entry_to_add(run):
    code, text = run("count", "m.csv", m__csv=MARKS, contest__toml=CONTEST)
    assert code == 4 and "[[ruling]]" in text and '"2"' in text


LOT = '[[lot]]\nbetween = ["{}", "{}"]\nchosen = "{}"\nby = "RO"\n'


def test_a_lot_for_a_tie_that_does_not_exist(run):
    lot = LOT.format("Ann Archer", "Bert Fry", "Bert Fry")
    refused(
        run("count", "v.csv", v__csv=GOOD, contest__toml=CONTEST, decisions__toml=lot),
        "decisions.toml",
        "does not exist",
    )


TIE = "first,second\nAnn Archer,\nBert Fry,\n"


def test_a_lot_between_the_wrong_people(run):
    lot = LOT.format("Ann Archer", "Clarrie Grundy", "Ann Archer")
    refused(
        run("count", "v.csv", v__csv=TIE, contest__toml=CONTEST, decisions__toml=lot),
        "decisions.toml",
        "wrong people",
    )


def test_an_equality_waits_for_a_lot_and_prints_the_entry_to_add(run):
    code, text = run("count", "v.csv", v__csv=TIE, contest__toml=CONTEST)
    assert code == 4 and "[[lot]]" in text


def test_a_recorded_lot_settles_it(run):
    lot = LOT.format("Ann Archer", "Bert Fry", "Bert Fry")
    code, text = run("count", "v.csv", v__csv=TIE, contest__toml=CONTEST, decisions__toml=lot)
    assert code == 0 and "Bert Fry" in text


def test_a_path_that_is_not_there_and_one_that_is_a_folder(run, tmp_path):
    refused(run("count", "nothing.csv"), "nothing.csv")
    (tmp_path / "folder").mkdir()
    refused(run("count", "folder"), "folder")


def test_a_path_that_cannot_be_written_leaves_nothing(run, tmp_path):
    outcome = run("count", "v.csv", "-o", "nowhere/result.json", v__csv=GOOD, contest__toml=CONTEST)
    refused(outcome, "nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["contest.toml", "v.csv"]


def test_a_folder_without_leave_to_write(run, tmp_path, monkeypatch):
    """The system's refusal is played, since a superuser may write anywhere."""

    def forbidden(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", forbidden)
    outcome = run("count", "v.csv", "-o", "r.json", v__csv=GOOD, contest__toml=CONTEST)
    refused(outcome, "r.json", "Permission denied")
    assert not (tmp_path / "r.json").exists()


def test_an_interrupted_write_leaves_no_partial_file(tmp_path, monkeypatch):
    from pathlib import Path

    from hustings.saving import save

    def interrupted(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "result.json", b"half")
    assert list(tmp_path.iterdir()) == []


def test_files_are_never_overwritten_without_force(run, tmp_path):
    (tmp_path / "r.json").write_text("mine")
    outcome = run("count", "v.csv", "-o", "r.json", v__csv=GOOD, contest__toml=CONTEST)
    refused(outcome, "r.json", "--force", code=2)
    assert (tmp_path / "r.json").read_text() == "mine"
    assert run("count", "v.csv", "-o", "r.json", "--force")[0] == 0
    assert (tmp_path / "r.json").read_text() != "mine"


def test_formulas_and_markup_in_names_are_escaped_everywhere(run, tmp_path):
    names = ["=cmd()", "<script>alert(1)</script>", "Bert Fry"]
    votes = "first,second\n" + "".join(f'"{one}",\n' for one in names) + "=cmd(),\n=cmd(),\n"
    code, text = run("count", "v.csv", "-o", "r.html", "-o", "r.csv", "--from", "preferences", v__csv=votes)
    assert code == 0, text
    assert "<script" not in (tmp_path / "r.html").read_text("utf-8")
    table = (tmp_path / "r.csv").read_text("utf-8")
    assert all(
        not cell.startswith("=") for row in table.splitlines() for cell in row.replace('"', "").split(",")
    )


def test_options_complete_the_facts_before_the_law_is_chosen(run):
    facts = 'office = "local-authority-mayor"\n' + CONTEST
    refused(run("count", "v.csv", v__csv=GOOD, contest__toml=facts), "--rule sv")
    code, text = run("count", "v.csv", "--date", "2019-05-02")
    assert code == 0 and "la-2007" in text


def test_usage(run):
    refused(run("coutn"), "count", code=2)
    refused(run("count"), "FILE", code=2)
    refused(run("count", "v.csv", "--law", "ca-2062", v__csv=GOOD), "ca-2026", code=2)
    refused(run("count", "v.csv", "--rule", "sw", v__csv=GOOD), "'sv'", code=2)
    refused(run("count", "v.csv", "--from", "preferense", v__csv=GOOD), "preferences", code=2)


def test_interrupted_by_the_keyboard(run, monkeypatch):
    from hustings import desk

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(desk, "read", interrupted)
    refused(run("count", "v.csv", v__csv=GOOD), "interrupted", code=130)


@pytest.mark.parametrize("digits", [16, 5000])
def test_a_count_larger_than_any_election(run, digits):
    rows = f"first,second,papers\nAnn,Bert,{'9' * digits}\nBert,,1\nCat,,1\n"
    refused(run("count", "v.csv", v__csv=rows), "v.csv:2", "larger than any election", "correct the count")
    facts = f'title = "x"\ncandidates = ["Ann", "Bert", "Cat"]\nelectorate = {"9" * digits}\n'
    refused(run("count", "v.csv", "--contest", "c.toml", v__csv=GOOD, c__toml=facts), "c.toml")


@pytest.mark.parametrize("option", ["--date", "--notice-date"])
@pytest.mark.parametrize("day", ["2019-13-45", "yesterday"])
def test_a_day_that_is_none(run, option, day):
    outcome = run("count", "v.csv", option, day, "--office", "combined-authority-mayor", v__csv=GOOD)
    refused(outcome, option, day, "year-month-day", code=2)


def test_a_form_without_a_law(run):
    refused(run("count", "v.csv", "--form", "five-heads", v__csv=GOOD), "belongs to a law", "--law", code=2)


def test_candidates_named_on_the_command_line_leave_the_contest_untitled(run):
    people = [word for name in ("Ann Archer", "Bert Fry", "Cat") for word in ("--candidate", name)]
    code, text = run("count", "v.csv", *people, v__csv=GOOD)
    assert (code, text.splitlines()[0]) == (0, "Untitled contest")


def test_a_table_without_a_candidates_row(run):
    table = "first,Ann,Bert,Cat,blank\nAnn,1,30,4,5\nCat,12,3,0,10\n"
    refused(run("count", "t.csv", t__csv=table), "t.csv", "a candidate has no row", "Bert", "write 0")
    by_area = "area,first,Ann,Bert,Cat\nN,Ann,1,3,4\nN,Bert,1,3,4\nN,Cat,1,3,4\nS,Ann,1,3,4\nS,Cat,1,3,4\n"
    refused(run("count", "t.csv", t__csv=by_area), "Bert in S", "a row for every candidate in each area")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_said_to_be_no_utf_8(run, encoding):
    refused(run("count", "v.csv", v__csv=GOOD.encode(encoding)), "the text is not UTF-8", "save the file as")


def test_more_seats_than_a_rule_fills(run):
    facts = 'title = "x"\nseats = 2\ncandidates = ["Ann Archer", "Bert Fry", "Cat"]\n'
    refused(run("count", "v.csv", v__csv=GOOD, contest__toml=facts), "elects one person", "2 seats")


def test_a_law_named_for_an_office_that_it_does_not_govern_is_told(run):
    facts = 'title = "x"\noffice = "mayor-of-london"\ncandidates = ["Ann Archer", "Bert Fry", "Cat"]\n'
    files = {"v__csv": GOOD, "contest__toml": facts}
    words = "though it does not govern the office of Mayor of London"
    assert words in " ".join(run("count", "v.csv", "--law", "la-2007", **files)[1].split())
    assert "though" not in run("count", "v.csv", "--law", "gla-2007-manual", **files)[1]


def test_a_candidate_called_as_a_sign_of_the_format(run):
    facts = 'title = "x"\ncandidates = ["?", "Bert Fry", "Cat"]\n'
    rows = "first,second\n?,Bert Fry\nBert Fry,Cat\n"
    refused(run("count", "v.csv", v__csv=rows, contest__toml=facts), "sign of this format", "?")


def test_a_folder_where_a_file_is_to_be_written(run, tmp_path):
    (tmp_path / "r.json").mkdir()
    outcome = run("count", "v.csv", "-o", "r.json", "--force", v__csv=GOOD)
    refused(outcome, "r.json: the file cannot be written")
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".r.json")]
