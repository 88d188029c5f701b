"""Whose votes counted: London, the other English contests, brute force on tiny ones, rounds, refusals."""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer, to_json
from hustings.contest import Candidate, Contest
from hustings.errors import UsageError
from hustings.profile import Profile
from hustings.returns import Reading, Returns, Statement


def reading(votes: dict[tuple[str, ...], int], ids: str, kind: Any = "preferences") -> Reading:
    people = tuple(Candidate(id=id, name=id.upper()) for id in ids)
    papers = Profile.of(tuple(ids), votes, ballots=kind)
    return Reading(contest=Contest(title="Sample", candidates=people), papers=papers)


def shares(answer: Answer) -> dict[str, tuple[Any, ...]]:
    return {str(what): rest for what, *rest in map(list, answer.table("shares").rows)}  # type: ignore[misc]


def per_cent(value: Fraction, places: int = 2) -> str:
    return f"{float(100 * value):.{places}f}"


def test_london_2021() -> None:
    # London Elects, final results 2021: totals, second preferences of each, papers by first and second.
    answer = desk.ask("ledger", hs.elections.path("london-2021"))
    found = shares(answer)
    assert found["for no finalist, of all valid papers"][:2] == [347_722, 2_531_357]
    assert [per_cent(one[2]) for one in found.values()] == [
        *("13.74", "44.33", "47.64", "55.23", "50.11", "12.57", "87.43", "12.04"),
    ]
    assert found["needed to be level, of those looked at"][0] == 1_206_034 - 893_051
    assert found["second preferences counted, of those looked at"][:2] == [276_863, 624_585]
    assert found["second preferences counted, of all marked"][1] == 2_203_377
    assert found["the same candidate again, of all marked"][0] == 265_343
    names = answer.contest.label
    people = {names(str(row[0])): row[1:] for row in answer.table("preferences").rows}
    assert people["Sadiq Aman KHAN"] == (1_013_721, 400_478, 192_313, 1_206_034)
    assert people["Shaun BAILEY"] == (893_051, 263_812, 84_550, 977_601)
    assert people["Sian BERRY"] == (197_976, 486_798, None, None)
    assert sum(answer.table("ended").column("papers")) == 2_531_357  # type: ignore[arg-type]
    (finding,) = answer.findings
    assert finding.holds == "impossible"  # 47.64 % is not more than half of all valid papers
    # Bailey gets nothing from 120,670 of 624,585 upwards to Khan alone; the line meets an axis there.
    line = answer.table("level").rows  # Bailey stands before Khan on the paper
    assert line[0] == (Fraction(120_670, 624_585), 0)
    assert sum(line[1]) == 1  # type: ignore[arg-type]


def test_london_2016_as_declared(tmp_path: Path) -> None:
    # GLA ward file and Commons Library paper: firsts and totals.
    people = {"Khan": (1_148_716, 1_310_143), "Goldsmith": (909_755, 994_614), "others": (538_490, 0)}
    counted = {name: total - first for name, (first, total) in people.items() if total}
    answer = desk.ask("ledger", _declared(people, counted))
    assert counted == {"Khan": 161_427, "Goldsmith": 84_859}
    assert shares(answer)["for no finalist, of all valid papers"][:2] == [292_204, 2_596_961]
    assert answer.level == "first preferences and the second preferences counted"


def test_london_2012_as_declared() -> None:
    # Second preferences and totals: London Elects 2012; first preferences of all seven: en.wikipedia.org,
    # "2012 London mayoral election" (not checked against the declaration; they add up to its totals).
    first = {"Johnson": 971_931, "Livingstone": 889_918, "Jones": 98_913, "Paddick": 91_774, "Benita": 83_914}
    people = {name: (votes, 0) for name, votes in (*first.items(), ("Webb", 43_274), ("Cortiglia", 28_751))}
    declared = _declared(people, {"Johnson": 82_880, "Livingstone": 102_355})
    answer = desk.ask("ledger", declared)
    told = {row[0]: row[-1] for row in answer.table("preferences").rows}
    assert (told["Johnson"], told["Livingstone"]) == (1_054_811, 992_273)
    found = shares(answer)
    assert found["for no finalist, of all valid papers"][:2] == [161_391, 2_208_475]
    assert found["second preferences counted, of those looked at"][:2] == [185_235, 346_626]
    # 62,538 votes apart: half of them altered is level, and one more paper elects.
    sentence = desk.ask("margin", declared, rule="sv").sentence
    assert "With 31,270 papers altered Livingstone" in sentence and "with 31,269" in sentence


