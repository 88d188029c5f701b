"""The stages as tidy CSV: one figure a row, for spreadsheets and data frames.

Columns: `stage` (1, 2 …), `step` (its key), `kind`, `candidate` (by name), `from` (by name: whose papers),
`account` (the name of papers that reached nobody) and `number`. The kinds are

- `papers`: papers in the stage; `looked_at`: papers whose second preference was looked at;
- `votes`: a candidate's votes after the stage; `added`: what the stage added to them;
- `account`: papers under one account; with `from`, those of one eliminated candidate's papers among them;
- `transfer`: second preferences counted for `candidate` on the papers of `from`;
- `remaining`, `eliminated`, `elected`: `number` is that candidate's votes, empty where there was no poll.

Rows of one kind and stage may be added up, but `account` only with `from` empty or only with it filled.
As RFC 4180: UTF-8 without a byte order mark, lines end in CRLF. A text that a spreadsheet would take for a
formula (it begins with = + - @, a tab or a carriage return) has an apostrophe put before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

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
            writer.writerow((number, *(guarded(one) for one in (stage.step, *row))))
    return text.getvalue().encode("utf-8")


def guarded(value: Number | str) -> Number | str:
    """The value, with an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _rows(stage: Stage, contest: Contest) -> Iterator[Row]:
    names = {one: contest.label(one) for one in contest.ids}
    yield "papers", "", "", "", stage.papers
    for kind, figures in (("votes", stage.votes), ("added", stage.added)):
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
    for kind, people in (
        ("remaining", stage.remaining),
        ("eliminated", stage.eliminated),
        ("elected", stage.elected),
    ):
        for one in people:
            yield kind, names[one], "", "", stage.votes.get(one, "")


REPORT = Report(
    key="csv",
    title="Stages",
    suffix=".csv",
    about="Every stage as tidy CSV, one figure a row: votes, additions, accounts, transfers, who is elected.",
    render=render,
)
