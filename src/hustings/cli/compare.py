"""`hustings compare`: who is elected under each rule on the same papers, and why rules disagree."""

from __future__ import annotations

from typing import Any

import click

from hustings.cli._options import comparison_options, file_options, hand_over, reading_of, refuse_existing


@click.command("compare")
@click.argument("file", type=click.Path())
@click.option(
    "--rules",
    default="",
    metavar="A,B,...",
    help="The rules by key; all that read these papers and fill these seats if not given; "
    "all, with those of lists too.",
)
@click.option(
    "--spoilers/--no-spoilers",
    default=None,
    help="Count again without each candidate; where that is quick if neither is given.",
)
@file_options
@comparison_options
def command(file: str, rules: str, spoilers: bool | None, **options: Any) -> None:
    """Say who is elected under each rule on the same papers, and why they disagree.

    FILE is as for count. No lot is drawn or used: a rule that needs one is shown with those who are equal.
    """
    from hustings import desk, shelf

    keys = tuple(key.strip() for key in rules.split(",") if key.strip())
    for key in keys:
        if key != "all":
            shelf.rule(key)  # an unknown one is refused before a large file is read
    refuse_existing(options)  # before the counts, which may take long
    hand_over(desk.compare(reading_of(file, options), rules=keys, spoilers=spoilers), options)
