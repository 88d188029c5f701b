"""The documents of a count: statements, calculation sheets, direction, lot, declaration, notice, deposits."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from hustings.errors import InputError, UsageError
from hustings.record import Record
from hustings.reports._documents import calculations, outcomes, publication, statements, wards
from hustings.reports._documents.declaration import declaration
from hustings.reports._documents.known import asked
from hustings.reports._documents.sheet import Sheet
from hustings.reports._documents.stages import result_sheet
from hustings.reports._plain import lines_of
from hustings.reports._report import Report
from hustings.reports._stages import in_columns
from hustings.reports._typst import pdf_of

OF_AN_AREA: Mapping[str, Callable[[Record, str], Sheet]] = {
    "rejected-papers": statements.rejected_papers,
    "first-statement": statements.first_statement,
    "second-statement": statements.second_statement,
    "notice": publication.notice,
}
OF_THE_CONTEST: Mapping[str, Callable[[Record], Sheet]] = {
    "first-calculation": calculations.first_calculation,
    "second-count-direction": calculations.second_count_direction,
    "second-calculation": calculations.second_calculation,
    "lot-record": outcomes.lot_record,
    "declaration": declaration,
    "ward-table": wards.ward_table,
    "deposit-list": outcomes.deposit_list,
    "result-sheet": result_sheet,
}
SHORT: Mapping[str, str] = {
    "rejected": "rejected-papers",
    "direction": "second-count-direction",
    "lot": "lot-record",
    "deposits": "deposit-list",
}
"""Shorter words for some documents."""

KEYS = (
    "rejected-papers",
    "first-statement",
    "first-calculation",
    "second-count-direction",
    "second-statement",
    "second-calculation",
    "lot-record",
    "declaration",
    "notice",
    "ward-table",
    "deposit-list",
    "result-sheet",
)
"""The documents in the order in which a count makes them."""


def document(record: Record, key: str, area: str = "") -> Sheet:
    """One document of a record; `area` is an area's id or name, empty for the whole contest.

    Raises UsageError for an unknown document or area, InputError naming the figure that is not known where
    the document cannot be drawn, and InputError where an area may not publish yet.
    """
    key = SHORT.get(key, key)
    if key not in KEYS:
        near = difflib.get_close_matches(key, [*KEYS, *SHORT], n=1)
        raise UsageError(
            "there is no document of this key",
            found=key,
            expected="one of: " + ", ".join(KEYS),
            hint=f"did you mean {near[0]!r}?" if near else "",
        )
    chosen = _area(record, area)
    _refuse_unasked(record, key)
    if key in OF_AN_AREA:
        if not chosen and key in ("first-statement", "second-statement"):
            chosen = _only_area(record, key)
        return OF_AN_AREA[key](record, chosen)
    if chosen:
        raise UsageError("this document is of the whole contest", found=area, hint="leave --area out")
    return OF_THE_CONTEST[key](record)


def _refuse_unasked(record: Record, key: str) -> None:
    """Nobody draws a document that the law, or the stages, of this count have no place for."""
    if key != "result-sheet" and not in_columns(record):
        raise InputError(
            "this document is of a count by one or two columns",
            found=f"{key}, and a count by {record.rule.name}",
            expected="result-sheet",
        )
    if key != "result-sheet" and record.law is not None and not _asked_for(record, key):
        raise InputError(
            "the law of this count asks for no such document",
            found=f"{key} under {record.law.key}",
            expected="one of: " + ", ".join(one for one in KEYS if _asked_for(record, one)),
        )


def _asked_for(record: Record, key: str) -> bool:
    if key == "ward-table":
        return record.law is not None and record.law.merge_wards_up_to is not None
    return asked(record, "declaration" if key == "notice" else key) is not None


def _areas(record: Record) -> dict[str, str]:
    """Ids of every area, with their names."""
    ids = [area.id for area in record.contest.areas] + [one.area for one in record.statements]
    return {id: record.contest.area_name(id) for id in dict.fromkeys(ids) if id}


def _area(record: Record, area: str) -> str:
    areas = _areas(record)
    if not area or area in areas:
        return area
    named = [id for id, name in areas.items() if name.casefold() == area.casefold()]
    if len(named) == 1:
        return named[0]
    near = difflib.get_close_matches(area, areas.values(), n=1)
    raise UsageError(
        "there is no area of this name",
        found=area,
        expected="one of: " + (", ".join(areas.values()) or "none, the contest is one area"),
        hint=f"did you mean {near[0]!r}?" if near else "",
    )


def _only_area(record: Record, key: str) -> str:
    """The area of a statement when none is named: there must be one to choose from."""
    made = statements.first_areas(record) if key == "first-statement" else statements.second_areas(record)
    if "" in made or not made:
        return ""
    if len(made) == 1:
        return made[0]
    names = ", ".join(record.contest.area_name(area) for area in made)
    raise UsageError("which area's statement?", expected=f"one of: {names}", hint="name it with --area")


def documents(record: Record) -> tuple[Sheet, ...]:
    """Every document that can be drawn from what the record knows, in the order a count makes them.

    Those of areas come with them; an area's public notice is drawn only on demand.
    """
    if not in_columns(record):
        return (result_sheet(record),)
    areas = {
        "rejected-papers": statements.rejecting_areas(record),
        "first-statement": statements.first_areas(record),
        "second-statement": statements.second_areas(record),
        "notice": ("",),
    }
    made: list[Sheet] = []
    for key in KEYS:
        for area in areas.get(key, ("",)):
            with suppress(InputError):  # a figure is not known, or none is asked for: `document` says which
                _refuse_unasked(record, key)
                made.append(
                    OF_AN_AREA[key](record, area) if key in OF_AN_AREA else OF_THE_CONTEST[key](record)
                )
    return tuple(made)


def text(*sheets: Sheet) -> bytes:
    """Documents as plain text of 80 columns, UTF-8, a form feed between them."""
    return "\n\f\n".join("\n".join(lines_of(sheet)) + "\n" for sheet in sheets).encode()


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """Documents as one PDF; raises UsageError where typst is not installed."""
    return pdf_of(sheets)


def _render(record: Record) -> bytes:
    return text(*documents(record))


REPORT = Report(
    key="documents",
    title="Documents as text",
    suffix=".txt",
    about="every document that can be drawn: statements, calculation sheets, declaration, notice, deposits",
    render=_render,
)
