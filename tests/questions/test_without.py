"""Somebody had not stood, or second preferences had gone elsewhere: vectors, trying everything, bad input."""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import hustings as hs
from hustings import desk
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.counting import count
from hustings.errors import InputError, UsageError
from hustings.mechanics.edits import contest_without, without
from hustings.mechanics.table import Table, profile_of, table_of
from hustings.mechanics.witness import changed
from hustings.paper import Vote
from hustings.profile import Profile
from hustings.returns import WHOLE, Reading, Returns, Statement
from hustings.shelf import rule

SQUEEZE = {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5}


def contest(ids: str, **facts: Any) -> Contest:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Contest(title="Sample", candidates=people, **facts)


def papers(votes: dict[str, int], ids: str = "abc") -> Reading:
    return Reading(contest=contest(ids), papers=profile_of(Table.of(ids, votes)))


def rankings(votes: dict[str, int], ids: str, **facts: Any) -> Reading:
    ranked: dict[Vote, int] = {tuple(vote): n for vote, n in votes.items()}
    return Reading(contest=contest(ids, **facts), papers=Profile.of(ids, ranked, ballots="rankings"))


def totals(first: tuple[int, ...], counted: dict[str, int] | None = None) -> Reading:
    ids = "abcde"[: len(first)]
    made = [Statement(area=WHOLE, stage="first", first=dict(zip(ids, first, strict=True)))]
    if counted is not None:
        made.append(Statement(area=WHOLE, stage="second", counted=counted))
    return Reading(
        contest=contest(ids), papers=Returns(candidates=tuple(ids), areas=(WHOLE,), statements=tuple(made))
    )


def ask(what: Reading, *candidate: str, rule: str = "sv", **options: Any) -> Answer:
    return desk.ask("without", what, rule=rule, candidate=candidate, **options)


def holds(answer: Answer) -> dict[str, str]:
    """Of each finding about one candidate's election, what holds."""
    return {one.who[0]: one.holds for one in answer.findings if one.claim.endswith("is elected")}


# -- Vectors ----------------------------------------------------------------------------------------------


def test_the_centre_squeeze_without_c() -> None:
    """B is certain, 57 against at most 48."""
    answer = ask(papers(SQUEEZE), "c")
    assert answer.sentence == (
        "Without C Person, B Person would be elected for certain, not A Person: C Person decided it by "
        "standing."
    )
    rows = {row[0]: row[1:] for row in answer.table("without").rows}
    assert rows["a"][2:4] == (43, 48) and rows["b"][2:4] == (57, 62)
    assert holds(answer) == {"b": "certain", "a": "impossible"}
    assert answer.findings[-1].claim == "C Person changes who is elected by standing"
    assert answer.findings[-1].holds == "certain"
    (witness,) = answer.witnesses
    assert witness.elected == ("b",) and witness.base is not None


def test_everybody_in_turn() -> None:
    answer = ask(papers(SQUEEZE))
    assert answer.sentence == (
        "C Person decided it by standing: without C Person, A Person would not have been elected. Without "
        "B Person, the papers do not tell who would have been elected."
    )
    assert [(one.who, one.holds) for one in answer.findings] == [(("c",), "certain"), (("b",), "possible")]


def test_tower_hamlets_2010_from_first_preferences_alone() -> None:
    reading = desk.read(hs.elections.path("tower-hamlets-2010"))
    third = desk.ask("without", reading, candidate=["king"])
    assert third.sentence == "Without Neil Anthony King, Lutfur Rahman would still be elected for certain."
    first = desk.ask("without", reading, candidate=["rahman"])
    assert "could each be elected" in first.sentence and len(first.witnesses) == 4


def test_many_who_could_be_elected_are_counted_in_the_sentence(data: Path) -> None:
    """Bristol 2012 has the second preferences counted, not whose papers they were on."""
    file = data / "sv" / "bristol-2012" / "results.csv"
    answer = desk.ask("without", file, rule="sv", candidate=["ferguson"])
    assert answer.sentence == (
        "Without George Ferguson, any of 14 candidates could be elected: the papers do not tell."
    )
    assert len(answer.witnesses) == 14


