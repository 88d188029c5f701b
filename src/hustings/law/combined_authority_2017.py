"""Mayors of combined authorities, from the first polls in May 2017 until the single vote of May 2023.

Source: Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67) Sch 1 as made (Sch 3 has the same
rule numbers for combined polls); Local Democracy, Economic Development and Construction Act 2009 Sch 5B.
Rules 54, 55 and 57 were read whole; of rules 56 and 59 the openings; rules 58 and 60 were not found.
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
from hustings.law._sources import DOUBTFUL, LOT_METHOD, NOBODY, OPEN_POINTS, REVISED_FIRST
from hustings.paper import DEFECT_ORDER
from hustings.regime import Cite, Deposit, Regime, Roles, Source, Window

OFFICE = "combined-authority-mayor"
RULES = "Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67) Sch 1"
ACT = "Local Democracy, Economic Development and Construction Act 2009 Sch 5B"


def _rule(text: str, source: Source, note: str = "") -> Cite:
    return Cite(text=f"CA rules {text}", instrument=RULES, source=source, note=note)


def _act(text: str, note: str) -> Cite:
    return Cite(text=f"LDEDCA 2009 Sch 5B {text}", instrument=ACT, source="excerpt", note=note)


R51 = _rule("r51", "inferred", "rebuilt from SI 2022/1353 art 3(7), which took its preference words out")
R54 = _rule("r54(1)", "read")
R55 = _rule("r55(1)", "read", "second preferences are counted if directed in accordance with rule 58")
R56 = _rule("r56(2)", "excerpt", "(a) to (c) read; the words of (d), papers by ground, were not")
R57 = _rule("r57", "read", "may follow any of the three reports; the whole area or a reasonable part")
R58 = _rule("r58", "inferred", "text not found; rule 55(1) says that it directs the second count")
R59_FINAL = _rule("r59(1)-(2)", "excerpt", "read as in force after 2022; the words of 2017 may name more")
R59_LOCAL = _rule("r59(3)", "excerpt", "local declaration only when authorised")
R59_RESULT = _rule(
    "r59", "inferred", "its declaration was not read: taken to ask for what LA rules r54(2) does"
)
COLLATING = Cite(
    text="Electoral Commission guidance on collating the count",
    instrument="Electoral Commission, guidance for combined authority and combined county authority "
    "returning officers: collating the count total where there are more than two candidates",
    source="guidance",
    note="local statements are collated, a recount may be directed, and where nobody has more than half the "
    "second count is instructed; it does not say that first statements must be final",
)

LOCAL = "returning officer of the area"
WHOLE = "combined authority returning officer"

REGIME = Regime(
    key="ca-2017",
    title="Mayors of combined authorities: SI 2017/67 as made",
    instruments=(RULES, "the same, Sch 3 (polls taken together)", ACT),
    windows=(
        Window(
            office=OFFICE,
            poll_from=date(2017, 5, 4),
            poll_until=date(2023, 5, 3),
            cite=Cite(
                text="SI 2022/1353 art 1(2)",
                instrument="Combined Authorities (Mayoral Elections) (Amendment) Order 2022 (SI 2022/1353)",
                source="read",
                note="the single vote does not apply where the poll in the notice is before the ordinary day "
                "of election in 2023",
            ),
        ),
    ),
    version=1,
    rules={"0": "uncontested", "1": "uncontested", "2": "simple-majority", "3+": "sv"},
    steps={
        "majority": (_act("para 5", "more than half of all first preference votes"),),
        "remain": (_act("para 5", "the two with most, and all who are equal to the second"),),
        "second-count": (_act("para 5", "second preferences on eliminated candidates' papers"), R55),
        "lot": (_act("para 5", "equal greatest totals: by lot"),),
        "simple-majority": (_act("para 4", "two candidates: the one with more votes"),),
        "uncontested": (_rule("r16", "inferred", "like LA rules r54(3)"),),
        "nobody": (NOBODY,),
    },
    procedure={
        "verification": (_rule("r47", "excerpt"), _rule("r48", "excerpt", "where it is done elsewhere")),
        "mixing": (_rule("r50", "excerpt", "papers are mixed before counting; read in the draft of Sch 3"),),
        "rejection": (
            R51,
            _rule("r52", "inferred", "the decision is final, subject to a petition"),
            DOUBTFUL,
        ),
        "recount": (_rule("r53", "inferred", "on request; refused only if unreasonable"),),
        "first-statement": (R54,),
        "directed-recount": (R57,),
        "final-statement": (R59_FINAL,),
        "first-calculation": (R58, COLLATING, REVISED_FIRST),
        "direction": (R58, R55),
        "second-statement": (R56,),
        "second-calculation": (_rule("r59", "inferred", "text of the calculation not read"), COLLATING),
        "attendance": (_rule("r49", "inferred"), COLLATING),
        "lot": (LOT_METHOD,),
        "declaration": (R59_RESULT,),
        "deposit": (_rule("r10", "excerpt"),),
        "local-publication": (R59_LOCAL, COLLATING),
    },
    forms=(
        four_heads(R51),
        five_heads(WEST_MIDLANDS),
        five_heads_second_only_uncertain(),
        one_column(R51),
    ),
    default_form="four-heads",
    one_column_form="one-column",
    defect_order=DEFECT_ORDER,
    second_base="eliminated",
    documents=(
        area.ballot_paper_account(_rule("r47", "inferred")),
        area.verification(LOCAL, WHOLE, _rule("r47(7)", "excerpt", "its fields were not read")),
        area.rejected_papers(LOCAL, WHOLE, _rule("r51(5)", "inferred")),
        *area.first_statements(LOCAL, WHOLE, R54, title="First provisional statement"),
        area.directed_recount(WHOLE, LOCAL, R57),
        area.finalising(
            WHOLE,
            LOCAL,
            R59_FINAL,
            R59_LOCAL,
            title="Direction for final statements, and leave to declare locally",
        ),
        area.final_statement(LOCAL, WHOLE, R59_FINAL),
        central.first_calculation(WHOLE, "election agents present", R58, COLLATING),
        central.second_count_direction(WHOLE, "every returning officer of an area", R58, R55),
        area.second_statement(LOCAL, WHOLE, R56, title="Second provisional statement", totals=True),
        central.second_calculation(WHOLE, "election agents of the remaining candidates", COLLATING),
        central.lot_record(WHOLE, _act("para 5", "equal greatest totals: by lot")),
        *central.declarations(
            WHOLE,
            "the public; the proper officer of the authority",
            R59_RESULT,
            fields=(
                entry.NAME,
                entry.FIRST_EACH,
                entry.REJECTED_EACH,
                entry.SECOND_EACH,
                entry.SECOND_REJECTED_ONE,
            ),
        ),
        central.deposit_list(WHOLE, _rule("r10", "inferred")),
        area.sealed_packets(LOCAL, _rule("Part 7", "recollection")),
    ),
    roles=Roles(
        counts=LOCAL,
        aggregates=WHOLE,
        directs=WHOLE,
        authorises_publication=WHOLE,
        draws_lots=WHOLE,
        declares=WHOLE,
    ),
    area_word="council area",
    local_publication="when authorised",
    deposits={
        OFFICE: Deposit(
            amount_pounds=5000,
            cite=_rule(
                "r10",
                "excerpt",
                "amount from the Explanatory Note; threshold from guidance for other elections",
            ),
        )
    },
    open_points=(
        "Rule 58 was not found: whether the first calculation may rest on provisional first statements. Rule "
        "57 lets a recount follow provisional statements, rule 59 has final ones drawn up when no recount is "
        "to come, and the guidance read does not ask for final ones before the second count is instructed.",
        *OPEN_POINTS,
    ),
    notes=(
        "Counting may begin before all papers are verified at a poll taken alone; where polls are taken "
        "together verification comes first (guidance).",
        "A majority or the first two in one area mean nothing: only totals of the whole area decide.",
        "Rule 54(2): those present are told of the first statement and of the rejected papers.",
    ),
)
