"""An answer in words: the same on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from hustings.answer import Answer, Cell, Certainty, Chance, Change, Column, Finding, Witness
from hustings.mechanics.figures import added, chance, clean, listed, number, percent, sentence
from hustings.paper import BLANK, LEVEL, SCORED, TOKEN_CODES, TOKENS, Vote

HOLDS: dict[Certainty, str] = {"certain": "Certain", "possible": "Possible", "impossible": "Impossible"}


def name(of: Answer, id: str) -> str:
    """A candidate's name, safe to print."""
    known = id in of.contest.ids
    return clean(of.contest.label(id)) if known else clean(id)


def cell(of: Answer, value: Cell, column: Column) -> str:
    """A figure as people read it."""
    if value is None:
        return "-"
    if column.unit == "candidate":
        return name(of, str(value))
    if isinstance(value, str):
        return clean(value)
    if column.unit == "share":
        return percent(value, 1, 2) if value >= 0 else f"-{percent(-value, 1, 2)}"
    if column.unit == "chance":
        return chance(Fraction(value))
    return added(value) if column.unit == "change" else number(value)


def findings(of: Answer) -> Iterator[tuple[str, str]]:
    """Each certainty as a word and the claims it holds of, certain ones first."""
    for holds, word in HOLDS.items():
        claims = [found(one) for one in of.findings if one.holds == holds]
        if claims:
            yield word, "; ".join(claims)


def found(one: Finding) -> str:
    """What a finding claims."""
    return clean(one.claim)


def chances(of: Answer) -> Iterator[str]:
    """Each probability with its claim."""
    for one in of.chances:
        yield f"{sentence(one.claim)}: {told_chance(one)}."


def told_chance(one: Chance) -> str:
    """A probability, said to be one."""
    return f"{chance(one.of)} of the runs of the model"


def asked(of: Answer) -> str:
    """The options as they were given, in one line; empty where there were none."""
    return "; ".join(f"{key.replace('_', ' ')} {clean(value)}" for key, value in of.asked.items())


def proof(of: Answer, one: Witness) -> str:
    """What a witness shows: what is changed, and how the count then ends."""
    ending = ""
    if one.level:
        ending = f" Counted again, a lot decides between {names(of, one.level)}."
    elif one.elected:
        verb = "is" if len(one.elected) == 1 else "are"
        ending = f" Counted again, {names(of, one.elected)} {verb} elected."
    return f"{sentence(one.words).removesuffix('.')}.{ending}"


def changes(of: Answer, some: Sequence[Change]) -> Iterator[str]:
    """What is changed, a phrase for each kind of paper."""
    for one in some:
        where = f" in {clean(of.contest.area_name(one.area))}" if one.area else ""
        what = f"{number(one.papers)} paper{'' if one.papers == 1 else 's'}{where}"
        if not one.before:
            yield f"{what} added, marked {vote(of, one.after)}"
        elif not one.after:
            yield f"{what} marked {vote(of, one.before)} struck out"
        else:
            yield f"{what} marked {vote(of, one.before)} would be marked {vote(of, one.after)}"


def vote(of: Answer, marked: Vote) -> str:
    """What a paper says, with names."""
    kept = list(marked)
    while kept and kept[-1] == BLANK:
        kept.pop()
    return " > ".join(_place(of, place) for place in kept) if kept else "nothing"


def _place(of: Answer, place: str) -> str:
    if place in TOKENS:
        return TOKEN_CODES[place].replace("_", " ")
    if SCORED in place:
        id, _, score = place.partition(SCORED)
        return f"{name(of, id)} {score}"
    return " = ".join(name(of, id) for id in place.split(LEVEL))


def names(of: Answer, ids: Iterable[str]) -> str:
    """Several candidates' names as a sentence lists them."""
    return listed([name(of, id) for id in ids])