def test_london_2021_from_its_table_and_from_totals() -> None:
    reading = desk.read(hs.elections.path("london-2021"))
    answer = desk.ask("without", reading, candidate=["bailey"])
    assert answer.sentence.endswith("Sadiq Aman KHAN would still be elected for certain.")
    # Berry would be second: 303,143 first preferences, those who name her on Bailey's papers with her own.
    table = table_of(reading.papers)  # type: ignore[arg-type]
    bailey, berry = (
        next(at for at, one in enumerate(reading.contest.candidates) if one.name.endswith(name))
        for name in ("BAILEY", "BERRY")
    )
    rows = {row[0]: row[1:] for row in answer.table("without").rows}
    assert rows[table.candidates[berry]][0] == table.first[berry] + table.papers[bailey][berry] == 303_143


# -- Everything tried -------------------------------------------------------------------------------------


def test_whole_rankings_are_counted_again() -> None:
    dice = random.Random(30)
    seen: Counter[str] = Counter()
    for _ in range(300):
        votes: Counter[str] = Counter()
        for _ in range(dice.randint(3, 15)):
            votes["".join(dice.sample("abcd", dice.randint(1, 4)))] += 1
        reading = rankings(dict(votes), "abcd")
        for key in ("sv", "av"):
            answer = ask(reading, "d", rule=key)
            left = without(reading.papers, "d")  # type: ignore[arg-type]
            counted = count(rule(key), left, contest=contest_without(reading.contest, "d"))
            expected = counted.awaiting.candidates if counted.awaiting else counted.elected
            who = tuple(one.who[0] for one in answer.findings if one.claim.endswith("Person is elected"))
            assert set(who) == set(expected) and answer.level == "whole rankings"
            seen[answer.findings[0].holds] += 1
    assert seen["certain"] > 100 and seen["possible"] > 10


def test_a_certain_winner_is_the_winner_of_every_ranking_behind_the_table() -> None:
    """Third choices that the table does not show never refute what was called certain or impossible."""
    dice = random.Random(31)
    certain = 0
    for _ in range(400):
        votes: Counter[str] = Counter()
        for _ in range(dice.randint(5, 40)):
            votes["".join(dice.sample("abcd", 4))] += 1
        whole = rankings(dict(votes), "abcd")
        two = Reading(contest=whole.contest, papers=whole.papers.in_columns(2))  # type: ignore[union-attr]
        exact, bounds = ask(whole, "a"), ask(two, "a")
        who = {one.who[0] for one in exact.findings if one.claim.endswith("Person is elected")}
        may = {one.who[0] for one in bounds.findings if one.claim.endswith("Person is elected")}
        assert who <= may
        certain += len(may) == 1
    assert certain > 50


# -- Several seats, other rules ---------------------------------------------------------------------------


def test_several_seats_and_approvals_are_counted_again() -> None:
    seats = rankings({"abc": 5, "bca": 4, "cab": 3, "dab": 2}, "abcd", seats=2)
    answer = ask(seats, "d", rule="scottish-stv")
    assert answer.sentence == "Without D Person, A Person and B Person would be elected."
    approvals = Reading(
        contest=contest("abc"), papers=Profile.of("abc", {("a", "b"): 3, ("c",): 2}, ballots="approvals")
    )
    answer = ask(approvals, "a", rule="approval")
    assert holds(answer)["b"] == "certain" and answer.level == "approvals"


# -- Transfers --------------------------------------------------------------------------------------------


def test_a_share_of_the_papers_named_somebody_else() -> None:
    reading = papers({"a": 34, "ba": 5, "bc": 8, "b": 13, "c": 40})
    answer = ask(reading, of="b", to="a", rate="50%")
    # 13 of 26 name A; the 8 for C and 13 for nobody keep their proportions of what is left.
    assert answer.table("totals").rows == (
        ("a", 34, 39, 13, 47, 8),
        ("c", 40, 48, 4, 44, -4),
    )
    assert answer.sentence == (
        "If 50% of the papers of B Person name A Person second, A Person would be elected, 3 ahead. Each "
        "percentage point of B Person's 26 papers is 0.26 votes."
    )
    rates = answer.table("rates")
    assert [row[2] for row in rates.rows] == ["c", "a"]
    # 40 + (1 - x) 26 8/21 = 34 + 26 x
    assert rates.rows[0][1] == Fraction(6 * 21 + 26 * 8, 26 * 29)
    (witness,) = answer.witnesses
    assert witness.elected == ("a",) and witness.base is None


def test_what_is_left_keeps_its_proportions() -> None:
    answer = ask(papers({"a": 34, "ba": 5, "bc": 12, "b": 13, "c": 40}), of="b", to="a", rate="50%")
    # 15 of 30 name A; of the other 15, 12 in 25 name C.
    assert answer.table("totals").column("named") == (15, 7)