def _declared(people: dict[str, tuple[int, int]], counted: dict[str, int]) -> Reading:
    contest = Contest(title="Declared", candidates=tuple(Candidate(id=id, name=id) for id in people))
    first = {id: votes for id, (votes, _) in people.items()}
    made = (
        Statement(area="", stage="first", first=first),
        Statement(area="", stage="second", counted=counted),
    )
    return Reading(contest=contest, papers=Returns(candidates=tuple(people), areas=("",), statements=made))


def test_every_declared_english_contest_closes(data: Path) -> None:
    seen = 0
    for folder in sorted((data / "sv").iterdir()):
        told = folder / "expected.json"
        if not told.is_file():
            continue
        expected = json.loads(told.read_text("utf-8"))
        people = {
            one["name"]: (one["first_preferences"], one.get("total_after_second_count", 0))
            for one in expected["candidates"]
        }
        counted = {name: total - first for name, (first, total) in people.items() if total}
        answer = desk.ask("ledger", _declared(people, counted), rule="sv")
        valid = sum(first for first, _ in people.values())
        if not counted:
            assert "on first preferences" in answer.sentence, folder.name
            continue
        seen += 1
        assert sum(answer.table("ended").column("papers")) == valid, folder.name  # type: ignore[arg-type]
        neither = shares(answer)["for no finalist, of all valid papers"]
        assert neither[0] == valid - sum(total for _, total in people.values()), folder.name
        assert expected["outcome"]["elected"] in answer.sentence, folder.name
        lost = expected["published"].get("papers_of_eliminated_candidates_reaching_neither_finalist")
        assert lost in (None, neither[0]), folder.name
    assert seen >= 9


def test_london_2000_had_second_preferences_marked_for_everybody(data: Path) -> None:
    # Totals of London 2000 (data/sv/london-2000): 776,427 to 564,137; marked for all, counted for two.
    answer = desk.ask("ledger", data / "sv/london-2000/results.csv", rule="sv")
    marked, counted = 1_420_994, 776_427 - 667_877 + 564_137 - 464_434
    assert shares(answer)["second preferences counted, of all marked"][:2] == [counted, marked]
    assert shares(answer)["second preferences never used, of all marked"][0] == marked - counted
    assert "the same candidate again, of all marked" not in shares(answer)
    assert answer.level == "first preferences and all second preferences marked"
    assert "how many second preferences were marked" not in answer.fuller


def test_declared_files_are_read(data: Path) -> None:
    # Mansfield 2019 (BBC): 7,930 to 7,928, won by two votes.
    file = data / "sv/mansfield-2019/results.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        assert {row["candidate"] for row in csv.DictReader(opened)} >= {"Andy Abrahams", "Kate Allsop"}
    answer = desk.ask("ledger", file, rule="sv")
    assert shares(answer)["the winner's total, of finalists' totals"][:2] == [7_930, 15_858]


# -- Brute force --------------------------------------------------------------------------------------------


def plainly(papers: list[tuple[str, str]], ids: str) -> Counter[tuple[str, str, str]] | None:
    """Every paper looked at by itself: whose it is, where it ended, what its second preference was."""
    first = Counter(one for one, _ in papers)
    if any(2 * first[id] > len(papers) for id in ids):
        return None
    second_highest = sorted(first[id] for id in ids)[-2]
    left = [id for id in ids if first[id] >= second_highest]
    found: Counter[tuple[str, str, str]] = Counter()
    for one, two in papers:
        if one in left:
            if two == one:
                found[one, one, "the same again"] += 1
            elif two in left:
                found[one, one, "for another finalist"] += 1
            elif two in ids:
                found[one, one, "for one eliminated"] += 1
            else:
                found[one, one, "none that is valid"] += 1
        elif two in left:
            found["out", two, "for a finalist"] += 1
        elif two == one:
            found["out", "", "the same again"] += 1
        elif two in ids:
            found["out", "", "for one eliminated"] += 1
        else:
            found["out", "", "none" if two == "-" else "void"] += 1
    return found


