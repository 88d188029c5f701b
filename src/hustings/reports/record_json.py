"""The record itself, as canonical JSON: what `hustings verify` reads and counts again.

Source: the schema `schema/record-1.schema.json` in this package.
"""

from __future__ import annotations

from hustings.codec import to_json
from hustings.reports._report import Report

REPORT = Report(
    key="json",
    title="Record",
    suffix=".json",
    about="Everything needed to count again, as canonical JSON: the same record is the same bytes.",
    render=to_json,
)
