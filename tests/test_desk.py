"""The verbs as people call them: read, count, write, load, verify and count again."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import hustings as hs
from hustings import shelf

CONTEST = """\
title = "Mayor of Ambridge"
[[candidate]]
id = "a"
name = "Ann Archer"
[[candidate]]
id = "b"
name = "Bert Fry"
[[candidate]]
id = "c"
name = "Cat Gray"
"""
OFFICE = 'office = "combined-authority-mayor"\n'
VOTES = "first,second,papers\nAnn Archer,Cat Gray,40\nBert Fry,,35\nCat Gray,Bert Fry,20\nCat Gray,!!,5\n"
TIED = "first,second,papers\nAnn Archer,,40\nBert Fry,,35\nCat Gray,Ann Archer,5\nCat Gray,Bert Fry,10\n"
LOT = '[[lot]]\nbetween = ["Bert Fry", "Ann Archer"]\nchosen = "Bert Fry"\nby = "R. Officer"\n'


@pytest.fixture
def folder(tmp_path):
    """An election of 100 papers: 40, 35 and 25 first preferences; 20 seconds elect Bert Fry with 55."""
    (tmp_path / "contest.toml").write_text(CONTEST)
    (tmp_path / "votes.csv").write_text(VOTES)
    return tmp_path


@pytest.fixture
def tied(folder):
    """Ann Archer and Bert Fry level on 45 after the second count."""
    (folder / "votes.csv").write_text(TIED)
    return folder


# -- Counting ---------------------------------------------------------------------------------------------


def test_london_2021_from_its_declared_table():
    """London Elects, declaration of 8 May 2021: Khan 1,013,721 + 192,313, Bailey 893,051 + 84,550."""
    result = hs.count(hs.elections.path("london-2021"))
    assert result.elected == ("Sadiq Aman KHAN",) and result.winner == "Sadiq Aman KHAN"
    names = {one.id: one.name for one in result.record.contest.candidates}
    last = {names[id]: votes for id, votes in result.stages[-1].votes.items()}
    assert last == {"Sadiq Aman KHAN": 1_206_034, "Shaun BAILEY": 977_601}
    assert result.record.law is not None and result.record.law.key == "gla-2007-ecount"


def test_a_file_is_counted_with_the_facts_beside_it(folder):
    result = hs.count(folder / "votes.csv")
    assert result.winner == "Bert Fry" and result.awaiting is None
    assert result.stages[-1].votes == {"a": 40, "b": 55}
    assert result.stages[-1].accounts == {"over_marked": 5}
    assert repr(result) == "<Result Mayor of Ambridge: Bert Fry>"
    assert [one.role for one in result.record.sources] == ["papers", "contest"]
    assert "contest facts from contest.toml" in [note.words for note in result.record.notes]


def test_the_record_binds_every_file_by_digest_and_size(folder):
    """Totals declared beside a table are kept with the facts, and every file is bound by its own bytes."""
    contest = CONTEST + "[totals]\nused = 103\nvalid = 100\n[totals.rejected]\nuncertain = 3\n"
    table = "first,Ann Archer,Bert Fry,Cat Gray,blank\n"
    table += "Ann Archer,0,0,40,0\nBert Fry,0,0,0,35\nCat Gray,0,20,0,5\n"
    (folder / "contest.toml").write_text(contest)
    (folder / "table.csv").write_text(table)
    record = hs.count(folder / "table.csv").record
    assert record.contest_totals.used == 103 and record.totals["papers"] == 103
    assert [(one.role, one.format, one.sha256, one.size) for one in record.sources] == [
        ("papers", "table", sha256(table.encode()).hexdigest(), len(table)),
        ("contest", "toml", sha256(contest.encode()).hexdigest(), len(contest)),
    ]
    assert hs.verify(record, folder / "table.csv", folder / "contest.toml") == ()
    (folder / "contest.toml").write_text(contest.replace("103", "104"))
    with pytest.raises(hs.InputError, match="papers used are not"):
        hs.count(folder / "table.csv")


def test_reading_first_and_counting_later_is_the_same(folder):
    reading = hs.read(folder / "votes.csv")
    assert reading.contest.title == "Mayor of Ambridge"
    assert hs.count(reading).record == hs.count(folder / "votes.csv").record


def test_an_equality_has_no_winner_until_the_lot_is_drawn(tied):
    waiting = hs.count(tied / "votes.csv")
    assert waiting.elected == () and waiting.awaiting.what == "lot"
    assert waiting.awaiting.candidates == ("a", "b")
    assert waiting.awaiting.words == "a lot between Ann Archer and Bert Fry, whose totals are equal"
    with pytest.raises(hs.TieUndecided, match="no winner yet") as error:
        _ = waiting.winner
    assert "Ann Archer and Bert Fry" in str(error.value)
    (tied / "decisions.toml").write_text(LOT)
    drawn = hs.count(tied / "votes.csv")
    assert drawn.winner == "Bert Fry" and drawn.stages[:-1] == waiting.stages
    assert [one.role for one in drawn.record.sources] == ["papers", "contest", "decisions"]
    assert "decisions from decisions.toml" in [note.words for note in drawn.record.notes]


def test_decisions_and_facts_may_be_nouns_or_files_elsewhere(tied, tmp_path_factory):
    lot = hs.Lot(step="lot", between=("a", "b"), chosen="a", by="R. Officer")
    assert hs.count(tied / "votes.csv", decisions=hs.Decisions(lots=(lot,))).winner == "Ann Archer"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "night.toml"
    elsewhere.write_text(LOT)
    assert hs.count(tied / "votes.csv", decisions=elsewhere).winner == "Bert Fry"
    contest = replace(hs.read(tied / "votes.csv").contest, title="Another name")
    assert hs.read(tied / "votes.csv", contest=contest).contest.title == "Another name"


def test_lots_need_no_facts_and_other_decisions_do(tied):
    (tied / "contest.toml").unlink()
    (tied / "decisions.toml").write_text(LOT)
    drawn = hs.count(tied / "votes.csv")
    assert drawn.winner == "Bert Fry" and [one.role for one in drawn.record.sources] == [
        "papers",
        "decisions",
    ]
    assert hs.verify(drawn.record, tied / "votes.csv", tied / "decisions.toml") == ()
    (tied / "decisions.toml").write_text(LOT.replace("Bert Fry", "Nobody Such"))
    with pytest.raises(hs.InputError, match="Nobody Such"):
        hs.count(tied / "votes.csv")
    (tied / "decisions.toml").write_text('[[direction]]\nremaining = ["Ann Archer", "Bert Fry"]\nby = "R"\n')
    with pytest.raises(hs.UsageError, match="facts are needed") as error:
        hs.count(tied / "votes.csv")
    assert "--contest" in error.value.hint


def test_where_nobody_or_two_are_elected_there_is_no_winner(folder):
    record = hs.count(folder / "votes.csv").record
    with pytest.raises(hs.TieUndecided, match="no winner yet"):
        _ = hs.Result(record=replace(record, elected=())).winner
    with pytest.raises(hs.TieUndecided, match="no one winner") as error:
        _ = hs.Result(record=replace(record, elected=("a", "b"))).winner
    assert error.value.found == "Ann Archer and Bert Fry"


@pytest.mark.parametrize("ask", [bool, lambda result: 1 if result else 0], ids=["bool", "if"])
def test_a_result_is_neither_true_nor_false(tied, ask):
    with pytest.raises(TypeError, match="neither true nor false"):
        ask(hs.count(tied / "votes.csv"))


def test_a_notebook_shows_the_page_in_a_frame(folder):
    (folder / "contest.toml").write_text(CONTEST.replace("of Ambridge", 'of \\"A<b>\\" & co'))
    shown = hs.count(folder / "votes.csv")._repr_html_()
    assert shown.startswith('<iframe title="Mayor of &quot;A&lt;b&gt;&quot; &amp; co" srcdoc="&lt;!')
    assert "Bert Fry" in shown and shown.count("<") == shown.count(">") == 2  # the frame's own, no others


def test_standard_input_a_pipe_and_gzip_hold_the_same_papers(folder, monkeypatch):
    plain = hs.count(folder / "votes.csv")
    contest = folder / "contest.toml"
    squeezed = folder / "votes.csv.gz"
    squeezed.write_bytes(gzip.compress(VOTES.encode()))
    zipped = hs.count(squeezed)
    assert zipped.record.papers == plain.record.papers
    # The digest is that of the decompressed bytes.
    assert zipped.record.sources == plain.record.sources
    for data in (VOTES.encode(), gzip.compress(VOTES.encode())):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert hs.count("-", contest=contest).record == plain.record


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_once(folder):
    (folder / "pipe").mkdir()
    pipe = folder / "pipe" / "votes"
    os.mkfifo(pipe)
    counted: list[hs.Result] = []
    # In threads of their own: a pipe that is opened twice waits for ever.
    threads = [
        threading.Thread(target=work, daemon=True)
        for work in (
            lambda: pipe.write_bytes(VOTES.encode()),
            lambda: counted.append(hs.count(pipe, contest=folder / "contest.toml")),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert [result.winner for result in counted] == ["Bert Fry"]


def test_what_is_not_recognised_is_refused_unless_it_is_named(folder):
    (folder / "words.txt").write_text("to whom it may concern\n")
    with pytest.raises(hs.InputError, match="cannot be told") as error:
        hs.read(folder / "words.txt")
    assert error.value.found == "to whom it may concern" and "--from" in error.value.hint
    with pytest.raises(hs.InputError):
        hs.read(folder / "votes.csv", format="table")
    with pytest.raises(hs.UsageError):
        hs.read(folder / "votes.csv", format="tarot")


# -- Rule and law -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "notice", "law", "rule", "winner"),
    [
        ("2021-05-06", "", "ca-2017", "sv", "Bert Fry"),
        ("2024-05-02", "", "fptp-2022", "simple-majority", "Ann Archer"),
        ("2026-07-30", "2026-06-17", "fptp-2022", "simple-majority", "Ann Archer"),
        ("2026-07-30", "2026-06-18", "ca-2026", "sv", "Bert Fry"),
    ],
)
def test_the_law_is_chosen_by_office_and_dates(folder, date, notice, law, rule, winner):
    facts = OFFICE + f"date = {date}\n" + (f"notice_date = {notice}\n" if notice else "")
    (folder / "contest.toml").write_text(facts + CONTEST)
    record = hs.count(folder / "votes.csv").record
    assert record.law.key == law and record.rule.key == rule
    assert [record.contest.label(one) for one in record.elected] == [winner]
    assert record.why_law.startswith(f"{law} governs")


def test_a_law_that_cannot_be_told_is_refused_with_what_to_do(folder):
    (folder / "contest.toml").write_text(OFFICE + "date = 2026-07-30\n" + CONTEST)
    with pytest.raises(hs.InputError, match="notice of election") as error:
        hs.count(folder / "votes.csv")
    assert "--rule sv" in error.value.hint and "ca-2026" in error.value.hint
    assert hs.count(folder / "votes.csv", rule="sv").winner == "Bert Fry"
    assert hs.count(folder / "votes.csv", rule="sv").record.law is None


def test_a_law_named_goes_before_the_facts_and_the_facts_before_the_dates(folder):
    facts = OFFICE + 'date = 2021-05-06\nlaw = "fptp-2022"\n'
    (folder / "contest.toml").write_text(facts + CONTEST)
    from_facts = hs.count(folder / "votes.csv").record
    assert (from_facts.law.key, from_facts.why_law) == ("fptp-2022", "named in the contest's facts")
    named = hs.count(folder / "votes.csv", law="ca-2026").record
    assert (named.law.key, named.why_law, named.rule.key) == ("ca-2026", "named: ca-2026", "sv")
    # A rule beside a law: the rule counts, the law says the rest.
    both = hs.count(folder / "votes.csv", law="ca-2026", rule="simple-majority").record
    assert (both.law.key, both.rule.key) == ("ca-2026", "simple-majority")


@pytest.mark.parametrize("law", ["", "ca-2026"])
@pytest.mark.parametrize("rule", ["", "sv"])
def test_two_candidates_have_one_vote_and_one_candidate_no_poll(tmp_path, law, rule):
    law = "" if rule else law
    two = CONTEST.partition('[[candidate]]\nid = "c"')[0]
    (tmp_path / "contest.toml").write_text(two)
    (tmp_path / "votes.csv").write_text("first,papers\nAnn Archer,40\nBert Fry,41\n,3\n")
    result = hs.count(tmp_path / "votes.csv", law=law, rule=rule)
    assert (result.record.rule.key, result.winner) == ("simple-majority", "Bert Fry")
    contest = hs.Contest(title="M", candidates=(hs.Candidate(id="a", name="Ann"),))
    alone = hs.Reading(contest=contest, papers=hs.Profile.of("a", {}))
    assert hs.count(alone, law=law, rule=rule).record.rule.key == "uncontested"
    nobody = hs.Reading(contest=hs.Contest(title="M", candidates=()), papers=hs.Profile.of("", {}))
    waiting = hs.count(nobody, law=law, rule=rule)
    assert waiting.awaiting.what == "fresh-election"
    with pytest.raises(hs.TieUndecided):
        _ = waiting.winner


@pytest.mark.parametrize("how", ["named", "facts"])
def test_the_law_says_which_head_names_a_paper_with_two_defects(folder, monkeypatch, how):
    """No instrument fixes the order, so each law carries one; here ca-2026 with its order turned round."""
    real = shelf.law
    turned = replace(real("ca-2026"), defect_order=tuple(reversed(real("ca-2026").defect_order)))
    marks = "first,second,official_mark\nAnn Archer|Bert Fry,,no\nAnn Archer,,yes\n"
    (folder / "votes.csv").write_text(marks)
    if how == "facts":
        (folder / "contest.toml").write_text('law = "ca-2026"\n' + CONTEST)
    law = "ca-2026" if how == "named" else ""
    assert hs.count(folder / "votes.csv", law=law).record.rejected == {"no_official_mark": 1}
    monkeypatch.setattr(shelf, "law", lambda key: turned if key == "ca-2026" else real(key))
    record = hs.count(folder / "votes.csv", law=law).record
    assert record.rejected == {"more_than_one_first": 1}
    assert hs.verify(record, folder / "votes.csv", folder / "contest.toml") == ()


# -- Writing and loading ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.html", b"<!DOCTYPE html>"),
        ("r.json", b"{\n"),
        ("r.csv", b"stage,"),
        ("R.JSON", b"{\n"),
        ("r.txt", b""),
    ],
)
def test_the_ending_says_what_is_written(folder, name, start):
    result = hs.count(folder / "votes.csv")
    hs.write(result, folder / name)
    written = (folder / name).read_bytes()
    kind = {"html": "html", "json": "json", "csv": "csv", "txt": "documents"}[name[2:].lower()]
    assert written == hs.render(result.record, kind)
    assert written.lower().startswith(start.lower()) and b"Bert Fry" in written
    hs.write(result.record, folder / "again", report=kind)
    assert (folder / "again").read_bytes() == written


def test_an_ending_that_says_nothing_is_refused(folder):
    result = hs.count(folder / "votes.csv")
    for name in ("result", "result.doc"):
        with pytest.raises(hs.UsageError, match="ending") as error:
            hs.write(result, folder / name)
        assert ".html" in error.value.expected and not (folder / name).exists()


def test_nothing_is_overwritten_unasked(folder):
    result = hs.count(folder / "votes.csv")
    kept = folder / "r.json"
    kept.write_text("mine")
    with pytest.raises(hs.UsageError, match="not overwritten"):
        hs.write(result, kept)
    assert kept.read_text() == "mine"
    hs.write(result, kept, force=True)
    assert hs.load(kept) == result.record


def test_a_record_comes_back_as_it_was(folder):
    result = hs.count(folder / "votes.csv")
    hs.write(result, folder / "r.json")
    back = hs.load(folder / "r.json")
    assert back == result.record
    assert hs.to_json(back) == (folder / "r.json").read_bytes()
    with pytest.raises(hs.InputError, match="cannot be read"):
        hs.load(folder / "none.json")


# -- Counting again and verifying -------------------------------------------------------------------------


@pytest.mark.parametrize("name", hs.elections.names())
def test_a_bundled_election_is_verified_against_its_own_files(name):
    path = hs.elections.path(name)
    record = hs.count(path).record
    beside = [path.parent / one for one in ("contest.toml", "decisions.toml")]
    files = [one for one in beside if one.exists()]
    assert hs.recount(record) == record
    assert hs.verify(record) == ()
    assert hs.verify(record, path, *files) == ()


@pytest.mark.parametrize("law", ["", "fptp-2022", "ca-2026"])
def test_a_count_is_verified_under_the_law_it_was_made_under(folder, law):
    result = hs.count(folder / "votes.csv", law=law)
    assert hs.verify(result.record, folder / "votes.csv", folder / "contest.toml") == ()
    assert hs.recount(result.record) == result.record


def tree_of(folder):
    result = hs.count(folder / "votes.csv")
    return json.loads(hs.to_json(result.record))


def differing(tree):
    return " / ".join(hs.verify(hs.from_json(json.dumps(tree).encode())))


def test_a_changed_pile_is_noticed(folder):
    tree = tree_of(folder)
    next(one for one in tree["papers"]["piles"] if one["vote"] == ["c", "b"])["papers"] += 1
    found = differing(tree)
    assert "stages[1].votes.Bert Fry: recorded 55, recounted 56" in found


def test_a_changed_figure_of_a_stage_is_noticed(folder):
    tree = tree_of(folder)
    tree["stages"][1]["added"]["Bert Fry"] = 19
    assert differing(tree) == "stages[1].added.Bert Fry: recorded 19, recounted 20"


def test_a_changed_name_of_the_elected_is_noticed(folder):
    tree = tree_of(folder)
    tree["outcome"]["elected"] = ["Ann Archer"]
    assert differing(tree) == 'outcome.elected[0]: recorded "Ann Archer", recounted "Bert Fry"'


def test_a_lot_turned_round_is_noticed(tied):
    (tied / "decisions.toml").write_text(LOT)
    tree = tree_of(tied)
    tree["decisions"]["lots"][0]["chosen"] = "a"
    assert 'outcome.elected[0]: recorded "Bert Fry", recounted "Ann Archer"' in differing(tree)


def test_a_changed_digest_is_noticed_against_the_file(folder):
    record = hs.count(folder / "votes.csv").record
    first, *rest = record.sources
    forged = replace(record, sources=(replace(first, sha256="0" * 64), *rest))
    files = folder / "votes.csv", folder / "contest.toml"
    assert hs.verify(forged, *files) == ("the papers in the record is another file",)
    forged = replace(record, sources=(first, replace(rest[0], sha256="0" * 64)))
    assert hs.verify(forged, *files) == ("the contest in the record is another file",)


def test_another_file_is_noticed(folder):
    record = hs.count(folder / "votes.csv").record
    # The same papers in another order: another file, and the same papers.
    header, *rows = VOTES.splitlines()
    (folder / "turned.csv").write_text("\n".join([header, *reversed(rows)]) + "\n")
    other = hs.verify(record, folder / "turned.csv", folder / "contest.toml")
    assert other == ("the papers in the record is another file",)
    (folder / "votes.csv").write_text(VOTES.replace(",20", ",21"))
    assert hs.verify(record, folder / "votes.csv", folder / "contest.toml") == (
        "the papers in the record is another file",
        "the papers read from the file are not those in the record",
    )


def test_every_file_that_was_counted_is_asked_for(tied):
    (tied / "decisions.toml").write_text(LOT)
    record = hs.count(tied / "votes.csv").record
    votes, contest, decisions = (tied / one for one in ("votes.csv", "contest.toml", "decisions.toml"))
    assert hs.verify(record, votes, contest, decisions) == ()
    (found,) = hs.verify(record, votes, contest)
    assert found.startswith("the decisions in the record is a")
    (found,) = hs.verify(record, votes, decisions)
    assert found.startswith("the contest in the record is a")
    with pytest.raises(hs.UsageError, match="one file of papers"):
        hs.verify(record, contest)
    with pytest.raises(hs.UsageError, match="one file of papers"):
        hs.verify(record, votes, votes)


def test_rulings_and_directions_are_told_from_facts_by_what_they_hold(folder):
    (folder / "votes.csv").write_text("first,second\nAnn Archer,\nBert Fry,?\nAnn Archer,\n")
    ruling = '[[ruling]]\npattern = "Bert Fry / ?"\npapers = 1\ndecision = "accept"\nfirst = "Bert Fry"\n'
    rest = 'second = "blank"\nreason = "smudge"\nby = "R. Officer"\n'
    (folder / "decisions.toml").write_text(ruling + rest)
    record = hs.count(folder / "votes.csv", format="marks").record
    files = [folder / one for one in ("votes.csv", "contest.toml", "decisions.toml")]
    assert hs.verify(record, *files) == ()
    assert hs.count(folder / "votes.csv", format="marks").elected == ("Ann Archer",)


def test_the_format_that_read_a_file_reads_it_again(folder):
    """A transcript that looks like adjudicated papers was read as marks: it is verified as marks."""
    (folder / "votes.csv").write_text("first,second\nAnn Archer,\nBert Fry,Ann Archer\nAnn Archer,\n")
    record = hs.count(folder / "votes.csv", format="marks").record
    assert record.sources[0].format == "marks"
    other = hs.count(folder / "votes.csv", format="preferences").record
    assert other.sources[0].format == "preferences"
    for one in (record, other):
        assert hs.verify(one, folder / "votes.csv", folder / "contest.toml") == ()


def test_a_file_written_by_a_stranger_verifies_like_ours(folder, tmp_path):
    """The record is proof by itself: no file, no folder and no clock is in it."""
    result = hs.count(folder / "votes.csv")
    assert str(tmp_path).encode() not in hs.to_json(result.record)
    assert hs.to_json(hs.count(Path(folder) / "votes.csv").record) == hs.to_json(result.record)


def test_seats_may_be_said_when_counting(tmp_path):
    file = tmp_path / "ward.blt"
    file.write_text('3 1\n5 1 2 0\n4 2 1 0\n3 3 0\n0\n"Ann"\n"Bert"\n"Clem"\n"T"\n')
    assert hs.count(file, rule="scottish-stv").record.contest.seats == 1
    result = hs.count(file, rule="scottish-stv", seats=2)
    assert result.elected == ("Ann", "Bert") and hs.verify(result.record, file) == ()
    with pytest.raises(hs.InputError, match="seats must be 1 or more"):
        hs.count(file, rule="scottish-stv", seats=0)


def test_a_paper_that_names_nobody_is_not_valid_under_any_rule(tmp_path):
    file = tmp_path / "ward.blt"
    file.write_text('2 1\n5 1 2 0\n4 0\n0\n"Ann"\n"Bert"\n"T"\n')
    for key in ("av", "borda", "copeland", "schulze-margins"):
        assert hs.count(file, rule=key).record.totals["valid"] == 5
