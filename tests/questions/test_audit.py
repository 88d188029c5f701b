"""Audits: sizes of real elections, pull lists by hand, what hands found, bundles, wrong results, refusals."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import hustings as hs
from hustings import desk, shelf
from hustings.answer import Answer, to_json
from hustings.asking import case_of
from hustings.cli import cli
from hustings.contest import Candidate, Contest
from hustings.counting import Lot
from hustings.decisions import Decisions
from hustings.errors import InputError, UsageError
from hustings.formats import _manifest
from hustings.mechanics.audit_plan import Scale, bundles_of, recorded_leads, scale_of
from hustings.mechanics.pull_list import place_in, pulled
from hustings.profile import Profile
from hustings.questions._audit_claims import plan_of
from hustings.returns import Reading

SEED = "3 1 4 1 5 9 2 6"


def reading(
    votes: dict[tuple[str, ...], int], ids: str = "abc", kind: Any = "preferences", **facts: Any
) -> Reading:
    people = tuple(Candidate(id=id, name=f"{id.upper()} Person") for id in ids)
    papers = Profile.of(ids, votes, ballots=kind, rejected=facts.pop("rejected", None))
    return Reading(contest=Contest(title="Sample", candidates=people), papers=papers, **facts)


SAMPLE = {("a", "b"): 420, ("b", "a"): 300, ("c", "a"): 120, ("c", "b"): 60, ("c", "-"): 20}
"""a 540, b 360 after the second count; 920 valid papers."""


def drawn(answer: Answer) -> dict[str, tuple[Any, ...]]:
    return {str(row[0]): row[1:] for row in answer.table("sizes").rows}


def sizes(answer: Answer) -> list[Any]:
    return [row[1] for row in answer.table("sizes").rows]


# -- How many ---------------------------------------------------------------------------------------------


def test_london_2021() -> None:
    # questions.md 4.9: 69 comparison or 644 polling papers at 5 % of the valid papers, 54 and 497 at 10 %,
    # and 73 with the 114,201 rejected papers (declaration) in the population.
    path = hs.elections.path("london-2021")
    apart = desk.ask("audit", path, rejected="apart")
    assert sizes(apart)[:2] == [69, 644]
    assert sizes(desk.ask("audit", path, rejected="apart", risk="10%"))[:2] == [54, 497]
    both = desk.ask("audit", path)
    assert sizes(both)[2] == 73  # as many bundles of unknown content as papers
    assert sizes(both)[0] == 73 and drawn(both)["papers, each compared with its own record"][1] == 2_645_558
    assert "114,201 rejected among them (69 to compare if these are kept apart)" in both.sentence
    assert "kept apart" in apart.sentence and "rejected wrongly" in " ".join(apart.assumptions)
    claims = both.table("claims")
    assert claims.column("lead")[0] == 228_433 and len(claims.rows) == 2 * 18 + 1
    names = both.contest.label
    assert [names(str(claims.rows[0][at])) for at in (0, 1)] == ["Sadiq Aman KHAN", "Shaun BAILEY"]
    assert both.findings[0].holds == "certain" and not both.chances


def test_the_economy_set_of_london_says_what_it_leaves_open() -> None:
    path = hs.elections.path("london-2021")
    economy = desk.ask("audit", path, claims="economy")
    assert sizes(economy)[0] == 73
    assert any("exactly level for the second place" in one for one in economy.assumptions)
    with pytest.raises(UsageError, match="does not answer"):
        desk.ask("audit", hs.elections.path("west-midlands-2021"), claims="economy")


def test_the_economy_set_is_offered_where_it_is_smaller() -> None:
    votes = {("a", "b"): 500, ("b", "a"): 260, ("c", "a"): 240}
    answer = desk.ask("audit", reading(votes))
    economy = desk.ask("audit", reading(votes), claims="economy")
    assert (
        sizes(answer)[0] == math.ceil(2 * 1.03905 * math.log(20) / 0.02) and sizes(economy)[0] == 24
    )  # a leads c by 260
    assert any("24 papers to compare" in one.words for one in answer.notes)
    assert not any("economy" in one.words for one in economy.notes)


def test_tower_hamlets_2010_from_first_preferences_alone() -> None:
    # questions.md 4.9: the majority would have a margin of 1,581 of 44,985 and take 178 papers at 5 %; the
    # lead over the last rival is at least that, wherever the second preferences went (lemma L1).
    answer = desk.ask("audit", hs.elections.path("tower-hamlets-2010"))
    assert sizes(answer)[0] == 178
    assert answer.table("claims").column("lead")[0] == 2 * 23_283 - 44_985 == 1_581
    assert "at most 178 papers" in answer.sentence
    assert answer.level == "first preferences" and "second preferences" in answer.fuller
    table = answer.table("claims")
    assert "taken to be against the winner" in table.note


def test_from_totals_the_last_comparison_is_known() -> None:
    # West Midlands 2021, official page: 314,669 and 267,626 after the second count.
    answer = desk.ask("audit", hs.elections.path("west-midlands-2021"))
    assert answer.table("claims").column("lead")[0] == 314_669 - 267_626
    assert answer.level == "first preferences and the second preferences counted"


def test_burlington_2009(data: Path) -> None:
    # Official final round: Kiss 4,313; stopping at every over-vote gives Wright 4,060 (expected.json).
    path = data / "irv" / "burlington-2009" / "00005-00000002.toi"
    answer = desk.ask("audit", path, rule="av")
    words = answer.table("words").rows[0]
    assert words[1:3] == (4_313, 4_060) and "only these two remain" in str(words[0])
    assert sizes(answer)[0] == math.ceil(2 * 1.03905 * math.log(20) * 8_980 / 253)
    with pytest.raises(UsageError, match="no set of claims"):
        desk.ask("audit", path, rule="burlington-irv")


def test_one_choice() -> None:
    answer = desk.ask("audit", reading({("a",): 60, ("b",): 40, ("c",): 10}), rule="simple-majority")
    assert [row[:2] for row in answer.table("claims").rows] == [("a", "b"), ("a", "c")]
    with pytest.raises(UsageError, match="one set of claims"):
        desk.ask("audit", reading({("a",): 6, ("b",): 4}), rule="simple-majority", claims="economy")


def test_a_close_result_takes_all_papers() -> None:
    answer = desk.ask("audit", reading({("a", "-"): 41, ("b", "-"): 40, ("c", "-"): 2}))
    assert "count them again by hand" in answer.sentence
    assert sizes(answer)[:2] == [83, 83]


# -- Which ------------------------------------------------------------------------------------------------


def test_a_pull_list_is_drawn_again_by_hand() -> None:
    answer = desk.ask("audit", reading(SAMPLE), seed=SEED, pull=40)
    by_hand: list[tuple[int, int]] = []
    counter = 0
    while len(by_hand) < 40:
        counter += 1
        text = f"{SEED},{counter}".encode()
        number = int(hashlib.sha256(text).hexdigest(), 16) % 920 + 1
        if number not in [one for one, _ in by_hand]:
            by_hand.append((number, counter))
    table = answer.table("pull")
    assert table.column("number") == tuple(sorted(number for number, _ in by_hand))
    told = dict(
        zip(
            table.column("turn"),
            zip(table.column("number"), table.column("counter"), strict=True),
            strict=True,
        )
    )
    assert [told[turn] for turn in range(1, 41)] == by_hand
    for bundle, paper, number in zip(
        *(table.column(key) for key in ("bundle", "paper", "number")), strict=True
    ):
        assert (int(str(bundle)) - 1) * 50 + int(str(paper)) == number
    assert to_json(answer) == to_json(desk.ask("audit", reading(SAMPLE), seed=SEED, pull=40))


def test_a_longer_list_begins_with_the_shorter_and_ends_with_all() -> None:
    whole = pulled(SEED, 30, 30)
    assert sorted(one.number for one in whole) == list(range(1, 31))
    assert whole[:7] == pulled(SEED, 30, 7)
    assert [place_in(number, (3, 1, 2)) for number in range(1, 7)] == [
        *((1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)),
    ]
    with pytest.raises(InputError, match="beyond the last"):
        place_in(7, (3, 1, 2))


def test_every_number_is_as_likely() -> None:
    counted = [0] * 10
    for seed in range(2_000):
        counted[pulled(f"seed {seed}", 10, 1)[0].number - 1] += 1
    assert sum((one - 200) ** 2 / 200 for one in counted) < 21.7  # chi-squared, 9 degrees, 1 in 100


def test_a_seed_is_needed() -> None:
    for options in ({"pull": 5}, {"pull": 5, "seed": "  "}):
        with pytest.raises(UsageError, match="needs a seed"):
            desk.ask("audit", reading(SAMPLE), **options)
    with pytest.raises(InputError, match="more are to be pulled"):
        desk.ask("audit", reading(SAMPLE), seed=SEED, pull=921)
    with pytest.raises(InputError, match="at least one paper"):
        desk.ask("audit", reading(SAMPLE), bundle=0)


# -- Refusals ---------------------------------------------------------------------------------------------


def test_what_no_sample_can_confirm_is_refused() -> None:
    with pytest.raises(UsageError, match="awaits a lot"):
        desk.ask("audit", reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}))
    with pytest.raises(UsageError, match="who remained"):
        desk.ask("audit", reading({("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 30}))
    lots = Decisions(lots=(Lot(step="lot", between=("a", "b"), chosen="a", by="the returning officer"),))
    with pytest.raises(UsageError, match="no sample can confirm"):
        desk.ask("audit", reading({("a", "-"): 30, ("b", "-"): 30, ("c", "-"): 5}, decisions=lots))
    with pytest.raises(UsageError, match="no set of claims"):
        desk.ask("audit", reading({("a", "b"): 3, ("b", "c"): 2, ("c",): 1}, kind="rankings"), rule="borda")
    with pytest.raises(UsageError, match="awaits a lot"):
        desk.ask("audit", reading({}))
    for risk in ("0%", "100%"):
        with pytest.raises(InputError, match="risk limit"):
            desk.ask("audit", reading(SAMPLE), risk=risk)


# -- What the hands found ---------------------------------------------------------------------------------

HEAD = "number,first,second"
RECORDED = f"{HEAD},recorded_first,recorded_second"


def papers_of(votes: dict[tuple[str, ...], int]) -> list[tuple[str, ...]]:
    return [vote for vote, papers in sorted(votes.items()) for _ in range(papers)]


def found(tmp_path: Path, head: str, rows: list[str], name: str = "found.csv") -> Path:
    file = tmp_path / name
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return file


def compared_rows(votes: dict[tuple[str, ...], int], number: int) -> list[str]:
    papers = papers_of(votes)
    said = [",".join(papers[one.number - 1]) for one in pulled(SEED, len(papers), number)]
    return [
        f"{one.number},{text},{text}"
        for one, text in zip(pulled(SEED, len(papers), number), said, strict=True)
    ]


def check(file: Path, what: Reading | None = None, **options: Any) -> Answer:
    return desk.ask("audit-check", what or reading(SAMPLE), found=file, seed=SEED, **options)


def test_a_comparison_without_errors_stops_where_the_plan_says(tmp_path: Path) -> None:
    plan = sizes(desk.ask("audit", reading(SAMPLE)))[0]
    answer = check(found(tmp_path, RECORDED, compared_rows(SAMPLE, plan)))
    assert "may stop" in answer.sentence and "A Person confirmed" in answer.sentence
    assert max(answer.table("evidence").column("kaplan_markov")) <= 0.05  # type: ignore[type-var, operator]
    late = compared_rows(SAMPLE, plan + 1)
    late[plan] = late[plan].split(",")[0] + ",missing,,a,b"
    assert "may stop" in check(found(tmp_path, RECORDED, late)).sentence  # it could have stopped before
    before = check(found(tmp_path, RECORDED, compared_rows(SAMPLE, 10)))
    highest = max(map(float, before.table("evidence").column("kaplan_markov")))  # type: ignore[arg-type]
    assert f"the risk is {math.ceil(1000 * highest) / 10:g}%" in before.sentence
    assert "goes on" in before.sentence
    more = max(before.table("evidence").column("more"))  # type: ignore[type-var]
    assert isinstance(more, int) and 10 + more <= plan
    table = before.table("pull")
    assert sorted(map(int, map(str, table.column("turn")))) == list(range(11, 11 + more))
    assert "may stop" in check(found(tmp_path, RECORDED, compared_rows(SAMPLE, 10 + more))).sentence
    assert "goes on" in check(found(tmp_path, RECORDED, compared_rows(SAMPLE, 9 + more))).sentence


def test_the_order_of_rows_does_not_matter_that_of_draws_does(tmp_path: Path) -> None:
    rows = compared_rows(SAMPLE, 30)
    turned = [*rows[15:], *rows[:15]]
    assert to_json(check(found(tmp_path, RECORDED, rows))) == to_json(
        check(found(tmp_path, RECORDED, turned))
    )


def test_errors_and_missing_papers_raise_the_risk(tmp_path: Path) -> None:
    rows = compared_rows(SAMPLE, 30)

    def of_the_last_two(rows: list[str]) -> tuple[Any, ...]:
        table = check(found(tmp_path, RECORDED, rows)).table("evidence")
        return next(row for row in table.rows if row[:3] == ("a", "b", "2"))

    clean = of_the_last_two(rows)
    number = rows[29].split(",")[0]
    risks = {}
    for saw, high, low in (("b,", 1, 0), ("missing,", 1, 0), ("rejected,", 1, 0)):
        wrong = [*rows[:29], f"{number},{saw},a,b"]
        row = of_the_last_two(wrong)
        assert row[3:5] == (high, low)
        assert row[5] >= clean[5] and row[6] >= clean[6], saw
        risks[saw] = row[7]
    assert risks["missing,"] == risks["b,"] > risks["rejected,"] > clean[7]
    rows_ = [*rows[:29], f"{number},a,b,b,a"]  # the record tells the lead too low
    assert of_the_last_two(rows_)[3:5] == (0, 1)


def test_a_poll_of_all_papers_leaves_no_risk(tmp_path: Path) -> None:
    votes = {("a", "b"): 25, ("b", "a"): 14, ("c", "a"): 3, ("c", "-"): 2}
    papers = papers_of(votes)
    rows = [f"{one.number},{','.join(papers[one.number - 1])}" for one in pulled(SEED, 44, 44)]
    answer = check(found(tmp_path, HEAD, rows), reading(votes))
    assert set(answer.table("evidence").column("alpha")) == {0}
    assert "may stop" in answer.sentence and "ALPHA" in answer.sentence
    first = answer.table("evidence").rows[0]
    assert first[:2] == ("b", "c") and first[3:5] == (14, 5)
    part = check(found(tmp_path, HEAD, rows[:12]), reading(votes))
    assert "about" in part.sentence or "again by hand" in part.sentence
    other = check(found(tmp_path, HEAD, rows[:12]), reading(votes), test="kaplan-markov")
    assert "Kaplan-Markov" in other.sentence


def test_rankings_are_read_rank_by_rank(tmp_path: Path) -> None:
    votes = {("a", "b", "c"): 60, ("b", "c"): 30, ("c", "b", "a"): 20}
    papers = papers_of(votes)
    rows = [f"{one.number},{','.join((*papers[one.number - 1], '')[:3])}" for one in pulled(SEED, 110, 110)]
    answer = check(
        found(tmp_path, "number,rank1,rank2,rank3", rows), reading(votes, kind="rankings"), rule="av"
    )
    assert answer.level == "whole rankings" and "may stop" in answer.sentence


@pytest.mark.parametrize(
    ("head", "change", "message", "line"),
    [
        (RECORDED, {3: "999,a,b,a,b"}, "not drawn", "found.csv:5"),
        (RECORDED, {3: "x7,a,b,a,b"}, "no number", "found.csv:5"),
        (RECORDED, {3: "FIRST,a,b,a,b"}, "there twice", "found.csv:5"),
        (RECORDED, {3: "SAME,zed,b,a,b"}, "unknown candidate", "found.csv:5"),
        (RECORDED, {3: "SAME,,b,a,b"}, "does not say what the paper says", "found.csv:5"),
        (RECORDED, {3: "SAME,rejected,b,a,b"}, "further preference", "found.csv:5"),
        (RECORDED, {3: "SAME,a,b,missing,"}, "own record", "found.csv:5"),
        (RECORDED, {3: ",a,b,a,b"}, "of which paper", "found.csv:5"),
        (RECORDED, {3: "SAME,a,b"}, "not as many cells", "found.csv:5"),
        ("number,second", {}, "", ""),
    ],
)
def test_bad_rows_name_file_and_line(
    tmp_path: Path, head: str, change: dict[int, str], message: str, line: str
) -> None:
    rows = compared_rows(SAMPLE, 6)
    numbers = [row.split(",")[0] for row in rows]
    for at, text in change.items():
        rows[at] = text.replace("FIRST", numbers[0]).replace("SAME", numbers[at])
    if not change:
        rows, message = [f"{one},b" for one in numbers], "a column is missing"
    with pytest.raises(InputError, match=message) as raised:
        check(found(tmp_path, head, rows))
    assert line in raised.value.where


def test_findings_need_their_seed_and_rows(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="option is missing"):
        desk.ask("audit-check", reading(SAMPLE), found=found(tmp_path, RECORDED, []))
    with pytest.raises(InputError, match="nothing was found"):
        check(found(tmp_path, RECORDED, []))
    with pytest.raises(InputError, match="not drawn, or not yet"):
        desk.ask(
            "audit-check",
            reading(SAMPLE),
            found=found(tmp_path, RECORDED, compared_rows(SAMPLE, 5)),
            seed="8",
        )
    with pytest.raises(InputError, match="column is missing"):
        check(found(tmp_path, "bundle,first,second", ["1,a,b"]))


# -- Bundles ----------------------------------------------------------------------------------------------


def manifest(
    tmp_path: Path, votes: dict[tuple[str, ...], int], size: int = 20
) -> tuple[Path, list[tuple[str, int]]]:
    """Bundles of like papers, as they lie after a count by hand."""
    rows, kept = [], []
    for vote, papers in votes.items():
        while papers:
            held = min(size, papers)
            papers -= held
            name = f"{'-'.join(vote)}/{len(rows) + 1}"
            rows.append(f"{name},{held},{vote[0]},{vote[1]},table {vote[0]}")
            kept.append((name, held))
    file = tmp_path / "manifest.csv"
    file.write_text("\n".join(["bundle,papers,first,second,place", *rows]) + "\n", encoding="utf-8")
    return file, kept


def test_bundles_of_like_papers(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    plan = desk.ask("audit", reading(SAMPLE), manifest=file, method="bundles", seed=SEED)
    needed = sizes(plan)[2]
    table = plan.table("pull")
    assert [column.key for column in table.columns][:2] == ["place", "bundle"]
    assert needed == len(table.rows) <= len(kept) == 46
    rows = []
    for one in pulled(SEED, len(kept), needed):
        name, held = kept[one.number - 1]
        first, second = name.split("/")[0].split("-", 1)
        rows.append(f"{name},{first},{second},{held}")
    head = "bundle,first,second,papers"
    answer = check(found(tmp_path, head, rows), manifest=file)
    assert "may stop" in answer.sentence and "bundles" in answer.sentence
    name, first, second, held = rows[0].split(",")
    few = check(found(tmp_path, head, rows[:8]), manifest=file).table("evidence")
    short = [f"{name},{first},{second},{int(held) - 3}", *rows[1:8]]
    worse = check(found(tmp_path, head, short), manifest=file).table("evidence")
    risks = list(zip(few.column("kaplan_markov"), worse.column("kaplan_markov"), strict=True))
    assert all(a <= b for a, b in risks) and any(a < b for a, b in risks)  # type: ignore[operator]
    split = [f"{name},{first},{second},{int(held) - 3}", f"{name},c,,3", *rows[1:]]
    assert check(found(tmp_path, head, split), manifest=file).table("evidence").rows
    for bad, message in (
        (f"{name},{first},{second},{int(held) + 1}", "more papers were found"),
        (f"nowhere,{first},{second},{held}", "no such bundle"),
        (f"{name},{first},{second},0", "of how many papers"),
    ):
        with pytest.raises(InputError, match=message) as raised:
            check(found(tmp_path, head, [bad, *rows[1:]]), manifest=file)
        assert "found.csv:2" in raised.value.where
    with pytest.raises(UsageError, match="recorded to hold"):
        check(found(tmp_path, head, rows))


def test_how_wrong_a_bundle_s_record_can_be(tmp_path: Path) -> None:
    file = tmp_path / "manifest.csv"
    rows = ["one,30,a,", "two,10,b,", "two,15,c,a", "three,20,rejected,"]
    file.write_text("\n".join(["bundle,papers,first,second", *rows]) + "\n", encoding="utf-8")
    what = reading({("a", "-"): 30, ("b", "-"): 10, ("c", "a"): 15}, rejected={"blank_both": 20})
    plan = plan_of(case_of(what, shelf.rule("sv")), Fraction(1, 20), "included", "classic")
    bundles = bundles_of(plan.population, 50, _manifest.read(file, what.contest))
    (runoff,) = [one for one in plan.claims if one.assertion.left]
    # All 30 papers for a could be for c; the 15 for c and the 10 for b could be for a.
    assert recorded_leads(plan, runoff, bundles) == (30, -15, 0)
    assert scale_of(plan, runoff, bundles) == Scale(most=60, least=40)
    assert scale_of(plan, runoff, bundles_of(75, 50, None)) == Scale(most=100, least=100)
    assert bundles_of(75, 50, None).sizes == (50, 25)


def test_manifests_that_cannot_be_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    for text, message in (
        ("bundle,papers\n1,900\n", "as many papers as the result"),
        ("bundle,papers\n1,900\n1,20\n", "there twice"),
        ("bundle,papers\n,900\n", "names no bundle"),
        ("bundle,papers\n1,0\n", "holds no papers"),
        ("bundle,papers\n", "no bundles"),
        ("bundle,papers,first,second\n1,920,missing,\n", "says that a paper is missing"),
        ("bundle,papers,first,second\n1,920,a,\n", "do not add up"),
    ):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=message):
            desk.ask("audit", reading(SAMPLE), manifest=bad)


# -- The whole machine on wrong results -------------------------------------------------------------------


def test_wrong_results_pass_no_more_often_than_the_limit(tmp_path: Path) -> None:
    """The papers make b and a level; the records say that a leads. Each run is an audit to its end."""
    true = {("a", "b"): 90, ("b", "a"): 70, ("c", "b"): 30, ("c", "a"): 10}
    told = {("a", "b"): 90, ("b", "a"): 70, ("c", "b"): 15, ("c", "a"): 25}
    papers, stopped, runs = papers_of(true), 0, 150
    records = [*papers[:185], *[("c", "a")] * 15]
    assert sorted(records) == papers_of(told)
    rng, what = random.Random(4), reading(told)
    for _ in range(runs):
        seed = str(rng.random())
        rows = [
            f"{one.number},{','.join(papers[one.number - 1])},{','.join(records[one.number - 1])}"
            for one in pulled(seed, 200, 120)
        ]
        file = found(tmp_path, RECORDED, rows)
        answer = desk.ask("audit-check", what, found=file, seed=seed)
        stopped += "may stop" in answer.sentence
    assert stopped / runs <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / runs)


# -- The command ------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, words)
    return getattr(done.exception, "exit_code", done.exit_code), done.output


def test_the_commands(tmp_path: Path) -> None:
    code, text = run("audit", "plan", "london-2021", "--seed", SEED)
    assert code == 0 and "Pull list: 73 papers" in text
    assert run("ask", "audit", "london-2021", "--seed", SEED)[1] == text
    code, text = run("audit", "plan", "london-2021", "--json")
    assert code == 0 and json.loads(text)["question"] == "audit"
    votes = tmp_path / "votes.csv"
    lines = [f"{first},{second.replace('-', '')}" for first, second in papers_of(SAMPLE)]
    votes.write_text("\n".join(["first,second", *lines]) + "\n", encoding="utf-8")
    contest = tmp_path / "contest.toml"
    people = "".join(f'[[candidate]]\nid = "{id}"\nname = "{id.upper()} Person"\n' for id in "abc")
    contest.write_text(f'title = "Sample"\n{people}', encoding="utf-8")
    file = found(tmp_path, RECORDED, compared_rows(SAMPLE, 60))
    code, text = run("audit", "check", str(votes), str(file), "--seed", SEED, "--rule", "sv")
    assert code == 0 and "may stop" in text, text
    code, text = run("audit", "count", "london-2021")
    assert code == 2


# -- Labelled bundles as the papers' records, and sheets to fill in -----------------------------------------


def labelled_rows(kept: list[tuple[str, int]], number: int) -> list[str]:
    """What the hands see if every label is right."""
    rows = []
    sizes_ = [held for _, held in kept]
    for one in pulled(SEED, sum(sizes_), number):
        name = kept[place_in(one.number, sizes_)[0] - 1][0]
        rows.append(f"{one.number},{','.join(name.split('/')[0].split('-', 1))}")
    return rows


def test_the_label_of_a_bundle_is_the_record_of_its_papers(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    rows = labelled_rows(kept, 58)
    answer = check(found(tmp_path, HEAD, rows), manifest=file)
    assert "may stop" in answer.sentence and "Kaplan-Markov" in answer.sentence
    recorded = [f"{row},{row.split(',', 1)[1]}" for row in rows]
    assert answer.figures == check(found(tmp_path, RECORDED, recorded)).figures
    number = rows[3].split(",")[0]
    worse = check(found(tmp_path, HEAD, [*rows[:3], f"{number},missing,", *rows[4:]]), manifest=file)
    assert "goes on" in worse.sentence
    with pytest.raises(InputError, match="not drawn"):
        check(found(tmp_path, HEAD, ["9999,a,b", *rows[1:]]), manifest=file)


def test_a_mixed_bundle_tells_no_paper_s_record(tmp_path: Path) -> None:
    file = tmp_path / "manifest.csv"
    lines = [f"all,{papers},{vote[0]},{vote[1].replace('-', '')}" for vote, papers in SAMPLE.items()]
    file.write_text("\n".join(["bundle,papers,first,second", *lines]) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="several kinds"):
        check(found(tmp_path, HEAD, ["1,a,b"]), manifest=file)
    sized = tmp_path / "sized.csv"
    sized.write_text("bundle,papers\nall,920\n", encoding="utf-8")
    rows = [row.rsplit(",", 2)[0] for row in compared_rows(SAMPLE, 5)]
    assert "ALPHA" in check(found(tmp_path, HEAD, rows), manifest=sized).sentence


def test_misspelt_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown column"):
        check(found(tmp_path, "number,first,secnd", ["1,a,b"]))
    file = tmp_path / "manifest.csv"
    file.write_text("bundle,papers,frist\n1,920,a\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown column"):
        desk.ask("audit", reading(SAMPLE), manifest=file)


def test_a_sheet_is_filled_in_and_read_as_far_as_it_goes(tmp_path: Path) -> None:
    file, kept = manifest(tmp_path, SAMPLE)
    facts = tmp_path / "contest.toml"
    people = "".join(f'[[candidate]]\nid = "{id}"\nname = "{id.upper()} Person"\n' for id in "abc")
    facts.write_text(f'title = "Sample"\n{people}', encoding="utf-8")
    votes = tmp_path / "votes.csv"
    lines = [f"{first},{second.replace('-', '')}" for first, second in papers_of(SAMPLE)]
    votes.write_text("\n".join(["first,second", *lines]) + "\n", encoding="utf-8")
    sheet = tmp_path / "sheet.csv"
    start = ["audit", "plan", str(votes), "--rule", "sv", "--manifest", str(file)]
    assert run(*start, "--sheet", str(sheet))[0] == 2  # nothing is drawn without a seed
    assert run(*start, "--seed", SEED, "--sheet", str(sheet))[0] == 0
    head, *rows = sheet.read_text("utf-8").splitlines()
    assert head == "place,bundle,paper,number,turn,counter,first,second" and len(rows) == 58
    seen = dict(row.split(",", 1) for row in labelled_rows(kept, 58))
    filled = [
        row[:-1] + seen[row.split(",")[3]].replace("-", "") if int(row.split(",")[4]) <= 20 else row
        for row in rows
    ]
    sheet.write_text("\n".join([head, *filled]) + "\n", encoding="utf-8")
    code, text = run(
        "audit", "check", str(votes), str(sheet), "--rule", "sv", "--manifest", str(file), "--seed", SEED
    )
    assert code == 0 and "after 20 papers" in text.replace("\n", " ").replace("  ", " "), text
    assert run(*start, "--seed", SEED, "--sheet", str(sheet))[0] == 2  # it is kept
    bundles = tmp_path / "bundles.csv"
    assert run(*start, "--seed", SEED, "--method", "bundles", "--sheet", str(bundles))[0] == 0
    assert bundles.read_text("utf-8").splitlines()[0] == "place,bundle,turn,counter,first,second,papers"


# -- Properties -------------------------------------------------------------------------------------------


@given(
    seed=st.text("0123456789 ", min_size=1).filter(str.strip), population=st.integers(1, 200), data=st.data()
)
def test_a_sample_holds_nothing_twice_and_grows_at_its_end(
    seed: str, population: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, population))
    some = pulled(seed, population, number)
    assert [one.turn for one in some] == list(range(1, number + 1))
    assert len({one.number for one in some}) == number
    assert all(1 <= one.number <= population for one in some)
    assert all(a.counter < b.counter for a, b in itertools.pairwise(some))
    assert pulled(seed, population, population)[:number] == some


@given(
    sizes_=st.lists(st.integers(1, 9), min_size=1, max_size=12),
    number=st.integers(1, 108),
)
def test_every_paper_has_one_place(sizes_: list[int], number: int) -> None:
    if number <= sum(sizes_):
        bundle, paper = place_in(number, sizes_)
        assert 1 <= paper <= sizes_[bundle - 1]
        assert sum(sizes_[: bundle - 1]) + paper == number


def test_a_paper_that_there_is_not_is_refused_even_once_all_were_drawn(tmp_path: Path) -> None:
    three = reading({("a", "b"): 2, ("b", "-"): 1}, "abc")
    path = tmp_path / "found.csv"
    path.write_text("number,first\n1,a\n2,a\n3,b\n4,a\n")
    with pytest.raises(InputError, match="no such paper") as told:
        desk.ask("audit-check", three, found=path, seed=SEED)
    assert told.value.where == "found.csv:5"


@pytest.mark.parametrize("question", ["margin", "affected", "tactics", "audit", "reach", "transfers"])
def test_where_nobody_else_stands_it_is_said(question: str) -> None:
    with pytest.raises(UsageError, match="nobody else stands"):
        desk.ask(question, reading({("a",): 3}, "a"), **({"papers": 1} if question == "affected" else {}))
