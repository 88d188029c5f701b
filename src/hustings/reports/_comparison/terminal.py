"""A comparison on a terminal: a line for each rule, why they disagree, the answer last; 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from hustings.comparison import Comparison
from hustings.reports._comparison import words
from hustings.reports._figures import clean
from hustings.reports._lines import BOLD, DIM, GOOD, WARN, WIDTH, Line, plain_text, told, wrapped

SHOWN = 8
"""So many spoilers are shown unless all are asked for."""


def text(of: Comparison, *, every: bool = False) -> str:
    """The comparison as plain text, every line at most 80 columns."""
    return plain_text(lines(of, every))


def render(of: Comparison) -> bytes:
    """The comparison as plain UTF-8 text."""
    return text(of, every=True).encode()


def lines(of: Comparison, every: bool) -> Iterator[Line]:
    """What is shown, line by line; `every` leaves nothing out."""
    for line in wrapped(clean(of.contest.title), WIDTH):
        yield Line(text=line, style=BOLD)
    for line in wrapped(words.counted(of), WIDTH):
        yield Line(text=line)
    yield Line(text="")
    yield from _table(of)
    yield Line(text="")
    yield from told("Two by two", [words.two_by_two(of)])
    yield from told("Why", map(clean, of.reasons))
    yield from _spoilers(of, every)
    yield from told("Not counted", [f"{one.rule}: {clean(one.why)}." for one in of.refused], style=DIM)
    yield from told("Sources", [one for one in [words.unread(of)] if one], style=DIM)
    yield from told("Notes", [f"{clean(one.words)}" for one in of.notes], style=DIM)
    yield Line(text="")
    style = GOOD if of.agree else WARN
    yield from told(_verdict(of), [words.answer(of)], style=style)
    yield from told("", ["Calculated. Unofficial: which rule counts is for the law to say."], style=DIM)


def _verdict(of: Comparison) -> str:
    if of.agree:
        return "AGREED"
    return "DISAGREED" if len(of.outcomes) > 1 else "OPEN"


def _table(of: Comparison) -> Iterator[Line]:
    """A line for each rule; below it, what of the result does not fit beside its key."""
    key = 2 + max((cell_len(row.rule) + 2 * (row.known == "not read") for row in of.rows), default=4)
    yield Line(text=f"{'Rule':{key}}Elected", style=DIM)
    for row in of.rows:
        mark = " *" if row.known == "not read" else ""
        result = wrapped(words.elected(of, row), WIDTH - key - 2)
        style = WARN if row.awaiting else ""
        for at, line in enumerate(result):
            start = f"{row.rule}{mark}" if at == 0 else ""
            yield Line(text=f"{start:{key}}{line}", style=style)


def _spoilers(of: Comparison, every: bool) -> Iterator[Line]:
    if of.spoilers is None:
        yield from told("Spoilers", [f"not looked for: {clean(of.unsought)}."])
        return
    shown = of.spoilers if every else of.spoilers[:SHOWN]
    yield from told("Spoilers", [words.spoiled(of, one) for one in shown] or ["Nobody."])
    if len(shown) < len(of.spoilers):
        yield from told("", [f"... {len(of.spoilers) - len(shown)} more (--all)"], style=DIM)
