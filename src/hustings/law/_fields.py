"""Entries that documents of a count share; those marked as derived are ours, the law does not ask for them.

Source: CA rules r54 and r56, LA rules r51 and r54, GLA rules r53 and r57, PCC rules r60 and r62.
"""

from __future__ import annotations

from hustings.regime import Field

# Every document says of what it is a document; no rule lists these entries.
HEADING = (
    Field(key="election", words="election", derived=True),
    Field(key="date", words="date of the poll", derived=True),
    Field(key="status", words="provisional or final", derived=True),
    Field(key="version", words="version", derived=True),
    Field(key="signatory", words="signed by", derived=True),
)
AREA = Field(key="area", words="counting area", derived=True)
FIRST_EACH = Field(key="first-preferences", words="first preference votes given", per="candidate")
VOTES_EACH = Field(key="votes", words="votes given", per="candidate")
SECOND_EACH = Field(
    key="second-preferences-counted", words="second preference votes counted", per="remaining candidate"
)
TOTAL_EACH = Field(
    key="total-votes", words="first and second preference votes together", per="remaining candidate"
)
TOTAL_EACH_DERIVED = Field(
    key="total-votes",
    words="first and second preference votes together",
    per="remaining candidate",
    derived=True,
)
REJECTED_EACH = Field(key="rejected-by-head", words="papers rejected", per="head")
REJECTED_TOTAL = Field(key="papers-rejected", words="ballot papers rejected, in total")
SECOND_REJECTED_EACH = Field(
    key="second-rejected-by-head", words="papers rejected for the second count", per="second head"
)
SECOND_REJECTED_ONE = Field(
    key="second-rejected-unmarked-or-uncertain",
    words="papers rejected for the second count as unmarked or void for uncertainty",
)
LOOKED_AT = Field(key="looked-at", words="papers of eliminated candidates looked at", derived=True)
NOT_REMAINING = Field(
    key="not-for-remaining",
    words="second preferences not for a remaining candidate, the same candidate again included",
    derived=True,
)
VALID = Field(key="first-preferences-total", words="first preference votes given, in total")
VALID_DERIVED = Field(
    key="first-preferences-total", words="first preference votes given, in total", derived=True
)
TURNOUT = Field(key="turnout", words="turnout, per cent of the electorate", derived=True)
SHARE = Field(key="share", words="share of the votes, per cent", per="candidate", derived=True)
NAME = Field(key="name", words="the person elected")
