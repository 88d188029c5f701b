"""Every stored counter-example is counted again, and is one: each criterion is checked here by itself.

The checks are written on votes alone and import nothing of the tool that searched.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import _criteria_page
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
    ballots = STORED[key]["ballots"]
    counted = count(shelf.rule(key), Profile.of(candidates, held, ballots=ballots))
    assert not any(stage.equalities for stage in counted.stages)
    (who,) = counted.elected
    return who


def levels(vote: tuple[str, ...], ballots: str) -> dict[str, int]:
    """How high a paper places each whom it names, above 0; who is not named is at 0."""
    if ballots == "rankings":
        return {id: 100 - at for at, id in enumerate(vote)}
    return {id: int(score or 1) for id, _, score in (place.partition(":") for place in vote)}


def above(vote: tuple[str, ...], one: str, other: str, ballots: str) -> bool:
    held = levels(vote, ballots)
    return held.get(one, 0) > held.get(other, 0)


def beats(held: Votes, one: str, other: str, ballots: str) -> bool:
    signs = (
        (above(vote, one, other, ballots), above(vote, other, one, ballots), n) for vote, n in held.items()
    )
    return sum((won - lost) * n for won, lost, n in signs) > 0


def is_broken(criterion: str, case: dict[str, Any], ballots: str) -> bool:
    """Whether the two elections are a counter-example, from the definition of the criterion."""
    before, who, one = votes(case["before"]), case["elected"], case["about"][0]
    others = [id for id in case["candidates"] if id != one]
    if criterion == "majority":
        tops = sum(n for vote, n in before.items() if all(above(vote, one, x, ballots) for x in others))
        return 2 * tops > before.total() and who != one
    if criterion == "condorcet":
        return all(beats(before, one, other, ballots) for other in others) and who != one
    if criterion == "condorcet-loser":
        return all(beats(before, other, one, ballots) for other in others) and who == one
    after, then = votes(case["after"]), case["elected_after"]
    if criterion == "clone-independence":
        spoiled = then not in case["about"] if who == one else then != who
        return spoiled and is_cloned(before, after, *case["about"], ballots=ballots)
    gone, came = before - after, after - before
    if criterion == "participation":
        (added,) = came
        return not gone and who == one and above(added, who, then, ballots)
    # One kind of paper became another, as many as before.
    ((old, many),), ((new, as_many),) = gone.items(), came.items()
    changed = is_longer if criterion == "later-no-harm" else is_raised
    return many == as_many and who == one and then != who and changed(old, new, who, ballots)


def is_cloned(before: Votes, after: Votes, one: str, twin: str, *, ballots: str) -> bool:
    """Whether the twin is next to the other on every paper, and without the twin the papers are the same."""
    merged: Votes = Counter()
    for vote, n in after.items():
        held = levels(vote, ballots)
        apart = abs(held.get(one, 0) - held.get(twin, 0))
        if apart != (1 if ballots == "rankings" and one in held else 0):
            return False
        merged[tuple(place for place in vote if place.partition(":")[0] != twin)] += n
    return merged == before


def is_longer(old: tuple[str, ...], new: tuple[str, ...], who: str, ballots: str) -> bool:
    """Whether the paper names more, no higher than whom it named; and all else is as it was."""
    was, now = levels(old, ballots), levels(new, ballots)
    further = now.keys() - was.keys()
    below = all(now[id] < now[who] or (ballots != "rankings" and now[id] == now[who]) for id in further)
    return bool(further) and who in was and below and all(now[id] == was[id] for id in was)


def is_raised(old: tuple[str, ...], new: tuple[str, ...], who: str, ballots: str) -> bool:
    """Whether the paper places one candidate higher and all others as before."""
    if ballots == "rankings":
        same = [id for id in old if id != who] == [id for id in new if id != who]
        return same and who in new and (who not in old or new.index(who) < old.index(who))
    was, now = levels(old, ballots), levels(new, ballots)
    return now.get(who, 0) > was.get(who, 0) and now | {who: 0} == was | {who: 0}


@pytest.mark.parametrize(("key", "criterion"), CASES)
def test_a_stored_counter_example_is_one(key: str, criterion: str) -> None:
    case = STORED[key]["fails"][criterion]
    assert elected(key, case["candidates"], votes(case["before"])) == case["elected"]
    if "after" in case:
        assert elected(key, case["candidates_after"], votes(case["after"])) == case["elected_after"]
    assert is_broken(criterion, case, STORED[key]["ballots"])


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
        searched = rule.family != "lists" and key != "uncontested" and {*rule.reads} & {*_criteria_page.KINDS}
        if searched and key not in STORED:
            assert f"| [`{key}`](rules.md#{key}) | not searched yet" in page
