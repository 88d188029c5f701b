"""Police and crime commissioners, from November 2012 until the single vote of 2022, as the rules then stood.

Source: Police and Crime Commissioner Elections Order 2012 (SI 2012/1917) Sch 3; Police Reform and Social
Responsibility Act 2011 s 57 and Sch 9. Read: rule 53(1) to (3), rule 58, rule 59 in part, rule 60 to (2)(b),
rule 62 to (2)(d). Rules 54 to 57 and 61 were not found. Whether they come back, and when, is not known.
"""

from __future__ import annotations

from datetime import date

from hustings.law import _area_documents as area
from hustings.law import _central_documents as central
from hustings.law import _fields as entry
from hustings.law._forms import CHESHIRE, five_heads, five_heads_second_only_uncertain, one_column
from hustings.law._sources import (
    COMMENCED_2022,
    DOUBTFUL,
    LOT_METHOD,
    NOBODY,
    OPEN_POINTS,
    REVISED_FIRST,
    unknown_2022,
    unknown_2026,
)
from hustings.paper import DEFECT_ORDER
from hustings.regime import Cite, Deposit, Field, Regime, Roles, Source, Window

OFFICE = "police-and-crime-commissioner"
RULES = "Police and Crime Commissioner Elections Order 2012 (SI 2012/1917) Sch 3"
ACT = "Police Reform and Social Responsibility Act 2011 Sch 9"


def _rule(text: str, source: Source, note: str = "") -> Cite:
    return Cite(text=f"PCC rules {text}", instrument=RULES, source=source, note=note)


def _act(text: str, note: str) -> Cite:
    return Cite(
        text=f"PRSRA 2011 Sch 9 {text}",
        instrument=ACT,
        source="excerpt",
        note=f"{note}; read in the print of the Bill for the Lords",
    )


R53 = _rule("r53(1)", "read", "five grounds: unmarked and uncertain are two")
R53_STATEMENT = _rule(
    "r53(5)", "inferred", "the statement, so cited by rule 62(2)(c); guidance cites paragraph (7)"
)
R55 = _rule("r55", "excerpt", "an area whose figures there is reason to doubt")
R57 = _rule("r57", "inferred", "named in rule 59(1); text not found")
R58 = _rule("r58", "read", "who may be there")
R59 = _rule("r59", "excerpt", "when information is in from every local returning officer")
R60_DIRECTION = _rule("r60(1)", "read")
R60_COUNT = _rule("r60(2)(a)-(b)", "read", "agents of the remaining candidates are told of time and place")
R60_STATEMENT = _rule("r60(2)(c)", "excerpt", "a statement of numbers; its fields were not read")
R61 = _rule("r61", "inferred", "second calculation: between the rules read; text not found")
R62 = _rule("r62(1)-(2)", "excerpt")

LOCAL = "local returning officer"
WHOLE = "police area returning officer"

REGIME = Regime(
    key="pcc-2012",
    title="Police and crime commissioners: SI 2012/1917 before 2022",
    instruments=(RULES, "the same, Sch 4 (polls taken together)", ACT),
    windows=(
        Window(
            office=OFFICE, poll_from=date(2012, 11, 15), poll_until=date(2022, 10, 25), cite=COMMENCED_2022
        ),
        unknown_2022(OFFICE),
        unknown_2026(OFFICE),
    ),
    version=1,
    rules={"0": "uncontested", "1": "uncontested", "2": "simple-majority", "3+": "sv"},
    steps={
        "majority": (_act("para 3", "more than half of all first preference votes"),),
        "remain": (_act("para 4", "the two with most, and all who are equal to the second"),),
        "second-count": (_act("para 4", "second preferences on eliminated candidates' papers"), R60_COUNT),
        "lot": (_act("para 4", "equal greatest totals: by lot"),),
        "simple-majority": (
            Cite(
                text="PRSRA 2011 s 57(2)",
                instrument="Police Reform and Social Responsibility Act 2011",
                source="excerpt",
                note="two candidates; named in rule 62(1)(a); equality in rule 59",
            ),
        ),
        "uncontested": (_rule("r63", "recollection"),),
        "nobody": (NOBODY,),
    },
    procedure={
        "verification": (_rule("r49", "excerpt"),),
        "mixing": (_rule("r52", "recollection"),),
        "rejection": (R53, DOUBTFUL),
        "recount": (_rule("r54", "recollection", "on request; text not found"),),
        "first-statement": (_rule("r56", "recollection"), R57),
        "directed-recount": (R55,),
        "first-calculation": (R59, REVISED_FIRST),
        "direction": (R60_DIRECTION,),
        "second-statement": (R60_STATEMENT,),
        "second-calculation": (R61,),
        "attendance": (R58, R60_COUNT),
        "lot": (LOT_METHOD,),
        "declaration": (R62,),
        "deposit": (_rule("on deposits", "recollection"),),
        "local-publication": (_rule("r57", "recollection", "when authorised"),),
    },
    forms=(
        five_heads(R53, CHESHIRE),
        five_heads_second_only_uncertain(),
        one_column(R53, apart=True),
    ),
    default_form="five-heads",
    one_column_form="one-column-five",
    defect_order=DEFECT_ORDER,
    second_base="eliminated",
    documents=(
        area.ballot_paper_account(_rule("r49", "excerpt")),
        area.verification(LOCAL, "agents", _rule("r49", "excerpt")),
        area.rejected_papers(LOCAL, WHOLE, R53_STATEMENT),
        *area.first_statements(LOCAL, WHOLE, R57, title="Statement of the first count"),
        area.directed_recount(WHOLE, LOCAL, R55, note="never the whole police area (guidance)"),
        central.first_calculation(WHOLE, "election agents present", R59),
        central.second_count_direction(WHOLE, "every local returning officer", R60_DIRECTION),
        area.second_statement(
            LOCAL, WHOLE, R60_STATEMENT, title="Statement of the second count", totals=False, firsts=False
        ),
        central.second_calculation(WHOLE, "election agents of the remaining candidates", R61),
        central.lot_record(WHOLE, _act("para 4", "equal greatest totals: by lot")),
        *central.declarations(
            WHOLE,
            "the public",
            R62,
            fields=(
                entry.NAME,
                Field(key="description", words="authorised description"),
                entry.FIRST_EACH,
                entry.REJECTED_EACH,
                entry.SECOND_EACH,
                entry.SECOND_REJECTED_ONE,
            ),
        ),
        central.deposit_list(WHOLE, _rule("on deposits", "recollection")),
        area.sealed_packets(LOCAL, _rule("r66", "excerpt")),
    ),
    roles=Roles(
        counts=LOCAL,
        aggregates=WHOLE,
        directs=WHOLE,
        authorises_publication=WHOLE,
        draws_lots=WHOLE,
        declares=WHOLE,
    ),
    area_word="voting area",
    local_publication="when authorised",
    deposits={OFFICE: Deposit(amount_pounds=5000, cite=_rule("on deposits", "recollection"))},
    open_points=(
        "How a death after nominations is treated was not read.",
        *OPEN_POINTS,
    ),
    notes=(
        "By default a figure under 'unmarked' holds papers marked only in the second column: so announced in "
        "Cheshire in 2016.",
        "The office was to end in May 2028: the supplementary vote may only ever meet by-elections.",
    ),
)
