"""Ward tables: a ward where few voted is printed together with a larger ward of its constituency.

Source: GLA rules r57 (SI 2007/3541 Sch 3): wards of 500 first preferences or fewer are merged, for secrecy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.record import Record
from hustings.reports._documents.known import heading, latest, number, refused, sheet, stating
from hustings.reports._documents.sheet import Block, Entries, Row, Sheet, Table, Words

DIVIDER = " / "
"""How an area that is a ward is named: the constituency, this, the ward."""


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A ward's first preferences by candidate; `names` are its own and those merged into it."""

    names: tuple[str, ...]
    constituency: str
    first: Mapping[str, int]

    @property
    def votes(self) -> int:
        """All first preferences of the ward."""
        return sum(self.first.values())


def merge_wards(wards: Sequence[Ward], *, up_to: int) -> tuple[Ward, ...]:
    """The wards to print: one with `up_to` first preferences or fewer joins a larger one.

    It joins the smallest ward of the same constituency that is itself over the limit, so that the table
    keeps as much as may be shown; where none is, all wards of the constituency become one. Nothing is lost:
    the sums by constituency stay. Source: GLA rules r57; which larger ward it joins is our reading.

    >>> wards = [Ward(names=("Aldgate",), constituency="City", first={"a": 300, "b": 200}),
    ...          Ward(names=("Bow",), constituency="City", first={"a": 400, "b": 101}),
    ...          Ward(names=("Chelsea",), constituency="West", first={"a": 900, "b": 1})]
    >>> [(ward.names, ward.votes) for ward in merge_wards(wards, up_to=500)]
    [(('Bow', 'Aldgate'), 1001), (('Chelsea',), 901)]
    """
    made: list[Ward] = []
    for constituency in dict.fromkeys(ward.constituency for ward in wards):
        own = [ward for ward in wards if ward.constituency == constituency]
        large = [ward for ward in own if ward.votes > up_to]
        small = [ward for ward in own if ward.votes <= up_to]
        if not large:
            made.append(_joined(own))
            continue
        host = min(large, key=lambda ward: (ward.votes, ward.names))
        made.extend(_joined([host, *small]) if ward is host else ward for ward in large)
    return tuple(made)


def _joined(wards: Sequence[Ward]) -> Ward:
    first: dict[str, int] = {}
    for ward in wards:
        for candidate, votes in ward.first.items():
            first[candidate] = first.get(candidate, 0) + votes
    names = tuple(name for ward in wards for name in ward.names)
    return Ward(names=names, constituency=wards[0].constituency, first=first)


def ward_table(record: Record) -> Sheet:
    """First preferences by ward, small wards merged, where the law prints wards and the areas are wards."""
    title = "First preferences by ward"
    limit = record.law.merge_wards_up_to if record.law else None
    areas = [area for area in stating(record, "first") if area]
    names = [record.contest.area_name(area) for area in areas]
    if limit is None or not areas or not all(DIVIDER in name for name in names):
        raise refused(title, "areas that are wards", f"name each area CONSTITUENCY{DIVIDER}WARD")
    wards = []
    for area, name in zip(areas, names, strict=True):
        constituency, ward = name.split(DIVIDER, 1)
        statement = latest(record, area, "first")
        wards.append(
            Ward(names=(ward,), constituency=constituency, first=statement.first if statement else {})
        )
    tables = [_of_constituency(record, name, wards, limit) for name in dict.fromkeys(_places(wards))]
    merged = f"A ward with {limit:,} first preferences or fewer is printed together with a larger one."
    body: list[Block] = [Entries(lines=heading(record)), Words(text=merged), *tables]
    return sheet(record, "ward-table", title, body, law_key="declaration")


def _places(wards: Sequence[Ward]) -> list[str]:
    return [ward.constituency for ward in wards]


def _of_constituency(record: Record, name: str, wards: Sequence[Ward], limit: int) -> Table:
    ids = record.contest.ids
    own = [ward for ward in wards if ward.constituency == name]
    rows = [
        Row(cells=(" with ".join(ward.names), *(number(ward.first.get(id)) for id in ids)))
        for ward in merge_wards(own, up_to=limit)
    ]
    return Table(title=name, columns=("ward", *map(record.contest.label, ids)), rows=tuple(rows))
