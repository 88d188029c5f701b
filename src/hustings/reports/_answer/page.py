"""An answer as one HTML page without a network, and as a section of the result page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from hustings.answer import Answer
from hustings.reports._answer import words
from hustings.reports._answer.terminal import UNOFFICIAL
from hustings.reports._environment import environment

if TYPE_CHECKING:
    from hustings.reports._answer import Drawn

OPEN = 30
"""A table of more rows is folded away."""


def render(of: Answer, drawn: Sequence[Drawn]) -> bytes:
    """The page as UTF-8 HTML."""
    view = {"of": of, "section": section(of, drawn), "unofficial": UNOFFICIAL}
    return environment().get_template("answer.html").render(view).encode()


def section(of: Answer, drawn: Sequence[Drawn], *, heading: bool = False) -> Markup:
    """The answer as a section: pictures, figures, certainties, chances, proof, what it rests on."""
    return Markup(environment().get_template("answer_section.html").render(_view(of, drawn, heading)))


def _view(of: Answer, drawn: Sequence[Drawn], heading: bool) -> Mapping[str, Any]:
    """What the template prints; it puts figures in their places and decides nothing."""
    return {
        "of": of,
        "words": words,
        "drawn": drawn,
        "heading": heading,
        "asked": words.asked(of),
        "findings": list(words.findings(of)),
        "chances": list(words.chances(of)),
        "tables": [one for one in of.figures if one.rows],
        "open": OPEN,
        "proofs": [(words.proof(of, one), list(words.changes(of, one.changes))) for one in of.witnesses],
    }
