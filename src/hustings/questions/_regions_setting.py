"""What the regions are drawn for: three candidates, and how everybody's papers name second preferences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hustings.errors import InputError, UsageError
from hustings.mechanics.figures import clean, percent
from hustings.mechanics.known import Known
from hustings.mechanics.regions import Split, seconds_of
from hustings.mechanics.table import most_first
from hustings.question import Case

OTHERS = "others"
WHERE = "--transfers"

Said = Sequence[tuple[str, str, Fraction]]


def setting_of(case: Case, named: Sequence[str], said: Said | None) -> Split:
    """The split of three candidates; raises what the question does for what cannot be drawn."""
    known = case.known
    three = _three(case, known, named)
    seconds = _seconds(case, known, said)
    split = Split(known.first, three, seconds)
    if not split.total:
        raise UsageError(
            "nobody named any of the three first", found="0 first preferences", expected="papers to split"
        )
    return split


def _three(case: Case, known: Known, named: Sequence[str]) -> tuple[int, int, int]:
    """The positions of the three named, or of the three with most first preferences."""
    people = len(known.first)
    if people < 3:
        raise UsageError(
            "a triangle is drawn for three candidates", found=f"{people} candidates", expected="3 or more"
        )
    if not named:
        one, two, three, *_ = most_first(known.first)
        return one, two, three
    if len(set(named)) != 3 or len(named) != 3:
        raise InputError(
            "a triangle is drawn for three different candidates",
            where="--candidate",
            found=case.names(named),
            expected="three candidates, or nobody for the three with most first preferences",
        )
    one, two, three = (case.papers.candidates.index(id) for id in named)
    return one, two, three


def _seconds(case: Case, known: Known, said: Said | None) -> tuple[tuple[Fraction, ...], ...]:
    """Everybody's second preferences as shares of their papers: as published, or as said."""
    people = range(len(known.first))
    if known.table is not None:
        rows = [list(row) for row in seconds_of(known.table)]
    elif said:
        rows = [[Fraction(0)] * len(people) for _ in people]
    else:
        case.need("table", file="a first-by-second table, or shares with --transfers FILE (from,to,percent)")
        raise AssertionError  # need() has refused
    told = _told(case, said or ())
    for x in people:
        row = told.get(x, told.get(None))
        if row is None and known.table is None and known.first[x]:
            raise UsageError(
                "it is not said whom these papers name second",
                where=WHERE,
                found=case.name(x),
                expected="a row for each candidate, or one for others",
            )
        if row is not None:
            rows[x] = [row.get(at, Fraction(0)) if at != x else Fraction(0) for at in people]
    return tuple(map(tuple, rows))


def _told(case: Case, said: Said) -> dict[int | None, dict[int, Fraction]]:
    """Shares as said, by positions; None are all who are not named. Shares of one add up to 1 at most."""
    told: dict[int | None, dict[int, Fraction]] = {}
    for source, to, share in said:
        one = None if source.casefold() == OTHERS else _position(case, source)
        two = _position(case, to)
        if one == two:
            raise InputError(
                "a second preference for oneself is not counted",
                where=WHERE,
                found=clean(source),
                expected="another candidate",
            )
        if two in told.setdefault(one, {}):
            raise InputError(
                "a transfer is there twice", where=WHERE, found=f"{source}, {to}", expected="one row for each"
            )
        told[one][two] = share
    for one, row in told.items():
        if sum(row.values()) > 1:
            raise InputError(
                "shares of one candidate's papers are more than all",
                where=WHERE,
                found=f"{OTHERS if one is None else case.name(one)}: {percent(sum(row.values()), 1)}",
                expected="100% at most",
            )
    return told


def _position(case: Case, name: str) -> int:
    """A candidate by id or name, or by words that stand in one name alone."""
    folded = clean(name).casefold()
    ids = case.papers.candidates
    exact = [at for at, id in enumerate(ids) if folded in (id.casefold(), case.name(at).casefold())]
    words = set(folded.split())
    loose = [at for at in range(len(ids)) if words and words <= set(case.name(at).casefold().split())]
    found = exact or loose
    if len(found) != 1:
        raise InputError(
            "an unknown candidate" if not found else "several candidates are called so",
            where=WHERE,
            found=name,
            expected=", ".join(case.name(at) for at in range(len(ids))),
        )
    return found[0]
