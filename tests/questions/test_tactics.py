"""Tactics and paradoxes: the vectors, brute force on tiny elections, recounts by a reference, refusals."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.reference_coalition import outcome, smallest
from tests.reference_irv_margin import coalition as ranked_coalition
from tests.reference_irv_margin import rankings, results

import hustings as hs
from hustings import asking, counting, desk, shelf
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.counting import Lot
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.mechanics.coalition import coalition
from hustings.mechanics.irv_margin import Search, fewest
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.tactics_ranked import paradoxes_ranked
from hustings.mechanics.tactics_table import moved, paradoxes
from hustings.mechanics.witness import changed, outcome_of
from hustings.profile import Profile
from hustings.questions._tactics_words import Gain, sentence
from hustings.returns import WHOLE, Reading, Returns, Statement

SQUEEZE = {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5}
T1 = {"a": 40, "b": 30, "cb": 29}
T2 = {"a": 40, "b": 30, "cb": 30}
MONOTONICITY = {"a": 37, "bc": 32, "ca": 31}


def contest_of(ids: str) -> Contest:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    return Contest(title="Sample", candidates=people)


def two_columns(votes: dict[Any, int], ids: str = "abc") -> Reading:
    return Reading(contest=contest_of(ids), papers=profile_of(Table.of(ids, dict(votes))))


def shown(answer: Answer) -> dict[str, tuple[Any, ...]]:
    return {str(row[0]): row[1:] for row in answer.table("paradoxes").rows}


def recount(answer: Answer, reading: Reading, rule: str = "sv") -> None:
    """Every witness, counted here by the engine, comes out as claimed."""
    assert isinstance(reading.papers, Profile)
    for witness in answer.witnesses:
        after = changed(witness.base or reading.papers, witness.changes)
        found = outcome_of(shelf.rule(rule), after)
        assert (found.level or found.elected) == (witness.level or witness.elected), witness.words


# -- The vectors of questions.md 4.2 and 4.10 -------------------------------------------------------------


def test_the_centre_squeeze() -> None:
    reading = two_columns(SQUEEZE)
    answer = desk.ask("tactics", reading)
    found = shown(answer)
    assert found["Centre squeeze"] == ("found", None, "b")
    # Without C: A 43, B 57 and 5 papers more that name neither; B is certain.
    assert found["Spoiler"] == ("found", None, "b")
    # B certainly beats A; C could, if all ten papers for B alone would have named C.
    assert found["Loser of all duels elected"][0] == "possible"
    # The margin for B is 3 altered papers, and these are papers that prefer B.
    assert answer.table("coalitions").rows == (("b", 57, 3, "elected"), ("c", 45, None, "cannot"))
    assert answer.table("marks").rows == ((3, "C Person > B Person", "B Person > C Person"),)
    assert answer.sentence.startswith(
        "3 voters who preferred B Person to A Person could have elected B Person"
    )
    claims = [one.claim for one in answer.findings]
    assert any("57 papers name B Person above A Person, 43 the other way round" in one for one in claims)
    recount(answer, reading)


def test_the_tie_cliff() -> None:
    # T1: B wins 59-40. One more voter for C, whoever is second, makes all three remain, and elects A.
    reading = two_columns(T1)
    answer = desk.ask("tactics", reading)
    found = shown(answer)
    assert found["Tie at the cut"] == ("found", 1, "a")
    assert found["More voters, worse"] == ("found", 1, "a")
    recount(answer, reading)
    # One voter of A who marks C first brings the tie about.
    assert answer.table("coalitions").rows[0] == ("a", 40, 1, "elected")
    # T2: A wins 40-30-30. One voter for C > B the fewer elects B.
    reading = two_columns(T2)
    answer = desk.ask("tactics", reading)
    found = shown(answer)
    assert found["Better at home"] == ("found", 1, "b")
    assert found["Tie at the cut"] == ("found", 1, "b")
    recount(answer, reading)


def test_monotonicity() -> None:
    # A wins 68-32. Two papers B > C that come to say A > B: C wins 61-39; one: all three remain, A wins.
    reading = two_columns(MONOTONICITY)
    assert isinstance(reading.papers, Profile)
    answer = desk.ask("tactics", reading)
    assert shown(answer)["Raised, and loses"] == ("found", 2, "c")
    (witness,) = (one for one in answer.witnesses if "put first" in one.words)
    (change,) = witness.changes
    assert (change.papers, change.before, change.after) == (2, ("b", "c"), ("a", "b"))
    after = Table.of("abc", {"a": 37, "ab": 2, "bc": 30, "ca": 31})
    assert after.totals() == {0: 39, 2: 61}
    one = Table.of("abc", {"a": 37, "ab": 1, "bc": 31, "ca": 31})
    assert one.remaining() == (0, 1, 2) and one.winners() == (0,)
    recount(answer, reading)


def test_the_same_under_the_alternative_vote() -> None:
    papers = Profile.of("abc", {tuple(vote): n for vote, n in MONOTONICITY.items()}, ballots="rankings")
    reading = Reading(contest=contest_of("abc"), papers=papers)
    answer = desk.ask("tactics", reading, rule="av")
    assert shown(answer)["Raised, and loses"] == ("found", 2, "c")
    assert shown(answer)["Better at home"] == ("found", 2, "c")
    recount(answer, reading, "av")


def test_a_spoiler_may_be_only_possible() -> None:
    # 20 papers name C alone: had C not stood, they might have said B.
    answer = desk.ask("tactics", two_columns({"a": 45, "b": 40, "c": 20}))
    assert shown(answer)["Spoiler"][0] == "possible"
    assert any(
        one.holds == "possible" and one.who == ("b", "c") and "without one of" in one.claim
        for one in answer.findings
    )


def test_a_loser_of_all_duels_is_elected() -> None:
    # B and C are level at the cut, so that no paper of either helps the other: A is elected with 35 of 101.
    votes = {"a": 35, "bc": 33, "cb": 33}
    answer = desk.ask("tactics", reading := two_columns(votes))
    assert shown(answer)["Loser of all duels elected"] == ("found", None, None)
    recount(answer, reading)


def test_burlington_2009(data: Path) -> None:
    """Kiss is elected, Montroll beats everybody, Wright is the spoiler; raising Kiss makes him lose.

    That the election has an upward monotonicity failure is said by Ornstein and Norman, Frequency of
    monotonicity failure under instant runoff voting (Public Choice 161, 2014), as quoted on electowiki.
    """
    reading = hs.read(data / "irv" / "burlington-2009" / "00005-00000002.toi")
    answer = desk.ask("tactics", reading, rule="av")
    found = shown(answer)
    assert found["Centre squeeze"] == ("found", None, "andy-montroll")
    assert found["Spoiler"] == ("found", None, "andy-montroll")
    assert found["Raised, and loses"] == ("found", 741, "andy-montroll")
    recount(answer, reading, "av")
    # Three remain with Kiss 2,982, Wright 3,294, Montroll 2,554: half the 740 between these, and one.
    rows = {row[0]: row[2:] for row in answer.table("coalitions").rows}
    assert rows["andy-montroll"] == (371, "elected")
    assert rows["kurt-wright"] == (None, "cannot")


def test_london_2021_nobody_could_have_gained(data: Path) -> None:
    reading = hs.read(data / "sv" / "london-2021" / "first_by_second.csv")
    answer = desk.ask("tactics", reading, whom=["shaun-bailey"])
    assert {row[3] for row in answer.table("coalitions").rows} == {"cannot"}
    assert answer.table("coalitions").rows[0][:2] == ("shaun-bailey", 977_601)
    seconds = {row[0]: row[1:] for row in answer.table("seconds").rows}
    # 624,585 papers for the eliminated, of which 276,863 counted (official declaration).
    assert sum(int(row[0] or 0) for row in seconds.values()) == 624_585
    assert sum(int(row[1] or 0) for row in seconds.values()) == 276_863
    likely = desk.ask("tactics", reading, whom=["sian-berry"], likely=["sian-berry", "sadiq-aman-khan"])
    assert "sian-berry" not in likely.table("seconds").column("first")


# -- Brute force ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "papers", "elections"), [(3, 7, 900), (4, 5, 900), (3, 9, 300)])
def test_coalitions_are_those_found_by_trying_everything(k: int, papers: int, elections: int) -> None:
    rng, ids, seen = random.Random(k + papers), "abcd"[:k], 0
    votes = [(a, b) for a in range(k) for b in (*range(k), None) if a != b]
    for _ in range(elections):
        some = rng.sample(votes, rng.randint(3, 4))
        cast = sorted((rng.choice(some) for _ in range(papers)), key=str)
        winners = outcome(cast, k)
        if len(winners) > 1:
            continue
        (elected,) = winners
        ahead, wanted = rng.randint(0, 1), rng.choice([one for one in range(k) if one != elected])
        expected = smallest(cast, k, elected, wanted, ahead)
        named = Counter((ids[a],) if b is None else (ids[a], ids[b]) for a, b in cast)
        table = Table.of(ids, dict(named))
        found = coalition(table, elected, wanted, ahead=ahead)
        assert found.papers == expected, (cast, elected, wanted, ahead)
        if expected is None:
            assert found.least > found.members
            continue
        seen += 1
        assert found.least == expected == sum(move.papers for move in found.moves)
        after = moved(table, found.moves).winners()
        assert after == (wanted,) if ahead else wanted in after
    assert seen > 3


def test_coalitions_of_rankings_are_those_found_by_trying_everything() -> None:
    rng, kinds, seen = random.Random(8), rankings(3), 0
    for _ in range(120):
        compares, majority = rng.choice(("latest", "earliest", "nothing")), rng.random() < 0.7
        some = rng.sample([at for at, one in enumerate(kinds) if len(one) > 1], 4)
        row = np.bincount([rng.choice(some) for _ in range(5)], minlength=len(kinds))
        cast = {one: int(n) for one, n in zip(kinds, row, strict=True) if n}
        elected = min(results(list(cast.items()), 3, compares, majority)[0])
        wanted, lots = rng.choice([one for one in range(3) if one != elected]), rng.random() < 0.5
        expected = ranked_coalition(row, 3, elected, wanted, lots, compares, majority)
        may = {
            one: n
            for one, n in cast.items()
            if wanted in one and (elected not in one or one.index(wanted) < one.index(elected))
        }
        search = Search(lots=lots, majority=majority, compares=compares, wanted=wanted, may=may)
        found = fewest(cast, range(3), elected, search)
        assert found.most == expected and (found.exact or found.none), (cast, elected, search)
        seen += expected is not None
    assert seen > 3


def likes(vote: tuple[int, int | None], one: int) -> int:
    return vote.index(one) if one in vote else 2


def test_every_paradox_found_is_one() -> None:
    """Against a count of single papers: what is found holds, for elections of all sizes."""
    rng, ids, seen = random.Random(4), "abcd", Counter[str]()
    for _ in range(800):
        k = rng.choice((3, 4))
        votes = [(a, b) for a in range(k) for b in (*range(k), None) if a != b]
        some = rng.sample(votes, rng.randint(3, 6))
        cast = [rng.choice(some) for _ in range(rng.randint(5, 40))]
        winners = outcome(cast, k)
        if len(winners) > 1:
            continue
        (winner,) = winners
        named = Counter((ids[a],) if b is None else (ids[a], ids[b]) for a, b in cast)
        for find in paradoxes(Table.of(ids[:k], dict(named))):
            seen[find.paradox] += 1
            after = list(cast)
            for move in find.moves:
                for _ in range(move.papers):
                    before = None if move.before is None else _vote(move.before)
                    then = None if move.after is None else _vote(move.after)
                    if before is not None:
                        after.remove(before)
                    if then is not None:
                        after.append(then)
                    _is_one(find.paradox, winner, before, then, find.elected, find.about)
            assert outcome(after, k) == set(find.elected), (cast, find)
    assert all(seen[one] > 5 for one in ("raised", "lowered", "stayed-home", "more-voters", "tie-cliff"))


def _vote(cell: tuple[int, int]) -> tuple[int, int | None]:
    return cell[0], None if cell[1] == -1 else cell[1]


def _is_one(paradox: str, winner: int, before: Any, then: Any, elected: tuple[int, ...], about: int) -> None:
    if paradox == "raised":  # the winner stands higher on the paper than before, and is not elected
        assert likes(then, winner) < likes(before, winner) and winner not in elected
    elif paradox == "lowered":  # somebody stands lower than before, and is elected
        assert likes(then, about) > likes(before, about) and elected == (about,)
    elif paradox == "stayed-home":
        assert then is None and all(likes(before, one) < likes(before, winner) for one in elected)
    elif paradox == "more-voters":
        assert before is None and all(likes(then, one) > likes(then, winner) for one in elected)
    else:
        assert winner not in elected


def test_every_paradox_found_in_rankings_is_one() -> None:
    rng, rule, seen = random.Random(6), shelf.rule("av"), Counter[str]()
    contest = contest_of("abcd")
    for _ in range(200):
        votes = Counter(
            tuple(rng.sample("abcd", rng.choice((1, 2, 3, 4)))) for _ in range(rng.randint(4, 30))
        )
        papers = Profile.of("abcd", dict(votes), ballots="rankings")
        count = counting.count(rule, papers, (), contest)
        if count.awaiting:
            continue
        for find in paradoxes_ranked(rule, papers, contest, count.winner):
            seen[find.paradox] += 1
            assert outcome_of(rule, changed(papers, find.changes), contest).elected == (find.elected,)
            assert find.papers == sum(one.papers for one in find.changes)
            for one in find.changes:
                before, after = ([*vote, "-"] for vote in (one.before, one.after))
                place = {who: at for at, who in enumerate(before)}
                if find.paradox == "raised":
                    assert after[0] == count.winner != before[0] and find.elected != count.winner
                    assert [who for who in after if who != count.winner] == [
                        who for who in before if who != count.winner
                    ]
                elif find.paradox == "lowered":
                    assert before[0] == find.elected and after[0] != find.elected
                elif find.paradox == "stayed-home":
                    assert place.get(find.elected, 9) < place.get(count.winner, 9)
    assert seen["raised"] and seen["stayed-home"]


def test_staying_at_home_must_serve_every_one_of_those_who_do() -> None:
    """Papers a > c, a > d > c and a > d > c > b > e struck out elect b: only the last ranks b above e."""
    votes = "ce bd abd bdca ec becda cdaeb edab ecab edbc ebcd abed abed cbe cbeda bcd adc bdce cae ac aebdc"
    votes += " bca adcbe deacb eda"
    papers = Profile.of("abcde", dict(Counter(map(tuple, votes.split()))), ballots="rankings")
    rule, contest = shelf.rule("av"), contest_of("abcde")
    assert counting.count(rule, papers, (), contest).winner == "e"
    struck = {("a", "c"): 1, ("a", "d", "c"): 1, ("a", "d", "c", "b", "e"): 1}
    left = Counter({pile.vote: pile.papers for pile in papers.piles}) - Counter(struck)
    assert counting.count(rule, Profile.of("abcde", left, ballots="rankings"), (), contest).winner == "b"
    for find in paradoxes_ranked(rule, papers, contest, "e"):
        if find.paradox == "stayed-home":
            for one in find.changes:
                place = {who: at for at, who in enumerate(one.before)}
                assert place.get(find.elected, 9) < place.get("e", 9)


def test_raising_is_found_wherever_one_candidate_s_papers_do_it() -> None:
    """Every way to put the winner first on papers of one candidate that bring two level, or one beyond."""
    rng, seen = random.Random(2), 0
    votes = [(a, b) for a in range(3) for b in (*range(3), None) if a != b]
    for _ in range(1200):
        cast = [rng.choice(votes) for _ in range(rng.randint(6, 14))]
        winners = outcome(cast, 3)
        if len(winners) > 1:
            continue
        (winner,) = winners
        first = Counter(vote[0] for vote in cast)
        fewest = None
        for d, c in permutations([one for one in range(3) if one != winner]):
            own = [vote for vote in cast if vote[0] == d]
            for number in (first[d] - first[c], first[d] - first[c] + 1):
                for some in combinations(own, number) if number > 0 else ():
                    after = list((Counter(cast) - Counter(some)).elements()) + [(winner, d)] * number
                    if winner not in outcome(after, 3):
                        fewest = number if fewest is None else min(fewest, number)
        named = Counter(("abc"[a],) if b is None else ("abc"[a], "abc"[b]) for a, b in cast)
        found = [one.papers for one in paradoxes(Table.of("abc", dict(named))) if one.paradox == "raised"]
        assert found == ([] if fewest is None else [fewest]), cast
        seen += fewest is not None
    assert seen > 5


# -- What is refused --------------------------------------------------------------------------------------


def test_totals_do_not_tell_who_prefers_whom() -> None:
    first = Statement(area=WHOLE, stage="first", first={"a": 60, "b": 30, "c": 10})
    papers = Returns(candidates=("a", "b", "c"), areas=(WHOLE,), statements=(first,))
    with pytest.raises(UsageError) as told:
        desk.ask("tactics", Reading(contest=contest_of("abc"), papers=papers))
    assert "first-by-second table" in str(told.value)


def test_a_contest_that_waits_for_a_lot_is_refused() -> None:
    with pytest.raises(UsageError) as told:
        desk.ask("tactics", two_columns({"a": 3, "b": 3, "c": 1}))
    assert "lot" in told.value.hint


def test_the_one_elected_needs_no_coalition() -> None:
    with pytest.raises(InputError):
        desk.ask("tactics", two_columns(SQUEEZE), whom=["a"])


def test_one_alone_does_not_remain() -> None:
    with pytest.raises(InputError):
        desk.ask("tactics", two_columns(SQUEEZE), likely=["a"])


def test_unknown_people_and_rules_are_refused() -> None:
    with pytest.raises(InputError):
        desk.ask("tactics", two_columns(SQUEEZE), whom=["zed"])
    with pytest.raises(UsageError) as told:
        desk.ask("tactics", two_columns(SQUEEZE), rule="borda")
    assert "av" in told.value.expected


def test_nobody_voted() -> None:
    with pytest.raises(UsageError):
        desk.ask("tactics", two_columns({}))


def test_what_was_not_proved_is_not_said_to_be_impossible() -> None:
    case = asking.case_of(two_columns(SQUEEZE), shelf.rule("sv"))
    cannot = Gain(whom="b", members=5, papers=None, least=6)
    unproved = Gain(whom="c", members=5, papers=None, least=2)
    assert sentence(case, [cannot], []).startswith("No group known to prefer")
    assert "was found to gain" in sentence(case, [cannot, unproved], [])


def test_of_a_contest_that_a_lot_decided_no_paradox_is_looked_for() -> None:
    lot = Lot(step="lot", between=("a", "b"), chosen="b", by="Returning officer")
    level = replace(two_columns({"a": 10, "b": 10, "c": 3}), decisions=Decisions(lots=(lot,)))
    answer = desk.ask("tactics", level)
    assert shown(answer)["Raised, and loses"][0] == "not looked for"
    # Nobody brings about the lot that was drawn anyway.
    assert [row[2:] for row in answer.table("coalitions").rows] == [(None, "cannot"), (None, "cannot")]
    assert answer.sentence.startswith("No group known to prefer somebody to B Person could have gained")
