"""One instrument's data with every citation changed, for an instrument that brings another back.

Source: none; the instruments that use it say what they bring back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from hustings.regime import Cite

Data = TypeVar("Data")


def recited(value: Data, change: Callable[[Cite], Cite]) -> Data:
    """The same data with `change` made to every citation in it, however deep.

    >>> cite = Cite(text="r1", instrument="i", source="read")
    >>> recited({"majority": (cite,)}, lambda one: replace(one, source="inferred"))["majority"][0].source
    'inferred'
    """
    return _walk(value, change)  # type: ignore[no-any-return]  # each value comes back as its own type


def _walk(value: Any, change: Callable[[Cite], Cite]) -> Any:
    if isinstance(value, Cite):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _walk(one, change) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_walk(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _walk(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **changed)
    return value
