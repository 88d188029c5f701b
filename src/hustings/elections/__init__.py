"""Elections that come with hustings, as figures in its own formats; each contest.toml names their source.

Source: what each folder's contest.toml says under `source`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from hustings.errors import UsageError


def names() -> tuple[str, ...]:
    """The elections there are, each a folder here, in alphabetical order.

    >>> "london-2021" in names()
    True
    """
    folders = (one for one in files(__name__).iterdir() if one.is_dir())
    return tuple(sorted(one.name for one in folders if (one / "contest.toml").is_file()))


def path(name: str) -> Path:
    """The file of figures of one election; its contest.toml and any decisions.toml stand beside it.

    Raises UsageError for a name that is none of `names()`.

    >>> path("london-2021").name
    'table.csv'
    """
    if name not in names():
        raise UsageError(
            "there is no such election here", found=name, expected="one of: " + ", ".join(names())
        )
    folder = Path(str(files(__name__) / name))
    (figures,) = (one for one in folder.iterdir() if one.suffix == ".csv")
    return figures
