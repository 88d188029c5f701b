"""Other rules: what is certain and possible, equal to trying every way to go on marking."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations_with_replacement, permutations, product
from pathlib import Path
from typing import Any

import pytest
from tests.reference_irv_margin import results

import hustings as hs
from hustings import desk
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.errors import InputError, UsageError
from hustings.mechanics.known import Known, known_of
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.unasked import (
    contingent_may_elect,
    duel_in,
    duels_of,
    exclusions_may_elect,
    points_may_elect,
)
from hustings.profile import Profile
from hustings.returns import WHOLE, Reading, Returns, Statement

SQUEEZE = {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5}


def reading_of(papers: Any, ids: str = "abc") -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Reading(contest=Contest(title="Sample", candidates=people), papers=papers)


def two_columns(votes: dict[str, int], ids: str = "abc") -> Reading:
    return reading_of(profile_of(Table.of(ids, dict(votes))), ids)


def row(answer: Answer, rule: str) -> dict[str, Any]:
    table = answer.table("rules")
    (found,) = (one for one in table.rows if one[0] == rule)
    return dict(zip((column.key for column in table.columns), found, strict=True))


# -- The vectors ------------------------------------------------------------------------------------------


def test_the_centre_squeeze() -> None:
    answer = desk.ask("rules", two_columns(SQUEEZE))
    elected = {one[0]: (one[1], one[2]) for one in answer.table("rules").rows}
    # questions.md 4.2: A wins 50-45 over C; B beats both head to head, 57-43 and 60-40.
    assert elected["Supplementary vote"] == ("a", "certain")
    assert elected["First past the post"] == ("a", "certain")
    assert elected["Alternative vote"][0] == "a" and elected["Beats all in duels"][0] == "b"
    duels = {one[:2]: one for one in answer.table("duels").rows}
    assert duels["a", "b"][2:6] == (43, 43, 57, 57)
    assert duels["c", "b"][2:6] == (40, 40, 60, 60)
    # Of 105 papers 57 name B above A and 60 above C: more than half, whatever the rest would say.
    assert duels["a", "b"][7] == "impossible"
    assert elected["Beats all in duels"] == ("b", "certain")


def test_london_2021_at_level_three(data: Path) -> None:
    """Berry cannot beat Khan on the marks made, though every second preference for her counted."""
    whole = known_of(hs.read(data / "sv" / "london-2021" / "first_by_second.csv"))
    ids = whole.candidates
    khan, berry = ids.index("sadiq-aman-khan"), ids.index("sian-berry")
    assert whole.marked is not None and whole.counted is not None
    # Official declaration of 8 May 2021: first and second preferences.
    assert (whole.first[khan], whole.first[berry], whole.marked[berry]) == (1_013_721, 197_976, 486_798)
    level3 = Known(
        candidates=ids, first=whole.first, counted=whole.counted, marked=whole.marked, same=whole.same
    )
    duel = duel_in(level3, berry, khan)
    assert duel.most <= 197_976 + 486_798 < 1_013_721 <= duel.least_other
    assert duel.leads is False
    assert duel.beats is None  # third preferences were never asked for: 2.5 million papers, Khan on 1.2
    for level in (level3, Known(candidates=ids, first=whole.first, counted=whole.counted)):
        cast = duels_of(_cast(whole.table), len(ids))
        for (a, b), exact in cast.items():
            bound = duel_in(level, a, b)
            assert bound.least <= exact.least <= bound.most


def test_london_2021_by_returns(data: Path) -> None:
    whole = known_of(hs.read(data / "sv" / "london-2021" / "first_by_second.csv"))
    contest = hs.read(data / "sv" / "london-2021" / "first_by_second.csv").contest
    ids = whole.candidates
    assert whole.marked is not None and whole.counted is not None
    returns = Returns(
        candidates=ids,
        areas=(WHOLE,),
        statements=(
            Statement(area=WHOLE, stage="first", first=dict(zip(ids, whole.first, strict=True))),
            Statement(
                area=WHOLE,
                stage="second",
                counted={ids[at]: n for at, n in whole.counted.items()},
                marked=dict(zip(ids, whole.marked, strict=True)),
                unused={"same_candidate": whole.same or 0},
            ),
        ),
    )
    answer = desk.ask(
        "rules",
        Reading(contest=contest, papers=returns),
        duel=["sian-berry", "sadiq-aman-khan"],
    )
    assert answer.level == "first preferences and all second preferences marked"
    leads, beats = (one for one in answer.findings if one.who == ("sian-berry", "sadiq-aman-khan"))
    assert (leads.holds, beats.holds) == ("impossible", "possible")
    assert row(answer, "Supplementary vote")["elected"] == "sadiq-aman-khan"
    assert row(answer, "Alternative vote")["elected"] is None
    # Khan leads Bailey by 228,433 and 347,722 papers name neither.
    assert row(answer, "Contingent vote") == {
        "rule": "Contingent vote",
        "elected": "sadiq-aman-khan",
        "holds": "possible",
        "may": 2,
    }


def test_tower_hamlets_2010_was_decided_at_once(data: Path) -> None:
    answer = desk.ask("rules", hs.read(data / "sv" / "tower-hamlets-2010" / "results.csv"))
    for rule in ("First past the post", "Supplementary vote", "Contingent vote", "Alternative vote"):
        assert row(answer, rule)["holds"] == "certain"
    assert row(answer, "Beats all in duels")["holds"] == "certain"
    assert row(answer, "Borda's points")["holds"] == "not told"


def test_burlington_2009(data: Path) -> None:
    """Montroll beats everybody two by two and is not elected."""
    reading = hs.read(data / "irv" / "burlington-2009" / "00005-00000002.toi")
    answer = desk.ask("rules", reading, rule="av")
    assert row(answer, "Alternative vote")["elected"] == "bob-kiss"
    assert row(answer, "Beats all in duels")["elected"] == "andy-montroll"
    assert row(answer, "First past the post")["elected"] == "kurt-wright"
    assert any("hustings compare" in note.words for note in answer.notes)


# -- Every way to go on marking ---------------------------------------------------------------------------


def _cast(table: Table | None) -> dict[tuple[int, ...], int]:
    assert table is not None
    cast: dict[tuple[int, ...], int] = {}
    for i, cells in enumerate(table.papers):
        for j, papers in enumerate(cells):
            if papers:
                vote = (i,) if j in (i, len(cells) - 1) else (i, j)
                cast[vote] = cast.get(vote, 0) + papers
    return cast


def ways_on(vote: tuple[int, ...], k: int) -> list[tuple[int, ...]]:
    rest = [one for one in range(k) if one not in vote]
    return [(*vote, *more) for length in range(len(rest) + 1) for more in permutations(rest, length)]


def completed(cast: dict[tuple[int, ...], int], k: int) -> Iterator[list[tuple[tuple[int, ...], int]]]:
    piles = [list(combinations_with_replacement(ways_on(vote, k), n)) for vote, n in cast.items()]
    for chosen in product(*piles):
        yield [(vote, 1) for pile in chosen for vote in pile]


def beaten(papers: list[tuple[tuple[int, ...], int]], a: int, b: int) -> int:
    lead = 0
    for vote, n in papers:
        at = [vote.index(one) if one in vote else 99 for one in (a, b)]
        lead += n * ((at[0] < at[1]) - (at[1] < at[0]))
    return lead


def borda(papers: list[tuple[tuple[int, ...], int]], k: int) -> set[int]:
    points = [sum(n * (k - 1 - vote.index(one)) for vote, n in papers) for one in range(k)]
    return {one for one in range(k) if points[one] == max(points)}


@pytest.mark.parametrize(("k", "papers", "elections"), [(3, 4, 120), (4, 3, 40)])
def test_equal_to_every_way_to_go_on(k: int, papers: int, elections: int) -> None:
    rng = random.Random(k)
    votes = [vote for length in (1, 2) for vote in permutations(range(k), length)]
    tight = 0
    for _ in range(elections):
        cast: dict[tuple[int, ...], int] = {}
        for _ in range(papers):
            vote = rng.choice(votes)
            cast[vote] = cast.get(vote, 0) + 1
        every = list(completed(cast, k))
        duels = duels_of(cast, k)
        for (a, b), duel in duels.items():
            leads = [beaten(one, a, b) for one in every]
            assert duel.beats == (True if min(leads) > 0 else None if max(leads) > 0 else False)
            now = beaten(list(cast.items()), a, b)
            assert duel.leads == (now > 0)
        elected = set().union(*(results(one, k, "nothing", True)[0] for one in every))
        found, whole = exclusions_may_elect(cast, k)
        assert whole and elected <= found
        tight += elected == found
        full = [one for one in every if all(len(vote) == k for vote, _ in one)]
        assert set().union(*(borda(one, k) for one in full)) <= points_may_elect(cast, k)
        first = [sum(n for vote, n in cast.items() if vote[0] == one) for one in range(k)]
        assert contingent_may_elect(first, duels) == set().union(*(contingent(one, first) for one in every))
    assert tight > elections * 0.8


def contingent(papers: list[tuple[tuple[int, ...], int]], first: list[int]) -> set[int]:
    """Whom the contingent vote elects, every lot falling as it may."""
    people = range(len(first))
    over = {one for one in people if 2 * first[one] > sum(first)}
    if over:
        return over
    found = set()
    for a, b in permutations(people, 2):
        low = min(first[a], first[b])
        outside = [first[one] for one in people if one not in (a, b)]
        if max(outside) <= low and beaten(papers, a, b) >= 0:
            found.add(a)
    return found


# -- What is refused --------------------------------------------------------------------------------------


def test_a_duel_needs_two() -> None:
    for duel in (["a"], ["a", "a"], ["a", "b", "c"]):
        with pytest.raises(InputError) as told:
            desk.ask("rules", two_columns(SQUEEZE), duel=duel)
        assert "two" in str(told.value)


def test_nobody_voted() -> None:
    with pytest.raises(UsageError):
        desk.ask("rules", two_columns({}))


def test_ratings_have_no_preferences() -> None:
    papers = Profile.of("abc", {("a",): 3}, ballots="approvals")
    with pytest.raises(UsageError) as told:
        desk.ask("rules", reading_of(papers), rule="approval")
    assert "preferences" in str(told.value)


def test_unknown_people_are_refused() -> None:
    with pytest.raises(InputError):
        desk.ask("rules", two_columns(SQUEEZE), duel=["a", "zed"])


def test_a_contest_of_several_seats_is_refused() -> None:
    papers = Profile.of("abcd", {("a", "b"): 5, ("c",): 3, ("d",): 2}, ballots="rankings")
    with pytest.raises(UsageError, match="one person is elected") as told:
        desk.ask("rules", reading_of(papers, "abcd"), rule="scottish-stv", seats=2)
    assert told.value.found == "2 seats"
