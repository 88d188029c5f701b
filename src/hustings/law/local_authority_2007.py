"""Mayors of local authorities, from 2007 until the single vote of 2022, as the rules then stood.

Source: Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024) Sch 1 (Sch 3
for combined polls); Local Government Act 2000 s 9HC (before that s 42) and Sch 2. Rules 51 and 54 were read;
rules 52 and 53 were not found. Whether they come back, and when, is not known.
"""

from __future__ import annotations

from datetime import date

from hustings.law import _area_documents as area
from hustings.law import _central_documents as central
from hustings.law import _fields as entry
from hustings.law._forms import (
    WEST_MIDLANDS,
    five_heads,
    five_heads_second_only_uncertain,
    four_heads,
    one_column,
)
from hustings.law._sources import (
    COMMENCED_2022,
    DOUBTFUL,
    LOT_METHOD,
    NOBODY,
    OPEN_POINTS,
    unknown_2022,
    unknown_2026,
)
from hustings.paper import DEFECT_ORDER
from hustings.regime import Cite, Deposit, Older, Regime, Roles, Source, Window

OFFICE = "local-authority-mayor"
RULES = "Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024) Sch 1"
ACT = "Local Government Act 2000 Sch 2"
OFFICER = "returning officer"


def _rule(text: str, source: Source, note: str = "") -> Cite:
    return Cite(text=f"LA rules {text}", instrument=RULES, source=source, note=note)


def _act(text: str, note: str) -> Cite:
    return Cite(
        text=f"LGA 2000 Sch 2 {text}",
        instrument=ACT,
        source="inferred",
        note=f"{note}; named in rule 51, like LDEDCA 2009 Sch 5B para 5",
    )


R48 = _rule("r48", "excerpt", "same heads as CA rules r51")
R51_STATEMENT = _rule("r51(1)", "read")
R51_NOTICE = _rule("r51(2)", "read", "those present are told, and public notice given")
R51_NEXT = _rule("r51(3)", "read", "majority: declare; else count second preferences at the time notified")
R51_TWO = _rule("r51(4)", "read")
R51_LOT = _rule("r51(5)", "read", "two candidates, equal votes: by lot")
R52 = _rule("r52", "inferred", "text not found; rule 46 of the regulations of 2002 has the same")
R53 = _rule("r53", "inferred", "text not found")
R54 = _rule("r54(1)-(2)", "read")
R54_ONE = _rule("r54(3)", "read")

REGIME = Regime(
    key="la-2007",
    title="Mayors of local authorities: SI 2007/1024 before 2022",
    instruments=(RULES, "the same, Sch 3 (polls taken together)", "Local Government Act 2000 s 9HC", ACT),
    windows=(
        Window(office=OFFICE, poll_from=date(2007, 5, 3), poll_until=date(2022, 10, 25), cite=COMMENCED_2022),
        unknown_2022(OFFICE),
        unknown_2026(OFFICE),
    ),
    version=1,
    rules={"0": "uncontested", "1": "uncontested", "2": "simple-majority", "3+": "sv"},
    steps={
        "majority": (R51_NEXT, _act("para 2", "more than half of all first preference votes")),
        "remain": (_act("para 3", "the two with most, and all who are equal to the second"),),
        "second-count": (
            R51_NEXT,
            _act("para 3", "second preferences on eliminated candidates' papers"),
            R52,
        ),
        "lot": (R53, _act("para 3", "equal greatest totals: by lot"), R51_LOT),
        "simple-majority": (R51_TWO,),
        "uncontested": (R54_ONE,),
        "nobody": (NOBODY,),
    },
    procedure={
        "verification": (_rule("r45", "recollection", "rule 45 and those after it"),),
        "mixing": (_rule("r47", "excerpt", "papers are mixed before counting; read in Sch 3"),),
        "rejection": (
            R48,
            _rule("r49", "inferred", "the decision is final, subject to a petition"),
            DOUBTFUL,
        ),
        "recount": (_rule("r50", "inferred", "on request; refused only if unreasonable"),),
        "first-statement": (R51_STATEMENT,),
        "first-calculation": (R51_NEXT,),
        "second-calculation": (R53,),
        "attendance": (R51_NEXT, _rule("r46", "inferred")),
        "lot": (LOT_METHOD,),
        "declaration": (R54, _rule("r54(4)", "read", "the proper officer is told")),
        "deposit": (_rule("on deposits", "excerpt", "the amount from the explanatory note"),),
        "local-publication": (R51_NOTICE,),
    },
    forms=(
        four_heads(R48),
        five_heads(WEST_MIDLANDS),
        five_heads_second_only_uncertain(),
        one_column(R48),
    ),
    default_form="four-heads",
    one_column_form="one-column",
    defect_order=DEFECT_ORDER,
    second_base="eliminated",
    documents=(
        area.ballot_paper_account(_rule("r45", "recollection")),
        area.verification(OFFICER, "agents", _rule("r45", "recollection")),
        area.rejected_papers(OFFICER, "those present; the public", _rule("r48(5)", "excerpt")),
        *area.first_statements(
            OFFICER,
            "those present; the public",
            R51_STATEMENT,
            R51_NOTICE,
            title="Statement of the first count",
        ),
        central.first_calculation(OFFICER, "those present", R51_NEXT),
        area.second_statement(
            OFFICER, "those present", R53, title="Statement of the second count", totals=True
        ),
        central.second_calculation(OFFICER, "those present", R53),
        central.lot_record(OFFICER, R53, R51_LOT),
        *central.declarations(
            OFFICER,
            "the public; the proper officer of the authority",
            R54,
            R54_ONE,
            fields=(
                entry.NAME,
                entry.FIRST_EACH,
                entry.REJECTED_EACH,
                entry.SECOND_EACH,
                entry.SECOND_REJECTED_ONE,
            ),
        ),
        central.deposit_list(OFFICER, _rule("on deposits", "inferred")),
        area.sealed_packets(OFFICER, _rule("on the disposal of documents", "recollection")),
    ),
    roles=Roles(
        counts=OFFICER,
        aggregates=OFFICER,
        directs="",
        authorises_publication="",
        draws_lots=OFFICER,
        declares=OFFICER,
    ),
    area_word="local authority",
    local_publication="at once",
    deposits={
        OFFICE: Deposit(
            amount_pounds=500,
            cite=_rule("on deposits", "excerpt", "amount from the explanatory note; threshold from guidance"),
        )
    },
    older=(
        Older(
            title="Local Authorities (Mayoral Elections) (England and Wales) Regulations 2002",
            office=OFFICE,
            poll_until=date(2007, 5, 2),
            note="the regulations of 2007 came into force on 27 March 2007",
        ),
    ),
    open_points=(
        "Whether the second statement is a document of its own: rules 52 and 53 were not found.",
        *OPEN_POINTS,
    ),
    notes=(
        "One returning officer counts the whole area: there is nobody to add areas up or to direct.",
        "The public notice names only papers unmarked or uncertain as to the second preference; those with "
        "more than one are kept and printed apart.",
    ),
)
