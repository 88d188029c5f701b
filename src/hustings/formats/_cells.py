"""Cells and counts as people write them in CSV: split, compared, and turned into whole numbers.

Source: RFC 4180, with a semicolon or a tab accepted for the comma.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from hustings.errors import InputError
from hustings.formats._names import folded
from hustings.formats._open import BOM

DELIMITERS = ",;\t"
COLUMNS = {"paper", "area", "first", "first_choice", "second", "papers"}
WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
TRANSCRIPT = re.compile(r"\||~$|[^\s=]\s*=\s*[0-9]+$")
LIMIT = 10**15
"""No count of papers reaches this, and beyond it spreadsheets and other readers of numbers round."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
RANK = (
    r"(?:rank|ranking|choice|preference|pref)[_.-]?(?P<after>[1-9][0-9]{0,3})"
    r"|(?P<before>[1-9][0-9]{0,3})(?:st|nd|rd|th)?(?:_(?:rank|choice|preference))?"
    rf"|(?P<word>{'|'.join(ORDINALS)})(?:_(?:rank|choice|preference))?"
)
BELOW_OR_BROKEN = re.compile(r"[-−][0-9.,]+|[0-9,]*\.[0-9]+")


def cells_of(text: str, delimiter: str, *, where: str = "") -> list[str]:
    """The cells of one record, stripped of outer spaces.

    >>> cells_of('"Khan, Sadiq", Bailey', ",")
    ['Khan, Sadiq', 'Bailey']
    """
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(
            "a quoted cell is not written as CSV",
            where=where,
            found=f"{text[:60]} ({error})",
            expected='"..." around the whole cell, and a quote inside it doubled',
            hint="correct the quotes, or export the file again",
        ) from None
    return [cell.strip() for cell in records[0]] if records else [""]


def records_of(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    r"""The records of a whole file, each with the line it begins in; InputError naming it for broken quotes.

    >>> list(records_of('a;b\n"1\n2";3\n4;5\n', "votes.csv"))
    [(1, ['a', 'b']), (2, ['1\n2', '3']), (4, ['4', '5'])]
    """
    delimiter = delimiter_of(next((line for line in text.splitlines() if line.strip()), ""))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for record in reader:
            yield before + 1, [cell.strip() for cell in record]
            before = reader.line_num
    except csv.Error as error:
        raise InputError(
            "this is not written as CSV",
            where=f"{name}:{before + 1}",
            found=str(error),
            expected='"..." around the whole cell, and a quote inside it doubled',
            hint="correct the quotes, or export the file again",
        ) from None


def delimiter_of(header: str) -> str:
    """The delimiter of a file, told by its header: one that sets known columns apart, else a comma.

    >>> delimiter_of("first;Khan, Sadiq;Bailey, Shaun"), delimiter_of("first")
    (';', ',')
    """
    unquoted = re.sub(r'"[^"]*"', "", header)

    def known(delimiter: str) -> int:
        return len({plain(cell) for cell in unquoted.split(delimiter)} & COLUMNS)

    return max(DELIMITERS, key=lambda one: (known(one), unquoted.count(one)))


def plain(column: str) -> str:
    """A column's name as it is compared: no case, underscores for spaces."""
    return folded(column).replace(" ", "_")


def rank_of(column: str) -> int:
    """Which rank a column holds, by its name in plain form; 0 where it says none.

    >>> [rank_of(one) for one in ("rank_2", "choice3", "1", "4th_choice", "third", "papers")]
    [2, 3, 1, 4, 3, 0]
    """
    found = re.fullmatch(RANK, column)
    if found is None:
        return 0
    word = found["word"]
    return ORDINALS.index(word) + 1 if word else int(found["after"] or found["before"])


def is_ranked(columns: Collection[str]) -> bool:
    """Whether a header (in plain form) has a column for each rank; `first,second` alone is two columns.

    >>> is_ranked(["first", "second"]), is_ranked(["first", "second", "third"]), is_ranked(["area", "rank1"])
    (False, True, True)
    """
    ranked = [one for one in columns if rank_of(one)]
    whole_series = sorted(map(rank_of, ranked)) == list(range(1, len(ranked) + 1))
    return whole_series and not set(ranked) <= {"first", "second"}


@lru_cache(maxsize=1)
def peek(start: bytes) -> list[list[str]]:
    """The header (in plain form) and the first rows of what may be such a file; sniffing uses them.

    Every format asks for them, so those last asked for are kept: nobody may change them.

    >>> peek(b"First;Second\\r\\nAnn;Bert\\r\\n")
    [['first', 'second'], ['Ann', 'Bert']]
    """
    text = start.removeprefix(BOM).decode("utf-8", "replace")
    lines = re.split(r"\r\n|\r|\n", text)
    lines = lines[:-1] if len(start) >= 1 << 16 else lines  # the last one may have been cut short
    found: list[list[str]] = []
    delimiter = delimiter_of(next((line for line in lines if line.strip()), ""))
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if cells:
                found.append([cell.strip() for cell in cells])
    except csv.Error:
        return []
    return [[plain(cell) for cell in found[0]], *found[1:]] if found else []


def whole(text: str, *, what: str, where: str = "") -> int:
    """A count of papers: 0 or more, thousands separated by commas or not at all.

    >>> whole("1,013,721", what="papers")
    1013721
    """
    if WHOLE.fullmatch(text):
        digits = text.replace(",", "").lstrip("0") or "0"
        if len(digits) < len(str(LIMIT)):
            return int(digits)
        raise InputError(
            "a count is larger than any election",
            where=where,
            found=f"{what} = {text[:20]}{'...' if len(text) > 20 else ''}",
            expected=f"less than {LIMIT:,}",
            hint="correct the count",
        )
    below = BELOW_OR_BROKEN.fullmatch(text)
    raise InputError(
        "negative or fractional count" if below else "this is not a whole number",
        where=where,
        found=f"{what} = {text or 'nothing'}",
        expected="a whole number, 0 or more",
        hint="correct the count",
    )


def is_transcript(cell: str) -> bool:
    """Whether a cell holds the notation of transcribed marks, not merely a name.

    >>> [is_transcript(cell) for cell in ("Ann|Bert", "Ann=1", "Ann~", "Ann", "=1+1", "?")]
    [True, True, True, False, False, False]
    """
    return TRANSCRIPT.search(cell) is not None