def test_two_change_places_on_the_papers_of_a_third() -> None:
    reading = papers({"a": 34, "ba": 15, "bc": 8, "b": 3, "c": 40})
    answer = ask(reading, of="b", swap=["a", "c"])
    assert "C Person would be elected, 13 ahead" in answer.sentence
    (witness,) = answer.witnesses
    after = table_of(changed(reading.papers, witness.changes))  # type: ignore[arg-type]
    assert after.papers[1][0] == 8 and after.papers[1][2] == 15


def test_papers_of_whoever_remains_are_never_looked_at() -> None:
    answer = ask(papers(SQUEEZE), of="a", to="b", rate="100%")
    assert answer.sentence.startswith("Nothing would change: A Person remains")
    answer = ask(totals((40, 30, 35, 2), {"a": 10, "c": 12}), of="a", to="c", rate="100%")
    assert answer.sentence.startswith("Nothing would change: A Person remains")
    assert holds(answer) == {"a": "certain"} and not answer.figures and answer.fuller == ""


def test_transfers_are_those_of_counting_the_changed_table() -> None:
    dice = random.Random(32)
    for _ in range(400):
        rows = tuple(tuple(dice.choice((0, 0, 1, 3, 5)) for _ in range(5)) for _ in range(4))
        table = Table(candidates=tuple("abcd"), papers=rows)
        if len(table.remaining()) == 4:
            continue
        reading = Reading(contest=contest("abcd"), papers=profile_of(table))
        rate = Fraction(dice.randint(0, 10), 10)
        answer = ask(reading, of="d", to="a", rate=rate)
        for witness in answer.witnesses:
            after = table_of(changed(profile_of(table), witness.changes))
            assert after.papers[3][0] == int(rate * table.first[3]) and after.first == table.first
            names = {after.candidates[at] for at in after.winners()}
            assert {one.who[0] for one in answer.findings} == names == {*witness.elected, *witness.level}


# -- Transfers, from totals alone -------------------------------------------------------------------------


def test_totals_alone_can_settle_a_transfer() -> None:
    """15 of B's 30 papers name A; the other 15 and D's 2 cannot bring C from 35 to more than 52."""
    answer = ask(totals((40, 30, 35, 2)), of="b", to="a", rate="50%")
    assert answer.sentence == (
        "If 50% of the papers of B Person name A Person second, A Person would be elected for certain, "
        "whatever was not published."
    )
    assert answer.table("bounds").rows == (("a", 40, 55, 57), ("c", 35, 35, 52))
    assert holds(answer) == {"a": "certain"} and answer.level == "first preferences"
    answer = ask(totals((40, 30, 35, 2)), of="b", to="a", rate="30%")
    assert holds(answer) == {"a": "possible", "c": "possible"}
    assert {one for witness in answer.witnesses for one in witness.elected} == {"a", "c"}


def test_papers_that_named_somebody_out_may_have_gone_to_somebody_who_remains() -> None:
    """If 1 of B's 10 papers named A and 9 D, all 5 that need not name D would name A: 49."""
    answer = ask(totals((40, 10, 48, 10), {"a": 5, "c": 0}), of="b", to="d", rate="50%")
    assert holds(answer) == {"a": "possible", "c": "possible"}


def test_tower_hamlets_2014_had_conservatives_put_labour_second() -> None:
    """Of 7,173 papers at most 856 named Rahman, and 6,500 papers of everybody's named Biggs (declaration)."""
    reading = desk.read(hs.elections.path("tower-hamlets-2014"))
    answer = desk.ask("without", reading, of="wilford", to="biggs", rate="100%")
    rahman, biggs = answer.table("bounds").rows
    assert rahman[1:] == (36_539, 36_539, 37_395)
    # All 6,500 on others' papers: 27,643 + 6,500 + 7,173; as many as can be on these: nobody else's are left.
    assert biggs[1:] == (27_643, 34_816, 41_316)
    assert set(holds(answer).values()) == {"possible"} and len(answer.witnesses) == 2
    swapped = desk.ask("without", reading, of="wilford", swap=["biggs", "rahman"])
    assert swapped.sentence.endswith(
        "Lutfur Rahman would still be elected for certain, whatever was not published."
    )


