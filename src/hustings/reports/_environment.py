"""The templates of pages, and the words and numbers they print."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from hustings.reports import _figures as figures
from hustings.reports import _words as words


@cache
def environment() -> Environment:
    """Where templates are found, and what they may do: anything undefined is an error."""
    made = Environment(
        loader=PackageLoader("hustings.reports", "_page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "number": figures.number,
        "added": figures.added,
        "clean": figures.clean,
        "papers": figures.papers,
        "day": words.day,
    }
    return made
