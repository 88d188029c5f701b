"""The documents of a place that counts; each instrument says by whom, for whom and under which paragraph.

Source: CA rules r47, r51, r54, r56, r57 and r59; LA rules r48 and r51; GLA rules r53; PCC rules r60 and r66.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.law._fields import (
    AREA,
    FIRST_EACH,
    HEADING,
    LOOKED_AT,
    NOT_REMAINING,
    REJECTED_EACH,
    REJECTED_TOTAL,
    SECOND_EACH,
    SECOND_REJECTED_EACH,
    TOTAL_EACH,
    TOTAL_EACH_DERIVED,
    VALID,
    VOTES_EACH,
)
from hustings.regime import Cite, Document, Field


def ballot_paper_account(*cites: Cite) -> Document:
    """What a presiding officer says of the papers of one polling station."""
    words = ("papers issued", "papers unused", "papers spoilt", "papers tendered")
    fields = tuple(Field(key=one.replace("papers ", "papers-"), words=one) for one in words)
    return Document(
        key="ballot-paper-account",
        title="Ballot paper account",
        by="presiding officer",
        to="the officer who counts",
        fields=(Field(key="station", words="polling station"), *fields),
        cites=cites,
    )


def verification(by: str, to: str, *cites: Cite) -> Document:
    """Whether the papers found agree with the accounts, box by box, and the postal papers."""
    return Document(
        key="verification",
        title="Statement of verification",
        by=by,
        to=to,
        fields=(
            *HEADING,
            AREA,
            Field(key="account", words="papers by the account", per="box"),
            Field(key="found", words="papers found", per="box"),
            Field(key="variance", words="difference and its reason", per="box"),
            Field(key="postal", words="postal ballot papers duly returned"),
            Field(key="verified-total", words="ballot papers verified, in total", derived=True),
        ),
        cites=cites,
        note="agents may copy it",
    )


def rejected_papers(by: str, to: str, *cites: Cite) -> Document:
    """How many papers were rejected under each head of the form in use."""
    return Document(
        key="rejected-papers",
        title="Statement of rejected ballot papers",
        by=by,
        to=to,
        fields=(
            *HEADING,
            AREA,
            REJECTED_EACH,
            Field(key="papers-rejected", words="papers rejected, in total", derived=True),
        ),
        cites=cites,
        note="the heads are those of the form chosen",
    )


def first_statements(
    by: str, to: str, *cites: Cite, title: str, extra: Sequence[Field] = ()
) -> tuple[Document, Document]:
    """An area's figures after the first count: one for two columns, one for the paper of two candidates."""
    used = Field(key="papers-used", words="ballot papers used, in total")
    head = (*HEADING, AREA, used, REJECTED_TOTAL)
    two = Document(
        key="first-statement",
        title=title,
        by=by,
        to=to,
        fields=(*head, FIRST_EACH, VALID, *extra),
        cites=cites,
        columns=2,
    )
    one = Document(
        key="first-statement",
        title=title,
        by=by,
        to=to,
        fields=(*head, VOTES_EACH),
        cites=cites,
        columns=1,
    )
    return two, one


def directed_recount(by: str, to: str, *cites: Cite, note: str = "") -> Document:
    """An order to count an area, or a part of it, again."""
    return Document(
        key="recount-direction",
        title="Direction to count again",
        by=by,
        to=to,
        fields=(
            *HEADING,
            AREA,
            Field(key="part", words="the whole area, or which part of it"),
            Field(key="which-count", words="which count", derived=True),
            Field(key="reason", words="reason", derived=True),
            Field(key="time", words="time of the direction", derived=True),
        ),
        cites=cites,
        note=note,
    )


def finalising(by: str, to: str, *cites: Cite, title: str) -> Document:
    """An order to make a statement final, or leave to publish it in its area."""
    statement = Field(key="statement-version", words="version of the statement it is about", derived=True)
    return Document(
        key="finalise-direction",
        title=title,
        by=by,
        to=to,
        fields=(*HEADING, AREA, statement),
        cites=cites,
    )


def final_statement(by: str, to: str, *cites: Cite) -> Document:
    """An area's figures when no recount is to come: verification, first statement and rejected papers."""
    return Document(
        key="final-statement",
        title="Final statement",
        by=by,
        to=to,
        fields=(
            *HEADING,
            AREA,
            Field(key="verified-total", words="ballot papers verified, in total"),
            Field(key="papers-used", words="ballot papers used, in total"),
            REJECTED_TOTAL,
            REJECTED_EACH,
            FIRST_EACH,
            VALID,
        ),
        cites=cites,
    )


def second_statement(
    by: str, to: str, *cites: Cite, title: str, totals: bool, firsts: bool = True
) -> Document:
    """An area's figures after the second count; `totals` and `firsts` where the rule asks for them."""
    shown_firsts = (FIRST_EACH,) if firsts else ()
    return Document(
        key="second-statement",
        title=title,
        by=by,
        to=to,
        fields=(
            *HEADING,
            AREA,
            *shown_firsts,
            SECOND_EACH,
            TOTAL_EACH if totals else TOTAL_EACH_DERIVED,
            SECOND_REJECTED_EACH,
            NOT_REMAINING,
            LOOKED_AT,
        ),
        cites=cites,
        columns=2,
    )


def sealed_packets(by: str, *cites: Cite) -> Document:
    """What is sealed after the count and sent to the registration officer."""
    return Document(
        key="sealed-packets",
        title="List of sealed packets",
        by=by,
        to="registration officer",
        fields=(
            *HEADING,
            AREA,
            Field(key="packets", words="contents, date and area", per="packet"),
        ),
        cites=cites,
        note="counted and rejected papers, accounts, statements, lists of tendered votes, registers",
    )
