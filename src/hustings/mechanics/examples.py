"""Small elections that the literature counts by many rules, to show and to check them by."""

from __future__ import annotations

from hustings.counting import Example

TENNESSEE = Example(
    candidates=("memphis", "nashville", "chattanooga", "knoxville"),
    votes={
        ("memphis", "nashville", "chattanooga", "knoxville"): 42,
        ("nashville", "chattanooga", "knoxville", "memphis"): 26,
        ("chattanooga", "knoxville", "nashville", "memphis"): 15,
        ("knoxville", "chattanooga", "nashville", "memphis"): 17,
    },
    elected=("nashville",),
)
"""Where shall the capital of Tennessee be? Each city's voters rank the cities by how near they are."""

SCHULZE = Example(
    candidates=("a", "b", "c", "d", "e"),
    votes={
        ("a", "c", "b", "e", "d"): 5,
        ("a", "d", "e", "c", "b"): 5,
        ("b", "e", "d", "a", "c"): 8,
        ("c", "a", "b", "e", "d"): 3,
        ("c", "a", "e", "b", "d"): 7,
        ("c", "b", "a", "d", "e"): 2,
        ("d", "c", "e", "b", "a"): 7,
        ("e", "b", "a", "d", "c"): 8,
    },
    elected=("e",),
)
"""Schulze's example of 45 voters, in which everybody is beaten by somebody."""
