"""Documents as text and as PDF: no name is markup or steers the page, and the bytes are always the same."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shown_records as made
from hustings import shelf
from hustings.contest import Area
from hustings.errors import UsageError
from hustings.record import Record
from hustings.reports._documents.sheet import Entries, Entry, Row, Sheet, Table, Words, clean
from hustings.reports._plain import lines_of
from hustings.reports._typst import pdf_of, source_of
from hustings.reports.documents import document, documents, text
from hustings.returns import WHOLE, Returns, Statement

HOSTILE = [
    '#panic("x")',
    "*bold* _it_ `raw`",
    "$x^2$",
    "@label <label>",
    "back\\slash \\",
    "[open ] close",
    '"quoted"',
    "// gone /* gone */",
    "= Heading",
    "- item + item",
    "~ -- --- ...",
    "#(1+1)",
    "\\u{41}",
    "=1+1",
]


def words_of(pdf: bytes) -> str:
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def with_name(record: Record, name: str) -> Record:
    first, *others = record.contest.candidates
    people = (replace(first, name=name), *others)
    return replace(record, contest=replace(record.contest, candidates=people))


def london_by_area(data: Path, areas: int = 14) -> Record:
    """London 2021's first preferences shared out over areas, to see a grid of 20 candidates."""
    record = made.london(data)
    votes = record.stages[0].votes
    places = tuple(Area(id=f"a{at:02}", name=f"Constituency {at:02}") for at in range(areas))
    statements = tuple(
        Statement(
            area=place.id,
            stage="first",
            first={id: n // areas + (at < n % areas) for id, n in votes.items()},
        )
        for at, place in enumerate(places)
    )
    papers = Returns(
        candidates=record.contest.ids, areas=tuple(one.id for one in places), statements=statements
    )
    contest = replace(record.contest, areas=places)
    return replace(record, contest=contest, papers=papers, statements=statements)


# -- Real elections -------------------------------------------------------------------------------------


def test_every_line_of_every_document_fits_80_columns(data: Path) -> None:
    for record in (
        made.london(data, law=shelf.laws()["gla-2007-ecount"]),
        made.manchester(data, law=shelf.laws()["ca-2026"]),
        london_by_area(data),
        made.night(directed=True, seconds=("n", "s")),
        made.tie(lot=True),
    ):
        for sheet in documents(record):
            assert [line for line in lines_of(sheet) if len(line) > 80] == []


def test_a_grid_of_twenty_candidates_keeps_every_figure_in_text_and_on_a4(data: Path) -> None:
    record = london_by_area(data)
    sheet = document(record, "first-calculation")
    plain = "\n".join(lines_of(sheet))
    for votes in record.stages[0].votes.values():
        assert f"{votes:,}" in plain
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf_of([sheet]))).pages
    for page in pages:
        assert round(float(page.mediabox.width)) == 842 and round(float(page.mediabox.height)) == 595
    printed = " ".join(page.extract_text() for page in pages)
    for votes in record.stages[0].votes.values():
        assert f"{votes:,}" in printed


def test_the_pdf_has_the_figures_of_the_text(data: Path) -> None:
    record = made.manchester(data, law=shelf.laws()["ca-2026"])
    printed = words_of(shelf.reports()["pdf"].render(record))
    for figure in ("251,449", "309,525", "157,178", "169,949", "66,623"):
        assert figure in printed
        assert figure.encode() in shelf.reports()["documents"].render(record)


# -- Always the same ------------------------------------------------------------------------------------

SCRIPT = """
import sys, time
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
import shown_records as made
from hustings.reports.documents import documents, pdf, text
record = made.night(directed=True, seconds=("n", "s"))
print(sha256(pdf(documents(record))).hexdigest(), sha256(text(*documents(record))).hexdigest())
"""


def test_the_same_bytes_at_another_time_place_and_hash_seed(tmp_path: Path) -> None:
    here = str(Path(made.__file__).parent)
    seen = set()
    for seed, zone in (("0", "UTC"), ("7", "Asia/Tokyo")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed, "PATH": ""}
        folder = tmp_path / seed
        folder.mkdir()
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT, here], env=environment, cwd=folder, capture_output=True, check=True
        )
        seen.add(ran.stdout)
    assert len(seen) == 1


