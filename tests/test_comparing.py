"""Comparisons: known elections, counts again one by one, what each sentence says held against the papers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tools import record_schema

from hustings import desk, shelf
from hustings.cli import cli
from hustings.comparison import Comparison, to_json
from hustings.contest import Candidate, Contest
from hustings.counting import Example, Lot, count
from hustings.decisions import Decisions
from hustings.duels import Duels
from hustings.errors import InputError, UsageError
from hustings.mechanics.examples import SCHULZE, TENNESSEE
from hustings.plain_data import decode
from hustings.profile import Profile
from hustings.reports._comparison.terminal import text
from hustings.returns import Reading

SCHEMA = json.loads(files("hustings").joinpath("schema/comparison-1.schema.json").read_text("utf-8"))


def reading(papers: Profile | Duels, *, seats: int = 1, title: str = "Ambridge") -> Reading:
    people = tuple(Candidate(id=id, name=id.title()) for id in papers.candidates)
    return Reading(contest=Contest(title=title, candidates=people, seats=seats), papers=papers)


def ranked(votes: dict[str, int], candidates: str = "abc") -> Profile:
    """Votes such as "a b=c": how many papers carry each."""
    return Profile.of(
        candidates, {tuple(vote.split()): papers for vote, papers in votes.items()}, ballots="rankings"
    )


def test_burlington_2009(data: Path) -> None:
    """The official result elects Kiss after leading Wright 4,313 to 4,061 (IRV); Wright led at first."""
    found = desk.compare(next(data.joinpath("irv/burlington-2009").glob("*.toi")))
    elected = found.elected
    assert elected["av"] == ("Bob Kiss",) and elected["simple-majority"] == ("Kurt Wright",)
    assert found.condorcet == "andy-montroll" == found.smith[0] and len(found.smith) == 1
    assert {key for key, who in elected.items() if who == ("Andy Montroll",)} > {"benham", "copeland"}
    assert any(
        one.candidate == "kurt-wright" and "av" in one.rules and one.instead == ("andy-montroll",)
        for one in found.spoilers or ()
    )
    assert any("Bob Kiss is elected: Andy Montroll is out at stage 5" in one for one in found.reasons)


def test_debian_2002_from_its_table(data: Path) -> None:
    """The official table; Garbee was elected."""
    found = desk.compare(data / "condorcet/debian-2002/official_pairwise.csv")
    assert found.agree and set(found.elected.values()) == {("Bdale Garbee",)}
    assert "AGREED        Every rule elects Bdale Garbee." in text(found)


def test_a_circle_is_told_with_the_strengths_of_its_defeats() -> None:
    # a over b 60 to 40, b over c 45 to 15 (of few papers), c over a 50 to 45.
    papers = Duels(candidates=tuple("abc"), wins=((0, 60, 45), (40, 0, 45), (50, 15, 0)))
    found = desk.compare(reading(papers), rules=["minimax-winning-votes", "minimax-margins"])
    assert found.condorcet is None and found.smith == ("a", "b", "c")
    assert found.schwartz == found.uncovered == found.smith
    assert found.elected == {"minimax-winning-votes": ("C",), "minimax-margins": ("A",)}
    assert found.reasons == (
        "Nobody beats everybody else two by two: there is no Condorcet winner. A, B and C are all in one "
        "circle: A beats B by 60 to 40, B beats C by 45 to 15 and C beats A by 50 to 45.",
        "Winning votes and margins differ: minimax-winning-votes elects C, minimax-margins A.",
        "By winning votes the first of these defeats is the stronger, by margins the second: "
        "A beats B by 60 to 40; B beats C by 45 to 15.",
    )


def test_somebody_outside_the_smith_set_and_somebody_whom_all_beat() -> None:
    found = desk.compare(
        reading(ranked({"a b c": 4, "b c a": 3, "c b a": 2})), rules=["simple-majority", "av"]
    )
    assert found.elected == {"simple-majority": ("A",), "av": ("B",)}
    assert found.reasons == (
        "B beats everybody else two by two, and is elected under av.",
        "Under simple-majority A is elected: B has 3, A 4, in the last figures.",
        "A, elected under simple-majority, is beaten by everybody else two by two.",
    )


def test_a_lot_is_shown_and_never_drawn() -> None:
    found = desk.compare(reading(ranked({"a b": 2, "b a": 2, "c b": 1})), rules=["simple-majority", "borda"])
    row = found.rows[0]
    assert row.rule == "simple-majority" and row.awaiting is not None and row.elected == ()
    assert row.awaiting.candidates == ("a", "b")
    assert "simple-majority  a lot: A or B" in text(found)
    assert not found.agree and found.elected == {"borda": ("B",)}
    assert [one.elected for one in found.outcomes] == [("b",)]
    drawn = Decisions(lots=(Lot(step="lot", between=("a", "b"), chosen="a", by="the officer"),))
    again = desk.compare(replace(reading(ranked({"a b": 2, "b a": 2, "c b": 1})), decisions=drawn))
    assert again.elected.get("simple-majority") is None
    assert "none is used in a comparison" in again.notes[-1].words


def test_several_seats_are_compared_by_those_who_are_elected() -> None:
    two = reading(ranked({"a b": 6, "b a": 3, "c": 4}), seats=2)
    every = desk.compare(two)
    assert {row.rule for row in every.rows} >= {"scottish-stv", "dowdall"}
    assert all(shelf.rule(row.rule).fills == "seats" for row in every.rows) and every.refused == ()
    assert not {row.family for row in every.rows} & {"lists", "condorcet"}
    found = desk.compare(two, rules=["scottish-stv", "dowdall"])
    assert found.reasons[0] == "Elected under every rule: A."
    assert {"B is elected only under dowdall."} < set(found.reasons)


def test_rules_are_named_one_by_one_or_with_commas() -> None:
    papers = reading(ranked({"a b": 5, "b a": 3}))
    assert desk.compare(papers, rules="av, borda") == desk.compare(papers, rules=["av", "borda"])


def test_the_only_candidate_is_not_said_to_beat_nobody() -> None:
    alone = text(desk.compare(reading(ranked({"a": 3}, "a")), rules=["av", "black"]))
    assert "There is nobody else to compare with." in alone and "Nobody beats" not in alone


def test_a_seat_for_one_list_is_no_other_outcome_than_its_election() -> None:
    papers = reading(ranked({"a b": 5, "b a": 3, "c b": 3}))
    found = desk.compare(papers, rules=["dhondt", "simple-majority"])
    assert found.agree and found.outcomes[0].rules == ("dhondt", "simple-majority")


def test_nothing_is_said_of_spoilers_where_no_count_tells_of_them() -> None:
    """Without C, B has more than A; but no rule here was counted again without C."""
    lists = desk.compare(reading(ranked({"a b": 5, "b a": 3, "c b": 3})), rules=["dhondt", "sainte-lague"])
    assert lists.spoilers is None and "not looked for: only rules of lists" in " ".join(text(lists).split())
    tied = desk.compare(reading(ranked({"a": 2, "b": 2, "c": 2})), rules=["av", "borda"])
    assert tied.spoilers is None and "no rule comes to a result" in text(tied)


def test_a_rule_that_waits_is_not_said_to_elect() -> None:
    papers = reading(ranked({"d b a": 4, "c a": 3, "a b c": 5, "b": 2}, "abcd"), seats=2)
    found = desk.compare(papers, rules=["scottish-stv", "meek", "dowdall"])
    assert [row.rule for row in found.rows if row.awaiting] == ["meek"]
    assert found.reasons[0] == "Elected under every rule that comes to a result: A."


def test_level_duels_are_not_called_a_circle() -> None:
    papers = reading(ranked({"a b c": 3, "c b a": 3, "a c b": 1, "b c a": 1}))
    found = desk.compare(papers)
    assert found.condorcet is None and "circle" not in text(found)


def test_lists_are_compared_where_papers_hold_one_choice_and_seats_are_several() -> None:
    papers = ranked({"a": 53, "b": 24, "c": 23})
    assert {row.family for row in desk.compare(reading(papers, seats=7)).rows} == {"lists"}
    assert "lists" not in {row.family for row in desk.compare(reading(papers)).rows}
    assert "dhondt" in {row.rule for row in desk.compare(reading(papers), rules=["all"]).rows}
    both = desk.compare(reading(papers, seats=7), rules=["dhondt", "sainte-lague"])
    assert "dhondt        4 A, 2 B, 1 C" in text(both) and "sainte-lague  3 A, 2 B, 2 C" in text(both)


def test_rated_papers_are_compared_by_rules_of_ratings() -> None:
    papers = Profile.of("abc", {("a:5", "b:4"): 3, ("b:5", "c:4"): 2, ("c:5",): 1}, ballots="scores")
    found = desk.compare(reading(papers), rules=["score", "star"])
    assert not found.compared and found.condorcet is None
    assert "These papers do not compare candidates two by two." in text(found)
    assert found.elected["score"] == ("B",)


def test_declared_totals_tell_no_spoilers(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("candidate,first_preferences\nA,5\nB,4\nC,2\n")
    found = desk.compare(tmp_path / "t.csv", rules=["simple-majority"])
    assert found.spoilers is None and "not looked for: declared totals" in text(found)


@pytest.mark.parametrize("votes", [{}, {"a": 1}], ids=["no papers", "one candidate"])
def test_nobody_or_one_candidate(votes: dict[str, int]) -> None:
    for candidates in ("", "a", "ab"):
        if set("".join(votes)) <= set(candidates):
            found = desk.compare(reading(ranked(votes, candidates)))
            assert to_json(found) and text(found)


def test_what_is_named_and_cannot_count_is_refused() -> None:
    three = reading(ranked({"a b c": 3, "b a": 2}))
    with pytest.raises(UsageError, match="did you mean 'schulze-margins'"):
        desk.compare(three, rules=["schulze-margin"])
    with pytest.raises(UsageError, match="the rule star"):
        desk.compare(three, rules=["av", "star"])
    with pytest.raises(InputError, match="the rule av"):
        desk.compare(reading(ranked({"a b c": 3}), seats=2), rules=["av"])
    with pytest.raises(UsageError, match="contested"):
        desk.compare(three, rules=["uncontested"])


def test_spoilers_are_sought_where_it_is_quick_or_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    three = reading(ranked({"a b c": 4, "b c a": 3, "c b a": 2}))
    assert desk.compare(three, spoilers=False).unsought == "not asked for"
    monkeypatch.setattr("hustings.spoilers.QUICK", 5)
    assert desk.compare(three).unsought == "there are 3 unlike votes: ask with --spoilers"
    assert desk.compare(three, spoilers=True).spoilers is not None


# -- Counted again one by one ------------------------------------------------------------------------------

place = st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True).map(
    lambda ids: "=".join(sorted(ids))
)
ranking = st.permutations("abcd").flatmap(lambda ids: st.integers(0, 4).map(lambda n: tuple(ids[:n])))
shared = st.lists(place, max_size=3).map(tuple)
profiles = st.dictionaries(st.one_of(ranking, ranking, shared), st.integers(1, 9), min_size=1, max_size=6)


def by_hand(votes: dict[tuple[str, ...], int], gone: str) -> Profile:
    """The papers without one candidate, one by one."""
    left: dict[tuple[str, ...], int] = {}
    for vote, papers in votes.items():
        places = [[one for one in place.split("=") if one != gone] for place in vote]
        struck = tuple("=".join(place) for place in places if place)
        left[struck] = left.get(struck, 0) + papers
    return Profile.of([one for one in "abcd" if one != gone], left, ballots="rankings")


@settings(max_examples=25, deadline=None)
@given(profiles, st.integers(1, 2))
def test_every_row_spoiler_and_figure_is_that_of_a_count_by_itself(
    votes: dict[tuple[str, ...], int], seats: int
) -> None:
    papers = Profile.of("abcd", votes, ballots="rankings")
    contest = reading(papers, seats=seats).contest
    fewer = {
        id: replace(contest, candidates=tuple(one for one in contest.candidates if one.id != id))
        for id in "abcd"
    }
    found = desk.compare(Reading(contest=contest, papers=papers), spoilers=True)
    named = {(one.candidate, key): one.instead for one in found.spoilers or () for key in one.rules}
    for row in found.rows:
        rule = shelf.rule(row.rule)
        alone = count(rule, Profile.of("abcd", votes, ballots="rankings"), contest=contest)
        assert (row.elected, row.awaiting, row.stages) == (alone.elected, alone.awaiting, len(alone.stages))
        for gone in "abcd":
            if alone.awaiting or gone in alone.elected:
                assert (gone, row.rule) not in named
                continue
            again = count(rule, by_hand(votes, gone), contest=fewer[gone])
            changed = not again.awaiting and set(again.elected) != set(alone.elected)
            assert named.get((gone, row.rule)) == (tuple(sorted(again.elected)) if changed else None)
    check_sentences(found, votes)


def above(votes: dict[tuple[str, ...], int], one: str, other: str) -> int:
    total = 0
    for vote, papers in votes.items():
        at = {id: n for n, place in reversed(list(enumerate(vote))) for id in place.split("=")}
        total += papers * (at.get(one, 9) < at.get(other, 9))
    return total


def check_sentences(found: Comparison, votes: dict[tuple[str, ...], int]) -> None:
    """Every duel in a sentence is that of the papers; whoever beats everybody does."""
    for sentence in found.reasons:
        for one, other, won, lost in re.findall(r"([A-D]) beats ([A-D]) by (\d+) to (\d+)", sentence):
            pair = one.lower(), other.lower()
            assert (int(won), int(lost)) == (above(votes, *pair), above(votes, *reversed(pair)))
            assert int(won) > int(lost)
        for one in re.findall(r"([A-D]) beats everybody else two by two", sentence):
            assert all(
                above(votes, one.lower(), x) > above(votes, x, one.lower())
                for x in "abcd"
                if x != one.lower()
            )
        for one in re.findall(r"([A-D]), elected under .* is beaten by everybody", sentence):
            assert all(
                above(votes, one.lower(), x) < above(votes, x, one.lower())
                for x in "abcd"
                if x != one.lower()
            )
    beats = {one: {x for x in "abcd" if above(votes, one, x) > above(votes, x, one)} for one in "abcd"}
    dominant = [
        set(some)
        for size in range(1, 5)
        for some in combinations("abcd", size)
        if all(set("abcd") - set(some) <= beats[one] for one in some)
    ]
    assert set(found.smith) == dominant[0]
    assert (found.condorcet is not None) == (len(dominant[0]) == 1)


# -- Shapes and doors --------------------------------------------------------------------------------------


def tennessee() -> Reading:
    return reading(Profile.of(TENNESSEE.candidates, TENNESSEE.votes, ballots="rankings"))


def test_the_schema_is_that_of_the_nouns() -> None:
    assert json.loads(record_schema.text(record_schema.comparison())) == SCHEMA


@pytest.mark.parametrize("example", [TENNESSEE, SCHULZE], ids=["tennessee", "schulze"])
def test_as_json_it_is_canonical_and_read_back(example: Example) -> None:
    read = reading(Profile.of(example.candidates, example.votes, ballots="rankings"))
    found = desk.compare(read)
    written = to_json(found)
    assert written == to_json(desk.compare(read))
    plain = json.loads(written)
    jsonschema.Draft202012Validator(SCHEMA).validate(plain)
    assert plain.pop("schema") == "hustings-comparison-1"
    assert decode(Comparison, plain, "$", found.contest.ids) == found


def test_every_ending_and_none(tmp_path: Path) -> None:
    found = desk.compare(tennessee())
    for name in ("c.json", "c.html", "c.txt"):
        desk.write(found, tmp_path / name)
        assert b"Nashville" in (tmp_path / name).read_bytes()
    with pytest.raises(UsageError, match="not written so"):
        desk.write(found, tmp_path / "c.csv")


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "v.csv"
    file.write_text("rank1,rank2,rank3,papers\nAnn,Bert,Cy,4\nBert,Cy,Ann,3\nCy,Bert,Ann,2\n")
    run = CliRunner().invoke
    done = run(cli, ["compare", str(file), "--html", str(tmp_path / "c.html")], catch_exceptions=False)
    assert done.exit_code == 0 and "Bert beats everybody else two by two" in done.output
    assert max(map(len, done.output.splitlines())) <= 80
    page = (tmp_path / "c.html").read_text("utf-8")
    assert "Bert beats everybody else two by two" in page and "<script" not in page
    plain = json.loads(run(cli, ["compare", str(file), "--rules", "av, borda", "--json"]).output)
    assert [row["rule"] for row in plain["rows"]] == ["av", "borda"]
    for words, error in ((["--rules", "avv"], UsageError), (["--rules", "all,nobody"], UsageError)):
        assert isinstance(run(cli, ["compare", str(file), *words]).exception, error)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_in_a_browser(page: Any, axe: Any, no_requests: Any, tmp_path: Path, width: int) -> None:
    file = tmp_path / "c.html"
    desk.write(desk.compare(reading(ranked({"a b": 2, "b c": 2, "c a": 1}), title="Mayor")), file)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    no_requests(page)


def test_the_three_sets_may_differ() -> None:
    # a and b are equal and beat the rest; b beats c and d, a beats d only and is equal with c.
    papers = Duels(candidates=tuple("abcd"), wins=((0, 5, 5, 9), (5, 0, 9, 9), (5, 1, 0, 9), (1, 1, 1, 0)))
    found = desk.compare(reading(papers), rules=["copeland"])
    assert (found.smith, found.schwartz, found.uncovered) == (("a", "b", "c"), ("a", "b"), ("a", "b"))
    assert "Smith set: A, B and C; Schwartz set: A and B; uncovered set: A and B." in " ".join(
        text(found).split()
    )


def test_many_candidates_are_not_removed_one_by_one_unasked() -> None:
    from hustings.spoilers import quick

    few, many = [f"c{at}" for at in range(13)], [f"c{at}" for at in range(30)]
    votes = {(one, other): 1 for one in few[:12] for other in many[12:] if one != other}
    assert len(votes) == 216 and not quick(Profile.of(many, votes, ballots="rankings"))
    assert quick(Profile.of(few, {(one, "c12"): 1 for one in few[:12]}, ballots="rankings"))
