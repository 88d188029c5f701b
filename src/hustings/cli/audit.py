"""`hustings audit`: how many papers to check and which, and what the hands found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hustings.cli._options import hand_over, output_options, refuse_existing
from hustings.cli._questions import Asking, answered, command_of

COMMANDS = {"plan": "audit", "check": "audit-check"}
"""What each command asks."""


def _make(name: str) -> click.Command:
    from hustings import shelf

    if name not in COMMANDS:
        raise click.UsageError(f"No such command {name!r}: there are {' and '.join(COMMANDS)}.")
    question = shelf.question(COMMANDS[name])

    def act(file: str, options: dict[str, Any]) -> None:
        refuse_existing(options)
        hand_over(answered(question, file, options), options)

    more = [output_options]
    help = [question.asks, question.about, "FILE is as for count, or an election that comes along."]
    if name == "check":
        more.append(click.argument("found", type=click.Path(path_type=Path)))
        help.append("FOUND is a table of what the hands saw: number (or bundle and papers), first, second.")
    said = replace(question, options=tuple(one for one in question.options if one.name != "found"))
    return command_of(said, name, tuple(help), act, *more)


command = Asking(
    name="audit",
    keys=lambda: list(COMMANDS),
    make=_make,
    help="Plan an audit of a result by hand, and check what it found.",
)
