"""Every stored counter-example is counted again, and is one: each criterion is checked here by itself.

The checks are written on votes alone and import nothing of the tool that searched.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import _generate
from hustings import shelf
from hustings.counting import count
from hustings.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
STORED = {
    file.stem: json.loads(file.read_text("utf-8")) for file in sorted((ROOT / "docs/criteria").glob("*.json"))
}
CASES = [(key, criterion) for key, held in STORED.items() for criterion in held["fails"]]
CRITERIA = {
    "majority",
    "condorcet",
    "condorcet-loser",
    "monotonicity",
    "participation",
    "later-no-harm",
    "clone-independence",
}

Votes = Counter[tuple[str, ...]]


def votes(rows: list[dict[str, Any]]) -> Votes:
    held: Votes = Counter()
    for row in rows:
        held[tuple(row["vote"])] += row["papers"]
    return held


def elected(key: str, candidates: list[str], held: Votes) -> str:
    (who,) = count(shelf.rule(key), Profile.of(candidates, held, ballots="rankings")).elected
    return who


def above(vote: tuple[str, ...], one: str, other: str) -> bool:
    return one in vote and (other not in vote or vote.index(one) < vote.index(other))


def beats(held: Votes, one: str, other: str) -> bool:
    margin = sum(n * (above(vote, one, other) - above(vote, other, one)) for vote, n in held.items())
    return margin > 0


def changes(before: Votes, after: Votes) -> tuple[Votes, Votes]:
    """The papers that are gone and those that came, like for like left out."""
    return before - after, after - before


def is_broken(criterion: str, case: dict[str, Any]) -> bool:
    """Whether the two elections are a counter-example, from the definition of the criterion."""
    before, people, who = votes(case["before"]), case["candidates"], case["elected"]
    others = [id for id in people if id != case["about"][0]]
    (one, *_) = case["about"]
    if criterion == "majority":
        firsts = sum(n for vote, n in before.items() if vote[0] == one)
        return 2 * firsts > before.total() and who != one
    if criterion == "condorcet":
        return all(beats(before, one, other) for other in others) and who != one
    if criterion == "condorcet-loser":
        return all(beats(before, other, one) for other in others) and who == one
    after, then = votes(case["after"]), case["elected_after"]
    gone, came = changes(before, after)
    if criterion == "clone-independence":
        twin = case["about"][1]
        adjacent = all(
            (one in vote) == (twin in vote)
            and (one not in vote or abs(vote.index(one) - vote.index(twin)) == 1)
            for vote in after
        )
        merged: Votes = Counter()
        for vote, n in after.items():
            merged[tuple(id for id in vote if id != twin)] += n
        spoiled = then not in (one, twin) if who == one else then != who
        return adjacent and merged == before and spoiled
    if criterion == "participation":
        (added,) = came
        return not gone and who == one and above(added, who, then)
    # One kind of paper became another, as many as before.
    ((old, many),), ((new, as_many),) = gone.items(), came.items()
    if many != as_many or who != one or then == who:
        return False
    if criterion == "later-no-harm":
        return who in old and new[: len(old)] == old
    rest = [id for id in old if id != who] == [id for id in new if id != who]
    return rest and who in new and (who not in old or new.index(who) < old.index(who))


@pytest.mark.parametrize(("key", "criterion"), CASES)
def test_a_stored_counter_example_is_one(key: str, criterion: str) -> None:
    case = STORED[key]["fails"][criterion]
    assert elected(key, case["candidates"], votes(case["before"])) == case["elected"]
    if "after" in case:
        assert elected(key, case["candidates_after"], votes(case["after"])) == case["elected_after"]
    assert is_broken(criterion, case)


@pytest.mark.parametrize("key", STORED)
def test_what_is_stored_is_of_the_rule_as_it_counts_now(key: str) -> None:
    held = STORED[key]
    assert held["rule"] == key and held["version"] == shelf.rule(key).version
    assert held["fails"].keys() | held["searched"].keys() == CRITERIA
    assert not held["fails"].keys() & held["searched"].keys()
    assert all(number >= 100 for number in held["searched"].values())


def test_the_page_says_fails_with_its_link_and_claims_no_pass() -> None:
    page = _generate.pages()["criteria.md"]
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| [`")}
    for key, held in STORED.items():
        row = rows[f"[`{key}`](rules.md#{key})"]
        for criterion in held["fails"]:
            assert f"[fails](#{key}-{criterion})" in row and f"({key}-{criterion})=" in page
        for number in held["searched"].values():
            assert f"none found in {number}" in row
    assert "passes" not in page
    for key, rule in shelf.rules().items():
        if "rankings" in rule.reads and rule.family != "lists" and key != "uncontested" and key not in STORED:
            assert f"| [`{key}`](rules.md#{key}) | not searched yet" in page
