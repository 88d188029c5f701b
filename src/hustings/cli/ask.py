"""`hustings ask`: a question about an election, and its answer."""

from __future__ import annotations

from typing import Any

import click

from hustings.cli._options import answer_options, hand_over, refuse_existing
from hustings.cli._questions import Asking, answered, command_of


def _keys() -> list[str]:
    from hustings import shelf

    return sorted(shelf.questions())


def _make(key: str) -> click.Command:
    from hustings import shelf

    question = shelf.question(key)

    def act(file: str, options: dict[str, Any]) -> None:
        refuse_existing(options)  # before the answer, which may take long
        hand_over(answered(question, file, options), options)

    what = "a table of polls" if question.of == "polls" else "as for count, or an election that comes along"
    help = (question.asks, question.about, f"FILE is {what}.")
    return command_of(question, key, help, act, answer_options)


command = Asking(
    name="ask",
    keys=_keys,
    make=_make,
    help="Ask a question of an election: how close it was, who could still win, what if.",
)
