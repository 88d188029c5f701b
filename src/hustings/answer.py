"""An answer: what was found about an election, how sure it is, what it rests on, and the proof.

What is certain and what is only probable are different types here and never meet in one: a certainty follows
from the papers by arithmetic, a chance from a model that says what it assumes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from hustings.contest import Contest
from hustings.paper import Vote
from hustings.plain_data import encode, layout
from hustings.profile import Profile
from hustings.returns import Note, Source

SCHEMA = "hustings-answer-1"

Certainty = Literal["certain", "possible", "impossible"]
"""What arithmetic says: it holds whatever is not known, it may or may not, it cannot."""

Unit = Literal["text", "candidate", "papers", "votes", "number", "share", "change", "chance"]
"""What a column of figures holds: words; a candidate's id; whole papers or votes (`votes` may be exact
fractions); a plain number; a share from 0 to 1, shown in per cent; a difference, shown with its sign; a
chance from 0 to 1, shown in whole per cents and never as 0 or 100."""

Cell = str | int | Fraction | None
"""A figure; None where it is not known. A figure that was computed in floating point is rounded to a Fraction
of a power of ten first, so that the same answer is the same bytes."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that the papers settle, or leave open: a `claim` in words, about `who` (ids), and whether it
    is certain, possible or impossible."""

    claim: str
    holds: Certainty
    who: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chance:
    """One thing that a model gives a probability: a `claim` in words, about `who`, and `of` it from 0 to 1.

    It is shown in whole per cents, as "less than 1" and "more than 99" at the ends: no forecast is certain.
    """

    claim: str
    of: Fraction
    who: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of figures: its key in JSON and CSV, its heading, and what it holds."""

    key: str
    head: str
    unit: Unit = "papers"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A table of an answer: its rows have a cell for each column. `note` says what must be known to read it.

    `detail` marks a table that people see only when they ask for all (a grid behind a picture, draws).
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    detail: bool = False

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of one column."""
        (at,) = (at for at, one in enumerate(self.columns) if one.key == key)
        return tuple(row[at] for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Change:
    """So many papers that would say something else: `before` is empty for papers added, `after` for papers
    struck out. `area` is the area of the papers, or empty."""

    papers: int
    before: Vote = ()
    after: Vote = ()
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Witness:
    """The proof of an answer: changed papers which, counted again, come out as claimed.

    `words` say what is changed, as a sentence. `changes` are made to `base`, or where that is None to the
    papers of the file itself. `elected` are who is then elected; where `level` holds anybody, a lot between
    these decides, and it may fall on those in `elected`. Every witness was counted by the counting engine
    before the answer was given.
    """

    words: str
    changes: tuple[Change, ...] = ()
    elected: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    base: Profile | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to one question about one election, or about polls.

    `sentence` is the answer in one sentence. `findings` are certainties, `chances` probabilities. `level`
    says in words which data were used, `fuller` what a fuller publication would add (empty: nothing).
    `assumptions` are sentences that the answer rests on. `asked` are the options as given, in words.
    `caption` says what a picture of the figures shows. Candidates stand by id: their names are the contest's.
    """

    question: str
    title: str
    contest: Contest
    rule: str
    sentence: str
    level: str
    findings: tuple[Finding, ...] = ()
    chances: tuple[Chance, ...] = ()
    figures: tuple[Figures, ...] = ()
    assumptions: tuple[str, ...] = ()
    fuller: str = ""
    witnesses: tuple[Witness, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()

    def has(self, key: str) -> bool:
        """Whether the answer has figures of this key."""
        return any(one.key == key for one in self.figures)

    def table(self, key: str) -> Figures:
        """The figures of this key; KeyError where the answer has none such."""
        for one in self.figures:
            if one.key == key:
                return one
        raise KeyError(key)

    def __bool__(self) -> bool:
        raise TypeError("an answer is neither true nor false: ask .findings, .chances or .sentence")

    def __repr__(self) -> str:
        return f"<Answer {self.question}: {self.sentence}>"


def rounded(value: float, places: int = 6) -> Fraction:
    """A floating-point figure as an exact fraction of so many decimals, as an answer keeps it.

    >>> rounded(0.55231899, 4)
    Fraction(5523, 10000)
    """
    return Fraction(round(value * 10**places), 10**places)


def to_json(answer: Answer) -> bytes:
    """An answer as canonical JSON, the same bytes for the same papers and options."""
    return (layout({"schema": SCHEMA, **encode(answer)}) + "\n").encode()