def told(answer: Answer) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for first, ended, to, second, papers in answer.table("flow").rows:
        assert isinstance(papers, int) and papers > 0
        found[str(first) if ended == "first" else "out", str(to or ""), str(second)] += papers
    return found


def test_tiny_elections_paper_by_paper() -> None:
    chance, finals = random.Random(41), 0
    for _ in range(2500):
        ids = "abcd"[: chance.randint(3, 4)]
        papers = [(chance.choice(ids), chance.choice((*ids, "-", "?"))) for _ in range(chance.randint(1, 9))]
        expected = plainly(papers, ids)
        answer = desk.ask("ledger", reading(dict(Counter(papers)), ids), rule="sv")
        if expected is None:
            assert "elected on first preferences" in answer.sentence
            continue
        finals += 1
        assert told(answer) == expected, papers
        line = answer.table("level").rows
        _on_the_line(answer, line)
    assert finals > 1200


def _on_the_line(answer: Answer, line: tuple[tuple[Any, ...], ...]) -> None:
    """Both ends make the finalists level; without a line one of them is ahead whatever is counted."""
    left = [row for row in answer.table("preferences").rows if row[4] is not None]
    if len(left) != 2:
        assert not line
        return
    ids = answer.contest.ids
    one, two = (int(row[1] or 0) for row in sorted(left, key=lambda row: ids.index(str(row[0]))))
    out = sum(int(row[1] or 0) for row in answer.table("preferences").rows) - one - two
    assert bool(line) == (out > 0 and abs(one - two) <= out)
    for x, y in line:
        assert one + x * out == two + y * out and x >= 0 and y >= 0 and x + y <= 1


def test_three_remain_at_an_equality() -> None:
    votes = {("a", "-"): 40, ("b", "a"): 30, ("c", "b"): 30, ("d", "c"): 2}
    answer = desk.ask("ledger", reading(votes, "abcd"))
    assert "none of A, B and C" in answer.sentence
    assert not answer.table("level").rows
    assert shares(answer)["the winner's total, of finalists' totals"][:2] == [40, 102]


def test_a_lot_is_said() -> None:
    answer = desk.ask("ledger", reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}, "abc"))
    assert answer.sentence.endswith("A and B are level with 30 each, and a lot decides.")
    assert not answer.findings
    level = desk.ask("ledger", reading({("a",): 3, ("b",): 3}, "ab"))
    assert level.sentence == "A and B are level with 3 each, and a lot decides."


def test_exactly_half_is_not_more_than_half() -> None:
    votes = {("a", "-"): 40, ("b", "-"): 32, ("c", "a"): 10, ("c", "b"): 10, ("c", "-"): 8}
    answer = desk.ask("ledger", reading(votes, "abc"))
    assert answer.sentence.endswith("A is elected with 50.00% of all valid papers.")
    assert [one.holds for one in answer.findings] == ["impossible"]
    more = desk.ask("ledger", reading(votes | {("a", "-"): 41}, "abc"))
    assert [one.holds for one in more.findings] == ["certain"]


def test_two_candidates_have_no_second_count() -> None:
    answer = desk.ask("ledger", reading({("a",): 3, ("b",): 2}, "ab"))
    assert answer.sentence == (
        "A is elected on first preferences with 60.00% of all valid papers; 2 named somebody else first, and "
        "two candidates have no second count."
    )


def test_outright_leaves_second_preferences_unused() -> None:
    answer = desk.ask("ledger", reading({("a", "b"): 70, ("b", "c"): 20, ("c", "-"): 10}, "abc"))
    assert shares(answer)["second preferences never used, of all marked"][:2] == [90, 90]


