"""What a ballot paper of the Australian Senate says: a ranking of candidates, from above or below the line.

Source: Commonwealth Electoral Act 1918 sections 239, 268A and 269 as in force since 2016. That a group's
candidates follow in their order on the ballot paper is told by the Australian Electoral Commission's
scrutineers handbook; section 272, which says so, could not be opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.paper import Vote

FORMAL_BELOW = 6
"""So many squares numbered below the line make a vote formal, or all of them where there are fewer."""


def senate_paper(
    above: Mapping[str, int], below: Mapping[str, int], groups: Mapping[str, Sequence[str]]
) -> Vote | None:
    """The ranking that a ballot paper makes, or None where it is informal.

    `above` and `below` are the numbers written in the squares of groups and of candidates (a single tick or
    cross is 1), `groups` the candidates of each group in ballot-paper order, those with no square above it
    under a name that is never in `above`.

    >>> groups = {"A": ("ann", "alf"), "B": ("bea", "bob"), "C": ("cy",)}
    >>> senate_paper({"B": 1, "A": 2}, {}, groups)
    ('bea', 'bob', 'ann', 'alf')
    >>> senate_paper({"A": 1}, {"cy": 1, "bob": 2, "ann": 3, "alf": 4, "bea": 5}, groups)
    ('cy', 'bob', 'ann', 'alf', 'bea')
    """
    squares = sum(len(people) for people in groups.values())
    # Below the line at least 1 to 6, or every square where there are no more than six (s 268A(1), s 239(1)).
    ranked = in_sequence(below)
    # A vote that is formal both above and below the line is taken to be marked below it only (s 269(2)).
    if len(ranked) >= min(FORMAL_BELOW, squares):
        return tuple(ranked)
    # Above the line the number 1 is enough (s 269(1)).
    chosen = in_sequence(above)
    return tuple(one for group in chosen for one in groups[group]) or None


def in_sequence(squares: Mapping[str, int]) -> list[str]:
    """The squares numbered 1, 2, 3 ... up to a number that is repeated or missed (s 268A(2), s 269(1A)).

    >>> in_sequence({"a": 1, "b": 2, "c": 3, "d": 3, "e": 4}), in_sequence({"a": 1, "b": 3})
    (['a', 'b'], ['a'])
    """
    made: list[str] = []
    for number in range(1, len(squares) + 1):
        here = [square for square, written in squares.items() if written == number]
        if len(here) != 1:
            break
        made += here
    return made
