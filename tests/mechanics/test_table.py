"""The first-by-second table counts as the rule does, and what is known is as much as was published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hustings as hs
from hustings.counting import count
from hustings.errors import InputError, UsageError
from hustings.mechanics.known import Known, known_of, known_so_far
from hustings.mechanics.table import Table, profile_of, table_of
from hustings.profile import Profile
from hustings.returns import Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE

IDS = "abcde"


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Table:
    """Small tables of two to five candidates, so that ties are frequent."""
    number = draw(st.integers(2, 5))
    cells = st.lists(st.integers(0, most), min_size=number + 1, max_size=number + 1).map(tuple)
    rows = draw(st.lists(cells, min_size=number, max_size=number))
    return Table(candidates=tuple(IDS[:number]), papers=tuple(rows))


@given(table=tables())
def test_a_table_counts_as_the_rule_does(table: Table) -> None:
    counted = count(RULE, profile_of(table))
    level = {table.candidates[at] for at in table.winners()}
    if counted.awaiting:
        assert set(counted.awaiting.candidates) == level and len(level) > 1
    else:
        assert {counted.winner} == level
    stage = next((one for one in counted.stages if one.step == "second-count"), None)
    if stage is not None:
        totals = {table.candidates[at]: votes for at, votes in table.totals().items()}
        assert totals == dict(stage.votes)


@given(table=tables(), more=st.integers(1, 3))
def test_more_than_half_of_first_preferences_wins_wherever_second_ones_go(table: Table, more: int) -> None:
    """So the clause of the majority decides nothing that the second count would not."""
    short = max(0, table.valid - 2 * table.first[0]) + more
    first = (*table.papers[0][:-1], table.papers[0][-1] + short)
    sure = Table(candidates=table.candidates, papers=(first, *table.papers[1:]))
    assert 2 * sure.first[0] > sure.valid
    assert sure.winners() == (0,) and 2 * sure.totals()[0] > sure.valid


@given(table=tables())
def test_papers_make_a_table_and_a_table_papers(table: Table) -> None:
    assert table_of(profile_of(table)) == table
    assert (table + table).first == tuple(2 * votes for votes in table.first)
    assert sum(table.marked) + sum(row[-1] for row in table.papers) == table.valid


def test_a_table_of_another_shape_is_refused() -> None:
    with pytest.raises(InputError, match="another shape"):
        Table(candidates=("a", "b"), papers=((1, 2), (3, 4)))
    with pytest.raises(InputError, match="negative"):
        Table(candidates=("a",), papers=((1, -2),))
    with pytest.raises(InputError, match="different candidates"):
        Table.of("ab", {"a": 1}) + Table.of("ba", {"a": 1})


def bundled(name: str) -> Known:
    return known_of(hs.read(hs.elections.path(name)))


def test_what_is_known_of_bundled_elections() -> None:
    london = bundled("london-2021")
    assert london.level == "table" and london.valid == 2_531_357
    # Declaration of the Greater London Returning Officer, 8 May 2021.
    khan = london.candidates.index("sadiq-aman-khan")
    assert london.totals()[khan] == 1_206_034 and london.marked[khan] == 400_478  # type: ignore[index]
    assert london.same == 265_343
    outright = bundled("tower-hamlets-2010")
    assert outright.level == "firsts" and outright.totals() is None and outright.valid == 44_985
    assert bundled("tower-hamlets-2014").level == "counted"
    assert sorted(bundled("tower-hamlets-2014").totals().values()) == [34_143, 37_395]  # type: ignore[union-attr]


def test_areas_are_told_apart_and_add() -> None:
    north = Profile.of("abc", {("a", "b"): 3, ("c", "a"): 2}, area="north")
    south = Profile.of("abc", {("b", "a"): 4, ("c", "-"): 1}, area="south")
    contest = hs.Contest(title="x", candidates=tuple(hs.Candidate(id=id, name=id) for id in "abc"))
    known = known_of(Reading(contest=contest, papers=north + south))
    assert set(known.areas) == {"north", "south"}
    assert known.table == known.areas["north"].table + known.areas["south"].table  # type: ignore[operator]


def test_one_column_of_several_candidates_tells_first_preferences_only() -> None:
    contest = hs.Contest(title="x", candidates=tuple(hs.Candidate(id=id, name=id) for id in "abc"))
    plain = Profile.of("abc", {("a",): 3, ("b",): 2, ("c",): 1})
    assert known_of(Reading(contest=contest, papers=plain)).level == "firsts"
    rated = Profile.of("abc", {("a:3",): 1}, ballots="scores")
    with pytest.raises(UsageError, match="no first and second preferences"):
        known_of(Reading(contest=contest, papers=rated))


def test_on_a_count_night_what_is_in_is_known() -> None:
    contest = hs.Contest(
        title="x",
        candidates=tuple(hs.Candidate(id=id, name=id) for id in "abc"),
        areas=(hs.Area(id="n", name="North"), hs.Area(id="s", name="South")),
    )
    one = Statement(area="n", stage="first", first={"a": 5, "b": 3, "c": 1})
    returns = Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=(one,))
    known = known_so_far(Reading(contest=contest, papers=returns))
    assert known.first == (5, 3, 1) and set(known.areas) == {"n"} and known.counted is None
    with pytest.raises(hs.Awaiting):
        known_of(Reading(contest=contest, papers=returns))


def test_marked_second_preferences_are_known_only_where_every_area_tells_them() -> None:
    contest = hs.Contest(title="x", candidates=tuple(hs.Candidate(id=id, name=id) for id in "abc"))

    def of(*marked: dict[str, int]) -> Known:
        firsts = [Statement(area=a, stage="first", first={"a": 5, "b": 3, "c": 1}) for a in "ns"]
        seconds = [
            Statement(area=a, stage="second", marked=votes) for a, votes in zip("ns", marked, strict=False)
        ]
        papers = Returns(candidates=("a", "b", "c"), areas=("n", "s"), statements=(*firsts, *seconds))
        totals = Statement(area="", stage="first", totals={"same_as_first": 2})
        return known_of(Reading(contest=contest, papers=papers, totals=totals))

    every = {"a": 1, "b": 2, "c": 1}
    both = of(every, every)
    assert both.level == "marked" and both.marked == (2, 4, 2) and both.same == 2
    assert of(every).level == "firsts" and of(every, {"a": 1}).level == "firsts"
