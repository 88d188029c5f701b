"""Pacts: the theorem for three, the six ways to fail, the rate at which a pact begins to hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from hustings.mechanics.pact import (
    Camps,
    Pact,
    camps_of,
    critical_rho,
    ending,
    failure,
    need,
    third_can_win,
    under,
)
from hustings.mechanics.table import Table

A, B, C, D = range(4)


def splits(papers: int, camps: int) -> Iterator[tuple[int, ...]]:
    if camps == 1:
        yield (papers,)
        return
    for votes in range(papers + 1):
        for rest in splits(papers - votes, camps - 1):
            yield (votes, *rest)


def plain_winners(votes: dict[tuple[int, int], int], number: int) -> list[int]:
    """The count once more, paper by paper: (first, second), -1 for no valid second preference."""
    first = [sum(n for (i, _), n in votes.items() if i == x) for x in range(number)]
    level = sorted(first, reverse=True)[1]
    stay = [x for x in range(number) if first[x] >= level]
    total = {x: first[x] for x in stay}
    for (i, j), n in votes.items():
        if i not in stay and j in stay:
            total[j] += n
    return [x for x in stay if total[x] == max(total.values())]


FULL = Pact(partners=(A, B), rival=C, rates=(1, 1), leaks=(0, 0))


def test_the_theorem_for_three_on_every_split_of_sixty() -> None:
    """The rival can win 501 of 1,891 splits; below half only in five, where the partners are level."""
    can, below = 0, []
    for a, b, c in splits(60, 3):
        winners = plain_winners({(A, B): a, (B, A): b, (C, -1): c}, 3)
        assert (C in winners) == third_can_win(a, b, c)
        assert (
            failure(Camps(first=(a, b, c), rows=((0, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 1))), FULL) is None
        ) == (C not in winners)
        can += C in winners
        if C in winners and 2 * c < 60:
            below.append((a, b, c))
    assert can == 501 and len(list(splits(60, 3))) == 1_891
    assert below == [(16, 16, 28), (17, 17, 26), (18, 18, 24), (19, 19, 22), (20, 20, 20)]


# What D's papers name, in tenths: the source prints the figures below for "three transfer patterns" and does
# not print the patterns. These three give every one of its figures.
PATTERNS = ((0, 2, 6), (2, 0, 6), (3, 3, 2))


def test_the_ways_to_fail_on_every_split_of_forty_between_four() -> None:
    """A full pact fails in 8,280 of 37,023 cases: half 5,313, neither 1,323, others 1,394, level 250."""
    found: Counter[str | None] = Counter()
    nobody = (0, 0, 0, 0, 1)
    for pattern in PATTERNS:
        named = tuple(Fraction(one, 10) for one in pattern)
        rows = (nobody, nobody, nobody, (*named, Fraction(0), 1 - sum(named)))
        for split in splits(40, 4):
            found[failure(Camps(first=split, rows=rows), FULL)] += 1
    assert sum(found.values()) == 37_023
    del found[None]
    assert found == {"half": 5_313, "neither": 1_323, "others": 1_394, "level": 250}
    assert sum(found.values()) == 8_280


def test_critical_rates_as_printed() -> None:
    def share(text: str) -> Fraction:
        return Fraction(text)

    first = critical_rho(share(".34"), share(".26"), share(".40"))
    assert first == Fraction(3, 13) and round(float(first), 4) == 0.2308
    second = critical_rho(
        share(".28"), share(".22"), share(".38"), share(".12"), share(".2"), share(".5"), share(".1")
    )
    assert second is not None and round(float(second), 4) == 0.7182
    assert critical_rho(30, 20, 50) == 1
    assert critical_rho(30, 20, 51) is None
    assert critical_rho(30, 20, 49, leak=Fraction(1, 20)) is None
    assert critical_rho(40, 20, 30) == 0
    assert critical_rho(40, 0, 40) == 0 and critical_rho(39, 0, 40) is None


def test_neither_partner_in_the_final() -> None:
    table = Table.of("abcd", {"ab": 23, "ba": 22, "c": 30, "d": 25})
    camps = camps_of(table)
    assert failure(camps, FULL) == "neither" and need(camps, FULL) is None
    assert ending(under(camps, FULL)).totals == {C: 30, D: 25}


def test_partners_exactly_level_do_not_help_each_other() -> None:
    camps = camps_of(Table.of("abc", {"ab": 18, "ba": 18, "c": 24}))
    assert failure(camps, FULL) == "level" and need(camps, FULL) is None


def test_the_need_is_where_counting_changes() -> None:
    """From the least number of papers on the rival is out, and with one fewer elected or level."""
    dice = random.Random(6)
    looked = Counter[str]()
    for _ in range(4_000):
        number = dice.choice((3, 4, 5))
        votes = {
            (i, j): dice.choice((0, 0, 1, 1, 2, 3))
            for i in range(number)
            for j in [*range(number), -1]
            if not (i == B and j == A)
        }
        giver = sum(n for (i, _), n in votes.items() if i == B)
        # A pact on top of what the papers say: the rest of B's papers keeps its own proportions, so let
        # all of the rest name nobody or the rival.
        leak = votes[B, C]
        for j in (*range(number), -1):
            if j != A:
                votes[B, j] = 0
        votes[B, C] = leak
        cells = tuple(
            (*(votes.get((i, j), 0) for j in range(number)), votes.get((i, -1), 0)) for i in range(number)
        )
        table = Table(candidates=tuple("abcde"[:number]), papers=cells)
        spare = giver - leak
        papers = [list(row) for row in table.papers]
        papers[B][-1] += spare
        table = Table(candidates=table.candidates, papers=tuple(map(tuple, papers)))
        camps = camps_of(table)
        leaks = (camps.rows[A][C], camps.rows[B][C])
        pact = Pact(partners=(A, B), rival=C, rates=(camps.rows[A][B], 0), leaks=leaks)
        found = need(camps, pact)
        if found is None or found.giver != B:
            looked["no need"] += 1
            continue

        def elected(named: int, table: Table = table, number: int = number) -> bool:
            votes = {
                (i, j if j < number else -1): n
                for i, row in enumerate(table.papers)
                for j, n in enumerate(row)
            }
            votes[B, -1] -= named
            votes[B, A] = named
            return C in plain_winners(votes, number)

        outs = [named for named in range(spare + 1) if not elected(named)]
        assert found.papers == min(outs, default=None)
        assert outs == list(range(min(outs, default=spare + 1), spare + 1))
        if found.papers:
            assert found.rate is not None and floor(found.rate * giver) + 1 == found.papers
            looked["found"] += 1
        looked["never" if found.papers is None else "at once"] += found.papers in (None, 0)
    assert min(looked["found"], looked["never"], looked["at once"], looked["no need"]) > 50


def test_failure_and_counting_agree_on_random_tables() -> None:
    dice = random.Random(7)
    seen: Counter[str | None] = Counter()
    for _ in range(4_000):
        number = dice.choice((3, 4, 5))
        rows = tuple(tuple(dice.choice((0, 0, 0, 1, 2, 4)) for _ in range(number + 1)) for _ in range(number))
        table = Table(candidates=tuple("abcde"[:number]), papers=rows)
        votes = {(i, j if j < number else -1): n for i, row in enumerate(rows) for j, n in enumerate(row)}
        camps = camps_of(table)
        as_marked = Pact(
            partners=(A, B),
            rival=C,
            rates=(camps.rows[A][B], camps.rows[B][A]),
            leaks=(camps.rows[A][C], camps.rows[B][C]),
        )
        if table.valid:
            assert ending(under(camps, as_marked)).winners == tuple(plain_winners(votes, number))
            why = failure(camps, as_marked)
            assert (why is not None) == (C in plain_winners(votes, number))
            seen[why] += 1
    assert all(seen[one] > 20 for one in ("half", "exchange", "neither", "others", "level"))


@given(st.tuples(*[st.integers(0, 60)] * 3))
def test_the_critical_rate_is_the_edge(split: tuple[int, int, int]) -> None:
    b, a, c = sorted(split)[0], *sorted(split)[1:]
    if b == a:
        return
    camps = Camps(first=(a, b, c), rows=((0, 0, 0, 1),) * 3)
    rate = critical_rho(a, b, c)
    for named in {Fraction(0), Fraction(1), Fraction(1, 3), *([rate] if rate else [])}:
        out = C not in ending(under(camps, FULL.at(named))).winners
        assert out == (rate is not None and named > rate) or (rate == 0 and named == 0 and out == (a > c))
