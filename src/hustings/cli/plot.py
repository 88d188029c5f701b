"""`hustings plot`: the answer to a question, drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hustings.cli._options import refuse_existing
from hustings.cli._questions import Asking, answered, command_of
from hustings.errors import UsageError

ENDINGS = (".svg", ".png")


def _keys() -> list[str]:
    from hustings import shelf

    return sorted(shelf.pictures())


def _make(key: str) -> click.Command:
    from hustings import shelf

    picture = shelf.picture(key)
    question = shelf.question(picture.question)

    def act(file: str, options: dict[str, Any]) -> None:
        _refuse_other(options["outputs"])
        refuse_existing(options)
        _write(answered(question, file, options), key, options)

    help = (f"{picture.title}.", picture.about, f"It draws the answer to: {question.asks}")
    return command_of(question, key, help, act, *_output())


def _output() -> tuple[Any, ...]:
    return (
        click.option("--force", is_flag=True, help="Overwrite files that exist."),
        click.option("--narrow", is_flag=True, help="Draw for a narrow screen."),
        click.option(
            "-o",
            "--output",
            "outputs",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Write a file: .svg .png; without one the SVG is printed.",
        ),
    )


def _refuse_other(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise UsageError(
                "the ending does not say how to draw",
                where=str(path),
                found=path.suffix or "no ending",
                expected=" ".join(ENDINGS),
            )


def _write(answer: Any, key: str, options: dict[str, Any]) -> None:
    import sys

    from hustings import desk
    from hustings.saving import save

    drawn = desk.draw(answer, key, "narrow" if options["narrow"] else "wide")
    if not options["outputs"]:
        print(drawn)
    for path in options["outputs"]:
        png = path.suffix.lower() == ".png"
        save(path, desk.png(drawn) if png else f"{drawn}\n".encode(), force=options["force"])
        print(f"wrote {path}", file=sys.stderr)


command = Asking(
    name="plot",
    keys=_keys,
    make=_make,
    help="Draw the answer to a question as SVG or PNG.",
)
