"""Polls as they were typed, under names, made into polls under ids whose shares add up.

Source: what a published table tells: shares, the sample or the people behind each first preference, what
those of each first preference said next. Both readers, of a table and of JSON, end here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hustings.contest import Contest
from hustings.errors import InputError
from hustings.formats._names import UNTITLED, infer_candidates
from hustings.formats._poll_people import UNDECIDED, found, knows, special
from hustings.formats._poll_shares import made_whole, step_of
from hustings.mechanics.figures import listed, number
from hustings.polls import NOBODY, OTHERS, Final, Group, Poll, Polls
from hustings.returns import Note, Source

Table = Mapping[str, Fraction]
"""Per cents by the names of those they are for."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One poll under names. `seconds` and each of `finals` are tables by whose supporters were asked ("":
    everybody); `people` is how many gave each first preference, `bases` how many supporters were asked."""

    name: str
    pollster: str
    start: str
    end: str
    where: str
    first: Table
    sample: Fraction | None = None
    effective: Fraction | None = None
    people: Table = field(default_factory=dict)
    seconds: Mapping[str, Table] = field(default_factory=dict)
    finals: Mapping[str, Mapping[str, Table]] = field(default_factory=dict)
    bases: Table = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)


def polls_of(
    typed: Sequence[Typed], contest: Contest | None, notes: Iterable[Note], sources: Iterable[Source]
) -> Polls:
    """The polls under ids: of a contest whose facts are known, else of the people whom the polls name.

    Raises InputError for names that are unknown or fit several people, for shares that do not add up, for a
    poll that tells no sample.
    """
    known = _with_candidates(contest or Contest(title=UNTITLED, candidates=()), typed)
    told = list(notes)
    polls = tuple(_poll(one, known, told) for one in typed)
    made = Polls(contest=known, polls=polls, notes=tuple(told), sources=tuple(sources))
    unpolled = [known.label(id) for id in known.ids if id not in made.people]
    if unpolled:
        words = f"no poll names {listed(unpolled)}: the forecast gives them no chance of their own"
        made = replace(made, notes=(*made.notes, Note(words=words, level="warning")))
    return made


def _with_candidates(contest: Contest, typed: Sequence[Typed]) -> Contest:
    if contest.candidates:
        return contest
    names: dict[str, str] = {}
    parties: dict[str, str] = {}
    for poll in typed:
        for name in poll.first:
            if special(name):
                continue
            first_called = knows(name, names) or name
            names.setdefault(first_called, first_called)
            if poll.parties.get(name):
                parties[first_called] = poll.parties[name]
    made = infer_candidates(names, where=typed[0].where)
    people = tuple(replace(one, party=parties.get(name, "")) for one, name in zip(made, names, strict=True))
    return replace(contest, candidates=people)


def _poll(typed: Typed, contest: Contest, notes: list[Note]) -> Poll:
    names = {one.id: one.name for one in contest.candidates}

    def id_of(text: str) -> str:
        return special(text) or found(text, names, where=typed.where)

    def whole(table: Table, what: str) -> tuple[dict[str, Fraction], Fraction]:
        shares, undecided, remarks = made_whole(_by_id(table, id_of, typed.where), what, where=typed.name)
        notes.extend(remarks)
        return shares, undecided

    first, undecided = whole(typed.first, "first preferences")
    if NOBODY in first:
        raise InputError(
            "a first preference for nobody", where=typed.where, expected="would not vote, or don't know"
        )
    bases = _by_id(typed.people, id_of, typed.where) | _by_id(typed.bases, id_of, typed.where)
    seconds = {
        id_of(group): Group(
            shares=whole(table, f"second preferences, {group}")[0], base=bases.get(id_of(group))
        )
        for group, table in typed.seconds.items()
        if group and id_of(group) not in (UNDECIDED, NOBODY) and any(table.values())
    }
    return Poll(
        name=typed.name,
        pollster=typed.pollster,
        start=typed.start,
        end=typed.end,
        base=_base(typed, id_of, undecided, notes),
        effective=typed.effective,
        step=step_of(typed.first.values()),
        first=first,
        seconds=seconds,
        finals=tuple(_final(one, typed, id_of, whole, bases) for one in typed.finals.values()),
    )


def _by_id(table: Table, id_of: Callable[[str], str], where: str) -> dict[str, Fraction]:
    """Figures by id; those of several who are not told apart (others, who names nobody) are added up."""
    made: dict[str, Fraction] = {}
    for name, figure in table.items():
        id = id_of(name)
        if id in made and id not in (OTHERS, UNDECIDED, NOBODY):
            raise InputError(
                "a poll tells two figures of one person", where=where, found=name, expected="one figure each"
            )
        made[id] = made.get(id, Fraction(0)) + figure
    return made


def _base(typed: Typed, id_of: Callable[[str], str], undecided: Fraction, notes: list[Note]) -> Fraction:
    """How many people named somebody: as told of each first preference, else of the sample."""
    named = sum((number for name, number in typed.people.items() if id_of(name) != UNDECIDED), Fraction(0))
    if named:
        return named
    if typed.sample is None:
        raise InputError(
            "a poll tells no sample",
            where=typed.where,
            found=typed.name,
            expected="how many people were asked, or how many gave each first preference",
            hint="write it under sample or respondents",
        )
    if undecided:
        return typed.sample * (100 - min(undecided, Fraction(99))) / 100
    words = f"all {number(typed.sample)} people asked are taken to have named somebody"
    notes.append(Note(words=words, where=typed.name))
    return typed.sample


def _final(
    tables: Mapping[str, Table],
    typed: Typed,
    id_of: Callable[[str], str],
    whole: Callable[[Table, str], tuple[dict[str, Fraction], Fraction]],
    bases: Mapping[str, Fraction],
) -> Final:
    """A choice between two people; who names neither is left out."""
    made = {group: _kept(table, id_of) for group, table in tables.items()}
    pair = tuple(dict.fromkeys(id for table in made.values() for id in table if id != UNDECIDED))
    if len(pair) != 2 or not all(pair) or {OTHERS} & set(pair):
        raise InputError(
            "a final is between two people",
            where=typed.where,
            found=", ".join(name for table in tables.values() for name in table) or "nobody",
            expected="two candidates",
            hint="give each pair that was asked about a question of its own, final Ann v Bert",
        )
    shares = whole(tables[""], "final")[0] if "" in tables else {}
    by_first = {
        id_of(group): Group(
            shares={**dict.fromkeys(pair, Fraction(0)), **_of_two(whole(table, f"final, {group}")[0])},
            base=bases.get(id_of(group)),
        )
        for group, table in tables.items()
        if group and id_of(group) not in (UNDECIDED, NOBODY) and any(made[group].get(id, 0) for id in pair)
    }
    return Final(pair=(pair[0], pair[1]), shares=_of_two(shares), by_first=by_first)


def _kept(table: Table, id_of: Callable[[str], str]) -> dict[str, Fraction]:
    ids = {id_of(name): share for name, share in table.items()}
    return {UNDECIDED if id == NOBODY else id: share for id, share in ids.items()}


def _of_two(shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Shares of those who chose one of two, whoever chose neither left out."""
    kept = {id: share for id, share in shares.items() if id != NOBODY}
    total = sum(kept.values(), Fraction(0))
    return {id: share / total for id, share in kept.items()} if total else {}
