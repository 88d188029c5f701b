"""Saving: a file is written whole or not at all, and never over another unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hustings.errors import InputError, UsageError


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises UsageError for a file that exists, unless `force` is given: said before long work, too."""
    if path.exists() and not force:
        raise UsageError(
            "the file exists and is not overwritten", where=str(path), hint="give another name, or --force"
        )


def save(path: str | Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; an existing one is kept unless `force` is given."""
    import tempfile

    path = Path(path)
    refuse_existing(path, force=force)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError("the file cannot be written", where=str(path), found=str(error.strerror)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            found = str(error.strerror)
            raise InputError("the file cannot be written", where=str(path), found=found) from error
        raise
