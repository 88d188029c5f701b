"""The parts of a record in which candidates stand by name: stages, deposits, closeness, what is awaited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from fractions import Fraction
from typing import Any, TypeVar, get_type_hints

from hustings.awaiting import Awaited
from hustings.contest import Contest
from hustings.counting import Equality, Number, Stage
from hustings.errors import InputError, Mismatch
from hustings.plain_data import decode, encode, items, members, wrong
from hustings.profile import Transfer
from hustings.record import Closeness, Deposit

T = TypeVar("T", Deposit, Closeness, Equality)
Holds = get_type_hints(Stage)["holds"]

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
OPTIONAL = ("holds", "held", "quota", "whose", "filled", "equalities", "readings", "duels", "order", "seats")
"""Members of a stage that are left out where they say nothing."""


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
    plain: dict[str, Any] = {
        "step": stage.step,
        "cites": cites.get(stage.step, ""),
        "papers": stage.papers,
        "votes": by_name(stage.votes, people),
        "added": by_name(stage.added, people),
        "accounts": {code: _plain(stage.accounts[code]) for code in sorted(stage.accounts)},
        "looked_at": stage.looked_at,
        "remaining": names(stage.remaining, people),
        "eliminated": names(stage.eliminated, people),
        "elected": names(stage.elected, people),
        "transfers": [
            {
                "from": people.names[one.source],
                "to": people.names[one.to],
                "papers": one.papers,
                **({} if one.votes is None else {"votes": _plain(one.votes)}),
            }
            for one in stage.transfers
        ],
        "sources": [
            {"from": people.names[source], "account": account, "papers": _plain(papers)}
            for (source, account), papers in sorted(stage.sources.items())
        ],
        "balances": stage.balances,
    }
    return plain | {key: one for key, one in _optional(stage, people).items() if one or one == 0}


def _optional(stage: Stage, people: People) -> dict[str, Any]:
    return {
        "holds": "" if stage.holds == "ledger" else stage.holds,
        "held": by_name(stage.held, people),
        "quota": None if stage.quota is None else _plain(stage.quota),
        "whose": names(stage.whose, people),
        "filled": names(stage.filled, people),
        "equalities": [named(one, people, "between", "chosen") for one in stage.equalities],
        "readings": encode(stage.readings),
        "duels": [
            {"of": people.names[one], "over": people.names[other], "number": _plain(figure)}
            for (one, other), figure in sorted(stage.duels.items())
        ],
        "order": names(stage.order, people),
        "seats": by_name(stage.seats, people),
    }


def read_stage(value: object, at: str, cites: Mapping[str, str], people: People) -> Stage:
    """Read a stage back; its paragraph and balance must be those of the record."""
    held = members(value, at, STAGE, OPTIONAL)
    stage = Stage(
        step=decode(str, held["step"], f"{at}.step"),
        papers=_papers(held["papers"], f"{at}.papers"),
        votes=_figures(held["votes"], f"{at}.votes", people),
        added=_figures(held["added"], f"{at}.added", people),
        accounts={
            code: _number(figure, f"{at}.accounts.{code}")
            for code, figure in sorted(members(held["accounts"], at, (), tuple(held["accounts"])).items())
        },
        looked_at=_papers(held["looked_at"], f"{at}.looked_at"),
        remaining=read_names(held["remaining"], f"{at}.remaining", people),
        eliminated=read_names(held["eliminated"], f"{at}.eliminated", people),
        elected=read_names(held["elected"], f"{at}.elected", people),
        transfers=tuple(
            _transfer(one, place, people) for place, one in items(held["transfers"], f"{at}.transfers")
        ),
        sources=_sources(held["sources"], f"{at}.sources", people),
        holds=decode(Holds, held.get("holds", "ledger"), f"{at}.holds"),
        held=read_by_name(held.get("held", {}), f"{at}.held", people),
        quota=Fraction(_number(held["quota"], f"{at}.quota")) if "quota" in held else None,
        whose=read_names(held.get("whose", []), f"{at}.whose", people),
        filled=read_names(held.get("filled", []), f"{at}.filled", people),
        equalities=tuple(
            read_named(Equality, one, place, people, "between", "chosen")
            for place, one in items(held.get("equalities", []), f"{at}.equalities")
        ),
        readings=decode(dict[str, int], held.get("readings", {}), f"{at}.readings"),
        duels=_duels(held.get("duels", []), f"{at}.duels", people),
        order=read_names(held.get("order", []), f"{at}.order", people),
        seats=read_by_name(held.get("seats", {}), f"{at}.seats", people),
    )
    for one, figure in stage.votes.items():
        if figure < 0 and stage.holds == "ledger":
            raise wrong(f"{at}.votes.{people.names[one]}", _plain(figure), "0 or more")
    refuse_contradiction(held["cites"], cites.get(stage.step, ""), f"{at}.cites")
    # Figures that do not add up are left to a new count, which names the one that is wrong.
    if not (held["balances"] is True and not stage.balances):
        refuse_contradiction(held["balances"], stage.balances, f"{at}.balances")
    return stage


def _sources(value: object, at: str, people: People) -> dict[tuple[str, str], Number]:
    rows = [(place, members(one, place, ("from", "account", "papers"))) for place, one in items(value, at)]
    read = {
        (
            _id(one["from"], f"{place}.from", people),
            decode(str, one["account"], f"{place}.account"),
        ): _number(one["papers"], f"{place}.papers")
        for place, one in rows
    }
    if len(read) < len(rows):
        raise wrong(at, value, "each candidate and account once")
    return read


def _duels(value: object, at: str, people: People) -> dict[tuple[str, str], Number]:
    rows = [(place, members(one, place, ("of", "over", "number"))) for place, one in items(value, at)]
    read = {
        (
            _id(one["of"], f"{place}.of", people),
            _id(one["over"], f"{place}.over", people),
        ): _number(one["number"], f"{place}.number")
        for place, one in rows
    }
    if len(read) < len(rows):
        raise wrong(at, value, "each two candidates once")
    return read


def _transfer(value: object, at: str, people: People) -> Transfer:
    one = members(value, at, ("from", "to", "papers"), ("votes",))
    return Transfer(
        source=_id(one["from"], f"{at}.from", people),
        to=_id(one["to"], f"{at}.to", people),
        papers=_papers(one["papers"], f"{at}.papers"),
        votes=Fraction(_number(one["votes"], f"{at}.votes")) if "votes" in one else None,
    )


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
        **({"drawn": awaited.drawn} if awaited.drawn else {}),
    }


def read_awaited(value: object, at: str, people: People) -> Awaited | None:
    """Read what is awaited back."""
    if value is None:
        return None
    held = members(value, at, ("what", "words", "step", "candidates", "areas", "papers"), ("drawn",))
    ids = read_names(held["candidates"], f"{at}.candidates", people)
    return decode(Awaited, {**held, "candidates": list(ids)}, at)


def named(noun: Deposit | Closeness | Equality, people: People, *keys: str) -> dict[str, Any]:
    """A noun with its candidates by name, one or several to a member; nobody stays nobody."""
    shown = {}
    for key in keys:
        held = getattr(noun, key)
        shown[key] = people.names.get(held, "") if isinstance(held, str) else names(held, people)
    return {**encode(noun), **shown}


def read_named(kind: type[T], value: object, at: str, people: People, *keys: str) -> T:
    """Read such a noun back."""
    every = fields(kind)
    held = members(
        value,
        at,
        [one.name for one in every if one.default is MISSING],
        [one.name for one in every if one.default is not MISSING],
    )
    ids: dict[str, Any] = {}
    for key in keys:
        if isinstance(held[key], list):
            ids[key] = list(read_names(held[key], f"{at}.{key}", people))
        else:
            ids[key] = _id(held[key], f"{at}.{key}", people) if held[key] != "" else ""
    return decode(kind, {**held, **ids}, at)


def names(ids: Iterable[str], people: People) -> list[str]:
    """The names of candidates, in the order of the ids."""
    return [people.names[one] for one in ids]


def by_name(figures: Mapping[str, Number], people: People) -> dict[str, Any]:
    """Figures by name instead of by id."""
    return {people.names[one]: _plain(figure) for one, figure in figures.items()}


def _plain(figure: Number) -> int | str:
    """A whole number as one, anything else as p/q, whichever of the two types holds it."""
    return figure.numerator if figure.denominator == 1 else f"{figure.numerator}/{figure.denominator}"


def _number(value: object, at: str) -> Number:
    """Read such a figure back; a fraction that is a whole number is not how it is written."""
    if not isinstance(value, str):
        return decode(int, value, at)
    read = decode(Fraction, value, at)
    if read.denominator == 1:
        raise wrong(at, value, "a whole number")
    return read


def _figures(value: object, at: str, people: People) -> dict[str, Number]:
    """Figures by id, in ballot-paper order whatever the order in the file."""
    held = members(value, at, (), tuple(value) if isinstance(value, dict) else ())
    read = {_id(name, at, people): _number(figure, f"{at}.{name}") for name, figure in held.items()}
    return {one: read[one] for one in people.names if one in read}


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
