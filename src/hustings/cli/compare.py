"""`hustings compare`: who is elected under each rule on the same papers, and why rules disagree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hustings.cli._options import file_options, output_options, reading_of, refuse_existing


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
@output_options
def command(file: str, rules: str, spoilers: bool | None, **options: Any) -> None:
    """Say who is elected under each rule on the same papers, and why they disagree.

    FILE is as for count. No lot is drawn or used: a rule that needs one is shown with those who are equal.
    """
    from hustings import desk, shelf
    from hustings.comparison import to_json
    from hustings.saving import save

    keys = tuple(key.strip() for key in rules.split(",") if key.strip())
    for key in keys:
        if key != "all":
            shelf.rule(key)  # an unknown one is refused before a large file is read
    outputs: list[Path] = refuse_existing(options)
    compared = desk.compare(reading_of(file, options), rules=keys, spoilers=spoilers)
    contents = [(path, desk.render(compared, desk.report_for(path))) for path in outputs]
    if options["as_json"]:
        sys.stdout.write(to_json(compared).decode())
    else:
        _show(compared, every=options["every"])
    for path, content in contents:
        save(path, content, force=options["force"])
        print(f"wrote {path}", file=sys.stderr)


def _show(compared: Any, *, every: bool) -> None:
    """Print it for a person: in colour on a terminal, plain elsewhere."""
    from hustings.reports._comparison.terminal import print_to, text

    if sys.stdout.isatty():
        from rich.console import Console

        print_to(compared, Console(highlight=False), every=every)
    else:
        sys.stdout.write(text(compared, every=every))
