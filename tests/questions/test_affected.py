"""Could it have changed the result: any subset of the papers in question, yes with proof, or no."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import permutations, product

import pytest

import hustings as hs
import reference
from hustings import desk, shelf
from hustings.contest import Area, Candidate, Contest
from hustings.counting import Lot
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.witness import changed, may_elect, outcome_of
from hustings.profile import Pile, Profile
from hustings.returns import WHOLE, Reading, Returns, Statement
from hustings.rules.supplementary_vote import RULE as SV

AREAS = (Area(id="n", name="North", electorate=60), Area(id="s", name="South"))


def reading(votes, ids="abc", areas=AREAS):
    """Votes by (area, first, second)."""
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    piles = tuple(
        Pile(area=area, vote=(first, second), papers=papers)
        for (area, first, second), papers in votes.items()
    )
    papers = Profile(candidates=tuple(ids), piles=piles).merged()
    return Reading(contest=Contest(title="Mayor", candidates=people, areas=areas), papers=papers)


SMALL = reading(
    {
        ("n", "a", "-"): 20,
        ("n", "b", "-"): 10,
        ("n", "c", "b"): 4,
        ("s", "a", "b"): 6,
        ("s", "b", "c"): 7,
        ("s", "c", "-"): 3,
    }
)
"""A 26, B 17, C 7: in the final A has 26 and B 21."""


def verdict(answer):
    return answer.sentence.split(":")[0]


# -- numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "papers", "said"),
    [
        ("altered", 2, "No"),
        ("altered", 3, "Yes"),
        ("struck", 4, "No"),
        ("struck", 5, "Perhaps"),
        ("struck", 6, "Yes"),
        ("missing", 4, "No"),
        ("missing", 5, "Perhaps"),
        ("missing", 6, "Yes"),
    ],
)
def test_so_many_papers_whichever_they_are(kind, papers, said):
    answer = desk.ask("affected", SMALL, kind=kind, papers=papers)
    assert verdict(answer) == said
    whose = [one for one in answer.findings if one.who == ("a",)]
    assert [one.holds for one in whose] == (["certain"] if said == "No" else [])
    assert bool(answer.witnesses) == (said != "No")


def test_london_2021_is_affected_by_its_margin_and_not_by_one_paper_fewer():
    taken = desk.read(hs.elections.path("london-2021"))
    assert verdict(desk.ask("affected", taken, kind="altered", papers=114_217)) == "Yes"
    assert verdict(desk.ask("affected", taken, kind="altered", papers=114_216)) == "No"


def test_totals_say_no_or_yes_or_that_they_do_not_tell():
    # Tower Hamlets 2010, first preferences alone: 791 papers at least, 11,239 surely.
    taken = desk.read(hs.elections.path("tower-hamlets-2010"))
    for papers, said in ((790, "No"), (791, "Not settled"), (11_239, "Yes")):
        assert verdict(desk.ask("affected", taken, kind="altered", papers=papers)) == said
    # Tower Hamlets 2014, second preferences counted: 37,395 and 34,143.
    taken = desk.read(hs.elections.path("tower-hamlets-2014"))
    for papers, said in ((1_625, "No"), (1_627, "Yes")):
        answer = desk.ask("affected", taken, kind="altered", papers=papers)
        assert verdict(answer) == said and bool(answer.witnesses) == (said == "Yes")


# -- areas and marks ----------------------------------------------------------------------------------------


def test_papers_of_an_area():
    answer = desk.ask("affected", SMALL, area="North")
    assert "the 34 papers counted in North" in answer.sentence and verdict(answer) == "Yes"
    assert {one.area for witness in answer.witnesses for one in witness.changes} == {"n"}
    twice = desk.ask("affected", SMALL, area=("North", "North"))
    assert twice.sentence == answer.sentence
    # In South only six papers of A may go: B is ahead by one then, level with five.
    south = desk.ask("affected", SMALL, area="South")
    assert verdict(south) == "Yes" and south.table("challengers").rows[0][1] == 6


def test_at_most_so_many_papers_of_an_area():
    assert verdict(desk.ask("affected", SMALL, area="South", papers=5)) == "Perhaps"
    assert verdict(desk.ask("affected", SMALL, area="South", papers=4)) == "No"


def test_papers_missing_from_an_area_are_at_most_those_of_its_electors():
    answer = desk.ask("affected", SMALL, kind="missing", area="North")
    assert "up to 26 papers of North" in answer.sentence and verdict(answer) == "Yes"
    with pytest.raises(UsageError, match="how many papers are missing"):
        desk.ask("affected", SMALL, kind="missing", area="South")


def tainted(tmp_path, *lines, header="first,second,papers"):
    path = tmp_path / "question.csv"
    path.write_text("\n".join([header, *lines]) + "\n")
    return path


def test_papers_told_one_by_one(tmp_path):
    path = tainted(tmp_path, "a,,5", "A Person,B Person,1")
    answer = desk.ask("affected", SMALL, tainted=path)
    assert "of the 6 papers listed, if 6 papers were struck out" in answer.sentence
    (witness,) = (one for one in answer.witnesses if one.elected == ("b",))
    assert outcome_of(SV, changed(SMALL.papers, witness.changes)).elected == ("b",)
    fewer = tainted(tmp_path, "a,none,4")
    assert verdict(desk.ask("affected", SMALL, tainted=fewer)) == "No"
    assert verdict(desk.ask("affected", SMALL, tainted=fewer, kind="altered")) == "Yes"


def test_missing_papers_told_one_by_one(tmp_path):
    path = tainted(tmp_path, "b,a,3", "c,b,2", "c,a,9")
    answer = desk.ask("affected", SMALL, tainted=path, kind="missing")
    assert verdict(answer) == "Perhaps"
    (witness,) = answer.witnesses
    assert witness.level == ("a", "b") and sum(one.papers for one in witness.changes) == 5
    path = tainted(tmp_path, "b,a,4", "c,b,2", "c,a,9")
    assert verdict(desk.ask("affected", SMALL, tainted=path, kind="missing")) == "Yes"


def test_marks_by_area_are_those_of_the_area(tmp_path):
    path = tainted(tmp_path, "a,b,6,South", header="first,second,papers,area")
    answer = desk.ask("affected", SMALL, tainted=path)
    assert {one.area for witness in answer.witnesses for one in witness.changes} == {"s"}
    with pytest.raises(InputError, match="more papers are in question"):
        desk.ask(
            "affected",
            SMALL,
            tainted=tainted(tmp_path, "a,b,6,North", header="first,second,papers,area"),
        )


def test_two_candidates(tmp_path):
    people = (Candidate(id="a", name="A"), Candidate(id="b", name="B"))
    papers = Profile.of("ab", {("a",): 12, ("b",): 9})
    taken = Reading(contest=Contest(title="Mayor", candidates=people), papers=papers)
    assert verdict(desk.ask("affected", taken, papers=3)) == "Perhaps"
    assert verdict(desk.ask("affected", taken, papers=4)) == "Yes"
    assert verdict(desk.ask("affected", taken, tainted=tainted(tmp_path, "a,,2", "b,,9"))) == "No"
    missing = tainted(tmp_path, "b,,3", "a,,5")
    assert verdict(desk.ask("affected", taken, tainted=missing, kind="missing")) == "Perhaps"


def test_papers_of_an_area_of_which_only_totals_are_told():
    # Ann leads the final by 200; North counted 100 first preferences for her, South 380.
    taken = desk.read(hs.elections.path("two-areas"))
    assert verdict(desk.ask("affected", taken, area="North")) == "Not settled"
    assert verdict(desk.ask("affected", taken, area="South")) == "Yes"
    assert verdict(desk.ask("affected", taken, area="South", papers=99)) == "No"


# -- brute force: every subset ------------------------------------------------------------------------------


def subsets(limits):
    return product(*(range(one + 1) for one in limits))


def winners(votes):
    papers = [
        (first, None if second == "-" else second) for (first, second), n in votes.items() for _ in range(n)
    ]
    found = reference.supplementary_vote("abc", papers)
    return set(found["elected"] or found["lot"]), bool(found["elected"])


@pytest.mark.parametrize("kind", ["struck", "missing"])
def test_every_subset_is_thought_of(kind, tmp_path):
    chance, said = random.Random(kind), {"Yes": 0, "No": 0, "Perhaps": 0}
    marks = [(first, second) for first in "abc" for second in ("a", "b", "c", "-") if first != second]
    for _ in range(80):
        votes = {mark: chance.choice([0, 0, 1, 2, 4]) for mark in marks}
        held, sure = winners(votes)
        if not sure or not sum(votes.values()):
            continue
        some = {mark: chance.randint(0, 2) for mark in chance.sample(marks, 3)}
        if kind == "struck":
            some = {mark: min(papers, votes[mark]) for mark, papers in some.items()}
        if not any(some.values()):
            continue
        best = "No"
        for picked in subsets(some.values()):
            other = dict(votes)
            for mark, papers in zip(some, picked, strict=True):
                other[mark] += papers if kind == "missing" else -papers
            if not sum(other.values()):
                continue
            found, surely = winners(other)
            if surely and found != held:
                best = "Yes"
            elif not surely and best == "No":
                best = "Perhaps"
        lines = [f"{first},{second},{papers}" for (first, second), papers in some.items() if papers]
        path = tainted(tmp_path, *lines)
        taken = reading({("", *mark): papers for mark, papers in votes.items()}, areas=())
        assert verdict(desk.ask("affected", taken, tainted=path, kind=kind)) == best, (votes, some)
        said[best] += 1
    assert min(said.values()) > 2, said


# -- refused ------------------------------------------------------------------------------------------------


def test_what_is_in_question_must_be_said_once(tmp_path):
    with pytest.raises(UsageError, match="not said"):
        desk.ask("affected", SMALL)
    path = tainted(tmp_path, "a,,5")
    with pytest.raises(UsageError, match="said twice"):
        desk.ask("affected", SMALL, tainted=path, area="North")
    with pytest.raises(UsageError, match="the number is told too"):
        desk.ask("affected", SMALL, tainted=path, kind="missing", papers=3)


def test_more_papers_than_were_counted():
    with pytest.raises(UsageError, match="than were counted"):
        desk.ask("affected", SMALL, papers=51)


def test_areas_that_are_not_told_apart():
    taken = reading({("", "a", "-"): 5, ("", "b", "-"): 3, ("", "c", "-"): 1})
    with pytest.raises(UsageError, match="is not told"):
        desk.ask("affected", taken, area="North")


@pytest.mark.parametrize(
    ("lines", "match"),
    [
        (["z,,5"], "unknown candidate"),
        (["a,z,5"], "unknown candidate"),
        ([",b,5"], "lacks its first preference"),
        (["a,b,"], "lacks its first preference"),
        (["a,b,-1"], None),
        (["a,b,x"], None),
        ([], "no papers are in question"),
        (["a,b"], "not as many cells"),
    ],
)
def test_a_file_that_is_wrong(lines, match, tmp_path):
    with pytest.raises(InputError, match=match):
        desk.ask("affected", SMALL, tainted=tainted(tmp_path, *lines))


def test_a_column_that_is_missing_and_an_area_that_is_unknown(tmp_path):
    with pytest.raises(InputError, match="a column is missing"):
        desk.ask("affected", SMALL, tainted=tainted(tmp_path, "a,5", header="first,number"))
    path = tainted(tmp_path, "a,b,1,East", header="first,second,papers,area")
    with pytest.raises(InputError, match="unknown area"):
        desk.ask("affected", SMALL, tainted=path)


def test_another_rule():
    with pytest.raises(UsageError, match="not worked out for this rule"):
        desk.ask("affected", SMALL, rule="borda", papers=3)


# -- every paper, and a lot that was drawn ------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["sv", "simple-majority"])
def test_where_every_paper_may_be_void_nobody_is_safe(rule):
    alone = reading({("", "a", "-"): 2, ("", "a", "b"): 1}, areas=())
    answer = desk.ask("affected", alone, papers=3, rule=rule)
    assert verdict(answer) == "Perhaps" and "B Person or C Person" in answer.sentence
    assert [row[1:] for row in answer.table("challengers").rows] == [(None, 3), (None, 3)]
    assert {one.holds for one in answer.findings} == {"possible"}
    assert {one.level for one in answer.witnesses} == {("a", "b", "c")}
    assert verdict(desk.ask("affected", alone, papers=2, rule=rule)) == "No"


def test_where_every_paper_of_declared_totals_may_be_void_it_is_not_settled():
    taken = desk.read(hs.elections.path("tower-hamlets-2010"))
    assert verdict(desk.ask("affected", taken, papers=44_985)) == "Yes"
    one = Returns(
        candidates=("a", "b", "c"),
        areas=(WHOLE,),
        statements=(Statement(area=WHOLE, stage="first", first={"a": 3, "b": 0, "c": 0}),),
    )
    answer = desk.ask("affected", replace(reading({("", "a", "-"): 3}, areas=()), papers=one), papers=3)
    assert verdict(answer) == "Not settled" and {one.holds for one in answer.findings} == {"possible"}


def test_a_lot_that_was_drawn_is_not_laid_to_the_papers_in_question():
    lot = Lot(step="lot", between=("a", "b"), chosen="b", by="Returning officer")
    level = reading({("", "a", "-"): 10, ("", "b", "-"): 10, ("", "c", "-"): 3}, areas=())
    level = replace(level, decisions=Decisions(lots=(lot,)))
    told = desk.ask("affected", level, papers=0).sentence
    assert told == (
        "Perhaps: a lot decided already, and up to 0 papers could not have elected A Person without one."
    )
    safe = "is elected however many of them"
    assert not [one for one in desk.ask("affected", level, papers=1).findings if safe in one.claim]


# -- rankings -----------------------------------------------------------------------------------------------


def ranked(votes, ids="abc"):
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    papers = Profile.of(tuple(ids), {tuple(vote): n for vote, n in votes.items()}, ballots="rankings")
    return Reading(contest=Contest(title="Mayor", candidates=people), papers=papers)


@pytest.mark.parametrize(("kind", "margin"), [("altered", 127), ("missing", 253), ("struck", 253)])
def test_burlington_2009_is_affected_by_its_margin_and_not_by_less(kind, margin, data):
    """253 votes lie between the last two; with one paper fewer they can only be level, and a lot decides."""
    file = data / "irv" / "burlington-2009" / "00005-00000002.toi"
    answer = desk.ask("affected", file, rule="av", kind=kind, papers=margin)
    assert answer.sentence.startswith(f"Yes: of up to {margin} papers") and "Kurt Wright" in answer.sentence
    assert answer.witnesses[0].elected == ("kurt-wright",) and answer.level == "whole rankings"
    less = desk.ask("affected", file, rule="av", kind=kind, papers=margin - 2)
    assert verdict(less) == "No" and less.findings[0].holds == "certain" and not less.witnesses


def _by_hand(votes, limit, kind, rule):
    """Whoever is elected, or may be by lot, after every change of at most so many papers."""
    anything = [(), *(one for n in (1, 2, 3) for one in permutations("abc", n))]
    seen = set()
    ways = {tuple(sorted(votes.items()))}
    for _ in range(limit + 1):
        next_ = set()
        for way in ways:
            counts = dict(way)
            papers = Profile.of("abc", {v: n for v, n in counts.items() if v}, ballots="rankings")
            if papers.valid:
                ended = outcome_of(rule, papers)
                seen |= {(one, False) for one in ended.elected if not ended.level}
                if ended.level:
                    seen |= {(one, True) for one in "abc" if may_elect(rule, papers, one)}
            for old in [None] if kind == "missing" else [v for v, n in counts.items() if n and v]:
                for new in [()] if kind == "struck" else anything:
                    moved = dict(counts)
                    if old is not None:
                        moved[old] -= 1
                    moved[new] = moved.get(new, 0) + 1
                    next_.add(tuple(sorted((v, n) for v, n in moved.items() if n and v)))
        ways = next_
    return seen


@pytest.mark.parametrize("kind", ["altered", "missing", "struck"])
def test_rankings_are_affected_as_trying_every_change_says(kind):
    dice, rule = random.Random(44), shelf.rule("av")
    said = Counter()
    for _ in range(40):
        votes = Counter()
        for _ in range(dice.randint(4, 8)):
            votes[tuple(dice.sample("abc", dice.randint(1, 3)))] += 1
        taken = ranked({"".join(vote): n for vote, n in votes.items()})
        now = outcome_of(rule, taken.papers, taken.contest)
        if now.level:
            continue
        limit = 1 if kind == "altered" else dice.randint(1, 2)
        seen = {(one, lot) for one, lot in _by_hand(votes, limit, kind, rule) if one not in now.elected}
        answer = desk.ask("affected", taken, rule="av", kind=kind, papers=limit)
        expected = "Yes" if any(not lot for _, lot in seen) else "Perhaps" if seen else "No"
        assert verdict(answer) == expected, (votes, limit)
        assert answer.findings[0].holds == ("certain" if expected == "No" else "possible")
        said[expected] += 1
    assert said["Yes"] > 2 and said["No"] > 2


def test_of_rankings_only_a_number_is_asked(tmp_path):
    taken = ranked({"ab": 4, "ba": 3, "c": 2})
    with pytest.raises(UsageError, match="only the number in question"):
        desk.ask("affected", taken, rule="av", tainted=tainted(tmp_path, "a,,5"))
    with pytest.raises(UsageError, match="not said"):
        desk.ask("affected", taken, rule="av")
    with pytest.raises(UsageError, match="than were counted"):
        desk.ask("affected", taken, rule="av", papers=10)
    for rule in CLAUSES:  # every paper void, nobody is ahead of anybody
        assert verdict(desk.ask("affected", ranked({"a": 3}, "ab"), rule=rule, papers=3)) == "Perhaps"
        assert verdict(desk.ask("affected", ranked({"a": 3}, "ab"), rule=rule, papers=2)) == "No"
    one = desk.ask("affected", taken, rule="av", papers=1, candidate="c")
    assert one.sentence.startswith(("No: ", "Perhaps: "))


def test_no_is_said_of_the_kind_that_was_asked_alone() -> None:
    """London 2021: 120,000 papers struck out change nothing; half its lead of 228,433, altered, would."""
    london = hs.elections.path("london-2021")
    told = desk.ask("affected", london, papers=120_000)
    assert told.sentence == (
        "No: however many of up to 120,000 papers were struck out, Sadiq Aman KHAN is elected."
    )
    altered = desk.ask("affected", london, papers=120_000, kind="altered")
    assert altered.sentence.startswith("Yes: of up to 120,000 papers, if 114,217 papers were altered")
    missing = desk.ask("affected", london, papers=120_000, kind="missing").sentence
    assert "were added, whatever they said, Sadiq Aman KHAN is elected" in missing
