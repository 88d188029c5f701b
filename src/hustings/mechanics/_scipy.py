"""Where scipy is found: it comes with an extra, and only some questions need it."""

from __future__ import annotations

from typing import Any

from hustings.errors import UsageError


def optimize() -> Any:
    """The module `scipy.optimize`; raises UsageError naming what to install where it is missing."""
    try:
        import scipy.optimize as found
    except ImportError as error:
        raise UsageError(
            "this question needs scipy, which is not installed",
            hint="pip install 'hustings[questions]'",
        ) from error
    return found
