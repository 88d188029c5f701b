"""The stages as tidy CSV: one figure a row, for spreadsheets and data frames.

Columns: `stage` (1, 2 …), `step` (its key), `kind`, `candidate` (by name), `from` (by name: whose papers),
`account` (the name of papers that reached nobody) and `number`. The kinds are

- `papers`: papers in the stage; `looked_at`: papers whose second preference was looked at, in majority
  judgment how many middle grades the stage takes from each candidate;
- `votes`: a candidate's votes after the stage; `added`: what the stage added to them;
- `account`: papers under one account; with `from`, those of one eliminated candidate's papers among them;
- `transfer`: papers of `from` that now count for `candidate`;
- `transfer_votes`: what these papers are worth, where that is not a vote each;
- `held`: how many papers a candidate holds, where a paper may be worth less than a vote, or, of averages, how
  many score the candidate;
- `quota`: the votes that elect a candidate; `seats`: a list's seats after the stage;
- `duel`: how many prefer `candidate` to `from` (or how strong the stage holds that to be);
- `order`: a candidate's place in a ranking that the stage arrives at, 1 the best;
- `equality`: one of those who were equal, `from` whom the choice fell on, `account` by what comparison, and
  `number` the stage compared, 0 for none;
- `reading`: papers that one reading of doubtful ranks touched, by the name of it in `account`;
- `remaining`, `eliminated`, `elected`: `number` is that candidate's votes, empty where there was no poll;
  `filled` are those of the elected who took a place because as many continued as there were left.

Numbers are exact: whole, with decimals where these end, as a fraction p/q where they do not.
Rows of one kind and stage may be added up, but `account` only with `from` empty or only with it filled.
As RFC 4180: UTF-8 without a byte order mark, lines end in CRLF. A text that a spreadsheet would take for a
formula (it begins with = + - @, a tab or a carriage return) has an apostrophe put before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from hustings.contest import Contest
from hustings.counting import Number, Stage
from hustings.record import Record
from hustings.reports._report import Report

COLUMNS = ("stage", "step", "kind", "candidate", "from", "account", "number")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, str, str, str, Number | str]
"""kind, candidate, from, account, number"""


def render(record: Record) -> bytes:
    r"""Write the stages of a record as CSV.

    >>> from hustings.contest import Candidate
    >>> from hustings.profile import Profile
    >>> from hustings.record import RuleUsed
    >>> only = Stage(step="uncontested", votes={}, papers=0, elected=("a",))
    >>> record = Record(
    ...     contest=Contest(title="Mayor", candidates=(Candidate(id="a", name="=Ann"),)), status="calculated",
    ...     papers=Profile.of("a", {}), stages=(only,),
    ...     rule=RuleUsed(key="uncontested", name="uncontested", version=1, source="r57"))
    >>> print(render(record).decode().replace("\r", ""), end="")
    stage,step,kind,candidate,from,account,number
    1,uncontested,papers,,,,0
    1,uncontested,elected,'=Ann,,,
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # CRLF, so that a lone one within a name is quoted, too
    writer.writerow(COLUMNS)
    for number, stage in enumerate(record.stages, start=1):
        for row in _rows(stage, record.contest):
            *texts, figure = (stage.step, *row)
            writer.writerow((number, *map(guarded, texts), exact(figure)))
    return text.getvalue().encode("utf-8")


def exact(value: Number | str) -> int | str:
    """A number without loss: whole, in decimals where they end, else p/q; a text as it stands.

    >>> from fractions import Fraction
    >>> exact(7), exact(Fraction(57, 100)), exact(Fraction(-3, 2)), exact(Fraction(2, 3)), exact(Fraction(4))
    (7, '0.57', '-1.5', '2/3', 4)
    """
    if isinstance(value, str) or value.denominator == 1:
        return value if isinstance(value, str) else value.numerator
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}d}"


def guarded(text: object) -> str:
    """A text, with an apostrophe before one that a spreadsheet would take for a formula."""
    return f"'{text}" if str(text).startswith(FORMULA) else str(text)


def _rows(stage: Stage, contest: Contest) -> Iterator[Row]:
    names = {one: contest.label(one) for one in contest.ids}
    yield "papers", "", "", "", stage.papers
    if stage.quota is not None:
        yield "quota", "", "", "", stage.quota
    for kind, figures in (
        ("votes", stage.votes),
        ("added", stage.added),
        ("held", stage.held),
        ("seats", stage.seats),
    ):
        for one in names:
            if one in figures:
                yield kind, names[one], "", "", figures[one]
    if stage.looked_at:
        yield "looked_at", "", "", "", stage.looked_at
    for account, papers in sorted(stage.accounts.items()):
        yield "account", "", "", account, papers
    for (source, account), papers in sorted(stage.sources.items()):
        yield "account", "", names[source], account, papers
    for transfer in stage.transfers:
        yield "transfer", names[transfer.to], names[transfer.source], "", transfer.papers
        if transfer.votes is not None:
            yield "transfer_votes", names[transfer.to], names[transfer.source], "", transfer.votes
    yield from _compared(stage, names)
    for kind, people in (
        ("remaining", stage.remaining),
        ("eliminated", stage.eliminated),
        ("elected", stage.elected),
        ("filled", stage.filled),
    ):
        for one in people:
            yield kind, names[one], "", "", stage.votes.get(one, "")


def _compared(stage: Stage, names: Mapping[str, str]) -> Iterator[Row]:
    """Duels, a ranking, equalities and doubtful ranks."""
    for one in names:
        for other in names:
            if (one, other) in stage.duels:
                yield "duel", names[one], names[other], "", stage.duels[one, other]
    for place, one in enumerate(stage.order, start=1):
        yield "order", names[one], "", "", place
    for equality in stage.equalities:
        for one in equality.between:
            yield "equality", names[one], names[equality.chosen], equality.by, equality.at
    for reading, papers in sorted(stage.readings.items()):
        yield "reading", "", "", reading, papers


REPORT = Report(
    key="csv",
    title="Stages",
    suffix=".csv",
    about="Every stage as tidy CSV, one figure a row: votes, transfers, accounts, duels, who is elected.",
    render=render,
)
