"""Who could be elected had candidates not stood, whatever the papers' third choices are.

Source: LDEDCA 2009 Sch 5B gives a voter two preferences: whoever was second on a removed candidate's paper
becomes first there, and the choice after that is on no paper. From the first-by-second table it is decided in
closed form (`mechanics.who_can_win`); where less was published, by linear programmes over all tables that fit
(`mechanics.feasible`), one for each set of candidates who might remain.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from hustings.mechanics.exploration import sheets_of
from hustings.mechanics.feasible import cells, fitting, problem_of, table_at, unfitting
from hustings.mechanics.known import Known
from hustings.mechanics.left_out import without as taken_off
from hustings.mechanics.sheet import Sheet
from hustings.mechanics.table import Table
from hustings.mechanics.who_can_win import outlook, way
from hustings.mechanics.whole import Problem, Row, most

PROGRAMMES = 200
"""So many programmes are tried of those level at the cut; who is not ruled out by then counts as possible."""


def sheet_without(table: Table, out: Collection[int], *, silent: bool = True) -> Sheet:
    """The table had these not stood, with what is not known left open.

    With `silent`, papers that name nobody else may have been for anybody, or not cast; without, they are not
    used. Papers with the same candidate twice name one.
    """
    number = len(table.candidates)
    rows = [list(row) for row in table.papers]
    for at in range(number):
        rows[at][-1] += rows[at][at]
        rows[at][at] = 0
    sheet = taken_off(Sheet(cells=tuple(map(tuple, rows))), out)
    named = sum(rows[x][y] for x in out for y in out)
    return sheet if silent else replace(sheet, anyone=named)


def filled(sheet: Sheet, at: int, candidates: Sequence[str]) -> Table | None:
    """The papers of those who stand with what is open marked so that this one wins, by lot too.

    None where it cannot, or it was not found out.
    """
    given = way(sheet, at)
    if given is None:
        return None
    standing = [one for one in range(len(sheet.cells)) if one not in sheet.out]
    known = {one: [sheet.cells[one][to] for to in standing] for one in standing}
    open_ = {
        one: sheet.cells[one][-1] + given.get(one, 0) + sum(p.papers for p in sheet.pools if p.first == one)
        for one in standing
    }
    return _marked(standing, known, open_, {one: sheet.cells[one][-1] for one in standing}, at, candidates)


def _marked(
    standing: Sequence[int],
    known: dict[int, list[int]],
    open_: dict[int, int],
    none: dict[int, int],
    at: int,
    candidates: Sequence[str],
) -> Table:
    """A table of those who stand; papers whose second choice is open name this one, if they are looked at.

    `open_` are a candidate's papers beside those with a known second preference, `none` how many of these
    surely have none.
    """
    first = {one: sum(known[one]) + open_[one] for one in standing}
    second_highest = sorted(first.values())[-2]
    rows = []
    for one in standing:
        row = [*known[one], open_[one]]
        if first[one] < second_highest:
            row[-1] = none[one]
            row[standing.index(at)] += open_[one] - none[one]
        rows.append(tuple(row))
    return Table(candidates=tuple(candidates[one] for one in standing), papers=tuple(rows))


def possible(
    known: Known, out: Collection[int], among: Collection[int] | None = None, *, silent: bool = True
) -> dict[int, Table | bool]:
    """Who can win, by lot too, of these or of all who stand, each with papers that make it so.

    True stands for papers where neither they nor a proof against them was found within bounds: then it must
    be called possible.

    Raises InputError where no table fits what was published.
    """
    whole = replace(known, areas={})
    sheet = (
        sheet_without(known.table, out, silent=silent)
        if known.table is not None
        else taken_off(sheets_of(whole, 0)[""], out)
    )
    if known.table is None and fitting(known) is False:
        raise unfitting()
    # The sheet holds all that is known, or less: nobody else can win.
    found: dict[int, Table | bool] = {}
    for at in outlook(sheet).possible:
        if among is not None and at not in among:
            continue
        if known.table is not None:
            found[at] = filled(sheet, at, known.candidates) or True
        else:
            found[at] = _Programmes(known, out, at, silent).search()
    return {at: one for at, one in found.items() if one is not False}


Conditions = tuple[list[Row], list[Row]]
"""Who remains, and by how much one of them is ahead of each of the rest in the end."""


class _Programmes:
    """Linear programmes of one removal and one candidate: a table that fits, and who the voters of papers
    that name nobody who stands would have voted for first."""

    def __init__(self, known: Known, out: Collection[int], at: int, silent: bool) -> None:
        self.known, self.out, self.at = known, sorted(out), at
        self.tried = 0
        self.standing = [one for one in range(len(known.first)) if one not in out]
        self.base = problem_of(known)
        size = len(self.base.top)
        self.extra = {one: size + place for place, one in enumerate(self.standing)}
        gone = [(x, y) for x in self.out for y in self.out if silent or x != y]
        loose = self._cells([*gone, *((x, -1) for x in self.out if silent)])
        papers = sum(known.first[x] for x in self.out)
        self.top = (*self.base.top, *[papers] * len(self.standing))
        spent = dict.fromkeys(self.extra.values(), 1) | {one: -n for one, n in loose.items()}
        self.rows = (*self.base.rows, Row(weights=spent, most=0))

    def search(self) -> Table | bool:
        """The first programme that has a solution, of two who remain and then of those level at the cut."""
        others = [one for one in self.standing if one != self.at]
        if self._solve([self._lead(self.at, one, (self.at, one), loosely=True) for one in others]) is False:
            return False
        undecided = False
        for conditions in map(self._final, ((self.at, one) for one in others)):
            found = self._winning(conditions)
            if isinstance(found, Table):
                return found
            undecided = undecided or found
        level = self._from(sorted(others, key=lambda one: -self.known.first[one]), [], [])
        return level or undecided

    def _winning(self, conditions: Conditions) -> Table | bool:
        """A solution, outright where there is one: it shows more than one by which a lot decides."""
        cut, leads = conditions
        found = self._solve([*cut, *leads])
        if not isinstance(found, Table):
            return found
        more = [Row(weights=one.weights, least=(one.least or 0) + 1) for one in leads]
        outright = self._solve([*cut, *more])
        return outright if isinstance(outright, Table) else found

    def _from(self, open_: Sequence[int], level: list[int], below: list[int]) -> Table | bool:
        """Some who are level at the cut or ahead of it, others below it, the rest still open: is there a way?

        A set is followed only as far as a programme that leaves the rest out of account has a solution.
        """
        self.tried += 1
        if self.tried > PROGRAMMES:
            return True
        if len(level) + len(open_) < 2 or self._solve(self._loosely(level, below)) is False:
            return False
        if not open_:
            for conditions in self._level((self.at, *level)):
                found = self._winning(conditions)
                if found is not False:
                    return found
            return False
        one, rest = open_[0], open_[1:]
        with_, without = self._from(rest, [*level, one], below), False
        if not isinstance(with_, Table):
            found = self._from(rest, level, [*below, one])
            if isinstance(found, Table):
                return found
            without = found
        return with_ or without

    def _loosely(self, level: Sequence[int], below: Sequence[int]) -> list[Row]:
        """What holds whoever else remains: nobody below is level with anybody who is not."""
        up = (self.at, *level)
        rows = [self._row(self._first(a), self._first(b), 1) for a in up for b in below]
        mine = self._total(self.at, up, most_of=True)
        for one in level:
            theirs = self._first(one)
            for i in below:
                for cell, weight in self._cells([(i, one)]).items():
                    theirs[0][cell] = theirs[0].get(cell, 0) + weight
            rows.append(self._row(mine, theirs, 0))
        return rows

    def _solve(self, rows: Sequence[Row]) -> Table | bool:
        found = most(Problem(top=self.top, rows=(*self.rows, *rows)), {})
        if found.bound is None:
            return False
        return True if found.at is None else self._table(found.at)

    def _table(self, at: Sequence[int]) -> Table:
        """The solution as papers of those who stand."""
        table = table_at(self.known, at)
        rows, out = table.papers, self.out
        known = {one: [rows[one][to] if to != one else 0 for to in self.standing] for one in self.standing}
        none = {one: rows[one][-1] + rows[one][one] for one in self.standing}
        open_ = {
            one: none[one] + at[self.extra[one]] + sum(rows[one][x] + rows[x][one] for x in out)
            for one in self.standing
        }
        return _marked(self.standing, known, open_, none, self.at, self.known.candidates)

    # Sums, as weights of variables and what is constant in them.

    def _cells(self, some: Sequence[tuple[int, int]]) -> dict[int, int]:
        return cells(self.known, dict.fromkeys(some, 1))

    def _first(self, one: int) -> tuple[dict[int, int], int]:
        """First preferences of somebody who stands."""
        weights = self._cells([(x, one) for x in self.out])
        return weights | {self.extra[one]: 1}, self.known.first[one]

    def _row(self, more: tuple[dict[int, int], int], less: tuple[dict[int, int], int], by: int) -> Row:
        """The condition that one sum is greater than another by so much."""
        weights = dict(more[0])
        for one, weight in less[0].items():
            weights[one] = weights.get(one, 0) - weight
        kept = {one: weight for one, weight in weights.items() if weight}
        return Row(weights=kept, least=by + less[1] - more[1])

    def _equal(self, one: int, other: int) -> list[Row]:
        a, b = self._first(one), self._first(other)
        return [self._row(a, b, 0), self._row(b, a, 0)]

    def _total(self, one: int, remain: Collection[int], *, most_of: bool) -> tuple[dict[int, int], int]:
        """The total of somebody, these remaining; with `most_of` every open second preference is theirs."""
        weights, constant = self._first(one)
        for i in self.standing:
            if i in remain:
                continue
            some = [(i, one)]
            if most_of:
                some += [(i, x) for x in self.out] + [(x, i) for x in self.out]
                weights[self.extra[i]] = 1
            for cell, weight in self._cells(some).items():
                weights[cell] = weights.get(cell, 0) + weight
        return weights, constant

    def _lead(self, one: int, other: int, remain: Collection[int], *, loosely: bool = False) -> Row:
        """`one` is at least level with `other` in the end; loosely, whoever else remains."""
        mine = self._total(one, (one,) if loosely else remain, most_of=True)
        theirs = self._first(other) if loosely else self._total(other, remain, most_of=False)
        return self._row(mine, theirs, 0)

    def _final(self, pair: tuple[int, int]) -> Conditions:
        """These two remain alone."""
        others = [one for one in self.standing if one not in pair]
        ahead = [self._row(self._first(a), self._first(b), 1) for a in pair for b in others]
        return ahead, [self._lead(pair[0], pair[1], pair)]

    def _level(self, remain: tuple[int, ...]) -> list[Conditions]:
        """These remain: all but one of them level, and that one, each by turns, level too or ahead."""
        others = [one for one in self.standing if one not in remain]
        made = []
        for leader in remain:
            level = [one for one in remain if one != leader]
            rows = [row for one in level[1:] for row in self._equal(level[0], one)]
            rows.append(self._row(self._first(leader), self._first(level[0]), 0))
            rows += [self._row(self._first(level[0]), self._first(one), 1) for one in others]
            leads = [self._lead(self.at, one, remain) for one in remain if one != self.at]
            made.append((rows, leads))
        return made
