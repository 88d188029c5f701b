"""Where second preferences went: bounds first, estimates beside them, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer, to_json
from hustings.contest import Area, Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.profile import Profile
from hustings.returns import Reading, Returns, Statement


def by_area(number: int, counted: bool = True) -> Reading:
    """Areas in which c's papers go to a by a third, d's to b by two thirds, the sizes being different."""
    people = tuple(Candidate(id=id, name=id.upper()) for id in "abcd")
    areas = tuple(Area(id=f"area-{at}", name=f"Area {at}") for at in range(number))
    made = []
    for at, area in enumerate(areas):
        c, d = 30 + 6 * at, 90 - 3 * at
        made.append(Statement(area=area.id, stage="first", first={"a": 400, "b": 390, "c": c, "d": d}))
        if counted:
            made.append(Statement(area=area.id, stage="second", counted={"a": c // 3, "b": 2 * d // 3}))
    papers = Returns(candidates=tuple("abcd"), areas=tuple(one.id for one in areas), statements=tuple(made))
    return Reading(contest=Contest(title="Areas", candidates=people, areas=areas), papers=papers)


def rows(answer: Answer) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {row[:2]: row[2:] for row in answer.table("shares").rows}


def test_shares_from_areas_beside_their_bounds() -> None:
    answer = desk.ask("transfers", by_area(12), seed=7, draws=20)
    found = rows(answer)
    least, most, share, low, high = found["C", "A"]
    assert least <= Fraction(1, 3) <= most and abs(share - Fraction(1, 3)) < Fraction(2, 1000)
    assert low <= share <= high
    assert abs(found["D", "B"][2] - Fraction(2, 3)) < Fraction(2, 1000)
    assert found["C", "B"][0] == 0
    assert "if shares were the same in every area" in answer.sentence
    assert answer.level == "first preferences and the second preferences counted, by 12 areas"
    assert to_json(answer) == to_json(desk.ask("transfers", by_area(12), seed=7, draws=20))
    alone = desk.ask("transfers", by_area(12))
    assert rows(alone)["C", "A"] == (least, most)
    assert "all that the sums tell" in alone.sentence and not alone.assumptions
    one = desk.ask("transfers", by_area(12), area="Area 3")
    assert "in Area 3" in one.sentence and one.sentence.startswith("Of 81 papers for D")


def test_areas_that_are_not_alike_are_said_to_be_so() -> None:
    """c's papers go to a by a tenth in every other area and by nine tenths in the rest."""
    made = by_area(12)
    assert isinstance(made.papers, Returns)
    statements = []
    for at, area in enumerate(made.papers.areas):
        c, d = 30 + 6 * at, 90 - 3 * at
        to_a = (1 if at % 2 else 9) * c // 10
        statements.append(Statement(area=area, stage="first", first={"a": 400, "b": 390, "c": c, "d": d}))
        statements.append(Statement(area=area, stage="second", counted={"a": to_a, "b": 2 * d // 3}))
    unlike = replace(made, papers=replace(made.papers, statements=tuple(statements)))
    answer = desk.ask("transfers", unlike, seed=7, draws=20)
    assert "the areas show that they are not, so do not rely on it" in answer.sentence
    assert [row[3] for row in answer.table("fit").rows] == ["no", "may be", "no"]
    alike = desk.ask("transfers", made, seed=7, draws=20)
    assert "do not rely" not in alike.sentence
    assert {row[3] for row in alike.table("fit").rows} == {"may be"}
    # Half a percentage point is what rounding to whole papers leaves here.
    assert all(row[1] < Fraction(5, 1000) < row[2] for row in alike.table("fit").rows)


def test_a_table_leaves_nothing_to_estimate() -> None:
    answer = desk.ask("transfers", hs.elections.path("london-2021"))
    assert "nothing has to be estimated" in answer.sentence
    known = {row[:2]: row[2:] for row in answer.table("known").rows}
    names = {answer.contest.label(one): one for one in answer.contest.ids}
    khan, bailey = names["Sadiq Aman KHAN"], names["Shaun BAILEY"]
    assert known[bailey, khan][0] == 83_530 and known[khan, bailey][0] == 76_555


def test_what_is_certain_is_said() -> None:
    answer = desk.ask("transfers", hs.elections.path("two-areas"))
    claims = {one.claim: one.holds for one in answer.findings}
    assert (
        claims["More than half of the papers for Cat Gray had a second preference for Bert Fry"]
        == "impossible"
    )


def test_wards_of_london(data: Path) -> None:
    answer = desk.ask("transfers", data / "sv" / "london-2016-wards" / "wards.csv", to=["khan"])
    found = rows(answer)
    assert ("Sian Rebecca BERRY", "Sadiq Aman KHAN") in found
    assert ("Sian Rebecca BERRY", "none valid") in found and (
        "Sian Rebecca BERRY",
        "Zac GOLDSMITH",
    ) not in found


def test_sums_that_tell_all_are_told_as_such() -> None:
    """Pooled into one row, all papers of c and d gave a what a was given: a third of c's, nothing else."""
    answer = desk.ask("transfers", by_area(12), rows=1)
    given = sum((30 + 6 * at) // 3 for at in range(12))
    assert answer.sentence == f"Of 1,638 papers for 2 others, {given} had a second preference for A, exactly."


def test_refusals() -> None:
    with pytest.raises(UsageError, match="too few to estimate"):
        desk.ask("transfers", hs.elections.path("two-areas"), seed=1)
    with pytest.raises(UsageError, match="need a seed"):
        desk.ask("transfers", by_area(12), draws=5)
    for option in ("draws", "rows"):
        with pytest.raises(InputError, match="more than nothing"):
            desk.ask("transfers", by_area(12), seed=1, **{option: 0})
    with pytest.raises(UsageError, match="what was published"):
        desk.ask("transfers", hs.elections.path("tower-hamlets-2010"))
    with pytest.raises(UsageError, match="for those who remained alone"):
        desk.ask("transfers", by_area(12), to=["c"])
    with pytest.raises(UsageError, match="not told of this area"):
        desk.ask("transfers", _whole_seconds(), area="n")
    people = tuple(Candidate(id=id, name=id) for id in "ab")
    papers = Profile.of("ab", {("a",): 3, ("b",): 1})
    with pytest.raises(UsageError, match="looked at by the supplementary vote"):
        desk.ask("transfers", Reading(contest=Contest(title="Two", candidates=people), papers=papers))


def _whole_seconds() -> Reading:
    """First preferences by area, second ones of the whole alone."""
    people = tuple(Candidate(id=id, name=id) for id in "abc")
    first = {"a": 40, "b": 30, "c": 20}
    made = (
        Statement(area="n", stage="first", first=first),
        Statement(area="s", stage="first", first=first),
        Statement(area="", stage="second", counted={"a": 10, "b": 12}),
    )
    areas = tuple(Area(id=id, name=id) for id in "ns")
    papers = Returns(candidates=tuple("abc"), areas=("n", "s"), statements=made)
    return Reading(contest=Contest(title="Whole", candidates=people, areas=areas), papers=papers)
