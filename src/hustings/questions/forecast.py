"""From polls to chances: who may be elected, against whom, by how much, and how well such forecasts did.

Source: the model of `mechanics.forecast`; its numbers and where they are from stand in
`mechanics.forecast_priors` and in the answer itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hustings.answer import Answer, Chance, Figures
from hustings.errors import InputError
from hustings.mechanics.figures import chance as shown
from hustings.mechanics.figures import percent
from hustings.mechanics.forecast import Draws, days_left, draw, pooled
from hustings.mechanics.forecast_priors import SAMPLING_ALONE, Settings
from hustings.mechanics.forecast_transfers import splits
from hustings.mechanics.known import LEVELS
from hustings.polls import OTHERS, Past, Polls
from hustings.question import Option, Question
from hustings.questions import _forecast_tables as tables
from hustings.questions._forecast_tried import tried
from hustings.returns import Note

LEAST, MOST = 1_000, 2_000_000
"""So many elections may be drawn: of fewer no chance can be told, more than these take much memory."""


def ask(
    polls: Polls,
    *,
    seed: int,
    draws: int,
    day: str,
    error: Fraction | None,
    exhausted: Fraction | None,
    past: tuple[Past | tuple[Past, ...], ...],
) -> Answer:
    """The chances of everybody whom the polls name, the ranges of shares, and how the same forecast fared.

    Raises InputError for a number of draws or a day that makes no sense, and what drawing raises.
    """
    if not LEAST <= draws <= MOST:
        raise InputError(
            "this is no number of draws", found=f"{draws:,}", expected=f"from {LEAST:,} to {MOST:,}"
        )
    settings = _settings(error, exhausted)
    until = _day(day) or polls.contest.date
    found = draw(polls, day=until, settings=settings, number=draws, seed=seed)
    alone = draw(polls, day=until, settings=SAMPLING_ALONE, number=min(draws, 20_000), seed=seed)
    pair = tables.pairs_of(found)[0][0]
    pasts = [one for each in past for one in ((each,) if isinstance(each, Past) else each)]
    tested, words = tried(pasts, settings, seed)
    return Answer(
        question="forecast",
        title=QUESTION.title,
        contest=polls.contest,
        rule="sv",
        sentence=_sentence(polls, found, pair),
        level=LEVELS["polls"],
        chances=_chances(polls, found),
        figures=(
            *_figures(polls, found, alone, pair, settings, until),
            *tested,
            tables.priors_table(settings),
            tables.cloud_table(found, pair),
        ),
        assumptions=(*_assumed(polls, found, pair, settings, until, seed), *words),
        fuller=_fuller(polls, found, pair, settings),
        notes=(*polls.notes, *_warned(polls, found), *_same(polls, pasts), *map(_told, pasts)),
        sources=polls.sources,
    )


def _settings(error: Fraction | None, exhausted: Fraction | None) -> Settings:
    """What is assumed, with what the question says in its place; no share of papers is quite none or all."""
    made = Settings()
    if error is not None:
        made = replace(made, error=float(error))
    if exhausted is not None:
        made = replace(made, exhausted=min(max(float(exhausted), 0.01), 0.99))
    return made


def _figures(
    polls: Polls, found: Draws, alone: Draws, pair: tuple[int, int], settings: Settings, until: str
) -> tuple[Figures, ...]:
    """The tables of the forecast itself."""
    pool = pooled(polls, found.people, days_left(polls, until), settings)
    return (
        tables.winners_table(found),
        tables.pairs_table(found),
        tables.first_table(polls, found),
        tables.leads_table(
            (("with all errors", found), ("sampling alone", alone)),
            pair,
            asked=tables.asked_of_all(polls, found, pair, settings),
        ),
        tables.transfers_table(polls, found, pair, settings),
        tables.polls_table(polls, pool, settings),
    )


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(
            "this is not a date",
            where="--day",
            found=text,
            expected="year, month and day, such as 2028-05-04",
        ) from None


def _sentence(polls: Polls, draws: Draws, pair: tuple[int, int]) -> str:
    """The likeliest winner, how likely, and the range: a forecast, and no result."""
    rows = tables.winners_table(draws).rows
    best = str(rows[0][0])
    at = draws.people.index(best)
    said = (
        f"A forecast, not a result: {polls.label(best)} has a chance of {_shown(rows[0][1])} of being elected"
    )
    if len(rows) > 1 and Fraction(rows[1][1] or 0) >= Fraction(5, 1000):
        said += f", {polls.label(str(rows[1][0]))} of {_shown(rows[1][1])}"
    rival = pair[1] if pair[0] == at else pair[0]
    if at not in pair:
        return said + "."
    lead = tables.quantiles(draws.first[:, at] - draws.first[:, rival])
    behind = polls.label(draws.people[rival])
    said += f". In nine draws of ten {polls.label(best)} is {_between(lead[0], lead[-1])} {behind} on first"
    said += " preferences"
    final = tables.final_of(draws, (at, rival))
    if len(final) >= tables.FEW and len(draws.people) > 2:
        low, *_, high = tables.quantiles(final)
        said += f", and has {percent(low, 1)} to {percent(high, 1)} of the second count between the two"
        said += ", where there is one" if _outright(draws) * 100 > draws.number else ""
    return said + "."


def _shown(cell: object) -> str:
    return shown(Fraction(cell)) if isinstance(cell, (int, Fraction)) else ""


def _between(low: Fraction, high: Fraction) -> str:
    """A range of leads: "2.1 to 4.0 points ahead of", "from 0.4 points behind to 3.0 points ahead of"."""
    if low >= 0:
        return f"{_points(low)} to {_points(high)} points ahead of"
    if high <= 0:
        return f"{_points(high)} to {_points(low)} points behind"
    return f"from {_points(low)} points behind to {_points(high)} points ahead of"


def _points(lead: Fraction) -> str:
    tenths = round(abs(lead) * 1000)
    return f"{tenths // 10}.{tenths % 10}"


def _chances(polls: Polls, draws: Draws) -> tuple[Chance, ...]:
    made = [
        Chance(claim=f"{polls.label(str(id))} is elected", of=Fraction(of or 0), who=(str(id),))
        for id, of, *_ in tables.winners_table(draws).rows
        if not isinstance(of, str)
    ]
    for a, b, of, _then in tables.pairs_table(draws).rows:
        if not isinstance(of, str):
            both = f"{polls.label(str(a))} and {polls.label(str(b))}"
            claim = f"{both} are the two highest on first preferences"
            made.append(Chance(claim=claim, of=Fraction(of or 0), who=(str(a), str(b))))
    claim = "somebody has more than half of all first preferences, so that there is no second count"
    return (*made, Chance(claim=claim, of=tables.chance(_outright(draws), draws.number)))


def _outright(draws: Draws) -> int:
    """In how many draws somebody has more than half of all first preferences."""
    people = [at for at, id in enumerate(draws.people) if id != OTHERS]
    return int((draws.first[:, people] > 0.5).sum())


def _assumed(
    polls: Polls, draws: Draws, pair: tuple[int, int], settings: Settings, until: str, seed: int
) -> list[str]:
    lost = settings.exhausted
    said = [
        "The polls of this election may all err together, by a standard deviation of "
        f"{settings.error:.2f} of log shares (about {28.7 * settings.error:.1f} points for somebody at 43%); "
        "great misses are likelier than a bell curve has them.",
        f"About {lost:.0%} of the eliminated candidates' papers name neither finalist; a choice forced "
        "between two people cannot show that.",
        "Whoever marks a second preference chooses as those do who were forced to choose.",
        f"{draws.number:,} elections were drawn with seed {seed}; another seed moves chances by about "
        f"{_moves(draws.number)} points.",
    ]
    if not until:
        said.append(
            "The day of the election is not told: opinion is taken not to change after the last poll (--day)."
        )
    if OTHERS in draws.people:
        said.append("None of the others, whom the polls do not name, can be elected here.")
    bases = {one.basis for one in splits(polls, draws.people, _who(draws, pair), settings).values()}
    if bases & {"party", "even"}:
        said.append("Where no poll asked about a pair, transfers are judgement; see the table.")
    if any(one[0] != pair and one[1] * 50 > draws.number for one in tables.pairs_of(draws)):
        said.append("Pairs that the polls did not ask about are drawn with wide splits, by party or evenly.")
    return said


def _moves(number: int) -> str:
    """Twice the standard error of a chance of a half, in points."""
    return f"{100 / number**0.5:.1f}"


def _who(draws: Draws, pair: tuple[int, int]) -> tuple[str, str]:
    return draws.people[pair[0]], draws.people[pair[1]]


def _fuller(polls: Polls, draws: Draws, pair: tuple[int, int], settings: Settings) -> str:
    lacking = [
        polls.label(id)
        for id, one in splits(polls, draws.people, _who(draws, pair), settings).items()
        if one.basis != "cross-break"
    ]
    told = []
    if lacking:
        told.append(f"what supporters of {', '.join(lacking)} would do in a second count")
    if any(one.effective is None for one in polls.polls):
        told.append("the effective samples of the polls")
    return f"polls could tell {' and '.join(told)}" if told else ""


def _warned(polls: Polls, draws: Draws) -> Sequence[Note]:
    if OTHERS not in draws.people:
        return ()
    others = float(draws.first[:, draws.people.index(OTHERS)].mean())
    second = sorted(float(draws.first[:, at].mean()) for at, id in enumerate(draws.people) if id != OTHERS)[
        -2
    ]
    if others < second:
        return ()
    words = f"the others together have more ({others:.0%}) than the second of those named ({second:.0%})"
    return (Note(words=f"{words}: ask polls that name them", level="warning"),)


def _same(polls: Polls, pasts: Sequence[Past]) -> Sequence[Note]:
    """That the election forecast is among those of the past: its result was not used for its forecast."""
    mine = {one.sha256 for one in polls.sources}
    return tuple(
        Note(words=f"{one.name} is the election forecast: its result is used for its scores alone")
        for one in pasts
        if mine & {source.sha256 for source in one.polls.sources}
    )


def _told(past: Past) -> Note:
    """What was remarked of the polls of an election of the past, in one note."""
    words = "; ".join(one.words for one in past.polls.notes) or "nothing was remarked"
    warned = any(one.level == "warning" for one in past.polls.notes)
    return Note(words=f"polls of the past: {words}", level="warning" if warned else "note", where=past.name)


QUESTION = Question(
    key="forecast",
    title="What do the polls say about who may be elected?",
    asks="From these polls, what are the chances of each candidate?",
    about="Draws many elections from polls: with the error of sampling, of each pollster and of all polls "
    "together, with opinion that changes until the day, with second preferences as far as they were asked "
    "about and papers that name neither finalist. Chances are whole per cents, never 0 or 100. With --past "
    "the same forecast is tried on elections whose result is known. A row of the table for each share; its "
    "columns are poll, pollster, from, to, sample, effective, question (first, second, final), "
    "supporters_of, candidate, percent, respondents, party.",
    source="Shirani-Mehr, Rothschild, Goel and Gelman 2018; Jackman 2005; each number in the table of what "
    "is assumed",
    of="polls",
    ask=ask,
    options=(
        Option(name="seed", takes="number", words="a whole number that fixes the draws", needed=True),
        Option(name="draws", takes="number", words="how many elections are drawn", default=100_000),
        Option(name="day", takes="text", words="the day of the election, such as 2028-05-04", default=""),
        Option(name="error", takes="share", words="the error all polls share, in place of 10%"),
        Option(name="exhausted", takes="share", words="papers that name neither finalist, in place of 55%"),
        Option(
            name="past",
            takes="file",
            words="a folder or file of polls before past elections, with their results",
            many=True,
            read="_past_polls.read",
        ),
    ),
)
