"""Scottish local elections: official reports of every stage, a list of elected, 390 files of papers.

Glasgow City Council 2007 ward 1 (Linn) and Dundee City Council 2022 ward 3 (West End): the councils' reports
of candidates' votes at each stage, in five decimals; Dundee 2022 ward 5 (Maryfield): the list of elected.
The bulk files have no result beside them: each is counted, and balances at every stage.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hustings.contest import Contest
from hustings.counting import Count, Rule, count
from hustings.formats import blt
from hustings.formats._format import Facts, Opened
from hustings.formats._names import folded
from hustings.profile import Profile
from hustings.rules import scottish_stv, scottish_stv_2007

REPORTS = [
    ("glasgow-2007-linn", scottish_stv_2007.RULE),
    ("glasgow-2007-linn", scottish_stv.RULE),
    ("dundee-2022-w3-west-end", scottish_stv.RULE),
]


def counted(folder: Path, rule: Rule) -> tuple[Contest, Count]:
    reading = blt.read(Opened(name="ballots.blt", path=folder / "ballots.blt"), Facts())
    return reading.contest, count(rule, reading.papers, contest=reading.contest)


def official(folder: Path) -> Any:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("place", "rule"), REPORTS)
def test_every_stage_is_the_official_report_s_to_the_last_decimal(data: Path, place: str, rule: Rule) -> None:
    folder = data / "stv-scotland" / place
    contest, made = counted(folder, rule)
    report = official(folder)
    names = {one.id: folded(one.name) for one in contest.candidates}
    assert len(made.stages) == len(report["stages"]) and made.awaiting is None
    for stage, printed in zip(made.stages, report["stages"], strict=True):
        # A blank stands where somebody excluded earlier has nothing.
        votes = {folded(name): Fraction(number or 0) for name, number in printed["votes"].items()}
        shown = {names[id]: Fraction(number) for id, number in stage.votes.items()}
        assert shown == {name: number for name, number in votes.items() if name in shown or number}
        assert sum(stage.accounts.values()) == Fraction(printed["non_transferable"])
        assert stage.quota == Fraction(report["quota"]) and stage.papers == report["valid_votes"]
        assert stage.balances
        assert {names[id] for id in stage.elected} == set(map(folded, printed["elected"]))
        assert [names[id] for id in stage.eliminated] == [*map(folded, printed["excluded"])]
        surplus = [names[id] for id in stage.whose if stage.step == "surplus"]
        assert surplus == ([folded(printed["surplus"])] if printed["surplus"] else [])


def test_the_elected_of_maryfield_are_the_official_ones(data: Path) -> None:
    folder = data / "stv-scotland" / "dundee-2022-w5-maryfield"
    contest, made = counted(folder, scottish_stv.RULE)
    assert {folded(contest.label(id)) for id in made.elected} == set(map(folded, official(folder)["elected"]))


def bulk(data: Path) -> Iterator[tuple[str, Contest, Profile]]:
    with zipfile.ZipFile(data / "stv-scotland" / "bulk-ballots" / "scot-elex-blt.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".blt"):
                reading = blt.read(Opened(name=name, stream=io.BytesIO(archive.read(name))), Facts())
                assert isinstance(reading.papers, Profile)
                yield name, reading.contest, reading.papers


def test_all_390_bulk_files_are_counted_without_a_lot_and_balance_at_every_stage(data: Path) -> None:
    files = 0
    for name, contest, papers in bulk(data):
        files += 1
        made = count(scottish_stv.RULE, papers, contest=contest)
        assert made.awaiting is None and len(set(made.elected)) == contest.seats, name
        for stage in made.stages:
            assert stage.balances, (name, stage.step)
            assert all(number >= 0 for number in (*stage.votes.values(), *stage.accounts.values())), name
    assert files == 390
