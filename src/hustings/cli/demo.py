"""`hustings demo`: the elections that come with the package."""

from __future__ import annotations

from typing import Any

import click

from hustings.cli._options import ask_option, counted, deliver, input_options, output_options
from hustings.errors import UsageError


@click.command("demo")
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the elections.")
@input_options
@ask_option
@output_options
def command(name: str | None, listing: bool, **options: Any) -> None:
    """Count one of the elections that come with hustings."""
    from hustings import elections

    if listing or not name:
        for one in elections.names():
            print(one)
        return
    if name not in elections.names():
        raise UsageError(
            "there is no such election here", found=name, expected="one of: " + ", ".join(elections.names())
        )
    deliver(*counted(str(elections.path(name)), options), options)
