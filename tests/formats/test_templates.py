"""Templates: they read back as they are, and when filled in trivially."""

from __future__ import annotations

import csv
import io
import re
import sys

import pytest

from hustings.awaiting import Awaiting
from hustings.contest import Contest
from hustings.counting import count
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.formats import _templates, statements
from hustings.formats._decisions import parse_decisions
from hustings.formats._facts import parse_facts
from hustings.formats._format import Facts, Opened
from hustings.returns import Returns
from hustings.rules.supplementary_vote import RULE

NAMES = ['Ann "Nan" Archer', "Bert Fry: the One", "Siân, Cat", "=Dan"]
AREAS = ["North & West", "=South"]


def uncommented(template: bytes, *leave_out: str) -> bytes:
    """Every setting that stands in a comment, put to use but for those left out."""
    lines = []
    for line in template.decode().splitlines():
        setting = re.match(r"# (\[|(\w+) = )", line)
        lines.append(line[2:] if setting and setting[2] not in leave_out else line)
    return "\n".join(lines).encode()


def facts() -> Contest:
    return parse_facts(_templates.contest(NAMES, AREAS))[0]


def read(data: bytes, contest: Contest | None, decisions: Decisions | None = None) -> Returns:
    opened = Opened(name="statements", stream=io.BytesIO(data))
    papers = statements.read(opened, Facts(contest=contest, decisions=decisions or Decisions())).papers
    assert isinstance(papers, Returns)
    return papers


def test_contest_reads_back_as_it_is() -> None:
    contest, totals = parse_facts(_templates.contest(NAMES, AREAS))
    assert [one.name for one in contest.candidates] == NAMES
    assert [one.name for one in contest.areas] == AREAS
    assert totals is None and contest.declared is None
    assert len(parse_facts(_templates.contest())[0].candidates) == 3
    assert parse_facts(_templates.contest(["Ann", "Bert"]))[0].areas == ()


def test_contest_reads_back_with_every_setting_in_use() -> None:
    contest, totals = parse_facts(uncommented(_templates.contest(NAMES, AREAS)))
    assert contest.law and contest.office and contest.date and contest.electorate and contest.source
    assert contest.declared is not None
    assert totals is not None and totals.rejected and totals.unused
    assert contest.candidates[0].party and contest.candidates[0].known_as


def test_decisions_decide_nothing_until_they_are_filled_in() -> None:
    assert parse_decisions(_templates.decisions(NAMES), facts()) == Decisions()
    accepted = uncommented(_templates.decisions(NAMES), "paper", "area", "head")
    made = parse_decisions(accepted, facts())
    assert made.rulings[0].ruling.vote == (facts().ids[0], "-")
    assert made.directions[0].remaining == made.lots[0].between == facts().ids[:2]
    with pytest.raises(InputError, match="on one paper"):
        parse_decisions(uncommented(_templates.decisions(NAMES)), facts())


def filled(template: bytes, stages: tuple[str, ...]) -> bytes:
    """Each figure of the given stages: 7 papers more for the first candidate than for the last."""
    rows = list(csv.DictReader(io.StringIO(template.decode())))
    people = [column for column in rows[0] if column.startswith("first:")]
    for row in (row for row in rows if row["stage"] in stages):
        if row["stage"] == "first":
            row |= {column: str(20 - 5 * place) for place, column in enumerate(people)}
        else:
            row |= {f"counted:{column[6:]}": "2" for column in people[:2]}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def test_statements_are_empty_until_filled_in_and_then_count_through() -> None:
    template = _templates.statements_csv(NAMES, AREAS)
    assert statements.sniff(template)
    empty = count(RULE, read(template, facts())).awaiting
    assert empty is not None and empty.what == "first-statements"
    assert empty.areas == tuple(area.id for area in facts().areas)
    first = read(filled(template, ("first",)), facts())
    assert len(first.statements) == 2
    waiting = count(RULE, first).awaiting
    assert waiting is not None and waiting.what == "direction"
    decisions = parse_decisions(uncommented(_templates.decisions(NAMES), "paper", "area", "head"), facts())
    whole = read(filled(template, ("first", "second")), facts(), decisions)
    assert count(RULE, whole).winner == facts().ids[0]
    assert whole.provisional() == whole.areas


def test_the_spreadsheet_is_the_same_as_the_csv_and_the_same_every_time() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    data = _templates.statements_xlsx(NAMES, AREAS)
    assert data == _templates.statements_xlsx(NAMES, AREAS)
    book = openpyxl.load_workbook(io.BytesIO(data))
    wanted = list(csv.reader(io.StringIO(_templates.statements_csv(NAMES, AREAS).decode())))
    shown = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert shown == wanted
    for column, heading in enumerate(wanted[0], 1):
        if heading.startswith("first:"):
            for line in (2, 3):
                book.worksheets[0].cell(line, column, value=10)
    out = io.BytesIO()
    book.save(out)
    papers = read(out.getvalue(), facts())
    assert papers.first_preferences() == dict.fromkeys(facts().ids, 20)


def test_writing_a_spreadsheet_needs_xlsxwriter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="needs the package XlsxWriter"):
        _templates.statements_xlsx(NAMES, AREAS)


def test_no_cell_begins_as_a_formula_does() -> None:
    rows = csv.reader(io.StringIO(_templates.statements_csv(NAMES, ["=A", "+B", "-C", "@D"]).decode()))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_two_candidates_have_no_second_statements() -> None:
    rows = list(csv.reader(io.StringIO(_templates.statements_csv(["Ann", "Bert"], ["North"]).decode())))
    assert [row[1] for row in rows[1:]] == ["first"]
    assert not [column for column in rows[0] if column.startswith(("counted", "not_counted"))]


def test_without_names_the_three_templates_agree() -> None:
    contest = parse_facts(_templates.contest())[0]
    papers = read(filled(_templates.statements_csv(), ("first",)), contest)
    with pytest.raises(Awaiting):
        papers.second_preferences(contest.ids[:2])
    assert parse_decisions(_templates.decisions(), contest) == Decisions()
