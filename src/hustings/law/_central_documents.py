"""The documents of the officer who adds up the areas, and of the result.

Source: LA rules r54; GLA rules r56 and r57; PCC rules r59, r60 and r62; guidance for combined authorities.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.law._fields import (
    FIRST_EACH,
    HEADING,
    REJECTED_EACH,
    SECOND_EACH,
    SHARE,
    TOTAL_EACH,
    TOTAL_EACH_DERIVED,
    TURNOUT,
    VALID_DERIVED,
    VOTES_EACH,
)
from hustings.regime import Cite, Document, Field


def first_calculation(by: str, to: str, *cites: Cite) -> Document:
    """All areas' first preferences added up, and what follows from them."""
    each = Field(key="first-by-area", words="first preference votes", per="area and candidate")
    return Document(
        key="first-calculation",
        title="First calculation",
        by=by,
        to=to,
        fields=(
            *HEADING,
            each,
            FIRST_EACH,
            VALID_DERIVED,
            Field(
                key="majority-test", words="twice the votes, against all votes", per="candidate", derived=True
            ),
            Field(key="remaining", words="who remains in the contest", derived=True),
            Field(key="eliminated", words="who is eliminated", derived=True),
            Field(key="equality", words="equality for second place, where there is one", derived=True),
        ),
        cites=cites,
    )


def second_count_direction(by: str, to: str, *cites: Cite) -> Document:
    """The order to count second preferences, naming who remains."""
    return Document(
        key="second-count-direction",
        title="Direction for the second count",
        by=by,
        to=to,
        fields=(
            *HEADING,
            Field(key="remaining", words="candidates who remain in the contest"),
            Field(key="eliminated", words="candidates eliminated", derived=True),
            Field(
                key="first-preferences",
                words="first preference votes relied on",
                per="candidate",
                derived=True,
            ),
            Field(key="time", words="time of the direction", derived=True),
        ),
        cites=cites,
        columns=2,
    )


def second_calculation(by: str, to: str, *cites: Cite) -> Document:
    """All areas' second preferences for those remaining, and the totals."""
    each = Field(key="second-by-area", words="second preference votes counted", per="area and candidate")
    return Document(
        key="second-calculation",
        title="Second calculation",
        by=by,
        to=to,
        fields=(*HEADING, each, FIRST_EACH, SECOND_EACH, TOTAL_EACH),
        cites=cites,
        columns=2,
    )


def lot_record(by: str, *cites: Cite) -> Document:
    """A draw between people whose votes are equal: it chooses a person and adds no vote."""
    return Document(
        key="lot-record",
        title="Record of the lot",
        by=by,
        to="the file; noted on the declaration",
        fields=(
            *HEADING,
            Field(key="between", words="whose votes are equal", derived=True),
            Field(key="votes", words="their votes, which stay equal", derived=True),
            Field(key="drawn", words="who is returned"),
            Field(key="method", words="how it was drawn", derived=True),
            Field(key="witnesses", words="who saw it", derived=True),
            Field(key="time", words="time", derived=True),
        ),
        cites=cites,
        note="no rule read asks for a record: the lot is the law's, its record is ours",
    )


def declarations(by: str, to: str, *cites: Cite, fields: Sequence[Field]) -> tuple[Document, Document]:
    """The declaration and public notice: with the fields given for two columns, and for one column."""
    derived = (VALID_DERIVED, TURNOUT, SHARE)
    title = "Declaration of the result and public notice"
    two = Document(
        key="declaration",
        title=title,
        by=by,
        to=to,
        fields=(*HEADING, *fields, TOTAL_EACH_DERIVED, *derived),
        cites=cites,
        columns=2,
        note="second preferences and the papers rejected for them only where they were counted",
    )
    one = Document(
        key="declaration",
        title=title,
        by=by,
        to=to,
        fields=(
            *HEADING,
            *(one for one in fields if one.key in ("name", "description")),
            VOTES_EACH,
            REJECTED_EACH,
            TURNOUT,
            SHARE,
        ),
        cites=cites,
        columns=1,
        note="where one person stands, only the name",
    )
    return two, one


def deposit_list(by: str, *cites: Cite) -> Document:
    """Whose deposit is returned: more than a twentieth of all first preferences is needed."""
    return Document(
        key="deposit-list",
        title="Deposits returned and forfeited",
        by=by,
        to="whoever paid the deposit, by the next working day",
        fields=(
            *HEADING,
            FIRST_EACH,
            VALID_DERIVED,
            Field(key="returned", words="returned or forfeited", per="candidate"),
        ),
        cites=cites,
    )
