"""`hustings audit`: how many papers to check and which, and what the hands found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hustings.cli._options import answer_options, hand_over, refuse_existing
from hustings.cli._questions import Asking, answered, command_of
from hustings.errors import UsageError

if TYPE_CHECKING:
    from hustings.answer import Answer

COMMANDS = {"plan": "audit", "check": "audit-check"}
"""What each command asks."""


def _make(name: str) -> click.Command:
    from hustings import shelf

    if name not in COMMANDS:
        raise click.UsageError(f"No such command {name!r}: there are {' and '.join(COMMANDS)}.")
    question = shelf.question(COMMANDS[name])

    def act(file: str, options: dict[str, Any]) -> None:
        refuse_existing(options)
        answer = answered(question, file, options)
        hand_over(answer, options)
        if options.get("sheet"):
            _write_sheet(answer, options["sheet"], force=options["force"])

    more = [answer_options]
    if name == "plan":
        words = "Write the pull list as a CSV for the hands to fill in."
        more.append(click.option("--sheet", type=click.Path(path_type=Path), help=words))
    help = [question.asks, question.about, "FILE is as for count, or an election that comes along."]
    if name == "check":
        more.append(click.argument("found", type=click.Path(path_type=Path)))
        help.append("FOUND is a table of what the hands saw: number (or bundle and papers), first, second.")
    said = replace(question, options=tuple(one for one in question.options if one.name != "found"))
    return command_of(said, name, tuple(help), act, *more)


def _write_sheet(answer: Answer, path: Path, *, force: bool) -> None:
    """The pull list with empty columns for what is seen: as `hustings audit check` reads it."""
    import csv
    import io
    import sys

    from hustings.saving import save

    if not answer.has("pull"):
        raise UsageError(
            "nothing is drawn yet", where="--sheet", expected="--seed, with figures thrown in public"
        )
    table = answer.table("pull")
    heads = [column.key for column in table.columns]
    of_bundles = "paper" not in heads
    shown = [at for at, head in enumerate(heads) if not (of_bundles and head == "number")]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(heads[at] for at in shown), "first", "second", *(["papers"] if of_bundles else [])])
    for row in table.rows:
        writer.writerow([*(row[at] for at in shown), "", "", *([""] if of_bundles else [])])
    save(path, text.getvalue().encode(), force=force)
    print(f"wrote {path}", file=sys.stderr)


command = Asking(
    name="audit",
    keys=lambda: list(COMMANDS),
    make=_make,
    help="Plan an audit of a result by hand, and check what it found.",
)
