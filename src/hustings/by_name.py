"""The parts of a record in which candidates stand by name: stages, deposits, closeness, what is awaited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Stage
from hustings.errors import InputError, Mismatch
from hustings.plain_data import decode, encode, items, members, wrong
from hustings.profile import Transfer
from hustings.record import Closeness, Deposit

T = TypeVar("T", Deposit, Closeness)

STAGE = (
    "step",
    "cites",
    "papers",
    "votes",
    "added",
    "accounts",
    "looked_at",
    "remaining",
    "eliminated",
    "elected",
    "transfers",
    "sources",
    "balances",
)


@dataclass(frozen=True, kw_only=True)
class People:
    """The candidates' names by id, in ballot-paper order, and their ids by name."""

    names: Mapping[str, str]
    ids: Mapping[str, str]


def people_of(contest: Contest, where: str) -> People:
    """The names of a contest's candidates; InputError where two cannot be told apart by name."""
    names = {one: contest.label(one) for one in contest.ids}
    ids = {name: one for one, name in names.items()}
    if len(ids) < len(names):
        raise InputError(
            "two candidates cannot be told apart by name",
            where=where,
            found=", ".join(sorted(names.values())),
            expected="a different name, or name and id, for each candidate",
            hint="change a candidate's name in contest.toml",
        )
    return People(names=names, ids=ids)


def plain_stage(stage: Stage, cites: Mapping[str, str], people: People) -> dict[str, Any]:
    """A stage as plain data, with its paragraph and whether it balances."""
    return {
        "step": stage.step,
        "cites": cites.get(stage.step, ""),
        "papers": stage.papers,
        "votes": by_name(stage.votes, people),
        "added": by_name(stage.added, people),
        "accounts": encode(stage.accounts),
        "looked_at": stage.looked_at,
        "remaining": names(stage.remaining, people),
        "eliminated": names(stage.eliminated, people),
        "elected": names(stage.elected, people),
        "transfers": [
            {"from": people.names[one.source], "to": people.names[one.to], "papers": one.papers}
            for one in stage.transfers
        ],
        "sources": [
            {"from": people.names[source], "account": account, "papers": papers}
            for (source, account), papers in sorted(stage.sources.items())
        ],
        "balances": stage.balances,
    }


def read_stage(value: object, at: str, cites: Mapping[str, str], people: People) -> Stage:
    """Read a stage back; its paragraph and balance must be those of the record."""
    held = members(value, at, STAGE)
    transfers = [
        (place, members(one, place, ("from", "to", "papers")))
        for place, one in items(held["transfers"], f"{at}.transfers")
    ]
    sources = [
        (place, members(one, place, ("from", "account", "papers")))
        for place, one in items(held["sources"], f"{at}.sources")
    ]
    stage = Stage(
        step=decode(str, held["step"], f"{at}.step"),
        papers=_papers(held["papers"], f"{at}.papers"),
        votes=read_by_name(held["votes"], f"{at}.votes", people),
        added=read_by_name(held["added"], f"{at}.added", people),
        accounts=decode(dict[str, int], held["accounts"], f"{at}.accounts"),
        looked_at=_papers(held["looked_at"], f"{at}.looked_at"),
        remaining=read_names(held["remaining"], f"{at}.remaining", people),
        eliminated=read_names(held["eliminated"], f"{at}.eliminated", people),
        elected=read_names(held["elected"], f"{at}.elected", people),
        transfers=tuple(
            Transfer(
                source=_id(one["from"], f"{place}.from", people),
                to=_id(one["to"], f"{place}.to", people),
                papers=_papers(one["papers"], f"{place}.papers"),
            )
            for place, one in transfers
        ),
        sources={
            (
                _id(one["from"], f"{place}.from", people),
                decode(str, one["account"], f"{place}.account"),
            ): _papers(one["papers"], f"{place}.papers")
            for place, one in sources
        },
    )
    if len(stage.sources) < len(sources):
        raise wrong(f"{at}.sources", held["sources"], "each candidate and account once")
    refuse_contradiction(held["cites"], cites.get(stage.step, ""), f"{at}.cites")
    # Figures that do not add up are left to a new count, which names the one that is wrong.
    if not (held["balances"] is True and not stage.balances):
        refuse_contradiction(held["balances"], stage.balances, f"{at}.balances")
    return stage


def plain_awaited(awaited: Awaited | None, people: People) -> dict[str, Any] | None:
    """What is awaited, or None, as plain data."""
    if awaited is None:
        return None
    return {
        "what": awaited.what,
        "words": awaited.words,
        "step": awaited.step,
        "candidates": names(awaited.candidates, people),
        "areas": list(awaited.areas),
        "papers": awaited.papers,
    }


def read_awaited(value: object, at: str, people: People) -> Awaited | None:
    """Read what is awaited back."""
    if value is None:
        return None
    held = members(value, at, ("what", "words", "step", "candidates", "areas", "papers"))
    ids = read_names(held["candidates"], f"{at}.candidates", people)
    return decode(Awaited, {**held, "candidates": list(ids)}, at)


def named(noun: Deposit | Closeness, people: People, *keys: str) -> dict[str, Any]:
    """A noun with its candidates by name; nobody stays nobody."""
    shown = {one: people.names[getattr(noun, one)] for one in keys if getattr(noun, one)}
    return {**encode(noun), **dict.fromkeys(keys, ""), **shown}


def read_named(kind: type[T], value: object, at: str, people: People, *keys: str) -> T:
    """Read such a noun back."""
    held = members(value, at, [one.name for one in fields(kind)])
    ids = {one: _id(held[one], f"{at}.{one}", people) if held[one] != "" else "" for one in keys}
    return decode(kind, {**held, **ids}, at)


def names(ids: Iterable[str], people: People) -> list[str]:
    """The names of candidates, in the order of the ids."""
    return [people.names[one] for one in ids]


def by_name(figures: Mapping[str, int], people: People) -> dict[str, int]:
    """Figures by name instead of by id."""
    return {people.names[one]: figure for one, figure in figures.items()}


def _id(value: object, at: str, people: People) -> str:
    name = decode(str, value, at)
    if name not in people.ids:
        raise InputError(
            "a candidate is unknown", where=at, found=name, expected=", ".join(people.ids), hint="see contest"
        )
    return people.ids[name]


def read_names(value: object, at: str, people: People) -> tuple[str, ...]:
    """Read names back as ids."""
    return tuple(_id(one, place, people) for place, one in items(value, at))


def read_by_name(value: object, at: str, people: People) -> dict[str, int]:
    """Figures by id, in ballot-paper order whatever the order in the file."""
    read = decode(dict[str, int], value, at)
    by_id = {_id(name, at, people): _papers(figure, f"{at}.{name}") for name, figure in read.items()}
    return {one: by_id[one] for one in people.names if one in by_id}


def _papers(value: object, at: str) -> int:
    number = decode(int, value, at)
    if number < 0:
        raise wrong(at, value, "a whole number, 0 or more")
    return number


def refuse_contradiction(found: object, derived: object, at: str) -> None:
    """Refuse a member that says something else than what it is derived from."""
    if found != derived or type(found) is not type(derived):
        raise Mismatch(
            "a member contradicts the record",
            where=at,
            found=str(found),
            expected=str(derived),
            hint="the record was changed after it was written: count again from the papers",
        )
