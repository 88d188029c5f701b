"""Mayor of London, counted electronically: the polls of 2008 to 2021.

Source: Greater London Authority Elections Rules 2007 (SI 2007/3541) Sch 3 (Sch 7 for combined polls); Greater
London Authority Act 1999 ss 4 and 16 and Sch 2 Part I. Rules 53 and 56 were read, of rule 57 a part. Every
second preference is scanned, so there is no second count: the centre computes it from the first-by-second
table of each constituency.
"""

from __future__ import annotations

from datetime import date

from hustings.law import _area_documents as area
from hustings.law import _central_documents as central
from hustings.law import _fields as entry
from hustings.law._forms import (
    five_heads,
    five_heads_second_only_uncertain,
    four_heads,
    london_notice,
    one_column,
)
from hustings.law._sources import (
    COMMENCED_2022,
    DOUBTFUL,
    LOT_METHOD,
    NOBODY,
    OPEN_POINTS,
    REVISED_FIRST,
)
from hustings.paper import DEFECT_ORDER
from hustings.regime import Cite, Deposit, Field, Older, Regime, Roles, Source, Window

OFFICE = "mayor-of-london"
RULES = "Greater London Authority Elections Rules 2007 (SI 2007/3541) Sch 3"
ACT = "Greater London Authority Act 1999"


def _rule(text: str, source: Source, note: str = "") -> Cite:
    return Cite(text=f"GLA rules {text}", instrument=RULES, source=source, note=note)


def _act(text: str, note: str) -> Cite:
    return Cite(text=f"GLAA 1999 {text}", instrument=ACT, source="excerpt", note=note)


R49 = _rule("r49(1)(c)", "excerpt", "papers of one box must not be mixed with those of another")
R50 = _rule("r50", "excerpt", "statement of rejected papers: paragraph (13)")
R53 = _rule("r53(1)", "read", "with second preferences by first; by ward where practicable (r53(2))")
R53_LOCAL = _rule("r53(3)", "read", "those present are told, and public notice given, when authorised")
R55 = _rule("r55", "inferred", "first calculation; text not read, its like is PCC rules r59")
R56_SECOND = _rule("r56(1)", "read")
R56_SHOWN = _rule("r56(2)-(3)", "read", "seconds by constituency for those remaining, and the working")
R56_LOT = _rule("r56(4)", "read")
R57 = _rule("r57(1)-(2)", "excerpt", "read as far as the heads of rejected papers")
R57_ONE = _rule("r57(3)", "excerpt")
R57_WARDS = _rule("r57(4)-(5)", "excerpt", "a ward with no more than 500 first preferences is merged")

LOCAL = "constituency returning officer"
WHOLE = "Greater London returning officer"
NO_SECOND_EACH = Field(
    key="second-rejected-by-head", words="papers with no second preference counted", per="second head"
)

REGIME = Regime(
    key="gla-2007-ecount",
    title="Mayor of London: SI 2007/3541 before 2022, counted electronically",
    instruments=(RULES, "the same, Sch 7 (polls taken together)", f"{ACT} ss 4, 16 and Sch 2 Part I"),
    windows=(
        Window(office=OFFICE, poll_from=date(2008, 5, 1), poll_until=date(2022, 10, 25), cite=COMMENCED_2022),
    ),
    version=1,
    rules={"0": "uncontested", "1": "uncontested", "2": "simple-majority", "3+": "sv"},
    steps={
        "majority": (_act("Sch 2 Part I", "more than half of all first preference votes"),),
        "remain": (_act("Sch 2 para 4", "the two with most, and all who are equal to the second"),),
        "second-count": (_act("Sch 2 para 4(5)-(6)", "named in rule 56(1)"), R56_SECOND),
        "lot": (_act("Sch 2 para 4(8)", "named in rule 56(4)"), R56_LOT),
        "simple-majority": (_act("s 4(2)", "unless there are three or more candidates"),),
        "uncontested": (R57_ONE,),
        "nobody": (NOBODY,),
    },
    procedure={
        "verification": (_rule("r48", "inferred"), R49),
        "mixing": (R49,),
        "rejection": (R50, DOUBTFUL),
        "recount": (_rule("r52", "recollection"),),
        "first-statement": (R53,),
        "first-calculation": (R55, REVISED_FIRST),
        "second-calculation": (R56_SECOND, R56_SHOWN),
        "attendance": (_rule("r54", "inferred"),),
        "lot": (LOT_METHOD,),
        "declaration": (R57, R57_WARDS),
        "deposit": (_rule("on deposits", "press"),),
        "local-publication": (R53_LOCAL,),
    },
    forms=(
        london_notice(),
        four_heads(R50),
        five_heads(),
        five_heads_second_only_uncertain(),
        one_column(R50),
    ),
    default_form="london-notice",
    one_column_form="one-column",
    defect_order=DEFECT_ORDER,
    second_base="all",
    documents=(
        area.ballot_paper_account(_rule("r49", "inferred")),
        area.verification(LOCAL, "agents", _rule("r49", "inferred")),
        area.rejected_papers(LOCAL, WHOLE, R50),
        *area.first_statements(
            LOCAL,
            WHOLE,
            R53,
            title="Statement of the local count",
            extra=(
                Field(
                    key="second-by-first",
                    words="second preference votes, by the first preference they go with",
                    per="first and second candidate",
                ),
            ),
        ),
        area.finalising(WHOLE, LOCAL, R53_LOCAL, title="Leave to publish the statement locally"),
        central.first_calculation(WHOLE, "election agents present", R55),
        central.second_calculation(WHOLE, "election agents of the remaining candidates", R56_SHOWN),
        central.lot_record(WHOLE, R56_LOT),
        *central.declarations(
            WHOLE,
            "the public; the proper officer of the Authority",
            R57,
            R57_WARDS,
            fields=(
                entry.NAME,
                Field(key="description", words="authorised description"),
                entry.FIRST_EACH,
                entry.SECOND_EACH,
                entry.REJECTED_EACH,
                NO_SECOND_EACH,
            ),
        ),
        central.deposit_list(WHOLE, _rule("on deposits", "inferred")),
        area.sealed_packets(LOCAL, _rule("on the disposal of documents", "recollection")),
    ),
    roles=Roles(
        counts=LOCAL,
        aggregates=WHOLE,
        directs="",
        authorises_publication=WHOLE,
        draws_lots=WHOLE,
        declares=WHOLE,
    ),
    area_word="Assembly constituency",
    local_publication="when authorised",
    deposits={
        OFFICE: Deposit(
            amount_pounds=10000,
            cite=_rule(
                "deposit", "press", "threshold from the guidance of the Greater London returning officer"
            ),
        )
    },
    merge_wards_up_to=500,
    older=(
        Older(
            title="Greater London Authority Elections (No. 2) Rules 2000",
            office=OFFICE,
            poll_until=date(2008, 4, 30),
            note="the polls of 2000 and 2004",
        ),
    ),
    open_points=(
        "The rule lists no head for more than one first preference among void papers; its statement does.",
        "How London split papers marked only in the second column is not known.",
        *OPEN_POINTS,
    ),
    notes=(
        "Every second preference on a valid paper is published, whether or not it counted: those marked and "
        "those counted are different numbers.",
        "Rejected second preferences are those of all valid papers: never compare them with a hand count.",
        "Where an independent candidate dies after nominations the poll goes on, and if that candidate "
        "leads, nobody is returned (rules 63 to 66).",
        "Published figures of London do not always balance: in 2008 second preferences and papers without "
        "one are 174 over the first preferences.",
    ),
)
