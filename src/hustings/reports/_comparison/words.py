"""A comparison in words: the same on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.comparison import Comparison, Outcome, Row, Spoiler
from hustings.counting import WORDS
from hustings.reports._figures import clean, listed, number

NAMED = 6
"""So many rules are named in a sentence; more are counted."""


def name(of: Comparison, id: str) -> str:
    """A candidate's name, safe to print."""
    return clean(of.contest.label(id))


def names(of: Comparison, ids: Sequence[str]) -> str:
    """Several candidates' names as a sentence lists them."""
    return listed([name(of, id) for id in ids])


def counted(of: Comparison) -> str:
    """What was counted, by how many rules, for how many seats."""
    what = WORDS[of.kind]
    papers = f"{number(of.papers)} papers ({what})" if of.papers is not None else what
    rules = f"{len(of.rows)} rule{'' if len(of.rows) == 1 else 's'}"
    return f"{rules} on {papers}, {number(of.contest.seats)} to be elected"


def elected(of: Comparison, row: Row) -> str:
    """Who is elected under a rule, or what is awaited under it."""
    if row.awaiting is None:
        return seats(of, row) or names(of, row.elected) or "nobody"
    if row.awaiting.what != "lot":
        return f"awaited: {clean(row.awaiting.words)}"
    between = " or ".join(name(of, id) for id in row.awaiting.candidates)
    sofar = f"{names(of, row.elected)}; " if row.elected else ""
    return f"{sofar}a lot: {between}" + (f" {row.awaiting.drawn}" if row.awaiting.drawn else "")


def seats(of: Comparison, row: Row | Outcome) -> str:
    """How many seats each list has, the most first; nothing where no lists are counted."""
    won = sorted(((-many, id) for id, many in row.seats.items() if many))
    return ", ".join(f"{number(-many)} {name(of, id)}" for many, id in won)


def two_by_two(of: Comparison) -> str:
    """Who beats everybody else, or that nobody does."""
    if not of.compared:
        return "These papers do not compare candidates two by two."
    if of.condorcet is not None:
        return f"{name(of, of.condorcet)} beats everybody else two by two."
    if len(of.contest.ids) < 2:
        return "There is nobody else to compare with."
    sets = {"Smith set": of.smith, "Schwartz set": of.schwartz, "uncovered set": of.uncovered}
    told = [f"{which}: {names(of, who)}" for which, who in sets.items()]
    return f"Nobody beats everybody else. {'; '.join(told)}."


def spoiled(of: Comparison, one: Spoiler) -> str:
    """What the removal of one candidate changes."""
    under = rules(one.rules)
    verb = "are" if len(one.instead) > 1 else "is"
    return (
        f"Without {name(of, one.candidate)}, {names(of, one.instead)} {verb} elected instead of "
        f"{names(of, one.elected)} under {under}."
    )


def rules(keys: Sequence[str]) -> str:
    """Rules by key, or how many where they are many."""
    return listed(list(keys)) if len(keys) <= NAMED else f"{len(keys)} rules"


def who(of: Comparison, outcome: Outcome) -> str:
    """Who is elected in one outcome."""
    return seats(of, outcome) or names(of, outcome.elected) or "nobody"


def answer(of: Comparison) -> str:
    """Whether the rules agree, and on whom; how many wait."""
    waiting = [row for row in of.rows if row.awaiting]
    verb = "waits" if len(waiting) == 1 else "wait"
    wait = f" {len(waiting)} of {len(of.rows)} rules {verb} for somebody's act." if waiting else ""
    if not of.outcomes:
        return f"No rule comes to a result.{wait}"
    if len(of.outcomes) == 1:
        (only,) = of.outcomes
        verb = "elects" if len(only.rules) == 1 else "elect"
        which = "Every rule" if of.agree else rules(only.rules)
        return f"{which} {'elects' if of.agree else verb} {who(of, only)}.{wait}"
    first, *others = (f"{who(of, one)} under {len(one.rules)}" for one in of.outcomes)
    return f"Elected: {'; '.join([f'{first} of {len(of.rows)} rules', *others])}.{wait}"


def unread(of: Comparison) -> str:
    """Which rules' texts were not read; nothing where all were."""
    keys = [row.rule for row in of.rows if row.known == "not read"]
    return f"* source: not read ({', '.join(keys)})." if keys else ""
