"""The nouns of an instrument: what a law lays down for a count, as data that names its paragraphs.

Source: the design of the law shelf; each file in `hustings.law` cites the texts its own data rest on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Source = Literal["read", "excerpt", "guidance", "press", "inferred", "recollection", "reading"]

SOURCES: Mapping[Source, str] = {
    "read": "the rule or paragraph cited was read whole",
    "excerpt": "the words relied on were read, not the whole rule",
    "guidance": "official guidance or an official notice was read, not the rule",
    "press": "a press page, Hansard or another secondary page was read",
    "inferred": "worked out from another text: one that amends or restores the rule, or its like elsewhere",
    "recollection": "from memory: to be checked",
    "reading": "our reading of a point that the law leaves open",
}
"""How we know what a citation says; only `read` and `excerpt` count as verified in the text."""

Status = Literal["in force", "superseded", "pending"]
"""`pending`: whether and when it applies again is not known; used only when somebody names it."""

STATUSES: tuple[Status, ...] = ("in force", "pending", "superseded")


@dataclass(frozen=True, kw_only=True)
class Cite:
    """A paragraph, as it is printed (`text`), the instrument in full, and how we know what it says.

    >>> cite = Cite(text="CA rules r54(1)", instrument="SI 2017/67 Sch 1", source="read")
    >>> cite.verified, SOURCES[cite.source]
    (True, 'the rule or paragraph cited was read whole')
    """

    text: str
    instrument: str
    source: Source
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether the words relied on were read in the text itself."""
        return self.source in ("read", "excerpt")


@dataclass(frozen=True, kw_only=True)
class Head:
    """A printed head of rejection and the internal codes gathered under it; `letter` may be empty."""

    letter: str
    words: str
    codes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A way to print rejected papers: the heads of the first count and those of the second preferences.

    `columns` is 1 for the ballot paper of a contest without second preferences. A form is chosen by whoever
    prints; a regime only names those it may be printed in. The heads of `first` hold every code of the first
    count once; those of `second`, where there is a second count, every code of a second preference once.
    """

    key: str
    title: str
    first: tuple[Head, ...]
    second: tuple[Head, ...] = ()
    columns: int = 2
    cites: tuple[Cite, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """What a candidate pays in, in whole pounds, and the share of valid votes that must be exceeded to get
    it back: of first preferences, or of all votes where there is one column."""

    amount_pounds: int
    fraction: Fraction = Fraction(1, 20)
    cite: Cite


@dataclass(frozen=True, kw_only=True)
class Field:
    """One entry of a document: what it holds, how often, and whether the law asks for it.

    `per` is empty for one figure, or says of whom there is one each: `candidate`, `remaining candidate`,
    `head`, `second head`, `area`, `area and candidate`, `first and second candidate`. `derived` marks what
    we add and the law does not ask for (totals, percentages, turnout).
    """

    key: str
    words: str
    per: str = ""
    derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper that somebody must draw up: by whom, for whom, what is in it. `columns` 0 is any contest."""

    key: str
    title: str
    by: str
    to: str
    fields: tuple[Field, ...]
    cites: tuple[Cite, ...]
    columns: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Who does what, in the words of the office; empty where nobody does."""

    counts: str
    aggregates: str
    directs: str
    authorises_publication: str
    draws_lots: str
    declares: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a regime governs an office: days included, open where None.

    Where the day of the notice of election decides, `notice_from` or `notice_until` is set; a poll within
    `certain_from` and `certain_until` is then governed whatever that day was, so that it need not be known.
    `status` pending: it may govern such polls, which is not known, so it is never picked.
    """

    office: str
    cite: Cite
    poll_from: date | None = None
    poll_until: date | None = None
    notice_from: date | None = None
    notice_until: date | None = None
    certain_from: date | None = None
    certain_until: date | None = None
    status: Status = "superseded"


