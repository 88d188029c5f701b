"""What stands on the pictures shelf: a way to draw the figures of an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from hustings.answer import Answer

Width = Literal["wide", "narrow"]
"""For what a drawing is made: a page and print (720 units), or a screen of 320 to 460 pixels (340 units)."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing of one question's answers: `draw` gives a whole `<svg>` element for a width.

    The element has role="img", a <title> and a <desc> that tells all of it in words, every style inside its
    own attributes, coordinates in tenths, and ids that begin with the picture's key and the width. `draw`
    gives empty Markup where the answer holds nothing to draw (`why_not` says why, for a person who asked).
    `first` marks the one that is shown where several draw the same question and none is named.
    """

    key: str
    title: str
    question: str
    about: str
    draw: Callable[[Answer, Width], Markup]
    why_not: str = "this answer holds nothing to draw"
    first: bool = False
