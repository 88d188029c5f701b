"""The documents of a count: figures of real elections, the fields each law asks for, what is refused."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

import shown_records as made
from hustings import shelf
from hustings.contest import Declaration
from hustings.errors import InputError, UsageError
from hustings.record import Record
from hustings.reports._documents.sheet import Entries, Sheet, Table
from hustings.reports._documents.wards import Ward, merge_wards
from hustings.reports.documents import KEYS, document, documents
from hustings.returns import Returns


def under(record: Record, law: str, form: str = "") -> Record:
    regime = shelf.laws()[law]
    return replace(record, law=regime, form=form or regime.default_form)


def declared(record: Record) -> Record:
    day = Declaration(by="The returning officer", on="2026-07-31")
    return replace(record, status="declared", contest=replace(record.contest, declared=day))


def tables(sheet: Sheet) -> list[Table]:
    return [block for block in sheet.body if isinstance(block, Table)]


def table(sheet: Sheet, first_column: str) -> dict[str, tuple[str, ...]]:
    """Rows by their first cell, of the first table so headed."""
    found = next(one for one in tables(sheet) if one.columns[0] == first_column)
    return {row.cells[0]: row.cells[1:] for row in found.rows}


def entries(sheet: Sheet) -> dict[str, str]:
    lines = [line for block in sheet.body if isinstance(block, Entries) for line in block.lines]
    return {line.words: line.value for line in lines}


def said(sheet: Sheet) -> str:
    """Everything a document says, in one string."""
    parts: list[str] = [sheet.title, *sheet.marking, *sheet.missing, *sheet.notes, *sheet.cites]
    for block in sheet.body:
        if isinstance(block, Table):
            parts += [block.title, *block.columns, *(cell for row in block.rows for cell in row.cells)]
        elif isinstance(block, Entries):
            parts += [f"{line.words}: {line.value}" for line in block.lines]
        else:
            parts.append(block.text)
    return "\n".join(parts)


# -- Real elections -------------------------------------------------------------------------------------


def test_london_2021_notice_has_the_figures_of_the_declaration(data: Path) -> None:
    """Source: Greater London Returning Officer, declaration of the result of poll, 6 May 2021."""
    record = under(made.london(data), "gla-2007-ecount")
    sheet = document(record, "notice")
    votes = table(sheet, "candidate")
    assert len(votes) == 20
    assert votes["Sadiq Aman KHAN"] == ("1,013,721",)
    assert votes["Shaun BAILEY"] == ("893,051",)
    assert table(sheet, "remaining candidate") == {
        "Shaun BAILEY": ("84,550",),
        "Sadiq Aman KHAN": ("192,313",),
    }
    first, second = [one for one in tables(sheet) if one.columns[0] == "head"]
    assert [row.cells for row in first.rows] == [
        ("unmarked", "18,071"),
        ("uncertain", "8,672"),
        ("voting for too many", "87,214"),
        ("writing identifying voter", "167"),
        ("want of official mark", "77"),
    ]
    # London's base is all valid papers, not those looked at.
    assert "all valid papers" in second.title
    assert [row.cells for row in second.rows] == [
        ("unmarked", "319,978"),
        ("uncertain", "965"),
        ("voting for too many", "7,037"),
    ]
    assert "Duly elected: Sadiq Aman KHAN, Labour Party" in said(sheet)
    assert not sheet.missing and not sheet.has_derived


def test_london_2021_declaration_marks_totals_and_shares_as_derived(data: Path) -> None:
    sheet = document(under(made.london(data), "gla-2007-ecount"), "declaration")
    totals = next(one for one in tables(sheet) if one.columns[-1].startswith("total"))
    assert {row.cells for row in totals.rows} == {
        ("Shaun BAILEY", "977,601"),
        ("Sadiq Aman KHAN", "1,206,034"),
    }
    assert totals.derived == (1,)


def test_london_2021_deposits_seventeen_are_forfeited(data: Path) -> None:
    """Source: law 11.5 R3: 17 of 20 lose the deposit."""
    fates = [cells[-1] for cells in table(document(made.london(data), "deposit-list"), "candidate").values()]
    assert fates.count("forfeited") == 17
    assert fates.count("returned") == 3


def test_greater_manchester_says_which_figures_are_missing_instead_of_inventing_them(data: Path) -> None:
    """Source: greater-manchester-2026/expected.json: rejected papers and the split are not known."""
    record = under(made.manchester(data), "ca-2026")
    sheet = document(record, "declaration")
    assert table(sheet, "remaining candidate") == {"Bev Craig": ("58,076",), "Sian Niamh Astley": ("45,250",)}
    assert [one for one in sheet.missing if "first count" in one]
    assert [one for one in sheet.missing if "66,623 published together" in one]
    with pytest.raises(InputError, match="cannot be drawn") as refusal:
        document(record, "rejected-papers")
    assert "papers rejected, by head" in refusal.value.found
    with pytest.raises(InputError) as refusal:
        document(record, "first-statement")
    assert "by area" in refusal.value.found
    fates = table(document(record, "deposit-list"), "candidate")
    lost = {name for name, cells in fates.items() if cells[-1] == "forfeited"}
    assert lost == {"Richard Martin Kilpatrick", "Marcus Jonathan Farmer"}


def london_2016_wards(data: Path) -> list[Ward]:
    with (data / "sv/london-2016-wards/wards.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [column for column in rows[0] if column.startswith("first_")]
    return [
        Ward(
            names=(row["ward"],),
            constituency=row["constituency"],
            first={name: int(row[name]) for name in names},
        )
        for row in rows
    ]


def test_d10_london_2016_as_published_has_no_ward_left_to_merge(data: Path) -> None:
    """Source: London Elects, ward results 2016: 663 rows, none of 500 first preferences or fewer."""
    wards = london_2016_wards(data)
    printed = merge_wards(wards, up_to=500)
    assert len(printed) == 663
    assert {ward.names for ward in printed} == {ward.names for ward in wards}


def test_d10_small_wards_join_a_larger_one_of_their_constituency_and_nothing_is_lost(data: Path) -> None:
    wards = london_2016_wards(data)
    printed = merge_wards(wards, up_to=3000)  # a limit that many of these wards fall under
    assert len(printed) < 663
    assert all(ward.votes > 3000 for ward in printed)
    home = {(ward.constituency, ward.names[0]) for ward in wards}
    assert {(ward.constituency, name) for ward in printed for name in ward.names} == home
    for place in {ward.constituency for ward in wards}:
        before = sum(ward.votes for ward in wards if ward.constituency == place)
        assert sum(ward.votes for ward in printed if ward.constituency == place) == before


def test_d10_a_ward_of_exactly_500_is_merged_and_one_of_501_is_not() -> None:
    sizes = {"Aldgate": 500, "Bow": 501, "Cheap": 900}
    wards = [Ward(names=(name,), constituency="City", first={"a": size}) for name, size in sizes.items()]
    printed = {ward.names: ward.votes for ward in merge_wards(wards, up_to=500)}
    assert printed == {("Bow", "Aldgate"): 1001, ("Cheap",): 900}
    alone = merge_wards(wards[:1], up_to=500)
    assert [ward.votes for ward in alone] == [500]


# -- The count night of law 11.2 ------------------------------------------------------------------------


def night() -> Record:
    return under(made.night(directed=True, seconds=("n", "s")), "ca-2026")


def test_first_statements_of_the_two_areas() -> None:
    north = document(night(), "first-statement", "North")
    assert entries(north)["Ballot papers used, in total"] == "545"
    assert entries(north)["Ballot papers rejected, in total"] == "15"
    assert table(north, "candidate")["Bert Fry"] == ("300",)
    assert table(north, "candidate")["total"] == ("530",)
    assert "Provisional" in north.marking
    assert "local" not in said(north)  # no local majority, no local top two


def test_rejected_papers_stand_under_the_heads_of_the_form() -> None:
    """Source: law 11.2: North a1 b6 c0 d8; together a1 b15 c1 d19."""
    north = table(document(night(), "rejected-papers", "n"), "head")
    assert [cells[0] for cells in north.values()] == ["1", "6", "0", "8", "15"]
    whole = table(document(night(), "rejected"), "head")
    assert [cells[0] for cells in whole.values()] == ["1", "15", "1", "19", "36"]


def test_five_heads_cannot_be_printed_from_a_figure_for_two_of_them_together() -> None:
    rows = table(document(under(night(), "ca-2026", "five-heads"), "rejected-papers"), "head")
    assert rows["(d) unmarked as to the first preference vote"] == ("not known apart",)
    assert rows["(e) void for uncertainty as to the first preference vote"] == ("not known apart",)
    together = [cells for words, cells in rows.items() if words.startswith("published together")]
    assert together == [("19",)]


def test_first_calculation_is_a_grid_with_sums_and_the_test_in_whole_numbers() -> None:
    sheet = document(night(), "first-calculation")
    assert table(sheet, "area") == {
        "North": ("100", "300", "70", "60", "530"),
        "South": ("380", "60", "190", "70", "700"),
        "sum": ("480", "360", "260", "130", "1,230"),
    }
    test = table(sheet, "candidate")
    assert test["Ann Archer"] == ("1", "480", "960", "no", "remains")
    assert test["Cy Grundy"] == ("3", "260", "520", "no", "eliminated")
    assert entries(sheet)["Remaining in the contest"] == "Ann Archer and Bert Fry"


def test_direction_names_who_remains_who_gave_it_and_when() -> None:
    sheet = document(night(), "direction")
    assert entries(sheet)["Directed by"] == "The CARO"
    assert entries(sheet)["Eliminated"] == "Cy Grundy and Dee Dare"
    assert not sheet.missing
    asked = document(under(made.night(), "ca-2026"), "direction")
    assert entries(asked)["Directed by"] == "not known"
    assert asked.missing == ("who gave the direction, and when",)


def test_second_statements_balance_and_never_call_seconds_for_others_rejected() -> None:
    south = document(night(), "second-statement", "South")
    assert table(south, "remaining candidate")["Ann Archer"] == ("380", "160", "540")
    rows = table(south, "second preference")
    assert [cells[0] for cells in rows.values()] == ["2", "18", "30", "210", "260"]
    assert rows["not for a remaining candidate, so not counted; not rejected"] == ("30",)


def test_second_calculation_shows_the_working_of_the_totals() -> None:
    sheet = document(night(), "second-calculation")
    assert table(sheet, "area")["sum"] == ("200", "120", "320")
    assert table(sheet, "remaining candidate")["Ann Archer"] == ("480", "+ 200", "= 680", "elected")


def test_d3_no_calculation_before_every_area_has_reported() -> None:
    record = under(made.night(areas=("n",)), "ca-2026")
    with pytest.raises(InputError, match="cannot be drawn") as refusal:
        document(record, "first-calculation")
    assert "South" in refusal.value.found
    made_now = {(one.key, one.area) for one in documents(record)}
    assert ("first-statement", "n") in made_now
    assert not {key for key, _ in made_now} & {"declaration", "notice", "direction", "deposit-list"}


def test_published_figures_that_do_not_add_are_reported_and_left_as_they_are() -> None:
    """Source: law T-a: Bury 2021 printed a total of 58,184 over a column that adds to 58,174."""
    record = night()
    statement = replace(record.statements[0], valid=540)
    record = replace(record, statements=(statement, *record.statements[1:]))
    sheet = document(record, "first-statement", "n")
    assert table(sheet, "candidate")["total"] == ("540",)
    assert any("add to 530" in note and "+10" in note for note in sheet.notes)


# -- The fields of each law -----------------------------------------------------------------------------


@pytest.mark.parametrize("law", ["la-2007", "ca-2017", "ca-2026"])
def test_the_notice_has_the_statutory_fields_and_no_percentage_total_or_turnout(law: str) -> None:
    record = under(night(), law)
    sheet = document(record, "notice")
    assert [one.columns for one in tables(sheet)] == [
        ("candidate", "first preference votes"),
        ("head", "papers"),
        ("remaining candidate", "second preference votes counted"),
    ]
    assert "33" in entries(sheet).values()  # unmarked or uncertain; the two over-marked ones are no field
    words = said(sheet)
    assert "%" not in words and "680" not in words and "1,230" not in words and "Turnout" not in words
    apart = document(record, "declaration")
    assert "680" in said(apart) and "39.0%" in said(apart) and apart.has_derived


def test_only_the_documents_that_a_law_asks_for_are_drawn() -> None:
    record = under(night(), "la-2007")
    assert "second-count-direction" not in {one.key for one in documents(record)}
    with pytest.raises(InputError, match="no such document"):
        document(record, "direction")


def test_uncontested_notice_is_the_name_and_in_london_the_description() -> None:
    record = made.alone("Ann Archer")
    person = replace(record.contest.candidates[0], party="Ambridge First", known_as="Annie")
    record = replace(record, contest=replace(record.contest, candidates=(person,)))
    for law, words in (
        ("la-2007", "Duly elected: Ann Archer (commonly known as Annie)"),
        ("gla-2007-manual", "Duly elected: Ann Archer (commonly known as Annie), Ambridge First"),
    ):
        sheet = document(under(record, law, "one-column"), "notice")
        assert not tables(sheet)
        assert sheet.body[-1].text == words  # type: ignore[union-attr]


def test_nobody_stands_so_nothing_is_declared() -> None:
    record = made.alone()
    assert documents(record) == ()
    with pytest.raises(InputError, match="cannot be drawn") as refusal:
        document(record, "declaration")
    assert "fresh election" in refusal.value.found


def test_two_candidates_have_votes_and_no_word_of_preferences() -> None:
    record = under(made.two(), "la-2007", "one-column")
    for key in ("notice", "first-calculation", "deposit-list"):
        assert "preference" not in said(document(record, key))


def test_d5_after_a_lot_the_declaration_shows_equal_totals_and_who_was_returned() -> None:
    record = under(made.tie(lot=True), "la-2007")
    words = said(document(record, "declaration"))
    assert "Ann Archer and Bert Fry were equal with 45 votes each. Bert Fry was returned by lot." in words
    assert "46" not in words
    lot = document(record, "lot")
    assert table(lot, "candidate") == {"Ann Archer": ("45",), "Bert Fry": ("45",)}
    assert entries(lot)["How it was drawn"] == "slips in a box"
    assert entries(lot)["Witnesses"] == "W."
    assert lot.missing == ("time",)


def test_before_the_lot_its_record_is_a_form_to_fill_in_and_nobody_is_declared() -> None:
    record = under(made.tie(), "la-2007")
    lot = document(record, "lot-record")
    assert entries(lot)["Who is returned"] == "not known"
    with pytest.raises(InputError) as refusal:
        document(record, "declaration")
    assert "a lot between Ann Archer and Bert Fry" in refusal.value.found


def test_with_a_majority_there_is_no_second_count_and_no_lot() -> None:
    record = under(made.majority(), "ca-2026")
    keys = {one.key for one in documents(record)}
    assert not keys & {"second-count-direction", "second-statement", "second-calculation", "lot-record"}
    assert table(document(record, "first-calculation"), "candidate")["Ann Archer"][-2:] == ("yes", "elected")
    assert "second" not in said(document(record, "notice")).split("Second preferences and the papers")[0]


def test_equality_for_second_place_is_noted_and_no_lot_drawn() -> None:
    words = said(document(made.three_remain(), "first-calculation"))
    assert "3 candidates qualify for the two places: all of them remain" in words
    ranks = table(document(made.three_remain(), "first-calculation"), "candidate")
    assert ranks["Bert Fry"][0] == ranks["Cy Grundy"][0] == "2="


@pytest.mark.parametrize("law", ["ca-2026", "gla-2007-manual", "gla-2007-ecount"])
def test_d6_an_area_may_not_publish_before_it_is_authorised(law: str) -> None:
    record = under(night(), law)
    with pytest.raises(InputError, match="may not publish") as refusal:
        document(record, "notice", "North")
    assert "returning officer" in refusal.value.expected
    allowed = document(declared(record), "notice", "North")
    assert table(allowed, "candidate")["Bert Fry"] == ("300",)


def test_d6_a_local_authority_publishes_at_once() -> None:
    assert document(under(night(), "la-2007"), "notice", "North").area == "n"


# -- What is over a document, and what is refused -------------------------------------------------------


def test_everything_not_from_a_returning_officer_is_headed_unofficial() -> None:
    record = night()
    assert all("Unofficial: not from a returning officer" in one.marking for one in documents(record))
    assert not any("Unofficial" in " ".join(one.marking) for one in documents(declared(record)))


def test_provisional_figures_are_headed_provisional_until_every_statement_is_final() -> None:
    record = night()
    assert isinstance(record.papers, Returns)
    assert "Provisional" in document(record, "declaration").marking
    final = tuple(replace(one, status="final") for one in record.statements)
    settled = replace(record, statements=final, papers=replace(record.papers, statements=final))
    assert "Provisional" not in document(settled, "declaration").marking


def test_unknown_documents_and_areas_are_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refusal:
        document(night(), "declaratoin")
    assert "'declaration'" in refusal.value.hint
    assert all(key in refusal.value.expected for key in KEYS)
    with pytest.raises(UsageError) as refusal:
        document(night(), "first-statement", "Nroth")
    assert "'North'" in refusal.value.hint
    with pytest.raises(UsageError, match="which area"):
        document(night(), "first-statement")
    with pytest.raises(UsageError, match="whole contest"):
        document(night(), "declaration", "North")


def test_without_a_law_documents_are_drawn_without_citations() -> None:
    record = replace(night(), law=None)
    assert {one.cites for one in documents(record)} == {()}
    assert {one.key for one in documents(record)} == set(KEYS) - {"lot-record", "ward-table", "result-sheet"}
    assert all(one.cites for one in documents(night()))


def test_ward_tables_come_only_where_the_law_prints_wards() -> None:
    record = night()
    named = {"n": "Borset / Far Ward", "s": "Borset / Near Ward"}
    areas = tuple(replace(area, name=named[area.id]) for area in record.contest.areas)
    record = replace(record, contest=replace(record.contest, areas=areas))
    with pytest.raises(InputError):
        document(record, "ward-table")
    statements = tuple(
        replace(one, first={"a": 10, "b": 20, "c": 7, "d": 6})
        if (one.area, one.stage) == ("n", "first")
        else one
        for one in record.statements
    )
    london = replace(under(record, "gla-2007-manual"), statements=statements)
    assert table(document(london, "ward-table"), "ward") == {
        "Near Ward with Far Ward": ("390", "80", "197", "76")
    }


def test_exactly_half_is_no_majority_on_the_calculation_sheet() -> None:
    """Source: law vector V02: A has 50 of 100."""
    votes = {("a", "-"): 50, ("b", "a"): 30, ("c", "b"): 12, ("c", "a"): 3, ("c", "-"): 5}
    sheet = document(made.small(votes, "Ann Archer", "Bert Fry", "Cy Grundy"), "first-calculation")
    assert table(sheet, "candidate")["Ann Archer"] == ("1", "50", "100", "no", "remains")
