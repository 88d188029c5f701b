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
from hustings.mechanics import drawn_papers
from hustings.mechanics.drawn_counts import by_supplementary_vote
from hustings.mechanics.habits import Habits, habits_of, on_pairs, on_shares
from hustings.mechanics.table import Table, table_of
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


# -- habits -----------------------------------------------------------------------------------------------


def test_english_habits_are_those_of_londons_table() -> None:
    """London 2021, the declared table: Khan 1,013,721 and Bailey 893,051 first preferences."""
    reading = desk.read(elections.path("london-2021"))
    assert isinstance(reading.papers, Profile)
    table = table_of(reading.papers)
    habits = habits_of(table, 25, "London")
    khan, bailey = table.first.index(1_013_721), table.first.index(893_051)
    for at, one in enumerate((khan, bailey)):
        assert habits.missing[at] == Fraction(table.papers[one][-1], table.first[one])
        assert habits.same[at] == Fraction(table.papers[one][one], table.first[one])
    assert habits.missing[1] == Fraction(156_441, 893_051) and habits.same[1] == Fraction(102_707, 893_051)
    # The whole table's figures: 327,980 without a valid second preference, 265,343 for the same candidate.
    whole = sum(h * f for h, f in zip(habits.missing, sorted(table.first, reverse=True), strict=False))
    assert whole == 319_978 + 8_002
    assert sum(h * f for h, f in zip(habits.same, sorted(table.first, reverse=True), strict=False)) == 265_343
    # More candidates than London had share the rates of all but its first two.
    others = [at for at in range(20) if at not in (khan, bailey)]
    assert (
        habits.missing[20]
        == habits.missing[24]
        == Fraction(sum(table.papers[at][-1] for at in others), sum(table.first[at] for at in others))
    )


def test_a_table_of_two_lends_all_its_rates() -> None:
    habits = habits_of(Table.of("ab", {"ab": 6, "aa": 2, "a": 2, "b": 10}), 3, "two")
    assert habits.missing == (Fraction(1, 5), Fraction(1), Fraction(12, 20))
    assert habits.same == (Fraction(1, 5), Fraction(0), Fraction(2, 20))


def test_papers_are_filled_as_often_as_the_habits_say() -> None:
    habits = Habits(missing=(Fraction(1, 4), Fraction(0)), same=(Fraction(1, 2), Fraction(1, 10)), source="-")
    draw = np.random.default_rng(1)
    first = draw.integers(0, 2, (40, 1_000), dtype=np.int8)
    second = on_pairs(first, 1 - first, habits, draw.random(first.shape))
    for who, missing, same in ((0, 0.25, 0.5), (1, 0, 0.1)):
        theirs = second[first == who]
        for found, chance in (((theirs == -1).sum(), missing), ((theirs == who).sum(), same)):
            assert abs(found - len(theirs) * chance) <= 5 * (len(theirs) * chance * (1 - chance)) ** 0.5
    shares = on_shares(np.array([[[0, 0.6, 0], [0.4, 0, 0]]]), habits)
    np.testing.assert_allclose(shares, [[[0.3, 0.15, 0.15], [0.36, 0.04, 0]]])


def test_habits_change_tables_and_papers_alike() -> None:
    """A culture drawn as tables and as rankings has as many papers that count for nobody."""
    straight = simulate("impartial", candidates=5, voters=500, elections=2_000, seed=1, habits="english")
    ranked = simulate(
        "impartial", candidates=5, voters=500, elections=400, seed=1, habits="english", rankings=True
    )
    assert straight.ineffective and ranked.ineffective
    shares = [one.ineffective / one.elections / 500 for one in (straight, ranked)]
    assert abs(shares[0] - shares[1]) < 0.01


@pytest.mark.parametrize(("missing", "same"), [(1, 0), (0, 1)])
def test_whoever_marks_no_valid_second_candidate_ranks_nobody_after_the_first(
    missing: int, same: int, tmp_path: Path
) -> None:
    habits = Habits(missing=(Fraction(missing),) * 4, same=(Fraction(same),) * 4, source="-")
    small(rule="av", habits=habits, elections=3, folder=tmp_path)
    for file in tmp_path.iterdir():
        header, *rows = file.read_text().splitlines()
        assert header == "rank1,rank2,papers" and all(row.split(",")[1] == "" for row in rows)
        papers = desk.read(file, rule="av").papers
        assert isinstance(papers, Profile) and papers.valid == 7


def test_elections_around_london_have_its_candidates_and_habits() -> None:
    found = simulate("dirichlet", voters=2_531_357, elections=300, seed=3, concentration=1e6)
    assert found.around == "Mayor of London 2021" and len(found.candidates) == 20
    assert found.won[found.candidates.index("Sadiq Aman KHAN")] == 300
    ineffective = found.ineffective / 300 / 2_531_357
    assert abs(ineffective - 0.1374) < 0.001  # ineffective, 13.74 % in the declared table


def test_elections_around_a_reading_of_ones_own() -> None:
    papers = Profile.of("xyz", {("x", "y"): 30, ("y", "z"): 25, ("z", "-"): 20})
    from hustings.contest import Candidate, Contest
    from hustings.returns import Reading

    people = tuple(Candidate(id=one, name=one.upper()) for one in "xyz")
    found = simulate(
        "dirichlet",
        voters=75,
        elections=50,
        seed=1,
        around=Reading(contest=Contest(title="Small", candidates=people), papers=papers),
        rule="av",
    )
    assert found.candidates == ("X", "Y", "Z") and found.around == "Small" and sum(found.won) > 0


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


# -- arrays of papers -------------------------------------------------------------------------------------


def test_pairwise_matrices_are_those_of_profiles() -> None:
    draw = np.random.default_rng(1)
    ranked = np.argsort(draw.random((30, 9, 4)), axis=2).astype(np.int8)
    ranked[..., 2:][draw.random((30, 9)) < 0.4] = -1
    above = drawn_papers.pairwise(ranked, 4)
    for rows, matrix in zip(ranked, above, strict=True):
        assert (drawn_papers.profile(rows, tuple("abcd")).pairwise() == matrix).all()


def test_tables_are_those_of_papers() -> None:
    draw = np.random.default_rng(1)
    first = draw.integers(0, 3, (20, 8), dtype=np.int8)
    second = draw.integers(-1, 3, (20, 8), dtype=np.int8)
    for at, table in enumerate(drawn_papers.tables(first, second, 3).tolist()):
        cells = Counter(zip(first[at].tolist(), second[at].tolist(), strict=True))
        assert all(table[i][j] == cells[i, j] for i in range(3) for j in range(-1, 3))
        assert table_of(drawn_papers.two_columns(np.array(table), tuple("abc"))).papers == tuple(
            map(tuple, table)
        )


def test_outcomes_name_the_winner_or_a_lot() -> None:
    found = by_supplementary_vote(np.array([[[0, 3, 0], [2, 0, 0]], [[0, 2, 0], [2, 0, 0]]]))
    assert found.winner.tolist() == [0, -1] and found.elected.tolist() == [[True, False], [False, False]]


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
