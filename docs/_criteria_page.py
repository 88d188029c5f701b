"""Which criteria each rule fails, from the counter-examples in docs/criteria."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _text import fenced
from hustings import shelf
from hustings.rule_words import by_family, papers_lines

FOLDER = Path(__file__).parent / "criteria"

KINDS = ("rankings", "scores", "approvals")
"""The papers of which elections are searched."""

CRITERIA = {
    "majority": "Whoever is alone at the first rank of more than half of the papers is elected.",
    "condorcet": "Whoever beats everybody else two by two is elected.",
    "condorcet-loser": "Whoever is beaten by everybody else two by two is not elected.",
    "monotonicity": "Whoever is elected stays elected where some papers rank them higher, all else alike.",
    "participation": "Further papers that all rank the elected X above Y do not elect Y.",
    "later-no-harm": "Whoever is elected stays elected where papers that rank them rank more below "
    "(rate more, no higher).",
    "clone-independence": "A further candidate next to C on every paper changes nothing, but that C and the "
    "other may change places.",
}


def criteria_page() -> str:
    """The table, and every counter-example below it."""
    stored = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.json"))}
    parts = [
        "# Criteria\n",
        "Which criteria a rule fails, for one seat. *Fails* links to an election that shows it, which a\n"
        "test counts again. *None found in N* means just that: so many small elections, with their changes\n"
        "that the criterion speaks of, were searched by `tools/criteria.py`, and none showed a failure. It\n"
        "is no proof that the rule meets the criterion. Where a count comes upon an equality, nothing is\n"
        "concluded. Papers of ratings and approvals are read as rankings: whoever is rated higher stands\n"
        "above, who is not rated has nothing, a clone is rated alike. Rules of lists and of two\n"
        "rounds are not in the table.\n",
        *(f"- **{key}**: {words}" for key, words in CRITERIA.items()),
        "",
        "| Rule | " + " | ".join(CRITERIA) + " |",
        "|---|" + "---|" * len(CRITERIA),
    ]
    rules = [rule for _, some in by_family(shelf.rules().values()) for rule in some]
    for rule in rules:
        if rule.family != "lists" and rule.key != "uncontested" and {*KINDS} & {*rule.reads}:
            parts.append(_row(rule.key, stored.get(rule.key)))
    parts += ["", "## Counter-examples\n"]
    for rule in rules:
        held = stored.get(rule.key, {})
        if cases := held.get("fails"):
            parts.append(f"### {rule.key}\n")
            for one in (one for one in CRITERIA if one in cases):
                parts += _shown(rule.key, one, cases[one], held["ballots"])
    return "\n".join(parts)


def _row(key: str, held: dict[str, Any] | None) -> str:
    cells = ["not searched yet"] * len(CRITERIA)
    if held:
        cells = [
            f"[fails](#{key}-{one})" if one in held["fails"] else f"none found in {held['searched'][one]}"
            for one in CRITERIA
        ]
    return f"| [`{key}`](rules.md#{key}) | " + " | ".join(cells) + " |"


def _shown(key: str, criterion: str, case: dict[str, Any], ballots: str) -> Iterator[str]:
    about = case["about"][0]
    yield f"({key}-{criterion})=\n**{criterion}**, about {about}: {case['elected']} is elected by\n"
    yield fenced(_papers(case["before"], ballots))
    if "after" in case:
        yield f"and {case['elected_after']} by\n"
        yield fenced(_papers(case["after"], ballots))


def _papers(rows: list[dict[str, Any]], ballots: Any) -> str:
    return "\n".join(papers_lines({tuple(row["vote"]): row["papers"] for row in rows}, ballots))
