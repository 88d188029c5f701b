"""Simulations: what is added up is what counting one election after another comes to."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import array_api_strict
import jsonschema
import numpy as np
import pytest
from tools import record_schema

from hustings import counting, desk, elections, shelf
from hustings.errors import UsageError
from hustings.mechanics.habits import Habits
from hustings.mechanics.table import table_of
from hustings.profile import Profile
from hustings.simulating import simulate
from hustings.simulation import Simulation, to_json

CULTURES = sorted(set(shelf.cultures()) - {"dirichlet"})


def small(culture: str = "impartial", **asked: Any) -> Simulation:
    """So few voters that many are level."""
    known: dict[str, Any] = {"candidates": 4, "voters": 7, "elections": 60, "seed": 5, "threads": 1}
    return simulate(culture, **known | asked)


def counted_again(folder: Path, found: Simulation, rule: str) -> tuple[Counter[str], list[Any]]:
    """Who is elected in each file, read and counted by the rule; "" for a lot."""
    won: Counter[str] = Counter()
    counts = []
    for file in sorted(folder.iterdir()):
        reading = desk.read(file, rule=rule)
        papers = reading.papers
        assert isinstance(papers, Profile)
        counts.append((table_of(papers), counting.count(shelf.rule(rule), papers, contest=reading.contest)))
        names = {one.id: one.name for one in reading.contest.candidates}
        last = counts[-1][1]
        assert papers.valid == found.voters
        won.update([names[one] for one in last.elected] if not last.awaiting else [""])
    return won, counts


# -- beside counting one by one ---------------------------------------------------------------------------


@pytest.mark.parametrize("culture", CULTURES)
@pytest.mark.parametrize("habits", ["none", "english"])
def test_supplementary_votes_are_those_of_the_files_written(
    culture: str, habits: str, tmp_path: Path
) -> None:
    found = small(culture, habits=habits, folder=tmp_path, voters=6)
    won, counts = counted_again(tmp_path, found, "sv")
    assert len(counts) == 60 == sum(found.won) + found.lots
    assert [won[name] for name in found.candidates] == list(found.won) and won[""] == found.lots
    assert found.level_cuts == sum(len(table.remaining()) > 2 for table, _ in counts)
    assert found.majorities == sum(2 * max(table.first) > table.valid for table, _ in counts)
    assert found.level_leads == sum(table.first.count(max(table.first)) > 1 for table, _ in counts)
    assert found.ineffective == sum(table.valid - sum(table.totals().values()) for table, _ in counts)
    places: Counter[int] = Counter()
    for table, _ in counts:
        if len(table.winners()) == 1:
            theirs = table.first[table.winners()[0]]
            places[sum(votes > theirs for votes in table.first)] += 1
    assert found.places == tuple(places[at] for at in range(4))


@pytest.mark.parametrize(
    "rule", ["av", "simple-majority", "contingent", "borda", "schulze-margins", "coombs"]
)
def test_other_rules_count_the_files_written(rule: str, tmp_path: Path) -> None:
    found = small("urn", rule=rule, folder=tmp_path, contagion=0.3, habits="english")
    won, counts = counted_again(tmp_path, found, rule)
    assert [won[name] for name in found.candidates] == list(found.won) and won[""] == found.lots
    assert len(counts) == 60 and found.drawn == "rankings" and found.majorities is None


def test_several_seats_are_won_by_several(tmp_path: Path) -> None:
    found = small("plackett-luce", rule="scottish-stv", seats=2, voters=30, elections=20)
    assert sum(found.won) == 2 * found.decided and found.places == () and found.duels is None


@pytest.mark.parametrize("rule", ["sv", "av", "simple-majority"])
def test_whole_rankings_tell_who_beats_all_and_who_spoils(rule: str, tmp_path: Path) -> None:
    """The same profiles, read back from their files, compared and counted without each candidate by hand."""
    found = small("impartial", rule=rule, spoilers=True, folder=tmp_path, elections=150)
    winners = elected = decided = spoiled = 0
    for file in sorted(tmp_path.iterdir()):
        papers = desk.read(file, rule="av").papers
        assert isinstance(papers, Profile)
        one = winner(papers, rule)
        above = papers.pairwise()
        best = [papers.candidates[at] for at in range(4) if sum(above[at] > above[:, at]) == 3]
        winners += len(best)
        decided += bool(best and one)
        elected += best == [one]
        others = [gone for gone in papers.candidates if gone != one]
        spoiled += one is not None and any(winner(leave(papers, gone), rule) != one for gone in others)
    assert found.duels is not None
    assert (found.duels.winners, found.duels.decided, found.duels.elected) == (winners, decided, elected)
    assert found.spoiled == spoiled > 0


def test_spoilers_are_looked_for_on_papers_as_they_are_filled() -> None:
    """Without second preferences the supplementary vote elects, and is spoiled, as a simple majority is."""
    nobody = Habits(missing=(Fraction(1),) * 4, same=(Fraction(0),) * 4, source="-")
    asked: dict[str, Any] = {"spoilers": True, "elections": 300, "voters": 12}
    sv = small(habits=nobody, **asked)
    plain, with_seconds = small(rule="simple-majority", **asked), small(**asked)
    assert (sv.won, sv.lots, sv.spoiled) == (plain.won, plain.lots, plain.spoiled)
    assert sv.spoiled != with_seconds.spoiled


def leave(papers: Profile, gone: str) -> Profile:
    votes: Counter[tuple[str, ...]] = Counter()
    for pile in papers.piles:
        votes[tuple(one for one in pile.vote if one != gone)] += pile.papers
    return Profile.of(tuple(one for one in papers.candidates if one != gone), votes, ballots="rankings")


def winner(papers: Profile, rule: str) -> str | None:
    found = counting.count(shelf.rule(rule), papers)
    return None if found.awaiting else found.winner


def test_ranked_spatial_elections_are_those_of_which_two_preferences_are_drawn() -> None:
    two, whole = small("spatial", elections=500), small("spatial", elections=500, rankings=True)
    assert two.drawn == "first and second preferences" and whole.drawn == "rankings"
    assert (two.won, two.lots, two.places, two.ineffective) == (
        whole.won,
        whole.lots,
        whole.places,
        whole.ineffective,
    )


# -- the same seed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [{}, {"rankings": True}, {"habits": "english"}, {"spoilers": True}])
@pytest.mark.parametrize("culture", ["impartial", "spatial", "urn"])
def test_threads_change_no_byte(culture: str, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.simulating.VOTERS", 70)  # many small blocks
    monkeypatch.setattr("hustings.simulating.CELLS", 200)
    monkeypatch.setattr("hustings.simulating.TABLES", 25)  # two or three of them counted at once
    once = small(culture, **asked, elections=115)
    assert sum(once.won) + once.lots == 115  # the last task holds a whole block and part of one
    assert to_json(once) == to_json(small(culture, **asked, elections=115, threads=3))
    assert to_json(once) != to_json(small(culture, **asked, elections=115, seed=6))
    monkeypatch.setattr("hustings.simulating.TABLES", 1)
    assert to_json(once) == to_json(small(culture, **asked, elections=115))


def test_more_blocks_than_stand_in_line_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.simulating.VOTERS", 7)
    monkeypatch.setattr("hustings.simulating.WAITING", 4)
    monkeypatch.setattr("hustings.simulating.TABLES", 2)
    once = small("spatial", elections=30)
    assert sum(once.won) + once.lots == 30 and to_json(once) == to_json(
        small("spatial", elections=30, threads=2)
    )


def test_every_block_draws_other_elections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.simulating.VOTERS", 100)
    small("spatial", voters=50, elections=20, folder=tmp_path)  # ten blocks of two
    assert len({one.read_bytes() for one in tmp_path.iterdir()}) == 20


def test_the_first_elections_of_many_are_those_drawn_alone(tmp_path: Path) -> None:
    """Whole blocks and part of one; tables and papers."""
    for culture, voters in (("mallows", 100), ("spatial", 30_000)):
        few, many = tmp_path / f"{culture}-few", tmp_path / f"{culture}-many"
        small(culture, voters=voters, elections=3, folder=few)
        small(culture, voters=voters, elections=11, folder=many)
        assert [one.read_bytes() for one in sorted(few.iterdir())] == [
            one.read_bytes() for one in sorted(many.iterdir())[:3]
        ]


def test_another_array_library_counts_the_same() -> None:
    once = small("impartial", elections=2_000)
    assert to_json(once) == to_json(small("impartial", elections=2_000, arrays=array_api_strict))


def test_arrays_come_home_from_a_card() -> None:
    """Stand-ins for CuPy's and PyTorch's arrays, which no test machine has: they say `get` and `cpu`."""
    from hustings.mechanics.arrays import as_numpy

    for word in ("get", "cpu"):
        far = type("Far", (), {word: lambda self: np.arange(3)})()
        assert as_numpy(far).tolist() == [0, 1, 2]


def test_json_holds_whole_numbers_and_is_canonical() -> None:
    text = to_json(small("spatial", habits="english", clusters=2)).decode()
    tree = json.loads(text)
    assert tree["schema"] == "hustings-simulation-1" and tree["seed"] == 5 and "." not in str(tree["won"])
    assert tree["settings"] == {"apart": "2", "clusters": "2", "dimensions": "2", "within": "1"}
    assert list(tree) == sorted(tree)


# -- what makes no sense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"seed": None}, "a seed is needed"),
        ({"seed": -1}, "a seed is needed"),
        ({"seed": 1.5}, "a seed is needed"),
        ({"voters": 0}, "voters"),
        ({"voters": -5}, "voters"),
        ({"elections": 0}, "elections"),
        ({"elections": True}, "elections"),
        ({"elections": 10**9 + 1}, "elections"),
        ({"voters": 10**12 + 1}, "voters"),
        ({"voters": 10**9, "rule": "av"}, "not drawn one by one"),
        ({"voters": 10**9, "culture": "spatial"}, "not drawn one by one"),
        ({"candidates": 1}, "candidates"),
        ({"candidates": 101}, "candidates"),
        ({"candidates": None}, "candidates"),
        ({"candidates": ["Ann", "Ann"]}, "told apart"),
        ({"candidates": ["Ann", " "]}, "told apart"),
        ({"candidates": ["Ann=Bert", "Clara"]}, "told apart"),
        ({"seats": 0}, "seats"),
        ({"threads": 0}, "threads"),
        ({"culture": "impartal"}, "no culture of this key"),
        ({"rule": "svv"}, "no rule of this key"),
        ({"rule": "approval"}, "does not read rankings"),
        ({"habits": "welsh"}, "no such habits"),
        ({"habits": Habits(missing=(Fraction(1),), same=(Fraction(0),), source="-")}, "habits make no sense"),
        ({"habits": Habits(missing=(Fraction(2, 3),) * 4, same=(Fraction(2, 3),) * 4, source="-")}, "habits"),
        ({"contagion": 1}, "no such setting"),
        ({"culture": "urn", "contagion": -1}, "setting makes no sense"),
        ({"culture": "urn", "contagion": "much"}, "setting makes no sense"),
        ({"culture": "urn", "contagion": float("nan")}, "setting makes no sense"),
        ({"culture": "urn", "contagion": (1, 2)}, "setting makes no sense"),
        ({"culture": "urn", "contagion": None}, "setting makes no sense"),
        ({"culture": "spatial", "clusters": 1.5}, "setting makes no sense"),
        ({"culture": "plackett-luce", "strengths": (1, 2, 3)}, "setting makes no sense"),
        ({"culture": "plackett-luce", "strengths": (1, 2, 3, 0)}, "setting makes no sense"),
        ({"around": "nowhere.csv"}, "not drawn around"),
        ({"culture": "dirichlet"}, "leave out candidates"),
        ({"culture": "dirichlet", "candidates": None, "habits": "english"}, "habits already"),
        ({"culture": "dirichlet", "candidates": None, "spoilers": True}, "spoilers"),
        (
            {"culture": "dirichlet", "candidates": None, "around": elections.path("tower-hamlets-2010")},
            "first and second",
        ),
        ({"candidates": 2, "spoilers": True}, "spoilers"),
        ({"rule": "av", "arrays": array_api_strict}, "arrays"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as raised:
        small(**{"culture": "impartial", **asked})
    assert words in str(raised.value)


def test_a_seed_must_be_said() -> None:
    with pytest.raises(UsageError, match="a seed is needed"):
        simulate("impartial", candidates=3, voters=10, elections=10)


def test_files_are_written_into_an_empty_folder_only(tmp_path: Path) -> None:
    small(folder=tmp_path / "new" / "one", elections=3)
    assert [one.name for one in sorted((tmp_path / "new" / "one").iterdir())] == [
        "election-1.csv",
        "election-2.csv",
        "election-3.csv",
    ]
    with pytest.raises(UsageError, match="not empty"):
        small(folder=tmp_path / "new" / "one", elections=3)
    with pytest.raises(UsageError, match="not written"):
        small(folder=tmp_path / "two", elections=10_001)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        small(folder=tmp_path / "file" / "sub")


# -- the published schema ---------------------------------------------------------------------------------


def test_simulations_meet_the_published_schema() -> None:
    """It is made from the nouns, and holds for a simulation with everything in it and for a bare one."""
    schema = json.loads(files("hustings").joinpath("schema/simulation-1.schema.json").read_text("utf-8"))
    assert json.loads(record_schema.text(record_schema.simulation())) == schema
    for found in (
        small("spatial", habits="english", spoilers=True),
        small("impartial", rule="scottish-stv", seats=2, elections=5),
    ):
        jsonschema.Draft202012Validator(schema).validate(json.loads(to_json(found)))
