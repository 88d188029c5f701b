"""`hustings law`: the instruments on the shelf, and all that each carries."""

from __future__ import annotations

from textwrap import fill

import click


@click.group("law")
def command() -> None:
    """The instruments a count may be governed by."""


@command.command("list")
def list_() -> None:
    """List the instruments."""
    from hustings import shelf

    for key, regime in shelf.laws().items():
        print(f"{key:17} {regime.status:11} {regime.title}")


@command.command("show")
@click.argument("key")
def show(key: str) -> None:
    """Print all that an instrument lays down, with its citations."""
    from hustings import shelf
    from hustings.regime_words import describe

    for heading, lines in describe(shelf.law(key)):
        print(heading)
        for line in lines:
            print(fill(line, width=80, initial_indent="  ", subsequent_indent="      "))
