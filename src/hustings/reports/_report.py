"""What stands on the reports shelf: a way to show a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hustings.record import Record


@dataclass(frozen=True, kw_only=True)
class Report:
    """One rendering: the same record gives the same bytes. `suffix` is the usual file ending."""

    key: str
    title: str
    suffix: str
    about: str
    render: Callable[[Record], bytes]
