"""Renderings of a comparison: on the terminal, as a page, as JSON; a report renders one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hustings.comparison import Comparison, to_json
from hustings.errors import UsageError
from hustings.reports._comparison import page, terminal

RENDERINGS: Mapping[str, Callable[[Comparison], bytes]] = {
    "html": page.render,
    "json": to_json,
    "documents": terminal.render,
}
"""By the key of the report that the same file's ending asks of a record."""


def render(of: Comparison, report: str) -> bytes:
    """A comparison as the like of a report; UsageError for a report that it has no like of."""
    if report not in RENDERINGS:
        raise UsageError("a comparison is not written so", found=report, expected=".html .json .txt")
    return RENDERINGS[report](of)
