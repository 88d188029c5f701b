"""A comparison as one HTML page without a network: who is elected under each rule, and why they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hustings.comparison import Comparison
from hustings.reports._comparison import words
from hustings.reports._environment import environment
from hustings.rule_words import FAMILIES, KNOWN


def render(of: Comparison) -> bytes:
    """The page as UTF-8 HTML."""
    return environment().get_template("comparison.html").render(_view(of)).encode()


def _view(of: Comparison) -> Mapping[str, Any]:
    """What the template prints; it puts figures in their places and decides nothing."""
    return {
        "of": of,
        "words": words,
        "answer": words.answer(of),
        "families": [
            (label, [row for row in of.rows if row.family == family])
            for family, label in FAMILIES.items()
            if any(row.family == family for row in of.rows)
        ],
        "known": KNOWN,
        "matrix": list(zip(of.contest.ids, of.duels, strict=True)) if of.duels else (),
    }
