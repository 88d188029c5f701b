"""Showing: a record, a comparison, an answer or an exploration as bytes, and an answer as a picture."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from hustings import shelf
from hustings.codec import to_json
from hustings.errors import UsageError
from hustings.record import Record

if TYPE_CHECKING:
    from hustings.answer import Answer
    from hustings.comparison import Comparison
    from hustings.mechanics.exploration import Exploration
    from hustings.pictures._picture import Picture, Width
    from hustings.reports._answer import Drawn

REPORTS = {".html": "html", ".json": "json", ".csv": "csv", ".pdf": "pdf", ".txt": "documents"}
"""Which report a file's ending asks for."""


def render(
    what: Record | Comparison | Answer | Exploration, report: str, answers: Collection[Answer] = ()
) -> bytes:
    """A record as one of the reports on the shelf, or a comparison or an answer as the like of it.

    An exploration is a page, "html".

    `answers` to questions about the same election become sections of the result page; no other report has
    them. Raises UsageError for a comparison or an answer as a report that it has no like of.
    """
    if isinstance(what, Record):
        return _record(what, report, answers)

    # Loaded only for what is no record, so that counting loads no more than it shows.
    from hustings.comparison import Comparison
    from hustings.mechanics.exploration import Exploration

    if isinstance(what, Comparison):
        from hustings.reports._comparison import render as render_comparison

        return render_comparison(what, report)
    if isinstance(what, Exploration):
        from hustings.reports._explorer import render as render_exploration

        return render_exploration(what, report)
    from hustings.reports._answer import render as render_answer

    return render_answer(what, report, _drawn(what))


def _record(record: Record, report: str, answers: Collection[Answer]) -> bytes:
    if answers and report == "html":
        from hustings.reports import page
        from hustings.reports._answer.page import section

        return page.render(record, [section(one, _drawn(one), heading=True) for one in answers])
    if report == "json":
        return to_json(record)  # as its report does, without looking through the shelf for it
    return shelf.report(report).render(record)


def report_for(path: str | Path) -> str:
    """The report that a file's ending asks for; UsageError for an ending that says nothing."""
    ending = Path(path).suffix.lower()
    if ending not in REPORTS:
        raise UsageError(
            "the ending does not say what to write",
            where=str(path),
            found=ending or "no ending",
            expected=" ".join(REPORTS),
        )
    return REPORTS[ending]


def draw(answer: Answer, picture: str = "", width: Width = "wide") -> str:
    """A picture of an answer as SVG: the one named, or the first that draws such an answer.

    Raises UsageError where no picture draws it, or this one holds nothing to draw.
    """
    fitting = {one.key: one for one in _pictures_of(answer.question)}
    chosen = shelf.picture(picture) if picture else next(iter(fitting.values()), None)
    if chosen is None or chosen.key not in fitting:
        raise UsageError(
            "no picture draws this answer" if chosen is None else "this picture draws another question",
            found=answer.question if chosen is None else f"{picture}, of an answer to {answer.question}",
            expected=", ".join(fitting) or "a question that has a picture (hustings plot --help)",
        )
    drawn = str(chosen.draw(answer, width))
    if not drawn:
        raise UsageError("there is nothing to draw", found=chosen.key, hint=chosen.why_not)
    return drawn


def png(svg: str) -> bytes:
    """A picture as PNG; UsageError where the `pdf` extra, which brings typst, is missing."""
    from hustings.pictures._png import png as drawn

    return drawn(svg)


def _drawn(answer: Answer) -> tuple[Drawn, ...]:
    """Every picture of an answer, in both widths, for a page."""
    from hustings.reports._answer import Drawn

    made = [
        Drawn(title=one.title, wide=one.draw(answer, "wide"), narrow=one.draw(answer, "narrow"))
        for one in _pictures_of(answer.question)
    ]
    return tuple(one for one in made if one.wide)


def _pictures_of(question: str) -> list[Picture]:
    """The pictures of a question's answers: the one marked first, those that have its name, the others."""
    fitting = [one for one in shelf.pictures().values() if one.question == question]
    return sorted(fitting, key=lambda one: (not one.first, not one.key.startswith(question)))
