"""Mayors of combined and combined county authorities, for notices of election from 18 June 2026.

Source: Combined Authorities (Mayoral Elections) (Amendment) Order 2026 (SI 2026/652) and English Devolution
and Community Empowerment Act 2026 s 63 and Sch 30. Neither text was read: the Order was described in the
committee that debated it as undoing what SI 2022/1353 had done and no more, so the rules of 2017 stand here,
every one of them marked as inferred. Guidance of the Electoral Commission for these polls was read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hustings.law._recited import recited
from hustings.law._sources import COMMENCED_2026
from hustings.law.combined_authority_2017 import OFFICE, RULES
from hustings.law.combined_authority_2017 import REGIME as AS_MADE
from hustings.regime import Cite, Window

COUNTY = "combined-county-authority-mayor"
ORDER = "Combined Authorities (Mayoral Elections) (Amendment) Order 2026 (SI 2026/652)"
SYSTEM = Cite(
    text="Electoral Commission guidance on the supplementary vote",
    instrument="Electoral Commission, guidance for returning officers administering local government "
    "elections in England: supplementary vote system",
    source="guidance",
    note="more than half of all valid first preference votes of the whole area; else the top two, or more if "
    "there is a tie, remain; two candidates: the single vote",
)


def _restored(cite: Cite) -> Cite:
    """A citation of 2017 as one of 2026: what was read in the text then was not read as restored."""
    if cite.source not in ("read", "excerpt"):
        return cite
    note = "read as it stood before 2022; that the Act and Order of 2026 restore it was not"
    return replace(cite, source="inferred", note=f"{cite.note}; {note}" if cite.note else note)


def _window(office: str) -> Window:
    return Window(
        office=office,
        poll_from=date(2026, 6, 18),
        notice_from=date(2026, 6, 18),
        # No rule says how early a notice may be: polls from October 2026 had theirs after the change.
        certain_from=date(2026, 10, 1),
        cite=COMMENCED_2026,
        status="in force",
    )


_PARTS = recited(AS_MADE, _restored)

REGIME = replace(
    _PARTS,
    key="ca-2026",
    title="Mayors of combined and combined county authorities: SI 2017/67 as restored in 2026",
    instruments=(f"{RULES}, as amended by {ORDER}", *_PARTS.instruments[1:]),
    windows=(_window(OFFICE), _window(COUNTY)),
    steps={
        **_PARTS.steps,
        **{
            step: (*_PARTS.steps[step], SYSTEM)
            for step in ("majority", "remain", "second-count", "simple-majority")
        },
    },
    deposits=dict.fromkeys((OFFICE, COUNTY), _PARTS.deposits[OFFICE]),
    open_points=(
        "The text of SI 2026/652, of Schedule 30 to the Act and of the saving in SI 2026/656 was not read.",
        *_PARTS.open_points,
    ),
    notes=(
        *_PARTS.notes,
        "The rules as in force call the officer above the CA/CCA returning officer.",
    ),
)
