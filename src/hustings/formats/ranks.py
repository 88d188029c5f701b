"""Ranks: one row a paper (or a count of like papers), a column for each rank, candidates by name or id.

Source: the condensed ballots of Portland, Oregon, 2024 (`rank1` to `rank6`, `skipped`) and the like. What
stands at each rank is kept, with repeats, skipped and over-marked ranks: a rule says how it reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._cells import is_ranked, peek, plain, rank_of
from hustings.formats._columns import (
    AREA,
    BESIDE,
    Areas,
    areas_in,
    by_column,
    in_file_order,
    papers_in,
    refuse_repeated,
)
from hustings.formats._format import Facts, Format, Opened
from hustings.formats._ids import COLUMN, ids_of
from hustings.formats._names import Names, folded, unknown
from hustings.formats._ranked import Key, level, profile_of, tallied, trimmed
from hustings.formats._rows import Rows, contest_of, located, read_lines
from hustings.formats._rulings import refuse_rulings
from hustings.paper import BLANK, LEVEL, OVER
from hustings.returns import Reading

SKIPPED = ("", BLANK, "skipped", "undervote")
OVER_MARKED = (OVER, "overvote")
SIGNS = dict.fromkeys(SKIPPED, BLANK) | dict.fromkeys(OVER_MARKED, OVER)


def read(opened: Opened, facts: Facts) -> Reading:
    """Read ranks into a profile of rankings; candidates and areas are inferred where the facts name none.

    Raises InputError naming the line for an unknown name, a ragged row, a count that is not a whole number
    and an id that occurs twice, and for a header whose ranks are not 1, 2, 3 and so on.
    """
    refuse_rulings(facts, name=opened.name)
    rows = read_lines(opened, facts, format="ranks", header=_header, ids=COLUMN)
    columns = by_column(rows, rows.lines)
    contest, notes = contest_of(
        facts,
        set(_names_in(columns)),
        {cell.strip() for cell in columns.get(AREA, ())},
        where=opened.name,
    )
    _refuse_signs(contest, where=opened.name)
    places, areas = _Places(contest), Areas(Names(contest))
    try:
        counted = list(_counted(columns, rows.lines.values(), places, areas))
    except InputError:
        for line, times in rows.lines.items():  # one by one, to say which it is
            with located(rows, line):
                list(_counted(by_column(rows, [line]), [times], places, areas))
        raise
    ids_of(rows)
    turns = _turns(rows, counted) if facts.in_order else None
    return Reading(
        contest=contest,
        papers=profile_of(contest.ids, tallied(counted), turns, where=opened.name),
        sources=(rows.source,),
        notes=(*rows.notes, *notes),
    )


def _turns(rows: Rows, counted: Sequence[tuple[Key, int]]) -> Iterator[tuple[Key, int]]:
    """The papers as they come in the file."""
    one_each = {
        line: (key, papers // times)
        for (line, times), (key, papers) in zip(rows.lines.items(), counted, strict=True)
    }
    return map(one_each.__getitem__, in_file_order(rows))


def _header(cells: tuple[str, ...], where: str) -> tuple[str, ...]:
    """The columns: `1`, `2` and so on for the ranks, and what stands beside them."""
    names = [plain(cell) for cell in cells]
    columns = tuple(str(rank_of(name) or BESIDE.get(name, "")) for name in names)
    if "" in columns:
        known = [*(name for name in names if rank_of(name)), *BESIDE]
        raise unknown("column", cells[columns.index("")], known, where=where)
    refuse_repeated(columns, cells, where=where)
    ranks = sorted(int(column) for column in columns if column.isdecimal())
    if not ranks or ranks != list(range(1, len(ranks) + 1)):
        missing = next(rank for rank in range(1, len(ranks) + 2) if rank not in ranks)
        raise InputError(
            f"the column of rank {missing} is missing",
            where=where,
            found=", ".join(cells),
            expected="a column for each rank: rank1, rank2, rank3 and so on",
            hint="add the column, or name the columns in the file's first line",
        )
    return columns


def _ranks(columns: Iterable[str]) -> list[str]:
    return sorted((column for column in columns if column.isdecimal()), key=int)


def _names_in(columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for rank in _ranks(columns):
        for cell in set(columns[rank]):
            yield from (name for name in _several(cell) if folded(name) not in SIGNS)


def _several(cell: str) -> list[str]:
    """The candidates at one rank, by what stands between them."""
    return [one.strip() for one in cell.replace("|", LEVEL).split(LEVEL)]


def _refuse_signs(contest: Contest, *, where: str) -> None:
    """Nobody may be called what stands for a rank that was skipped or over-marked here."""
    for one in contest.candidates:
        if {folded(name) for name in (one.id, one.name, one.known_as) if name} & SIGNS.keys():
            raise InputError(
                "a candidate's name is a sign of this format",
                where=where,
                found=one.name,
                expected="a name other than " + ", ".join(sign for sign in SIGNS if sign),
                hint="write the name differently in contest.toml and in the file",
            )


class _Places(dict[str, str]):
    """What each rank on a paper holds: a candidate, several, nobody, or what is not told; read once each."""

    def __init__(self, contest: Contest) -> None:
        super().__init__({id: id for id in contest.ids})
        self.names = Names(contest)
        self.position = {id: at for at, id in enumerate(contest.ids)}

    def __missing__(self, cell: str) -> str:
        text = cell.strip()
        sign = SIGNS.get(folded(text))
        if sign is None and not self.names.knows(text):
            named = [self.names.candidate(one, where="") for one in _several(text)]
            self[cell] = place = level(named, self.position, text=text)
        else:
            self[cell] = place = sign or self.names.candidate(text, where="")
        return place


def _counted(
    columns: Mapping[str, Sequence[str]], times: Collection[int], places: _Places, areas: Areas
) -> Iterator[tuple[Key, int]]:
    """The area and vote of each distinct row, and how many papers carry it."""
    votes = zip(*(map(places.__getitem__, columns[rank]) for rank in _ranks(columns)), strict=True)
    for vote, area, papers in zip(votes, areas_in(columns, areas), papers_in(columns, times), strict=False):
        yield (area, trimmed(vote) if vote[-1] == BLANK else vote), papers


def sniff(start: bytes) -> bool:
    """Whether a file has a column for each rank, more than first and second, and none that is unknown here.

    Where the columns are numbers and the cells are, too, the numbers may be ranks and the columns candidates.
    """
    rows = peek(start)
    if not rows or not is_ranked(rows[0]) or not all(rank_of(one) or one in BESIDE for one in rows[0]):
        return False
    bare = [at for at, one in enumerate(rows[0]) if one.isdecimal()]
    cells = {row[at] for row in rows[1:] for at in bare if at < len(row)} - {""}
    return not bare or not cells or not all(cell.isdecimal() for cell in cells)


FORMAT = Format(
    key="ranks",
    title="Ranks",
    about="One row a paper, a column for each rank; or a count of like papers. Repeats, skipped and "
    "over-marked ranks are kept: a rule says how it reads them.",
    columns=(
        (
            "rank1",
            "who stands at the first rank, by name or id, and so on: also `rank 1`, `choice_1`, `1`, "
            "`1st choice`, or `first`, `second`, `third` where there are three or more",
        ),
        ("empty cell", "a rank that was skipped; also `skipped`, `undervote` or `-`"),
        ("A=B", "several candidates at one rank; also `A|B`"),
        ("!!", "a rank that is over-marked, where nobody tells with whom; also `overvote`"),
        ("area", "where the papers were counted (optional; also `precinct`)"),
        ("papers", "how many papers say this (optional, else 1; also `weight`, `count`)"),
        ("paper", "the paper's id; the first column in a large file (optional; also `ballot_id`, `id`)"),
    ),
    example=(
        "area,rank1,rank2,rank3,papers\n"
        "North,Ann Archer,Bert Fry,,40\n"
        "North,Bert Fry,,Clara Hill,35\n"
        "South,Clara Hill,Ann Archer=Bert Fry,,20\n"
        "South,Ann Archer,Ann Archer,!!,2\n"
        "South,,,,1\n"
    ),
    sniff=sniff,
    read=read,
)
