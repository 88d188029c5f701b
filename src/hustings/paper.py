"""One ballot paper: what it carries (`Marks`) and what it is held to say (`Ruling`).

Source: Combined Authorities (Mayoral Elections) Order 2017 Sch 1 r51 and r55, with the like rules for
local authority mayors (SI 2007/1024 r48, r52), London (SI 2007/3541 Sch 3 r50) and police and crime
commissioners (SI 2012/1917 Sch 3 r53); the regime says which of these texts were read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Vote = tuple[str, ...]
"""What a paper says, flat and frozen; what each place holds depends on the kind of ballot:

- `preferences`: the first preference and, where there are two columns, the second;
- `rankings`: the ranks in order, each a candidate's id, several joined by `=` that share the rank, or `-`
  where the rank was skipped;
- `scores`: a candidate's id and a whole number, `id:score`, in ballot-paper order; who is left out has none;
- `approvals`: the ids of those approved, in ballot-paper order.
"""

Ballots = Literal["preferences", "rankings", "scores", "approvals"]
"""The kinds of ballot paper."""

# What may stand in a vote in the place of a candidate. No candidate's id may look like these.
BLANK, OVER, UNCERTAIN, UNKNOWN = "-", "!!", "?", "*"
TOKENS = (BLANK, OVER, UNCERTAIN, UNKNOWN)

LEVEL, SCORED = "=", ":"
"""Between ids that share a rank, and between an id and its score."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A name for papers or preferences that were not counted; `parts` are the finer codes it pools."""

    words: str
    parts: frozenset[str]


def _codes(plain: Mapping[str, str], pooled: Mapping[str, tuple[str, Sequence[str]]]) -> Mapping[str, Code]:
    codes = {key: Code(words=words, parts=frozenset([key])) for key, words in plain.items()}
    codes |= {key: Code(words=words, parts=frozenset(parts)) for key, (words, parts) in pooled.items()}
    return MappingProxyType(codes)


FIRST_CODES = _codes(
    {
        "no_official_mark": "want of official mark",
        "more_than_one_first": "more than one first preference",
        "identifies_voter": "writing or mark by which the voter could be identified",
        "blank_both": "unmarked",
        "first_blank_second_marked": "no first preference, second preference marked",
        "uncertain": "void for uncertainty as to the first preference",
    },
    {
        "unmarked": ("unmarked as to the first preference", ["blank_both", "first_blank_second_marked"]),
        "unmarked_or_uncertain": (
            "unmarked or void for uncertainty as to the first preference",
            ["blank_both", "first_blank_second_marked", "uncertain"],
        ),
        "rejected": (
            "rejected, head not published",
            [
                "no_official_mark",
                "more_than_one_first",
                "identifies_voter",
                "blank_both",
                "first_blank_second_marked",
                "uncertain",
            ],
        ),
    },
)
"""Why a paper is rejected at the first count, and the pools a publication may print instead."""

SECOND_CODES = _codes(
    {
        "same_candidate": "same candidate as the first preference",
        "for_eliminated": "for another eliminated candidate",
        "blank": "no second preference marked",
        "over_marked": "more than one second preference",
        "uncertain_second": "void for uncertainty as to the second preference",
    },
    {
        "not_for_remaining": ("for no remaining candidate", ["same_candidate", "for_eliminated"]),
        "blank_or_uncertain": (
            "unmarked or void for uncertainty as to the second preference",
            ["blank", "uncertain_second"],
        ),
        "no_valid_second": ("no valid second preference", ["blank", "over_marked", "uncertain_second"]),
        "not_counted": (
            "not counted again, reason not published",
            ["same_candidate", "for_eliminated", "blank", "over_marked", "uncertain_second"],
        ),
    },
)
"""Why a second preference is not added, and the pools a publication may print instead."""

TOKEN_CODES = {BLANK: "blank", OVER: "over_marked", UNCERTAIN: "uncertain_second", UNKNOWN: "no_valid_second"}

DEFECT_ORDER = (
    "no_official_mark",
    "identifies_voter",
    "more_than_one_first",
    "blank_both",
    "first_blank_second_marked",
    "uncertain",
)
"""Which defect names a paper that has several: not fixed by law, so a setting; the total is unaffected."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark in a column: against whom (None when it could not be read), cross or numeral, struck out."""

    candidate: str | None
    numeral: int | None = None
    struck: bool = False


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What one paper carries, as transcribed: the marks in each column and the two facts about the paper."""

    first: tuple[Mark, ...]
    second: tuple[Mark, ...] = ()
    official_mark: bool = True
    identifies_voter: bool = False


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a paper is held to say: a `vote`, or the `code` it is rejected under, or why it is `referred`.

    Exactly one of the three is set. `flags` are remarks on a reading that another officer might make
    differently.
    """

    vote: Vote | None = None
    code: str | None = None
    referred: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordedRuling:
    """A returning officer's decision on referred papers, as the decisions file records it.

    It names one paper by its id, or a pattern of marks (area, first column, second column, as
    transcribed) and how many papers carry it. The ruling is final, subject to a petition (CA rules r52).
    """

    ruling: Ruling
    paper: str = ""
    pattern: str = ""
    area: str = ""
    papers: int = 1
    reason: str = ""
    by: str = ""
    objected: bool = False
    where: str = ""


