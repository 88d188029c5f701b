"""The documents of a count as one PDF."""

from __future__ import annotations

from hustings.record import Record
from hustings.reports._report import Report
from hustings.reports._typst import pdf_of
from hustings.reports.documents import documents


def _render(record: Record) -> bytes:
    return pdf_of(documents(record))


REPORT = Report(
    key="pdf",
    title="Documents as PDF",
    suffix=".pdf",
    about="the same documents as pages to sign; needs hustings[pdf]",
    render=_render,
)
