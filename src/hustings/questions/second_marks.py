"""Whom a second preference is worth giving to, by the chances of who remains and how close it then is."""

from __future__ import annotations

from fractions import Fraction

from hustings.answer import Answer, Chance, Column, Figures
from hustings.errors import InputError
from hustings.mechanics.figures import chance as shown
from hustings.mechanics.figures import clean, number, percent
from hustings.mechanics.forecast import draw
from hustings.mechanics.forecast_priors import Settings
from hustings.mechanics.known import LEVELS
from hustings.mechanics.second_worth import Worth, worths
from hustings.polls import Polls
from hustings.question import Option, Question

LEAST, MOST = 1_000, 1_000_000
WINDOW = Fraction(1, 100)
"""The two who remain are close where they differ by less than this share of all papers."""


def ask(polls: Polls, *, seed: int, draws: int, first: str | None) -> Answer:
    """For each first preference the second ones, by how often they are counted and close.

    Raises InputError for a number of draws that makes no sense and somebody whom no poll names.
    """
    if not LEAST <= draws <= MOST:
        raise InputError(
            "this is no number of draws", found=f"{draws:,}", expected=f"from {LEAST:,} to {MOST:,}"
        )
    found = draw(polls, day=polls.contest.date, settings=Settings(), number=draws, seed=seed)
    _refuse(polls, found.people, first)
    every = [one for one in worths(found, WINDOW) if first in (None, found.people[one.first])]
    every.sort(key=lambda one: (-one.close, -one.counted, one.first, one.second))
    best = {one.first: one for one in reversed(every)}
    return Answer(
        question="second-marks",
        title=QUESTION.title,
        contest=polls.contest,
        rule="sv",
        sentence=_sentence(polls, found.people, list(best.values())),
        level=LEVELS["polls"],
        chances=tuple(
            Chance(
                claim=f"on a paper for {clean(polls.label(found.people[one.first]))} a second preference for "
                f"{clean(polls.label(found.people[one.second]))} is counted",
                of=one.counted,
                who=(found.people[one.first], found.people[one.second]),
            )
            for one in sorted(best.values(), key=lambda one: one.first)
        ),
        figures=(_table(found.people, every),),
        assumptions=(
            f"{number(draws)} elections drawn as the forecast draws them, seed {seed}.",
            f"Close: the two who remain differ by less than {percent(WINDOW, 1)} of all papers.",
            "How much a voter prefers one to the other is the voter's own: worth is the chance that the mark "
            "matters, times that.",
        ),
        fuller="",
        notes=polls.notes,
        sources=polls.sources,
    )


def _refuse(polls: Polls, people: tuple[str, ...], first: str | None) -> None:
    if first is not None and first not in people:
        raise InputError(
            "no poll names this candidate",
            found=clean(polls.contest.label(first)),
            expected=", ".join(clean(polls.label(one)) for one in people),
        )
    if len(people) < 3:
        raise InputError(
            "with two candidates no second preference is counted",
            found=f"{len(people)} candidates in the polls",
            expected="3 or more",
        )


def _sentence(polls: Polls, people: tuple[str, ...], best: list[Worth]) -> str:
    """Where a second preference matters most often, and for whom."""
    top = max(best, key=lambda one: (one.close, one.counted, -one.first))
    if not top.counted:
        return "In none of the elections drawn is a second preference counted for anybody."
    first, second = (clean(polls.label(people[at])) for at in (top.first, top.second))
    return (
        f"A forecast, not a result: a second preference matters most often for {second} on papers with "
        f"{first} first: it is counted with a chance of {shown(top.counted)}, and close with one of "
        f"{shown(top.close)}."
    )


def _table(people: tuple[str, ...], every: list[Worth]) -> Figures:
    return Figures(
        key="worth",
        title="What second preferences are worth",
        columns=(
            Column(key="first", head="First", unit="candidate"),
            Column(key="second", head="Second for", unit="candidate"),
            Column(key="counted", head="Counted", unit="chance"),
            Column(key="close", head="And close", unit="chance"),
        ),
        rows=tuple((people[one.first], people[one.second], one.counted, one.close) for one in every),
        note="Counted: the first does not remain, the second does. Close: one of the two wins by little.",
    )


QUESTION = Question(
    key="second-marks",
    title="What a second preference is worth",
    asks="Whom is a second preference worth giving to?",
    about="From polls: for each first preference, how often a second preference for somebody is counted, and "
    "how often it is counted where the two who remain are close",
    source="the chance that a mark is pivotal, after Myerson and Weber (1993, known at second hand); draws "
    "as in the forecast",
    ask=ask,
    of="polls",
    options=(
        Option(name="seed", takes="number", words="a whole number that fixes the draws", needed=True),
        Option(name="draws", takes="number", words="how many elections are drawn", default=50_000),
        Option(name="first", takes="candidate", words="only papers with this first preference"),
    ),
)
