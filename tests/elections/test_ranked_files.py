"""Real files of ranked papers: each says what its index, its header or its official report says."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from hustings.formats import blt, pairwise, preflib, ranks
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._names import folded
from hustings.profile import Profile
from hustings.returns import Reading


def read(format: Format, path: Path) -> Reading:
    return format.read(Opened(name=path.name, path=path), Facts())


def firsts(reading: Reading) -> dict[str, int]:
    assert isinstance(reading.papers, Profile)
    return {
        reading.contest.label(id): sum(pile.papers for pile in reading.papers.piles if pile.vote[:1] == (id,))
        for id in reading.contest.ids
    }


def test_all_390_bulk_files_have_the_candidates_seats_and_papers_of_the_index(data: Path) -> None:
    folder = data / "stv-scotland" / "bulk-ballots"
    with zipfile.ZipFile(folder / "scot-elex-blt.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    index = list(csv.DictReader((folder / "index.csv").read_text(encoding="utf-8").splitlines()))
    assert len(index) == 390
    for row in index:
        assert blt.sniff(held[row["file"]][: 1 << 16]), row["file"]
        reading = blt.read(Opened(name=row["file"], stream=io.BytesIO(held[row["file"]])), Facts())
        people, papers = reading.contest.candidates, reading.papers
        assert isinstance(papers, Profile)
        found = (len(people), reading.contest.seats, papers.papers)
        assert found == tuple(int(row[key]) for key in ("candidates", "seats", "ballots")), row["file"]
        # Parties stand beside everybody or nobody, and no name has a part of them left in it.
        assert len({bool(one.party) for one in people}) == 1, row["file"]
        assert not any(sign in one.name for one in people for sign in '"()'), row["file"]
        assert reading.contest.title != "Untitled contest"


@pytest.mark.parametrize("folder", ["dundee-2022-w3-west-end", "glasgow-2007-linn"])
def test_first_preferences_are_those_of_the_official_report(data: Path, folder: str) -> None:
    reading = read(blt.FORMAT, data / "stv-scotland" / folder / "ballots.blt")
    official = json.loads((data / "stv-scotland" / folder / "expected.json").read_text())
    stage = official["stages"][0]["votes"]
    assert {folded(name): votes for name, votes in firsts(reading).items()} == {
        folded(name): int(votes.partition(".")[0]) for name, votes in stage.items()
    }
    assert (reading.contest.seats, sum(firsts(reading).values())) == (
        official["seats"],
        official["valid_votes"],
    )


def test_maryfield_has_its_papers_and_those_who_were_elected(data: Path) -> None:
    folder = data / "stv-scotland" / "dundee-2022-w5-maryfield"
    reading = read(blt.FORMAT, folder / "ballots.blt")
    official = json.loads((folder / "expected.json").read_text())
    assert isinstance(reading.papers, Profile)
    assert reading.papers.papers == official["derived_by_us"]["ballots_in_file"]
    assert reading.contest.seats == official["seats"]
    assert set(official["elected"]) <= {one.name for one in reading.contest.candidates}


def test_preflib_files_are_as_their_headers_say(data: Path) -> None:
    # The reader refuses a header that is not true of the rows, so that reading is the test; the numbers are
    # those of the headers.
    burlington = read(preflib.FORMAT, data / "irv" / "burlington-2009" / "00005-00000002.toi").papers
    debian = read(preflib.FORMAT, data / "condorcet" / "debian-2002" / "00002-00000001.soi").papers
    assert isinstance(burlington, Profile) and isinstance(debian, Profile)
    assert (burlington.papers, len(burlington.piles), len(burlington.candidates)) == (8980, 384, 6)
    assert (debian.papers, len(debian.piles), len(debian.candidates)) == (475, 41, 4)


def test_debians_official_table_differs_from_its_preflib_papers_in_six_cells(data: Path) -> None:
    folder = data / "condorcet" / "debian-2002"
    table = read(pairwise.FORMAT, folder / "official_pairwise.csv")
    papers = read(preflib.FORMAT, folder / "00002-00000001.soi")
    assert table.contest.candidates == papers.contest.candidates
    official, counted = table.papers.pairwise(), papers.papers.pairwise()
    assert official.tolist() == [[0, 255, 178, 385], [199, 0, 134, 406], [291, 327, 0, 443], [68, 50, 18, 0]]
    assert int((official != counted).sum()) == 6
    assert counted[0, 1] == 260  # expected.json: "e.g. 260 instead of 255 for Robinson over Hertzog"


def test_portland_has_its_papers(data: Path) -> None:
    folder = data / "stv-portland" / "portland-2024-d3"
    path = folder / "Portland_D3_Condensed.csv.gz"
    reading = read(ranks.FORMAT, path)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert isinstance(reading.papers, Profile)
    stated = json.loads((folder / "expected.json").read_text())["rows_in_file_derived"]
    assert reading.papers.papers == len(rows) == stated
    marked = Counter(row[f"rank{rank}"] for row in rows for rank in range(1, 7))
    assert "skipped" in marked
    named: Counter[str] = Counter()
    for pile in reading.papers.piles:
        for place in pile.vote:
            named[place] += pile.papers
    assert {reading.contest.label(id): named[id] for id in reading.contest.ids} == {
        name: number for name, number in marked.items() if name != "skipped"
    }
    assert {name: number for name, number in firsts(reading).items() if number} == {
        name: number for name, number in Counter(row["rank1"] for row in rows).items() if name != "skipped"
    }
    assert len(reading.contest.areas) == len({row["Precinct"] for row in rows})
