"""A document as plain data: what it says, before it is text or a page.

Figures the law does not ask for are `derived`, and every rendering marks them. A figure that is not known
is never invented: the cell says so, and `missing` names it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NOT_KNOWN = "not known"
DERIVED_MARK = "†"
DERIVED_NOTE = f"{DERIVED_MARK} derived, or added by us: the law does not ask for it in this document"


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph; a `strong` one says the outcome."""

    text: str
    strong: bool = False
    derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One named figure or fact."""

    words: str
    value: str
    derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Entries:
    """Named figures and facts, one under the other."""

    lines: tuple[Entry, ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table; a `strong` one is a total."""

    cells: tuple[str, ...]
    strong: bool = False
    derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under headings: the first `texts` columns and the last `remarks` hold words, the others figures.

    `derived` are the numbers of the columns that are ours.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    texts: int = 1
    remarks: int = 0
    derived: tuple[int, ...] = ()


Block = Words | Entries | Table


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs, and the day or time beside it."""

    by: str
    what: str = "Signed"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A document: headings, body, what is not known, who signs, remarks and the paragraphs it rests on.

    `marking` stands over everything ("Unofficial", "Provisional"); `area` is an area's id or empty for the
    whole contest.
    """

    key: str
    title: str
    subtitle: str
    area: str = ""
    marking: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    notes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def has_derived(self) -> bool:
        """Whether anything in it is ours rather than the law's."""
        return any(_has_derived(block) for block in self.body)


def _has_derived(block: Block) -> bool:
    if isinstance(block, Words):
        return block.derived
    if isinstance(block, Entries):
        return any(line.derived for line in block.lines)
    return bool(block.derived) or any(row.derived for row in block.rows)


def clean(text: str) -> str:
    """One line of text that cannot steer what shows it: control and bidirectional characters are spelt out.

    >>> clean("Ann" + chr(0x202E) + chr(10) + " Archer")
    'Ann[U+202E] Archer'
    """
    spelt = (
        " " if one.isspace() else f"[U+{ord(one):04X}]" if unicodedata.category(one) in UNSEEN else one
        for one in text
    )
    return " ".join("".join(spelt).split())


UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories of characters that are not seen, or that turn text round."""


def banded(table: Table, most: int) -> tuple[Table, ...]:
    """A table too wide for the page as several of at most `most` further columns, each with its words again.

    >>> wide = Table(columns=("area", "A", "B", "C"), rows=(Row(cells=("North", "1", "2", "3")),))
    >>> [part.columns for part in banded(wide, 2)]
    [('area', 'A', 'B'), ('area', 'C')]
    """
    figures = range(table.texts, len(table.columns))
    if len(figures) <= most:
        return (table,)
    parts = -(-len(figures) // most)
    size = -(-len(figures) // parts)  # bands of like width
    words = range(table.texts)
    remarks = range(len(table.columns) - table.remarks, len(table.columns))
    made = []
    for number in range(parts):
        kept = [*words, *figures[number * size : (number + 1) * size]]
        made.append(
            Table(
                columns=tuple(table.columns[one] for one in kept),
                rows=tuple(
                    Row(cells=tuple(row.cells[one] for one in kept), strong=row.strong, derived=row.derived)
                    for row in table.rows
                ),
                title=f"{table.title} ({number + 1} of {parts})".strip(),
                texts=table.texts,
                remarks=sum(one in remarks for one in kept),
                derived=tuple(place for place, one in enumerate(kept) if one in table.derived),
            )
        )
    return tuple(made)
