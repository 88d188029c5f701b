"""Fills for drawings, each a colour and a pattern of its own, so that a picture reads without colours."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

COLOURS = ("#2f5d8a", "#b35900", "#3f7d4e", "#7a4b94", "#a3294a", "#0f7173", "#6b5b2e")
SHAPES = (
    "",
    '<path d="M0 0h20v10H0z"/>',
    '<circle cx="10" cy="10" r="5"/>',
    '<path d="M0 0h6v20H0z"/>',
    '<path d="M0 0h20v4H0zM0 0h4v20H0z"/>',
    '<path d="M0 0h10v10H0zM10 10h10v10H10z"/>',
    '<path d="M6 6h8v8H6z"/>',
    '<path d="M0 0h20v3H0zM0 10h20v3H0z"/>',
)
TURNS = (45, 45, 45, 45, 0, 0, 45, 90)
PATTERNS = 56
"""So many fills are told apart: every pair of a colour and a pattern."""


def patterns(key: str, fills: Collection[int]) -> Markup:
    """The definitions of these fills, named by `key` and their number; -1 is for what reached nobody."""
    return Markup("<defs>{0}</defs>").format(
        Markup("").join(_pattern(key, one) for one in sorted(set(fills)))
    )


def _pattern(key: str, fill: int) -> Markup:
    if fill < 0:
        return Markup(
            '<pattern id="{0}-pn" width="24" height="24" patternUnits="userSpaceOnUse">'
            '<path d="M0 0h24v24H0z" fill="#eceff1"/><circle cx="12" cy="12" r="2.5" fill="#8a949c"/>'
            "</pattern>"
        ).format(key)
    colour, shape = COLOURS[fill % len(COLOURS)], fill % len(SHAPES)
    return Markup(
        '<pattern id="{0}-p{1}" width="20" height="20" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate({2})" fill="{3}"><path d="M0 0h20v20H0z" fill-opacity="{4}"/>{5}</pattern>'
    ).format(key, fill, TURNS[shape], colour, ".3" if shape else ".75", Markup(SHAPES[shape]))
