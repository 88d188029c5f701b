"""What the hands of an audit found: risks, bad rows, wrong results, the commands."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from audit_at_hand import (
    HEAD,
    RECORDED,
    SAMPLE,
    SEED,
    check,
    compared_rows,
    found,
    papers_of,
    reading,
    run,
    sizes,
    written,
)
from hustings import desk
from hustings.answer import to_json
from hustings.errors import InputError, UsageError
from hustings.mechanics.pull_list import pulled


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


# -- The whole machine on wrong results --------------------------------------------------------------------


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


# -- The command -------------------------------------------------------------------------------------------


def test_the_commands(tmp_path: Path) -> None:
    code, text = run("audit", "plan", "london-2021", "--seed", SEED)
    assert code == 0 and "Pull list: 73 papers" in text
    assert run("ask", "audit", "london-2021", "--seed", SEED)[1] == text
    code, text = run("audit", "plan", "london-2021", "--json")
    assert code == 0 and json.loads(text)["question"] == "audit"
    votes = written(tmp_path)
    file = found(tmp_path, RECORDED, compared_rows(SAMPLE, 60))
    code, text = run("audit", "check", str(votes), str(file), "--seed", SEED, "--rule", "sv")
    assert code == 0 and "may stop" in text, text
    code, text = run("audit", "count", "london-2021")
    assert code == 2
