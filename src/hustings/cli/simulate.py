"""`hustings simulate`: elections drawn from a culture, and what becomes of them under a rule."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from hustings.errors import UsageError


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    """Settings as they are written, NAME=NUMBER."""
    found = {}
    for one in settings:
        name, equals, value = one.partition("=")
        if not equals or name in found:
            raise UsageError(
                "a setting is written NAME=NUMBER, once", where="--set", found=one, hint="as --set phi=0.7"
            )
        found[name.strip()] = value.strip()
    return found


def _names(candidates: str | None) -> int | tuple[str, ...] | None:
    """How many stand, or their names with commas between."""
    if candidates is None:
        return None
    return int(candidates) if candidates.strip().isdecimal() else tuple(candidates.split(","))


def _arrays(name: str) -> ModuleType | None:
    """The functions of another array library, as array-api-compat gives them, or its own."""
    import importlib

    if not name:
        return None
    if not name.replace("_", "").isalnum():
        raise UsageError("this is not the name of an array library", where="--arrays", found=name)
    for module in (f"array_api_compat.{name}", name):
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        if hasattr(found, "asarray"):
            return found
    raise UsageError(
        "this array library is not installed, or array-api-compat beside it",
        where="--arrays",
        found=name,
        hint="pip install 'hustings[gpu]' and the library, or leave --arrays out: numpy counts the same",
    )


def _list() -> None:
    from textwrap import fill

    from hustings import shelf

    for key, one in sorted(shelf.cultures().items()):
        print(f"{key:16}{one.title}")
        indent = " " * 16
        print(fill(one.about, 80, initial_indent=indent, subsequent_indent=indent))
        for setting in one.settings:
            several = "" if setting.many else f" (if not given: {setting.default:g})"
            line = f"--set {setting.name}=N{',N...' * setting.many}: {setting.words}{several}"
            print(fill(line, 80, initial_indent=indent, subsequent_indent=indent + "  "))


@click.command("simulate")
@click.argument("culture", required=False)
@click.option("--list", "listing", is_flag=True, help="List the cultures and their settings.")
@click.option("--candidates", metavar="N|A,B,...", help="How many stand, or their names.")
@click.option("--voters", type=int, help="How many vote in each election.")
@click.option("--elections", type=int, default=1000, show_default=True, help="How many are drawn.")
@click.option("--seed", type=int, help="Any whole number: the same draws the same elections. Needed.")
@click.option("--rule", default="sv", show_default=True, metavar="KEY", help="The rule that counts them.")
@click.option("--seats", type=int, default=1, help="How many are to be elected, else 1.")
@click.option(
    "--habits",
    default="none",
    show_default=True,
    metavar="none|english",
    help="How the second column is filled: each as the culture has it, or as in London in 2021.",
)
@click.option(
    "--around", metavar="FILE", help="The real result to draw around (dirichlet); else London 2021."
)
@click.option("--set", "settings", multiple=True, metavar="NAME=NUMBER", help="A setting of the culture.")
@click.option("--rankings", is_flag=True, help="Draw whole rankings, to tell who beats all others.")
@click.option("--spoilers", is_flag=True, help="Count again without each candidate.")
@click.option("--threads", type=int, help="How many at once; all processors if not given.")
@click.option("--write", "folder", metavar="FOLDER", help="Write each election as a file.")
@click.option("--arrays", default="", metavar="NAME", help="Count in another array library (cupy, torch).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the figures as JSON or text.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--all", "every", is_flag=True, help="List every candidate.")
def command(culture: str | None, listing: bool, **options: Any) -> None:
    """Draw elections from a culture and say how often each candidate wins, and how.

    CULTURE is one of hustings simulate --list.
    """
    if listing or not culture:
        _list()
        return
    output, force = options.pop("output"), options.pop("force")
    as_json, every = options.pop("as_json"), options.pop("every")
    if output and output.suffix not in (".json", ".txt"):
        raise UsageError("a simulation is not written so", where=str(output), expected=".json .txt")
    from hustings.reports._simulation import text
    from hustings.saving import refuse_existing, save
    from hustings.simulation import to_json

    if output:
        refuse_existing(output, force=force)

    found = _simulated(culture, options)
    sys.stdout.write(to_json(found).decode() if as_json else text(found, every=every))
    if output:
        data = to_json(found) if output.suffix == ".json" else text(found, every=True).encode()
        save(output, data, force=force)
        print(f"wrote {output}", file=sys.stderr)


def _simulated(culture: str, options: dict[str, Any]) -> Any:
    """The simulation that the options ask for."""
    from hustings.simulating import simulate

    settings = _pairs(options.pop("settings"))
    taken = [name for name in settings if name in options or name == "culture"]
    if taken:
        raise UsageError("this is an option of its own", where="--set", found=taken[0], hint=f"--{taken[0]}")
    options["candidates"] = _names(options["candidates"])
    options["arrays"] = _arrays(options["arrays"])
    return simulate(culture, **{**options, **settings})
