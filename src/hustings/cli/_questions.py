"""Commands made from the questions on the shelf: each with its own options and those of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hustings.cli._options import facts_options, file_or_election, law_options, reading_of, stacked

if TYPE_CHECKING:
    from hustings.answer import Answer
    from hustings.question import Option, Question

Decorator = Callable[[Any], Any]

METAVARS = {
    "candidate": "NAME",
    "area": "NAME",
    "share": "SHARE",
    "number": "NUMBER",
    "text": "TEXT",
    "polls": "FILE",
    "file": "FILE",
}


class Asking(click.Group):
    """A group of which each command asks one question, made when it is called."""

    def __init__(self, *, keys: Callable[[], list[str]], make: Callable[[str], click.Command], **named: Any):
        super().__init__(**named)
        self.keys = keys
        self.make = make

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The keys on the shelf."""
        return self.keys()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this key; an unknown one is answered with the nearest."""
        return self.make(cmd_name)


def command_of(
    question: Question, name: str, help: tuple[str, ...], act: Callable[..., None], *more: Decorator
) -> click.Command:
    """A command that takes a file and the options of a question, and gives both to `act`.

    `help` are its paragraphs, the first of which stands in the list of commands.
    """

    def command(file: str, **options: Any) -> None:
        act(file, options)

    # Candidates are named by a question's own options; who stands is said by the file or contest.toml.
    of_file = (law_options, facts_options) if question.of == "papers" else ()
    options = stacked(*map(_option, question.options), *of_file, *more)
    argument = click.argument("file", type=click.Path())
    whole = "\n\n".join(help)
    return click.command(name, help=whole, short_help=help[0])(argument(options(command)))


def _option(option: Option) -> Decorator:
    flag = "--" + option.name.replace("_", "-")
    words = f"{option.words} (needed)" if option.needed else option.words
    if option.takes == "flag":
        return click.option(flag, option.name, is_flag=True, help=words)
    kind: Any = click.Path(path_type=Path) if option.takes in ("file", "polls") else str
    return click.option(
        flag,
        option.name,
        type=kind,
        multiple=option.many,
        metavar="|".join(option.choices) or METAVARS[option.takes],
        help=words,
    )


def answered(question: Question, file: str, options: dict[str, Any]) -> Answer:
    """The answer to a question about a file, with the options given."""
    from hustings import desk

    asked = {one.name: options[one.name] for one in question.options}
    path = file_or_election(file)
    if question.of == "polls":
        return desk.ask(question.key, path, **asked)
    reading = reading_of(path, options)
    return desk.ask(question.key, reading, law=options["law"], rule=options["rule"], **asked)
