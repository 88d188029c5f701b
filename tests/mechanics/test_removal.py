"""Had somebody not stood: equal to trying every third choice and every table that fits."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from hustings.errors import InputError
from hustings.mechanics import removal
from hustings.mechanics.known import Known
from hustings.mechanics.removal import possible
from hustings.mechanics.table import Table

NONE = -1


def can_win(known: Known, out: Sequence[int], at: int, *, silent: bool = True) -> Table | bool:
    """Papers with which this one wins; False where it certainly cannot."""
    return possible(known, out, (at,), silent=silent).get(at, False)


def plain_winners(papers: Counter[tuple[int, int]], standing: Sequence[int]) -> set[int]:
    """Whoever wins, or may by lot; papers are (first, second)."""
    first = {x: sum(n for (i, _), n in papers.items() if i == x) for x in standing}
    level = sorted(first.values())[-2]
    stay = [x for x in standing if first[x] >= level]
    total = {x: first[x] + sum(n for (i, j), n in papers.items() if i not in stay and j == x) for x in stay}
    return {x for x in stay if total[x] == max(total.values())}


def ways(
    rows: Sequence[Sequence[int]], out: Sequence[int], silent: bool
) -> Iterator[Counter[tuple[int, int]]]:
    """Every way in which choices beyond the second may have been, paper kind by paper kind."""
    number = len(rows)
    standing = [x for x in range(number) if x not in out]
    fixed: Counter[tuple[int, int]] = Counter()
    free: list[tuple[list[tuple[int, int]], int]] = []
    anything = [(i, j) for i in standing for j in (*standing, NONE) if i != j] + [(NONE, NONE)]
    for i, row in enumerate(rows):
        for j, papers in enumerate(row):
            second = NONE if j in (number, i) else j
            if not papers:
                continue
            if i not in out and second not in out:
                fixed[i, second] += papers
            elif i not in out:
                free.append(([(i, x) for x in (*standing, NONE) if x != i], papers))
            elif second != NONE and second not in out:
                free.append(([(second, x) for x in (*standing, NONE) if x != second], papers))
            elif silent or second != NONE:
                free.append((anything, papers))
    for chosen in itertools.product(
        *(list(itertools.combinations_with_replacement(kinds, papers)) for kinds, papers in free)
    ):
        papers_ = Counter(fixed)
        papers_.update(itertools.chain(*chosen))
        del papers_[NONE, NONE]
        yield papers_


def plain_possible(rows: Sequence[Sequence[int]], out: Sequence[int], silent: bool) -> set[int]:
    standing = [x for x in range(len(rows)) if x not in out]
    found: set[int] = set()
    for papers in ways(rows, out, silent):
        found |= plain_winners(papers, standing)
        if len(found) == len(standing):
            break
    return found


def checked(table: Table | bool, at: int, candidates: Sequence[str]) -> bool:
    """Whether it can win; papers that are given were counted here too."""
    if isinstance(table, Table):
        place = table.candidates.index(candidates[at])
        assert place in table.winners()
        return True
    assert table is False
    return False


SQUEEZE = Table.of("abc", {"ab": 30, "ac": 5, "a": 5, "ba": 10, "bc": 10, "b": 10, "ca": 3, "cb": 27, "c": 5})


def known_of_table(table: Table, level: str) -> Known:
    remaining = table.remaining()
    counted = {at: total - table.first[at] for at, total in table.totals(remaining).items()}
    known = Known(candidates=table.candidates, first=table.first)
    if level == "table":
        return replace(known, table=table)
    if level in ("counted", "marked"):
        known = replace(known, counted=counted)
    if level == "marked":
        same = sum(table.papers[at][at] for at in range(len(table.first)))
        known = replace(known, marked=table.marked, same=same)
    return known


def test_the_centre_squeeze_without_c() -> None:
    """B has 57, A at most 48: 40 and 3, and the five who named nobody else."""
    known = known_of_table(SQUEEZE, "table")
    assert can_win(known, [2], 0) is False
    won = can_win(known, [2], 1)
    assert isinstance(won, Table) and won.first[1] >= 57


def random_table(dice: random.Random, number: int, papers: int) -> Table:
    rows = [[0] * (number + 1) for _ in range(number)]
    for _ in range(papers):
        rows[dice.randrange(number)][dice.randrange(number + 1)] += 1
    return Table(candidates=tuple("abcde"[:number]), papers=tuple(map(tuple, rows)))


def test_every_third_choice_tried() -> None:
    dice = random.Random(20)
    seen: Counter[int] = Counter()
    for _ in range(2_500):
        number = dice.choice((3, 3, 4))
        table = random_table(dice, number, dice.randint(1, 7 if number == 3 else 5))
        out = dice.sample(range(number), 2 if number == 4 and dice.random() < 0.4 else 1)
        known = known_of_table(table, "table")
        for silent in (True, False):
            expected = plain_possible(table.papers, out, silent)
            found = {
                at
                for at in range(number)
                if at not in out and checked(can_win(known, out, at, silent=silent), at, table.candidates)
            }
            assert found == expected, (table, out, silent)
            seen[len(found)] += 1
    assert min(seen[1], seen[2], seen[3]) > 80


@cache
def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in compositions(total - n, parts - 1)]


def every_table(known: Known) -> Iterator[tuple[tuple[int, ...], ...]]:
    number = len(known.first)
    for rows in itertools.product(*(compositions(votes, number + 1) for votes in known.first)):
        counted, marked = known.counted, known.marked
        if counted is not None and any(
            sum(rows[i][j] for i in range(number) if i not in counted) != n for j, n in counted.items()
        ):
            continue
        if marked is not None and any(sum(row[j] for row in rows) != n for j, n in enumerate(marked)):
            continue
        if known.same is not None and sum(rows[i][i] for i in range(number)) != known.same:
            continue
        yield rows


@pytest.mark.parametrize("level", ["firsts", "counted", "marked"])
def test_every_table_that_fits_and_every_third_choice_tried(level: str) -> None:
    dice = random.Random(21)
    seen: Counter[int] = Counter()
    for _ in range(60):
        table = random_table(dice, 3, dice.randint(1, 5))
        out = [dice.randrange(3)]
        known = known_of_table(table, level)
        standing = [x for x in range(3) if x not in out]
        expected: set[int] = set()
        for rows in every_table(known):
            expected |= plain_possible(rows, out, True)
            if len(expected) == len(standing):
                break
        found = {at for at in standing if checked(can_win(known, out, at), at, table.candidates)}
        assert found == expected, (table, out)
        seen[len(found)] += 1
    assert min(seen[1], seen[2]) > 5


def test_level_at_the_cut_without_the_table() -> None:
    """Four stand, one is taken off: the programmes of those who are level say what trying everything does."""
    dice = random.Random(22)
    for _ in range(40):
        table = random_table(dice, 4, dice.randint(2, 4))
        out = [dice.randrange(4)]
        known = known_of_table(table, dice.choice(("counted", "marked")))
        standing = [x for x in range(4) if x not in out]
        expected: set[int] = set()
        for rows in every_table(known):
            expected |= plain_possible(rows, out, True)
            if len(expected) == len(standing):
                break
        found = {at for at in standing if checked(can_win(known, out, at), at, table.candidates)}
        assert found == expected, (table, out)


def told_row_by_row(table: Table) -> Known:
    """The same table told by areas, one for each candidate's papers: totals that only this table fits."""
    number = len(table.first)
    areas = {}
    for at, row in enumerate(table.papers):
        first = tuple(votes if one == at else 0 for one, votes in enumerate(table.first))
        areas[f"area{at}"] = Known(candidates=table.candidates, first=first, marked=row[:number])
    return Known(candidates=table.candidates, first=table.first, marked=table.marked, areas=areas)


