"""Area statements: real wards first, then the constructed count night, then everything that is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from hustings.contest import Area, Candidate, Contest
from hustings.counting import count
from hustings.decisions import Decisions, Direction
from hustings.errors import InputError, UsageError
from hustings.formats import statements
from hustings.formats._format import Facts, Opened
from hustings.returns import Reading, Returns
from hustings.rules.supplementary_vote import RULE

MAYOR = Contest(
    title="Mayor of Ambridge",
    candidates=tuple(Candidate(id=name.lower(), name=name) for name in ("Ann", "Bert", "Cat")),
    areas=(Area(id="n", name="North"), Area(id="s", name="South")),
)
HEADER = "area,stage,version,status,used,rejected:uncertain,first:Ann,first:Bert,first:Cat,valid,counted:Ann,"
HEADER += "counted:Bert,not_counted:blank,reason\n"


def reading(
    text: str | bytes, contest: Contest | None = MAYOR, decisions: Decisions | None = None
) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    opened = Opened(name="statements.csv", stream=io.BytesIO(data))
    return statements.read(opened, Facts(contest=contest, decisions=decisions or Decisions()))


def returns(text: str | bytes, contest: Contest | None = MAYOR) -> Returns:
    papers = reading(text, contest).papers
    assert isinstance(papers, Returns)
    return papers


# -- London 2016: 663 ward rows of the official spreadsheet (London Elects) -------------------------------

REJECTED = {
    "rej1_want_of_official_mark": "no_official_mark",
    "rej1_identifying": "identifies_voter",
    "rej1_unmarked": "blank_both",
    "rej1_uncertain": "uncertain",
    "rej1_too_many": "more_than_one_first",
}
UNUSED = {
    "second_unmarked": "blank",
    "second_uncertain": "uncertain_second",
    "second_too_many": "over_marked",
}


def london(data: Path, *extra: dict[str, str]) -> str:
    """The ward rows in our own layout; what is known of seconds is what was marked, not what counted."""
    with (data / "sv" / "london-2016-wards" / "wards.csv").open(encoding="utf-8", newline="") as file:
        wards = list(csv.DictReader(file))
    names = [column[6:] for column in wards[0] if column.startswith("first_")]
    rows = []
    for ward in wards:
        row = {"area": f"{ward['constituency']} / {ward['ward']}", "stage": "first"}
        row |= {f"rejected:{code}": ward[column] for column, code in REJECTED.items()}
        row |= {f"first:{name}": ward[f"first_{name}"] for name in names}
        row |= {f"marked:{name}": ward[f"second_{name}"] for name in names}
        row |= {f"unused:{code}": ward[column] for column, code in UNUSED.items()}
        rows.append(row)
    header = list(dict.fromkeys(key for row in (*rows, *extra) for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, *extra])
    return out.getvalue()


def test_london_2016_wards_sum_to_the_declared_first_preferences_and_wait_for_the_direction(
    data: Path,
) -> None:
    declared = json.loads((data / "sv" / "london-2016-wards" / "expected.json").read_text("utf-8"))
    read = reading(london(data), contest=None)
    papers, contest = read.papers, read.contest
    assert isinstance(papers, Returns)
    assert len(papers.areas) == len(papers.statements) == 663
    firsts = {contest.label(id): votes for id, votes in papers.first_preferences().items()}
    assert firsts == {one["name"]: one["first_preferences"] for one in declared["candidates"]}
    assert sum(firsts.values()) == 2_596_961
    for column, code in REJECTED.items():
        total = sum(one.rejected[code] for one in papers.statements)
        assert total == declared["derived_by_us"]["rejected_first"][column]
    marked = {one["name"]: one["second_preferences_all"] for one in declared["candidates"]}
    for id in contest.ids:
        assert sum(one.marked[id] for one in papers.statements) == marked[contest.label(id)]
    counted = count(RULE, papers)
    assert counted.awaiting and counted.awaiting.what == "direction"
    remaining = {contest.label(id) for id in counted.awaiting.candidates}
    assert remaining == {"Sadiq Aman KHAN", "Zac GOLDSMITH"}


def test_london_2016_with_the_declared_seconds_of_the_whole_contest_elects_khan(data: Path) -> None:
    second = {"area": "", "stage": "second", "status": "final"}
    second |= {"counted:Sadiq Aman KHAN": "161427", "counted:Zac GOLDSMITH": "84859"}
    read = reading(london(data, second), contest=None)
    counted = count(RULE, read.papers)
    assert read.contest.label(counted.winner) == "Sadiq Aman KHAN"
    totals = {read.contest.label(id): votes for id, votes in counted.stages[-1].votes.items()}
    # Commons Library CBP-7598: 1,310,143 and 994,614
    assert totals == {"Sadiq Aman KHAN": 1_310_143, "Zac GOLDSMITH": 994_614}
    assert all(stage.balances for stage in counted.stages)


# -- What the columns say ---------------------------------------------------------------------------------


def test_the_example_reads_and_counts_through() -> None:
    assert statements.sniff(statements.EXAMPLE.encode())
    read = reading(statements.EXAMPLE, contest=None)
    counted = count(RULE, read.papers)
    # 50 + 20 first and 4 + 6 second preferences; 30 + 45 and 12 + 20.
    assert counted.stages[-1].votes == {"ann-archer": 80, "bert-fry": 107}
    assert counted.winner == "bert-fry"
    assert counted.stages[-1].accounts == {"not_for_remaining": 5, "blank_or_uncertain": 8}
    assert any("areas are taken to be" in note.words for note in read.notes)


def test_every_field_of_a_row_reaches_its_statement() -> None:
    header = (
        "Area, stage ,version,status,verified,used,rejected:Void for uncertainty as to the first preference,"
    )
    header += (
        "first:ann,first:BERT,first:Cat,valid,total:Ann,marked:Bert,unused:blank,counted:Ann,counted:Bert,"
    )
    header += "not_counted:for_eliminated,reason"
    rows = 'south,first,2,provisional,"1,013",1012,2,500,300,210,1010,,7,8,,,,two papers missing\n'
    rows += "n,second,,,,,,,,,,640,,,100,60,50,\n"
    papers = returns(f"{header}\n{rows}")
    one, two = papers.statements
    assert (one.area, one.stage, one.version, one.status) == ("s", "first", 2, "provisional")
    assert (one.verified, one.used, one.valid, one.rejected) == (1013, 1012, 1010, {"uncertain": 2})
    assert one.first == {"ann": 500, "bert": 300, "cat": 210}
    assert (one.marked, one.unused, one.reason) == ({"bert": 7}, {"blank": 8}, "two papers missing")
    assert (two.area, two.version, two.status, two.verified) == ("n", 1, "final", None)
    assert (two.counted, two.accounts, two.totals) == (
        {"ann": 100, "bert": 60},
        {"for_eliminated": 50},
        {"ann": 640},
    )
    assert two.where == "statements.csv:3"


def test_rows_without_figures_are_statements_still_to_come() -> None:
    papers = returns(
        HEADER + "North,first,,,,,6,3,1,,,,,\nSouth,first,1,provisional,,,,,,,,,,\n,,,,,,,,,,,,,\n"
    )
    assert [one.area for one in papers.statements] == ["n"]
    counted = count(RULE, papers)
    assert counted.awaiting and counted.awaiting.what == "first-statements"
    assert counted.awaiting.areas == ("s",)


def test_directions_come_from_the_decisions() -> None:
    direction = Direction(remaining=("ann", "bert"), by="the officer")
    papers = reading(
        HEADER + "North,first,,,,,6,3,1,,,,,\n", decisions=Decisions(directions=(direction,))
    ).papers
    assert isinstance(papers, Returns)
    assert papers.directions == (direction,)


def test_a_row_of_totals_is_never_one_more_area() -> None:
    rows = "North,first,,,,,6,3,1,,,,,\nSouth,first,,,,,1,2,3,,,,,\n"
    with pytest.raises(InputError, match="row of totals") as refused:
        returns(f"{HEADER}{rows}Total,first,,,,,7,5,4,,,,,\n", contest=None)
    assert refused.value.where == "statements.csv:4"
    agreeing = reading(f"{HEADER}{rows},first,,,,,7,5,4,,,,,\n")
    apart = reading(f"{HEADER}{rows},first,,,,,7,6,4,,,,,\n")
    assert not agreeing.notes
    assert [(note.level, note.where) for note in apart.notes] == [("warning", "statements.csv:4")]
    assert "Bert are 6 for the whole contest and 5 in the areas" in apart.notes[0].words
    for read in (agreeing, apart):
        assert count(RULE, read.papers).stages[0].votes == {"ann": 7, "bert": 5, "cat": 4}


def test_seconds_of_the_whole_contest_beside_those_of_the_areas_are_compared_and_the_areas_counted():
    rows = "North,first,,,,,40,30,30,,,,,\nSouth,first,,,,,20,60,20,,,,,\n"
    areas = "North,second,,,,,,,,,5,20,,\nSouth,second,,,,,,,,,5,10,,\n"
    apart = reading(f"{HEADER}{rows}{areas},second,,,,,,,,,25,15,,\n")
    assert [note.words for note in apart.notes] == [
        "second preferences counted of Ann are 25 for the whole contest and 10 in the areas added: "
        "the areas are counted",
        "second preferences counted of Bert are 15 for the whole contest and 30 in the areas added: "
        "the areas are counted",
    ]
    assert count(RULE, apart.papers).stages[1].added == {"ann": 10, "bert": 30}
    whole = reading(f"{HEADER}{rows}{areas.splitlines()[0]}\n,second,,,,,,,,,25,15,,\n")
    assert count(RULE, whole.papers).stages[1].added == {"ann": 25, "bert": 15}


def test_a_whole_contest_without_areas() -> None:
    read = reading(HEADER + ",first,,,,,6,3,1,,,,,\n", contest=None)
    assert isinstance(read.papers, Returns)
    assert read.papers.areas == ("",)
    assert read.contest.areas == ()


def test_an_area_says_how_many_papers_it_verified_before_it_counts() -> None:
    head = "area,stage,verified,first:Ann,first:Bert,first:Cat\n"
    papers = returns(f"{head}North,verified,41,,,\nNorth,first,41,20,10,9\nSouth,verified,60,,,\n")
    south = papers.latest("s", "verified")
    assert south is not None and south.verified == 60 and papers.latest("s", "first") is None
    awaiting = count(RULE, papers).awaiting
    assert awaiting is not None and awaiting.what == "first-statements" and awaiting.areas == ("s",)
    for row, found in (
        ("South,verified,60,1,,", "figures in first"),
        ("South,verified,,1,,", "figures in first"),
    ):
        with pytest.raises(InputError, match="number of papers verified, and nothing else") as refused:
            returns(f"{head}{row}\n")
        assert refused.value.found == found


@pytest.mark.parametrize(
    ("row", "message", "line"),
    [
        ("North,first,,,,,-6,3,1,,,,,", "negative or fractional", 2),
        ("North,first,,,,,6.5,3,1,,,,,", "negative or fractional", 2),
        ("North,first,,,,,many,3,1,,,,,", "not a whole number", 2),
        ("North,first,,,,,=A1,3,1,,,,,", "holds a formula", 2),
        ("North,first,,,,,6,3,1,,,,", "not as many cells", 2),
        ("Nroth,first,,,,,6,3,1,,,,,", "unknown area", 2),
        ("North,third,,,,,6,3,1,,,,,", "unknown stage", 2),
        ("North,first,,done,,,6,3,1,,,,,", "unknown status", 2),
        ("North,first,0,,,,6,3,1,,,,,", "numbered from 1", 2),
        ("North,first,,,,,6,,1,,,,,", "lacks first preferences", 2),
        ("North,first,,,,,6,3,1,,4,5,,", "figures of the second count", 2),
        ("North,verified,,,40,,,,,,,,,", "papers verified, and nothing else", 2),
        ("North,second,,,,,,,,,4,,,", "lacks second preferences counted", 2),
        ("North,first,,,,,6,3,1,,,,,\nNorth,first,1,,,,6,3,1,,,,,", "same version", 3),
        ('North,first,,,,,6,3,1,,,,,"', "not written as CSV", 2),
    ],
)
def test_rows_that_are_refused(row: str, message: str, line: int) -> None:
    with pytest.raises(InputError, match=message) as refused:
        returns(f"{HEADER}{row}\n")
    assert refused.value.where == f"statements.csv:{line}"
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    ("header", "message", "hint"),
    [
        ("area,first:Ann,first:Bert,first:Cat", "column is missing", "template"),
        ("area,stage,first:Ann,first:Bert", "column is missing", "template"),
        ("area,stage,first:Ann,first:Bertt,first:Cat", "unknown candidate", "did you mean Bert?"),
        ("area,stage,rejected:blnk_both,first:Ann,first:Bert,first:Cat", "unknown code", "mean blank_both?"),
        ("area,stage,frist:Ann,first:Bert,first:Cat", "unknown column", "did you mean first:?"),
        ("area,stage,notes,first:Ann,first:Bert,first:Cat", "unknown column", "write the column"),
        ("area,stage,used:Ann,first:Ann,first:Bert,first:Cat", "unknown column", "did you mean used?"),
        ("area,stage,stage,first:Ann,first:Bert,first:Cat", "column is there twice", "remove"),
        ("area,stage,,first:Ann,first:Bert,first:Cat", "column has no name", "remove"),
        ("area,stage,first:Ann,first:ann ,first:Bert,first:Cat", "column is there twice", "remove"),
        ("area,stage,rejected:uncertain,rejected:void for uncertainty as to the first preference,first:Ann,"
         "first:Bert,first:Cat", "two columns hold the same figure", "remove"),
    ],
)  # fmt: skip
def test_headers_that_are_refused(header: str, message: str, hint: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        returns(f"{header}\n")
    assert refused.value.where == "statements.csv:1"
    assert hint in refused.value.hint
    if "no name" in message:
        assert refused.value.found == "column 3"


def test_rows_without_any_figures_wait_for_every_area() -> None:
    counted = count(RULE, returns(HEADER + "North,first,1,,,,,,,,,,,\nSouth,first,1,,,,,,,,,,,\n"))
    assert counted.awaiting and counted.awaiting.areas == ("n", "s")


def test_semicolons_and_tabs_for_commas() -> None:
    plain = HEADER + "North,first,,,,,6,3,1,,,,,\n"
    for delimiter in (";", "\t", " , "):
        assert returns(plain.replace(",", delimiter)).statements == returns(plain).statements


def test_no_statement_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="there is no statement"):
        returns(HEADER)
    with pytest.raises(InputError, match="no header"):
        returns("\n\n")


def test_two_candidates_of_one_name_need_ids() -> None:
    with pytest.raises(InputError, match="column is there twice") as refused:
        returns("area,stage,first:Ann,first:Ann Fry,first:ann  fry\n", contest=None)
    assert "written by their ids" in refused.value.hint


def test_what_is_not_a_statements_file_is_not_taken_for_one() -> None:
    assert not statements.sniff(b"first,second,papers\nAnn,Bert,4\n")
    assert not statements.sniff(b"area,stage,first,second\n")
    assert not statements.sniff(b"")


# -- Spreadsheets -----------------------------------------------------------------------------------------


def workbook(rows: list[list[object]], *more: str) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title in more:
        book.create_sheet(title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def example_rows() -> list[list[object]]:
    rows = list(csv.reader(io.StringIO(statements.EXAMPLE)))
    return [[int(cell) if cell.isdigit() else cell or None for cell in row] for row in rows]


def test_a_spreadsheet_reads_as_its_csv_does() -> None:
    data = workbook(example_rows(), "help")
    assert statements.sniff(data[:65536])
    read, plain = reading(data, contest=None), reading(statements.EXAMPLE, contest=None)
    assert read.papers == plain.papers
    assert read.contest == plain.contest
    assert any("only the first sheet" in note.words for note in read.notes)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=SUM(A1:A2)", "holds a formula"),
        (4.5, "negative or fractional"),
        (True, "neither text nor a number"),
    ],
)
def test_cells_of_a_spreadsheet_that_are_refused(cell: object, message: str) -> None:
    rows = example_rows()
    rows[1][6] = cell
    with pytest.raises(InputError, match=message) as refused:
        reading(workbook(rows), contest=None)
    assert refused.value.where == "statements.csv:2"


def test_empty_cells_at_the_end_of_a_spreadsheets_rows_come_and_go() -> None:
    rows = example_rows()
    plain = reading(workbook(rows), contest=None).papers
    rows[0] += [None, " "]
    rows[1] += [None, " ", None]
    rows[2] = rows[2][:10]
    assert reading(workbook([[None], *rows]), contest=None).papers.candidates == plain.candidates
    assert reading(workbook(rows), contest=None).papers == plain
    rows[1][-1] = 7
    with pytest.raises(InputError, match="not as many cells"):
        reading(workbook(rows), contest=None)


@pytest.mark.parametrize("number", [3.0, "1,003"])
def test_numbers_of_a_spreadsheet(number: object) -> None:
    rows = example_rows()
    rows[1][6] = number
    firsts = returns(workbook(rows), contest=None).statements[0].first
    assert firsts["ann-archer"] == {"3.0": 3, "1,003": 1003}[str(number)]


def test_spreadsheets_need_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(example_rows())
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match="need the package openpyxl") as refused:
        reading(data, contest=None)
    assert "hustings[xlsx]" in refused.value.hint


def test_a_damaged_spreadsheet_is_refused() -> None:
    data = workbook(example_rows())
    with pytest.raises(InputError, match="spreadsheet cannot be read"):
        reading(data[: len(data) // 2], contest=None)
