"""Which law governs an election: the timeline of the law document, section 1 and C12, with its refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings import shelf
from hustings.choosing import Choice, choose
from hustings.errors import InputError
from hustings.offices import OFFICES, office_of

CA, CCA = "combined-authority-mayor", "combined-county-authority-mayor"
LA, LONDON, PCC = "local-authority-mayor", "mayor-of-london", "police-and-crime-commissioner"


def _choose(office: str, poll: str, notice: str = "") -> Choice:
    return choose(
        shelf.laws().values(),
        office=office,
        poll_date=date.fromisoformat(poll) if poll else None,
        notice_date=date.fromisoformat(notice) if notice else None,
    )


@pytest.mark.parametrize(
    ("office", "poll", "notice", "key"),
    [
        (CA, "2017-05-04", "", "ca-2017"),
        (CA, "2021-05-06", "", "ca-2017"),
        (CA, "2023-05-03", "", "ca-2017"),
        (CA, "2023-05-04", "", "fptp-2022"),
        (CA, "2024-05-02", "", "fptp-2022"),
        (CA, "2026-05-07", "", "fptp-2022"),
        (CA, "2026-07-22", "", "fptp-2022"),
        (CA, "2026-07-30", "2026-06-17", "fptp-2022"),
        (CA, "2026-07-30", "2026-06-18", "ca-2026"),
        (CA, "2026-07-30", "2026-06-25", "ca-2026"),
        (CA, "2026-10-01", "", "ca-2026"),
        (CA, "2027-05-06", "", "ca-2026"),
        (CCA, "2024-05-02", "", "fptp-2022"),
        (CCA, "2025-05-01", "", "fptp-2022"),
        (CCA, "2027-05-06", "2027-03-20", "ca-2026"),
        (LA, "2007-05-03", "", "la-2007"),
        (LA, "2010-10-21", "", "la-2007"),
        (LA, "2021-05-06", "", "la-2007"),
        (LA, "2022-10-25", "", "la-2007"),
        (LA, "2023-05-04", "", "fptp-2022"),
        (LA, "2026-05-07", "", "fptp-2022"),
        (LONDON, "2008-05-01", "", "gla-2007-ecount"),
        (LONDON, "2021-05-06", "", "gla-2007-ecount"),
        (LONDON, "2022-10-25", "", "gla-2007-ecount"),
        (LONDON, "2024-05-02", "", "fptp-2022"),
        (PCC, "2012-11-15", "", "pcc-2012"),
        (PCC, "2016-05-05", "", "pcc-2012"),
        (PCC, "2021-05-06", "", "pcc-2012"),
        (PCC, "2022-10-25", "", "pcc-2012"),
        (PCC, "2024-05-02", "", "fptp-2022"),
    ],
)
def test_the_law_of_an_office_and_a_day(office: str, poll: str, notice: str, key: str) -> None:
    choice = _choose(office, poll, notice)
    assert choice.regime.key == key
    assert key in choice.why and "governs" in choice.why


def test_the_reason_names_the_day_that_decided() -> None:
    assert "notice of election was published 25 June 2026" in _choose(CA, "2026-07-30", "2026-06-25").why
    assert "the poll was 6 May 2021" in _choose(LONDON, "2021-05-06").why


@pytest.mark.parametrize(
    ("office", "poll", "notice", "reason"),
    [
        (CA, "2026-07-30", "", "published from 18 June 2026"),
        (CA, "2026-07-23", "", "decides between ca-2026 or fptp-2022"),
        (CA, "2026-09-30", "", "notice of election, which is not given"),
        (CA, "2016-05-05", "", "no instrument carried"),
        (LA, "2002-05-02", "", "older instrument"),  # Hartlepool
        (LA, "2007-05-02", "", "Regulations 2002"),
        (LONDON, "2000-05-04", "", "Rules 2000"),
        (LONDON, "2004-06-10", "", "older instrument"),
        (PCC, "2012-11-14", "", "no instrument carried"),
        (LA, "2022-12-01", "", "savings in SI 2022/1093"),
        (LA, "2022-10-26", "", "savings in SI 2022/1093"),
        (LONDON, "2022-10-26", "", "savings in SI 2022/1093"),
        (PCC, "2022-10-26", "", "savings in SI 2022/1093"),
        (LONDON, "2023-05-03", "", "savings in SI 2022/1093"),
        (LONDON, "2008-04-30", "", "Rules 2000"),
        (LA, "2026-06-18", "", "perhaps fptp-2022 or la-2007"),
        (LA, "2027-05-06", "2027-03-20", "no commencement for this office"),
        (LONDON, "2028-05-04", "", "perhaps fptp-2022 or gla-2007-manual"),
        (PCC, "2026-11-05", "", "perhaps fptp-2022 or pcc-2012"),
        (CA, "", "", "the day of the poll is not given"),
    ],
)
def test_refusals_give_the_reason_and_the_way_on(office: str, poll: str, notice: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        _choose(office, poll, notice)
    assert reason in caught.value.message
    assert "--rule sv" in caught.value.hint
    assert "--law" in caught.value.hint


def test_a_notice_after_the_poll_is_a_slip() -> None:
    with pytest.raises(InputError, match="dated after the poll"):
        _choose(CA, "2026-07-30", "2026-08-30")
    assert _choose(CA, "2026-07-30", "2026-07-30").regime.key == "ca-2026"  # odd, but no contradiction


def test_no_two_laws_govern_one_poll() -> None:
    """Where two regimes both governed a poll, the one picked would hang on the order of the shelf."""
    edges = {
        day
        for regime in shelf.laws().values()
        for window in regime.windows
        for day in (window.poll_from, window.poll_until, window.certain_from, window.certain_until)
        if day
    }
    days = {day + timedelta(days=shift) for day in edges for shift in (-1, 0, 1)}
    for office in OFFICES:
        for poll in days:
            for notice in (None, date(2026, 6, 17), date(2026, 6, 18)):
                if notice and notice > poll:
                    continue
                picked = set()
                for regime in shelf.laws().values():
                    try:
                        choose([regime], office=office.key, poll_date=poll, notice_date=notice)
                        picked.add(regime.key)
                    except InputError:
                        continue
                assert len(picked) <= 1, (office.key, poll, notice, picked)


@given(
    office=st.sampled_from([one.key for one in OFFICES]), poll=st.dates(date(1999, 1, 1), date(2040, 1, 1))
)
def test_every_day_has_a_law_or_a_reason_and_a_pending_window_is_never_picked(
    office: str, poll: date
) -> None:
    try:
        chosen = choose(shelf.laws().values(), office=office, poll_date=poll)
    except InputError as refusal:
        assert refusal.message and "--rule sv" in refusal.hint
        return
    holding = [
        window
        for window in chosen.regime.windows
        if window.office == office
        and (window.poll_from is None or window.poll_from <= poll)
        and (window.poll_until is None or poll <= window.poll_until)
    ]
    assert any(window.status != "pending" for window in holding)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (CA, CA),
        ("Mayor of London", LONDON),
        ("mayor of  LONDON 2021", LONDON),
        ("West Midlands Combined Authority Mayor", CA),
        ("Mayor of the East Midlands Combined County Authority", CCA),
        ("Police and Crime Commissioner for Cheshire", PCC),
        ("Police, Fire & Crime Commissioner for Essex", PCC),
        ("local authority mayor", LA),
    ],
)
def test_offices_as_people_write_them(text: str, key: str) -> None:
    assert office_of(text).key == key


@pytest.mark.parametrize("text", ["Mayor of Greater Manchester", "Mayor", "", "Mayor of Londonderry"])
def test_an_office_that_could_be_several_is_answered_with_the_keys(text: str) -> None:
    with pytest.raises(InputError) as caught:
        office_of(text)
    assert CA in caught.value.expected and LA in caught.value.expected
    assert "--rule sv" in caught.value.hint
