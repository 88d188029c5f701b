"""All tables that fit: bounds equal to trying every table, and proofs that hold without floating point."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from hustings.errors import InputError
from hustings.mechanics import whole
from hustings.mechanics.feasible import Condition, fitting, span
from hustings.mechanics.known import Known, known_of
from hustings.mechanics.table import Table, table_of
from hustings.mechanics.whole import Problem, Row, most


@cache
def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in compositions(total - n, parts - 1)]


def every_table(known: Known) -> Iterator[list[list[int]]]:
    """Each table that fits, by trying all rows; the conditions in plain words."""
    number = len(known.candidates)

    def fill(rows: list[tuple[int, ...]]) -> Iterator[list[list[int]]]:
        if len(rows) < number:
            for row in compositions(known.first[len(rows)], number + 1):
                yield from fill([*rows, row])
            return
        if known.counted is not None:
            for j, papers in known.counted.items():
                if sum(rows[i][j] for i in range(number) if i not in known.counted) != papers:
                    return
        if known.marked is not None and any(
            sum(row[j] for row in rows) != papers for j, papers in enumerate(known.marked)
        ):
            return
        if known.same is not None and sum(rows[i][i] for i in range(number)) != known.same:
            return
        yield [list(row) for row in rows]

    yield from fill([])


def random_known(dice: random.Random, papers: int) -> Known:
    """What an election of three publishes, at each level by turns."""
    rows = tuple(tuple(dice.choice((0, 0, 1, 1, 2)) for _ in range(4)) for _ in range(3))
    table = Table(candidates=("a", "b", "c"), papers=rows)
    while table.valid > papers:
        table = replace(table, papers=tuple(tuple(max(0, cell - 1) for cell in row) for row in table.papers))
    level = dice.choice(("firsts", "counted", "marked", "both", "same"))
    remaining = table.remaining()
    counted = {at: total - table.first[at] for at, total in table.totals(remaining).items()}
    return Known(
        candidates=table.candidates,
        first=table.first,
        counted=counted if level in ("counted", "both", "same") else None,
        marked=table.marked if level in ("marked", "both", "same") else None,
        same=sum(table.papers[at][at] for at in range(3)) if level == "same" else None,
    )


def test_bounds_are_those_of_trying_every_table() -> None:
    dice = random.Random(4)
    for _ in range(300):
        known = random_known(dice, 6)
        weights = {(i, j): dice.choice((-2, -1, 0, 0, 1, 3)) for i in range(3) for j in (0, 1, 2, -1)}
        sums = [sum(w * rows[i][j] for (i, j), w in weights.items()) for rows in every_table(known)]
        found = span(known, weights)
        assert (found.least, found.most) == (min(sums), max(sums))
        for table, value in ((found.lowest, found.least), (found.highest, found.most)):
            assert table is not None
            assert sum(w * table.papers[i][j] for (i, j), w in weights.items()) == value
            assert [list(row) for row in table.papers] in list(every_table(known))


def test_conditions_are_met_or_proved_impossible_as_trying_every_table_says() -> None:
    dice = random.Random(5)
    met = 0
    for _ in range(500):
        known = random_known(dice, 6)
        conditions = [
            Condition(
                weights={(i, j): dice.randint(-2, 2) for i in range(3) for j in (0, 1, 2, -1)},
                least=dice.randint(-2, 7),
            )
            for _ in range(dice.randint(1, 3))
        ]

        def meets(rows: list[list[int]], conditions: list[Condition] = conditions) -> bool:
            return all(
                sum(w * rows[i][j] for (i, j), w in one.weights.items()) >= one.least for one in conditions
            )

        possible = any(meets(rows) for rows in every_table(known))
        found = fitting(known, conditions)
        assert (found is not False) == possible
        if possible:
            assert isinstance(found, Table) and meets([list(row) for row in found.papers])
            met += 1
    assert 100 < met < 400


def test_whole_numbers_where_fractions_would_do() -> None:
    # Half of each would give 3; whole numbers reach 2, and that no more is possible is proved by branching.
    rows = tuple(Row(weights={a: 2, b: 2}, most=2) for a, b in ((0, 1), (1, 2), (0, 2)))
    found = most(Problem(top=(5, 5, 5), rows=rows), {0: 2, 1: 2, 2: 2})
    assert found.value == found.bound == 2
    odd = Problem(top=(5, 5), rows=(Row(weights={0: 2, 1: -2}, least=1, most=1),))
    assert most(odd, {}).bound is None


def test_a_bound_is_rounded_down_and_needs_no_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "NODES", 1)
    found = most(Problem(top=(5, 5), rows=(Row(weights={0: 2, 1: 2}, most=5),)), {0: 1, 1: 1})
    assert found.value == found.bound == 2  # 2.5 in fractions


def test_what_is_not_settled_within_the_branches_stays_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "NODES", 0)
    known = Known(candidates=("a", "b", "c"), first=(4, 3, 2))
    assert fitting(known) is True
    assert span(known, {(2, 0): 1}).most >= 2  # the bound still holds, and no table is given for it
    assert span(known, {(2, 0): 1}).highest is None


def test_figures_that_no_table_fits_are_refused() -> None:
    known = Known(candidates=("a", "b", "c"), first=(5, 4, 3), counted={0: 2, 1: 2})
    assert fitting(known) is False
    with pytest.raises(InputError, match="no first-by-second table fits"):
        span(known, {(2, 0): 1})


def test_areas_narrow_the_bounds_of_whose_papers_they_are_on() -> None:
    """In the north only c is eliminated, in the south only d has papers: so each area tells its own."""
    north = Known(candidates=tuple("abcd"), first=(9, 8, 5, 0), counted={0: 3, 1: 1})
    south = Known(candidates=tuple("abcd"), first=(9, 8, 0, 4), counted={0: 1, 1: 2})
    all_ = Known(candidates=tuple("abcd"), first=(18, 16, 5, 4), counted={0: 4, 1: 3})
    parted = replace(all_, areas={"n": north, "s": south})
    wide, narrow = span(all_, {(2, 0): 1}), span(parted, {(2, 0): 1})
    assert (wide.least, wide.most) == (0, 4) and (narrow.least, narrow.most) == (3, 3)
    # Areas that do not add up to the whole are left out of account.
    astray = replace(all_, areas={"n": north})
    assert span(astray, {(2, 0): 1}).most == 4


def test_areas_narrow_the_bounds() -> None:
    north = Known(candidates=("a", "b", "c"), first=(9, 5, 4), counted={0: 0, 1: 4})
    south = Known(candidates=("a", "b", "c"), first=(1, 6, 6), counted={0: 6, 1: 0})
    whole = Known(candidates=("a", "b", "c"), first=(10, 11, 10), counted={0: 6, 1: 4}, marked=(9, 9, 9))
    # c and a are level: what matters here is only that the sums are kept area by area.
    parted = replace(whole, areas={"n": north, "s": south})
    wide, narrow = span(whole, {(2, 0): 1}), span(parted, {(2, 0): 1})
    assert wide.least <= narrow.least and narrow.most <= wide.most
    assert (narrow.least, narrow.most) == (6, 6)


def test_a_known_table_is_its_own_bound() -> None:
    table = Table.of("abc", {"ab": 3, "bc": 2, "c": 1})
    known = Known(candidates=table.candidates, first=table.first, table=table)
    assert (span(known, {(0, 1): 2}).least, span(known, {(0, 1): 2}).most) == (6, 6)
    assert fitting(known, [Condition(weights={(0, 1): 1}, least=4)]) is False


def test_the_bounds_of_london_hold_its_published_table(data: object) -> None:
    from hustings.elections import path
    from hustings.intake import read

    reading = read(path("london-2021"))
    table = table_of(reading.papers)  # type: ignore[arg-type]
    full = known_of(reading)
    totals = replace(full, table=None, areas={})
    for i, j in ((2, 0), (2, 1), (5, 0)):
        found = span(totals, {(i, j): 1})
        assert found.least <= table.papers[i][j] <= found.most < table.first[i] + 1
