"""Mayor of London, counted by hand: what the rules of 2007 become without electronic counting.

Source: Greater London Authority Elections Rules 2007 (SI 2007/3541) Sch 3 as modified by Sch 4 (the manual
count rules), of which the opening was read. Whether a hand count has a second count, or hands up all second
preferences at once, was not found: this regime has a second count. No poll has been counted by it;
whether one will be is not known.
"""

from __future__ import annotations

from dataclasses import replace

from hustings.law import _area_documents as area
from hustings.law import _central_documents as central
from hustings.law._sources import unknown_2026
from hustings.law.london_2007_ecount import LOCAL, OFFICE, R55, RULES, WHOLE
from hustings.law.london_2007_ecount import REGIME as COUNTED_ELECTRONICALLY
from hustings.regime import Cite

MANUAL = Cite(
    text="GLA rules Sch 4 para 3",
    instrument="Greater London Authority Elections Rules 2007 (SI 2007/3541) Sch 4",
    source="excerpt",
    note="papers are separated, verified and counted; votes may be counted by sorting",
)
SECOND_COUNT = Cite(
    text="no rule read for a second count by hand in London",
    instrument="none",
    source="reading",
    note="like the combined authorities: the second count is directed, and areas make a second statement",
)

REGIME = replace(
    COUNTED_ELECTRONICALLY,
    key="gla-2007-manual",
    title="Mayor of London: SI 2007/3541 before 2022, counted by hand",
    instruments=(f"{RULES} as modified by Sch 4", *COUNTED_ELECTRONICALLY.instruments[1:]),
    windows=(unknown_2026(OFFICE),),
    steps={
        **COUNTED_ELECTRONICALLY.steps,
        "second-count": (COUNTED_ELECTRONICALLY.steps["second-count"][0], SECOND_COUNT),
    },
    procedure={
        **COUNTED_ELECTRONICALLY.procedure,
        "verification": (MANUAL,),
        "mixing": (MANUAL,),
        "rejection": (MANUAL, *COUNTED_ELECTRONICALLY.procedure["rejection"]),
        "direction": (SECOND_COUNT,),
        "second-statement": (SECOND_COUNT,),
    },
    default_form="four-heads",
    second_base="eliminated",
    documents=(
        *area.first_statements(
            LOCAL,
            WHOLE,
            *COUNTED_ELECTRONICALLY.procedure["first-statement"],
            title="Statement of the local count",
        ),
        *(
            one
            for one in COUNTED_ELECTRONICALLY.documents
            if one.key not in ("first-statement", "first-calculation")
        ),
        central.first_calculation(WHOLE, "election agents present", R55),
        central.second_count_direction(WHOLE, "every constituency returning officer", SECOND_COUNT),
        area.second_statement(
            LOCAL, WHOLE, SECOND_COUNT, title="Statement of the second count", totals=False, firsts=False
        ),
    ),
    roles=replace(COUNTED_ELECTRONICALLY.roles, directs=WHOLE),
    older=(),
    open_points=(
        "Whether a hand count in London has a second count, and on whose direction, was not found.",
        *COUNTED_ELECTRONICALLY.open_points[1:],
    ),
    notes=(
        "One constituency may be separated, verified and counted at several places and times (SI 2026/450).",
        "Rejected second preferences are counted among the papers of eliminated candidates.",
        COUNTED_ELECTRONICALLY.notes[2],
    ),
)
