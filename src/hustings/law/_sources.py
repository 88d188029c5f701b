"""Texts that several instruments rest on, and the points that none of them settles.

Source: as each citation says; `docs/decisions/0002-law-sources.md` lists what could be opened.
"""

from __future__ import annotations

from datetime import date

from hustings.regime import Cite, Window

NOBODY = Cite(
    text="no rule read for an election in which nobody stands",
    instrument="none",
    source="reading",
    note="nobody is returned, and a fresh election is needed",
)
REVISED_FIRST = Cite(
    text="no rule for a first statement revised after the direction",
    instrument="none",
    source="reading",
    note="the first calculation is made again; where who remains changes, the direction and the second "
    "statements made under it are void",
)
LOT_METHOD = Cite(
    text="Electoral Commission guidance on equality of votes",
    instrument="Electoral Commission, guidance for returning officers, verification and count",
    source="guidance",
    note="the officer chooses the method, says it beforehand and draws in view",
)
DOUBTFUL = Cite(
    text="Electoral Commission guidance on doubtful ballot papers",
    instrument="Electoral Commission, guidance for returning officers, doubtful ballot papers",
    source="guidance",
    note="be consistent, take time, look at the whole paper; the booklet of examples was not read",
)
COMMENCED_2022 = Cite(
    text="Elections Act 2022 s 13",
    instrument="Elections Act 2022 s 13, in force 26 October 2022 (SI 2022/1093)",
    source="excerpt",
    note="the single vote replaced the supplementary vote on 26 October 2022; the savings in SI 2022/1093, "
    "which may keep the supplementary vote for polls before 4 May 2023, were not read",
)
COMMENCED_2026 = Cite(
    text="SI 2026/656",
    instrument="English Devolution and Community Empowerment Act 2026 (Commencement No. 1 and Saving) "
    "Regulations 2026 (SI 2026/656)",
    source="press",
    note="section 63 of the Act came into force on 18 June 2026 for mayors of combined and combined county "
    "authorities only; the saving, by the notice of election, was not read",
)
NOT_COMMENCED = Cite(
    text="Act 2026 s 63, not commenced for this office",
    instrument="English Devolution and Community Empowerment Act 2026 (c. 23) s 63",
    source="press",
    note="section 63 of the English Devolution and Community Empowerment Act 2026 brings the supplementary "
    "vote back, but no commencement for this office was found up to August 2026",
)


def unknown_2022(office: str) -> Window:
    """The polls of the winter in which the single vote came in, savings unread."""
    return Window(
        office=office,
        poll_from=date(2022, 10, 26),
        poll_until=date(2023, 5, 3),
        cite=COMMENCED_2022,
        status="pending",
    )


def unknown_2026(office: str) -> Window:
    """The polls since the supplementary vote first came back, for an office not known to have it back."""
    return Window(office=office, poll_from=date(2026, 6, 18), cite=NOT_COMMENCED, status="pending")


OPEN_POINTS = (
    "No valid vote at all: read literally, nobody has more than half, all are equal and remain, and the "
    "lot is among all of them.",
    "All candidates equal: nobody is eliminated, the second count has no papers, the lot is among those with "
    "the greatest total.",
    "How the lot is drawn is the officer's choice; it chooses a person and adds no vote.",
    "Which head names a paper with several defects is not fixed: a setting; the total is the same.",
    "A paper marked only in the second column is lost; under which head it stands is convention.",
    "Two second preferences of which one repeats the first: read strictly as over-marked, with a remark.",
    "Numerals 1 and 2 in one column may show one clear first preference: referred to the returning officer.",
    "A first statement revised after the direction: the rules are silent; where who remains changes, the "
    "direction and the second statements made under it are void and kept.",
    "Second preferences may be sorted during the first count, but no figure of them acted on before the "
    "direction.",
    "After the declaration nothing is counted again: only a petition.",
    "The Electoral Commission's booklet and placemat on doubtful papers were not read: no conformity with "
    "them is claimed.",
)
