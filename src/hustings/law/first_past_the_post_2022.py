"""The single vote for all these offices, from May 2023 until the supplementary vote came back.

Source: Elections Act 2022 s 13 (in force 26 October 2022); Combined Authorities (Mayoral Elections)
(Amendment) Order 2022 (SI 2022/1353), in force 13 December 2022, for polls from the ordinary day of election
in 2023; Greater London Authority Elections (Amendment) Rules 2022 (SI 2022/1111). The instruments for local
authority mayors and police and crime commissioners were not read. There is one count, and equal votes wait
for a lot.
"""

from __future__ import annotations

from datetime import date

from hustings.law import _area_documents as area
from hustings.law import _central_documents as central
from hustings.law import _fields as entry
from hustings.law._forms import one_column
from hustings.law._sources import COMMENCED_2022, DOUBTFUL, LOT_METHOD, NOBODY, unknown_2022, unknown_2026
from hustings.paper import DEFECT_ORDER
from hustings.regime import Cite, Deposit, Regime, Roles, Window

AMENDMENT = Cite(
    text="SI 2022/1353 art 3",
    instrument="Combined Authorities (Mayoral Elections) (Amendment) Order 2022 (SI 2022/1353)",
    source="excerpt",
    note="takes the preferences out of CA rules 16 and 48 to 54",
)
LONDON = Cite(
    text="SI 2022/1111 r5",
    instrument="Greater London Authority Elections (Amendment) Rules 2022 (SI 2022/1111)",
    source="excerpt",
    note="the same for London, with a ground for more than one vote",
)
LIKE_THESE = Cite(
    text="the like instruments for other offices",
    instrument="amendments of 2022 to SI 2007/1024 and SI 2012/1917",
    source="inferred",
    note="not read; PCC rules 53, 59 and 60 were replaced on 21 December 2022",
)
SYSTEM = Cite(
    text="Elections Act 2022 s 13",
    instrument="Elections Act 2022 s 13, in force 26 October 2022 (SI 2022/1093)",
    source="excerpt",
    note="one vote; the greatest number is returned, however many stand",
)
EQUALITY = Cite(
    text="rules on equality of votes",
    instrument="the conduct rules of each office",
    source="inferred",
    note="by lot, like LA rules r51(5)",
)
STATEMENT = Cite(
    text="CA rules r54(1)",
    instrument="Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67) Sch 3, as amended in 2022",
    source="read",
    note="papers used, papers rejected, votes for each candidate",
)
RESULT = Cite(
    text="CA rules r59",
    instrument="Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67) Sch 1, as amended in 2022",
    source="excerpt",
    note="final statement read in part; the notice is taken to ask for votes and rejected papers by head",
)
DEPOSITS = Cite(
    text="the conduct rules of each office",
    instrument="as for the supplementary vote",
    source="inferred",
    note="amounts as before 2022; a twentieth of all votes must be exceeded",
)
FIRST_DAY = date(2023, 5, 4)
LOCAL = "returning officer of the area"
WHOLE = "returning officer of the whole election"


def _until_restored(office: str) -> Window:
    """A combined authority's: by the day of the notice, not needed for polls before 23 July 2026."""
    return Window(
        office=office,
        poll_from=FIRST_DAY,
        notice_until=date(2026, 6, 17),
        # A notice is published at least 25 working days before the poll: 18 June is too late before 23 July.
        certain_until=date(2026, 7, 22),
        cite=AMENDMENT,
    )


def _until_unknown(office: str, cite: Cite) -> tuple[Window, ...]:
    """The other offices: until the supplementary vote could have come back; not known before and after."""
    return (
        unknown_2022(office),
        Window(
            office=office, poll_from=FIRST_DAY, poll_until=date(2026, 6, 17), cite=cite, status="in force"
        ),
        unknown_2026(office),
    )


OTHERS = {
    "local-authority-mayor": LIKE_THESE,
    "mayor-of-london": LONDON,
    "police-and-crime-commissioner": LIKE_THESE,
}

REGIME = Regime(
    key="fptp-2022",
    title="The single vote for mayors and commissioners: Elections Act 2022",
    instruments=(SYSTEM.instrument, AMENDMENT.instrument, LONDON.instrument),
    windows=(
        _until_restored("combined-authority-mayor"),
        _until_restored("combined-county-authority-mayor"),
        *(window for office, cite in OTHERS.items() for window in _until_unknown(office, cite)),
    ),
    version=1,
    rules={"0": "uncontested", "1": "uncontested", "2": "simple-majority", "3+": "simple-majority"},
    steps={
        "simple-majority": (SYSTEM,),
        "lot": (EQUALITY,),
        "uncontested": (LIKE_THESE,),
        "nobody": (NOBODY,),
    },
    procedure={
        "verification": (AMENDMENT,),
        "rejection": (AMENDMENT, LONDON, DOUBTFUL),
        "recount": (AMENDMENT,),
        "first-statement": (STATEMENT,),
        "final-statement": (RESULT,),
        "first-calculation": (RESULT,),
        "lot": (LOT_METHOD,),
        "declaration": (RESULT,),
        "deposit": (DEPOSITS,),
        "local-publication": (RESULT,),
    },
    forms=(one_column(AMENDMENT), one_column(LIKE_THESE, apart=True)),
    default_form="one-column",
    one_column_form="one-column",
    defect_order=DEFECT_ORDER,
    second_base="none",
    documents=tuple(
        document
        for document in (
            area.rejected_papers(LOCAL, WHOLE, AMENDMENT),
            *area.first_statements(LOCAL, WHOLE, STATEMENT, title="Statement of the count"),
            central.lot_record(WHOLE, EQUALITY),
            *central.declarations(WHOLE, "the public", RESULT, fields=(entry.NAME,)),
            central.deposit_list(WHOLE, DEPOSITS),
        )
        if document.columns != 2
    ),
    roles=Roles(
        counts=LOCAL,
        aggregates=WHOLE,
        directs=WHOLE,
        authorises_publication=WHOLE,
        draws_lots=WHOLE,
        declares=WHOLE,
    ),
    area_word="area",
    local_publication="when authorised",
    deposits={
        office: Deposit(amount_pounds=pounds, cite=DEPOSITS)
        for office, pounds in (
            ("combined-authority-mayor", 5000),
            ("combined-county-authority-mayor", 5000),
            ("local-authority-mayor", 500),
            ("mayor-of-london", 10000),
            ("police-and-crime-commissioner", 5000),
        )
    },
    open_points=(
        "Which polls between 26 October 2022 and 3 May 2023 had the single vote was not read.",
        "When the single vote ends for local authority mayors, London and commissioners was not found.",
    ),
    notes=(
        COMMENCED_2022.note,
        "Local authority mayors: one returning officer, who publishes at once.",
    ),
)