def test_the_pdf_holds_no_date_and_no_path() -> None:
    made_pdf = pdf_of(documents(made.majority()))
    for word in (b"CreationDate", b"ModDate", b"CreateDate", b"/home", b"/work", str(Path.cwd()).encode()):
        assert word not in made_pdf


# -- Names are not markup -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_with_markup_is_printed_as_it_is(name: str) -> None:
    record = with_name(made.majority(), name)
    sheet = document(record, "declaration")
    assert f"Duly elected: {name}" in lines_of(sheet)
    printed = words_of(pdf_of([sheet]))
    assert "".join(name.split()) in "".join(printed.split())


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_no_text_ends_the_string_it_stands_in(name: str) -> None:
    sheet = Sheet(key="k", title=name, subtitle="s", body=(Words(text=name),))
    plain = source_of([replace(sheet, title="t", body=(Words(text="t"),))])
    source = source_of([sheet])
    # What is left of the source without its string literals does not depend on the text.
    assert _without_strings(source) == _without_strings(plain)


def _without_strings(source: str) -> str:
    kept, inside, escaped = [], False, False
    for one in source:
        if inside and escaped:
            escaped = False
        elif inside and one == "\\":
            escaped = True
        elif one == '"':
            inside = not inside
        elif not inside:
            kept.append(one)
    assert not inside
    return "".join(kept)


def test_characters_that_turn_or_hide_text_are_spelt_out() -> None:
    hostile = "Ann\u202e\u2066\u200f\x1b[31m\x07\u200bB"
    assert clean(hostile) == "Ann[U+202E][U+2066][U+200F][U+001B][31m[U+0007][U+200B]B"
    record = with_name(made.majority(), hostile)
    shown = text(document(record, "declaration")).decode()
    assert not [one for one in shown if ord(one) < 32 and one != "\n"]
    assert "\u202e" not in shown
    assert "\u202e" not in source_of(documents(record))


def test_spaces_and_line_ends_in_names_become_one_space() -> None:
    assert clean("Ann \n\t Archer\u2028x") == "Ann Archer x"


# -- Rendering ------------------------------------------------------------------------------------------


def test_derived_entries_columns_and_words_are_all_marked_and_the_mark_explained() -> None:
    sheet = Sheet(
        key="k",
        title="t",
        subtitle="s",
        body=(
            Words(text="said by us", derived=True),
            Entries(lines=(Entry(words="turnout", value="1"), Entry(words="share", value="2", derived=True))),
            Table(columns=("who", "votes", "total"), rows=(Row(cells=("A", "1", "2")),), derived=(2,)),
            Table(columns=("head", "papers"), rows=(Row(cells=("sum", "1"), derived=True),)),
        ),
    )
    shown = "\n".join(lines_of(sheet))
    for words in ("said by us †", "share †", "total†", "sum †", "† derived"):
        assert words in shown
        assert words in source_of([sheet])
    assert "turnout †" not in shown and "votes†" not in shown
    bare = replace(sheet, body=(Entries(lines=(Entry(words="turnout", value="1"),)),))
    assert "†" not in "\n".join(lines_of(bare))


def test_a_very_long_name_is_wrapped_not_cut() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff" * 4
    lines = lines_of(document(with_name(made.majority(), name), "first-calculation"))
    assert max(map(len, lines)) <= 80
    assert name in "".join(line.split()[0] for line in lines if line)


def test_a_pdf_without_typst_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as refusal:
        pdf_of(documents(made.majority()))
    assert "hustings[pdf]" in refusal.value.hint


def test_a_record_without_any_document_has_no_pdf() -> None:
    with pytest.raises(UsageError, match="no document"):
        shelf.reports()["pdf"].render(made.alone())
    assert shelf.reports()["documents"].render(made.alone()) == b""


def test_whole_contest_totals_are_nobodys_area() -> None:
    assert document(made.majority(), "first-statement").area == WHOLE