def test_the_programmes_say_what_the_closed_form_says() -> None:
    """Five stand: those eliminated below several who are level, and papers that move to them, play a part."""
    dice = random.Random(23)
    for _ in range(6):
        table = random_table(dice, 5, 7)
        out = dice.sample(range(5), 2)
        found = {}
        for known in (known_of_table(table, "table"), told_row_by_row(table)):
            found[known.level] = {
                at
                for at in range(5)
                if at not in out and checked(can_win(known, out, at), at, table.candidates)
            }
        assert found["table"] == found["marked"], (table, out)


def test_programmes_of_candidates_level_at_the_cut() -> None:
    """B and C are level, D one below: only with all three of A, B, C does A win, by D's papers."""
    table = Table.of("abcde", {"a": 4, "b": 3, "cb": 3, "da": 2})
    assert checked(can_win(told_row_by_row(table), [4], 0), 0, table.candidates)
    assert can_win(told_row_by_row(table), [4], 1) is False


def test_programmes_count_the_open_choice_on_papers_that_moved() -> None:
    """C is eliminated with two papers, one of which was for D: its next choice may bring A level with B."""
    table = Table.of("abcd", {"a": 3, "b": 4, "c": 1, "dc": 1})
    assert checked(can_win(told_row_by_row(table), [3], 0), 0, table.candidates)
    fewer = Table.of("abcd", {"a": 2, "b": 4, "c": 1, "dc": 1})
    assert can_win(told_row_by_row(fewer), [3], 0) is False


def test_who_is_not_ruled_out_within_the_programmes_is_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removal, "PROGRAMMES", 0)
    table = Table.of("abcde", {"a": 4, "b": 3, "cb": 3, "da": 2})
    assert can_win(told_row_by_row(table), [4], 0) is True


def test_figures_that_do_not_close_are_refused() -> None:
    known = Known(candidates=("a", "b", "c"), first=(5, 4, 1), counted={0: 2, 1: 2})
    with pytest.raises(InputError, match="no first-by-second table fits"):
        can_win(known, [2], 0)