@pytest.mark.parametrize("rule", ["av", "av-2011", "av-until-two", "contingent"])
def test_rankings_in_rounds(rule: str) -> None:
    votes = {("a", "b", "c"): 8, ("b",): 5, ("b", "c"): 2, ("c", "b"): 4, ("d",): 2, ("d", "a"): 1}
    answer = desk.ask("ledger", reading(votes, "abcd", "rankings"), rule=rule)
    ended = {(row[0], row[1]): row[2] for row in answer.table("ended").rows}
    assert sum(int(held or 0) for held in ended.values()) == 22
    assert ended["first preference for A", "a"] == 8
    assert ended["no further preference for anybody still in", None] == 2
    assert answer.sentence.startswith("2 of 22 papers (9.09%) ended with nobody")


def test_burlington_2009(data: Path) -> None:
    # Burlington 2009: Kiss 4,313, Wright 4,061 at the last round; 606 of 8,980 exhausted (SOURCE.md there).
    folder = data / "irv/burlington-2009"
    file = next(one for one in sorted(folder.iterdir()) if one.suffix in (".blt", ".csv", ".toi", ".soi"))
    answer = desk.ask("ledger", file, rule="burlington-irv")
    final = shares(answer)["the winner's final figure, of papers still held"]
    assert final[0] == 4_313 and final[1] == 4_313 + 4_061


def test_dundee_2022_by_transferable_votes(data: Path) -> None:
    # Dundee City Council 2022, ward 3 (CandidateVotesPerStageReport): 704.96294 not transferable.
    file = data / "stv-scotland/dundee-2022-w3-west-end/ballots.blt"
    answer = desk.ask("ledger", file, rule="scottish-stv", seats=4)
    held = {row[0]: row[1] for row in answer.table("shares").rows}
    assert held["with nobody"] == Fraction("704.96294")
    assert sum(held.values()) == 5732  # type: ignore[arg-type]
    assert held["with others"] == 0
    assert answer.sentence == (
        "5,027.04 of 5,732 votes (87.70%) ended with the 4 elected, 0 with others, and 704.96 with nobody."
    )


@pytest.mark.parametrize("rule", ["ers97", "ireland", "meek", "warren", "scottish-stv"])
def test_every_vote_is_somewhere_by_transferable_votes(rule: str) -> None:
    votes = {("a", "b", "c"): 41, ("b", "c"): 22, ("c", "d"): 17, ("d",): 13, ("d", "c", "a"): 7}
    answer = desk.ask("ledger", reading(votes, "abcd", "rankings"), rule=rule, seats=2)
    assert sum(answer.table("shares").column("votes")) == 100  # type: ignore[arg-type]
    assert sum(answer.table("ended").column("votes")) == 100  # type: ignore[arg-type]


def test_what_it_refuses(data: Path) -> None:
    with pytest.raises(UsageError, match="not told for this rule"):
        desk.ask("ledger", reading({("a", "b"): 1}, "ab", "rankings"), rule="borda")
    with pytest.raises(UsageError, match="no valid paper"):
        desk.ask("ledger", reading({}, "abc"))
    with pytest.raises(UsageError, match="not come to its end"):
        desk.ask("ledger", reading({}, "abc", "rankings"), rule="av")
    lot = {("a",): 5, ("b",): 2, ("c",): 2}
    with pytest.raises(UsageError, match="not come to its end"):
        desk.ask("ledger", reading(lot, "abc", "rankings"), rule="av-until-two")
    people = {"a": (5, 0), "b": (4, 0), "c": (3, 0)}
    with pytest.raises(UsageError, match="not come to its end") as refused:
        desk.ask("ledger", _declared(people, {}))
    assert "reach" in refused.value.hint
    with pytest.raises(UsageError, match="no such option"):
        desk.ask("ledger", reading({("a", "b"): 1}, "ab"), candidate="a")


def test_the_same_bytes_each_time() -> None:
    votes = {(a, b): n for n, (a, b) in enumerate(itertools.product("abc", "abc-"), 1)}
    assert to_json(desk.ask("ledger", reading(votes, "abc"))) == to_json(
        desk.ask("ledger", reading(dict(reversed(votes.items())), "abc"))
    )
