"""Columns of numbers in numpy, or in any library that meets the Python array API standard."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array = Any
"""An array of numpy, or of another library that meets the array API standard."""


def namespace(array: Array) -> ModuleType:
    """The functions of the library an array is of: numpy's, its own, or as array-api-compat gives them."""
    if type(array).__module__.partition(".")[0] == "numpy":
        import numpy

        return numpy
    if hasattr(array, "__array_namespace__"):
        found: ModuleType = array.__array_namespace__()
        return found
    from array_api_compat import array_namespace

    held: ModuleType = array_namespace(array)
    return held


def columns(rows: Array) -> list[Array]:
    """Rows x candidates as a column for each candidate."""
    return [rows[:, at] for at in range(rows.shape[1])]


def rows_of(columns: Sequence[Array]) -> Array:
    """Columns as rows x candidates, each column staying in one piece of memory."""
    xp = namespace(columns[0])
    return xp.stack(list(columns), axis=0).T


def added(columns: Iterable[Array]) -> Array:
    """The sum of some columns, each made when it is added."""
    return functools.reduce(operator.add, columns)


def where(chosen: Array, values: Array) -> Array:
    """The values where chosen, 0 elsewhere."""
    xp = namespace(values)
    return xp.where(chosen, values, xp.zeros_like(values[:1]))


def as_small(truth: Array) -> Array:
    """Truth as 0 and 1, in two bytes."""
    xp = namespace(truth)
    return xp.asarray(truth, dtype=xp.int16)


def as_real(values: Array) -> Array:
    """Papers or shares as floats: whole numbers and shares are not multiplied in every library."""
    xp = namespace(values)
    return values if values.dtype in (xp.float32, xp.float64) else xp.asarray(values, dtype=xp.float64)


def shape_of(array: Array) -> str:
    """An array's shape in words, for messages."""
    return " x ".join(map(str, array.shape)) or "a single number"


@functools.cache
def hold_memory() -> None:
    """Let the C library keep freed columns: glibc gives them back until a large block has been freed once.

    Without this each slice has its pages made anew, which takes twice as long as counting it.
    """
    import numpy as np

    np.empty(30 << 20, np.int8)


def as_numpy(values: Any) -> NDArray[Any]:
    """An array of any library as numpy's; CuPy says `get`, PyTorch `cpu`."""
    import numpy as np

    for word in ("get", "cpu"):
        if hasattr(values, word):
            values = getattr(values, word)()
    return np.asarray(values)