def _rows(papers: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way to share papers out among cells."""
    for bars in itertools.combinations(range(papers + cells - 1), cells - 1):
        ends = (-1, *bars, papers + cells - 1)
        yield tuple(ends[at + 1] - ends[at] - 1 for at in range(cells))


def _winners_of(first: tuple[int, ...], rows: dict[int, Sequence[int]], remain: list[int]) -> set[int]:
    total = {at: first[at] + sum(row[at] for row in rows.values()) for at in remain}
    return {at for at in remain if total[at] == max(total.values())}


@pytest.mark.parametrize("told", ["first", "counted"])
def test_transfers_from_totals_are_those_of_every_table_behind_them(told: str) -> None:
    """Nobody called impossible wins by any table; with all papers named or a swap nobody is called possible
    in vain, with a part of them seldom."""
    dice = random.Random(33)
    seen: Counter[tuple[str, bool]] = Counter()
    for _ in range(120):
        first = tuple(dice.randint(1, 7) for _ in range(4))
        remain = [at for at in range(4) if first[at] >= sorted(first)[-2]]
        gone = [at for at in range(4) if at not in remain]
        if len(gone) < 2 or 2 * max(first) > sum(first) or max(first[at] for at in gone) > 4:
            continue
        actual = {at: dice.choice(list(_rows(first[at], 5))) for at in gone}
        counted = {at: sum(row[at] for row in actual.values()) for at in remain}
        x, to = gone[0], dice.choice([at for at in range(4) if at != gone[0]])
        rate = dice.choice((Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1), None))
        expected: set[int] = set()
        for made in itertools.product(*(_rows(first[at], 5) for at in gone)):
            rows: dict[int, Sequence[int]] = dict(zip(gone, made, strict=True))
            if told == "counted" and any(sum(row[at] for row in made) != counted[at] for at in remain):
                continue
            row = list(rows[x][:4])
            if rate is None:
                row[remain[0]], row[remain[1]] = row[remain[1]], row[remain[0]]
            else:
                named = int(rate * first[x])
                rest = first[x] - row[to]
                row = [cell * (first[x] - named) // rest if rest else 0 for cell in row]
                row[to] = named
            expected |= _winners_of(first, {**rows, x: row}, remain)
        names = {"abcd"[at]: n for at, n in counted.items()}
        reading = totals(first, names if told == "counted" else None)
        of = "abcd"[x]
        if rate is None:
            answer = ask(reading, of=of, swap=["abcd"[remain[0]], "abcd"[remain[1]]])
        else:
            answer = ask(reading, of=of, to="abcd"[to], rate=rate)
        may = {"abcd".index(id) for id in holds(answer)}
        assert expected <= may
        shown = {one for witness in answer.witnesses for one in (*witness.elected, *witness.level)}
        assert shown <= {"abcd"[at] for at in expected}
        if rate in (None, 0, 1) and len(remain) == 2:
            assert rate == 0 or (may == expected and shown == holds(answer).keys())
        seen["certain" if len(may) == 1 else "open", may == expected] += 1
    assert seen["certain", True] > 5 and seen["open", True] > 20
    assert seen["open", False] < seen["open", True] / 4


# -- What makes no sense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"candidate": ["a", "b"]}, InputError, "fewer than two candidates would be left"),
        ({"candidate": ["a", "b", "c"]}, InputError, "fewer than two candidates would be left"),
        ({"candidate": ["zed"]}, InputError, "unknown candidate"),
        ({"candidate": ["a"], "of": "b"}, UsageError, "two questions"),
        ({"to": "a"}, UsageError, "whose papers would go elsewhere is not said"),
        ({"swap": ["a", "b"]}, UsageError, "whose papers would go elsewhere is not said"),
        ({"of": "b", "to": "a"}, UsageError, "where the papers would go is not said"),
        ({"of": "b", "rate": "10%"}, UsageError, "where the papers would go is not said"),
        ({"of": "b", "to": "a", "rate": "110%"}, InputError, "a share is more than all"),
        ({"of": "b", "to": "b", "rate": "10%"}, InputError, "counts for nobody"),
        ({"of": "b", "to": "a", "rate": "10%", "swap": ["a", "c"]}, UsageError, "two questions"),
        ({"of": "b", "swap": ["a"]}, UsageError, "two candidates are swapped"),
        ({"of": "b", "swap": ["a", "a"]}, InputError, "swapped between two others"),
        ({"of": "b", "swap": ["a", "b"]}, InputError, "swapped between two others"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        desk.ask("without", papers(SQUEEZE), rule="sv", **options)


def test_what_was_published_does_not_tell() -> None:
    with pytest.raises(UsageError, match="who is left out is not said"):
        ask(totals((40, 30, 35, 2), {"a": 10, "c": 12}))
    with pytest.raises(UsageError, match="what this rule would do without somebody"):
        ask(papers(SQUEEZE), "c", rule="contingent")
    with pytest.raises(UsageError, match="go elsewhere under the supplementary vote"):
        ask(rankings({"abc": 2, "bca": 1}, "abc"), rule="av", of="b", to="a", rate="50%")
    with pytest.raises(UsageError, match="is not settled"):
        ask(papers({"a": 5, "b": 5, "c": 1}))
    with pytest.raises(UsageError, match="fewer than two candidates would be left"):
        desk.ask("without", papers({"a": 5, "b": 4}, "ab"))
    night = Returns(
        candidates=("a", "b", "c"),
        areas=("n", "s"),
        statements=(Statement(area="n", stage="first", first={"a": 1, "b": 2, "c": 3}),),
    )
    with pytest.raises(UsageError, match="once all first preferences are in"):
        ask(Reading(contest=contest("abc"), papers=night), "c")


def test_only_bounds_from_totals_need_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    assert holds(ask(papers(SQUEEZE), "c"))["b"] == "certain"
    with pytest.raises(UsageError, match=r"pip install 'hustings\[questions\]'"):
        ask(totals((40, 30, 35, 2)), "d")


def test_a_lot_without_somebody() -> None:
    answer = ask(rankings({"ab": 3, "ba": 3, "ca": 1, "cb": 1}, "abc"), "c")
    assert answer.sentence == "Without C Person, a lot decides between A Person and B Person."
    assert {one.holds for one in answer.findings if one.claim.endswith("Person is elected")} == {"possible"}


def test_several_left_out_together() -> None:
    answer = ask(papers({"ab": 30, "bc": 25, "cd": 20, "dc": 18, "d": 2}, "abcd"), "b", "d")
    assert answer.sentence.startswith("Without B Person and D Person, C Person would be elected for certain")
    assert "decided it by standing, together" in answer.sentence


def test_papers_going_elsewhere_where_no_second_preference_is_looked_at() -> None:
    """A has 6 of 10: there is no second count, and no lead in one."""
    answer = desk.ask(
        "without", papers({"ab": 6, "ba": 3, "ca": 1}), rule="sv", of="c", to="b", rate=Fraction(1)
    )
    assert answer.sentence == (
        "Nothing would change: A Person has more than half of all first preferences, so that no second "
        "preference is looked at."
    )
    assert not answer.figures and holds(answer) == {"a": "certain"}


def test_a_lot_is_not_what_the_papers_do_not_tell() -> None:
    """Without C, A has 5 and B 2 and C's 3; every paper says so."""
    told = papers({"ab": 5, "ba": 2, "cb": 3, "da": 1}, "abcd")
    one = ask(told, "c", "d")
    assert one.sentence == "Without C Person and D Person, A Person would still be elected for certain."
    level = papers({"ab": 5, "ba": 2, "cb": 3})
    assert ask(level, "c").sentence == "Without C Person, a lot decides between A Person and B Person."
    whole = rankings({"ab": 5, "b": 2, "cb": 3}, "abc")
    assert ask(whole, "c").sentence == "Without C Person, a lot decides between A Person and B Person."
    for what in (level, whole):
        assert "Without C Person, a lot would have decided." in ask(what).sentence


def test_names_with_and_in_them_are_kept() -> None:
    people = tuple(
        Candidate(id=id, name=name) for id, name in zip("abc", ("Ann", "Tom and Jerry", "Cat"), strict=True)
    )
    made = papers({"a": 4, "b": 3, "c": 2})
    answer = ask(replace(made, contest=replace(made.contest, candidates=people)))
    assert answer.sentence == (
        "Without Tom and Jerry or Cat, the papers do not tell who would have been elected."
    )


def test_somebody_else_is_elected_for_certain_though_a_lot_says_who() -> None:
    """A is elected with D's seconds, 11 to 7. Without C, D has 7 as B has, and A is out with 6."""
    votes = {"ab": 3, "ad": 3, "b": 7, "da": 5, "cd": 2}
    for what in (papers(votes, "abcd"), rankings(votes, "abcd")):
        answer = ask(what)
        assert "A Person would not have been elected" in answer.sentence
        claims = {one.claim: one.holds for one in answer.findings}
        assert claims["C Person changes who is elected by standing"] == "certain"
