"""The papers of a plan that leaves several level at the cut, cell by cell: what `sv_margin_ties` only counts.

Source: our own derivation; the flow is Edmonds and Karp's, "Theoretical improvements in algorithmic
efficiency for network flow problems" (1972), on whole papers.
"""

from __future__ import annotations

from collections import Counter, deque

from hustings.mechanics.sv_margin import Held, Kind, Plan, cells_of
from hustings.mechanics.sv_margin_ties import At, Level, at_level
from hustings.mechanics.witness import NONE, Cell, Move

SOURCE, SINK = "source", "sink"
Node = tuple[str, int] | str


def moves(papers: Held, plan: Plan, ahead: int, kind: Kind) -> list[Move]:
    """The papers that are altered, added or struck out."""
    group = Level(papers, plan.challenger, plan.remaining[1:], plan.leader, ahead, kind)
    if kind == "added":
        gone: Counter[Cell] = Counter()
        gets = _lifted(group, plan.level)
    else:
        found = at_level(group, plan.level)
        gone = _gone(group, plan, found)
        gets = _lifted(group, plan.level, found)
    if kind == "struck":
        return [Move(papers=number, before=cell, after=None) for cell, number in sorted(gone.items())]
    put = _put(group, plan, gone, gets)
    if kind == "added":
        return [Move(papers=number, before=None, after=cell) for cell, number in sorted(put.items())]
    return _paired(gone, put)


def _lifted(group: Level, v: int, found: At | None = None) -> Counter[Cell]:
    """First preferences that those who remain get so that they stand at the level."""
    first = group.papers.first
    lifted: Counter[Cell] = Counter()
    for one in (group.c, *group.rivals):
        lifted[one, NONE] = max(0, v - first[one])
    if found is not None and group.leader is not None:
        fixed = sum(n for (one, _), n in lifted.items() if one != group.leader)
        gets = found.whole + found.loses  # what all get, of whom the leader may get more than the level
        lifted[group.leader, NONE] = gets - fixed
    return +lifted


def _put(group: Level, plan: Plan, gone: Counter[Cell], gets: Counter[Cell]) -> Counter[Cell]:
    """What is put back or added: those who must stand at the level, the rest for the challenger."""
    put = Counter(gets)
    rest = plan.papers - sum(gets.values())
    if group.leader is None:
        put[group.c, NONE] += rest
        return +put
    for x in group.others:
        left = group.papers.first[x] - sum(n for (row, _), n in gone.items() if row == x)
        here = min(rest, plan.level - 1 - left)
        put[x, group.c] += here
        rest -= here
    assert not rest, "a plan puts papers where there is no room"
    return +put


def _paired(gone: Counter[Cell], put: Counter[Cell]) -> list[Move]:
    """Papers that go and papers that come, one for one; those that would only go back are left alone."""
    same = gone & put
    goes, comes = sorted((gone - same).items()), sorted((put - same).items())
    made: list[Move] = []
    while goes and comes:
        (before, there), (after, here) = goes.pop(), comes.pop()
        number = min(there, here)
        made.append(Move(papers=number, before=before, after=after))
        if there > number:
            goes.append((before, there - number))
        if here > number:
            comes.append((after, here - number))
    return made


def _gone(group: Level, plan: Plan, found: At) -> Counter[Cell]:
    """The papers taken from everybody."""
    papers, v = group.papers, plan.level
    gone: Counter[Cell] = Counter()
    for one in (group.c, *group.rivals):
        if one != (group.c if group.leader is None else group.leader):
            _take(papers, gone, cells_of(papers, one), max(0, papers.first[one] - v))
    for x, kept in zip(group.others, found.kept, strict=True):
        gone[x, group.c] += kept
    kept = sum(found.kept)
    free = min(plan.papers - found.loses - kept, group.outside[0] + found.spare)
    _take_free(group, found, gone, free)
    rest = plan.papers - sum(gone.values())
    own = cells_of(papers, group.c) if group.leader is None else []
    _take(papers, gone, [*((x, group.c) for x in group.others), *own], rest)
    return +gone


def _take(papers: Held, gone: Counter[Cell], cells: list[Cell], number: int) -> None:
    """Take so many papers from the first of these cells on, of those that are left."""
    for row, column in cells:
        here = min(number, papers.may[row][column] - gone[row, column])
        if here > 0:
            gone[row, column] += here
            number -= here
    assert not number, "a plan takes papers that there are not"


def _take_free(group: Level, found: At, gone: Counter[Cell], free: int) -> None:
    """Papers without a second preference for the challenger: rows and columns by a flow, then the rest."""
    papers = group.papers
    echo = free if group.kind == "altered" else 0
    columns = {r: max(0, found.needs[r] - echo) for r in group.rivals}
    rows = {x: e - k for x, e, k in zip(group.others, found.excess, found.kept, strict=True)}
    met = _flow(group, rows, columns)
    before = sum(gone.values())
    gone.update(met)
    for x, asked in rows.items():
        short = asked - sum(n for (row, _), n in met.items() if row == x)
        plain = [one for one in cells_of(papers, x) if one[1] not in (group.c, *group.rivals)]
        _take(papers, gone, [*plain, *((x, r) for r in group.rivals)], short)
    spare = found.spare
    for r, asked in columns.items():
        here = sum(gone[x, r] for x in group.others)
        short = max(0, asked - here)
        left = sum(papers.may[x][r] - gone[x, r] for x in group.others)
        own = max(0, short - left) if r == group.leader else 0
        _take(papers, gone, [(x, r) for x in group.others], short - own)
        if own:
            spare -= own
            _take(papers, gone, cells_of(papers, r), own)
    rest = free - (sum(gone.values()) - before)
    cells = [one for x in group.others for one in cells_of(papers, x) if one[1] != group.c]
    left = sum(papers.may[row][column] - gone[row, column] for row, column in cells)
    _take(papers, gone, cells, min(rest, left))
    if group.leader is not None:
        _take(papers, gone, cells_of(papers, group.leader), rest - min(rest, left))


def _flow(group: Level, rows: dict[int, int], columns: dict[int, int]) -> Counter[Cell]:
    """The most papers that serve a row and a column at once."""
    room: dict[tuple[Node, Node], int] = {}
    for x, asked in rows.items():
        room[SOURCE, ("row", x)] = asked
        for r in columns:
            room[("row", x), ("column", r)] = group.papers.may[x][r]
    for r, asked in columns.items():
        room[("column", r), SINK] = asked
    full = dict(room)
    near: dict[Node, list[Node]] = {}
    for a, b in list(room):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
        room.setdefault((b, a), 0)
    while path := _path(near, room):
        number = min(room[step] for step in path)
        for a, b in path:
            room[a, b] -= number
            room[b, a] += number
    cells = ((x, r) for x in rows for r in columns)
    return +Counter(
        {(x, r): full[("row", x), ("column", r)] - room[("row", x), ("column", r)] for x, r in cells}
    )


def _path(near: dict[Node, list[Node]], room: dict[tuple[Node, Node], int]) -> list[tuple[Node, Node]]:
    """A shortest way from source to sink that has room, or nothing."""
    came: dict[Node, Node] = {SOURCE: SOURCE}
    queue: deque[Node] = deque([SOURCE])
    while queue and SINK not in came:
        here = queue.popleft()
        for there in near.get(here, ()):
            if there not in came and room[here, there] > 0:
                came[there] = here
                queue.append(there)
    if SINK not in came:
        return []
    path: list[tuple[Node, Node]] = []
    at: Node = SINK
    while at != SOURCE:
        path.append((came[at], at))
        at = came[at]
    return path