@dataclass(frozen=True, kw_only=True)
class Older:
    """An instrument that governed an office before, and is not carried: polls up to `poll_until`."""

    title: str
    office: str
    poll_until: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Regime:
    """An instrument: which rule for how many candidates, the paragraph behind each step, who does what.

    `rules` maps the number of candidates ("0", "1", "2", "3+") to the key of a rule. `steps` maps a stage of
    a rule and `procedure` a step of the count's procedure to its paragraphs. `defect_order` names a paper
    that has several defects. `second_base` says which papers' second preferences are looked at: `all` valid
    ones or those of the `eliminated`. Areas publish `at once` or `when authorised`. A ward with no more
    first preferences than `merge_wards_up_to` is printed with another. `version` changes only when counting
    does; `older` are instruments it replaced; `open_points` say what the law leaves open or was not read.
    `provenance` tells which of its parts were verified in the text.
    """

    key: str
    title: str
    instruments: tuple[str, ...]
    windows: tuple[Window, ...]
    version: int
    rules: Mapping[str, str]
    steps: Mapping[str, tuple[Cite, ...]]
    procedure: Mapping[str, tuple[Cite, ...]]
    forms: tuple[Form, ...]
    default_form: str
    one_column_form: str
    defect_order: tuple[str, ...]
    second_base: Literal["all", "eliminated", "none"]
    documents: tuple[Document, ...]
    roles: Roles
    area_word: str
    local_publication: Literal["at once", "when authorised"]
    deposits: Mapping[str, Deposit]
    merge_wards_up_to: int | None = None
    older: tuple[Older, ...] = ()
    open_points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def offices(self) -> tuple[str, ...]:
        """The keys of the offices it governs, has governed or may govern again."""
        return tuple(dict.fromkeys(window.office for window in self.windows))

    @property
    def status(self) -> Status:
        """`in force` for some office; else `pending` where it may come back; else `superseded`."""
        held = {window.status for window in self.windows}
        return next(status for status in STATUSES if status in held)


def rule_for(regime: Regime, candidates: int) -> str:
    """The key of the rule by which this many candidates are counted (law: by the number who stand)."""
    return regime.rules[str(candidates) if candidates < 3 else "3+"]


def form_of(regime: Regime, key: str = "", *, columns: int = 2) -> Form:
    """The named form, or the regime's own for a ballot paper of one or two columns; KeyError if unknown."""
    wanted = key or (regime.default_form if columns == 2 else regime.one_column_form)
    for form in regime.forms:
        if form.key == wanted:
            return form
    raise KeyError(wanted)


def document_of(regime: Regime, key: str, *, columns: int = 2) -> Document | None:
    """The document as this regime asks for it, or None where it asks for none."""
    for document in regime.documents:
        if document.key == key and document.columns in (0, columns):
            return document
    return None


def gather(
    heads: tuple[Head, ...], papers: Mapping[str, int], pools: Mapping[str, Collection[str]]
) -> tuple[dict[str, int], dict[str, int]]:
    """Add figures kept by code up under printed heads; what straddles two heads is returned apart.

    `papers` counts papers by code; `pools` gives the codes that a pooled name stands for. Returns papers by
    the head's words, and those papers by code that this form cannot print.

    >>> codes = frozenset({"blank_both", "uncertain"})
    >>> heads = (Head(letter="d", words="unmarked or uncertain", codes=codes),)
    >>> gather(heads, {"blank_both": 2, "uncertain": 1, "identifies_voter": 1}, {})
    ({'unmarked or uncertain': 3}, {'identifies_voter': 1})
    """
    printed = {head.words: 0 for head in heads}
    apart: dict[str, int] = {}
    for code, number in papers.items():
        parts = frozenset(pools.get(code, [code]))
        home = next((head for head in heads if parts <= head.codes), None)
        if home is None:
            apart[code] = apart.get(code, 0) + number
        else:
            printed[home.words] += number
    return printed, apart


def provenance(regime: Regime) -> Mapping[str, tuple[Cite, ...]]:
    """The citations behind each part of a regime, each part under its name."""
    parts = {f"step {key}": cites for key, cites in sorted(regime.steps.items())}
    parts |= {f"procedure {key}": cites for key, cites in sorted(regime.procedure.items())}
    parts |= {f"form {form.key}": form.cites for form in regime.forms}
    parts |= {f"document {one.key}": one.cites for one in regime.documents}
    parts |= {f"deposit {office}": (deposit.cite,) for office, deposit in regime.deposits.items()}
    return parts | {f"dates {office}": cites for office, cites in _dates(regime).items()}


def verified(cites: tuple[Cite, ...]) -> bool:
    """Whether a part is verified in the text: whether the first of its citations, on which it rests, is."""
    return bool(cites) and cites[0].verified


def _dates(regime: Regime) -> dict[str, tuple[Cite, ...]]:
    return {
        office: tuple(window.cite for window in regime.windows if window.office == office)
        for office in regime.offices
    }
