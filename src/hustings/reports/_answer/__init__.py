"""Renderings of an answer: on the terminal, as a page or a section of one, as JSON, its figures as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hustings.answer import Answer, to_json
from hustings.errors import UsageError
from hustings.reports._answer import csv, page, terminal


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A picture of an answer, drawn for a page: for wide screens and print, and for narrow screens."""

    title: str
    wide: Markup
    narrow: Markup


RENDERINGS: Mapping[str, Callable[[Answer, Sequence[Drawn]], bytes]] = {
    "html": page.render,
    "json": lambda answer, drawn: to_json(answer),
    "csv": lambda answer, drawn: csv.render(answer),
    "documents": lambda answer, drawn: terminal.render(answer),
}
"""By the key of the report that the same file's ending asks of a record."""


def render(answer: Answer, report: str, drawn: Sequence[Drawn] = ()) -> bytes:
    """An answer as the like of a report; UsageError for a report that it has no like of."""
    if report not in RENDERINGS:
        raise UsageError("an answer is not written so", found=report, expected=".html .json .csv .txt")
    return RENDERINGS[report](answer, drawn)
