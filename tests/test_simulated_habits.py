"""How voters fill their papers in simulations: as London did in 2021, as told, as a result has it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from hustings import desk, elections
from hustings.contest import Candidate, Contest
from hustings.mechanics.habits import Habits, habits_of, on_pairs, on_shares
from hustings.mechanics.table import Table, table_of
from hustings.profile import Profile
from hustings.returns import Reading
from hustings.simulating import simulate


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
    simulate(
        "impartial", candidates=4, voters=7, elections=3, seed=5, rule="av", habits=habits, folder=tmp_path
    )
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
