"""`hustings explore`: a page on which anybody can try what would change the result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hustings.cli._options import file_options, file_or_election, reading_of
from hustings.errors import UsageError
from hustings.mechanics.exploration import FEW


@click.command("explore")
@click.argument("file", type=click.Path())
@file_options
@click.option(
    "-o",
    "--output",
    default="what-if.html",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The page to write.",
)
@click.option(
    "--few",
    default=FEW,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Keep figures of fewer than N papers together, so that none tells how somebody voted; 0 shows all.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def command(file: str, output: Path, few: int, force: bool, **options: Any) -> None:
    """Write a page on which anybody can try what would change the result.

    FILE is as for count, or an election that comes along. The page is one file, works without a network and
    counts as the supplementary vote does: leave candidates out, make pacts, move first preferences, change
    transfers and turnout.
    """
    from hustings import desk
    from hustings.saving import refuse_existing

    if desk.report_for(output) != "html":
        raise UsageError("an exploration is a page", where=str(output), found=output.suffix, expected=".html")
    refuse_existing(output, force=force)
    found = desk.explore(reading_of(file_or_election(file), {**options, "rule": "sv"}), few=few)
    desk.write(found, output, force=force)
    print(f"wrote {output}", file=sys.stderr)
