"""`hustings count`: from papers or statements to the result."""

from __future__ import annotations

from typing import Any

import click

from hustings.cli._options import ask_option, counted, deliver, input_options, output_options


@click.command("count")
@click.argument("file", type=click.Path())
@input_options
@ask_option
@output_options
def command(file: str, **options: Any) -> None:
    """Count an election and say who is elected, or what is awaited.

    FILE holds papers (in columns, ranked or rated), a first-by-second or pairwise table, statements by
    area or declared totals; "-" is standard input. The law is named, or chosen by the contest's office
    and dates.
    """
    deliver(*counted(file, options), options)
