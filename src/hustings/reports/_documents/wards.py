"""Ward tables: a ward where few voted is printed together with a larger ward of its constituency.

Source: GLA rules r57 (SI 2007/3541 Sch 3): wards of 500 first preferences or fewer are merged, for secrecy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


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