def named_in(vote: Vote) -> list[str]:
    """The ids in a vote of any kind, in the order in which they stand there.

    >>> named_in(("b", "-", "a=c")), named_in(("a:5", "b:0"))
    (['b', 'a', 'c'], ['a', 'b'])
    """
    return [one.partition(SCORED)[0] for place in vote if place not in TOKENS for one in place.split(LEVEL)]


def scores_in(vote: Vote) -> dict[str, int]:
    """The scores of a rated ballot paper by candidate.

    >>> scores_in(("a:5", "b:-1"))
    {'a': 5, 'b': -1}
    """
    return {id: int(score) for id, _, score in (place.partition(SCORED) for place in vote)}


def rule_on(marks: Marks, *, columns: int = 2, order: Sequence[str] = DEFECT_ORDER) -> Ruling:
    """Hold a paper to say what its marks clearly say, reject it under a head, or refer it to the officer.

    `columns` is 1 where only two candidates stand. Nothing that needs judgement is decided here: an
    unread mark, a numeral that does not agree with its column, or marks that are all struck out are
    referred. Source: the module's; the order of heads is a setting.

    >>> cross = lambda *ids: tuple(Mark(candidate=one) for one in ids)
    >>> rule_on(Marks(first=cross("a"), second=cross("b"))).vote
    ('a', 'b')
    >>> rule_on(Marks(first=cross("a", "b"))).code
    'more_than_one_first'
    """
    first = _standing(marks.first)
    second = _standing(marks.second) if columns > 1 else []
    defects = set()
    if not marks.official_mark:
        defects.add("no_official_mark")
    if marks.identifies_voter:
        defects.add("identifies_voter")
    doubt = _first_doubt(marks, first, second, columns)
    if len(first) > 1 and not doubt:
        defects.add("more_than_one_first")
    if not first and not doubt:
        # Whichever second preference is marked, no first preference is: nothing is counted.
        defects.add("first_blank_second_marked" if second else "blank_both")
    if defects:
        return Ruling(code=min(defects, key=list(order).index))
    doubt = doubt or (_second_doubt(marks.second, second) if columns > 1 else "")
    if doubt:
        return Ruling(referred=doubt)
    return _valid(first, second, columns)


def _standing(column: Sequence[Mark]) -> list[Mark]:
    """The marks that were not struck out; a vote is not void because it is marked more than once."""
    return list(dict.fromkeys(mark for mark in column if not mark.struck))


def _valid(first: list[Mark], second: list[Mark], columns: int) -> Ruling:
    chosen = first[0].candidate
    assert chosen is not None  # an unread mark was referred
    if columns == 1:
        return Ruling(vote=(chosen,))
    if not second:
        return Ruling(vote=(chosen, BLANK))
    if len(second) > 1:
        repeats = any(mark.candidate == chosen for mark in second)
        flags = ("one of the second preferences repeats the first: read strictly, over-marked",)
        return Ruling(vote=(chosen, OVER), flags=flags if repeats else ())
    other = second[0].candidate
    assert other is not None
    return Ruling(vote=(chosen, other))


def _first_doubt(marks: Marks, first: list[Mark], second: list[Mark], columns: int) -> str:
    """Why the first preference needs a person's judgement; empty when it does not."""
    if any(mark.candidate is None for mark in first):
        return "a mark in the first column could not be read"
    if marks.first and not first:
        return "every mark in the first column is struck out"
    if any(mark.numeral is not None for mark in first) and (len(first) > 1 or first[0].numeral != 1):
        return "numerals in the first column"
    if not first and any(mark.candidate is None or mark.numeral is not None for mark in second):
        return "marked out of place: the intention may be clear"
    if not first and columns > 1 and marks.second and not second:
        return "every mark on the paper is struck out"
    return ""


def _second_doubt(marked: Sequence[Mark], second: list[Mark]) -> str:
    """Why the second preference of a paper whose first is valid needs a person's judgement."""
    if any(mark.candidate is None for mark in second):
        return "a mark in the second column could not be read"
    if marked and not second:
        return "every mark in the second column is struck out"
    if any(mark.numeral is not None for mark in second) and (len(second) > 1 or second[0].numeral != 2):
        return "numerals in the second column"
    return ""
